//! A point on the time line in seconds, with the calendar that counts it.

/// Seconds since 1970-01-01T00:00:00Z in the proleptic Gregorian calendar, leap seconds not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// A calendar day: astronomical year (0 is 1 BC), month 1-12, day 1-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Astronomical year.
    pub year: i64,
    /// Month, 1-12.
    pub month: u8,
    /// Day of the month, 1-31.
    pub day: u8,
}

impl Day {
    /// Days since 1970-01-01, or nothing where that leaves the range of [`Instant`].
    ///
    /// The year is counted from March in eras of 400 years, so that a leap day ends its year.
    #[must_use]
    pub fn number(self) -> Option<i64> {
        let year = if self.month <= 2 { self.year.checked_sub(1)? } else { self.year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era.checked_mul(146_097)?.checked_add(day_of_era - 719_468)
    }

    /// The day with this number since 1970-01-01; the inverse of [`Day::number`].
    #[must_use]
    pub fn of_number(number: i64) -> Self {
        let shifted = number.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let small = |part: i64| u8::try_from(part).unwrap_or(1);
        Self { year: year_of_era + era * 400 + i64::from(month <= 2), month: small(month), day: small(day) }
    }

    /// Midnight at the start of the day in a zone `offset` minutes east of UTC.
    #[must_use]
    pub fn start(self, offset: i32) -> Option<Instant> {
        let seconds = self.number()?.checked_mul(DAY)?;
        seconds.checked_sub(i64::from(offset) * 60).map(Instant)
    }

    /// The last second of the day in a zone `offset` minutes east of UTC.
    #[must_use]
    pub fn end(self, offset: i32) -> Option<Instant> {
        Some(Instant(self.start(offset)?.0.checked_add(DAY - 1)?))
    }
}

impl std::fmt::Display for Day {
    /// `2025-03-02`; a year before 0 with a sign, one of more than four digits with EDTF's `Y`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { year, month, day } = self;
        match year {
            0..=9999 => write!(f, "{year:04}-{month:02}-{day:02}"),
            -9999..=-1 => write!(f, "-{:04}-{month:02}-{day:02}", -year),
            _ => write!(f, "Y{year}"),
        }
    }
}

impl Instant {
    /// The calendar day on which the instant falls in a zone `offset` minutes east of UTC.
    #[must_use]
    pub fn day(self, offset: i32) -> Day {
        Day::of_number(self.0.saturating_add(i64::from(offset) * 60).div_euclid(DAY))
    }

    /// The instant in UTC as `2025-03-02T10:30:00Z`.
    #[must_use]
    pub fn to_utc(self) -> String {
        let second = self.0.rem_euclid(DAY);
        format!("{}T{:02}:{:02}:{:02}Z", self.day(0), second / 3600, second / 60 % 60, second % 60)
    }
}
