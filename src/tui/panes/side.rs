//! One side of a dispute: what it holds, its quotes, who says them, and where they stand.

use super::quotes;
use crate::model::attribution;
use crate::model::date::Date;
use crate::model::plural::plural;
use crate::model::timeline::{EventIx, Passage, SideView};
use crate::tui::action::Action;
use crate::tui::state::State;
use crate::tui::text::{Para, width};

/// How many passages of an event stand in its side; the event itself has them all.
const MOST: usize = 8;

/// All of a side. Every side is worded and drawn alike, so that none is favoured.
#[must_use]
pub fn paragraphs(state: &State, side: SideView) -> Vec<Para> {
    let mut paras: Vec<Para> =
        side.record().holds.as_deref().map(|holds| Para::new(holds, state.theme.heading())).into_iter().collect();
    paras.extend(side.found_at().map(|event| event_line(state, event)));
    paras.extend(own_quote(state, side));
    if side.source().is_none() {
        paras.extend(spoken(state, &side.passages()));
    }
    paras
}

/// The event by which a side is found again, with its date.
fn event_line(state: &State, event: EventIx) -> Para {
    let view = state.timeline.event(event);
    let date = view.date().map_or_else(|| "without a date".to_owned(), Date::words);
    let words = format!("{} {}, {}", state.theme.marks().event, view.title(), state.theme.own(date));
    Para::new(words, state.theme.quote()).hang(width(state.theme.marks().event) + 1)
}

/// The passages that speak for a side, a blank line before each.
fn spoken(state: &State, passages: &[Passage]) -> Vec<Para> {
    if passages.is_empty() {
        return vec![Para::gap(), Para::new("no quote speaks for it", state.theme.quiet())];
    }
    let shown = passages.iter().take(MOST);
    let mut paras: Vec<Para> =
        shown.flat_map(|passage| [Para::gap()].into_iter().chain(quotes::paragraphs(state, *passage))).collect();
    let more = passages.len().saturating_sub(MOST);
    if more > 0 {
        let words = format!("and {} more: {} goes to the event", plural(more, "quote"), state.key(Action::Open));
        paras.extend([Para::gap(), Para::new(words, state.theme.key())]);
    }
    paras
}

/// The words that the side itself quotes, with their source and the verdict on them, behind a blank line.
fn own_quote(state: &State, side: SideView) -> Vec<Para> {
    let (theme, record) = (state.theme, side.record());
    let (open, close) = theme.marks().quotes;
    let quote = record.quote.as_deref();
    let mut paras: Vec<Para> = quote
        .map(|quote| Para::new(format!("{open}{}{close}", quote.trim()), theme.quote()).hang(1))
        .into_iter()
        .collect();
    paras.extend(quotes::verdict(state, side.verdict()));
    paras.extend(quotes::reasons(state, side.bearer()));
    let citation = side.source().map(|source| theme.own(attribution::citation(&state.timeline, source)));
    let place: Vec<String> = citation.into_iter().chain(record.at.as_deref().map(str::to_owned)).collect();
    if !place.is_empty() {
        paras.push(Para::new(place.join(", "), theme.quiet()).indent(2));
    }
    if !paras.is_empty() {
        paras.insert(0, Para::gap());
    }
    paras
}
