//! The order of time, where it is open, and the posting lists that follow it.

use std::cmp::{Ordering, Reverse};

use crate::model::date::When;

use super::words::FoldedWords;
use super::{ActorIx, EventIx, Index, StatementIx, Timeline};

/// Dated before undated, by [`When::order`]; equal dates stay in the order of the files.
fn by_date(a: Option<&When>, b: Option<&When>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.order(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

impl Timeline {
    pub(super) fn put_in_order(&mut self) {
        let mut order: Vec<EventIx> = self.events().collect();
        order.sort_by(|a, b| by_date(self.event(*a).when(), self.event(*b).when()));
        self.order.clone_from(&order);
        self.rank_along(&order);
    }

    /// Ranks the events of the order, and those besides that `all` has, which stand where they would.
    pub(super) fn rank_along(&mut self, all: &[EventIx]) {
        let mut rank = vec![0; self.document.events.len()];
        let mut at = 0;
        for event in all {
            rank[event.at()] = EventIx::of(at).0;
            at += usize::from(self.order.get(at) == Some(event));
        }
        self.rank = rank;
        let open = self.open_among(&self.order);
        self.order_is_open = vec![false; self.document.events.len()];
        for (event, open) in self.order.iter().zip(open) {
            self.order_is_open[event.at()] = open;
        }
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

    pub(super) fn build_index(&mut self) {
        let mut index = Index {
            statements_of_actor: vec![Vec::new(); self.document.actors.0.len()],
            events_of_actor: vec![Vec::new(); self.document.actors.0.len()],
            actors_by_weight: Vec::new(),
            passages_of_source: vec![Vec::new(); self.document.sources.0.len()],
            statements_via: vec![Vec::new(); self.document.sources.0.len()],
            folded: FoldedWords::room(self.document.events.len()),
            times: self.index.times.clone(),
        };
        for event in &self.order {
            for actor in &self.events[event.at()].actors {
                index.events_of_actor[actor.at()].push(*event);
            }
            for statement in self.event(*event).statements() {
                if let Some(speaker) = self.statements[statement.at()].speaker {
                    index.statements_of_actor[speaker.at()].push(statement);
                    index.events_of_actor[speaker.at()].push(*event);
                }
                for source in self.statements[statement.at()].via.iter().filter_map(|via| via.source()) {
                    index.statements_via[source.at()].push(statement);
                }
            }
            for passage in self.event(*event).passages() {
                if let Some(source) = self.passage(passage).source() {
                    index.passages_of_source[source.at()].push(passage);
                }
            }
        }
        index.events_of_actor.iter_mut().for_each(Vec::dedup);
        index.statements_via.iter_mut().for_each(Vec::dedup);
        for list in &mut index.statements_of_actor {
            list.sort_by(|a, b| self.compare_statements(*a, *b));
        }
        let weight = |actor: &ActorIx| {
            let (statements, events) = (&index.statements_of_actor[actor.at()], &index.events_of_actor[actor.at()]);
            Reverse((statements.len(), events.len()))
        };
        let mut by_weight: Vec<ActorIx> = self.actors().collect();
        by_weight.sort_by_key(weight);
        index.actors_by_weight = by_weight;
        self.index = index;
    }

    /// The order of statements: by when they were made, then by the order of their events.
    #[must_use]
    pub fn compare_statements(&self, a: StatementIx, b: StatementIx) -> Ordering {
        let place = |statement: StatementIx| (self.rank(self.statement(statement).event()), statement);
        by_date(self.statement(a).when(), self.statement(b).when()).then_with(|| place(a).cmp(&place(b)))
    }
}
