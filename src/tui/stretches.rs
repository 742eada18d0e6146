//! Stretches of a text in its order, of which those that touch a row are found without a look at all.

use std::ops::Range;

/// Stretches, each with what it stands for.
#[derive(Debug, Clone)]
pub struct Stretches<T> {
    all: Vec<(Range<usize>, T)>,
    longest: usize,
}

impl<T: Copy + Ord> Stretches<T> {
    /// These, put in order; they may overlap.
    #[must_use]
    pub fn new(mut all: Vec<(Range<usize>, T)>) -> Self {
        all.sort_unstable_by_key(|(at, what)| (at.start, at.end, *what));
        let longest = all.iter().map(|(at, _)| at.len()).max().unwrap_or(0);
        Self { all, longest }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[(Range<usize>, T)] {
        &self.all
    }

    /// Those that share a byte with a row, or go on over it where it is empty.
    pub fn touching(&self, row: &Range<usize>) -> impl Iterator<Item = &(Range<usize>, T)> {
        // None that begins before this reaches the row, however long it is.
        let first = self.all.partition_point(|(at, _)| at.start.saturating_add(self.longest) <= row.start);
        let (start, end) = (row.start, row.end);
        self.all[first..].iter().take_while(move |(at, _)| at.start < end).filter(move |(at, _)| at.end > start)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn none_that_touches_is_missed_and_no_other_found(
            all in prop::collection::vec((0..60_usize, 1..20_usize), 0..30),
            row in (0..70_usize, 0..20_usize),
        ) {
            let row = row.0..row.0 + row.1;
            let all: Vec<_> = all.into_iter().zip(0..).map(|((at, length), nth)| (at..at + length, nth)).collect();
            let goes_over = |at: &Range<usize>| row.is_empty() && at.start < row.start && row.start < at.end;
            let touches = |at: &Range<usize>| at.clone().any(|byte| row.contains(&byte)) || goes_over(at);
            let mut wanted: Vec<i32> = all.iter().filter(|(at, _)| touches(at)).map(|(_, nth)| *nth).collect();
            let mut found: Vec<i32> = Stretches::new(all).touching(&row).map(|(_, nth)| *nth).collect();
            wanted.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, wanted);
        }
    }
}
