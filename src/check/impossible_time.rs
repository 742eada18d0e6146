//! A role or a statement outside the time in which its source could tell of it.

use super::Rule;
use crate::model::date::Date;
use crate::model::finding::Finding;
use crate::model::timeline::{ActorIx, Timeline};

pub const RULE: Rule = Rule {
    name: "impossible-time",
    doc: "a statement certainly said after its source came out, or a speaker's role that begins after all that is known of it",
    holds_in_part: false,
    check,
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    statements(timeline).chain(timeline.actors().flat_map(|actor| roles(timeline, actor))).collect()
}

fn statements(timeline: &Timeline) -> impl Iterator<Item = Finding> {
    timeline.statements().filter_map(move |ix| {
        let statement = timeline.statement(ix);
        let said = statement.when()?;
        let published = timeline.source(statement.source()?).published()?;
        let message = format!("said {}, after its source came out ({})", said.text(), published.text());
        let place = statement.record().said.as_ref().map_or(statement.record().written, |said| said.place);
        published.is_certainly_before(said).then(|| {
            Finding::warning(RULE.name, place, message)
                .hint("give the statement's own time as `said`, or mend the source's `published`")
        })
    })
}

/// A role that begins after every source that names its actor came out is known from nowhere.
fn roles(timeline: &Timeline, ix: ActorIx) -> Vec<Finding> {
    let actor = timeline.actor(ix);
    let published: Option<Vec<&Date>> =
        sources_naming(timeline, ix).into_iter().map(|source| timeline.source(source).published()).collect();
    let Some(published) = published.filter(|dates| !dates.is_empty()) else { return Vec::new() };
    let early = actor.roles().iter().filter_map(|role| Some((role, role.held.as_ref()?)));
    early
        .filter(|(_, held)| published.iter().all(|date| date.is_certainly_before(held)))
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

fn sources_naming(timeline: &Timeline, actor: ActorIx) -> Vec<crate::model::timeline::SourceIx> {
    let events = timeline.events_of(actor).iter();
    events
        .flat_map(|event| timeline.event(*event).passages())
        .filter_map(|passage| timeline.passage(passage).source())
        .collect()
}
