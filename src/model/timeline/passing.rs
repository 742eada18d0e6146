//! Going through many things of a timeline, so that the records that are read for it are kept by nothing.

use rayon::prelude::*;

use crate::model::batch::BATCH;

use super::Timeline;

/// How many batches a thread makes before what it made of them is taken.
const AHEAD: usize = 2;

impl Timeline {
    /// Shows these things in order to `make`, a batch at a time on all cores, and gives what it makes of each batch
    /// to `take`, in the same order.
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
        if things.len() <= BATCH {
            return things.chunks(BATCH).map(made).try_for_each(take);
        }
        let together = BATCH * AHEAD * rayon::current_num_threads();
        for things in things.chunks(together) {
            let made: Vec<M> = things.par_chunks(BATCH).map(made).collect();
            made.into_iter().try_for_each(&mut take)?;
        }
        Ok(())
    }

    /// What `make` makes of these things, as [`Timeline::pass`] shows them, all of it together.
    pub fn passed<T: Sync, M: Send>(&self, things: &[T], make: impl Fn(&Self, &[T]) -> Vec<M> + Sync) -> Vec<M> {
        let mut all = Vec::new();
        let Ok(()) = self.pass(things, make, |made| {
            all.extend(made);
            Ok::<(), std::convert::Infallible>(())
        });
        all
    }
}
