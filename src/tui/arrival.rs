//! What was read on a thread of its own is put in its place.

use super::outside::Outside;
use super::perform;
use super::reader::Step;
use super::state::State;
use super::stopped::Stopped;
use crate::load::{Loaded, Unreadable};

/// Puts what has come since in its place.
///
/// # Errors
/// A file whose beginning is all that there is to show, and that cannot be read; a terminal that has gone.
pub fn arrive(state: &mut State, outside: &mut Outside) -> Result<(), Stopped> {
    match outside.reader.take() {
        Some(Step::Begun(head)) => state.begin(head),
        Some(Step::Done(read)) => done(read, state, outside)?,
        None => {}
    }
    Ok(())
}

fn done(read: Result<Loaded, Unreadable>, state: &mut State, outside: &mut Outside) -> Result<(), Stopped> {
    if state.is_beginning() {
        complete(read?, state, outside);
    } else {
        state.arriving = None;
        state.reload(read);
    }
    if state.ledger.is_none() {
        outside.verify(state);
    }
    outside.screen.set_title(&super::window_title(&state.timeline))?;
    if outside.reader.is_overtaken() {
        perform::reload(state, outside)?;
    }
    Ok(())
}

/// Takes the whole file, and the session as far as that leaves the user where they are.
fn complete(loaded: Loaded, state: &mut State, outside: &mut Outside) {
    let is_touched = state.arriving.as_ref().is_some_and(|arriving| arriving.is_touched);
    state.take_whole(loaded);
    let said = state.notice.take();
    outside.start_session(state, is_touched);
    match said {
        Some(notice) if notice.alarm => state.warn_too(notice.words),
        Some(notice) if state.notice.is_none() => state.notice = Some(notice),
        _ => {}
    }
}
