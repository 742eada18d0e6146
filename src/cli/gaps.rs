//! The silences and bursts that `annals list --gaps` gives, in words and as rows of JSON.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::facts::Facts;
use super::out::Failure;
use crate::load::name_of;
use crate::model::date::{Date, Instant};
use crate::model::rhythm::{Burst, Silence, Subject, Thing, Told, Window, in_words, subjects};
use crate::model::timeline::{EventIx, Facet, Timeline};

/// How many silences and bursts of a subject are told.
const MOST: usize = 5;

/// A length of time, such as 7d.
pub fn window(text: &str) -> Result<Window, String> {
    Window::parse(text).ok_or_else(|| "write a number and m, h, d, w or y, such as 12h, 7d or 2w".to_owned())
}

/// A word behind `--gaps` that is no file was meant as whose.
///
/// # Errors
/// One of the files is none and looks like none.
pub fn misplaced(files: &[PathBuf]) -> Result<(), Failure> {
    let is_word = |path: &&PathBuf| {
        !path.exists() && !path.to_string_lossy().contains(['.', '/', '\\']) && path.as_os_str() != "-"
    };
    let Some(word) = files.iter().find(is_word).map(|path| name_of(path)) else { return Ok(()) };
    let quoted = if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.clone() };
    Err(Failure::Told(
        format!("cannot read {word}: there is no such file"),
        Some(format!("whose silences to list is joined to the option: write `--gaps={quoted}`")),
    ))
}

/// The rhythm of everything chosen, of each actor and of each tag; or, with `wanted`, of that one alone.
///
/// # Errors
/// No actor and no tag is called `wanted`.
pub fn told(
    timeline: &Timeline,
    events: &[EventIx],
    wanted: &str,
    window: Option<Window>,
) -> Result<Vec<Told>, Failure> {
    let mut all = subjects(timeline, events);
    if !wanted.is_empty() {
        let subject = subject(timeline, wanted)?;
        all.retain(|(known, _)| *known == subject);
    }
    Ok(Told::all(timeline, all, window, MOST))
}

/// `tag:NAME`, or an actor by id, name or alias, however they are written.
fn subject(timeline: &Timeline, wanted: &str) -> Result<Subject, Failure> {
    let (facet, name, nothing) = match wanted.strip_prefix("tag:") {
        Some(tag) => (Facet::Tag, tag, "no event bears the tag"),
        None => (Facet::Actor, wanted, "no actor is called"),
    };
    let terms = timeline.terms(facet);
    let term = terms.named(name, false).first().and_then(|thing| terms.of(*thing).next());
    let subject = term.and_then(|term| match facet {
        Facet::Tag => Some(Subject::Tag(term.text().to_owned())),
        _ => timeline.actor_named(term.text()).map(Subject::Actor),
    });
    subject.ok_or_else(|| {
        let hint = terms.nearest(name).map(|near| format!("did you mean `{near}`?"));
        Failure::Told(format!("--gaps: {nothing} `{name}`"), hint)
    })
}

/// A subject with its silences and bursts, a fact a line.
pub fn lines(facts: &mut Facts, timeline: &Timeline, told: &Told) {
    facts.gap();
    facts.line(&told.subject.name(timeline));
    facts.fact(1, "of", &told.counted());
    if let Some(why) = told.unsilent() {
        facts.fact(1, "silence", why);
    }
    for silence in &told.silences {
        facts.fact(1, "silence", &in_words(silence.least, silence.most, silence.is_sure));
        facts.fact(2, "certainly", &told.rhythm.span_words(silence.certain));
        facts.fact(2, "after", &thing_words(timeline, silence.after));
        facts.fact(2, "before", &thing_words(timeline, silence.before));
    }
    for burst in &told.bursts {
        let (certainly, at_most) = (burst.certainly, burst.at_most);
        let span = told.rhythm.span_words(burst.span);
        let count = if certainly == at_most { certainly.to_string() } else { counted(certainly, at_most) };
        facts.fact(1, &format!("busiest {}", told.window.words()), &format!("{span}: {count}"));
        facts.fact(2, "first", &thing_words(timeline, burst.first));
    }
}

fn counted(certainly: usize, at_most: usize) -> String {
    format!("{certainly} certainly, {at_most} at most")
}

/// Its title and address, its date and, of a statement, who says it.
fn thing_words(timeline: &Timeline, thing: Thing) -> String {
    let event = timeline.event(thing.event);
    let date = thing.date(timeline).map_or_else(|| "without a date".to_owned(), Date::words);
    let said = thing.statement.map(|said| format!(", said by {}", timeline.statement(said).shown_speaker()));
    format!("{date}: {} ({}){}", event.title(), event.address(), said.unwrap_or_default())
}

/// A subject as a row.
pub fn row(timeline: &Timeline, told: &Told) -> Value {
    let (kind, id) = match &told.subject {
        Subject::Whole => ("whole", None),
        Subject::Actor(actor) => ("actor", Some(timeline.actor(*actor).id())),
        Subject::Tag(tag) => ("tag", Some(&**tag)),
    };
    json!({
        "kind": kind,
        "id": id,
        "name": told.subject.name(timeline),
        "things": told.rhythm.len(),
        "undated": told.rhythm.undated(),
        "silences": told.silences.iter().map(|silence| silence_row(timeline, silence)).collect::<Vec<_>>(),
        "bursts": told.bursts.iter().map(|burst| burst_row(timeline, burst)).collect::<Vec<_>>(),
    })
}

fn silence_row(timeline: &Timeline, silence: &Silence<Thing>) -> Value {
    json!({
        "from": silence.certain.0.to_utc(),
        "to": silence.certain.1.to_utc(),
        "at_least_seconds": silence.least.seconds(),
        "at_most_seconds": silence.most.map(|most| most.seconds()),
        "is_sure": silence.is_sure,
        "words": in_words(silence.least, silence.most, silence.is_sure),
        "after": thing_row(timeline, silence.after),
        "before": thing_row(timeline, silence.before),
    })
}

fn burst_row(timeline: &Timeline, burst: &Burst<Thing>) -> Value {
    let [from, to] = [burst.span.0, burst.span.1].map(Instant::to_utc);
    let first = thing_row(timeline, burst.first);
    json!({ "from": from, "to": to, "certainly": burst.certainly, "at_most": burst.at_most, "first": first })
}

fn thing_row(timeline: &Timeline, thing: Thing) -> Value {
    let event = timeline.event(thing.event);
    json!({
        "event": event.address(),
        "title": event.title(),
        "date": thing.date(timeline).map(Date::text),
        "statement": thing.statement.and_then(|said| timeline.statement(said).record().id.as_deref()),
        "speaker": thing.statement.map(|said| timeline.statement(said).speaker_name()),
    })
}
