//! Bookmarks: a letter for a place, and the way back to it.

use crate::model::identity::KnownQuote;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::layer::{Bookmarking, Layer};
use crate::tui::state::{Filter, Here, State};

/// The letter that stands for where the last jump began.
const BEFORE: char = '\'';

impl State {
    pub(super) fn ask_bookmark(&mut self, bookmarking: Bookmarking) {
        match bookmarking {
            Bookmarking::Set if self.event().is_none() => self.say("no event here to set a bookmark at"),
            Bookmarking::Go if self.bookmarks.is_empty() && self.history.before().is_empty() => {
                let key = self.key(Action::SetBookmark);
                self.say(format!("no bookmark is set: {key} and a letter sets one"));
            }
            _ => self.layers.push(Layer::Bookmark(bookmarking)),
        }
    }

    /// A letter typed: it is part of a line, or names a bookmark where one is awaited.
    pub(super) fn take_letter(&mut self, letter: char) -> Option<Effect> {
        let Some(Layer::Bookmark(bookmarking)) = self.layers.last() else {
            self.edit_line([tui_input::InputRequest::InsertChar(letter)]);
            return None;
        };
        let bookmarking = *bookmarking;
        self.layers.pop();
        match (bookmarking, letter) {
            (Bookmarking::Go, BEFORE) => self.go_before_last_jump(),
            (_, letter) if !letter.is_alphanumeric() => {
                self.warn(format!("“{letter}” is no letter: bookmarks are letters and digits"));
            }
            (Bookmarking::Set, letter) => return self.set_bookmark(letter),
            (Bookmarking::Go, letter) => self.go_to_bookmark(letter),
        }
        None
    }

    fn set_bookmark(&mut self, letter: char) -> Option<Effect> {
        let Here { event, quote } = self.position_here().or_else(|| self.here())?;
        let known = KnownQuote::of(&self.timeline, event, quote);
        let title = known.event.title().to_owned();
        let moved = self.bookmarks.insert(letter, known).filter(|before| before.event.title() != title);
        let from = moved.map(|before| format!("; before it was: {}", before.event.title())).unwrap_or_default();
        self.say(format!("bookmark {letter}: {title}{from}"));
        Some(Effect::KeepSession)
    }

    fn go_to_bookmark(&mut self, letter: char) {
        let Some(known) = self.bookmarks.get(&letter).cloned() else {
            let known: Vec<String> = self.bookmarks.keys().map(char::to_string).collect();
            let set = if known.is_empty() { "none is".to_owned() } else { format!("set are {}", known.join(" ")) };
            self.warn(format!("no bookmark {letter} is set; {set}"));
            return;
        };
        let title = known.event.title();
        // In the whole: it may be one that was not known yet on the day looked at.
        let Some(event) = known.event.find_itself(&self.whole) else {
            self.warn(format!("bookmark {letter}: its event is there no more: {title}"));
            return;
        };
        self.leave_disputes_for_good();
        let mut lifted = String::new();
        if !self.rows.has(&self.timeline, event) {
            let key = self.key(Action::Back);
            lifted = format!("; the filter {} hid it and is lifted, {key} brings it back", self.filter.text);
            self.set_filter(Filter::default());
        }
        let quote = known.find_itself(&self.timeline).map_or(0, |(_, quote)| quote);
        self.go_back_to(Some(Here { event, quote }));
        self.say(format!("bookmark {letter}: {title}{lifted}"));
    }

    /// Closes all that lies on top, remembering where in the disputes one was.
    fn leave_disputes_for_good(&mut self) {
        if self.dispute_here().is_some() {
            self.leave_disputes();
        }
        self.layers.clear();
    }
}
