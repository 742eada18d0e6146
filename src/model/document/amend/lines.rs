//! Where the lines of a text, and the parts of a line, begin and end.

/// The end of the line that holds byte `at`, before its line break.
pub fn end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |found| at + found)
}

/// The begin of the line that holds byte `at`.
pub fn start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |found| found + 1)
}

/// The line break behind byte `at`; at the end of the text, the first one it has.
pub fn line_break(text: &str, at: usize) -> &str {
    let behind = |end: usize| {
        let rest = text.get(end..).unwrap_or("");
        ["\r\n", "\n", "\r"].into_iter().find(|line_break| rest.starts_with(line_break))
    };
    behind(end(text, at)).or_else(|| behind(end(text, 0))).unwrap_or("\n")
}

/// The byte behind the colon of a key that ends at `key_end`, where it stands on the same line.
pub fn colon(text: &str, key_end: usize) -> Option<usize> {
    let rest = text.get(key_end..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    rest[blanks..].starts_with(':').then_some(key_end + blanks + 1)
}
