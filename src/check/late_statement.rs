//! A statement said after its source came out cannot be in it.

use super::Rule;
use crate::model::finding::Finding;
use crate::model::timeline::Timeline;

pub const RULE: Rule = Rule {
    name: "late-statement",
    doc: "a statement certainly said after its source came out",
    holds_in_part: false,
    check,
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let late = timeline.statements().filter_map(|ix| {
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
