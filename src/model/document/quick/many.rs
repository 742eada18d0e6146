//! A long map from ids, its entries read on all cores.

use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bumpalo::Bump;
use foldhash::fast::RandomState;
use memchr::memchr_iter;

use crate::model::document::Source;
use crate::model::document::field::Field;
use crate::model::document::record::Keyed;
use crate::model::document::sources::{Entry, Lines, Sources};
use crate::model::text::Whole;
use crate::model::threads::{each_at_once, in_order};

use super::collect;
use super::input::{Input, Stand};
use super::words::Words;

/// A map of fewer bytes is read by one thread as soon.
const LONG: usize = 1 << 20;

/// About so many bytes are read by one thread before it takes the next of them.
const PIECE: usize = 1 << 17;

/// The sources whose first one the reader stands on and which go on to its end, as records to be read again; nothing
/// where they are few, or where one thread has to read them.
pub fn sources(text: &Whole, first: &Input) -> Option<Sources> {
    let (file, offset, column) = (first.file, first.offset, first.column);
    let all = entries::<Source, _>(text, first, |read, text, end| {
        let lines = Arc::new(Lines { text, file, offset, column, end });
        read.iter().map(|(id, source)| Entry::unread(*id, source, &lines)).collect()
    });
    all.map(Sources::of_entries)
}

/// The same of any records, which are kept.
pub fn keyed<T: Field + Default + Send + Sync>(text: &Whole, first: &Input) -> Option<Keyed<T>> {
    entries::<T, _>(text, first, |read, text, _| Some(Keyed::keep(read, &text).0)).map(Keyed)
}

/// The entries of the map whose first one the reader stands on and which goes on to its end, as `keep` makes them of
/// those in some lines, of which it is told where they end; nothing where the map is short, or where one thread has to
/// read it.
///
/// A line that begins an id where the first entry does begins an entry, as with the events of a file: whatever goes
/// on from an entry before stands further right.
fn entries<T: Field, E: Send>(
    text: &Whole,
    first: &Input,
    keep: impl for<'t> Fn(&'t [(Words<'t>, T::Ref<'t>)], Whole, usize) -> Option<Vec<E>> + Sync,
) -> Option<Vec<E>> {
    let (begin, end) = (first.at.checked_sub(first.column)?, first.bytes.len());
    if first.stand != Stand::First || first.column == 0 || end - begin < LONG {
        return None;
    }
    let (file, offset) = (first.file, first.offset);
    let hasher = RandomState::default();
    let read = |piece: Range<usize>| {
        let (text, room, end) = (text.again(), Bump::new(), piece.end);
        let mut input = Input::new(text.stretch(), &room, file, offset, piece)?;
        let read = collect::keyed::<T>(&mut input).filter(|_| input.is_done())?;
        let hashes: Vec<u64> = read.iter().map(|(id, _)| hasher.hash_one(id.text)).collect();
        Some((keep(read, text.clone(), end)?, hashes))
    };
    let pieces = pieces(first.bytes, begin, first.column);
    let (mut all, mut shelves) = (Vec::new(), vec![Vec::new(); SHELVES]);
    let put = |piece: Option<(Vec<E>, Vec<u64>)>| {
        let Some((some, hashes)) = piece else { return Err(()) };
        // Room for all is made at once, as far as it can be had: what grows is moved as often as it doubles.
        if all.is_empty() {
            let _ = all.try_reserve(pieces.len().saturating_mul(some.len() + some.len() / 16));
        }
        all.extend(some);
        hashes.into_iter().for_each(|hash| shelves[shelf(hash)].push(hash));
        Ok(())
    };
    in_order(pieces.len(), |nth| read(pieces[nth].clone()), put).ok()?;
    is_each_once(shelves).then_some(all)
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

/// On so many shelves hashes lie that are compared, a power of two.
const SHELVES: usize = 16;

fn shelf(hash: u64) -> usize {
    usize::try_from(hash >> 40).unwrap_or_default() % SHELVES
}

/// Is no id there twice? Equal ones have equal hashes, which few others have.
fn is_each_once(mut shelves: Vec<Vec<u64>>) -> bool {
    let is_once = AtomicBool::new(true);
    each_at_once(&mut shelves, 1, |_, hashes| {
        hashes.sort_unstable();
        if hashes.windows(2).any(|two| two[0] == two[1]) {
            is_once.store(false, Ordering::Relaxed);
        }
    });
    is_once.into_inner()
}
