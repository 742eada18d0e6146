//! The dates of the rows, counted and summed up from those of all events without a look at each date.

use std::sync::{Arc, OnceLock};

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::alike::Counted;
use super::kinds::{Gathered, Kinds, small};
use super::rows::Rows;
use crate::model::among::EventSet;
use crate::model::batch::Batch;
use crate::model::date::When;
use crate::model::document::Status;
use crate::model::threads::{FEW, each_with_help, threads};
use crate::model::timeline::{EventIx, Timeline};

/// How many events are gone through by one thread before it takes the next of them.
const SHARE: usize = 16_384;

/// Where there are more kinds than so many for each event, the kinds of these are put in order: a table of all kinds takes
/// longer to fill.
const SPARSE: usize = 16;

/// Of how many rows together it is known up to when they reach.
pub(super) const BLOCK: usize = 256;

/// What the dates of the rows come to, of those that have one.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    counted: Counted,
    outermost: Vec<When>,
    disputed: Vec<When>,
    /// The latest second of each [`BLOCK`] in the order of time, once it is asked for.
    pub(super) reach: OnceLock<Vec<i64>>,
}

/// The dates of all events, from which those of any rows are taken without a look at each date.
#[derive(Debug, Clone, Default)]
pub struct AllDates {
    /// The events in the order of time.
    order: Arc<Vec<EventIx>>,
    dates: Arc<Dates>,
    kinds: Arc<Kinds>,
    /// The kind of each event, in the order of the files; of those without a date as many as there are kinds.
    of_each: Vec<u32>,
    /// Those in an open dispute, in the order of time.
    disputed: Vec<EventIx>,
    /// Those that begin openly, in the order of time.
    pub(super) open: Vec<EventIx>,
}

impl AllDates {
    /// Those of a timeline.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        let order = timeline.order();
        let when = |event: &EventIx| timeline.event(*event).when();
        let dated = &order[..order.partition_point(|event| when(event).is_some())];
        let gather = |events: &[EventIx]| {
            let mut gathered = Gathered::default();
            events
                .iter()
                .filter_map(|event| Some((event, when(event)?)))
                .for_each(|(event, when)| gathered.take(*event, when));
            gathered
        };
        let (kinds, numbers) = Gathered::told_apart(dated.par_chunks(SHARE).map(gather).collect());
        let mut of_each = vec![small(kinds.len()); timeline.document().events.len()];
        dated.iter().zip(numbers).for_each(|(event, kind)| of_each[event.at()] = small(kind));
        let is_disputed = |event: &EventIx| timeline.is_in_dispute(*event, Status::Open);
        let disputed = if timeline.has_dispute(Status::Open) { dated } else { &[] };
        let mut all = Self {
            order: Arc::clone(timeline.shared_order()),
            dates: Arc::default(),
            kinds: Arc::new(kinds),
            of_each,
            disputed: disputed.iter().copied().filter(is_disputed).collect(),
            open: Vec::new(),
        };
        all.open = dated.iter().copied().filter(|event| all.is_open(*event)).collect();
        all.dates = Arc::new(all.dates(timeline, &dated.iter().copied().collect(), dated.last()));
        all
    }

    /// Are they those of this timeline, whatever its verdicts?
    #[must_use]
    pub fn are_of(&self, timeline: &Timeline) -> bool {
        Arc::ptr_eq(&self.order, timeline.shared_order())
    }

    fn kind(&self, event: EventIx) -> usize {
        self.of_each[event.at()] as usize
    }

    /// The second by which an event is put in order; [`super::kinds::EVER`] where its date is open on both sides.
    pub(super) fn place(&self, event: EventIx) -> i64 {
        self.kinds.place(self.kind(event))
    }

    /// The latest second of the date of an event; [`super::kinds::EVER`] where there is none.
    pub(super) fn latest(&self, event: EventIx) -> i64 {
        self.kinds.latest(self.kind(event))
    }

    /// Does the date of an event begin openly?
    pub(super) fn is_open(&self, event: EventIx) -> bool {
        self.kinds.is_open(self.kind(event))
    }

    /// Those of these rows.
    #[must_use]
    pub fn of_rows(&self, timeline: &Timeline, rows: &Rows) -> Arc<Dates> {
        match rows.kept() {
            Some(kept) if rows.len() < self.order.len() => {
                let dated = &rows.events()[..rows.first_undated()];
                let last = if rows.is_reversed() { dated.first() } else { dated.last() };
                Arc::new(self.dates(timeline, kept, last))
            }
            _ => Arc::clone(&self.dates),
        }
    }

    /// Those of some events, the date of the `last` of which says at what offset from UTC days begin.
    fn dates(&self, timeline: &Timeline, events: &EventSet, last: Option<&EventIx>) -> Dates {
        let counted = self.count(events);
        let when = |event: EventIx| timeline.event(event).when();
        let (ends, others) = counted.far();
        let far: Vec<&When> = ends.filter_map(when).chain(others).chain(last.and_then(|last| when(*last))).collect();
        let outermost = outermost(|| far.iter().copied());
        let disputed = self.disputed.iter().copied().filter(|event| events.has(*event));
        let disputed = disputed.filter_map(when).copied().collect();
        Dates { counted, outermost, disputed, reach: OnceLock::new() }
    }

    /// How many of some events are of each kind.
    fn count(&self, events: &EventSet) -> Counted {
        let (len, kinds) = (events.len(), self.kinds.len());
        if len * SPARSE < kinds {
            let each = events.iter().map(|event| self.of_each[event.at()]);
            let mut each: Vec<u32> = each.filter(|kind| (*kind as usize) < kinds).collect();
            each.sort_unstable();
            let counts: Vec<(u32, u32)> = each.chunk_by(u32::eq).map(|alike| (alike[0], small(alike.len()))).collect();
            return Counted::new(&self.kinds, counts.into_iter());
        }
        let batches: Vec<Batch> = Batch::all(self.of_each.len()).collect();
        let share = if len < FEW { batches.len() } else { batches.len().div_ceil(threads()) };
        let none = || vec![0_u32; kinds + 1];
        let mut shares: Vec<_> = batches.chunks(share.max(1)).map(|batches| (batches, none())).collect();
        each_with_help(&mut shares, |(batches, counts)| {
            for batch in *batches {
                let kinds = &self.of_each[batch.events(self.of_each.len())];
                events.part(*batch).iter().for_each(|nth| counts[kinds[nth] as usize] += 1);
            }
        });
        let mut counts = shares.into_iter().map(|(_, counts)| counts);
        let first = counts.next().unwrap_or_else(none);
        let all = counts.fold(first, |mut all, more| {
            all.iter_mut().zip(more).for_each(|(all, more)| *all += more);
            all
        });
        let dated = &all[..kinds];
        Counted::new(&self.kinds, dated.iter().enumerate().map(|(kind, count)| (small(kind), *count)))
    }
}

impl Dates {
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
