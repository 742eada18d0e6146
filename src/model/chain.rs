//! The chain of an attribution, a step each: from the speaker through `via` to the source, and what these cite.

use std::collections::HashSet;

use super::timeline::{Passage, SourceIx, Timeline, Via};

/// How many cited sources a chain shows; behind them it names the origins alone.
const MOST: usize = 12;

/// A step of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Through whom it came, from the speaker on.
    Via(Via),
    /// The source that has it.
    Source(SourceIx),
    /// A source that the step before it cites, or that one of the same depth does; depths begin at one.
    Cited(SourceIx, usize),
    /// There is more than is shown, and its chains begin at the origins of this source.
    Onward(SourceIx),
}

/// The steps of a passage; behind the first of `via`, and behind the source, what it cites.
///
/// What a source cites stands behind it once; where that source comes again, it comes alone. Behind a later
/// step of `via` nothing is cited, since the statement says whom it has it from. A reference that closes a
/// circle is left out.
#[must_use]
pub fn steps(timeline: &Timeline, passage: Passage) -> Vec<Step> {
    let view = timeline.passage(passage);
    let via = view.statement().map(|statement| statement.via()).unwrap_or_default();
    let mut way: Vec<Via> = via.iter().copied().chain(view.source().map(Via::Source)).collect();
    way.dedup();
    let on_way = way.iter().filter_map(|step| step.source());
    let mut trail = Trail { timeline, way: &way, seen: on_way.collect(), left: MOST, steps: Vec::new() };
    for (at, step) in way.iter().enumerate() {
        let is_source = at + 1 == way.len();
        match (step, view.source()) {
            (Via::Source(source), Some(own)) if is_source && *source == own => trail.steps.push(Step::Source(own)),
            _ => trail.steps.push(Step::Via(*step)),
        }
        if let Via::Source(source) = step
            && (at == 0 || is_source)
        {
            trail.cited(*source);
        }
    }
    trail.steps
}

/// The chain as far as it is walked.
struct Trail<'t> {
    timeline: &'t Timeline,
    way: &'t [Via],
    seen: HashSet<SourceIx>,
    left: usize,
    steps: Vec<Step>,
}

impl Trail<'_> {
    /// What a source cites, each followed by what it cites itself, but for the steps of the way.
    fn cited(&mut self, source: SourceIx) {
        let mut waiting = self.behind(source, 1);
        waiting.retain(|(cited, _)| !self.way.contains(&Via::Source(*cited)));
        while let Some((cited, depth)) = waiting.pop() {
            if self.left == 0 {
                self.steps.push(Step::Onward(source));
                return;
            }
            self.left -= 1;
            self.steps.push(Step::Cited(cited, depth));
            if self.seen.insert(cited) {
                waiting.extend(self.behind(cited, depth + 1));
            }
        }
    }

    /// The sources that one cites, the first of them last.
    fn behind(&self, source: SourceIx, depth: usize) -> Vec<(SourceIx, usize)> {
        self.timeline.source(source).followed().iter().rev().map(|cited| (*cited, depth)).collect()
    }
}
