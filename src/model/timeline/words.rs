//! The words of an event by which a search finds it.

use std::collections::HashMap;
use std::hint::black_box;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memchr;
use rayon::prelude::*;

use crate::model::among::ones;
use crate::model::batch::{BATCH, Batch, Part};
use crate::model::fold::{Wanted, fold_onto};
use crate::model::near::partition_from;

use super::signs::Signs;
use super::{EventIx, Facet, Passage, Sought, StatementIx, Timeline, Via};

/// The folded words of all events, each batch made when it is first looked at; a timeline as it was known on a
/// day shares those of the whole.
#[derive(Debug, Clone, Default)]
pub(super) struct FoldedWords {
    batches: Arc<[OnceLock<Folded>]>,
    /// Those of the events of which only a part is known.
    partly: Arc<OnceLock<HashMap<EventIx, Folded>>>,
}

/// The folded words of some events, one event behind the other.
#[derive(Debug, Default)]
pub(super) struct Folded {
    text: String,
    /// Where those of each event end.
    ends: Vec<u32>,
    /// A bit for every byte: does a letter begin there that was a capital one?
    capitals: Vec<u64>,
    signs: Signs,
}

/// So many bytes are passed over at once before words are looked for in them: who goes from event to event waits for
/// memory at each.
const AT_ONCE: usize = 1 << 14;

/// No text has this byte.
const NOWHERE: u8 = 0xff;

/// With so few events of a batch to look at they are looked at one by one.
const FEW: usize = BATCH / 16;

impl FoldedWords {
    /// Room for the words of so many events.
    pub fn room(count: usize) -> Self {
        Self { batches: Batch::all(count).map(|_| OnceLock::new()).collect(), ..Self::default() }
    }

    /// The same words, of a timeline as it was known on another day.
    pub fn as_known(&self) -> Self {
        Self { batches: Arc::clone(&self.batches), ..Self::default() }
    }
}

impl Folded {
    fn push(&mut self, part: &str) {
        let Self { text, capitals, .. } = self;
        fold_onto(part, text, |at| {
            if at / 64 >= capitals.len() {
                capitals.resize(at / 64 + 1, 0);
            }
            capitals[at / 64] |= 1 << (at % 64);
        });
        self.text.push('\n');
    }

    /// The event whose words were put in last has no more.
    fn close(&mut self) {
        let nth = self.ends.len();
        self.signs.sign(&self.text.as_bytes()[self.begin(nth)..], nth);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    fn is_capital(&self, at: usize) -> bool {
        self.capitals.get(at / 64).is_some_and(|bits| bits & (1 << (at % 64)) != 0)
    }

    fn begin(&self, nth: usize) -> usize {
        nth.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }

    fn of(&self, nth: usize) -> &str {
        &self.text[self.begin(nth)..self.ends[nth] as usize]
    }

    /// Where the words first stand between these bytes, in their case where that counts.
    fn find(&self, words: &Wanted, mut from: usize, to: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if let ([letter], true) = (words.finder().needle(), words.is_cased()) {
            return self.find_capital(*letter, from, to);
        }
        loop {
            let at = from + words.finder().find(&bytes[from..to])?;
            if words.are_in_case(|byte| self.is_capital(at + byte)) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// Where a letter that was a capital one first stands between these bytes: most letters were none, so that it is sooner
    /// found among these.
    fn find_capital(&self, letter: u8, from: usize, to: usize) -> Option<usize> {
        let words = from / 64..self.capitals.len().min(to.div_ceil(64));
        let capitals = words.flat_map(|word| ones(self.capitals[word]).map(move |bit| word * 64 + bit));
        let mut between = capitals.skip_while(|at| *at < from).take_while(|at| *at < to);
        between.find(|at| self.text.as_bytes()[*at] == letter)
    }

    /// The events in which the words stand, as far as they are asked for.
    fn with(&self, words: &Wanted, asked: &Part) -> Part {
        if words.finder().needle().is_empty() {
            return asked.clone();
        }
        let asked = &asked.in_rows(self.signs.rows_with(words.finder().needle()));
        if asked.len() <= FEW {
            return asked.filter(|nth| {
                nth < self.ends.len() && self.find(words, self.begin(nth), self.ends[nth] as usize).is_some()
            });
        }
        let mut part = Part::default();
        asked.runs().for_each(|run| self.search(words, run, asked, &mut part));
        &part & asked
    }

    /// The event, from the nth on and before the `end`, whose words a byte is one of; most often it is near.
    fn event_at(&self, nth: usize, end: usize, byte: usize) -> usize {
        partition_from(&self.ends[..end], nth, |end| *end as usize <= byte)
    }

    /// Puts the events of a run in in which the words stand: all that are asked for, and some of the others.
    fn search(&self, words: &Wanted, run: Range<usize>, asked: &Part, part: &mut Part) {
        let (mut nth, end) = (run.start, run.end.min(self.ends.len()));
        let (mut near, to) = (0, self.begin(end));
        while let Some(next) = asked.next(nth).filter(|next| *next < end) {
            let from = self.begin(next);
            if from >= near {
                near = to.min(from + AT_ONCE);
                black_box(memchr(NOWHERE, &self.text.as_bytes()[from..near]));
            }
            let Some(at) = self.find(words, from, to) else { break };
            nth = self.event_at(next, end, at);
            part.insert(nth);
            // No more is asked of an event in which they stand.
            nth += 1;
        }
    }
}

impl Timeline {
    /// The words of an event as [`crate::model::fold::fold`] has them, for searching: its own and its quotes'. Names
    /// of what few things are named by many events are not among them: [`Sought`] knows those.
    #[must_use]
    pub fn folded(&self, event: EventIx) -> &str {
        match self.partly_known().get(&event) {
            Some(folded) => folded.of(0),
            None if !self.has_event(event) => "",
            None => self.folded_batch(Batch::of(event)).of(event.at() % BATCH),
        }
    }

    /// Do the words stand somewhere in the event: in what is its own, in its quotes or in a name of what it names? Names
    /// are looked through for all events at once, so that the same [`Sought`] is meant to be put to many.
    #[must_use]
    pub fn holds_words(&self, event: EventIx, sought: &Sought) -> bool {
        let nth = event.at() % BATCH;
        self.has_event(event) && self.with_words(Batch::of(event), sought, &Part::only(event)).has(nth)
    }

    /// The events of a batch in which the words stand, as far as they are asked for.
    #[must_use]
    pub fn with_words(&self, batch: Batch, sought: &Sought, asked: &Part) -> Part {
        let naming = &self.naming(sought).part(batch) & asked;
        &naming | &self.with_own_words(batch, sought.words(), &(asked & &!&naming))
    }

    /// As [`Timeline::with_words`], aside from names that [`Sought`] knows.
    fn with_own_words(&self, batch: Batch, words: &Wanted, asked: &Part) -> Part {
        let mut part = self.folded_batch(batch).with(words, asked);
        let partly = self.partly_known();
        if !partly.is_empty() {
            part = asked.filter(|nth| match partly.get(&EventIx::of(batch.first().at() + nth)) {
                Some(folded) => folded.find(words, 0, folded.text.len()).is_some(),
                None => part.has(nth),
            });
        }
        if !words.is_ambiguous() {
            return part;
        }
        part.filter(|nth| {
            let mut stands = false;
            let event = EventIx::of(batch.first().at() + nth);
            self.each_part(event, |passage| self.has(passage), &mut |part| stands = stands || words.stand_in(part));
            stands
        })
    }

    /// Are the words of a batch at hand?
    #[must_use]
    pub fn has_words_of(&self, batch: Batch) -> bool {
        self.folded.batches.get(batch.at()).is_some_and(|folded| folded.get().is_some())
    }

    /// Makes the words of some batches, on all cores, so that a search need not.
    pub fn fold_batches(&self, batches: &[Batch]) {
        batches.par_iter().for_each(|batch| {
            self.folded_batch(*batch);
        });
    }

    fn folded_batch(&self, batch: Batch) -> &Folded {
        self.folded.batches[batch.at()].get_or_init(|| {
            // Read in passing: what is only searched need not be kept as records.
            let unread = self.unread();
            let mut folded = Folded { ends: Vec::with_capacity(BATCH), ..Folded::default() };
            for event in batch.events(self.records.len()).map(EventIx::of) {
                unread.each_part(event, |_| true, &mut |part| folded.push(part));
                folded.close();
            }
            folded.text.shrink_to_fit();
            folded.capitals.shrink_to_fit();
            folded
        })
    }

    /// The words of the events that are known in part, of a timeline as it was known on a day.
    fn partly_known(&self) -> &HashMap<EventIx, Folded> {
        self.folded.partly.get_or_init(|| {
            let of_event = |event: EventIx| {
                let mut folded = Folded::default();
                self.each_part(event, |passage| self.has(passage), &mut |part| folded.push(part));
                folded.close();
                (event, folded)
            };
            self.known_in_part().into_iter().map(of_event).collect()
        })
    }

    /// Every part of an event in which words are looked for, as far as its passages are `known`, but for those that
    /// [`Sought`] knows; no match runs across two.
    fn each_part(&self, event: EventIx, known: impl Fn(Passage) -> bool, put: &mut impl FnMut(&str)) {
        let view = self.event(event);
        let record = &self.records[event.at()];
        let own = [Some(view.title()), view.id(), view.summary(), view.printed(), view.note()];
        own.into_iter().flatten().for_each(&mut *put);
        let names_actors = !self.looks_aside(Facet::Actor);
        if names_actors {
            view.actors().iter().flat_map(|actor| self.actor(*actor).names()).for_each(&mut *put);
        }
        if !self.looks_aside(Facet::Tag) {
            view.tags().for_each(&mut *put);
        }
        if !self.looks_aside(Facet::Place) {
            view.place().into_iter().for_each(&mut *put);
        }
        let has_topics = !self.looks_aside(Facet::Topic);
        let statements = || self.rows.statements_of(event).map(StatementIx).zip(&record.statements);
        let statements = || statements().filter(|(ix, _)| known(Passage::Statement(*ix)));
        for (ix, record) in statements() {
            let said = self.statement(ix);
            match said.speaker() {
                None => put(said.speaker_name()),
                Some(speaker) if names_actors && !view.actors().contains(&speaker) => {
                    self.actor(speaker).names().for_each(&mut *put);
                }
                Some(_) => {}
            }
            record.says.as_deref().into_iter().for_each(&mut *put);
            for via in said.via() {
                match via {
                    Via::Source(source) => self.source(*source).tell_name(&mut *put),
                    Via::Actor(actor) => self.actor(*actor).names().for_each(&mut *put),
                }
            }
            if has_topics {
                record.topics.iter().for_each(|topic| put(topic));
            }
        }
        statements().filter_map(|(_, said)| said.quote.as_deref()).for_each(&mut *put);
        let evidence = (0..).zip(&record.evidence).filter(|(nth, _)| known(Passage::Evidence(event, *nth)));
        evidence.filter_map(|(_, evidence)| evidence.quote.as_deref()).for_each(put);
    }
}
