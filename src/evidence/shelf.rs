//! Where copies are kept: the folder of the timeline and those named beside it, and nowhere else.

use std::path::{Component, Path, PathBuf};

use crate::load::is_lasting;
use crate::model::timeline::{SourceIx, Timeline};

/// The folders in which copies are looked for.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The files of the timeline, in its order; a copy is looked for beside the file that names it.
    files: Vec<PathBuf>,
    /// The folders named beside.
    folders: Vec<PathBuf>,
}

impl Shelf {
    /// The folders of these timeline files (standard input stands for the folder one is in), then these folders.
    #[must_use]
    pub fn new(files: &[PathBuf], folders: &[PathBuf]) -> Self {
        Self { files: files.to_vec(), folders: folders.to_vec() }
    }

    /// The copy of a source: nothing where it has none, or it is in none of the folders.
    ///
    /// # Errors
    /// Why the path is refused, in words: it leads out of the folders, or to what is no file.
    pub fn find(&self, timeline: &Timeline, source: SourceIx) -> Result<Option<PathBuf>, String> {
        let Some(copy) = timeline.source(source).copy() else { return Ok(None) };
        if copy.contains("://") {
            return Err("a copy is a file that is kept, not an address; that is `url` or `archive`".into());
        }
        let path = Path::new(copy.trim());
        let is_plain = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
        if !path.components().all(is_plain) {
            return Err("the path leads out of the folder of the timeline; write it from there on, without `..`".into());
        }
        for folder in self.folders(copy.place.file) {
            let there = folder.join(path);
            if there.symlink_metadata().is_ok() {
                return within(&folder, &there).map(Some);
            }
        }
        Ok(None)
    }

    /// Every path at which the copy of a source may turn up.
    #[must_use]
    pub fn places(&self, timeline: &Timeline, source: SourceIx) -> Vec<PathBuf> {
        let Some(copy) = timeline.source(source).copy() else { return Vec::new() };
        self.folders(copy.place.file).map(|folder| folder.join(copy.trim())).collect()
    }

    /// The folder of a timeline file, then the folders named beside.
    fn folders(&self, file: u32) -> impl Iterator<Item = PathBuf> {
        let own = self.files.get(file as usize).map(|path| folder_of(path));
        own.into_iter().chain(self.folders.iter().cloned())
    }
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = if is_lasting(file) { file.parent() } else { None };
    folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// The path, links followed, where it is a file in the folder.
fn within(folder: &Path, path: &Path) -> Result<PathBuf, String> {
    let unreadable = |error: std::io::Error| format!("it cannot be read: {error}");
    let (folder, path) = (folder.canonicalize().map_err(unreadable)?, path.canonicalize().map_err(unreadable)?);
    if !path.starts_with(&folder) {
        return Err("it is a link that leads out of its folder".into());
    }
    if !path.is_file() {
        return Err("it is not a file".into());
    }
    Ok(path)
}
