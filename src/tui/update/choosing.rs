//! Picking from a list: what fits the letters typed, best first, and what is taken.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use crate::model::fold::{Wanted, fold_but_case};
use crate::tui::choices::Choosing;
use crate::tui::effect::Effect;
use crate::tui::layer::{Layer, Picker};
use crate::tui::state::State;

impl State {
    /// Opens a list to pick from; where it is empty, says so.
    pub(super) fn choose(&mut self, of: Choosing, where_empty: &str) {
        if (of.choices().count)(self) == 0 {
            self.say(where_empty);
            return;
        }
        let mut picker = Picker { of, input: Input::default(), found: Vec::new(), cursor: 0 };
        self.fill_picker(&mut picker);
        self.layers.push(Layer::Picker(Box::new(picker)));
    }

    /// The rows of which a name fits what is typed, best first.
    pub(in crate::tui) fn fill_picker(&self, picker: &mut Picker) {
        let typed = picker.input.value();
        let cased = Wanted::new(typed).is_cased();
        let wanted = fold_but_case(typed);
        let pattern = Pattern::parse(&wanted, CaseMatching::Smart, Normalization::Never);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let choices = picker.of.choices();
        // Of names that fit as well, one that begins with what is typed is the one that is meant.
        let mut best: Vec<Option<(u32, bool)>> = vec![None; (choices.count)(self)];
        (choices.names)(self, &mut |row, name, folded| {
            let kept = cased.then(|| fold_but_case(name));
            let name = kept.as_deref().unwrap_or(folded);
            let score = pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher);
            best[row] = best[row].max(score.map(|score| (score, !wanted.is_empty() && name.starts_with(&wanted))));
        });
        let mut found: Vec<(usize, (u32, bool))> =
            best.into_iter().enumerate().filter_map(|(row, score)| Some((row, score?))).collect();
        found.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
        picker.found = found.into_iter().map(|(row, _)| row).collect();
        picker.cursor = 0;
    }

    /// The row that is chosen in the list on top.
    pub(super) fn chosen_row(&self) -> Option<usize> {
        let Some(Layer::Picker(picker)) = self.layers.last() else { return None };
        picker.found.get(picker.cursor).copied()
    }

    /// Enter in a list. It stays where nothing fits: what is typed next is meant for it.
    pub(super) fn accept_choice(&mut self, picker: Box<Picker>) -> Option<Effect> {
        let choices = picker.of.choices();
        if let Some(row) = picker.found.get(picker.cursor) {
            return (choices.take)(self, *row);
        }
        self.warn(format!("{}: “{}”", choices.none, picker.input.value()));
        self.layers.push(Layer::Picker(picker));
        None
    }
}
