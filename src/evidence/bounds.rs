//! Where words begin and end: no part of a word, number or contraction is a quote.

use unicode_segmentation::UnicodeSegmentation;

/// How far a word is followed to either side, in bytes: longer ones have no bounds inside.
const LONGEST: usize = 256;

/// May a quote begin or end at a byte of a folded text?
///
/// At the bounds of words of UAX #29, which keeps `don't`, `1,000` and `Macron's` whole. Beyond it a
/// hyphen keeps a compound whole (`non-nuclear`), and a sign, currency, per cent or thin blank belongs
/// to its number (`-5`, `$5`, `5%`, `10 000`). `is_hyphen` says whether the dash that begins at a byte
/// is written as a hyphen, since a longer dash divides.
pub fn is_bound(text: &str, at: usize, is_hyphen: impl Fn(usize) -> bool) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else { return true };
    let around = Around { text, at, before, after };
    if around.is_in_grouped_number() {
        return false;
    }
    if before == ' ' || after == ' ' {
        return true;
    }
    !around.is_in_number() && !around.is_in_compound(is_hyphen) && around.is_bound_of_word()
}

/// Two signs with nothing between them, and the text around.
struct Around<'t> {
    text: &'t str,
    at: usize,
    before: char,
    after: char,
}

impl Around<'_> {
    fn second_before(&self) -> Option<char> {
        self.text[..self.at].chars().rev().nth(1)
    }

    fn second_after(&self) -> Option<char> {
        self.text[self.at..].chars().nth(1)
    }

    /// Between the groups of "10 000".
    fn is_in_grouped_number(&self) -> bool {
        let (head, tail) = match (self.before, self.after) {
            (' ', _) => (&self.text[..self.at - 1], &self.text[self.at..]),
            (_, ' ') => (&self.text[..self.at], &self.text[self.at + 1..]),
            _ => return false,
        };
        let digits_before = head.bytes().rev().take_while(u8::is_ascii_digit).count();
        let digits_after = tail.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits_before) && digits_after == 3
    }

    /// Between a number and what belongs to it.
    fn is_in_number(&self) -> bool {
        let is_digit = |letter: char| letter.is_numeric();
        let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let leads = |sign: char| "-+±~<>≤≥≈.,".contains(sign) && apart(self.second_before());
        (is_digit(self.after) && (leads(self.before) || is_currency(self.before)))
            || (is_digit(self.before) && (is_currency(self.after) || "%‰°²³".contains(self.after)))
            || (matches!(self.before, '-' | '+') && is_currency(self.after))
    }

    /// On either side of the hyphen of a compound.
    fn is_in_compound(&self, is_hyphen: impl Fn(usize) -> bool) -> bool {
        let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let behind = self.before == '-' && joins(self.second_before()) && self.after.is_alphanumeric();
        let ahead = self.after == '-' && self.before.is_alphanumeric() && joins(self.second_after());
        (behind && is_hyphen(self.at - 1)) || (ahead && is_hyphen(self.at))
    }

    fn is_bound_of_word(&self) -> bool {
        let head = &self.text[..self.at];
        let begin = head.char_indices().rev().find(|(_, letter)| *letter == ' ').map_or(0, |(space, _)| space + 1);
        let end = self.text[self.at..].find(' ').map_or(self.text.len(), |space| self.at + space);
        if self.at - begin > LONGEST || end - self.at > LONGEST {
            return !(self.before.is_alphanumeric() && self.after.is_alphanumeric());
        }
        self.text[begin..end].split_word_bound_indices().any(|(bound, _)| begin + bound == self.at)
    }
}

fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '¢' | '£' | '¤' | '¥' | '\u{20a0}'..='\u{20cf}')
}
