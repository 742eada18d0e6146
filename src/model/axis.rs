//! The line of time cut into cells: where a date lies on it, and where its ticks stand.

use super::date::{DAY, Date, Day, Instant, MONTHS};

/// A stretch of time drawn over `width` cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    from: Instant,
    to: Instant,
    width: usize,
    offset: i32,
}

/// How a date is drawn on an axis: cells from `first` to `last`, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// The first cell in which it may lie.
    pub first: usize,
    /// The last cell in which it may lie.
    pub last: usize,
    /// The cells that it certainly covers: the sure part of an interval, or all of a date that is
    /// exact to the day or to a cell.
    pub certain: Option<(usize, usize)>,
    /// It may begin before any time.
    pub open_begin: bool,
    /// It may end after any time.
    pub open_end: bool,
}

/// The unit in which an axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Groups of this many years.
    Years(i64),
    /// Months.
    Month,
    /// Days.
    Day,
    /// Hours.
    Hour,
}

/// A label on the axis, at the cell where its time begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The cell.
    pub at: usize,
    /// The instant.
    pub instant: Instant,
    /// The words: `2025`, `Mar`, `14`.
    pub label: String,
    /// Does a greater unit (a year among months) begin here?
    pub major: bool,
}

impl Axis {
    /// The axis over everything that `dates` may mean, their open ends aside; nothing without a bound.
    #[must_use]
    pub fn over<'a>(dates: impl IntoIterator<Item = &'a Date>, width: usize) -> Option<Self> {
        let mut bounds: Option<(Instant, Instant)> = None;
        let mut offset = 0;
        for date in dates {
            offset = date.offset();
            for at in [date.begin().lo, date.begin().hi, date.end().lo, date.end().hi].into_iter().flatten() {
                bounds = Some(bounds.map_or((at, at), |(from, to)| (from.min(at), to.max(at))));
            }
        }
        let (from, to) = bounds?;
        (width > 0).then(|| Self { from, to: to.max(Instant(from.0.saturating_add(DAY - 1))), width, offset })
    }

    /// How many cells it has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The cell of an instant; what lies outside is in the cell at that end.
    #[must_use]
    pub fn cell(&self, at: Instant) -> usize {
        let width = i64::try_from(self.width).unwrap_or(1);
        let span = self.to.0.saturating_sub(self.from.0).saturating_add(1);
        let along = at.0.saturating_sub(self.from.0).clamp(0, span - 1);
        // Cells are counted in 64 bits where they fit, which is all but geology; 128 are slow to divide.
        let cell = match along.checked_mul(width) {
            Some(scaled) => scaled / span,
            None => i64::try_from(i128::from(along) * i128::from(width) / i128::from(span)).unwrap_or(0),
        };
        usize::try_from(cell).unwrap_or(0)
    }

    /// Where a date is drawn: as wide as it is.
    #[must_use]
    pub fn draw(&self, date: &Date) -> Drawn {
        let first = date.earliest().map_or(0, |at| self.cell(at));
        let last = date.latest().map_or(self.width - 1, |at| self.cell(at));
        let sure = date.is_firm();
        // A day is as exact as most sources are, so it is solid however many cells it takes.
        let exact = |from: Instant, to: Instant| first == last || to.0.saturating_sub(from.0) < DAY;
        let bounds = date.earliest().zip(date.latest());
        let exact = bounds.filter(|(from, to)| exact(*from, *to)).map(|_| (first, last));
        let covered = date.certain_span().map(|(from, to)| (self.cell(from), self.cell(to)));
        Drawn {
            first,
            last,
            certain: exact.or(covered).filter(|_| sure),
            open_begin: date.earliest().is_none(),
            open_end: date.latest().is_none(),
        }
    }

    /// The finest unit of which each group still has a cell of its own, or half of one for months.
    #[must_use]
    pub fn unit(&self) -> Unit {
        let days = self.days();
        if days <= 2 {
            Unit::Hour
        } else if self.fits(1, 1) {
            Unit::Day
        } else if self.fits(30, 2) {
            Unit::Month
        } else {
            self.years(1)
        }
    }

    /// The unit of the labels: years by round numbers that leave room for their digits.
    fn label_unit(&self) -> Unit {
        match self.unit() {
            Unit::Years(_) => self.years(7),
            unit => unit,
        }
    }

    fn days(&self) -> i64 {
        self.to.0.saturating_sub(self.from.0) / DAY + 1
    }

    /// Has every group of so many days this many cells?
    fn fits(&self, group: i64, cells: i64) -> bool {
        self.days() / group.max(1) * cells <= i64::try_from(self.width).unwrap_or(i64::MAX)
    }

    /// Groups of 1, 2, 5, 10, 20, 50 … years, the least of which each has this many cells.
    fn years(&self, cells: i64) -> Unit {
        let mut steps = (0..18).flat_map(|power| [1, 2, 5].map(|first| first * 10_i64.pow(power)));
        Unit::Years(steps.find(|years| self.fits(years.saturating_mul(365), cells)).unwrap_or(i64::MAX))
    }

    /// The begin of the group in which an instant lies.
    #[must_use]
    pub fn floor(&self, at: Instant) -> Instant {
        self.floor_to(self.unit(), at)
    }

    /// The begin of the group after that of an instant.
    #[must_use]
    pub fn next(&self, at: Instant) -> Instant {
        self.next_of(self.unit(), at)
    }

    fn floor_to(&self, unit: Unit, at: Instant) -> Instant {
        let day = at.day(self.offset);
        let begin = match unit {
            Unit::Years(step) => Day { year: day.year.div_euclid(step) * step, month: 1, day: 1 },
            Unit::Month => Day { day: 1, ..day },
            Unit::Day => day,
            Unit::Hour => {
                let zone = i64::from(self.offset) * 60;
                return Instant(at.0.saturating_add(zone).div_euclid(3600) * 3600 - zone);
            }
        };
        begin.start(self.offset).unwrap_or(at)
    }

    fn next_of(&self, unit: Unit, at: Instant) -> Instant {
        let floor = self.floor_to(unit, at);
        let day = floor.day(self.offset);
        let begin = match unit {
            Unit::Years(step) => Day { year: day.year.saturating_add(step), ..day },
            Unit::Month if day.month == 12 => Day { year: day.year + 1, month: 1, ..day },
            Unit::Month => Day { month: day.month + 1, ..day },
            Unit::Day => return Instant(floor.0.saturating_add(DAY)),
            Unit::Hour => return Instant(floor.0.saturating_add(3600)),
        };
        begin.start(self.offset).unwrap_or(Instant(i64::MAX))
    }

    /// The labels, from left to right, none over another; the first always says the year.
    #[must_use]
    pub fn ticks(&self) -> Vec<Tick> {
        let unit = self.label_unit();
        let mut ticks: Vec<Tick> = Vec::new();
        let mut free = 0;
        // The first label is of the begin itself, not of a group that begins before it.
        let mut at = self.from;
        let mut said_year = None;
        while at <= self.to && ticks.len() <= self.width {
            let cell = self.cell(at);
            let (label, year) = self.label(at, said_year);
            if cell >= free && cell + label.len() <= self.width {
                free = cell + label.len() + 1;
                ticks.push(Tick { at: cell, instant: at, label, major: said_year != Some(year) });
                said_year = Some(year);
            }
            let next = self.next_of(unit, at);
            if next <= at {
                break;
            }
            at = next;
        }
        ticks
    }

    /// A label says the year or the month too where it is not the same as that of the label before.
    fn label(&self, at: Instant, said_year: Option<i64>) -> (String, i64) {
        let day = at.day(self.offset);
        let month = &MONTHS[usize::from(day.month - 1) % 12][..3];
        let new_year = said_year != Some(day.year);
        let label = match self.unit() {
            Unit::Years(_) if day.year < 1 => format!("{} BC", 1 - day.year),
            Unit::Years(_) => day.year.to_string(),
            Unit::Month if new_year => format!("{} {month}", day.year),
            Unit::Month => month.to_owned(),
            Unit::Day if new_year => format!("{} {month} {}", day.year, day.day),
            Unit::Day if day.day == 1 => format!("{month} 1"),
            Unit::Day => day.day.to_string(),
            Unit::Hour => {
                let hour = (at.0 + i64::from(self.offset) * 60).rem_euclid(DAY) / 3600;
                if new_year { format!("{day} {hour:02}h") } else { format!("{hour:02}h") }
            }
        };
        (label, day.year)
    }
}
