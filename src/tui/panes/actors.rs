//! Who acts and speaks, with how many statements each has made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{draw, frame};
use crate::model::timeline::ActorIx;
use crate::tui::action::Pane;
use crate::tui::layout::window;
use crate::tui::state::State;
use crate::tui::text::{mark, pad, width};

/// How many cells the longest bar takes.
const BAR: usize = 6;

/// Draws the pane.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    let focused = state.focus == Pane::Actors;
    let picked =
        state.picked.map(|actor| format!(" {} {}", state.theme.marks().dot, state.timeline.actor(actor).name()));
    let inner = frame(state, area, &format!("2 Actors{}", picked.unwrap_or_default()), focused, buf);
    let actors = state.timeline.actors_by_weight();
    let first = window(state.actor_row, usize::from(inner.height), actors.len());
    let most = actors.first().map_or(0, |actor| state.timeline.statements_of(*actor).len());
    let rows = actors.iter().enumerate().skip(first).take(usize::from(inner.height));
    draw(rows.map(|(row, actor)| actor_line(state, row, *actor, most, usize::from(inner.width))), inner, buf);
}

/// Cursor, whether in the current event and whether pinned, name, bar and number of statements.
fn actor_line(state: &State, row: usize, actor: ActorIx, most: usize, room: usize) -> Line<'static> {
    let marks = state.theme.marks();
    let here = row == state.actor_row;
    let base = match (here, state.focus == Pane::Actors && state.layers.is_empty()) {
        (true, true) => state.theme.cursor(),
        (true, false) => state.theme.resting_cursor(),
        (false, _) if state.picked == Some(actor) => state.theme.picked(),
        (false, _) => Style::new(),
    };
    let count = state.timeline.statements_of(actor).len();
    let bar = if most == 0 { 0 } else { (count * BAR).div_ceil(most) };
    let number = if count == 0 { String::new() } else { count.to_string() };
    let tail = if room >= 24 {
        format!(" {}{} {number:>4}", marks.heights[4].repeat(bar), " ".repeat(BAR - bar))
    } else {
        format!(" {number:>3}")
    };
    // Without a pinned actor there is no column for their mark.
    let pinned = match () {
        () if state.pinned.is_empty() => "",
        () if state.pinned.contains(&actor) => marks.pinned,
        () => " ",
    };
    let head = format!(
        "{}{}{pinned} ",
        if here { marks.cursor } else { " " },
        if state.event().is_some_and(|event| state.timeline.event(event).involves(actor)) { marks.actor } else { " " }
    );
    let name =
        pad(state.timeline.actor(actor).name(), room.saturating_sub(width(&head) + tail.chars().count()), marks.cut);
    let mut line = Line::from(Span::styled(head, base));
    line.extend(mark(&name, &state.marked_words(), base, state.theme.hit()).spans);
    line.push_span(Span::styled(tail, base));
    line
}
