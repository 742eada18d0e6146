//! Stretches of time in the order in which they begin: what of a cell they cover, and what lies wholly in it.

use crate::model::near::partition_from;

/// Stretches of time, each from its first second to its last.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    begins: Vec<i64>,
    /// The last second of all that begin up to each of these.
    ends: Vec<i64>,
}

impl Reach {
    /// Those given, in any order.
    pub fn of(mut stretches: Vec<(i64, i64)>) -> Self {
        stretches.sort_unstable();
        // Of those that begin together only the one that reaches furthest matters.
        stretches.reverse();
        stretches.dedup_by_key(|stretch| stretch.0);
        let further = |reach: &mut i64, (_, end): &(i64, i64)| {
            *reach = end.max(reach).to_owned();
            Some(*reach)
        };
        let ends = stretches.iter().rev().scan(i64::MIN, further).collect();
        Self { begins: stretches.iter().rev().map(|stretch| stretch.0).collect(), ends }
    }

    /// Does any cover a second of a cell, which is from a first second to the one behind it? `behind` is how many begin
    /// before the cell and becomes how many begin before its end.
    pub fn covers(&self, (from, end): (i64, i64), behind: &mut usize) -> bool {
        *behind = partition_from(&self.begins, *behind, |begin| *begin < end);
        behind.checked_sub(1).is_some_and(|last| self.ends[last] >= from)
    }
}

/// Stretches of time of which it is asked whether one lies wholly in a cell.
#[derive(Debug, Clone, Default)]
pub struct Within {
    begins: Vec<i64>,
    /// The last second of the one that ends first of all that begin from each of these on.
    ends: Vec<i64>,
}

impl Within {
    /// Those given, in any order.
    pub fn of(mut stretches: Vec<(i64, i64)>) -> Self {
        stretches.sort_unstable();
        stretches.dedup_by_key(|stretch| stretch.0);
        let sooner = |first: &mut i64, (_, end): &(i64, i64)| {
            *first = end.min(first).to_owned();
            Some(*first)
        };
        let mut ends: Vec<i64> = stretches.iter().rev().scan(i64::MAX, sooner).collect();
        ends.reverse();
        Self { begins: stretches.iter().map(|stretch| stretch.0).collect(), ends }
    }

    /// Does any lie in a cell, which is from a first second to the one behind it? `before` is of how many it is known
    /// that they begin before the cell.
    pub fn lies_in(&self, (from, end): (i64, i64), before: &mut usize) -> bool {
        *before = partition_from(&self.begins, *before, |begin| *begin < from);
        self.ends.get(*before).is_some_and(|first| *first < end)
    }
}
