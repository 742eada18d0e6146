//! An actor whom nothing names is a slip or a leftover.

use std::collections::HashSet;

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::Timeline;

pub const RULE: Rule = Rule {
    name: "unused-actor",
    doc: "an actor who takes part in nothing, says nothing and has no members",
    holds_in_part: false,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let mut used = HashSet::new();
    for event in timeline.events() {
        used.extend(timeline.event(event).actors());
    }
    for statement in timeline.statements().map(|statement| timeline.statement(statement)) {
        used.extend(statement.speaker());
        used.extend(statement.via().iter().filter_map(|via| via.actor()));
    }
    let bodies_of = |ix| timeline.actor(ix).member_of().filter(move |body| *body != ix);
    used.extend(timeline.actors().flat_map(bodies_of));
    let unused = timeline.actors().filter(|actor| !used.contains(actor)).map(|actor| timeline.actor(actor));
    unused
        .map(|actor| {
            Finding::warning(RULE.name, actor.written(), format!("nothing names the actor `{}`", actor.id()))
                .hint("name it in an event, or take it out")
        })
        .collect()
}
