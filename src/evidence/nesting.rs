//! Whether a page is built so that a parser comes to its end: each tag costs it a walk through those that it
//! stands in, and each attribute one through those before it.

/// How many steps a page may cost, about a second of them.
const MOST_STEPS: usize = 100_000_000;

/// Elements that have no end, or whose end is understood.
const UNENDED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "!doctype", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "option", "optgroup",
    "rt", "rp", "html", "head", "body",
];

/// Would reading the page take minutes: for many tags inside of many others, or many attributes of one?
#[must_use]
pub fn is_too_deep(page: &str) -> bool {
    steps_of_tags(page).saturating_add(steps_of_attributes(page)) > MOST_STEPS
}

/// At most as many tags as this are walked through.
fn steps_of_tags(page: &str) -> usize {
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
    deepest.saturating_mul(tags)
}

/// About as many attributes as this are walked through.
fn steps_of_attributes(page: &str) -> usize {
    let (mut steps, mut rest) = (0_usize, page);
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if !tag.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            continue;
        }
        let mut count = 0_usize;
        while let Some(at) = rest.find(['>', '=', ' ', '\t', '\n', '\r', '\u{c}', '/']) {
            let (sign, behind) = (rest.as_bytes()[at], &rest[at + 1..]);
            rest = behind;
            match sign {
                b'>' => break,
                b'=' => rest = behind_value(behind),
                _ => count += usize::from(!behind.starts_with([' ', '>', '='])),
            }
        }
        steps = steps.saturating_add(count.saturating_mul(count) / 2);
    }
    steps
}

/// What comes behind the value of an attribute, where that is in quote marks.
fn behind_value(rest: &str) -> &str {
    let value = rest.trim_ascii_start();
    let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    mark.map_or(rest, |mark| value[1..].split_once(mark).map_or("", |(_, behind)| behind))
}
