//! Where the quick reader stands in a file: the next word, and how it stands in its line.

use std::ops::Range;

use bumpalo::Bump;
use memchr::memchr;

use crate::model::place::Place;
use crate::model::text::Stretch;

use super::look::{Look, Those, find};

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
    /// Where the last scalar is written, in the file: its first byte, and above it the byte behind. One number: two
    /// halves that are stored one after the other cannot be loaded together until both are there.
    written: u64,
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
            written: 0,
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
        let other = find(self.bytes, at, |look| look.are(b' ').not(), |byte| byte != b' ');
        other.unwrap_or(self.bytes.len().max(at))
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
        // Mostly it ends here.
        self.at = if self.bytes.get(at) == Some(&b'\n') { at + 1 } else { self.next_line(at)? };
        self.stand_on_line();
        Some(())
    }

    /// From the begin of a line to the first word from there on, past blank lines and comments.
    #[inline]
    pub fn stand_on_line(&mut self) {
        self.stand = Stand::First;
        let word = self.behind_spaces(self.at);
        if matches!(self.bytes.get(word), Some(b'\n' | b'\r' | b'#') | None) {
            return self.stand_on_other_line();
        }
        self.column = word - self.at;
        self.at = word;
    }

    /// The same where the line has no word.
    fn stand_on_other_line(&mut self) {
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
        let end = colon(self.bytes, at)?;
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
        // Mostly one space parts them.
        let next = colon + 2;
        let is_next = self.byte(next - 1) == b' ' && !matches!(self.byte(next), b' ' | b'\n' | b'\r' | b'#');
        let word = if is_next { next } else { self.behind_spaces(colon + 1) };
        if !is_next && (self.is_line_end(word) || self.byte(word) == b'#') {
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

    /// Keeps where a scalar is written.
    #[inline]
    pub fn write_at(&mut self, at: Range<usize>) -> Option<()> {
        let Place { start, end, .. } = self.place(at)?;
        self.written = u64::from(end) << 32 | u64::from(start);
        Some(())
    }

    /// The place of the scalar that was read last.
    #[inline]
    pub fn written(&self) -> Place {
        let [start, end] = [self.written & u64::from(u32::MAX), self.written >> 32];
        let small = |at: u64| u32::try_from(at).unwrap_or(u32::MAX);
        Place { file: self.file, start: small(start), end: small(end) }
    }

    /// These bytes of the text as a place of the file.
    #[inline]
    pub fn place(&self, at: Range<usize>) -> Option<Place> {
        let [start, end] = [at.start, at.end].map(|at| u32::try_from(self.base + at));
        Some(Place { file: self.file, start: start.ok()?, end: end.ok()? })
    }
}

/// The first colon from a place on, no further from it than the longest key has bytes.
#[inline]
fn colon(bytes: &[u8], at: usize) -> Option<usize> {
    match Look::at(bytes, at).and_then(|look| look.are(b':').first()) {
        Some(behind) => Some(at + behind),
        None => Some(at + bytes.get(at..)?.iter().take(101).position(|byte| *byte == b':')?),
    }
}

/// So many bytes are looked at together.
const CHUNK: usize = 4 * Look::WIDTH;

/// Those of ASCII that YAML takes as they are, whatever stands beside them.
#[inline]
fn plain(look: Look) -> Those {
    look.are_within(b' ', b'~').or(look.are(b'\n'))
}

/// Those beyond ASCII that it takes so: most of them.
#[inline]
fn foreign(look: Look) -> Those {
    look.are_within(0x80, 0xff).and(look.are(0xc2).or(look.are(0xef)).not())
}

/// The looks that a chunk takes.
#[inline]
fn looks(chunk: &[u8; CHUNK]) -> impl Iterator<Item = Look> {
    chunk.as_chunks::<{ Look::WIDTH }>().0.iter().map(|bytes| Look::of(*bytes))
}

/// Are all of these bytes plain?
#[inline]
fn is_plain(chunk: &[u8; CHUNK]) -> bool {
    looks(chunk).map(plain).reduce(Those::and).is_none_or(|all| all.not().first().is_none())
}

/// Does YAML take every character of these lines as it is, and are their ends LF or CR LF?
pub fn is_common(lines: &[u8]) -> bool {
    // What is not taken beyond ASCII: U+0080 to U+009F, U+FEFF, U+FFFE and U+FFFF.
    let next = |at: usize| lines.get(at).copied().unwrap_or(0);
    let is_taken = |at: usize| match lines[at] {
        b'\r' => next(at + 1) == b'\n',
        0xc2 => next(at + 1) >= 0xa0,
        0xef => !matches!((next(at + 1), next(at + 2)), (0xbb, 0xbf) | (0xbf, 0xbe | 0xbf)),
        byte => byte >= b' ' && byte != 0x7f || byte == b'\n',
    };
    let (chunks, rest) = lines.as_chunks::<CHUNK>();
    let odd_are_taken = |chunk: &[u8; CHUNK], from: usize| {
        let odd = |look| plain(look).or(foreign(look)).not();
        let mut looks = looks(chunk).zip((from..).step_by(Look::WIDTH));
        looks.all(|(look, from)| odd(look).places().all(|behind| is_taken(from + behind)))
    };
    // Most chunks have nothing odd, which is told of all of their looks together.
    let mut chunks = chunks.iter().zip((0..).step_by(CHUNK));
    chunks.all(|(chunk, from)| is_plain(chunk) || odd_are_taken(chunk, from))
        && (lines.len() - rest.len()..lines.len()).all(is_taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Does YAML take the character as it is, behind which the other comes?
    fn is_taken(letter: char, next: Option<char>) -> bool {
        match letter {
            '\n' => true,
            '\r' => next == Some('\n'),
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
            _ => !letter.is_control(),
        }
    }

    proptest! {
        #[test]
        fn lines_are_common_where_each_character_is(
            letters in prop::collection::vec(
                prop_oneof![
                    60 => prop::char::range(' ', '~'),
                    20 => prop::char::range('\u{a0}', '\u{ffff}'),
                    4 => any::<char>(),
                    4 => Just('\n'),
                    1 => prop::char::range('\0', '\u{a1}'),
                    1 => prop::sample::select(vec!['\r', '\u{feff}', '\u{fefe}', '\u{fffd}', '\u{fffe}', '\u{ffff}']),
                ],
                0..40,
            ),
            before in 0..130_usize,
            behind in 0..130_usize,
        ) {
            let text: String = " ".repeat(before) + &String::from_iter(&letters) + &"\r\n".repeat(behind);
            let all: Vec<char> = text.chars().collect();
            let expected = (0..all.len()).all(|at| is_taken(all[at], all.get(at + 1).copied()));
            prop_assert_eq!(is_common(text.as_bytes()), expected);
        }
    }
}
