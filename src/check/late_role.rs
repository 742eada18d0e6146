//! A role that begins after every source that names its actor came out is known from nowhere.

use super::Rule;
use crate::model::date::Date;
use crate::model::finding::Finding;
use crate::model::timeline::{ActorIx, SourceIx, Timeline};

pub const RULE: Rule = Rule {
    name: "late-role",
    doc: "a role certainly held only after every source that names its actor came out",
    holds_in_part: false,
    check,
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    timeline.actors().flat_map(|actor| roles(timeline, actor)).collect()
}

fn roles(timeline: &Timeline, ix: ActorIx) -> Vec<Finding> {
    let actor = timeline.actor(ix);
    let mut held = actor.roles().iter().filter_map(|role| Some((role, role.held.as_ref()?))).peekable();
    if held.peek().is_none() {
        return Vec::new();
    }
    let published: Option<Vec<&Date>> =
        sources_naming(timeline, ix).map(|source| timeline.source(source).published()).collect();
    let Some(published) = published.filter(|dates| !dates.is_empty()) else { return Vec::new() };
    held.filter(|(_, held)| published.iter().all(|date| date.is_certainly_before(held)))
        .map(|(role, held)| {
            let message = format!(
                "`{}` is held {} only, after every source that names {} came out",
                &*role.title,
                held.text(),
                actor.name()
            );
            Finding::warning(RULE.name, held.place, message)
                .hint("mend `held`, or add the source that tells of the role")
        })
        .collect()
}

fn sources_naming(timeline: &Timeline, actor: ActorIx) -> impl Iterator<Item = SourceIx> {
    let passages = timeline.events_of(actor).iter().flat_map(|event| timeline.event(*event).passages());
    passages.filter_map(|passage| timeline.passage(passage).source())
}
