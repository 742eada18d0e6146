//! A large file that is read while its bytes come, and whose events are left there, to be read again when wanted.

use std::fs::{File, Metadata};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::model::document::quick::{Piece, Stream};
use crate::model::document::{EventRef, Reread, Syntax};
use crate::model::place::{FileText, Files};
use crate::model::progress::Progress;
use crate::model::text::Whole;
use crate::model::timeline::Timeline;

use super::bytes::LARGEST;
use super::head::{FAR, beginning, text_of};
use super::{Loaded, name_of};

/// A file of fewer bytes is kept as soon.
const LEAST: u64 = 4 << 20;

/// So many bytes are read by one thread before it takes the next of them: few enough that they are at hand until it is
/// done with them.
const PIECE: usize = 256 << 10;

/// How many more bytes are read at first to find where the last event ends that begins among them.
const MORE: usize = 4 << 10;

/// No more bytes than these are read for one event: a file of such events is kept.
const MOST: usize = 16 << 20;

/// The timeline of a file most of whose text is not kept, of which it is told how far it was read and understood;
/// nothing where it is small or has to be read as a whole, be it for what is wrong with it.
pub fn load(path: &Path, progress: &Progress) -> Option<Loaded> {
    let name = name_of(path);
    let file = File::open(path).ok().filter(|_| Syntax::of(&name, "") == Syntax::Yaml)?;
    let before = file.metadata().ok().filter(Metadata::is_file)?;
    if !(LEAST..=LARGEST).contains(&before.len()) {
        return None;
    }
    let file = Arc::new(file);
    let loaded = in_pieces(name, Arc::<File>::clone(&file), usize::try_from(before.len()).ok()?, PIECE, progress)?;
    (stamp(&before)? == stamp(&file.metadata().ok()?)?).then_some(loaded)
}

/// What differs when a file was written to.
#[cfg(unix)]
fn stamp(about: &Metadata) -> Option<(u64, SystemTime, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((about.len(), about.modified().ok()?, about.ctime(), about.ctime_nsec()))
}

/// What differs when a file was written to.
#[cfg(not(unix))]
fn stamp(about: &Metadata) -> Option<(u64, SystemTime)> {
    Some((about.len(), about.modified().ok()?))
}

/// The timeline of a file of this name and so many bytes, whose events are read in pieces of about so many, and again
/// when they are wanted; nothing where it has to be read as a whole.
pub fn in_pieces(
    name: String,
    file: Arc<dyn Reread>,
    length: usize,
    piece: usize,
    progress: &Progress,
) -> Option<Loaded> {
    let (beginning, events) = beginning(&*file, length, FAR)?;
    events?;
    let stream = Stream::new(&Whole::new(&Arc::new(text_of(beginning)?)), 0)?;
    progress.add_to_come(2 * length as u64);
    let mut files = Files::default();
    files.add(FileText::new(name, String::new()));
    let first = stream.first();
    progress.add(2 * first as u64);
    let source = Source { file, length, first, piece, progress, free: Mutex::default() };
    let read = |stream: &Stream, nth, see: &mut dyn FnMut(&EventRef)| source.piece(stream, nth, see);
    let timeline = Timeline::streamed(stream, files, (length - first).div_ceil(piece), read, |stream, end| {
        source.rest(stream, end.unwrap_or(length))?;
        Some((Arc::clone(&source.file), length))
    })?;
    Some(Loaded { timeline, findings: Vec::new() })
}

/// A file on its way.
struct Source<'p> {
    file: Arc<dyn Reread>,
    length: usize,
    /// Where its first event begins.
    first: usize,
    /// How many bytes a piece has.
    piece: usize,
    progress: &'p Progress,
    /// Room for bytes that nobody uses now.
    free: Mutex<Vec<Vec<u8>>>,
}

impl Source<'_> {
    /// Reads the piece of this number, and shows the events that begin in it.
    fn piece(&self, stream: &Stream, nth: usize, see: &mut dyn FnMut(&EventRef)) -> Option<Piece> {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = free().pop().unwrap_or_default();
        let from = self.first + nth * self.piece;
        // With the line feed before its first line.
        let (base, end) = (from - 1, self.length.min(from + self.piece));
        let (mut more, mut before) = (MORE, 0);
        let mut piece = loop {
            let until = self.length.min(end + more);
            // What stands there of another piece is written over.
            bytes.resize(until - base, 0);
            let count = self.file.fill(&mut bytes[before..], base + before).ok()?;
            if count < bytes.len() - before {
                return None;
            }
            before = bytes.len();
            match stream.piece(&bytes, base, 1..end - base, until == self.length) {
                Some(piece) => break piece,
                None if until == self.length || more > MOST => return None,
                None => more *= 4,
            }
        };
        stream.read(&mut piece, &bytes, base, see)?;
        self.progress.add(2 * (end - from) as u64);
        bytes.truncate(2 * self.piece);
        bytes.shrink_to(2 * self.piece);
        free().push(bytes);
        Some(piece)
    }

    /// Reads what stands behind the events.
    fn rest(&self, stream: &mut Stream, from: usize) -> Option<()> {
        let length = Some(self.length - from).filter(|length| *length <= FAR)?;
        let mut bytes = vec![0; length];
        let count = self.file.fill(&mut bytes, from).ok()?;
        let text = String::from_utf8(bytes).ok().filter(|_| count == length)?;
        stream.rest(&Whole::part(&Arc::new(text), from))
    }
}
