//! Where the rows lie in time: found, counted and held against an axis without a look at each of them.

use std::ops::Range;
use std::sync::Arc;

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

/// The dates of all events, from which those of any rows are taken without a look at each event.
#[derive(Debug, Clone, Default)]
pub struct AllDates {
    /// The events in the order of time.
    order: Arc<Vec<EventIx>>,
    dates: Arc<Dates>,
    /// Of each in the order of time, the number of its sort among those counted, or [`NO_SORT`].
    sorts: Vec<u32>,
    /// The places, in the order of time, of those in an open dispute.
    disputed: Vec<usize>,
}

/// The date is like no others.
const NO_SORT: u32 = u32::MAX;

/// The next event of some rows most often stands so near behind the last in the order of all.
const NEAR: usize = 8;

impl AllDates {
    /// Those of a timeline.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        let has_disputes = timeline.has_dispute(Status::Open);
        let share = |(nth, events): (usize, &[EventIx])| {
            let (mut dates, mut sorts, mut disputed) = (Dates::default(), Vec::with_capacity(events.len()), Vec::new());
            let dated = events.iter().map_while(|event| Some((*event, timeline.event(*event).when()?)));
            for (at, (event, when)) in (nth * SHARE..).zip(dated) {
                dates.place(at, place(when), when.latest().map_or(EVER, |at| at.0), when.earliest().is_none());
                sorts.push(dates.counted.take(when));
                dates.outermost.push(*when);
                if has_disputes && timeline.is_in_dispute(event, Status::Open) {
                    disputed.push(at);
                }
            }
            dates.close();
            (dates, sorts, disputed)
        };
        let shares: Vec<_> = timeline.order().par_chunks(SHARE).enumerate().map(share).collect();
        let (mut dates, mut all) =
            (Dates::default(), Self { order: Arc::clone(timeline.shared_order()), ..Self::default() });
        for (share, sorts, disputed) in shares {
            let numbers = dates.append(share);
            let number = |sort: Option<usize>| sort.and_then(|sort| u32::try_from(numbers[sort]).ok());
            all.sorts.extend(sorts.into_iter().map(|sort| number(sort).unwrap_or(NO_SORT)));
            all.disputed.extend(disputed);
        }
        dates.outermost = outermost(|| dates.outermost.iter());
        dates.disputed = all.disputed(timeline, |_| true);
        all.dates = Arc::new(dates);
        all
    }

    /// Are they those of this timeline, whatever its verdicts?
    #[must_use]
    pub fn are_of(&self, timeline: &Timeline) -> bool {
        Arc::ptr_eq(&self.order, timeline.shared_order())
    }

    /// The dates in an open dispute, of the events that are shown.
    fn disputed(&self, timeline: &Timeline, is_shown: impl Fn(EventIx) -> bool) -> Vec<When> {
        let events = self.disputed.iter().map(|at| self.order[*at]).filter(|event| is_shown(*event));
        events.filter_map(|event| timeline.event(event).when().copied()).collect()
    }

    /// Those of these rows.
    #[must_use]
    pub fn of_rows(&self, timeline: &Timeline, rows: &Rows) -> Arc<Dates> {
        let reversed = rows.is_reversed();
        if rows.len() == timeline.order().len() && !reversed {
            return Arc::clone(&self.dates);
        }
        let events = &rows.events()[..rows.first_undated()];
        let shares: Vec<Dates> = if reversed {
            let shares = events.par_rchunks(SHARE).enumerate();
            shares.map(|(nth, events)| self.share(timeline, nth, events.iter().rev().copied())).collect()
        } else {
            let shares = events.par_chunks(SHARE).enumerate();
            shares.map(|(nth, events)| self.share(timeline, nth, events.iter().copied())).collect()
        };
        let mut dates = Dates { reversed, ..Dates::with_room(events.len()) };
        for share in shares {
            dates.append(share);
        }
        dates.outermost = outermost(|| dates.outermost.iter());
        if reversed {
            dates.outermost.extend(events.last().and_then(|event| timeline.event(*event).when()));
        }
        dates.disputed = self.disputed(timeline, |event| rows.has(timeline, event));
        Arc::new(dates)
    }

    /// Those of the `nth` share of some rows, in the order of time.
    fn share(&self, timeline: &Timeline, nth: usize, events: impl ExactSizeIterator<Item = EventIx>) -> Dates {
        let (mut dates, all, order) = (Dates::with_room(events.len()), &*self.dates, timeline.order());
        let mut next = 0;
        // Of each sort of all dates the number it has among these, where that is not more to keep than to look up.
        let sorts = all.counted.sorts();
        let mut numbers: Vec<Option<usize>> = vec![None; if sorts <= events.len() { sorts } else { 0 }];
        // What reaches furthest is among these: those that are like no others, the first and the last of the others,
        // and the one of them that ends last.
        let (mut far, mut first, mut last, mut latest) = (Vec::new(), None, None, None);
        for (at, event) in (nth * SHARE..).zip(events) {
            let near = order[next..].iter().take(NEAR).position(|other| *other == event);
            let rank = near.map_or_else(|| timeline.rank(event), |steps| next + steps);
            next = rank + 1;
            let sort = self.sorts[rank];
            dates.place(at, all.places[rank], all.latest[rank], sort == NO_SORT && all.is_open(rank));
            if sort == NO_SORT {
                far.push((at, event));
            } else {
                let sort = sort as usize;
                let mut number = || dates.counted.number_of(&all.counted, sort);
                let number = match numbers.get_mut(sort) {
                    Some(known) => *known.get_or_insert_with(number),
                    None => number(),
                };
                dates.counted.take_alike(number, all.places[rank]);
                last = Some((at, event));
                first = first.or(last);
                if latest.is_none_or(|(_, end)| end < all.latest[rank]) {
                    latest = Some(((at, event), all.latest[rank]));
                }
            }
        }
        let when = |(_, event): &(usize, EventIx)| timeline.event(*event).when().copied();
        for when in far.iter().filter_map(when) {
            dates.counted.take(&when);
        }
        far.extend(first.into_iter().chain(last).chain(latest.map(|(one, _)| one)));
        far.sort_unstable();
        dates.outermost = far.iter().filter_map(when).collect();
        dates.close();
        dates
    }
}

impl Dates {
    fn with_room(count: usize) -> Self {
        Self { places: Vec::with_capacity(count), latest: Vec::with_capacity(count), ..Self::default() }
    }

    /// Puts one behind the others: the second by which it is put in order, the latest one, and whether it begins openly.
    fn place(&mut self, at: usize, place: i64, latest: i64, is_open: bool) {
        self.places.push(place);
        self.latest.push(latest);
        if is_open {
            self.open.push(at);
        }
    }

    /// Sums up what was taken.
    fn close(&mut self) {
        self.outermost = outermost(|| self.outermost.iter());
        self.reach = self.latest.chunks(BLOCK).filter_map(|block| block.iter().max().copied()).collect();
    }

    /// Puts those that lie behind these beside them; gives the numbers of their sorts, as [`Counted::append`].
    fn append(&mut self, other: Self) -> Vec<usize> {
        self.places.extend(other.places);
        self.latest.extend(other.latest);
        self.reach.extend(other.reach);
        self.open.extend(other.open);
        self.outermost.extend(other.outermost);
        self.counted.append(other.counted)
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
