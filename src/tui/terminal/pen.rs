//! Letters for the terminal: where the next ones stand and how they look, told in as few bytes as every terminal knows.

use std::fmt::Write;
use std::ops::RangeInclusive;

use ratatui::buffer::Cell;

use super::grid::{is_blank, width_of};
use crate::tui::sgr::Look;

/// What is written to the terminal, which begins with a plain look and ends with it.
#[derive(Debug)]
pub struct Pen {
    text: String,
    /// The column behind the last.
    width: usize,
    /// The column, where that is certain, and the row in which the next letter would stand.
    at: Option<(Option<usize>, usize)>,
    look: Look,
}

impl Pen {
    /// For a screen of so many columns.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { text: String::new(), width, at: None, look: Look::PLAIN }
    }

    /// Writes the letter of a cell.
    pub fn letter(&mut self, x: usize, y: usize, cell: &Cell) {
        self.go(x, y);
        // A blank looks the same in any ink.
        if !(is_blank(cell) && self.look.is_of_ink()) {
            self.take(Look::of(cell));
        }
        let (width, is_agreed) = (width_of(cell), is_agreed(cell));
        if !is_agreed {
            // Where it is narrower than it is taken to be, nothing older is to be seen beside it.
            (0..width).for_each(|_| self.text.push(' '));
            self.at = None;
            self.go(x, y);
        }
        self.text.push_str(cell.symbol());
        // What terminals do behind the last column differs.
        self.at = (x + width < self.width).then_some((is_agreed.then_some(x + width), y));
    }

    /// Has the terminal blank so many cells.
    pub fn blank(&mut self, x: usize, y: usize, count: usize) {
        self.go(x, y);
        // Terminals blank in the ground that is set.
        if !self.look.is_of_ink() {
            self.take(Look::PLAIN);
        }
        let _ = if x + count >= self.width {
            self.text.write_str("\x1b[K")
        } else {
            self.text.write_fmt(format_args!("\x1b[{count}X"))
        };
    }

    /// From now on letters have this look.
    fn take(&mut self, look: Look) {
        self.text.push_str(&look.after(self.look));
        self.look = look;
    }

    /// Goes to a cell: by its column alone (CHA) where the row is the same or, by line feeds, soon to be so.
    fn go(&mut self, x: usize, y: usize) {
        if self.at == Some((Some(x), y)) {
            return;
        }
        let _ = match y.checked_sub(self.at.map_or(usize::MAX, |(_, row)| row)) {
            Some(down @ 0..=2) => {
                // What a line feed does to the column is not known: not all terminals are as raw as they say.
                let feeds = &"\n\n"[..down];
                write!(self.text, "{feeds}\x1b[{}G", x + 1)
            }
            _ if x == 0 => write!(self.text, "\x1b[{}H", y + 1),
            _ => write!(self.text, "\x1b[{};{}H", y + 1, x + 1),
        };
        self.at = Some((Some(x), y));
    }

    /// What was written.
    #[must_use]
    pub fn done(mut self) -> String {
        self.take(Look::PLAIN);
        self.text
    }
}

/// Do all terminals take the letter of a cell to be as wide as it is taken to be here? They do with those of one cell and
/// with the scripts of East Asia, and not with pictures and what is put together of several characters.
fn is_agreed(cell: &Cell) -> bool {
    const EAST_ASIAN: [RangeInclusive<char>; 2] = ['\u{2e80}'..='\u{ffef}', '\u{20000}'..='\u{3ffff}'];
    let mut characters = cell.symbol().chars();
    match (width_of(cell), characters.next(), characters.next()) {
        (1, ..) => true,
        (2, Some(one), None) => EAST_ASIAN.iter().any(|script| script.contains(&one)),
        _ => false,
    }
}
