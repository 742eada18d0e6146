//! The chain of an attribution as a tree: a line for each step on to the reader, and back to what it cites.

use crate::model::attribution;
use crate::model::chain::{Step, steps};
use crate::model::timeline::{Passage, PassageView, Via};
use crate::tui::state::State;
use crate::tui::text::Para;

/// How far to the right a cited source may stand, in steps; the deeper ones stand below each other.
const DEEPEST: usize = 4;

/// From the speaker down to the source in full, each step with what it cites below it.
///
/// An arrow on leads to who has it next, an arrow back to what a source has its matter from. The source of
/// evidence has its words from no speaker, so that no arrow leads to it.
#[must_use]
pub fn paragraphs(state: &State, passage: Passage) -> Vec<Para> {
    let view = state.timeline.passage(passage);
    let steps = steps(&state.timeline, passage).into_iter();
    let mut paras: Vec<Para> = steps.map(|step| drawn(state, step, view)).collect();
    if view.source().is_none() {
        paras.push(Para::new("no source", state.theme.quiet()).indent(2));
    }
    paras
}

fn drawn(state: &State, step: Step, passage: PassageView) -> Para {
    let (timeline, theme) = (&state.timeline, state.theme);
    let (onward, back) = (theme.marks().onward, theme.marks().back);
    let (depth, mark, words) = match step {
        Step::Via(Via::Actor(actor)) => (0, onward, format!("according to {}", timeline.actor(actor).shown_name())),
        Step::Via(Via::Source(source)) => {
            (0, onward, format!("according to {}", theme.own(attribution::source_name(timeline, source))))
        }
        Step::Source(source) => {
            let place = passage.at().map(|at| format!(", {at}")).unwrap_or_default();
            let words = theme.own(attribution::citation(timeline, source)) + &place;
            (0, if passage.statement().is_some() { onward } else { "" }, words)
        }
        Step::Cited(source, depth) => {
            (depth, back, format!("citing {}", theme.own(attribution::source_name(timeline, source))))
        }
        Step::Onward(source) => {
            let origins = attribution::names(timeline, &timeline.origins_of_source(source));
            (DEEPEST, back, format!("and so on to {}", theme.own(origins)))
        }
    };
    let style = if matches!(step, Step::Source(_)) { theme.quiet() } else { theme.quote() };
    let para = Para::new(words, style).indent(2 + 2 * depth.min(DEEPEST));
    if mark.is_empty() { para } else { para.marked(mark) }
}
