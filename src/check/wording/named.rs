//! A date that words name, as far as they name it.

use std::ops::Range;

use crate::model::date::{DAY, Date, Grain};

/// A day, month or year named in words; what is not said is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The year.
    pub year: Option<i64>,
    /// The month, 1-12.
    pub month: Option<u8>,
    /// The day of the month, 1-31; only behind a month.
    pub day: Option<u8>,
    /// The words that name it.
    pub words: Range<usize>,
}

/// The most years over which a day or month without a year is looked for.
const YEARS: i64 = 3;

impl Named {
    /// As a date, where the year is said and has such a day.
    #[must_use]
    pub fn in_full(&self, offset: i32) -> Option<Date> {
        self.in_year(self.year?, offset)
    }

    fn in_year(&self, year: i64, offset: i32) -> Option<Date> {
        let part = |number: u8| format!("-{number:02}");
        let text = format!(
            "{year:04}{}{}",
            self.month.map_or_else(String::new, part),
            self.day.map_or_else(String::new, part)
        );
        Date::parse(&text, offset).ok()
    }

    /// Is the date at another time than the one named, whatever year is meant where none is said?
    ///
    /// Never of a date marked `~` or `?`. A clock time may be in another zone than the words, so it has
    /// a day's grace either way.
    #[must_use]
    pub fn excludes(&self, date: &Date) -> bool {
        if !date.is_firm() {
            return false;
        }
        let grace = if date.grain() == Grain::Time { DAY } else { 0 };
        let (lo, hi) = (date.earliest().map(|at| at.0 - grace), date.latest().map(|at| at.0 + grace));
        let apart = |named: &Date| {
            let before = matches!((hi, named.earliest()), (Some(hi), Some(first)) if hi < first.0);
            before || matches!((lo, named.latest()), (Some(lo), Some(last)) if last.0 < lo)
        };
        if self.year.is_some() {
            return self.in_full(date.offset()).is_some_and(|named| apart(&named));
        }
        let (Some(first), Some(last)) = (date.earliest(), date.latest()) else { return false };
        let (first, last) = (first.day(date.offset()).year - 1, last.day(date.offset()).year + 1);
        let mut named = (first..=last).filter_map(|year| self.in_year(year, date.offset())).peekable();
        last - first <= YEARS + 1 && named.peek().is_some() && named.all(|named| apart(&named))
    }
}
