//! Looking at a timeline in the terminal.

pub mod terminal;
pub mod watch;
