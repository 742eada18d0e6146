//! The first line: what is looked at, and how much of it there is; below it what is wrong, if anything.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::model::finding::Level;
use crate::model::plural::plural;
use crate::tui::state::State;
use crate::tui::text::{cut, width};

/// Draws the title and the counts.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    let timeline = &state.timeline;
    let marks = state.theme.marks();
    let counts = format!(
        "{} {dot} {} {dot} {} ",
        plural(timeline.events().len(), "event"),
        plural(timeline.actors().len(), "actor"),
        plural(timeline.sources().len(), "source"),
        dot = marks.dot
    );
    let room = usize::from(area.width);
    let shown = if width(&counts) + 30 <= room { counts } else { String::new() };
    let title =
        format!(" annals {} {}", marks.dot, cut(timeline.title(), room.saturating_sub(12 + width(&shown)), marks.cut));
    Line::styled(title, state.theme.heading()).render(area, buf);
    Line::from(shown).right_aligned().render(area, buf);
}

/// Draws the line about a file with faults.
pub fn render_banner(state: &State, area: Rect, buf: &mut Buffer) {
    let errors = state.findings.iter().filter(|finding| finding.level == Level::Error).count();
    let what = plural(errors, "error");
    let then = if state.stale { "what you see is from before" } else { "what can be understood is shown" };
    let words = format!(" {what} in the file: {then}; ! lists them ");
    Line::styled(cut(&words, usize::from(area.width), state.theme.marks().cut).into_owned(), state.theme.alarm())
        .render(area, buf);
}
