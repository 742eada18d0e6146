//! An event that lies after all its evidence came out was at most announced by it.

use super::{Check, Rule};
use crate::model::date::Date;
use crate::model::finding::Finding;
use crate::model::timeline::{EventIx, PassageView, Timeline};

pub const RULE: Rule = Rule {
    name: "early-source",
    doc: "an event all of whose evidence certainly came out before it, and so can only have announced it",
    holds_in_part: false,
    check: Check::Event(check),
};

fn check(timeline: &Timeline, event: EventIx) -> Vec<Finding> {
    let Some(date) = &timeline.event(event).record().date else { return Vec::new() };
    let mut passages = timeline.event(event).passages().map(|passage| timeline.passage(passage)).peekable();
    // Statements are left to `late-statement`; one that says when it was made may well announce.
    if passages.peek().is_none() || !passages.all(|passage| is_early(timeline, passage, date)) {
        return Vec::new();
    }
    let message = format!("every source of this event of {} came out before it", date.text());
    vec![Finding::warning(RULE.name, date.place, message).hint(
        "if it was announced, tell of the announcement: its own date, or a statement with `said`; else mend `date` or `published`",
    )]
}

/// Is it evidence whose source certainly came out before the time that it gives the event?
fn is_early(timeline: &Timeline, passage: PassageView, date: &Date) -> bool {
    let published = passage.source().and_then(|source| timeline.source(source).published());
    let happened = passage.dated().unwrap_or(date);
    passage.statement().is_none() && published.is_some_and(|published| published.is_certainly_before(happened))
}
