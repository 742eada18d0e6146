//! The units in which time is counted on an axis, from minutes to groups of years.

use crate::model::date::{DAY, Day, Instant};

/// A unit: groups of so many years, months, days, hours or minutes, each begun at a round number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Groups of this many years.
    Years(i64),
    /// Groups of this many months: 1, or 3 for quarters.
    Months(i64),
    /// Groups of this many days: 1, or 7 for weeks from Monday on.
    Days(i64),
    /// Groups of this many hours, a divisor of 24.
    Hours(i64),
    /// Groups of this many minutes, a divisor of 60.
    Minutes(i64),
}

const HOUR: i64 = 3600;
const MINUTE: i64 = 60;

impl Unit {
    /// About how many seconds a group of it takes.
    pub(super) fn seconds(self) -> i64 {
        match self {
            Self::Years(count) => count.saturating_mul(365 * DAY),
            Self::Months(count) => count.saturating_mul(30 * DAY),
            Self::Days(count) => count.saturating_mul(DAY),
            Self::Hours(count) => count.saturating_mul(HOUR),
            Self::Minutes(count) => count.saturating_mul(MINUTE),
        }
    }

    /// Does a greater unit begin at an instant: a year among months, a month among days, a day among hours?
    pub(super) fn begins_greater(self, at: Instant, offset: i32) -> bool {
        let day = at.day(offset);
        match self {
            Self::Years(_) => false,
            Self::Months(_) => day.month == 1,
            Self::Days(_) => day.day == 1,
            Self::Hours(_) | Self::Minutes(_) => day.start(offset) == Some(at),
        }
    }

    /// The begin of the group in which an instant lies, in a zone `offset` minutes east of UTC.
    #[must_use]
    pub fn floor(self, at: Instant, offset: i32) -> Instant {
        self.begin(at, offset, 0)
    }

    /// The begin of the group after that of an instant.
    #[must_use]
    pub fn next(self, at: Instant, offset: i32) -> Instant {
        self.begin(at, offset, 1)
    }

    /// The begin of the group so many behind that of an instant; the very instant, or the end of time, where
    /// the calendar ends.
    fn begin(self, at: Instant, offset: i32, further: i64) -> Instant {
        let day = at.day(offset);
        let floored = |count: i64, step: i64| (count.div_euclid(step).saturating_add(further)).saturating_mul(step);
        let begin = match self {
            Self::Years(step) => Day { year: floored(day.year, step), month: 1, day: 1 }.start(offset),
            Self::Months(step) => {
                let month = floored(day.year.saturating_mul(12).saturating_add(i64::from(day.month) - 1), step);
                let nth = u8::try_from(month.rem_euclid(12)).unwrap_or(0) + 1;
                Day { year: month.div_euclid(12), month: nth, day: 1 }.start(offset)
            }
            // The first day that is counted was a Thursday.
            Self::Days(step) => {
                let monday = if step % 7 == 0 { 3 } else { 0 };
                let number = day.number().map(|number| floored(number + monday, step) - monday);
                number.and_then(|number| Day::of_number(number).start(offset))
            }
            Self::Hours(_) | Self::Minutes(_) => {
                let zone = i64::from(offset) * MINUTE;
                Some(Instant(floored(at.0.saturating_add(zone), self.seconds()).saturating_sub(zone)))
            }
        };
        begin.unwrap_or(if further > 0 { Instant(i64::MAX) } else { at })
    }
}
