//! What stands on the terminal, and the bytes that make the next frame of it.

use std::io;

use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::erase::erase;
use super::grid::{Grid, Numbers, Shown};
use super::pen::Pen;
use super::scroll::Scroll;
use crate::tui::sgr::Look;

/// The most cells between two changes that are sent once more: to say where to go on takes as many bytes.
const LONGEST_GAP: usize = 5;

/// How many blocks of rows are moved for a frame at most.
const MOST_MOVES: usize = 3;

/// What the terminal shows as it was drawn last, and room for the next frame.
///
/// ratatui's own `Terminal` keeps to itself what it has drawn, which must be moved here where the terminal moves it.
#[derive(Debug)]
pub struct Canvas {
    shown: Grid,
    next: Grid,
    numbers: Numbers,
    buffer: Buffer,
    is_unknown: bool,
}

impl Canvas {
    /// A canvas of a size, on a terminal that shows nobody knows what.
    #[must_use]
    pub fn new(area: Rect) -> Self {
        let (shown, next, numbers) = Default::default();
        Self { shown, next, numbers, buffer: Buffer::empty(area), is_unknown: true }
    }

    /// From now on nobody knows what the terminal shows; the next frame is drawn in full.
    pub fn forget(&mut self) {
        self.is_unknown = true;
    }

    /// The size of the last frame.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Draws a frame of a size on a blank buffer, and gives the bytes that bring the terminal there: whole or not at
    /// all where it knows synchronised updates, and none where nothing changed.
    ///
    /// # Errors
    /// None that a buffer in memory has; the writer's kind.
    pub fn frame(&mut self, area: Rect, paint: impl FnOnce(Rect, &mut Buffer)) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.is_unknown |= area != self.area() || self.numbers.are_many();
        if self.is_unknown {
            // Whoever had the terminal may have left a look and margins. Not ratatui's clear, which asks the terminal for
            // its cursor and waits for the answer.
            queue!(bytes, Print("\x1b[m\x1b[r"), Clear(ClearType::All))?;
            self.numbers = Numbers::default();
            self.shown = Grid::blank(area.width, area.height);
            self.is_unknown = false;
        }
        if area == self.area() {
            self.buffer.reset();
        } else {
            self.buffer = Buffer::empty(area);
        }
        paint(area, &mut self.buffer);
        self.numbers.take(&self.buffer, &mut self.next);
        self.change(&mut bytes)?;
        std::mem::swap(&mut self.shown, &mut self.next);
        if bytes.is_empty() {
            return Ok(bytes);
        }
        let mut whole = Vec::with_capacity(bytes.len() + 16);
        queue!(whole, BeginSynchronizedUpdate)?;
        whole.append(&mut bytes);
        queue!(whole, EndSynchronizedUpdate)?;
        Ok(whole)
    }

    /// Writes what makes the next frame of what is shown: what the terminal can do by itself, then cells.
    fn change(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        // One way above what grew or shrank, another below it.
        for _ in 0..MOST_MOVES {
            let changed = changed(&self.shown, &self.next);
            if changed.is_empty() {
                return Ok(());
            }
            let Some(scroll) = Scroll::between(&self.shown, &self.next, &changed) else { break };
            scroll.write(bytes)?;
            scroll.apply(&mut self.shown);
        }
        let mut blanks = erase(&mut self.shown, &self.next).into_iter().peekable();
        let mut pen = Pen::new(self.next.width());
        for (x, y) in self.joined(&changed(&self.shown, &self.next)) {
            while let Some(blank) = blanks.next_if(|blank| (blank.y, blank.x) < (y, x)) {
                pen.blank(blank.x, blank.y, blank.count);
            }
            pen.letter(x, y, self.cell(x, y));
        }
        blanks.for_each(|blank| pen.blank(blank.x, blank.y, blank.count));
        bytes.extend(pen.done().into_bytes());
        Ok(())
    }

    /// A cell of the next frame.
    fn cell(&self, x: usize, y: usize) -> &Cell {
        &self.buffer.content[y * self.next.width() + x]
    }

    /// Changed cells with the few between them that stay, where those are shorter to send than where to go on.
    fn joined(&self, changed: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let mut joined: Vec<(usize, usize)> = Vec::with_capacity(changed.len());
        for (x, y) in changed.iter().copied() {
            if let Some((before, row)) = joined.last().copied()
                && row == y
                && (1..=LONGEST_GAP).contains(&(x - before - 1))
            {
                let row = self.next.row(y);
                let inked = Look::of(self.cell(before, y)).is_of_ink();
                let is_short = |cell: &Shown| match *cell {
                    Shown::BLANK => inked,
                    // By the letter before.
                    Shown::COVERED => true,
                    cell => cell.is_ascii() && cell.looks_as(row[before]),
                };
                if row[before + 1..x].iter().all(is_short) {
                    joined.extend((before + 1..x).filter(|x| row[*x] != Shown::COVERED).map(|x| (x, y)));
                }
            }
            joined.push((x, y));
        }
        joined
    }
}

/// The places, column and row, whose letters are to be sent.
fn changed(shown: &Grid, next: &Grid) -> Vec<(usize, usize)> {
    let mut changed = Vec::new();
    for y in 0..next.height() {
        let (shown, next) = (shown.row(y), next.row(y));
        if shown != next {
            let differs = |x: &usize| shown[*x] != next[*x] && next[*x] != Shown::COVERED;
            changed.extend((0..next.len()).filter(differs).map(|x| (x, y)));
        }
    }
    changed
}
