//! The quotes of the current event: the very words, who says them, and where they stand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{chain, draw, frame, inside, known};
use crate::evidence::telling;
use crate::model::attribution;
use crate::model::date::Date;
use crate::model::document::Role;
use crate::model::timeline::{ActorIx, Bearer, Passage, QuoteIx, StatementView};
use crate::model::verdict::Verdict;
use crate::tui::action::Pane;
use crate::tui::state::State;
use crate::tui::text::{Para, lay};

/// Draws the pane.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    let passages = state.passages();
    let dot = state.theme.marks().dot;
    let title = if passages.is_empty() {
        "3 Quotes".to_owned()
    } else {
        format!("3 Quotes {dot} {} of {}", state.quote + 1, passages.len())
    };
    let inner = frame(state, area, &title, state.focus == Pane::Quotes, buf);
    let (head, lines) = laid(state, inner);
    draw(head.into_iter().chain(lines.into_iter().map(|(line, _)| line)), inner, buf);
}

/// The passage on a line of the pane, if it is one of a passage.
#[must_use]
pub fn quote_at(state: &State, area: Rect, line: usize) -> Option<usize> {
    let (head, lines) = laid(state, inside(area));
    lines.get(line.checked_sub(head.len())?)?.1
}

/// The lines before the passages, and those of the passages, each with the passage that it is of.
fn laid(state: &State, inner: Rect) -> (Vec<Line<'static>>, Vec<(Line<'static>, Option<usize>)>) {
    let passages = state.passages();
    let room = usize::from(inner.width);
    let needed = passages.get(state.quote).map_or(0, |passage| block(state, *passage, true, room).len());
    let head = head(state, inner, needed);
    if passages.is_empty() {
        let words = if state.event().is_some() { "no quote carries this event" } else { "" };
        let lines = lay(&[Para::new(words, state.theme.quiet())], room, &[], state.theme.hit());
        return (head, lines.into_iter().map(|line| (line, None)).collect());
    }
    let height = usize::from(inner.height).saturating_sub(head.len());
    let lines = lines_around(state, &passages, room, height);
    (head, lines)
}

/// What is under the cursor of the pane before, where it leaves room for the quotes.
///
/// That is the event's title and date in full, which step back where they take more than half, or room that
/// the quote under the cursor needs; or, while the actors have the focus, all about the actor, of which half
/// the pane shows the begin.
fn head(state: &State, area: Rect, needed: usize) -> Vec<Line<'static>> {
    let actor = state.actor_here().filter(|_| state.focus == Pane::Actors);
    let Some(head) = actor.map(|actor| actor_head(state, actor)).or_else(|| event_head(state)) else {
        return Vec::new();
    };
    let mut lines = lay(&head, usize::from(area.width), &state.marked_words(), state.theme.hit());
    let (height, half) = (usize::from(area.height), usize::from(area.height / 2));
    // The blank line behind the last quote may go.
    if actor.is_none() && (lines.len() > half || lines.len() + needed > height + 1) {
        return Vec::new();
    }
    lines.truncate(half);
    lines
}

fn event_head(state: &State) -> Option<Vec<Para>> {
    let ix = state.event()?;
    let event = state.timeline.event(ix);
    let date = event.date().map_or_else(|| "without a date".to_owned(), Date::words);
    let by_several = attribution::source_count(&state.timeline, ix) > 1;
    let counted = by_several.then(|| attribution::independence(&state.timeline, ix)).flatten();
    let mut paras =
        vec![Para::new(event.title(), state.theme.heading()), Para::new(state.theme.own(date), state.theme.quiet())];
    paras.extend(counted.map(|counted| Para::new(counted, state.theme.quiet())));
    paras.extend(known::of_event(state, ix));
    paras.push(Para::gap());
    Some(paras)
}

/// Name and kind, other names, offices, memberships and the curator's remark.
fn actor_head(state: &State, ix: ActorIx) -> Vec<Para> {
    let actor = state.timeline.actor(ix);
    let (record, theme) = (actor.record(), state.theme);
    let kind = record.kind.map(|kind| format!(", {}", kind.word())).unwrap_or_default();
    let role = |role: &Role| {
        let held = role.held.as_deref().map(|held| format!(" ({})", theme.own(held.words())));
        format!("{}{}", &*role.title, held.unwrap_or_default())
    };
    let facts = [
        ("Also", actor.names().skip(1).map(str::to_owned).collect::<Vec<_>>()),
        ("Roles", actor.roles().iter().map(role).collect()),
        ("Member of", actor.member_of().map(|of| state.timeline.actor(of).name().to_owned()).collect()),
        ("Note", record.note.iter().map(|note| note.to_string()).collect()),
    ];
    let mut paras = vec![Para::new(format!("{}{kind}", actor.shown_name()), theme.heading())];
    for (name, words) in facts.into_iter().filter(|(_, words)| !words.is_empty()) {
        paras.push(Para::new(format!("{name}: {}", words.join(", ")), theme.quote()).hang(2));
    }
    paras.push(Para::gap());
    paras
}

/// The block under the cursor, as much as a third of the pane before it, and what fits behind it; each line with
/// its passage.
fn lines_around(
    state: &State,
    passages: &[Passage],
    room: usize,
    height: usize,
) -> Vec<(Line<'static>, Option<usize>)> {
    let block = |at: usize| -> Vec<(Line, Option<usize>)> {
        block(state, passages[at], at == state.quote, room).into_iter().map(|line| (line, Some(at))).collect()
    };
    let mut lines = block(state.quote);
    let mut first = state.quote;
    while first > 0 && lines.len() < height {
        let before = block(first - 1);
        if before.len() + lines.len() > height && before.len() > height / 3 {
            break;
        }
        lines.splice(0..0, before);
        first -= 1;
    }
    let mut next = state.quote + 1;
    while next < passages.len() && lines.len() < height {
        lines.extend(block(next));
        next += 1;
    }
    if lines.len() > height && height > 1 {
        lines.truncate(height - 1);
        let words = format!("  {} Enter on the event reads on", state.theme.marks().cut);
        lines.push((Line::styled(words, state.theme.key()), None));
    }
    lines
}

/// A passage, a blank line behind it and the cursor's mark before it.
fn block(state: &State, passage: Passage, here: bool, room: usize) -> Vec<Line<'static>> {
    let mut lines = lay(&paragraphs(state, passage), room.saturating_sub(2), &state.marked_words(), state.theme.hit());
    let style = if state.focus == Pane::Quotes { state.theme.picked() } else { state.theme.heading() };
    for (at, line) in lines.iter_mut().enumerate() {
        let gutter = if here && at == 0 { format!("{} ", state.theme.marks().cursor) } else { "  ".to_owned() };
        line.spans.insert(0, Span::styled(gutter, style));
    }
    lines.push(Line::default());
    lines
}

/// The words, then who and where, as the quotes pane and the reader show a passage.
#[must_use]
pub fn paragraphs(state: &State, passage: Passage) -> Vec<Para> {
    let theme = state.theme;
    let view = state.timeline.passage(passage);
    let (open, close) = theme.marks().quotes;
    let mut paras = Vec::new();
    match (view.quote(), view.statement()) {
        (Some(quote), _) => paras.push(Para::new(format!("{open}{}{close}", quote.trim()), theme.quote()).hang(1)),
        (None, Some(statement)) => {
            let says = statement.record().says.as_deref().unwrap_or("says something that is not recorded");
            paras.push(Para::new(format!("{says} (no quote)"), theme.quote()));
        }
        (None, None) => paras.push(Para::new("(no quote)", theme.quote())),
    }
    // Right below the words, where it is seen however long the chain is.
    paras.extend(verdict(state, state.timeline.verdict_of(Bearer::Passage(passage))));
    paras.extend(reasons(state, Bearer::Passage(passage)));
    paras.extend(known::of_passage(state, passage));
    match view.statement() {
        Some(statement) => paras.extend(attributed(state, statement)),
        None => paras.push(Para::new("carries the event", theme.heading())),
    }
    if let Some(date) = view.dated() {
        paras.push(
            Para::new(theme.own(format!("dates the event otherwise: {}", date.words())), theme.heading()).indent(2),
        );
    }
    paras.extend(chain::paragraphs(state, passage));
    paras
}

/// The verdict on a quote, once the copies were looked at.
#[must_use]
pub fn verdict(state: &State, verdict: Option<Verdict>) -> Option<Para> {
    let (words, style) = state.theme.verdict(verdict?);
    Some(Para::new(words, style).indent(2))
}

/// Why the quote of a passage or side has its verdict: what was folded, left out, or differs word by word.
#[must_use]
pub fn reasons(state: &State, bearer: Bearer) -> Vec<Para> {
    // That there is no copy is said once, where one is asked for.
    let has_copy = |quote: &QuoteIx| state.timeline.verdict(*quote) != Some(Verdict::NoCopy);
    let found = state.ledger.as_ref().zip(state.timeline.quote_of(bearer).filter(has_copy));
    let reasons = found.map(|(ledger, quote)| telling::reasons(&state.timeline, ledger, quote)).unwrap_or_default();
    let para = |reason| Para::new(state.theme.own(reason), state.theme.quote()).indent(4).hang(2);
    reasons.into_iter().map(para).collect()
}

/// Who says it, in whose words, and when if not at the event's date.
fn attributed(state: &State, statement: StatementView) -> Vec<Para> {
    let theme = state.theme;
    let speaker = attribution::speaker(statement);
    let mut paras = vec![Para::new(format!("{} {speaker}", theme.marks().dash), theme.heading()).hang(2)];
    if let Some(said) = statement.record().said.as_deref() {
        paras.push(Para::new(theme.own(format!("said {}", said.words())), theme.quote()).indent(2));
    }
    paras
}
