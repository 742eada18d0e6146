//! Words looked for in events, and what they stand in a name of.

use std::sync::{Arc, OnceLock};

use crate::model::fold::Wanted;

use super::{EventIx, Facet, Passage, StatementIx, Timeline};

/// Words looked for in the events of a timeline.
///
/// What many events name, such as an actor or a tag, is looked through once, not once more in each of them: when the first
/// events are asked, since a query is often read and put to none.
#[derive(Debug, Clone)]
pub struct Sought {
    words: Wanted,
    named: Arc<OnceLock<Named>>,
}

/// What has a name in which the words stand.
#[derive(Debug)]
struct Named {
    actors: Those,
    tags: Those,
    places: Those,
    topics: Those,
}

/// Of each thing of a kind: is it one of those? Nothing where none is.
#[derive(Debug)]
struct Those(Option<Vec<bool>>);

impl Those {
    fn have(&self, things: impl IntoIterator<Item = usize>) -> bool {
        let those = self.0.as_ref();
        those.is_some_and(|those| things.into_iter().any(|thing| those.get(thing).is_some_and(|has| *has)))
    }
}

impl Sought {
    /// These words, as they were typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self { words: Wanted::new(typed), named: Arc::default() }
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &Wanted {
        &self.words
    }
}

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

    fn those_named<'s>(&self, sought: &'s Sought) -> &'s Named {
        let those = |facet: Facet| {
            let (terms, mut those) = (self.terms(facet), None);
            if self.looks_aside(facet) {
                let mut put = |thing: usize| those.get_or_insert_with(|| vec![false; terms.things()])[thing] = true;
                terms.each_name_with(&sought.words, &mut put);
            }
            Those(those)
        };
        sought.named.get_or_init(|| Named {
            actors: those(Facet::Actor),
            tags: those(Facet::Tag),
            places: those(Facet::Place),
            topics: those(Facet::Topic),
        })
    }

    /// Do the words stand in any of the names that are looked through aside from events?
    pub(super) fn stand_in_names(&self, sought: &Sought) -> bool {
        let Named { actors, tags, places, topics } = self.those_named(sought);
        [actors, tags, places, topics].iter().any(|those| those.0.is_some())
    }

    /// Do the words stand in a name of something that the event names, or a known statement in it?
    pub(super) fn has_names_with(&self, event: EventIx, sought: &Sought) -> bool {
        let (rows, named) = (&self.rows, self.those_named(sought));
        let statements = || rows.statements_of(event).map(StatementIx);
        let known = || statements().filter(|statement| self.has(Passage::Statement(*statement)));
        named.actors.have(rows.actors.of(event.at()).iter().map(|actor| actor.at()))
            || named.tags.have(rows.tags.numbers(event.at()))
            || named.places.have(rows.places.numbers(event.at()))
            || named.topics.have(known().flat_map(|statement| rows.topics.numbers(statement.at())))
    }
}
