//! The file of settings, wherever it is.

use std::path::{Path, PathBuf};

use crate::user::config::Config;
use crate::user::folders;

use super::out::Failure;

/// The file that is named, else the user's own, which need not be there.
///
/// # Errors
/// Where none is named and no home is known.
pub fn path(named: Option<&Path>) -> Result<PathBuf, Failure> {
    let hint = || Failure::Told("no home is known".to_owned(), Some("name a file: `--config FILE`".to_owned()));
    named.map(Path::to_owned).or_else(folders::config_file).ok_or_else(hint)
}

/// What could be understood of the settings. A file of the user's own that is not there sets nothing, and one that
/// cannot be read is a finding, since the program can do without.
///
/// # Errors
/// Where a file was named that cannot be read.
pub fn read(named: Option<&Path>) -> Result<Config, Failure> {
    if let Some(named) = named {
        return Ok(Config::read(named)?);
    }
    let Some(path) = folders::config_file().filter(|path| path.symlink_metadata().is_ok()) else {
        return Ok(Config::default());
    };
    Ok(Config::read(&path).unwrap_or_else(|fault| Config::unreadable(&fault)))
}
