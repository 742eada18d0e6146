//! Dates counted, those of one length together, so that what lies in a cell of an axis is looked up.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::density::Sums;
use crate::model::axis::{Drawn, Ruler};
use crate::model::date::{Instant, When};
use crate::model::near::partition_from;
use crate::model::threads::each_with_help;

/// How many dates that are like no others are drawn by one thread before it takes the next of them.
const SHARE: usize = 4096;

/// Dates in the order of time, counted.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    alike: Vec<Alike>,
    /// The numbers of these by what they are.
    numbers: HashMap<Sort, usize, RandomState>,
    /// Dates that are drawn by more than their length.
    others: Vec<Other>,
}

/// A date that is drawn by more than its length.
#[derive(Debug, Clone, Copy)]
struct Other {
    when: When,
    /// How many of it follow each other.
    count: usize,
}

/// What dates have in common that are drawn alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Sort {
    /// From its first second to its last.
    length: i64,
    is_firm: bool,
}

/// All dates of a sort.
#[derive(Debug, Clone)]
struct Alike {
    sort: Sort,
    /// The seconds at which any of them begins.
    begins: Vec<i64>,
    /// How many begin up to each of these.
    counts: Vec<usize>,
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

impl Sort {
    /// The sort of a date, and the second at which it begins; none where it is open, or drawn by what it surely covers.
    fn of(when: &When) -> Option<(Self, i64)> {
        let (begin, end) = (when.earliest()?.0, when.latest()?.0);
        let is_firm = when.is_firm();
        let length = end.checked_sub(begin).filter(|_| !is_firm || when.certain_span().is_none())?;
        Some((Self { length, is_firm }, begin))
    }
}

impl Counted {
    /// Counts a date that stands behind all others; gives the number of its sort, if it is of one.
    pub fn take(&mut self, when: &When) -> Option<usize> {
        let Some((sort, begin)) = Sort::of(when) else {
            self.take_other(*when, 1);
            return None;
        };
        let nth = self.number(sort);
        self.take_alike(nth, begin);
        Some(nth)
    }

    /// How many sorts there are.
    #[must_use]
    pub fn sorts(&self) -> usize {
        self.alike.len()
    }

    /// The number of a sort that has this one among others.
    pub fn number_of(&mut self, others: &Self, number: usize) -> usize {
        self.number(others.alike[number].sort)
    }

    /// As [`Counted::take`] for one that begins at this second, and is of the sort of a number.
    pub fn take_alike(&mut self, number: usize, begin: i64) {
        self.alike[number].take(begin, 1);
    }

    fn number(&mut self, sort: Sort) -> usize {
        *self.numbers.entry(sort).or_insert_with(|| {
            self.alike.push(Alike { sort, begins: Vec::new(), counts: Vec::new() });
            self.alike.len() - 1
        })
    }

    fn take_other(&mut self, when: When, more: usize) {
        match self.others.last_mut().filter(|last| last.when == when) {
            Some(last) => last.count += more,
            None => self.others.push(Other { when, count: more }),
        }
    }

    /// Counts those that stand behind these; gives the number that each of their sorts has among these.
    pub fn append(&mut self, other: Self) -> Vec<usize> {
        other.others.into_iter().for_each(|Other { when, count }| self.take_other(when, count));
        let mut append = |more: &Alike| {
            let nth = self.number(more.sort);
            self.alike[nth].append(more);
            nth
        };
        other.alike.iter().map(&mut append).collect()
    }

    /// What they come to on an axis.
    #[must_use]
    pub fn on(&self, ruler: &Ruler) -> Measured {
        let mut shares: Vec<(&[Other], Measured)> =
            self.others.chunks(SHARE).map(|others| (others, Measured::none(ruler))).collect();
        each_with_help(&mut shares, |(others, measured)| measured.take(ruler, others));
        let mut all = shares.into_iter().fold(Measured::none(ruler), |all, (_, measured)| all.and(measured));
        for alike in &self.alike {
            let (before, after) = alike.each_on(ruler, |drawn, count| all.sums.add(drawn, count));
            (all.before, all.after) = (all.before + before, all.after + after);
        }
        all
    }
}

impl Alike {
    fn take(&mut self, begin: i64, more: usize) {
        let count = self.counts.last().copied().unwrap_or(0) + more;
        match self.counts.last_mut().filter(|_| self.begins.last() == Some(&begin)) {
            Some(last) => *last = count,
            None => {
                self.begins.push(begin);
                self.counts.push(count);
            }
        }
    }

    /// Puts those behind these.
    fn append(&mut self, other: &Self) {
        for (at, begin) in other.begins.iter().enumerate() {
            let more = other.up_to(at + 1) - other.up_to(at);
            self.take(*begin, more);
        }
    }

    /// How many there are at the first so many begins.
    fn up_to(&self, begins: usize) -> usize {
        begins.checked_sub(1).map_or(0, |last| self.counts[last])
    }

    /// Gives them as they are drawn, with how many, and then how many lie before and behind the axis. Cells change from
    /// one begin to another only where a begin or its end passes into the next cell: those between two such seconds are
    /// drawn as one.
    fn each_on(&self, ruler: &Ruler, mut put: impl FnMut(Drawn, usize)) -> (usize, usize) {
        let starts = ruler.starts();
        let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return (0, 0) };
        let length = self.sort.length;
        let mut at = self.begins.partition_point(|begin| begin.saturating_add(length) < *first);
        let before = self.up_to(at);
        let mut cells = (0, 0);
        // The first cell that begins behind a second, which lies in this one, or before all.
        let behind = |cell: usize, second: i64| starts[cell..].iter().copied().find(|start| *start > second);
        while let Some(begin) = self.begins.get(at).copied().filter(|begin| begin < last) {
            let end = begin.saturating_add(length);
            let bounds = (Instant(begin), Instant(end));
            let Some(drawn) = ruler.draw_between(bounds, self.sort.is_firm, cells) else { break };
            cells = (drawn.first, drawn.last);
            let ending = behind(drawn.last, end).map(|start| start.saturating_sub(length));
            let change = behind(drawn.first, begin).into_iter().chain(ending).min();
            let next =
                change.map_or(self.begins.len(), |change| partition_from(&self.begins, at, |begin| *begin < change));
            put(drawn, self.up_to(next) - self.up_to(at));
            at = next;
        }
        (before, self.up_to(self.begins.len()) - self.up_to(at))
    }
}

impl Measured {
    fn none(ruler: &Ruler) -> Self {
        Self { sums: Sums::new(ruler.axis().width()), before: 0, after: 0 }
    }

    /// Adds what these come to, each drawn by itself.
    fn take(&mut self, ruler: &Ruler, dates: &[Other]) {
        for Other { when, count } in dates {
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
