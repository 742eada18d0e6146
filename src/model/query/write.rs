//! Words and values as a query has them, between quotes where they need it.

use super::token::field_name;

/// Signs that end a word.
const ENDS: &[char] = &['(', ')', '"', '\\'];

/// Words as a query looks for them: between quotes where they are more than one plain word.
#[must_use]
pub fn words(words: &str) -> String {
    let operator = matches!(words, "AND" | "OR" | "NOT");
    let plain = is_plain(words) && !words.starts_with('-') && !operator && field_name(words).is_none();
    if plain { words.to_owned() } else { quoted(words) }
}

/// A value as it stands behind the colon of a field.
#[must_use]
pub fn value(value: &str) -> String {
    if is_plain(value) && !value.contains(',') { value.to_owned() } else { quoted(value) }
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace) && !text.contains(ENDS)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
