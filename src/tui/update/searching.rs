//! The search at work: the rows in which the searched words stand, and the way from one to the next.

use std::borrow::Cow;

use super::seeking::Step;
use crate::model::among::EventSet;
use crate::model::fold::Wanted;
use crate::model::query::{Inquiry, Query};
use crate::model::timeline::{Passage, Sought};
use crate::tui::action::{Action, Way};
use crate::tui::layer::{Asking, Layer};
use crate::tui::seeking::Seeking;
use crate::tui::state::{Here, State};

impl State {
    /// To the first match at or behind where one was, as far as they are found in a moment.
    pub(super) fn show_first_match(&mut self, from: Option<Here>) {
        self.go_back_to(from);
        if !self.search.is_empty() {
            self.seek_words();
            self.go_to_first_match();
        }
    }

    /// How many rows there are in which they stand.
    pub(super) fn count_matches(&mut self) -> usize {
        self.find_all_matches();
        let matched = self.matched();
        self.rows.events().iter().filter(|event| matched.has(**event)).count()
    }

    /// To the next or previous row in which the searched words stand, round the end.
    pub(super) fn go_to_match(&mut self, way: Way) {
        if self.search.is_empty() {
            self.say(format!("search first: {}", self.key(Action::Search)));
            return;
        }
        self.find_all_matches();
        let matched = self.matched();
        let is_match = |row: &usize| self.rows.event(*row).is_some_and(|event| matched.has(event));
        let rows = || 0..self.rows.len();
        let next = match way {
            Way::Next => (self.row + 1..self.rows.len()).find(is_match).or_else(|| rows().find(is_match)),
            Way::Previous => (0..self.row).rev().find(is_match).or_else(|| rows().rev().find(is_match)),
        };
        let count = rows().filter(is_match).count();
        let Some(row) = next else { return self.warn(format!("“{}” stands nowhere here", self.search)) };
        let at = (0..=row).filter(is_match).count();
        let round = if way == Way::Next { row <= self.row } else { row >= self.row };
        let round = if round { ", round the end" } else { "" };
        self.go_to_matching_row(row);
        self.say(format!("match {at} of {count}{round}"));
    }

    /// Looks for the words in a few more events.
    pub(super) fn go_on_searching(&mut self) -> Step {
        let typed = matches!(self.layers.last(), Some(Layer::Prompt(prompt)) if prompt.asking == Asking::Search);
        // What is searched no more, or in another timeline, is searched anew when somebody asks for it.
        if !typed || self.matching.as_ref().is_none_or(|matching| matching.is_done() || !self.is_searched(matching)) {
            return Step::Idle;
        }
        let done = self.matching.as_mut().is_some_and(|matching| matching.go_on(&self.timeline));
        if done {
            self.go_back_to(self.where_from());
            self.go_to_first_match();
            self.settle();
        }
        if done { Step::Found } else { Step::On }
    }

    /// Puts the cursor on a row, and on the quote in it that has the words.
    pub(super) fn go_to_matching_row(&mut self, row: usize) {
        self.go_to_row(row);
        if self.search.is_empty() {
            return;
        }
        let words = Wanted::new(&self.search);
        let has =
            |passage: &Passage| self.timeline.passage(*passage).quote().is_some_and(|quote| words.stand_in(quote));
        if let Some(passage) = self.passages().into_iter().find(has) {
            self.go_to_passage(passage);
        }
    }

    /// Does it ask for the words that are searched, of the timeline looked at?
    fn is_searched(&self, matching: &Seeking) -> bool {
        matching.inquiry().query().demands(&self.search) && matching.is_of(&self.timeline)
    }

    fn words(&self) -> Query {
        Query::Words(Box::new(Sought::new(&self.search)))
    }

    /// Looks for the searched words, in the events around the cursor first, where that is not done yet.
    fn seek_words(&mut self) {
        if self.matching.as_ref().is_none_or(|matching| !self.is_searched(matching)) {
            let (before, near) = (self.matching.take(), self.event());
            self.matching = Some(Seeking::start(before, &self.timeline, self.words(), near, usize::MAX));
        }
    }

    fn find_all_matches(&mut self) {
        self.seek_words();
        self.matching.as_mut().into_iter().for_each(|matching| matching.finish(&self.timeline));
    }

    /// The events in which the searched words stand, whether they are shown or not.
    pub(super) fn matched(&self) -> Cow<'_, EventSet> {
        match self.matching.as_ref().filter(|matching| matching.is_done() && self.is_searched(matching)) {
            Some(matching) => Cow::Borrowed(matching.inquiry().kept()),
            None => {
                let mut inquiry = Inquiry::new(&self.timeline, self.words(), None);
                inquiry.finish(&self.timeline);
                Cow::Owned(inquiry.kept().clone())
            }
        }
    }

    /// To the first match at or behind the cursor; round the end once there is none behind it for sure.
    fn go_to_first_match(&mut self) {
        let Some(matching) = &self.matching else { return };
        let matched = matching.inquiry().kept();
        let is_match = |row: &usize| self.rows.event(*row).is_some_and(|event| matched.has(event));
        let behind = (self.row..self.rows.len()).find(is_match);
        let row = behind.or_else(|| (0..self.rows.len()).find(is_match).filter(|_| matching.is_done()));
        row.into_iter().for_each(|row| self.go_to_matching_row(row));
    }
}
