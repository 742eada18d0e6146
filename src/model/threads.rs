//! Work on a table, or on a file that is waited for, shared out among threads of its own.
//!
//! A table is made when it is first wanted, and whoever wants it too waits. A thread of a pool, once it waits for a
//! part of the table, takes up other work of the pool, which may want the same table and wait for it for ever. So
//! tables are made by threads that do nothing else. Nor may one that waits for a disk hold up what others want of the
//! pool.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::{ControlFlow, Range};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;

/// No more threads than these: some work takes room for each.
const MOST: usize = 8;

/// How many threads there is a core for; the system takes its time to tell.
#[must_use]
pub fn threads() -> usize {
    static COUNT: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get).min(MOST));
    *COUNT
}

/// What `make` makes of each piece of so many things, the pieces in order, each of `size` things but the last.
pub fn in_pieces<M: Send>(count: usize, size: usize, make: impl Fn(Range<usize>) -> M + Sync) -> Vec<M> {
    let size = size.max(1);
    let pieces = count.div_ceil(size);
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|nth| *nth < pieces));
        taken.map(|nth| (nth, make(nth * size..count.min((nth + 1) * size)))).collect::<Vec<_>>()
    };
    let mut made = thread::scope(|scope| {
        let others: Vec<_> = (1..threads().min(pieces)).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        made
    });
    made.sort_unstable_by_key(|(nth, _)| *nth);
    made.into_iter().map(|(_, made)| made).collect()
}

/// Makes so many things, and gives them on in their order, one at a time, while the next ones are made; until `take`
/// says that it is over.
pub fn in_order<M: Send>(
    count: usize,
    make: impl Fn(usize) -> M + Sync,
    take: impl FnMut(M) -> ControlFlow<()> + Send,
) {
    let begun = AtomicUsize::new(0);
    // What was made before its turn, and whose turn it is.
    let made = Mutex::new((BTreeMap::new(), 0, take));
    let work = || {
        while let Some(nth) = Some(begun.fetch_add(1, Ordering::Relaxed)).filter(|nth| *nth < count) {
            let one = make(nth);
            let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
            let (waiting, turn, take) = &mut *made;
            waiting.insert(nth, one);
            while let Some(next) = waiting.remove(turn) {
                *turn += 1;
                if take(next).is_break() {
                    // Nobody's turn comes any more.
                    *turn = count;
                    begun.store(count, Ordering::Relaxed);
                }
            }
        }
    };
    thread::scope(|scope| {
        (1..threads().min(count)).for_each(|_| drop(scope.spawn(work)));
        work();
    });
}

/// Fewer things are gone through by one thread as soon as by several.
const FEW: usize = 10_000;

/// The same of as many pieces as there are threads, fewer where the things are few.
pub fn in_shares<M: Send>(count: usize, make: impl Fn(Range<usize>) -> M + Sync) -> Vec<M> {
    in_pieces(count, count.div_ceil(threads()).max(FEW), make)
}

/// Shows each of these things with its number, of which a thread takes `size` at a time.
pub fn each_at_once<T: Send>(things: &mut [T], size: usize, see: impl Fn(usize, &mut T) + Sync) {
    let size = size.max(1);
    let pieces = things.len().div_ceil(size);
    let rest = Mutex::new(things.chunks_mut(size).enumerate());
    let next = || rest.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        for (nth, piece) in std::iter::from_fn(next) {
            piece.iter_mut().enumerate().for_each(|(at, thing)| see(nth * size + at, thing));
        }
    };
    thread::scope(|scope| {
        (1..threads().min(pieces)).for_each(|_| drop(scope.spawn(work)));
        work();
    });
}
