//! What the records of events name and when they are, as flat rows: made in one pass over the records, on all cores.

use std::collections::HashMap;
use std::ops::Range;

use compact_str::CompactString;
use foldhash::fast::RandomState;

use crate::model::cores::in_waves;
use crate::model::date::When;
use crate::model::document::quick::Words;
use crate::model::document::{EventRef, Events, EvidenceRef, GivenUp, Met, StatementRef, Text, Voice};
use crate::model::progress::Progress;

use super::ids::hash;
use super::lists::Lists;
use super::lookup::{Miss, Noun};
use super::{ActorIx, EventIx, SourceIx, StatementIx, Via};

/// How many events are read by one thread before it takes the next of them; fewer are read by one alone.
const BATCH: usize = 2048;

/// Ids that are named often, with their numbers. Most ids are short and stand in the table itself.
pub(super) type Names<Ix> = HashMap<CompactString, Ix, RandomState>;

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

/// Texts that stand in many records, each once, and the numbers of those that each record has.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    pub names: Vec<Box<str>>,
    pub of: Lists<u32>,
    numbers: HashMap<Box<str>, u32, RandomState>,
}

impl Values {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    fn push<'t>(&mut self, names: impl IntoIterator<Item = &'t Words<'t>>) {
        names.into_iter().for_each(|name| {
            let number = self.number(name);
            self.of.add(number);
        });
        self.of.end();
    }

    /// Those of some records; names that these do not have are not among them.
    fn stretch(&self, range: Range<usize>) -> Self {
        let mut stretch = Self::default();
        let mut numbers = vec![None; self.names.len()];
        for at in range {
            let number =
                |old: &u32| *numbers[*old as usize].get_or_insert_with(|| stretch.number(&self.names[*old as usize]));
            let list: Vec<u32> = self.of.of(at).iter().map(number).collect();
            stretch.of.push(list);
        }
        stretch
    }

    fn append(&mut self, other: &Self) {
        let numbers: Vec<u32> = other.names.iter().map(|name| self.number(name)).collect();
        self.of.append(&other.of, |number| numbers[number as usize]);
    }
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
    /// When a statement was made, where it says so itself.
    pub said: HashMap<StatementIx, When, RandomState>,
    /// When a piece of evidence dates its event, by the event and its place among the evidence.
    pub dated: HashMap<(EventIx, u32), When, RandomState>,
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
        let said = self.said.iter().filter(|(statement, _)| statements.contains(&statement.at()));
        let dated = self.dated.iter().filter(|((event, _), _)| events.contains(&event.at()));
        let rows = self.statements[statements.clone()].iter();
        let first = |first: &u32| StatementIx::of(*first as usize - statements.start).0;
        Self {
            when: self.when[events.clone()].to_vec(),
            first_statement: self.first_statement[events.clone()].iter().map(first).collect(),
            actors: self.actors.stretch(events.clone()),
            evidence: self.evidence.stretch(events.clone()),
            statements: rows.map(|row| StatementRow { event: moved(row.event), ..*row }).collect(),
            via: self.via.stretch(statements.clone()),
            said: said.map(|(ix, when)| (StatementIx::of(ix.at() - statements.start), *when)).collect(),
            dated: dated.map(|((event, nth), when)| ((moved(*event), *nth), *when)).collect(),
            tags: self.tags.stretch(events.clone()),
            places: self.places.stretch(events.clone()),
            topics: self.topics.stretch(statements.clone()),
        }
    }

    /// The place of a statement among those of its event.
    pub fn nth(&self, statement: StatementIx) -> usize {
        (statement.0 - self.first_statement[self.statements[statement.at()].event.at()]) as usize
    }

    fn make_room(&mut self, one: &Self, likely: impl Fn(usize) -> usize) {
        self.when.reserve(likely(one.when.len()));
        self.first_statement.reserve(likely(one.first_statement.len()));
        self.statements.reserve(likely(one.statements.len()));
        self.actors.make_room(&one.actors, &likely);
        self.evidence.make_room(&one.evidence, &likely);
        self.via.make_room(&one.via, &likely);
        for (own, one) in
            [(&mut self.tags, &one.tags), (&mut self.places, &one.places), (&mut self.topics, &one.topics)]
        {
            own.of.make_room(&one.of, &likely);
        }
    }

    fn append(&mut self, other: &Self) {
        let (events, statements) = (EventIx::of(self.events()).0, StatementIx::of(self.statements.len()).0);
        let moved = |event: EventIx| EventIx(events + event.0);
        let own = self;
        let of_events = || {
            own.when.extend_from_slice(&other.when);
            own.first_statement.extend(other.first_statement.iter().map(|first| statements + first));
            own.actors.append(&other.actors, |actor| actor);
            own.evidence.append(&other.evidence, |row| row);
            own.dated.extend(other.dated.iter().map(|((event, nth), when)| ((moved(*event), *nth), *when)));
            own.tags.append(&other.tags);
            own.places.append(&other.places);
        };
        let of_statements = || {
            own.statements.extend(other.statements.iter().map(|row| StatementRow { event: moved(row.event), ..*row }));
            own.via.append(&other.via, |via| via);
            own.said.extend(other.said.iter().map(|(statement, when)| (StatementIx(statements + statement.0), *when)));
            own.topics.append(&other.topics);
        };
        rayon::join(of_events, of_statements);
    }
}

/// What the events of some documents may name.
pub(super) struct Known<'t> {
    pub actors: &'t Names<ActorIx>,
    pub sources: &'t Names<SourceIx>,
    /// How ids are hashed.
    pub hashes: &'t RandomState,
    /// Told how many bytes of events were read.
    pub progress: &'t Progress,
}

/// What a pass over events comes upon.
#[derive(Default)]
pub(super) struct Passed {
    pub rows: Rows,
    /// The ids of events and of statements, hashed, each with its number.
    pub event_ids: Vec<(u32, u32)>,
    pub statement_ids: Vec<(u32, u32)>,
    /// Names that nothing bears.
    pub misses: Vec<Miss>,
    /// The ids of statements that a statement revises; they are known when all were read.
    pub revises: Vec<(StatementIx, Vec<Text>)>,
    pub met: Met,
}

impl Passed {
    fn take(&mut self, event: &EventRef, known: &Known) {
        let ix = EventIx::of(self.rows.events());
        if let Some(id) = event.id {
            self.event_ids.push((hash(known.hashes, &id), ix.0));
        }
        self.rows.when.push(event.date.map(|date| date.when));
        self.rows.first_statement.push(StatementIx::of(self.rows.statements.len()).0);
        self.take_names(event, known);
        self.rows.tags.push(event.tags);
        self.rows.places.push(&event.place);
        event.evidence.iter().zip(0..).for_each(|(evidence, nth)| self.take_date(ix, nth, evidence));
        event.statements.iter().for_each(|statement| self.take_statement(ix, statement, known));
    }

    fn take_names(&mut self, event: &EventRef, known: &Known) {
        let misses = &mut self.misses;
        self.rows.actors.push(event.actors.iter().filter_map(|name| find(known.actors, Noun::Actor, name, misses)));
        self.rows.evidence.push(event.evidence.iter().map(|evidence| EvidenceRow {
            source: find(known.sources, Noun::Source, &evidence.source, misses),
            has_quote: evidence.quote.is_some(),
        }));
    }

    fn take_date(&mut self, event: EventIx, nth: u32, evidence: &EvidenceRef) {
        if let Some(date) = evidence.date {
            self.rows.dated.insert((event, nth), date.when);
        }
    }

    fn take_statement(&mut self, event: EventIx, statement: &StatementRef, known: &Known) {
        let ix = StatementIx::of(self.rows.statements.len());
        let misses = &mut self.misses;
        self.rows.statements.push(StatementRow {
            event,
            speaker: find(known.actors, Noun::Actor, &statement.speaker, misses),
            source: statement.source.and_then(|name| find(known.sources, Noun::Source, &name, misses)),
            voice: statement.voice,
            has_quote: statement.quote.is_some(),
        });
        self.rows.via.push(statement.via.iter().filter_map(|name| {
            let via = known.sources.get(&**name).copied().map(Via::Source);
            let via = via.or_else(|| known.actors.get(&**name).copied().map(Via::Actor));
            found(via, Noun::SourceOrActor, name, misses)
        }));
        if let Some(id) = statement.id {
            self.statement_ids.push((hash(known.hashes, &id), ix.0));
        }
        if let Some(said) = statement.said {
            self.rows.said.insert(ix, said.when);
        }
        if !statement.revises.is_empty() {
            self.revises.push((ix, statement.revises.iter().map(kept).collect()));
        }
        self.rows.topics.push(statement.topics);
    }

    /// Makes room for so many of about the size of this one, so that rows are not moved as they grow; not for more than
    /// most files have, since the first may be unlike the others.
    fn make_room(&mut self, one: &Self, count: usize) {
        let likely = |length: usize| length.min(2 * BATCH) * count;
        self.event_ids.reserve(likely(one.event_ids.len()));
        self.statement_ids.reserve(likely(one.statement_ids.len()));
        self.rows.make_room(&one.rows, likely);
    }

    pub fn append(&mut self, other: Self) {
        let (events, statements) = (EventIx::of(self.rows.events()).0, StatementIx::of(self.rows.statements.len()).0);
        self.event_ids.extend(other.event_ids.iter().map(|(hash, ix)| (*hash, events + ix)));
        self.statement_ids.extend(other.statement_ids.iter().map(|(hash, ix)| (*hash, statements + ix)));
        let revises = other.revises.into_iter().map(|(ix, ids)| (StatementIx(statements + ix.0), ids));
        self.revises.extend(revises);
        self.misses.extend(other.misses);
        self.met.findings.extend(other.met.findings);
        self.met.none.extend(other.met.none);
        self.rows.append(&other.rows);
    }

    /// Reads some events for the first time, and makes their rows.
    ///
    /// # Errors
    /// The file whose events cannot be read one at a time.
    pub fn over(events: &Events, range: Range<usize>, known: &Known) -> Result<Self, GivenUp> {
        let batch = |from: &usize| {
            let (mut batch, range) = (Self::default(), *from..range.end.min(from + BATCH));
            batch.met = events.meet(range.clone(), |event| batch.take(event, known))?;
            known.progress.add(events.bytes(range));
            Ok(batch)
        };
        if range.len() <= BATCH {
            return batch(&range.start);
        }
        let (begins, mut all): (Vec<usize>, _) = (range.clone().step_by(BATCH).collect(), Self::default());
        let put = |batch: Self| {
            if all.rows.when.is_empty() {
                all.make_room(&batch, begins.len());
            }
            all.append(batch);
        };
        in_waves(&begins, batch, put)?;
        Ok(all)
    }
}

fn find<Ix: Copy>(names: &Names<Ix>, noun: Noun, name: &Words, misses: &mut Vec<Miss>) -> Option<Ix> {
    found(names.get(&**name).copied(), noun, name, misses)
}

/// The words apart from their file.
fn kept(words: &Words) -> Text {
    Text { value: words.text.into(), place: words.place }
}

/// What was found under a name; a miss where that is nothing.
fn found<Ix>(found: Option<Ix>, noun: Noun, name: &Words, misses: &mut Vec<Miss>) -> Option<Ix> {
    // A required text that is missing has its own finding already.
    if found.is_none() && !name.is_empty() {
        misses.push(Miss { name: kept(name), noun });
    }
    found
}
