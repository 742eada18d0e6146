//! Do the words stand in the source: copies, quotes found again in them, and the ledger of verdicts.
//!
//! A quote is proved where the very words stand in the kept copy, as whole words, at one place. Nothing is
//! guessed: near words are shown as a difference and prove nothing.

pub mod anchor;
mod bounds;
pub mod copy;
pub mod elision;
mod encoding;
pub mod fold;
pub mod ledger;
pub mod near;
mod nesting;
mod occur;
mod page;
pub mod record;
pub mod shelf;
pub mod telling;
pub mod text;

pub use anchor::Proof;
pub use ledger::{Kept, Ledger, Tally};
pub use shelf::Shelf;
