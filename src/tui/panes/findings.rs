//! What is wrong with the files, each finding with its line and its hint.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::listed;
use crate::model::finding::Finding;
use crate::tui::layout::inner_width;
use crate::tui::state::State;
use crate::tui::text::{Para, lay};

/// Draws the view, the cursor on line `at`.
pub fn render(state: &State, at: usize, area: Rect, buf: &mut Buffer) {
    let lines = lines(state, inner_width(area)).into_iter().map(|(_, line)| line).collect();
    listed(state, area, "What is wrong with the file", lines, at, buf);
}

/// All lines, each with the number of the finding that it is about.
#[must_use]
pub fn lines(state: &State, room: usize) -> Vec<(usize, Line<'static>)> {
    let of = |(at, finding): (usize, &Finding)| {
        lay(&paragraphs(state, finding), room, &[], state.theme.hit()).into_iter().map(move |line| (at, line))
    };
    state.findings.iter().enumerate().flat_map(of).collect()
}

/// The finding that line `at` is about.
#[must_use]
pub fn finding_at(state: &State, at: usize) -> Option<&Finding> {
    let room = inner_width(crate::tui::layout::screen(state).view);
    lines(state, room).get(at).and_then(|(finding, _)| state.findings.get(*finding))
}

fn paragraphs(state: &State, finding: &Finding) -> Vec<Para> {
    let file = state.faulty_files.get(finding.place).map_or("", |file| &file.name);
    let at = state
        .faulty_files
        .locate(finding.place)
        .map(|at| format!("{file}:{}:{}: ", at.line, at.column))
        .unwrap_or_default();
    let mut paras = vec![Para::new(format!("{at}{}", finding.message), state.theme.alarm()).hang(2)];
    paras.extend(finding.hint.as_deref().map(|hint| Para::new(hint, state.theme.quote()).indent(2)));
    paras
}
