//! The live map of keys: which keys ask for which row of the table, where.

use super::action::Action;
use super::chord::Chord;
use super::key::Key;
use super::keys::{ALL, Binding, Context, KEYS};

/// Keys that ask for something in one context.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bound {
    chord: Chord,
    /// The row of [`KEYS`], by its number.
    row: usize,
}

/// A row of the table with the keys that it has now, and the contexts in which it has just these.
pub struct Live {
    /// The row.
    pub row: &'static Binding,
    /// Its keys, the user's own first; none where all were taken from it.
    pub keys: Vec<Chord>,
    /// Where.
    pub here: Vec<Context>,
}

impl Live {
    /// Its keys as one word, those of several letters told apart by commas.
    #[must_use]
    pub fn names(&self) -> String {
        let names: Vec<String> = self.keys.iter().map(Chord::to_string).collect();
        names.join(if self.keys.iter().any(|chord| chord.keys().len() > 1) { ", " } else { " " })
    }

    /// What it does, with the places where that is so only in some of them.
    #[must_use]
    pub fn doc(&self) -> String {
        if self.here.len() == self.row.here.len() {
            return self.row.doc.to_owned();
        }
        let names: Vec<&str> = self.here.iter().map(|here| here.name()).collect();
        format!("{} ({})", self.row.doc, names.join(", "))
    }
}

/// What pressed keys come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// An action.
    Action(Action),
    /// The begin of longer rows of keys.
    Begin,
    /// Nothing.
    Nothing,
}

/// The map; at first that of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    /// For each of [`ALL`], what is bound there.
    bound: Vec<Vec<Bound>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let of_table = |here: &Context| {
            let rows = KEYS.iter().enumerate().filter(|(_, row)| row.here.contains(here));
            let keys = rows.flat_map(|(at, row)| row.keys.iter().map(move |key| (at, *key)));
            keys.filter_map(|(row, key)| Some(Bound { chord: Chord::parse(key).ok()?, row })).collect()
        };
        Self { bound: ALL.iter().map(of_table).collect() }
    }
}

impl Keymap {
    /// What these keys come to where they are pressed.
    #[must_use]
    pub fn find(&self, here: Context, keys: &[Key]) -> Found {
        let bound = self.bound(here);
        match bound.iter().find(|bound| bound.chord.keys() == keys) {
            Some(bound) => KEYS.get(bound.row).map_or(Found::Nothing, |row| Found::Action(row.action)),
            None if bound.iter().any(|bound| bound.chord.goes_on_from(keys)) => Found::Begin,
            None => Found::Nothing,
        }
    }

    /// The rows that keys bring about here, in the order of the table, each with the keys that it has here.
    pub fn rows(&self, here: Context) -> impl Iterator<Item = (&'static Binding, Vec<&Chord>)> {
        KEYS.iter().enumerate().filter_map(move |(at, row)| {
            let keys: Vec<&Chord> = self.of_row(here, at).collect();
            (!keys.is_empty()).then_some((row, keys))
        })
    }

    /// What longer rows of keys that begin with these come to here.
    pub fn after(&self, here: Context, keys: &[Key]) -> impl Iterator<Item = (&Chord, &'static Binding)> {
        let longer = self.bound(here).iter().filter(move |bound| bound.chord.goes_on_from(keys));
        longer.filter_map(|bound| Some((&bound.chord, KEYS.get(bound.row)?)))
    }

    /// Every row of the table with its keys: once, or once for each of the key lists that it has in different
    /// contexts.
    #[must_use]
    pub fn live(&self) -> Vec<Live> {
        KEYS.iter().enumerate().flat_map(|(at, row)| self.live_row(at, row)).collect()
    }

    fn live_row(&self, at: usize, row: &'static Binding) -> Vec<Live> {
        let mut live: Vec<Live> = Vec::new();
        for here in row.here {
            let keys: Vec<Chord> = self.of_row(*here, at).cloned().collect();
            match live.iter_mut().find(|live| live.keys == keys) {
                Some(live) => live.here.push(*here),
                None => live.push(Live { row, keys, here: vec![*here] }),
            }
        }
        live
    }

    /// The keys of an action here.
    #[must_use]
    pub fn keys_of(&self, action: Action, here: Context) -> Vec<String> {
        let of_action = self.rows(here).filter(|(row, _)| row.action == action);
        of_action.flat_map(|(_, keys)| keys).map(|key| key.to_string()).collect()
    }

    /// The first key of an action here, else anywhere: for words that name a key.
    #[must_use]
    pub fn key_of(&self, action: Action, here: Context) -> Option<String> {
        let mut contexts = std::iter::once(here).chain(ALL.iter().copied());
        contexts.find_map(|here| {
            let row = self.rows(here).find(|(row, _)| row.action == action);
            row.and_then(|(_, keys)| keys.first().map(|key| key.to_string()))
        })
    }

    /// The contexts in which an action can be bound, each with its row.
    pub(super) fn places_of(action: Action) -> impl Iterator<Item = (Context, usize)> {
        let rows = KEYS.iter().enumerate().filter(move |(_, row)| row.action == action);
        rows.flat_map(|(at, row)| row.here.iter().map(move |here| (*here, at)))
    }

    /// Something bound here that begins with these keys or with which they begin, but for themselves.
    pub(super) fn entangled(&self, here: Context, chord: &Chord) -> Option<&Chord> {
        let tangled = |other: &&Chord| other.goes_on_from(chord.keys()) || chord.goes_on_from(other.keys());
        self.bound(here).iter().map(|bound| &bound.chord).find(tangled)
    }

    /// Takes the keys from whatever they bring about here.
    pub(super) fn unbind(&mut self, here: Context, chord: &Chord) {
        if let Some(bound) = self.bound_mut(here) {
            bound.retain(|bound| bound.chord != *chord);
        }
    }

    /// Gives the keys to a row here, before the keys that it has.
    pub(super) fn bind(&mut self, here: Context, chord: &Chord, row: usize) {
        self.unbind(here, chord);
        if let Some(bound) = self.bound_mut(here) {
            bound.insert(0, Bound { chord: chord.clone(), row });
        }
    }

    fn of_row(&self, here: Context, at: usize) -> impl Iterator<Item = &Chord> {
        self.bound(here).iter().filter(move |bound| bound.row == at).map(|bound| &bound.chord)
    }

    fn bound(&self, here: Context) -> &[Bound] {
        let at = ALL.iter().position(|known| *known == here);
        at.and_then(|at| self.bound.get(at)).map_or(&[], Vec::as_slice)
    }

    fn bound_mut(&mut self, here: Context) -> Option<&mut Vec<Bound>> {
        let at = ALL.iter().position(|known| *known == here)?;
        self.bound.get_mut(at)
    }
}
