//! Dates as EDTF (ISO 8601-2) writes them, kept as vague as they were written.

mod advice;
mod clock;
mod common;
mod instant;
mod names;
mod read;
mod when;
mod words;

pub use clock::zone_minutes;
pub use instant::{DAY, Day, Instant};
pub use names::MONTHS;
pub use when::When;

use std::ops::Deref;

use super::text::Str;

/// Why a date could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFault {
    /// What is wrong, in words.
    pub message: String,
    /// The byte of the text at which it is wrong.
    pub at: usize,
    /// What to write instead.
    pub hint: String,
}

/// Where one end of a date may lie; both sides inclusive, `None` where that side is open or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    /// Not before this.
    pub lo: Option<Instant>,
    /// Not after this.
    pub hi: Option<Instant>,
}

impl Stretch {
    /// Is there a moment in both?
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let behind = |a: Self, b: Self| matches!((a.hi, b.lo), (Some(hi), Some(lo)) if hi < lo);
        !behind(self, other) && !behind(other, self)
    }
}

/// The finest part that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// A year or coarser.
    Year,
    /// A season, quarter or other group of months.
    Season,
    /// A month.
    Month,
    /// A day.
    Day,
    /// A clock time.
    Time,
}

/// The answer to a question about a vague date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It cannot be.
    No,
    /// It may be.
    Possibly,
    /// However the vague parts are filled in, it is.
    Certainly,
}

impl Answer {
    /// Both must hold: the weaker of the two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// One must hold: the stronger of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Certainly or no.
    #[must_use]
    pub fn sure(holds: bool) -> Self {
        if holds { Self::Certainly } else { Self::No }
    }
}

impl When {
    /// When a text is, as [`Date::parse`] reads it; nothing where it is no date.
    #[must_use]
    #[inline]
    pub fn of(text: &str, offset: i32) -> Option<Self> {
        common::read(text, offset).or_else(|| read::parse(text, offset).ok())
    }
}

/// A date, an interval or a set of dates: the words that were written, and [`When`] they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    text: Str,
    when: When,
}

impl Deref for Date {
    type Target = When;

    fn deref(&self) -> &When {
        &self.when
    }
}

impl Date {
    /// Reads EDTF levels 0-2, date-times with or without zone or seconds (`2024-03-05T10:30`, also
    /// with a space for the `T`), and intervals of them.
    ///
    /// `offset` is the zone of the timeline in minutes east of UTC, in which days begin and end.
    ///
    /// # Errors
    /// What is wrong, where in `text`, and what to write instead where that can be told.
    pub fn parse(text: &str, offset: i32) -> Result<Self, DateFault> {
        match common::read(text, offset) {
            Some(when) => Ok(Self { text: text.into(), when }),
            None => Self::parse_by_grammar(text, offset),
        }
    }

    /// The date whose words were read as `when`, by [`When::of`].
    #[must_use]
    pub fn read_as(when: When, words: Str) -> Self {
        Self { text: words, when }
    }

    /// The same as [`Self::parse`], always by the whole grammar: what its quick way is held against.
    ///
    /// # Errors
    /// As there.
    pub fn parse_by_grammar(text: &str, offset: i32) -> Result<Self, DateFault> {
        let when = read::parse(text, offset).map_err(|(message, at)| DateFault {
            message: format!("cannot read the date `{text}`: {message}"),
            at,
            hint: advice::what_to_write(text),
        })?;
        Ok(Self { text: text.into(), when })
    }

    /// The date as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
