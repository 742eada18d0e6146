//! A scalar: its words, with the place where they are written.

use std::ops::{Deref, Range};

use crate::model::place::Place;

use super::input::{Input, Stand};
use super::{block, plain, quoted};

/// The words of a scalar, borrowed: from the file where they stand there as they are, else from where they were put
/// together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Words<'t> {
    /// The words.
    pub text: &'t str,
    /// Where they are written, quotes and all.
    pub place: Place,
}

impl Deref for Words<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl<'t> Words<'t> {
    /// The scalar that is the next word; the reader stands behind it, in block style on the next word of another line.
    #[inline]
    pub(in crate::model::document) fn read(input: &mut Input<'t>) -> Option<Self> {
        let text = text(input)?;
        Some(Self { text, place: input.written() })
    }

    /// The same, where they say something.
    #[inline]
    pub(in crate::model::document) fn read_said(input: &mut Input<'t>) -> Option<Self> {
        let words = Self::read(input)?;
        let is_said = words.as_bytes().first().is_some_and(u8::is_ascii_graphic) || !words.trim().is_empty();
        is_said.then_some(words)
    }

    /// Words that stand in the file as they are, with the bytes at which they are written.
    #[inline]
    pub(super) fn cut(input: &Input<'t>, at: Range<usize>, written: Range<usize>) -> Option<Self> {
        Some(Self { text: input.text.get(at)?, place: input.place(written)? })
    }

    /// The words without white space around them.
    #[inline]
    pub(in crate::model::document) fn trimmed(self) -> Self {
        let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        if is_bare(self.as_bytes().first()) && is_bare(self.as_bytes().last()) {
            return self;
        }
        Self { text: self.text.trim(), ..self }
    }
}

/// What a scalar says, which is the next word. The input keeps where it is written: text and place together are
/// too much for the registers in which a function returns, and would go through memory.
fn text<'t>(input: &mut Input<'t>) -> Option<&'t str> {
    let at = match (input.byte(input.at), input.stand) {
        (_, Stand::First) => return None,
        (b'"' | b'\'', _) => return quoted::text(input),
        (b'|' | b'>', Stand::Item | Stand::Value) => return block::text(input),
        (_, Stand::Item | Stand::Value) => {
            let at = plain::in_block(input)?;
            if input.column > input.indent {
                return plain::text_of_lines(input, at);
            }
            at
        }
        (_, Stand::Flow) => plain::in_flow(input)?,
    };
    plain::text(input, at)
}
