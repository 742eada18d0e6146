//! A watch over the files of the timeline, so that the screen can load them again.

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
    /// Watches these files and sends [`Input::FilesChanged`] when one of them was written, replaced
    /// or taken away. `None` where nothing can be watched; standard input (`-`) never is.
    #[must_use]
    pub fn start(files: &[PathBuf], waker: Waker) -> Option<Self> {
        let watched: BTreeSet<PathBuf> = files.iter().flat_map(|file| places(file)).collect();
        let folders: BTreeSet<&Path> = watched.iter().filter_map(|path| path.parent()).collect();
        let (sender, changes) = mpsc::channel();
        let names = watched.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| concerns(&event, &names)) {
                // Nobody listens any more only when the program ends.
                let _ = sender.send(());
            }
        })
        .ok()?;
        // The folder, not the file: editors replace a file by renaming another over it.
        let is_watched = |folder: &Path| watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
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

/// Sends one wake-up for each burst of changes, until the watch is dropped.
fn tell(changes: &Receiver<()>, waker: &Waker) {
    while changes.recv().is_ok() {
        let start = Instant::now();
        while start.elapsed() < LONGEST && changes.recv_timeout(QUIET).is_ok() {}
        waker.wake(Input::FilesChanged);
    }
}
