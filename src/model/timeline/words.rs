//! The words of an event by which a search finds it.

use super::{EventIx, Timeline};

impl Timeline {
    /// The words of an event, each part on a line of its own so that no match runs across two.
    pub(super) fn fold(&self, event: EventIx) -> Box<str> {
        let view = self.event(event);
        let own = [Some(view.title()), view.id(), view.summary(), view.printed(), view.place(), view.note()];
        let mut text = String::new();
        let mut add = |part: &str| {
            text.push_str(part);
            text.push('\n');
        };
        own.into_iter().flatten().chain(view.tags()).for_each(&mut add);
        view.actors().iter().flat_map(|actor| self.actor(*actor).names()).for_each(&mut add);
        for statement in view.statements() {
            let said = self.statement(statement);
            add(said.speaker_name());
            said.record().says.as_deref().into_iter().chain(said.via_names()).for_each(&mut add);
            said.record().topics.iter().for_each(|topic| add(topic));
        }
        view.passages().filter_map(|passage| self.passage(passage).quote()).for_each(&mut add);
        text.to_lowercase().into_boxed_str()
    }
}
