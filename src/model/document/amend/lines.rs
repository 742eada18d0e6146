//! Where the lines of a text, and the parts of a line, begin and end.

/// The end of the line that holds byte `at`, before its line break.
pub fn end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |found| at + found)
}

/// The line break that ends the line of byte `at`; in the last line, the one before it.
pub fn line_break(text: &str, at: usize) -> &'static str {
    let end = end(text, at);
    let (before, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    let breaks = ["\r\n", "\n", "\r"];
    let next = breaks.into_iter().find(|line_break| behind.starts_with(line_break));
    let ended = before.rfind(['\n', '\r']).map_or("", |last| &before[..=last]);
    next.or_else(|| breaks.into_iter().find(|line_break| ended.ends_with(line_break))).unwrap_or("\n")
}

/// The byte behind the colon of a key that ends at `key_end`, where it stands on the same line.
pub fn colon(text: &str, key_end: usize) -> Option<usize> {
    let rest = text.get(key_end..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    rest[blanks..].starts_with(':').then_some(key_end + blanks + 1)
}
