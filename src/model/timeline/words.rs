//! The words of an event by which a search finds it.

use crate::model::fold::{Wanted, fold};

use super::{EventIx, Timeline};

/// The folded words of all events, one behind the other.
#[derive(Debug, Clone, Default)]
pub(super) struct FoldedWords {
    text: String,
    /// Where those of each event end.
    ends: Vec<usize>,
}

impl FoldedWords {
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut folded = Self::default();
        for event in (0..timeline.records.len()).map(EventIx::of) {
            timeline.each_part(event, &mut |part| {
                folded.text.push_str(&fold(part));
                folded.text.push('\n');
            });
            folded.ends.push(folded.text.len());
        }
        folded
    }

    pub(super) fn of(&self, event: EventIx) -> &str {
        let begin = event.at().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[begin..self.ends[event.at()]]
    }
}

impl Timeline {
    /// Do the words stand somewhere in the event: in what is its own, in its quotes or in its actors' names?
    #[must_use]
    pub fn holds_words(&self, event: EventIx, words: &Wanted) -> bool {
        if !words.stand_in_folded(self.folded(event)) {
            return false;
        }
        let mut stands = !words.is_cased();
        if words.is_cased() {
            self.each_part(event, &mut |part| stands = stands || words.stand_in(part));
        }
        stands
    }

    /// Every part of an event in which words are looked for; no match runs across two.
    fn each_part(&self, event: EventIx, put: &mut impl FnMut(&str)) {
        let view = self.event(event);
        let own = [Some(view.title()), view.id(), view.summary(), view.printed(), view.place(), view.note()];
        own.into_iter().flatten().chain(view.tags()).for_each(&mut *put);
        view.actors().iter().flat_map(|actor| self.actor(*actor).names()).for_each(&mut *put);
        for statement in view.statements() {
            let said = self.statement(statement);
            put(said.speaker_name());
            said.record().says.as_deref().into_iter().chain(said.via_names()).for_each(&mut *put);
            said.record().topics.iter().for_each(|topic| put(topic));
        }
        view.passages().filter_map(|passage| self.passage(passage).quote()).for_each(&mut *put);
    }
}
