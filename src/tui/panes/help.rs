//! The help, made from the live map of keys and the marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::scrolled;
use crate::model::query::{FIELDS, GRAMMAR};
use crate::model::verdict::Verdict;
use crate::tui::action::Action;
use crate::tui::keys::{CHAPTERS, chapter};
use crate::tui::layout::inner_width;
use crate::tui::state::State;
use crate::tui::text::{Para, lay, pad};

/// Draws the view, its first line being line `top`.
pub fn render(state: &State, top: usize, area: Rect, buf: &mut Buffer) {
    scrolled(state, area, "Help", lines(state, inner_width(area)), top, buf);
}

/// How wide the column of keys is.
const KEYS_WIDE: usize = 14;

/// All lines of the help.
#[must_use]
pub fn lines(state: &State, room: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let live = state.settings.keymap.live();
    for (heading, _) in CHAPTERS {
        lines.push(Line::styled(*heading, state.theme.heading()));
        for live in live.iter().filter(|live| chapter(live.row) == Some(heading) && !live.keys.is_empty()) {
            lines.extend(row(state, &live.names(), &live.doc(), room));
        }
        lines.push(Line::default());
    }
    lines.push(Line::styled("Marks", state.theme.heading()));
    for (mark, doc) in legend(state) {
        lines.extend(row(state, mark, &doc, room));
    }
    lines.push(Line::default());
    lines.push(Line::styled("What was found of a quote in the kept copy of its source", state.theme.heading()));
    for verdict in Verdict::ALL {
        lines.extend(row(state, &state.theme.verdict(verdict).0, &state.theme.own(verdict.doc()), room));
    }
    lines.push(Line::default());
    lines.push(Line::styled("Filter: words, \"phrases\" and fields", state.theme.heading()));
    for (form, doc) in GRAMMAR {
        lines.extend(row(state, form, doc, room));
    }
    for field in FIELDS {
        lines.extend(row(state, &format!("{}:", field.name), field.doc, room));
    }
    lines
}

/// Keys at the left, wrapped words beside them.
fn row(state: &State, keys: &str, doc: &str, room: usize) -> Vec<Line<'static>> {
    let wide = KEYS_WIDE.min(room / 2);
    let words = lay(&[Para::new(doc, state.theme.quote())], room.saturating_sub(wide + 1), &[], state.theme.hit());
    let column = |at: usize| if at == 0 { pad(keys, wide, state.theme.marks().cut) } else { " ".repeat(wide) };
    let whole = |(at, words): (usize, Line<'static>)| {
        let mut line = Line::from(Span::styled(column(at), state.theme.key()));
        line.push_span(" ");
        line.extend(words.spans);
        line
    };
    words.into_iter().enumerate().map(whole).collect()
}

fn legend(state: &State) -> Vec<(&'static str, String)> {
    let marks = state.theme.marks();
    let disputes = state.key(Action::Disputes);
    let disputed = format!("part of an open dispute: {disputes} shows all accounts side by side");
    let pinned = format!("a pinned actor: {} shows all of them side by side", state.key(Action::Track));
    let legend = [
        (marks.cursor, "the row under the cursor"),
        (marks.marked, "a marked event"),
        (marks.range, "an event in the range"),
        (marks.actor, "an event of the picked actor; an actor of the current event"),
        (marks.pinned, &pinned),
        (marks.open_order, "its place in the order is open: vague dates overlap"),
        (marks.refuted, "a quote of it is not borne out by the kept copy of its source"),
        (marks.possibly, "the filter keeps it only possibly, as its date is vague"),
        (marks.disputed, &disputed),
        (marks.added, "as known on a day (known:): that day added it, or something to it"),
        (marks.later, "as known on a day: something of it turned out otherwise later"),
        (marks.certain, "on the axis: the current event certainly lies here"),
        (marks.possible, "on the axis: it may lie here"),
        (marks.open_begin, "on the axis: it may begin before any time"),
        (marks.open_end, "on the axis: it may end after any time"),
    ];
    legend.map(|(mark, doc)| (mark, doc.to_owned())).into()
}
