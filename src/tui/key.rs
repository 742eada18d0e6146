//! A key by its name, as tmux writes it: `j`, `C-d`, `S-Tab`, `Space`, `Enter`.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key with its modifiers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(String);

/// Other names that people and tmux use for the same keys.
const ALIASES: &[(&str, &str)] = &[
    ("Escape", "Esc"),
    ("BackTab", "S-Tab"),
    ("BTab", "S-Tab"),
    ("PageUp", "PgUp"),
    ("PPage", "PgUp"),
    ("PageDown", "PgDn"),
    ("NPage", "PgDn"),
    ("Backspace", "BSpace"),
    ("Delete", "DC"),
    ("Del", "DC"),
    ("Return", "Enter"),
];

/// Every key that has a name of more than one letter.
const NAMED: &[&str] =
    &["Space", "Enter", "Tab", "Esc", "BSpace", "DC", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn"];

impl Key {
    /// The key of a terminal's event; nothing for releases and keys without a name here.
    #[must_use]
    pub fn of_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let (name, keeps_shift) = match event.code {
            KeyCode::Char(' ') => ("Space".to_owned(), true),
            KeyCode::Char(letter) => (letter.to_string(), false),
            KeyCode::Enter => ("Enter".to_owned(), true),
            KeyCode::Tab => ("Tab".to_owned(), true),
            KeyCode::BackTab => ("S-Tab".to_owned(), false),
            KeyCode::Esc => ("Esc".to_owned(), true),
            KeyCode::Backspace => ("BSpace".to_owned(), true),
            KeyCode::Delete => ("DC".to_owned(), true),
            KeyCode::Up => ("Up".to_owned(), true),
            KeyCode::Down => ("Down".to_owned(), true),
            KeyCode::Left => ("Left".to_owned(), true),
            KeyCode::Right => ("Right".to_owned(), true),
            KeyCode::Home => ("Home".to_owned(), true),
            KeyCode::End => ("End".to_owned(), true),
            KeyCode::PageUp => ("PgUp".to_owned(), true),
            KeyCode::PageDown => ("PgDn".to_owned(), true),
            KeyCode::F(number) => (format!("F{number}"), true),
            _ => return None,
        };
        let mut whole = String::new();
        for (held, prefix) in [(KeyModifiers::CONTROL, "C-"), (KeyModifiers::ALT, "M-"), (KeyModifiers::SHIFT, "S-")] {
            if event.modifiers.contains(held) && (held != KeyModifiers::SHIFT || keeps_shift) {
                whole.push_str(prefix);
            }
        }
        Some(Self(whole + &name))
    }

    /// The keys of a line such as `j j a mac Enter`: what is no name is typed letter by letter.
    pub fn of_line(line: &str) -> impl Iterator<Item = Self> {
        line.split_whitespace().flat_map(|word| match Self::of_name(word) {
            Some(key) => vec![key],
            None => word.chars().map(|letter| Self(letter.to_string())).collect(),
        })
    }

    /// The key of a name, or nothing where it is none.
    #[must_use]
    pub fn of_name(word: &str) -> Option<Self> {
        let (prefix, bare) =
            word.rfind('-').filter(|at| at + 1 < word.len()).map_or(("", word), |at| word.split_at(at + 1));
        let known_prefix =
            prefix.is_empty() || prefix.trim_end_matches('-').split('-').all(|held| matches!(held, "C" | "M" | "S"));
        if !known_prefix {
            return None;
        }
        let prefix: String = ["C-", "M-", "S-"].into_iter().filter(|held| prefix.contains(held)).collect();
        let bare = ALIASES.iter().find(|(alias, _)| *alias == bare).map_or(bare, |(_, name)| name);
        let prefix = if bare == "S-Tab" { prefix.replace("S-", "") } else { prefix };
        let function = bare.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok());
        let named = bare.chars().count() == 1 || NAMED.contains(&bare) || bare == "S-Tab" || function;
        named.then(|| Self(format!("{prefix}{bare}")))
    }

    /// The names of more than one letter, without modifiers.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().copied().chain(["S-Tab"])
    }

    /// The letter that it types, if it types one.
    #[must_use]
    pub fn letter(&self) -> Option<char> {
        if self.0 == "Space" {
            return Some(' ');
        }
        let mut letters = self.0.chars();
        letters.next().filter(|letter| letters.next().is_none() && !letter.is_control())
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
