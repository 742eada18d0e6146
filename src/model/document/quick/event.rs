//! One event of a file, read by itself.

use std::ops::Range;

use bumpalo::Bump;

use crate::model::document::field::{Faults, Field};
use crate::model::document::{Event, EventRef};
use crate::model::finding::Finding;
use crate::model::text::Stretch;

use super::alone;
use super::collect;
use super::input::{Input, Stand};

/// How an event was read.
#[derive(Debug)]
pub enum EventRead<'t> {
    /// Quickly, so that nothing is wrong with it.
    Quick(&'t EventRef<'t>),
    /// By the full reader, with all that is wrong with it; nothing where it is no event.
    Full(Option<Box<Event>>, Vec<Finding>),
    /// Not at all: the file has to be read as a whole.
    GiveUp,
}

/// A way to read an event: of a text, with room for what does not stand in it as it is, in a file, between two bytes of
/// that text, the days of which begin so many minutes east of UTC.
pub type ReadEvent = for<'t> fn(Stretch<'t>, &'t Bump, u32, Range<u32>, i32) -> EventRead<'t>;

/// Reads the event that is written in these lines of a file, one of the stretches of an [`super::Outline`].
///
/// `offset` is the zone of the file, in minutes east of UTC. What does not stand in the text as it is lies in the room.
#[must_use]
pub fn event<'t>(text: Stretch<'t>, room: &'t Bump, file: u32, at: Range<u32>, offset: i32) -> EventRead<'t> {
    read(text, file, at, offset, |at| Input::new(text, room, file, offset, at))
}

/// The same where the lines of all events were looked through at once ([`super::Outline::is_common`]).
#[must_use]
pub fn common_event<'t>(text: Stretch<'t>, room: &'t Bump, file: u32, at: Range<u32>, offset: i32) -> EventRead<'t> {
    read(text, file, at, offset, |at| Input::over(text, room, file, offset, at))
}

#[inline]
fn read<'t>(
    text: Stretch<'t>,
    file: u32,
    at: Range<u32>,
    offset: i32,
    input: impl Fn(Range<usize>) -> Option<Input<'t>>,
) -> EventRead<'t> {
    let at = at.start as usize..at.end as usize;
    if let Some(event) = input(at.clone()).and_then(quick) {
        return EventRead::Quick(event);
    }
    let Some(node) = alone::item(text, file, at) else { return EventRead::GiveUp };
    let mut faults = Faults { offset, findings: Vec::new() };
    let event = Event::read(&node, &mut faults).map(Box::new);
    EventRead::Full(event, faults.findings)
}

/// Reads the event that is this stretch of a JSON file, an object; nothing where that is not certain.
pub fn object<'t>(
    text: Stretch<'t>,
    room: &'t Bump,
    file: u32,
    at: Range<usize>,
    offset: i32,
) -> Option<&'t EventRef<'t>> {
    let mut input = Input::new(text, room, file, offset, at)?;
    (input.stand, input.is_json) = (Stand::Flow, true);
    let event = Event::quick(&mut input)?;
    input.is_done().then_some(event)
}

fn quick(mut input: Input<'_>) -> Option<&EventRef<'_>> {
    if !input.is_item() {
        return None;
    }
    input.indent = input.column;
    let event = collect::item::<Event>(&mut input)?;
    input.is_done().then_some(event)
}
