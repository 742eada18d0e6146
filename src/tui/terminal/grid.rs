//! What stands in the cells of a screen as numbers, so that frames are held against each other in no time.

use std::collections::HashMap;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth};

use crate::tui::sgr::Look;

/// A letter and its look: of two cells that look the same, whatever is in them, it is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown(u64);

impl Shown {
    /// Nothing.
    pub const BLANK: Self = Self(' ' as u64);
    /// A cell over which the wide letter before it reaches.
    pub const COVERED: Self = Self(u64::MAX);

    fn new(letter: u32, look: u32) -> Self {
        Self(u64::from(look) << 32 | u64::from(letter))
    }

    /// Is its letter one of ASCII, which takes a byte and a cell?
    #[must_use]
    pub fn is_ascii(self) -> bool {
        self.0 & 0xffff_ffff < 0x80
    }

    /// Has it the same look as another?
    #[must_use]
    pub fn looks_as(self, other: Self) -> bool {
        self.0 >> 32 == other.0 >> 32
    }
}

/// The cells of a screen, row by row.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    width: usize,
    cells: Vec<Shown>,
}

impl Grid {
    /// A blank one.
    #[must_use]
    pub fn blank(width: u16, height: u16) -> Self {
        Self { width: usize::from(width), cells: vec![Shown::BLANK; usize::from(width) * usize::from(height)] }
    }

    /// How many columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// A row.
    #[must_use]
    pub fn row(&self, y: usize) -> &[Shown] {
        &self.cells[y * self.width..(y + 1) * self.width]
    }

    /// The cells of some rows.
    pub fn rows_mut(&mut self, rows: Range<usize>) -> &mut [Shown] {
        &mut self.cells[rows.start * self.width..rows.end * self.width]
    }
}

/// The numbers of letters and looks, for as long as grids are held against each other.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Those of several characters.
    letters: HashMap<String, u32>,
    looks: HashMap<Look, u32>,
}

/// Beyond all characters.
const SEVERAL: u32 = 0x8000_0000;

/// More are not kept.
const MOST: usize = 1 << 16;

impl Numbers {
    /// Have so many been seen that one begins anew, with a screen of which nothing is known?
    #[must_use]
    pub fn are_many(&self) -> bool {
        self.letters.len() + self.looks.len() > MOST
    }

    /// What stands in the cells of a buffer; what looks blank is, whatever its letter would look like.
    pub fn take(&mut self, buffer: &Buffer, grid: &mut Grid) {
        grid.width = usize::from(buffer.area.width);
        grid.cells.clear();
        let (mut look, mut number) = (Look::PLAIN, self.look(Look::PLAIN));
        for row in buffer.content.chunks(grid.width.max(1)) {
            let mut covered = 0;
            for (x, cell) in row.iter().enumerate() {
                if x < covered {
                    grid.cells.push(Shown::COVERED);
                    continue;
                }
                let here = Look::of(cell);
                if here != look {
                    (look, number) = (here, self.look(here));
                }
                grid.cells.push(if is_blank(cell) { Shown::BLANK } else { Shown::new(self.letter(cell), number) });
                covered = x + width_of(cell);
            }
        }
    }

    fn look(&mut self, look: Look) -> u32 {
        let next = self.looks.len();
        *self.looks.entry(look).or_insert_with(|| u32::try_from(next).unwrap_or(u32::MAX))
    }

    fn letter(&mut self, cell: &Cell) -> u32 {
        let symbol = cell.symbol();
        let mut characters = symbol.chars();
        if let (Some(one), None) = (characters.next(), characters.next()) {
            return u32::from(one);
        }
        if let Some(known) = self.letters.get(symbol) {
            return *known;
        }
        let number = SEVERAL + u32::try_from(self.letters.len()).unwrap_or(0);
        self.letters.insert(symbol.to_owned(), number);
        number
    }
}

/// Is nothing seen in a cell, whatever ink its letter would have?
#[must_use]
pub fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell).is_of_ink()
}

/// How many cells the letter of a cell takes; most are told without a look at tables.
#[must_use]
pub fn width_of(cell: &Cell) -> usize {
    if cell.symbol().len() == 1 { 1 } else { usize::from(cell.cell_width()) }
}
