//! A word on stderr while something takes long, where stderr is a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long a thing may take before it is spoken of, and how often the time is told anew.
const PATIENCE: Duration = Duration::from_millis(300);

/// Tells what is going on, and for how long, until it is dropped.
pub struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Starts the clock for `what`, such as "reading".
    pub fn start(what: &'static str) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self((io::stderr().is_terminal() && !is_dumb).then(|| {
            let (done, wait) = mpsc::channel();
            (done, thread::spawn(move || tell(what, &wait)))
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

fn tell(what: &str, wait: &mpsc::Receiver<()>) {
    let begin = Instant::now();
    let mut told = false;
    while wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
        drop(write!(io::stderr().lock(), "\r{what} … {} s", begin.elapsed().as_secs()));
        told = true;
    }
    if told {
        drop(write!(io::stderr().lock(), "\r\u{1b}[K"));
    }
}
