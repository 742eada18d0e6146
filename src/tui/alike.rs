//! Dates counted, those of one length together, so that what lies in a cell of an axis is looked up.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::density::Sums;
use crate::model::axis::{Axis, Drawn};
use crate::model::date::{Instant, When};

/// Dates that are like no others are drawn by one thread as soon as by several where they are no more.
const FEW: usize = 8192;

/// Dates in the order of time, counted.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    alike: Vec<Alike>,
    /// The numbers of these by what they are.
    numbers: HashMap<Sort, usize, RandomState>,
    /// Dates that are drawn by more than their length, each with how many follow each other.
    others: Vec<(When, usize)>,
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
        self.alike[nth].take(begin, 1);
        Some(nth)
    }

    /// As [`Counted::take`] for one that begins at this second, and is of a sort that has this number among others.
    pub fn take_as(&mut self, others: &Self, number: usize, begin: i64) {
        let nth = self.number(others.alike[number].sort);
        self.alike[nth].take(begin, 1);
    }

    fn number(&mut self, sort: Sort) -> usize {
        *self.numbers.entry(sort).or_insert_with(|| {
            self.alike.push(Alike { sort, begins: Vec::new(), counts: Vec::new() });
            self.alike.len() - 1
        })
    }

    fn take_other(&mut self, when: When, more: usize) {
        match self.others.last_mut().filter(|(last, _)| *last == when) {
            Some((_, count)) => *count += more,
            None => self.others.push((when, more)),
        }
    }

    /// Counts those that stand behind these; gives the number that each of their sorts has among these.
    pub fn append(&mut self, other: Self) -> Vec<usize> {
        other.others.into_iter().for_each(|(when, count)| self.take_other(when, count));
        let mut append = |more: &Alike| {
            let nth = self.number(more.sort);
            self.alike[nth].append(more);
            nth
        };
        other.alike.iter().map(&mut append).collect()
    }

    /// What they come to on an axis.
    #[must_use]
    pub fn on(&self, axis: &Axis) -> Measured {
        let starts = axis.starts();
        let mut all = if self.others.len() > FEW {
            let shares = self.others.par_chunks(FEW).map(|others| Measured::of(axis, others));
            shares.reduce(|| Measured::none(axis), Measured::and)
        } else {
            Measured::of(axis, &self.others)
        };
        for alike in &self.alike {
            let (before, after) = alike.each_on(axis, &starts, |drawn, count| all.sums.add(drawn, count));
            (all.before, all.after) = (all.before + before, all.after + after);
        }
        all
    }

    /// Gives them as they are drawn on an axis, those that are drawn alike mostly together, in no order, with how many
    /// they are; then how many lie before it, and how many behind it.
    pub fn each_on(&self, axis: &Axis, mut put: impl FnMut(Drawn, usize)) -> (usize, usize) {
        let starts = axis.starts();
        let mut ends = (0, 0);
        for (when, count) in &self.others {
            match axis.draw(when) {
                Some(drawn) => put(drawn, *count),
                None if axis.side(when).is_lt() => ends.0 += count,
                None => ends.1 += count,
            }
        }
        for alike in &self.alike {
            let (before, after) = alike.each_on(axis, &starts, &mut put);
            ends = (ends.0 + before, ends.1 + after);
        }
        ends
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

    fn append(&mut self, other: &Self) {
        (0..other.begins.len()).for_each(|at| self.take(other.begins[at], other.up_to(at + 1) - other.up_to(at)));
    }

    /// How many there are at the first so many begins.
    fn up_to(&self, begins: usize) -> usize {
        begins.checked_sub(1).map_or(0, |last| self.counts[last])
    }

    /// Gives them as they are drawn, with how many, and how many lie before and behind the axis. Cells change from one
    /// begin to another only where a begin or its end passes into the next cell: those between two such seconds are
    /// drawn as one.
    fn each_on(&self, axis: &Axis, starts: &[i64], mut put: impl FnMut(Drawn, usize)) -> (usize, usize) {
        let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return (0, 0) };
        let length = self.sort.length;
        let mut at = self.begins.partition_point(|begin| begin.saturating_add(length) < *first);
        let before = self.up_to(at);
        let (mut begun, mut ended) = (starts.iter().copied().peekable(), starts.iter().copied().peekable());
        while self.begins.get(at).is_some_and(|begin| begin < last) {
            let begin = self.begins[at];
            while begun.next_if(|start| *start <= begin).is_some() {}
            let end = begin.saturating_add(length);
            while ended.next_if(|start| *start <= end).is_some() {}
            let changes =
                begun.peek().copied().into_iter().chain(ended.peek().map(|start| start.saturating_sub(length))).min();
            let next = changes.map_or(self.begins.len(), |change| self.next(at, change));
            if let Some(drawn) = axis.draw_between(Instant(begin), Instant(end), self.sort.is_firm) {
                put(drawn, self.up_to(next) - self.up_to(at));
            }
            at = next;
        }
        (before, self.up_to(self.begins.len()) - self.up_to(at))
    }

    /// The first begin behind one that is not before a second; most often it is near.
    fn next(&self, at: usize, second: i64) -> usize {
        let mut step = 1;
        while self.begins.get(at + step).is_some_and(|begin| *begin < second) {
            step *= 2;
        }
        let (from, to) = (at + step / 2, self.begins.len().min(at + step));
        from + self.begins[from..to].partition_point(|begin| *begin < second)
    }
}

impl Measured {
    fn none(axis: &Axis) -> Self {
        Self { sums: Sums::new(axis.width()), before: 0, after: 0 }
    }

    /// What these come to, each drawn by itself.
    fn of(axis: &Axis, dates: &[(When, usize)]) -> Self {
        let mut all = Self::none(axis);
        for (when, count) in dates {
            match axis.draw(when) {
                Some(drawn) => all.sums.add(drawn, *count),
                None if axis.side(when).is_lt() => all.before += count,
                None => all.after += count,
            }
        }
        all
    }

    fn and(mut self, other: Self) -> Self {
        self.sums.append(&other.sums);
        Self { before: self.before + other.before, after: self.after + other.after, ..self }
    }
}
