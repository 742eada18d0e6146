//! The user's own keys laid over those of the table, and what of them makes no sense.

use super::action::Action;
use super::chord::Chord;
use super::commands::{COMMANDS, NONE, action_of};
use super::keymap::Keymap;
use super::keys::{ALL, Context, LETTERED};
use crate::model::finding::{Finding, did_you_mean};
use crate::model::place::Place;
use crate::user::config::{Entry, Written};

/// A line of the settings that was taken.
#[derive(Debug, Clone)]
pub struct Change {
    /// The one context in which it holds; else it holds wherever it can.
    pub only: Option<Context>,
    /// The keys.
    pub chord: Chord,
    /// What they ask for now; nothing where they were unbound.
    pub action: Option<Action>,
    /// Where it was said.
    pub place: Place,
}

impl PartialEq for Change {
    /// Is the same said, wherever it stands?
    fn eq(&self, other: &Self) -> bool {
        (self.only, &self.chord, self.action) == (other.only, &other.chord, other.action)
    }
}

/// The table's map with the lines of `[keys]` laid over it, the lines that were taken, and what is wrong with
/// the others.
///
/// What holds in one context counts before what holds in all, and before a row of keys come the single ones.
#[must_use]
pub fn rebind(entries: &[Entry]) -> (Keymap, Vec<Change>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by_key(|entry| entry.name.place);
    for entry in entries {
        match understood(entry).and_then(|change| told_once(change, &changes)) {
            Ok(change) => changes.push(change),
            Err(finding) => findings.push(finding),
        }
    }
    changes.sort_by_key(|change| (change.only.is_some(), change.action.is_some(), change.chord.keys().len()));
    let mut map = Keymap::default();
    let mut taken: Vec<Change> = Vec::new();
    for change in changes {
        match apply(&mut map, &change, &taken) {
            Ok(()) => taken.push(change),
            Err(finding) => findings.push(finding),
        }
    }
    taken.sort_by_key(|change| (change.only.map(Context::name), change.place));
    (map, taken, findings)
}

/// A line that says something of keys, a context and an action that there are.
fn understood(entry: &Entry) -> Result<Change, Finding> {
    let place = entry.name.place;
    let only = entry.under.as_ref().map(context).transpose()?;
    let chord = Chord::parse(&entry.name.text)
        .map_err(|(message, hint)| Finding { hint: hint.map(Into::into), ..Finding::error("key", place, message) })?;
    if chord.to_string() == "C-c" {
        return Err(Finding::error("key", place, "`C-c` always quits, whatever is on the screen"));
    }
    Ok(Change { only, chord, action: action(&entry.value)?, place })
}

fn context(name: &Written) -> Result<Context, Finding> {
    let known = ALL.iter().copied().find(|known| known.name() == name.text);
    known.ok_or_else(|| {
        let names = || ALL.iter().map(|known| known.name());
        let hint = did_you_mean(&name.text, names())
            .unwrap_or_else(|| format!("they are {}", names().collect::<Vec<_>>().join(", ")));
        Finding::error("unknown-key", name.place, format!("there is no `[keys.{}]`", name.text)).hint(hint)
    })
}

fn action(name: &Written) -> Result<Option<Action>, Finding> {
    if name.text == NONE {
        return Ok(None);
    }
    action_of(&name.text).map(Some).ok_or_else(|| {
        let names = COMMANDS.iter().map(|(known, _)| *known).chain([NONE]);
        let hint = did_you_mean(&name.text, names).unwrap_or_else(|| "`annals keys` lists the names".to_owned());
        Finding::error("action", name.place, format!("nothing is called `{}`", name.text)).hint(hint)
    })
}

/// A line about other keys or another context than those before it.
fn told_once(change: Change, before: &[Change]) -> Result<Change, Finding> {
    let same = |other: &&Change| (other.only, &other.chord) == (change.only, &change.chord);
    match before.iter().find(same) {
        None => Ok(change),
        Some(first) => {
            let message = format!("`{}` is bound twice", change.chord);
            Err(Finding::error("conflict", change.place, message).clashing_with(first.place))
        }
    }
}

/// Lays one change over the map, wholly or not at all.
fn apply(map: &mut Keymap, change: &Change, taken: &[Change]) -> Result<(), Finding> {
    let Some(action) = change.action else {
        // Keys that end a prompt or answer a question are not lost to who frees a key of the panes.
        let asked = |here: &Context| LETTERED.contains(here) || *here == Context::Question;
        let meant = |here: &Context| change.only.map_or(!asked(here), |only| only == *here);
        ALL.iter().copied().filter(meant).for_each(|here| map.unbind(here, &change.chord));
        return Ok(());
    };
    let places = places(change, action)?;
    for (here, _) in &places {
        if let Some(other) = map.entangled(*here, &change.chord) {
            return Err(entangled(change, other, *here, taken));
        }
    }
    places.into_iter().for_each(|(here, row)| map.bind(here, &change.chord, row));
    Ok(())
}

/// Where a change applies, each with its row; letters are never taken from where they are typed.
fn places(change: &Change, action: Action) -> Result<Vec<(Context, usize)>, Finding> {
    let all: Vec<(Context, usize)> = Keymap::places_of(action).collect();
    let here = |(here, _): &(Context, usize)| change.only.is_none_or(|only| only == *here);
    let within: Vec<(Context, usize)> = all.iter().copied().filter(here).collect();
    let fault = |message: String| Finding::error("key", change.place, message);
    if let (true, Some(only)) = (within.is_empty(), change.only) {
        let names: Vec<&str> = all.iter().map(|(here, _)| here.name()).collect();
        let message = format!("that does nothing in `[keys.{}]`", only.name());
        return Err(fault(message).hint(format!("it can be bound in {}", names.join(", "))));
    }
    let free: Vec<(Context, usize)> =
        within.into_iter().filter(|(here, _)| !(change.chord.is_typed() && LETTERED.contains(here))).collect();
    if free.is_empty() {
        let message = format!("`{}` is typed there, so it cannot do anything else", change.chord);
        return Err(fault(message).hint("take a key with C- or M-, or one that types nothing"));
    }
    Ok(free)
}

/// One row of keys would never end, or never begin.
fn entangled(change: &Change, other: &Chord, here: Context, taken: &[Change]) -> Finding {
    let (short, long) =
        if other.keys().len() < change.chord.keys().len() { (other, &change.chord) } else { (&change.chord, other) };
    let message = format!("`{long}` begins with `{short}`, which does something of its own in {}", here.name());
    let finding = Finding::error("conflict", change.place, message);
    match taken.iter().find(|taken| taken.chord == *other && taken.only.is_none_or(|only| only == here)) {
        Some(first) => finding.clashing_with(first.place),
        None => finding.hint(format!("free it with `\"{short}\" = \"{NONE}\"`")),
    }
}
