//! An event that neither evidence nor a statement carries is only the curator's word.

use super::Rule;
use crate::model::finding::Finding;
use crate::model::timeline::Timeline;

pub const RULE: Rule = Rule {
    name: "uncarried-event",
    doc: "an event that neither evidence nor a statement carries is the curator's word alone",
    holds_in_part: false,
    check,
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let bare = timeline.events().map(|event| timeline.event(event)).filter(|event| event.passages().next().is_none());
    bare.map(|event| {
        let message = format!("nothing carries the event `{}`", event.address());
        Finding::warning(RULE.name, event.written(), message)
            .hint("add `evidence: [{ source: …, quote: … }]`, or a statement")
    })
    .collect()
}
