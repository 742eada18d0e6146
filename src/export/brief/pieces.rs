//! A brief in pieces, since all of it may be longer than there is room for.

use std::collections::VecDeque;
use std::ops::Range;

use serde::Serialize;

use super::disputes::DisputePart;
use super::{EventPart, Note, Told, Writer, extent};
use crate::model::cores::stretches;
use crate::model::excerpt::Excerpt;
use crate::model::timeline::{DisputeIx, EventIx};

/// How many things a piece has at most: many, since a template is set up for each, and few, since several pieces are
/// held at a time.
const MOST: usize = 256;

/// A piece of a brief, which stands behind those before it.
#[derive(Serialize, Default)]
pub struct Piece {
    head: Option<Head>,
    heading: Option<&'static str>,
    events: Vec<EventPart>,
    disputes: Vec<DisputePart>,
    notes: Vec<Note>,
}

/// What stands before everything else.
#[derive(Serialize)]
struct Head {
    title: String,
    summary: Option<String>,
    extent: String,
}

/// What a piece is to be made of; a heading stands over the first of several.
enum Part {
    Head,
    Events(Option<&'static str>, Range<usize>),
    /// What is known only when all events are told: which disputes stand at none of them.
    Rest,
    Disputes(Option<&'static str>, Vec<DisputeIx>),
    /// The notes to all sources, those that nothing refers to last.
    Sources,
    Notes(Option<&'static str>, Range<usize>),
}

/// The pieces of the brief of an excerpt, in order.
pub fn pieces<'t>(excerpt: &'t Excerpt<'t>) -> impl Iterator<Item = Piece> + 't {
    let events = excerpt.in_open_order();
    let is_dated = |(event, _): &(EventIx, bool)| excerpt.timeline().event(*event).when().is_some();
    let dated = events.partition_point(is_dated);
    let parts = headed("Events", 0..dated).chain(headed("Without a date", dated..events.len()));
    let parts = parts.map(|(heading, range)| Part::Events(heading, range));
    let ahead = std::iter::once(Part::Head).chain(parts).chain([Part::Rest]).collect();
    Pieces { excerpt, events, ahead, told: Told::default() }
}

/// Things in stretches of which each makes a piece, the first of them under this heading.
fn headed(heading: &'static str, things: Range<usize>) -> impl Iterator<Item = (Option<&'static str>, Range<usize>)> {
    let first = things.start;
    stretches(things, MOST).map(move |stretch| ((stretch.start == first).then_some(heading), stretch))
}

struct Pieces<'t> {
    excerpt: &'t Excerpt<'t>,
    /// The events in order, each with whether its place in it is open.
    events: Vec<(EventIx, bool)>,
    ahead: VecDeque<Part>,
    told: Told,
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let excerpt = self.excerpt;
        // The records that are read for a piece are gone with it.
        let timeline = &excerpt.timeline().unread();
        loop {
            let mut writer = Writer { excerpt, timeline, told: &mut self.told };
            let piece = match self.ahead.pop_front()? {
                Part::Head => Piece { head: Some(head(excerpt)), ..Piece::default() },
                Part::Events(heading, range) => {
                    let events = self.events[range].iter().map(|(event, is_open)| writer.event(*event, *is_open));
                    Piece { heading, events: events.collect(), ..Piece::default() }
                }
                Part::Rest => {
                    for (heading, disputes) in writer.other_disputes() {
                        let parts = headed(heading, 0..disputes.len());
                        self.ahead
                            .extend(parts.map(|(heading, range)| Part::Disputes(heading, disputes[range].to_vec())));
                    }
                    self.ahead.push_back(Part::Sources);
                    continue;
                }
                Part::Disputes(heading, disputes) => {
                    let disputes = disputes.into_iter().map(|dispute| writer.dispute(dispute)).collect();
                    Piece { heading, disputes, ..Piece::default() }
                }
                Part::Sources => {
                    for source in excerpt.sources() {
                        writer.number(source);
                    }
                    let parts = headed("Sources", 0..self.told.notes.len());
                    self.ahead.extend(parts.map(|(heading, range)| Part::Notes(heading, range)));
                    continue;
                }
                Part::Notes(heading, range) => {
                    let notes = range.map(|at| writer.note(writer.told.notes[at])).collect();
                    Piece { heading, notes, ..Piece::default() }
                }
            };
            return Some(piece);
        }
    }
}

fn head(excerpt: &Excerpt) -> Head {
    let timeline = excerpt.timeline();
    let summary = timeline.document().summary.as_deref().map(str::to_owned);
    Head { title: timeline.title().to_owned(), summary, extent: extent(excerpt) }
}
