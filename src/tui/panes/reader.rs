//! An event in full: every word of it, wrapped, to be scrolled to its end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{known, quotes, scrolled};
use crate::model::attribution;
use crate::model::timeline::{DisputeView, EventIx, EventView, Passage, SideView};
use crate::tui::layout::inner_width;
use crate::tui::state::State;
use crate::tui::text::{Para, lay};

/// Draws the view, its first line being line `top`.
pub fn render(state: &State, top: usize, area: Rect, buf: &mut Buffer) {
    let address = state.event().map(|event| state.timeline.event(event).address()).unwrap_or_default();
    scrolled(state, area, &address, lines(state, inner_width(area)), top, buf);
}

/// All lines of the current event.
#[must_use]
pub fn lines(state: &State, room: usize) -> Vec<Line<'static>> {
    let (before, after) = state.event().map(|event| paragraphs(state, event)).unwrap_or_default();
    lay(&[before, after].concat(), room, &state.marked_words(), state.theme.hit())
}

/// The line at which the quote under the cursor begins.
#[must_use]
pub fn line_of_quote(state: &State, room: usize) -> usize {
    let (before, _) = state.event().map(|event| paragraphs(state, event)).unwrap_or_default();
    lay(&before, room, &[], state.theme.hit()).len()
}

/// The paragraphs before the quote under the cursor, and those from there on.
fn paragraphs(state: &State, event: EventIx) -> (Vec<Para>, Vec<Para>) {
    let mut before = facts(state, event);
    let mut after = Vec::new();
    for (at, passage) in state.timeline.event(event).passages().enumerate() {
        let part = if at < state.quote { &mut before } else { &mut after };
        part.extend(quoted(state, passage, at == state.quote));
        part.push(Para::gap());
    }
    after.extend(disputes(state, event));
    (before, after)
}

/// Title, date, and what the curator says of the event.
fn facts(state: &State, event: EventIx) -> Vec<Para> {
    let view = state.timeline.event(event);
    let plain = state.theme.quote();
    let mut paras = vec![Para::new(view.title(), state.theme.heading())];
    paras.extend(date_words(view).map(|words| Para::new(state.theme.own(words), plain)));
    if state.timeline.order_is_open(event) {
        let words = format!("{} its place among its neighbours is open", state.theme.marks().open_order);
        paras.push(Para::new(words, state.theme.quiet()));
    }
    paras.extend(known::of_event(state, event));
    paras.push(Para::gap());
    paras.extend(view.summary().map(|summary| Para::new(summary, plain)));
    let actors: Vec<&str> = view.actors().iter().map(|actor| state.timeline.actor(*actor).name()).collect();
    let facts = [
        ("Place", view.place().unwrap_or_default().to_owned()),
        ("Actors", actors.join(", ")),
        (
            "Carried by",
            attribution::carried(&state.timeline, event).map(|words| state.theme.own(words)).unwrap_or_default(),
        ),
        ("Tags", view.tags().collect::<Vec<_>>().join(", ")),
        ("Note", view.note().unwrap_or_default().to_owned()),
        ("Imported", view.imported().unwrap_or_default().to_owned()),
    ];
    for (name, words) in facts.into_iter().filter(|(_, words)| !words.is_empty()) {
        paras.push(Para::new(format!("{name}: {words}"), plain).hang(2));
    }
    paras.push(Para::gap());
    paras
}

/// A passage with all that is recorded of it, the cursor's mark before the one under it.
fn quoted(state: &State, passage: Passage, here: bool) -> Vec<Para> {
    let plain = state.theme.quote();
    let mut paras = quotes::paragraphs(state, passage);
    if let Some(statement) = state.timeline.passage(passage).statement() {
        let record = statement.record();
        let topics: Vec<&str> = record.topics.iter().map(|topic| &**topic).collect();
        let revised = statement.revises().iter().map(|revised| {
            let said = attribution::said(state.timeline.statement(*revised));
            ("Revises", state.theme.own(said))
        });
        let says = record.says.as_deref().filter(|_| record.quote.is_some()).unwrap_or_default();
        let facts = [
            ("Says", says.to_owned()),
            ("Note", record.note.as_deref().unwrap_or_default().to_owned()),
            ("Topics", topics.join(", ")),
        ];
        for (name, words) in facts.into_iter().chain(revised).filter(|(_, words)| !words.is_empty()) {
            paras.push(Para::new(format!("{name}: {words}"), plain).indent(2).hang(2));
        }
    }
    let mark = if here { state.theme.marks().cursor } else { " " };
    paras.into_iter().enumerate().map(|(at, para)| if at == 0 { para.marked(mark) } else { para.further(2) }).collect()
}

/// The date in words and as written, and the words it was read from.
fn date_words(view: EventView) -> impl Iterator<Item = String> {
    let date = view.date().map_or("without a date".to_owned(), |date| {
        let words = date.words();
        if words == date.text() { words } else { format!("{words}  ({})", date.text()) }
    });
    let printed = view.printed().map(|printed| format!("printed: “{printed}”"));
    std::iter::once(date).chain(printed)
}

/// The disputes that concern the event, all sides beside each other.
fn disputes(state: &State, event: EventIx) -> Vec<Para> {
    let concerned = state.timeline.disputes_of(event).into_iter().map(|ix| state.timeline.dispute(ix));
    concerned.flat_map(|concerned| dispute(state, concerned, 0).into_iter().chain([Para::gap()])).collect()
}

/// The question of a dispute, its sides and the curator's remark, so many cells to the right.
#[must_use]
pub fn dispute(state: &State, dispute: DisputeView, indent: usize) -> Vec<Para> {
    let (record, plain) = (dispute.record(), state.theme.quote());
    let status = record.status.as_deref().map(|status| format!(" ({status})")).unwrap_or_default();
    let question =
        Para::new(format!("In dispute{status}: {}", &*record.question), state.theme.heading()).indent(indent).hang(2);
    let sides = dispute.sides().map(|side| Para::new(side_words(state, side), plain).indent(indent + 2).hang(2));
    let note = record.note.as_deref().map(|note| Para::new(note, plain).indent(indent + 2));
    std::iter::once(question).chain(sides).chain(note).collect()
}

/// What a side holds, then whose account that is.
fn side_words(state: &State, side: SideView) -> String {
    let timeline = &state.timeline;
    let account = attribution::account(timeline, side, |source| attribution::source_name(timeline, source));
    let marks = state.theme.marks();
    let holds = side.record().holds.as_deref().map(|holds| format!("{holds} {} ", marks.dash)).unwrap_or_default();
    format!("{} {holds}{}", marks.dot, state.theme.own(account))
}
