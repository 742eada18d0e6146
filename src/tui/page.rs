//! The text of a copy laid out in lines, each knowing which bytes of the text it shows.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;

use super::text::width;
use crate::model::safe::safe;

/// A line of the page: bytes of the copy's text.
pub type Row = Range<usize>;

/// The rows of a text at a width of `room` cells, every byte but line breaks and blanks at their ends in one.
#[must_use]
pub fn rows(text: &str, room: usize) -> Vec<Row> {
    let room = room.max(1);
    let mut rows = Vec::new();
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        pieces.clear();
        cut_up(line.trim_end_matches(['\n', '\r']), start, room, &mut pieces);
        if pieces.is_empty() {
            rows.push(start..start);
        }
        let in_rows = wrap_first_fit(&pieces, &[cells(room)]);
        rows.extend(in_rows.into_iter().filter_map(|row| Some(row.first()?.bytes.start..row.last()?.bytes.end)));
        start += line.len();
    }
    rows
}

/// What no row parts: a word, or as much of one as a row holds, and the blanks behind it.
#[derive(Debug)]
struct Piece {
    bytes: Range<usize>,
    cells: f64,
    blanks: f64,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.cells
    }

    fn whitespace_width(&self) -> f64 {
        self.blanks
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn cells(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What is shown as a blank.
fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\r')
}

/// The pieces of a line that begins at byte `start`.
fn cut_up(line: &str, start: usize, room: usize, pieces: &mut Vec<Piece>) {
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let word = rest.find(is_blank).unwrap_or(rest.len());
        let blanks = rest[word..].find(|letter| !is_blank(letter)).unwrap_or(rest.len() - word);
        cut_word(&rest[..word], start + at, room, pieces);
        if let Some(last) = pieces.last_mut() {
            last.blanks = cells(blanks);
        }
        at += word + blanks;
    }
}

/// The pieces of a word; of one that has no letter, a piece without any.
fn cut_word(word: &str, start: usize, room: usize, pieces: &mut Vec<Piece>) {
    let mut add = |bytes: Range<usize>, wide: usize| {
        pieces.push(Piece { bytes: start + bytes.start..start + bytes.end, cells: cells(wide), blanks: 0.0 });
    };
    let wide = shown_width(word);
    if wide <= room {
        return add(0..word.len(), wide);
    }
    let (mut from, mut taken) = (0, 0);
    for (at, sign) in word.grapheme_indices(true) {
        let wide = shown_width(sign);
        if taken + wide > room && at > from {
            add(from..at, taken);
            (from, taken) = (at, 0);
        }
        taken += wide;
    }
    add(from..word.len(), taken);
}

/// How many cells a text takes once it is made safe.
fn shown_width(text: &str) -> usize {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) { text.len() } else { width(&safe(text)) }
}

/// The row that shows a byte of the text, or the one before it.
#[must_use]
pub fn row_of(rows: &[Row], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_in_order_lose_nothing_and_fit(
            text in r"([a-z]{1,9}|[ \t]{1,3}|\r\n|\n|\r|日本語|e\x{301}{1,30}|\x{202e}|\x{1b}\[31m|👨‍👩‍👧|\x{ad}|می\x{200c}خواهم){0,40}",
            room in 1..40_usize,
        ) {
            let rows = rows(&text, room);
            prop_assert!(rows.windows(2).all(|pair| pair[0].end <= pair[1].start), "{rows:?}");
            let shown: String = rows.iter().map(|row| &text[row.clone()]).collect();
            let bare = |text: &str| text.split([' ', '\t', '\r', '\n']).collect::<String>();
            prop_assert_eq!(bare(&shown), bare(&text));
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
                prop_assert_eq!(row_of(&rows, row.start), at);
                let (part, wide) = (&text[row.clone()], shown_width(&text[row.clone()]));
                prop_assert!(wide <= room || part.graphemes(true).count() == 1, "{part:?} is {wide} wide in {room}");
            }
        }
    }
}
