//! Stretches of a row that become blank: found, so that the terminal blanks them itself.

use ratatui::buffer::{Buffer, Cell, CellWidth};

use crate::tui::sgr::Look;

/// From so many cells on it is shorter to ask than to send blanks.
const FEWEST: usize = 10;

/// Cells beside each other that the terminal is to blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blank {
    /// The column of the first.
    pub x: u16,
    /// Their row.
    pub y: u16,
    /// How many.
    pub count: u16,
}

/// Makes what looks blank plain: a blank that would be bold or coloured, had it ink, is the same as any other.
pub fn make_plain(next: &mut Buffer) {
    for cell in &mut next.content {
        if cell.symbol() == " " && Look::of(cell).is_of_ink() {
            *cell = Cell::EMPTY;
        }
    }
}

/// The stretches where many cells become blank, row by row; in `shown` they are blank from now on.
pub fn erase(shown: &mut Buffer, next: &Buffer) -> Vec<Blank> {
    let width = usize::from(next.area.width).max(1);
    let mut blanks = Vec::new();
    for (y, (shown, next)) in (0..).zip(shown.content.chunks_mut(width).zip(next.content.chunks(width))) {
        let mut x = 0;
        while x < width {
            let end = blank_end(next, x);
            let differs = |x: &usize| shown[*x] != Cell::EMPTY;
            let mut changed = (x..end).filter(differs);
            let first = changed.next();
            if let (Some(first), Some(last)) = (first, changed.next_back())
                && changed.count() + 2 >= FEWEST
            {
                // The other half of a wide character would keep its looks.
                let behind = (last + usize::from(shown[last].cell_width()).max(1)).min(end);
                let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
                blanks.push(Blank { x: cells(first), y, count: cells(behind - first) });
                shown[first..behind].fill(Cell::EMPTY);
            }
            // The cells that a wide character covers are blank in a buffer, and none that may be blanked.
            x = if end > x { end } else { x + usize::from(next[x].cell_width()).max(1) };
        }
    }
    blanks
}

/// The end of the blank stretch that begins in a cell.
fn blank_end(row: &[Cell], x: usize) -> usize {
    row[x..].iter().position(|cell| *cell != Cell::EMPTY).map_or(row.len(), |blank| x + blank)
}
