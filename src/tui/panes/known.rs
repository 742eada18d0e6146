//! What is said beside an event or a passage as it was known on a day: whether it was new, and what came later.

use crate::model::as_known;
use crate::model::date::Answer;
use crate::model::timeline::{EventIx, Passage};
use crate::model::turn::Turn;
use crate::tui::knowing::Knowing;
use crate::tui::state::State;
use crate::tui::text::{Para, width};

/// Of an event: what dates it otherwise later.
#[must_use]
pub fn of_event(state: &State, event: EventIx) -> Vec<Para> {
    state.known.iter().flat_map(|known| later(state, known, |turn| turn.dates(event))).collect()
}

/// Of a passage: how surely it was known, whether the day added it, and what says otherwise later.
#[must_use]
pub fn of_passage(state: &State, passage: Passage) -> Vec<Para> {
    let Some(known) = &state.known else { return Vec::new() };
    let (theme, marks) = (state.theme, state.theme.marks());
    let possibly = (state.timeline.knows(passage) == Answer::Possibly).then(|| {
        let words = format!("{} possibly known then: when its source came out is not certain", marks.possibly);
        Para::new(words, theme.quiet()).indent(2).hang(2)
    });
    let day = known.day.filter(|_| known.is_added(passage));
    let new = day.map(|day| Para::new(format!("{} new on {day}", marks.added), theme.quiet()).indent(2));
    let later = later(state, known, |turn| turn.is_about(&state.timeline, passage));
    possibly.into_iter().chain(new).chain(later).collect()
}

fn later(state: &State, known: &Knowing, is_about: impl Fn(&Turn) -> bool) -> Vec<Para> {
    let mark = state.theme.marks().later;
    let para = |turn: &Turn| {
        let words = state.theme.own(as_known::otherwise(&state.whole, *turn));
        Para::new(format!("{mark} later {words}"), state.theme.heading()).indent(2).hang(width(mark) + 1)
    };
    known.later.iter().filter(|turn| is_about(turn)).map(para).collect()
}
