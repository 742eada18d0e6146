//! Going through many things of a timeline, so that the records that are read for it are kept by nothing.

use crate::model::batch::BATCH;
use crate::model::document::EventRef;
use crate::model::threads::{in_order, threads};

use super::{EventIx, Timeline};

/// Into how many batches the things of each thread are cut, unless these would be too small or too large.
const SHARES: usize = 8;

/// Fewer things than these make no batch of their own: a timeline for them takes as long.
const LEAST: usize = 256;

impl Timeline {
    /// Shows these things in order to `make`, a batch at a time on all cores, and gives what it makes of each batch
    /// to `take`, in the same order, while the next ones are made.
    ///
    /// Each batch is shown with a timeline of its own, whose records are gone with it.
    ///
    /// # Errors
    /// The first of `take`, which ends it.
    pub fn pass<T: Sync, M: Send, E>(
        &self,
        things: &[T],
        make: impl Fn(&Self, &[T]) -> M + Sync,
        mut take: impl FnMut(M) -> Result<(), E>,
    ) -> Result<(), E> {
        let size = things.len().div_ceil(threads() * SHARES).clamp(LEAST, BATCH);
        let batches: Vec<&[T]> = things.chunks(size).collect();
        in_order(batches.len(), |nth| make(&self.unread(), batches[nth]), &mut take)
    }

    /// Shows these events in turn, the words of each borrowed from the files; what is read for it is kept by nothing.
    pub fn each_lent(&self, events: &[EventIx], mut see: impl FnMut(EventIx, &EventRef)) {
        for run in events.chunk_by(|one, next| one.at() + 1 == next.at()) {
            let range = run[0].at()..run[0].at() + run.len();
            self.records.each_lent(range, |at, event| see(EventIx::of(at), event));
        }
    }

    /// What `make` makes of these things, as [`Timeline::pass`] shows them, all of it together.
    pub fn passed<T: Sync, M: Send>(&self, things: &[T], make: impl Fn(&Self, &[T]) -> Vec<M> + Sync) -> Vec<M> {
        let mut all = Vec::new();
        self.pass_into(&mut all, things, make);
        all
    }

    /// As [`Timeline::passed`], put behind what a list has.
    pub fn pass_into<T: Sync, M: Send>(
        &self,
        all: &mut Vec<M>,
        things: &[T],
        make: impl Fn(&Self, &[T]) -> Vec<M> + Sync,
    ) {
        let Ok(()) = self.pass(things, make, |made| {
            all.extend(made);
            Ok::<(), std::convert::Infallible>(())
        });
    }
}
