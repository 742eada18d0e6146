//! Bursts: the stretches of a given length in which most things lie, certainly and at most.

use super::{Rhythm, Span};
use crate::model::date::DAY;
use crate::model::plural::plural;

/// How long a stretch is looked at, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window(i64);

/// The lengths to choose from: round ones, from a minute to ten years.
const WINDOWS: [i64; 12] =
    [60, 900, 3600, 6 * 3600, DAY, 7 * DAY, 31 * DAY, 92 * DAY, 365 * DAY, 3650 * DAY, 36_500 * DAY, 365_000 * DAY];

impl Window {
    /// A length of `30m`, `12h`, `7d`, `2w` or `1y`; a year has 365 days.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let at = text.len().checked_sub(1).filter(|at| text.is_char_boundary(*at))?;
        let (count, unit) = text.split_at(at);
        let units = [("m", 60), ("h", 3600), ("d", DAY), ("w", 7 * DAY), ("y", 365 * DAY)];
        let seconds = units.iter().find(|(name, _)| *name == unit).map(|(_, seconds)| *seconds)?;
        let count = count.parse::<i64>().ok().filter(|count| *count > 0 && count.to_string().len() <= 9)?;
        Some(Self(count * seconds))
    }

    /// The next longer one of the lengths to choose from, or the next shorter one.
    #[must_use]
    pub fn next(self, longer: bool) -> Self {
        let mut windows = WINDOWS.into_iter();
        let next = if longer {
            windows.find(|length| *length > self.0)
        } else {
            windows.rev().find(|length| *length < self.0)
        };
        next.map_or(self, Self)
    }

    /// `7 days`, `6 hours`.
    #[must_use]
    pub fn words(self) -> String {
        let units = [(365 * DAY, "year"), (DAY, "day"), (3600, "hour"), (60, "minute")];
        let whole = units.into_iter().find(|(seconds, _)| self.0 % seconds == 0).unwrap_or((1, "second"));
        plural(usize::try_from(self.0 / whole.0).unwrap_or(usize::MAX), whole.1)
    }
}

/// A stretch in which much lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Burst<T> {
    /// The stretch.
    pub span: Span,
    /// How many things lie wholly in it, however vague their dates are. Those marked `~` or `?` never certainly do.
    pub certainly: usize,
    /// How many may touch it.
    pub at_most: usize,
    /// The first thing that may lie in it.
    pub first: T,
}

impl<T: Copy> Rhythm<T> {
    /// A length that cuts all of it into sixty stretches at most, and in which half of the things have room, as
    /// wide as they are.
    #[must_use]
    pub fn usual_window(&self) -> Window {
        let bounds = || self.things.iter().flat_map(|thing| [thing.begin.0, thing.end.1].into_iter().flatten());
        let steps = bounds().max().zip(bounds().min()).map_or(0, |(last, first)| last.saturating_sub(first));
        let whole = steps.saturating_mul(self.step);
        let mut widths: Vec<i64> = self.things.iter().map(|thing| thing.last().saturating_sub(thing.first())).collect();
        widths.sort_unstable();
        let usual = widths.get(widths.len() / 2).map_or(0, |steps| steps.saturating_add(1).saturating_mul(self.step));
        // Half of them may be open to one side, and no length is long enough for these.
        let usual = if usual > 100 * 365 * DAY { 0 } else { usual };
        let fits = |length: &i64| *length >= self.step.max(usual) && whole / *length <= 60;
        Window(WINDOWS.into_iter().find(fits).unwrap_or(WINDOWS[WINDOWS.len() - 1]))
    }

    /// The busiest stretches of a length, none over another, at most `most`: by what lies certainly in them, then
    /// by what may, then by time. Each begins where a thing may begin; one with a single thing is none.
    #[must_use]
    pub fn bursts(&self, window: Window, most: usize) -> Vec<Burst<T>> {
        let steps = (window.0 / self.step).max(1);
        let mut ranked = self.counted(steps);
        ranked.retain(|(_, at_most, _)| *at_most > 1);
        ranked.sort_by_key(|(certainly, at_most, start)| (std::cmp::Reverse((*certainly, *at_most)), *start));
        let mut taken: Vec<(usize, usize, i64)> = Vec::new();
        for (certainly, at_most, start) in ranked {
            if taken.len() == most {
                break;
            }
            if taken.iter().all(|(.., other)| start.abs_diff(*other) >= steps.unsigned_abs()) {
                taken.push((certainly, at_most, start));
            }
        }
        let burst = |(certainly, at_most, start): (usize, usize, i64)| {
            let last = start.saturating_add(steps - 1);
            let first = self.things.iter().find(|thing| thing.last() >= start && thing.first() <= last)?;
            Some(Burst { span: self.span(start, last), certainly, at_most, first: first.what })
        };
        taken.into_iter().filter_map(burst).collect()
    }

    /// For each step at which a thing may begin: what lies certainly, and what may lie, in the stretch from there on.
    /// No stretch that begins elsewhere certainly holds more.
    fn counted(&self, steps: i64) -> Vec<(usize, usize, i64)> {
        let mut starts: Vec<i64> = self.things.iter().filter_map(|thing| thing.begin.0).collect();
        starts.dedup();
        let at = |step: i64| starts.partition_point(|start| *start < step);
        let mut changes = vec![(0_isize, 0_isize); starts.len() + 1];
        let last_start = |step: i64| step.saturating_sub(steps - 1);
        for thing in &self.things {
            // It is touched by the stretches that begin no later than it ends, and end no earlier than it begins.
            let (from, to) = (at(last_start(thing.first())), at(thing.last().saturating_add(1)));
            changes[from].1 += 1;
            changes[to].1 -= 1;
            let within = thing.begin.0.zip(thing.end.1).filter(|_| thing.firm);
            if let Some((first, last)) = within.filter(|(first, last)| last - first < steps) {
                changes[at(last_start(last))].0 += 1;
                changes[at(first.saturating_add(1))].0 -= 1;
            }
        }
        let mut sums = (0, 0);
        let counted = starts.iter().zip(changes).map(|(start, (certain, possible))| {
            sums = (sums.0 + certain, sums.1 + possible);
            (usize::try_from(sums.0).unwrap_or(0), usize::try_from(sums.1).unwrap_or(0), *start)
        });
        counted.collect()
    }
}
