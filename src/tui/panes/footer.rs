//! The last line: the keys of what has the focus, what was just done, or the line being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
use tui_input::Input;

use crate::export;
use crate::model::plural::plural;
use crate::model::query::QueryFault;
use crate::model::safe::safe;
use crate::tui::action::Action;
use crate::tui::commands::name_of;
use crate::tui::key::Key;
use crate::tui::layer::{Asking, Bookmarking, Layer, Prompt, Question};
use crate::tui::state::State;
use crate::tui::text::{Para, cut, lay, width};

/// Draws the line, and above it what is wrong with what is typed.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    match state.layers.last() {
        Some(Layer::Prompt(prompt)) => render_prompt(state, prompt, area, buf),
        Some(Layer::Bookmark(bookmarking)) => render_bookmarking(state, *bookmarking, area, buf),
        Some(Layer::Question(question)) => {
            let words = question_words(question);
            Line::styled(cut(&words, usize::from(area.width), "").into_owned(), state.theme.alarm()).render(area, buf);
        }
        _ => render_keys(state, area, buf),
    }
}

/// A question, and how it is answered.
fn question_words(question: &Question) -> String {
    match question {
        Question::Overwrite(path) => format!(" {} is there already. Replace it? y/n", path.display()),
        Question::ReplaceView(name) => format!(" You have a view {}. Replace it? y/n", safe(name)),
        Question::DeleteView(name) => format!(" Delete your view {}? y/n", safe(name)),
    }
}

/// What letter is awaited, and what for.
fn render_bookmarking(state: &State, bookmarking: Bookmarking, area: Rect, buf: &mut Buffer) {
    let words = match bookmarking {
        Bookmarking::Set => "set a bookmark: its letter",
        Bookmarking::Go => "go to a bookmark: its letter, or ' for before the last jump",
    };
    let dot = state.theme.marks().dot;
    let words = format!(" {words} {dot} Esc");
    Line::styled(cut(&words, usize::from(area.width), "").into_owned(), state.theme.heading()).render(area, buf);
}

fn render_keys(state: &State, area: Rect, buf: &mut Buffer) {
    let count = format!(" {} ", count(state));
    let room = usize::from(area.width).saturating_sub(width(&count));
    match &state.notice {
        _ if !state.pressed.is_empty() => after(state, room).render(area, buf),
        Some(notice) => {
            let style = if notice.alarm { state.theme.alarm() } else { state.theme.heading() };
            render_words(state, &notice.words, style, room, area, buf);
        }
        None => keys(state, room).render(area, buf),
    }
    Line::from(count).right_aligned().render(area, buf);
}

/// Words in the last line; those that do not fit there stand above it, so that none are cut.
fn render_words(state: &State, words: &str, style: Style, room: usize, area: Rect, buf: &mut Buffer) {
    let paras = [Para::new(words, style).indent(1)];
    let mut lines = lay(&paras, usize::from(area.width).saturating_sub(1), &[], state.theme.hit());
    if lines.last().is_some_and(|last| last.width() > room) {
        lines.push(Line::default());
    }
    let above = u16::try_from(lines.len() - 1).unwrap_or(0).min(area.y);
    let rows = Rect { y: area.y - above, height: above + 1, ..area };
    Clear.render(rows, buf);
    super::draw(lines, rows, buf);
}

/// As many of the keys that are worth it as there is room for.
fn keys(state: &State, room: usize) -> Line<'static> {
    let here = state.context();
    let worth = state.settings.keymap.rows(here).filter(|(row, _)| !row.footer.is_empty());
    let named = worth.filter_map(|(row, keys)| Some((row.action, keys.first()?.to_string(), row.footer)));
    // Help is worth its place before all others, but stands last.
    let (help, others): (Vec<_>, Vec<_>) = named.partition(|(action, ..)| *action == Action::Help);
    let wide = |(_, key, word): &(Action, String, &str)| width(key) + width(word) + 4;
    let mut free = room.saturating_sub(help.iter().map(wide).sum());
    let fitting = others.into_iter().filter(|named| {
        let rest = free.checked_sub(wide(named));
        free = rest.unwrap_or(free);
        rest.is_some()
    });
    let fitting: Vec<_> = fitting.collect();
    offered(state, fitting.into_iter().chain(help).map(|(_, key, word)| (key, word)))
}

/// Keys with what they do, one beside the other.
fn offered(state: &State, keys: impl Iterator<Item = (String, &'static str)>) -> Line<'static> {
    let mut line = Line::default();
    for (at, (key, word)) in keys.enumerate() {
        line.push_span(if at == 0 { " ".to_owned() } else { format!(" {} ", state.theme.marks().dot) });
        line.push_span(Span::styled(key, state.theme.key()));
        line.push_span(format!(" {word}"));
    }
    line
}

/// What may follow the keys that were pressed already, as far as there is room.
fn after(state: &State, room: usize) -> Line<'static> {
    let before: Vec<&str> = state.pressed.iter().map(Key::name).collect();
    let next = state.settings.keymap.after(state.context(), &state.pressed).filter_map(|(chord, row)| {
        let rest: Vec<&str> = chord.keys().get(before.len()..)?.iter().map(Key::name).collect();
        Some((rest.join(" "), name_of(row.action)?))
    });
    let drop = std::iter::once(("Esc".to_owned(), "drop it"));
    let mut line = Line::from(format!(" {}", before.join(" "))).style(state.theme.heading());
    line.push_span(" ...");
    line.extend(offered(state, drop.chain(next)).spans);
    cut_line(line, room)
}

/// As many of a line's parts as there is room for.
fn cut_line(line: Line<'static>, room: usize) -> Line<'static> {
    let mut free = room;
    let fits = |span: &Span| {
        let rest = free.checked_sub(width(&span.content));
        free = rest.unwrap_or(0);
        rest.is_some()
    };
    Line { spans: line.spans.into_iter().take_while(fits).collect(), ..Line::default() }
}
/// From this width on there is room to count in full what is certain and what is only possible.
const WIDE: u16 = 100;

/// "12 of 240", what is only possible, and what is selected.
fn count(state: &State) -> String {
    let dot = state.theme.marks().dot;
    let (shown, possibly) = (state.rows.len(), state.rows.possibly());
    let mut count = format!("{shown} of {}", state.timeline.events().len());
    match possibly {
        _ if let Some((shown, is_growing)) = state.kept_so_far() => {
            let so_far = if is_growing { " so far" } else { "" };
            count = format!("{shown} of {}{so_far}", state.timeline.events().len());
        }
        _ if state.is_beginning() => count.push_str(" so far"),
        0 => {}
        _ if state.size.0 >= WIDE => {
            count.push_str(&format!(": {} certainly, {possibly} possibly", shown - possibly));
        }
        _ => count.push_str(&format!(", {possibly} possibly")),
    }
    if !state.selection.is_empty() {
        let chosen = match state.chosen_count() {
            (chosen, 0) => format!("{chosen} selected"),
            (chosen, hidden) => format!("{chosen} selected ({hidden} hidden)"),
        };
        count = format!("{chosen} {dot} {count}");
    }
    count
}

fn render_prompt(state: &State, prompt: &Prompt, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    let label = match prompt.asking {
        Asking::Search => " /".to_owned(),
        Asking::Filter => " filter: ".to_owned(),
        Asking::Date => " go to date: ".to_owned(),
        Asking::ViewName => " save the filter as: ".to_owned(),
        Asking::Export => {
            format!(" export {}{} to: ", plural(state.chosen_count().0, "event"), format_words(prompt))
        }
    };
    let count = format!(" {} ", self::count(state));
    let line = Rect { width: area.width.saturating_sub(u16::try_from(width(&count)).unwrap_or(0)), ..area };
    render_line(state, &label, &prompt.input, line, buf);
    Line::from(count).right_aligned().render(area, buf);
    let told = prompt.fault.as_ref().map_or(0, |fault| render_fault(state, fault, prompt, width(&label), area, buf));
    if let Some(offer) = &prompt.offer {
        let typed = offer.typed.value().get(..offer.completion.at.start).unwrap_or("");
        let at = width(&label) + width(typed);
        super::offer::render(state, offer, at, Rect { y: area.y - told, ..area }, buf);
    }
}

/// " as markdown", when the extension says so.
fn format_words(prompt: &Prompt) -> String {
    let format = export::format_of_path(std::path::Path::new(prompt.input.value().trim()));
    format.map(|format| format!(" as {}", format.name)).unwrap_or_default()
}

/// A label and a line being typed, its cursor drawn as a reversed cell and always in sight.
pub fn render_line(state: &State, label: &str, input: &Input, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(width(label) + 1);
    let skip = input.visual_scroll(room.max(1));
    let at = input.visual_cursor();
    let mut line = Line::from(Span::styled(label.to_owned(), state.theme.heading()));
    let mut cells = 0;
    let mut cursor_drawn = false;
    for letter in input.value().chars() {
        // What is out of sight takes its cells, and nothing more: a line may be as long as what was pasted.
        if cells > skip + room && cursor_drawn {
            break;
        }
        if letter.is_ascii_graphic() && cells < skip {
            cells += 1;
            continue;
        }
        let shown = safe(letter.encode_utf8(&mut [0; 4])).into_owned();
        let wide = width(&shown);
        if cells >= skip {
            let here = !cursor_drawn && cells >= at;
            cursor_drawn |= here;
            line.push_span(if here { Span::styled(shown, state.theme.cursor()) } else { Span::raw(shown) });
        }
        cells += wide;
    }
    if !cursor_drawn {
        line.push_span(Span::styled(" ", state.theme.cursor()));
    }
    line.render(area, buf);
}

/// The message and the hint above, a caret between them and the place where they apply; gives how many lines
/// they take.
fn render_fault(state: &State, fault: &QueryFault, prompt: &Prompt, label: usize, area: Rect, buf: &mut Buffer) -> u16 {
    let at = label + width(prompt.input.value().get(..fault.at.start).unwrap_or(""));
    let hint = fault.hint.as_deref().map(|hint| format!(": {hint}")).unwrap_or_default();
    let room = usize::from(area.width);
    let words = Para::new(format!("{}{hint}", fault.message), state.theme.alarm()).indent(1);
    let mut lines = lay(&[words], room.saturating_sub(1), &[], state.theme.hit());
    let caret = if state.theme.unicode { "↓" } else { "v" };
    lines.push(Line::styled(format!("{}{caret}", " ".repeat(at.min(room.saturating_sub(1)))), state.theme.alarm()));
    let above = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.y);
    let rows = Rect { y: area.y - above, height: above, ..area };
    Clear.render(rows, buf);
    super::draw(lines, rows, buf);
    above
}
