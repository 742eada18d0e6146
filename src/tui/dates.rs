//! When the rows are: their dates in their order, equal ones that follow each other told once.

use std::ops::Range;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::rows::Rows;
use crate::model::date::{Instant, When};
use crate::model::document::Status;
use crate::model::timeline::{EventIx, Timeline};

/// As many rows are gone through by one thread as soon as by several.
const FEW: usize = 16_384;

/// The dates of the rows.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    /// Each date with the first row of those that have it; the next one begins behind the last of them.
    runs: Vec<(usize, When)>,
    /// How many rows have a date; they stand before the others.
    count: usize,
    reversed: bool,
    /// The dates that reach furthest: an axis over them is one over all.
    outermost: Vec<When>,
    /// The rows of events in an open dispute, those that have a date.
    disputed: Vec<usize>,
}

impl Dates {
    /// Those of these rows.
    #[must_use]
    pub fn of(timeline: &Timeline, rows: &Rows) -> Self {
        let events = &rows.events()[..rows.first_undated()];
        let runs_of = |(nth, events): (usize, &[EventIx])| {
            let mut runs: Vec<(usize, When)> = Vec::new();
            for (row, event) in (nth * FEW..).zip(events) {
                let Some(when) = timeline.event(*event).when() else { continue };
                if runs.last().is_none_or(|(_, last)| last != when) {
                    runs.push((row, *when));
                }
            }
            runs
        };
        let parts: Vec<Vec<(usize, When)>> = events.par_chunks(FEW).enumerate().map(runs_of).collect();
        let mut runs: Vec<(usize, When)> = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        for part in parts {
            let goes_on = runs.last().zip(part.first()).is_some_and(|((_, last), (_, first))| last == first);
            runs.extend_from_slice(&part[usize::from(goes_on)..]);
        }
        let outermost = outermost(|| runs.iter().map(|(_, when)| when));
        let disputed = disputed(timeline, events);
        Self { runs, count: events.len(), reversed: rows.is_reversed(), outermost, disputed }
    }

    /// How many different ones follow each other.
    #[must_use]
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Has no row a date?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Some of them, by their numbers, each with how many rows have it.
    pub fn counted(&self, range: Range<usize>) -> impl Iterator<Item = (&When, usize)> {
        range.filter_map(|nth| {
            let (first, when) = self.runs.get(nth)?;
            let end = self.runs.get(nth + 1).map_or(self.count, |(next, _)| *next);
            Some((when, end - first))
        })
    }

    /// Those that reach furthest: an axis over them is one over all.
    #[must_use]
    pub fn outermost(&self) -> &[When] {
        &self.outermost
    }

    /// The dates of the rows whose events are in an open dispute.
    pub fn disputed(&self) -> impl Iterator<Item = &When> {
        self.disputed.iter().filter_map(|row| self.runs.get(self.number_of(*row))).map(|(_, when)| when)
    }

    /// The numbers of the dates that a range of rows has.
    #[must_use]
    pub fn numbers(&self, rows: Range<usize>) -> Range<usize> {
        let end = rows.end.min(self.count);
        if rows.start >= end { 0..0 } else { self.number_of(rows.start)..self.number_of(end - 1) + 1 }
    }

    /// The number of the date of a row.
    fn number_of(&self, row: usize) -> usize {
        self.runs.partition_point(|(first, _)| *first <= row).saturating_sub(1)
    }

    /// The first row, in the order of time, that is at or after an instant by that which puts it in order.
    #[must_use]
    pub fn first_from(&self, from: Instant) -> Option<usize> {
        let nth = if self.reversed {
            let behind = self.runs.partition_point(|(_, when)| place(when) >= from);
            // Of dates that begin together the topmost.
            let at = place(&self.runs.get(behind.checked_sub(1)?)?.1);
            self.runs.partition_point(|(_, when)| place(when) > at)
        } else {
            self.runs.partition_point(|(_, when)| place(when) < from)
        };
        self.runs.get(nth).filter(|(_, when)| when.instant().is_some()).map(|(first, _)| *first)
    }

    /// The last instant before another by which a row is put in order.
    #[must_use]
    pub fn last_before(&self, end: Instant) -> Option<Instant> {
        let nth = if self.reversed {
            self.runs.partition_point(|(_, when)| place(when) >= end)
        } else {
            self.runs.partition_point(|(_, when)| place(when) < end).checked_sub(1)?
        };
        self.runs.get(nth).and_then(|(_, when)| when.instant())
    }

    /// The first row, from the top, whose date it holds of.
    pub fn find(&self, holds: impl Fn(&When) -> bool) -> Option<usize> {
        self.runs.iter().find(|(_, when)| holds(when)).map(|(first, _)| *first)
    }
}

/// What puts a date in order; one that is open on both sides stands behind all others.
fn place(when: &When) -> Instant {
    when.instant().unwrap_or(Instant(i64::MAX))
}

/// The dates with the first and the last bound of all, one that does not only end, and the last of them.
pub(super) fn outermost<'a, I: DoubleEndedIterator<Item = &'a When>>(all: impl Fn() -> I) -> Vec<When> {
    let bounds = |when: &When| {
        [when.begin().lo, when.begin().hi, when.end().lo, when.end().hi].into_iter().flatten().map(|at| at.0)
    };
    let first = all().min_by_key(|when| bounds(when).min().unwrap_or(i64::MAX));
    let last = all().max_by_key(|when| bounds(when).max().unwrap_or(i64::MIN));
    let begins = all().find(|when| when.latest().is_none() || when.earliest().is_some());
    first.into_iter().chain(last).chain(begins).chain(all().next_back()).copied().collect()
}

fn disputed(timeline: &Timeline, events: &[EventIx]) -> Vec<usize> {
    if !timeline.has_dispute(Status::Open) {
        return Vec::new();
    }
    let is_disputed = |event: &EventIx| timeline.is_in_dispute(*event, Status::Open);
    events.iter().enumerate().filter(|(_, event)| is_disputed(event)).map(|(row, _)| row).collect()
}
