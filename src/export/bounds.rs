//! The bounds of a date as other programs read them: a day, or an instant where there is a clock.

use crate::model::date::{Date, Grain, Instant};

/// The earliest that the date can mean: `2025-03-01`, or `2025-03-01T09:30:00Z` where it has a clock
/// time; nothing where it is open or unknown.
#[must_use]
pub fn earliest(date: &Date) -> Option<String> {
    date.earliest().map(|bound| written(date, bound))
}

/// The latest that the date can mean, as [`earliest`].
#[must_use]
pub fn latest(date: &Date) -> Option<String> {
    date.latest().map(|bound| written(date, bound))
}

fn written(date: &Date, bound: Instant) -> String {
    if date.grain() == Grain::Time { bound.to_utc() } else { bound.day(date.offset()).to_string() }
}
