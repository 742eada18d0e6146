//! Sixteen bytes of a text at one look, and which of them are a sign.

use wide::u8x16;

/// Sixteen bytes of a text.
#[derive(Clone, Copy)]
pub struct Look(u8x16);

/// Which of them are wanted.
#[derive(Clone, Copy)]
pub struct Those(u8x16);

impl Look {
    /// How many bytes are looked at together.
    pub const WIDTH: usize = 16;

    /// These bytes.
    #[inline]
    pub fn of(bytes: [u8; Self::WIDTH]) -> Self {
        Self(u8x16::from(bytes))
    }

    /// The bytes from a place on; nothing where there are fewer.
    #[inline]
    pub fn at(bytes: &[u8], at: usize) -> Option<Self> {
        bytes.get(at..)?.first_chunk().map(|those| Self::of(*those))
    }

    /// Those that are this sign.
    #[inline]
    pub fn are(self, sign: u8) -> Those {
        Those(self.0.simd_eq(u8x16::splat(sign)))
    }

    /// Those from one to another, both included.
    #[inline]
    pub fn are_within(self, first: u8, last: u8) -> Those {
        let from_first = self.0 - u8x16::splat(first);
        Those(from_first.min(u8x16::splat(last - first)).simd_eq(from_first))
    }
}

impl Those {
    /// These and those.
    #[inline]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// As many of these as are among those too.
    #[inline]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The others.
    #[inline]
    pub fn not(self) -> Self {
        Self(!self.0)
    }

    /// The places of all.
    #[inline]
    pub fn places(self) -> impl Iterator<Item = usize> {
        let mut bits = self.0.to_bitmask();
        std::iter::from_fn(move || {
            let first = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(first)
        })
    }

    /// The place of the first.
    #[inline]
    pub fn first(self) -> Option<usize> {
        self.places().next()
    }
}

/// The first byte from a place on that is wanted: `those` gives them of sixteen, and `is_one` tells whether a byte is,
/// where fewer are left.
#[inline]
pub fn find(bytes: &[u8], mut at: usize, those: impl Fn(Look) -> Those, is_one: impl Fn(u8) -> bool) -> Option<usize> {
    while let Some(look) = Look::at(bytes, at) {
        if let Some(first) = those(look).first() {
            return Some(at + first);
        }
        at += Look::WIDTH;
    }
    Some(at + bytes.get(at..)?.iter().position(|byte| is_one(*byte))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_found_at_looks_is_what_is_found_byte_by_byte(
            bytes in prop::collection::vec(prop_oneof![Just(b':'), Just(b'z'), any::<u8>()], 0..70),
            from in 0..80_usize,
            (first, last) in (any::<u8>(), any::<u8>()).prop_map(|(one, other)| (one.min(other), one.max(other))),
        ) {
            let naive = |is_one: &dyn Fn(u8) -> bool| (from..bytes.len()).find(|at| is_one(bytes[*at]));
            let is_colon = |byte| byte == b':';
            prop_assert_eq!(find(&bytes, from, |look| look.are(b':'), is_colon), naive(&is_colon));
            let is_within = |byte| (first..=last).contains(&byte);
            prop_assert_eq!(find(&bytes, from, |look| look.are_within(first, last), is_within), naive(&is_within));
            let is_other = |byte| !is_within(byte) && byte != b'z';
            let others = |look: Look| look.are_within(first, last).or(look.are(b'z')).not();
            prop_assert_eq!(find(&bytes, from, others, is_other), naive(&is_other));
            let is_both = |byte| is_within(byte) && byte == b'z';
            let both = |look: Look| look.are_within(first, last).and(look.are(b'z'));
            prop_assert_eq!(find(&bytes, from, both, is_both), naive(&is_both));
        }
    }
}
