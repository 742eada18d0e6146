//! Why the explorer ends before the user quits.

use std::io;

use crate::load::Unreadable;

/// What ended it.
#[derive(Debug)]
pub enum Stopped {
    /// The terminal cannot be used, or has gone.
    Terminal(io::Error),
    /// A file of which there was a beginning to show cannot be read to its end.
    File(Unreadable),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

impl From<Unreadable> for Stopped {
    fn from(fault: Unreadable) -> Self {
        Self::File(fault)
    }
}
