//! The session: what of the state is kept when the program is left, and how it is taken up again.

use super::action::Pane;
use super::history::History;
use super::layer::Layer;
use super::state::State;
use crate::model::axis::Viewport;
use crate::model::date::Instant;
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
            pinned: self.pinned.iter().map(|actor| self.timeline.actor(*actor).id().to_owned()).collect(),
            stretch: self.viewport.map(|viewport| (viewport.from.0, viewport.to.0)),
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

    /// Takes of a session what leaves the user where they are.
    pub fn resume_beside(&mut self, session: Session) {
        if self.pinned.is_empty() {
            self.pinned = session.pinned.iter().filter_map(|id| self.timeline.actor_named(id)).collect();
        }
        for (letter, place) in session.bookmarks {
            self.bookmarks.entry(letter).or_insert(place);
        }
        if self.history == History::default() {
            self.history = History::new(session.back, session.forward);
        }
        self.last_seat = self.last_seat.or_else(|| self.seat_again(&session.last_dispute?));
    }

    /// Takes a session up where it was left.
    pub fn resume(&mut self, session: Session) {
        let start = self.stop();
        self.focus = Pane::ALL.get(session.focus).copied().unwrap_or(Pane::Events);
        self.zoomed = session.zoomed;
        self.pinned = session.pinned.iter().filter_map(|id| self.timeline.actor_named(id)).collect();
        // A session may be anybody's: seconds from which no sum can run over.
        let is_sane = |(from, to): &(i64, i64)| from < to && from.unsigned_abs().max(to.unsigned_abs()) < 1 << 60;
        let stretch = session.stretch.filter(is_sane);
        self.viewport = stretch.map(|(from, to)| Viewport { from: Instant(from), to: Instant(to) });
        self.search = session.search;
        self.bookmarks = session.bookmarks;
        self.history = History::new(session.back, session.forward);
        let amiss = self.go_to_stop(&session.here);
        self.last_seat = session.last_dispute.and_then(|seen| self.seat_again(&seen));
        self.settle();
        self.notice = None;
        match amiss {
            Some(amiss) => self.warn(format!("not all is as you left it: {amiss}")),
            None if !self.stop().is_at(&start) => self.say("opened where you left it"),
            None => {}
        }
    }
}
