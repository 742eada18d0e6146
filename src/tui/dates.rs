//! Where the rows lie in time: found, counted and held against an axis without a look at each of them.

use std::ops::Range;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::alike::Counted;
use super::rows::Rows;
use crate::model::axis::{Axis, Viewport};
use crate::model::date::{Instant, When};
use crate::model::document::Status;
use crate::model::timeline::{EventIx, Timeline};

/// How many rows are gone through by one thread before it takes the next of them.
const SHARE: usize = 16_384;

/// Of how many rows together it is known up to when they reach.
const BLOCK: usize = 256;

/// Of so few rows each is looked at.
const FEW: usize = 1024;

/// What is open or unknown lies behind all time, or before it.
const EVER: i64 = i64::MAX;

/// The dates of the rows that have one, in the order of time, whichever of them is shown first.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    /// The second by which each is put in order; [`EVER`] where it is open on both sides.
    places: Vec<i64>,
    /// The latest second of each.
    latest: Vec<i64>,
    /// The greatest of these in each [`BLOCK`].
    reach: Vec<i64>,
    /// Those with an open begin.
    open: Vec<usize>,
    counted: Counted,
    /// The dates that reach furthest: an axis over them is one over all.
    outermost: Vec<When>,
    /// Those of events in an open dispute.
    disputed: Vec<When>,
    /// Is the latest shown first?
    reversed: bool,
}

impl Dates {
    /// Those of these rows.
    #[must_use]
    pub fn of(timeline: &Timeline, rows: &Rows) -> Self {
        let events = &rows.events()[..rows.first_undated()];
        let reversed = rows.is_reversed();
        let has_disputes = timeline.has_dispute(Status::Open);
        let share = |nth: usize, events: &mut dyn Iterator<Item = EventIx>| {
            let mut dates = Self::default();
            let dated = events.filter_map(|event| Some((event, timeline.event(event).when()?)));
            for (at, (event, when)) in (nth * SHARE..).zip(dated) {
                dates.take(at, when);
                if has_disputes && timeline.is_in_dispute(event, Status::Open) {
                    dates.disputed.push(*when);
                }
            }
            dates.close();
            dates
        };
        let shares: Vec<Self> = if reversed {
            let shares = events.par_rchunks(SHARE).enumerate();
            shares.map(|(nth, events)| share(nth, &mut events.iter().rev().copied())).collect()
        } else {
            events.par_chunks(SHARE).enumerate().map(|(nth, events)| share(nth, &mut events.iter().copied())).collect()
        };
        let mut all = Self { reversed, ..Self::default() };
        shares.into_iter().for_each(|share| all.append(share));
        all.outermost = outermost(|| all.outermost.iter());
        if reversed {
            let shown_last = events.last().and_then(|event| timeline.event(*event).when());
            all.outermost.extend(shown_last);
        }
        all
    }

    fn take(&mut self, at: usize, when: &When) {
        self.places.push(place(when));
        self.latest.push(when.latest().map_or(EVER, |at| at.0));
        if when.earliest().is_none() {
            self.open.push(at);
        }
        self.outermost.push(*when);
        self.counted.take(when);
    }

    /// Sums up what was taken.
    fn close(&mut self) {
        self.outermost = outermost(|| self.outermost.iter());
        self.reach = self.latest.chunks(BLOCK).filter_map(|block| block.iter().max().copied()).collect();
    }

    /// Puts those that lie behind these beside them.
    fn append(&mut self, other: Self) {
        self.places.extend(other.places);
        self.latest.extend(other.latest);
        self.reach.extend(other.reach);
        self.open.extend(other.open);
        self.counted.append(other.counted);
        self.outermost.extend(other.outermost);
        self.disputed.extend(other.disputed);
    }

    /// Has no row a date?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many have which date.
    #[must_use]
    pub fn counted(&self) -> &Counted {
        &self.counted
    }

    /// Those that reach furthest: an axis over them is one over all.
    #[must_use]
    pub fn outermost(&self) -> &[When] {
        &self.outermost
    }

    /// Those of the rows whose events are in an open dispute.
    #[must_use]
    pub fn disputed(&self) -> &[When] {
        &self.disputed
    }

    /// The row at a place in the order of time, and the other way round.
    fn turned(&self, at: usize) -> usize {
        if self.reversed { self.places.len() - 1 - at } else { at }
    }

    /// The first row, in the order of time, that is at or after an instant by that which puts it in order; of rows
    /// that begin together the topmost.
    #[must_use]
    pub fn first_from(&self, from: Instant) -> Option<usize> {
        let at = self.places.partition_point(|place| *place < from.0);
        let found = *self.places.get(at).filter(|place| **place != EVER)?;
        Some(self.topmost(at, found))
    }

    /// Of the rows from one on that are put in order by the same second, the topmost.
    fn topmost(&self, at: usize, second: i64) -> usize {
        if !self.reversed {
            return at;
        }
        self.turned(at + self.places[at..].partition_point(|place| *place <= second) - 1)
    }

    /// The last instant before another by which a row is put in order.
    #[must_use]
    pub fn last_before(&self, end: Instant) -> Option<Instant> {
        let at = self.places.partition_point(|place| *place < end.0);
        self.places[..at].last().map(|place| Instant(*place))
    }

    /// The topmost row that is put in order within a stretch of time; else the topmost that may lie in it.
    #[must_use]
    pub fn first_in(&self, stretch: Viewport) -> Option<usize> {
        let (from, to) = (stretch.from.0, stretch.to.0);
        let begin = self.places.partition_point(|place| *place < from);
        let end = self.places.partition_point(|place| *place <= to);
        if begin < end && self.places[begin] != EVER {
            return Some(if self.reversed { self.turned(end - 1) } else { begin });
        }
        let touches = |row: &usize| {
            let at = self.turned(*row);
            self.latest[at] >= from && (self.places[at] <= to || self.is_open(at))
        };
        (0..self.places.len()).find(touches)
    }

    fn is_open(&self, at: usize) -> bool {
        self.open.binary_search(&at).is_ok()
    }

    /// Of every cell of an axis: may any of a range of rows lie in it?
    #[must_use]
    pub fn covered(&self, axis: &Axis, rows: Range<usize>) -> Vec<bool> {
        let rows = rows.start.min(self.places.len())..rows.end.min(self.places.len());
        let range = if self.reversed { self.places.len() - rows.end..self.places.len() - rows.start } else { rows };
        let mut covered = vec![false; axis.width()];
        if range.len() > FEW {
            self.cover_many(axis, range, &mut covered);
        } else {
            range.for_each(|at| self.cover(axis, at, &mut covered));
        }
        covered
    }

    /// Adds the cells in which one may lie.
    fn cover(&self, axis: &Axis, at: usize, covered: &mut [bool]) {
        let (from, to) = (if self.is_open(at) { i64::MIN } else { self.places[at] }, self.latest[at]);
        let here = axis.viewport();
        if from <= here.to.0 && to >= here.from.0 {
            covered[axis.cell(Instant(from))..=axis.cell(Instant(to))].fill(true);
        }
    }

    /// Of every cell: is it reached by any that begins before its end?
    fn cover_many(&self, axis: &Axis, range: Range<usize>, covered: &mut [bool]) {
        // Those with an open begin stand in the order of their ends.
        let open = self.open[..self.open.partition_point(|at| *at < range.end)].last();
        let begun_before = open.filter(|at| **at >= range.start).map_or(i64::MIN, |at| self.latest[*at]);
        let starts = axis.starts();
        let (mut at, mut reach) = (range.start, begun_before);
        for (covered, seconds) in covered.iter_mut().zip(starts.windows(2)) {
            let end = at + self.places[at..range.end].partition_point(|place| *place < seconds[1]);
            reach = reach.max(self.reach_of(at..end));
            at = end;
            *covered = reach >= seconds[0];
        }
    }

    /// The latest second of some of them.
    fn reach_of(&self, range: Range<usize>) -> i64 {
        let blocks = range.start.div_ceil(BLOCK)..range.end / BLOCK;
        let latest = |all: &[i64]| all.iter().max().copied().unwrap_or(i64::MIN);
        if blocks.is_empty() {
            return latest(&self.latest[range]);
        }
        let ends = [range.start..blocks.start * BLOCK, blocks.end * BLOCK..range.end];
        let at_ends = ends.map(|range| latest(&self.latest[range]));
        latest(&self.reach[blocks]).max(at_ends[0]).max(at_ends[1])
    }
}

/// What puts a date in order; one that is open on both sides stands behind all others.
fn place(when: &When) -> i64 {
    when.instant().map_or(EVER, |at| at.0)
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
