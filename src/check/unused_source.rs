//! A source that carries nothing is a slip or a leftover.

use std::collections::HashSet;

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::Timeline;

pub const RULE: Rule = Rule {
    name: "unused-source",
    doc: "a source that carries no event, statement, side or other source",
    holds_in_part: false,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let mut used = HashSet::new();
    for event in timeline.events() {
        used.extend(timeline.event(event).passages().filter_map(|passage| timeline.passage(passage).source()));
    }
    for statement in timeline.statements() {
        used.extend(timeline.statement(statement).via().iter().filter_map(|via| via.source()));
    }
    used.extend(timeline.sources().flat_map(|source| timeline.source(source).cites()));
    let sides = timeline.disputes().flat_map(|dispute| dispute.sides());
    used.extend(sides.filter_map(|side| side.source()));
    let unused = timeline.sources().filter(|source| !used.contains(source)).map(|source| timeline.source(source));
    unused
        .map(|source| {
            Finding::warning(RULE.name, source.written(), format!("nothing names the source `{}`", source.id()))
                .hint("quote it in an event, or take it out")
        })
        .collect()
}
