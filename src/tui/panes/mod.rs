//! The parts of the screen, one a file, each drawn from the state and changing nothing.

pub mod actors;
pub mod axis;
pub mod bookmarks;
mod chain;
pub mod copy;
pub mod disputes;
pub mod events;
pub mod findings;
pub mod footer;
pub mod header;
pub mod help;
mod known;
pub mod lanes;
pub mod offer;
pub mod picker;
pub mod quotes;
pub mod reader;
pub mod side;
pub mod silences;
pub mod sources;
mod span;
pub mod track;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Widget};

use super::layer::Spot;
use super::layout::{inner_height, window};
use super::state::State;
use super::text::{cut, width};

const PLAIN: border::Set = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Draws a border with a title and gives the room inside, a blank on each side left free.
fn frame(state: &State, area: Rect, title: &str, focused: bool, buf: &mut Buffer) -> Rect {
    let style = state.theme.border(focused);
    let set = if state.theme.unicode { border::PLAIN } else { PLAIN };
    let room = usize::from(area.width.saturating_sub(4));
    let title = Line::styled(format!(" {} ", cut(title, room, state.theme.marks().cut)), style);
    let block = Block::bordered().border_set(set).border_style(style).title(title);
    block.render(area, buf);
    inside(area)
}

/// The room inside a border, a blank on each side left free.
fn inside(area: Rect) -> Rect {
    let inner = Block::bordered().inner(area);
    let margin = u16::from(inner.width > 2);
    Rect { x: inner.x + margin, width: inner.width.saturating_sub(2 * margin), ..inner }
}

/// Draws lines from the top of an area, as many as it has rows.
fn draw<'a>(lines: impl IntoIterator<Item = Line<'a>>, area: Rect, buf: &mut Buffer) {
    for (row, line) in area.rows().zip(lines) {
        line.render(row, buf);
    }
}

/// A view over the panes whose lines are scrolled; `top` past the last page stands for that page.
fn scrolled(state: &State, area: Rect, title: &str, lines: Vec<Line<'static>>, top: usize, buf: &mut Buffer) {
    Clear.render(area, buf);
    let height = inner_height(area);
    let top = top.min(lines.len().saturating_sub(height));
    let inner = frame(state, area, &with_place(state, area, title, top, height, lines.len()), true, buf);
    draw(lines.into_iter().skip(top), inner, buf);
}

/// A view over the panes of `count` records, the cursor on a line of one; only records in sight are
/// laid out.
fn listed(
    state: &State,
    area: Rect,
    title: &str,
    (count, spot): (usize, Spot),
    lay: impl Fn(usize) -> Vec<Line<'static>>,
    buf: &mut Buffer,
) {
    Clear.render(area, buf);
    let inner = frame(state, area, title, true, buf);
    let height = usize::from(inner.height);
    let (mut lines, _, at) = records_around(height, (count, spot), lay);
    if let Some(line) = lines.get_mut(at) {
        *line = std::mem::take(line).patch_style(state.theme.cursor());
    }
    let top = window(at, height, lines.len());
    draw(lines.into_iter().skip(top), inner, buf);
    // Inverse video is lost in a picture of text.
    let row = u16::try_from(at - top).unwrap_or(u16::MAX);
    let first = buf.cell_mut((inner.x, inner.y.saturating_add(row))).filter(|_| row < inner.height && inner.width > 0);
    if let Some(cell) = first.filter(|cell| cell.symbol() == " ") {
        cell.set_symbol(state.theme.marks().cursor);
    }
}

/// The spot on a line of a view of records, of which `height` lines are in sight; `lay` gives the spots of a record.
#[must_use]
pub fn spot_at(height: usize, records: (usize, Spot), lay: impl Fn(usize) -> Vec<Spot>, line: usize) -> Option<Spot> {
    let (spots, _, at) = records_around(height, records, lay);
    spots.get(window(at, height, spots.len()) + line).copied()
}

/// The lines of the record at a spot and of as many others, before and behind it, as may be in sight in
/// `height` rows; and which of them begins that record, and which is the spot's.
fn records_around<T>(
    height: usize,
    (count, spot): (usize, Spot),
    lay: impl Fn(usize) -> Vec<T>,
) -> (Vec<T>, usize, usize) {
    let mut lines = lay(spot.record);
    let mut at = spot.line.min(lines.len().saturating_sub(1));
    let line = at;
    let mut next = spot.record + 1;
    while next < count && lines.len() - at < height {
        lines.extend(lay(next));
        next += 1;
    }
    let mut first = spot.record;
    while first > 0 && at < height {
        first -= 1;
        let before = lay(first);
        at += before.len();
        lines.splice(0..0, before);
    }
    (lines, at - line, at)
}

/// A title that says where in the text one is, if not all of it is in sight; the place is not cut for a long title.
fn with_place(state: &State, area: Rect, title: &str, top: usize, height: usize, count: usize) -> String {
    if count <= height {
        return title.to_owned();
    }
    let place = format!(": lines {} to {} of {count}", top + 1, (top + height).min(count));
    let room = usize::from(area.width).saturating_sub(4 + width(&place));
    format!("{}{place}", cut(title, room, state.theme.marks().cut))
}
