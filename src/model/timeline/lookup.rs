//! Names looked up among the ids given, with a finding for each that points nowhere.

use std::collections::HashMap;

use crate::model::document::{Event, Side, Statement, Text, short};
use crate::model::finding::Finding;

use super::{ActorIx, EventIx, EventRow, SourceIx, StatementIx, StatementRow, Timeline, Via};

/// The rule of a reference that points nowhere.
pub const REFERENCE: &str = "reference";

/// How many ids are compared for "did you mean" over all references; the later ones go without.
const COMPARED: usize = 400_000;

/// What a reference names.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Noun {
    Actor,
    Source,
    SourceOrActor,
    Event,
    Statement,
}

impl Noun {
    const fn words(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Source => "source",
            Self::SourceOrActor => "source or actor",
            Self::Event => "event",
            Self::Statement => "statement",
        }
    }

    /// Every id of the noun, in the order of the alphabet.
    fn ids(self, timeline: &Timeline) -> Vec<&str> {
        let (actors, sources) = (timeline.actor_ids.keys(), timeline.source_ids.keys());
        let mut ids: Vec<&str> = match self {
            Self::Actor => actors.map(String::as_str).collect(),
            Self::Source => sources.map(String::as_str).collect(),
            Self::SourceOrActor => sources.chain(actors).map(String::as_str).collect(),
            Self::Event => timeline.event_ids.keys().map(String::as_str).collect(),
            Self::Statement => timeline.statement_ids.keys().map(String::as_str).collect(),
        };
        ids.sort_unstable();
        ids
    }
}

/// Looks names up among the ids of a timeline, and remembers those that point nowhere.
pub struct Lookup<'t> {
    timeline: &'t Timeline,
    findings: Vec<Finding>,
    ids: HashMap<Noun, Vec<&'t str>>,
    comparisons_left: usize,
}

impl<'t> Lookup<'t> {
    pub fn new(timeline: &'t Timeline) -> Self {
        Self { timeline, findings: Vec::new(), ids: HashMap::new(), comparisons_left: COMPARED }
    }

    /// A finding for each name that points nowhere, and for each dispute out of shape.
    pub fn findings(self) -> Vec<Finding> {
        self.findings
    }

    pub fn event(&mut self, event: &Event, first_statement: usize) -> EventRow {
        EventRow {
            first_statement: StatementIx::of(first_statement).0,
            actors: event.actors.iter().filter_map(|actor| self.actor(actor)).collect(),
            evidence: event.evidence.iter().map(|evidence| self.source(&evidence.source)).collect(),
        }
    }

    pub fn statement(&mut self, statement: &Statement, event: EventIx, nth: usize) -> StatementRow {
        StatementRow {
            event,
            nth: StatementIx::of(nth).0,
            speaker: self.actor(&statement.speaker),
            source: statement.source.as_ref().and_then(|source| self.source(source)),
            via: statement.via.iter().filter_map(|via| self.via(via)).collect(),
            revises: statement.revises.iter().filter_map(|id| self.statement_named(id)).collect(),
        }
    }

    /// Members, citations and the sides of disputes: looked up anew where they are wanted.
    pub fn the_rest(&mut self) {
        let document = &self.timeline.document;
        for of in document.actors.0.iter().flat_map(|(_, actor)| &actor.member_of) {
            self.actor(of);
        }
        for source in document.sources.0.iter().flat_map(|(_, source)| &source.cites) {
            self.source(source);
        }
        for dispute in &document.disputes {
            if dispute.sides.len() < 2 {
                self.findings.push(Finding::error("shape", dispute.written, "a dispute needs at least two `sides`"));
            }
            dispute.sides.iter().for_each(|side| self.side(side));
        }
    }

    fn side(&mut self, side: &Side) {
        let named = [&side.event, &side.statement, &side.source].into_iter().flatten().count();
        if named != 1 {
            let finding = Finding::error("shape", side.written, "a side names one of `event`, `statement` or `source`");
            self.findings.push(finding.hint("a side of a source gives its `quote` too"));
        }
        if let Some(event) = &side.event {
            self.found(event, Noun::Event, self.timeline.event_named(event));
        }
        if let Some(statement) = &side.statement {
            self.statement_named(statement);
        }
        if let Some(source) = &side.source {
            self.source(source);
        }
    }

    fn actor(&mut self, name: &Text) -> Option<ActorIx> {
        self.found(name, Noun::Actor, self.timeline.actor_named(name))
    }

    fn source(&mut self, name: &Text) -> Option<SourceIx> {
        self.found(name, Noun::Source, self.timeline.source_named(name))
    }

    fn statement_named(&mut self, id: &Text) -> Option<StatementIx> {
        self.found(id, Noun::Statement, self.timeline.statement_named(id))
    }

    fn via(&mut self, name: &Text) -> Option<Via> {
        let source = self.timeline.source_named(name).map(Via::Source);
        let via = source.or_else(|| self.timeline.actor_named(name).map(Via::Actor));
        self.found(name, Noun::SourceOrActor, via)
    }

    /// What was found under a name; a finding where that is nothing.
    fn found<Ix>(&mut self, name: &Text, noun: Noun, found: Option<Ix>) -> Option<Ix> {
        // A required text that is missing has its own finding already.
        if found.is_none() && !name.is_empty() {
            let message = format!("no {} has the id `{}`", noun.words(), short(name));
            let finding = Finding::error(REFERENCE, name.place, message);
            let known = self.ids_to_compare(noun).iter().copied();
            let finding = finding.did_you_mean(name, known);
            self.findings.push(finding);
        }
        found
    }

    /// The ids of a noun, as long as there is patience left to compare them all.
    fn ids_to_compare(&mut self, noun: Noun) -> &[&'t str] {
        let ids = self.ids.entry(noun).or_insert_with(|| noun.ids(self.timeline));
        let left = self.comparisons_left.checked_sub(ids.len());
        self.comparisons_left = left.unwrap_or(0);
        if left.is_some() { ids } else { &[] }
    }
}
