//! One work on all cores: pieces read or written in waves, and long lists put in order by halves.

use std::ops::Range;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// How many pieces of a wave stand beside what they are put into; all of them at once would take as much room again.
const AT_ONCE: usize = 16;

/// As much is put in order by one thread as soon as by two.
const FEW: usize = 10_000;

/// Reads pieces on all cores, and puts what was read together in their order, while the next ones are read.
///
/// # Errors
/// What one of the pieces cannot be read for; what comes before it may be put together then.
pub fn in_waves<P: Sync, R: Send, E: Send>(
    pieces: &[P],
    read: impl Fn(&P) -> Result<R, E> + Sync,
    mut put: impl FnMut(R) + Send,
) -> Result<(), E> {
    let mut last = Vec::new();
    for some in pieces.chunks(AT_ONCE) {
        let put_together = || last.drain(..).for_each(&mut put);
        let read_next = || some.par_iter().map(&read).collect::<Result<Vec<R>, E>>();
        let ((), next) = rayon::join(put_together, read_next);
        last = next?;
    }
    last.into_iter().for_each(put);
    Ok(())
}

/// As [`in_waves`], with all that is read of the pieces in one list.
///
/// # Errors
/// What one of the pieces cannot be read for.
pub fn listed_in_waves<P: Sync, T: Send, E: Send>(
    pieces: &[P],
    read: impl Fn(&P) -> Result<Vec<T>, E> + Sync,
) -> Result<Vec<T>, E> {
    let mut all = Vec::new();
    let put = |some: Vec<T>| {
        // Room for all is made at once, as far as it can be had: what grows is moved as often as it doubles.
        if all.is_empty() {
            let _ = all.try_reserve(pieces.len().saturating_mul(some.len() + some.len() / 16));
        }
        all.extend(some);
    };
    in_waves(pieces, read, put)?;
    Ok(all)
}

/// A range in stretches of so many, the last of them shorter where it must be.
pub fn stretches(range: Range<usize>, size: usize) -> impl Iterator<Item = Range<usize>> {
    range.clone().step_by(size).map(move |begin| begin..range.end.min(begin + size))
}

/// Takes pieces one after the other, makes something of each on all cores while the next ones are taken, and gives that
/// on in their order, before more is made.
///
/// # Errors
/// The first of `give`, which ends it.
pub fn out_in_waves<P: Send, M: Send, E>(
    mut pieces: impl Iterator<Item = P> + Send,
    make: impl Fn(P) -> M + Sync,
    mut give: impl FnMut(M) -> Result<(), E>,
) -> Result<(), E> {
    let mut take = || pieces.by_ref().take(AT_ONCE).collect::<Vec<P>>();
    let mut some = take();
    while !some.is_empty() {
        let made = || some.into_par_iter().map(&make).collect::<Vec<M>>();
        let (next, made) = rayon::join(&mut take, made);
        made.into_iter().try_for_each(&mut give)?;
        some = next;
    }
    Ok(())
}

/// Puts a list in the order of these keys; equal ones stay as they stood.
///
/// The halves are put in order at once. That the standard library finds what is in order already, and only merges it,
/// does the rest.
pub fn sort_by_key<T: Send, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K + Sync) {
    if list.len() > FEW {
        let (first, last) = list.split_at_mut(list.len() / 2);
        rayon::join(|| first.sort_by_key(&key), || last.sort_by_key(&key));
    }
    list.sort_by_key(key);
}
