//! What a check says about a file: one message, its place and a hint.

use std::borrow::Cow;

use super::place::Place;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Keeps the file from being understood.
    Error,
    /// Understood, but not good curation.
    Warning,
}

impl Level {
    /// The word that is printed: `error` or `warning`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One message about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, such as `date` or `unused-actor`.
    pub rule: &'static str,
    /// Error or warning.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// What is the matter, in the user's words; raw text of the file may stand in it.
    pub message: String,
    /// What to do about it; most often the same words for all of a rule.
    pub hint: Option<Cow<'static, str>>,
    /// The earlier place that it clashes with, as the first of two equal ids.
    pub first: Option<Place>,
}

impl Finding {
    /// An error of `rule` at `place`.
    #[must_use]
    pub fn error(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { rule, level: Level::Error, place, message: message.into(), hint: None, first: None }
    }

    /// A warning of `rule` at `place`.
    #[must_use]
    pub fn warning(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::error(rule, place, message) }
    }

    /// The same finding with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same finding, with the earlier place that it clashes with.
    #[must_use]
    pub fn clashing_with(mut self, first: Place) -> Self {
        self.first = Some(first);
        self
    }

    /// The same finding with "did you mean" if one of `known` is near `word`.
    #[must_use]
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match did_you_mean(word, known) {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }
}

/// The rules of the format, whose findings keep a file from being understood.
pub const FORMAT_RULES: &[&str] = &[
    "syntax",
    "shape",
    "empty",
    "version",
    "timezone",
    "unknown-key",
    "duplicate-key",
    "id",
    "duplicate-id",
    "reference",
    "cycle",
    "date",
    "word",
];

/// "did you mean `near`?", if one of `known` is near `word`.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

/// The known word most like `word`, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: String = word.chars().take(64).flat_map(char::to_lowercase).collect();
    known
        .into_iter()
        .map(|near| (strsim::jaro_winkler(&word, &near.to_lowercase()), near))
        .filter(|(likeness, _)| *likeness >= 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, near)| near)
}
