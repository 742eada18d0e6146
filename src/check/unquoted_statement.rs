//! A statement without a quote cannot be proved against its source.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::{EventIx, Timeline};

pub const RULE: Rule = Rule {
    name: "unquoted-statement",
    doc: "a statement without the very words of its source cannot be proved",
    holds_in_part: true,
    check: Check::Event(check),
};

fn check(timeline: &Timeline, event: EventIx) -> Vec<Finding> {
    let all = timeline.event(event).statements().map(|statement| timeline.statement(statement));
    all.filter_map(|statement| {
        let record = statement.record();
        let (missing, hint) = match (&record.quote, &record.source) {
            (None, _) => ("no `quote`", "add the very words of the source, as short as they carry it"),
            (Some(_), None) => ("no `source` for its quote", "name the source that has these words"),
            (Some(_), Some(_)) => return None,
        };
        let message = format!("the statement of {} has {missing}", statement.speaker_name());
        Some(Finding::warning(RULE.name, record.written, message).hint(hint))
    })
    .collect()
}
