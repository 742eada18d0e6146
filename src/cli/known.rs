//! What is printed of a timeline as it was known on a day: how much that was, and the days with what each added.

use serde_json::{Value, json};

use super::facts::Facts;
use super::progress::Progress;
use crate::model::as_known;
use crate::model::attribution;
use crate::model::date::{Answer, Date, Day};
use crate::model::history::{self, Change};
use crate::model::plural::plural;
use crate::model::query::EventSet;
use crate::model::timeline::{EventIx, Passage, SourceIx, Timeline};
use crate::model::turn::{Turn, turns};

/// As of which day the timeline is seen, how much was known, and what of it is not certain; nothing of the whole.
pub fn lines(whole: &Timeline, timeline: &Timeline) -> Vec<String> {
    let extent = as_known::extent(whole, timeline);
    extent.into_iter().chain(as_known::doubts(whole, timeline)).collect()
}

/// What of a timeline as known on a day turned out otherwise later; nothing of the whole.
pub fn later(whole: &Timeline, timeline: &Timeline) -> Vec<Turn> {
    if timeline.known_on().is_some() { turns(timeline, whole) } else { Vec::new() }
}

/// A day on which something became known, with what it added to chosen events.
pub struct Step {
    day: Day,
    sources: Vec<SourceIx>,
    change: Change,
}

/// Every day on which something became known of these events.
pub fn steps(whole: &Timeline, events: &[EventIx]) -> Vec<Step> {
    let shown = Progress::start("looking at every day");
    let chosen = (events.len() < whole.events().len()).then(|| events.iter().copied().collect::<EventSet>());
    let view = |day: Day| history::date_of(whole, day).map(|date| whole.as_known(&date));
    let mut before = history::day_before_all(whole).and_then(view);
    let mut steps = Vec::new();
    // Of all the days two are held at a time, since each is as large as the whole.
    for day in history::days(whole) {
        let Some(after) = view(day) else { continue };
        if let Some(before) = &before {
            let change = Change::between(before, &after);
            let change = match &chosen {
                Some(chosen) => only_of(change, (before, &after), chosen),
                None => change,
            };
            steps.push(Step { day, sources: history::out_on(whole, day), change });
        }
        before = Some(after);
    }
    drop(shown);
    steps.retain(|step| !step.change.is_empty() || chosen.is_none());
    steps
}

/// What of a change is about chosen events.
fn only_of(change: Change, (before, after): (&Timeline, &Timeline), chosen: &EventSet) -> Change {
    let of = |passage: &Passage| chosen.has(passage.event(before));
    let passages: Vec<Passage> = change.passages.into_iter().filter(of).collect();
    Change {
        possible: passages.iter().filter(|passage| after.knows(**passage) == Answer::Possibly).count(),
        passages,
        events: change.events.into_iter().filter(|event| chosen.has(*event)).collect(),
        confirmed: change.confirmed.into_iter().filter(of).collect(),
        turns: change.turns.into_iter().filter(|turn| turn.is_of(before, chosen)).collect(),
    }
}

/// A day in plain words, one fact a line.
pub fn step_lines(facts: &mut Facts, whole: &Timeline, step: &Step) {
    facts.fact(0, "day", &as_known::added(whole, step.day, &step.change));
    for source in &step.sources {
        let citation = attribution::citation(whole, *source);
        facts.fact(1, "came out", &format!("{citation} ({})", whole.source(*source).id()));
    }
    for event in &step.change.events {
        let view = whole.event(*event);
        let date = view.date().map_or_else(|| "without a date".to_owned(), Date::words);
        facts.fact(1, "event", &format!("{date}: {} ({})", view.title(), view.address()));
    }
    for passage in &step.change.passages {
        let event = whole.event(passage.event(whole)).address();
        facts.fact(1, noun(*passage), &format!("{} (in {event})", passage_words(whole, *passage)));
    }
    for turn in &step.change.turns {
        facts.fact(1, "turned out otherwise", &as_known::turned(whole, *turn));
    }
}

/// A day as a row of JSON.
pub fn step_row(whole: &Timeline, step: &Step) -> Value {
    let address = |event: EventIx| whole.event(event).address();
    let passage = |passage: &Passage| {
        let view = whole.passage(*passage);
        json!({
            "event": address(passage.event(whole)),
            "kind": noun(*passage),
            "statement": view.statement().and_then(|statement| statement.record().id.as_deref()),
            "speaker_name": view.statement().map(|statement| statement.speaker_name()),
            "quote": view.quote(),
            "source": view.source().map(|source| whole.source(source).id()),
        })
    };
    json!({
        "day": step.day.to_string(),
        "sources": step.sources.iter().map(|source| whole.source(*source).id()).collect::<Vec<_>>(),
        "events": step.change.events.iter().map(|event| address(*event)).collect::<Vec<_>>(),
        "passages": step.change.passages.iter().map(passage).collect::<Vec<_>>(),
        "confirmed": step.change.confirmed.len(),
        "turned_out_otherwise": step.change.turns.iter().map(|turn| as_known::turned(whole, *turn)).collect::<Vec<_>>(),
    })
}

/// What no day can be told of: the sources that do not say when they came out, and events that none carries.
pub fn timeless(whole: &Timeline) -> Option<String> {
    let undated = history::undated(whole);
    let ids: Vec<&str> = undated.iter().map(|source| whole.source(*source).id()).collect();
    let count = plural(ids.len(), "source");
    (!ids.is_empty()).then(|| {
        let carry = if ids.len() == 1 { "what it carries is" } else { "what they carry is" };
        format!("{count} without a date ({}): {carry} possibly known from the first", ids.join("; "))
    })
}

fn noun(passage: Passage) -> &'static str {
    if matches!(passage, Passage::Statement(_)) { "statement" } else { "evidence" }
}

fn passage_words(whole: &Timeline, passage: Passage) -> String {
    let view = whole.passage(passage);
    let quote = || view.quote().map_or_else(|| "no quote".to_owned(), |quote| format!("“{}”", quote.trim()));
    view.statement().map_or_else(quote, attribution::said)
}
