//! Prompts: what is typed at the foot takes effect as it is typed, and is taken back by Esc.

use std::path::Path;

use tui_input::{Input, InputRequest};

use crate::model::date::Date;
use crate::model::query::{Query, QueryFault};
use crate::tui::effect::Effect;
use crate::tui::state::{Asking, Before, Filter, Layer, Prompt, State};

impl State {
    fn ask(&mut self, asking: Asking, line: String) {
        let before = Before { event: self.event(), filter: self.filter.text.clone(), search: self.search.clone() };
        self.layers.push(Layer::Prompt(Box::new(Prompt { asking, input: Input::new(line), fault: None, before })));
    }

    pub(super) fn ask_search(&mut self) {
        self.ask(Asking::Search, String::new());
    }

    pub(super) fn ask_filter(&mut self) {
        let line = if self.filter.text.is_empty() { String::new() } else { format!("{} ", self.filter.text) };
        self.ask(Asking::Filter, line);
    }

    pub(super) fn ask_date(&mut self) {
        self.ask(Asking::Date, String::new());
    }

    pub(super) fn ask_export(&mut self) {
        if self.chosen().is_empty() {
            self.warn("nothing is shown, so there is nothing to export");
            return;
        }
        let stem = self.origin.paths.first().and_then(|path| path.file_stem()).filter(|stem| *stem != "-");
        let stem = stem.map_or("timeline".into(), |stem| stem.to_string_lossy());
        self.ask(Asking::Export, format!("{stem}-excerpt.md"));
    }

    /// Text that the terminal pasted: typed where something is typed, else nothing.
    pub fn paste(&mut self, text: &str) {
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            self.edit_line(InputRequest::InsertChar(letter));
        }
    }

    /// Changes the line being typed, and what follows from it.
    pub(super) fn edit_line(&mut self, request: InputRequest) {
        match self.layers.pop() {
            Some(Layer::Picker(mut picker)) => {
                picker.input.handle(request);
                self.fill_picker(&mut picker);
                self.layers.push(Layer::Picker(picker));
            }
            Some(Layer::Prompt(mut prompt)) => {
                prompt.input.handle(request);
                prompt.fault = self.try_out(&prompt).err();
                self.layers.push(Layer::Prompt(prompt));
            }
            layer => self.layers.extend(layer),
        }
    }

    /// What is typed takes effect, as far as it can be understood.
    fn try_out(&mut self, prompt: &Prompt) -> Result<(), QueryFault> {
        let line = prompt.input.value();
        match prompt.asking {
            Asking::Search => {
                line.clone_into(&mut self.search);
                self.show_first_match(prompt.before.event);
                Ok(())
            }
            Asking::Filter => {
                let query = Query::parse(&self.timeline, line)?;
                let query = Some(query).filter(|query| !query.is_empty());
                self.set_filter(Filter { text: line.trim().to_owned(), query });
                Ok(())
            }
            Asking::Date => self.show_date(line.trim(), prompt.before.event),
            Asking::Export => Ok(()),
        }
    }

    fn show_first_match(&mut self, from: Option<crate::model::timeline::EventIx>) {
        let start = from.and_then(|event| self.rows.row_of(event)).unwrap_or(0);
        let matches = if self.search.is_empty() { vec![start] } else { self.matches() };
        let row = matches.iter().find(|row| **row >= start).or_else(|| matches.first());
        self.go_to_matching_row(row.copied().unwrap_or(start));
    }

    fn show_date(&mut self, line: &str, from: Option<crate::model::timeline::EventIx>) -> Result<(), QueryFault> {
        if line.is_empty() {
            self.go_to_row(from.and_then(|event| self.rows.row_of(event)).unwrap_or(self.row));
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
            Asking::Search => self.search.clone_from(&before.search),
            Asking::Filter => {
                let query = Query::parse(&self.timeline, &before.filter).ok().filter(|query| !query.is_empty());
                self.set_filter(Filter { text: before.filter.clone(), query });
            }
            Asking::Date => {}
            Asking::Export => return,
        }
        if let Some(row) = before.event.and_then(|event| self.rows.row_of(event)) {
            self.go_to_row(row);
        }
    }

    /// Enter: what is typed is taken, or stays with its fault.
    pub(super) fn accept(&mut self) -> Option<Effect> {
        match self.layers.pop() {
            Some(Layer::Picker(picker)) => {
                match picker.found.get(picker.cursor) {
                    Some(actor) => self.pick(*actor),
                    None => self.warn(format!("no actor is called “{}”", picker.input.value())),
                }
                None
            }
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
        if let Err(fault) = self.try_out(&prompt) {
            prompt.fault = Some(fault);
            self.layers.push(Layer::Prompt(prompt));
            return None;
        }
        match prompt.asking {
            Asking::Search if !self.search.is_empty() => {
                let count = self.matches().len();
                if count == 0 {
                    self.warn(format!("“{}” stands nowhere here", self.search));
                } else {
                    self.say(format!("{count} events match; n N go on"));
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

    /// A file of that name is there: ask whether to replace it.
    pub fn ask_overwrite(&mut self, path: &Path) {
        self.layers.push(Layer::Overwrite(path.to_owned()));
    }
}
