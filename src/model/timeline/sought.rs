//! Words looked for in events, and what they stand in a name of.

use std::sync::Arc;

use crate::model::fold::Wanted;

use super::{EventIx, Facet, Passage, StatementIx, Timeline};

/// Words looked for in the events of a timeline.
///
/// What many events name, such as an actor or a tag, is looked through once, not once more in each of them.
#[derive(Debug, Clone)]
pub struct Sought {
    words: Wanted,
    actors: Named,
    tags: Named,
    places: Named,
    topics: Named,
}

/// Of each thing of a kind: do the words stand in a name of it? Nothing where they stand in none.
#[derive(Debug, Clone)]
struct Named(Option<Arc<[bool]>>);

impl Named {
    fn has(&self, things: impl IntoIterator<Item = usize>) -> bool {
        let named = self.0.as_ref();
        named.is_some_and(|named| things.into_iter().any(|thing| named.get(thing).is_some_and(|named| *named)))
    }
}

impl Sought {
    /// The words.
    #[must_use]
    pub fn words(&self) -> &Wanted {
        &self.words
    }

    /// Do they stand in a name at all?
    pub(super) fn stand_in_names(&self) -> bool {
        [&self.actors, &self.tags, &self.places, &self.topics].iter().any(|named| named.0.is_some())
    }
}

impl Timeline {
    /// Words to be looked for in its events, as they were typed.
    #[must_use]
    pub fn sought(&self, typed: &str) -> Sought {
        let words = Wanted::new(typed);
        let named = |facet: Facet| {
            let terms = self.terms(facet);
            let mut named: Option<Vec<bool>> = None;
            terms
                .each_name_with(&words, |thing| named.get_or_insert_with(|| vec![false; terms.things()])[thing] = true);
            Named(named.map(Arc::from))
        };
        let (actors, tags) = (named(Facet::Actor), named(Facet::Tag));
        let (places, topics) = (named(Facet::Place), named(Facet::Topic));
        Sought { words, actors, tags, places, topics }
    }

    /// Do the words stand in a name of something that the event names, or a known statement in it?
    pub(super) fn has_names_with(&self, event: EventIx, sought: &Sought) -> bool {
        let rows = &self.rows;
        let statements = || rows.statements_of(event).map(StatementIx);
        let known = || statements().filter(|statement| self.has(Passage::Statement(*statement)));
        sought.actors.has(rows.actors.of(event.at()).iter().map(|actor| actor.at()))
            || sought.tags.has(rows.tags.numbers(event.at()))
            || sought.places.has(rows.places.numbers(event.at()))
            || sought.topics.has(known().flat_map(|statement| rows.topics.numbers(statement.at())))
    }
}
