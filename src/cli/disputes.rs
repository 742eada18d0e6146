//! The disputes that `annals list` gives: which of them, and each as a row of JSON.

use serde_json::{Value, json};

use crate::model::date::Date;
use crate::model::timeline::{Bearer, DisputeIx, EventIx, Passage, SideView, SourceIx, Timeline};
use crate::model::verdict::Verdict;

/// The disputes that these events are part of, in the order of the files. Where all events are asked for,
/// so are all disputes, also those that no event is part of.
pub fn of_events(timeline: &Timeline, events: impl IntoIterator<Item = EventIx>) -> Vec<DisputeIx> {
    let events: Vec<EventIx> = events.into_iter().collect();
    if events.len() == timeline.events().len() {
        return timeline.disputes().map(|dispute| dispute.ix()).collect();
    }
    timeline.disputes_of_any(events).into_iter().collect()
}

/// A dispute with all its sides, in the order of the file.
pub fn row(timeline: &Timeline, ix: DisputeIx) -> Value {
    let dispute = timeline.dispute(ix);
    json!({
        "question": &*dispute.record().question,
        "status": dispute.status().word(),
        "sides": dispute.sides().map(|side| side_row(timeline, side)).collect::<Vec<_>>(),
        "note": dispute.record().note.as_deref(),
    })
}

fn side_row(timeline: &Timeline, side: SideView) -> Value {
    let record = side.record();
    let event = side.found_at();
    let own = record
        .quote
        .as_deref()
        .map(|quote| quote_row(timeline, Some(quote), None, side.source(), record.at.as_deref(), side.verdict()));
    let passages = side.passages().into_iter().map(|passage| passage_row(timeline, passage));
    json!({
        "holds": record.holds.as_deref(),
        "statement": record.statement.as_deref(),
        "source": record.source.as_deref(),
        "event": event.map(|event| timeline.event(event).address()),
        "when": event.and_then(|event| timeline.event(event).date()).map(Date::words),
        "quotes": own.into_iter().chain(passages).collect::<Vec<_>>(),
    })
}

fn passage_row(timeline: &Timeline, passage: Passage) -> Value {
    let view = timeline.passage(passage);
    let speaker = view.statement().map(|statement| statement.speaker_name());
    let verdict = timeline.verdict_of(Bearer::Passage(passage));
    quote_row(timeline, view.quote(), speaker, view.source(), view.at(), verdict)
}

fn quote_row(
    timeline: &Timeline,
    quote: Option<&str>,
    speaker: Option<&str>,
    source: Option<SourceIx>,
    at: Option<&str>,
    verdict: Option<Verdict>,
) -> Value {
    let source = source.map(|source| timeline.source(source));
    json!({
        "quote": quote,
        "speaker_name": speaker,
        "source": source.map(|source| source.id()),
        "source_name": source.map(|source| source.name()),
        "published": source.and_then(|source| source.published()).map(Date::text),
        "at": at,
        "verdict": verdict.map(|verdict| verdict.word()),
    })
}
