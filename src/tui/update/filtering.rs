//! The filter at work: the rows that it has kept so far, and those that it keeps of the rest.

use super::seeking::Step;
use crate::tui::seeking::Seeking;
use crate::tui::state::{Here, State};

impl State {
    /// How many rows are kept so far, while they are not all shown, and whether the filter is still put to others.
    #[must_use]
    pub fn kept_so_far(&self) -> Option<(usize, bool)> {
        let filtering = self.filtering.as_ref().filter(|filtering| !filtering.is_shown)?;
        Some((filtering.inquiry().kept().len(), !filtering.is_done()))
    }

    /// Works out the rows anew, the cursors going where `here` says, as near as the rows allow.
    pub(in crate::tui) fn rebuild_rows_at(&mut self, reversed: bool, here: Option<Here>) {
        self.look();
        self.put_filter(here);
        self.filtering.as_mut().into_iter().for_each(|filtering| filtering.finish(&self.timeline));
        self.show_rows(reversed, here);
    }

    /// As [`State::rebuild_rows_at`], where events are many with the rows that are found in a moment.
    pub(super) fn filter_so_far(&mut self, here: Option<Here>) {
        self.look();
        self.put_filter(here);
        self.show_rows(self.rows.is_reversed(), here);
        if let Some(filtering) = self.filtering.as_mut().filter(|filtering| !filtering.is_shown) {
            filtering.go_on_for_a_moment(&self.timeline);
        }
    }

    /// Puts the filter to the events around `here`.
    fn put_filter(&mut self, here: Option<Here>) {
        let (before, near) = (self.filtering.take(), here.map(|here| here.event));
        let (query, screenful) = (self.filter.query.clone(), usize::from(self.size.1));
        self.filtering = query.map(|query| Seeking::start(before, &self.timeline, query, near, screenful));
    }

    /// Puts the filter to every event that is left, and shows what it keeps.
    pub(super) fn finish_filtering(&mut self) {
        if self.kept_so_far().is_some() {
            self.filtering.as_mut().into_iter().for_each(|filtering| filtering.finish(&self.timeline));
            self.show_rows(self.rows.is_reversed(), self.where_from());
        }
    }

    /// Puts the filter to a few more events, or shows what it kept of all.
    pub(super) fn go_on_filtering(&mut self) -> Step {
        let filtering = self.filtering.as_mut().filter(|filtering| !filtering.is_shown);
        let Some(filtering) = filtering else { return Step::Idle };
        let is_counted = filtering.is_done();
        let is_counted_now = !is_counted && filtering.go_on(&self.timeline);
        // The first screen as it is found; behind it only their number grows, and is told before the rows, which take
        // as long to be shown as to be found.
        let shown = self.rows.len();
        if is_counted || shown < usize::from(self.size.1) {
            self.show_rows(self.rows.is_reversed(), self.where_from());
            self.settle();
        }
        if is_counted || is_counted_now || self.rows.len() > shown { Step::Found } else { Step::On }
    }

    /// Shows the rows that the filter has kept, the cursors going where `here` says, as near as the rows allow.
    fn show_rows(&mut self, reversed: bool, here: Option<Here>) {
        self.rows.take(&self.timeline, self.filtering.as_ref().map(Seeking::inquiry), reversed);
        self.filtering.iter_mut().for_each(|filtering| filtering.is_shown = filtering.is_done());
        self.gather_lanes();
        self.measure();
        self.row = usize::MAX;
        self.go_back_to(here);
        self.mend_views();
    }
}
