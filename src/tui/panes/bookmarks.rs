//! The bookmarks that are set, while the letter of one is awaited.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use super::{draw, frame};
use crate::model::identity::KnownQuote;
use crate::tui::state::State;
use crate::tui::text::pad;

/// Draws them at the foot of the panes, as many as there is room for.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    if state.bookmarks.is_empty() {
        return;
    }
    let wanted = u16::try_from(state.bookmarks.len()).unwrap_or(u16::MAX).saturating_add(2);
    let height = wanted.min(area.height);
    let area = Rect { y: area.bottom() - height, height, width: area.width.min(76), ..area };
    Clear.render(area, buf);
    let inner = frame(state, area, "Bookmarks", true, buf);
    let room = usize::from(inner.width);
    let (rows, cut) = (usize::from(inner.height), state.theme.marks().cut);
    let hidden = state.bookmarks.len().saturating_sub(rows);
    let shown = if hidden > 0 { rows.saturating_sub(1) } else { rows };
    let lines = state
        .bookmarks
        .iter()
        .take(shown)
        .map(|(letter, known)| Line::raw(pad(&format!("{letter}  {}", told(state, known)), room, cut)));
    let more = (hidden > 0).then(|| Line::raw(pad(&format!("and {} more", hidden + 1), room, cut)));
    draw(lines.chain(more), inner, buf);
}

/// The date and title of its event as they are now; or that it is gone.
fn told(state: &State, known: &KnownQuote) -> String {
    let Some(event) = known.event.find_itself(&state.whole) else {
        return format!("{} (there no more)", known.event.title());
    };
    let event = state.whole.event(event);
    let date = event.date().map(|date| format!("{}: ", date.words())).unwrap_or_default();
    format!("{date}{}", event.title())
}
