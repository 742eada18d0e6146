//! The cells of a buffer as they are seen: row by row, a wide character once.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// The width of a cell in a picture, in pixels.
pub const CELL_WIDTH: f64 = 8.4;
/// Its height.
pub const CELL_HEIGHT: f64 = 18.0;

/// A cell that is seen, at its column, with how many columns it takes.
pub struct Seen<'a> {
    pub column: u16,
    pub width: u16,
    pub cell: &'a Cell,
}

/// The rows of the buffer, from the top, each from its left.
pub fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<Seen<'_>>> {
    (0..buffer.area.height).map(|row| self::row(buffer, row))
}

fn row(buffer: &Buffer, row: u16) -> Vec<Seen<'_>> {
    let mut seen = Vec::with_capacity(buffer.area.width.into());
    let mut column = 0;
    while let Some(cell) = at(buffer, column, row) {
        let left = buffer.area.width - column;
        let width = u16::try_from(cell.symbol().width()).unwrap_or(u16::MAX).clamp(1, left);
        seen.push(Seen { column, width, cell });
        column += width;
    }
    seen
}

fn at(buffer: &Buffer, column: u16, row: u16) -> Option<&Cell> {
    let inside = column < buffer.area.width;
    inside.then(|| buffer.cell((buffer.area.x + column, buffer.area.y + row))).flatten()
}

impl Seen<'_> {
    /// What stands in it; the terminal shows nothing of an empty or hidden cell.
    pub fn symbol(&self) -> &str {
        let symbol = self.cell.symbol();
        let is_hidden = self.cell.modifier.contains(Modifier::HIDDEN);
        if is_hidden || symbol.is_empty() || symbol.contains(char::is_control) { " " } else { symbol }
    }

    /// Does nothing of it show, not even a background?
    pub fn is_blank(&self) -> bool {
        let marks = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
        self.symbol() == " " && self.cell.bg == Color::Reset && !self.cell.modifier.intersects(marks)
    }
}

/// The row up to its last cell of which something shows.
pub fn trimmed<'r, 'b>(row: &'r [Seen<'b>]) -> &'r [Seen<'b>] {
    let end = row.iter().rposition(|seen| !seen.is_blank()).map_or(0, |last| last + 1);
    &row[..end]
}
