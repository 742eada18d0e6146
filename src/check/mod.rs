//! Is it a good timeline: rules of curation, one a file, all of them warnings.

mod agreeing_dispute;
mod choice;
mod contradicted_date;
mod early_source;
mod false_precision;
mod late_role;
mod late_statement;
mod long_quote;
mod near_duplicate;
mod same_name;
mod unarchived_url;
mod uncarried_event;
mod undeclared_clash;
mod unhashed_copy;
mod unproved_quote;
mod unquoted_statement;
mod unreadable_view;
mod unused_actor;
mod unused_source;
mod wording;

pub use choice::Choice;

use crate::model::finding::Finding;
use crate::model::timeline::Timeline;

/// A rule of curation.
pub struct Rule {
    /// Its name, as findings carry it.
    pub name: &'static str,
    /// What it finds and why that matters, in one line.
    pub doc: &'static str,
    /// Does what it finds hold where not all of the files was understood? Not where what is missing
    /// may be just what it looks for.
    pub holds_in_part: bool,
    check: fn(&Timeline) -> Vec<Finding>,
}

/// Every rule there is.
pub const RULES: &[Rule] = &[
    uncarried_event::RULE,
    unquoted_statement::RULE,
    unused_actor::RULE,
    unused_source::RULE,
    same_name::RULE,
    near_duplicate::RULE,
    false_precision::RULE,
    contradicted_date::RULE,
    early_source::RULE,
    late_statement::RULE,
    late_role::RULE,
    undeclared_clash::RULE,
    agreeing_dispute::RULE,
    long_quote::RULE,
    unproved_quote::RULE,
    unhashed_copy::RULE,
    unarchived_url::RULE,
    unreadable_view::RULE,
];

/// The findings of every rule, in the order of the files; of a timeline that is `faulty` only those that
/// hold all the same. On quotes only where they were judged before, see [`Timeline::judge`].
#[must_use]
pub fn check(timeline: &Timeline, faulty: bool) -> Vec<Finding> {
    let rules = RULES.iter().filter(|rule| rule.holds_in_part || !faulty);
    let mut findings: Vec<Finding> = rules.flat_map(|rule| (rule.check)(timeline)).collect();
    findings.sort_by_key(|finding| finding.place);
    findings
}
