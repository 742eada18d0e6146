//! What stands on the terminal, and the bytes that make the next frame of it.

use std::io;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::erase::{erase, make_plain};
use super::pen::Pen;
use super::scroll::Scroll;
use crate::tui::sgr::Look;

/// The most cells between two changes that are sent once more: to say where to go on takes as many bytes.
const LONGEST_GAP: u16 = 5;

/// How many blocks of rows are moved for a frame at most.
const MOST_MOVES: usize = 3;

/// The cells of the terminal as they were drawn last, and room for the next frame.
///
/// ratatui's own `Terminal` keeps to itself what it has drawn, which must be moved here where the terminal moves it.
#[derive(Debug)]
pub struct Canvas {
    shown: Buffer,
    next: Buffer,
    is_unknown: bool,
}

impl Canvas {
    /// A canvas of a size, on a terminal that shows nobody knows what.
    #[must_use]
    pub fn new(area: Rect) -> Self {
        Self { shown: Buffer::empty(area), next: Buffer::empty(area), is_unknown: true }
    }

    /// From now on nobody knows what the terminal shows; the next frame is drawn in full.
    pub fn forget(&mut self) {
        self.is_unknown = true;
    }

    /// The size of the last frame.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.shown.area
    }

    /// Draws a frame of a size on a blank buffer, and gives the bytes that bring the terminal there: whole or not at
    /// all where it knows synchronised updates, and none where nothing changed.
    ///
    /// # Errors
    /// None that a buffer in memory has; the writer's kind.
    pub fn frame(&mut self, area: Rect, paint: impl FnOnce(Rect, &mut Buffer)) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.is_unknown |= area != self.area();
        if self.is_unknown {
            // Not ratatui's clear, which asks the terminal for its cursor and waits for the answer.
            queue!(bytes, Clear(ClearType::All))?;
            if area == self.area() {
                self.shown.reset();
            } else {
                (self.shown, self.next) = (Buffer::empty(area), Buffer::empty(area));
            }
            self.is_unknown = false;
        }
        self.next.reset();
        paint(area, &mut self.next);
        make_plain(&mut self.next);
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
            let changed = self.shown.diff(&self.next);
            if changed.is_empty() {
                return Ok(());
            }
            let Some(scroll) = Scroll::between(&self.shown, &self.next, &changed) else { break };
            scroll.write(bytes)?;
            scroll.apply(&mut self.shown);
        }
        let mut blanks = erase(&mut self.shown, &self.next).into_iter().peekable();
        uncover(&mut self.shown, &self.next);
        let mut pen = Pen::new(self.next.area.width);
        for (x, y, cell) in joined(&self.next, self.shown.diff_iter(&self.next)) {
            while let Some(blank) = blanks.next_if(|blank| (blank.y, blank.x) < (y, x)) {
                pen.blank(blank.x, blank.y, blank.count);
            }
            pen.letter(x, y, cell);
        }
        blanks.for_each(|blank| pen.blank(blank.x, blank.y, blank.count));
        bytes.extend(pen.done().into_bytes());
        Ok(())
    }
}

/// Marks the second halves of wide characters that are overwritten, so that what is to stand there is sent: which looks
/// a half that is left has, each terminal decides for itself, and blanks that were covered would not be sent.
fn uncover(shown: &mut Buffer, next: &Buffer) {
    let width = usize::from(next.area.width).max(1);
    for (shown, next) in shown.content.chunks_mut(width).zip(next.content.chunks(width)) {
        let (mut covered, mut left) = (0, 0);
        for at in 0..next.len() {
            let was = usize::from(width_of(&shown[at]));
            let begins = at >= covered;
            if begins {
                covered = at + usize::from(width_of(&next[at])).max(1);
            }
            if was > 1 && !(begins && shown[at] == next[at]) {
                left = at + was;
            } else if begins && at < left {
                shown[at] = next[at].clone();
                shown[at].modifier.toggle(Modifier::RAPID_BLINK);
            }
        }
    }
}

/// How many cells a cell's letter takes; most are told without a look at tables.
fn width_of(cell: &Cell) -> u16 {
    if cell.symbol().len() == 1 { 1 } else { cell.cell_width() }
}

/// Changed cells with the few between them that stay, where those are shorter to send than where to go on.
fn joined<'a>(next: &'a Buffer, changed: impl Iterator<Item = (u16, u16, &'a Cell)>) -> Vec<(u16, u16, &'a Cell)> {
    let mut cells: Vec<(u16, u16, &Cell)> = Vec::new();
    for (x, y, cell) in changed {
        if let Some((before, row, last)) = cells.last().copied()
            && row == y
            && (1..=LONGEST_GAP).contains(&x.saturating_sub(before + 1))
            && last.cell_width() == 1
        {
            let gap = (before + 1..x).filter_map(|x| Some((x, y, next.cell((x, y))?)));
            let look = Look::of(last);
            let is_short = |cell: &Cell| {
                let is_blank = *cell == Cell::EMPTY && look.is_of_ink();
                cell.symbol().len() == 1 && (is_blank || Look::of(cell) == look)
            };
            if gap.clone().all(|(_, _, cell)| is_short(cell)) {
                cells.extend(gap);
            }
        }
        cells.push((x, y, cell));
    }
    cells
}
