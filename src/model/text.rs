//! Words of a record: a stretch of their file's text, or a text of their own where the file writes them otherwise.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A text, and at which byte of its file it begins.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'t> {
    /// The text.
    pub text: &'t str,
    /// Where it begins in its file, in bytes.
    pub base: usize,
}

impl Deref for Stretch<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

/// The text of a file, or a stretch of it, as one thread reads it.
///
/// A second counter lies before the text's own: threads that cut words from one text do not wait for each other
/// to count.
#[derive(Debug, Clone)]
pub struct Whole(Arc<Part>);

#[derive(Debug)]
struct Part {
    text: Arc<String>,
    base: usize,
}

impl Whole {
    /// The text of a file, to be cut by one thread.
    #[must_use]
    pub fn new(text: &Arc<String>) -> Self {
        Self::part(text, 0)
    }

    /// A stretch of a file's text that begins at this byte of it.
    #[must_use]
    pub fn part(text: &Arc<String>, base: usize) -> Self {
        Self(Arc::new(Part { text: Arc::clone(text), base }))
    }

    /// The same text, to be cut by another thread.
    #[must_use]
    pub fn again(&self) -> Self {
        Self::part(&self.0.text, self.0.base)
    }

    /// The text, to be read where it stands in its file.
    #[must_use]
    #[inline]
    pub fn stretch(&self) -> Stretch<'_> {
        Stretch { text: self, base: self.0.base }
    }

    /// Words to be kept: a stretch of this text where they lie in it, below 4 GiB and of less than 64 KiB, else a text
    /// of their own.
    #[must_use]
    #[inline]
    pub fn keep(&self, words: &str) -> Str {
        self.cut(words).unwrap_or_else(|| words.into())
    }

    fn cut(&self, words: &str) -> Option<Str> {
        let start = words.as_ptr().addr().checked_sub(self.as_ptr().addr())?;
        start.checked_add(words.len()).filter(|end| *end <= self.len() && !words.is_empty())?;
        let (start, length) = (u32::try_from(start).ok()?, u16::try_from(words.len()).ok()?);
        Some(Str(Kind::Part { of: self.clone(), start, length }))
    }
}

impl Deref for Whole {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0.text
    }
}

/// Words that may be a stretch of a file's text, in two machine words: records have many of them.
#[derive(Clone, Default)]
pub struct Str(Kind);

#[derive(Clone, Default)]
enum Kind {
    #[default]
    Empty,
    // Few are these, and what is known of them here is one pointer.
    Own(Box<Box<str>>),
    Part {
        of: Whole,
        start: u32,
        length: u16,
    },
}

const _: () = assert!(size_of::<Option<Str>>() <= 2 * size_of::<u64>());

impl Deref for Str {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.0 {
            Kind::Empty => "",
            Kind::Own(text) => text,
            Kind::Part { of, start, length } => &of[*start as usize..][..usize::from(*length)],
        }
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::default() } else { Self(Kind::Own(Box::new(text.into()))) }
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Str {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_kept_as_they_are() {
        for length in [0, 1, 0xffff, 0x1_0000, 0x1_0001] {
            let whole = Whole::new(&Arc::new(format!("é{}.", "x".repeat(length))));
            let words = &whole[2..2 + length];
            assert_eq!(&*whole.keep(words), words);
            assert!(whole.cut(words).is_some() == (1..=0xffff).contains(&length), "{length}");
        }
    }
}
