//! Going through many things of a timeline, so that the records that are read for it are kept by nothing.

use rayon::prelude::*;

use crate::model::batch::BATCH;
use crate::model::document::EventRef;

use super::{EventIx, Timeline};

/// How many batches a thread makes while those are taken that it made before.
const AHEAD: usize = 2;

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
        let made = |batch: &[T]| make(&self.unread(), batch);
        let threads = rayon::current_num_threads();
        let size = things.len().div_ceil(threads * SHARES).clamp(LEAST, BATCH);
        if things.len() <= size {
            return things.chunks(size).map(made).try_for_each(take);
        }
        let mut last = Vec::new();
        for things in things.chunks(size * AHEAD * threads) {
            let mut next = Vec::new();
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| next = things.par_chunks(size).map(made).collect());
                last.drain(..).try_for_each(&mut take)
            })?;
            last = next;
        }
        last.into_iter().try_for_each(take)
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
