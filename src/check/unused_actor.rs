//! An actor whom nothing names is a slip or a leftover.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::{ActorIx, Timeline};

pub const RULE: Rule = Rule {
    name: "unused-actor",
    doc: "an actor who takes part in nothing, says nothing and has no members",
    holds_in_part: false,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let mut used = vec![false; timeline.document().actors.0.len()];
    let mut take = |actor: ActorIx| used[actor.at()] = true;
    for event in timeline.events() {
        timeline.event(event).actors().iter().copied().for_each(&mut take);
    }
    for statement in timeline.statements().map(|statement| timeline.statement(statement)) {
        statement.speaker().into_iter().for_each(&mut take);
        statement.via().iter().filter_map(|via| via.actor()).for_each(&mut take);
    }
    let bodies_of = |ix| timeline.actor(ix).member_of().filter(move |body| *body != ix);
    timeline.actors().flat_map(bodies_of).for_each(&mut take);
    let unused = timeline.actors().filter(|actor| !used[actor.at()]).map(|actor| timeline.actor(actor));
    unused
        .map(|actor| {
            Finding::warning(RULE.name, actor.written(), format!("nothing names the actor `{}`", actor.id()))
                .hint("name it in an event, or take it out")
        })
        .collect()
}
