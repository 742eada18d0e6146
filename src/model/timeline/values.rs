//! Texts that stand in many records, such as tags: each once, and its number wherever it stands.

use std::collections::HashMap;
use std::ops::Range;

use compact_str::CompactString;
use foldhash::fast::RandomState;

use crate::model::document::quick::Words;

use super::lists::Lists;

/// Texts that stand in many records, each once, and the numbers of those that each record has.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    pub names: Vec<CompactString>,
    pub of: Lists<u32>,
    numbers: HashMap<CompactString, u32, RandomState>,
    /// The numbers that the first of the names have where these were put behind others.
    there: Vec<u32>,
}

/// More names than these are not kept for the next records.
const MOST: usize = 1 << 14;

impl Values {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let (number, name) = (u32::try_from(self.names.len()).unwrap_or(u32::MAX), CompactString::from(name));
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        number
    }

    /// The texts of the record that comes next.
    pub fn push<'t>(&mut self, names: impl IntoIterator<Item = &'t Words<'t>>) {
        names.into_iter().for_each(|name| {
            let number = self.number(name);
            self.of.add(number);
        });
        self.of.end();
    }

    /// Those of some records; names that these do not have are not among them.
    pub fn stretch(&self, range: Range<usize>) -> Self {
        let mut stretch = Self::default();
        let mut numbers = vec![None; self.names.len()];
        for at in range {
            let number =
                |old: &u32| *numbers[*old as usize].get_or_insert_with(|| stretch.number(&self.names[*old as usize]));
            let list: Vec<u32> = self.of.of(at).iter().map(number).collect();
            stretch.of.push(list);
        }
        stretch
    }

    /// Puts those of more records behind these; names that were put behind these before are not looked up again.
    pub fn append(&mut self, other: &mut Self) {
        let new = other.names[other.there.len()..].iter().map(|name| self.number(name));
        other.there.extend(new);
        self.of.append(&other.of, |number| other.there[number as usize]);
    }

    /// Makes room for the numbers of as many records as `likely` makes of how many another has.
    pub fn make_room(&mut self, one: &Self, likely: impl Fn(usize) -> usize) {
        self.of.make_room(&one.of, likely);
    }

    /// Takes all out, to be used for the next records that are put behind the same others: room is kept, and the names
    /// with it.
    pub fn clear(&mut self) {
        self.of.clear();
        if self.names.len() > MOST {
            *self = Self { of: std::mem::take(&mut self.of), ..Self::default() };
        }
    }
}
