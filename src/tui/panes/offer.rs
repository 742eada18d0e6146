//! What may be put in at the cursor of the prompt, in a small list above it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::{draw, frame};
use crate::tui::layer::Offer;
use crate::tui::layout::window;
use crate::tui::state::State;
use crate::tui::text::{cut, pad, width};

/// The most choices in sight.
const ROWS: usize = 8;
/// The widest that the list gets, in cells.
const WIDEST: usize = 76;

/// Draws the list right above `area`, its left edge near the column `at`; nothing where there is no room.
pub fn render(state: &State, offer: &Offer, at: usize, area: Rect, buf: &mut Buffer) {
    let choices = &offer.completion.choices;
    // The line of the title stays, so that a small screen still says what it shows.
    let rows = choices.len().min(ROWS).min(usize::from(area.y).saturating_sub(3));
    if rows == 0 || area.width < 12 {
        return;
    }
    let names = choices.iter().map(|choice| width(&choice.text)).max().unwrap_or(0);
    let notes = choices.iter().map(|choice| width(&choice.note)).max().unwrap_or(0);
    let wide = (names + notes + 8).clamp(24, WIDEST).min(usize::from(area.width));
    let left = at.saturating_sub(4).min(usize::from(area.width) - wide);
    let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let list =
        Rect { x: area.x + cells(left), y: area.y - cells(rows + 2), width: cells(wide), height: cells(rows + 2) };
    Clear.render(list, buf);
    let inner = frame(state, list, &title(offer), true, buf);
    let (room, marks) = (usize::from(inner.width), state.theme.marks());
    let names = names.min(if notes == 0 { room.saturating_sub(2) } else { room / 2 });
    let first = window(offer.chosen.unwrap_or(0), rows, choices.len());
    let line = |(nth, choice): (usize, &crate::model::query::complete::Choice)| {
        let here = offer.chosen == Some(nth);
        let style = if here { state.theme.cursor() } else { Style::new() };
        let head = format!("{} {}", if here { marks.cursor } else { " " }, pad(&choice.text, names, marks.cut));
        let note = cut(&choice.note, room.saturating_sub(width(&head) + 2), marks.cut).into_owned();
        let note = pad(&note, room.saturating_sub(width(&head) + 2), marks.cut);
        let quiet = if here { style } else { state.theme.quiet() };
        Line::from(vec![Span::styled(head, style), Span::styled(format!("  {note}"), quiet)])
    };
    draw(choices.iter().enumerate().skip(first).take(rows).map(line), inner, buf);
}

/// How to choose, and how many there are to choose from.
fn title(offer: &Offer) -> String {
    let count = offer.completion.choices.len() + offer.completion.more;
    match offer.chosen {
        Some(at) => format!("{} of {count}", at + 1),
        None if count == 1 => "Tab takes it".to_owned(),
        None => format!("Tab takes one of {count}"),
    }
}
