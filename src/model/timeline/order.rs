//! The order of time, where it is open, and the posting lists that follow it.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use crate::model::date::{Instant, When};

use super::lists::Lists;
use super::words::FoldedWords;
use super::{ActorIx, EventIx, Index, StatementIx, Timeline};

/// As many events are put in order by one thread as soon as by several.
const FEW: usize = 10_000;

/// What puts a date in order, as [`When::order`] has it; undated last.
fn key(when: Option<&When>) -> (bool, i64, i64) {
    let at = |at: Option<Instant>| at.map_or(i64::MAX, |at| at.0);
    when.map_or((true, 0, 0), |when| (false, at(when.instant()), at(when.latest())))
}

impl Timeline {
    pub(super) fn put_in_order(&mut self) {
        let mut order: Vec<((bool, i64, i64), EventIx)> =
            self.events().map(|event| (key(self.event(event).when()), event)).collect();
        // The numbers of the events make equal dates stay in the order of the files.
        if order.len() > FEW {
            order.par_sort_unstable();
        } else {
            order.sort_unstable();
        }
        let order: Vec<EventIx> = order.into_iter().map(|(_, event)| event).collect();
        self.folded = FoldedWords::room(order.len());
        self.order = Arc::new(order.clone());
        self.rank_along(&order);
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
        let mut is_open = vec![false; self.records.len()];
        for (event, open) in self.order.iter().zip(self.open_among(&self.order)) {
            is_open[event.at()] = open;
        }
        self.order_is_open = Arc::new(is_open);
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

    /// The posting lists, made when the first is wanted.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| self.make_index())
    }

    fn make_index(&self) -> Index {
        let (actors, sources) = (self.document.actors.0.len(), self.document.sources.0.len());
        let statements = || self.order.iter().flat_map(|event| self.event(*event).statements());
        let row = |statement: StatementIx| self.rows.statements[statement.at()];
        let spoken = || statements().filter_map(|statement| Some((row(statement).speaker?.at(), statement)));
        let mut statements_of_actor = Lists::gathered(actors, spoken);
        for actor in 0..actors {
            let list = statements_of_actor.of_mut(actor);
            let place = |statement: &StatementIx| {
                let when = key(self.statement(*statement).when());
                (when, self.rank(row(*statement).event), *statement)
            };
            if !list.is_sorted_by_key(place) {
                list.sort_by_cached_key(place);
            }
        }
        let involved = || {
            self.order.iter().flat_map(|event| {
                let takes_part = self.rows.actors.of(event.at()).iter().copied();
                let speaks = self.event(*event).statements().filter_map(move |statement| row(statement).speaker);
                takes_part.chain(speaks).map(|actor| (actor.at(), *event))
            })
        };
        let events_of_actor = Lists::gathered(actors, involved).deduped();
        let via = |statement: StatementIx| {
            let via = self.rows.via.of(statement.at()).iter().filter_map(|via| via.source());
            via.map(move |source| (source.at(), statement))
        };
        let passages = || {
            let passages = self.order.iter().flat_map(|event| self.event(*event).passages());
            passages.filter_map(|passage| Some((self.passage(passage).source()?.at(), passage)))
        };
        let mut actors_by_weight: Vec<ActorIx> = self.actors().collect();
        actors_by_weight.sort_by_key(|actor| {
            Reverse((statements_of_actor.of(actor.at()).len(), events_of_actor.of(actor.at()).len()))
        });
        Index {
            statements_of_actor,
            events_of_actor,
            actors_by_weight,
            passages_of_source: Lists::gathered(sources, passages),
            statements_via: Lists::gathered(sources, || statements().flat_map(via)).deduped(),
        }
    }

    /// The order of statements: by when they were made, then by the order of their events.
    #[must_use]
    pub fn compare_statements(&self, a: StatementIx, b: StatementIx) -> Ordering {
        let place = |statement: StatementIx| {
            let view = self.statement(statement);
            (key(view.when()), self.rank(view.event()), statement)
        };
        place(a).cmp(&place(b))
    }
}
