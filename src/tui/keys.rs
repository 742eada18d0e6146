//! The table of keys: which key asks for which action where, unless the user has it otherwise.

use tui_input::InputRequest;

use super::action::{Action, Pane, Step, Way};

/// What is on top and so takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// One of the panes.
    Pane(Pane),
    /// An event in full.
    Reader,
    /// The kept copy of a source.
    Copy,
    /// The list of sources.
    Sources,
    /// The findings.
    Findings,
    /// The lanes.
    Lanes,
    /// The disputes.
    Disputes,
    /// The silences and bursts.
    Silences,
    /// Actors side by side.
    Track,
    /// The help.
    Help,
    /// The line at the foot.
    Prompt,
    /// The list of actors to pick from.
    Picker,
    /// The list of saved views to pick from.
    SavedViews,
    /// The letter of a bookmark is awaited.
    Bookmark,
    /// A yes-or-no question.
    Question,
}

impl Context {
    /// Its name, for the settings and for lists of keys.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pane(Pane::Events) => "events",
            Self::Pane(Pane::Actors) => "actors",
            Self::Pane(Pane::Quotes) => "quotes",
            Self::Reader => "event",
            Self::Copy => "copy",
            Self::Sources => "sources",
            Self::Findings => "findings",
            Self::Lanes => "lanes",
            Self::Disputes => "disputes",
            Self::Silences => "silences",
            Self::Track => "track",
            Self::Help => "help",
            Self::Prompt => "prompt",
            Self::Picker => "picker",
            Self::SavedViews => "saved-views",
            Self::Bookmark => "bookmark",
            Self::Question => "question",
        }
    }
}

/// A row of the table.
pub struct Binding {
    /// The names of the keys.
    pub keys: &'static [&'static str],
    /// What they ask for.
    pub action: Action,
    /// Where.
    pub here: &'static [Context],
    /// What they do, for the help.
    pub doc: &'static str,
    /// A word for the footer, where it is worth its place.
    pub footer: &'static str,
}

const EVENTS: Context = Context::Pane(Pane::Events);
const ACTORS: Context = Context::Pane(Pane::Actors);
const QUOTES: Context = Context::Pane(Pane::Quotes);
const READER: Context = Context::Reader;
const COPY: Context = Context::Copy;
const PANES: &[Context] = &[EVENTS, ACTORS, QUOTES];
const PANES_AND_VIEWS: &[Context] = &[
    EVENTS,
    ACTORS,
    QUOTES,
    READER,
    COPY,
    Context::Sources,
    Context::Findings,
    Context::Lanes,
    Context::Disputes,
    Context::Silences,
    Context::Track,
    Context::Help,
];
/// All of these but the panes.
const VIEWS: &[Context] = PANES_AND_VIEWS.split_at(PANES.len()).1;
const READING: &[Context] = &[EVENTS, ACTORS, QUOTES, READER, Context::Lanes];
const OVER_PANES: &[Context] = &[EVENTS, ACTORS, QUOTES, READER];
const SEARCHED: &[Context] = &[EVENTS, ACTORS, QUOTES, READER, COPY, Context::Lanes];
const RECORDS: &[Context] = &[Context::Sources, Context::Findings, Context::Disputes, Context::Silences];
const EDITED: &[Context] = &[COPY, Context::Sources, Context::Findings, Context::Disputes];
const SOURCES: &[Context] = &[Context::Sources];
const FINDINGS: &[Context] = &[Context::Findings];
const DISPUTES: &[Context] = &[Context::Disputes];
const LANES: &[Context] = &[Context::Lanes];
const SILENCES: &[Context] = &[Context::Silences];
const TRACK: &[Context] = &[Context::Track];
const PINNING: &[Context] = &[EVENTS, ACTORS, QUOTES, Context::Lanes, Context::Track];
const VIEWED: &[Context] = &[Context::Lanes, Context::Disputes, Context::Silences, Context::Track];
const VIEWING: &[Context] =
    &[EVENTS, ACTORS, QUOTES, READER, Context::Lanes, Context::Disputes, Context::Silences, Context::Track];
const ON_THE_WAY: &[Context] = &[
    EVENTS,
    ACTORS,
    QUOTES,
    READER,
    Context::Sources,
    Context::Lanes,
    Context::Disputes,
    Context::Silences,
    Context::Track,
];
const BESIDE: &[Context] = &[Context::Disputes, Context::Silences, Context::Track];
const MARKED: &[Context] = &[EVENTS, ACTORS, QUOTES, READER, Context::Lanes, Context::Track];
const TO_SILENCES: &[Context] = &[EVENTS, ACTORS, QUOTES, READER, Context::Lanes, Context::Disputes, Context::Track];
const TO_TRACK: &[Context] = &[EVENTS, ACTORS, QUOTES, READER, Context::Lanes, Context::Disputes, Context::Silences];
const TO_DISPUTES: &[Context] = &[Context::Silences, Context::Track];
const KEPT: &[Context] = &[EVENTS, ACTORS, QUOTES, READER, Context::Sources, Context::Lanes, Context::Disputes];
const SOURCED: &[Context] =
    &[EVENTS, ACTORS, QUOTES, READER, COPY, Context::Sources, Context::Lanes, Context::Disputes];
/// Where a line is typed.
pub const TYPING: &[Context] = &[Context::Prompt, Context::Picker, Context::SavedViews];
/// Where a letter stands for itself.
pub const LETTERED: &[Context] = &[Context::Prompt, Context::Picker, Context::SavedViews, Context::Bookmark];
const PICKING: &[Context] = &[Context::Picker, Context::SavedViews];
/// Every context there is.
pub const ALL: &[Context] = &[
    EVENTS,
    ACTORS,
    QUOTES,
    Context::Reader,
    Context::Copy,
    Context::Sources,
    Context::Findings,
    Context::Lanes,
    Context::Disputes,
    Context::Silences,
    Context::Track,
    Context::Help,
    Context::Prompt,
    Context::Picker,
    Context::SavedViews,
    Context::Bookmark,
    Context::Question,
];

const fn row(
    keys: &'static [&'static str],
    action: Action,
    here: &'static [Context],
    footer: &'static str,
    doc: &'static str,
) -> Binding {
    Binding { keys, action, here, doc, footer }
}

/// Every key, in the order of the help.
#[rustfmt::skip]
pub const KEYS: &[Binding] = &[
    row(&["j", "Down"], Action::Move(Step::Down), PANES_AND_VIEWS, "move", "one row down"),
    row(&["k", "Up"], Action::Move(Step::Up), PANES_AND_VIEWS, "", "one row up"),
    row(&["C-d"], Action::Move(Step::HalfDown), PANES_AND_VIEWS, "", "half a page down"),
    row(&["C-u"], Action::Move(Step::HalfUp), PANES_AND_VIEWS, "", "half a page up"),
    row(&["PgDn", "C-f"], Action::Move(Step::PageDown), PANES_AND_VIEWS, "", "a page down"),
    row(&["PgUp", "C-b"], Action::Move(Step::PageUp), PANES_AND_VIEWS, "", "a page up"),
    row(&["g", "Home"], Action::Move(Step::First), PANES_AND_VIEWS, "", "to the first row"),
    row(&["G", "End"], Action::Move(Step::Last), PANES_AND_VIEWS, "", "to the last row"),
    row(&["Tab", "l", "Right"], Action::Turn(Way::Next), PANES, "pane", "to the next pane"),
    row(&["S-Tab", "h", "Left"], Action::Turn(Way::Previous), PANES, "", "to the pane before"),
    row(&["Tab"], Action::Turn(Way::Next), RECORDS, "next", "in the sources, disputes, silences and findings: to the next one"),
    row(&["S-Tab"], Action::Turn(Way::Previous), RECORDS, "", "to the one before"),
    row(&["l", "Right"], Action::Side(Way::Next), DISPUTES, "side", "in the disputes: to the next side"),
    row(&["h", "Left"], Action::Side(Way::Previous), DISPUTES, "", "to the side before"),
    row(&["l", "Right"], Action::Along(Way::Next), LANES, "along", "in the lanes: to the next thing in this one"),
    row(&["h", "Left"], Action::Along(Way::Previous), LANES, "", "to the thing before"),
    row(&["Tab"], Action::Kind(Way::Next), LANES, "kind", "in the lanes: what a lane is: actors, tags, places, sources"),
    row(&["S-Tab"], Action::Kind(Way::Previous), LANES, "", "the kind before"),
    row(&["r"], Action::Sort, LANES, "sort", "in the lanes: by first appearance, the fullest first, or by name"),
    row(&["Enter"], Action::Open, LANES, "open", "in the lanes: open the event in full"),
    row(&["L"], Action::Lanes, LANES, "back", "from the lanes: back, the cursor on the same event"),
    row(&["Tab"], Action::Turn(Way::Next), &[READER], "quote", "in an event in full: to its next quote"),
    row(&["S-Tab"], Action::Turn(Way::Previous), &[READER], "", "to the quote before"),
    row(&["1"], Action::Focus(Pane::Events), PANES, "", "to the events"),
    row(&["2"], Action::Focus(Pane::Actors), PANES, "", "to the actors"),
    row(&["3"], Action::Focus(Pane::Quotes), PANES, "", "to the quotes"),
    row(&["a"], Action::PickActor, PANES_AND_VIEWS, "actor", "pick an actor by name, and go to the first statement"),
    row(&["]"], Action::Statement(Way::Next), READING, "", "that actor's next statement (with none picked: the speaker's here)"),
    row(&["["], Action::Statement(Way::Previous), READING, "", "that actor's statement before"),
    row(&["Enter"], Action::Open, PANES, "", "open the event in full; on an actor: only the events in which they speak; on a quote: the copy of its source"),
    row(&["Enter"], Action::Open, &[READER], "copy", "in an event in full: the kept copy of the source, at the quote"),
    row(&["c"], Action::ReadCopy, KEPT, "", "read the kept copy of the source, at the quote"),
    row(&["]"], Action::Quote(Way::Next), &[COPY], "next quote", "in a copy: the next quote that stands in it"),
    row(&["["], Action::Quote(Way::Previous), &[COPY], "", "in a copy: the quote before"),
    row(&["Enter"], Action::Open, &[COPY], "its event", "in a copy: to the event of the quote"),
    row(&["Enter"], Action::Open, SOURCES, "only its events", "in the sources: only what this one carries"),
    row(&["Enter"], Action::Open, DISPUTES, "its event", "in the disputes: to the event of this side, and to its quote"),
    row(&["v"], Action::Range, READING, "range", "start a range at this event, or drop it"),
    row(&["S-Down"], Action::Stretch(Way::Next), PANES, "", "stretch the range down"),
    row(&["S-Up"], Action::Stretch(Way::Previous), PANES, "", "stretch the range up"),
    row(&["Space"], Action::Mark, READING, "", "mark this event, or unmark it"),
    row(&["x"], Action::Export, READING, "export", "export the selection, else all that the filter shows"),
    row(&["x"], Action::Export, BESIDE, "", "from another view: export what the panes show"),
    row(&["/"], Action::Search, SEARCHED, "search", "search as you type"),
    row(&["n"], Action::Match(Way::Next), SEARCHED, "", "next match"),
    row(&["N"], Action::Match(Way::Previous), SEARCHED, "", "match before"),
    row(&["f"], Action::Filter, READING, "filter", "filter by words, \"phrases\" and fields such as actor: or from:, with OR, NOT and ( )"),
    row(&["f"], Action::Filter, BESIDE, "", "from another view: filter what it and the panes show"),
    row(&["F"], Action::FilterBySearch, READING, "", "the search becomes part of the filter"),
    row(&["d"], Action::GoToDate, READING, "", "go to a date: 2025, 2025-03, 2025-03-05"),
    row(&["."], Action::Known(Way::Next), VIEWING, "", "as known on the next day on which something became known (the filter's known:), and what it added"),
    row(&[","], Action::Known(Way::Previous), VIEWING, "", "as known on the day before on which something became known"),
    row(&["}"], Action::Group(Way::Next), READING, "", "to the next group on the axis: its years, months or days"),
    row(&["{"], Action::Group(Way::Previous), READING, "", "to the one before"),
    row(&["+", "="], Action::Scale(Way::Next), READING, "", "look at time from nearer, around this event: from decades down to minutes"),
    row(&["-"], Action::Scale(Way::Previous), READING, "", "look at more of the time"),
    row(&["0"], Action::WholeAxis, READING, "", "look at all of the time"),
    row(&[")", "S-Right"], Action::Pan(Way::Next), READING, "", "look at later time, the cursor staying where it is"),
    row(&["(", "S-Left"], Action::Pan(Way::Previous), READING, "", "look at earlier time"),
    row(&["s"], Action::Sources, READING, "", "the sources, each with all that it carries and what would fall with it"),
    row(&["s"], Action::Sources, SOURCES, "", "from the sources: back"),
    row(&["t"], Action::View(Way::Next), OVER_PANES, "view", "the next view: lanes, actors side by side, silences, disputes, then the panes again"),
    row(&["t"], Action::View(Way::Next), VIEWED, "view", "from a view: to the next one, or back to the panes"),
    row(&["T"], Action::View(Way::Previous), VIEWING, "", "the view before"),
    row(&["L"], Action::Lanes, OVER_PANES, "lanes", "the lanes: actors, tags, places or sources, on the axis"),
    row(&["L"], Action::Lanes, BESIDE, "", "from another view: the lanes in its place"),
    row(&["S"], Action::Silences, TO_SILENCES, "", "silences and bursts: when nothing was said, and when much"),
    row(&["S"], Action::Silences, SILENCES, "back", "from the silences: back"),
    row(&["Enter"], Action::Open, SILENCES, "its event", "in the silences: to the event before the silence, behind it, or first in the burst"),
    row(&["+", "="], Action::BurstLength(Way::Next), SILENCES, "longer", "in the silences: look at longer bursts"),
    row(&["-"], Action::BurstLength(Way::Previous), SILENCES, "shorter", "in the silences: look at shorter bursts"),
    row(&["p"], Action::Pin, PINNING, "", "pin this actor to a column of its own, or unpin it"),
    row(&["P"], Action::Track, TO_TRACK, "", "the pinned actors side by side; with none pinned, those who say most"),
    row(&["P"], Action::Track, TRACK, "back", "from actors side by side: back"),
    row(&["Tab", "l", "Right"], Action::Column(Way::Next), TRACK, "actor", "among actors side by side: to the next one, as near in time as can be"),
    row(&["S-Tab", "h", "Left"], Action::Column(Way::Previous), TRACK, "", "to the actor before"),
    row(&["A"], Action::AddActor, TRACK, "add", "among actors side by side: pin one more by name"),
    row(&["Enter"], Action::Open, TRACK, "its event", "among actors side by side: to the event of this statement"),
    row(&["D"], Action::Disputes, READING, "disputes", "the disputes, accounts side by side, from an event to its own"),
    row(&["D"], Action::Disputes, TO_DISPUTES, "", "from another view: the disputes in its place"),
    row(&["D"], Action::Disputes, DISPUTES, "back", "from the disputes: back"),
    row(&["y"], Action::Copy, READING, "", "copy the quote with speaker, date and citation"),
    row(&["y"], Action::Copy, DISPUTES, "copy", "in the disputes: copy this one with all its sides"),
    row(&["e"], Action::Edit, READING, "", "open the file at this line in $VISUAL or $EDITOR"),
    row(&["e"], Action::Edit, EDITED, "edit", "from a view: open the file at its line"),
    row(&["o"], Action::Link, SOURCED, "", "open the source's link"),
    row(&["O"], Action::Archive, SOURCED, "", "open the source's archived copy"),
    row(&["z"], Action::Zoom, PANES, "", "give this pane the whole screen, or back"),
    row(&["r"], Action::Reverse, PANES, "", "turn the order round"),
    row(&["R"], Action::Reload, PANES_AND_VIEWS, "", "read the file again"),
    row(&["!"], Action::Findings, READING, "", "what is wrong with the file"),
    row(&["!"], Action::Findings, FINDINGS, "", "from what is wrong: back"),
    row(&[":", "C-p"], Action::Palette, PANES_AND_VIEWS, "", "everything that can be done here, by name"),
    row(&["F2"], Action::Mouse, PANES_AND_VIEWS, "", "give the mouse to the terminal, to select text with, or take it back"),
    row(&["?", "F1"], Action::Help, PANES_AND_VIEWS, "help", "this help, or back from it"),
    row(&["<"], Action::Back, ON_THE_WAY, "", "back to where the last jump began; what many ] or n in a row went is one jump"),
    row(&[">"], Action::Forward, ON_THE_WAY, "", "forward again"),
    row(&["m"], Action::SetBookmark, MARKED, "", "set a bookmark: then a letter, by which to come back to this place"),
    row(&["'"], Action::GoToBookmark, ON_THE_WAY, "", "go to a bookmark: then its letter, or ' again for where the last jump began"),
    row(&["V"], Action::SavedViews, VIEWING, "", "pick a saved view, the timeline's or yours, as the filter"),
    row(&["W"], Action::SaveView, VIEWING, "", "save the filter under a name, as a view of yours"),
    row(&["Esc"], Action::Close, ALL, "close", "close the top thing: a choice put in, prompt or view, then selection, search, picked actor, filter; never quits"),
    row(&["q"], Action::Quit, PANES, "quit", "quit"),
    row(&["q"], Action::Quit, VIEWS, "", "close the view"),
    row(&["C-c"], Action::QuitNow, ALL, "", "quit now"),
    row(&["C-z"], Action::Suspend, ALL, "", "to the background; `fg` comes back"),
    row(&["Enter"], Action::Accept, TYPING, "take", "take what is typed"),
    row(&["Down", "C-n"], Action::Move(Step::Down), PICKING, "choose", "the next name"),
    row(&["Up", "C-p"], Action::Move(Step::Up), PICKING, "", "the name before"),
    row(&["C-x"], Action::DeleteView, &[Context::SavedViews], "delete", "in the saved views: delete the one chosen, if it is yours"),
    row(&["Tab"], Action::Complete(Way::Next), &[Context::Prompt], "", "in a filter: put in the next field or value that is offered"),
    row(&["S-Tab"], Action::Complete(Way::Previous), &[Context::Prompt], "", "the one before, or what was typed again"),
    row(&["BSpace", "C-h"], Action::Edits(InputRequest::DeletePrevChar), TYPING, "", "delete the letter before"),
    row(&["DC"], Action::Edits(InputRequest::DeleteNextChar), TYPING, "", "delete the letter here"),
    row(&["C-w"], Action::Edits(InputRequest::DeletePrevWord), TYPING, "", "delete the word before"),
    row(&["C-u"], Action::Edits(InputRequest::DeleteLine), TYPING, "empty", "empty the line"),
    row(&["Left", "C-b"], Action::Edits(InputRequest::GoToPrevChar), TYPING, "", "a letter to the left"),
    row(&["Right", "C-f"], Action::Edits(InputRequest::GoToNextChar), TYPING, "", "a letter to the right"),
    row(&["Home", "C-a"], Action::Edits(InputRequest::GoToStart), TYPING, "", "to the begin of the line"),
    row(&["End", "C-e"], Action::Edits(InputRequest::GoToEnd), TYPING, "", "to the end of the line"),
    row(&["y"], Action::Answer(true), &[Context::Question], "yes", "yes"),
    row(&["n"], Action::Answer(false), &[Context::Question], "no", "no"),
];

/// The chapters of the help, each with its contexts; every row of the table is in one.
pub const CHAPTERS: &[(&str, &[Context])] =
    &[("Panes and views", PANES_AND_VIEWS), ("While typing", TYPING), ("At a question", &[Context::Question])];

/// The heading of the chapter that a row belongs to: the first that one of its contexts is in.
#[must_use]
pub fn chapter(row: &Binding) -> Option<&'static str> {
    let own = CHAPTERS.iter().find(|(_, chapter)| row.here.iter().any(|here| chapter.contains(here)));
    own.map(|(heading, _)| *heading)
}
