//! A page on the web that no archive keeps is gone with its link.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::Timeline;

pub const RULE: Rule = Rule {
    name: "unarchived-url",
    doc: "a source with a `url` and no `archive`: links die",
    holds_in_part: false,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let sources = timeline.document().sources.0.iter().filter(|(_, source)| source.archive.is_none());
    sources
        .filter_map(|(id, source)| {
            let message = format!("no archive keeps the page of `{}`", &**id);
            Some(
                Finding::warning(RULE.name, source.url.as_ref()?.place, message)
                    .hint("have the page kept, at web.archive.org/save for one, and give its address as `archive`"),
            )
        })
        .collect()
}
