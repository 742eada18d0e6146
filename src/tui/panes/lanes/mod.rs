//! The lanes: a line or more for each actor, tag, place or source, on the axis above them.

mod telling;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use super::frame;
use crate::model::date::Date;
use crate::model::lanes::{LaneOf, Spot};
use crate::tui::lanes::{Columns, Dot, LanesView, Line as PlotLine, Plot, dots};
use crate::tui::state::State;
use crate::tui::text::{cut, pad, width};
use crate::tui::theme::Theme;

/// The parts of the view; one without room is empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts {
    /// The lanes.
    pub lanes: Rect,
    /// What is under the cursor, in words, below a line.
    pub words: Rect,
    /// The signs and what they mean.
    pub legend: Rect,
}

/// How the room of the view is shared out.
#[must_use]
pub fn parts(view: Rect) -> Parts {
    let legend = u16::from(view.height >= 10);
    let inner = Rect {
        x: view.x + 2.min(view.width),
        y: view.y + 1.min(view.height),
        width: view.width.saturating_sub(4),
        height: view.height.saturating_sub(2 + legend),
    };
    let words = match inner.height {
        0..7 => 0,
        7..11 => 3,
        11..24 => 5,
        _ => 6,
    };
    let lanes = Rect { height: inner.height - words, ..inner };
    Parts {
        lanes,
        words: Rect { y: lanes.bottom(), height: words, ..inner },
        legend: Rect { y: view.bottom().saturating_sub(legend), height: legend, ..view },
    }
}

/// Draws the view.
pub fn render(state: &State, view: &LanesView, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    let parts = parts(area);
    let framed = Rect { height: area.height - parts.legend.height, ..area };
    frame(state, framed, &title(state, view), true, buf);
    render_lanes(state, view, parts.lanes, buf);
    telling::render(state, view, parts.words, buf);
    telling::render_legend(state, view, parts.legend, buf);
}

/// The thing at a column and row of the screen: of those that may lie in that cell the one known best, else the one
/// nearest to it in its lane. On the name of a lane, its first.
#[must_use]
pub fn thing_at(state: &State, view: &LanesView, area: Rect, (x, y): (u16, u16)) -> Option<Spot> {
    let lanes = parts(area).lanes;
    let inside = (lanes.x..lanes.right()).contains(&x) && (lanes.y..lanes.bottom()).contains(&y);
    let line = view.arranged.first_line(view.cursor, usize::from(lanes.height)) + usize::from(y.checked_sub(lanes.y)?);
    let place = view.arranged.place(line).filter(|_| inside)?;
    let axis = state.strip.as_ref().map(|strip| strip.axis);
    let rows = view.arranged.plot_of(place.lane).map(|plot| &plot.rows);
    let is_here = |item: usize| rows.is_none_or(|rows| rows.get(item).is_none_or(|row| *row == place.row));
    let cell = usize::from(x - lanes.x).saturating_sub(view.columns(usize::from(lanes.width)).gutter + 1);
    let items = view.lanes.lanes.get(place.lane)?.items.iter().enumerate();
    let drawn = items.filter_map(|(at, item)| Some((at, axis?.draw(item.when(&state.timeline)?)?)));
    let nearest = drawn.min_by_key(|(item, drawn)| {
        let away = drawn.first.saturating_sub(cell).max(cell.saturating_sub(drawn.last));
        (away, !is_here(*item), drawn.last - drawn.first)
    });
    Some(Spot { lane: place.lane, item: nearest.map_or(0, |(item, _)| item) })
}

/// What the lanes are, which of them this is, and what narrows them.
fn title(state: &State, view: &LanesView) -> String {
    let dot = state.theme.marks().dot;
    let lanes = &view.lanes;
    let count = lanes.lanes.len();
    let mut title = format!(
        "Lanes {dot} {}, {} {dot} {} of {count}",
        lanes.kind.row().name,
        lanes.sort.row().doc,
        (view.cursor.lane + 1).min(count)
    );
    if !state.filter.text.is_empty() {
        title.push_str(&format!(" {dot} {}", state.filter.text));
    }
    if !state.search.is_empty() {
        title.push_str(&format!(" {dot} /{}", state.search));
    }
    title
}

fn render_lanes(state: &State, view: &LanesView, area: Rect, buf: &mut Buffer) {
    let columns = view.columns(usize::from(area.width));
    let height = usize::from(area.height);
    let first = view.arranged.first_line(view.cursor, height);
    let grid: Vec<usize> =
        state.strip.iter().flat_map(|strip| strip.axis.ticks()).map(|tick| tick.at).filter(|at| *at > 0).collect();
    for (line, row) in (first..).zip(area.rows()) {
        let Some(place) = view.arranged.place(line) else { break };
        if place.row == 0 {
            render_name(state, view, place.lane, columns, row, buf);
        }
        let plot = view.arranged.plot_of(place.lane).and_then(|plot| plot.lines.get(place.row));
        let row = Rect { x: row.x + cells(columns.gutter + 1), width: cells(columns.plot), ..row };
        if let Some(line) = plot {
            render_line(state, line, &grid, row, buf);
        }
        if place.lane == view.cursor.lane {
            render_cursor(state, view, place.row, row, buf);
        }
        if place.row == 0 {
            render_ends(state, view, place.lane, columns, row, buf);
        }
    }
}

/// The cursor's mark, the name and how much lies in the lane.
fn render_name(state: &State, view: &LanesView, lane: usize, columns: Columns, row: Rect, buf: &mut Buffer) {
    let (marks, here) = (state.theme.marks(), lane == view.cursor.lane);
    let lane = &view.lanes.lanes[lane];
    let count = lane.items.len();
    let count = if count > 999 { "999+".to_owned() } else { count.to_string() };
    // Without a pinned actor there is no column for their mark.
    let pinned = match lane.of {
        _ if state.pinned.is_empty() => "",
        LaneOf::Actor(actor) if state.pinned.contains(&actor) => marks.pinned,
        _ => " ",
    };
    let room = columns.gutter.saturating_sub(1 + width(pinned) + count.len().max(3) + 1);
    let name = pad(&lane.label, room, marks.cut);
    let words = format!("{}{pinned}{name} {count:>3}", if here { marks.cursor } else { " " });
    let style = if here { state.theme.heading() } else { Style::new() };
    let words = cut(&words, columns.gutter, "").into_owned();
    Line::styled(words, style).render(Rect { width: cells(columns.gutter), ..row }, buf);
}

/// The dots of a line over the lines of the axis's labels, and titles in its empty cells.
fn render_line(state: &State, line: &PlotLine, grid: &[usize], row: Rect, buf: &mut Buffer) {
    for at in grid {
        put(buf, row, *at, state.theme.marks().grid, state.theme.quiet());
    }
    for (at, (dot, matched)) in line.dots.iter().enumerate().filter(|(_, (dot, _))| *dot != Dot::Empty) {
        let style = style(state.theme, *dot);
        let style = if *matched { style.patch(state.theme.hit()) } else { style };
        put(buf, row, at, symbol(state.theme, *dot), style);
    }
    for label in &line.labels {
        let title = cut(state.timeline.event(label.event).title(), label.room, state.theme.marks().cut);
        let before = if label.is_before { label.room - width(&title) } else { 0 };
        // Blanks around it, so that no line of the grid touches the words.
        let first = (label.at + before).saturating_sub(1);
        let words = format!("{}{title} ", if label.at + before > 0 { " " } else { "" });
        buf.set_stringn(row.x + cells(first), row.y, words, line.dots.len() - first, Style::reset());
    }
}

/// The thing under the cursor, in the very cells of its date.
fn render_cursor(state: &State, view: &LanesView, row_of_lane: usize, row: Rect, buf: &mut Buffer) {
    let Some(item) = view.item() else { return };
    // A crowded lane has one row.
    let own_row = |plot: &Plot| plot.rows.get(view.cursor.item).copied().unwrap_or(0);
    let is_here = view.arranged.plot_of(view.cursor.lane).is_some_and(|plot| own_row(plot) == row_of_lane);
    let axis = state.strip.as_ref().map(|strip| strip.axis).filter(|_| is_here);
    let drawn = axis.zip(item.when(&state.timeline)).and_then(|(axis, date)| axis.draw(date));
    let Some(drawn) = drawn else { return };
    let is_chosen = !state.selection.is_empty() && state.is_chosen(item.event);
    for (at, dot) in (drawn.first..).zip(dots(&state.timeline, item, drawn, is_chosen)) {
        put(buf, row, at, symbol(state.theme, dot), state.theme.cursor());
    }
}

/// At the ends: is there more of the lane before and behind the axis, and how much has no date.
fn render_ends(state: &State, view: &LanesView, lane: usize, columns: Columns, row: Rect, buf: &mut Buffer) {
    let Some(ends) = view.arranged.ends_of(lane) else { return };
    let (theme, marks) = (state.theme, state.theme.marks());
    let item = view.item().filter(|_| lane == view.cursor.lane);
    let date: Option<&Date> = item.and_then(|item| item.date(&state.timeline));
    let side = state.strip.as_ref().zip(date).map(|(strip, date)| strip.axis.side(date));
    let mut end = |column: u16, count: usize, has_cursor: bool, plain, with_cursor| {
        let (symbol, style) = if has_cursor { (with_cursor, theme.cursor()) } else { (plain, theme.quiet()) };
        if count > 0
            && let Some(cell) = buf.cell_mut((column, row.y))
        {
            cell.set_symbol(symbol).set_style(style);
        }
    };
    end(row.x - 1, ends.before, side == Some(std::cmp::Ordering::Less), marks.before, marks.event_before);
    end(row.right(), ends.after, side == Some(std::cmp::Ordering::Greater), marks.after, marks.event_after);
    if ends.undated > 0 && columns.undated > 0 {
        let style = if item.is_some() && date.is_none() { theme.cursor() } else { theme.quiet() };
        let words = format!("+{}", ends.undated.min(999));
        let at = Rect { x: row.right() + 1, width: cells(columns.undated), ..row };
        Line::styled(words, style).right_aligned().render(at, buf);
    }
}

fn put(buf: &mut Buffer, row: Rect, at: usize, symbol: &str, style: Style) {
    if let Some(cell) = buf.cell_mut((row.x + cells(at), row.y)).filter(|_| at < usize::from(row.width)) {
        cell.reset();
        cell.set_symbol(symbol).set_style(style);
    }
}

/// The sign of a dot.
fn symbol(theme: Theme, dot: Dot) -> &'static str {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let marks = theme.marks();
    match dot {
        Dot::Empty => " ",
        Dot::Certain => marks.surely,
        Dot::Possible => marks.maybe,
        Dot::Said(sure) => marks.said[usize::from(sure)],
        Dot::Mention(sure) => marks.mentioned[usize::from(sure)],
        Dot::Chosen(said) => marks.chosen_signs[usize::from(said)],
        Dot::Vague(mark) => mark,
        Dot::Disputed => marks.disputed,
        Dot::OpenBegin => marks.open_begin,
        Dot::OpenEnd => marks.open_end,
        Dot::Digit(digit) => DIGITS[usize::from(digit) % 10],
        Dot::Many => "*",
    }
}

/// Its style, which only repeats what the sign says.
fn style(theme: Theme, dot: Dot) -> Style {
    match dot {
        Dot::Said(_) => theme.said(),
        Dot::Chosen(_) => theme.selected(),
        Dot::Digit(_) | Dot::Many => theme.heading(),
        Dot::Disputed => theme.alarm(),
        Dot::Mention(_) | Dot::Certain | Dot::Possible | Dot::Vague(_) | Dot::OpenBegin | Dot::OpenEnd => theme.quiet(),
        Dot::Empty => Style::new(),
    }
}

/// How many of what is in the lanes has no date: "3 without a date".
fn without_date(view: &LanesView) -> Option<String> {
    let count = view.undated();
    (count > 0).then(|| format!("{count} without a date"))
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
