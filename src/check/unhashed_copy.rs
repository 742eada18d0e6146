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
    let sources = timeline.document().sources.0.iter().filter(|(_, source)| source.sha256.is_none());
    sources
        .filter_map(|(id, source)| {
            let copy = source.copy.as_ref()?;
            let message = format!("the copy of `{}` was never hashed", &**id);
            let hint = "`annals verify --record` records its SHA-256 as `sha256`";
            Some(Finding::warning(RULE.name, copy.place, message).hint(hint))
        })
        .collect()
}
