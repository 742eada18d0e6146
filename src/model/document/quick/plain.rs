//! Scalars without quotes.

use std::ops::Range;

use bumpalo::collections::String;

use super::input::Input;
use super::look::{Look, Those, find};

/// Where one stands behind a key or a `- `: it goes on to the end of the line or to a comment, and on lines further right
/// if the input stands on one then ([`text_of_lines`]).
#[inline]
pub fn in_block(input: &mut Input) -> Option<Range<usize>> {
    let start = input.at;
    if !may_begin(input, start) {
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
    Some(start..end)
}

/// What one of several lines says, the first of which is given. A blank line is a line break in it, and any other line
/// end a space.
pub fn text_of_lines<'t>(input: &mut Input<'t>, first: Range<usize>) -> Option<&'t str> {
    let Range { start, mut end } = first;
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
    input.write_at(start..end)?;
    Some(joined.into_bump_str())
}

/// Where one stands between brackets: it goes on to a comma or a closing bracket.
#[inline]
pub fn in_flow(input: &mut Input) -> Option<Range<usize>> {
    let start = input.at;
    if !may_begin(input, start) {
        return None;
    }
    let mut end = start;
    loop {
        end = find(input.bytes, end, ends_in_flow, |byte| IN_FLOW[byte as usize])?;
        match input.byte(end) {
            b',' | b']' | b'}' => break,
            b'\n' | b'\r' if input.is_json => break,
            b':' if !IN_FLOW[input.byte(end + 1) as usize] && input.byte(end + 1) != b' ' => end += 1,
            _ => return None,
        }
    }
    input.at = input.behind_blanks(end);
    while end > start && input.byte(end - 1) == b' ' {
        end -= 1;
    }
    Some(start..end)
}

/// Those of sixteen bytes that may end a scalar between brackets.
#[inline]
fn ends_in_flow(look: Look) -> Those {
    let brackets = look.are(b']').or(look.are(b'[')).or(look.are(b'{')).or(look.are(b'}'));
    let ends = look.are(b'\n').or(look.are(b'\r'));
    look.are(b',').or(look.are(b':')).or(look.are(b'#')).or(brackets).or(ends)
}

/// The same byte by byte.
const IN_FLOW: [bool; 256] = {
    let mut is_in = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is_in[byte as usize] = matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b':' | b'#' | b'\n' | b'\r');
        byte += 1;
    }
    is_in
};

/// May a scalar without quotes begin here? Not every one that YAML would take.
#[inline]
fn may_begin(input: &Input, at: usize) -> bool {
    let (first, second) = (input.byte(at), || input.byte(at + 1));
    BEGINS[first as usize] || first == b'-' && (second().is_ascii_alphanumeric() || second() >= 0x80)
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
        let signs = |look: Look| look.are(b'\n').or(look.are(b':')).or(look.are(b'#'));
        let Some(at) = find(input.bytes, from, signs, |byte| matches!(byte, b'\n' | b':' | b'#')) else {
            break (input.bytes.len(), None);
        };
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

/// The words that stand there; nothing where they mean that there is nothing.
#[inline]
pub fn text<'t>(input: &mut Input<'t>, at: Range<usize>) -> Option<&'t str> {
    input.write_at(at.clone())?;
    let text = input.text.get(at)?;
    let may_be_null = matches!(text.as_bytes().first()?, b'~' | b'n' | b'N');
    let is_null = may_be_null && matches!(text, "~" | "null" | "Null" | "NULL");
    (!is_null).then_some(text)
}
