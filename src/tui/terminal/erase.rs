//! Stretches of a row that become blank: found, so that the terminal blanks them itself.

use super::grid::{Grid, Shown};

/// From so many cells on it is shorter to ask than to send blanks.
const FEWEST: usize = 10;

/// Cells beside each other that the terminal is to blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blank {
    /// The column of the first.
    pub x: usize,
    /// Their row.
    pub y: usize,
    /// How many.
    pub count: usize,
}

/// The stretches where many cells become blank, row by row; in `shown` they are blank from now on.
pub fn erase(shown: &mut Grid, next: &Grid) -> Vec<Blank> {
    let mut blanks = Vec::new();
    for y in 0..next.height() {
        let (shown, next) = (shown.rows_mut(y..y + 1), next.row(y));
        let mut x = 0;
        for stretch in next.chunk_by(|one, other| (*one == Shown::BLANK) == (*other == Shown::BLANK)) {
            let end = x + stretch.len();
            let mut changed = (x..end).filter(|x| shown[*x] != Shown::BLANK);
            x = end;
            if stretch[0] != Shown::BLANK {
                continue;
            }
            if let (Some(first), Some(last)) = (changed.next(), changed.next_back())
                && changed.count() + 2 >= FEWEST
            {
                blanks.push(Blank { x: first, y, count: last + 1 - first });
                shown[first..=last].fill(Shown::BLANK);
            }
        }
    }
    blanks
}
