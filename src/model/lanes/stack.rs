//! Things that lie over one another put into as few rows as can be.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Things put into rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// The row of each thing, in the order in which they were given.
    pub rows: Vec<usize>,
    /// How many rows there are: the most things that lie at one place.
    pub depth: usize,
}

/// Puts stretches, each from its first to its last place inclusive, into rows so that no two of a row
/// meet. The unit is the caller's: cells of a screen, hundredths of a point on paper.
///
/// Each takes the topmost row that is free when it begins, which needs no more rows than lie over one another.
pub fn stack<U: Ord + Copy>(stretches: &[(U, U)]) -> Stack {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|at| stretches[*at]);
    let mut rows = vec![0; stretches.len()];
    let mut depth = 0;
    let mut taken: BinaryHeap<Reverse<(U, usize)>> = BinaryHeap::new();
    let mut free: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    for at in order {
        let (first, last) = stretches[at];
        while let Some(Reverse((_, row))) = taken.peek().filter(|Reverse((end, _))| *end < first).copied() {
            taken.pop();
            free.push(Reverse(row));
        }
        let row = free.pop().map_or_else(
            || {
                depth += 1;
                depth - 1
            },
            |Reverse(row)| row,
        );
        taken.push(Reverse((last.max(first), row)));
        rows[at] = row;
    }
    Stack { rows, depth }
}
