//! What a brief says, in words, before any markup.

mod disputes;
mod pieces;

use std::collections::HashMap;

use minijinja::Value;
use serde::Serialize;

use super::escape::link;
use crate::model::attribution;
use crate::model::date::{Answer, Date};
use crate::model::excerpt::Excerpt;
use crate::model::plural::plural;
use crate::model::timeline::{Bearer, EventIx, Passage, SourceIx, StatementIx, Timeline};
use disputes::{DisputePart, Met, Reference};

pub use pieces::pieces;

#[derive(Serialize)]
struct EventPart {
    when: Option<String>,
    title: String,
    remarks: Vec<String>,
    about: String,
    texts: Vec<String>,
    statements: Vec<StatementPart>,
    evidence: Vec<String>,
    disputes: Vec<DisputePart>,
    references: Vec<Reference>,
}

#[derive(Serialize)]
struct StatementPart {
    words: String,
    speaker: String,
    told: String,
    texts: Vec<String>,
}

#[derive(Serialize)]
struct Note {
    text: String,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Link {
    label: &'static str,
    url: Value,
}

/// "3 events, 1 of them without a date. The first is dated: by May 2025; the last: about Jul 2025."
pub fn extent(excerpt: &Excerpt) -> String {
    let timeline = excerpt.timeline();
    let events = excerpt.in_order();
    let dated: Vec<EventIx> = events.iter().copied().filter(|event| timeline.event(*event).when().is_some()).collect();
    let date = |event: Option<&EventIx>| event.and_then(|event| timeline.event(*event).date()).map(|date| date.words());
    let mut words = known(excerpt) + &plural(events.len(), "event");
    match events.len() - dated.len() {
        0 => {}
        undated => words.push_str(&format!(", {undated} without a date")),
    }
    match (date(dated.first()), date(dated.last())) {
        (Some(first), Some(last)) if first == last => words.push_str(&format!(". Dated: {first}.")),
        (Some(first), Some(last)) => words.push_str(&format!(". The first is dated: {first}; the last: {last}.")),
        _ => words.push('.'),
    }
    words
}

/// As of which day it was known, where that is asked: "As known on 2024-04-11, from sources that were out by then. ".
fn known(excerpt: &Excerpt) -> String {
    let timeline = excerpt.timeline();
    let Some(day) = timeline.known_on() else { return String::new() };
    let passages = excerpt.in_order().into_iter().flat_map(|event| timeline.event(event).passages());
    let possibly = match passages.filter(|passage| timeline.knows(*passage) == Answer::Possibly).count() {
        0 => String::new(),
        count => format!("; {} of them only possibly", plural(count, "passage")),
    };
    format!("As known on {}, from sources that were out by then{possibly}. ", day.words())
}

/// What a brief refers to from several places.
#[derive(Default)]
struct Told {
    /// The sources, in the order in which they were met.
    notes: Vec<SourceIx>,
    /// The number of each of them, from one.
    numbers: HashMap<SourceIx, usize>,
    met: Met,
}

impl Told {
    /// The number of a source, which is the next one where it is met first.
    fn number(&mut self, source: SourceIx) -> usize {
        *self.numbers.entry(source).or_insert_with(|| {
            self.notes.push(source);
            self.notes.len()
        })
    }
}

/// Words things and numbers the sources as they are met.
struct Writer<'t> {
    excerpt: &'t Excerpt<'t>,
    timeline: &'t Timeline,
    told: &'t mut Told,
}

impl Writer<'_> {
    fn number(&mut self, source: SourceIx) -> usize {
        self.told.number(source)
    }

    fn event(&mut self, ix: EventIx, is_open: bool) -> EventPart {
        let timeline = self.timeline;
        let event = timeline.event(ix);
        let names: Vec<&str> = event.actors().iter().map(|actor| timeline.actor(*actor).name()).collect();
        let place = event.place().map(|place| format!("Place: {place}."));
        let actors = (!names.is_empty()).then(|| format!("With {}.", names.join(", ")));
        let note = event.note().map(|note| format!("Note: {note}"));
        let statements = event.statements().map(|statement| self.statement(statement)).collect();
        let carried = event.passages().filter(|passage| matches!(passage, Passage::Evidence(..)));
        let evidence = carried.map(|passage| self.evidence(passage)).collect();
        let (disputes, references) = self.disputes_at(ix);
        let by_several = attribution::source_count(timeline, ix) > 1;
        let carried = by_several.then(|| attribution::carried(timeline, ix)).flatten();
        let carried = carried.map(|carried| format!("Carried by {carried}."));
        EventPart {
            when: event.date().map(Date::words),
            title: event.title().to_owned(),
            remarks: date_remarks(event.date(), event.printed(), is_open),
            about: place.into_iter().chain(actors).chain(carried).collect::<Vec<_>>().join(" "),
            texts: event.summary().map(str::to_owned).into_iter().chain(note).collect(),
            statements,
            evidence,
            disputes,
            references,
        }
    }

    fn statement(&mut self, ix: StatementIx) -> StatementPart {
        let timeline = self.timeline;
        let statement = timeline.statement(ix);
        let record = statement.record();
        let words = record.quote.as_deref().map_or("No quote is given".to_owned(), |quote| format!("“{quote}”"));
        let voice = record.quote.is_some().then(|| attribution::voice(statement.voice()).to_owned());
        let when = statement.date().map(Date::words);
        let at = record.at.as_deref().map(|at| format!(", {at}")).unwrap_or_default();
        let route = attribution::route(timeline, Passage::Statement(ix), |source| {
            let place = if statement.source() == Some(source) { at.as_str() } else { "" };
            self.source(source) + place
        });
        let doubt = self.doubt(Bearer::Passage(Passage::Statement(ix)));
        let told: Vec<String> = voice.into_iter().chain(when).chain(route).chain(doubt).collect();
        let says = record.says.as_deref().map(|says| format!("In the curator's words: {says}"));
        let note = record.note.as_deref().map(|note| format!("Note: {note}"));
        let revised = statement
            .revises()
            .iter()
            .map(|revised| format!("It takes back or changes: {}", attribution::said(timeline.statement(*revised))));
        StatementPart {
            words,
            speaker: statement.shown_speaker(),
            told: told.join(", "),
            texts: says.into_iter().chain(revised).chain(note).collect(),
        }
    }

    fn evidence(&mut self, passage: Passage) -> String {
        let timeline = self.timeline;
        let words = self.passage(passage);
        let outlet = timeline.passage(passage).source().map(|source| {
            let published = timeline.source(source).published().map(Date::words);
            let cites = attribution::route(timeline, passage, |source| self.source(source)).into_iter().skip(1);
            let named = std::iter::once(attribution::source_name(timeline, source));
            format!(" {}.", named.chain(published).chain(cites).collect::<Vec<_>>().join(", "))
        });
        let dated = timeline.passage(passage).dated().map(|date| format!(" It dates the event: {}.", date.words()));
        let doubt = self.doubt(Bearer::Passage(passage)).map(|doubt| format!(" {doubt}."));
        format!("{words}{}{}{}", outlet.unwrap_or_default(), dated.unwrap_or_default(), doubt.unwrap_or_default())
    }

    /// What the reader must know of a quote that a copy was found not to have as it stands.
    fn doubt(&self, bearer: Bearer) -> Option<String> {
        let verdict = self.timeline.verdict_of(bearer)?;
        verdict.is_refuted().then(|| format!("NOT PROVED by the kept copy ({})", verdict.words()))
    }

    /// `“The very words” [1], paragraph 3.`
    fn passage(&mut self, passage: Passage) -> String {
        let view = self.timeline.passage(passage);
        self.quoted(view.quote(), view.source(), view.at())
    }

    fn quoted(&mut self, quote: Option<&str>, source: Option<SourceIx>, at: Option<&str>) -> String {
        let quote = quote.map(|quote| format!("“{quote}”"));
        let number = source.map(|source| format!("[{}]", self.number(source)));
        let words: Vec<String> = quote.into_iter().chain(number).collect();
        format!("{}{}.", words.join(" "), at.map(|at| format!(", {at}")).unwrap_or_default())
    }

    /// `Westport Gazette [1], published 12 Apr 2024`
    fn source(&mut self, source: SourceIx) -> String {
        let number = self.number(source);
        let published = self.timeline.source(source).published().map(|date| format!(", published {}", date.words()));
        format!("{} [{number}]{}", attribution::source_name(self.timeline, source), published.unwrap_or_default())
    }

    /// The note of a source that was met.
    fn note(&mut self, source: SourceIx) -> Note {
        let number = self.number(source);
        let record = self.timeline.source(source).record();
        let more = [
            record.accessed.as_deref().map(|date| format!("read {}", date.words())),
            record.sha256.as_deref().map(|digest| format!("SHA-256 of the kept copy {digest}")),
        ];
        let said: Vec<String> =
            std::iter::once(attribution::citation(self.timeline, source)).chain(more.into_iter().flatten()).collect();
        let links = [("Link", &record.url), ("Archived", &record.archive)];
        Note {
            text: format!("[{number}] {}.", said.join(", ")),
            links: links
                .into_iter()
                .filter_map(|(label, url)| Some(Link { label, url: Value::from_safe_string(link(url.as_deref()?)) }))
                .collect(),
        }
    }
}

/// Where the date was read, and how far it can be relied on.
fn date_remarks(date: Option<&Date>, printed: Option<&str>, is_open: bool) -> Vec<String> {
    let is = |holds: fn(&Date) -> bool| date.is_some_and(holds);
    [
        printed.map(|printed| format!("The date is read from the words “{printed}”.")),
        is(|date| date.is_approximate()).then(|| "The date is approximate.".to_owned()),
        is(|date| date.is_uncertain()).then(|| "The source is not sure of the date.".to_owned()),
        is_open.then(|| "Its place in the order is open: the dates do not settle it.".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
