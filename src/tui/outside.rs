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
    /// The copies that are watched.
    copies: Vec<PathBuf>,
}

impl Outside {
    /// A screen with nothing beside it yet.
    pub fn new(screen: Screen) -> Self {
        let verifier = Verifier::new(screen.waker());
        Self { screen, verifier, watch: None, copies: Vec::new() }
    }

    /// Watches the files and copies of a timeline that is new, and holds its quotes against the copies.
    pub fn begin(&mut self, state: &mut State) {
        let shelf = state.origin.shelf();
        let copies: Vec<PathBuf> =
            state.timeline.sources().flat_map(|source| shelf.places(&state.timeline, source)).collect();
        if self.watch.is_none() || self.copies != copies {
            self.watch = Watch::start(&state.origin.paths, &copies, self.screen.waker());
            self.copies = copies;
            if self.watch.is_none() && state.origin.is_files() {
                state.warn("changes of the file are not seen here; R reads it again");
            }
        }
        self.verify(state);
    }

    /// Holds the quotes against the copies as they are now.
    pub fn verify(&mut self, state: &State) {
        self.verifier.start(Arc::clone(&state.timeline), state.origin.shelf());
    }
}
