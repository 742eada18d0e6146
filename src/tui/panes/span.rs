//! A date drawn as wide as it is.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::model::axis::Drawn;
use crate::model::date::Date;
use crate::tui::state::State;

/// Draws a date from the column and row at which its axis begins: shaded where it may lie, solid where it
/// certainly does, an arrow at an open end, `~` and `?` in the middle.
pub fn render(state: &State, date: &Date, drawn: Drawn, (left, row): (u16, u16), style: Style, buf: &mut Buffer) {
    let marks = state.theme.marks();
    let mut put = |at: usize, symbol: &str| {
        let column = u16::try_from(at).unwrap_or(u16::MAX).saturating_add(left);
        if let Some(cell) = buf.cell_mut((column, row)) {
            cell.set_symbol(symbol).set_style(style);
        }
    };
    for at in drawn.first..=drawn.last {
        let certain = drawn.certain.is_some_and(|(first, last)| (first..=last).contains(&at));
        put(at, if certain { marks.certain } else { marks.possible });
    }
    let middle = usize::midpoint(drawn.first, drawn.last);
    match (date.is_approximate(), date.is_uncertain()) {
        (true, true) => put(middle, "%"),
        (true, false) => put(middle, "~"),
        (false, true) => put(middle, "?"),
        (false, false) => {}
    }
    if drawn.open_begin {
        put(drawn.first, marks.open_begin);
    }
    if drawn.open_end {
        put(drawn.last, marks.open_end);
    }
}
