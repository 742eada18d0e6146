//! A date finer than the words it was read from says more than its source does.

use super::wording::{Fineness, Wording};
use super::{Check, Rule};
use crate::model::date::{DAY, Date, Grain};
use crate::model::document::{Event, short};
use crate::model::finding::Finding;
use crate::model::timeline::{EventIx, Timeline};

pub const RULE: Rule = Rule {
    name: "false-precision",
    doc: "an exact day or month where the `printed` words are vaguer: \"early\", \"in March\", \"over the weekend\" (English only)",
    holds_in_part: true,
    check: Check::Event(check),
};

fn check(timeline: &Timeline, event: EventIx) -> Vec<Finding> {
    finding(timeline.event(event).record()).into_iter().collect()
}

fn finding(event: &Event) -> Option<Finding> {
    let (date, printed) = (event.date.as_ref()?, event.printed.as_ref()?);
    let wording = Wording::of(printed);
    let (exact, told) = (exactness(date)?, wording.fineness().filter(|_| wording.is_plain())?);
    let message = format!("{} is exact, but `{}` tells {} at best", date.text(), short(printed), told.words());
    (told < exact).then(|| Finding::warning(RULE.name, date.place, message).hint(hint(told, date)))
}

/// Is it one day or one month, and surely so?
fn exactness(date: &Date) -> Option<Fineness> {
    let is_one = date.begin() == date.end() && date.is_firm();
    let width = date.latest()?.0 - date.earliest()?.0;
    match date.grain() {
        Grain::Day | Grain::Time if is_one && width < DAY => Some(Fineness::Day),
        Grain::Month if is_one && width < 31 * DAY => Some(Fineness::Month),
        _ => None,
    }
}

/// The date as vague as it was told.
fn hint(told: Fineness, date: &Date) -> String {
    let day = date.text().split(['T', ' ']).next().unwrap_or_default();
    let first = |parts: usize| day.split('-').take(parts).collect::<Vec<_>>().join("-");
    let vaguer = match told {
        Fineness::Year => first(1),
        Fineness::Month => first(2),
        Fineness::Season | Fineness::Week | Fineness::Day => format!("{day}~"),
    };
    format!("date it as vaguely, as `{vaguer}` or `\"[first..last]\"`; or give as `printed` the words that tell it")
}
