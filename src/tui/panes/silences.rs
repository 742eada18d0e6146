//! The silences and bursts: of all that is shown, of each actor and of each tag, drawn and in words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::listed;
use crate::model::axis::{Axis, Ruler};
use crate::model::rhythm::{Burst, Silence, Subject, Thing, Told, in_short, in_words};
use crate::tui::column::told;
use crate::tui::density::density;
use crate::tui::layer::Silences;
use crate::tui::layout::inner_width;
use crate::tui::state::State;
use crate::tui::text::{Para, cut, lay, width};

/// Draws the view, the cursor at its spot.
pub fn render(state: &State, silences: &Silences, area: Rect, buf: &mut Buffer) {
    let room = inner_width(area);
    let dot = state.theme.marks().dot;
    let name = silences.told.get(silences.spot.record).map(|told| told.subject.name(&state.timeline));
    let (at, count) = (silences.spot.record + 1, silences.told.len());
    let title = format!("Silences {dot} {at} of {count} {dot} {}", name.unwrap_or_default());
    let lay = |record: usize| lines(state, silences, record, room).into_iter().map(|(line, _)| line).collect();
    listed(state, area, &title, (count, silences.spot), lay, buf);
}

/// All lines of a subject, each with the thing that it leads to.
#[must_use]
pub fn lines(state: &State, silences: &Silences, record: usize, room: usize) -> Vec<(Line<'static>, Option<Thing>)> {
    let Some(told) = silences.told.get(record) else { return Vec::new() };
    let mut lines = vec![(heading(state, told, room), None)];
    lines.extend(drawn(state, told, room).into_iter().map(|line| (line, None)));
    let mut put = |para: Para, thing: Option<Thing>| {
        let laid = lay(&[para], room, &[], state.theme.hit());
        lines.extend(laid.into_iter().map(|line| (line, thing)));
    };
    if let Some(why) = told.unsilent() {
        put(Para::new(format!("silence: {why}"), state.theme.quote()).indent(2).hang(2), None);
    }
    for silence in &told.silences {
        put(
            Para::new(silence_words(state, told, silence), state.theme.heading()).indent(2).hang(2),
            Some(silence.after),
        );
        for (name, thing) in [("after ", silence.after), ("before", silence.before)] {
            put(Para::new(thing_words(state, name, thing), state.theme.quote()).indent(4).hang(2), Some(thing));
        }
    }
    for burst in &told.bursts {
        put(Para::new(burst_words(state, told, burst), state.theme.quote()).indent(2).hang(2), Some(burst.first));
    }
    lines.push((Line::default(), None));
    lines
}

/// `── Emmanuel Macron · 9 statements ─────`, across the view.
fn heading(state: &State, told: &Told, room: usize) -> Line<'static> {
    let marks = state.theme.marks();
    let name = told.subject.name(&state.timeline);
    let words = format!("{} {name} {} {} ", marks.across.repeat(2), marks.dot, told.counted());
    let words = cut(&words, room, marks.cut).into_owned();
    let rest = room.saturating_sub(width(&words));
    Line::styled(format!("{words}{}", marks.across.repeat(rest)), state.theme.quiet())
}

/// The things of a subject on the line of time of all that is shown, and below it its silences as brackets, each
/// with its length where there is room. Nothing where there is no line to draw on.
fn drawn(state: &State, told: &Told, room: usize) -> Vec<Line<'static>> {
    let Some(axis) = Axis::over(state.dates.outermost(), room.saturating_sub(2)).filter(|axis| axis.width() >= 20)
    else {
        return Vec::new();
    };
    let marks = state.theme.marks();
    let own = match told.subject {
        Subject::Whole => state.dates.counted().on(&Ruler::of(&axis)).sums.density(),
        _ => density(&axis, told.dates.iter().map(|(when, count)| (when, *count))),
    };
    let heights: String = own.iter().map(|density| marks.density(*density)).collect();
    let mut lines = vec![Line::styled(format!("  {heights}"), state.theme.quiet())];
    if !told.silences.is_empty() {
        lines.push(Line::styled(format!("  {}", brackets(state, &axis, told)), state.theme.heading()));
    }
    lines
}

/// `├─ 9 to 16 days ─┤` below each silence; none is drawn over another.
fn brackets(state: &State, axis: &Axis, told: &Told) -> String {
    let marks = state.theme.marks();
    let mut row = vec![" ".to_owned(); axis.width()];
    for silence in &told.silences {
        let (first, last) = (axis.cell(silence.certain.0), axis.cell(silence.certain.1));
        if row[first..=last].iter().any(|cell| cell != " ") {
            continue;
        }
        row[first..=last].fill(marks.across.to_owned());
        marks.silence.0.clone_into(&mut row[first]);
        marks.silence.1.clone_into(&mut row[last]);
        let label = state.theme.own(format!(" {} ", in_short(silence.least, silence.most, silence.is_sure)));
        let room = (last - first).saturating_sub(1);
        if width(&label) <= room {
            let at = first + 1 + (room - width(&label)) / 2;
            label.chars().enumerate().for_each(|(nth, letter)| row[at + nth] = letter.to_string());
        }
    }
    row.concat()
}

fn silence_words(state: &State, told: &Told, silence: &Silence<Thing>) -> String {
    let length = in_words(silence.least, silence.most, silence.is_sure);
    let span = told.rhythm.span_words(silence.certain);
    state.theme.own(format!("silent for {length}: nothing {span}"))
}

fn burst_words(state: &State, told: &Told, burst: &Burst<Thing>) -> String {
    let count = match (burst.certainly, burst.at_most) {
        (certainly, at_most) if certainly == at_most => certainly.to_string(),
        (certainly, at_most) => format!("{certainly} certainly, {at_most} at most"),
    };
    let span = told.rhythm.span_words(burst.span);
    state.theme.own(format!("busiest {}: {span}, {count}", told.window.words()))
}

fn thing_words(state: &State, name: &str, thing: Thing) -> String {
    let date = told(thing.date(&state.timeline));
    state.theme.own(format!("{name} {date}  ")) + state.timeline.event(thing.event).title()
}
