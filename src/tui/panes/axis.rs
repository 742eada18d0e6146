//! The strip of time: labels, density, and what is in sight, chosen and under the cursor.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{events, span};
use crate::model::date::Date;
use crate::tui::action::Pane;
use crate::tui::layout::{inner_height, screen};
use crate::tui::state::State;
use crate::tui::strip::Strip;

/// Draws the labels in the first row, the density in the second and, where there is a third, the marks in it.
/// Where there is none, the cells of the selection and the current event are drawn over the density.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    let Some(strip) = &state.strip else { return };
    if area.height < 2 || strip.axis.width() + 2 > usize::from(area.width) {
        return;
    }
    let cells = Rect { x: area.x + 1, width: area.width - 2, ..area };
    for tick in strip.axis.ticks() {
        let style = if tick.major { state.theme.heading() } else { Style::new() };
        buf.set_string(cells.x + cell(tick.at), area.y, &tick.label, style);
    }
    render_density(state, strip, cells, buf);
    let date = state.date_here();
    let row = area.bottom() - 1;
    if area.height > 2 {
        render_in_sight(state, strip, cells, row, buf);
        render_disputes(state, strip, cells, row, buf);
    }
    render_selection(state, strip, cells, row, area.height > 2, buf);
    if area.height > 2 {
        render_counts(state, strip, date, cells, row, buf);
    }
    render_edges(state, strip, date, area, buf);
    if let Some((date, drawn)) = date.and_then(|date| Some((date, strip.axis.draw(date)?))) {
        span::render(state, date, drawn, (cells.x, row), state.theme.hit(), buf);
    }
}

/// Heights where something certainly lies, shades where it only may, nothing where nothing can.
fn render_density(state: &State, strip: &Strip, cells: Rect, buf: &mut Buffer) {
    let marks = state.theme.marks();
    for (at, density) in strip.density.iter().enumerate() {
        put(buf, cells.x + cell(at), cells.y + 1, marks.density(*density), state.theme.quiet());
    }
}

/// A line below the stretch of time that the rows in sight cover.
fn render_in_sight(state: &State, strip: &Strip, cells: Rect, row: u16, buf: &mut Buffer) {
    let rows = events::rows_in_sight(state, inner_height(screen(state).pane(Pane::Events)));
    let covered = strip.covered(state.in_time(), rows);
    for at in in_cells(&covered) {
        put(buf, cells.x + cell(at), row, state.theme.marks().in_sight, state.theme.quiet());
    }
}

/// A mark where an event in dispute begins.
fn render_disputes(state: &State, strip: &Strip, cells: Rect, row: u16, buf: &mut Buffer) {
    for (at, _) in strip.density.iter().enumerate().filter(|(_, density)| density.disputed) {
        put(buf, cells.x + cell(at), row, state.theme.marks().disputed, state.theme.quiet());
    }
}

/// The cells of the selection: a line where they have a row for it, else a style, the symbols staying.
fn render_selection(state: &State, strip: &Strip, cells: Rect, row: u16, has_row: bool, buf: &mut Buffer) {
    let range = state.range().map_or(0..0, |range| *range.start()..range.end() + 1);
    let mut covered = strip.covered(state.in_time(), range);
    state.selection.marks.iter().for_each(|event| strip.cover(&state.timeline, *event, &mut covered));
    for at in in_cells(&covered) {
        let x = cells.x + cell(at);
        if has_row {
            put(buf, x, row, state.theme.marks().chosen, state.theme.selected());
        } else if let Some(cell) = buf.cell_mut((x, row)) {
            cell.set_style(state.theme.selected().underlined());
        }
    }
}

/// How many events lie before and behind what is in sight, where the current event leaves room to say so.
fn render_counts(state: &State, strip: &Strip, date: Option<&Date>, cells: Rect, row: u16, buf: &mut Buffer) {
    let drawn = date.and_then(|date| strip.axis.draw(date));
    let (before, after) = (format!("{} ", strip.before), format!(" {}", strip.after));
    let width = strip.axis.width();
    let is_free =
        |first: usize, last: usize| last < width && drawn.is_none_or(|drawn| drawn.last < first || drawn.first > last);
    if strip.before > 0 && is_free(0, before.len()) {
        buf.set_string(cells.x, row, &before, state.theme.quiet());
    }
    let first = width.saturating_sub(after.len());
    if strip.after > 0 && first > before.len() && is_free(first, width - 1) {
        buf.set_string(cells.x + cell(first), row, &after, state.theme.quiet());
    }
}

/// In the margins: is there anything before or behind what is in sight, and is the current event there?
fn render_edges(state: &State, strip: &Strip, date: Option<&Date>, area: Rect, buf: &mut Buffer) {
    let marks = state.theme.marks();
    let side = date.map_or(Ordering::Equal, |date| strip.axis.side(date));
    let edges = [
        (area.x, strip.before, side == Ordering::Less, marks.before, marks.event_before),
        (area.right() - 1, strip.after, side == Ordering::Greater, marks.after, marks.event_after),
    ];
    for (x, count, has_event, plain, with_event) in edges {
        let (symbol, style) = if has_event { (with_event, state.theme.hit()) } else { (plain, state.theme.quiet()) };
        if count > 0 {
            put(buf, x, area.bottom() - 1, symbol, style);
        }
    }
}

/// The cells that are marked.
fn in_cells(covered: &[bool]) -> impl Iterator<Item = usize> {
    covered.iter().enumerate().filter(|(_, covered)| **covered).map(|(at, _)| at)
}

fn cell(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn put(buf: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = buf.cell_mut((x, y)) {
        cell.set_symbol(symbol).set_style(style);
    }
}
