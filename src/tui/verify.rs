//! Quotes held against their copies on a thread of its own, so that no key waits for it.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::terminal::{Input, Waker};
use crate::evidence::{Ledger, Shelf};
use crate::model::timeline::Timeline;

/// A ledger with the number of its start.
type Done = (u64, Ledger);

/// Starts ledgers and hands over the latest.
pub struct Verifier {
    waker: Waker,
    sender: Sender<Done>,
    done: Receiver<Done>,
    /// How many were started; what an older one finds is of no use any more.
    started: u64,
}

impl Verifier {
    /// One that sends [`Input::Verified`] when a ledger is done.
    #[must_use]
    pub fn new(waker: Waker) -> Self {
        let (sender, done) = mpsc::channel();
        Self { waker, sender, done, started: 0 }
    }

    /// Starts a ledger of the timeline as it is now.
    pub fn start(&mut self, timeline: Arc<Timeline>, shelf: Shelf) {
        self.started += 1;
        let (turn, done, waker) = (self.started, self.sender.clone(), self.waker.clone());
        let verify = move || {
            let ledger = Ledger::new(&timeline, &shelf);
            // The state wants the timeline for itself when it takes the verdicts.
            drop(timeline);
            if done.send((turn, ledger)).is_ok() {
                waker.wake(Input::Verified);
            }
        };
        if let Err(error) = thread::Builder::new().name("verify".into()).spawn(verify) {
            self.waker.wake(Input::Trouble(format!("the quotes cannot be verified: {error}")));
        }
    }

    /// The ledger started last, if it is done.
    pub fn take(&mut self) -> Option<Ledger> {
        let started = self.started;
        self.done.try_iter().filter(|(turn, _)| *turn == started).last().map(|(_, ledger)| ledger)
    }
}
