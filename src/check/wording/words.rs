//! The words of a text and the closed lists of those that tell of time.

use memchr::memmem;

use crate::model::date::MONTHS;

/// A word, its letters and digits between the signs around it.
pub struct Word {
    text: String,
    /// In lower case.
    pub lower: String,
    before: Option<char>,
    /// The sign right behind it.
    pub after: Option<char>,
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split(|letter: char| !letter.is_alphanumeric()) {
        let end = at + part.len();
        if !part.is_empty() {
            words.push(Word {
                text: part.to_owned(),
                lower: part.to_lowercase(),
                before: text[..at].chars().next_back(),
                after: text[end..].chars().next(),
            });
        }
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Word {
    /// The number of the month that it may name: written with a capital, whole or cut to three letters.
    pub fn month(&self) -> Option<u8> {
        let owns = matches!(self.after, Some('\'' | '’'));
        self.looks_like_month().then(|| self.month_of_name()).flatten().filter(|_| !owns)
    }

    /// Could it be the name of a month?
    pub fn looks_like_month(&self) -> bool {
        self.text.starts_with(char::is_uppercase) && self.month_of_name().is_some()
    }

    fn month_of_name(&self) -> Option<u8> {
        let is = |name: &str| self.lower.eq_ignore_ascii_case(name);
        let is_short = |name: &str| is(&name[..3]) || (self.lower == "sept" && name == "September");
        (1..).zip(MONTHS).find(|(_, name)| is(name) || is_short(name)).map(|(month, _)| month)
    }

    /// The day of the week that it names, Monday being 0.
    pub fn weekday(&self) -> Option<u8> {
        (0..).zip(WEEKDAYS).find(|(_, name)| *name == self.text).map(|(day, _)| day)
    }

    /// A number of one or two digits, `12` or `12th`.
    pub fn number(&self) -> Option<u8> {
        let digits = self.lower.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        let ending = &self.lower[digits.len()..];
        let is_short = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_short && matches!(ending, "" | "st" | "nd" | "rd" | "th"))
    }

    /// A number that may be the day of a month, and is no clock time nor a year cut short (`’24`).
    pub fn day(&self) -> Option<u8> {
        let is_other = matches!(self.after, Some(':')) || matches!(self.before, Some(':' | '\'' | '’'));
        self.number().filter(|day| (1..=31).contains(day) && !is_other)
    }

    /// A number of four digits that may be a year.
    pub fn year(&self) -> Option<i64> {
        let is_number = self.lower.len() == 4 && self.lower.bytes().all(|byte| byte.is_ascii_digit());
        self.lower.parse().ok().filter(|year| is_number && (1000..3000).contains(year))
    }

    /// Is it one of these?
    pub fn is_one_of(&self, list: &str) -> bool {
        holds(list, &self.lower)
    }
}

/// Is the word one of the list, in which spaces stand between the words?
pub fn holds(list: &str, word: &str) -> bool {
    let list = list.as_bytes();
    let is_end = |at: Option<usize>| at.and_then(|at| list.get(at)).is_none_or(|sign| *sign == b' ');
    memmem::find_iter(list, word).any(|at| is_end(at.checked_sub(1)) && is_end(Some(at + word.len())))
}

/// Words before a month or year that make it one; "by May" and "about May" may be of a person.
pub const LEADS: &str = "in early mid late last this during throughout circa";

/// Parts of a month or year, as in "the end of March".
pub const PARTS: &str = "start beginning middle end close course half part week weekend month days";

/// Parts of a year longer than a month.
pub const SEASONS: &str = "spring summer autumn fall winter quarter";

/// Words that make a day something near it.
pub const ABOUT: &str = "about around circa approximately roughly";

/// Words that name a day, or a time within one.
pub const OF_A_DAY: &str = "\
    today yesterday tomorrow tonight day morning afternoon evening night overnight noon midday midnight dawn \
    dusk eve hour hours minute minutes clock am pm christmas easter";

/// Words that count some of what follows, and not how many.
pub const SOME: &str = "recent past few several coming last first early opening closing";

/// Words behind "week" or "month" from which on it is counted.
pub const COUNTED: &str = "ago after before later earlier from since";

/// Words that tell of a time by another one.
const RELATIVE: &str = "\
    before after since until till by to from through between following followed prior preceding eve ago \
    later earlier than within not no nor next previous yesterday tomorrow anniversary onwards onward ahead \
    latest without except";

/// Does the word tell of a time by another one? "Earlier in May" does not: it is in May.
pub fn is_relative(words: &[Word], at: usize) -> bool {
    let inside = |next: &Word| next.is_one_of("in this that on");
    let is_inside = words[at].is_one_of("earlier later") && words.get(at + 1).is_some_and(inside);
    words[at].is_one_of(RELATIVE) && !is_inside
}
