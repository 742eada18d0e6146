//! How many dates there are of each kind, so that what lies in a cell of an axis is looked up.

use std::ops::Range;
use std::sync::Arc;

use super::density::Sums;
use super::kinds::{Kinds, Sort};
use crate::model::axis::{Drawn, Ruler};
use crate::model::date::{Instant, When};
use crate::model::near::partition_from;
use crate::model::threads::each_with_help;
use crate::model::timeline::EventIx;

/// How many dates that are like no others are drawn by one thread before it takes the next of them.
const SHARE: usize = 4096;

/// How many dates there are of each kind.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    kinds: Arc<Kinds>,
    /// How many there are of the kinds before each, and at last of all.
    before: Vec<u32>,
}

/// What dates come to on an axis.
pub struct Measured {
    /// What lies in the cells.
    pub sums: Sums,
    /// How many lie before the axis.
    pub before: usize,
    /// How many lie behind it.
    pub after: usize,
}

impl Counted {
    /// So many of each kind.
    #[must_use]
    pub fn new(kinds: &Arc<Kinds>, counts: impl IntoIterator<Item = u32>) -> Self {
        let mut sum = 0;
        let mut next = |count: u32| {
            sum += count;
            sum
        };
        let mut before = Vec::with_capacity(kinds.len() + 1);
        before.push(0);
        before.extend(counts.into_iter().take(kinds.len()).map(&mut next));
        Self { kinds: Arc::clone(kinds), before }
    }

    fn count(&self, kinds: Range<usize>) -> usize {
        (self.before[kinds.end] - self.before[kinds.start]) as usize
    }

    /// The first and the last of some kinds that there are any of.
    fn first_and_last(&self, kinds: Range<usize>) -> Option<(usize, usize)> {
        let (none, all) = (self.before[kinds.start], self.before[kinds.end]);
        let before = &self.before[kinds.start + 1..=kinds.end];
        let [first, last] = [none + 1, all].map(|count| kinds.start + before.partition_point(|before| *before < count));
        (none < all).then_some((first, last))
    }

    /// The others that there are, with how many of each.
    fn others(&self) -> impl Iterator<Item = (&When, usize)> {
        let first = self.kinds.events.len();
        let counted = move |(nth, when)| (when, self.count(first + nth..first + nth + 1));
        self.kinds.others.iter().enumerate().map(counted).filter(|(_, count)| *count > 0)
    }

    /// Those in which what reaches furthest is: of what is drawn by its length, events with the date that begins first
    /// and with the one that ends last; and all others.
    pub fn far(&self) -> (impl Iterator<Item = EventIx>, impl Iterator<Item = &When>) {
        let there = self.kinds.sorts.iter().filter_map(|(_, kinds)| self.first_and_last(kinds.clone()));
        let there: Vec<(usize, usize)> = there.collect();
        let first = there.iter().map(|(first, _)| *first).min_by_key(|kind| self.kinds.places[*kind]);
        let last = there.iter().map(|(_, last)| *last).max_by_key(|kind| self.kinds.latest[*kind]);
        let events = first.into_iter().chain(last).map(|kind| self.kinds.events[kind]);
        (events, self.others().map(|(when, _)| when))
    }

    /// What they come to on an axis.
    #[must_use]
    pub fn on(&self, ruler: &Ruler) -> Measured {
        let others: Vec<(&When, usize)> = self.others().collect();
        let mut shares: Vec<_> = others.chunks(SHARE).map(|others| (others, Measured::none(ruler))).collect();
        each_with_help(&mut shares, |(others, measured)| measured.take(ruler, others));
        let mut all = shares.into_iter().fold(Measured::none(ruler), |all, (_, measured)| all.and(measured));
        for (sort, kinds) in &self.kinds.sorts {
            let (before, after) = self.each_on(ruler, *sort, kinds, |drawn, count| all.sums.add(drawn, count));
            (all.before, all.after) = (all.before + before, all.after + after);
        }
        all
    }

    /// Gives those of a sort as they are drawn, with how many, and then how many lie before and behind the axis. Cells
    /// change from one begin to another only where a begin or its end passes into the next cell: those between two such
    /// seconds are drawn as one.
    fn each_on(
        &self,
        ruler: &Ruler,
        sort: Sort,
        kinds: &Range<usize>,
        mut put: impl FnMut(Drawn, usize),
    ) -> (usize, usize) {
        let starts = ruler.starts();
        let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return (0, 0) };
        let begins = &self.kinds.places[..kinds.end];
        let length = sort.length;
        let mut at = kinds.start + begins[kinds.start..].partition_point(|begin| begin.saturating_add(length) < *first);
        let before = self.count(kinds.start..at);
        let mut cells = (0, 0);
        // The first cell that begins behind a second, which lies in this one, or before all.
        let behind = |cell: usize, second: i64| starts[cell..].iter().copied().find(|start| *start > second);
        // From a kind on, the first that there are any of.
        let there = |kind: usize| partition_from(&self.before[..=kinds.end], kind, |sum| *sum <= self.before[kind]) - 1;
        at = there(at);
        while let Some(begin) = begins.get(at).copied().filter(|begin| begin < last) {
            let end = begin.saturating_add(length);
            let bounds = (Instant(begin), Instant(end));
            let Some(drawn) = ruler.draw_between(bounds, sort.is_firm, cells) else { break };
            cells = (drawn.first, drawn.last);
            let ending = behind(drawn.last, end).map(|start| start.saturating_sub(length));
            let change = behind(drawn.first, begin).into_iter().chain(ending).min();
            let next = change.map_or(begins.len(), |change| partition_from(begins, at, |begin| *begin < change));
            put(drawn, self.count(at..next));
            at = there(next);
        }
        (before, self.count(at..kinds.end))
    }
}

impl Measured {
    fn none(ruler: &Ruler) -> Self {
        Self { sums: Sums::new(ruler.axis().width()), before: 0, after: 0 }
    }

    /// Adds what these come to, each drawn by itself.
    fn take(&mut self, ruler: &Ruler, dates: &[(&When, usize)]) {
        for (when, count) in dates {
            match ruler.draw(when) {
                Some(drawn) => self.sums.add(drawn, *count),
                None if ruler.axis().side(when).is_lt() => self.before += count,
                None => self.after += count,
            }
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.sums.append(&other.sums);
        Self { before: self.before + other.before, after: self.after + other.after, ..self }
    }
}
