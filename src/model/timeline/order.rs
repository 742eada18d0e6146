//! The order of time, and where it is open.

use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use crate::model::date::{Instant, When};

use super::words::FoldedWords;
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

/// The events of these dates in the order of time: equal ones in the order of the files, undated ones last.
pub(super) fn in_order(when: &[Option<When>]) -> Vec<EventIx> {
    let mut dated: Vec<(i64, i64, EventIx)> = Vec::with_capacity(when.len());
    let mut undated = Vec::new();
    for (event, when) in (0..).map(EventIx).zip(when) {
        match Key::of(when.as_ref()) {
            Key::Dated(begin, end) => dated.push((begin, end, event)),
            Key::Undated => undated.push(event),
        }
    }
    // No two are equal, so that no room is needed to keep equal ones as they stood.
    dated.par_sort_unstable();
    dated.into_iter().map(|(_, _, event)| event).chain(undated).collect()
}

impl Timeline {
    pub(super) fn put_in_order(&mut self, order: Vec<EventIx>) {
        self.folded = FoldedWords::room(order.len());
        self.order = Arc::new(order);
        self.rank_along(&Arc::clone(&self.order));
    }

    /// Ranks the events of the order, and those besides that `all` has, which stand where they would.
    pub(super) fn rank_along(&mut self, all: &[EventIx]) {
        let mut rank = vec![0; self.records.len()];
        let mut at = 0;
        for event in all {
            rank[event.at()] = EventIx::of(at).0;
            at += usize::from(self.order.get(at) == Some(event));
        }
        self.rank = Arc::new(rank);
        self.open = Arc::default();
    }

    /// Could the event as well stand elsewhere in the order, as vague dates are filled in?
    #[must_use]
    pub fn order_is_open(&self, event: EventIx) -> bool {
        let open = self.open.get_or_init(|| {
            let mut is_open = vec![false; self.records.len()];
            for (event, open) in self.order.iter().zip(self.open_among(&self.order)) {
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
        let dated: Vec<(i64, i64)> = events.iter().map_while(begin).collect();
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
