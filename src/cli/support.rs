//! `annals list --sources`: a source with all that rests on it and what would fall with it.

use serde_json::{Value, json};

use super::facts::Facts;
use crate::model::attribution;
use crate::model::plural::plural;
use crate::model::timeline::{EventIx, Passage, Resting, SourceIx, Support, Timeline};

/// A source in plain words, one fact a line.
pub fn lines(facts: &mut Facts, timeline: &Timeline, source: SourceIx, support: &Support) {
    let view = timeline.source(source);
    facts.fact(0, "source", view.id());
    facts.fact(1, "citation", &attribution::citation(timeline, source));
    let cites: Vec<&str> = view.cites().map(|cited| timeline.source(cited).id()).collect();
    if !cites.is_empty() {
        facts.fact(1, "cites", &cites.join("; "));
    }
    facts.fact(1, "supports", &counted(timeline, support));
    for (event, passages) in by_event(timeline, support) {
        facts.fact(1, "event", &event_words(timeline, event));
        passages.iter().for_each(|resting| facts.fact(2, noun(resting), &passage_words(timeline, resting)));
    }
    if support.falling.is_empty() && support.falling_statements().next().is_none() {
        facts.fact(1, "would fall with it", "nothing");
        return;
    }
    for event in &support.falling {
        facts.fact(1, "would fall with it", &format!("the event {}", event_words(timeline, *event)));
    }
    for statement in support.falling_statements() {
        let said = attribution::said(timeline.statement(statement));
        facts.fact(1, "would fall with it", &format!("the statement {said}"));
    }
}

/// A source as a row of JSON.
pub fn row(timeline: &Timeline, source: SourceIx, support: &Support) -> Value {
    let view = timeline.source(source);
    let address = |event: EventIx| timeline.event(event).address();
    let statement = |passage: Passage| match passage {
        Passage::Statement(ix) => json!({
            "speaker": timeline.statement(ix).speaker_name(),
            "id": timeline.statement(ix).record().id.as_deref(),
        }),
        Passage::Evidence(..) => Value::Null,
    };
    let resting = |resting: &Resting| {
        let passage = timeline.passage(resting.passage);
        json!({
            "event": address(resting.passage.event(timeline)),
            "statement": statement(resting.passage),
            "quote": passage.quote(),
            "source": passage.source().map(|source| timeline.source(source).id()),
            "direct": resting.is_direct,
            "falls": resting.falls,
        })
    };
    json!({
        "source": view.id(),
        "name": view.name(),
        "citation": attribution::citation(timeline, source),
        "cites": view.cites().map(|cited| timeline.source(cited).id()).collect::<Vec<_>>(),
        "supports": support.resting.iter().map(resting).collect::<Vec<_>>(),
        "falling_events": support.falling.iter().map(|event| address(*event)).collect::<Vec<_>>(),
        "falling_statements": support.falling_statements().count(),
    })
}

/// "3 events, 2 statements, 4 quotes; 1 of 5 passages through other sources".
fn counted(timeline: &Timeline, support: &Support) -> String {
    let passages = &support.resting;
    let statements = passages.iter().filter(|resting| matches!(resting.passage, Passage::Statement(_))).count();
    let quotes = passages.iter().filter(|resting| timeline.has_quote(resting.passage)).count();
    let (events, through) = (by_event(timeline, support).len(), passages.iter().filter(|it| !it.is_direct).count());
    let mut words =
        format!("{}, {}, {}", plural(events, "event"), plural(statements, "statement"), plural(quotes, "quote"));
    if through > 0 {
        words.push_str(&format!("; {through} of {} through other sources", plural(passages.len(), "passage")));
    }
    words
}

/// The passages, those of an event together.
fn by_event<'s>(timeline: &Timeline, support: &'s Support) -> Vec<(EventIx, &'s [Resting])> {
    let event = |resting: &Resting| resting.passage.event(timeline);
    let parts = support.resting.chunk_by(|a, b| event(a) == event(b));
    parts.filter_map(|part| Some((event(part.first()?), part))).collect()
}

fn event_words(timeline: &Timeline, event: EventIx) -> String {
    format!("{} ({})", timeline.event(event).title(), timeline.event(event).address())
}

fn noun(resting: &Resting) -> &'static str {
    if matches!(resting.passage, Passage::Statement(_)) { "statement" } else { "evidence" }
}

/// The words of a passage, and through which source they come if not from this one.
fn passage_words(timeline: &Timeline, resting: &Resting) -> String {
    let view = timeline.passage(resting.passage);
    let quote = view.quote().map_or_else(|| "no quote".to_owned(), |quote| format!("“{}”", quote.trim()));
    let words = view.statement().map_or(quote, attribution::said);
    let through = view.source().filter(|_| !resting.is_direct);
    let through = through.map(|through| format!(", through {}", attribution::source_name(timeline, through)));
    format!("{words}{}", through.unwrap_or_default())
}
