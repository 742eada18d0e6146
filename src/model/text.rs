//! Words of a record: a stretch of their file's text, or a text of their own where the file writes them otherwise.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The text of a file as one thread reads it.
///
/// A second counter lies before the text's own: threads that cut words from one text do not wait for each other
/// to count.
#[derive(Debug, Clone)]
#[expect(clippy::redundant_allocation, reason = "the outer counter is the thread's own")]
pub struct Whole(Arc<Arc<String>>);

impl Whole {
    /// The text, to be cut by one thread.
    #[must_use]
    pub fn new(text: &Arc<String>) -> Self {
        Self(Arc::new(Arc::clone(text)))
    }

    /// The same text, to be cut by another thread.
    #[must_use]
    pub fn again(&self) -> Self {
        Self::new(&self.0)
    }

    /// Words to be kept: a stretch of this text where they lie in it, below 4 GiB, else a text of their own.
    #[must_use]
    pub fn keep(&self, words: &str) -> Str {
        self.cut(words).unwrap_or_else(|| words.into())
    }

    fn cut(&self, words: &str) -> Option<Str> {
        let start = words.as_ptr().addr().checked_sub(self.as_ptr().addr())?;
        let end = start.checked_add(words.len()).filter(|end| *end <= self.len() && !words.is_empty())?;
        Some(Str(Kind::Part { of: self.clone(), start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? }))
    }
}

impl Deref for Whole {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Words that may be a stretch of a file's text.
#[derive(Clone)]
pub struct Str(Kind);

#[derive(Clone)]
enum Kind {
    Own(Box<str>),
    Part { of: Whole, start: u32, end: u32 },
}

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Kind::Own(text) => text,
            Kind::Part { of, start, end } => &of[*start as usize..*end as usize],
        }
    }
}

impl Default for Str {
    fn default() -> Self {
        Self(Kind::Own(Box::default()))
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        Self(Kind::Own(text.into()))
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        Self(Kind::Own(text.into()))
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
