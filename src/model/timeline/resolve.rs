//! Documents put together as one whose ids are known and whose references are resolved.

use std::collections::{HashMap, HashSet};

use crate::model::date::zone_minutes;
use crate::model::document::{Dispute, Document, Id, short};
use crate::model::finding::Finding;
use crate::model::place::Place;

use super::lookup::Lookup;
use super::{ActorIx, EventIx, SourceIx, StatementIx, Timeline};

/// One document of several: lists follow each other, the first title and summary count, and the
/// first of equal free keys. Two time zones are a finding, since a document has one.
pub fn put_together(documents: Vec<Document>) -> (Document, Vec<Finding>) {
    let mut all = documents.into_iter();
    let mut whole = all.next().unwrap_or_default();
    let mut findings = Vec::new();
    let mut free: HashSet<String> = whole.extra.iter().map(|(key, _)| key.clone()).collect();
    for part in all {
        findings.extend(two_zones(&whole, &part));
        whole.title = whole.title.or(part.title);
        whole.summary = whole.summary.or(part.summary);
        whole.timezone = whole.timezone.or(part.timezone);
        whole.sources.0.extend(part.sources.0);
        whole.actors.0.extend(part.actors.0);
        let before = whole.events.len();
        whole.disputes.extend(part.disputes.into_iter().map(|dispute| moved(dispute, before)));
        whole.events.extend(part.events);
        whole.views.0.extend(part.views.0);
        whole.extra.extend(part.extra.into_iter().filter(|(key, _)| free.insert(key.clone())));
    }
    (whole, findings)
}

fn two_zones(whole: &Document, part: &Document) -> Option<Finding> {
    let (first, other) = (whole.timezone.as_ref()?, part.timezone.as_ref()?);
    let finding = Finding::error("timezone", other.place, "another file has another time zone");
    (zone_minutes(first) != zone_minutes(other))
        .then(|| finding.clashing_with(first.place).hint("files read as one timeline have one `timezone`"))
}

/// A dispute whose sides `@N` count on from the events of the files before.
fn moved(mut dispute: Dispute, before: usize) -> Dispute {
    for event in dispute.sides.iter_mut().filter_map(|side| side.event.as_mut()) {
        let place = event.strip_prefix('@').and_then(|place| place.parse::<usize>().ok());
        if let Some(place) = place {
            event.value = format!("@{}", place.saturating_add(before)).into();
        }
    }
    dispute
}

/// Ids of one kind as they are given, with a finding for each that is given twice.
struct Register<'f, Ix> {
    noun: &'static str,
    ids: HashMap<String, (Ix, Place)>,
    findings: &'f mut Vec<Finding>,
}

impl<'f, Ix: Copy> Register<'f, Ix> {
    fn new(noun: &'static str, findings: &'f mut Vec<Finding>) -> Self {
        Self { noun, ids: HashMap::new(), findings }
    }

    fn give(&mut self, id: &Id, ix: Ix) {
        let place = id.0.place;
        match self.ids.get(&**id) {
            Some((_, first)) => {
                let finding = Finding::error(
                    "duplicate-id",
                    place,
                    format!("duplicate id `{}`: another {} has it", short(id), self.noun),
                );
                self.findings.push(finding.clashing_with(*first).hint("give one of them an id of its own"));
            }
            None => {
                self.ids.insert(id.to_string(), (ix, place));
            }
        }
    }

    fn done(self) -> HashMap<String, Ix> {
        self.ids.into_iter().map(|(id, (ix, _))| (id, ix)).collect()
    }
}

impl Timeline {
    pub(super) fn resolve(&mut self) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.register_ids(&mut findings);
        let mut lookup = Lookup::new(self);
        let mut events = Vec::with_capacity(self.document.events.len());
        let mut statements = Vec::new();
        for (at, event) in self.document.events.iter().enumerate() {
            events.push(lookup.event(event, statements.len()));
            for (nth, statement) in event.statements.iter().enumerate() {
                statements.push(lookup.statement(statement, EventIx::of(at), nth));
            }
        }
        lookup.the_rest();
        findings.extend(lookup.findings());
        self.events = events;
        self.statements = statements;
        findings
    }

    fn register_ids(&mut self, findings: &mut Vec<Finding>) {
        let mut actors = Register::new("actor", findings);
        for (at, (id, _)) in self.document.actors.0.iter().enumerate() {
            actors.give(id, ActorIx::of(at));
        }
        self.actor_ids = actors.done();
        let mut sources = Register::new("source", findings);
        for (at, (id, _)) in self.document.sources.0.iter().enumerate() {
            sources.give(id, SourceIx::of(at));
        }
        self.source_ids = sources.done();
        let mut events = Register::new("event", findings);
        for (at, event) in self.document.events.iter().enumerate() {
            if let Some(id) = &event.id {
                events.give(id, EventIx::of(at));
            }
        }
        self.event_ids = events.done();
        let mut statements = Register::new("statement", findings);
        for (at, statement) in self.document.events.iter().flat_map(|event| &event.statements).enumerate() {
            if let Some(id) = &statement.id {
                statements.give(id, StatementIx::of(at));
            }
        }
        self.statement_ids = statements.done();
        let mut views = Register::new("view", findings);
        self.document.views.0.iter().for_each(|(id, _)| views.give(id, ()));
    }
}
