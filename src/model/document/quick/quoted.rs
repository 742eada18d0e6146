//! Scalars between quotes.

use bumpalo::collections::String;
use memchr::{memchr2, memchr3};

use super::input::{Input, Stand};

/// What one says between double or single quotes; in block style it may go on in lines further right.
pub fn text<'t>(input: &mut Input<'t>) -> Option<&'t str> {
    let start = input.at;
    let mut run = Run { start: start + 1, from: start + 1, own: None, kept: 0 };
    let end = if input.byte(start) == b'"' { run.double(input) } else { run.single(input) }?;
    input.write_at(start..end)?;
    let text = match run.own {
        Some(own) => own.into_bump_str(),
        None => input.text.get(start + 1..end - 1)?,
    };
    match input.stand {
        Stand::Flow => input.at = input.behind_blanks(end),
        _ => input.end_line(end)?,
    }
    Some(text)
}

/// What was read of a quoted scalar.
struct Run<'t> {
    /// Behind its opening quote.
    start: usize,
    /// What comes next.
    from: usize,
    /// The words so far, once they are not as they are written.
    own: Option<String<'t>>,
    /// How much of them stays where a line ends: escaped spaces do, others do not.
    kept: usize,
}

impl<'t> Run<'t> {
    /// Up to the closing double quote; the place behind it.
    fn double(&mut self, input: &Input<'t>) -> Option<usize> {
        loop {
            let at = self.from + memchr3(b'"', b'\\', b'\n', input.bytes.get(self.from..)?)?;
            match input.byte(at) {
                b'"' => return self.close(input, at),
                b'\n' => self.end_line(input, at)?,
                _ if input.is_line_end(at + 1) => {
                    self.take(input, at)?;
                    self.go_on(input, at + 1)?;
                }
                _ => {
                    let (letter, behind) = escape(input, at + 1)?;
                    let own = self.take(input, at)?;
                    own.push(letter);
                    self.kept = own.len();
                    self.from = behind;
                }
            }
        }
    }

    /// Up to the closing single quote, two of which are one; the place behind it.
    fn single(&mut self, input: &Input<'t>) -> Option<usize> {
        loop {
            let at = self.from + memchr2(b'\'', b'\n', input.bytes.get(self.from..)?)?;
            if input.byte(at) == b'\n' {
                self.end_line(input, at)?;
            } else if input.byte(at + 1) == b'\'' {
                self.take(input, at + 1)?;
                self.from = at + 2;
            } else {
                return self.close(input, at);
            }
        }
    }

    /// The words up to `at` are taken as they are written.
    fn take(&mut self, input: &Input<'t>, at: usize) -> Option<&mut String<'t>> {
        let piece = input.text.get(self.from..at)?;
        match &mut self.own {
            Some(own) => own.push_str(piece),
            None => self.own = Some(String::from_str_in(input.text.get(self.start..at)?, input.room)),
        }
        self.own.as_mut()
    }

    fn close(&mut self, input: &Input<'t>, at: usize) -> Option<usize> {
        if self.own.is_some() {
            self.take(input, at)?;
        }
        Some(at + 1)
    }

    /// The end of a line in a scalar: with the spaces around it one space, or one line break for each blank line.
    fn end_line(&mut self, input: &Input<'t>, feed: usize) -> Option<()> {
        let kept = self.kept;
        let own = self.take(input, feed)?;
        let words = own.trim_end_matches([' ', '\r']).len();
        own.truncate(words.max(kept));
        if self.go_on(input, feed)? == 0 {
            self.own.as_mut()?.push(' ');
        }
        Some(())
    }

    /// Goes on at the first word behind a line that ends at `end`; how many blank lines came before it, each of which
    /// is a line break in the scalar.
    fn go_on(&mut self, input: &Input, end: usize) -> Option<usize> {
        if input.stand == Stand::Flow {
            return None;
        }
        let own = self.own.as_mut()?;
        let mut blanks = 0;
        let mut line = input.line_feed(end) + 1;
        loop {
            let word = input.behind_spaces(line);
            if word >= input.bytes.len() || word - line <= input.indent && !input.is_line_end(word) {
                return None;
            }
            if !input.is_line_end(word) {
                (0..blanks).for_each(|_| own.push('\n'));
                (self.kept, self.from) = (own.len(), word);
                return Some(blanks);
            }
            blanks += 1;
            line = input.line_feed(word) + 1;
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
