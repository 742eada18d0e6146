//! Actors, sources or views by their ids, the first of each id; of many ids in several tables, made on all cores.

use std::hash::BuildHasher;
use std::ops::Range;

use compact_str::CompactString;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::model::threads::in_pieces;

/// Fewer ids than these are put into one table.
const FEW: usize = 10_000;

/// How many tables there are for more.
const TABLES: usize = 16;

/// How many ids are looked through by one thread before it takes the next of them.
const PIECE: usize = 1 << 14;

/// Numbers by ids. Most ids are short and stand in the table itself.
#[derive(Debug, Clone)]
pub(super) struct Registry<Ix> {
    hashes: RandomState,
    tables: Vec<HashTable<(CompactString, Ix)>>,
}

impl<Ix> Default for Registry<Ix> {
    fn default() -> Self {
        Self { hashes: RandomState::default(), tables: vec![HashTable::new()] }
    }
}

/// An id that is given again: the place of the record among the others, and that of the first.
pub(super) type Again = (usize, usize);

impl<Ix: From<usize> + Into<usize> + Copy + Send> Registry<Ix> {
    /// So many ids, hashed like this, with those that are given again, in order.
    pub fn new<'d>(given: usize, id: impl Fn(usize) -> &'d str + Sync, hashes: RandomState) -> (Self, Vec<Again>) {
        let count = if given < FEW { 1 } else { TABLES };
        let by_table = in_pieces(given, PIECE, |piece: Range<usize>| {
            let mut by_table = vec![Vec::new(); count];
            for at in piece {
                let hash = hashes.hash_one(id(at));
                by_table[table(hash, count)].push((hash, at));
            }
            by_table
        });
        let made = in_pieces(count, 1, |nth| {
            let own = by_table.iter().flat_map(|by_table| &by_table[nth.start]).copied();
            table_of(&id, own, &hashes)
        });
        let (tables, again): (Vec<_>, Vec<Vec<Again>>) = made.into_iter().unzip();
        let mut again = again.concat();
        again.sort_unstable();
        (Self { hashes, tables }, again)
    }

    /// The hash of an id, by which it is likely found.
    pub fn hash(&self, id: &str) -> u64 {
        self.hashes.hash_one(id)
    }

    /// What likely has an id of this hash, which is not looked at for it.
    pub fn likely(&self, hash: u64) -> Option<&(CompactString, Ix)> {
        self.tables[table(hash, self.tables.len())].find(hash, |_| true)
    }

    /// The number of an id.
    pub fn get(&self, id: &str) -> Option<Ix> {
        let hash = self.hash(id);
        self.tables[table(hash, self.tables.len())].find(hash, |(known, _)| known == id).map(|(_, ix)| *ix)
    }

    /// All ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().flatten().map(|(id, _)| id.as_str())
    }
}

/// In which of so many tables, a power of two, the ids of a hash are; told by bits that the tables themselves do not use.
fn table(hash: u64, count: usize) -> usize {
    usize::try_from(hash >> 40).unwrap_or_default() & (count - 1)
}

/// The table of some of these records, which are given by their hashes and places.
fn table_of<'d, Ix: From<usize> + Into<usize> + Copy>(
    id: impl Fn(usize) -> &'d str,
    own: impl Iterator<Item = (u64, usize)> + Clone,
    hashes: &RandomState,
) -> (HashTable<(CompactString, Ix)>, Vec<Again>) {
    let (mut table, mut again) = (HashTable::with_capacity(own.clone().count()), Vec::new());
    for (hash, at) in own {
        let id = CompactString::from(id(at));
        let is_it = |(known, _): &(CompactString, Ix)| *known == id;
        match table.entry(hash, is_it, |(id, _)| hashes.hash_one(id.as_str())) {
            Entry::Occupied(first) => again.push((at, first.get().1.into())),
            Entry::Vacant(free) => drop(free.insert((id, Ix::from(at)))),
        }
    }
    (table, again)
}
