//! How long a stretch is, in words: days, or hours and minutes.

use crate::model::date::DAY;
use crate::model::plural::plural;

/// So many steps of so many seconds each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length {
    pub(super) steps: i64,
    pub(super) step: i64,
}

impl Length {
    /// The length in seconds.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.steps.saturating_mul(self.step)
    }
}

/// `9 days`, `3 hours 20 minutes`.
fn words(length: Length) -> String {
    if length.step == DAY {
        return counted(length.steps, "day");
    }
    let minutes = length.seconds() / 60;
    let parts = [(minutes / 1440, "day"), (minutes / 60 % 24, "hour"), (minutes % 60, "minute")];
    let said: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
    said.join(" ")
}

fn counted(count: i64, noun: &str) -> String {
    plural(usize::try_from(count).unwrap_or(usize::MAX), noun)
}

/// As [`in_words`], for a narrow place: `9–16 days`, `~9–16 days`, `9 days or more`.
#[must_use]
pub fn in_short(least: Length, most: Option<Length>, is_sure: bool) -> String {
    let about = if is_sure { "" } else { "~" };
    match most {
        Some(most) if most == least => format!("{about}{}", words(least)),
        Some(most) if least.step == DAY => format!("{about}{}–{}", least.steps, words(most)),
        Some(most) => format!("{about}{} – {}", words(least), words(most)),
        None => format!("{about}{} or more", words(least)),
    }
}

/// `9 days`; `at least 9, at most 16 days`; `at least 9 days`. Bounds of dates marked `~` or `?` are themselves
/// not sure, so that an unsure length is told with "about".
#[must_use]
pub fn in_words(least: Length, most: Option<Length>, is_sure: bool) -> String {
    let about = if is_sure { "" } else { "about " };
    match most {
        Some(most) if most == least => format!("{about}{}", words(least)),
        Some(most) if least.step == DAY => format!("at least {about}{}, at most {about}{}", least.steps, words(most)),
        Some(most) => format!("at least {about}{}, at most {about}{}", words(least), words(most)),
        None => format!("at least {about}{}", words(least)),
    }
}
