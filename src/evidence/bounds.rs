//! Where words begin and end: no part of a word, number or contraction is a quote.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// How much of a word is looked at to either side, in bytes; the bounds of UAX #29 need no more.
const LOOKED_AT: usize = 64;

/// How many marks a letter may bear before it is taken for none.
const MOST_MARKS: usize = 16;

/// Signs that make one word or number of the two that they stand between without a blank.
const JOINING: &str = "\u{fffc}/&@+=^*×·:'._⁄∕";

/// Signs that belong to the number behind them.
const LEADING: &str = "-+±~<>≤≥≈≠≪≫√.,\u{fffc}";

/// Those of them that belong to it over a blank, too.
const LEADING_APART: &str = "±~<>≤≥≈≠≪≫√";

/// Signs that belong to the number before them; all but the last over a blank, too.
const TRAILING: &str = "%‰‱°º′″\u{fffc}+";

/// Dashes that join what they stand between; a longer one, or two, divide.
const HYPHENS: [&str; 6] = ["-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}"];

/// Numbers in ideographs.
const HAN_NUMBERS: &str = "〇零一二两兩三四五六七八九十百千万萬亿億兆";

/// May a quote begin or end at a byte of a folded text?
///
/// At the bounds of words of UAX #29, which keeps `don't`, `1,000` and `Macron's` whole, and fewer:
/// a hyphen keeps a compound whole (`non-nuclear`, also over the end of a line), a sign, currency, unit
/// or group of digits belongs to its number (`-5`, `US$5`, `5 %`, `10 000`, `5–10`, `1/2`), and a run of
/// kana or of Thai has no bounds, since only a dictionary knows them. `raw` gives what a byte is folded from.
pub fn is_bound<'t>(text: &str, at: usize, raw: impl Fn(usize) -> &'t str) -> bool {
    let mut behind = text[..at].char_indices().rev().filter(|(_, letter)| !is_combining_mark(*letter));
    let (Some(nearest), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else { return true };
    let marks = text[..at].chars().rev().take(MOST_MARKS).take_while(|letter| is_combining_mark(*letter)).count();
    let (from, before) = behind.next().unwrap_or((0, nearest));
    // Marks belong to the letter before them, also where that is a blank or they are too many to find it.
    if is_combining_mark(after) || marks == MOST_MARKS || (marks > 0 && before == ' ') {
        return false;
    }
    let mut ahead = text[at..].chars().skip(1).skip_while(|letter| is_combining_mark(*letter));
    let second_before = behind.next().map(|(_, letter)| letter);
    let around = Around { text, at, from, before, after, second_before, second_after: ahead.next() };
    if before == ' ' || after == ' ' {
        return !around.is_in_spaced_number() && !around.is_in_wrapped_word(raw);
    }
    !around.is_in_letters()
        && !around.is_in_number()
        && !around.is_joined(raw)
        && !around.is_in_brackets()
        && around.is_bound_of_word()
}

/// Two signs with nothing between them, and the text around.
struct Around<'t> {
    text: &'t str,
    at: usize,
    /// Where the sign before begins, which may bear marks.
    from: usize,
    before: char,
    after: char,
    second_before: Option<char>,
    second_after: Option<char>,
}

impl Around<'_> {
    /// In a run of letters and digits, or of numbers of any kind.
    fn is_in_letters(&self) -> bool {
        let (before, after) = (self.before, self.after);
        let is_number = |letter: char| letter.is_numeric() || HAN_NUMBERS.contains(letter);
        let is_joined = match (Script::of(before), Script::of(after)) {
            (Script::Han, Script::Han) => false,
            (one, other) => one == other || after == 'ー',
        };
        (is_number(before) && is_number(after)) || (is_word(before) && is_word(after) && is_joined)
    }

    /// Over a blank: between the groups of "10 000", or a number and its unit.
    fn is_in_spaced_number(&self) -> bool {
        let (head, tail) = match self.before {
            ' ' => (&self.text[..self.at - 1], &self.text[self.at..]),
            _ => (&self.text[..self.at], &self.text[self.at + 1..]),
        };
        let digits_before = head.chars().rev().take(4).take_while(|letter| letter.is_numeric()).count();
        let digits_after = tail.chars().take(4).take_while(|letter| letter.is_numeric()).count();
        let mut ahead = tail.chars();
        let (last, next, second) = (head.chars().next_back(), ahead.next(), ahead.next());
        let leads = last.is_some_and(|sign| LEADING_APART.contains(sign) || is_currency(sign));
        let trails = next.is_some_and(|sign| {
            (TRAILING.contains(sign) && sign != '+')
                || (is_currency(sign) && !second.is_some_and(|letter| letter.is_numeric()))
        });
        ((1..=3).contains(&digits_before) && digits_after == 3)
            || (digits_after > 0 && leads)
            || (digits_before > 0 && trails)
    }

    /// Behind the hyphen at which a word was broken off at the end of a line.
    fn is_in_wrapped_word<'t>(&self, raw: impl Fn(usize) -> &'t str) -> bool {
        let blank = if self.before == ' ' { self.at - 1 } else { self.at };
        let mut head = self.text[..blank].chars().rev();
        head.next() == Some('-')
            && head.next().is_some_and(is_word)
            && self.text[blank + 1..].chars().next().is_some_and(is_word)
            && raw(blank).contains(['\n', '\r', '\u{85}', '\u{2028}'])
            && HYPHENS.contains(&raw(blank - 1))
    }

    /// Between a number and what belongs to it.
    fn is_in_number(&self) -> bool {
        let (before, after) = (self.before, self.after);
        let is_apart = self.second_before.is_none_or(|letter| !letter.is_alphanumeric());
        let leads = LEADING.contains(before) && is_apart;
        (after.is_numeric() && (leads || is_currency(before)))
            || (before.is_numeric() && (TRAILING.contains(after) || is_currency(after)))
            || (is_currency(after) && (leads || before.is_alphabetic()))
            || (is_currency(before) && "-+".contains(after))
            || (before == '°' && after.is_alphabetic())
            || (before.is_alphanumeric() && after == '+')
    }

    /// On either side of a sign that joins the words or numbers around it.
    fn is_joined<'t>(&self, raw: impl Fn(usize) -> &'t str) -> bool {
        let is_dash_joining = |at: usize, number: bool| number || HYPHENS.contains(&raw(at));
        let is_seen = |letter: Option<char>| letter.is_some_and(|letter| letter != ' ');
        let joins = |sign: char, at: usize, one: Option<char>, other: Option<char>| {
            let both = |is: fn(char) -> bool| one.is_some_and(is) && other.is_some_and(is);
            match sign {
                '-' => is_seen(one) && is_seen(other) && is_dash_joining(at, both(char::is_numeric)),
                ',' => both(char::is_numeric),
                _ => JOINING.contains(sign) && both(is_word),
            }
        };
        joins(self.before, self.from, self.second_before, Some(self.after))
            || joins(self.after, self.at, Some(self.before), self.second_after)
    }

    /// Between a word and its part in brackets: "(un)fair", "soldier(s)".
    fn is_in_brackets(&self) -> bool {
        let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphabetic() || letter == '-');
        (")]".contains(self.before) && is_part(self.second_before) && self.after.is_alphabetic())
            || (self.after == '(' && self.before.is_alphabetic() && is_part(self.second_after))
    }

    fn is_bound_of_word(&self) -> bool {
        let from = self.text.floor_char_boundary(self.at.saturating_sub(LOOKED_AT));
        let to = self.text.ceil_char_boundary((self.at + LOOKED_AT).min(self.text.len()));
        let begin = self.text[from..self.at].rfind(' ').map_or(from, |space| from + space + 1);
        let end = self.text[self.at..to].find(' ').map_or(to, |space| self.at + space);
        self.text[begin..end].split_word_bound_indices().any(|(bound, _)| begin + bound == self.at)
    }
}

/// How a script parts words.
#[derive(PartialEq, Eq)]
enum Script {
    /// By blanks, or not at all.
    Blanks,
    /// Each sign may be a word.
    Han,
    Hiragana,
    Katakana,
}

impl Script {
    fn of(letter: char) -> Self {
        match letter {
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a1}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Katakana,
            '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Self::Han,
            '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ => Self::Blanks,
        }
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '¢'..='¥' | '֏' | '؋' | '৲' | '৳' | '฿' | '៛' | '\u{20a0}'..='\u{20cf}' | '﷼')
        || matches!(sign, '﹩' | '＄' | '￠' | '￡' | '￥' | '￦')
}
