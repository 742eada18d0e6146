//! The strip of time: labels, density, and the current event drawn as wide as its date is vague.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::axis::Axis;
use crate::model::date::Date;
use crate::model::timeline::EventIx;
use crate::tui::state::State;

/// Draws the labels in the first row and the density in the second.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    let Some(strip) = &state.strip else { return };
    if area.height < 2 || strip.axis.width() + 2 > usize::from(area.width) {
        return;
    }
    let left = area.x + 1;
    for tick in strip.axis.ticks() {
        let style = if tick.major { state.theme.heading() } else { Style::new() };
        buf.set_string(left + cell(tick.at), area.y, &tick.label, style);
    }
    let marks = state.theme.marks();
    let row = area.y + 1;
    for (at, height) in strip.heights.iter().enumerate() {
        let symbol = height.checked_sub(1).map_or(marks.empty, |height| marks.heights[usize::from(height)]);
        put(buf, left + cell(at), row, symbol, state.theme.quiet());
    }
    render_selection(state, &strip.axis, left, row, buf);
    let date = state.event().and_then(|event| state.timeline.event(event).date());
    if let Some(date) = date {
        render_date(state, &strip.axis, date, left, row, buf);
    }
}

/// The cells of the selection have its style; the symbols stay.
fn render_selection(state: &State, axis: &Axis, left: u16, row: u16, buf: &mut Buffer) {
    let shown = |event: &EventIx| state.timeline.event(*event).date();
    let in_range = state.range().into_iter().flatten().filter_map(|row| state.rows.event(row));
    let mut covered = vec![false; axis.width()];
    for date in in_range.chain(state.selection.marks.iter().copied()).filter_map(|event| shown(&event)) {
        let drawn = axis.draw(date);
        covered[drawn.first..=drawn.last].fill(true);
    }
    for (at, _) in covered.into_iter().enumerate().filter(|(_, covered)| *covered) {
        if let Some(cell) = buf.cell_mut((left + cell(at), row)) {
            cell.set_style(state.theme.selected().underlined());
        }
    }
}

/// Shaded where it may lie, solid where it certainly does, an arrow at an open end, `~` and `?` in the middle.
fn render_date(state: &State, axis: &Axis, date: &Date, left: u16, row: u16, buf: &mut Buffer) {
    let marks = state.theme.marks();
    let drawn = axis.draw(date);
    let style = state.theme.hit();
    for at in drawn.first..=drawn.last {
        let certain = drawn.certain.is_some_and(|(first, last)| (first..=last).contains(&at));
        put(buf, left + cell(at), row, if certain { marks.certain } else { marks.possible }, style);
    }
    let middle = left + cell(usize::midpoint(drawn.first, drawn.last));
    match (date.is_approximate(), date.is_uncertain()) {
        (true, true) => put(buf, middle, row, "%", style),
        (true, false) => put(buf, middle, row, "~", style),
        (false, true) => put(buf, middle, row, "?", style),
        (false, false) => {}
    }
    if drawn.open_begin {
        put(buf, left + cell(drawn.first), row, marks.open_begin, style);
    }
    if drawn.open_end {
        put(buf, left + cell(drawn.last), row, marks.open_end, style);
    }
}

fn cell(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn put(buf: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = buf.cell_mut((x, y)) {
        cell.set_symbol(symbol).set_style(style);
    }
}
