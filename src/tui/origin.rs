//! Where the files of a timeline are, and the copies of its sources.

use std::path::PathBuf;

use crate::evidence::Shelf;
use crate::load::is_lasting;

/// Where the files of the timeline are.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The files, `-` for standard input; empty for the example in the program.
    pub paths: Vec<PathBuf>,
    /// Folders with kept copies, beside those of the files.
    pub copies: Vec<PathBuf>,
}

impl Origin {
    /// Where the copies of the sources are looked for.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        Shelf::new(&self.paths, &self.copies)
    }

    /// Is it in files that can be read again? Standard input and pipes are gone once they were read, and
    /// the example never changes.
    #[must_use]
    pub fn is_files(&self) -> bool {
        !self.paths.is_empty() && self.paths.iter().all(|path| is_lasting(path))
    }
}
