//! The keys that are pressed one after the other to ask for one action: mostly one, `g g` being two.

use std::fmt;

use super::key::Key;
use crate::model::finding::did_you_mean;

/// One key, or several in a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chord(Vec<Key>);

/// Keys that a terminal cannot tell from others.
const SAME: &[(&str, &str)] = &[("C-i", "Tab"), ("C-m", "Enter"), ("C-[", "Esc")];

/// How modifiers are written elsewhere, and here.
const MODIFIERS: &[(&str, &str)] = &[
    ("ctrl-", "C-"),
    ("ctrl+", "C-"),
    ("control-", "C-"),
    ("^", "C-"),
    ("alt-", "M-"),
    ("alt+", "M-"),
    ("meta-", "M-"),
    ("shift-", "S-"),
    ("shift+", "S-"),
];

impl Chord {
    /// The keys of a name such as `C-g` or `g g`.
    ///
    /// # Errors
    /// Which of its words is no key, and what may have been meant.
    pub fn parse(name: &str) -> Result<Self, (String, Option<String>)> {
        let keys: Vec<Key> = name.split_whitespace().map(key).collect::<Result<_, _>>()?;
        if keys.is_empty() {
            return Err(("a key has a name".to_owned(), Some("the blank is called `Space`".to_owned())));
        }
        match keys.iter().find(|key| keys.len() > 1 && matches!(key.name(), "Esc" | "C-c")) {
            Some(key) => Err((format!("`{key}` ends a row of keys, so it cannot be part of one"), None)),
            None => Ok(Self(keys)),
        }
    }

    /// The keys, in the order in which they are pressed.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Would its first key be typed as a letter where something is typed?
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.0.first().is_some_and(|key| key.letter().is_some())
    }

    /// Does it begin with all of another, and go on?
    #[must_use]
    pub fn goes_on_from(&self, keys: &[Key]) -> bool {
        self.0.len() > keys.len() && self.0.starts_with(keys)
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.iter().map(Key::name).collect();
        f.write_str(&names.join(" "))
    }
}

/// The key of one word, as the terminal tells of it.
fn key(word: &str) -> Result<Key, (String, Option<String>)> {
    if let Some((_, same)) = SAME.iter().find(|(name, _)| *name == word) {
        return Err((format!("a terminal sends `{word}` as `{same}`"), Some(format!("write `{same}`"))));
    }
    let Some(key) = Key::of_name(word).filter(|key| !key.name().contains(char::is_control)) else {
        return Err((format!("there is no key `{word}`"), meant(word)));
    };
    let shifted = key.name().rsplit_once("S-").filter(|(_, bare)| bare.chars().count() == 1);
    match shifted {
        Some((before, bare)) => {
            let hint = format!("write the letter as it is typed: `{before}{}`", bare.to_uppercase());
            Err((format!("a terminal knows no `{word}`"), Some(hint)))
        }
        None => Ok(key),
    }
}

/// What may have been meant by a word that is no key.
fn meant(word: &str) -> Option<String> {
    // The prefixes are ASCII; small letters of others may have another length.
    let rest = |theirs: &str| {
        let (begin, rest) = word.split_at_checked(theirs.len())?;
        begin.eq_ignore_ascii_case(theirs).then_some(rest)
    };
    let other = MODIFIERS.iter().find_map(|(theirs, ours)| Some((rest(theirs)?, ours)));
    match other.and_then(|(rest, ours)| Key::of_name(&format!("{ours}{rest}"))) {
        Some(key) => Some(format!("did you mean `{key}`?")),
        None => did_you_mean(word, Key::names()),
    }
}
