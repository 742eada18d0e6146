//! The sources, each with all that it carries and what it has from where.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{listed, reader};
use crate::evidence::telling;
use crate::model::attribution;
use crate::model::date::Date;
use crate::model::plural::plural;
use crate::model::timeline::{SourceIx, Weight};
use crate::tui::action::Action;
use crate::tui::layer::Spot;
use crate::tui::layout::inner_width;
use crate::tui::state::State;
use crate::tui::text::{Para, lay};

/// How many events of a source are listed; its rows in the events pane show all.
const MOST: usize = 60;

/// How many disputes of a source are listed; the view of disputes shows all.
const MOST_DISPUTES: usize = 12;

/// Draws the view, the cursor at a spot.
pub fn render(state: &State, spot: Spot, area: Rect, buf: &mut Buffer) {
    let lay = |record| lines(state, record, inner_width(area));
    listed(state, area, "Sources", (state.timeline.sources().len(), spot), lay, buf);
}

/// The lines of one source.
#[must_use]
pub fn lines(state: &State, record: usize, room: usize) -> Vec<Line<'static>> {
    let paras = state.timeline.sources().nth(record).map(|source| paragraphs(state, source)).unwrap_or_default();
    lay(&paras, room, &state.marked_words(), state.theme.hit())
}

fn paragraphs(state: &State, ix: SourceIx) -> Vec<Para> {
    let (theme, timeline) = (state.theme, &state.timeline);
    let source = timeline.source(ix);
    let record = source.record();
    let fact = |name: &str, words: Option<&str>| {
        words.map(|words| Para::new(format!("{name}: {words}"), theme.quote()).indent(2).hang(2))
    };
    let mut paras = vec![
        Para::new(format!("{}  [{}]", theme.own(attribution::citation(timeline, ix)), source.id()), theme.heading())
            .hang(2),
    ];
    let accessed = record.accessed.as_deref().map(Date::words);
    paras.extend(fact("Link", record.url.as_deref()));
    paras.extend(fact("Archived", record.archive.as_deref()));
    paras.extend(fact("Copy", copy(state, ix).as_deref()));
    paras.extend(fact("Read", accessed.as_deref()));
    let cites: Vec<String> = source.cites().map(|cited| theme.own(attribution::source_name(timeline, cited))).collect();
    paras.extend(fact("Has it from", (!cites.is_empty()).then(|| cites.join(", ")).as_deref()));
    paras.extend(fact("Note", record.note.as_deref()));
    paras.extend(carried(state, ix));
    paras.push(Para::new(resting(timeline.weight(ix)), theme.quiet()).indent(2).hang(2));
    paras.extend(disputed(state, ix));
    paras.push(Para::gap());
    paras
}

/// The disputes that the source is a side of.
fn disputed(state: &State, ix: SourceIx) -> Vec<Para> {
    let disputes = state.timeline.disputes_quoting(ix);
    let shown = disputes.iter().take(MOST_DISPUTES).map(|dispute| state.timeline.dispute(*dispute));
    let mut paras: Vec<Para> = shown.flat_map(|dispute| reader::dispute(state, dispute, 2)).collect();
    let more = disputes.len().saturating_sub(MOST_DISPUTES);
    if more > 0 {
        let (close, disputes) = (state.key(Action::Close), state.key(Action::Disputes));
        let words = format!("and {} more: {close}, then {disputes} shows them", plural(more, "dispute"));
        paras.push(Para::new(words, state.theme.key()).indent(2));
    }
    paras
}

/// What it carries through other sources, and what would fall with it.
fn resting(Weight { through, events, statements }: Weight) -> String {
    let through = match through {
        0 => String::new(),
        count => format!("Through other sources it carries {}. ", plural(count, "passage")),
    };
    let falling: Vec<String> = [(events, "event"), (statements, "statement")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| plural(count, noun))
        .collect();
    let falling = if falling.is_empty() { "nothing".to_owned() } else { falling.join(" and ") };
    format!("{through}Would fall with it: {falling}")
}

/// The copy that it names, and how that stands once the copies were looked at.
fn copy(state: &State, ix: SourceIx) -> Option<String> {
    let copy = state.timeline.source(ix).record().copy.as_deref()?;
    let kept = state.ledger.as_ref().map(|ledger| telling::kept(&state.timeline, ledger, ix));
    Some(kept.map_or_else(|| copy.to_owned(), |kept| format!("{copy} ({kept})")))
}

/// A line for each event that the source carries, with how many of its passages.
fn carried(state: &State, ix: SourceIx) -> Vec<Para> {
    let timeline = &state.timeline;
    let (passages, events) = (timeline.passages_of(ix), timeline.events_carried(ix));
    let head = format!("Carries {} in {}", plural(passages.len(), "passage"), plural(events, "event"));
    let more = events.saturating_sub(MOST);
    let words = || format!("and {more} more: {} shows them all", state.key(Action::Open));
    let more = (more > 0).then(|| Para::new(words(), state.theme.key()).indent(4));
    let shown = passages.chunk_by(|a, b| a.event(timeline) == b.event(timeline)).take(MOST);
    let rows = shown.map(|passages| {
        let (event, count) = (passages[0].event(timeline), passages.len());
        let view = timeline.event(event);
        let date = view.date().map_or_else(|| "undated".to_owned(), |date| state.theme.own(date.words()));
        let times = if count == 1 { String::new() } else { format!(" ({count} passages)") };
        Para::new(format!("{} {date}: {}{times}", state.theme.marks().dot, view.title()), state.theme.quote())
            .indent(4)
            .hang(2)
    });
    std::iter::once(Para::new(head, state.theme.quiet()).indent(2)).chain(rows).chain(more).collect()
}
