//! The axis with its density, measured once for the rows, the width and the stretch of time looked at.

use std::cmp::Ordering;
use std::ops::Range;

use super::rows::Rows;
use crate::model::axis::{Axis, Drawn, Viewport};
use crate::model::date::When;
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
        others: impl Iterator<Item = &'t When>,
        width: usize,
        viewport: Option<Viewport>,
    ) -> Option<Self> {
        let dates = rows.events().iter().filter_map(|event| timeline.event(*event).when());
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
        let mut sums = Sums::new(width);
        for (row, event) in rows.events().iter().enumerate() {
            let Some(date) = timeline.event(*event).when() else { continue };
            let Some(drawn) = axis.draw(date) else {
                match axis.side(date) {
                    Ordering::Less => strip.before += 1,
                    _ => strip.after += 1,
                }
                continue;
            };
            sums.add(drawn);
            strip.density[drawn.first].disputed |= timeline.is_in_dispute(*event, Status::Open);
            strip.covers[row / BLOCK][drawn.first..=drawn.last].fill(true);
        }
        sums.sum_up(&mut strip.density);
        Some(strip)
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

/// What lies in each cell, as far as only dates say so.
#[must_use]
pub fn density<'a>(axis: &Axis, dates: impl Iterator<Item = &'a When>) -> Vec<Density> {
    let mut sums = Sums::new(axis.width());
    dates.filter_map(|date| axis.draw(date)).for_each(|drawn| sums.add(drawn));
    let mut density = vec![Density::default(); axis.width()];
    sums.sum_up(&mut density);
    density
}

/// Shares and certain spans: added where a span begins, taken away behind its end, then summed up.
struct Sums {
    shares: Vec<f64>,
    certain: Vec<i64>,
}

impl Sums {
    fn new(width: usize) -> Self {
        Self { shares: vec![0.0; width + 1], certain: vec![0; width + 1] }
    }

    /// A date that may lie in several cells counts in each by its share.
    #[expect(clippy::cast_precision_loss, reason = "no screen has so many cells")]
    fn add(&mut self, drawn: Drawn) {
        let share = 1.0 / (drawn.last - drawn.first + 1) as f64;
        self.shares[drawn.first] += share;
        self.shares[drawn.last + 1] -= share;
        if let Some((first, last)) = drawn.certain {
            self.certain[first] += 1;
            self.certain[last + 1] -= 1;
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "eighths of a cell")]
    fn sum_up(self, density: &mut [Density]) {
        let sum = |sum: &mut f64, step: f64| {
            *sum += step;
            Some(*sum)
        };
        let sums: Vec<f64> = self.shares.into_iter().scan(0.0, sum).collect();
        let most = sums.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let mut sure = 0;
        for ((cell, certain), share) in density.iter_mut().zip(self.certain).zip(sums) {
            sure += certain;
            cell.certain = sure > 0;
            cell.height = if share < 1e-9 { 0 } else { (share / most * 8.0).ceil().clamp(1.0, 8.0) as u8 };
        }
    }
}
