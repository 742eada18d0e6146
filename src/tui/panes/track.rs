//! Actors side by side: what each says, time by time, with what revises what.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::{draw, frame, quotes, records_around};
use crate::model::attribution;
use crate::model::date::Date;
use crate::model::timeline::{Bearer, Passage, StatementIx};
use crate::model::track::{Moment, Said};
use crate::tui::layer::{Positions, Spot};
use crate::tui::layout::window;
use crate::tui::state::State;
use crate::tui::text::{Para, cut, lay, pad, width};

/// The fewest cells of a column beside another.
const NARROWEST: usize = 23;
/// The cells between two columns: a line with a blank before and behind it.
const BETWEEN: usize = 3;
/// The cells before the words of a column: the cursor's mark, a revision and a blank.
const GUTTER: usize = 3;
/// The lines at the foot, which tell of the statement under the cursor.
const FOOT: usize = 3;

/// Which columns are in sight, and how wide each is.
#[derive(Clone, Copy)]
struct Columns {
    first: usize,
    count: usize,
    wide: usize,
}

impl Columns {
    fn of(positions: &Positions, room: usize) -> Self {
        let all = positions.track.actors.len().max(1);
        let count = ((room + BETWEEN) / (NARROWEST + BETWEEN)).clamp(1, all);
        let wide = ((room + BETWEEN) / count).saturating_sub(BETWEEN);
        Self { first: window(positions.at.column, count, all), count, wide }
    }

    fn range(self) -> std::ops::Range<usize> {
        self.first..self.first + self.count
    }
}

/// Draws the view.
pub fn render(state: &State, positions: &Positions, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    let columns = Columns::of(positions, usize::from(area.width.saturating_sub(4)));
    let inner = frame(state, area, &title(state, positions, columns), true, buf);
    draw([names(state, positions, columns)], inner, buf);
    let foot = if usize::from(inner.height) > 4 * FOOT { FOOT } else { 0 };
    let height = usize::from(inner.height).saturating_sub(1 + foot);
    let body = Rect { y: inner.y.saturating_add(1), height: inner.height.saturating_sub(1), ..inner };
    let (lines, line) = moments_around(state, positions, columns, height);
    let top = line.saturating_sub(height / 3).min(lines.len().saturating_sub(height));
    draw(lines.into_iter().skip(top).take(height), body, buf);
    if foot > 0 {
        let below = inner.bottom().saturating_sub(u16::try_from(foot).unwrap_or(0));
        draw(
            told(state, positions, usize::from(inner.width)),
            Rect { y: below, height: inner.bottom() - below, ..inner },
            buf,
        );
    }
}

fn title(state: &State, positions: &Positions, columns: Columns) -> String {
    let (dot, all) = (state.theme.marks().dot, positions.track.actors.len());
    let shown = if columns.count < all {
        let (first, last) = (columns.first + 1, columns.first + columns.count);
        if first == last { format!("{first} of {all}") } else { format!("{first} to {last} of {all}") }
    } else {
        all.to_string()
    };
    format!("Side by side {dot} actors: {shown}")
}

/// The name over each column, that of the cursor's marked.
fn names(state: &State, positions: &Positions, columns: Columns) -> Line<'static> {
    let marks = state.theme.marks();
    let mut line = Line::default();
    for column in columns.range() {
        if column > columns.first {
            line.push_span(Span::styled(format!(" {} ", marks.beside), state.theme.quiet()));
        }
        let name = positions.track.actors.get(column).map(|actor| state.timeline.actor(*actor).shown_name());
        let here = column == positions.at.column;
        let style = if here { state.theme.picked() } else { state.theme.heading() };
        let name = format!("{}  {}", if here { marks.cursor } else { " " }, name.unwrap_or_default());
        line.push_span(Span::styled(pad(&name, columns.wide, marks.cut), style));
    }
    line
}

/// The lines of the cursor's moment and of those around it, and which of them the cursor's statement begins in.
fn moments_around(
    state: &State,
    positions: &Positions,
    columns: Columns,
    height: usize,
) -> (Vec<Line<'static>>, usize) {
    let at = positions.at;
    let lay = |moment: usize| moment_lines(state, positions, columns, moment).0;
    let line = moment_lines(state, positions, columns, at.moment).1;
    let spot = Spot { record: at.moment, line };
    let (lines, _, line) = records_around(height, (positions.track.moments.len(), spot), lay);
    (lines, line)
}

/// A moment: its date, then the columns, then a blank line; and the line in which the cursor's statement begins.
fn moment_lines(state: &State, positions: &Positions, columns: Columns, at: usize) -> (Vec<Line<'static>>, usize) {
    let Some(moment) = positions.track.moments.get(at) else { return (Vec::new(), 0) };
    let mut cursor = 0;
    let mut laid: Vec<Column> = Vec::new();
    for column in columns.range() {
        let here = (positions.at.moment == at && positions.at.column == column).then_some(positions.at.nth);
        let (lines, begin) = column_lines(state, moment, column, columns.wide, here);
        cursor = begin.unwrap_or(cursor);
        laid.push(lines);
    }
    let mut lines = vec![heading(state, moment, columns)];
    let height = laid.iter().map(|column| column.lines.len()).max().unwrap_or(0);
    lines.extend((0..=height).map(|row| joined(state, &laid, row, columns.wide)));
    (lines, cursor + 1)
}

/// The lines of a column, and whether a revision reaches on below them.
struct Column {
    lines: Vec<Line<'static>>,
    reaches_on: bool,
}

/// What an actor says at a moment; and the line in which the statement `here` begins.
fn column_lines(
    state: &State,
    moment: &Moment,
    column: usize,
    wide: usize,
    here: Option<usize>,
) -> (Column, Option<usize>) {
    let all = moment.columns.get(column).map_or(&[][..], |said| said);
    let (mut lines, mut begin) = (Vec::new(), None);
    for (nth, said) in all.iter().enumerate() {
        if here == Some(nth) {
            begin = Some(lines.len());
        }
        let mut paras = paragraphs(state, said.statement);
        paras.extend((nth + 1 < all.len()).then(Para::gap));
        let words = lay(&paras, wide.saturating_sub(GUTTER), &state.marked_words(), state.theme.hit());
        for (row, words) in words.into_iter().enumerate() {
            let mark = if here == Some(nth) && row == 0 { state.theme.marks().cursor } else { " " };
            let link = if row == 0 { link(state, *said) } else { reach(state, said.to_below) };
            let mut line = Line::from(Span::styled(format!("{mark}{link} "), state.theme.picked()));
            line.extend(words.spans);
            lines.push(if here == Some(nth) { line.style(state.theme.heading()) } else { line });
        }
    }
    let over = moment.reached_over.get(column).copied().unwrap_or(false);
    let reaches_on = all.last().map_or(over, |said| said.to_below);
    (Column { lines, reaches_on }, begin)
}

/// The sign of a revision in the first line of a statement.
fn link(state: &State, said: Said) -> &'static str {
    let [begin, end, on, both] = state.theme.marks().link;
    match (said.is_end, said.from_above, said.to_below) {
        (_, false, false) => " ",
        (true, true, true) => both,
        (true, true, false) => end,
        (true, false, true) => begin,
        (false, ..) => on,
    }
}

fn reach(state: &State, reaches: bool) -> &'static str {
    if reaches { state.theme.marks().link[2] } else { " " }
}

/// A line of all columns side by side.
fn joined(state: &State, laid: &[Column], row: usize, wide: usize) -> Line<'static> {
    let mut whole = Line::default();
    for (at, column) in laid.iter().enumerate() {
        if at > 0 {
            whole.push_span(Span::styled(format!(" {} ", state.theme.marks().beside), state.theme.quiet()));
        }
        let blank = || Line::styled(format!(" {} ", reach(state, column.reaches_on)), state.theme.picked());
        let line = column.lines.get(row).cloned().unwrap_or_else(blank);
        let free = wide.saturating_sub(line.width());
        let style = line.style;
        whole.extend(line.spans.into_iter().map(|span| Span { style: style.patch(span.style), ..span }));
        whole.push_span(" ".repeat(free));
    }
    whole
}

/// `── about May 2025 ─────`, across all columns, with the revisions that reach over it.
fn heading(state: &State, moment: &Moment, columns: Columns) -> Line<'static> {
    let marks = state.theme.marks();
    let first = moment.columns.iter().flatten().next();
    let date = first.and_then(|said| state.timeline.statement(said.statement).date());
    let date = state.theme.own(date.map_or_else(|| "without a date".to_owned(), Date::words));
    let mut parts = Vec::new();
    for column in columns.range() {
        let reached = moment.reached_over.get(column).is_some_and(|reached| *reached);
        let link = if reached { marks.link[2] } else { marks.across };
        let words = if column == columns.first { format!(" {date} ") } else { String::new() };
        let head = format!("{}{link}{}", marks.across, cut(&words, columns.wide.saturating_sub(2), marks.cut));
        let rest = columns.wide.saturating_sub(width(&head));
        parts.push(format!("{head}{}", marks.across.repeat(rest)));
    }
    Line::styled(parts.join(&marks.across.repeat(BETWEEN)), state.theme.quiet())
}

/// A statement in its column: its words, what was found of them, where they stand, and what they revise.
fn paragraphs(state: &State, ix: StatementIx) -> Vec<Para> {
    let (theme, timeline) = (state.theme, &state.timeline);
    let statement = timeline.statement(ix);
    let words = match statement.record().quote.as_deref() {
        Some(quote) => {
            let (open, close) = theme.marks().quotes;
            Para::new(format!("{open}{}{close}", quote.trim()), theme.quote()).hang(1)
        }
        None => Para::new(format!("{} (no quote)", attribution::words(statement)), theme.quote()),
    };
    let mut paras = vec![words];
    paras.extend(quotes::verdict(state, timeline.verdict_of(Bearer::Passage(Passage::Statement(ix)))));
    for revised in statement.revises() {
        paras.push(Para::new(format!("revises {}", dated_words(state, *revised)), theme.heading()).indent(2).hang(2));
    }
    paras
}

/// When it was said, and the words.
fn dated_words(state: &State, ix: StatementIx) -> String {
    let statement = state.timeline.statement(ix);
    let date = statement.date().map(|date| format!("{}: ", date.short())).unwrap_or_default();
    state.theme.own(date + &attribution::words(statement))
}

/// The statement under the cursor at the foot: its event, and the way that its words took.
fn told(state: &State, positions: &Positions, room: usize) -> Vec<Line<'static>> {
    let marks = state.theme.marks();
    let Some(ix) = positions.track.at(positions.at) else { return Vec::new() };
    let event = state.timeline.event(state.timeline.statement(ix).event());
    let when = state.timeline.statement(ix).date().map(|date| format!("{}: ", date.words())).unwrap_or_default();
    let title = format!("{} {}{}", marks.event, state.theme.own(when), event.title());
    let chain = state.theme.own(attribution::chain(&state.timeline, ix));
    let line = |words: &str, style: Style| Line::styled(cut(words, room, marks.cut).into_owned(), style);
    vec![
        Line::styled(marks.across.repeat(room), state.theme.quiet()),
        line(&title, state.theme.heading()),
        line(&chain, state.theme.quiet()),
    ]
}
