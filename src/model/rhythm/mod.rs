//! When nothing happens and when much does, told with bounds as wide as the dates are vague.

mod bursts;
mod length;
mod silences;
mod subject;

pub use bursts::{Burst, Window};
pub use length::{Length, in_short, in_words};
pub use silences::Silence;
pub use subject::{Subject, Thing, Told, subjects};

use super::date::{DAY, Date, Grain, Instant, Stretch, When};

/// Things in time, counted in steps: whole days, or minutes where every one of them has a clock time.
///
/// A thing lies somewhere within its bounds, and a thing on a day takes that day: between the 3rd and the 13th
/// lie nine days.
#[derive(Debug, Clone)]
pub struct Rhythm<T> {
    things: Vec<Placed<T>>,
    undated: usize,
    step: i64,
    offset: i32,
}

/// A thing with the steps in which it may begin and end; `None` where that side is open.
#[derive(Debug, Clone, Copy)]
struct Placed<T> {
    what: T,
    begin: (Option<i64>, Option<i64>),
    end: (Option<i64>, Option<i64>),
    firm: bool,
}

impl<T> Placed<T> {
    /// The first step in which it may lie; before all others where that is open.
    fn first(&self) -> i64 {
        self.begin.0.unwrap_or(i64::MIN)
    }

    /// The last step in which it may lie; behind all others where that is open.
    fn last(&self) -> i64 {
        self.end.1.unwrap_or(i64::MAX)
    }
}

/// A stretch of time in whole steps: from the first second of its first to the last of its last.
pub type Span = (Instant, Instant);

impl<T: Copy> Rhythm<T> {
    /// The rhythm of things, each with its date; those without one are counted. Days begin `offset` minutes
    /// east of UTC.
    #[must_use]
    pub fn of<'a>(things: impl IntoIterator<Item = (T, Option<&'a When>)>, offset: i32) -> Self {
        let all: Vec<_> = things.into_iter().collect();
        let dated = || all.iter().filter_map(|(what, date)| Some((*what, (*date)?)));
        let by_clock = dated().all(|(_, date)| date.grain() == Grain::Time);
        let step = if by_clock { 60 } else { DAY };
        let mut rhythm = Self { things: Vec::new(), undated: all.len() - dated().count(), step, offset };
        rhythm.things = dated().map(|(what, date)| rhythm.place(what, date)).collect();
        rhythm.things.sort_by_key(|thing| (thing.first(), thing.last()));
        rhythm
    }

    /// Its things that have a date, by the earliest that they may be.
    pub fn things(&self) -> impl Iterator<Item = T> {
        self.things.iter().map(|thing| thing.what)
    }

    /// A stretch in words: `12 – 20 May 2025`, `3 Mar 2025 10:01 – 12:29`.
    #[must_use]
    pub fn span_words(&self, (from, to): Span) -> String {
        let written = |at: Instant| match self.step {
            DAY => at.day(self.offset).to_string(),
            _ => {
                let minute = at.0.saturating_add(i64::from(self.offset) * 60).rem_euclid(DAY) / 60;
                format!("{}T{:02}:{:02}", at.day(self.offset), minute / 60, minute % 60)
            }
        };
        let (from, to) = (written(from), written(to));
        let text = if from == to { from } else { format!("{from}/{to}") };
        Date::parse(&text, self.offset).map_or(text, |date| date.words())
    }

    /// How many of its things have a date.
    #[must_use]
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Has nothing a date?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// How many of its things have none.
    #[must_use]
    pub fn undated(&self) -> usize {
        self.undated
    }

    fn place(&self, what: T, date: &When) -> Placed<T> {
        let steps = |stretch: Stretch| (stretch.lo.map(|at| self.step_of(at)), stretch.hi.map(|at| self.step_of(at)));
        Placed { what, begin: steps(date.begin()), end: steps(date.end()), firm: date.is_firm() }
    }

    fn step_of(&self, at: Instant) -> i64 {
        at.0.saturating_add(i64::from(self.offset) * 60).div_euclid(self.step)
    }

    /// The first second of a step.
    fn start_of(&self, step: i64) -> Instant {
        Instant(step.saturating_mul(self.step).saturating_sub(i64::from(self.offset) * 60))
    }

    /// From the begin of a step to the end of another.
    fn span(&self, from: i64, to: i64) -> Span {
        (self.start_of(from), Instant(self.start_of(to.saturating_add(1)).0.saturating_sub(1)))
    }

    fn length(&self, steps: i64) -> Length {
        Length { steps, step: self.step }
    }
}
