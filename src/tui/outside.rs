//! What goes on beside the keys: the screen, the watch over files and copies, and the verifying of quotes.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
use super::keeper::Keeper;
use super::state::State;
use super::terminal::Screen;
use super::verify::Verifier;
use super::watch::Watch;

/// The screen, and the threads that wake it.
pub struct Outside {
    /// The screen.
    pub screen: Screen,
    /// The ledgers on their way.
    pub verifier: Verifier,
    /// What keeps the session, where it is kept.
    pub keeper: Option<Keeper>,
    watch: Option<Watch>,
}

impl Outside {
    /// A screen with nothing beside it yet.
    pub fn new(screen: Screen, keeper: Option<Keeper>) -> Self {
        let verifier = Verifier::new(screen.waker());
        if let Some(keeper) = &keeper {
            keeper.guard(&screen);
        }
        Self { screen, verifier, keeper, watch: None }
    }

    /// Keeps the session as it is now, where it is kept at all; words about what keeps it from that.
    pub fn keep_session(&self, state: &State) -> Option<String> {
        let kept = self.keeper.as_ref()?.save(state);
        kept.err().map(|error| format!("the session could not be kept: {error}"))
    }

    /// Watches the files and copies of the timeline, and holds its quotes against the copies as they are now.
    pub fn verify(&mut self, state: &mut State) {
        let shelf = state.origin.shelf();
        let copies: Vec<PathBuf> =
            state.whole.sources().flat_map(|source| shelf.places(&state.whole, source)).collect();
        // Anew each time, since folders come and go; before the copies are read, so that no change is missed.
        self.watch = Watch::start(&state.origin.paths, &copies, self.screen.waker());
        if self.watch.is_none() && state.origin.is_files() {
            state.warn(format!("changes of the file are not seen here; {} reads it again", state.key(Action::Reload)));
        }
        self.verifier.start(Arc::clone(&state.whole), shelf);
    }
}
