//! What is left to do between keys: rows and matches not yet found, and tables that a search will want.

use crate::model::batch::Batch;
use crate::tui::action::Action;
use crate::tui::layer::{Asking, Layer};
use crate::tui::state::{Here, State};

/// What a few milliseconds of work came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing was left to do.
    Idle,
    /// Nothing that must be seen before the next frame is due: at most a number has grown that is not the last.
    On,
    /// What was waited for is there to be seen.
    Found,
}

impl State {
    /// Does what is left to do, for a few milliseconds.
    ///
    /// To be called again and again while no key waits, the screen being drawn when something is found or a frame is due.
    pub fn go_on(&mut self) -> Step {
        let steps = [Self::go_on_filtering, Self::go_on_searching, Self::fold_words];
        steps.iter().map(|step| step(self)).find(|step| *step != Step::Idle).unwrap_or(Step::Idle)
    }

    /// Does all of it that concerns what is shown.
    pub fn finish(&mut self) {
        self.finish_filtering();
        while self.go_on_searching() != Step::Idle {}
    }

    /// Before an action that counts on all rows being there: they are. What is typed asks anew.
    pub(super) fn settle_questions(&mut self, action: Action) {
        let anew = [Action::Close, Action::Quit, Action::QuitNow].contains(&action);
        if !anew && !matches!(action, Action::Type(_) | Action::Edits(_) | Action::Complete(_)) {
            self.finish_filtering();
        }
    }

    /// Where the cursors go as more is found: where they were before the line was typed that asks for it.
    pub(super) fn where_from(&self) -> Option<Here> {
        match self.layers.last() {
            Some(Layer::Prompt(prompt)) if matches!(prompt.asking, Asking::Filter | Asking::Search) => {
                prompt.before.here
            }
            _ => self.here(),
        }
    }

    /// Makes the words of a few more events ready for searching, those around the cursor first.
    fn fold_words(&mut self) -> Step {
        // What stands there of a file still being read will be gone in a moment.
        if self.arriving.is_some() {
            return Step::Idle;
        }
        let here = self.event().map_or(0, |event| Batch::of(event).at());
        let cold =
            Batch::all(self.timeline.document().events.len()).filter(|batch| !self.timeline.has_words_of(*batch));
        let mut cold: Vec<Batch> = cold.collect();
        cold.sort_by_key(|batch| batch.at().abs_diff(here));
        self.timeline.fold_batches(cold.get(..rayon::current_num_threads()).unwrap_or(&cold));
        if cold.is_empty() { Step::Idle } else { Step::On }
    }
}
