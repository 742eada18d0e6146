//! Words looked for in events, and the actors who have them in a name.

use std::sync::Arc;

use crate::model::fold::Wanted;

use super::{ActorIx, Facet, Timeline};

/// Words looked for in the events of a timeline.
///
/// Names of actors are looked through once, not once more in each event that they take part in.
#[derive(Debug, Clone)]
pub struct Sought {
    words: Wanted,
    /// Of each actor: do the words stand in a name?
    named: Arc<[bool]>,
}

impl Sought {
    /// The words.
    #[must_use]
    pub fn words(&self) -> &Wanted {
        &self.words
    }

    /// Do they stand in no name at all?
    pub(super) fn names_nobody(&self) -> bool {
        !self.named.contains(&true)
    }

    /// Do they stand in a name of one of these actors?
    pub(super) fn name_any(&self, actors: &[ActorIx]) -> bool {
        actors.iter().any(|actor| self.named.get(actor.at()).is_some_and(|named| *named))
    }
}

impl Timeline {
    /// Words to be looked for in its events, as they were typed.
    #[must_use]
    pub fn sought(&self, typed: &str) -> Sought {
        let words = Wanted::new(typed);
        let actors = self.terms(Facet::Actor);
        let mut named = vec![false; actors.things()];
        actors.each_name_with(&words, |actor| named[actor] = true);
        Sought { words, named: named.into() }
    }
}
