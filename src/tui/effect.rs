//! What an action asks of the world outside the state, as plain values.

use std::path::PathBuf;

use crate::model::timeline::EventIx;

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Go to the background.
    Suspend,
    /// Read the files again.
    Reload,
    /// Hold the quotes against the copies again.
    Verify,
    /// Keep the session as it is now.
    KeepSession,
    /// Keep a view of the user's own, or with no query delete it.
    KeepView {
        /// Its name.
        name: String,
        /// Its query.
        query: Option<String>,
    },
    /// Put text on the clipboard.
    Copy(String),
    /// Open a file at a line and column in the editor.
    Edit(PathBuf, usize, usize),
    /// Open a web address.
    Browse(String),
    /// Write these events to a file, its extension choosing the format.
    Export {
        /// Where to.
        path: PathBuf,
        /// Which events.
        events: Vec<EventIx>,
        /// May a file that is there be replaced?
        overwrite: bool,
    },
}
