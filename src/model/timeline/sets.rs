//! Sets of events, as far as they are in a timeline and in the order of its time.

use crate::model::among::EventSet;
use crate::model::batch::{Batch, Part};

use super::{EventIx, Timeline};

/// A set with fewer than one event of so many is put in order by itself.
const SPARSE: usize = 16;

impl Timeline {
    /// The events of a batch that are in the timeline: all, or what was known of them.
    #[must_use]
    pub fn part(&self, batch: Batch) -> Part {
        let events = batch.events(self.records.len());
        if self.known.is_none() {
            return Part::first(events.len());
        }
        let listed = &self.listed.events;
        let from = listed.partition_point(|event| event.at() < events.start);
        let mut part = Part::default();
        let known = listed[from..].iter().take_while(|event| event.at() < events.end);
        known.for_each(|event| part.insert(event.at() - events.start));
        part
    }

    /// The events of a set in the order of time.
    #[must_use]
    pub fn in_order(&self, set: &EventSet) -> Vec<EventIx> {
        if set.len() * SPARSE >= self.records.len() {
            return self.order().iter().copied().filter(|event| set.has(*event)).collect();
        }
        let mut events: Vec<EventIx> = set.iter().filter(|event| self.has_event(*event)).collect();
        self.put_in_order(&mut events);
        events
    }
}
