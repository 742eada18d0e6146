//! Scalars without quotes, of one line.

use memchr::memchr3;

use super::input::Input;
use super::words::{Said, Words};

impl Words {
    /// One behind a key or a `- `: it goes on to the end of the line or to a comment.
    #[inline]
    pub fn plain(input: &mut Input) -> Option<Self> {
        let start = input.at;
        if !may_begin(input.byte(start), input.byte(start + 1)) {
            return None;
        }
        let end = end_of_plain(input, start)?;
        let words = take(input, start, end)?;
        // What follows is the line end or a comment, which a space parts from the words.
        input.end_line(end)?;
        Some(words)
    }

    /// One between brackets: it goes on to a comma or a closing bracket.
    pub fn plain_in_flow(input: &mut Input) -> Option<Self> {
        let start = input.at;
        if !may_begin(input.byte(start), input.byte(start + 1)) {
            return None;
        }
        let mut end = start;
        while !matches!(input.byte(end), b',' | b']' | b'}') {
            let next = input.byte(end + 1);
            match input.byte(end) {
                b'\n' | b'\r' | b'[' | b'{' | b'#' => return None,
                b':' if matches!(next, b' ' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}') => return None,
                _ => end += 1,
            }
        }
        let behind = end;
        while end > start && input.byte(end - 1) == b' ' {
            end -= 1;
        }
        let words = take(input, start, end)?;
        input.at = behind;
        Some(words)
    }
}

/// May a scalar without quotes begin with these two bytes? Not every one that YAML would take.
#[inline]
fn may_begin(first: u8, second: u8) -> bool {
    match first {
        b'-' => second.is_ascii_alphanumeric() || second >= 0x80,
        b'(' | b'$' | b'+' | b'.' | b'/' | b';' | b'_' | b'^' | b'~' | b'\\' | b'=' | b'<' => true,
        _ => first.is_ascii_alphanumeric() || first >= 0x80,
    }
}

/// Where it ends, without spaces behind it; nothing where a colon makes it something else.
#[inline]
fn end_of_plain(input: &Input, start: usize) -> Option<usize> {
    let mut from = start;
    let mut end = loop {
        let Some(behind) = memchr3(b'\n', b':', b'#', input.bytes.get(from..)?) else { break input.bytes.len() };
        let at = from + behind;
        match input.byte(at) {
            b'\n' => break at,
            b':' if matches!(input.byte(at + 1), b' ' | b'\n' | b'\r') => return None,
            b'#' if input.byte(at - 1) == b' ' => break at,
            _ => from = at + 1,
        }
    };
    while end > start && matches!(input.byte(end - 1), b' ' | b'\r') {
        end -= 1;
    }
    Some(end)
}

/// The words between; nothing where they mean that there is nothing.
#[inline]
fn take(input: &Input, start: usize, end: usize) -> Option<Words> {
    let is_null = matches!(input.bytes.get(start..end)?, b"" | b"~" | b"null" | b"Null" | b"NULL");
    if is_null { None } else { Words::at(input, Said::Cut(start..end), start..end) }
}
