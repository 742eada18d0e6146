//! The disputes: each question with its accounts side by side, in columns where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::{draw, frame, records_around, side};
use crate::model::document::Status;
use crate::model::plural::plural;
use crate::model::timeline::DisputeView;
use crate::tui::layer::{Seat, Spot};
use crate::tui::layout::inner_width;
use crate::tui::state::State;
use crate::tui::text::{Para, lay};

/// The fewest cells that a side is laid out in beside another.
const NARROWEST: usize = 34;
/// The cells between two sides: a line with a blank before and behind it.
const BETWEEN: usize = 3;
/// The cells before the words of a side, for the cursor's mark.
const GUTTER: usize = 2;

/// A dispute laid out: lines over the whole width, then bands of sides, then lines again.
#[derive(Default)]
pub struct Sheet {
    head: Vec<Line<'static>>,
    bands: Vec<Band>,
    tail: Vec<Line<'static>>,
    wide: usize,
}

/// Sides that stand beside each other, each in its lines; a line stands below, that parts it from the next.
struct Band {
    first_side: usize,
    first_line: usize,
    columns: Vec<Vec<Line<'static>>>,
}

impl Band {
    fn height(&self) -> usize {
        self.columns.iter().map(Vec::len).max().unwrap_or(0)
    }

    fn holds_line(&self, line: usize) -> bool {
        (self.first_line..self.first_line + self.height()).contains(&line)
    }
}

/// Draws the view, the cursor at a seat.
pub fn render(state: &State, seat: Seat, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    let (count, room) = (state.timeline.disputes().len(), inner_width(area));
    let dispute = state.timeline.disputes().nth(seat.spot.record);
    let question = dispute.map_or("", |dispute| &*dispute.record().question);
    let title =
        format!("Disputes {dot} {} of {count} {dot} {question}", seat.spot.record + 1, dot = state.theme.marks().dot);
    let inner = frame(state, area, &title, true, buf);
    let lay =
        |record: usize| sheet(state, record, room).lines(state, Some(seat).filter(|_| record == seat.spot.record));
    let height = usize::from(inner.height);
    let (lines, begin, at) = records_around(height, (count, seat.spot), lay);
    let top = top(begin, at, height, lines.len());
    draw(lines.into_iter().skip(top), inner, buf);
}

/// The first line to draw: the dispute's own first, as long as the cursor then is in sight with some lines
/// behind it; no room is wasted at the end.
fn top(begin: usize, at: usize, height: usize, count: usize) -> usize {
    let behind = height / 2;
    begin.max((at + behind + 1).saturating_sub(height)).min(count.saturating_sub(height))
}

/// Lays a dispute out in `room` cells, by its number.
#[must_use]
pub fn sheet(state: &State, record: usize, room: usize) -> Sheet {
    let Some(dispute) = state.timeline.disputes().nth(record) else { return Sheet::default() };
    let put = |paras: &[Para]| lay(paras, room, &state.marked_words(), state.theme.hit());
    let question = Para::new(&*dispute.record().question, state.theme.heading());
    let mut head = vec![heading(state, dispute, record + 1, room)];
    head.extend(put(&[question, Para::gap()]));
    let (beside, wide) = columns(dispute.sides().count(), room);
    let sides: Vec<Vec<Line>> = dispute
        .sides()
        .map(|side| {
            let paras = side::paragraphs(state, side);
            lay(&paras, wide.saturating_sub(GUTTER), &state.marked_words(), state.theme.hit())
        })
        .collect();
    let mut first_line = head.len();
    let mut bands = Vec::new();
    for (at, columns) in sides.chunks(beside).enumerate() {
        let band = Band { first_side: at * beside, first_line, columns: columns.to_vec() };
        first_line += band.height() + 1;
        bands.push(band);
    }
    let note = dispute.record().note.as_deref();
    let note = note.map(|note| [Para::new(format!("Note: {note}"), state.theme.quote()).hang(2), Para::gap()]);
    Sheet { head, bands, tail: note.map(|note| put(&note)).unwrap_or_default(), wide }
}

/// How many sides stand beside each other, all as wide, and how wide: as many as have room, but so that
/// the rows of them are as even as can be.
fn columns(sides: usize, room: usize) -> (usize, usize) {
    let most = ((room + BETWEEN) / (NARROWEST + BETWEEN)).clamp(1, sides.max(1));
    let beside = sides.max(1).div_ceil(sides.max(1).div_ceil(most));
    (beside, ((room + BETWEEN) / beside).saturating_sub(BETWEEN))
}

/// `── 2 of 7 · open · 4 accounts ─────`, across the view.
fn heading(state: &State, dispute: DisputeView, number: usize, room: usize) -> Line<'static> {
    let marks = state.theme.marks();
    let status = match dispute.status() {
        Status::Open => format!("{} {}", marks.disputed, dispute.status().word()),
        status => status.word().to_owned(),
    };
    let all = state.timeline.disputes().len();
    let accounts = plural(dispute.sides().count(), "account");
    let words =
        format!("{} {number} of {all} {dot} {status} {dot} {accounts} ", marks.across.repeat(2), dot = marks.dot);
    let line = Line::styled(words, state.theme.quiet());
    let rest = room.saturating_sub(line.width());
    Line::styled(format!("{line}{}", marks.across.repeat(rest)), state.theme.quiet())
}

impl Sheet {
    /// How many lines it has.
    #[must_use]
    pub fn height(&self) -> usize {
        let bands: usize = self.bands.iter().map(|band| band.height() + 1).sum();
        self.head.len() + bands + self.tail.len()
    }

    /// How many sides it has.
    #[must_use]
    pub fn sides(&self) -> usize {
        self.bands.iter().map(|band| band.columns.len()).sum()
    }

    /// The band of a line: the last that begins at or before it, else the first.
    fn band(&self, line: usize) -> Option<&Band> {
        self.bands.iter().rev().find(|band| band.first_line <= line).or(self.bands.first())
    }

    /// The side at a line and column, or nearest to it.
    #[must_use]
    pub fn side(&self, seat: Seat) -> Option<usize> {
        let band = self.band(seat.spot.line)?;
        Some(band.first_side + seat.column.min(band.columns.len() - 1))
    }

    /// The column of a side, and the line to go to from `line`: that very line where the side stands
    /// beside it, else the side's first.
    #[must_use]
    pub fn place_of(&self, side: usize, line: usize) -> (usize, usize) {
        let band = self.bands.iter().rev().find(|band| band.first_side <= side);
        band.map_or((line, 0), |band| {
            let line = if band.holds_line(line) { line } else { band.first_line };
            (line, side - band.first_side)
        })
    }

    /// Its lines, the cursor drawn where the seat is.
    #[must_use]
    pub fn lines(self, state: &State, seat: Option<Seat>) -> Vec<Line<'static>> {
        let last = self.height().saturating_sub(1);
        let seat = seat.map(|seat| Seat { spot: Spot { line: seat.spot.line.min(last), ..seat.spot }, ..seat });
        let (side, line) = (seat.and_then(|seat| self.side(seat)), seat.map(|seat| seat.spot.line));
        let mut lines = self.head;
        for (at, band) in self.bands.iter().enumerate() {
            lines.extend((0..band.height()).map(|row| band_line(state, band, row, self.wide, side, line)));
            let last = at + 1 == self.bands.len();
            lines.push(if last { Line::default() } else { rule(state, band.columns.len(), self.wide) });
        }
        lines.extend(self.tail);
        let in_a_side = line.is_some_and(|line| self.bands.iter().any(|band| band.holds_line(line)));
        if let Some(line) = line.filter(|_| !in_a_side).and_then(|line| lines.get_mut(line)) {
            *line = std::mem::take(line).patch_style(state.theme.cursor());
        }
        lines
    }
}

/// Between two bands.
fn rule(state: &State, columns: usize, wide: usize) -> Line<'static> {
    let marks = state.theme.marks();
    let parts = vec![marks.below.repeat(wide); columns];
    Line::styled(parts.join(&format!(" {} ", marks.beside)), state.theme.quiet())
}

/// A line of all columns of a band; the mark before the side of the cursor, the cursor in its line.
fn band_line(
    state: &State,
    band: &Band,
    row: usize,
    wide: usize,
    side: Option<usize>,
    cursor: Option<usize>,
) -> Line<'static> {
    let marks = state.theme.marks();
    let mut whole = Line::default();
    for (column, lines) in band.columns.iter().enumerate() {
        if column > 0 {
            whole.push_span(Span::styled(format!(" {} ", marks.beside), state.theme.quiet()));
        }
        let here = side == Some(band.first_side + column);
        let gutter = if here && row == 0 { marks.cursor } else { " " };
        let words = lines.get(row).cloned().unwrap_or_default();
        let free = wide.saturating_sub(words.width() + GUTTER);
        let mut cell = Line::from(Span::styled(format!("{gutter} "), state.theme.heading()));
        cell.extend(words.spans);
        cell.push_span(" ".repeat(free));
        let style = if here && cursor == Some(band.first_line + row) { state.theme.cursor() } else { Style::new() };
        whole.extend(cell.patch_style(style).spans.into_iter().map(|span| span.patch_style(style)));
    }
    whole
}
