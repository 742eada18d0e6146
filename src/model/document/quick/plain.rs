//! Scalars without quotes.

use bumpalo::collections::String;
use memchr::memchr3;

use super::input::Input;
use super::words::Words;

impl<'t> Words<'t> {
    /// One behind a key or a `- `: it goes on to the end of the line or to a comment, and on lines further right.
    #[inline]
    pub(super) fn plain(input: &mut Input<'t>) -> Option<Self> {
        let start = input.at;
        if !may_begin(input.byte(start), input.byte(start + 1)) {
            return None;
        }
        let (end, line_feed) = end_of_plain(input, start)?;
        match line_feed {
            Some(feed) => {
                input.at = feed + 1;
                input.stand_on_line();
            }
            // What follows is a comment, which a space parts from the words, or the end.
            None => input.end_line(end)?,
        }
        if input.column > input.indent {
            return Self::plain_lines(input, start, end);
        }
        take(input, start, end)
    }

    /// One of several lines, the first of which is between `start` and `end`. A blank line is a line break in it, and
    /// any other line end a space.
    fn plain_lines(input: &mut Input<'t>, start: usize, mut end: usize) -> Option<Self> {
        let mut joined = String::from_str_in(input.text.get(start..end)?, input.room);
        while let Some((word, column, blanks)) = next_word(input, end) {
            if column <= input.indent || input.byte(word) == b'#' {
                break;
            }
            let piece = word..end_of_plain(input, word)?.0;
            match blanks {
                0 => joined.push(' '),
                _ => (0..blanks).for_each(|_| joined.push('\n')),
            }
            end = piece.end;
            joined.push_str(input.text.get(piece)?);
        }
        input.end_line(end)?;
        Some(Self { text: joined.into_bump_str(), place: input.place(start..end)? })
    }

    /// One between brackets: it goes on to a comma or a closing bracket.
    pub(super) fn plain_in_flow(input: &mut Input<'t>) -> Option<Self> {
        let start = input.at;
        if !may_begin(input.byte(start), input.byte(start + 1)) {
            return None;
        }
        let mut end = start;
        loop {
            end += input.bytes.get(end..)?.iter().position(|byte| IN_FLOW[*byte as usize])?;
            match input.byte(end) {
                b',' | b']' | b'}' => break,
                b'\n' | b'\r' if input.is_json => break,
                b':' if !IN_FLOW[input.byte(end + 1) as usize] && input.byte(end + 1) != b' ' => end += 1,
                _ => return None,
            }
        }
        let behind = input.behind_blanks(end);
        while end > start && input.byte(end - 1) == b' ' {
            end -= 1;
        }
        let words = take(input, start, end)?;
        input.at = behind;
        Some(words)
    }
}

/// The bytes that may end a scalar between brackets.
const IN_FLOW: [bool; 256] = {
    let mut is_in = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is_in[byte as usize] = matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b':' | b'#' | b'\n' | b'\r');
        byte += 1;
    }
    is_in
};

/// May a scalar without quotes begin with these two bytes? Not every one that YAML would take.
#[inline]
fn may_begin(first: u8, second: u8) -> bool {
    BEGINS[first as usize] || first == b'-' && (second.is_ascii_alphanumeric() || second >= 0x80)
}

/// The bytes that may begin one, whatever comes behind them.
const BEGINS: [bool; 256] = {
    let mut begins = [true; 256];
    let mut byte = 0;
    while byte < 128 {
        let is_sign =
            matches!(byte, b'(' | b'$' | b'+' | b'.' | b'/' | b';' | b'_' | b'^' | b'~' | b'\\' | b'=' | b'<');
        begins[byte as usize] = is_sign || byte.is_ascii_alphanumeric();
        byte += 1;
    }
    begins
};

/// Where its line ends, without spaces behind it, with the line feed that ends it; nothing where a colon makes it
/// something else.
#[inline]
fn end_of_plain(input: &Input, start: usize) -> Option<(usize, Option<usize>)> {
    let mut from = start;
    let (mut end, line_feed) = loop {
        let Some(behind) = memchr3(b'\n', b':', b'#', input.bytes.get(from..)?) else {
            break (input.bytes.len(), None);
        };
        let at = from + behind;
        match input.byte(at) {
            b'\n' => break (at, Some(at)),
            b':' if matches!(input.byte(at + 1), b' ' | b'\n' | b'\r') => return None,
            b'#' if input.byte(at - 1) == b' ' => break (at, None),
            _ => from = at + 1,
        }
    };
    while end > start && matches!(input.byte(end - 1), b' ' | b'\r') {
        end -= 1;
    }
    Some((end, line_feed))
}

/// The first word behind a line that ends at `end`, its column, and how many blank lines come before it; nothing where
/// a comment ends the line, or the stretch.
fn next_word(input: &Input, end: usize) -> Option<(usize, usize, usize)> {
    let mut blanks = 0;
    let mut at = input.behind_spaces(end);
    while at < input.bytes.len() && input.byte(at) != b'#' {
        let line = input.next_line(at)?;
        at = input.behind_spaces(line);
        if at < input.bytes.len() && !input.is_line_end(at) {
            return Some((at, at - line, blanks));
        }
        blanks += 1;
    }
    None
}

/// The words between; nothing where they mean that there is nothing.
#[inline]
fn take<'t>(input: &Input<'t>, start: usize, end: usize) -> Option<Words<'t>> {
    let words = Words::cut(input, start..end, start..end)?;
    let may_be_null = matches!(words.as_bytes().first()?, b'~' | b'n' | b'N');
    let is_null = may_be_null && matches!(words.text, "~" | "null" | "Null" | "NULL");
    (!is_null).then_some(words)
}
