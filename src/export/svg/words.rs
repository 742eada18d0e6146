//! What stands behind an item, shown where a pointer rests on it: date, title, quotes and sources.

use std::collections::HashMap;

use crate::model::attribution;
use crate::model::date::Date;
use crate::model::lanes::{Item, Lane};
use crate::model::timeline::{Bearer, EventIx, Passage, StatementIx, Timeline};

/// The most quotes that are told of one item.
const TOLD: usize = 12;

/// Words items, remembering what all items of an event share.
pub struct Teller<'t> {
    timeline: &'t Timeline,
    shared: HashMap<EventIx, Shared>,
}

/// What every item of an event tells.
struct Shared {
    /// Its first pieces of evidence, and how many there are.
    evidence: Vec<String>,
    evidence_count: usize,
    /// What carries it, and its disputes.
    last: Vec<String>,
}

impl<'t> Teller<'t> {
    /// One that has told nothing yet.
    pub fn new(timeline: &'t Timeline) -> Self {
        Self { timeline, shared: HashMap::new() }
    }

    /// "about May 2025: Kellogg speaks", then a line for each quote, with its source.
    pub fn told(&mut self, lane: &Lane, item: &Item) -> String {
        let timeline = self.timeline;
        let event = timeline.event(item.event);
        let shared = self.shared.entry(item.event).or_insert_with(|| Shared::of(timeline, item.event));
        let mut lines = vec![dated(item.date(timeline), event.title())];
        let statements = lane.said(item);
        let said = statements.iter().take(TOLD).map(|statement| said(timeline, *statement));
        lines.extend(said.chain(shared.evidence.iter().cloned()).take(TOLD));
        let count = statements.len() + shared.evidence_count;
        if count > TOLD {
            lines.push(format!("… and {} more", count - TOLD));
        }
        lines.extend(shared.last.iter().cloned());
        lines.join("\n")
    }
}

impl Shared {
    fn of(timeline: &Timeline, event: EventIx) -> Self {
        let passages = timeline.event(event).passages();
        let evidence: Vec<Passage> = passages.filter(|passage| matches!(passage, Passage::Evidence(..))).collect();
        let carried_by = attribution::independence(timeline, event).map(|counted| format!("Carried by {counted}."));
        let disputes = timeline.disputes_of(event).into_iter().map(|dispute| timeline.dispute(dispute)).take(TOLD);
        let disputes = disputes
            .map(|dispute| format!("In dispute ({}): {}", dispute.status().word(), &*dispute.record().question));
        Self {
            evidence: evidence.iter().take(TOLD).map(|passage| carried(timeline, *passage)).collect(),
            evidence_count: evidence.len(),
            last: carried_by.into_iter().chain(disputes).collect(),
        }
    }
}

/// "about May 2025: Kellogg speaks"
pub fn dated(date: Option<&Date>, title: &str) -> String {
    let date = date.map_or_else(|| "without a date".to_owned(), Date::words);
    format!("{date}: {title}")
}

fn said(timeline: &Timeline, statement: StatementIx) -> String {
    let view = timeline.statement(statement);
    let at = view.record().at.as_deref().map(|at| format!(", {at}")).unwrap_or_default();
    let route = attribution::route(timeline, Passage::Statement(statement), |source| {
        attribution::citation(timeline, source) + if view.source() == Some(source) { &at } else { "" }
    });
    let parts: Vec<String> = std::iter::once(attribution::said(view)).chain(route).collect();
    format!("{}{}", parts.join(", "), doubt(timeline, Passage::Statement(statement)))
}

fn carried(timeline: &Timeline, passage: Passage) -> String {
    let view = timeline.passage(passage);
    let quote = view.quote().map(|quote| format!(" “{}”", quote.trim())).unwrap_or_default();
    let source = view.source().map(|source| format!(" {}", attribution::citation(timeline, source)));
    let at = view.at().map(|at| format!(", {at}")).unwrap_or_default();
    format!("Evidence:{quote}{}{at}{}", source.unwrap_or_default(), doubt(timeline, passage))
}

/// What the reader must know of a quote that a copy was found not to have as it stands.
fn doubt(timeline: &Timeline, passage: Passage) -> String {
    let verdict = timeline.verdict_of(Bearer::Passage(passage)).filter(|verdict| verdict.is_refuted());
    verdict.map(|verdict| format!(" NOT PROVED by the kept copy ({}).", verdict.words())).unwrap_or_default()
}
