//! What is copied, with all that finds it again, to be pasted elsewhere.

use crate::model::attribution;
use crate::model::date::Date;
use crate::model::safe::safe;
use crate::model::timeline::{DisputeIx, EventIx, Passage, SourceIx, Timeline};

/// A passage with all that is needed to find it again.
#[must_use]
pub fn passage(timeline: &Timeline, passage: Passage) -> String {
    let view = timeline.passage(passage);
    let quote = view.quote().map_or_else(|| "(no quote)".to_owned(), |quote| format!("“{}”", quote.trim()));
    let mut parts = vec![view.statement().map_or(quote, attribution::words)];
    if let Some(statement) = view.statement() {
        parts.push(format!("— {}", attribution::speaker(statement)));
        parts.extend(statement.date().map(Date::words));
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

/// A dispute with all its sides, so that no account goes out alone.
#[must_use]
pub fn dispute(timeline: &Timeline, dispute: DisputeIx) -> String {
    let view = timeline.dispute(dispute);
    let cited = |source| attribution::citation(timeline, source);
    let sides = view.sides().map(|side| {
        let holds = side.record().holds.as_deref().map(|holds| format!("{holds}: ")).unwrap_or_default();
        format!("- {holds}{}", attribution::account(timeline, side, cited))
    });
    let head = format!("In dispute ({}): {}", view.status().word(), &*view.record().question);
    let note = view.record().note.as_deref().map(|note| format!("Note: {note}"));
    let lines: Vec<String> =
        std::iter::once(head).chain(sides).chain(note).map(|line| safe(&line).into_owned()).collect();
    lines.join("\n")
}

/// The first two parts stand side by side, the rest behind commas.
fn join(parts: &[String]) -> String {
    let (head, tail) = parts.split_at(parts.len().min(2));
    std::iter::once(head.join(" ")).chain(tail.iter().cloned()).collect::<Vec<_>>().join(", ")
}
