//! The events in the order of time, a row each; only the rows in sight are made.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{draw, frame};
use crate::model::document::Status;
use crate::tui::action::{Action, Pane};
use crate::tui::column::told;
use crate::tui::layout::window;
use crate::tui::state::State;
use crate::tui::text::{Para, cut, lay, mark, pad, width};

/// The widest that dates get, in cells, where they would take more than a quarter of the room.
const WIDEST_DATE: usize = 18;

/// Draws the pane.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    let focused = state.focus == Pane::Events;
    let inner = frame(state, area, &title(state), focused, buf);
    if state.rows.is_empty() {
        let words = match (state.filter.text.is_empty(), state.is_beginning()) {
            (true, false) => "no events".to_owned(),
            (true, true) => "reading".to_owned(),
            (false, true) => "no event read so far answers to the filter".to_owned(),
            (false, false) => format!("no event answers to the filter; {} shows all", state.key(Action::Close)),
        };
        let lines = lay(&[Para::new(words, Style::new())], usize::from(inner.width), &[], state.theme.hit());
        draw(lines, inner, buf);
        return;
    }
    let room = usize::from(inner.width);
    let widest = WIDEST_DATE.max(room / 4).min(room / 2);
    let range = state.range();
    let in_range = |row: usize| range.as_ref().is_some_and(|range| range.contains(&row));
    let line = |line: Listed| match line {
        Listed::Undated => Line::styled(cut("without a date", room, "").into_owned(), state.theme.quiet()),
        Listed::Event(row) => event_line(state, row, in_range(row), &date_in(state, row, widest), room),
    };
    draw(lines_in_sight(state, usize::from(inner.height)).into_iter().map(line), inner, buf);
}

/// The pane's title names what narrows it.
fn title(state: &State) -> String {
    let dot = state.theme.marks().dot;
    let mut title = "1 Events".to_owned();
    if !state.filter.text.is_empty() {
        title.push_str(&format!(" {dot} {}", state.filter.text));
    }
    if !state.search.is_empty() {
        title.push_str(&format!(" {dot} /{}", state.search));
    }
    if state.rows.is_reversed() {
        title.push_str(&format!(" {dot} latest first"));
    }
    title
}

/// A line of the list: an event, or the heading over those without a date.
#[derive(Clone, Copy)]
enum Listed {
    Event(usize),
    Undated,
}

/// The rows that `height` lines have in sight.
#[must_use]
pub fn rows_in_sight(state: &State, height: usize) -> Range<usize> {
    let mut rows = lines_in_sight(state, height).into_iter().filter_map(|line| match line {
        Listed::Event(row) => Some(row),
        Listed::Undated => None,
    });
    let Some(first) = rows.next() else { return 0..0 };
    first..rows.next_back().unwrap_or(first) + 1
}

/// The row on a line of the pane, of which `height` are in sight.
#[must_use]
pub fn row_at(state: &State, height: usize, line: usize) -> Option<usize> {
    match lines_in_sight(state, height).get(line)? {
        Listed::Event(row) => Some(*row),
        Listed::Undated => None,
    }
}

fn lines_in_sight(state: &State, height: usize) -> Vec<Listed> {
    let (count, undated) = (state.rows.len(), state.rows.first_undated());
    let heading = undated < count;
    let line_of = |row: usize| row + usize::from(heading && row >= undated);
    let total = count + usize::from(heading);
    let first = window(line_of(state.row), height, total);
    let listed = |line: usize| match line {
        line if heading && line == undated => Listed::Undated,
        line => Listed::Event(line - usize::from(heading && line > undated)),
    };
    (first..total.min(first + height)).map(listed).collect()
}

/// The words of the date of a row's event: as wide as their column, or wider, but not beyond `widest` cells.
fn date_in(state: &State, row: usize, widest: usize) -> String {
    let date = state.rows.event(row).and_then(|event| state.timeline.event(event).date());
    let date = state.theme.own(told(date));
    let room = state.date_column.max(width(&date)).min(widest);
    pad(&date, room, state.theme.marks().cut)
}

/// Marks, date, whether its place is open, whether it is in dispute, title.
fn event_line(state: &State, row: usize, in_range: bool, date: &str, room: usize) -> Line<'static> {
    let Some(event) = state.rows.event(row) else { return Line::default() };
    let marks = state.theme.marks();
    let view = state.timeline.event(event);
    let here = row == state.row;
    let base = match (here, state.focus == Pane::Events && state.layers.is_empty()) {
        (true, true) => state.theme.cursor(),
        (true, false) => state.theme.resting_cursor(),
        (false, _) if in_range || state.selection.marks.contains(&event) => state.theme.selected(),
        (false, _) => Style::new(),
    };
    let chosen = match () {
        () if state.selection.marks.contains(&event) => marks.marked,
        () if in_range => marks.range,
        () if state.followed().is_some_and(|actor| view.involves(actor)) => marks.actor,
        () => " ",
    };
    let place = match () {
        () if state.rows.is_possible(row) => marks.possibly,
        () if state.timeline.order_is_open(event) => marks.open_order,
        () => " ",
    };
    // A timeline without open disputes has no column for their mark, and one without a quote at fault none for its.
    let disputed = match () {
        () if !state.timeline.has_dispute(Status::Open) => "",
        () if state.timeline.is_in_dispute(event, Status::Open) => marks.disputed,
        () => " ",
    };
    let refuted = match () {
        () if !state.timeline.has_refuted() => "",
        () if state.timeline.is_refuted(event) => marks.refuted,
        () => " ",
    };
    // As known on a day: what that day added, and what turned out otherwise later.
    let known = state.known.as_ref().map_or(String::new(), |known| {
        let added = if known.is_added_to(event) { marks.added } else { " " };
        format!("{added}{}", if known.is_turned(event) { marks.later } else { " " })
    });
    let head = format!("{}{chosen} {} {place}{disputed}{refuted}{known} ", if here { marks.cursor } else { " " }, date);
    let title = cut(view.title(), room.saturating_sub(width(&head)), marks.cut).into_owned();
    let mut line = Line::from(Span::styled(head, base)).style(base);
    line.extend(mark(&title, &state.marked_words(), base, state.theme.hit()).spans);
    line
}
