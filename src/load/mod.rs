//! From paths to a timeline: the reading of files, whole, bounded and as UTF-8.

mod head;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use crate::model::document::{self, GivenUp, Syntax};
use crate::model::finding::{Finding, Level};
use crate::model::place::{FileText, Files};
use crate::model::progress::Progress;
use crate::model::text::Whole;
use crate::model::timeline::{REFERENCE, Timeline};

pub use head::{Opened, head, is_large, open};

/// The largest file that is read, in bytes; offsets in a file are 32 bits wide.
pub const LARGEST: u64 = 2 << 30;

/// How long a named pipe may say nothing before it is given up. Standard input may think as long as it
/// likes: what feeds it was started together with the reader, and ends with it.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of a file is read before it is told, in bytes.
const SLICE: u64 = 4 << 20;

/// How much of a pipe is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// A timeline with all that is wrong with its files.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// What could be understood.
    pub timeline: Timeline,
    /// Errors of syntax, shape, dates and references, in the order of the files.
    pub findings: Vec<Finding>,
}

impl Loaded {
    /// Is there an error, so that not all was understood?
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Error)
    }
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The file as the user named it.
    pub name: String,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Would reading it again give its text again? Not standard input, a pipe or a device, which may block for ever.
#[must_use]
pub fn is_lasting(path: &Path) -> bool {
    path.as_os_str() != "-" && fs::metadata(path).map_or(true, |about| about.is_file())
}

/// Reads these files as one timeline; `-` is standard input.
///
/// # Errors
/// The first file that cannot be read at all. Faults of what was read are findings instead.
pub fn load(paths: &[PathBuf]) -> Result<Loaded, Unreadable> {
    load_told(paths, &Progress::default())
}

/// As [`load`], which tells how far it has come: every byte counts when it is read, and again when it is understood.
///
/// # Errors
/// As [`load`].
pub fn load_told(paths: &[PathBuf], progress: &Progress) -> Result<Loaded, Unreadable> {
    Ok(of_texts_after(None, texts(paths, progress)?, progress))
}

/// The names and texts of these files, of which it is told how far they were read.
///
/// # Errors
/// As [`load`].
pub fn texts(paths: &[PathBuf], progress: &Progress) -> Result<Vec<(String, String)>, Unreadable> {
    let sizes = paths.iter().filter(|path| is_lasting(path)).filter_map(|path| fs::metadata(path).ok());
    progress.add_to_come(2 * sizes.map(|about| about.len()).sum::<u64>());
    paths.iter().map(|path| Ok((name_of(path), read_told(path, progress)?))).collect()
}

/// The timeline of these names and texts, as if they had been read.
///
/// A file need not have events where another one has. After a syntax fault no reference is a
/// finding, since what it names may be given where nobody could read.
#[must_use]
pub fn of_texts(texts: Vec<(String, String)>) -> Loaded {
    of_texts_after(None, texts, &Progress::default())
}

/// As [`of_texts`], which tells how many bytes of events it has read. Of a file that changed, the events that stand as
/// in its `old` timeline, with which nothing was wrong, are not read again.
#[must_use]
pub fn of_texts_after(old: Option<&Timeline>, texts: Vec<(String, String)>, progress: &Progress) -> Loaded {
    let mut files = Files::default();
    for (name, text) in texts {
        files.add(FileText::new(name, text));
    }
    let mut given_up = HashSet::new();
    loop {
        match of_files(old, &files, &given_up, progress) {
            Ok(loaded) => return loaded,
            Err(GivenUp(file)) => given_up.insert(file),
        };
    }
}

/// The timeline of these files, of which those that were given up are read by the full reader alone.
fn of_files(
    old: Option<&Timeline>,
    files: &Files,
    given_up: &HashSet<u32>,
    progress: &Progress,
) -> Result<Loaded, GivenUp> {
    let mut documents = Vec::new();
    let mut findings = Vec::new();
    let mut without_events = Vec::new();
    let mut is_broken = false;
    for (nth, file) in (0..).zip(files.all()) {
        let syntax = Syntax::of(&file.name, &file.text);
        let parsed = if given_up.contains(&nth) {
            document::parse_whole(&file.text, nth, syntax)
        } else {
            document::parse_later(&Whole::new(&file.text), nth, syntax)
        };
        documents.push(parsed.document);
        findings.extend(parsed.findings);
        without_events.extend(parsed.no_events);
        is_broken |= parsed.is_broken;
    }
    let (timeline, mut clashes) = Timeline::after(old, documents, files.clone(), progress)?;
    if findings.is_empty() && clashes.is_empty() && timeline.events().len() == 0 {
        findings.extend(without_events.into_iter().next());
    }
    clashes.retain(|finding| !is_broken || finding.rule != REFERENCE);
    findings.extend(clashes);
    findings.sort_by_key(|finding| finding.place);
    Ok(Loaded { timeline, findings })
}

/// The name of a path for messages; bytes that are not UTF-8 are replaced.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The whole text of a file; `-` is standard input.
///
/// # Errors
/// Where it cannot be read, is too large or is not UTF-8.
pub fn read(path: &Path) -> Result<String, Unreadable> {
    read_told(path, &Progress::default())
}

fn read_told(path: &Path, progress: &Progress) -> Result<String, Unreadable> {
    let fault = |message: String, hint: Option<&str>| Unreadable {
        name: name_of(path),
        message,
        hint: hint.map(str::to_owned),
    };
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            fault("there is no such file".into(), Some("`annals init` writes a small timeline to start from"))
        }
        io::ErrorKind::PermissionDenied => fault("it may not be read by you".into(), None),
        io::ErrorKind::TimedOut => fault(
            format!("it is a pipe that says nothing for {} s", PATIENCE.as_secs()),
            Some("pipe into `annals -` instead"),
        ),
        io::ErrorKind::FileTooLarge => fault(format!("it is too large: more than {} MiB", LARGEST >> 20), None),
        _ => fault(error.to_string(), None),
    };
    let bytes = if path.as_os_str() == "-" {
        if io::stdin().is_terminal() {
            return Err(fault(
                "standard input is the terminal".into(),
                Some("pipe a timeline into it, or name a file"),
            ));
        }
        read_all(io::stdin().lock(), progress).map_err(|error| failed(&error))?
    } else {
        let about = fs::metadata(path).map_err(|error| failed(&error))?;
        if about.is_dir() {
            return Err(fault("it is a folder".into(), Some("name the timeline file in it")));
        }
        let whole = || File::open(path).and_then(|file| read_all(file, progress));
        if about.is_file() { whole() } else { read_patiently(path.to_owned(), PATIENCE) }
            .map_err(|error| failed(&error))?
    };
    of_bytes(bytes).map_err(|(message, hint)| fault(message, Some(hint)))
}

fn read_all(mut source: impl Read, progress: &Progress) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        match source.by_ref().take(SLICE).read_to_end(&mut bytes)? {
            0 => return Ok(bytes),
            count => progress.add(count as u64),
        }
        if bytes.len() as u64 > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
    }
}

/// Reads a pipe or device on a thread of its own, since opening one may already block for ever; it is
/// given up when nothing has come for as long as `patience`.
fn read_patiently(path: PathBuf, patience: Duration) -> io::Result<Vec<u8>> {
    let (pieces, come) = mpsc::sync_channel(4);
    thread::spawn(move || read_in_pieces(&path, &pieces));
    let mut bytes = Vec::new();
    loop {
        match come.recv_timeout(patience) {
            Ok(piece) => bytes.extend(piece?),
            Err(RecvTimeoutError::Disconnected) => return Ok(bytes),
            Err(RecvTimeoutError::Timeout) => return Err(io::ErrorKind::TimedOut.into()),
        }
        if bytes.len() as u64 > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
    }
}

/// Sends every piece as it comes, until the end, a fault, or nobody listens any more.
fn read_in_pieces(path: &Path, pieces: &SyncSender<io::Result<Vec<u8>>>) {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return pieces.send(Err(error)).unwrap_or_default(),
    };
    loop {
        let mut piece = vec![0; PIECE];
        let told = match file.read(&mut piece) {
            Ok(0) => return,
            Ok(length) => {
                piece.truncate(length);
                pieces.send(Ok(piece))
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(error) => return pieces.send(Err(error)).unwrap_or_default(),
        };
        if told.is_err() {
            return;
        }
    }
}

const AS_UTF8: &str = "save it as UTF-8";

fn of_bytes(bytes: Vec<u8>) -> Result<String, (String, &'static str)> {
    match bytes[..] {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Err(("it is UTF-32, not UTF-8".into(), AS_UTF8)),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(("it is UTF-16, not UTF-8".into(), AS_UTF8)),
        [0x1f, 0x8b, ..] => return Err(("it is gzip, not UTF-8 text".into(), "unpack it first")),
        _ => {}
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes[..at].split(|byte| *byte == b'\n').count();
        (format!("it is not UTF-8: byte {:#04x} in line {line} (at byte {at})", bytes[at]), AS_UTF8)
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::Write;
    use std::process::Command;

    fn pipe() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success());
        (folder, path)
    }

    #[test]
    fn a_pipe_without_a_writer_is_given_up() {
        let (_folder, path) = pipe();
        let error = read_patiently(path, Duration::from_millis(50)).expect_err("nobody writes");
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn a_slow_pipe_is_waited_for_while_it_still_says_something() {
        let (_folder, path) = pipe();
        let target = path.clone();
        let writer = thread::spawn(move || {
            let mut pipe = fs::OpenOptions::new().write(true).open(target)?;
            for letter in b"events: []" {
                thread::sleep(Duration::from_millis(100));
                pipe.write_all(&[*letter])?;
            }
            Ok::<(), io::Error>(())
        });
        let read = read_patiently(path, Duration::from_millis(700));
        writer.join().expect("no panic").expect("written");
        assert_eq!(read.expect("it ends"), b"events: []");
    }

    #[test]
    fn only_files_last() {
        let (folder, path) = pipe();
        assert!(!is_lasting(&path) && !is_lasting(folder.path()) && !is_lasting(Path::new("-")));
        assert!(is_lasting(Path::new(file!())) && is_lasting(&folder.path().join("not-yet.yaml")));
    }

    #[test]
    fn a_pipe_that_ends_is_read() {
        let (_folder, path) = pipe();
        let target = path.clone();
        let writer = thread::spawn(move || fs::write(target, "events: []"));
        assert_eq!(read(&path), Ok("events: []".to_owned()));
        writer.join().expect("no panic").expect("written");
    }
}
