//! Dates as they are known: exact, about, unsure, cut off, between, open, and not at all.

use super::chance::Chance;

/// The first year of a timeline: some of the programs that annals is measured beside know no time before 1970.
const FIRST: usize = 1971;

/// How many months it spans.
const MONTHS: usize = 54 * 12;

/// How far from its place among the events an event may lie, in months.
const SPREAD: usize = 24;

/// A day, from which vaguer dates are made.
#[derive(Clone, Copy)]
pub struct Day {
    year: usize,
    month: usize,
    of_month: usize,
}

impl Day {
    /// About where the `nth` of so many stands: a file is in the order of time, but not quite.
    pub fn near(chance: &mut Chance, nth: usize, of: usize) -> Self {
        let months = nth * MONTHS / of.max(1) + chance.below(SPREAD);
        Self { year: FIRST + months / 12, month: months % 12 + 1, of_month: chance.between(1, 28) }
    }

    /// A day up to a year and a half later.
    fn later(self, chance: &mut Chance) -> Self {
        let months = self.year * 12 + self.month + chance.below(18);
        Self { year: months / 12, month: months % 12 + 1, of_month: chance.between(1, 28) }
    }

    /// The year.
    pub fn year(self) -> usize {
        self.year
    }

    /// As it is written: `1957-03-12`.
    pub fn exact(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }

    /// Its month: `1957-03`.
    pub fn in_month(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}

type Vague = fn(&mut Chance, Day) -> String;

/// How dates are written, and how often of a thousand.
const SORTS: &[(usize, Vague)] = &[
    (560, |_, at| at.exact()),
    (110, |_, at| at.in_month()),
    (55, |_, at| at.year.to_string()),
    (30, |_, at| at.exact() + "~"),
    (45, |_, at| at.in_month() + "~"),
    (20, |_, at| format!("{}~", at.year)),
    (15, |_, at| at.exact() + "?"),
    (25, |_, at| format!("{}?", at.year)),
    (15, |_, at| at.in_month() + "%"),
    (15, |_, at| format!("{}X", at.year / 10)),
    (8, |_, at| format!("{}-XX", at.in_month())),
    (6, |_, at| format!("{}-XX-XX", at.year)),
    (25, |chance, at| format!("{}/{}", at.exact(), at.later(chance).later(chance).exact())),
    (10, |_, at| format!("{}/{}", at.in_month(), at.year + 1)),
    (6, |_, at| format!("{}~/{}?", at.year, at.year + 2)),
    (10, |_, at| at.in_month() + "/.."),
    (6, |_, at| format!("../{}", at.exact())),
    (2, |_, at| format!("{}/", at.year)),
    (15, |chance, at| format!("{}T{:02}:{:02}", at.exact(), chance.between(6, 18), chance.below(60))),
    (7, |chance, at| format!("{}T{:02}:30Z", at.exact(), chance.between(6, 18))),
    (3, |chance, at| format!("{}T{:02}:15:00+02:00", at.exact(), chance.between(6, 18))),
    (8, |chance, at| format!("{}-{}", at.year, chance.between(21, 24))),
    (2, |_, at| format!("[{},{}]", at.year, at.year + 1)),
    (2, |_, at| format!("[..{}]", at.in_month())),
];

/// A date in any of the ways in which it may be known.
pub fn any(chance: &mut Chance, at: Day) -> String {
    chance.weighed(SORTS)(chance, at)
}

/// The words that a date was read from.
pub fn printed(chance: &mut Chance) -> &'static str {
    chance.pick::<&str>(&[
        "in March",
        "over the weekend",
        "earlier in May",
        "last year",
        "As of April",
        "on Tuesday",
        "im Mai",
    ])
}
