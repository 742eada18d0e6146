//! From paths to a timeline: the reading of files, whole, bounded and as UTF-8.

mod bytes;
mod head;
mod left;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::time::Duration;

use crate::model::document::{self, GivenUp, Syntax};
use crate::model::finding::{Finding, Level};
use crate::model::place::{FileText, Files};
use crate::model::progress::Progress;
use crate::model::text::Whole;
use crate::model::timeline::{REFERENCE, Timeline};

pub use bytes::LARGEST;
pub use head::{Opened, head, is_large, open};
pub use left::in_pieces;

/// How long a named pipe may say nothing before it is given up. Standard input may think as long as it
/// likes: what feeds it was started together with the reader, and ends with it.
const PATIENCE: Duration = Duration::from_secs(10);

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

/// As [`load_told`], for who goes through the events once or a few times: those of a large file are left where they
/// are, and read again when they are wanted. Whether they were there as before is known afterwards
/// ([`Timeline::lost`]).
///
/// # Errors
/// As [`load`].
pub fn load_left(paths: &[PathBuf], progress: &Progress) -> Result<Loaded, Unreadable> {
    if let [path] = paths
        && is_lasting(path)
        && let Some(loaded) = left::load(path, progress)
    {
        return Ok(loaded);
    }
    load_told(paths, progress)
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
    let read = if path.as_os_str() == "-" {
        if io::stdin().is_terminal() {
            return Err(fault(
                "standard input is the terminal".into(),
                Some("pipe a timeline into it, or name a file"),
            ));
        }
        bytes::of_stream(io::stdin(), progress).map_err(|error| failed(&error))?
    } else {
        let about = fs::metadata(path).map_err(|error| failed(&error))?;
        if about.is_dir() {
            return Err(fault("it is a folder".into(), Some("name the timeline file in it")));
        }
        let whole = || File::open(path).and_then(|file| bytes::of_file(file, progress));
        let piped = || bytes::of_pipe(path.to_owned(), PATIENCE).map(String::from_utf8);
        if about.is_file() { whole() } else { piped() }.map_err(|error| failed(&error))?
    };
    read.map_err(|error| {
        let (message, hint) = not_text(&error);
        fault(message, Some(hint))
    })
}

const AS_UTF8: &str = "save it as UTF-8";

/// What bytes are that are not UTF-8, and what to do about it.
fn not_text(error: &FromUtf8Error) -> (String, &'static str) {
    let bytes = error.as_bytes();
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return ("it is UTF-32, not UTF-8".into(), AS_UTF8),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return ("it is UTF-16, not UTF-8".into(), AS_UTF8),
        [0x1f, 0x8b, ..] => return ("it is gzip, not UTF-8 text".into(), "unpack it first"),
        _ => {}
    }
    let at = error.utf8_error().valid_up_to();
    let line = bytes[..at].split(|byte| *byte == b'\n').count();
    (format!("it is not UTF-8: byte {:#04x} in line {line} (at byte {at})", bytes[at]), AS_UTF8)
}

#[cfg(test)]
mod tests {
    use super::bytes::tests::pipe;
    use super::*;
    use std::thread;

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
