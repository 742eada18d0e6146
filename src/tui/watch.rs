//! A watch over the files of the timeline and the copies of its sources, so that the screen can load them again.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
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
    /// of them was written, replaced or taken away. `None` where nothing can be watched; standard input
    /// (`-`) never is.
    #[must_use]
    pub fn start(files: &[PathBuf], copies: &[PathBuf], waker: Waker) -> Option<Self> {
        let all = |paths: &[PathBuf]| paths.iter().flat_map(|path| places(path)).collect::<BTreeSet<PathBuf>>();
        let (files, copies) = (all(files), all(copies));
        let folders: BTreeSet<PathBuf> =
            files.union(&copies).filter_map(|path| Some(path.parent()?.to_owned())).collect();
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
