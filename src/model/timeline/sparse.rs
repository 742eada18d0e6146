//! What a few of many things have, found by the thing.

use std::ops::Range;

/// Things in their order, each with what it has.
#[derive(Debug, Clone)]
pub(super) struct Sparse<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sparse<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord + Copy, V: Copy> Sparse<K, V> {
    /// Puts what a thing has behind all others, which stand before it in the order.
    pub fn push(&mut self, thing: K, has: V) {
        self.0.push((thing, has));
    }

    /// What a thing has.
    pub fn get(&self, thing: K) -> Option<&V> {
        self.0.binary_search_by_key(&thing, |(known, _)| *known).ok().map(|at| &self.0[at].1)
    }

    /// What some of the things have, each of them changed.
    pub fn stretch(&self, range: Range<K>, change: impl Fn(K) -> K) -> Self {
        let [begin, end] = [range.start, range.end].map(|end| self.0.partition_point(|(thing, _)| *thing < end));
        Self(self.0[begin..end].iter().map(|(thing, has)| (change(*thing), *has)).collect())
    }

    /// Puts what others have behind these, each thing changed.
    pub fn append(&mut self, other: &Self, change: impl Fn(K) -> K) {
        self.0.extend(other.0.iter().map(|(thing, has)| (change(*thing), *has)));
    }

    /// Takes all out, whose room is kept.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
