//! Saved views: filters by name, the timeline's own and the user's.

use crate::model::document::{SLUG, is_slug, short, slug};
use crate::model::query::QueryFault;
use crate::tui::action::Action;
use crate::tui::choices::Choosing;
use crate::tui::effect::Effect;
use crate::tui::layer::{Asking, Layer, Prompt, Question};
use crate::tui::state::{Filter, State};
use crate::user::views::{self, SavedView};

impl State {
    /// Every saved view: those of the timeline, then the user's.
    #[must_use]
    pub fn saved_views(&self) -> Vec<SavedView<'_>> {
        views::all(&self.timeline, &self.own_views)
    }

    pub(super) fn open_saved_views(&mut self) {
        let (filter, save) = (self.key(Action::Filter), self.key(Action::SaveView));
        let none = format!("no view is saved yet: {filter} filters, {save} saves the filter as a view");
        self.choose(Choosing::Views, &none);
    }

    /// Takes a saved view as the filter; one that cannot be read is put into the prompt, to be mended.
    pub(in crate::tui) fn take_view(&mut self, row: usize) {
        let views = self.saved_views();
        let Some((name, query)) = views.get(row).map(|view| (view.name.to_owned(), view.query.to_owned())) else {
            return;
        };
        match Filter::parse(&self.whole, &query) {
            Ok(filter) => {
                self.set_filter(filter);
                let (shown, all) = (self.rows.len(), self.timeline.events().len());
                let key = self.key(Action::Back);
                self.say(format!("{shown} of {all} events: {name}, {query}; {key} goes back"));
            }
            Err(fault) => {
                self.ask(Asking::Filter, query);
                if let Some(Layer::Prompt(prompt)) = self.layers.last_mut() {
                    prompt.fault = Some(fault);
                }
            }
        }
    }

    pub(super) fn ask_view_name(&mut self) {
        if self.filter.text.is_empty() {
            self.say(format!("nothing is filtered that could be saved: {} filters", self.key(Action::Filter)));
        } else {
            self.ask(Asking::ViewName, String::new());
        }
    }

    /// Enter after a name: the filter is saved under it, if it may be.
    pub(super) fn accept_view_name(&mut self, mut prompt: Box<Prompt>) -> Option<Effect> {
        let name = prompt.input.value().trim().to_owned();
        let of_timeline = |view: &SavedView| !view.is_own && view.name == name;
        let fault = if name.is_empty() {
            Some(("type a name".to_owned(), None))
        } else if !is_slug(&name) {
            // The same names as in a timeline, so that a view can be moved there.
            let hint = format!("{SLUG}, such as `{}`", slug(&name));
            Some((format!("the name `{}` is not a slug", short(&name)), Some(hint)))
        } else if self.saved_views().iter().any(of_timeline) {
            Some((format!("the timeline has a view `{name}` of its own: choose another name"), None))
        } else {
            None
        };
        if let Some((message, hint)) = fault {
            prompt.fault = Some(QueryFault { message, at: 0..0, hint });
            self.layers.push(Layer::Prompt(prompt));
            return None;
        }
        if self.own_views.get(&name).is_some_and(|query| *query != self.filter.text) {
            self.layers.push(Layer::Question(Question::ReplaceView(name)));
            return None;
        }
        Some(self.save_view(name))
    }

    /// Saves the present filter as a view of the user's.
    pub(super) fn save_view(&mut self, name: String) -> Effect {
        let query = self.filter.text.clone();
        self.say(format!("saved as {name}: {query}; {} lists the views", self.key(Action::SavedViews)));
        self.own_views.insert(name.clone(), query.clone());
        Effect::KeepView { name, query: Some(query) }
    }

    /// Asks whether to delete the view that is chosen in the list.
    pub(super) fn ask_delete_view(&mut self) {
        let chosen = self
            .chosen_row()
            .and_then(|row| self.saved_views().get(row).map(|view| (view.is_own, view.name.to_owned())));
        match chosen {
            Some((true, name)) => self.layers.push(Layer::Question(Question::DeleteView(name))),
            Some((false, name)) => self.say(format!("{name} stands in the timeline, under `views`: delete it there")),
            None => {}
        }
    }

    /// Deletes a view of the user's; the list goes on without it.
    pub(super) fn delete_view(&mut self, name: String) -> Effect {
        self.own_views.remove(&name);
        if let Some(Layer::Picker(mut picker)) = self.layers.pop() {
            let cursor = picker.cursor;
            self.fill_picker(&mut picker);
            picker.cursor = cursor.min(picker.found.len().saturating_sub(1));
            if (picker.of.choices().count)(self) > 0 {
                self.layers.push(Layer::Picker(picker));
            }
        }
        self.say(format!("deleted the view {name}"));
        Effect::KeepView { name, query: None }
    }
}
