//! The parts of the screen, one a file, each drawn from the state and changing nothing.

pub mod actors;
pub mod axis;
pub mod events;
pub mod findings;
pub mod footer;
pub mod header;
pub mod help;
pub mod picker;
pub mod quotes;
pub mod reader;
pub mod sources;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Widget};

use super::layout::window;
use super::state::State;
use super::text::cut;

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
    let inner = block.inner(area);
    block.render(area, buf);
    let margin = u16::from(inner.width > 2);
    Rect { x: inner.x + margin, width: inner.width.saturating_sub(2 * margin), ..inner }
}

/// Draws lines from the top of an area, as many as it has rows.
fn draw<'a>(lines: impl IntoIterator<Item = Line<'a>>, area: Rect, buf: &mut Buffer) {
    for (row, line) in area.rows().zip(lines) {
        line.render(row, buf);
    }
}

/// A view over the panes whose lines are scrolled.
fn scrolled(state: &State, area: Rect, title: &str, lines: Vec<Line<'static>>, top: usize, buf: &mut Buffer) {
    Clear.render(area, buf);
    let inner =
        frame(state, area, &with_place(title, top, usize::from(area.height.saturating_sub(2)), lines.len()), true, buf);
    draw(lines.into_iter().skip(top), inner, buf);
}

/// A view over the panes with a cursor on one of its lines.
fn listed(state: &State, area: Rect, title: &str, lines: Vec<Line<'static>>, at: usize, buf: &mut Buffer) {
    Clear.render(area, buf);
    let inner = frame(state, area, title, true, buf);
    let first = window(at, usize::from(inner.height), lines.len());
    let cursor = state.theme.cursor();
    let lines = lines
        .into_iter()
        .enumerate()
        .skip(first)
        .map(|(row, line)| if row == at { line.patch_style(cursor) } else { line });
    draw(lines, inner, buf);
}

/// A title that says where in the text one is, if not all of it is in sight.
fn with_place(title: &str, top: usize, height: usize, count: usize) -> String {
    if count <= height {
        title.to_owned()
    } else {
        format!("{title}: lines {} to {} of {count}", top + 1, (top + height).min(count))
    }
}
