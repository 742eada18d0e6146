//! Where the quick reader stands in a file: the next word, and how it stands in its line.

use std::ops::Range;

use bumpalo::Bump;
use memchr::{memchr, memchr3_iter};

use crate::model::place::Place;
use crate::model::text::Stretch;

/// How the next word stands in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// First in its line.
    First,
    /// Behind the `- ` of an item.
    Item,
    /// Behind a key in the same line.
    Value,
    /// Between brackets.
    Flow,
}

/// A stretch of whole lines of a file that is read from begin to end.
pub struct Input<'t> {
    /// The text of the file, or as much of it as there is.
    pub text: &'t str,
    /// Where that begins in the file, in bytes.
    pub base: usize,
    /// Where words and lists are put together that do not stand in the file as they are.
    pub room: &'t Bump,
    /// The bytes of that text up to the end of the stretch.
    pub bytes: &'t [u8],
    /// The number of the file.
    pub file: u32,
    /// Minutes east of UTC of the timeline's days.
    pub offset: i32,
    /// The byte of the next word; at the end of the stretch, its end.
    pub at: usize,
    /// How many spaces its line begins with, or the column of the word behind a `- `.
    pub column: usize,
    /// How it stands there.
    pub stand: Stand,
    /// The column of the list or map that is being read.
    pub indent: usize,
    /// Is it JSON, whose lines may end between any two of its signs?
    pub is_json: bool,
}

impl<'t> Input<'t> {
    /// Stands before the first word of a stretch of whole lines. Nothing where it holds what the quick reader does not
    /// know: a tab, a line end other than LF or CR LF, or a character that YAML does not take as it is.
    pub fn new(text: Stretch<'t>, room: &'t Bump, file: u32, offset: i32, at: Range<usize>) -> Option<Self> {
        is_common(text.as_bytes().get(at.clone())?).then(|| Self::over(text, room, file, offset, at))?
    }

    /// The same for a stretch whose lines are looked through elsewhere.
    pub fn over(text: Stretch<'t>, room: &'t Bump, file: u32, offset: i32, at: Range<usize>) -> Option<Self> {
        let Stretch { text, base } = text;
        let bytes = text.as_bytes().get(..at.end)?;
        let mut input = Self {
            text,
            base,
            room,
            bytes,
            file,
            offset,
            at: at.start,
            column: 0,
            stand: Stand::First,
            indent: 0,
            is_json: false,
        };
        input.stand_on_line();
        Some(input)
    }

    /// The byte at this place; behind the end, a line end.
    #[inline]
    pub fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// Is all of the stretch read?
    #[inline]
    pub fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Does a line end here, behind CR or not?
    #[inline]
    pub fn is_line_end(&self, at: usize) -> bool {
        matches!(self.byte(at), b'\n' | b'\r')
    }

    /// The first place from `at` on that is no space.
    #[inline]
    pub fn behind_spaces(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        // Eight at once: where a byte is no space, some bit differs.
        if let Some(eight) = rest.first_chunk() {
            let others = u64::from_le_bytes(*eight) ^ u64::from_le_bytes([b' '; 8]);
            if others != 0 {
                return at + others.trailing_zeros() as usize / 8;
            }
        }
        at + rest.iter().take_while(|byte| **byte == b' ').count()
    }

    /// As [`Input::behind_spaces`] between brackets, where lines may end in JSON.
    #[inline]
    pub fn behind_blanks(&self, at: usize) -> usize {
        let mut at = self.behind_spaces(at);
        while self.is_json && matches!(self.bytes.get(at), Some(b'\n' | b'\r')) {
            at = self.behind_spaces(at + 1);
        }
        at
    }

    /// The place of the line feed that ends the line of `at`, or the end of the stretch.
    #[inline]
    pub fn line_feed(&self, at: usize) -> usize {
        self.bytes.get(at..).and_then(|rest| memchr(b'\n', rest)).map_or(self.bytes.len(), |behind| at + behind)
    }

    /// The begin of the next line, where this one holds nothing more from `at` on but spaces and a comment.
    #[inline]
    pub fn next_line(&self, at: usize) -> Option<usize> {
        let behind = self.behind_spaces(at);
        let feed = match self.byte(behind) {
            b'\n' => behind,
            b'\r' => behind + 1,
            b'#' if behind > at => self.line_feed(behind),
            _ => return None,
        };
        Some((feed + 1).min(self.bytes.len()))
    }

    /// Goes on to the first word of another line, where this one holds nothing more from `at` on.
    #[inline]
    pub fn end_line(&mut self, at: usize) -> Option<()> {
        self.at = self.next_line(at)?;
        self.stand_on_line();
        Some(())
    }

    /// From the begin of a line to the first word from there on, past blank lines and comments.
    #[inline]
    pub fn stand_on_line(&mut self) {
        self.stand = Stand::First;
        loop {
            let word = self.behind_spaces(self.at);
            match self.bytes.get(word) {
                Some(b'\n') => self.at = word + 1,
                Some(b'\r') => self.at = (word + 2).min(self.bytes.len()),
                Some(b'#') => self.at = (self.line_feed(word) + 1).min(self.bytes.len()),
                Some(_) => {
                    self.column = word - self.at;
                    self.at = word;
                    return;
                }
                None => {
                    self.column = 0;
                    self.at = self.bytes.len();
                    return;
                }
            }
        }
    }

    /// The end of the key that begins at `at`, where its colon stands and the value is parted from it. Whether it is
    /// one word is for those to say who know the key.
    #[inline]
    pub fn behind_key(&self, at: usize) -> Option<usize> {
        let end = at + colon(self.bytes.get(at..)?)?;
        matches!(self.byte(end + 1), b' ' | b'\n' | b'\r').then_some(end)
    }

    /// As [`Input::behind_key`], between brackets, where the key may stand between double quotes and be followed by its
    /// value at once; with the begin of the value.
    #[inline]
    pub fn behind_key_in_flow(&self, at: usize) -> Option<(usize, usize)> {
        if self.byte(at) != b'"' {
            let end = self.behind_key(at).filter(|end| self.byte(end + 1) == b' ')?;
            return Some((end, self.behind_spaces(end + 1)));
        }
        let end = at + 2 + memchr(b'"', self.bytes.get(at + 1..)?)?;
        (self.byte(end) == b':').then(|| (end, self.behind_blanks(end + 1)))
    }

    /// From the colon of a key to its value, in the same line or in one below.
    #[inline]
    pub fn stand_on_value(&mut self, colon: usize) -> Option<()> {
        let word = self.behind_spaces(colon + 1);
        if self.is_line_end(word) || self.byte(word) == b'#' {
            return self.end_line(colon + 1);
        }
        self.stand = Stand::Value;
        self.at = word;
        Some(())
    }

    /// Does an item of a list begin here?
    #[inline]
    pub fn is_item(&self) -> bool {
        self.byte(self.at) == b'-' && !self.is_done() && matches!(self.byte(self.at + 1), b' ' | b'\n' | b'\r')
    }

    /// These bytes of the text as a place of the file.
    #[inline]
    pub fn place(&self, at: Range<usize>) -> Option<Place> {
        let [start, end] = [at.start, at.end].map(|at| u32::try_from(self.base + at));
        Some(Place { file: self.file, start: start.ok()?, end: end.ok()? })
    }
}

/// How many bytes stand before the first colon, at most as many as the longest key has.
#[inline]
fn colon(rest: &[u8]) -> Option<usize> {
    if let Some(eight) = rest.first_chunk() {
        // A byte that is a colon becomes zero, and only the lowest zero takes a bit from the bytes above it.
        let colons = u64::from_le_bytes(*eight) ^ u64::from_le_bytes([b':'; 8]);
        let found = colons.wrapping_sub(u64::from_le_bytes([1; 8])) & !colons & u64::from_le_bytes([0x80; 8]);
        if found != 0 {
            return Some(found.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().take(101).position(|byte| *byte == b':')
}

/// So many bytes are looked at together.
const CHUNK: usize = 64;

/// Is one of these bytes a sign of this kind? One is where `is_sign` gives 1, and none where it gives 0.
#[inline]
fn any(bytes: &[u8], is_sign: impl Fn(u8) -> u8) -> bool {
    // The bytes of the last chunk come twice, since those of a short one would be looked at one by one.
    let last = bytes.last_chunk::<CHUNK>().map_or(bytes, |last| last);
    let of = |chunk: &[u8]| chunk.iter().fold(0, |found, byte| found | is_sign(*byte));
    bytes.as_chunks::<CHUNK>().0.iter().fold(of(last), |found, chunk| found | of(chunk)) != 0
}

/// Is it a control character other than a line feed?
#[inline]
fn is_control(byte: u8) -> u8 {
    (u8::from(byte < 0x20) & u8::from(byte != b'\n')) | u8::from(byte == 0x7f)
}

/// So many bytes are looked at closely where one of them may be odd.
const BLOCK: usize = 512;

/// Does YAML take every character of these lines as it is, and are their ends LF or CR LF?
pub fn is_common(lines: &[u8]) -> bool {
    // What is not taken beyond ASCII: U+0080 to U+009F, U+FEFF, U+FFFE and U+FFFF.
    let next = |at: usize| lines.get(at).copied().unwrap_or(0);
    let is_taken = |at: usize| match lines[at] {
        b'\r' => next(at + 1) == b'\n',
        0xc2 => next(at + 1) >= 0xa0,
        _ => !matches!((next(at + 1), next(at + 2)), (0xbb, 0xbf) | (0xbf, 0xbe | 0xbf)),
    };
    (0..lines.len()).step_by(BLOCK).all(|begin| {
        let block = &lines[begin..lines.len().min(begin + BLOCK)];
        // Most blocks have none of these, which is told in one look.
        if !any(block, |byte| is_control(byte) | u8::from(byte == 0xc2) | u8::from(byte == 0xef)) {
            return true;
        }
        let is_refused = any(block, |byte| is_control(byte) & u8::from(byte != b'\r'));
        !is_refused && memchr3_iter(b'\r', 0xc2, 0xef, block).all(|at| is_taken(begin + at))
    })
}
