//! An axis with the first second of each of its cells at hand, for drawing many dates on it.

use super::{Axis, Drawn};
use crate::model::date::{Instant, When};

/// An axis that draws a date in a fraction of the time, once it is made.
#[derive(Debug, Clone)]
pub struct Ruler {
    axis: Axis,
    /// As [`Axis::starts`].
    starts: Vec<i64>,
    cells_per_second: f64,
}

impl Ruler {
    /// Of an axis.
    #[expect(clippy::cast_precision_loss, reason = "what it is used for bears that")]
    #[must_use]
    pub fn of(axis: &Axis) -> Self {
        Self {
            axis: *axis,
            starts: axis.starts(),
            cells_per_second: axis.cells() as f64 / axis.viewport().span() as f64,
        }
    }

    /// The axis.
    #[must_use]
    pub fn axis(&self) -> &Axis {
        &self.axis
    }

    /// As [`Axis::starts`].
    #[must_use]
    pub fn starts(&self) -> &[i64] {
        &self.starts
    }

    /// As [`Axis::cell`].
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is about there that the cell is looked for"
    )]
    #[must_use]
    pub fn cell(&self, at: Instant) -> usize {
        let last = self.axis.width() - 1;
        let at = at.clamp(self.axis.from, self.axis.to);
        let along = at.0.saturating_sub(self.axis.from.0);
        let mut cell = ((along as f64 * self.cells_per_second) as usize).min(last);
        while cell < last && self.starts[cell + 1] <= at.0 {
            cell += 1;
        }
        while cell > 0 && self.starts[cell] > at.0 {
            cell -= 1;
        }
        cell
    }

    /// As [`Ruler::cell`], sooner where that is the cell given or the next: of an instant that lies in none before it.
    #[must_use]
    pub fn cell_from(&self, cell: usize, at: Instant) -> usize {
        let is_before = |start: Option<&i64>| start.is_none_or(|start| *start > at.0);
        let [next, behind] = [cell + 1, cell + 2].map(|cell| is_before(self.starts.get(cell)));
        match (next, behind) {
            (true, _) => cell,
            (_, true) => (cell + 1).min(self.axis.width() - 1),
            _ => self.cell(at),
        }
    }

    /// As [`Axis::draw`].
    #[must_use]
    pub fn draw(&self, date: &When) -> Option<Drawn> {
        self.axis.draw_by(
            date,
            |at| self.cell(at),
            |cell, at| if self.lies_in(cell, at) { cell } else { self.cell(at) },
        )
    }

    /// Does an instant itself lie in a cell? One outside the axis lies in none, though it is drawn at that end.
    fn lies_in(&self, cell: usize, at: Instant) -> bool {
        matches!(self.starts.get(cell..cell + 2), Some([start, next]) if *start <= at.0 && at.0 < *next)
    }

    /// As [`Axis::draw`], of a date of which no more is known than its first and its last second, and whether it is
    /// marked neither `~` nor `?`. Neither second may lie before its cell in `from`, near which it is looked for.
    #[must_use]
    pub fn draw_between(
        &self,
        (earliest, latest): (Instant, Instant),
        is_firm: bool,
        from: (usize, usize),
    ) -> Option<Drawn> {
        let axis = &self.axis;
        if latest < axis.from || earliest > axis.to {
            return None;
        }
        let (first, last) = (self.cell_from(from.0, earliest), self.cell_from(from.1, latest));
        let is_certain = is_firm && axis.is_exact((earliest, latest), (first, last));
        let certain = is_certain.then_some((first, last));
        Some(Drawn { first, last, certain, open_begin: false, open_end: false })
    }
}
