//! The axis with its density, measured once for the rows, the width and the stretch of time looked at.

use std::cmp::Ordering;
use std::ops::Range;

use super::rows::Rows;
use crate::model::axis::{Axis, Drawn, Viewport};
use crate::model::date::Date;
use crate::model::document::Status;
use crate::model::timeline::{EventIx, Timeline};

/// How many rows have a memory of the cells that they cover together.
const BLOCK: usize = 256;

/// What lies in a cell of the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Density {
    /// 0 where nothing may lie, else 1 to 8 of the most.
    pub height: u8,
    /// Does anything certainly lie there?
    pub certain: bool,
    /// Does an event in an open dispute begin there?
    pub disputed: bool,
}

/// An axis and how much lies in each of its cells.
#[derive(Debug, Clone)]
pub struct Strip {
    /// The axis.
    pub axis: Axis,
    /// All of the time that there is.
    pub whole: Viewport,
    /// What lies in each cell.
    pub density: Vec<Density>,
    /// How many events lie before the axis.
    pub before: usize,
    /// How many lie behind it.
    pub after: usize,
    /// The cells that each block of rows covers.
    covers: Vec<Vec<bool>>,
}

impl Strip {
    /// Measures the rows over all of their time and that of other dates, or through a viewport; nothing where
    /// there is no date.
    ///
    /// A date that may lie in several cells counts in each by its share.
    #[must_use]
    pub fn measure<'t>(
        timeline: &'t Timeline,
        rows: &Rows,
        others: impl Iterator<Item = &'t Date>,
        width: usize,
        viewport: Option<Viewport>,
    ) -> Option<Self> {
        let dates = rows.events().iter().filter_map(|event| timeline.event(*event).date());
        let whole = Axis::over(dates.chain(others), width)?;
        let axis = viewport.map_or(whole, |viewport| whole.through(viewport));
        let mut strip = Self {
            axis,
            whole: whole.viewport(),
            density: vec![Density::default(); width],
            before: 0,
            after: 0,
            covers: vec![vec![false; width]; rows.len().div_ceil(BLOCK)],
        };
        // Shares are added where a span begins and taken away behind its end, then summed up; so are certain spans.
        let mut shares = vec![0.0_f64; width + 1];
        let mut certain = vec![0_i64; width + 1];
        for (row, event) in rows.events().iter().enumerate() {
            let Some(date) = timeline.event(*event).date() else { continue };
            let Some(drawn) = axis.draw(date) else {
                match axis.side(date) {
                    Ordering::Less => strip.before += 1,
                    _ => strip.after += 1,
                }
                continue;
            };
            add_share(&mut shares, drawn);
            if let Some((first, last)) = drawn.certain {
                certain[first] += 1;
                certain[last + 1] -= 1;
            }
            strip.density[drawn.first].disputed |= timeline.is_in_dispute(*event, Status::Open);
            strip.covers[row / BLOCK][drawn.first..=drawn.last].fill(true);
        }
        strip.sum_up(&shares, &certain);
        Some(strip)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "eighths of a cell")]
    fn sum_up(&mut self, shares: &[f64], certain: &[i64]) {
        let sums = |steps: &[f64]| {
            let sum = |sum: &mut f64, step: &f64| {
                *sum += step;
                Some(*sum)
            };
            steps.iter().scan(0.0, sum).collect::<Vec<f64>>()
        };
        let sums = sums(shares);
        let most = sums.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let mut sure = 0;
        for (at, cell) in self.density.iter_mut().enumerate() {
            sure += certain[at];
            cell.certain = sure > 0;
            let share = sums[at];
            cell.height = if share < 1e-9 { 0 } else { (share / most * 8.0).ceil().clamp(1.0, 8.0) as u8 };
        }
    }

    /// The cells that the dates of a range of rows cover together.
    #[must_use]
    pub fn covered(&self, timeline: &Timeline, rows: &Rows, range: Range<usize>) -> Vec<bool> {
        let mut covered = vec![false; self.axis.width()];
        let mut row = range.start;
        while row < range.end.min(rows.len()) {
            if row.is_multiple_of(BLOCK) && row + BLOCK <= range.end {
                covered.iter_mut().zip(&self.covers[row / BLOCK]).for_each(|(cell, own)| *cell |= own);
                row += BLOCK;
            } else {
                rows.event(row).into_iter().for_each(|event| self.cover(timeline, event, &mut covered));
                row += 1;
            }
        }
        covered
    }

    /// Adds the cells that the date of an event covers.
    pub fn cover(&self, timeline: &Timeline, event: EventIx, covered: &mut [bool]) {
        if let Some(drawn) = timeline.event(event).date().and_then(|date| self.axis.draw(date)) {
            covered[drawn.first..=drawn.last].fill(true);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no screen has so many cells")]
fn add_share(shares: &mut [f64], drawn: Drawn) {
    let share = 1.0 / (drawn.last - drawn.first + 1) as f64;
    shares[drawn.first] += share;
    shares[drawn.last + 1] -= share;
}
