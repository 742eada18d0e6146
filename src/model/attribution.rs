//! Whose words they are and where they stand, as every screen, list and brief words it.

use std::collections::HashSet;

use super::chain::{Step, steps};
use super::date::Date;
use super::document::Voice;
use super::plural::plural;
use super::timeline::{
    EventIx, Holder, OriginCount, Origins, Passage, SideView, SourceIx, StatementIx, StatementView, Timeline, Via,
};

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

/// Who speaks and in whose words: "An official (not named), in the source's words".
///
/// Where there is no quote, nothing is said of its words.
#[must_use]
pub fn speaker(statement: StatementView) -> String {
    let in_words = statement.record().quote.as_ref().map(|_| format!(", {}", voice(statement.voice())));
    format!("{}{}", statement.shown_speaker(), in_words.unwrap_or_default())
}

/// "Keith Kellogg, according to Clash Report, as reported by Westport Gazette, which cites …".
#[must_use]
pub fn chain(timeline: &Timeline, statement: StatementIx) -> String {
    let speaker = timeline.statement(statement).shown_speaker();
    let route = route(timeline, Passage::Statement(statement), |source| source_name(timeline, source));
    std::iter::once(speaker).chain(route).collect::<Vec<_>>().join(", ")
}

/// The chain without its speaker, a step each: "according to …", "as reported by …", "which cites …".
///
/// `source_words` words each source, as [`source_name`] does or with more beside the name.
pub fn route(timeline: &Timeline, passage: Passage, mut source_words: impl FnMut(SourceIx) -> String) -> Vec<String> {
    let steps = steps(timeline, passage);
    let mut words = Vec::new();
    let mut rest = &steps[..];
    while let Some((step, behind)) = rest.split_first() {
        rest = behind;
        match step {
            Step::Via(Via::Actor(actor)) => words.push(format!("according to {}", timeline.actor(*actor).shown_name())),
            Step::Via(Via::Source(source)) => words.push(format!("according to {}", source_words(*source))),
            Step::Source(source) => words.push(format!("as reported by {}", source_words(*source))),
            Step::Cited(..) => {
                let cited: Vec<(SourceIx, usize)> = std::iter::once(step).chain(rest).map_while(cited).collect();
                rest = &rest[cited.len() - 1..];
                words.push(citing(&cited, &mut source_words));
            }
            Step::Onward(source) => {
                words.push(format!("and so on to {}", names(timeline, &timeline.origins_of_source(*source))));
            }
        }
    }
    words
}

fn cited(step: &Step) -> Option<(SourceIx, usize)> {
    if let Step::Cited(source, depth) = step { Some((*source, *depth)) } else { None }
}

/// "which cites A, which cites B"; where there are several, "which cites A (which cites B) and C".
fn citing(cited: &[(SourceIx, usize)], source_words: &mut impl FnMut(SourceIx) -> String) -> String {
    let depth = cited.first().map_or(1, |(_, depth)| *depth);
    let branches: Vec<&[(SourceIx, usize)]> = cited.chunk_by(|_, (_, next)| *next > depth).collect();
    let alone = branches.len() == 1;
    let mut worded = Vec::new();
    for branch in branches {
        let Some(((source, _), behind)) = branch.split_first() else { continue };
        let mut words = source_words(*source);
        if !behind.is_empty() {
            let more = citing(behind, source_words);
            words.push_str(&if alone { format!(", {more}") } else { format!(" ({more})") });
        }
        worded.push(words);
    }
    format!("which cites {}", listed(&worded))
}

/// "A", "A and B", "A, B and C".
fn listed(words: &[String]) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

/// How many origins are named before the rest is counted.
const NAMED: usize = 3;

/// The names of origins: "Clash Report", "Ama Osei and 12 more".
#[must_use]
pub fn names(timeline: &Timeline, origins: &Origins) -> String {
    let name = |origin: &Via| match origin {
        Via::Source(source) => source_name(timeline, *source),
        Via::Actor(actor) => timeline.actor(*actor).shown_name(),
    };
    let mut words: Vec<String> = origins.all.iter().take(NAMED).map(name).collect();
    let more = origins.all.len() - words.len();
    if more > 0 || origins.has_more {
        words.push(format!("{}{more} more", if origins.has_more { "at least " } else { "" }));
    }
    listed(&words)
}

/// "1 origin", "at least 256 origins".
#[must_use]
pub fn counted(OriginCount { count, or_more }: OriginCount) -> String {
    format!("{}{}", if or_more { "at least " } else { "" }, plural(count, "origin"))
}

/// "3 sources, 1 origin", where anything carries the event.
#[must_use]
pub fn independence(timeline: &Timeline, event: EventIx) -> Option<String> {
    let count = timeline.origin_count(event);
    (count.count > 0).then(|| format!("{}, {}", plural(source_count(timeline, event), "source"), counted(count)))
}

/// "3 sources, 1 origin: Clash Report", where anything carries the event.
#[must_use]
pub fn carried(timeline: &Timeline, event: EventIx) -> Option<String> {
    let names = names(timeline, &timeline.origins_of_event(event));
    independence(timeline, event).map(|counted| format!("{counted}: {names}"))
}

/// How many sources have passages that carry the event.
#[must_use]
pub fn source_count(timeline: &Timeline, event: EventIx) -> usize {
    let passages = timeline.event(event).passages();
    passages.filter_map(|passage| timeline.passage(passage).source()).collect::<HashSet<_>>().len()
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
            let place = at(view.record().at.as_deref());
            let route = route(timeline, Passage::Statement(statement), |source| {
                source_words(source) + if view.source() == Some(source) { &place } else { "" }
            });
            let said = said(view).trim_end_matches('.').to_owned();
            format!("{}.", std::iter::once(said).chain(route).collect::<Vec<_>>().join(", "))
        }
        Some(Holder::Source(source)) => {
            let quote = record.quote.as_deref().map(|quote| format!(": {}", quoted(quote))).unwrap_or_default();
            format!("{}{quote}{}.", source_words(source), at(record.at.as_deref()))
        }
        None => record.quote.as_deref().map(quoted).unwrap_or_default(),
    }
}

/// A statement in a line: "Ama Osei (11 Apr 2024), in the speaker's own words: “I told them”".
#[must_use]
pub fn said(statement: StatementView) -> String {
    let is_known = statement.record().quote.is_some() && statement.voice().is_some();
    let in_words = if is_known { format!(", {}", voice(statement.voice())) } else { String::new() };
    format!("{}{}{in_words}: {}", statement.shown_speaker(), in_brackets(statement.date()), words(statement))
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
