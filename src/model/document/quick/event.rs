//! One event of a file, read by itself.

use std::ops::Range;

use crate::model::document::Event;
use crate::model::document::field::{Faults, Field};
use crate::model::finding::Finding;
use crate::model::text::Whole;

use super::alone;
use super::collect;
use super::input::Input;

/// How an event was read.
#[derive(Debug)]
pub enum EventRead {
    /// Quickly, so that nothing is wrong with it.
    Quick(Event),
    /// By the full reader, with all that is wrong with it; nothing where it is no event.
    Full(Option<Event>, Vec<Finding>),
    /// Not at all: the file has to be read as a whole.
    GiveUp,
}

/// Reads the event that is written in these lines of a file, one of the stretches of an [`super::Outline`].
///
/// `offset` is the zone of the file, in minutes east of UTC.
#[must_use]
pub fn event(text: &Whole, file: u32, at: Range<u32>, offset: i32) -> EventRead {
    let at = at.start as usize..at.end as usize;
    if let Some(event) = quick(text, file, at.clone(), offset) {
        return EventRead::Quick(event);
    }
    let Some(node) = alone::item(text, file, at) else { return EventRead::GiveUp };
    let mut faults = Faults { offset, findings: Vec::new() };
    let event = Event::read(&node, &mut faults);
    EventRead::Full(event, faults.findings)
}

fn quick(text: &Whole, file: u32, at: Range<usize>, offset: i32) -> Option<Event> {
    let mut input = Input::new(text, file, offset, at)?;
    if !input.is_item() {
        return None;
    }
    input.indent = input.column;
    let event = collect::item(&mut input)?;
    input.is_done().then_some(event)
}
