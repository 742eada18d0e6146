//! Long tails: a few of many are drawn often, most of them hardly ever (Zipf).

use super::chance::Chance;

/// How many places in the table each thing has on average; the rarest has three or more.
const PLACES: usize = 32;

/// So many things, the n-th drawn one n-th as often as the first.
pub struct Tail(Vec<u32>);

impl Tail {
    /// A tail of `count` things, at least one.
    pub fn new(count: usize) -> Self {
        let weight = |rank: usize| (1_u128 << 40) / (rank as u128 + 1);
        let all: u128 = (0..count).map(weight).sum();
        let places = (count * PLACES).next_power_of_two();
        let (mut rank, mut reached) = (0, weight(0));
        let rank_at = |place: usize| {
            while reached * places as u128 <= all * place as u128 && rank + 1 < count {
                rank += 1;
                reached += weight(rank);
            }
            u32::try_from(rank).expect("below four billion")
        };
        Self((0..places).map(rank_at).collect())
    }

    /// Which one is drawn.
    pub fn draw(&self, chance: &mut Chance) -> usize {
        self.0[chance.below(self.0.len())] as usize
    }
}
