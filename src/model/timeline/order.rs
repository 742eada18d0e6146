//! The order of time, and where it is open.

use std::sync::{Arc, OnceLock};

use crate::model::date::{Instant, When};
use crate::model::threads::{FEW, each_at_once, threads};

use super::{EventIx, Timeline};

/// What puts a date in order, as [`When::order`] has it; undated last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Dated(i64, i64),
    Undated,
}

impl Key {
    pub fn of(when: Option<&When>) -> Self {
        let at = |at: Option<Instant>| at.map_or(i64::MAX, |at| at.0);
        when.map_or(Self::Undated, |when| Self::Dated(at(when.instant()), at(when.latest())))
    }
}

/// The order of time, made when it is first wanted: who chooses few events puts only these in order.
#[derive(Debug, Default)]
pub(super) struct Order {
    all: OnceLock<Arc<Vec<EventIx>>>,
    /// The place of each event.
    rank: OnceLock<Vec<u32>>,
}

impl Order {
    /// Some of so many events in their order, and the places of those among `all` where each would stand.
    pub fn among(some: Vec<EventIx>, all: &[EventIx], count: usize) -> Self {
        let rank = ranks(&some, all, count);
        Self { all: OnceLock::from(Arc::new(some)), rank: OnceLock::from(rank) }
    }
}

/// The places of some events, and of those besides that `all` has, which stand where they would.
fn ranks(some: &[EventIx], all: &[EventIx], count: usize) -> Vec<u32> {
    let mut rank = vec![0; count];
    let mut at = 0;
    for event in all {
        rank[event.at()] = EventIx::of(at).0;
        at += usize::from(some.get(at) == Some(event));
    }
    rank
}

/// The events of these dates in the order of time: equal ones in the order of the files, undated ones last.
fn in_order(when: &[Option<When>]) -> Vec<EventIx> {
    let key = |at: usize| (Key::of(when[at].as_ref()), EventIx::of(at));
    let mut all: Vec<(Key, EventIx)> = (0..when.len()).map(key).collect();
    let share = all.len().div_ceil(threads()).max(FEW);
    // No two are equal.
    each_at_once(&mut all.chunks_mut(share).collect::<Vec<_>>(), 1, |_, share| share.sort_unstable());
    // Finds the shares, which are in order, and merges them.
    all.sort();
    all.into_iter().map(|(_, event)| event).collect()
}

impl Timeline {
    /// Every event in the order of time, undated ones last.
    #[must_use]
    pub fn order(&self) -> &[EventIx] {
        self.shared_order()
    }

    /// That order, shared: as long as it is held no other timeline has the same, but those that differ from this in
    /// verdicts alone.
    #[must_use]
    pub fn shared_order(&self) -> &Arc<Vec<EventIx>> {
        self.order.all.get_or_init(|| Arc::new(in_order(&self.rows.when)))
    }

    /// The place of an event in [`Timeline::order`].
    #[must_use]
    pub fn rank(&self, event: EventIx) -> usize {
        let ranks = || ranks(self.order(), self.order(), self.records.len());
        self.order.rank.get_or_init(ranks)[event.at()] as usize
    }

    /// Have all events been put in order?
    pub(super) fn is_in_order(&self) -> bool {
        self.order.all.get().is_some()
    }

    /// Puts these events in the order of time.
    pub(super) fn put_in_order(&self, events: &mut [EventIx]) {
        if self.is_in_order() {
            events.sort_unstable_by_key(|event| self.rank(*event));
        } else {
            events.sort_unstable_by_key(|event| (Key::of(self.rows.when[event.at()].as_ref()), *event));
        }
    }

    /// Could the event as well stand elsewhere in the order, as vague dates are filled in?
    #[must_use]
    pub fn order_is_open(&self, event: EventIx) -> bool {
        let open = self.open.get_or_init(|| {
            let mut is_open = vec![false; self.records.len()];
            for (event, open) in self.order().iter().zip(self.open_among(self.order())) {
                is_open[event.at()] = open;
            }
            is_open
        });
        open[event.at()]
    }

    /// For each of these events, which stand in order: could it as well stand elsewhere among them?
    ///
    /// A place is open if an earlier row may begin as late as this one, or a later row as early.
    #[must_use]
    pub fn open_among(&self, events: &[EventIx]) -> Vec<bool> {
        let begin = |event: &EventIx| {
            let begin = self.event(*event).when()?.begin();
            Some((begin.lo.map_or(i64::MIN, |at| at.0), begin.hi.map_or(i64::MAX, |at| at.0)))
        };
        let mut dated: Vec<(i64, i64)> = Vec::with_capacity(events.len());
        dated.extend(events.iter().map_while(begin));
        let mut open = vec![false; events.len()];
        let mut reach = None;
        for (at, (lo, hi)) in dated.iter().enumerate() {
            open[at] = reach.is_some_and(|latest| latest >= *lo);
            reach = reach.max(Some(*hi));
        }
        let mut reach = i64::MAX;
        for (at, (lo, hi)) in dated.iter().enumerate().rev() {
            open[at] |= at + 1 < dated.len() && reach <= *hi;
            reach = reach.min(*lo);
        }
        open
    }
}
