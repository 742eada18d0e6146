//! What goes on beside the keys: the screen, the watch over files and copies, the reading of large files, and the verifying of quotes.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
use super::arriving::Arriving;
use super::keeper::Keeper;
use super::reader::Reader;
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
    /// The files on their way.
    pub reader: Reader,
    is_kept: bool,
    watch: Option<Watch>,
}

impl Outside {
    /// A screen with nothing beside it yet; is there to be a session that is kept?
    pub fn new(screen: Screen, is_kept: bool) -> Self {
        let (verifier, reader) = (Verifier::new(screen.waker()), Reader::new(screen.waker()));
        Self { screen, verifier, keeper: None, reader, is_kept, watch: None }
    }

    /// Takes the session up, and keeps it from now on; that of a user who has moved already leaves them there.
    pub fn start_session(&mut self, state: &mut State, is_touched: bool) {
        let origin = state.origin.clone();
        self.keeper = if self.is_kept { Keeper::start(state, &origin, is_touched) } else { None };
        if let Some(keeper) = &self.keeper {
            keeper.guard(&self.screen);
        }
    }

    /// Reads the files whose beginning is shown, and watches them.
    pub fn read_on(&mut self, state: &mut State) {
        self.watch(state);
        let from_nothing = state.timeline.events().len() == 0;
        state.arriving = Some(Arriving::new(self.reader.start(&state.origin.paths, from_nothing, None), true));
    }

    /// Keeps the session as it is now, where it is kept at all; words about what keeps it from that.
    pub fn keep_session(&self, state: &State) -> Option<String> {
        let kept = self.keeper.as_ref()?.save(state);
        kept.err().map(|error| format!("the session could not be kept: {error}"))
    }

    /// Watches the files and copies of the timeline, and holds its quotes against the copies as they are now.
    pub fn verify(&mut self, state: &mut State) {
        self.watch(state);
        self.verifier.start(Arc::clone(&state.whole), state.origin.shelf());
    }

    fn watch(&mut self, state: &mut State) {
        let shelf = state.origin.shelf();
        let copies: Vec<PathBuf> =
            state.whole.sources().flat_map(|source| shelf.places(&state.whole, source)).collect();
        // Anew each time, since folders come and go; before the copies are read, so that no change is missed.
        self.watch = Watch::start(&state.origin.paths, &copies, self.screen.waker());
        if self.watch.is_none() && state.origin.is_files() {
            state.warn(format!("changes of the file are not seen here; {} reads it again", state.key(Action::Reload)));
        }
    }
}
