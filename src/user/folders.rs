//! Where what is the user's lies, by the XDG base directories.

use std::path::PathBuf;

use etcetera::base_strategy::{BaseStrategy, Xdg};

/// The name of our folder in each of theirs.
const NAME: &str = "annals";

/// The folder of state: `$XDG_STATE_HOME/annals`, else `~/.local/state/annals`; a variable that is empty
/// or relative does not count. Nothing where there is no home folder.
#[must_use]
pub fn state() -> Option<PathBuf> {
    Xdg::new().ok()?.state_dir().map(|folder| folder.join(NAME))
}
