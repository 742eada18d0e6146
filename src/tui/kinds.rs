//! The kinds of dates: those of a kind lie where each of them lies, so that one stands for all.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::model::date::When;
use crate::model::timeline::EventIx;

/// What is open or unknown lies behind all time, or before it.
pub(super) const EVER: i64 = i64::MAX;

/// What dates have in common that are drawn alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Sort {
    /// From its first second to its last.
    pub length: i64,
    pub is_firm: bool,
}

impl Sort {
    /// The sort of a date, and the second at which it begins; none where it is open, or drawn by what it surely covers.
    fn of(when: &When) -> Option<(Self, i64)> {
        let (begin, end) = (when.earliest()?.0, when.latest()?.0);
        let is_firm = when.is_firm();
        let length = end.checked_sub(begin).filter(|_| !is_firm || when.certain_span().is_none())?;
        Some((Self { length, is_firm }, begin))
    }
}

/// The kinds of some dates, by number. Dates of a kind lie where each of them lies.
///
/// First come those that are drawn by their length: sort by sort, the kinds of a sort in the order of time. Behind them
/// come the others, each of which is of a kind by itself, or with those that follow it and are the same.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    /// Every sort, with its kinds.
    pub(super) sorts: Vec<(Sort, Range<usize>)>,
    pub(super) others: Vec<When>,
    /// Of each kind, the second by which it is put in order; [`EVER`] where it is open on both sides.
    pub(super) places: Vec<i64>,
    /// Of each, its latest second; [`EVER`] where there is none.
    pub(super) latest: Vec<i64>,
    /// Of each that is drawn by its length, an event of that kind.
    pub(super) events: Vec<EventIx>,
}

impl Kinds {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The second by which dates of a kind are put in order; [`EVER`] where that is open, or it is none.
    #[must_use]
    pub fn place(&self, kind: usize) -> i64 {
        self.places.get(kind).copied().unwrap_or(EVER)
    }

    /// The latest second of a kind; [`EVER`] where there is none.
    #[must_use]
    pub fn latest(&self, kind: usize) -> i64 {
        self.latest.get(kind).copied().unwrap_or(EVER)
    }

    /// Do dates of a kind begin openly?
    #[must_use]
    pub fn is_open(&self, kind: usize) -> bool {
        let other = kind.checked_sub(self.events.len()).and_then(|nth| self.others.get(nth));
        other.is_some_and(|when| when.earliest().is_none())
    }
}

/// Dates gathered in the order of time, to be told apart by their kinds.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Of every sort the seconds at which any of it begins, with an event that does.
    sorts: Vec<(Sort, Vec<(i64, EventIx)>)>,
    /// The numbers of these by what they are.
    numbers: HashMap<Sort, usize, RandomState>,
    others: Vec<When>,
    /// Of each date the number of its sort and of its begin in it, or [`NO_SORT`] and its number among the others.
    of_each: Vec<(u32, u32)>,
}

/// The date is drawn by more than its length.
const NO_SORT: u32 = u32::MAX;

/// A number of what there are never more of than events.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Gathered {
    fn number(&mut self, sort: Sort) -> usize {
        *self.numbers.entry(sort).or_insert_with(|| {
            self.sorts.push((sort, Vec::new()));
            self.sorts.len() - 1
        })
    }

    /// Takes the date of an event behind all others.
    pub fn take(&mut self, event: EventIx, when: &When) {
        let Some((sort, begin)) = Sort::of(when) else {
            if self.others.last() != Some(when) {
                self.others.push(*when);
            }
            return self.of_each.push((NO_SORT, small(self.others.len() - 1)));
        };
        let number = self.number(sort);
        let begins = &mut self.sorts[number].1;
        if begins.last().is_none_or(|(last, _)| *last != begin) {
            begins.push((begin, event));
        }
        self.of_each.push((small(number), small(begins.len() - 1)));
    }

    /// What kinds there are in all of some that follow each other, and of which kind each of their dates is.
    pub fn told_apart(shares: Vec<Self>) -> (Kinds, impl Iterator<Item = usize>) {
        let mut all = Self::default();
        // Of each share: where the begins of each of its sorts go, and where its others do.
        let mut whereto = Vec::with_capacity(shares.len());
        for share in &shares {
            let mut sorts = Vec::with_capacity(share.sorts.len());
            for (sort, more) in &share.sorts {
                let number = all.number(*sort);
                let begins = &mut all.sorts[number].1;
                let goes_on = begins.last().zip(more.first()).is_some_and(|((last, _), (first, _))| last == first);
                let same = usize::from(goes_on);
                sorts.push((number, begins.len() - same));
                begins.extend(&more[same..]);
            }
            whereto.push((sorts, all.others.len()));
            all.others.extend(&share.others);
        }
        let mut kinds = Kinds { others: all.others, ..Kinds::default() };
        for (sort, begins) in all.sorts {
            let first = kinds.events.len();
            kinds.events.extend(begins.iter().map(|(_, event)| event));
            kinds.places.extend(begins.iter().map(|(begin, _)| begin));
            kinds.latest.extend(begins.iter().map(|(begin, _)| begin + sort.length));
            kinds.sorts.push((sort, first..kinds.events.len()));
        }
        kinds.places.extend(kinds.others.iter().map(|when| when.instant().map_or(EVER, |at| at.0)));
        kinds.latest.extend(kinds.others.iter().map(|when| when.latest().map_or(EVER, |at| at.0)));
        let firsts: Vec<usize> = kinds.sorts.iter().map(|(_, kinds)| kinds.start).collect();
        let first_other = kinds.events.len();
        let of_each = shares.into_iter().zip(whereto).flat_map(move |(share, (sorts, others))| {
            let sorts: Vec<usize> = sorts.into_iter().map(|(number, begins)| firsts[number] + begins).collect();
            let others = first_other + others;
            let kind = move |(sort, nth)| sorts.get(sort as usize).copied().unwrap_or(others) + nth as usize;
            share.of_each.into_iter().map(kind)
        });
        (kinds, of_each)
    }
}
