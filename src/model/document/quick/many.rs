//! A long map from ids, its entries read on all cores.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::ops::Range;

use bumpalo::Bump;
use foldhash::fast::RandomState;
use memchr::memchr_iter;
use rayon::prelude::*;

use crate::model::cores::listed_in_waves;
use crate::model::document::field::Field;
use crate::model::document::record::Keyed;
use crate::model::text::Whole;

use super::collect;
use super::input::{Input, Stand};

/// A map of fewer bytes is read by one thread as soon.
const LONG: usize = 1 << 20;

/// About so many bytes are read by one thread before it takes the next of them.
const PIECE: usize = 1 << 17;

/// The map whose first entry the reader stands on and which goes on to its end; nothing where it is short, or where
/// one thread has to read it.
///
/// A line that begins an id where the first entry does begins an entry, as with the events of a file: whatever goes
/// on from an entry before stands further right.
pub fn keyed<T: Field + Default + Send + Sync>(text: &Whole, first: &Input) -> Option<Keyed<T>> {
    let (begin, end) = (first.at.checked_sub(first.column)?, first.bytes.len());
    if first.stand != Stand::First || first.column == 0 || end - begin < LONG {
        return None;
    }
    let (file, offset) = (first.file, first.offset);
    let read = |piece: Range<usize>| {
        let (text, room) = (text.again(), Bump::new());
        let mut input = Input::new(text.stretch(), &room, file, offset, piece)?;
        let entries = collect::keyed::<T>(&mut input)?;
        input.is_done().then(|| Keyed::keep(entries, &text).0)
    };
    let pieces = pieces(first.bytes, begin, first.column);
    let all = Keyed(listed_in_waves(&pieces, |piece| read(piece.clone()).ok_or(())).ok()?);
    is_each_once(&all).then_some(all)
}

/// The lines from `begin` on in pieces that end where an entry begins, in this column.
fn pieces(bytes: &[u8], begin: usize, column: usize) -> Vec<Range<usize>> {
    let is_entry = |line: usize| {
        let start = bytes.get(line..line + column + 1);
        start.is_some_and(|start| {
            start[..column].iter().all(|byte| *byte == b' ') && start[column].is_ascii_alphanumeric()
        })
    };
    let mut pieces = Vec::new();
    let mut at = begin;
    while at < bytes.len() {
        let from = (at + PIECE).min(bytes.len());
        let cut = memchr_iter(b'\n', &bytes[from..]).map(|feed| from + feed + 1).find(|line| is_entry(*line));
        let end = cut.unwrap_or(bytes.len());
        pieces.push(at..end);
        at = end;
    }
    pieces
}

/// Is no id there twice? Equal ones have equal hashes, which few others have.
fn is_each_once<T: Sync>(keyed: &Keyed<T>) -> bool {
    let hasher = RandomState::default();
    let hashes: Vec<u64> = keyed.0.par_iter().map(|(id, _)| hasher.hash_one(&**id)).collect();
    let mut seen = HashSet::with_capacity_and_hasher(hashes.len(), hasher);
    hashes.into_iter().all(|hash| seen.insert(hash))
}
