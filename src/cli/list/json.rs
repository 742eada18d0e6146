//! Rows for other programs, as JSON.

use serde_json::{Value, json};

use super::lines::List;
use super::rows::Rows;
use crate::cli::array::print_rows;
use crate::cli::out::{Failure, print};
use crate::cli::{disputes, gaps, known, support};
use crate::export::{earliest, latest, safe_json};
use crate::model::attribution;
use crate::model::date::{Answer, Date};
use crate::model::timeline::{Bearer, EventIx, Origins, Passage, SourceIx, StatementIx, Support, Timeline};
use crate::model::verdict::Verdict;

impl List<'_> {
    /// Prints the rows as an array.
    ///
    /// # Errors
    /// Where stdout takes no more.
    pub fn print_json(&self) -> Result<(), Failure> {
        let timeline = self.timeline;
        let all: Value = match &self.rows {
            Rows::Events(rows) => return print_rows(timeline, rows, event_row),
            Rows::Statements(rows) => return print_rows(timeline, rows, statement_row),
            Rows::Sources(rows) => {
                let rows: Vec<&(SourceIx, Support)> = rows.iter().collect();
                return print_rows(timeline, &rows, |part, (ix, support)| support::row(part, *ix, support));
            }
            Rows::Disputes(rows) => rows.iter().map(|row| disputes::row(timeline, *row)).collect(),
            Rows::Gaps(rows, _) => return print_rows(timeline, &rows.iter().collect::<Vec<_>>(), gaps::row),
            Rows::History(rows) => rows.iter().map(|row| known::step_row(self.whole, row)).collect(),
        };
        print(&safe_json(&all)?)
    }
}

fn event_row(timeline: &Timeline, (ix, answer, open): (EventIx, Answer, bool)) -> Value {
    let event = timeline.event(ix);
    json!({
        "event": event.address(),
        "date": event.date().map(Date::text),
        "earliest": event.date().and_then(earliest),
        "latest": event.date().and_then(latest),
        "when": event.date().map(Date::words),
        "answer": answer_word(answer),
        "order_is_open": open,
        "printed": event.printed(),
        "title": event.title(),
        "summary": event.summary(),
        "place": event.place(),
        "actors": event.actors().iter().map(|actor| timeline.actor(*actor).id()).collect::<Vec<_>>(),
        "tags": event.tags().collect::<Vec<_>>(),
        "origins": step_ids(timeline, &timeline.origins_of_event(ix)),
        "note": event.note(),
        "imported": event.imported(),
        "open_disputes": timeline.disputes_of(ix).into_iter().map(|dispute| timeline.dispute(dispute))
            .filter(|dispute| dispute.is_open())
            .map(|dispute| &*dispute.record().question)
            .collect::<Vec<_>>(),
        "statements": event.statements().map(|said| statement_row(timeline, (said, answer))).collect::<Vec<_>>(),
        "evidence": event.passages()
            .filter(|passage| matches!(passage, Passage::Evidence(..)))
            .map(|passage| evidence_row(timeline, passage))
            .collect::<Vec<_>>(),
    })
}

fn evidence_row(timeline: &Timeline, passage: Passage) -> Value {
    let view = timeline.passage(passage);
    json!({
        "source": view.source().map(|source| timeline.source(source).id()),
        "quote": view.quote(),
        "verdict": verdict_word(timeline, passage),
        "at": view.at(),
        "date": view.dated().map(Date::text),
    })
}

/// What was found of its quote; nothing where it has none.
fn verdict_word(timeline: &Timeline, passage: Passage) -> Option<&'static str> {
    timeline.verdict_of(Bearer::Passage(passage)).map(Verdict::word)
}

fn statement_row(timeline: &Timeline, (ix, answer): (StatementIx, Answer)) -> Value {
    let statement = timeline.statement(ix);
    let record = statement.record();
    let when = statement.date();
    json!({
        "event": timeline.event(statement.event()).address(),
        "statement": record.id.as_deref(),
        "said": when.map(Date::text),
        "earliest": when.and_then(earliest),
        "latest": when.and_then(latest),
        "when": when.map(Date::words),
        "answer": answer_word(answer),
        "speaker": statement.speaker().map(|speaker| timeline.actor(speaker).id()),
        "speaker_name": statement.speaker_name(),
        "speaker_is_named": statement.speaker().map(|speaker| !timeline.actor(speaker).is_unnamed()),
        "voice": statement.voice().map(|voice| voice.word()),
        "quote": record.quote.as_deref(),
        "verdict": verdict_word(timeline, Passage::Statement(ix)),
        "says": record.says.as_deref(),
        "source": statement.source().map(|source| timeline.source(source).id()),
        "source_name": statement.source().map(|source| timeline.source(source).name()),
        "at": record.at.as_deref(),
        "via": statement.via_ids().collect::<Vec<_>>(),
        "attribution": attribution::chain(timeline, ix),
        "origins": step_ids(timeline, &timeline.origins_of(Passage::Statement(ix))),
        "revises": statement.revised_ids().collect::<Vec<_>>(),
        "topics": record.topics.iter().map(|topic| &**topic).collect::<Vec<_>>(),
        "note": record.note.as_deref(),
    })
}

/// The ids of origins, at most as many as are told apart.
fn step_ids<'t>(timeline: &'t Timeline, origins: &Origins) -> Vec<&'t str> {
    origins.all.iter().map(|origin| timeline.step_id(*origin)).collect()
}

fn answer_word(answer: Answer) -> &'static str {
    match answer {
        Answer::Certainly => "certainly",
        Answer::Possibly => "possibly",
        Answer::No => "no",
    }
}
