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

/// As [`stack`], of stretches in `width` cells, where only the first `most` rows count, 63 at most: what takes a
/// lower one has the number `most`, and a depth beyond them is `most + 1`.
#[must_use]
pub fn stack_at_most(stretches: &[(usize, usize)], width: usize, most: usize) -> Stack {
    let most = most.min(63);
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    let place = |at: &usize| stretches[*at];
    if !order.is_sorted_by_key(place) {
        order.sort_by_key(place);
    }
    let mut rows = vec![most; stretches.len()];
    let (mut depth, mut cell) = (0, 0);
    // A bit for each row that is free, and for each cell the rows that are taken up to it.
    let mut free = (1_u64 << most) - 1;
    let mut taken_to = vec![0_u64; width + 1];
    for at in order {
        let (first, last) = stretches[at];
        while cell < first.min(width) {
            free |= std::mem::take(&mut taken_to[cell]);
            cell += 1;
        }
        if free == 0 {
            depth = most + 1;
            continue;
        }
        let row = free.trailing_zeros();
        free &= !(1 << row);
        taken_to[last.max(first).min(width)] |= 1 << row;
        rows[at] = row as usize;
        depth = depth.max(row as usize + 1);
    }
    Stack { rows, depth }
}
