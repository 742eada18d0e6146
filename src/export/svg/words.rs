//! What stands behind an item, shown where a pointer rests on it: date, title, quotes and sources.

use crate::model::attribution;
use crate::model::date::Date;
use crate::model::lanes::Item;
use crate::model::timeline::{Bearer, Passage, StatementIx, Timeline};

/// The most quotes that are told of one item.
const TOLD: usize = 12;

/// "about May 2025: Kellogg speaks", then a line for each quote, with its source.
pub fn told(timeline: &Timeline, item: &Item) -> String {
    let event = timeline.event(item.event);
    let mut lines = vec![dated(item.date(timeline), event.title())];
    let said = item.statements.iter().map(|statement| said(timeline, *statement));
    let evidence = event.passages().filter(|passage| matches!(passage, Passage::Evidence(..)));
    let count = item.statements.len() + event.passages().count() - event.statements().count();
    lines.extend(said.chain(evidence.map(|passage| carried(timeline, passage))).take(TOLD));
    if count > TOLD {
        lines.push(format!("… and {} more", count - TOLD));
    }
    if let Some(independence) = attribution::independence(timeline, item.event) {
        lines.push(format!("Carried by {independence}."));
    }
    for dispute in timeline.disputes_of(item.event).into_iter().map(|dispute| timeline.dispute(dispute)).take(TOLD) {
        lines.push(format!("In dispute ({}): {}", dispute.status().word(), &*dispute.record().question));
    }
    lines.join("\n")
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
