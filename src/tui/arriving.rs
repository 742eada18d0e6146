//! A file that is still being read: how far that has come, and what has to wait for its end.

use std::sync::Arc;

use super::action::Action;
use super::state::State;
use crate::load::Loaded;
use crate::model::progress::Progress;

/// What only the whole file can answer.
const OF_THE_WHOLE: [Action; 4] = [Action::Export, Action::SaveView, Action::Copy, Action::Findings];

/// A file on its way.
#[derive(Debug, Clone)]
pub struct Arriving {
    /// How far it has come.
    pub progress: Arc<Progress>,
    /// Is what is shown only its beginning? Else it is what it was before.
    pub is_first: bool,
    /// Has the user done anything meanwhile?
    pub is_touched: bool,
}

impl Arriving {
    /// One of which nothing came yet.
    #[must_use]
    pub fn new(progress: Arc<Progress>, is_first: bool) -> Self {
        Self { progress, is_first, is_touched: false }
    }
}

impl State {
    /// Is only the beginning of the file shown?
    #[must_use]
    pub fn is_beginning(&self) -> bool {
        self.arriving.as_ref().is_some_and(|arriving| arriving.is_first)
    }

    /// Says that an action has to wait for the whole file, if it has to.
    pub(super) fn has_to_wait(&mut self, action: Action) -> bool {
        let Some(arriving) = self.arriving.as_ref().filter(|arriving| arriving.is_first) else { return false };
        let (waits, percent) = (OF_THE_WHOLE.contains(&action), arriving.progress.percent());
        if waits {
            self.warn(format!(
                "the file is still being read, {percent} % of it so far: this has to wait for all of it"
            ));
        }
        waits
    }

    /// Shows the beginning of a file, where nothing of it was shown before.
    pub fn begin(&mut self, head: Loaded) {
        self.replace(head.timeline);
    }

    /// Takes the whole of a file whose beginning was shown, every cursor where it was put. Cursors that nobody has
    /// moved stand where they would have stood at first.
    pub fn take_whole(&mut self, loaded: Loaded) {
        let is_touched = self.arriving.take().is_some_and(|arriving| arriving.is_touched);
        self.faulty_files = loaded.timeline.files().clone();
        self.findings = loaded.findings;
        if let Some(filter) = self.replace(loaded.timeline) {
            self.warn(format!("all is read; the filter {filter} fits no more, so all is shown"));
        }
        if !is_touched {
            self.row = 0;
            self.follow_event();
            self.settle();
        }
    }
}
