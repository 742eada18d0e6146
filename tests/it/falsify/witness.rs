//! A second opinion on whether words stand in a copy: sign by sign, with word bounds of its own, sharing nothing with annals.

/// What may stand between a blank and the first word of a quote.
const OPENING: &str = "“‘\"'([«„";

/// What may stand between the last word of a quote and a blank.
const CLOSING: &str = "”’\"')].,;:!?…»";

/// At how many places the copy has these words, neither more nor less of any word or number.
pub fn places(copy: &str, quote: &str) -> usize {
    let (copy, quote) = (collapsed(copy), collapsed(quote));
    if quote.is_empty() || !copy.contains(&quote) {
        return 0;
    }
    let [copy, quote] = [copy, quote].map(|text| text.chars().collect::<Vec<char>>());
    (0..=copy.len() - quote.len())
        .filter(|at| copy[*at..].starts_with(&quote))
        .filter(|at| begins(&copy, *at) && ends(&copy, at + quote.len()))
        .count()
}

/// A text with each run of white space as one blank.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn begins(copy: &[char], at: usize) -> bool {
    let is_digit = copy[at].is_numeric();
    let mut from = at;
    while from > 0 && OPENING.contains(copy[from - 1]) {
        from -= 1;
    }
    match from.checked_sub(1).map(|before| copy[before]) {
        None => true,
        Some('—') => !is_digit,
        Some(' ') => from < at || !(is_digit && from >= 2 && (copy[from - 2].is_numeric() || copy[from - 2] == '$')),
        Some(_) => false,
    }
}

fn ends(copy: &[char], end: usize) -> bool {
    let is_digit = copy[end - 1].is_numeric();
    let mut to = end;
    while to < copy.len() && CLOSING.contains(copy[to]) {
        to += 1;
    }
    match copy.get(to) {
        None => true,
        Some('—') => !is_digit,
        Some(' ') => {
            to > end || !(is_digit && copy.get(to + 1).is_some_and(|next| next.is_numeric() || "%°€".contains(*next)))
        }
        Some(_) => false,
    }
}
