//! Lists of things, one behind the other, each found by its number.

use std::ops::Range;

/// Many short lists in little room.
#[derive(Debug, Clone)]
pub(in crate::model) struct Lists<T> {
    /// Where each list ends.
    ends: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), all: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// Puts a list behind the others.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.all.extend(list);
        self.end();
    }

    /// Puts a thing into the list that comes next.
    pub fn add(&mut self, thing: T) {
        self.all.push(thing);
    }

    /// The list that comes next is what was put into it.
    pub fn end(&mut self) {
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// Makes room for as many lists and things as `likely` makes of how many another has.
    pub fn make_room(&mut self, other: &Self, likely: impl Fn(usize) -> usize) {
        self.ends.reserve(likely(other.ends.len()));
        self.all.reserve(likely(other.all.len()));
    }

    /// Where the list of a number begins.
    fn begin(&self, at: usize) -> u32 {
        at.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list of a number.
    pub fn of(&self, at: usize) -> &[T] {
        &self.all[self.begin(at) as usize..self.ends[at] as usize]
    }

    /// The things of all lists.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// The same, to be changed.
    pub fn things(&mut self) -> &mut [T] {
        &mut self.all
    }

    /// Some of the lists, by their numbers.
    pub fn stretch(&self, range: Range<usize>) -> Self {
        let (from, to) = (self.begin(range.start), self.begin(range.end));
        let ends = self.ends[range].iter().map(|end| end - from).collect();
        Self { ends, all: self.all[from as usize..to as usize].to_vec() }
    }

    /// So many lists of such lengths, to be filled.
    pub fn room(count: usize, length: impl Fn(usize) -> usize) -> Self
    where
        T: Default,
    {
        let mut sum = 0;
        let mut end = |at: usize| {
            sum += length(at);
            u32::try_from(sum).unwrap_or(u32::MAX)
        };
        let ends = (0..count).map(&mut end).collect();
        Self { ends, all: vec![T::default(); sum] }
    }

    /// Every list, each to be put in another order.
    pub fn all_mut(&mut self) -> Vec<&mut [T]> {
        let (mut rest, mut begin) = (&mut self.all[..], 0);
        let next = |end: &u32| {
            let (list, behind) = std::mem::take(&mut rest).split_at_mut((*end - begin) as usize);
            (rest, begin) = (behind, *end);
            list
        };
        self.ends.iter().map(next).collect()
    }

    /// The same lists without what stands in one of them twice in a row.
    pub fn deduped(self) -> Self
    where
        T: PartialEq,
    {
        let is_once = |at: usize| self.of(at).windows(2).all(|pair| pair[0] != pair[1]);
        if (0..self.ends.len()).all(is_once) {
            return self;
        }
        let mut deduped = Self { ends: Vec::with_capacity(self.ends.len()), all: Vec::with_capacity(self.all.len()) };
        for at in 0..self.ends.len() {
            let list = self.of(at);
            let is_new = |at: &usize| at.checked_sub(1).is_none_or(|before| list[before] != list[*at]);
            deduped.push((0..list.len()).filter(is_new).map(|at| list[at]));
        }
        deduped
    }

    /// Puts the lists of another behind these, each thing changed.
    pub fn append(&mut self, other: &Self, change: impl Fn(T) -> T) {
        let before = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.ends.extend(other.ends.iter().map(|end| before.saturating_add(*end)));
        self.all.extend(other.all.iter().map(|thing| change(*thing)));
    }

    /// Takes all lists out, whose room is kept.
    pub fn clear(&mut self) {
        self.ends.clear();
        self.all.clear();
    }

    /// The lists of so many numbers that these pairs of a number and a thing make, each in the order of the pairs,
    /// which are gone through twice.
    pub fn gathered<I: Iterator<Item = (usize, T)>>(count: usize, pairs: impl Fn() -> I) -> Self
    where
        T: Default,
    {
        let mut ends = vec![0_u32; count];
        pairs().for_each(|(at, _)| ends[at] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // Where the list begins; it moves to its end as the list is filled.
            (*end, sum) = (sum, sum + *end);
        }
        let mut all = vec![T::default(); sum as usize];
        for (at, thing) in pairs() {
            all[ends[at] as usize] = thing;
            ends[at] += 1;
        }
        Self { ends, all }
    }
}
