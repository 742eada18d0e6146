//! Scalars behind `|` and `>`, of several lines.

use std::ops::Range;

use bumpalo::collections::String;

use super::input::Input;

/// What one says behind a key or a `- `. Indicators of indentation, `+` and texts without a line are left to the full
/// reader.
pub fn text<'t>(input: &mut Input<'t>) -> Option<&'t str> {
    let is_folded = input.byte(input.at) == b'>';
    let is_stripped = input.byte(input.at + 1) == b'-';
    let first = first_line(input, input.next_line(input.at + 1 + usize::from(is_stripped))?)?;
    if first.column <= input.indent {
        return None;
    }
    let mut lines = Lines::of(input, is_folded, &first)?;
    let (start, column) = (first.words.start, first.column);
    let mut feed = input.line_feed(start);
    let behind = loop {
        match next_line(input, feed, column) {
            Next::Line { start, blanks } => {
                feed = input.line_feed(start);
                lines.push(input, start..end_of_words(input, start, feed), blanks)?;
            }
            Next::Word { line, at } => {
                input.at = line;
                break at;
            }
        }
    };
    input.write_at(start..behind_spaces_of_file(input, behind))?;
    input.stand_on_line();
    lines.said(input, feed, is_stripped)
}

/// The first line with words: how far it is indented, its words, and how many blank lines come before it.
struct First {
    column: usize,
    words: Range<usize>,
    blanks: usize,
}

/// The first line from `at` on; blank lines before it hold nothing at all, since spaces in them would count.
fn first_line(input: &Input, mut at: usize) -> Option<First> {
    let mut blanks = 0;
    loop {
        let word = input.behind_spaces(at);
        if word >= input.bytes.len() {
            return None;
        }
        let feed = input.line_feed(word);
        if !input.is_line_end(word) {
            return Some(First { column: word - at, words: word..end_of_words(input, word, feed), blanks });
        }
        if word != at {
            return None;
        }
        blanks += 1;
        at = (feed + 1).min(input.bytes.len());
    }
}

/// What comes behind a line.
enum Next {
    /// A further line, with so many blank ones before it.
    Line { start: usize, blanks: usize },
    /// The word at `at`, further left, or the end; it stands in the line that begins at `line`.
    Word { line: usize, at: usize },
}

fn next_line(input: &Input, feed: usize, column: usize) -> Next {
    let end = input.bytes.len();
    let mut blanks = 0;
    let mut line = (feed + 1).min(end);
    loop {
        let at = input.behind_spaces(line).min(line + column);
        if at >= end {
            return Next::Word { line, at: end };
        }
        if input.is_line_end(at) {
            blanks += 1;
            line = (input.line_feed(at) + 1).min(end);
        } else if at - line == column {
            return Next::Line { start: at, blanks };
        } else {
            return Next::Word { line, at };
        }
    }
}

/// Where the words of a line end, before CR LF or LF.
fn end_of_words(input: &Input, start: usize, feed: usize) -> usize {
    if feed > start && input.byte(feed - 1) == b'\r' { feed - 1 } else { feed }
}

/// The full reader ends such a scalar at the next word, which may stand behind the stretch.
fn behind_spaces_of_file(input: &Input, at: usize) -> usize {
    let rest = input.text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| **byte == b' ').count()
}

/// The lines so far, joined.
struct Lines<'t> {
    is_folded: bool,
    /// Did the last line begin with a space, so that it is not folded?
    was_indented: bool,
    /// The first line, as long as it is the only one and nothing comes before it.
    only: Option<Range<usize>>,
    joined: String<'t>,
}

impl<'t> Lines<'t> {
    fn of(input: &Input<'t>, is_folded: bool, first: &First) -> Option<Self> {
        let mut lines = Self { is_folded, was_indented: false, only: None, joined: String::new_in(input.room) };
        if first.blanks == 0 {
            lines.only = Some(first.words.clone());
        } else {
            (0..first.blanks).for_each(|_| lines.joined.push('\n'));
            lines.joined.push_str(input.text.get(first.words.clone())?);
        }
        Some(lines)
    }

    fn push(&mut self, input: &Input, words: Range<usize>, blanks: usize) -> Option<()> {
        if let Some(only) = self.only.take() {
            self.joined.push_str(input.text.get(only)?);
        }
        let is_indented = input.byte(words.start) == b' ';
        match (self.is_folded && !self.was_indented && !is_indented, blanks) {
            (true, 0) => self.joined.push(' '),
            (is_joined, _) => {
                let breaks = blanks + usize::from(!is_joined);
                (0..breaks).for_each(|_| self.joined.push('\n'));
            }
        }
        self.was_indented = is_indented;
        self.joined.push_str(input.text.get(words)?);
        Some(())
    }

    /// The words of all lines, the last of which ends at `feed`.
    fn said(mut self, input: &Input<'t>, feed: usize, is_stripped: bool) -> Option<&'t str> {
        match self.only.take() {
            Some(only) if is_stripped => return input.text.get(only),
            Some(only) if only.end == feed && feed < input.bytes.len() => return input.text.get(only.start..feed + 1),
            Some(only) => self.joined.push_str(input.text.get(only)?),
            None => {}
        }
        if !is_stripped {
            self.joined.push('\n');
        }
        Some(self.joined.into_bump_str())
    }
}
