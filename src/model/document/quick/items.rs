//! Where the events of a file begin and end.

use std::ops::Range;

use bumpalo::Bump;
use memchr::memmem::Finder;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

#[cfg(doc)]
use crate::model::document::Left;
use crate::model::text::Whole;

use super::input::{Input, Stand, is_common};
use super::sections::{end_within, parts, section_end};

/// The events of a file.
#[derive(Default)]
pub struct Items {
    /// The lines of each.
    pub events: Vec<Range<u32>>,
    /// As [`super::Outline::is_common`].
    pub is_common: bool,
    /// Where their section ends.
    pub section_end: usize,
}

/// The events that begin in a piece of a file.
#[derive(Debug)]
pub struct Piece {
    /// The lines of each, from its `- ` to that of the next.
    pub events: Vec<Range<u32>>,
    /// Does YAML take every character of those lines as it is, and are their ends LF or CR LF?
    pub is_common: bool,
    /// Where their section ends, if that is in the piece.
    pub section_end: Option<usize>,
    /// By what each event is known again, as [`Left::hash`] has it, once the piece was read.
    pub hashes: Vec<u32>,
}

/// How the events of a file are told from each other: a line that begins as that of the first begins another one.
#[derive(Debug)]
pub struct Signs {
    /// Where the first begins.
    pub first: usize,
    /// How many spaces stand before its sign.
    pub column: usize,
    sign: Box<Finder<'static>>,
}

impl Signs {
    /// Those of the events under a key; nothing where their list is not in block style.
    fn under(text: &Whole, key: &Range<usize>) -> Under {
        let bytes = text.as_bytes();
        let room = Bump::new();
        let signs = || {
            let mut input = Input::over(text.stretch(), &room, 0, 0, key.start..bytes.len())?;
            input.stand_on_value(key.end)?;
            if input.stand != Stand::First {
                return Some(Under::Else);
            }
            let (column, first) = (input.column, input.at - input.column);
            let sign = Box::new(Finder::new(&format!("\n{}-", " ".repeat(column))).into_owned());
            let is_list = input.is_item() && is_common(&bytes[key.start..first]);
            is_list.then_some(Under::List(Self { first, column, sign }))
        };
        signs().unwrap_or(Under::Unknown)
    }

    /// The same of the last key of a text, which ends amid its events.
    pub fn at_end(text: &Whole, key: &Range<usize>) -> Option<Self> {
        if let Under::List(signs) = Self::under(text, key) { Some(signs) } else { None }
    }

    /// Where the signs at the begin of a line are which stand between two bytes: where the line begins.
    fn lines<'b>(&'b self, bytes: &'b [u8], within: Range<usize>) -> impl Iterator<Item = usize> + 'b {
        let lines = self.sign.find_iter(&bytes[within.clone()]).map(move |feed| within.start + feed + 1);
        lines.filter(|line| parts(bytes.get(line + self.column + 1)))
    }

    /// The events that begin among some of these bytes, the first of which stands in the file at `base`; nothing where
    /// more bytes must be had to tell. Before those it begins among there is a byte more at least.
    pub fn piece(&self, bytes: &[u8], base: usize, among: Range<usize>, is_whole: bool) -> Option<Piece> {
        let small = |at: usize| u32::try_from(base + at).unwrap_or(u32::MAX);
        let feeds = among.start - 1..among.end - 1;
        let behind_sign = |feed: usize| bytes.len().min(feed + self.column + 2);
        if !is_whole && behind_sign(among.end) == bytes.len() {
            return None;
        }
        let section_end = end_within(bytes, feeds.clone());
        let until = section_end.unwrap_or_else(|| behind_sign(feeds.end - 1));
        let mut begins: Vec<usize> = self.lines(bytes, feeds.start..until).collect();
        let Some(first) = begins.first().copied() else {
            let section_end = section_end.map(|end| base + end);
            return Some(Piece { events: Vec::new(), is_common: true, section_end, hashes: Vec::new() });
        };
        let end = match section_end {
            Some(end) => end,
            None => self.end_behind(bytes, feeds.end, is_whole)?,
        };
        begins.push(end);
        Some(Piece {
            events: begins.windows(2).map(|event| small(event[0])..small(event[1])).collect(),
            is_common: is_common(&bytes[first..end]),
            section_end: section_end.map(|end| base + end),
            hashes: Vec::new(),
        })
    }

    /// Where an event ends of which no more begins before a byte; nothing where that stands behind these bytes.
    fn end_behind(&self, bytes: &[u8], from: usize, is_whole: bool) -> Option<usize> {
        // What parts a sign from its event must be seen.
        let is_seen = |line: &usize| is_whole || line + self.column + 1 < bytes.len();
        let next = self.lines(bytes, from..bytes.len()).next().filter(is_seen);
        let section_end = end_within(bytes, from..next.unwrap_or(bytes.len()));
        section_end.or(next).or(is_whole.then_some(bytes.len()))
    }
}

/// What stands under the key of the events.
enum Under {
    /// A list in block style.
    List(Signs),
    /// Something else, in the line of the key.
    Else,
    Unknown,
}

/// About so many bytes are looked through for events by one thread before it takes the next of them.
const PIECE: usize = 1 << 20;

/// The events under a key; none where their list is not in block style.
pub fn items(text: &Whole, key: &Range<usize>) -> Option<Items> {
    let bytes = text.as_bytes();
    let signs = match Signs::under(text, key) {
        Under::List(signs) => signs,
        Under::Else => return Some(Items { section_end: section_end(bytes, key.end), ..Items::default() }),
        Under::Unknown => return None,
    };
    let of_piece = |from: usize| signs.piece(bytes, 0, from..bytes.len().min(from + PIECE), true);
    let pieces: Vec<usize> = (signs.first..bytes.len()).step_by(PIECE).collect();
    let pieces: Option<Vec<Piece>> = if let [all] = pieces[..] {
        Some(vec![of_piece(all)?])
    } else {
        pieces.into_par_iter().map(of_piece).collect()
    };
    Some(joined(pieces?, bytes.len()))
}

/// The events of a file of so many bytes, from what is found in its pieces.
fn joined(pieces: Vec<Piece>, length: usize) -> Items {
    let count = pieces.iter().map(|piece| piece.events.len()).sum();
    let mut items = Items { events: Vec::with_capacity(count), is_common: true, section_end: length };
    for piece in pieces {
        items.is_common &= piece.is_common;
        items.events.extend(piece.events);
        if let Some(end) = piece.section_end {
            items.section_end = end;
            break;
        }
    }
    items
}
