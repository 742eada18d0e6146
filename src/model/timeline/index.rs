//! Posting lists, each in the order of time and made when it is first wanted.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::fast::RandomState;

use crate::model::threads::{each_at_once, in_pieces};

use super::lists::Lists;
use super::order::Key;
use super::{ActorIx, DisputeIx, EventIx, Passage, SourceIx, StatementIx, Timeline};

/// What actors and sources lead to.
#[derive(Debug, Default)]
pub(super) struct Index {
    statements_of_actor: OnceLock<Lists<StatementIx>>,
    events_of_actor: OnceLock<Lists<EventIx>>,
    actors_by_weight: OnceLock<Vec<ActorIx>>,
    passages_of_source: OnceLock<Lists<Passage>>,
    /// How many events each source carries.
    events_of_source: OnceLock<Vec<u32>>,
    disputes_of_source: OnceLock<HashMap<SourceIx, Vec<DisputeIx>, RandomState>>,
    statements_via: OnceLock<Lists<StatementIx>>,
}

/// How many actors have their statements put in order by one thread before it takes the next of them.
const ACTORS: usize = 64;

/// How many sources have their events counted by one thread before it takes the next of them.
const SOURCES: usize = 4096;

/// Where a statement stands in the order in which statements were made.
type StatementPlace = (Key, usize, StatementIx);

impl Timeline {
    /// Makes all posting lists.
    pub(super) fn make_index(&self) {
        let _ = (self.actors_by_weight(), self.passages_of_each(), self.statements_via_each());
        if self.sources().len() > 0 {
            let _ = (self.events_carried(SourceIx(0)), self.disputes_quoting(SourceIx(0)));
        }
    }

    /// The statements of an actor, in the order in which they were made.
    #[must_use]
    pub fn statements_of(&self, actor: ActorIx) -> &[StatementIx] {
        self.statements_of_each().of(actor.at())
    }

    /// The events in which an actor takes part or speaks, in order.
    #[must_use]
    pub fn events_of(&self, actor: ActorIx) -> &[EventIx] {
        self.events_of_each().of(actor.at())
    }

    /// Every actor, those with the most statements first, then those with the most events.
    #[must_use]
    pub fn actors_by_weight(&self) -> &[ActorIx] {
        self.index.actors_by_weight.get_or_init(|| {
            let (statements, events) = (self.statements_of_each(), self.events_of_each());
            let mut actors: Vec<ActorIx> = self.actors().collect();
            actors.sort_by_key(|actor| Reverse((statements.of(actor.at()).len(), events.of(actor.at()).len())));
            actors
        })
    }

    /// The passages of a source, in order of their events.
    #[must_use]
    pub fn passages_of(&self, source: SourceIx) -> &[Passage] {
        self.passages_of_each().of(source.at())
    }

    /// How many events these passages are of.
    #[must_use]
    pub fn events_carried(&self, source: SourceIx) -> usize {
        let count = |source: usize| {
            let events = self.passages_of(SourceIx::of(source)).chunk_by(|a, b| a.event(self) == b.event(self));
            u32::try_from(events.count()).unwrap_or(u32::MAX)
        };
        let of_piece = |piece: Range<usize>| piece.map(count).collect::<Vec<u32>>();
        let counts = || in_pieces(self.document.sources.len(), SOURCES, of_piece).concat();
        self.index.events_of_source.get_or_init(counts)[source.at()] as usize
    }

    /// The disputes of which the very words of a source are a side, in the order of the files.
    #[must_use]
    pub fn disputes_quoting(&self, source: SourceIx) -> &[DisputeIx] {
        let of_each = self.index.disputes_of_source.get_or_init(|| {
            let mut of_each: HashMap<SourceIx, Vec<DisputeIx>, RandomState> = HashMap::default();
            for dispute in self.disputes() {
                for source in dispute.sides().filter_map(|side| side.source()) {
                    let own = of_each.entry(source).or_default();
                    if own.last() != Some(&dispute.ix()) {
                        own.push(dispute.ix());
                    }
                }
            }
            of_each
        });
        of_each.get(&source).map_or(&[], Vec::as_slice)
    }

    /// The statements that came through a source, in order of their events.
    #[must_use]
    pub fn statements_via(&self, source: SourceIx) -> &[StatementIx] {
        self.statements_via_each().of(source.at())
    }

    /// The order of statements: by when they were made, then by the order of their events.
    #[must_use]
    pub fn compare_statements(&self, a: StatementIx, b: StatementIx) -> Ordering {
        self.place_of_statement(a).cmp(&self.place_of_statement(b))
    }

    fn place_of_statement(&self, statement: StatementIx) -> StatementPlace {
        let view = self.statement(statement);
        (Key::of(view.when()), self.rank(view.event()), statement)
    }

    fn statements_of_each(&self) -> &Lists<StatementIx> {
        self.index.statements_of_actor.get_or_init(|| {
            let spoken = |rank: usize| {
                let statements = self.event(self.order()[rank]).statements();
                statements.filter_map(|ix| Some((self.statement(ix).speaker()?.at(), ix)))
            };
            let mut lists = Lists::gathered_of(self.document.actors.0.len(), self.order().len(), spoken);
            each_at_once(&mut lists.all_mut(), ACTORS, |_, list| self.put_statements_in_order(list));
            lists
        })
    }

    /// Puts statements that stand in the order of their events in that in which they were made.
    fn put_statements_in_order(&self, statements: &mut [StatementIx]) {
        // Without a date of its own each was made when its event was.
        let is_dated = |statement: &StatementIx| self.rows.said.get(*statement).is_some();
        if statements.iter().any(is_dated) {
            statements.sort_by_cached_key(|statement| self.place_of_statement(*statement));
        }
    }

    fn events_of_each(&self) -> &Lists<EventIx> {
        self.index.events_of_actor.get_or_init(|| {
            let involved = |rank: usize| {
                let event = self.order()[rank];
                self.involved(event).map(move |actor| (actor.at(), event))
            };
            Lists::gathered_of(self.document.actors.0.len(), self.order().len(), involved)
        })
    }

    fn passages_of_each(&self) -> &Lists<Passage> {
        self.index.passages_of_source.get_or_init(|| {
            let sourced = |rank: usize| {
                let passages = self.event(self.order()[rank]).passages();
                passages.filter_map(|passage| Some((self.passage(passage).source()?.at(), passage)))
            };
            Lists::gathered_of(self.document.sources.len(), self.order().len(), sourced)
        })
    }

    fn statements_via_each(&self) -> &Lists<StatementIx> {
        self.index.statements_via.get_or_init(|| {
            let came = |rank: usize| {
                self.event(self.order()[rank]).statements().flat_map(|statement| {
                    let via = self.statement(statement).via().iter().filter_map(|via| via.source());
                    via.map(move |source| (source.at(), statement))
                })
            };
            Lists::gathered_of(self.document.sources.len(), self.order().len(), came)
        })
    }

    /// Who takes part in an event, then who speaks in it; some more than once.
    pub(super) fn involved(&self, event: EventIx) -> impl Iterator<Item = ActorIx> {
        let speaks = self.event(event).statements().filter_map(|statement| self.statement(statement).speaker());
        self.rows.actors.of(event.at()).iter().copied().chain(speaks)
    }
}
