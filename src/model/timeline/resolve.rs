//! References of documents put together and resolved, with a finding for each that points nowhere.

use std::collections::HashMap;

use crate::model::date::zone_minutes;
use crate::model::document::{Actor, Dispute, Document, Event, Id, Side, Statement, Text, short};
use crate::model::finding::Finding;
use crate::model::place::Place;

use super::{ActorIx, EventIx, EventRow, SourceIx, StatementIx, StatementRow, Timeline, Via};

/// One document of several: lists follow each other, the first title and summary count, and the
/// first of equal free keys. Two time zones are a finding, since a document has one.
pub fn put_together(documents: Vec<Document>) -> (Document, Vec<Finding>) {
    let mut all = documents.into_iter();
    let mut whole = all.next().unwrap_or_default();
    let mut findings = Vec::new();
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
        let new = |key: &str| !whole.extra.iter().any(|(known, _)| known == key);
        let free: Vec<_> = part.extra.into_iter().filter(|(key, _)| new(key)).collect();
        whole.extra.extend(free);
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
            event.value = format!("@{}", place.saturating_add(before));
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
        let lookup = Lookup { timeline: self };
        let mut events = Vec::with_capacity(self.document.events.len());
        let mut statements = Vec::new();
        for (at, event) in self.document.events.iter().enumerate() {
            events.push(lookup.event(event, statements.len(), &mut findings));
            for (nth, statement) in event.statements.iter().enumerate() {
                statements.push(lookup.statement(statement, EventIx::of(at), nth, &mut findings));
            }
        }
        lookup.the_rest(&mut findings);
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

/// Looks names up among the ids given.
struct Lookup<'t> {
    timeline: &'t Timeline,
}

impl Lookup<'_> {
    fn actor(&self, name: &Text, findings: &mut Vec<Finding>) -> Option<ActorIx> {
        find(name, "actor", &self.timeline.actor_ids, findings)
    }

    fn source(&self, name: &Text, findings: &mut Vec<Finding>) -> Option<SourceIx> {
        find(name, "source", &self.timeline.source_ids, findings)
    }

    fn via(&self, name: &Text, findings: &mut Vec<Finding>) -> Option<Via> {
        let timeline = self.timeline;
        if let Some(source) = timeline.source_named(name) {
            return Some(Via::Source(source));
        }
        let actor = timeline.actor_named(name).map(Via::Actor);
        if actor.is_none() {
            let known = timeline.source_ids.keys().chain(timeline.actor_ids.keys());
            findings.push(nowhere(name, "source or actor", known));
        }
        actor
    }

    fn event(&self, event: &Event, first_statement: usize, findings: &mut Vec<Finding>) -> EventRow {
        EventRow {
            first_statement: StatementIx::of(first_statement).0,
            actors: event.actors.iter().filter_map(|actor| self.actor(actor, findings)).collect(),
            evidence: event.evidence.iter().map(|evidence| self.source(&evidence.source, findings)).collect(),
        }
    }

    fn statement(
        &self,
        statement: &Statement,
        event: EventIx,
        nth: usize,
        findings: &mut Vec<Finding>,
    ) -> StatementRow {
        StatementRow {
            event,
            nth: StatementIx::of(nth).0,
            speaker: named(&statement.speaker).and_then(|speaker| self.actor(speaker, findings)),
            source: statement.source.as_ref().and_then(|source| self.source(source, findings)),
            via: statement.via.iter().filter_map(|via| self.via(via, findings)).collect(),
            revises: statement
                .revises
                .iter()
                .filter_map(|id| find(id, "statement", &self.timeline.statement_ids, findings))
                .collect(),
        }
    }

    /// Members, citations and the sides of disputes: looked up anew where they are wanted.
    fn the_rest(&self, findings: &mut Vec<Finding>) {
        let document = &self.timeline.document;
        let members = document.actors.0.iter().flat_map(|(_, actor): &(Id, Actor)| &actor.member_of);
        for of in members {
            self.actor(of, findings);
        }
        let cited = document.sources.0.iter().flat_map(|(_, source)| &source.cites);
        for source in cited {
            self.source(source, findings);
        }
        for dispute in &document.disputes {
            if dispute.sides.len() < 2 {
                findings.push(Finding::error("shape", dispute.written, "a dispute needs at least two `sides`"));
            }
            dispute.sides.iter().for_each(|side| self.side(side, findings));
        }
    }

    fn side(&self, side: &Side, findings: &mut Vec<Finding>) {
        let named = [&side.event, &side.statement, &side.source].into_iter().flatten().count();
        if named != 1 {
            let finding = Finding::error("shape", side.written, "a side names one of `event`, `statement` or `source`");
            findings.push(finding.hint("a side of a source gives its `quote` too"));
        }
        if let Some(event) = &side.event
            && self.timeline.event_named(event).is_none()
        {
            findings.push(nowhere(event, "event", self.timeline.event_ids.keys()));
        }
        if let Some(statement) = &side.statement {
            find(statement, "statement", &self.timeline.statement_ids, findings);
        }
        if let Some(source) = &side.source {
            self.source(source, findings);
        }
    }
}

/// A required text that is missing has its own finding already.
fn named(text: &Text) -> Option<&Text> {
    (!text.is_empty()).then_some(text)
}

fn find<Ix: Copy>(
    name: &Text,
    noun: &'static str,
    ids: &HashMap<String, Ix>,
    findings: &mut Vec<Finding>,
) -> Option<Ix> {
    let name = named(name)?;
    let found = ids.get(&**name).copied();
    if found.is_none() {
        findings.push(nowhere(name, noun, ids.keys()));
    }
    found
}

/// How many ids are compared for "did you mean" before it costs too much.
const COMPARED: usize = 2_000;

fn nowhere<'a>(name: &Text, noun: &str, ids: impl Iterator<Item = &'a String>) -> Finding {
    let finding = Finding::error("reference", name.place, format!("no {noun} has the id `{}`", short(name)));
    let mut known: Vec<&str> = ids.take(COMPARED).map(String::as_str).collect();
    known.sort_unstable();
    finding.did_you_mean(name, known)
}
