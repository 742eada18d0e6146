//! Completion in the filter prompt: what may stand at the cursor is offered, and put in only when it is chosen.

use tui_input::Input;

use crate::model::query::complete::complete;
use crate::tui::action::Way;
use crate::tui::layer::{Asking, Layer, Offer, Prompt};
use crate::tui::state::State;

/// The byte of a line at which its cursor is.
pub(super) fn cursor(input: &Input) -> usize {
    let line = input.value();
    line.char_indices().nth(input.cursor()).map_or(line.len(), |(at, _)| at)
}

impl State {
    /// What may stand where the cursor of a prompt is.
    pub(super) fn offer(&self, prompt: &Prompt) -> Option<Offer> {
        if prompt.asking != Asking::Filter {
            return None;
        }
        let completion = complete(&self.timeline, prompt.input.value(), cursor(&prompt.input))?;
        Some(Offer { completion, chosen: None, typed: prompt.input.clone() })
    }

    /// Puts the next or previous choice in; before the first and behind the last stands what was typed.
    pub(super) fn complete(&mut self, way: Way) {
        let Some(Layer::Prompt(mut prompt)) = self.layers.pop() else { return };
        if let Some(offer) = &mut prompt.offer {
            let last = offer.completion.choices.len() - 1;
            offer.chosen = match (offer.chosen, way) {
                (None, Way::Next) => Some(0),
                (None, Way::Previous) => Some(last),
                (Some(at), Way::Next) => Some(at + 1).filter(|next| *next <= last),
                (Some(at), Way::Previous) => at.checked_sub(1),
            };
            prompt.input = offer.line();
            // What is the only choice is chosen for good: what may follow it is offered at once.
            if last == 0 {
                prompt.offer = self.offer(&prompt);
            }
            prompt.fault = self.try_out(&prompt).err();
        }
        self.layers.push(Layer::Prompt(prompt));
    }

    /// Takes a choice that was put in back out; says whether there was one.
    pub(super) fn take_choice_back(&mut self) -> bool {
        match self.layers.pop() {
            Some(Layer::Prompt(mut prompt)) if prompt.offer.as_ref().is_some_and(|offer| offer.chosen.is_some()) => {
                if let Some(offer) = &mut prompt.offer {
                    offer.chosen = None;
                    prompt.input = offer.line();
                }
                prompt.fault = self.try_out(&prompt).err();
                self.layers.push(Layer::Prompt(prompt));
                true
            }
            layer => {
                self.layers.extend(layer);
                false
            }
        }
    }
}

impl Offer {
    /// The line as it was typed, with the choice in it that is chosen.
    fn line(&self) -> Input {
        let Some(choice) = self.chosen.and_then(|at| self.completion.choices.get(at)) else {
            return self.typed.clone();
        };
        let typed = self.typed.value();
        let (before, behind) = (&typed[..self.completion.at.start], &typed[self.completion.at.end..]);
        let put_in = format!("{before}{}", choice.text);
        let cursor = put_in.chars().count();
        Input::new(format!("{put_in}{behind}")).with_cursor(cursor)
    }
}
