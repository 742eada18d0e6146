//! The user's settings as the explorer heeds them.

use super::keymap::Keymap;
use super::rebind::{Change, rebind};
use super::roles::{Colours, NAMES, ROLES, Role};
use crate::model::finding::{Finding, did_you_mean};
use crate::model::place::Place;
use crate::user::config::settings::{ACTORS_HEIGHT, ASCII, EVENTS_WIDTH, MOUSE, THEME};
use crate::user::config::{Config, Entry};

/// What share of the screen the panes have, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportions {
    /// The width of the events and actors; the quotes have the rest.
    pub events_width: u16,
    /// The height of the actors; the events above them have the rest.
    pub actors_height: u16,
}

/// A colour that the user gave a role.
#[derive(Debug, Clone, Copy)]
pub struct Painted {
    /// The role.
    pub role: Role,
    /// Where it was said.
    pub place: Place,
}

impl PartialEq for Painted {
    /// Is it the same role, wherever it was said?
    fn eq(&self, other: &Self) -> bool {
        self.role == other.role
    }
}

/// What the explorer heeds.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Which colours are used: a word of [`THEME`].
    pub theme: &'static str,
    /// The user's own colours; their roles are in `painted`.
    pub colours: Colours,
    /// Which roles have one.
    pub painted: Vec<Painted>,
    /// Are lines and marks drawn in ASCII?
    pub ascii: bool,
    /// Does the mouse belong to the explorer?
    pub mouse: bool,
    /// How the panes share the screen.
    pub proportions: Proportions,
    /// Which keys do what.
    pub keymap: Keymap,
    /// The lines about keys that were taken, what holds everywhere first.
    pub changes: Vec<Change>,
    /// How much of what the user wrote was not understood.
    pub not_understood: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self::of(&Config::default()).0
    }
}

impl Settings {
    /// The settings of a config, with all that is wrong with it.
    #[must_use]
    pub fn of(config: &Config) -> (Self, Vec<Finding>) {
        let (keymap, changes, unbound) = rebind(&config.keys);
        let mut findings = [config.findings.clone(), unbound].concat();
        let mut colours = Colours::NONE;
        let mut painted = Vec::new();
        for entry in &config.colours {
            match paint(entry, &mut colours) {
                Ok(role) => painted.push(Painted { role, place: entry.value.place }),
                Err(finding) => findings.push(finding),
            }
        }
        findings.sort_by_key(|finding| finding.place);
        painted.sort_by_key(|painted| painted.role as usize);
        let proportions =
            Proportions { events_width: config.number(&EVENTS_WIDTH), actors_height: config.number(&ACTORS_HEIGHT) };
        let (theme, ascii, mouse) = (config.word(&THEME), config.is(&ASCII), config.is(&MOUSE));
        (
            Self {
                theme,
                colours,
                painted,
                ascii,
                mouse,
                proportions,
                keymap,
                changes,
                not_understood: findings.len(),
            },
            findings,
        )
    }

    /// The colours: those of a theme, the user's own over them. `auto` follows what is known of the ground.
    #[must_use]
    pub fn colours(&self, is_dark: Option<bool>) -> Colours {
        let mut colours = match (self.theme, is_dark) {
            ("dark", _) | ("auto", Some(true)) => Colours::DARK,
            ("light", _) | ("auto", Some(false)) => Colours::LIGHT,
            ("mono", _) => Colours::NONE,
            _ => Colours::ANY,
        };
        self.painted.iter().for_each(|painted| colours.set(painted.role, self.colours.of(painted.role)));
        colours
    }
}

/// Gives a role its colour, if both have a name.
fn paint(entry: &Entry, colours: &mut Colours) -> Result<Role, Finding> {
    let roles = || ROLES.iter().map(|row| row.name);
    let names = || NAMES.iter().map(|(name, _)| *name);
    let role = ROLES.iter().find(|row| row.name == entry.name.text).ok_or_else(|| {
        let hint = did_you_mean(&entry.name.text, roles())
            .unwrap_or_else(|| format!("they are {}", roles().collect::<Vec<_>>().join(", ")));
        Finding::error("unknown-key", entry.name.place, format!("nothing coloured is called `{}`", entry.name.text))
            .hint(hint)
    })?;
    let colour = NAMES.iter().find(|(name, _)| *name == entry.value.text).ok_or_else(|| {
        let hint = did_you_mean(&entry.value.text, names())
            .unwrap_or_else(|| format!("they are {}", names().collect::<Vec<_>>().join(", ")));
        Finding::error("value", entry.value.place, format!("there is no colour `{}`", entry.value.text)).hint(hint)
    })?;
    colours.set(role.role, colour.1);
    Ok(role.role)
}
