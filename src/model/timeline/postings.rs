//! Which events each thing that can be named leads to.

use super::lists::Lists;
use super::terms::Facet;
use super::{EventIx, Passage, SourceIx, Timeline};

fn numbered(things: &[u32], event: EventIx) -> impl Iterator<Item = (usize, EventIx)> {
    things.iter().map(move |thing| (*thing as usize, event))
}

impl Timeline {
    /// The events that so many things of a facet lead to, as far as they are in this timeline, in the order of the
    /// files. `had` has the outlet of each source, or the ids of each event.
    pub(super) fn postings(&self, facet: Facet, things: usize, had: &Lists<u32>) -> Lists<EventIx> {
        let events = &self.listed.events;
        let count = events.len();
        let rows = &self.rows;
        match facet {
            Facet::Actor => Lists::gathered_of(things, count, |nth| {
                self.involved(events[nth]).map(move |actor| (actor.at(), events[nth]))
            }),
            Facet::Speaker => Lists::gathered_of(things, count, |nth| {
                let statements = self.event(events[nth]).statements();
                statements.filter_map(move |ix| Some((self.statement(ix).speaker()?.at(), events[nth])))
            }),
            Facet::Source => Lists::gathered_of(things, count, |nth| {
                self.resting_on(events[nth]).map(move |source| (source.at(), events[nth]))
            }),
            Facet::Outlet => Lists::gathered_of(things, count, |nth| {
                self.resting_on(events[nth]).flat_map(move |source| numbered(had.of(source.at()), events[nth]))
            }),
            Facet::Tag => {
                Lists::gathered_of(things, count, |nth| numbered(rows.tags.of.of(events[nth].at()), events[nth]))
            }
            Facet::Place => {
                Lists::gathered_of(things, count, |nth| numbered(rows.places.of.of(events[nth].at()), events[nth]))
            }
            Facet::Topic => Lists::gathered_of(things, count, |nth| {
                let statements = self.event(events[nth]).statements();
                statements.flat_map(move |ix| numbered(rows.topics.of.of(ix.at()), events[nth]))
            }),
            Facet::Id => Lists::gathered_of(things, self.records.len(), |nth| numbered(had.of(nth), EventIx::of(nth))),
        }
    }

    /// The sources in which a passage of the event stands, or through which it came; some more than once.
    fn resting_on(&self, event: EventIx) -> impl Iterator<Item = SourceIx> {
        self.event(event).passages().flat_map(|passage| {
            let via = match passage {
                Passage::Statement(statement) => self.statement(statement).via(),
                Passage::Evidence(..) => &[],
            };
            self.passage(passage).source().into_iter().chain(via.iter().filter_map(|via| via.source()))
        })
    }
}
