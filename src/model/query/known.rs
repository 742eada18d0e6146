//! Where a query says as of which day the timeline is seen, and the query with another day.

use std::ops::Range;

use super::token::{Token, Tokens};

/// The field of that day.
const KNOWN: &str = "known";

/// Where the whole `known:…` stands in a query that can be read.
#[must_use]
pub fn known_at(text: &str) -> Option<Range<usize>> {
    let mut tokens = Tokens::new(text);
    while let Ok(Some((token, at))) = tokens.next() {
        if let Token::Field { name, .. } = token
            && text[name].eq_ignore_ascii_case(KNOWN)
        {
            return Some(at);
        }
    }
    None
}

/// The query as of another day, everything else of it left as it is; before all else where it names none.
#[must_use]
pub fn known_again(text: &str, day: &str) -> String {
    let wanted = format!("{KNOWN}:{day}");
    match known_at(text) {
        Some(at) => format!("{}{wanted}{}", &text[..at.start], &text[at.end..]),
        None => narrowed(text, &wanted),
    }
}

/// The query with a field before it, in parentheses where it would be torn apart.
fn narrowed(text: &str, field: &str) -> String {
    let mut tokens = Tokens::new(text);
    let mut is_split = false;
    while let Ok(Some((token, _))) = tokens.next() {
        is_split |= token == Token::Or;
    }
    match text.trim() {
        "" => field.to_owned(),
        text if is_split => format!("{field} ({text})"),
        text => format!("{field} {text}"),
    }
}
