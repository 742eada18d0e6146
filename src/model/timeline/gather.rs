//! Lists gathered on all cores, out of what many things have each.

use std::ops::Range;

use crate::model::threads::{each_at_once, in_shares};

use super::lists::Lists;

/// How many lists are joined by one thread before it takes the next of them.
const LISTS: usize = 4096;

impl<T: Copy + Default + PartialEq + Send + Sync> Lists<T> {
    /// As [`Lists::gathered`], of the pairs that each of so many things in a row has; each pair once, as far as it is
    /// one thing that has it twice.
    pub fn gathered_of<I: Iterator<Item = (usize, T)>>(
        count: usize,
        things: usize,
        pairs: impl Fn(usize) -> I + Sync,
    ) -> Self {
        let gather = |things| Self::gathered(count, || Range::clone(&things).flat_map(&pairs)).deduped();
        let mut parts = in_shares(things, gather);
        if parts.len() > 1 {
            Self::joined(count, &parts)
        } else {
            parts.pop().unwrap_or_else(|| Self::room(count, |_| 0))
        }
    }

    /// So many lists, each made of those of its number, one behind the other.
    fn joined(count: usize, parts: &[Self]) -> Self {
        let mut joined = Self::room(count, |at| parts.iter().map(|part| part.of(at).len()).sum());
        each_at_once(&mut joined.all_mut(), LISTS, |at, list| {
            let mut begin = 0;
            for part in parts.iter().map(|part| part.of(at)) {
                list[begin..begin + part.len()].copy_from_slice(part);
                begin += part.len();
            }
        });
        joined
    }
}
