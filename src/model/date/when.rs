//! When a date is: its bounds and how far they are meant, without the words that were written.

use std::cmp::Ordering;

use super::{Answer, Grain, Instant, Stretch};

/// The bounds of a date, of an interval or of a set of dates.
///
/// A date that is not an interval has one span in which it lies somewhere: its begin and its end are
/// the same [`Stretch`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    begin: Span,
    end: Span,
    grain: Grain,
    approximate: bool,
    uncertain: bool,
    spans: bool,
    offset: i32,
}

/// A [`Stretch`] in half the room, since a large timeline has many; a side that is open or unknown is the last second
/// that there is that way, which no date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    lo: i64,
    hi: i64,
}

impl From<Stretch> for Span {
    fn from(stretch: Stretch) -> Self {
        Self { lo: stretch.lo.map_or(i64::MIN, |at| at.0), hi: stretch.hi.map_or(i64::MAX, |at| at.0) }
    }
}

impl From<Span> for Stretch {
    fn from(Span { lo, hi }: Span) -> Self {
        Self { lo: (lo != i64::MIN).then_some(Instant(lo)), hi: (hi != i64::MAX).then_some(Instant(hi)) }
    }
}

/// What a date means besides its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    /// The finest part that was written.
    pub grain: Grain,
    /// Marked `~` or `%`.
    pub approximate: bool,
    /// Marked `?` or `%`.
    pub uncertain: bool,
    /// Does it cover all from its begin to its end?
    pub spans: bool,
    /// The zone it is read in, minutes east of UTC.
    pub offset: i32,
}

impl When {
    pub(super) fn new(begin: Stretch, end: Stretch, sense: Sense) -> Self {
        let Sense { grain, approximate, uncertain, spans, offset } = sense;
        Self { begin: begin.into(), end: end.into(), grain, approximate, uncertain, spans, offset }
    }

    /// The earliest second that the date can mean, `None` where it is open or unknown.
    #[must_use]
    pub fn earliest(&self) -> Option<Instant> {
        self.begin().lo
    }

    /// The latest second that the date can mean, `None` where it is open or unknown.
    #[must_use]
    pub fn latest(&self) -> Option<Instant> {
        self.end().hi
    }

    /// Where its begin may lie.
    #[must_use]
    pub fn begin(&self) -> Stretch {
        self.begin.into()
    }

    /// Where its end may lie.
    #[must_use]
    pub fn end(&self) -> Stretch {
        self.end.into()
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
        let (from, to) = (self.begin().hi?, self.end().lo?);
        (self.spans && from <= to).then_some((from, to))
    }

    /// Does it end at or after the start of `mark`?
    #[must_use]
    pub fn from(&self, mark: &Self) -> Answer {
        let Some(start) = mark.begin().lo else { return Answer::Certainly };
        if self.end().hi.is_some_and(|latest| latest < start) {
            Answer::No
        } else if self.end().lo.is_some_and(|earliest| earliest >= start) {
            self.at_best()
        } else {
            Answer::Possibly
        }
    }

    /// Does it begin at or before the end of `mark`?
    #[must_use]
    pub fn to(&self, mark: &Self) -> Answer {
        let Some(end) = mark.end().hi else { return Answer::Certainly };
        if self.begin().lo.is_some_and(|earliest| earliest > end) {
            Answer::No
        } else if self.begin().hi.is_some_and(|latest| latest <= end) {
            self.at_best()
        } else {
            Answer::Possibly
        }
    }

    /// Is it over by the end of `mark`, as a source is published by then?
    #[must_use]
    pub fn is_over_by(&self, mark: &Self) -> Answer {
        let Some(end) = mark.end().hi else { return Answer::Certainly };
        match self.to(mark) {
            Answer::No => Answer::No,
            _ if self.end().hi.is_some_and(|latest| latest <= end) => self.at_best(),
            _ => Answer::Possibly,
        }
    }

    /// Does it begin and end within `mark`?
    #[must_use]
    pub fn within(&self, mark: &Self) -> Answer {
        let (start, end) = (mark.begin().lo, mark.end().hi);
        let before = |at: Option<Instant>, end: Option<Instant>| matches!((at, end), (Some(at), Some(end)) if at < end);
        if before(self.begin().hi, start) || before(end, self.end().lo) {
            return Answer::No;
        }
        let begins_in = start.is_none_or(|start| self.begin().lo.is_some_and(|earliest| earliest >= start));
        let ends_in = end.is_none_or(|end| self.end().hi.is_some_and(|latest| latest <= end));
        if begins_in && ends_in { self.at_best() } else { Answer::Possibly }
    }

    /// Is every moment of `self` before every moment of `other`, however both are filled in? Never where
    /// one is marked `~` or `?`.
    #[must_use]
    pub fn is_certainly_before(&self, other: &Self) -> bool {
        self.is_firm()
            && other.is_firm()
            && matches!((self.end().hi, other.begin().lo), (Some(end), Some(begin)) if end < begin)
    }

    /// May both mean the same time: may they begin together, and end together?
    #[must_use]
    pub fn may_equal(&self, other: &Self) -> bool {
        self.begin().meets(other.begin()) && self.end().meets(other.end())
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
