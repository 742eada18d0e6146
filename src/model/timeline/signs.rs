//! Which rows of events have three letters in a row that are looked for, so that rare words are not looked for in all.

use crate::model::batch::ROW;

/// How many signs there are; three letters have one of them, and share it with others.
const SIGNS: usize = 1 << BITS;
const BITS: u32 = 13;

/// For each sign a bit to each row of a batch that has it.
#[derive(Debug, Default)]
pub(super) struct Signs(Vec<u64>);

/// The sign of three letters.
fn sign(letters: &[u8]) -> usize {
    let number = letters.iter().fold(0_u32, |number, letter| number << 8 | u32::from(*letter));
    // Multiplied by the golden ratio numbers that differ little come to lie far apart.
    (number.wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS)) as usize
}

impl Signs {
    /// Takes the words of the nth event of the batch.
    pub fn sign(&mut self, words: &[u8], nth: usize) {
        self.0.resize(SIGNS, 0);
        let row = 1 << (nth / ROW);
        words.windows(3).for_each(|letters| self.0[sign(letters)] |= row);
    }

    /// The rows that may have these words; no other has them.
    pub fn rows_with(&self, words: &[u8]) -> u64 {
        let rows = words.windows(3).map(|letters| self.0.get(sign(letters)).copied().unwrap_or_default());
        rows.fold(u64::MAX, |all, rows| all & rows)
    }
}
