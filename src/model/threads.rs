//! Work on a table, or on a file that is waited for, shared out among threads of its own.
//!
//! A table is made when it is first wanted, and whoever wants it too waits. A thread of a pool, once it waits for a
//! part of the table, takes up other work of the pool, which may want the same table and wait for it for ever. So
//! tables are made by threads that do nothing else. Nor may one that waits for a disk hold up what others want of the
//! pool.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

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
    in_turn(thread::scope(|scope| {
        let others: Vec<_> = (1..threads().min(pieces)).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        made
    }))
}

/// What was made by whoever came first, by its number.
fn in_turn<M>(mut made: Vec<(usize, M)>) -> Vec<M> {
    made.sort_unstable_by_key(|(nth, _)| *nth);
    made.into_iter().map(|(_, made)| made).collect()
}

/// How many things may be made before their turn, for each thread.
const AHEAD: usize = 2;

/// What was made before its turn.
struct Waiting<M> {
    made: BTreeMap<usize, M>,
    /// Whose turn it is.
    turn: usize,
    is_over: bool,
}

/// Makes so many things on all cores, and gives them to `take` in their order, one at a time, while the next ones are
/// made. `take` stays with the thread that asks.
///
/// # Errors
/// The first of `take`, which ends it.
pub fn in_order<M: Send, E>(
    count: usize,
    make: impl Fn(usize) -> M + Sync,
    mut take: impl FnMut(M) -> Result<(), E>,
) -> Result<(), E> {
    let (begun, ahead) = (AtomicUsize::new(0), AHEAD * threads());
    let (waiting, has_changed) =
        (Mutex::new(Waiting { made: BTreeMap::new(), turn: 0, is_over: false }), Condvar::new());
    let lock = || waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let sleep = |waiting| has_changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
    let next = || Some(begun.fetch_add(1, Ordering::Relaxed)).filter(|nth| *nth < count);
    let make_one = |nth| {
        let made = make(nth);
        lock().made.insert(nth, made);
        has_changed.notify_all();
    };
    let end = || {
        lock().is_over = true;
        has_changed.notify_all();
    };
    let work = || {
        let unwinding = Unwinding(end);
        while let Some(nth) = next() {
            let mut waiting = lock();
            while nth >= waiting.turn + ahead && !waiting.is_over {
                waiting = sleep(waiting);
            }
            if waiting.is_over {
                break;
            }
            drop(waiting);
            make_one(nth);
        }
        drop(unwinding);
    };
    let mut take_in_turn = || {
        loop {
            let mut waiting = lock();
            let turn = waiting.turn;
            if turn == count || waiting.is_over {
                return Ok(());
            }
            if let Some(made) = waiting.made.remove(&turn) {
                waiting.turn += 1;
                drop(waiting);
                has_changed.notify_all();
                take(made)?;
            } else if let Some(nth) =
                Some(()).filter(|()| begun.load(Ordering::Relaxed) < turn + ahead).and_then(|()| next())
            {
                drop(waiting);
                make_one(nth);
            } else {
                drop(sleep(waiting));
            }
        }
    };
    thread::scope(|scope| {
        let unwinding = Unwinding(end);
        (1..threads().min(count)).for_each(|_| drop(scope.spawn(work)));
        let taken = take_in_turn();
        end();
        drop(unwinding);
        taken
    })
}

/// Tells the other threads when this one panics, so that none waits for it for ever.
struct Unwinding<F: Fn()>(F);

impl<F: Fn()> Drop for Unwinding<F> {
    fn drop(&mut self) {
        if thread::panicking() {
            (self.0)();
        }
    }
}

/// Fewer things are gone through by one thread as soon as by several.
pub const FEW: usize = 10_000;

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

/// Shows each of these things, where that is work of less time than a thread takes to start: to this thread and to others
/// that wait for nothing but such work. Not from within such work, nor from a thread of a pool.
pub fn each_with_help<T: Send>(things: &mut [T], see: impl Fn(&mut T) + Sync) {
    static HELPERS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
        let others = NonZero::new(threads() - 1)?;
        ThreadPoolBuilder::new().num_threads(others.get()).build().ok()
    });
    let others = things.len().saturating_sub(1);
    let pool = if others == 0 { None } else { HELPERS.as_ref() };
    let rest = Mutex::new(things.iter_mut());
    let next = || rest.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || std::iter::from_fn(next).for_each(&see);
    match pool {
        Some(pool) => pool.in_place_scope(|scope| {
            (0..others.min(pool.current_num_threads())).for_each(|_| scope.spawn(|_| work()));
            work();
        }),
        None => work(),
    }
}

/// What is made of the first of these things, in their order: of those that are begun before it is over, and at least of
/// one for each thread. Helped as by [`each_with_help`], and only from where that is.
pub fn first_with_help<T: Sync, M: Send>(
    things: &[T],
    is_over: impl Fn() -> bool + Sync,
    make: impl Fn(&T) -> M + Sync,
) -> Vec<M> {
    let begun = AtomicUsize::new(0);
    let mut made: Vec<Vec<(usize, M)>> = Vec::new();
    made.resize_with(threads().min(things.len()), Vec::new);
    each_with_help(&mut made, |made| {
        loop {
            let nth = begun.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(nth) else { break };
            made.push((nth, make(thing)));
            if is_over() {
                break;
            }
        }
    });
    in_turn(made.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_shown_once_whoever_helps() {
        for count in [0, 1, 2, 100] {
            let mut things: Vec<usize> = (0..count).collect();
            each_with_help(&mut things, |thing| *thing += 1);
            assert_eq!(things, (1..=count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_panic_of_who_helps_arrives_and_the_next_are_helped_again() {
        for bad in [0, 50, 99] {
            let mut things: Vec<usize> = (0..100).collect();
            let all = std::panic::AssertUnwindSafe(|| {
                each_with_help(&mut things, |thing| assert!(*thing != bad, "the {bad}th is bad"));
            });
            let panic = std::panic::catch_unwind(all).unwrap_err();
            assert_eq!(panic.downcast_ref::<String>(), Some(&format!("the {bad}th is bad")));
            let mut others: Vec<usize> = (0..100).collect();
            each_with_help(&mut others, |other| *other += 1);
            assert_eq!(others, (1..=100).collect::<Vec<_>>());
        }
    }
}
