//! Writing a file so that it is either wholly new or wholly as before.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Why nothing was written.
#[derive(Debug)]
pub enum SaveFault {
    /// The file is there already, and overwriting was not asked for.
    Exists,
    /// The target is a folder.
    Folder,
    /// The target is a block device, a socket or the like.
    NotAFile,
    /// The target may not be written.
    ReadOnly,
    /// The folder to write into is not there.
    NoFolder,
    /// Writing failed; what was there before is there still.
    Io(io::Error),
}

impl fmt::Display for SaveFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_str("it exists already"),
            Self::Folder => f.write_str("it is a folder"),
            Self::NotAFile => f.write_str("it is a device, not a file"),
            Self::ReadOnly => f.write_str("it is read-only"),
            Self::NoFolder => f.write_str("there is no such folder"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SaveFault {}

impl From<io::Error> for SaveFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Do both paths lead to one file?
#[must_use]
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Writes the file at `path` with `write`: to a temporary file beside it, which takes its place when
/// all of it is on the disk. A link is followed, the mode of an existing file is kept.
///
/// A pipe or terminal has no place to take; it is written to as it is, whatever `overwrite` says.
///
/// # Errors
/// The target is there and `overwrite` is not told, cannot be written, or `write` fails; the old
/// bytes are then as they were and nothing else is left behind.
pub fn save(
    path: &Path,
    overwrite: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveFault> {
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => Err(SaveFault::Folder),
        Ok(about) if about.is_file() => {
            if !overwrite {
                return Err(SaveFault::Exists);
            }
            let target = fs::canonicalize(path)?;
            may_be_written(path)?;
            replace(&target, Some(&about), overwrite, write)
        }
        Ok(about) if is_stream(&about) => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            write(&mut out)?;
            Ok(out.flush()?)
        }
        Ok(_) => Err(SaveFault::NotAFile),
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(&end_of_links(path)?, None, overwrite, write),
        Err(error) => Err(error.into()),
    }
}

/// Does a file that is there allow to be written? A rename asks the folder alone, so [`save`] asks the file first.
///
/// # Errors
/// It is read-only, or cannot be opened.
pub fn may_be_written(path: &Path) -> Result<(), SaveFault> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(SaveFault::ReadOnly);
    }
    match OpenOptions::new().write(true).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(SaveFault::ReadOnly),
        Err(error) => Err(error.into()),
    }
}

fn replace(
    target: &Path,
    before: Option<&Metadata>,
    overwrite: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveFault> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = temporary(folder)?;
    let mut out = BufWriter::new(new.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(before) = before {
        new.as_file().set_permissions(before.permissions())?;
    }
    new.as_file().sync_all()?;
    let placed = if overwrite { new.persist(target) } else { new.persist_noclobber(target) };
    match placed {
        Ok(_) => {}
        Err(fault) if fault.error.kind() == io::ErrorKind::AlreadyExists => return Err(SaveFault::Exists),
        Err(fault) => return Err(fault.error.into()),
    }
    sync_folder(folder);
    Ok(())
}

/// A file with the mode that any new file gets here.
fn temporary(folder: &Path) -> Result<NamedTempFile, SaveFault> {
    let mut builder = Builder::new();
    builder.prefix(".annals-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SaveFault::NoFolder,
        kind @ io::ErrorKind::PermissionDenied => io::Error::new(kind, "its folder may not be written by you").into(),
        _ => SaveFault::Io(error),
    })
}

/// The new name is on the disk once its folder is; where folders cannot be synced, it will be soon.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        drop(folder.sync_all());
    }
}

/// How many links may follow each other.
const LINKS: usize = 40;

/// Where a link whose end is not there yet leads to.
fn end_of_links(path: &Path) -> Result<PathBuf, SaveFault> {
    let mut at = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&at) else {
            let names_a_file = at.file_name().is_some() && !at.as_os_str().to_string_lossy().ends_with('/');
            return if names_a_file { Ok(at) } else { Err(SaveFault::NoFolder) };
        };
        at = at.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(io::Error::other("the links lead in a circle").into())
}

#[cfg(unix)]
fn is_stream(about: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    about.file_type().is_char_device() || about.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_stream(_: &Metadata) -> bool {
    false
}
