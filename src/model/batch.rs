//! Events that lie side by side in the files, looked through together.

use std::ops::{BitAnd, BitOr, Not, Range};

use super::among::ones;
use super::timeline::EventIx;

/// How many events a batch has: enough that their words are searched in one go, few enough that this takes no
/// longer than a fraction of a frame.
pub const BATCH: usize = MANY as usize;
const MANY: u32 = 4096;

/// How many events of a batch make a row, of which it has as many.
pub const ROW: usize = 64;

/// How many words of bits a batch has, one to each row.
pub(super) const WORDS: usize = BATCH / ROW;

/// A batch of events, by its place in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Batch(u32);

impl Batch {
    /// The batch that an event is in.
    #[must_use]
    pub const fn of(event: EventIx) -> Self {
        Self(event.0 / MANY)
    }

    /// All batches of so many events.
    pub fn all(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..EventIx::of(count.div_ceil(BATCH)).0).map(Self)
    }

    /// Its place among all batches.
    #[must_use]
    pub const fn at(self) -> usize {
        self.0 as usize
    }

    /// Its first event.
    #[must_use]
    pub fn first(self) -> EventIx {
        EventIx::of(self.at() * BATCH)
    }

    /// Its events, where there are `count` in all.
    #[must_use]
    pub fn events(self, count: usize) -> Range<usize> {
        let begin = (self.at() * BATCH).min(count);
        begin..(begin + BATCH).min(count)
    }
}

/// Some of the events of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part(pub(super) [u64; WORDS]);

impl Default for Part {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl Part {
    /// The first `count` events of a batch.
    #[must_use]
    pub fn first(count: usize) -> Self {
        Self(std::array::from_fn(|word| match count.saturating_sub(word * 64) {
            left if left >= 64 => u64::MAX,
            left => (1 << left) - 1,
        }))
    }

    /// Just this event of its batch.
    #[must_use]
    pub fn only(event: EventIx) -> Self {
        let mut part = Self::default();
        part.insert(event.at() % BATCH);
        part
    }

    /// Those events of a batch for which it holds, of something that each of them has, in order.
    #[must_use]
    pub fn matching<T>(of_each: &[T], holds: impl Fn(&T) -> bool) -> Self {
        let mut part = Self::default();
        for (bits, of_each) in part.0.iter_mut().zip(of_each.chunks(64)) {
            *bits = of_each.iter().rev().fold(0, |bits, one| bits << 1 | u64::from(holds(one)));
        }
        part
    }

    /// Those of these events, by their places in the batch, for which it holds.
    #[must_use]
    pub fn filter(&self, mut holds: impl FnMut(usize) -> bool) -> Self {
        let mut part = Self::default();
        self.iter().filter(|at| holds(*at)).for_each(|at| part.insert(at));
        part
    }

    /// Those of these events in some rows of [`ROW`] events, a bit to each row.
    #[must_use]
    pub fn in_rows(&self, rows: u64) -> Self {
        Self(std::array::from_fn(|row| if rows & (1 << row) == 0 { 0 } else { self.0[row] }))
    }

    /// The stretches of rows of [`ROW`] events in which there are any of these.
    pub fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let mut row = 0;
        std::iter::from_fn(move || {
            let begin = row + self.0[row..].iter().position(|bits| *bits != 0)?;
            row = begin + self.0[begin..].iter().position(|bits| *bits == 0).unwrap_or(WORDS - begin);
            Some(begin * ROW..row * ROW)
        })
    }

    /// Puts an event in, by its place in the batch.
    pub fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Is the event at this place in it?
    #[must_use]
    pub const fn has(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    /// The first of these events at this place or behind it.
    #[must_use]
    pub fn next(&self, at: usize) -> Option<usize> {
        let word = at / 64;
        let bits = self.0.get(word)? & (u64::MAX << (at % 64));
        let later = || (word + 1..WORDS).map(|word| (word, self.0[word])).find(|(_, bits)| *bits != 0);
        let (word, bits) = if bits == 0 { later()? } else { (word, bits) };
        Some(word * 64 + bits.trailing_zeros() as usize)
    }

    /// Is none in it?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == [0; WORDS]
    }

    /// How many are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// Their places in the batch, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(word, bits)| ones(*bits).map(move |bit| word * 64 + bit))
    }
}

impl BitAnd for &Part {
    type Output = Part;

    fn bitand(self, other: Self) -> Part {
        Part(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }
}

impl BitOr for &Part {
    type Output = Part;

    fn bitor(self, other: Self) -> Part {
        Part(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }
}

impl Not for &Part {
    type Output = Part;

    fn not(self) -> Part {
        Part(std::array::from_fn(|word| !self.0[word]))
    }
}
