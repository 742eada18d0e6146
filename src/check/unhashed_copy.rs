//! A copy whose digest was never recorded may change without a trace.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::Timeline;

pub const RULE: Rule = Rule {
    name: "unhashed-copy",
    doc: "a source with a `copy` and no `sha256`: nobody could tell if the copy changed",
    holds_in_part: false,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let sources = timeline.sources().map(|source| timeline.source(source));
    sources
        .filter_map(|source| {
            let copy = source.copy().filter(|_| source.look_at(|record| record.sha256.is_none()))?;
            let message = format!("the copy of `{}` was never hashed", source.id());
            let hint = "`annals verify --record` records its SHA-256 as `sha256`";
            Some(Finding::warning(RULE.name, copy.place, message).hint(hint))
        })
        .collect()
}
