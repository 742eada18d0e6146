//! Events that stand in stretches of a file, each with a place for its record once somebody asked for it.

use std::fmt::Debug;
use std::hash::BuildHasher;
use std::io;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use bumpalo::Bump;
use foldhash::fast::FixedState;

use crate::model::text::Whole;

use super::Event;
use super::field::Field;
use super::quick::{BEHIND, EventRead, ReadEvent};

/// How many records are kept together: a cell for each of them is made when one of them is first wanted. Few enough that
/// little is made for one record, many enough that a place for each block of a million is made in no time.
const BLOCK: usize = 512;

/// About how many bytes of a file are read again at once, where more than one event is wanted.
const AT_ONCE: usize = 64 << 10;

/// Events that stand in stretches of a file and are read one at a time.
#[derive(Debug, Clone)]
pub struct Unread {
    /// The file's text.
    pub text: Held,
    /// Which file it is.
    pub file: u32,
    /// The zone in which its days begin, minutes east of UTC.
    pub offset: i32,
    /// Where each event stands, in bytes.
    pub at: Vec<Range<u32>>,
    /// Reads one of them.
    pub how: ReadEvent,
}

/// Where the text of a file is.
#[derive(Debug, Clone)]
pub enum Held {
    /// Here.
    Kept(Whole),
    /// Where it was, to be read again.
    Left(Arc<Left>),
}

/// A file that is there to be read again.
pub trait Reread: Debug + Send + Sync {
    /// Fills these bytes with those that stand there now from a place on, and gives how many there are, fewer only where
    /// it ends before.
    ///
    /// # Errors
    /// What they cannot be read for.
    fn fill(&self, bytes: &mut [u8], from: usize) -> io::Result<usize>;
}

/// Why an event is not there any more as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// Somebody has written to the file.
    Changed,
    /// The file cannot be read, and why.
    Unreadable(String),
}

/// The text of events that was left in its file, with what tells whether it is the same still.
#[derive(Debug)]
pub struct Left {
    file: Arc<dyn Reread>,
    /// How many bytes it had.
    length: usize,
    /// Of each event.
    hashes: Vec<u32>,
    lost: OnceLock<Lost>,
}

impl Left {
    /// A file of so many bytes whose events have these hashes.
    pub(super) fn new(file: Arc<dyn Reread>, length: usize, hashes: Vec<u32>) -> Self {
        Self { file, length, hashes, lost: OnceLock::new() }
    }

    /// By what the bytes of an event are known again.
    #[must_use]
    pub fn hash(bytes: &[u8]) -> u32 {
        // The upper half is mixed best.
        u32::try_from(FixedState::default().hash_one(bytes) >> 32).unwrap_or_default()
    }

    /// The text of some events that stand between two bytes, with some of what stands behind them; none where it cannot
    /// be had any more.
    fn text(&self, at: Range<usize>) -> String {
        let mut bytes = vec![0; at.len() + BEHIND];
        let count = self.file.fill(&mut bytes, at.start).unwrap_or_else(|error| {
            let _ = self.lost.set(Lost::Unreadable(error.to_string()));
            0
        });
        bytes.truncate(count);
        // How the last event is read may depend on its being the last.
        self.remember(at.start + count > self.length);
        into_text(bytes, at.len()).unwrap_or_default()
    }

    /// Keeps in mind that the file is another, if it is; what was amiss first is told.
    fn remember(&self, is_another: bool) {
        if is_another {
            let _ = self.lost.set(Lost::Changed);
        }
    }

    /// What is read of an event whose bytes are these now: nothing, where it is not what it was, since that it was sound.
    fn known<'t>(&self, nth: usize, bytes: Option<&[u8]>, read: impl FnOnce() -> EventRead<'t>) -> EventRead<'t> {
        let is_known = bytes.is_some_and(|bytes| Self::hash(bytes) == self.hashes[nth]);
        let read = if is_known { read() } else { EventRead::GiveUp };
        let is_sound = match &read {
            EventRead::Quick(_) => true,
            EventRead::Full(event, findings) => event.is_some() && findings.is_empty(),
            EventRead::GiveUp => false,
        };
        self.remember(!is_sound);
        if is_sound { read } else { EventRead::Full(None, Vec::new()) }
    }
}

/// The text of bytes the first of which are wanted; nothing where these are none. What stands behind them may be shorter,
/// since a character may be cut there.
fn into_text(bytes: Vec<u8>, wanted: usize) -> Option<String> {
    let text = String::from_utf8(bytes).or_else(|fault| {
        let end = fault.utf8_error().valid_up_to();
        let mut bytes = fault.into_bytes();
        bytes.truncate(end);
        String::from_utf8(bytes)
    });
    text.ok().filter(|text| text.len() >= wanted)
}

/// The text of some events in a row, by which they are read.
pub(super) struct Lines<'u> {
    unread: &'u Unread,
    text: Whole,
}

impl Lines<'_> {
    pub fn try_read<'t>(&'t self, room: &'t Bump, nth: usize) -> EventRead<'t> {
        let Unread { text, file, offset, at, how } = self.unread;
        let (at, stretch) = (&at[nth], self.text.stretch());
        let Held::Left(left) = text else { return how(stretch, room, *file, at.clone(), *offset) };
        let base = u32::try_from(stretch.base).unwrap_or(u32::MAX);
        let at = at.start - base..at.end - base;
        let bytes = stretch.as_bytes().get(at.start as usize..at.end as usize);
        left.known(nth, bytes, || how(stretch, room, *file, at, *offset))
    }

    /// The record of an event that is known to be one.
    pub fn read(&self, room: &Bump, nth: usize) -> Event {
        match self.try_read(room, nth) {
            EventRead::Quick(event) => Event::keep(event, &self.text),
            EventRead::Full(Some(event), _) => *event,
            EventRead::Full(None, _) | EventRead::GiveUp => Event::default(),
        }
    }
}

impl Unread {
    /// Why one of them is not there any more as it was, if that has come to light.
    pub(super) fn lost(&self) -> Option<Lost> {
        if let Held::Left(left) = &self.text { left.lost.get().cloned() } else { None }
    }

    /// Some of the events in a row, with the text of as many of them as are best read at once.
    pub(super) fn lines(&self, mut range: Range<usize>) -> impl Iterator<Item = (Lines<'_>, Range<usize>)> {
        std::iter::from_fn(move || {
            let first = self.at.get(range.start).filter(|_| !range.is_empty())?;
            let (text, end) = match &self.text {
                Held::Kept(text) => (text.again(), range.end),
                Held::Left(left) => {
                    let begin = first.start as usize;
                    let is_near = |event: &Range<u32>| event.end as usize - begin <= AT_ONCE;
                    let more = self.at[range.start + 1..range.end].iter().take_while(|event| is_near(event)).count();
                    let end = range.start + 1 + more;
                    let text = left.text(begin..self.at[end - 1].end as usize);
                    (Whole::part(&Arc::new(text), begin), end)
                }
            };
            let some = range.start..end;
            range.start = end;
            Some((Lines { unread: self, text }, some))
        })
    }

    /// The record of an event that is known to be one.
    pub(super) fn read(&self, nth: usize) -> Event {
        let room = Bump::new();
        self.lines(nth..nth + 1).next().map_or_else(Event::default, |(lines, _)| lines.read(&room, nth))
    }

    /// How many of these events, at the beginning and at the end, are written just as in an `old` reading of the same
    /// file, and between the same others.
    pub(super) fn in_common(&self, old: &Self) -> (usize, usize) {
        if (self.file, self.offset) != (old.file, old.offset) {
            return (0, 0);
        }
        let (Held::Kept(text), Held::Kept(before)) = (&self.text, &old.text) else { return (0, 0) };
        let (text, before) = (text.as_bytes(), before.as_bytes());
        let begin = begin_in_common(text, before);
        let is_first = |(new, old): &(&Range<u32>, &Range<u32>)| new == old && new.end as usize <= begin;
        // How an event is read may depend on what comes next.
        let first = self.at.iter().zip(&old.at).take_while(is_first).count().saturating_sub(1);
        let end = end_in_common(text, before);
        let from_end = |text: &[u8], at: &Range<u32>| (text.len() - at.start as usize, text.len() - at.end as usize);
        let is_last = |(new, old): &(&Range<u32>, &Range<u32>)| {
            from_end(text, new) == from_end(before, old) && from_end(text, new).0 <= end
        };
        let others = self.at.len().min(old.at.len()) - first;
        let last = self.at.iter().rev().zip(old.at.iter().rev()).take(others).take_while(is_last).count();
        (first, last)
    }
}

type Cell = OnceLock<Box<Event>>;

/// A place for every record that may be read.
#[derive(Debug)]
pub(super) struct Cells(Vec<OnceLock<Box<[Cell]>>>);

impl Cells {
    pub fn new(count: usize) -> Arc<Self> {
        Arc::new(Self((0..count.div_ceil(BLOCK)).map(|_| OnceLock::new()).collect()))
    }

    pub fn get(&self, unread: &Unread, at: usize) -> &Event {
        let block = self.0[at / BLOCK].get_or_init(|| (0..BLOCK).map(|_| Cell::new()).collect());
        block[at % BLOCK].get_or_init(|| Box::new(unread.read(at)))
    }

    pub fn kept(&self, at: usize) -> Option<&Event> {
        self.0[at / BLOCK].get()?[at % BLOCK].get().map(Box::as_ref)
    }
}

/// So many bytes are compared at once.
const CHUNK: usize = 4096;

/// How many bytes two texts have in common at their beginning.
fn begin_in_common(one: &[u8], other: &[u8]) -> usize {
    let chunks = one.chunks_exact(CHUNK).zip(other.chunks_exact(CHUNK));
    let whole = CHUNK * chunks.take_while(|(one, other)| one == other).count();
    whole + one[whole..].iter().zip(&other[whole..]).take_while(|(one, other)| one == other).count()
}

/// How many bytes two texts have in common at their end.
fn end_in_common(one: &[u8], other: &[u8]) -> usize {
    let chunks = one.rchunks_exact(CHUNK).zip(other.rchunks_exact(CHUNK));
    let whole = CHUNK * chunks.take_while(|(one, other)| one == other).count();
    let rest = one[..one.len() - whole].iter().rev().zip(other[..other.len() - whole].iter().rev());
    whole + rest.take_while(|(one, other)| one == other).count()
}
