//! The list of actors to pick from, narrowed as a name is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use super::{draw, frame};
use crate::tui::layer::Picker;
use crate::tui::layout::window;
use crate::tui::state::State;
use crate::tui::text::pad;

/// The part of a view that the list takes.
#[must_use]
pub fn area(view: Rect) -> Rect {
    Rect { width: view.width.min(56), height: view.height.min(14), ..view }
}

/// Draws the list over the panes; the line being typed is its title.
pub fn render(state: &State, picker: &Picker, area: Rect, buf: &mut Buffer) {
    let area = self::area(area);
    Clear.render(area, buf);
    let inner = frame(state, area, "Whose statements? Type a name, Enter takes it", true, buf);
    let mut rows = inner.rows();
    if let Some(row) = rows.next() {
        super::footer::render_line(state, "", &picker.input, row, buf);
    }
    let height = usize::from(inner.height.saturating_sub(1));
    let list = Rect { y: inner.y.saturating_add(1), height: inner.height.saturating_sub(1), ..inner };
    if picker.found.is_empty() {
        draw([Line::styled("no actor is called that", state.theme.alarm())], list, buf);
    }
    let first = window(picker.cursor, height, picker.found.len());
    let room = usize::from(inner.width);
    let marks = state.theme.marks();
    let line = |(row, actor): (usize, &crate::model::timeline::ActorIx)| {
        let here = row == picker.cursor;
        let view = state.timeline.actor(*actor);
        let also: Vec<&str> = view.names().skip(1).collect();
        let also = if also.is_empty() { String::new() } else { format!(" ({})", also.join(", ")) };
        let count = format!(" {:>4}", state.timeline.statements_of(*actor).len());
        let name = pad(
            &format!("{} {}{also}", if here { marks.cursor } else { " " }, view.name()),
            room.saturating_sub(count.len()),
            marks.cut,
        );
        Line::styled(name + &count, if here { state.theme.cursor() } else { Style::new() })
    };
    draw(picker.found.iter().enumerate().skip(first).take(height).map(line), list, buf);
}
