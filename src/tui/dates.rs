//! The dates of the rows, counted and summed up from those of all events without a look at each date.

use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::alike::Counted;
use super::rows::Rows;
use crate::model::date::When;
use crate::model::document::Status;
use crate::model::timeline::{EventIx, Timeline};

/// How many rows are gone through by one thread before it takes the next of them.
const SHARE: usize = 16_384;

/// Of how many rows together it is known up to when they reach.
pub(super) const BLOCK: usize = 256;

/// What is open or unknown lies behind all time, or before it.
pub(super) const EVER: i64 = i64::MAX;

/// What the dates of the rows come to, of those that have one, in the order of time.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    /// The greatest of the latest seconds in each [`BLOCK`].
    pub(super) reach: Vec<i64>,
    /// The places, in the order of time, of those with an open begin.
    pub(super) open: Vec<usize>,
    counted: Counted,
    outermost: Vec<When>,
    disputed: Vec<When>,
}

/// The dates of all events, from which those of any rows are taken without a look at each event.
#[derive(Debug, Clone, Default)]
pub struct AllDates {
    /// The events in the order of time.
    order: Arc<Vec<EventIx>>,
    dates: Arc<Dates>,
    /// Of each in the order of time, the second by which it is put there; [`EVER`] where it is open on both sides.
    pub(super) places: Vec<i64>,
    /// The latest second of each.
    pub(super) latest: Vec<i64>,
    /// Of each the number of its sort among those counted, or [`NO_SORT`].
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
            let (mut dates, mut all) = (Dates::default(), Self::default());
            let dated = events.iter().map_while(|event| Some((*event, timeline.event(*event).when()?)));
            for (at, (event, when)) in (nth * SHARE..).zip(dated) {
                all.places.push(when.instant().map_or(EVER, |at| at.0));
                let latest = when.latest().map_or(EVER, |at| at.0);
                all.latest.push(latest);
                dates.reach(at, latest, when.earliest().is_none());
                let number = dates.counted.take(when).and_then(|number| u32::try_from(number).ok());
                all.sorts.push(number.unwrap_or(NO_SORT));
                dates.outermost.push(*when);
                if has_disputes && timeline.is_in_dispute(event, Status::Open) {
                    all.disputed.push(at);
                }
            }
            dates.outermost = outermost(|| dates.outermost.iter());
            (dates, all)
        };
        let shares: Vec<_> = timeline.order().par_chunks(SHARE).enumerate().map(share).collect();
        let (mut dates, mut all) =
            (Dates::default(), Self { order: Arc::clone(timeline.shared_order()), ..Self::default() });
        for (share, of_each) in shares {
            let numbers = dates.append(share);
            let number = |sort: u32| numbers.get(sort as usize).and_then(|number| u32::try_from(*number).ok());
            all.places.extend(of_each.places);
            all.latest.extend(of_each.latest);
            all.sorts.extend(of_each.sorts.into_iter().map(|sort| number(sort).unwrap_or(NO_SORT)));
            all.disputed.extend(of_each.disputed);
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
        let mut dates = Dates::default();
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
        let (mut dates, all, order) = (Dates::default(), &*self.dates, timeline.order());
        let mut next = 0;
        // Of each sort of all dates the number it has among these, where that is not more to keep than to look up.
        let sorts = all.counted.sorts();
        let mut numbers: Vec<Option<usize>> = vec![None; if sorts <= events.len() { sorts } else { 0 }];
        // What reaches furthest is among these: those that are like no others, the first and the last of the others,
        // and the one of them that ends last.
        let (mut far, mut first, mut last, mut last_end) = (Vec::new(), None, None, None);
        for (at, event) in (nth * SHARE..).zip(events) {
            let near = order[next..].iter().take(NEAR).position(|other| *other == event);
            let rank = near.map_or_else(|| timeline.rank(event), |steps| next + steps);
            next = rank + 1;
            let sort = self.sorts[rank];
            let (place, latest) = (self.places[rank], self.latest[rank]);
            dates.reach(at, latest, sort == NO_SORT && all.is_open(rank));
            if sort == NO_SORT {
                far.push((at, event));
            } else {
                let sort = sort as usize;
                let mut number = || dates.counted.number_of(&all.counted, sort);
                let number = match numbers.get_mut(sort) {
                    Some(known) => *known.get_or_insert_with(number),
                    None => number(),
                };
                dates.counted.take_alike(number, place);
                last = Some((at, event));
                first = first.or(last);
                if last_end.is_none_or(|(_, end)| end < latest) {
                    last_end = Some(((at, event), latest));
                }
            }
        }
        let when = |(_, event): &(usize, EventIx)| timeline.event(*event).when().copied();
        for when in far.iter().filter_map(when) {
            dates.counted.take(&when);
        }
        far.extend(first.into_iter().chain(last).chain(last_end.map(|(one, _)| one)));
        far.sort_unstable();
        dates.outermost = far.iter().filter_map(when).collect();
        dates.outermost = outermost(|| dates.outermost.iter());
        dates
    }
}

impl Dates {
    /// Takes the one at a place behind the others: the latest second, and whether it begins openly.
    fn reach(&mut self, at: usize, latest: i64, is_open: bool) {
        match self.reach.last_mut().filter(|_| !at.is_multiple_of(BLOCK)) {
            Some(reach) => *reach = latest.max(*reach),
            None => self.reach.push(latest),
        }
        if is_open {
            self.open.push(at);
        }
    }

    /// Puts those that lie behind these beside them; gives the numbers of their sorts, as [`Counted::append`].
    fn append(&mut self, other: Self) -> Vec<usize> {
        self.reach.extend(other.reach);
        self.open.extend(other.open);
        self.outermost.extend(other.outermost);
        self.counted.append(other.counted)
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

    /// Has the one at a place an open begin?
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.open.binary_search(&at).is_ok()
    }
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
