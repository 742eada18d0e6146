//! Where in a timeline the user was, as it is kept from one time to the next.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::keep::Keep;
use crate::model::identity::KnownQuote;

/// A place on the user's way through a timeline, to be come back to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stop {
    /// The quote under the cursor, with its event; nothing where the filter kept nothing.
    pub quote: Option<KnownQuote>,
    /// The filter, as it was typed.
    pub filter: String,
    /// Was the latest first?
    pub reversed: bool,
    /// The id of the actor whose statements were walked.
    pub picked: Option<String>,
    /// The id of the actor under the cursor of the actors pane.
    pub actor: Option<String>,
    /// The views on top of the panes, the topmost last.
    pub views: Vec<Seen>,
}

impl Stop {
    /// Is it the same place, whatever lay on top of it?
    #[must_use]
    pub fn is_at(&self, other: &Self) -> bool {
        (&self.quote, &self.filter) == (&other.quote, &other.filter)
    }
}

/// A view on top of the panes, and where in it one was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// The name of the view.
    pub view: String,
    /// The record under the cursor: the id of a source, the question of a dispute, the name of a lane.
    pub record: Option<String>,
    /// The number of that record; of lanes, that of their kind.
    pub nth: usize,
    /// The line; of lanes, the number of their order.
    pub line: usize,
    /// The column, where there are some; the thing in a lane.
    pub column: usize,
    /// The length of a burst that was asked for among the silences, in seconds.
    pub window: Option<i64>,
}

/// Everything that is kept of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Where the user was.
    pub here: Stop,
    /// The number of the pane with the focus.
    pub focus: usize,
    /// Had that the whole screen?
    pub zoomed: bool,
    /// The ids of the pinned actors.
    pub pinned: Vec<String>,
    /// The first and the last second of the stretch of time looked at; nothing where that was all of it.
    pub stretch: Option<(i64, i64)>,
    /// The words searched.
    pub search: String,
    /// The bookmarks by their letters.
    pub bookmarks: BTreeMap<char, KnownQuote>,
    /// The places before, the nearest last.
    pub back: Vec<Stop>,
    /// The places that were gone back from, the nearest last.
    pub forward: Vec<Stop>,
    /// Where in the disputes one was last.
    pub last_dispute: Option<Seen>,
}

/// The file that keeps the session of the timeline in these files.
#[must_use]
pub fn keep_for(timeline: &[PathBuf]) -> Option<Keep> {
    Keep::of("sessions", timeline)
}
