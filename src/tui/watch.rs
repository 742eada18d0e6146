//! A watch over the files of the timeline and the copies of its sources, so that the screen can load them again.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf, absolute};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::terminal::{Input, Waker};

/// How long it must be quiet: an editor that saves touches the folder several times.
const QUIET: Duration = Duration::from_millis(100);

/// A file that never is quiet is told of all the same.
const LONGEST: Duration = Duration::from_secs(1);

/// Watches until it is dropped.
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches these files and copies, and sends [`Input::FilesChanged`] or [`Input::CopiesChanged`] when one
    /// of them was written, replaced or taken away, or the folder of a copy came or went. `None` where nothing can be watched; standard input
    /// (`-`) never is.
    #[must_use]
    pub fn start(files: &[PathBuf], copies: &[PathBuf], waker: Waker) -> Option<Self> {
        let files: BTreeSet<PathBuf> = files.iter().flat_map(|path| places(path)).collect();
        let (ways, known): (BTreeSet<PathBuf>, BTreeSet<PathBuf>) = copies.iter().filter_map(|path| way(path)).unzip();
        let copies: BTreeSet<PathBuf> = copies.iter().flat_map(|path| places(path)).collect();
        let folders = files.union(&copies).filter_map(|path| Some(path.parent()?.to_owned()));
        let folders: BTreeSet<PathBuf> = folders.chain(ways).collect();
        let copies: BTreeSet<PathBuf> = copies.into_iter().chain(known).collect();
        let (sender, changes) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            let changed = [(&files, Input::FilesChanged), (&copies, Input::CopiesChanged)];
            for (_, input) in changed.into_iter().filter(|(paths, _)| concerns(&event, paths)) {
                // Nobody listens any more only when the program ends.
                let _ = sender.send(input);
            }
        })
        .ok()?;
        // The folder, not the file: editors replace a file by renaming another over it.
        let is_watched = |folder: PathBuf| watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok();
        if folders.into_iter().map(is_watched).filter(|is_watched| *is_watched).count() == 0 {
            return None;
        }
        thread::Builder::new().name("watch".into()).spawn(move || tell(&changes, &waker)).ok()?;
        Some(Self { _watcher: watcher })
    }
}

/// Where the file is: its name here, and what that is a link to.
fn places(file: &Path) -> Vec<PathBuf> {
    if file.as_os_str() == "-" {
        return Vec::new();
    }
    let here = file.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let here = here.and_then(|folder| folder.canonicalize().ok()).zip(file.file_name().map(OsString::from));
    here.map(|(folder, name)| folder.join(name)).into_iter().chain(file.canonicalize().ok()).collect()
}

/// The folder to watch for the coming and going of a copy's own folder, and what is known there when it does:
/// the folder itself, which tells when it goes; before it has come, the nearest one around it that is there,
/// and the first part of the way from there.
fn way(copy: &Path) -> Option<(PathBuf, PathBuf)> {
    let copy = absolute(copy).ok()?;
    let folder = copy.parent()?;
    match folder.ancestors().take_while(|folder| !folder.is_dir()).last() {
        None => folder.canonicalize().ok().map(|folder| (folder.clone(), folder)),
        Some(missing) => {
            let around = missing.parent()?.canonicalize().ok()?;
            let coming = around.join(missing.file_name()?);
            Some((around, coming))
        }
    }
}

fn concerns(event: &Event, watched: &BTreeSet<PathBuf>) -> bool {
    !event.kind.is_access() && (event.need_rescan() || event.paths.iter().any(|path| watched.contains(path)))
}

/// Sends one wake-up of each kind for each burst of changes, until the watch is dropped.
fn tell(changes: &Receiver<Input>, waker: &Waker) {
    while let Ok(first) = changes.recv() {
        let start = Instant::now();
        let mut changed = vec![first];
        while start.elapsed() < LONGEST
            && let Ok(next) = changes.recv_timeout(QUIET)
        {
            if !changed.contains(&next) {
                changed.push(next);
            }
        }
        changed.into_iter().for_each(|input| waker.wake(input));
    }
}
