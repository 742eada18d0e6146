//! Scalars between quotes, of one line.

use memchr::{memchr2, memchr3};

use super::input::{Input, Stand};
use super::words::{Said, Words};

impl Words {
    /// One between double or single quotes.
    pub fn quoted(input: &mut Input) -> Option<Self> {
        let start = input.at;
        let (said, end) = if input.byte(start) == b'"' { double(input, start + 1) } else { single(input, start + 1) }?;
        let words = Self::at(input, said, start..end)?;
        match input.stand {
            Stand::Flow => input.at = input.behind_spaces(end),
            _ => input.end_line(end)?,
        }
        Some(words)
    }
}

/// What double quotes hold from `start` on, and the place behind them.
fn double(input: &Input, start: usize) -> Option<(Said, usize)> {
    let mut own: Option<String> = None;
    let mut from = start;
    loop {
        let at = from + memchr3(b'"', b'\\', b'\n', input.bytes.get(from..)?)?;
        if let Some(own) = &mut own {
            own.push_str(input.text.get(from..at)?);
        }
        match input.byte(at) {
            b'"' => return Some((own.map_or(Said::Cut(start..at), Said::Own), at + 1)),
            b'\\' => {
                let before = input.text.get(start..at)?;
                let (letter, behind) = escape(input, at + 1)?;
                own.get_or_insert_with(|| before.to_owned()).push(letter);
                from = behind;
            }
            _ => return None,
        }
    }
}

/// The character of the escape behind a backslash, and the place behind it.
fn escape(input: &Input, at: usize) -> Option<(char, usize)> {
    let letter = match input.byte(at) {
        b'0' => '\0',
        b'a' => '\u{7}',
        b'b' => '\u{8}',
        b't' => '\t',
        b'n' => '\n',
        b'v' => '\u{b}',
        b'f' => '\u{c}',
        b'r' => '\r',
        b'e' => '\u{1b}',
        b' ' => ' ',
        b'"' => '"',
        b'/' => '/',
        b'\\' => '\\',
        b'N' => '\u{85}',
        b'_' => '\u{a0}',
        b'L' => '\u{2028}',
        b'P' => '\u{2029}',
        b'x' => return code(input, at + 1, 2),
        b'u' => return code(input, at + 1, 4),
        b'U' => return code(input, at + 1, 8),
        _ => return None,
    };
    Some((letter, at + 1))
}

/// The character of so many hexadecimal digits, and the place behind them; surrogates are left to the full reader.
fn code(input: &Input, at: usize, digits: usize) -> Option<(char, usize)> {
    let digits = input.text.get(at..at + digits).filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    let letter = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((letter, at + digits.len()))
}

/// What single quotes hold from `start` on, and the place behind them; two of them are one.
fn single(input: &Input, start: usize) -> Option<(Said, usize)> {
    let mut own: Option<String> = None;
    let mut from = start;
    loop {
        let at = from + memchr2(b'\'', b'\n', input.bytes.get(from..)?)?;
        if input.byte(at) == b'\n' {
            return None;
        }
        let is_doubled = input.byte(at + 1) == b'\'';
        let piece = input.text.get(from..at + usize::from(is_doubled))?;
        match &mut own {
            Some(own) => own.push_str(piece),
            None if is_doubled => own = Some(piece.to_owned()),
            None => {}
        }
        if !is_doubled {
            return Some((own.map_or(Said::Cut(start..at), Said::Own), at + 1));
        }
        from = at + 2;
    }
}
