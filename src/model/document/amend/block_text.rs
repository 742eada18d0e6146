//! A text behind `|` or `>`: its sign, its lines, and where a further key may follow it.

use std::ops::Range;

use super::lines;

/// Where such a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockText {
    /// The sign with its marks: `>-`, `|2+`.
    pub sign: Range<usize>,
    /// The end of the sign's line, before the line break.
    pub sign_line_end: usize,
    /// The end of the last line that belongs to the text, before the line break.
    pub end: usize,
}

impl BlockText {
    /// Finds it behind a key that ends at `after`; the parser says that its lines end by `until`
    /// (which may be in the next key's indentation) and begin in `column`.
    pub fn find(text: &str, after: usize, until: usize, column: Option<usize>) -> Option<Self> {
        let between = text.get(after..until)?;
        let opens = |(at, _): &(usize, &str)| between[..*at].ends_with([' ', '\t', '\n', '\r']);
        let start = after + between.match_indices(['|', '>']).find(opens)?.0;
        let marks = text[start + 1..].find(|sign: char| !matches!(sign, '+' | '-' | '0'..='9'));
        let sign = start..start + 1 + marks.unwrap_or(text.len() - start - 1);
        let sign_line_end = lines::end(text, sign.end);
        let content = text.get(sign_line_end..until).unwrap_or("");
        let is_wide = |line: &str| column.is_some_and(|column| line.len() > column);
        let words = content.trim_end_matches([' ', '\t', '\n', '\r']).len();
        let blank = &content[words..];
        let is_kept = text[sign.clone()].contains('+') || blank.split(['\n', '\r']).skip(1).any(is_wide);
        let end = match blank.rfind(['\n', '\r']) {
            Some(last) if is_kept && is_wide(&blank[last + 1..]) => until,
            Some(last) if is_kept => before_line_break(text, sign_line_end + words + last + 1),
            None if is_kept => until.max(sign_line_end),
            _ => lines::end(text, sign_line_end + words),
        };
        Some(Self { sign, sign_line_end, end })
    }
}

/// `at`, or the begin of the line break that ends there.
fn before_line_break(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let cut = before.strip_suffix('\n').map(|cut| cut.strip_suffix('\r').unwrap_or(cut));
    cut.or_else(|| before.strip_suffix('\r')).unwrap_or(before).len()
}
