//! The articles that the examples of the project quote, as annals reads them.

use std::fs;
use std::path::{Path, PathBuf};

use annals::evidence::copy::Copy;

use super::prose::Article;

/// All of them, in the order of their paths.
pub fn examples() -> Vec<Article> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let (inner, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
        folders.extend(inner);
        found.extend(files.iter().filter_map(|file| Copy::read(file).ok()));
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found.iter().map(|copy| Article::of_text(&copy.text.raw)).collect()
}
