//! The timeline as it was known on a day, in words: how much that was, what a day added, and what came later.

use super::attribution;
use super::date::{Answer, Date};
use super::history::{Change, out_on, undated};
use super::plural::plural;
use super::timeline::{Origins, Passage, SideView, SourceIx, StatementIx, Timeline, Via};
use super::turn::Turn;
use crate::model::date::Day;

/// "as known on 2025-05-31: 14 of 29 events, 21 of 54 quotes".
#[must_use]
pub fn extent(whole: &Timeline, known: &Timeline) -> Option<String> {
    let day = known.known_on()?;
    let events = format!("{} of {}", known.events().len(), plural(whole.events().len(), "event"));
    let quotes = format!("{} of {}", known.quotes().len(), plural(whole.quotes().len(), "quote"));
    Some(format!("as known on {}: {events}, {quotes}", day.text()))
}

/// How many of its passages were known only possibly.
fn possible(known: &Timeline) -> usize {
    let passages = known.events().flat_map(|event| known.event(event).passages());
    passages.filter(|passage| known.knows(*passage) == Answer::Possibly).count()
}

fn possibly_known(count: usize) -> String {
    format!("{} only possibly", plural(count, "passage"))
}

/// "2 passages only possibly", where there are any.
#[must_use]
pub fn doubtful(known: &Timeline) -> Option<String> {
    Some(possible(known)).filter(|count| *count > 0).map(possibly_known)
}

/// What of it is only possible, and what was left out since nothing says when it was known.
#[must_use]
pub fn doubts(whole: &Timeline, known: &Timeline) -> Vec<String> {
    let Some(day) = known.known_on() else { return Vec::new() };
    let possible = possible(known);
    let undated = undated(whole).len();
    let bare = |event: &super::timeline::EventIx| {
        let mut passages = whole.event(*event).passages();
        passages.all(|passage| whole.passage(passage).source().is_none())
    };
    let bare = whole.events().filter(bare).count();
    let vague = |source: &SourceIx| {
        whole.source(*source).published().is_some() && whole.was_out(*source, day) == Answer::Possibly
    };
    let vague = whole.sources().filter(vague).count();
    let whys: Vec<String> = [
        (undated > 0).then(|| format!("{} without a date", plural(undated, "source"))),
        (vague > 0).then(|| format!("{} with a vague one", plural(vague, "source"))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let possible = (possible > 0).then(|| format!("{} ({})", possibly_known(possible), whys.join(", ")));
    let bare = (bare > 0).then(|| format!("{} that no source carries left out", plural(bare, "event")));
    possible.into_iter().chain(bare).collect()
}

/// "2025-07-11 “US Joins Ukraine Peace Force Talks” added 9 events, 20 statements".
#[must_use]
pub fn added(whole: &Timeline, day: Day, change: &Change) -> String {
    let all: Vec<Via> = out_on(whole, day).into_iter().map(Via::Source).collect();
    let sources = attribution::names(whole, &Origins { all, has_more: false });
    let sources = if sources.is_empty() { sources } else { format!(" {sources}") };
    format!("{day}{sources} {}", counted(change))
}

/// "added 9 events, 20 statements".
fn counted(change: &Change) -> String {
    let statements = change.passages.iter().filter(|passage| matches!(passage, Passage::Statement(_))).count();
    let evidence = match change.passages.len() - statements {
        1 => "1 piece of evidence".to_owned(),
        count => format!("{count} pieces of evidence"),
    };
    let counts = [
        (change.events.len(), plural(change.events.len(), "event")),
        (statements, plural(statements, "statement")),
        (change.passages.len() - statements, evidence),
    ];
    let added: Vec<String> = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    let added = if added.is_empty() { "added nothing".to_owned() } else { format!("added {}", added.join(", ")) };
    let possibly = match change.possible {
        0 => String::new(),
        count => format!(", {count} of them only possibly"),
    };
    let added = added + &possibly;
    match change.confirmed.len() {
        0 => added,
        count => format!("{added}; {} no longer only possible", plural(count, "passage")),
    }
}

/// What turned out otherwise, where that stands beside what was known: "revised: Peter Holt (2 May 2024): “…”".
#[must_use]
pub fn otherwise(whole: &Timeline, turn: Turn) -> String {
    match turn {
        Turn::Revised { by, .. } => format!("revised: {}", said(whole, by)),
        Turn::Disputed { dispute, side } => {
            let (question, side) = (&whole.dispute(dispute).record().question, whole.side(dispute, side));
            format!("disputed: {} {}", &**question, account(whole, side))
        }
        Turn::Dated { by, .. } => {
            let view = whole.passage(by);
            let date = view.dated().map(Date::words).unwrap_or_default();
            let source = view.source().map(|source| format!(" ({})", dated_source(whole, source)));
            format!("dated otherwise: {date}{}", source.unwrap_or_default())
        }
    }
}

/// As [`otherwise`], with what was known before it, where it stands alone.
#[must_use]
pub fn turned(whole: &Timeline, turn: Turn) -> String {
    let before = match turn {
        Turn::Revised { statement, .. } => said(whole, statement),
        Turn::Dated { event, .. } => {
            let view = whole.event(event);
            let date = view.date().map_or_else(|| "without a date".to_owned(), Date::words);
            format!("{} ({date})", view.title())
        }
        Turn::Disputed { .. } => return otherwise(whole, turn),
    };
    format!("{before}; {}", otherwise(whole, turn))
}

/// As [`turned`], in few words.
#[must_use]
pub fn turned_in_short(whole: &Timeline, turn: Turn) -> String {
    match turn {
        Turn::Revised { statement, .. } => {
            let view = whole.statement(statement);
            format!("{} of {} is revised", attribution::words(view), view.shown_speaker())
        }
        Turn::Disputed { dispute, .. } => format!("in dispute: {}", &*whole.dispute(dispute).record().question),
        Turn::Dated { event, .. } => format!("“{}” is dated otherwise", whole.event(event).title()),
    }
}

/// A statement with the way that it came and the day on which its source came out.
fn said(whole: &Timeline, statement: StatementIx) -> String {
    let route = attribution::route(whole, Passage::Statement(statement), |source| dated_source(whole, source));
    let said = attribution::said(whole.statement(statement));
    std::iter::once(said).chain(route).collect::<Vec<_>>().join(", ")
}

/// What a side holds and whose account that is.
fn account(whole: &Timeline, side: SideView) -> String {
    let holds = side.record().holds.as_deref().map(|holds| format!("{holds}: ")).unwrap_or_default();
    format!("{holds}{}", attribution::account(whole, side, |source| dated_source(whole, source)))
}

/// "Westport Gazette, 3 May 2024".
fn dated_source(whole: &Timeline, source: SourceIx) -> String {
    let published = whole.source(source).published();
    let date = published.map(|date| format!(", {}", date.words())).unwrap_or_default();
    format!("{}{date}", attribution::source_name(whole, source))
}
