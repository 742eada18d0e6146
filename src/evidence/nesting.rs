//! Whether a page is built so that a parser comes to its end: tags that stand deep in each other cost it
//! a walk through them all at each further tag.

/// How many steps a page may cost, about a second of them.
const MOST_STEPS: usize = 100_000_000;

/// Elements that have no end, or whose end is understood.
const UNENDED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "!doctype", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "option", "optgroup",
    "rt", "rp", "html", "head", "body",
];

/// Is the page too deep: so many tags inside of so many others that reading it would take minutes?
#[must_use]
pub fn is_too_deep(page: &str) -> bool {
    let (mut depth, mut deepest, mut tags) = (0_usize, 0, 0_usize);
    for tag in page.split('<').skip(1) {
        let is_end = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let length = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '!').unwrap_or(name.len());
        if length == 0 {
            continue;
        }
        tags += 1;
        let is_lone = UNENDED.iter().any(|unended| unended.eq_ignore_ascii_case(&name[..length]));
        if is_end && !is_lone {
            depth = depth.saturating_sub(1);
        } else if !is_lone {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest.saturating_mul(tags) > MOST_STEPS
}
