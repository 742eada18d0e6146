//! How wide the dates stand in the list: one width for the whole timeline, so that no title moves sideways while one
//! scrolls, and what stays in sight need not be sent again.

use crate::model::date::Date;
use crate::model::timeline::Timeline;

use super::text::width;

/// Of so many events at most it is asked, taken evenly from all.
const ASKED: usize = 128;

/// One date in so many may be wider than the column, and moves the title of its own event.
const WIDER: usize = 16;

/// The cells that the short words of most dates of a timeline take at most; none where it has no event.
///
/// Few rows of a screen differ, and one long interval does not take its room from all titles.
#[must_use]
pub fn date_column(timeline: &Timeline) -> usize {
    // No record is kept for its date alone.
    let (timeline, order) = (timeline.unread(), timeline.order());
    let asked = order.iter().step_by(order.len().div_ceil(ASKED).max(1));
    let mut widths: Vec<usize> = asked.map(|event| width(&told(timeline.event(*event).date()))).collect();
    widths.sort_unstable();
    widths.len().checked_sub(1 + widths.len() / WIDER).map_or(0, |nth| widths[nth])
}

/// A date as the list tells it.
#[must_use]
pub fn told(date: Option<&Date>) -> String {
    date.map_or_else(|| "undated".to_owned(), Date::short)
}
