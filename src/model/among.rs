//! A set of events in which one is found at once.

use std::ops::BitOr;

use super::batch::{Batch, Part, WORDS};
use super::timeline::EventIx;

/// Some of the events of a timeline.
///
/// A bit for every event, since all that is asked of it is asked of whole batches: at a million events that is
/// 125 kB, and two such sets are laid on each other in a few microseconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventSet {
    bits: Vec<u64>,
}

impl EventSet {
    /// Is the event in it?
    #[must_use]
    pub fn has(&self, event: EventIx) -> bool {
        self.bits.get(event.at() / 64).is_some_and(|bits| bits & (1 << (event.at() % 64)) != 0)
    }

    /// How many events are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// How many events of it come before this one, in the order of the files; nothing where it is not in it.
    #[must_use]
    pub fn place(&self, event: EventIx) -> Option<usize> {
        let (word, bit) = (event.at() / 64, event.at() % 64);
        let before = |bits: &[u64]| bits.iter().map(|bits| bits.count_ones() as usize).sum::<usize>();
        self.has(event).then(|| before(&self.bits[..word]) + before(&[self.bits[word] & ((1 << bit) - 1)]))
    }

    /// Is none in it?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
    }

    /// Every event in it, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = EventIx> {
        self.bits.iter().enumerate().flat_map(|(word, bits)| ones(*bits).map(move |bit| EventIx::of(word * 64 + bit)))
    }

    /// What of a batch is in it.
    #[must_use]
    pub fn part(&self, batch: Batch) -> Part {
        let mut part = Part::default();
        let words = self.bits.get(batch.at() * WORDS..).unwrap_or_default();
        part.0.iter_mut().zip(words).for_each(|(own, bits)| *own = *bits);
        part
    }

    /// Puts just these events of a batch in it, instead of those that were.
    pub fn put(&mut self, batch: Batch, part: &Part) {
        let begin = batch.at() * WORDS;
        if self.bits.len() < begin + WORDS {
            self.bits.resize(begin + WORDS, 0);
        }
        self.bits[begin..begin + WORDS].copy_from_slice(&part.0);
    }
}

impl BitOr for &EventSet {
    type Output = EventSet;

    fn bitor(self, other: Self) -> EventSet {
        let [longer, shorter] = if self.bits.len() < other.bits.len() { [other, self] } else { [self, other] };
        let mut bits = longer.bits.clone();
        bits.iter_mut().zip(&shorter.bits).for_each(|(bits, others)| *bits |= others);
        EventSet { bits }
    }
}

/// The places of the bits that are set, the lowest first.
pub(super) fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        lowest
    })
}

impl FromIterator<EventIx> for EventSet {
    fn from_iter<I: IntoIterator<Item = EventIx>>(events: I) -> Self {
        let mut bits: Vec<u64> = Vec::new();
        events.into_iter().for_each(|event| {
            let at = event.at() / 64;
            if at >= bits.len() {
                bits.resize(at + 1, 0);
            }
            bits[at] |= 1 << (event.at() % 64);
        });
        Self { bits }
    }
}
