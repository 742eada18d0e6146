//! A list to pick from, narrowed as a name is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use super::{draw, frame};
use crate::tui::layer::Picker;
use crate::tui::layout::window;
use crate::tui::state::State;
use crate::tui::text::{pad, width};

/// The part of a view that the list takes.
#[must_use]
pub fn area(picker: &Picker, view: Rect) -> Rect {
    Rect { width: view.width.min(picker.of.choices().widest), height: view.height.min(14), ..view }
}

/// Draws the list over the panes; the line being typed is above it.
pub fn render(state: &State, picker: &Picker, area: Rect, buf: &mut Buffer) {
    let choices = picker.of.choices();
    let area = self::area(picker, area);
    Clear.render(area, buf);
    let inner = frame(state, area, choices.title, true, buf);
    let mut rows = inner.rows();
    if let Some(row) = rows.next() {
        super::footer::render_line(state, "", &picker.input, row, buf);
    }
    let height = usize::from(inner.height.saturating_sub(1));
    let list = Rect { y: inner.y.saturating_add(1), height: inner.height.saturating_sub(1), ..inner };
    if picker.found.is_empty() {
        draw([Line::styled(choices.none, state.theme.alarm())], list, buf);
    }
    let first = window(picker.cursor, height, picker.found.len());
    let room = usize::from(inner.width);
    let marks = state.theme.marks();
    let line = |(at, row): (usize, &usize)| {
        let here = at == picker.cursor;
        let (left, right) = (choices.line)(state, *row);
        let right = format!(" {right}");
        let left = format!("{} {left}", if here { marks.cursor } else { " " });
        let left = pad(&left, room.saturating_sub(width(&right)), marks.cut);
        Line::styled(left + &right, if here { state.theme.cursor() } else { Style::new() })
    };
    draw(picker.found.iter().enumerate().skip(first).take(height).map(line), list, buf);
}
