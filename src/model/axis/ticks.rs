//! The labels of an axis: none over another, and the year never lost.

use super::{Axis, Unit};
use crate::model::date::{DAY, Date, Day, Instant, MONTHS};

/// A label on the axis, at the cell of its instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The cell.
    pub at: usize,
    /// The instant: the begin of the axis, and then of groups of the unit of the labels.
    pub instant: Instant,
    /// The words: `2025`, `Mar`, `14`, `10:30`.
    pub label: String,
    /// Does a greater unit (a year among months) begin here?
    pub major: bool,
}

/// The units of labels finer than years, and the cells that the labels of each take.
const LABELLED: &[(Unit, i64)] = &[
    (Unit::Minutes(1), 6),
    (Unit::Minutes(5), 6),
    (Unit::Minutes(15), 6),
    (Unit::Minutes(30), 6),
    (Unit::Hours(1), 6),
    (Unit::Hours(3), 6),
    (Unit::Hours(6), 6),
    (Unit::Hours(12), 6),
    (Unit::Days(1), 3),
    (Unit::Days(7), 4),
    (Unit::Months(1), 4),
    (Unit::Months(3), 5),
];

impl Axis {
    /// The unit of the labels: the finest that leaves room for them.
    #[must_use]
    pub fn label_unit(&self) -> Unit {
        let fitting = LABELLED.iter().find(|(unit, cells)| self.fits(*unit, *cells));
        fitting.map_or_else(|| self.years(self.year_cells()), |(unit, _)| *unit)
    }

    /// The cells that the longest label of a year takes, and two between it and the next.
    fn year_cells(&self) -> i64 {
        let year = |at: Instant| i64::try_from(year(at.day(self.offset).year).len()).unwrap_or(0);
        year(self.from).max(year(self.to)) + 2
    }

    /// The labels, from left to right, none over another. The first is of the begin of the axis and says the
    /// year, and as much of the month, day and time as there is room for; those behind it say what is new.
    #[must_use]
    pub fn ticks(&self) -> Vec<Tick> {
        let unit = self.label_unit();
        let Some(first) = self.first_label(unit) else { return Vec::new() };
        let mut ticks = vec![Tick { at: 0, instant: self.from, label: first, major: true }];
        let groups = self.groups(unit);
        // Where a year, month or day begins is worth a label before what lies in between.
        let (begins, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|at| unit.begins_greater(*at, self.offset));
        for at in begins.into_iter().chain(others) {
            self.place(unit, at, &mut ticks);
        }
        ticks
    }

    /// The begins of the groups of a unit, from the second on.
    fn groups(&self, unit: Unit) -> Vec<Instant> {
        let next = |at: &Instant| Some(unit.next(*at, self.offset)).filter(|next| next > at);
        let begins = std::iter::successors(next(&self.from), next);
        begins.take_while(|at| *at <= self.to).take(self.width).collect()
    }

    /// Puts a label among those that stand, if there is room for it.
    fn place(&self, unit: Unit, at: Instant, ticks: &mut Vec<Tick>) {
        let behind = ticks.partition_point(|tick| tick.instant < at);
        let Some(before) = behind.checked_sub(1).and_then(|before| ticks.get(before)) else { return };
        let (label, major) = self.label(unit, at, before.instant.day(self.offset));
        let (cell, free) = (self.cell(at), before.at + before.label.len() + 1);
        let end = ticks.get(behind).map_or(self.width, |next| next.at.saturating_sub(1));
        if cell >= free && cell + label.len() <= end {
            ticks.insert(behind, Tick { at: cell, instant: at, label, major });
        }
    }

    /// The label of the begin: `2025 Mar 2 14:30` or as much of its begin as has room.
    fn first_label(&self, unit: Unit) -> Option<String> {
        let day = self.from.day(self.offset);
        let parts = [year(day.year), month(day).to_owned(), day.day.to_string(), self.clock(self.from)];
        let count = match unit {
            Unit::Years(_) => 1,
            Unit::Months(_) => 2,
            Unit::Days(_) => 3,
            Unit::Hours(_) | Unit::Minutes(_) => 4,
        };
        (1..=count).rev().map(|count| parts[..count].join(" ")).find(|label| label.len() <= self.width)
    }

    /// What is new since the day said last, and whether that is more than the unit's own part.
    fn label(&self, unit: Unit, at: Instant, said: Day) -> (String, bool) {
        let day = at.day(self.offset);
        let month = month(day);
        let (new_year, new_month) = (day.year != said.year, (day.year, day.month) != (said.year, said.month));
        let date = match (new_year, new_month) {
            (true, _) => format!("{} {month} {}", year(day.year), day.day),
            (_, true) => format!("{month} {}", day.day),
            (_, false) => day.day.to_string(),
        };
        match unit {
            Unit::Years(_) => (year(day.year), true),
            Unit::Months(_) if new_year => (format!("{} {month}", year(day.year)), true),
            Unit::Months(_) => (month.to_owned(), false),
            Unit::Days(_) => (date, new_month),
            Unit::Hours(_) | Unit::Minutes(_) if day == said => (self.clock(at), false),
            Unit::Hours(_) | Unit::Minutes(_) => {
                let date = if new_year { date } else { format!("{month} {}", day.day) };
                let clock = self.clock(at);
                (if clock == "00:00" { date } else { format!("{date} {clock}") }, true)
            }
        }
    }

    /// The stretch of time that it is over as a date: to the day, or to the minute where that is short.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let is_short = self.viewport().span() < 3 * DAY;
        let part = |at: Instant| {
            let day = at.day(self.offset);
            if is_short { format!("{day}T{}", self.clock(at)) } else { day.to_string() }
        };
        Date::parse(&format!("{}/{}", part(self.from), part(self.to)), self.offset).ok()
    }

    /// `14:30` in the zone of the axis.
    fn clock(&self, at: Instant) -> String {
        let second = at.0.saturating_add(i64::from(self.offset) * 60).rem_euclid(DAY);
        format!("{:02}:{:02}", second / 3600, second / 60 % 60)
    }
}

/// `2025`, `45 BC`.
fn year(year: i64) -> String {
    if year < 1 { format!("{} BC", year.saturating_neg().saturating_add(1)) } else { year.to_string() }
}

fn month(day: Day) -> &'static str {
    &MONTHS[usize::from(day.month - 1) % 12][..3]
}
