//! Names looked up among the ids given, with a finding for each that points nowhere.

use std::collections::HashMap;
use std::ops::Range;

use compact_str::CompactString;
use foldhash::fast::RandomState;

use crate::model::document::{Id, Side, Text, short};
use crate::model::finding::Finding;
use crate::model::threads::in_pieces;

use super::{ActorIx, DisputeIx, Revises, SourceIx, StatementIx, Timeline};

/// The rule of a reference that points nowhere.
pub const REFERENCE: &str = "reference";

/// How many ids are compared for "did you mean" over all references; the later ones go without.
const COMPARED: usize = 400_000;

/// How many sources have what they cite looked up by one thread before it takes the next of them.
const SOURCES: usize = 10_000;

/// How many ids of statements are looked through by one thread before it takes the next of them.
const NAMES: usize = 50_000;

/// A name that nothing bears.
pub struct Miss {
    pub name: Text,
    pub noun: Noun,
}

/// What a reference names.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noun {
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
    fn ids(self, timeline: &Timeline) -> Vec<Box<str>> {
        let (actors, sources) = (timeline.actor_ids.ids(), timeline.source_ids.ids());
        let (actors, sources) = (actors.map(Box::from), sources.map(Box::from));
        let mut ids: Vec<Box<str>> = match self {
            Self::Actor => actors.collect(),
            Self::Source => sources.collect(),
            Self::SourceOrActor => sources.chain(actors).collect(),
            Self::Event | Self::Statement => Vec::new(),
        };
        let mut take = |id: &Option<Id>| ids.extend(id.as_deref().map(Box::from));
        timeline.records.each(0..timeline.records.len(), |_, event| match self {
            Self::Event => take(&event.id),
            Self::Statement => event.statements.iter().for_each(|statement| take(&statement.id)),
            Self::Actor | Self::Source | Self::SourceOrActor => {}
        });
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Looks names up among the ids of a timeline, and remembers those that point nowhere.
pub struct Lookup<'t> {
    timeline: &'t Timeline,
    findings: Vec<Finding>,
    ids: HashMap<Noun, Vec<Box<str>>>,
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

    /// Remembers a name that nothing bears.
    pub fn miss(&mut self, miss: &Miss) {
        self.found::<()>(&miss.name, miss.noun, None);
    }

    /// Members, citations and the sides of disputes: looked up anew where they are wanted.
    pub fn the_rest(&mut self) {
        let timeline = self.timeline;
        let (document, sources) = (&timeline.document, &timeline.document.sources);
        for of in document.actors.0.iter().flat_map(|(_, actor)| &actor.member_of) {
            self.actor(of);
        }
        let is_missed = |name: &&Text| timeline.source_named(name).is_none();
        let of_piece =
            |piece: Range<usize>| piece.flat_map(|at| sources.cites(at)).filter(is_missed).collect::<Vec<&Text>>();
        for missed in in_pieces(sources.len(), SOURCES, of_piece).into_iter().flatten() {
            self.source(missed);
        }
        for (dispute, at) in document.disputes.iter().zip(0..) {
            if dispute.sides.len() < 2 {
                self.findings.push(Finding::error("shape", dispute.written, "a dispute needs at least two `sides`"));
            }
            for (side, nth) in dispute.sides.iter().zip(0..) {
                self.side(side, timeline.side(DisputeIx(at), nth).holder().is_some());
            }
        }
    }

    /// What is wrong with a side, of which it is known whether anything that it names was found.
    fn side(&mut self, side: &Side, is_found: bool) {
        let named = [&side.event, &side.statement, &side.source].into_iter().flatten().count();
        if named == 1 && is_found {
            return;
        }
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

    /// The statements that each of these revises, of the ids that it gives; `names` are ids of statements as they were
    /// read, all of them or none.
    pub fn revised(&mut self, revises: Vec<(StatementIx, Vec<Text>)>, names: &[(CompactString, u32)]) -> Revises {
        let timeline = self.timeline;
        let given = || revises.iter().flat_map(|(_, ids)| ids);
        let mut known: HashMap<&str, Option<StatementIx>, RandomState> = given().map(|id| (&**id, None)).collect();
        let names = if known.is_empty() { &[] } else { names };
        let of_piece = |piece: Range<usize>| {
            let is_given = |(name, _): &&(CompactString, u32)| known.contains_key(&**name);
            names[piece].iter().filter(is_given).collect::<Vec<_>>()
        };
        for (name, ix) in in_pieces(names.len(), NAMES, of_piece).into_iter().flatten() {
            if let Some(first @ None) = known.get_mut(&**name) {
                *first = Some(StatementIx(*ix));
            }
        }
        if names.is_empty() {
            known.iter_mut().for_each(|(id, found)| *found = timeline.statement_named(id));
        }
        let found: Vec<Option<StatementIx>> = given().map(|id| known[&**id]).collect();
        let mut found = found.into_iter();
        let mut revised = |(statement, ids): (StatementIx, Vec<Text>)| {
            let found = ids.iter().zip(&mut found).filter_map(|(id, found)| self.found(id, Noun::Statement, found));
            (statement, found.collect())
        };
        revises.into_iter().map(&mut revised).collect()
    }

    /// What was found under a name; a finding where that is nothing.
    fn found<Ix>(&mut self, name: &Text, noun: Noun, found: Option<Ix>) -> Option<Ix> {
        // A required text that is missing has its own finding already.
        if found.is_none() && !name.is_empty() {
            let message = format!("no {} has the id `{}`", noun.words(), short(name));
            let finding = Finding::error(REFERENCE, name.place, message);
            let known = self.ids_to_compare(noun).iter().map(|id| &**id);
            let finding = finding.did_you_mean(name, known);
            self.findings.push(finding);
        }
        found
    }

    /// The ids of a noun, as long as there is patience left to compare them all.
    fn ids_to_compare(&mut self, noun: Noun) -> &[Box<str>] {
        let ids = self.ids.entry(noun).or_insert_with(|| noun.ids(self.timeline));
        let left = self.comparisons_left.checked_sub(ids.len());
        self.comparisons_left = left.unwrap_or(0);
        if left.is_some() { ids } else { &[] }
    }
}
