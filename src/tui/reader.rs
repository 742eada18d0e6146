//! Large files read on a thread of its own, so that no key waits for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use super::terminal::{Input, Waker};
use crate::load::{Loaded, Unreadable, head, of_texts_after, texts};
use crate::model::progress::Progress;
use crate::model::timeline::Timeline;

/// What a reading has come to.
pub enum Step {
    /// The first events, where none could be shown before.
    Begun(Loaded),
    /// The end.
    Done(Result<Loaded, Unreadable>),
}

/// Reads files, one reading at a time.
pub struct Reader {
    waker: Waker,
    running: Option<Receiver<Step>>,
    is_overtaken: bool,
}

impl Reader {
    /// One that sends [`Input::Read`] for each step.
    #[must_use]
    pub fn new(waker: Waker) -> Self {
        Self { waker, running: None, is_overtaken: false }
    }

    /// Begins to read; `from_nothing` where not one event is shown yet. What stands as in an `old` reading, with which
    /// nothing was wrong, is not read again. Gives how far it has come.
    pub fn start(&mut self, paths: &[PathBuf], from_nothing: bool, old: Option<Arc<Timeline>>) -> Arc<Progress> {
        let (sender, running) = mpsc::channel();
        let (progress, waker, paths) = (Arc::new(Progress::default()), self.waker.clone(), paths.to_owned());
        let told = Arc::clone(&progress);
        let read = move || {
            let step = |step: Step| {
                // Nobody listens any more only when the program ends.
                if sender.send(step).is_ok() {
                    waker.wake(Input::Read);
                }
            };
            let read = read(&paths, from_nothing, old.as_deref(), &told, &step);
            // What is only wanted once a filter is typed is made while all is looked at already.
            let timeline = read.as_ref().ok().map(|loaded| loaded.timeline.clone());
            step(Step::Done(read));
            timeline.iter().for_each(Timeline::prepare_terms);
        };
        // Where no thread can be had, nothing is sent, which is told of as a reading that broke off.
        drop(thread::Builder::new().name("read".into()).spawn(read));
        (self.running, self.is_overtaken) = (Some(running), false);
        progress
    }

    /// The files changed while they are read: what is read of them must be read again.
    pub fn overtake(&mut self) {
        self.is_overtaken = true;
    }

    /// Did the files change while they were read?
    #[must_use]
    pub fn is_overtaken(&self) -> bool {
        self.is_overtaken
    }

    /// The next step, if it is there.
    pub fn take(&mut self) -> Option<Step> {
        let step = match self.running.as_ref()?.try_recv() {
            Ok(step) => step,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Step::Done(Err(broken_off())),
        };
        if matches!(step, Step::Done(_)) {
            self.running = None;
        }
        Some(step)
    }
}

fn broken_off() -> Unreadable {
    Unreadable { name: "the file".into(), message: "the reading of it broke off".into(), hint: None }
}

fn read(
    paths: &[PathBuf],
    from_nothing: bool,
    old: Option<&Timeline>,
    progress: &Progress,
    step: &(dyn Fn(Step) + Sync),
) -> Result<Loaded, Unreadable> {
    // What is waited for most comes first: the whole takes its time anyhow.
    let path = paths.first().filter(|_| from_nothing);
    path.and_then(|path| head(path)).into_iter().for_each(|head| step(Step::Begun(head)));
    let texts = texts(paths, progress)?;
    let loaded = of_texts_after(old, texts, progress);
    loaded.timeline.prepare();
    Ok(loaded)
}
