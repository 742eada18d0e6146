//! A source that carries nothing is a slip or a leftover.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::{SourceIx, Timeline};

pub const RULE: Rule = Rule {
    name: "unused-source",
    doc: "a source that carries no event, statement, side or other source",
    holds_in_part: false,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let mut used = vec![false; timeline.document().sources.len()];
    let mut take = |source: SourceIx| used[source.at()] = true;
    for event in timeline.events() {
        timeline.event(event).passages().filter_map(|passage| timeline.passage(passage).source()).for_each(&mut take);
    }
    for statement in timeline.statements() {
        timeline.statement(statement).via().iter().filter_map(|via| via.source()).for_each(&mut take);
    }
    timeline.sources().flat_map(|source| timeline.source(source).cites()).for_each(&mut take);
    let sides = timeline.disputes().flat_map(|dispute| dispute.sides());
    sides.filter_map(|side| side.source()).for_each(&mut take);
    let unused = timeline.sources().filter(|source| !used[source.at()]).map(|source| timeline.source(source));
    unused
        .map(|source| {
            Finding::warning(RULE.name, source.written(), format!("nothing names the source `{}`", source.id()))
                .hint("quote it in an event, or take it out")
        })
        .collect()
}
