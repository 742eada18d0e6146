//! Everything a key can ask for.

use tui_input::InputRequest;

/// One of the three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The events in the order of time.
    Events,
    /// Who acts and speaks.
    Actors,
    /// The quotes of the current event.
    Quotes,
}

impl Pane {
    /// The panes in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Events, Self::Actors, Self::Quotes];
}

/// How far a cursor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// Forwards or backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Later, or further down.
    Next,
    /// Earlier, or further up.
    Previous,
}

/// What a key asks for; [`super::keys::KEYS`] says which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Move the cursor of the focused pane or of the view on top.
    Move(Step),
    /// Focus a pane.
    Focus(Pane),
    /// Focus the next or previous pane.
    Turn(Way),
    /// Pick an actor by name.
    PickActor,
    /// Pick an actor by name, to stand beside others.
    AddActor,
    /// The picked actor's next or previous statement.
    Statement(Way),
    /// Ask for a date and go there.
    GoToDate,
    /// The next or previous group of the axis's unit.
    Group(Way),
    /// Look at time from nearer, or wider.
    Scale(Way),
    /// Look at all of the time.
    WholeAxis,
    /// Look at later or earlier time.
    Pan(Way),
    /// Show the sources.
    Sources,
    /// Show the next or previous view.
    View(Way),
    /// Show the lanes, or go back from them.
    Lanes,
    /// In the lanes: the next or previous thing in this one.
    Along(Way),
    /// In the lanes: another kind of them.
    Kind(Way),
    /// In the lanes: another order of them.
    Sort,
    /// Show the disputes, or go back from them.
    Disputes,
    /// Pin this actor, or unpin it.
    Pin,
    /// Show the pinned actors side by side, or go back from them.
    Track,
    /// Among actors side by side: to the one beside.
    Column(Way),
    /// Show the silences and bursts, or go back from them.
    Silences,
    /// In the silences: look at longer or shorter bursts.
    BurstLength(Way),
    /// The next or previous side of a dispute.
    Side(Way),
    /// Open what is under the cursor.
    Open,
    /// Read the kept copy of the source.
    ReadCopy,
    /// In a copy: the next or previous quote.
    Quote(Way),
    /// See the timeline as known on the next or previous day on which something became known.
    Known(Way),
    /// Start a range, or end it.
    Range,
    /// Move and stretch the range.
    Stretch(Way),
    /// Mark or unmark the current event.
    Mark,
    /// Ask where to export the selection to.
    Export,
    /// Search as you type.
    Search,
    /// The next or previous match.
    Match(Way),
    /// Filter as you type.
    Filter,
    /// The search becomes part of the filter.
    FilterBySearch,
    /// Copy the quote with its citation.
    Copy,
    /// Open the file at this line in the editor.
    Edit,
    /// Open the source's link.
    Link,
    /// Open the source's archived copy.
    Archive,
    /// Give the focused pane the whole screen, or back.
    Zoom,
    /// Turn the order round.
    Reverse,
    /// Read the files again.
    Reload,
    /// Show what is wrong with the file.
    Findings,
    /// Give the mouse to the terminal, or take it back.
    Mouse,
    /// Pick what to do by its name.
    Palette,
    /// Show the help.
    Help,
    /// Back to where one was before the last jump.
    Back,
    /// Forward again, to where one went back from.
    Forward,
    /// Set a bookmark here; the next letter names it.
    SetBookmark,
    /// Go to a bookmark; the next letter says which.
    GoToBookmark,
    /// Pick a saved view.
    SavedViews,
    /// Save the present filter as a view.
    SaveView,
    /// In the saved views: delete the one chosen.
    DeleteView,
    /// Close the top thing.
    Close,
    /// Close the view on top, else quit.
    Quit,
    /// Quit now.
    QuitNow,
    /// Go to the background.
    Suspend,
    /// In a prompt: take what is typed.
    Accept,
    /// In the filter prompt: put the next or previous choice in.
    Complete(Way),
    /// In a prompt: type a letter.
    Type(char),
    /// In a prompt: edit the line.
    Edits(InputRequest),
    /// A question answered.
    Answer(bool),
}
