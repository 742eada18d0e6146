//! Text of a file in Markdown: shown as it is, never a heading, link, emphasis or HTML.

use std::borrow::Cow;

use crate::model::safe::safe;

/// The text in one line, nothing hidden in it, and with a backslash before every character that would
/// be more than text. Of several spaces one is left, and none at the ends.
#[must_use]
pub fn markdown(text: &str) -> String {
    let shown = in_one_line(safe(text));
    let mut out = String::with_capacity(shown.len() + 8);
    let mut taken = 0;
    // Few letters may be more than text, and what stands between them is taken together.
    for (at, sign) in shown.bytes().enumerate().filter(|(_, byte)| MAY_BE_ACTIVE[usize::from(*byte)]) {
        let (before, rest) = (&shown[..at], &shown[at..]);
        let is_active = match sign {
            b'#' => before.is_empty() || before.ends_with([' ', '#']),
            b'+' | b'-' | b'=' => before.is_empty(),
            b'.' | b')' => is_number(before) || is_web_name(before),
            b':' => rest.starts_with("://"),
            _ => true,
        };
        if is_active {
            out.push_str(&shown[taken..at]);
            out.push('\\');
            taken = at;
        }
    }
    out.push_str(&shown[taken..]);
    out
}

/// The signs that are more than text, everywhere or at some places.
const MAY_BE_ACTIVE: [bool; 256] = {
    let signs = b"\\`*_[]<>|~&$@#+-=.):";
    let mut may_be = [false; 256];
    let mut at = 0;
    while at < signs.len() {
        may_be[signs[at] as usize] = true;
        at += 1;
    }
    may_be
};

/// Of several spaces one, and none at the ends.
fn in_one_line(text: Cow<str>) -> Cow<str> {
    if !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ") {
        return text;
    }
    Cow::Owned(text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// `1.` and `1)` begin a list.
fn is_number(before: &str) -> bool {
    !before.is_empty() && before.len() < 10 && before.bytes().all(|byte| byte.is_ascii_digit())
}

/// `www.` is made a link by many readers.
fn is_web_name(before: &str) -> bool {
    before.len() >= 3
        && before.is_char_boundary(before.len() - 3)
        && before[before.len() - 3..].eq_ignore_ascii_case("www")
}

/// A web address as a link to itself, where it is one; else as text.
#[must_use]
pub fn link(url: &str) -> String {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'\\' | b'`'));
    if is_web && is_plain { format!("<{url}>") } else { markdown(url) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let cases = [
            ("# heading #", "\\# heading \\#"),
            ("- item", "\\- item"),
            ("1. one", "1\\. one"),
            ("a\n\n# b", "a \\# b"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("<script>", "\\<script\\>"),
            ("see https://evil.example", "see https\\://evil.example"),
            ("www.evil.example", "www\\.evil.example"),
            ("well-known - 3.5 e.g. this", "well-known - 3.5 e.g. this"),
            ("a\u{202e}b", "a\\<U+202E\\>b"),
        ];
        for (text, wanted) in cases {
            assert_eq!(markdown(text), wanted);
        }
    }

    #[test]
    fn only_a_web_address_is_a_link() {
        assert_eq!(link("https://gazette.example/a_b"), "<https://gazette.example/a_b>");
        assert_eq!(link("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(link("https://a> <b"), "https\\://a\\> \\<b");
    }
}
