//! A saved view is of no use if its query cannot be read.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::query::Query;
use crate::model::timeline::Timeline;

pub const RULE: Rule = Rule {
    name: "unreadable-view",
    doc: "a query under `views` that cannot be read: an unknown field, actor, source or date in it",
    holds_in_part: false,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let views = timeline.document().views.0.iter();
    views
        .filter_map(|(name, query)| {
            let fault = Query::parse(timeline, query).err()?;
            let message = format!("the view `{}` cannot be read: {}", &**name, fault.message);
            let hint = fault.hint.unwrap_or_else(|| "try it with `annals list --where`".to_owned());
            Some(Finding::warning(RULE.name, query.part(fault.at), message).hint(hint))
        })
        .collect()
}
