//! Events that stand in stretches of a file, each with a place for its record once somebody asked for it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use bumpalo::Bump;

use crate::model::text::Whole;

use super::Event;
use super::field::Field;
use super::quick::{EventRead, ReadEvent};

/// How many records are kept together: a cell for each of them is made when one of them is first wanted. Few enough that
/// little is made for one record, many enough that a place for each block of a million is made in no time.
const BLOCK: usize = 512;

/// Events that stand in stretches of a file and are read one at a time.
#[derive(Debug, Clone)]
pub struct Unread {
    /// The file's text.
    pub text: Whole,
    /// Which file it is.
    pub file: u32,
    /// The zone in which its days begin, minutes east of UTC.
    pub offset: i32,
    /// Where each event stands, in bytes.
    pub at: Vec<Range<u32>>,
    /// Reads one of them.
    pub how: ReadEvent,
}

impl Unread {
    pub(super) fn try_read<'t>(&'t self, room: &'t Bump, at: usize) -> EventRead<'t> {
        (self.how)(&self.text, room, self.file, self.at[at].clone(), self.offset)
    }

    /// How many of these events, at the beginning and at the end, are written just as in an `old` reading of the same
    /// file, and between the same others.
    pub(super) fn in_common(&self, old: &Self) -> (usize, usize) {
        if (self.file, self.offset) != (old.file, old.offset) {
            return (0, 0);
        }
        let (text, before) = (self.text.as_bytes(), old.text.as_bytes());
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

    /// The record of an event that is known to be one.
    pub(super) fn read(&self, text: &Whole, room: &Bump, at: usize) -> Event {
        match self.try_read(room, at) {
            EventRead::Quick(event) => Event::keep(event, text),
            EventRead::Full(Some(event), _) => event,
            EventRead::Full(None, _) | EventRead::GiveUp => Event::default(),
        }
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
        block[at % BLOCK].get_or_init(|| Box::new(unread.read(&unread.text, &Bump::new(), at)))
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
