//! Where a user's own files are, by the XDG base directories on every system.

use std::path::PathBuf;

use etcetera::base_strategy::{BaseStrategy, Xdg};

/// The name of the program's folder in each of them.
const OURS: &str = "annals";

/// The file of settings, whether it is there or not; nothing where no home is known.
///
/// `$XDG_CONFIG_HOME/annals/config.toml`, else `~/.config/annals/config.toml`. A variable that is empty or
/// relative counts as unset, as the standard says.
#[must_use]
pub fn config_file() -> Option<PathBuf> {
    Some(Xdg::new().ok()?.config_dir().join(OURS).join("config.toml"))
}

/// The folder of state: `$XDG_STATE_HOME/annals`, else `~/.local/state/annals`, as for [`config_file`].
#[must_use]
pub fn state() -> Option<PathBuf> {
    Xdg::new().ok()?.state_dir().map(|folder| folder.join(OURS))
}
