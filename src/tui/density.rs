//! How much lies in each cell of an axis, summed up from where dates begin and end.

use crate::model::axis::{Axis, Drawn};
use crate::model::date::When;

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

/// What lies in each cell, as far as only dates say so, each with how many things have it.
#[must_use]
pub fn density<'a>(axis: &Axis, dates: impl Iterator<Item = (&'a When, usize)>) -> Vec<Density> {
    let mut sums = Sums::new(axis.width());
    let drawn = dates.filter_map(|(when, count)| Some((axis.draw(when)?, count)));
    drawn.for_each(|(drawn, count)| sums.add(drawn, count));
    sums.density()
}

/// Shares and certain spans: added where a span begins, taken away behind its end, then summed up.
pub struct Sums {
    shares: Vec<f64>,
    /// How many more certain spans begin in each cell than end before it.
    certain: Vec<i64>,
}

impl Sums {
    /// Of an axis of so many cells.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { shares: vec![0.0; width + 1], certain: vec![0; width + 1] }
    }

    /// Adds a date that so many things have; one that may lie in several cells counts in each by its share.
    #[expect(clippy::cast_precision_loss, reason = "no screen has so many cells, nor a timeline so many events")]
    pub fn add(&mut self, drawn: Drawn, count: usize) {
        let share = count as f64 / (drawn.last - drawn.first + 1) as f64;
        self.shares[drawn.first] += share;
        self.shares[drawn.last + 1] -= share;
        if let Some((first, last)) = drawn.certain {
            self.certain[first] += 1;
            self.certain[last + 1] -= 1;
        }
    }

    /// Adds what others come to.
    pub fn append(&mut self, other: &Self) {
        self.shares.iter_mut().zip(&other.shares).for_each(|(own, other)| *own += other);
        self.certain.iter_mut().zip(&other.certain).for_each(|(own, other)| *own += other);
    }

    /// What lies in each cell, as far as dates say so.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "eighths of a cell")]
    #[must_use]
    pub fn density(self) -> Vec<Density> {
        let sum = |sum: &mut f64, step: f64| {
            *sum += step;
            Some(*sum)
        };
        let mut sums: Vec<f64> = self.shares.into_iter().scan(0.0, sum).collect();
        sums.pop();
        let most = sums.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let height = |share: f64| if share < 1e-9 { 0 } else { (share / most * 8.0).ceil().clamp(1.0, 8.0) as u8 };
        let sure = |sure: &mut i64, more: i64| {
            *sure += more;
            Some(*sure > 0)
        };
        let cell = |(share, certain)| Density { height: height(share), certain, disputed: false };
        sums.into_iter().zip(self.certain.into_iter().scan(0, sure)).map(cell).collect()
    }
}
