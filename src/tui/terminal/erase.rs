//! Stretches of a row that become blank: found, so that the terminal blanks them itself.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::Print;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};

/// From so many cells on it is shorter to ask than to send blanks.
const FEWEST: usize = 14;

/// Makes long stretches that look blank plain: blanks that would be bold or coloured, had they ink, are none that the
/// terminal blanks itself.
pub fn make_plain(next: &mut Buffer) {
    let width = usize::from(next.area.width).max(1);
    for row in next.content.chunks_mut(width) {
        for stretch in row.chunk_by_mut(|one, other| looks_blank(one) && looks_blank(other)) {
            if stretch.len() >= FEWEST {
                stretch.fill(Cell::EMPTY);
            }
        }
    }
}

/// Does nothing of the cell show? The cells that a wide character covers are blank in a buffer too, and few in a row.
fn looks_blank(cell: &Cell) -> bool {
    const OF_INK: Modifier = Modifier::BOLD.union(Modifier::DIM).union(Modifier::ITALIC);
    cell.symbol() == " " && cell.bg == Color::Reset && OF_INK.contains(cell.modifier)
}

/// Has the terminal blank the stretches where many cells become blank, and blanks them in `shown` too. No style may
/// be set, for a terminal blanks in the colours it has.
///
/// # Errors
/// Those of the writer.
pub fn erase(shown: &mut Buffer, next: &Buffer, out: &mut impl Write) -> io::Result<()> {
    let width = usize::from(next.area.width).max(1);
    for (y, (shown, next)) in shown.content.chunks_mut(width).zip(next.content.chunks(width)).enumerate() {
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
                let at = MoveTo(u16::try_from(first).unwrap_or(u16::MAX), u16::try_from(y).unwrap_or(u16::MAX));
                queue!(out, at, Print(format_args!("\x1b[{}X", behind - first)))?;
                shown[first..behind].fill(Cell::EMPTY);
            }
            // The cells that a wide character covers are blank in a buffer, and none that may be blanked.
            x = if end > x { end } else { x + usize::from(next[x].cell_width()).max(1) };
        }
    }
    Ok(())
}

/// The end of the blank stretch that begins in a cell.
fn blank_end(row: &[Cell], x: usize) -> usize {
    row[x..].iter().position(|cell| *cell != Cell::EMPTY).map_or(row.len(), |blank| x + blank)
}
