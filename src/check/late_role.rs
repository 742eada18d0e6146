//! A role that begins after every source that names its actor came out is known from nowhere.

use super::{Check, Rule};
use crate::model::date::Date;
use crate::model::finding::Finding;
use crate::model::timeline::{ActorIx, Timeline};

pub const RULE: Rule = Rule {
    name: "late-role",
    doc: "a role certainly held only after every source that names its actor came out",
    holds_in_part: false,
    check: Check::Whole(check),
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
    let Some(last) = last_published(timeline, ix) else { return Vec::new() };
    held.filter(|(_, held)| last.is_certainly_before(held))
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

/// When the last of the sources that name an actor came out; nothing where that is not known of all of them,
/// or not for sure.
fn last_published(timeline: &Timeline, actor: ActorIx) -> Option<&Date> {
    let passages = timeline.events_of(actor).iter().flat_map(|event| timeline.event(*event).passages());
    let sources = passages.filter_map(|passage| timeline.passage(passage).source());
    let published: Option<Vec<&Date>> =
        sources.map(|source| timeline.source(source).published().filter(|date| date.is_firm())).collect();
    published?.into_iter().max_by_key(|date| date.latest().map_or(i64::MAX, |end| end.0))
}
