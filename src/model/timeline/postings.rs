//! Which events each thing that can be named leads to.

use std::ops::Range;

use crate::model::among::EventSet;
use crate::model::threads::in_shares;

use super::lists::Lists;
use super::terms::Facet;
use super::{EventIx, Passage, SourceIx, Timeline};

/// What is made of the things that each of so many events leads from.
pub(super) trait Gather {
    /// What that is.
    type Made;

    /// Makes it of `pairs`, which gives each thing of the nth event, with the event.
    fn gather<I>(&self, events: usize, pairs: impl Fn(usize) -> I + Sync) -> Self::Made
    where
        I: Iterator<Item = (usize, EventIx)>;
}

/// The events of each of so many things, in the order of the files.
pub(super) struct OfEach(pub usize);

impl Gather for OfEach {
    type Made = Lists<EventIx>;

    fn gather<I>(&self, events: usize, pairs: impl Fn(usize) -> I + Sync) -> Self::Made
    where
        I: Iterator<Item = (usize, EventIx)>,
    {
        Lists::gathered_of(self.0, events, pairs)
    }
}

/// The events of any of the things for which it holds: a look at each event, where nothing is kept for the next.
pub(super) struct OfAny<'w>(pub &'w [bool]);

impl Gather for OfAny<'_> {
    type Made = EventSet;

    fn gather<I>(&self, events: usize, pairs: impl Fn(usize) -> I + Sync) -> Self::Made
    where
        I: Iterator<Item = (usize, EventIx)>,
    {
        let of_piece = |piece: Range<usize>| {
            let mut wanted = Vec::new();
            // Not asked for one at a time: lists that are chained are gone through faster each by itself.
            piece.flat_map(&pairs).for_each(|(thing, event)| {
                if self.0[thing] {
                    wanted.push(event);
                }
            });
            wanted
        };
        in_shares(events, of_piece).into_iter().flatten().collect()
    }
}

fn numbered(things: &[u32], event: EventIx) -> impl Iterator<Item = (usize, EventIx)> {
    things.iter().map(move |thing| (*thing as usize, event))
}

impl Timeline {
    /// What `gather` makes of the events that the things of a facet lead to, as far as they are in this timeline.
    pub(super) fn postings<G: Gather>(&self, facet: Facet, gather: &G) -> G::Made {
        let events = &self.listed.events;
        let count = events.len();
        let rows = &self.rows;
        match facet {
            Facet::Actor => {
                gather.gather(count, |nth| self.involved(events[nth]).map(move |actor| (actor.at(), events[nth])))
            }
            Facet::Speaker => gather.gather(count, |nth| {
                let statements = self.event(events[nth]).statements();
                statements.filter_map(move |ix| Some((self.statement(ix).speaker()?.at(), events[nth])))
            }),
            Facet::Source => {
                gather.gather(count, |nth| self.resting_on(events[nth]).map(move |source| (source.at(), events[nth])))
            }
            Facet::Outlet => {
                let had = self.had(facet);
                gather.gather(count, |nth| {
                    self.resting_on(events[nth]).flat_map(move |source| numbered(had.of(source.at()), events[nth]))
                })
            }
            Facet::Tag => gather.gather(count, |nth| numbered(rows.tags.of.of(events[nth].at()), events[nth])),
            Facet::Place => gather.gather(count, |nth| numbered(rows.places.of.of(events[nth].at()), events[nth])),
            Facet::Topic => gather.gather(count, |nth| {
                let statements = self.event(events[nth]).statements();
                statements.flat_map(move |ix| numbered(rows.topics.of.of(ix.at()), events[nth]))
            }),
            Facet::Id => {
                let had = self.had(facet);
                gather.gather(self.records.len(), |nth| numbered(had.of(nth), EventIx::of(nth)))
            }
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
