//! Whose words they are and where they stand, as every screen, list and brief words it.

use super::date::Date;
use super::document::Voice;
use super::timeline::{Holder, SideView, SourceIx, StatementIx, StatementView, Timeline, Via};

/// Whose words a quote is made of, in words.
#[must_use]
pub fn voice(voice: Option<Voice>) -> &'static str {
    match voice {
        Some(Voice::Direct) => "in the speaker's own words",
        Some(Voice::Indirect) => "in the source's words",
        None => "the voice not given",
    }
}

/// The short name of a source in a sentence: its outlet; else its title between quotes; else its id.
#[must_use]
pub fn source_name(timeline: &Timeline, source: SourceIx) -> String {
    let view = timeline.source(source);
    match (&view.record().outlet, &view.record().title) {
        (None, Some(title)) => format!("“{}”", &**title),
        _ => view.name().to_owned(),
    }
}

/// A source by all that finds it again: author, title, outlet and date; its id where it has none of them.
#[must_use]
pub fn citation(timeline: &Timeline, source: SourceIx) -> String {
    let view = timeline.source(source);
    let record = view.record();
    let parts = [
        record.author.as_deref().map(str::to_owned),
        record.title.as_deref().map(|title| format!("“{title}”")),
        record.outlet.as_deref().map(str::to_owned),
        view.published().map(Date::words),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { view.id().to_owned() } else { parts.join(", ") }
}

/// "Keith Kellogg, according to Clash Report, as reported by Westport Gazette, which cites …".
#[must_use]
pub fn chain(timeline: &Timeline, statement: StatementIx) -> String {
    let speaker = timeline.statement(statement).speaker_name().to_owned();
    let route = route(timeline, statement, |source| source_name(timeline, source));
    std::iter::once(speaker).chain(route).collect::<Vec<_>>().join(", ")
}

/// The chain without its speaker, a step each: "according to …", "as reported by …", "which cites …".
///
/// `source_words` words each source, as [`source_name`] does or with more beside the name.
pub fn route(
    timeline: &Timeline,
    statement: StatementIx,
    mut source_words: impl FnMut(SourceIx) -> String,
) -> Vec<String> {
    let said = timeline.statement(statement);
    let mut steps = hearsay(timeline, statement, &mut source_words);
    let Some(source) = said.source() else { return steps };
    steps.push(format!("as reported by {}", source_words(source)));
    let is_named = |cited: &SourceIx| said.via().iter().any(|via| matches!(via, Via::Source(named) if named == cited));
    let cited: Vec<String> =
        timeline.source(source).cites().filter(|cited| !is_named(cited)).map(source_words).collect();
    if !cited.is_empty() {
        steps.push(format!("which cites {}", cited.join(" and ")));
    }
    steps
}

/// The steps between the speaker and the source, from the speaker on: "according to …".
pub fn hearsay(
    timeline: &Timeline,
    statement: StatementIx,
    mut source_words: impl FnMut(SourceIx) -> String,
) -> Vec<String> {
    let name = |via: &Via| match via {
        Via::Source(source) => source_words(*source),
        Via::Actor(actor) => timeline.actor(*actor).name().to_owned(),
    };
    timeline.statement(statement).via().iter().map(name).map(|name| format!("according to {name}")).collect()
}

/// The account of a side in a sentence: "Ama Osei (11 Apr 2024): “I told them”, Westport Gazette, page 2."
///
/// `source_words` words the source of a quote, as [`source_name`] does or with more beside the name.
pub fn account(timeline: &Timeline, side: SideView, mut source_words: impl FnMut(SourceIx) -> String) -> String {
    let record = side.record();
    let quoted = |quote: &str| format!("“{}”", quote.trim());
    let at = |at: Option<&str>| at.map(|at| format!(", {at}")).unwrap_or_default();
    match side.holder() {
        Some(Holder::Event(event)) => {
            let event = timeline.event(event);
            format!("The event “{}”{}.", event.title(), in_brackets(event.date()))
        }
        Some(Holder::Statement(statement)) => {
            let view = timeline.statement(statement);
            let source = view.source().map(|source| format!(", {}", source_words(source))).unwrap_or_default();
            format!("{}{source}{}.", said(view).trim_end_matches('.'), at(view.record().at.as_deref()))
        }
        Some(Holder::Source(source)) => {
            let quote = record.quote.as_deref().map(|quote| format!(": {}", quoted(quote))).unwrap_or_default();
            format!("{}{quote}{}.", source_words(source), at(record.at.as_deref()))
        }
        None => record.quote.as_deref().map(quoted).unwrap_or_default(),
    }
}

/// A statement in a line: "Ama Osei (11 Apr 2024): “I told them”".
#[must_use]
pub fn said(statement: StatementView) -> String {
    format!("{}{}: {}", statement.speaker_name(), in_brackets(statement.when()), words(statement))
}

/// The quote of a statement between quotes; else what it says, in the curator's words.
#[must_use]
pub fn words(statement: StatementView) -> String {
    match (&statement.record().quote, &statement.record().says) {
        (Some(quote), _) => format!("“{}”", quote.trim()),
        (None, Some(says)) => says.to_string(),
        (None, None) => "no quote is given".to_owned(),
    }
}

fn in_brackets(date: Option<&Date>) -> String {
    date.map(|date| format!(" ({})", date.words())).unwrap_or_default()
}
