//! How far a long work has come, to be told to whoever watches it from another thread.

use std::sync::atomic::{AtomicU64, Ordering};

/// So much is done of so much; in what units is for the worker to say.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    all: AtomicU64,
}

impl Progress {
    /// There is so much more to do.
    pub fn add_to_come(&self, more: u64) {
        self.all.fetch_add(more, Ordering::Relaxed);
    }

    /// So much more was done.
    pub fn add(&self, done: u64) {
        self.done.fetch_add(done, Ordering::Relaxed);
    }

    /// How much was done, in hundredths. All of it never is: the work is over when its outcome is there.
    #[must_use]
    pub fn percent(&self) -> u8 {
        let (done, all) = (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed));
        u8::try_from(done.saturating_mul(100) / all.max(1)).unwrap_or(u8::MAX).min(99)
    }
}
