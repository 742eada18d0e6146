//! The first line: what is looked at, and how much of it there is; below it what is wrong, if anything.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::model::plural::plural;
use crate::tui::action::{Action, Way};
use crate::tui::arriving::Arriving;
use crate::tui::state::State;
use crate::tui::text::{cut, width};

/// Draws the title and the counts.
pub fn render(state: &State, area: Rect, buf: &mut Buffer) {
    let timeline = &state.timeline;
    let marks = state.theme.marks();
    let room = usize::from(area.width);
    let counts = [
        plural(timeline.events().len(), "event"),
        plural(timeline.actors().len(), "actor"),
        plural(timeline.sources().len(), "source"),
    ];
    let join = |parts: &[String]| parts.join(&format!(" {} ", marks.dot));
    let full = join(&counts.iter().cloned().chain(proved(state)).collect::<Vec<_>>());
    let so_far = state.arriving.as_ref().map(|arriving| so_far(state, arriving, &counts[0], &join(&counts), room));
    // How much of it is proved is worth its place before how much there is.
    let has_copy = state.ledger.as_ref().is_some_and(|ledger| ledger.tally().has_copy());
    let fitting = [Some(full), proved(state).filter(|_| has_copy), Some(join(&counts))];
    let fitting = fitting.into_iter().flatten().map(|words| format!("{words} "));
    let shown = fitting.into_iter().find(|words| width(words) + 30 <= room).unwrap_or_default();
    let shown = so_far.unwrap_or(shown);
    let title =
        format!(" annals {} {}", marks.dot, cut(timeline.title(), room.saturating_sub(12 + width(&shown)), marks.cut));
    Line::styled(title, state.theme.heading()).render(area, buf);
    Line::from(shown).right_aligned().render(area, buf);
}

/// How many cells tell how far a file was read.
const BAR: usize = 10;

/// How far a file was read, as a bar where there is room for one, and how much of it there is so far.
fn so_far(state: &State, arriving: &Arriving, events: &str, counts: &str, room: usize) -> String {
    let (marks, percent) = (state.theme.marks(), usize::from(arriving.progress.percent()));
    let full = percent * BAR / 100;
    let bar = format!("{}{}", marks.certain.repeat(full), marks.heights[0].repeat(BAR - full));
    let bar = format!("{bar} {percent:>2} % read");
    let counted = |counts: &str| {
        if arriving.is_first {
            format!("{counts} so far {} {bar}", marks.dot)
        } else {
            format!("{counts} {} {bar} again", marks.dot)
        }
    };
    let forms = [counted(counts), counted(events), bar.clone(), format!("{percent} % read"), format!("{percent} %")];
    let nothing = arriving.is_first && state.timeline.events().len() == 0;
    let fits = |words: &String| width(words) + if width(words) > 10 { 24 } else { 12 } <= room;
    forms.into_iter().skip(if nothing { 2 } else { 0 }).map(|words| format!("{words} ")).find(fits).unwrap_or_default()
}

/// "41 of 44 quotes proved", once the copies were looked at.
fn proved(state: &State) -> Option<String> {
    let all = state.ledger.as_ref()?.tally();
    let tally = state.known.as_ref().map_or(all, |known| known.tally.unwrap_or_default());
    match plural(tally.all(), "quote") {
        _ if tally.all() == 0 => None,
        quotes if tally.has_copy() => Some(format!("{} of {quotes} proved", tally.proved)),
        quotes => Some(format!("{quotes}, no copy here")),
    }
}

/// Draws the line that says as of which day the timeline is seen: the keys give way to what is not certain, and
/// both to how much was known.
pub fn render_known(state: &State, area: Rect, buf: &mut Buffer) {
    let Some(known) = &state.known else { return };
    let (dot, room) = (state.theme.marks().dot, usize::from(area.width));
    let beside = |words: &String| format!(" {dot} {words}");
    let (all, short): (String, String) =
        (known.doubts.iter().map(beside).collect(), known.doubtful.iter().map(beside).collect());
    let (before, after) = (state.key(Action::Known(Way::Previous)), state.key(Action::Known(Way::Next)));
    let with = |doubts: &str, keys: &str| format!(" {}{doubts} {dot} {before} and {after} step{keys} ", known.extent);
    let (far, near) = (" to the day before and after on which something became known", " to the day before and after");
    let forms = [
        with(&all, far),
        with(&all, near),
        with(&all, ""),
        with(&short, near),
        with(&short, ""),
        with("", near),
        with("", ""),
        format!(" {} ", known.extent),
    ];
    let fitting = forms.into_iter().find(|words| width(words) <= room);
    let words =
        fitting.unwrap_or_else(|| cut(&format!(" {}", known.extent), room, state.theme.marks().cut).into_owned());
    Line::styled(words, state.theme.picked()).render(area, buf);
}

/// Draws the line about a file with faults.
pub fn render_banner(state: &State, area: Rect, buf: &mut Buffer) {
    let what = plural(state.findings.len(), "error");
    let then = if state.stale { "what you see is from before" } else { "what can be understood is shown" };
    let key = state.key(Action::Findings);
    let words = format!(" {what} in the file: {then}; {key} lists them ");
    Line::styled(cut(&words, usize::from(area.width), state.theme.marks().cut).into_owned(), state.theme.alarm())
        .render(area, buf);
}
