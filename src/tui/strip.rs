//! The axis with its density, measured once for the rows and the width.

use super::rows::Rows;
use crate::model::axis::Axis;
use crate::model::date::Date;
use crate::model::timeline::Timeline;

/// An axis and how much lies in each of its cells.
#[derive(Debug, Clone)]
pub struct Strip {
    /// The axis.
    pub axis: Axis,
    /// For each cell 0 where nothing may lie, else 1 to 8 of the most.
    pub heights: Vec<u8>,
}

impl Strip {
    /// Measures the rows; nothing where no row has a date.
    ///
    /// A date that may lie in several cells counts in each by its share.
    #[must_use]
    pub fn measure(timeline: &Timeline, rows: &Rows, width: usize) -> Option<Self> {
        let dates = || rows.events().iter().filter_map(|event| timeline.event(*event).date());
        let axis = Axis::over(dates(), width)?;
        Some(Self { axis, heights: density(&axis, dates()) })
    }
}

/// For each cell 0 where none of the dates may lie, else 1 to 8 of the most; a date that may lie in several
/// cells counts in each by its share.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "eighths of a cell"
)]
pub fn density<'a>(axis: &Axis, dates: impl Iterator<Item = &'a Date>) -> Vec<u8> {
    let width = axis.width();
    // Shares are added where a span begins and taken away behind its end, then summed up.
    let mut steps = vec![0.0_f64; width + 1];
    for date in dates {
        let drawn = axis.draw(date);
        let share = 1.0 / (drawn.last - drawn.first + 1) as f64;
        steps[drawn.first] += share;
        steps[drawn.last + 1] -= share;
    }
    let mut sum = 0.0;
    let density: Vec<f64> = steps[..width]
        .iter()
        .map(|step| {
            sum += step;
            sum
        })
        .collect();
    let most = density.iter().copied().fold(0.0, f64::max);
    let height = |share: &f64| if *share < 1e-9 { 0 } else { (share / most * 8.0).ceil().clamp(1.0, 8.0) as u8 };
    density.iter().map(height).collect()
}
