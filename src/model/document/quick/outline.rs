//! A file without its events: where each of them is written, and everything else.

use std::ops::Range;

use crate::model::document::Document;
use crate::model::document::field::Faults;
use crate::model::document::record::Record;
use crate::model::finding::Finding;
use crate::model::place::Place;
use crate::model::text::Whole;

use super::items::{Items, items};
use super::sections::{self, Section, begin};

/// A file in which every event can be read by itself.
#[derive(Debug, Default)]
pub struct Outline {
    /// All but the events.
    pub rest: Document,
    /// What is wrong with it, in the order in which the full reader finds it.
    pub findings: Vec<Finding>,
    /// How many of those findings come before those of the events.
    pub before: usize,
    /// The zone of the file, in minutes east of UTC.
    pub offset: i32,
    /// The lines of each event, in bytes: from its `- ` to that of the next.
    pub events: Vec<Range<u32>>,
    /// Does YAML take every character of those lines as it is, and are their ends LF or CR LF?
    pub is_common: bool,
    /// Is there a key `events`, be its list empty?
    pub is_named: bool,
    /// Where the root begins.
    pub root: Place,
}

/// Reads all but the events of a file and finds where they are; nothing where the file has to be read as a whole.
///
/// What is in the way of reading an event by itself may still come to light with it ([`super::EventRead::GiveUp`]).
#[must_use]
pub fn outline(text: &Whole, file: u32) -> Option<Outline> {
    u32::try_from(text.len()).ok()?;
    let (sections, Items { events, is_common, .. }) = sections(text)?;
    let place =
        |at: Range<usize>| Some(Place { file, start: u32::try_from(at.start).ok()?, end: u32::try_from(at.end).ok()? });
    let first = sections.first()?.key.clone();
    let name = |section: &Section| text.get(section.key.clone());
    let mut outline = Outline { events, is_common, root: place(first.start..first.start)?, ..Outline::default() };
    outline.rest.stand_at(place(first)?);
    outline.offset = sections::offset(text, &sections, file)?;
    let mut faults = Faults { offset: outline.offset, findings: Vec::new() };
    let mut seen = 0;
    for section in &sections {
        if name(section)? == "events" {
            outline.is_named = true;
            outline.before = faults.findings.len();
            if !outline.events.is_empty() {
                continue;
            }
        }
        section.read(text, file, &mut outline.rest, &mut seen, &mut faults)?;
    }
    outline.findings = faults.findings;
    outline.rest.events.is_empty().then_some(outline)
}

/// The sections of a file, each once, and its events.
fn sections(text: &Whole) -> Option<(Vec<Section>, Items)> {
    let mut events = Items::default();
    let sections = sections::sections(text, begin(text)?, |key| {
        events = items(text, key)?;
        Some(events.section_end)
    })?;
    Some((sections, events))
}

/// Where to cut the beginning of a file, which ends anywhere behind a line, so that what stands before is whole: before
/// the last of its events, or where it does not end in the second of them or a later one, before its last section.
#[must_use]
pub fn whole_until(text: &Whole) -> Option<usize> {
    let (sections, Items { events, .. }) = sections(text)?;
    let last = sections.last()?;
    match &events[..] {
        [_, .., event] if text.get(last.key.clone()) == Some("events") => Some(event.start as usize),
        _ => Some(last.key.start),
    }
}
