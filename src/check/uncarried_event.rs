//! An event that neither evidence nor a statement carries is only the curator's word.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::{EventIx, Timeline};

pub const RULE: Rule = Rule {
    name: "uncarried-event",
    doc: "an event that neither evidence nor a statement carries is the curator's word alone",
    holds_in_part: false,
    check: Check::Event(check),
};

fn check(timeline: &Timeline, event: EventIx) -> Vec<Finding> {
    let event = timeline.event(event);
    if event.passages().next().is_some() {
        return Vec::new();
    }
    let message = format!("nothing carries the event `{}`", event.address());
    let finding = Finding::warning(RULE.name, event.written(), message);
    vec![finding.hint("add `evidence: [{ source: …, quote: … }]`, or a statement")]
}
