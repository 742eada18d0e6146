//! Choosing events: a range, single marks, and where to export them.

use std::path::{Path, PathBuf};

use crate::export;
use crate::tui::action::{Action, Pane, Step, Way};
use crate::tui::effect::Effect;
use crate::tui::layer::{Layer, Question};
use crate::tui::state::State;

impl State {
    pub(super) fn toggle_range(&mut self) {
        self.selection.anchor = if self.selection.anchor.is_some() { None } else { self.event() };
        if self.selection.anchor.is_some() {
            let (stretch, export) = (self.key(Action::Stretch(Way::Next)), self.key(Action::Export));
            let stretch =
                if self.focus == Pane::Events { "move".to_owned() } else { format!("{stretch} stretches it") };
            self.say(format!("a range begins here: {stretch}, then {export} exports it"));
        }
    }

    pub(super) fn stretch(&mut self, way: Way) {
        self.selection.anchor = self.selection.anchor.or_else(|| self.event());
        let (step, focus) = (if way == Way::Next { Step::Down } else { Step::Up }, self.focus);
        self.focus = Pane::Events;
        self.step(step);
        self.focus = focus;
    }

    pub(super) fn toggle_mark(&mut self) {
        if let Some(event) = self.event()
            && !self.selection.marks.remove(&event)
        {
            self.selection.marks.insert(event);
        }
    }

    /// The effect of an export that was asked for, or a fault in the prompt.
    ///
    /// # Errors
    /// Words for the user: no name, a format that there is not, or the timeline itself.
    pub(super) fn export_to(&self, typed: &str, overwrite: bool) -> Result<Effect, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err("type a path".to_owned());
        }
        let path = at_home(typed);
        if export::format_of_path(&path).is_none() {
            return Err(format!("its extension says the format: {}", extensions()));
        }
        if self.origin.paths.iter().any(|own| export::save::is_same_file(own, &path)) {
            return Err("that is the timeline itself".to_owned());
        }
        Ok(Effect::Export { path, events: self.chosen(), overwrite })
    }

    pub(super) fn answer(&mut self, yes: bool) -> Option<Effect> {
        let Some(Layer::Question(question)) = self.layers.pop() else { return None };
        match question {
            Question::Overwrite(path) if yes => Some(Effect::Export { path, events: self.chosen(), overwrite: true }),
            Question::ReplaceView(name) if yes => Some(self.save_view(name)),
            Question::DeleteView(name) if yes => Some(self.delete_view(name)),
            Question::Overwrite(_) | Question::ReplaceView(_) => {
                self.say("nothing was written");
                None
            }
            Question::DeleteView(_) => None,
        }
    }
}

/// `.md .json .yaml .csv`.
fn extensions() -> String {
    let all = export::FORMATS.iter().filter_map(|format| format.extensions.first());
    all.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(" ")
}

/// `~/` is the home folder, as a shell has it.
fn at_home(typed: &str) -> PathBuf {
    match (typed.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(typed),
    }
}
