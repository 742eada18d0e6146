//! The text of a copy laid out in lines, each knowing which bytes of the text it shows.

use std::ops::Range;

use crate::model::safe::safe;

/// A line of the page: bytes of the copy's text.
pub type Row = Range<usize>;

/// The rows of a text at a width of `room` cells, every byte but line breaks and blanks at their ends in one.
#[must_use]
pub fn rows(text: &str, room: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        wrap(words, start, room.max(1), &mut rows);
        start += line.len();
    }
    rows
}

fn wrap(line: &str, start: usize, room: usize, rows: &mut Vec<Row>) {
    let shown = safe(line);
    let before = rows.len();
    let mut at = 0;
    for part in textwrap::wrap(&shown, room) {
        // The parts follow each other in the line, but for blanks between them.
        let begin = at + shown[at..].find(&*part).unwrap_or(0);
        at = begin + part.len();
        rows.push(start + raw(line, &shown, begin)..start + raw(line, &shown, at));
    }
    if rows.len() == before {
        rows.push(start..start);
    }
}

/// The byte of a line that is shown at a byte of it made safe.
fn raw(line: &str, shown: &str, at: usize) -> usize {
    if line.len() == shown.len() {
        return at;
    }
    let bounds: Vec<usize> = line.char_indices().map(|(bound, _)| bound).chain([line.len()]).collect();
    let nth = bounds.partition_point(|bound| safe(&line[..*bound]).len() < at);
    bounds.get(nth).copied().unwrap_or(line.len())
}

/// The row that shows a byte of the text, or the one before it.
#[must_use]
pub fn row_of(rows: &[Row], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_the_order_of_the_text_and_lose_no_word() {
        let text = "One two three four\r\n\nfive\u{202e}six seven\n\tindented 日本語日本語日本語";
        for room in 1..30 {
            let rows = rows(text, room);
            assert!(rows.windows(2).all(|pair| pair[0].end <= pair[1].start), "{room}: {rows:?}");
            let shown: String = rows.iter().map(|row| &text[row.clone()]).collect();
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&shown), bare(text), "{room}");
            assert!(rows.iter().enumerate().all(|(at, row)| row.is_empty() || row_of(&rows, row.start) == at));
        }
    }
}
