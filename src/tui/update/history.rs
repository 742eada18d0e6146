//! Jumps: which actions are some, and the way back.

use crate::tui::action::{Action, Step};
use crate::tui::choices::Choosing;
use crate::tui::history::Jump;
use crate::tui::layer::{Asking, Bookmarking, Layer};
use crate::tui::state::State;
use crate::user::session::Stop;

impl State {
    /// How an action will go somewhere, if it will; every other one is a step, which is not remembered.
    pub(super) fn jump(&self, action: Action) -> Option<Jump> {
        match action {
            Action::Statement(_) => Some(Jump::Actor),
            Action::Known(_) => Some(Jump::Known),
            Action::Group(_) => Some(Jump::Group),
            Action::Match(_) => Some(Jump::Search),
            Action::Move(Step::First | Step::Last) | Action::Open | Action::Close | Action::FilterBySearch => {
                Some(Jump::Once)
            }
            Action::Accept => self.jump_by_accepting(),
            Action::Type(_) if matches!(self.layers.last(), Some(Layer::Bookmark(Bookmarking::Go))) => Some(Jump::Once),
            _ => None,
        }
    }

    /// Does something that goes somewhere in the way of `jump`, and remembers where it began.
    pub(super) fn remembering<T>(&mut self, jump: Option<Jump>, go: impl FnOnce(&mut Self) -> T) -> T {
        let from = self.stop();
        let done = go(self);
        let to = self.stop();
        self.history.went(jump, from, &to);
        done
    }

    fn jump_by_accepting(&self) -> Option<Jump> {
        match self.layers.last()? {
            Layer::Picker(picker) if picker.of == Choosing::Actors => Some(Jump::Actor),
            Layer::Prompt(prompt) if prompt.asking == Asking::Search => Some(Jump::Search),
            _ => Some(Jump::Once),
        }
    }

    /// Back to where one was before the last jump.
    pub(super) fn go_back(&mut self) {
        let from = self.stop();
        match self.history.go_back(from) {
            Some(stop) => self.arrive(&stop, "back", self.history.before().len(), "before this"),
            None => self.say("nowhere to go back to"),
        }
    }

    /// Forward again to where one went back from.
    pub(super) fn go_forward(&mut self) {
        let from = self.stop();
        match self.history.go_forward(from) {
            Some(stop) => self.arrive(&stop, "forward", self.history.after().len(), "ahead of this"),
            None => self.say("nowhere to go forward to"),
        }
    }

    /// To where the last jump began, which is a jump of its own.
    pub(super) fn go_before_last_jump(&mut self) {
        let from = self.stop();
        let mut places = self.history.before().iter().rev();
        match places.find(|stop| !stop.is_at(&from)).cloned() {
            Some(stop) => {
                if let Some(amiss) = self.go_to_stop(&stop) {
                    self.warn(amiss);
                }
            }
            None => self.say("nothing was jumped from yet"),
        }
    }

    fn arrive(&mut self, stop: &Stop, way: &str, left: usize, side: &str) {
        match (self.go_to_stop(stop), left) {
            (Some(amiss), _) => self.warn(format!("{way}: {amiss}")),
            (None, 0) => self.say(format!("{way}: nothing {side}")),
            (None, left) => self.say(format!("{way}: {left} more")),
        }
    }
}
