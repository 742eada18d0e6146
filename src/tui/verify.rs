//! Quotes held against their copies on a thread of its own, so that no key waits for it.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use super::terminal::{Input, Waker};
use crate::evidence::{Ledger, Shelf};
use crate::model::timeline::Timeline;

/// Makes ledgers, one at a time, and hands over the latest.
pub struct Verifier {
    waker: Waker,
    running: Option<Receiver<Ledger>>,
    /// What was asked for while a ledger was being made, which is of no use any more.
    next: Option<(Arc<Timeline>, Shelf)>,
}

impl Verifier {
    /// One that sends [`Input::Verified`] when a ledger is done.
    #[must_use]
    pub fn new(waker: Waker) -> Self {
        Self { waker, running: None, next: None }
    }

    /// Asks for a ledger of the timeline as it is now.
    pub fn start(&mut self, timeline: Arc<Timeline>, shelf: Shelf) {
        if self.running.as_ref().is_some_and(|running| matches!(running.try_recv(), Err(TryRecvError::Empty))) {
            self.next = Some((timeline, shelf));
        } else {
            self.run(timeline, shelf);
        }
    }

    fn run(&mut self, timeline: Arc<Timeline>, shelf: Shelf) {
        let (done, running) = mpsc::channel();
        let waker = self.waker.clone();
        let verify = move || {
            let ledger = Ledger::new(&timeline, &shelf);
            // The state wants the timeline for itself when it takes the verdicts.
            drop(timeline);
            if done.send(ledger).is_ok() {
                waker.wake(Input::Verified);
            }
        };
        self.running = Some(running);
        if let Err(error) = thread::Builder::new().name("verify".into()).spawn(verify) {
            self.waker.wake(Input::Trouble(format!("the quotes cannot be verified: {error}")));
        }
    }

    /// The ledger asked for last, if it is done.
    pub fn take(&mut self) -> Option<Ledger> {
        let ledger = self.running.as_ref()?.try_recv().ok()?;
        self.running = None;
        match self.next.take() {
            Some((timeline, shelf)) => {
                self.run(timeline, shelf);
                None
            }
            None => Some(ledger),
        }
    }
}
