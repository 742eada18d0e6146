//! The axis with its density, measured once for the rows, the width and the stretch of time looked at.

use std::cmp::Ordering;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::dates::Dates;
use crate::model::axis::{Axis, Drawn, Viewport};
use crate::model::date::When;
use crate::model::timeline::{EventIx, Timeline};

/// How many dates have a memory of the cells that they cover together.
const BLOCK: usize = 256;

/// How many dates are measured by one thread before it takes the next of them.
const SHARE: usize = 64 * BLOCK;

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
    /// The cells that each block of dates covers.
    covers: Vec<Cells>,
}

impl Strip {
    /// Measures the dates of the rows over all of their time and that of other dates, or through a viewport; nothing
    /// where there is no date.
    ///
    /// A date that may lie in several cells counts in each by its share.
    #[must_use]
    pub fn measure<'t>(
        dates: &'t Dates,
        others: impl Iterator<Item = &'t When>,
        width: usize,
        viewport: Option<Viewport>,
    ) -> Option<Self> {
        let whole = Axis::over(dates.outermost().iter().chain(others), width)?;
        let axis = viewport.map_or(whole, |viewport| whole.through(viewport));
        let begins: Vec<usize> = (0..dates.len()).step_by(SHARE).collect();
        let shares: Vec<Share> =
            begins.into_par_iter().map(|from| Share::of(&axis, dates, from..from + SHARE)).collect();
        let mut all = Share::new(width);
        shares.into_iter().for_each(|share| all.append(share));
        let mut density = vec![Density::default(); width];
        all.sums.sum_up(&mut density);
        for drawn in dates.disputed().filter_map(|when| axis.draw(when)) {
            density[drawn.first].disputed = true;
        }
        let Share { before, after, covers, .. } = all;
        Some(Self { axis, whole: whole.viewport(), density, before, after, covers })
    }

    /// The cells that the dates of a range of rows cover together.
    #[must_use]
    pub fn covered(&self, dates: &Dates, rows: Range<usize>) -> Vec<bool> {
        let mut covered = Cells::new(self.axis.width());
        let numbers = dates.numbers(rows);
        let mut nth = numbers.start;
        while nth < numbers.end {
            if nth.is_multiple_of(BLOCK) && nth + BLOCK <= numbers.end {
                covered.add(&self.covers[nth / BLOCK]);
                nth += BLOCK;
            } else {
                let drawn = dates.counted(nth..nth + 1).filter_map(|(when, _)| self.axis.draw(when));
                drawn.for_each(|drawn| covered.fill(drawn.first, drawn.last));
                nth += 1;
            }
        }
        covered.all()
    }

    /// Adds the cells that the date of an event covers.
    pub fn cover(&self, timeline: &Timeline, event: EventIx, covered: &mut [bool]) {
        if let Some(drawn) = timeline.event(event).when().and_then(|when| self.axis.draw(when)) {
            covered[drawn.first..=drawn.last].fill(true);
        }
    }
}

/// What some of the dates come to.
struct Share {
    sums: Sums,
    before: usize,
    after: usize,
    covers: Vec<Cells>,
}

impl Share {
    fn new(width: usize) -> Self {
        Self { sums: Sums::new(width), before: 0, after: 0, covers: Vec::new() }
    }

    fn of(axis: &Axis, dates: &Dates, range: Range<usize>) -> Self {
        let mut share = Self::new(axis.width());
        for from in range.step_by(BLOCK).take_while(|from| *from < dates.len()) {
            let mut cells = Cells::new(axis.width());
            for (when, count) in dates.counted(from..from + BLOCK) {
                match axis.draw(when) {
                    Some(drawn) => {
                        share.sums.add(drawn, count);
                        cells.fill(drawn.first, drawn.last);
                    }
                    None if axis.side(when) == Ordering::Less => share.before += count,
                    None => share.after += count,
                }
            }
            share.covers.push(cells);
        }
        share
    }

    /// Puts what the dates behind these come to beside it.
    fn append(&mut self, other: Self) {
        self.sums.append(&other.sums);
        self.before += other.before;
        self.after += other.after;
        self.covers.extend(other.covers);
    }
}

/// Some of the cells of an axis.
#[derive(Debug, Clone)]
struct Cells {
    width: usize,
    bits: Vec<u64>,
}

impl Cells {
    fn new(width: usize) -> Self {
        Self { width, bits: vec![0; width.div_ceil(64)] }
    }

    /// Adds the cells from a first to a last.
    fn fill(&mut self, first: usize, last: usize) {
        for (nth, bits) in self.bits.iter_mut().enumerate().take(last / 64 + 1).skip(first / 64) {
            let from = first.saturating_sub(nth * 64);
            let to = (last - nth * 64).min(63);
            *bits |= (u64::MAX >> (63 - to)) & (u64::MAX << from);
        }
    }

    fn add(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(own, other)| *own |= other);
    }

    /// Of every cell: is it one of them?
    fn all(&self) -> Vec<bool> {
        (0..self.width).map(|at| self.bits[at / 64] >> (at % 64) & 1 == 1).collect()
    }
}

/// What lies in each cell, as far as only dates say so, each with how many things have it.
#[must_use]
pub fn density<'a>(axis: &Axis, dates: impl Iterator<Item = (&'a When, usize)>) -> Vec<Density> {
    let mut sums = Sums::new(axis.width());
    let drawn = dates.filter_map(|(when, count)| Some((axis.draw(when)?, count)));
    drawn.for_each(|(drawn, count)| sums.add(drawn, count));
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

    /// Adds a date that so many things have; one that may lie in several cells counts in each by its share.
    #[expect(clippy::cast_precision_loss, reason = "no screen has so many cells, nor a timeline so many events")]
    fn add(&mut self, drawn: Drawn, count: usize) {
        let share = count as f64 / (drawn.last - drawn.first + 1) as f64;
        self.shares[drawn.first] += share;
        self.shares[drawn.last + 1] -= share;
        if let Some((first, last)) = drawn.certain {
            self.certain[first] += 1;
            self.certain[last + 1] -= 1;
        }
    }

    fn append(&mut self, other: &Self) {
        self.shares.iter_mut().zip(&other.shares).for_each(|(own, other)| *own += other);
        self.certain.iter_mut().zip(&other.certain).for_each(|(own, other)| *own += other);
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
