//! Dates in a row of words: `12 April 2024`, `April 12th`, `in March`, `early 2024`, `2024-04-12`.

use super::named::Named;
use super::words::{LEADS, PARTS, SEASONS, Word};

/// Every date that the words name, none sharing a word with another.
pub fn dates(words: &[Word]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for at in 0..words.len() {
        let date = iso(words, at).or_else(|| around_month(words, at)).or_else(|| year(words, at));
        let is_new = |date: &Named| found.last().is_none_or(|last| last.words.end <= date.words.start);
        found.extend(date.filter(is_new));
    }
    found
}

/// `2024-04-12` or `2024-04`.
fn iso(words: &[Word], at: usize) -> Option<Named> {
    let joined = |at: usize| words.get(at).is_some_and(|word| word.after == Some('-'));
    let two = |at: usize| words.get(at).filter(|word| word.lower.len() == 2)?.number();
    let year = words[at].year().filter(|_| joined(at))?;
    let month = two(at + 1).filter(|month| (1..=12).contains(month))?;
    let day = joined(at + 1).then(|| two(at + 2)).flatten();
    Some(Named { year: Some(year), month: Some(month), day, words: at..at + 2 + usize::from(day.is_some()) })
}

/// A month with what stands around it; nothing where it may be another word.
fn around_month(words: &[Word], at: usize) -> Option<Named> {
    let month = words[at].month()?;
    let day_at = |at: Option<usize>| words.get(at?)?.day();
    let is_of = at.checked_sub(1).is_some_and(|before| words[before].lower == "of");
    let before = at.checked_sub(if is_of { 2 } else { 1 });
    let (day, mut span) = match (day_at(before), day_at(Some(at + 1))) {
        (Some(day), _) => (Some(day), before.unwrap_or(at)..at + 1),
        (None, Some(day)) => (Some(day), at..at + 2),
        (None, None) => (None, at..at + 1),
    };
    let day = day.filter(|_| !is_one_of_several(words, &span));
    let behind = span.end + usize::from(words.get(span.end).is_some_and(|word| word.lower == "of"));
    let year = words.get(behind).and_then(Word::year);
    if year.is_some() {
        span.end = behind + 1;
    }
    let is_month = day.is_some() || year.is_some() || words.len() == 1 || is_led(words, at) || is_around(words, at);
    is_month.then_some(Named { year, month: Some(month), day, words: span })
}

/// Does another day stand beside the one named, as in "9–12 April" or "April 9 and 12"?
fn is_one_of_several(words: &[Word], span: &std::ops::Range<usize>) -> bool {
    let joins = |word: &Word| word.is_one_of("and or to");
    let mut before = words[..span.start].iter().rev().skip_while(|word| joins(word));
    let mut behind = words[span.end..].iter().skip_while(|word| joins(word));
    before.next().is_some_and(|word| word.day().is_some()) || behind.next().is_some_and(|word| word.day().is_some())
}

/// Does a word such as "in" or "the end of" stand before it?
fn is_led(words: &[Word], at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).map(|at| &words[at]);
    let of_part = || before(2).is_some_and(|word| word.is_one_of(PARTS) || word.is_one_of(SEASONS));
    before(1).is_some_and(|word| word.is_one_of(LEADS) || (word.lower == "of" && of_part()))
}

/// Does "around" stand before it? Before a year it may be a clock time or a count.
fn is_around(words: &[Word], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| words[before].lower == "around")
}

/// A year without a month.
fn year(words: &[Word], at: usize) -> Option<Named> {
    let year = words[at].year()?;
    let behind_season = || at.checked_sub(1).is_some_and(|before| words[before].is_one_of(SEASONS));
    let is_year = words.len() == 1 || is_led(words, at) || behind_season();
    is_year.then_some(Named { year: Some(year), month: None, day: None, words: at..at + 1 })
}
