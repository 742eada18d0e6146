//! The axis with its density, measured once for the rows, the width and the stretch of time looked at.

use std::ops::Range;

use super::alike::Measured;
use super::dates::Dates;
use super::density::Density;
use super::in_time::RowsInTime;
use crate::model::axis::{Axis, Ruler, Viewport};
use crate::model::date::When;
use crate::model::timeline::{EventIx, Timeline};

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
        let Measured { sums, before, after } = dates.counted().on(&Ruler::of(&axis));
        let mut density = sums.density();
        for drawn in dates.disputed().iter().filter_map(|when| axis.draw(when)) {
            density[drawn.first].disputed = true;
        }
        Some(Self { axis, whole: whole.viewport(), density, before, after })
    }

    /// The cells that the dates of a range of rows cover together.
    #[must_use]
    pub fn covered(&self, all: RowsInTime, rows: Range<usize>) -> Vec<bool> {
        all.covered(&self.axis, rows)
    }

    /// Adds the cells that the date of an event covers.
    pub fn cover(&self, timeline: &Timeline, event: EventIx, covered: &mut [bool]) {
        if let Some(drawn) = timeline.event(event).when().and_then(|when| self.axis.draw(when)) {
            covered[drawn.first..=drawn.last].fill(true);
        }
    }
}
