//! Looking at a timeline in the terminal.

pub mod picture;
pub mod terminal;
pub mod watch;
