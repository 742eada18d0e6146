//! Silences: stretches in which certainly nothing lies, and how long they are at least and at most.

use super::{Length, Rhythm, Span};

/// A stretch between two things in which certainly nothing lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence<T> {
    /// The thing that may reach furthest into it from before.
    pub after: T,
    /// The thing that may reach furthest into it from behind.
    pub before: T,
    /// The stretch that is certainly silent.
    pub certain: Span,
    /// How long it is at least: that stretch, whole.
    pub least: Length,
    /// How long it is at most, with every vague thing before it as early and every one behind it as late as may be;
    /// `None` where nothing bounds that.
    pub most: Option<Length>,
    /// Does no thing that bounds it bear `~` or `?`?
    pub is_sure: bool,
}

impl<T: Copy> Rhythm<T> {
    /// Every silence, the longest first: by the least that it lasts, then by the most, then by time.
    #[must_use]
    pub fn silences(&self) -> Vec<Silence<T>> {
        let latest_begins = self.latest_begins();
        let mut found = Vec::new();
        let mut left: Option<Left> = None;
        for (at, thing) in self.things.iter().enumerate() {
            if let Some(left) = left.filter(|left| left.last < thing.first().saturating_sub(1)) {
                found.push(self.silence(left, at, latest_begins[at]));
            }
            left = Some(left.map_or_else(|| Left::of(at, thing), |left| left.with(at, thing)));
        }
        found.sort_by_key(|silence| std::cmp::Reverse((silence.least, silence.most.is_none(), silence.most)));
        found
    }

    /// For each thing the earliest of the latest begins of it and all behind it: by then one of them has begun.
    fn latest_begins(&self) -> Vec<Option<i64>> {
        let mut earliest: Option<i64> = None;
        let mut begins: Vec<Option<i64>> = self
            .things
            .iter()
            .rev()
            .map(|thing| {
                earliest = earliest.into_iter().chain(thing.begin.1).min();
                earliest
            })
            .collect();
        begins.reverse();
        begins
    }

    fn silence(&self, left: Left, at: usize, latest_begin: Option<i64>) -> Silence<T> {
        let (before, after) = (&self.things[at], &self.things[left.thing]);
        let (from, to) = (left.last.saturating_add(1), before.first().saturating_sub(1));
        let most = left.earliest_end.zip(latest_begin).map(|(end, begin)| begin.saturating_sub(end).saturating_sub(1));
        Silence {
            after: after.what,
            before: before.what,
            certain: self.span(from, to),
            least: self.length(to.saturating_sub(from).saturating_add(1)),
            most: most.map(|steps| self.length(steps)),
            is_sure: after.firm && before.firm,
        }
    }
}

/// What lies before a silence.
#[derive(Clone, Copy)]
struct Left {
    /// The thing of which `last` is.
    thing: usize,
    /// The last step in which any of it may lie.
    last: i64,
    /// The step up to which it reaches at least, the latest of all earliest ends; `None` where none is known.
    earliest_end: Option<i64>,
}

impl Left {
    fn of<T>(at: usize, thing: &super::Placed<T>) -> Self {
        Self { thing: at, last: thing.last(), earliest_end: thing.end.0 }
    }

    fn with<T>(self, at: usize, thing: &super::Placed<T>) -> Self {
        let reaches = thing.last() >= self.last;
        Self {
            thing: if reaches { at } else { self.thing },
            last: self.last.max(thing.last()),
            earliest_end: self.earliest_end.max(thing.end.0),
        }
    }
}
