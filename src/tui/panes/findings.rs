//! What is wrong with the files, each finding with its line and its hint.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::listed;
use crate::model::finding::Finding;
use crate::tui::layer::Spot;
use crate::tui::layout::inner_width;
use crate::tui::state::State;
use crate::tui::text::{Para, lay};

/// Draws the view, the cursor at a spot.
pub fn render(state: &State, spot: Spot, area: Rect, buf: &mut Buffer) {
    let lay = |record| lines(state, record, inner_width(area));
    listed(state, area, "What is wrong with the file", (state.findings.len(), spot), lay, buf);
}

/// The lines of one finding.
#[must_use]
pub fn lines(state: &State, record: usize, room: usize) -> Vec<Line<'static>> {
    let paras = state.findings.get(record).map(|finding| paragraphs(state, finding)).unwrap_or_default();
    lay(&paras, room, &[], state.theme.hit())
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
