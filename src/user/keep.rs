//! Small files in the state folder, one a timeline, each written whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf, absolute};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::Builder;

use super::folders;

/// The version of the format of these files.
const VERSION: u32 = 1;

/// The largest such file that is read, in bytes.
const LARGEST: u64 = 8 << 20;

/// The ending of a file that was set aside.
const DAMAGED: &str = "damaged";

/// A file that keeps something for one timeline.
#[derive(Debug, Clone)]
pub struct Keep {
    path: PathBuf,
    timeline: Vec<String>,
}

/// What was found in such a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept<T> {
    /// There is no file yet.
    Nothing,
    /// It was read.
    Read(T),
    /// It could not be understood, and is this file now.
    SetAside(PathBuf),
    /// A later version of the program wrote it: it is left as it is.
    Later,
    /// It cannot be read, or not be set aside.
    Unreadable(String),
}

/// How it stands in the file.
#[derive(Serialize, Deserialize)]
struct Page<T> {
    version: u32,
    /// The timeline's files, for a person who looks.
    timeline: Vec<String>,
    kept: T,
}

/// As much of any version as tells which it is.
#[derive(Deserialize)]
struct Header {
    version: u32,
}

/// As much of a digest as tells one timeline from another.
fn first_bytes(digest: &[u8]) -> [u8; 16] {
    std::array::from_fn(|at| digest.get(at).copied().unwrap_or(0))
}

impl Keep {
    /// The file in the folder `kind` of the state folder for the timeline in these files. Nothing where there is
    /// no state folder.
    #[must_use]
    pub fn of(kind: &str, timeline: &[PathBuf]) -> Option<Self> {
        let whole = |path: &PathBuf| path.canonicalize().or_else(|_| absolute(path)).unwrap_or_else(|_| path.clone());
        let timeline: Vec<PathBuf> = timeline.iter().map(whole).collect();
        let mut digest = Sha256::new();
        for path in &timeline {
            digest.update(path.as_os_str().as_encoded_bytes());
            digest.update([0]);
        }
        let name = u128::from_be_bytes(first_bytes(&digest.finalize()));
        let timeline = timeline.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        Some(Self { path: folders::state()?.join(kind).join(format!("{name:032x}.json")), timeline })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it; what cannot be understood is renamed, so that it stands in nobody's way and is not lost.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self) -> Kept<T> {
        let bytes = match self.bytes() {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Kept::Nothing;
            }
            Err(error) => return Kept::Unreadable(error.to_string()),
        };
        if serde_json::from_slice::<Header>(&bytes).is_ok_and(|header| header.version > VERSION) {
            return Kept::Later;
        }
        match serde_json::from_slice::<Page<T>>(&bytes) {
            Ok(page) => Kept::Read(page.kept),
            Err(_) => self.set_aside(),
        }
    }

    /// The bytes of the file; of one too large, as many as show that it is no such file.
    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(&self.path)?.take(LARGEST).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn set_aside<T>(&self) -> Kept<T> {
        let aside = self.path.with_extension(DAMAGED);
        match fs::rename(&self.path, &aside) {
            Ok(()) => Kept::SetAside(aside),
            Err(error) => Kept::Unreadable(error.to_string()),
        }
    }

    /// Can it be written? Its folder is made for it.
    ///
    /// # Errors
    /// Why not.
    pub fn prepare(&self) -> io::Result<()> {
        Builder::new().prefix(".annals-").tempfile_in(self.folder()?).map(drop)
    }

    /// Writes it anew, to a file beside it that takes its place; nobody but the user may read it.
    ///
    /// # Errors
    /// It could not be written; what was there before is there still.
    pub fn write<T: Serialize>(&self, kept: &T) -> io::Result<()> {
        let page = Page { version: VERSION, timeline: self.timeline.clone(), kept };
        let bytes = serde_json::to_vec_pretty(&page)?;
        if bytes.len() as u64 >= LARGEST {
            // It would be taken for damaged when it is read.
            let message = format!("more than {} MiB would have to be kept", LARGEST >> 20);
            return Err(io::Error::new(ErrorKind::FileTooLarge, message));
        }
        let mut file = Builder::new().prefix(".annals-").tempfile_in(self.folder()?)?;
        file.write_all(&bytes)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }

    /// The folder that it is in, made where it is not there yet.
    fn folder(&self) -> io::Result<&Path> {
        let folder = self.path.parent().ok_or(ErrorKind::NotADirectory)?;
        let mut made = fs::DirBuilder::new();
        made.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
        made.create(folder)?;
        Ok(folder)
    }
}
