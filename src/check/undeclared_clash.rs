//! Two sources that date one event apart clash, and the reader must be told.

use super::{Check, Rule};
use crate::model::document::Dated;
use crate::model::finding::Finding;
use crate::model::timeline::{EventIx, Passage, SourceIx, Timeline};

pub const RULE: Rule = Rule {
    name: "undeclared-clash",
    doc: "two sources whose evidence dates one event certainly apart, with no dispute that concerns it",
    holds_in_part: false,
    check: Check::Event(check),
};

fn check(timeline: &Timeline, event: EventIx) -> Vec<Finding> {
    clash(timeline, event).into_iter().collect()
}

/// A source with its own date of an event.
#[derive(Clone, Copy)]
struct Account<'t> {
    source: SourceIx,
    date: &'t Dated,
}

fn clash(timeline: &Timeline, ix: EventIx) -> Option<Finding> {
    let event = timeline.event(ix);
    let (one, other) = apart(&accounts(timeline, ix))?;
    if !timeline.disputes_of(ix).is_empty() {
        return None;
    }
    let (first, second) = if one.date.place < other.date.place { (one, other) } else { (other, one) };
    let said = |account: Account| format!("`{}` {}", timeline.source(account.source).id(), account.date.text());
    let message = format!("{} and {} date `{}` apart", said(first), said(second), event.address());
    let hint = "if the accounts clash, add a dispute with both as sides; else mend a date";
    Some(Finding::warning(RULE.name, second.date.place, message).clashing_with(first.date.place).hint(hint))
}

/// Every date that a source gives the event for its own, as far as it is firm.
fn accounts(timeline: &Timeline, ix: EventIx) -> Vec<Account<'_>> {
    let evidence = (0..).zip(&timeline.event(ix).record().evidence);
    let known = evidence.filter(|(nth, _)| timeline.has(Passage::Evidence(ix, *nth)));
    let dated = known.filter_map(|(_, evidence)| {
        let date = evidence.date.as_ref()?;
        Some(Account { source: timeline.source_named(&evidence.source)?, date })
    });
    dated.filter(|account| account.date.is_firm()).collect()
}

/// Two sources, the one certainly before the other.
///
/// If any two are, then some account is after the earliest to end, or after the earliest to end of
/// another source: no pair besides need be tried.
fn apart<'t>(accounts: &[Account<'t>]) -> Option<(Account<'t>, Account<'t>)> {
    let ends = |account: &Account| account.date.latest().map_or(i64::MAX, |end| end.0);
    let first = *accounts.iter().min_by_key(|account| ends(account))?;
    let next = accounts.iter().filter(|account| account.source != first.source).min_by_key(|account| ends(account))?;
    let after = |early: Account<'t>| {
        let others = accounts.iter().filter(move |account| account.source != early.source);
        others.copied().find(|account| early.date.is_certainly_before(account.date)).map(|late| (early, late))
    };
    after(first).or_else(|| after(*next))
}
