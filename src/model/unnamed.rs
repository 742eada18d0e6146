//! Speakers whom nobody names: "an official", "critics", "unnamed leaders".

use super::document::Kind;

/// Words with which a name begins that names no one in particular, in lower case. Behind a capital one
/// another word must be in lower case: "A Western diplomat", but not "One America News".
const INDEFINITE: &[&str] =
    &["a", "an", "one", "two", "three", "some", "several", "many", "various", "another", "other", "certain", "someone"];

/// Words with which a name begins that says by itself that it is none.
const SAYS_SO: &[&str] = &["unnamed", "anonymous", "undisclosed", "unidentified", "unknown"];

/// Does the name stand for people whom nobody names? So does that of a group, which is people without a body.
#[must_use]
pub fn is_unnamed(name: &str, kind: Option<Kind>) -> bool {
    kind == Some(Kind::Group) || is_indefinite(name) || says_so(name)
}

/// The name as it is shown: with a remark where it names no one and does not say so itself.
///
/// "an official (not named)"; of a group: "critics (no one named)".
#[must_use]
pub fn shown(name: &str, kind: Option<Kind>) -> String {
    match kind {
        _ if says_so(name) || !is_unnamed(name, kind) => name.to_owned(),
        Some(Kind::Group) => format!("{name} (no one named)"),
        _ => format!("{name} (not named)"),
    }
}

fn first_word(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_lowercase()
}

fn says_so(name: &str) -> bool {
    SAYS_SO.contains(&first_word(name).as_str())
}

fn is_indefinite(name: &str) -> bool {
    let is_low = |word: &str| word.starts_with(char::is_lowercase);
    let mut others = name.split_whitespace().skip(1).peekable();
    INDEFINITE.contains(&first_word(name).as_str())
        && others.peek().is_some()
        && (is_low(name.trim()) || others.any(is_low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_named_and_who_is_not() {
        let (person, body, group) = (Some(Kind::Person), Some(Kind::Organisation), Some(Kind::Group));
        let cases = [
            ("Ama Osei", person, "Ama Osei"),
            ("A diver", person, "A diver (not named)"),
            ("an official", None, "an official (not named)"),
            ("A Western diplomat", None, "A Western diplomat (not named)"),
            ("a White House Official", None, "a White House Official (not named)"),
            ("Two aides", group, "Two aides (no one named)"),
            ("Critics", group, "Critics (no one named)"),
            ("Unnamed critics", group, "Unnamed critics"),
            ("Anonymous", body, "Anonymous"),
            ("One America News", body, "One America News"),
            ("An Garda Síochána", body, "An Garda Síochána"),
            ("A. Smith", person, "A. Smith"),
            ("A", None, "A"),
            ("", None, ""),
        ];
        for (name, kind, wanted) in cases {
            assert_eq!(shown(name, kind), wanted);
        }
        assert!(is_unnamed("Unnamed critics", None) && !is_unnamed("Ama Osei", None));
    }
}
