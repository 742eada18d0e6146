//! What the records of events name and when they are, as flat rows.

use std::ops::Range;

use crate::model::date::When;
use crate::model::document::Voice;

use super::lists::Lists;
use super::sparse::Sparse;
use super::values::Values;
use super::{ActorIx, EventIx, SourceIx, StatementIx, Via};

/// Where a statement stands, and what it names.
#[derive(Debug, Clone, Copy)]
pub(super) struct StatementRow {
    pub event: EventIx,
    pub speaker: Option<ActorIx>,
    pub source: Option<SourceIx>,
    pub voice: Option<Voice>,
    pub has_quote: bool,
}

/// What a piece of evidence names.
#[derive(Debug, Clone, Copy)]
pub(super) struct EvidenceRow {
    pub source: Option<SourceIx>,
    pub has_quote: bool,
}

/// The flat rows of all events.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// When each event was.
    pub when: Vec<Option<When>>,
    /// The first statement of each event.
    pub first_statement: Vec<u32>,
    pub actors: Lists<ActorIx>,
    pub evidence: Lists<EvidenceRow>,
    pub statements: Vec<StatementRow>,
    pub via: Lists<Via>,
    /// When a statement was made, where it says so itself and otherwise than its event.
    pub said: Sparse<StatementIx, When>,
    /// When a piece of evidence dates its event, by the event and its place among the evidence.
    pub dated: Sparse<(EventIx, u32), When>,
    pub tags: Values,
    pub places: Values,
    /// Those of statements.
    pub topics: Values,
}

impl Rows {
    /// How many events there are.
    pub fn events(&self) -> usize {
        self.first_statement.len()
    }

    /// The statements of an event.
    pub fn statements_of(&self, event: EventIx) -> Range<u32> {
        let end = self.first_statement.get(event.at() + 1).copied();
        self.first_statement[event.at()]..end.unwrap_or_else(|| StatementIx::of(self.statements.len()).0)
    }

    /// The statements of some events.
    pub fn statements_in(&self, events: Range<usize>) -> Range<usize> {
        let first =
            |event: usize| self.first_statement.get(event).map_or(self.statements.len(), |first| *first as usize);
        first(events.start)..first(events.end)
    }

    /// The rows of some events, as if there were no others.
    pub fn stretch(&self, events: Range<usize>) -> Self {
        let statements = self.statements_in(events.clone());
        let moved = |event: EventIx| EventIx::of(event.at() - events.start);
        let [begin, end] = [statements.start, statements.end].map(StatementIx::of);
        let [first_event, behind] = [events.start, events.end].map(|at| (EventIx::of(at), 0));
        let rows = self.statements[statements.clone()].iter();
        let first = |first: &u32| StatementIx::of(*first as usize - statements.start).0;
        Self {
            when: self.when[events.clone()].to_vec(),
            first_statement: self.first_statement[events.clone()].iter().map(first).collect(),
            actors: self.actors.stretch(events.clone()),
            evidence: self.evidence.stretch(events.clone()),
            statements: rows.map(|row| StatementRow { event: moved(row.event), ..*row }).collect(),
            via: self.via.stretch(statements.clone()),
            said: self.said.stretch(begin..end, |statement| StatementIx(statement.0 - begin.0)),
            dated: self.dated.stretch(first_event..behind, |(event, nth)| (moved(event), nth)),
            tags: self.tags.stretch(events.clone()),
            places: self.places.stretch(events.clone()),
            topics: self.topics.stretch(statements.clone()),
        }
    }

    /// The place of a statement among those of its event.
    pub fn nth(&self, statement: StatementIx) -> usize {
        (statement.0 - self.first_statement[self.statements[statement.at()].event.at()]) as usize
    }

    /// Makes room for as many as `likely` makes of how many another has.
    pub fn make_room(&mut self, one: &Self, likely: impl Fn(usize) -> usize) {
        self.when.reserve(likely(one.when.len()));
        self.first_statement.reserve(likely(one.first_statement.len()));
        self.statements.reserve(likely(one.statements.len()));
        self.actors.make_room(&one.actors, &likely);
        self.evidence.make_room(&one.evidence, &likely);
        self.via.make_room(&one.via, &likely);
        for (own, one) in
            [(&mut self.tags, &one.tags), (&mut self.places, &one.places), (&mut self.topics, &one.topics)]
        {
            own.make_room(one, &likely);
        }
    }

    /// Puts the rows of more events behind these.
    pub fn append(&mut self, other: &mut Self) {
        let (events, statements) = (EventIx::of(self.events()).0, StatementIx::of(self.statements.len()).0);
        let moved = |event: EventIx| EventIx(events + event.0);
        self.when.extend_from_slice(&other.when);
        self.first_statement.extend(other.first_statement.iter().map(|first| statements + first));
        self.actors.append(&other.actors, |actor| actor);
        self.evidence.append(&other.evidence, |row| row);
        self.statements.extend(other.statements.iter().map(|row| StatementRow { event: moved(row.event), ..*row }));
        self.via.append(&other.via, |via| via);
        self.said.append(&other.said, |statement| StatementIx(statements + statement.0));
        self.dated.append(&other.dated, |(event, nth)| (moved(event), nth));
        self.tags.append(&mut other.tags);
        self.places.append(&mut other.places);
        self.topics.append(&mut other.topics);
    }

    /// Takes all rows out, whose room is kept.
    pub fn clear(&mut self) {
        self.when.clear();
        self.first_statement.clear();
        self.actors.clear();
        self.evidence.clear();
        self.statements.clear();
        self.via.clear();
        self.said.clear();
        self.dated.clear();
        [&mut self.tags, &mut self.places, &mut self.topics].into_iter().for_each(Values::clear);
    }
}
