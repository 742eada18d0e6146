//! How finely words tell of a time.

use super::named::Named;
use super::words::{ABOUT, COUNTED, LEADS, OF_A_DAY, SEASONS, SOME, Word};

/// How fine a time is told, the coarsest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fineness {
    /// "in 2024", "last year".
    Year,
    /// "in the spring".
    Season,
    /// "in March", "this month".
    Month,
    /// "over the weekend", "last week", "around 12 April".
    Week,
    /// "12 April", "on Tuesday", and any word that may stand for a day.
    Day,
}

impl Fineness {
    /// "a day", "a month".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Year => "a year",
            Self::Season => "a season",
            Self::Month => "a month",
            Self::Week => "some days",
            Self::Day => "a day",
        }
    }
}

/// How fine the finest word is, or date named by them; nothing where no word tells.
pub fn of(words: &[Word], dates: &[Named]) -> Option<Fineness> {
    let is_in_date = |at: &usize| dates.iter().any(|date| date.words.contains(at));
    let others = (0..words.len()).filter(|at| !is_in_date(at)).filter_map(|at| of_word(words, at));
    others.chain(dates.iter().map(|date| of_date(words, date))).max()
}

fn of_date(words: &[Word], date: &Named) -> Fineness {
    let before = words[..date.words.start].iter().rev().find(|word| word.lower != "the");
    match (date.month, date.day) {
        (_, Some(_)) if before.is_some_and(|word| word.is_one_of(ABOUT)) => Fineness::Week,
        (_, Some(_)) => Fineness::Day,
        (Some(_), None) => Fineness::Month,
        (None, None) => Fineness::Year,
    }
}

fn of_word(words: &[Word], at: usize) -> Option<Fineness> {
    let word = &words[at];
    let before = at.checked_sub(1).map(|before| &words[before]);
    let behind = words.get(at + 1);
    let is_behind = |list: &str| before.is_some_and(|before| before.is_one_of(list));
    let is_counted = behind.is_some_and(|behind| behind.is_one_of(COUNTED));
    let is_day_of_month = behind.is_some_and(|next| next.lower == "of")
        && words.get(at + 2).is_some_and(Word::looks_like_month)
        && (word.is_one_of("first second third") || (word.lower.ends_with("th") && word.lower != "month"));
    match &*word.lower {
        _ if word.is_one_of(OF_A_DAY) || word.weekday().is_some() || word.number().is_some() || is_day_of_month => {
            Some(Fineness::Day)
        }
        "days" => Some(if is_behind(SOME) { Fineness::Week } else { Fineness::Day }),
        _ if is_counted => None,
        "week" | "weekend" | "fortnight" | "recently" => Some(Fineness::Week),
        "weeks" if is_behind(SOME) => Some(Fineness::Week),
        "month" => Some(Fineness::Month),
        "months" if is_behind(SOME) => Some(Fineness::Month),
        "year" if is_behind("last this that same next previous") => Some(Fineness::Year),
        _ if word.is_one_of(SEASONS) && (is_behind(LEADS) || is_behind("the")) => Some(Fineness::Season),
        _ => None,
    }
}
