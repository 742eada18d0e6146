//! A quote in one paragraph, with its speaker, its date and where it stands, to be pasted elsewhere.

use crate::model::safe::safe;
use crate::model::timeline::{EventIx, Passage, SourceIx, Timeline};

/// A passage with all that is needed to find it again.
#[must_use]
pub fn passage(timeline: &Timeline, passage: Passage) -> String {
    let view = timeline.passage(passage);
    let mut parts = vec![format!("“{}”", view.quote().unwrap_or_default().trim())];
    if let Some(statement) = view.statement() {
        let voice = statement.voice().map(|voice| format!(" ({} quote)", voice.word())).unwrap_or_default();
        let via = statement.via_names().fold(String::new(), |via, name| via + ", according to " + name);
        parts.push(format!("— {}{voice}{via}", statement.speaker_name()));
        parts.extend(statement.when().map(|date| date.words()));
    } else {
        let event = timeline.event(passage.event(timeline));
        parts.push(format!("— on: {}", event.title()));
        parts.extend(event.date().map(crate::model::date::Date::words));
    }
    parts.extend(view.source().map(|source| self::source(timeline, source)));
    parts.extend(view.at().map(str::to_owned));
    let record = view.source().map(|source| timeline.source(source).record());
    parts.extend(record.and_then(|record| record.url.as_deref()).map(str::to_owned));
    safe(&join(&parts)).into_owned()
}

/// An event that has no quote.
#[must_use]
pub fn event(timeline: &Timeline, event: EventIx) -> String {
    let view = timeline.event(event);
    let date = view.date().map_or("undated".to_owned(), crate::model::date::Date::words);
    safe(&format!("{date}: {}", view.title())).into_owned()
}

/// Outlet, title and date of a source in a line.
#[must_use]
pub fn source(timeline: &Timeline, source: SourceIx) -> String {
    let view = timeline.source(source);
    let record = view.record();
    let mut parts: Vec<String> = Vec::new();
    parts.extend(record.author.as_deref().map(str::to_owned));
    parts.extend(record.title.as_deref().map(|title| format!("“{title}”")));
    parts.extend(record.outlet.as_deref().map(str::to_owned));
    parts.extend(record.published.as_deref().map(crate::model::date::Date::words));
    if parts.is_empty() { view.id().to_owned() } else { parts.join(", ") }
}

/// The first two parts stand side by side, the rest behind commas.
fn join(parts: &[String]) -> String {
    let (head, tail) = parts.split_at(parts.len().min(2));
    std::iter::once(head.join(" ")).chain(tail.iter().cloned()).collect::<Vec<_>>().join(", ")
}
