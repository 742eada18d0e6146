//! A word on stderr while something takes long, where stderr is a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::model::progress::Progress as Done;

/// How long a thing may take before it is spoken of.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often it is told anew how far it has come.
const AGAIN: Duration = Duration::from_millis(100);

/// Tells what is going on, and for how long or how far it has come, until it is dropped.
pub struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Starts the clock for `what`, such as "verifying".
    pub fn start(what: impl Into<String>) -> Self {
        let (what, begin) = (what.into(), Instant::now());
        Self::telling(move || format!("{what} … {} s", begin.elapsed().as_secs()))
    }

    /// Tells how much of it is `done`, for `what`, such as "reading timeline.yaml".
    pub fn of(what: String, done: Arc<Done>) -> Self {
        Self::telling(move || format!("{what} … {} %", done.percent()))
    }

    fn telling(words: impl Fn() -> String + Send + 'static) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self((io::stderr().is_terminal() && !is_dumb).then(|| {
            let (done, wait) = mpsc::channel();
            (done, thread::spawn(move || tell(&words, &wait)))
        }))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, teller)) = self.0.take() {
            drop(done);
            drop(teller.join());
        }
    }
}

fn tell(words: &dyn Fn() -> String, wait: &mpsc::Receiver<()>) {
    let (mut patience, mut told) = (PATIENCE, None);
    while wait.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
        patience = AGAIN;
        let words = Some(words()).filter(|words| told.as_ref() != Some(words));
        if let Some(words) = words {
            // In a terminal that is too narrow the words are cut off, since of two lines only one could be wiped.
            drop(io::stderr().lock().write_all(format!("\r\u{1b}[?7l{words}\u{1b}[?7h").as_bytes()));
            told = Some(words);
        }
    }
    if told.is_some() {
        drop(write!(io::stderr().lock(), "\r\u{1b}[K"));
    }
}
