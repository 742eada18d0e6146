//! The rows in the order of time, looked up by it and held against an axis without a look at each of them.

use std::ops::Range;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::dates::{AllDates, BLOCK, Dates};
use super::kinds::EVER;
use super::rows::Rows;
use super::state::State;
use crate::model::axis::{Axis, Viewport};
use crate::model::date::Instant;
use crate::model::timeline::{EventIx, Timeline};

/// Of so few rows each is looked at.
const FEW: usize = 1024;

/// The rows that have a date, in the order of time, whichever of them is shown first.
#[derive(Clone, Copy)]
pub struct RowsInTime<'s> {
    timeline: &'s Timeline,
    rows: &'s Rows,
    all: &'s AllDates,
    dates: &'s Dates,
}

impl State {
    /// The rows in the order of time.
    #[must_use]
    pub fn in_time(&self) -> RowsInTime<'_> {
        RowsInTime { timeline: &self.timeline, rows: &self.rows, all: &self.all_dates, dates: &self.dates }
    }
}

impl<'s> RowsInTime<'s> {
    fn len(self) -> usize {
        self.rows.first_undated()
    }

    /// The row at a place in the order of time, and the other way round.
    fn turned(self, at: usize) -> usize {
        if self.rows.is_reversed() { self.len() - 1 - at } else { at }
    }

    /// The events, as they are shown.
    fn events(self) -> &'s [EventIx] {
        &self.rows.events()[..self.len()]
    }

    fn event(self, at: usize) -> EventIx {
        self.events()[self.turned(at)]
    }

    /// The second by which one is put in order; [`EVER`] where it is open on both sides.
    fn place(self, at: usize) -> i64 {
        self.all.place(self.event(at))
    }

    fn latest(self, at: usize) -> i64 {
        self.all.latest(self.event(at))
    }

    /// How many are put in order by an earlier second.
    fn before(self, second: i64) -> usize {
        let (events, place) = (self.events(), |event: &EventIx| self.all.place(*event));
        if self.rows.is_reversed() {
            events.len() - events.partition_point(|event| place(event) >= second)
        } else {
            events.partition_point(|event| place(event) < second)
        }
    }

    /// The first row, in the order of time, that is at or after an instant by that which puts it in order; of rows
    /// that begin together the topmost.
    #[must_use]
    pub fn first_from(self, from: Instant) -> Option<usize> {
        let at = self.before(from.0);
        let found = Some(at).filter(|at| *at < self.len()).map(|at| self.place(at)).filter(|place| *place != EVER)?;
        Some(if self.rows.is_reversed() { self.turned(self.before(found + 1) - 1) } else { at })
    }

    /// The last instant before another by which a row is put in order.
    #[must_use]
    pub fn last_before(self, end: Instant) -> Option<Instant> {
        self.before(end.0).checked_sub(1).map(|at| Instant(self.place(at)))
    }

    /// The topmost row that is put in order within a stretch of time; else the topmost that may lie in it.
    #[must_use]
    pub fn first_in(self, stretch: Viewport) -> Option<usize> {
        let (from, to) = (stretch.from.0, stretch.to.0);
        let (begin, end) = (self.before(from), self.before(to.saturating_add(1)));
        if begin < end && self.place(begin) != EVER {
            return Some(if self.rows.is_reversed() { self.turned(end - 1) } else { begin });
        }
        let touches = |row: &usize| {
            let at = self.turned(*row);
            self.latest(at) >= from && (self.place(at) <= to || self.all.is_open(self.event(at)))
        };
        (0..self.len()).find(touches)
    }

    /// Of every cell of an axis: may any of a range of rows lie in it?
    #[must_use]
    pub fn covered(self, axis: &Axis, rows: Range<usize>) -> Vec<bool> {
        let count = self.len();
        let rows = rows.start.min(count)..rows.end.min(count);
        let range = if self.rows.is_reversed() { count - rows.end..count - rows.start } else { rows };
        let mut covered = vec![false; axis.width()];
        if range.len() > FEW {
            self.cover_many(axis, range, &mut covered);
        } else {
            range.for_each(|at| self.cover(axis, at, &mut covered));
        }
        covered
    }

    /// Adds the cells in which one may lie.
    fn cover(self, axis: &Axis, at: usize, covered: &mut [bool]) {
        let (from, to) = (if self.all.is_open(self.event(at)) { i64::MIN } else { self.place(at) }, self.latest(at));
        let here = axis.viewport();
        if from <= here.to.0 && to >= here.from.0 {
            covered[axis.cell(Instant(from))..=axis.cell(Instant(to))].fill(true);
        }
    }

    /// Of every cell: is it reached by any that begins before its end?
    fn cover_many(self, axis: &Axis, range: Range<usize>, covered: &mut [bool]) {
        let begun_before = self.last_open(&range).map_or(i64::MIN, |event| self.all.latest(event));
        let starts = axis.starts();
        let (mut at, mut reach) = (range.start, begun_before);
        for (covered, seconds) in covered.iter_mut().zip(starts.windows(2)) {
            let end = self.before(seconds[1]).clamp(at, range.end);
            reach = reach.max(self.reach_of(at..end));
            at = end;
            *covered = reach >= seconds[0];
        }
    }

    /// The last of those with an open begin: they stand in the order of their ends.
    fn last_open(self, range: &Range<usize>) -> Option<EventIx> {
        let (first, last) = (self.event(range.start), self.event(range.end - 1));
        let rank = |event: &EventIx| self.timeline.rank(*event);
        let before = self.all.open.partition_point(|event| rank(event) <= rank(&last));
        let within = self.all.open[..before].iter().rev().take_while(|event| rank(event) >= rank(&first));
        within.copied().find(|event| self.rows.has(self.timeline, *event))
    }

    /// The latest second of some of them.
    fn reach_of(self, range: Range<usize>) -> i64 {
        let latest = |range: Range<usize>| range.map(|at| self.latest(at)).max().unwrap_or(i64::MIN);
        let blocks = range.start.div_ceil(BLOCK)..range.end / BLOCK;
        if blocks.is_empty() {
            return latest(range);
        }
        let at_ends = latest(range.start..blocks.start * BLOCK).max(latest(blocks.end * BLOCK..range.end));
        self.reach()[blocks].iter().copied().fold(at_ends, i64::max)
    }

    /// The latest second of each [`BLOCK`].
    fn reach(self) -> &'s [i64] {
        self.dates.reach.get_or_init(|| {
            let latest =
                |events: &[EventIx]| events.iter().map(|event| self.all.latest(*event)).max().unwrap_or(i64::MIN);
            if self.rows.is_reversed() {
                self.events().par_rchunks(BLOCK).map(latest).collect()
            } else {
                self.events().par_chunks(BLOCK).map(latest).collect()
            }
        })
    }
}
