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

/// How many of the others, which are drawn by more than their length, are drawn by one thread before it takes the next of them.
const SHARE: usize = 4096;

/// How many dates there are of each kind. Kept is only what there is any of: a filter may leave few.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    kinds: Arc<Kinds>,
    /// The kinds that there are any of.
    there: Vec<u32>,
    /// How many dates are of the kinds before each of these, and at last of all.
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
    /// So many of each of these kinds, which may be none; each kind once, in their order.
    #[must_use]
    pub fn new(kinds: &Arc<Kinds>, counts: impl ExactSizeIterator<Item = (u32, u32)>) -> Self {
        let (mut there, mut before) = (vec![0; counts.len() + 1], vec![0; counts.len() + 1]);
        let (mut len, mut sum) = (0, 0);
        // Each is put down before it is known whether it stays: a branch at each could not be foreseen.
        for (kind, count) in counts {
            there[len] = kind;
            sum += count;
            len += usize::from(count > 0);
            before[len] = sum;
        }
        there.truncate(len);
        before.truncate(len + 1);
        Self { kinds: Arc::clone(kinds), there, before }
    }

    /// The places of some kinds among those that there are any of.
    fn places(&self, kinds: &Range<usize>) -> Range<usize> {
        let place = |end: usize| self.there.partition_point(|kind| (*kind as usize) < end);
        place(kinds.start)..place(kinds.end)
    }

    fn kind(&self, place: usize) -> usize {
        self.there[place] as usize
    }

    fn count(&self, places: Range<usize>) -> usize {
        (self.before[places.end] - self.before[places.start]) as usize
    }

    /// The others that there are, with how many of each.
    fn others(&self) -> impl Iterator<Item = (&When, usize)> {
        let first = self.kinds.events.len();
        let places = self.places(&(first..self.kinds.len()));
        places.map(move |place| (&self.kinds.others[self.kind(place) - first], self.count(place..place + 1)))
    }

    /// Those in which what reaches furthest is: of what is drawn by its length, events of the kinds of that which begins
    /// first and of that which ends last, counted or not; and all others.
    pub fn far(&self) -> (impl Iterator<Item = EventIx>, impl Iterator<Item = &When>) {
        let there = self.kinds.sorts.iter().map(|(_, kinds)| self.places(kinds)).filter(|places| !places.is_empty());
        let there: Vec<(usize, usize)> =
            there.map(|places| (self.kind(places.start), self.kind(places.end - 1))).collect();
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
        let (places, length) = (self.places(kinds), sort.length);
        let there = &self.there[..places.end];
        let begin = |kind: u32| self.kinds.places[kind as usize];
        let mut at = partition_from(there, places.start, |kind| begin(*kind).saturating_add(length) < *first);
        let before = self.count(places.start..at);
        let mut cells = (0, 0);
        // The first cell that begins behind a second, which lies in this one, or before all.
        let behind = |cell: usize, second: i64| starts[cell..].iter().copied().find(|start| *start > second);
        while let Some(from) = there.get(at).map(|kind| begin(*kind)).filter(|from| from < last) {
            let end = from.saturating_add(length);
            let Some(drawn) = ruler.draw_between((Instant(from), Instant(end)), sort.is_firm, cells) else { break };
            cells = (drawn.first, drawn.last);
            let ending = behind(drawn.last, end).map(|start| start.saturating_sub(length));
            let change = behind(drawn.first, from).into_iter().chain(ending).min();
            let next = change.map_or(there.len(), |change| partition_from(there, at, |kind| begin(*kind) < change));
            put(drawn, self.count(at..next));
            at = next;
        }
        (before, self.count(at..places.end))
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
