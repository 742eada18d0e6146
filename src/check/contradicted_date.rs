//! A date and the words that name another one cannot both be right.

use super::wording::{Named, Wording, holds};
use super::{Check, Rule};
use crate::model::date::{DAY, Date, Grain};
use crate::model::document::{Event, Text, short};
use crate::model::finding::Finding;
use crate::model::timeline::{EventIx, Timeline};

pub const RULE: Rule = Rule {
    name: "contradicted-date",
    doc: "a date whose `printed` words, or a title with \"on 12 April\" or \"in March 2024\", name another day, month or year (English only)",
    holds_in_part: true,
    check: Check::Event(check),
};

fn check(timeline: &Timeline, event: EventIx) -> Vec<Finding> {
    finding(timeline.event(event).record()).into_iter().collect()
}

fn finding(event: &Event) -> Option<Finding> {
    let date = event.date.as_ref()?;
    let printed = event.printed.as_ref().filter(|printed| is_contradicted_by_printed(date, printed));
    let title = || Some(&event.title).filter(|title| is_contradicted_by_title(date, title));
    let words: &Text = printed.or_else(title)?;
    let message = format!("{} is not the time that `{}` names", date.text(), short(words));
    Some(
        Finding::warning(RULE.name, date.place, message)
            .hint("mend the one or the other; where sources differ, give each its own `date` in the evidence"),
    )
}

fn is_contradicted_by_printed(date: &Date, printed: &str) -> bool {
    let wording = Wording::of(printed);
    let other_date = !wording.dates().is_empty() && wording.dates().iter().all(|named| named.excludes(date));
    let other_weekday = || wording.weekday().zip(weekday(date)).is_some_and(|(named, dated)| named != dated);
    wording.is_plain() && (other_date || other_weekday())
}

/// The day of the week of an exact day, Monday being 0.
fn weekday(date: &Date) -> Option<u8> {
    let (first, last) = (date.earliest()?, date.latest()?);
    let is_day = date.grain() == Grain::Day && last.0 - first.0 < DAY;
    let number = first.day(date.offset()).number()?;
    // The first day of 1970 was a Thursday.
    let weekday = u8::try_from((number + 3).rem_euclid(7)).ok()?;
    (is_day && date.is_firm()).then_some(weekday)
}

/// Words by which the date in a title may be that of something else: of what is told, or of what is meant to be.
const OF_OTHERS: &str = "\
    of for into about over against with as that who which when says said say tells told claims claimed \
    denies denied admits admitted recalls recalled remembers reports reported report alleges alleged \
    confirms confirmed testifies testified explains explained describes described knew learns learned reads \
    dates dated will would may could should plans planned plan expected scheduled due announces announced \
    sets calls called promises promised proposes proposed";

/// Does the title begin or end with the only date in it, and is that another one?
fn is_contradicted_by_title(date: &Date, title: &str) -> bool {
    let wording = Wording::of(title);
    let [named] = wording.dates() else { return false };
    let words: Vec<&str> = wording.words().collect();
    let Some(lead) = named.words.start.checked_sub(1) else { return false };
    let stands_at_an_end = lead == 0 || named.words.end == words.len();
    let mut around = words.iter().enumerate().filter(|(at, _)| !named.words.contains(at));
    let is_of_others = around.any(|(_, word)| holds(OF_OTHERS, word));
    wording.is_plain() && stands_at_an_end && !is_of_others && is_led(named, words[lead]) && named.excludes(date)
}

/// `on 12 April`, with or without its year, or `in March 2024`.
fn is_led(named: &Named, lead: &str) -> bool {
    match (named.year, named.month, named.day) {
        (_, Some(_), Some(_)) => lead == "on",
        (Some(_), Some(_), None) => lead == "in",
        _ => false,
    }
}
