//! What a place on the axis stands for: a stretch of time, and the first row in it.

use super::layout::screen;
use super::state::State;
use crate::model::axis::Viewport;

impl State {
    /// The stretch of time of the cell of the axis at a column and row of the screen; nothing outside the axis.
    /// Its margins stand for the cells beside them.
    #[must_use]
    pub fn time_at(&self, column: u16, row: u16) -> Option<Viewport> {
        let (area, strip) = (screen(self).axis, self.strip.as_ref()?);
        let is_on_it = (area.x..area.right()).contains(&column) && (area.y..area.bottom()).contains(&row);
        is_on_it.then(|| strip.axis.stretch(usize::from(column.saturating_sub(area.x + 1))))
    }

    /// The first row, in the order shown, whose event begins in a stretch of time; else the first that may lie in it.
    #[must_use]
    pub fn first_row_in(&self, stretch: Viewport) -> Option<usize> {
        self.in_time().first_in(stretch)
    }
}
