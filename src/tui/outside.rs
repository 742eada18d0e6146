//! What goes on beside the keys: the screen, the watch over files and copies, and the verifying of quotes.

use std::path::PathBuf;
use std::sync::Arc;

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
    watch: Option<Watch>,
}

impl Outside {
    /// A screen with nothing beside it yet.
    pub fn new(screen: Screen) -> Self {
        let verifier = Verifier::new(screen.waker());
        Self { screen, verifier, watch: None }
    }

    /// Watches the files and copies of the timeline, and holds its quotes against the copies as they are now.
    pub fn verify(&mut self, state: &mut State) {
        let shelf = state.origin.shelf();
        let copies: Vec<PathBuf> =
            state.whole.sources().flat_map(|source| shelf.places(&state.whole, source)).collect();
        // Anew each time, since folders come and go; before the copies are read, so that no change is missed.
        self.watch = Watch::start(&state.origin.paths, &copies, self.screen.waker());
        if self.watch.is_none() && state.origin.is_files() {
            state.warn("changes of the file are not seen here; R reads it again");
        }
        self.verifier.start(Arc::clone(&state.whole), shelf);
    }
}
