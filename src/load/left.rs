//! A large file that is read while its bytes come, and whose events are left there, to be read again when wanted.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use memchr::memmem;

use crate::model::document::quick::{Piece, Stream};
use crate::model::document::{EventRef, Reread, Syntax};
use crate::model::place::{FileText, Files};
use crate::model::progress::Progress;
use crate::model::text::Whole;
use crate::model::threads::each_at_once;
use crate::model::timeline::Timeline;

use super::bytes::LARGEST;
use super::head::{BEGIN, FAR, KEY, text_of};
use super::{Loaded, name_of};

/// A file of fewer bytes is kept as soon.
const LEAST: u64 = 4 << 20;

/// So many bytes are read by one thread before it takes the next of them: few enough that they are at hand until it is
/// done with them.
const PIECE: usize = 256 << 10;

/// How many more bytes are read at first to find where the last event ends that begins among them.
const MORE: usize = 4 << 10;

/// How many more bytes are read at once on all cores while the first event is looked for, and by each of them.
const WAVE: usize = 8 << 20;
const SLICE: usize = 512 << 10;

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
    let after = file.metadata().ok()?;
    (before.len() == after.len() && before.modified().ok()? == after.modified().ok()?).then_some(loaded)
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
    progress.add_to_come(2 * length as u64);
    let stream = Stream::new(&Whole::new(&Arc::new(text_of(beginning(&*file, length)?)?)), 0)?;
    let mut files = Files::default();
    files.add(FileText::new(name, String::new()));
    let first = stream.first();
    progress.add(2 * first as u64);
    let source = Source { file, length, first, piece, progress, free: Mutex::default() };
    let read = |stream: &Stream, nth, see: &mut dyn FnMut(&EventRef)| source.piece(stream, nth, see);
    let timeline = Timeline::streamed(stream, files, (length - first).div_ceil(piece), read, |stream, end| {
        source.rest(stream, end.unwrap_or(length))?;
        Some(Arc::clone(&source.file))
    })?;
    Some(Loaded { timeline, findings: Vec::new() })
}

/// All up to a while behind the key of the events, unless that comes too late.
fn beginning(file: &dyn Reread, length: usize) -> Option<Vec<u8>> {
    // Memory that nobody writes to is none.
    let mut bytes = vec![0; length.min(FAR)];
    let (mut read, mut found) = (0, None);
    while found.is_none() {
        let end = bytes.len().min(if read == 0 { BEGIN } else { read + WAVE });
        fill(file, &mut bytes[read..end], read)?;
        // The key may be cut in two.
        let from = read.saturating_sub(KEY.len());
        found = memmem::find(&bytes[from..end], KEY).map(|at| from + at + KEY.len());
        if end == bytes.len() && found.is_none() {
            return None;
        }
        read = end;
    }
    let end = bytes.len().min(found? + BEGIN);
    if end > read {
        fill(file, &mut bytes[read..end], read)?;
    }
    bytes.truncate(end.max(read));
    Some(bytes)
}

/// Reads these bytes on all cores.
fn fill(file: &dyn Reread, bytes: &mut [u8], from: usize) -> Option<()> {
    let is_read = AtomicBool::new(true);
    each_at_once(&mut bytes.chunks_mut(SLICE).collect::<Vec<_>>(), 1, |nth, slice| {
        let whole = slice.len();
        let count = file.read(slice, from + nth * SLICE);
        is_read.fetch_and(count.is_ok_and(|count| count == whole), Ordering::Relaxed);
    });
    is_read.into_inner().then_some(())
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
        let mut more = MORE;
        let mut piece = loop {
            let (until, before) = (self.length.min(end + more), bytes.len());
            bytes.resize(until - base, 0);
            let count = self.file.read(&mut bytes[before..], base + before).ok()?;
            if count < bytes.len() - before {
                return None;
            }
            match stream.piece(&bytes, base, 1..end - base, until == self.length) {
                Some(piece) => break piece,
                None if until == self.length => return None,
                None => more *= 4,
            }
        };
        stream.read(&mut piece, &bytes, base, see)?;
        self.progress.add(2 * (end - from) as u64);
        bytes.clear();
        free().push(bytes);
        Some(piece)
    }

    /// Reads what stands behind the events.
    fn rest(&self, stream: &mut Stream, from: usize) -> Option<()> {
        let length = Some(self.length - from).filter(|length| *length <= FAR)?;
        let mut bytes = vec![0; length];
        let count = self.file.read(&mut bytes, from).ok()?;
        let text = String::from_utf8(bytes).ok().filter(|_| count == length)?;
        stream.rest(&Whole::part(&Arc::new(text), from))
    }
}

impl Reread for File {
    fn read(&self, mut bytes: &mut [u8], from: usize) -> io::Result<usize> {
        let mut read = 0;
        while !bytes.is_empty() {
            match read_at(self, bytes, (from + read) as u64) {
                Ok(0) => break,
                Ok(count) => {
                    bytes = &mut bytes[count..];
                    read += count;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(read)
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, bytes, from)
}

#[cfg(windows)]
fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, bytes, from)
}
