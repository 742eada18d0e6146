//! The settings that a user wrote down, as plain values with their places.

mod read;
pub mod settings;

use std::path::Path;

use crate::load::{self, Unreadable, name_of};
use crate::model::finding::Finding;
use crate::model::place::{FileText, Files, Place};

use settings::{Setting, Value};

/// The largest file of settings that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// A word of the file, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The word as it is meant, without its quote marks.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A line `name = "value"` of a table whose names are not known here, maybe in a table within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The table within the table.
    pub under: Option<Written>,
    /// What is left of the sign of equality.
    pub name: Written,
    /// What is right of it.
    pub value: Written,
}

/// What could be understood of a file of settings, with all that is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file, for the places; empty where there is none.
    pub files: Files,
    /// What is wrong with it, in its order.
    pub findings: Vec<Finding>,
    /// The lines of `[colours]`.
    pub colours: Vec<Entry>,
    /// The lines of `[keys]` and of the tables in it.
    pub keys: Vec<Entry>,
    values: Vec<(&'static str, &'static str, Value, Place)>,
}

impl Config {
    /// Reads a file of settings.
    ///
    /// # Errors
    /// Where it cannot be read at all. What is wrong with what was read are findings.
    pub fn read(path: &Path) -> Result<Self, Unreadable> {
        let text = load::read(path).map_err(|fault| Unreadable { hint: None, ..fault })?;
        if text.len() > LARGEST {
            let message = format!("it is too large for settings: more than {} MiB", LARGEST >> 20);
            return Err(Unreadable { name: name_of(path), message, hint: None });
        }
        Ok(Self::of_text(name_of(path), text))
    }

    /// The settings of a text, `name` being that of its file.
    #[must_use]
    pub fn of_text(name: String, text: String) -> Self {
        let mut config = Self::default();
        config.files.add(FileText::new(name, text));
        read::read(&mut config);
        config.sort();
        config
    }

    /// No settings, for want of a file that can be read.
    #[must_use]
    pub fn unreadable(fault: &Unreadable) -> Self {
        let message = format!("cannot read {}: {}", fault.name, fault.message);
        Self { findings: vec![Finding::error("file", Place::NOWHERE, message)], ..Self::default() }
    }

    /// What a setting is, set or not.
    #[must_use]
    pub fn value(&self, setting: &Setting) -> Value {
        self.set(setting).map_or(setting.default, |(_, _, value, _)| *value)
    }

    /// Is a setting true?
    #[must_use]
    pub fn is(&self, setting: &Setting) -> bool {
        self.value(setting) == Value::Truth(true)
    }

    /// The word that a setting is; nothing where it is no word.
    #[must_use]
    pub fn word(&self, setting: &Setting) -> &'static str {
        if let Value::Word(word) = self.value(setting) { word } else { "" }
    }

    /// The number that a setting is; 0 where it is no number.
    #[must_use]
    pub fn number(&self, setting: &Setting) -> u16 {
        if let Value::Number(number) = self.value(setting) { number } else { 0 }
    }

    /// Where a setting was set.
    #[must_use]
    pub fn place(&self, setting: &Setting) -> Option<Place> {
        self.set(setting).map(|(_, _, _, place)| *place)
    }

    /// Puts the findings in order. What else is wrong with a line whose syntax is, follows from that.
    fn sort(&mut self) {
        let line = |finding: &Finding| self.files.locate(finding.place).map(|at| at.line);
        let broken: Vec<usize> =
            self.findings.iter().filter(|finding| finding.rule == "syntax").filter_map(line).collect();
        let stands =
            |finding: &Finding| finding.rule == "syntax" || line(finding).is_none_or(|line| !broken.contains(&line));
        let mut findings: Vec<Finding> = self.findings.iter().filter(|finding| stands(finding)).cloned().collect();
        findings.sort_by_key(|finding| finding.place);
        findings.dedup_by_key(|finding| (finding.rule, finding.place));
        self.findings = findings;
    }

    fn set(&self, setting: &Setting) -> Option<&(&'static str, &'static str, Value, Place)> {
        self.values.iter().find(|(table, name, ..)| (*table, *name) == (setting.table, setting.name))
    }
}
