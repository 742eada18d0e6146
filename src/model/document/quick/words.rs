//! A scalar: its words, with the place where they are written.

use std::ops::Range;

use crate::model::place::Place;
use crate::model::text::Str;

use super::input::{Input, Stand};

/// What a scalar says.
pub struct Words {
    said: Said,
    /// Where it is written, quotes and all.
    pub place: Place,
}

/// Words that stand in the file as they are, or that it writes otherwise.
pub enum Said {
    /// The bytes of the file.
    Cut(Range<usize>),
    /// Escapes resolved, lines joined.
    Own(String),
}

impl Words {
    /// The scalar that is the next word; the reader stands behind it, in block style on the next word of another line.
    #[inline]
    pub fn read(input: &mut Input) -> Option<Self> {
        match (input.byte(input.at), input.stand) {
            (_, Stand::First) => None,
            (b'"' | b'\'', _) => Self::quoted(input),
            (b'|' | b'>', Stand::Item | Stand::Value) => Self::block(input),
            (_, Stand::Item | Stand::Value) => Self::plain(input),
            (_, Stand::Flow) => Self::plain_in_flow(input),
        }
    }

    /// Words with the bytes at which they are written.
    #[inline]
    pub fn at(input: &Input, said: Said, written: Range<usize>) -> Option<Self> {
        Some(Self { said, place: input.place(written)? })
    }

    /// The words.
    #[inline]
    pub fn text<'w>(&'w self, input: &'w Input) -> Option<&'w str> {
        match &self.said {
            Said::Cut(at) => input.text.get(at.clone()),
            Said::Own(text) => Some(text),
        }
    }

    /// The words, to be kept.
    #[inline]
    pub fn keep(self, input: &Input) -> Option<Str> {
        match self.said {
            Said::Cut(at) => input.cut(at),
            Said::Own(text) => Some(text.into()),
        }
    }

    /// The words without white space around them, to be kept.
    #[inline]
    pub fn keep_trimmed(self, input: &Input) -> Option<Str> {
        let text = self.text(input)?;
        let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        if is_bare(text.as_bytes().first()) && is_bare(text.as_bytes().last()) {
            return self.keep(input);
        }
        let before = text.len() - text.trim_start().len();
        let length = text.trim().len();
        match self.said {
            Said::Cut(at) => input.cut(at.start + before..at.start + before + length),
            Said::Own(text) => Some(text.trim().into()),
        }
    }
}
