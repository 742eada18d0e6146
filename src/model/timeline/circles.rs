//! Statements whose `via` leads back to where they were, each an error that prints its path.
//!
//! A source cannot have a statement from one that has its matter from that source. The steps of a statement
//! are its source and the sources in `via`, from the reader to the speaker; where following `cites` from one
//! of them comes to a step nearer to the reader, the way has closed upon itself. A step that comes twice does
//! so without any citation, but not where it is merely said twice in a row.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use smallvec::SmallVec;

use crate::model::document::Text;
use crate::model::finding::Finding;
use crate::model::threads::in_pieces;

use super::citations::{CYCLE, Citations, path};
use super::{SourceIx, StatementIx, Timeline};

/// The finding of every statement whose way leads back.
pub(super) fn circles(timeline: &Timeline, citations: &Citations) -> Vec<Finding> {
    let mut back = Back { citations, known: HashMap::default() };
    // Most ways cannot lead back, and are passed over on all cores.
    let may_lead_back = |statement: &StatementIx| may_lead_back(citations, way(timeline, *statement));
    let statements = &timeline.listed.statements;
    let doubtful = in_pieces(statements.len(), PIECE, |piece| {
        statements[piece].iter().copied().filter(may_lead_back).collect::<Vec<_>>()
    });
    doubtful.into_iter().flatten().filter_map(|statement| back.circle(timeline, statement)).collect()
}

/// How many statements are passed over by one thread before it takes the next of them.
const PIECE: usize = 50_000;

/// The sources of a statement's way, from the reader to the speaker; an actor is none.
fn way(timeline: &Timeline, statement: StatementIx) -> impl Iterator<Item = Option<SourceIx>> {
    let view = timeline.statement(statement);
    view.source().map(Some).into_iter().chain(view.via().iter().rev().map(|via| via.source()))
}

/// May one of these steps come back to a step before it? A sure no costs little: none comes twice, and none that cites
/// stands behind one before it in the order of citations.
fn may_lead_back(citations: &Citations, way: impl Iterator<Item = Option<SourceIx>>) -> bool {
    let (mut before, mut last) = (SmallVec::<[SourceIx; SHORT]>::new(), None);
    for step in way {
        let is_again = std::mem::replace(&mut last, step) == step;
        let Some(source) = step.filter(|_| !is_again) else { continue };
        let may_reach = |before: &SourceIx| {
            *before == source || !citations.cites(source).is_empty() && citations.may_lead(source, *before)
        };
        if before.len() == SHORT || before.iter().any(may_reach) {
            return true;
        }
        before.push(source);
    }
    false
}

/// Ways of more sources are left to those who look closely.
const SHORT: usize = 8;

/// The sources that a statement came through, from the reader to the speaker; an actor is none.
type Steps = Vec<Option<SourceIx>>;

/// Where a way closes: the step that is come back to, the step from which, and the sources between them,
/// the step come back to being the last.
#[derive(Clone)]
struct Circle {
    begin: usize,
    end: usize,
    cited: Vec<SourceIx>,
}

/// Ways back along citations, looked for once where many statements came the same way.
struct Back<'c> {
    citations: &'c Citations,
    known: HashMap<Steps, Option<Circle>, RandomState>,
}

impl Back<'_> {
    /// Does its way close? Told without its record.
    fn leads_back(&mut self, timeline: &Timeline, statement: StatementIx) -> bool {
        let mut steps: Steps = way(timeline, statement).collect();
        steps.dedup_by(|one, other| one.is_some() && one == other);
        let citations = self.citations;
        self.known.entry(steps).or_insert_with_key(|steps| first(citations, steps)).is_some()
    }

    fn circle(&mut self, timeline: &Timeline, statement: StatementIx) -> Option<Finding> {
        if !self.leads_back(timeline, statement) {
            return None;
        }
        let record = timeline.statement(statement).record();
        let mut steps: Vec<&Text> = record.source.iter().chain(record.via.iter().rev()).collect();
        steps.dedup_by(|one, other| one.value == other.value);
        if steps.len() < 2 {
            return None;
        }
        let sources: Steps = steps.iter().map(|step| timeline.source_named(step)).collect();
        let citations = self.citations;
        let known = self.known.entry(sources).or_insert_with_key(|sources| first(citations, sources));
        let Circle { begin, end, cited } = known.as_ref()?;
        let cited = cited.iter().map(|cited| timeline.source(*cited).id());
        let ids: Vec<&str> = steps[*begin..=*end].iter().map(|step| &***step).chain(cited).collect();
        let words = path(ids.len(), |at| ids[at]);
        let finding = Finding::error(CYCLE, steps[*end].place, format!("`via` leads back to where it was: {words}"));
        Some(
            finding
                .hint("`via` leads from the speaker on to the source; none of its steps can have it from a later one"),
        )
    }
}

/// The first step from which citations lead to one before it, and of those the one nearest to the reader.
fn first(citations: &Citations, steps: &[Option<SourceIx>]) -> Option<Circle> {
    let mut reach = Reach::new(citations, steps);
    let sources = steps.iter().enumerate().filter_map(|(at, step)| Some((at, (*step)?)));
    let (end, from, begin) =
        sources.filter_map(|(end, from)| Some((end, from, reach.of(from)?))).find(|(end, _, begin)| begin < end)?;
    Some(Circle { begin, end, cited: search(citations, from, steps[begin]?) })
}

/// Which step each source leads to by its citations, or is: the one nearest to the reader.
struct Reach<'c> {
    citations: &'c Citations,
    /// Each source of the way, with its first step.
    steps: HashMap<SourceIx, usize>,
    /// What stands before all of them in the order of citations leads to none.
    lowest: u32,
    seen: HashSet<SourceIx>,
    found: HashMap<SourceIx, usize>,
}

impl<'c> Reach<'c> {
    fn new(citations: &'c Citations, way: &[Option<SourceIx>]) -> Self {
        let steps = way.iter().enumerate().rev().filter_map(|(at, step)| Some(((*step)?, at)));
        let steps: HashMap<SourceIx, usize> = steps.collect();
        let lowest = steps.keys().map(|source| citations.place(*source)).min().unwrap_or(0);
        Self { citations, steps, lowest, seen: HashSet::new(), found: HashMap::new() }
    }

    /// Follows what is new from a source, and sums it up from what is cited to what cites it.
    fn of(&mut self, from: SourceIx) -> Option<usize> {
        let citations = self.citations;
        let mut new: Vec<SourceIx> = Some(from).into_iter().filter(|from| self.seen.insert(*from)).collect();
        let mut at = 0;
        while let Some(source) = new.get(at).copied() {
            let cites = citations.cites(source).iter().filter(|cited| citations.place(**cited) >= self.lowest);
            new.extend(cites.filter(|cited| self.seen.insert(**cited)));
            at += 1;
        }
        new.sort_by_key(|source| citations.place(*source));
        for source in new {
            let cited = citations.cites(source).iter().filter_map(|cited| self.found.get(cited));
            let nearest = cited.chain(self.steps.get(&source)).min().copied();
            self.found.extend(nearest.map(|nearest| (source, nearest)));
        }
        self.found.get(&from).copied()
    }
}

/// What citations lead through from one source to another that they lead to, that one last; nothing if they
/// are the same.
fn search(citations: &Citations, from: SourceIx, to: SourceIx) -> Vec<SourceIx> {
    let mut came_from = HashMap::new();
    let mut waiting = vec![from];
    while let Some(source) = waiting.pop().filter(|source| *source != to) {
        for cited in citations.cites(source).iter().filter(|cited| citations.may_lead(**cited, to)) {
            came_from.entry(*cited).or_insert_with(|| {
                waiting.push(*cited);
                source
            });
        }
    }
    let mut way: Vec<SourceIx> = std::iter::successors(Some(to), |at| came_from.get(at).copied()).collect();
    way.pop();
    way.reverse();
    way
}
