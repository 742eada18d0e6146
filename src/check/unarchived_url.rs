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
    let sources = timeline.sources().map(|source| timeline.source(source));
    sources
        .filter_map(|source| {
            let url = source.look_at(|record| record.url.filter(|_| record.archive.is_none()).map(|url| url.place))?;
            let message = format!("no archive keeps the page of `{}`", source.id());
            Some(
                Finding::warning(RULE.name, url, message)
                    .hint("have the page kept, at web.archive.org/save for one, and give its address as `archive`"),
            )
        })
        .collect()
}
