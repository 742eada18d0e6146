//! English words for a time: which dates they name, and how finely.

mod fineness;
mod named;
mod read;
mod words;

pub use fineness::Fineness;
pub use named::Named;
pub use words::{Word, holds, words};

use words::is_relative;

/// What words say of a time, as far as a plain shape makes it certain; anything else is passed over.
///
/// A month is one only with a capital, and beside a day or year or behind a word such as "in": "May said"
/// and "the March on Rome" name none.
pub struct Wording {
    words: Vec<Word>,
    dates: Vec<Named>,
}

/// The most words that are read; what is longer is no wording of a time.
const LONGEST: usize = 60;

impl Wording {
    /// Reads words for a time, such as "Tuesday, 9 April" or "early last week".
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = words(text);
        if words.len() > LONGEST {
            words.clear();
        }
        let dates = read::dates(&words);
        Self { words, dates }
    }

    /// The dates named, in their order.
    #[must_use]
    pub fn dates(&self) -> &[Named] {
        &self.dates
    }

    /// Are the dates named the time itself, not one before or after it or something else that is dated?
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let is_unread = |at: usize| {
            let is_in_date = self.dates.iter().any(|date| date.words.contains(&at));
            !is_in_date && (self.words[at].looks_like_month() || self.words[at].year().is_some())
        };
        !(0..self.words.len()).any(|at| is_unread(at) || is_relative(&self.words, at))
    }

    /// The words in lower case; [`Named::words`] counts them.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter().map(|word| &*word.lower)
    }

    /// How fine the finest word is; nothing where no word tells.
    #[must_use]
    pub fn fineness(&self) -> Option<Fineness> {
        fineness::of(&self.words, &self.dates)
    }

    /// The day of the week, Monday being 0, where the words are but that, as in "on Tuesday", or where it
    /// stands right before the only day named.
    #[must_use]
    pub fn weekday(&self) -> Option<u8> {
        let mut named = (0..self.words.len()).filter_map(|at| Some((at, self.words[at].weekday()?)));
        let (at, weekday) = named.next().filter(|_| self.is_plain())?;
        let bare = self.words().all(|word| matches!(word, "on" | "last" | "this") || word == self.words[at].lower);
        let dated = matches!(&self.dates[..], [only] if only.day.is_some() && only.words.start == at + 1);
        (named.next().is_none() && (bare || dated)).then_some(weekday)
    }
}
