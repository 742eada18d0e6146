//! Sets of events, as far as they are in a timeline and in the order of its time.

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use crate::model::among::EventSet;
use crate::model::batch::{Batch, Part};

use super::{EventIx, Timeline};

/// A set with fewer than one event of so many is put in order by itself, where all events are in order already.
const SPARSE: usize = 64;

/// As [`SPARSE`], where all would have to be put in order first.
const SPARSE_UNORDERED: usize = 16;

/// How many events are looked at by one thread before it takes the next of them.
const SHARE: usize = 65_536;

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
        let mut events = Vec::new();
        self.list_in_order(set, &mut events);
        events
    }

    /// As [`Timeline::in_order`], in place of what was listed before: room that is used again need not be had from the
    /// machine, which takes as long as finding what to put there.
    pub fn list_in_order(&self, set: &EventSet, events: &mut Vec<EventIx>) {
        let sparse = if self.is_in_order() { SPARSE } else { SPARSE_UNORDERED };
        if set.len() * sparse < self.records.len() {
            events.clear();
            events.extend(set.iter().filter(|event| self.has_event(*event)));
            return self.put_in_order(events);
        }
        let shares = || self.order().par_chunks(SHARE);
        let kept = |events: &[EventIx]| events.iter().filter(|event| set.has(**event)).count();
        let counts: Vec<usize> = shares().map(kept).collect();
        events.resize(counts.iter().sum(), EventIx::default());
        let mut rest = &mut events[..];
        let mut room = |count: usize| rest.split_off_mut(..count).unwrap_or_default();
        let rooms: Vec<&mut [EventIx]> = counts.into_iter().map(&mut room).collect();
        shares().zip(rooms).for_each(|(events, room)| keep(events, set, room));
    }
}

/// Puts those of some events that are in a set where there is room for just them. Each is put down before it is known
/// whether it stays: a branch at each could not be foreseen.
fn keep(events: &[EventIx], set: &EventSet, room: &mut [EventIx]) {
    let mut count = 0;
    for event in events {
        let Some(place) = room.get_mut(count) else { break };
        *place = *event;
        count += usize::from(set.has(*event));
    }
}
