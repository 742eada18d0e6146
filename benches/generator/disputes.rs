//! Accounts that clash, one for every thousand events.

use super::Made;
use super::cast::source_id;
use super::chance::Chance;
use super::event::statement_id;
use super::value::{Fields, Layout, Value, plain};

/// How many events there are for each dispute.
const FOR_EACH: usize = 1000;

impl Made {
    /// Every dispute; there is one as soon as there are ten events.
    pub fn disputes(&self) -> impl Iterator<Item = Value> + '_ {
        let count = (self.events / FOR_EACH).max(usize::from(self.events >= 10));
        (0..count).map(|nth| self.dispute(nth))
    }

    fn dispute(&self, nth: usize) -> Value {
        let mut chance = Chance::new(5, nth);
        let mut dispute = Fields::default();
        dispute.put("question", plain(format!("{}?", self.words.phrase(&mut chance, 5, 10))));
        dispute.put("status", plain(*chance.pick(&["open", "explained", "superseded"])));
        let first = chance.below(self.events);
        let sides = (0..chance.between(2, 3)).map(|side| self.side(&mut chance, first, side));
        dispute.put("sides", Value::List(sides.collect(), Layout::Block));
        dispute.put_some("note", chance.one_in(3).then(|| self.words.prose(&mut chance)));
        dispute.block()
    }

    /// An event, then an account that lies near it.
    fn side(&self, chance: &mut Chance, event: usize, nth: usize) -> Value {
        let mut side = Fields::default();
        if nth == 0 {
            side.put("event", plain(self.event_id(event).unwrap_or_else(|| format!("@{}", event + 1))));
        } else if nth == 1 && chance.one_in(2) {
            side.put("statement", plain(statement_id(event.min(self.events - 7) / 10 * 10 + 3)));
        } else {
            side.put("source", plain(source_id(self.cast.source(chance, event))));
            side.put("quote", plain(self.words.quote(chance)));
        }
        side.put("holds", plain(self.words.phrase(chance, 3, 8)));
        side.block()
    }
}
