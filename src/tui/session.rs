//! The session: what of the state is kept when the program is left, and how it is taken up again.

use super::action::Pane;
use super::history::History;
use super::layer::Layer;
use super::state::State;
use crate::user::session::Session;

impl State {
    /// The session as it is now.
    #[must_use]
    pub fn session(&self) -> Session {
        let seat = self.layers.iter().find_map(|layer| match layer {
            Layer::Disputes(seat) => Some(*seat),
            _ => None,
        });
        Session {
            here: self.stop(),
            focus: Pane::ALL.iter().position(|pane| *pane == self.focus).unwrap_or(0),
            zoomed: self.zoomed,
            search: self.searched().to_owned(),
            bookmarks: self.bookmarks.clone(),
            back: self.history.before().to_vec(),
            forward: self.history.after().to_vec(),
            last_dispute: seat.or(self.last_seat).and_then(|seat| self.seen_dispute(seat)),
        }
    }

    /// What is searched in the timeline; what is typed, or searched in a copy, does not last.
    fn searched(&self) -> &str {
        let before = self.layers.iter().find_map(|layer| match layer {
            Layer::Copy(reading) => Some(&reading.searched_before),
            Layer::Prompt(prompt) => Some(&prompt.before.search),
            _ => None,
        });
        before.unwrap_or(&self.search)
    }

    /// Takes a session up where it was left.
    pub fn resume(&mut self, session: Session) {
        let start = self.stop();
        self.focus = Pane::ALL.get(session.focus).copied().unwrap_or(Pane::Events);
        self.zoomed = session.zoomed;
        self.search = session.search;
        self.bookmarks = session.bookmarks;
        self.history = History::new(session.back, session.forward);
        let amiss = self.go_to_stop(&session.here);
        self.last_seat = session.last_dispute.and_then(|seen| self.seat_again(&seen));
        self.notice = None;
        match amiss {
            Some(amiss) => self.warn(format!("not all is as you left it: {amiss}")),
            None if !self.stop().is_at(&start) => self.say("opened where you left it"),
            None => {}
        }
    }
}
