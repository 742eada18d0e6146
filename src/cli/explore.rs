//! `annals [FILE]`: the explorer, on what can be understood of the file.

use crate::load::Loaded;
use crate::tui;
use crate::tui::state::Origin;

use super::out::{Failure, is_colour_wanted};
use super::FINE;

/// Opens the explorer on what was loaded from `origin`.
///
/// # Errors
/// Where the terminal cannot be used.
pub fn run(loaded: Loaded, origin: Origin, ascii: bool) -> Result<u8, Failure> {
    match tui::explore(loaded, origin, super::shot::theme(is_colour_wanted(), ascii)) {
        Ok(()) => Ok(FINE),
        Err(error) => Err(Failure::told(format!("the explorer cannot use this terminal: {error}"))),
    }
}
