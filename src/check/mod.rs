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
use crate::model::timeline::{Bearer, EventIx, QuoteIx, Timeline};

/// A rule of curation.
pub struct Rule {
    /// Its name, as findings carry it.
    pub name: &'static str,
    /// What it finds and why that matters, in one line.
    pub doc: &'static str,
    /// Does what it finds hold where not all of the files was understood? Not where what is missing
    /// may be just what it looks for.
    pub holds_in_part: bool,
    check: Check,
}

/// How much a rule looks at to find one thing. What it finds in an event or quote depends on no other, so that a large
/// timeline is gone through once for all such rules.
enum Check {
    Whole(fn(&Timeline) -> Vec<Finding>),
    Event(fn(&Timeline, EventIx) -> Vec<Finding>),
    Quote(fn(&Timeline, QuoteIx) -> Option<Finding>),
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
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.holds_in_part || !faulty).collect();
    let events: Vec<EventIx> = timeline.events().collect();
    let of_events = |part: &Timeline, events: &[EventIx]| {
        events.iter().flat_map(|event| of_event(part, &rules, *event)).collect::<Vec<_>>()
    };
    let mut findings = Vec::new();
    // Room for one of each event and source, as far as it can be had; it costs nothing before it is filled, and a list
    // that outgrows its room is there twice for a while.
    let _ = findings.try_reserve(events.len() + timeline.sources().len());
    timeline.pass_into(&mut findings, &events, of_events);
    let sides = timeline.disputes().flat_map(|dispute| dispute.sides()).map(|side| side.bearer());
    findings.extend(sides.flat_map(|side| of_quote(timeline, &rules, side)));
    for rule in &rules {
        if let Check::Whole(check) = rule.check {
            findings.extend(check(timeline));
        }
    }
    let nth = |finding: &Finding| rules.iter().position(|rule| rule.name == finding.rule);
    findings.sort_by(|one, other| one.place.cmp(&other.place).then_with(|| nth(one).cmp(&nth(other))));
    findings
}

/// What is found in an event and its quotes.
fn of_event(timeline: &Timeline, rules: &[&Rule], event: EventIx) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules {
        if let Check::Event(check) = rule.check {
            findings.extend(check(timeline, event));
        }
    }
    let passages = timeline.event(event).passages();
    findings.extend(passages.flat_map(|passage| of_quote(timeline, rules, Bearer::Passage(passage))));
    findings
}

/// What is found in the quote of a passage or side, if it has one.
fn of_quote(timeline: &Timeline, rules: &[&Rule], bearer: Bearer) -> Vec<Finding> {
    let Some(quote) = timeline.quote_of(bearer) else { return Vec::new() };
    let found = rules.iter().filter_map(|rule| match rule.check {
        Check::Quote(check) => check(timeline, quote),
        Check::Whole(_) | Check::Event(_) => None,
    });
    found.collect()
}
