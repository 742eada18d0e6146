//! SVG: the lanes as a drawing for a page, in shapes that are told apart without colour.

mod legend;
mod letters;
mod measure;
mod notes;
mod pen;
mod place;
mod scale;
mod shapes;
mod sheet;
mod words;

use std::io;

use super::{Format, Options};
use crate::model::excerpt::Excerpt;
use crate::model::lanes::Lanes;
use crate::model::plural::plural;
use notes::Notes;
use pen::Pen;
use place::Placed;
use sheet::{Sheet, scale};

pub const FORMAT: Format = Format {
    name: "svg",
    extensions: &["svg"],
    doc: "a drawing for a page, readable in grey: a lane an actor (or --lanes tags, places, sources), each event as wide \
          as its date is vague, its quotes and sources where a pointer rests on it; what has no date is listed below",
    has_rows: false,
    has_lanes: true,
    opens_again: false,
    losses,
    write,
};

fn write(excerpt: &Excerpt, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let lanes = Lanes::of(excerpt.timeline(), &excerpt.in_order(), options.lanes, options.lane_order);
    let scale = scale(excerpt, &lanes);
    let placed = Placed::of(excerpt, &lanes, scale.as_ref());
    let mut pen = Pen::new(out)?;
    let notes = Notes::of(excerpt, &placed);
    Sheet::new(excerpt, &lanes, scale.as_ref(), &placed, &notes).draw(&mut pen)?;
    pen.end()
}

/// What stands in the timeline and not at its place in the drawing.
fn losses(excerpt: &Excerpt) -> Vec<String> {
    let timeline = excerpt.timeline();
    let events = excerpt.in_order();
    let undated = events.iter().filter(|event| timeline.event(**event).when().is_none()).count();
    let statements = events.iter().flat_map(|event| timeline.event(*event).statements());
    let revised = statements.flat_map(|statement| timeline.statement(statement).revises());
    let outside = revised.filter(|revised| !excerpt.has(timeline.statement(**revised).event())).count();
    let mut losses = Vec::new();
    if undated > 0 {
        losses.push(format!("{} without a date listed below the lanes, not drawn", plural(undated, "event")));
    }
    if outside > 0 {
        losses.push(format!("{} of what is outside not drawn", plural(outside, "revision")));
    }
    losses
}
