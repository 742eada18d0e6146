//! Statements whose `via` leads back to where they were, each an error that prints its path.
//!
//! A source cannot have a statement from one that has its matter from that source. The steps of a statement
//! are its source and the sources in `via`, from the reader to the speaker; where following `cites` from one
//! of them comes to a step nearer to the reader, the way has closed upon itself. A step that comes twice does
//! so without any citation, but not where it is merely said twice in a row.

use std::collections::HashMap;

use crate::model::document::Text;
use crate::model::finding::Finding;

use super::citations::{CYCLE, Citations, path};
use super::{SourceIx, StatementIx, Timeline};

/// The finding of every statement whose way leads back.
pub(super) fn circles(timeline: &Timeline, citations: &Citations) -> Vec<Finding> {
    let mut back = Back { citations, known: HashMap::new() };
    timeline.statements().filter_map(|statement| back.circle(timeline, statement)).collect()
}

/// Ways back along citations, each looked for once.
struct Back<'c> {
    citations: &'c Citations,
    known: HashMap<(SourceIx, SourceIx), Option<Vec<SourceIx>>>,
}

impl Back<'_> {
    fn circle(&mut self, timeline: &Timeline, statement: StatementIx) -> Option<Finding> {
        let record = timeline.statement(statement).record();
        let mut steps: Vec<&Text> = record.source.iter().chain(record.via.iter().rev()).collect();
        steps.dedup_by(|one, other| one.value == other.value);
        if steps.len() < 2 {
            return None;
        }
        let sources: Vec<Option<SourceIx>> = steps.iter().map(|step| timeline.source_named(step)).collect();
        let (begin, end, cited) = self.first(&sources)?;
        let cited = cited.iter().map(|cited| timeline.source(*cited).id());
        let ids: Vec<&str> = steps[begin..=end].iter().map(|step| &***step).chain(cited).collect();
        let words = path(ids.len(), |at| ids[at]);
        let finding = Finding::error(CYCLE, steps[end].place, format!("`via` leads back to where it was: {words}"));
        Some(
            finding
                .hint("`via` leads from the speaker on to the source; none of its steps can have it from a later one"),
        )
    }

    /// The first step from which citations lead to one before it, that one, and what they lead through.
    fn first(&mut self, steps: &[Option<SourceIx>]) -> Option<(usize, usize, Vec<SourceIx>)> {
        (1..steps.len()).find_map(|end| {
            let from = steps[end]?;
            (0..end).find_map(|begin| Some((begin, end, self.way(from, steps[begin]?)?)))
        })
    }

    /// What citations lead through from one source to another, that one last; nothing where they lead elsewhere.
    fn way(&mut self, from: SourceIx, to: SourceIx) -> Option<Vec<SourceIx>> {
        if from == to {
            return Some(Vec::new());
        }
        if self.citations.cites(from).is_empty() || !self.citations.may_lead(from, to) {
            return None;
        }
        let citations = self.citations;
        self.known.entry((from, to)).or_insert_with(|| search(citations, from, to)).clone()
    }
}

fn search(citations: &Citations, from: SourceIx, to: SourceIx) -> Option<Vec<SourceIx>> {
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
    (!way.is_empty()).then_some(way)
}
