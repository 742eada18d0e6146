//! The numbers of events and statements by their ids, which stand in their records alone.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

/// Numbers by a hash of their ids, in its order; equal hashes in the order of the numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    hashes: RandomState,
    sorted: Vec<(u32, u32)>,
}

/// The hash by which an id is put in order.
pub(super) fn hash(hashes: &RandomState, id: &str) -> u32 {
    // The upper half is mixed best.
    u32::try_from(hashes.hash_one(id) >> 32).unwrap_or_default()
}

impl Ids {
    /// The ids of these hashes and numbers, all hashed alike.
    pub fn new(hashes: RandomState, given: &[(u32, u32)]) -> Self {
        Self { hashes, sorted: sorted(given) }
    }

    /// The numbers that may have an id, in their order: those with its hash.
    pub fn candidates(&self, id: &str) -> impl Iterator<Item = u32> {
        let hash = hash(&self.hashes, id);
        self.sorted[self.first(hash)..].iter().take_while(move |(other, _)| *other == hash).map(|(_, number)| *number)
    }

    /// The place of the first of a hash, or where it would be. Hashes are spread evenly: it is about as far from where it
    /// would be if they were equally far from each other as the root of their number, seldom much further.
    fn first(&self, hash: u32) -> usize {
        let count = self.sorted.len();
        let is_before = |at: usize| self.sorted[at].0 < hash;
        let likely = usize::try_from((u64::from(hash) * count as u64) >> 32).unwrap_or(count);
        let mut reach = count.isqrt();
        loop {
            let (from, to) = (likely.saturating_sub(reach), count.min(likely + reach));
            if (from == 0 || is_before(from - 1)) && (to == count || !is_before(to)) {
                return from + self.sorted[from..to].partition_point(|(other, _)| *other < hash);
            }
            reach *= 2;
        }
    }

    /// How ids are hashed.
    pub fn hashes(&self) -> &RandomState {
        &self.hashes
    }

    /// Every hash with its number.
    pub fn all(&self) -> impl Iterator<Item = (u32, u32)> {
        self.sorted.iter().copied()
    }

    /// The numbers that share a hash with another, so that they may share their id: all of a hash together.
    pub fn shared(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.sorted.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1)
    }
}

/// About so many ids share a shelf, whose order is told at a look.
const SHELF: usize = 64;

/// These hashes in order, with their numbers. They are spread evenly: each is put at once among the few that it stands
/// with, and only these are compared.
fn sorted(given: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let shelves = given.len().div_ceil(SHELF);
    let shelf = |hash: u32| usize::try_from((u64::from(hash) * shelves as u64) >> 32).unwrap_or_default();
    let mut ends = vec![0; shelves + 1];
    given.iter().for_each(|(hash, _)| ends[shelf(*hash) + 1] += 1);
    for at in 0..shelves {
        ends[at + 1] += ends[at];
    }
    let (mut sorted, mut next) = (vec![(0, 0); given.len()], ends.clone());
    for id in given {
        let place = &mut next[shelf(id.0)];
        sorted[*place] = *id;
        *place += 1;
    }
    ends.windows(2).for_each(|shelf| sorted[shelf[0]..shelf[1]].sort_unstable());
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_of_a_hash_is_found_wherever_it_is_likely(
            hashes in prop::collection::vec(prop_oneof![Just(0), Just(u32::MAX), 0..9_u32, any::<u32>()], 0..200),
            other in any::<u32>(),
        ) {
            let given: Vec<(u32, u32)> = hashes.iter().copied().zip(0..).collect();
            let ids = Ids::new(RandomState::default(), &given);
            let mut in_order = given;
            in_order.sort_unstable();
            prop_assert_eq!(&ids.sorted, &in_order);
            for hash in hashes.into_iter().chain([0, 1, u32::MAX, other]) {
                prop_assert_eq!(ids.first(hash), ids.sorted.partition_point(|(known, _)| *known < hash));
            }
        }
    }
}
