//! The table of commands: a lasting name for every action that a key can ask for.

use tui_input::InputRequest;

use super::action::{Action, Pane, Step, Way};

/// Every name and its action.
#[rustfmt::skip]
pub const COMMANDS: &[(&str, Action)] = &[
    ("down", Action::Move(Step::Down)),
    ("up", Action::Move(Step::Up)),
    ("half-page-down", Action::Move(Step::HalfDown)),
    ("half-page-up", Action::Move(Step::HalfUp)),
    ("page-down", Action::Move(Step::PageDown)),
    ("page-up", Action::Move(Step::PageUp)),
    ("first", Action::Move(Step::First)),
    ("last", Action::Move(Step::Last)),
    ("next", Action::Turn(Way::Next)),
    ("previous", Action::Turn(Way::Previous)),
    ("next-side", Action::Side(Way::Next)),
    ("previous-side", Action::Side(Way::Previous)),
    ("events-pane", Action::Focus(Pane::Events)),
    ("actors-pane", Action::Focus(Pane::Actors)),
    ("quotes-pane", Action::Focus(Pane::Quotes)),
    ("pick-actor", Action::PickActor),
    ("add-actor", Action::AddActor),
    ("next-statement", Action::Statement(Way::Next)),
    ("previous-statement", Action::Statement(Way::Previous)),
    ("open", Action::Open),
    ("read-copy", Action::ReadCopy),
    ("next-quote", Action::Quote(Way::Next)),
    ("previous-quote", Action::Quote(Way::Previous)),
    ("range", Action::Range),
    ("stretch-down", Action::Stretch(Way::Next)),
    ("stretch-up", Action::Stretch(Way::Previous)),
    ("mark-event", Action::Mark),
    ("export", Action::Export),
    ("search", Action::Search),
    ("next-match", Action::Match(Way::Next)),
    ("previous-match", Action::Match(Way::Previous)),
    ("filter", Action::Filter),
    ("go-to-date", Action::GoToDate),
    ("next-group", Action::Group(Way::Next)),
    ("previous-group", Action::Group(Way::Previous)),
    ("sources", Action::Sources),
    ("next-view", Action::View(Way::Next)),
    ("previous-view", Action::View(Way::Previous)),
    ("disputes", Action::Disputes),
    ("lanes", Action::Lanes),
    ("next-in-lane", Action::Along(Way::Next)),
    ("previous-in-lane", Action::Along(Way::Previous)),
    ("next-lanes", Action::Kind(Way::Next)),
    ("previous-lanes", Action::Kind(Way::Previous)),
    ("sort-lanes", Action::Sort),
    ("silences", Action::Silences),
    ("longer-bursts", Action::BurstLength(Way::Next)),
    ("shorter-bursts", Action::BurstLength(Way::Previous)),
    ("track", Action::Track),
    ("pin", Action::Pin),
    ("next-column", Action::Column(Way::Next)),
    ("previous-column", Action::Column(Way::Previous)),
    ("axis-nearer", Action::Scale(Way::Next)),
    ("axis-wider", Action::Scale(Way::Previous)),
    ("axis-whole", Action::WholeAxis),
    ("axis-later", Action::Pan(Way::Next)),
    ("axis-earlier", Action::Pan(Way::Previous)),
    ("copy-citation", Action::Copy),
    ("edit", Action::Edit),
    ("open-link", Action::Link),
    ("open-archive", Action::Archive),
    ("zoom-pane", Action::Zoom),
    ("reverse", Action::Reverse),
    ("reload", Action::Reload),
    ("findings", Action::Findings),
    ("filter-by-search", Action::FilterBySearch),
    ("complete", Action::Complete(Way::Next)),
    ("complete-back", Action::Complete(Way::Previous)),
    ("next-known", Action::Known(Way::Next)),
    ("previous-known", Action::Known(Way::Previous)),
    ("back", Action::Back),
    ("forward", Action::Forward),
    ("set-bookmark", Action::SetBookmark),
    ("go-to-bookmark", Action::GoToBookmark),
    ("saved-views", Action::SavedViews),
    ("save-view", Action::SaveView),
    ("delete-view", Action::DeleteView),
    ("palette", Action::Palette),
    ("mouse", Action::Mouse),
    ("help", Action::Help),
    ("close", Action::Close),
    ("quit", Action::Quit),
    ("quit-now", Action::QuitNow),
    ("suspend", Action::Suspend),
    ("accept", Action::Accept),
    ("delete-before", Action::Edits(InputRequest::DeletePrevChar)),
    ("delete-here", Action::Edits(InputRequest::DeleteNextChar)),
    ("delete-word", Action::Edits(InputRequest::DeletePrevWord)),
    ("empty-line", Action::Edits(InputRequest::DeleteLine)),
    ("letter-left", Action::Edits(InputRequest::GoToPrevChar)),
    ("letter-right", Action::Edits(InputRequest::GoToNextChar)),
    ("line-start", Action::Edits(InputRequest::GoToStart)),
    ("line-end", Action::Edits(InputRequest::GoToEnd)),
    ("yes", Action::Answer(true)),
    ("no", Action::Answer(false)),
];

/// The name that unbinds a key.
pub const NONE: &str = "none";

/// The name of an action; letters that are typed have none.
#[must_use]
pub fn name_of(action: Action) -> Option<&'static str> {
    COMMANDS.iter().find(|(_, known)| *known == action).map(|(name, _)| *name)
}

/// The action of a name.
#[must_use]
pub fn action_of(name: &str) -> Option<Action> {
    COMMANDS.iter().find(|(known, _)| *known == name).map(|(_, action)| *action)
}
