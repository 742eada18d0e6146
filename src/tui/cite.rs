//! A quote in one paragraph, with its speaker, its date and where it stands, to be pasted elsewhere.

use crate::model::attribution;
use crate::model::date::Date;
use crate::model::safe::safe;
use crate::model::timeline::{EventIx, Passage, SourceIx, Timeline};

/// A passage with all that is needed to find it again.
#[must_use]
pub fn passage(timeline: &Timeline, passage: Passage) -> String {
    let view = timeline.passage(passage);
    let quote = view.quote().map_or_else(|| "(no quote)".to_owned(), |quote| format!("“{}”", quote.trim()));
    let mut parts = vec![view.statement().map_or(quote, attribution::words)];
    if let Some(statement) = view.statement() {
        parts.push(format!("— {}", attribution::speaker(statement)));
        parts.extend(statement.when().map(Date::words));
    } else {
        let event = timeline.event(passage.event(timeline));
        parts.push(format!("— on: {}", event.title()));
        parts.extend(event.date().map(Date::words));
    }
    parts.extend(attribution::route(timeline, passage, |source| {
        if view.source() == Some(source) {
            found_again(timeline, source, view.at())
        } else {
            attribution::source_name(timeline, source)
        }
    }));
    safe(&join(&parts)).into_owned()
}

/// A source with all that finds the place in it again.
fn found_again(timeline: &Timeline, source: SourceIx, at: Option<&str>) -> String {
    let url = timeline.source(source).record().url.as_deref();
    let parts = [Some(attribution::citation(timeline, source)), at.map(str::to_owned), url.map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// An event that has no quote.
#[must_use]
pub fn event(timeline: &Timeline, event: EventIx) -> String {
    let view = timeline.event(event);
    let date = view.date().map_or("undated".to_owned(), Date::words);
    safe(&format!("{date}: {}", view.title())).into_owned()
}

/// The first two parts stand side by side, the rest behind commas.
fn join(parts: &[String]) -> String {
    let (head, tail) = parts.split_at(parts.len().min(2));
    std::iter::once(head.join(" ")).chain(tail.iter().cloned()).collect::<Vec<_>>().join(", ")
}
