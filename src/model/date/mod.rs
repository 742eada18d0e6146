//! Dates as EDTF (ISO 8601-2) writes them, kept as vague as they were written.

mod advice;
mod clock;
mod instant;
mod names;
mod read;
mod words;

pub use clock::zone_minutes;
pub use instant::{DAY, Day, Instant};
pub use names::MONTHS;

use std::cmp::Ordering;

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

/// A date, an interval or a set of dates, with the bounds of its begin and of its end.
///
/// A date that is not an interval has one span in which it lies somewhere: its begin and its end are
/// the same [`Stretch`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    text: String,
    begin: Stretch,
    end: Stretch,
    grain: Grain,
    approximate: bool,
    uncertain: bool,
    spans: bool,
    offset: i32,
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
        read::parse(text, offset).map_err(|(message, at)| DateFault {
            message: format!("cannot read the date `{text}`: {message}"),
            at,
            hint: advice::what_to_write(text),
        })
    }

    /// The date as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The earliest second that the date can mean, `None` where it is open or unknown.
    #[must_use]
    pub fn earliest(&self) -> Option<Instant> {
        self.begin.lo
    }

    /// The latest second that the date can mean, `None` where it is open or unknown.
    #[must_use]
    pub fn latest(&self) -> Option<Instant> {
        self.end.hi
    }

    /// Where its begin may lie.
    #[must_use]
    pub fn begin(&self) -> Stretch {
        self.begin
    }

    /// Where its end may lie.
    #[must_use]
    pub fn end(&self) -> Stretch {
        self.end
    }

    /// The finest part written.
    #[must_use]
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// Marked `~` or `%`: about then.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Marked `?` or `%`: the source is not sure.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// Marked neither `~` nor `?`.
    #[must_use]
    pub fn is_firm(&self) -> bool {
        !self.approximate && !self.uncertain
    }

    /// The zone it is read in, minutes east of UTC.
    #[must_use]
    pub fn offset(&self) -> i32 {
        self.offset
    }

    /// The bounds as [`Instant`]s wholly certain: for an interval the span it surely covers.
    #[must_use]
    pub fn certain_span(&self) -> Option<(Instant, Instant)> {
        let (from, to) = (self.begin.hi?, self.end.lo?);
        (self.spans && from <= to).then_some((from, to))
    }

    /// Does it end at or after the start of `mark`?
    #[must_use]
    pub fn from(&self, mark: &Self) -> Answer {
        let Some(start) = mark.begin.lo else { return Answer::Certainly };
        if self.end.hi.is_some_and(|latest| latest < start) {
            Answer::No
        } else if self.end.lo.is_some_and(|earliest| earliest >= start) {
            self.at_best()
        } else {
            Answer::Possibly
        }
    }

    /// Does it begin at or before the end of `mark`?
    #[must_use]
    pub fn to(&self, mark: &Self) -> Answer {
        let Some(end) = mark.end.hi else { return Answer::Certainly };
        if self.begin.lo.is_some_and(|earliest| earliest > end) {
            Answer::No
        } else if self.begin.hi.is_some_and(|latest| latest <= end) {
            self.at_best()
        } else {
            Answer::Possibly
        }
    }

    /// Is it over by the end of `mark`, as a source is published by then?
    #[must_use]
    pub fn is_over_by(&self, mark: &Self) -> Answer {
        let Some(end) = mark.end.hi else { return Answer::Certainly };
        match self.to(mark) {
            Answer::No => Answer::No,
            _ if self.end.hi.is_some_and(|latest| latest <= end) => self.at_best(),
            _ => Answer::Possibly,
        }
    }

    /// Does it begin and end within `mark`?
    #[must_use]
    pub fn within(&self, mark: &Self) -> Answer {
        let (start, end) = (mark.begin.lo, mark.end.hi);
        let before = |at: Option<Instant>, end: Option<Instant>| matches!((at, end), (Some(at), Some(end)) if at < end);
        if before(self.begin.hi, start) || before(end, self.end.lo) {
            return Answer::No;
        }
        let begins_in = start.is_none_or(|start| self.begin.lo.is_some_and(|earliest| earliest >= start));
        let ends_in = end.is_none_or(|end| self.end.hi.is_some_and(|latest| latest <= end));
        if begins_in && ends_in { self.at_best() } else { Answer::Possibly }
    }

    /// Is every moment of `self` before every moment of `other`, however both are filled in? Never where
    /// one is marked `~` or `?`.
    #[must_use]
    pub fn is_certainly_before(&self, other: &Self) -> bool {
        self.is_firm()
            && other.is_firm()
            && matches!((self.end.hi, other.begin.lo), (Some(end), Some(begin)) if end < begin)
    }

    /// May both mean the same time: may they begin together, and end together?
    #[must_use]
    pub fn may_equal(&self, other: &Self) -> bool {
        self.begin.meets(other.begin) && self.end.meets(other.end)
    }

    /// `~` and `?` never answer certainly.
    fn at_best(&self) -> Answer {
        if self.is_firm() { Answer::Certainly } else { Answer::Possibly }
    }

    /// The instant by which it is put in order: the earliest bound, or the latest where the earliest is open.
    #[must_use]
    pub fn instant(&self) -> Option<Instant> {
        self.earliest().or(self.latest())
    }

    /// The order of a timeline: by the earliest bound, or the latest where the earliest is open, then
    /// by the latest. An open latest comes after every known one.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let first = |date: &Self| date.instant().map_or(i64::MAX, |at| at.0);
        let last = |date: &Self| date.latest().map_or(i64::MAX, |at| at.0);
        (first(self), last(self)).cmp(&(first(other), last(other)))
    }
}
