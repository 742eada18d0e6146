//! The bar to beat: matching that returns its best guess, after the idea of web annotation clients.
//!
//! Words are looked for with up to half of their length in errors (Sellers' search for the nearest
//! stretches); what is nearest is scored by its likeness, that of its context, and its distance from where
//! it once stood; the best is returned.

/// What is taken for the quote, and how sure the matcher is, from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub struct Guess {
    pub start: usize,
    pub end: usize,
    pub score: f64,
}

/// What counts for how much.
const OF_QUOTE: f64 = 50.0;
const OF_PREFIX: f64 = 20.0;
const OF_SUFFIX: f64 = 20.0;
const OF_PLACE: f64 = 2.0;

/// More errors than this are never allowed.
const MOST_ERRORS: usize = 256;

/// The best guess where these words are, in characters.
pub fn best_guess(text: &str, quote: &str, prefix: &str, suffix: &str, hint: usize) -> Option<Guess> {
    let text: Vec<char> = text.chars().collect();
    let [quote, prefix, suffix] = [quote, prefix, suffix].map(|words| words.chars().collect::<Vec<char>>());
    let near = nearest(&text, &quote, MOST_ERRORS.min(quote.len() / 2));
    let score = |(start, end, errors): (usize, usize, usize)| {
        let before = &text[start.saturating_sub(prefix.len())..start];
        let behind = &text[end..(end + suffix.len()).min(text.len())];
        let points = OF_QUOTE * (1.0 - share(errors, quote.len()))
            + OF_PREFIX * likeness(before, &prefix)
            + OF_SUFFIX * likeness(behind, &suffix)
            + OF_PLACE * (1.0 - share(start.abs_diff(hint), text.len()));
        Guess { start, end, score: points / (OF_QUOTE + OF_PREFIX + OF_SUFFIX + OF_PLACE) }
    };
    near.into_iter().map(score).max_by(|a, b| a.score.total_cmp(&b.score))
}

/// How alike context is: 1 where it is the same or none is given.
fn likeness(text: &[char], wanted: &[char]) -> f64 {
    let errors = nearest(text, wanted, wanted.len()).first().map_or(wanted.len(), |(_, _, errors)| *errors);
    if wanted.is_empty() { 1.0 } else { 1.0 - share(errors, wanted.len()) }
}

fn share(part: usize, of: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(of)
}

/// The stretches with the fewest errors, no more than `most`: begin, end, and how many.
fn nearest(text: &[char], words: &[char], most: usize) -> Vec<(usize, usize, usize)> {
    if words.is_empty() {
        return Vec::new();
    }
    // For each begin of the words: the errors up to here, and where the stretch begins.
    let mut column: Vec<(usize, usize)> = (0..=words.len()).map(|errors| (errors, 0)).collect();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let mut fewest = most;
    for (at, letter) in text.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, at + 1);
        for (nth, wanted) in words.iter().enumerate() {
            let above = column[nth + 1];
            let replaced = (diagonal.0 + usize::from(letter != wanted), diagonal.1);
            let dropped = (column[nth].0 + 1, column[nth].1);
            let added = (above.0 + 1, above.1);
            column[nth + 1] = [replaced, dropped, added].into_iter().min_by_key(|way| way.0).unwrap_or(replaced);
            diagonal = above;
        }
        let (errors, start) = column[words.len()];
        if errors < fewest {
            found.clear();
            fewest = errors;
        }
        if errors == fewest {
            found.push((start, at + 1, errors));
        }
    }
    found
}
