//! Chance that comes out the same each time, on every machine.

/// A stream of numbers from a seed (`SplitMix64`).
pub struct Chance(u64);

impl Chance {
    /// The stream of the `nth` thing of the kind `seed`: nothing made depends on what was made before it.
    pub fn new(seed: u64, nth: usize) -> Self {
        Self(seed.wrapping_mul(0xd134_2543_de82_ef95).wrapping_add((nth as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from((u128::from(self.next()) * end as u128) >> 64).expect("below a usize")
    }

    /// A number from `first` to `last`.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// Yes, once in so many times.
    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// Yes, so many times of a hundred.
    pub fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// Any of these.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of these rows, each as often as its first column says.
    pub fn weighed<'a, T>(&mut self, rows: &'a [(usize, T)]) -> &'a T {
        let mut drawn = self.below(rows.iter().map(|(weight, _)| weight).sum());
        let drawn = rows.iter().find(|(weight, _)| match drawn.checked_sub(*weight) {
            Some(rest) => {
                drawn = rest;
                false
            }
            None => true,
        });
        &drawn.expect("what is drawn is below the sum").1
    }
}
