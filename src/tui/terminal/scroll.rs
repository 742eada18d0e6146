//! Rows of the screen that moved up or down: found, so that the terminal moves them itself.

use std::io::{self, Write};
use std::ops::Range;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::Print;

use super::grid::{Grid, Shown};

/// Below so many cells that changed there is nothing to be saved.
const FEWEST: usize = 200;

/// How many of the cells that changed are asked how far they moved.
const ASKED: usize = 192;

/// What the terminal is told of a move, in cells that could be sent instead.
const OVERHEAD: i64 = 40;

/// Whole rows that move together; those that come in are blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scroll {
    rows: Range<usize>,
    /// How far, and whether up.
    by: usize,
    up: bool,
}

impl Scroll {
    /// The move by which most cells come to where they are to stand; nothing where none saves anything worth it.
    ///
    /// `changed` are the places, column and row, in which `next` differs from `shown`.
    pub fn between(shown: &Grid, next: &Grid, changed: &[(usize, usize)]) -> Option<Self> {
        if changed.len() < FEWEST {
            return None;
        }
        let (by, up) = likeliest(shown, next, changed)?;
        let rows = rows_worth(shown, next, by, up)?;
        Some(Self { rows, by, up })
    }

    /// Moves the rows of a buffer as the terminal moves its own.
    pub fn apply(&self, shown: &mut Grid) {
        let moved = self.by * shown.width();
        let cells = shown.rows_mut(self.rows.clone());
        let blank = if self.up {
            cells.rotate_left(moved);
            cells.len() - moved..cells.len()
        } else {
            cells.rotate_right(moved);
            0..moved
        };
        cells[blank].fill(Shown::BLANK);
    }

    /// Tells the terminal: lines are taken out or put in within margins. Not by the commands for scrolling (SU, SD),
    /// which the console of Linux does not know.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let (top, end, by) = (self.rows.start, self.rows.end, self.by);
        let row = u16::try_from(top).unwrap_or(u16::MAX);
        let command = if self.up { 'M' } else { 'L' };
        queue!(
            out,
            Print(format_args!("\x1b[{};{end}r", top + 1)),
            MoveTo(0, row),
            Print(format_args!("\x1b[{by}{command}\x1b[r"))
        )
    }
}

/// How far, and whether up, most of the cells that changed would have moved.
fn likeliest(shown: &Grid, next: &Grid, changed: &[(usize, usize)]) -> Option<(usize, bool)> {
    let height = next.height();
    let told: Vec<(usize, usize)> = changed.iter().copied().filter(|(x, y)| next.row(*y)[*x] != Shown::BLANK).collect();
    let asked: Vec<(usize, usize)> = told.iter().copied().step_by(told.len().div_ceil(ASKED).max(1)).collect();
    let is_from = |(x, y): (usize, usize), from: Option<usize>| {
        from.filter(|from| *from < height).is_some_and(|from| shown.row(from)[x] == next.row(y)[x])
    };
    let count = |by: usize, up: bool| {
        let from = |y: usize| if up { y.checked_add(by) } else { y.checked_sub(by) };
        asked.iter().filter(|at| is_from(**at, from(at.1))).count()
    };
    let moves = (1..height).flat_map(|by| [(by, true), (by, false)]);
    let (most, by, up) =
        moves.map(|(by, up)| (count(by, up), by, up)).max_by_key(|(count, by, _)| (*count, height - by))?;
    // Letters meet by chance.
    (most * 4 > asked.len()).then_some((by, up))
}

/// The rows that are best moved so.
fn rows_worth(shown: &Grid, next: &Grid, by: usize, up: bool) -> Option<Range<usize>> {
    let height = next.height();
    // Seen from the side that they move to, so that both ways are the same.
    let row = |nth: usize| if up { nth } else { height - 1 - nth };
    let differing = |from: usize, to: usize| -> i64 {
        let cells = shown.row(row(from)).iter().zip(next.row(row(to)));
        cells.map(|(from, to)| i64::from(from != to)).sum()
    };
    let written = |to: usize| -> i64 { next.row(row(to)).iter().map(|cell| i64::from(*cell != Shown::BLANK)).sum() };
    // Summed up from the first row: what moving saves in a row, and what one that comes in blank costs more.
    let (mut saved, mut lost) = (vec![0], vec![0]);
    for nth in 0..height {
        let still = differing(nth, nth);
        let moved = if nth + by < height { still - differing(nth + by, nth) } else { 0 };
        saved.push(saved[nth] + moved);
        lost.push(lost[nth] + written(nth) - still);
    }
    let (mut best, mut first, mut found) = (OVERHEAD, 0, None);
    for end in 1..=height - by {
        if saved[end - 1] < saved[first] {
            first = end - 1;
        }
        let worth = saved[end] - saved[first] - (lost[end + by] - lost[end]);
        if worth > best {
            (best, found) = (worth, Some(first..end + by));
        }
    }
    found.map(|rows| if up { rows } else { height - rows.end..height - rows.start })
}
