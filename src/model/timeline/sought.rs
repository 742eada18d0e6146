//! Words looked for in events, and the events that lead to a name in which they stand.

use std::sync::{Arc, OnceLock};

use crate::model::among::EventSet;
use crate::model::fold::Wanted;
use crate::model::threads::{FEW, in_pieces};

use super::{Facet, Timeline};

/// Words looked for in the events of one timeline.
///
/// What many events name, such as an actor or a tag, is looked through once, not once more in each of them: when the first
/// events are asked, since a query is often read and put to none.
#[derive(Debug, Clone)]
pub struct Sought {
    words: Wanted,
    /// The events that lead to something in a name of which they stand. What is known of a timeline on another day has
    /// others, so that a query is read anew for it.
    naming: Arc<OnceLock<EventSet>>,
}

impl Sought {
    /// These words, as they were typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self { words: Wanted::new(typed), naming: Arc::default() }
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &Wanted {
        &self.words
    }
}

/// What is looked through aside from events, where it is not too much.
const ASIDE: [Facet; 4] = [Facet::Actor, Facet::Tag, Facet::Place, Facet::Topic];

/// So many things of a kind are looked through at most. Where there are more, most stand in few events, and their names are
/// among the words of these.
const MOST: usize = 1 << 14;

impl Timeline {
    /// Are things of a kind few enough for their names to be looked through aside from events?
    pub(super) fn looks_aside(&self, facet: Facet) -> bool {
        let things = match facet {
            Facet::Actor => self.document.actors.0.len(),
            Facet::Tag => self.rows.tags.names.len(),
            Facet::Place => self.rows.places.names.len(),
            Facet::Topic => self.rows.topics.names.len(),
            Facet::Speaker | Facet::Source | Facet::Outlet | Facet::Id => return false,
        };
        things <= MOST
    }

    /// The events that lead from something in a name of which the words stand, of what is looked through aside.
    pub(super) fn naming<'s>(&self, sought: &'s Sought) -> &'s EventSet {
        let of_facet = |facet: Facet| {
            let (terms, mut things) = (self.terms(facet), Vec::new());
            if self.looks_aside(facet) {
                terms.each_name_with(&sought.words, |thing| things.push(thing));
            }
            things.dedup();
            terms.events_of_any(&things)
        };
        sought.naming.get_or_init(|| {
            if sought.words.finder().needle().is_empty() {
                return EventSet::default();
            }
            let at_once = if self.records.len() < FEW { ASIDE.len() } else { 1 };
            let of_facets = |facets: &[Facet]| {
                facets.iter().copied().map(of_facet).fold(EventSet::default(), |all, events| &all | &events)
            };
            let sets = in_pieces(ASIDE.len(), at_once, |piece| of_facets(&ASIDE[piece]));
            sets.iter().fold(EventSet::default(), |all, events| &all | events)
        })
    }
}
