//! From the text of one file to a Document, with everything that is wrong with it.

use std::sync::Arc;

use crate::model::date::zone_minutes;
use crate::model::finding::Finding;
use crate::model::place::Place;
use crate::model::text::Whole;

use super::Document;
use super::events::Events;
use super::field::{Faults, Field};
use super::json;
use super::lines::{self, Lines};
use super::node::{self, Kind, Node};
use super::quick::{self, Outline, ReadEvent};
use super::unread::{Held, Unread};

/// Which way the text of a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// YAML 1.2, or JSON, which is a part of it.
    Yaml,
    /// A JSON object a line, each an event.
    JsonLines,
}

impl Syntax {
    /// The syntax of a file of this name; for `-` (stdin) the text decides.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
        let lines = matches!(&*ending, "jsonl" | "ndjson") || (name == "-" && starts_with_an_event(text));
        if lines { Self::JsonLines } else { Self::Yaml }
    }
}

/// Is the first line a whole JSON object that is no timeline?
fn starts_with_an_event(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    let object: Option<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(first).ok();
    object.is_some_and(|object| !object.contains_key("events") && !object.contains_key("annals"))
}

/// What was read of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What could be understood.
    pub document: Document,
    /// What could not, in the order of the file.
    pub findings: Vec<Finding>,
    /// Was there a syntax fault, so that ids may be given where nobody could read them?
    pub is_broken: bool,
    /// Where there are no events: what to say if no other file has any either.
    pub no_events: Option<Finding>,
}

/// Reads `text`, the file `file`, as a Document.
///
/// What can be understood is in the Document; all else is in the findings. A syntax fault stands
/// alone, beside an empty Document.
#[must_use]
pub fn parse(text: &str, file: u32, syntax: Syntax) -> Parsed {
    let text = Whole::new(&Arc::new(text.to_owned()));
    if syntax == Syntax::JsonLines {
        return of_lines(lines::read(&text, file), file);
    }
    let quick = outline(&text, file).and_then(|outline| with_events(&text, file, outline));
    quick.unwrap_or_else(|| parse_whole(&text, file, syntax))
}

/// As [`parse`], but where events can be read one at a time, none is read yet: what is wrong with them comes to light
/// when they are ([`super::Events::meet`]), and it may be that the file has to be read by [`parse_whole`] after all.
///
/// Only when there is no event is [`Parsed::no_events`] to be heeded.
#[must_use]
pub fn parse_later(text: &Whole, file: u32, syntax: Syntax) -> Parsed {
    if syntax == Syntax::JsonLines {
        return of_lines(lines::read(text, file), file);
    }
    let Some(mut outline) = outline(text, file) else { return parse_whole(text, file, syntax) };
    let no_events = Some(nothing_under(outline.root, outline.is_named));
    let findings = std::mem::take(&mut outline.findings);
    Parsed { document: unread(text, file, outline), findings, is_broken: false, no_events }
}

/// As [`parse`], always by the full reader: what the quick reader is held against.
#[must_use]
pub fn parse_whole(text: &str, file: u32, syntax: Syntax) -> Parsed {
    match syntax {
        Syntax::Yaml => whole(text, file),
        Syntax::JsonLines => of_lines(lines::read_in_full(&Whole::new(&Arc::new(text.to_owned())), file), file),
    }
}

/// How much of `begun`, the beginning of a file that ends behind a line, can be read without what follows; nothing
/// where that cannot be told.
#[must_use]
pub fn whole_part(begun: &Whole, syntax: Syntax) -> Option<usize> {
    match syntax {
        Syntax::Yaml => quick::whole_until(begun),
        Syntax::JsonLines => Some(begun.len()),
    }
}

fn outline(text: &Whole, file: u32) -> Option<Outline> {
    if is_json(text) { json::outline(text, file) } else { quick::outline(text, file) }
}

/// Is the root in brackets, as JSON has it?
fn is_json(text: &str) -> bool {
    text.trim_start_matches([' ', '\n', '\r']).starts_with('{')
}

/// The document of an outline, whose events are read when they are wanted.
fn unread(text: &Whole, file: u32, outline: Outline) -> Document {
    let how: ReadEvent = match outline.is_common {
        _ if is_json(text) => json::event,
        true => quick::common_event,
        false => quick::event,
    };
    let unread = Unread { text: Held::Kept(text.again()), file, offset: outline.offset, at: outline.events, how };
    Document { events: Events::later(unread), ..outline.rest }
}

/// The document of an outline with what is wrong with its events; nothing where one of them cannot be read by itself.
fn with_events(text: &Whole, file: u32, mut outline: Outline) -> Option<Parsed> {
    let (root, is_named) = (outline.root, outline.is_named);
    let mut findings = std::mem::take(&mut outline.findings);
    let behind = findings.split_off(outline.before);
    let mut document = unread(text, file, outline);
    let met = document.events.meet(0..document.events.len(), |_| ()).ok()?;
    document.events.leave_out(&met.none);
    findings.extend(met.findings);
    findings.extend(behind);
    let no_events = document.events.is_empty().then(|| nothing_under(root, is_named));
    Some(Parsed { document, findings, is_broken: false, no_events })
}

fn no_events(place: Place, why: &str) -> Finding {
    Finding::error("empty", place, format!("no events: {why}"))
        .hint("`annals init` writes a small timeline to start from")
}

fn whole(text: &str, file: u32) -> Parsed {
    let root = match node::parse(text, file, 0) {
        Ok(root) => root,
        Err(fault) => return Parsed { findings: vec![*fault], is_broken: true, ..Parsed::default() },
    };
    if matches!(root.kind, Kind::Null) {
        let nothing = no_events(Place { file, start: 0, end: 0 }, "there is nothing in this file");
        return Parsed { no_events: Some(nothing), ..Parsed::default() };
    }
    let mut faults = Faults { offset: 0, findings: Vec::new() };
    faults.offset = timezone(&root, &mut faults);
    let document = Document::read(&root, &mut faults).unwrap_or_default();
    let named =
        matches!(&root.kind, Kind::Map(entries) if entries.iter().any(|(key, _)| key.scalar() == Some("events")));
    let no_events = document.events.is_empty().then(|| nothing_under(root.place, named));
    Parsed { document, findings: faults.findings, is_broken: false, no_events }
}

/// What to say of a root without events.
fn nothing_under(root: Place, is_named: bool) -> Finding {
    no_events(root, if is_named { "the list is empty" } else { "the key `events` is missing" })
}

/// The zone that a node names, in minutes east of UTC; nothing where that is a fault.
pub fn zone_of(zone: &Node) -> Option<i32> {
    zone.scalar().and_then(zone_minutes)
}

/// The root's zone, wanted before the first date is read.
fn timezone(root: &Node, faults: &mut Faults) -> i32 {
    let Kind::Map(entries) = &root.kind else { return 0 };
    let Some((_, zone)) = entries.iter().find(|(key, _)| key.scalar() == Some("timezone")) else { return 0 };
    let minutes = zone_of(zone);
    if minutes.is_none() && zone.scalar().is_some_and(|zone| !zone.trim().is_empty()) {
        let finding = Finding::error("timezone", zone.place, "the time zone is UTC or a distance from it");
        faults
            .findings
            .push(finding.hint("write `UTC`, `+02:00` or `-05:30`; a name such as Europe/Paris has no one distance"));
    }
    minutes.unwrap_or(0)
}

/// The document of a file of events, one a line.
fn of_lines(Lines { document, findings, is_broken }: Lines, file: u32) -> Parsed {
    let nothing = || no_events(Place { file, start: 0, end: 0 }, "there is nothing in this file");
    let no_events = document.events.is_empty().then(nothing);
    Parsed { document, findings, is_broken, no_events }
}
