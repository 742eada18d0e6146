//! Prompts: what is typed at the foot takes effect as it is typed, and is taken back by Esc.

use std::path::Path;

use tui_input::{Input, InputRequest};

use crate::model::date::Date;
use crate::model::plural::plural;
use crate::model::query::{Query, QueryFault, write};
use crate::tui::action::{Action, Way};
use crate::tui::effect::Effect;
use crate::tui::layer::{Asking, Before, Layer, Prompt, Question};
use crate::tui::state::{Filter, Here, State};

use super::completing::cursor;

impl State {
    pub(super) fn ask(&mut self, asking: Asking, line: String) {
        let top = if let Some(Layer::Copy(reading)) = self.layers.last() { Some(reading.top) } else { None };
        let before = Before { here: self.here(), filter: self.filter.text.clone(), search: self.search.clone(), top };
        let mut prompt = Prompt { asking, input: Input::new(line), fault: None, offer: None, before };
        prompt.offer = self.offer(&prompt);
        self.layers.push(Layer::Prompt(Box::new(prompt)));
    }

    pub(super) fn ask_search(&mut self) {
        self.ask(Asking::Search, String::new());
    }

    pub(super) fn ask_filter(&mut self) {
        let line = if self.filter.text.is_empty() { String::new() } else { format!("{} ", self.filter.text) };
        self.ask(Asking::Filter, line);
    }

    /// Keeps only the rows in which the searched words stand; they stay searched.
    pub(super) fn filter_by_search(&mut self) {
        if self.search.trim().is_empty() {
            self.say(format!("search first: {}", self.key(Action::Search)));
            return;
        }
        let before = &self.filter;
        if before.query.as_ref().is_some_and(|query| query.demands(&self.search)) {
            self.say(format!("the filter has “{}” already", self.search));
            return;
        }
        let words = write::words(&self.search);
        let text = match &before.query {
            None => words,
            // OR binds loosest: what was asked for stays together.
            Some(Query::Any(_)) => format!("({}) {words}", before.text),
            Some(_) => format!("{} {words}", before.text),
        };
        match Filter::parse(&self.whole, &text) {
            Ok(filter) => {
                self.set_filter(filter);
                self.say(format!("{} of {} events: {text}", self.rows.len(), self.timeline.events().len()));
            }
            Err(fault) => self.warn(fault.message),
        }
    }

    pub(super) fn ask_date(&mut self) {
        self.ask(Asking::Date, String::new());
    }

    pub(super) fn ask_export(&mut self) {
        if self.chosen().is_empty() {
            self.warn("nothing is shown, so there is nothing to export");
            return;
        }
        if !self.findings.is_empty() && !self.stale {
            let key = self.key(Action::Findings);
            self.warn(format!("the file has errors, so parts may be missing: mend them first; {key} lists them"));
            return;
        }
        let stem = self.origin.paths.first().and_then(|path| path.file_stem()).filter(|stem| *stem != "-");
        let stem = stem.map_or("timeline".into(), |stem| stem.to_string_lossy());
        self.ask(Asking::Export, format!("{stem}-excerpt.md"));
    }

    /// Text that the terminal pasted: typed where something is typed, else nothing.
    pub fn paste(&mut self, text: &str) {
        // A new line parts words, as a blank does; one at the end parts nothing.
        let blank = |letter: char| if matches!(letter, '\n' | '\r' | '\t') { ' ' } else { letter };
        let text = text.trim_end_matches(['\n', '\r']).replace("\r\n", "\n");
        let text: String = text.chars().map(blank).filter(|letter| !letter.is_control()).collect();
        // All at once: letter by letter a long text would be gone through as often as it has letters.
        self.change_line(|input| {
            let (before, behind) = input.value().split_at(cursor(input));
            let (at, line) = (input.cursor() + text.chars().count(), format!("{before}{text}{behind}"));
            *input = Input::new(line).with_cursor(at);
        });
        self.settle();
    }

    /// Changes the line being typed as it is asked for.
    pub(super) fn edit_line(&mut self, requests: impl IntoIterator<Item = InputRequest>) {
        self.change_line(|input| {
            for request in requests {
                input.handle(request);
            }
        });
    }

    /// Changes the line being typed, and what follows from it.
    fn change_line(&mut self, edit: impl FnOnce(&mut Input)) {
        match self.layers.pop() {
            Some(Layer::Picker(mut picker)) => {
                edit(&mut picker.input);
                self.fill_picker(&mut picker);
                self.layers.push(Layer::Picker(picker));
            }
            Some(Layer::Prompt(mut prompt)) => {
                edit(&mut prompt.input);
                prompt.offer = self.offer(&prompt);
                prompt.fault = self.try_out(&prompt).err();
                self.layers.push(Layer::Prompt(prompt));
            }
            layer => self.layers.extend(layer),
        }
    }

    /// What is typed takes effect, as far as it can be understood.
    pub(super) fn try_out(&mut self, prompt: &Prompt) -> Result<(), QueryFault> {
        let line = prompt.input.value();
        match prompt.asking {
            Asking::Search => {
                line.clone_into(&mut self.search);
                match prompt.before.top {
                    Some(top) => self.search_in_copy(top),
                    None => self.show_first_match(prompt.before.here),
                }
                Ok(())
            }
            Asking::Filter => {
                // While it cannot be read, the filter from before holds.
                let read = Filter::parse(&self.whole, line);
                self.filter =
                    read.clone().or_else(|_| Filter::parse(&self.whole, &prompt.before.filter)).unwrap_or_default();
                self.filter_so_far(prompt.before.here);
                read.map(drop)
            }
            Asking::Date => self.show_date(line.trim(), prompt.before.here),
            Asking::Export | Asking::ViewName => Ok(()),
        }
    }

    fn show_date(&mut self, line: &str, from: Option<Here>) -> Result<(), QueryFault> {
        if line.is_empty() {
            self.go_back_to(from);
            return Ok(());
        }
        let fault = |message: String, hint: Option<String>| QueryFault { message, at: 0..line.len(), hint };
        let mark = Date::parse(line, self.timeline.offset()).map_err(|wrong| fault(wrong.message, Some(wrong.hint)))?;
        let row = self
            .rows
            .at_or_after(&self.timeline, &mark)
            .ok_or_else(|| fault("nothing is dated then or later".into(), None))?;
        self.go_to_row(row);
        Ok(())
    }

    /// Puts back how things stood before a prompt.
    pub(super) fn take_back(&mut self, prompt: &Prompt) {
        let before = &prompt.before;
        match prompt.asking {
            Asking::Search => {
                self.search.clone_from(&before.search);
                if let Some(top) = before.top {
                    return self.take_back_search_in_copy(top);
                }
            }
            Asking::Filter => {
                self.filter = Filter::parse(&self.whole, &before.filter).unwrap_or_default();
                self.rebuild_rows_at(self.rows.is_reversed(), before.here);
            }
            Asking::Date => {}
            Asking::Export | Asking::ViewName => return,
        }
        self.go_back_to(before.here);
    }

    /// Enter: what is typed is taken, or stays with its fault.
    pub(super) fn accept(&mut self) -> Option<Effect> {
        match self.layers.pop() {
            Some(Layer::Picker(picker)) => self.accept_choice(picker),
            Some(Layer::Prompt(prompt)) => self.accept_prompt(prompt),
            layer => {
                self.layers.extend(layer);
                None
            }
        }
    }

    fn accept_prompt(&mut self, mut prompt: Box<Prompt>) -> Option<Effect> {
        if prompt.asking == Asking::Export {
            return match self.export_to(prompt.input.value(), false) {
                Ok(effect) => Some(effect),
                Err(message) => {
                    prompt.fault = Some(QueryFault { message, at: 0..prompt.input.value().len(), hint: None });
                    self.layers.push(Layer::Prompt(prompt));
                    None
                }
            };
        }
        if prompt.asking == Asking::ViewName {
            return self.accept_view_name(prompt);
        }
        if let Err(fault) = self.try_out(&prompt) {
            prompt.fault = Some(fault);
            self.layers.push(Layer::Prompt(prompt));
            return None;
        }
        self.finish_filtering();
        match prompt.asking {
            Asking::Search if prompt.before.top.is_some() => self.tell_hits(),
            Asking::Search if !self.search.is_empty() => {
                let count = self.count_matches();
                if count == 0 {
                    self.warn(format!("“{}” stands nowhere here", self.search));
                } else {
                    let verb = if count == 1 { "matches" } else { "match" };
                    self.say(format!("{} {verb}; {} go on", plural(count, "event"), self.match_keys()));
                }
            }
            Asking::Filter if self.rows.undated_fell_out() > 0 => {
                let count = self.rows.undated_fell_out();
                self.say(format!("{count} without a date fell out"));
            }
            _ => {}
        }
        None
    }

    /// The keys that go from match to match, for words that name them.
    pub(super) fn match_keys(&self) -> String {
        format!("{} {}", self.key(Action::Match(Way::Next)), self.key(Action::Match(Way::Previous)))
    }

    /// Asks for a path again, where the one that was typed could not be written.
    pub fn ask_export_again(&mut self, path: &Path, message: String) {
        self.ask(Asking::Export, path.display().to_string());
        if let Some(Layer::Prompt(prompt)) = self.layers.last_mut() {
            prompt.fault = Some(QueryFault { message, at: 0..0, hint: None });
        }
    }

    /// A file of that name is there: ask whether to replace it.
    pub fn ask_overwrite(&mut self, path: &Path) {
        self.layers.push(Layer::Question(Question::Overwrite(path.to_owned())));
    }
}
