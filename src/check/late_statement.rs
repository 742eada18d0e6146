//! A statement said after its source came out cannot be in it.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::{EventIx, Timeline};

pub const RULE: Rule = Rule {
    name: "late-statement",
    doc: "a statement certainly said after its source came out",
    holds_in_part: false,
    check: Check::Event(check),
};

fn check(timeline: &Timeline, event: EventIx) -> Vec<Finding> {
    let late = timeline.event(event).statements().filter_map(|ix| {
        let statement = timeline.statement(ix);
        let said = statement.date()?;
        let published = timeline.source(statement.source()?).published()?;
        let message = format!("said {}, after its source came out ({})", said.text(), published.text());
        let place = statement.record().said.as_ref().map_or(statement.record().written, |said| said.place);
        published.is_certainly_before(said).then(|| {
            Finding::warning(RULE.name, place, message)
                .hint("give the statement's own time as `said`, or mend the source's `published`")
        })
    });
    late.collect()
}
