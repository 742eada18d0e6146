//! What a first pass over the events of some documents comes upon: their rows, made on all cores, and their ids.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use compact_str::CompactString;
use foldhash::fast::RandomState;

use crate::model::document::quick::Words;
use crate::model::document::{DatedRef, EventRef, Events, EvidenceRef, GivenUp, Met, StatementRef, Text};
use crate::model::progress::Progress;
use crate::model::threads::in_order;

use super::asked::{Asked, By};
use super::ids::hash;
use super::lookup::{Miss, Noun};
use super::registry::Registry;
use super::rows::{EvidenceRow, Rows, StatementRow};
use super::{ActorIx, EventIx, SourceIx, StatementIx, Via};

/// No room is made for more rows before they are there: those that come may be fewer.
const MOST_ROOM: usize = 1 << 22;

/// How many events are read by one thread before it takes the next of them; fewer are read by one alone.
const BATCH: usize = 2048;

/// What the events of some documents may name.
pub(super) struct Known<'t> {
    pub actors: &'t Registry<ActorIx>,
    pub sources: &'t Registry<SourceIx>,
    /// How ids are hashed.
    pub hashes: &'t RandomState,
    /// Told how many bytes of events were read.
    pub progress: &'t Progress,
}

/// What a pass over events comes upon.
#[derive(Default)]
pub(super) struct Passed {
    pub rows: Rows,
    /// The sources that were named and are not looked up yet.
    pub asked: Asked,
    /// The ids of events and of statements, hashed, each with its number.
    pub event_ids: Vec<(u32, u32)>,
    pub statement_ids: Vec<(u32, u32)>,
    /// The latter as they are written, as far as they were read in this pass.
    pub statement_names: Vec<(CompactString, u32)>,
    /// Names that nothing bears.
    pub misses: Vec<Miss>,
    /// The ids of statements that a statement revises; they are known when all were read.
    pub revises: Vec<(StatementIx, Vec<Text>)>,
    pub met: Met,
}

impl Passed {
    pub fn take(&mut self, event: &EventRef, known: &Known) {
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
        event.statements.iter().for_each(|statement| self.take_statement((ix, event), statement, known));
    }

    fn take_names(&mut self, event: &EventRef, known: &Known) {
        let misses = &mut self.misses;
        self.rows.actors.push(event.actors.iter().filter_map(|name| find(known.actors, Noun::Actor, name, misses)));
        let first = self.rows.evidence.all().len();
        self.rows.evidence.push(event.evidence.iter().zip(first..).map(|(evidence, at)| {
            self.asked.ask(&evidence.source, By::Evidence(at), known.sources);
            EvidenceRow { source: None, has_quote: evidence.quote.is_some() }
        }));
    }

    fn take_date(&mut self, event: EventIx, nth: u32, evidence: &EvidenceRef) {
        if let Some(date) = evidence.date {
            self.rows.dated.push((event, nth), date.when);
        }
    }

    fn take_statement(&mut self, (event, of): (EventIx, &EventRef), statement: &StatementRef, known: &Known) {
        let ix = StatementIx::of(self.rows.statements.len());
        let misses = &mut self.misses;
        if let Some(name) = statement.source {
            self.asked.ask(&name, By::Statement(ix.at()), known.sources);
        }
        self.rows.statements.push(StatementRow {
            event,
            speaker: find(known.actors, Noun::Actor, &statement.speaker, misses),
            source: None,
            voice: statement.voice,
            has_quote: statement.quote.is_some(),
        });
        self.rows.via.push(statement.via.iter().filter_map(|name| {
            let via = known.sources.get(name).map(Via::Source);
            let via = via.or_else(|| known.actors.get(name).map(Via::Actor));
            found(via, Noun::SourceOrActor, name, misses)
        }));
        if let Some(id) = statement.id {
            self.statement_ids.push((hash(known.hashes, &id), ix.0));
            self.statement_names.push((CompactString::from(&*id), ix.0));
        }
        // Said in the very words of the event's date it is said at that date.
        let is_otherwise = |said: &DatedRef| of.date.is_none_or(|date| *date.words != *said.words);
        if let Some(said) = statement.said.filter(is_otherwise) {
            self.rows.said.push(ix, said.when);
        }
        if !statement.revises.is_empty() {
            self.revises.push((ix, statement.revises.iter().map(kept).collect()));
        }
        self.rows.topics.push(statement.topics);
    }

    /// Looks up the sources that were named. What is taken in one batch is asked for at once.
    pub fn answer(&mut self, known: &Known) {
        let Self { rows, asked, misses, .. } = self;
        asked.answer(known.sources, rows.evidence.things(), &mut rows.statements, |name| {
            let _none = found(None::<SourceIx>, Noun::Source, &name, misses);
        });
    }

    /// Makes room for so many of about the size of this one, so that rows are not moved as they grow; not for more than
    /// most files have, since the first may be unlike the others.
    fn make_room(&mut self, one: &Self, count: usize) {
        let likely = |length: usize| (length.min(2 * BATCH) * count).min(MOST_ROOM);
        self.event_ids.reserve(likely(one.event_ids.len()));
        self.statement_ids.reserve(likely(one.statement_ids.len()));
        self.rows.make_room(&one.rows, likely);
    }

    /// Puts what was come upon in more events behind this, which is taken out of there.
    pub fn append(&mut self, other: &mut Self) {
        let (events, statements) = (EventIx::of(self.rows.events()).0, StatementIx::of(self.rows.statements.len()).0);
        self.event_ids.extend(other.event_ids.iter().map(|(hash, ix)| (*hash, events + ix)));
        self.statement_ids.extend(other.statement_ids.iter().map(|(hash, ix)| (*hash, statements + ix)));
        let names = other.statement_names.drain(..);
        self.statement_names.extend(names.map(|(name, ix)| (name, statements + ix)));
        let revises = other.revises.drain(..).map(|(ix, ids)| (StatementIx(statements + ix.0), ids));
        self.revises.extend(revises);
        self.misses.append(&mut other.misses);
        self.met.findings.append(&mut other.met.findings);
        self.met.none.append(&mut other.met.none);
        self.rows.append(&mut other.rows);
        other.rows.clear();
        // A batch that was given up may have names that nobody looked up.
        other.asked.clear();
        other.event_ids.clear();
        other.statement_ids.clear();
    }

    /// Reads some events for the first time, and makes their rows.
    ///
    /// # Errors
    /// The file whose events cannot be read one at a time.
    pub fn over(events: &Events, range: Range<usize>, known: &Known) -> Result<Self, GivenUp> {
        let read = |range: Range<usize>, batch: &mut Self| {
            batch.met = events.meet(range.clone(), |event| batch.take(event, known))?;
            batch.answer(known);
            known.progress.add(events.bytes(range));
            Ok(())
        };
        if range.len() <= BATCH {
            let mut all = Self::default();
            return read(range, &mut all).map(|()| all);
        }
        let batch = |nth: usize| {
            let from = range.start + nth * BATCH;
            from..range.end.min(from + BATCH)
        };
        let mut all = Self::default();
        all.put_in_order(range.len().div_ceil(BATCH), |nth, rows| read(batch(nth), rows), |made| made)?;
        Ok(all)
    }

    /// Puts the rows of so many batches behind each other, which are read on all cores, as long as `go_on` takes what was
    /// made besides of each batch in turn.
    ///
    /// # Errors
    /// The first of `go_on`, which ends it.
    pub fn put_in_order<R: Send, E>(
        &mut self,
        batches: usize,
        read: impl Fn(usize, &mut Self) -> R + Sync,
        mut go_on: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        // Rows that were put behind the others leave their room to those of the next events.
        let free = Mutex::new(Vec::<Self>::new());
        let room = || free.lock().unwrap_or_else(PoisonError::into_inner);
        let make = |nth| {
            let mut rows = room().pop().unwrap_or_default();
            let made = read(nth, &mut rows);
            (rows, made)
        };
        let take = |(mut rows, made): (Self, R)| {
            if self.rows.when.is_empty() {
                self.make_room(&rows, batches);
            }
            self.append(&mut rows);
            room().push(rows);
            go_on(made)
        };
        in_order(batches, make, take)
    }
}

fn find<Ix: From<usize> + Into<usize> + Copy + Send>(
    names: &Registry<Ix>,
    noun: Noun,
    name: &Words,
    misses: &mut Vec<Miss>,
) -> Option<Ix> {
    found(names.get(name), noun, name, misses)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;
    use crate::model::timeline::asked::By;

    #[test]
    fn rows_that_are_used_again_have_no_names_of_a_batch_that_was_given_up() {
        let (actors, sources, hashes) = (Registry::default(), Registry::default(), RandomState::default());
        let known = Known { actors: &actors, sources: &sources, hashes: &hashes, progress: &Progress::default() };
        let (mut all, mut rows) = (Passed::default(), Passed::default());
        rows.asked.ask(&Words { text: "a-source", place: Place::NOWHERE }, By::Evidence(0), &sources);
        all.append(&mut rows);
        rows.answer(&known);
        assert!(rows.misses.is_empty());
    }
}
