//! A kept copy, its quotes marked in it and what was found of the one in question above.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::{draw, frame, with_place};
use crate::evidence::telling;
use crate::model::attribution;
use crate::model::plural::plural;
use crate::model::safe::safe;
use crate::model::timeline::QuoteIx;
use crate::tui::layout;
use crate::tui::page::Row;
use crate::tui::reading::Reading;
use crate::tui::state::State;
use crate::tui::text::{Para, cut, lay};

/// How many cells before each row the marks take.
pub const GUTTER: usize = 2;

/// Draws the view.
pub fn render(state: &State, reading: &Reading, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    let (room, height) = (layout::inner_width(area), layout::inner_height(area));
    let head = head(state, reading, room, height);
    let page = height.saturating_sub(head.len());
    let top = reading.top.min(reading.rows.len().saturating_sub(page));
    let title = state.theme.own(attribution::citation(&state.timeline, reading.source));
    let inner = frame(state, area, &with_place(state, area, &title, top, page, reading.rows.len()), true, buf);
    let rows = reading.rows.iter().skip(top).take(page).map(|row| line(state, reading, row));
    let is_empty = reading.copy.text.raw.trim().is_empty();
    let empty = is_empty.then(|| Line::styled("the copy has no text", state.theme.quiet()));
    draw(head.into_iter().chain(empty).chain(rows), inner, buf);
}

/// How many rows of the copy that is open are in sight.
#[must_use]
pub fn height(state: &State) -> usize {
    let view = layout::screen(state).view;
    let height = layout::inner_height(view);
    let head = state.reading().map_or(0, |reading| head(state, reading, layout::inner_width(view), height).len());
    height.saturating_sub(head).max(1)
}

/// Which quote it is, what was found of it, and an empty line; at most a third of the height.
fn head(state: &State, reading: &Reading, room: usize, height: usize) -> Vec<Line<'static>> {
    let theme = state.theme;
    let count = reading.marks.all().len();
    let mut paras = Vec::new();
    match reading.quote {
        Some(quote) => {
            let place = |(nth, _): (usize, _)| format!(" {} quote {} of {count}", theme.marks().dot, nth + 1);
            let place = reading.passage().map(place).unwrap_or_default();
            let verdict = state.timeline.verdict(quote).map(|verdict| theme.verdict(verdict).0).unwrap_or_default();
            paras.push(Para::new(format!("{verdict}{place}"), theme.heading()).hang(2));
            paras.push(Para::new(theme.own(bearer(state, quote)), theme.quiet()).hang(2));
            let reasons = state.ledger.iter().flat_map(|ledger| telling::reasons(&state.timeline, ledger, quote));
            paras.extend(reasons.map(|reason| Para::new(theme.own(reason), theme.quote()).indent(2).hang(2)));
        }
        None => {
            let words = format!(
                "{} of the timeline {} here",
                plural(count, "quote"),
                if count == 1 { "stands" } else { "stand" }
            );
            paras.push(Para::new(words, theme.heading()).hang(2));
        }
    }
    let mut lines = lay(&paras, room, &[], theme.hit());
    let most = (height / 3).max(1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let words = format!("{last} {}", theme.marks().cut);
            *last = Line::styled(cut(&words, room, theme.marks().cut).into_owned(), theme.quote());
        }
    }
    lines.push(Line::default());
    lines
}

/// Whose quote it is: who says it and in which event, or which question it is an account of.
fn bearer(state: &State, quote: QuoteIx) -> String {
    let (timeline, view) = (&state.timeline, state.timeline.quote(quote));
    let speaker = view.statement().map(|statement| format!("{}: ", timeline.statement(statement).speaker_name()));
    let what = match (view.event(), view.question()) {
        (Some(event), _) => timeline.event(event).title(),
        (None, Some(question)) => question,
        (None, None) => "",
    };
    format!("{}{what}", speaker.unwrap_or_default())
}

/// A row with its marks: the passage of the quote in question reversed, those of others underlined, hits of
/// the search as everywhere and the one that was gone to reversed as well; and a sign before the row, since a
/// style alone may not be seen.
fn line(state: &State, reading: &Reading, row: &Row) -> Line<'static> {
    let theme = state.theme;
    let text = &reading.copy.text.raw;
    let mut marks: Vec<(&Row, Style)> = Vec::new();
    let mut sign = " ";
    for (at, quote) in reading.marks.touching(row) {
        let is_it = Some(*quote) == reading.quote;
        marks.push((at, if is_it { theme.cursor() } else { theme.quoted() }));
        sign = if is_it || sign == theme.marks().cursor { theme.marks().cursor } else { theme.marks().range };
    }
    let gone_to = reading.hit.and_then(|hit| reading.hits.all().get(hit));
    for hit in reading.hits.touching(row) {
        let style = if gone_to == Some(hit) { theme.hit().patch(theme.cursor()) } else { theme.hit() };
        marks.push((&hit.0, style));
    }
    let mut bounds: Vec<usize> = marks.iter().flat_map(|(at, _)| [at.start, at.end]).collect();
    bounds.extend([row.start, row.end]);
    bounds.retain(|bound| (row.start..=row.end).contains(bound));
    bounds.sort_unstable();
    bounds.dedup();
    let mut line = Line::from(Span::styled(format!("{sign} "), theme.heading()));
    for part in bounds.windows(2) {
        let style = marks.iter().filter(|(at, _)| at.start <= part[0] && part[1] <= at.end);
        let style = style.fold(Style::new(), |style, (_, mark)| style.patch(*mark));
        line.push_span(Span::styled(safe(&text[part[0]..part[1]]).into_owned(), style));
    }
    line
}
