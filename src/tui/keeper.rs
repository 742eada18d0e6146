//! Keeps the session, whichever way the program ends.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use super::origin::Origin;
use super::state::State;
use super::terminal::Screen;
use crate::user::keep::{Keep, Kept};
use crate::user::session::{self, Session};

/// The file of the session, and the session as it last was.
#[derive(Clone)]
pub struct Keeper {
    keep: Arc<Keep>,
    latest: Arc<Mutex<Session>>,
}

impl Keeper {
    /// Takes up the session of these files, and will keep it; all of it or, where the user has moved already, what leaves
    /// them where they are. Nothing is kept of a timeline that is in no file, nor
    /// where that cannot be done; why not is said in the footer.
    pub fn start(state: &mut State, origin: &Origin, is_touched: bool) -> Option<Self> {
        if !origin.is_files() {
            return None;
        }
        let not_kept = |state: &mut State, why: &str| state.say(format!("this session will not be kept: {why}"));
        let Some(keep) = session::keep_for(&origin.paths) else {
            not_kept(state, "there is no home folder");
            return None;
        };
        let mut damaged = None;
        match keep.read::<Session>() {
            Kept::Nothing => {}
            Kept::Read(session) if is_touched => state.resume_beside(session),
            Kept::Read(session) => state.resume(session),
            Kept::SetAside(aside) => damaged = Some(aside),
            Kept::Later => {
                not_kept(state, "that which is there is of a later annals, and is left alone");
                return None;
            }
            Kept::Unreadable(why) => {
                not_kept(state, &why);
                return None;
            }
        }
        if let Err(error) = keep.prepare() {
            not_kept(state, &format!("{}: {error}", keep.path().display()));
            return None;
        }
        if let Some(aside) = damaged {
            state.warn(format!("the session is damaged and was set aside as {}", aside.display()));
        }
        let latest = Arc::new(Mutex::new(state.session()));
        Some(Self { keep: Arc::new(keep), latest })
    }

    /// Where a signal ends the program, the session as it last was is kept.
    pub fn guard(&self, screen: &Screen) {
        let keeper = self.clone();
        // Nobody is left to be told that it failed.
        screen.before_death(Box::new(move || drop(keeper.write())));
    }

    /// Notes the session as it is now.
    pub fn note(&self, state: &State) {
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = state.session();
    }

    /// Keeps the session as it is now.
    ///
    /// # Errors
    /// It could not be written.
    pub fn save(&self, state: &State) -> io::Result<()> {
        self.note(state);
        self.write()
    }

    fn write(&self) -> io::Result<()> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.keep.write(&latest)
    }
}
