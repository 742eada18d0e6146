//! What can lie on top of the panes, and where in it one is.

use std::path::PathBuf;

use tui_input::Input;

use super::choices::Choosing;
use super::lanes::LanesView;
use super::reading::Reading;
use super::state::Here;
use crate::model::query::QueryFault;
use crate::model::query::complete::Completion;
use crate::model::rhythm::{Told, Window};
use crate::model::track::{Place, Track};

/// What a line at the foot is being typed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Words to search.
    Search,
    /// A filter.
    Filter,
    /// A date to go to.
    Date,
    /// A path to export to.
    Export,
    /// A name for the present filter.
    ViewName,
}

/// The line at the foot while it is typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What for.
    pub asking: Asking,
    /// The line.
    pub input: Input,
    /// What is wrong with it.
    pub fault: Option<QueryFault>,
    /// What may be put in at its cursor.
    pub offer: Option<Offer>,
    /// How things stood before, to go back to.
    pub before: Before,
}

/// What may be put in at the cursor of a line, and what of it is.
#[derive(Debug, Clone)]
pub struct Offer {
    /// What may be put in, and where.
    pub completion: Completion,
    /// The choice that is put in.
    pub chosen: Option<usize>,
    /// The line as it was typed, without a choice.
    pub typed: Input,
}

/// How things stood when a prompt was opened.
#[derive(Debug, Clone)]
pub struct Before {
    /// Where the cursors were.
    pub here: Option<Here>,
    /// The filter.
    pub filter: String,
    /// The search.
    pub search: String,
    /// The first row in sight of the copy that lies on top.
    pub top: Option<usize>,
}

/// A line of a view made of records: which record, and which of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spot {
    /// The record: a source or a finding, by its number.
    pub record: usize,
    /// The line of it; past its end stands for its last.
    pub line: usize,
}

/// Where in the disputes one is: a line of one of them, and which of the sides beside each other there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seat {
    /// The dispute by its number, and the line of it.
    pub spot: Spot,
    /// The column; past the last stands for the last.
    pub column: usize,
}

impl Seat {
    /// The seat at another spot: in the same column of the same dispute, in the first of another one. The
    /// first line of a dispute begins it anew.
    #[must_use]
    pub fn moved(self, spot: Spot) -> Self {
        let stays = spot.record == self.spot.record && spot.line > 0;
        Self { spot, column: if stays { self.column } else { 0 } }
    }
}

/// What several actors say, and the statement under the cursor.
#[derive(Debug, Clone)]
pub struct Positions {
    /// What they say.
    pub track: Track,
    /// Where in it one is.
    pub at: Place,
}

/// The silences and bursts of all that is shown, and where among them one is.
#[derive(Debug, Clone)]
pub struct Silences {
    /// What is told of each subject.
    pub told: Vec<Told>,
    /// The length of a burst that was asked for; the usual one of each subject where none was.
    pub window: Option<Window>,
    /// The subject and the line of it.
    pub spot: Spot,
}

/// A list to pick from.
#[derive(Debug, Clone)]
pub struct Picker {
    /// The list.
    pub of: Choosing,
    /// What is typed.
    pub input: Input,
    /// The rows of the list that it fits, best first.
    pub found: Vec<usize>,
    /// Which of them is chosen.
    pub cursor: usize,
}

/// What the next letter does to a bookmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bookmarking {
    /// Sets it here.
    Set,
    /// Goes to it.
    Go,
}

/// What is asked, to be answered with yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// May this file be overwritten?
    Overwrite(PathBuf),
    /// May the saved view of this name hold the present filter instead?
    ReplaceView(String),
    /// May the saved view of this name be deleted?
    DeleteView(String),
}

/// What lies on top of the panes.
#[derive(Debug, Clone)]
pub enum Layer {
    /// An event in full, scrolled so many lines.
    Reader(usize),
    /// The kept copy of a source.
    Copy(Box<Reading>),
    /// The sources, the cursor on a line of one of them.
    Sources(Spot),
    /// The findings, the cursor on a line of one of them.
    Findings(Spot),
    /// The lanes.
    Lanes(Box<LanesView>),
    /// The disputes, the cursor in a side of one of them.
    Disputes(Seat),
    /// The silences and bursts, the cursor on a line of those of one subject.
    Silences(Box<Silences>),
    /// What several actors say, side by side.
    Track(Box<Positions>),
    /// The help, scrolled so many lines.
    Help(usize),
    /// A line being typed.
    Prompt(Box<Prompt>),
    /// Something being picked.
    Picker(Box<Picker>),
    /// The letter of a bookmark is awaited.
    Bookmark(Bookmarking),
    /// A question.
    Question(Question),
}
