//! What is under the cursor of the lanes in words, so that every sign has some.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::model::attribution;
use crate::model::date::Date;
use crate::model::document::Status;
use crate::model::lanes::{Item, Lane, LaneKind};
use crate::model::timeline::{Passage, StatementIx};
use crate::tui::lanes::{Dot, LanesView};
use crate::tui::state::State;
use crate::tui::text::{Para, cut, lay, width};

/// Draws a line, and below it the title, the date and the first words of what is under the cursor.
pub fn render(state: &State, view: &LanesView, area: Rect, buf: &mut Buffer) {
    let Some((lane, item)) = view.lane().zip(view.item()).filter(|_| area.height > 1) else { return };
    let room = usize::from(area.width);
    Line::styled(state.theme.marks().across.repeat(room), state.theme.quiet()).render(area, buf);
    let theme = state.theme;
    let event = state.timeline.event(item.event);
    let facts = facts(state, view, (lane, item)).join(&format!(" {} ", theme.marks().dot));
    let mut lines = vec![
        Line::styled(cut(event.title(), room, theme.marks().cut).into_owned(), theme.heading()),
        Line::styled(cut(&facts, room, theme.marks().cut).into_owned(), theme.quiet()),
    ];
    let height = usize::from(area.height) - 1;
    let words = lay(&words(state, item, lane.said(item)), room, &state.marked_words(), theme.hit());
    let free = height.saturating_sub(lines.len());
    let is_cut = words.len() > free;
    lines.extend(words.into_iter().take(free));
    if is_cut && free > 0 {
        shorten(state, lines.last_mut(), room);
    }
    super::super::draw(lines, Rect { y: area.y + 1, height: area.height - 1, ..area }, buf);
}

/// The mark of what was cut at the end of the last line.
fn shorten(state: &State, line: Option<&mut Line<'static>>, room: usize) {
    let Some(line) = line else { return };
    let mark = state.theme.marks().cut;
    if line.width() + width(mark) <= room {
        line.push_span(Span::raw(mark));
    } else {
        let short = cut(&line.to_string(), room.saturating_sub(width(mark)), "").into_owned();
        *line = Line::from(format!("{short}{mark}"));
    }
}

/// When, what in the lane, and whether that is in dispute.
fn facts(state: &State, view: &LanesView, (lane, item): (&Lane, &Item)) -> Vec<String> {
    let (timeline, theme) = (&state.timeline, state.theme);
    let date = item.date(timeline).map_or_else(|| "without a date".to_owned(), Date::words);
    let mut facts = vec![theme.own(date)];
    facts.extend(
        item.dated_by().and(timeline.event(item.event).date()).map(|own| theme.own(format!("event: {}", own.words()))),
    );
    facts.push(format!("{} of {} in this lane", view.cursor.item + 1, lane.items.len()));
    let said = lane.said(item);
    let nth = said.iter().position(|statement| state.passage() == Some(Passage::Statement(*statement)));
    facts.push(match (said.len(), nth) {
        (0, _) if view.lanes.kind == LaneKind::Actors => "takes part".to_owned(),
        (0, _) => "nothing said".to_owned(),
        (1, _) => "one statement".to_owned(),
        (count, Some(nth)) => format!("statement {} of {count} here", nth + 1),
        (count, None) => format!("{count} statements"),
    });
    if timeline.is_in_dispute(item.event, Status::Open) {
        facts.push(format!("{} in dispute", theme.marks().disputed));
    }
    facts
}

/// Who says what; else what the curator says of the event.
fn words(state: &State, item: &Item, said: &[StatementIx]) -> Vec<Para> {
    let plain = state.theme.quote();
    let here = said.iter().find(|statement| state.passage() == Some(Passage::Statement(**statement)));
    let statement = here.or(said.first()).map(|statement| state.timeline.statement(*statement));
    let (open, close) = state.theme.marks().quotes;
    if let Some(statement) = statement {
        let words = statement.words().trim();
        let words = if statement.record().quote.is_some() { format!("{open}{words}{close}") } else { words.to_owned() };
        let source = statement.source().map(|source| state.theme.own(attribution::citation(&state.timeline, source)));
        let said = Para::new(format!("{}: {words}", statement.shown_speaker()), plain);
        return std::iter::once(said).chain(source.map(|source| Para::new(source, state.theme.quiet()))).collect();
    }
    let event = state.timeline.event(item.event);
    let quote = || event.passages().find_map(|passage| state.timeline.passage(passage).quote());
    vec![match (event.summary(), quote()) {
        (Some(summary), _) => Para::new(summary, plain),
        (None, Some(quote)) => Para::new(format!("{open}{}{close}", quote.trim()), plain),
        (None, None) => Para::new("no quote carries this event", state.theme.quiet()),
    }]
}

/// Draws the signs and what they mean, as many as there is room for, the most needed first.
pub fn render_legend(state: &State, view: &LanesView, area: Rect, buf: &mut Buffer) {
    let theme = state.theme;
    let marks = theme.marks();
    let is_actors = view.lanes.kind == LaneKind::Actors;
    let pair = |signs: [&str; 2]| format!("{}{}", signs[1], signs[0]);
    let mut signs = vec![
        (pair(marks.said), if is_actors { "says" } else { "said" }.to_owned(), Dot::Said(true)),
        (pair(marks.mentioned), if is_actors { "takes part" } else { "nothing said" }.to_owned(), Dot::Mention(true)),
        (marks.surely.to_owned(), "certain".to_owned(), Dot::Certain),
        (marks.maybe.to_owned(), "possible".to_owned(), Dot::Possible),
        ("~".to_owned(), "about".to_owned(), Dot::Vague("~")),
        ("?".to_owned(), "unsure".to_owned(), Dot::Vague("?")),
        ("3".to_owned(), "several".to_owned(), Dot::Digit(3)),
        (format!("{}{}", marks.open_begin, marks.open_end), "open".to_owned(), Dot::OpenEnd),
    ];
    if state.timeline.has_dispute(Status::Open) {
        signs.push((marks.disputed.to_owned(), "disputed".to_owned(), Dot::Disputed));
    }
    if !state.selection.is_empty() {
        signs.insert(0, (pair(marks.chosen_signs), "chosen".to_owned(), Dot::Chosen(true)));
    }
    if let Some(words) = super::without_date(view) {
        signs.insert(2, ("+".to_owned(), words, Dot::Empty));
    }
    let mut line = Line::from(" ");
    let mut free = usize::from(area.width).saturating_sub(1);
    for (sign, words, dot) in signs {
        let needed = width(&sign) + width(&words) + 3;
        if needed <= free + 2 {
            free = free.saturating_sub(needed);
            line.push_span(Span::styled(sign, super::style(theme, dot)));
            line.push_span(Span::styled(format!(" {words}  "), Style::new()));
        }
    }
    line.render(area, buf);
}
