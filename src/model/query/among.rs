//! A set of events in which one is found at once.

use crate::model::timeline::EventIx;

/// Some of the events of a timeline.
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
}

impl FromIterator<EventIx> for EventSet {
    fn from_iter<I: IntoIterator<Item = EventIx>>(events: I) -> Self {
        let mut bits: Vec<u64> = Vec::new();
        for event in events {
            let at = event.at() / 64;
            if at >= bits.len() {
                bits.resize(at + 1, 0);
            }
            bits[at] |= 1 << (event.at() % 64);
        }
        Self { bits }
    }
}
