//! Words found however they are written: case, accents and typography aside.

use std::ops::Range;

use memchr::memmem::Finder;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// What becomes of case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Kept,
    Aside,
}

/// Marks of this class on are accents and points; below are those that make another letter, as of kana.
const ACCENTS: u8 = 10;

/// `text` in small letters without accents, typographic signs as a keyboard has them, and any run of white
/// space as one blank.
#[must_use]
pub fn fold(text: &str) -> String {
    folded(text, Case::Aside)
}

/// As [`fold`], with case as it is.
#[must_use]
pub fn fold_but_case(text: &str) -> String {
    folded(text, Case::Kept)
}

fn folded(text: &str, case: Case) -> String {
    let mut out = String::with_capacity(text.len());
    each_letter(text, case, |_, letter| out.push(letter));
    out
}

/// Puts `text`, folded as [`fold`] does, behind what stands in `out`, and tells each byte of `out` with a letter
/// that was a capital one.
pub fn fold_onto(text: &str, out: &mut String, mut capital: impl FnMut(usize)) {
    out.reserve(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (odd, behind) = rest.split_at(rest.bytes().position(|byte| byte.is_ascii_graphic()).unwrap_or(rest.len()));
        each_letter(odd, Case::Kept, |_, letter| put_small(letter, out, &mut capital));
        let (plain, behind) = behind.split_at(plain_length(behind));
        let begin = out.len();
        out.push_str(plain);
        out[begin..].make_ascii_lowercase();
        let capitals = (begin..).zip(plain.bytes()).filter(|(_, byte)| byte.is_ascii_uppercase());
        capitals.for_each(|(at, _)| capital(at));
        rest = behind;
    }
}

/// How much at the begin of a text stays as it is but for its case, as most of what is written does: plain words with
/// one blank between them.
fn plain_length(text: &str) -> usize {
    let mut before = b' ';
    let is_odd = |byte: u8| {
        let blanks = byte == b' ' && before == b' ';
        before = byte;
        blanks || !(b' '..=b'~').contains(&byte)
    };
    let end = text.bytes().position(is_odd).unwrap_or(text.len());
    // What a blank is followed by says whether it is one of several.
    text[..end].trim_end_matches(' ').len()
}

fn put_small(letter: char, out: &mut String, capital: &mut impl FnMut(usize)) {
    if letter.is_ascii() {
        if letter.is_ascii_uppercase() {
            capital(out.len());
        }
        out.push(letter.to_ascii_lowercase());
    } else {
        let begin = out.len();
        out.extend(letter.to_lowercase());
        if !out[begin..].chars().eq([letter]) {
            capital(begin);
        }
    }
}

/// Gives every letter of the folded text, with the byte of `text` that it comes from.
#[inline]
fn each_letter(text: &str, case: Case, mut put: impl FnMut(usize, char)) {
    let mut blank = false;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            if !blank {
                put(at, ' ');
            }
            blank = true;
            continue;
        }
        blank = false;
        if letter.is_ascii() {
            put(at, if case == Case::Aside { letter.to_ascii_lowercase() } else { letter });
        } else {
            decompose_canonical(letter, |part| plain(part, |sign| in_case(sign, case, |sign| put(at, sign))));
        }
    }
}

fn in_case(letter: char, case: Case, mut put: impl FnMut(char)) {
    match case {
        Case::Kept => put(letter),
        Case::Aside => letter.to_lowercase().for_each(put),
    }
}

/// The letters that stand for one part of a letter taken apart; none for an accent.
fn plain(part: char, mut put: impl FnMut(char)) {
    let letters = match part {
        'ł' => "l",
        'Ł' => "L",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ς' => "σ",
        '‘' | '’' | '‚' | '‛' => "'",
        '“' | '”' | '„' | '‟' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => "",
        accent if canonical_combining_class(accent) >= ACCENTS => "",
        letter => return put(letter),
    };
    letters.chars().for_each(put);
}

/// Words looked for: accents aside, and case aside too unless a capital letter is among them.
#[derive(Debug, Clone)]
pub struct Wanted {
    typed: String,
    /// Case aside.
    folded: Finder<'static>,
    /// With their case, where that counts.
    kept: Option<Kept>,
}

/// Words whose case counts.
#[derive(Debug, Clone)]
struct Kept {
    /// With their case.
    text: String,
    /// The bytes of the folded words at which a letter begins, and whether that is a capital one.
    capitals: Vec<(usize, bool)>,
}

/// Capital letters that share their small letter with another one.
const SHARING: &str = "ΘϴǄǅǇǈǊǋǱǲ";

impl Kept {
    fn new(typed: &str) -> Self {
        let (mut small, mut places) = (String::new(), Vec::new());
        fold_onto(typed, &mut small, |at| places.push(at));
        let capitals = small.char_indices().map(|(at, _)| (at, places.binary_search(&at).is_ok())).collect();
        Self { text: folded(typed, Case::Kept), capitals }
    }
}

impl Wanted {
    /// These words, as they were typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let cased = typed.chars().any(char::is_uppercase);
        Self {
            typed: typed.to_owned(),
            folded: Finder::new(&fold(typed)).into_owned(),
            kept: cased.then(|| Kept::new(typed)),
        }
    }

    /// As they were typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Does case count?
    #[must_use]
    pub fn is_cased(&self) -> bool {
        self.kept.is_some()
    }

    /// Do they stand in a text that was folded by [`fold`], case aside whatever was typed?
    #[must_use]
    pub fn stand_in_folded(&self, folded: &str) -> bool {
        self.folded.find(folded.as_bytes()).is_some()
    }

    /// Are they all of a text that was folded by [`fold`], case aside whatever was typed?
    #[must_use]
    pub fn are_folded(&self, folded: &str) -> bool {
        self.folded.needle() == folded.as_bytes()
    }

    /// The words as [`fold`] has them, and what finds them in a folded text.
    #[must_use]
    pub fn finder(&self) -> &Finder<'static> {
        &self.folded
    }

    /// Where these words stand in a folded text, are they in their case there? `is_capital` says of a byte,
    /// counted from the begin of the words, whether the letter there was a capital one.
    #[must_use]
    pub fn are_in_case(&self, is_capital: impl Fn(usize) -> bool) -> bool {
        self.kept.iter().flat_map(|kept| &kept.capitals).all(|(at, capital)| is_capital(*at) == *capital)
    }

    /// Do the words not follow from their small letters, and from which of them were capital ones?
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.text.contains(|letter| SHARING.contains(letter)))
    }

    /// Does whatever has these words have the `other` ones too?
    #[must_use]
    pub fn entail(&self, other: &Self) -> bool {
        match (&self.kept, &other.kept) {
            (Some(kept), Some(other)) => kept.text.contains(&other.text),
            (_, None) => other.folded.find(self.folded.needle()).is_some(),
            (None, Some(_)) => false,
        }
    }

    /// Do they stand in this text?
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        match &self.kept {
            Some(kept) => folded(text, Case::Kept).contains(kept.text.as_str()),
            None => self.stand_in_folded(&fold(text)),
        }
    }

    /// Are they all of this text?
    #[must_use]
    pub fn are(&self, text: &str) -> bool {
        match &self.kept {
            Some(kept) => folded(text, Case::Kept) == kept.text,
            None => self.are_folded(&fold(text)),
        }
    }

    /// The bytes of `text` at which they stand, in order and apart.
    #[must_use]
    pub fn stretches(&self, text: &str) -> Vec<Range<usize>> {
        let case = if self.is_cased() { Case::Kept } else { Case::Aside };
        let letters = Letters::new(text, case);
        let needle = self.kept.as_ref().map_or(self.folded.needle(), |kept| kept.text.as_bytes());
        if needle.is_empty() {
            return Vec::new();
        }
        let starts = memchr::memmem::find_iter(letters.text.as_bytes(), needle);
        starts.map(|at| letters.from(at)..letters.end(at + needle.len(), text.len())).collect()
    }
}

/// A folded text that knows where its letters come from.
struct Letters {
    text: String,
    /// A byte of the folded text from which on letters are as far apart as those they come from, and the byte
    /// that it comes from.
    steps: Vec<(usize, usize)>,
}

impl Letters {
    fn new(text: &str, case: Case) -> Self {
        let mut letters = Self { text: String::with_capacity(text.len()), steps: vec![(0, 0)] };
        each_letter(text, case, |at, letter| {
            let here = letters.text.len();
            if letters.from(here) != at {
                letters.steps.push((here, at));
            }
            letters.text.push(letter);
        });
        letters
    }

    /// Where the letter at this byte comes from.
    fn from(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|(folded, _)| *folded <= at).saturating_sub(1);
        let (folded, raw) = self.steps[step];
        raw + (at - folded)
    }

    /// Where the letters before this byte end: at the first behind it that comes from another one.
    fn end(&self, at: usize, length: usize) -> usize {
        let last = self.text[..at].char_indices().next_back().map_or(0, |(last, _)| self.from(last));
        let behind = self.text[at..].char_indices().map(|(behind, _)| self.from(at + behind));
        behind.into_iter().find(|from| *from > last).unwrap_or(length)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn case_and_accents_are_put_aside() {
        for (text, wanted) in [
            ("Zelenský", "zelensky"),
            ("e\u{301}té", "ete"),
            ("İstanbul ISTANBUL ıssız", "istanbul istanbul issiz"),
            ("Wałęsa, Øresund, Straße", "walesa, oresund, strasse"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("NATO’s “plan” — soft\u{ad}ly\u{a0} \n now…", "nato's \"plan\" - softly now..."),
            ("が हिन्दी", "か\u{3099} हिन्दी"),
        ] {
            assert_eq!(fold(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_capital_letter_makes_case_count() {
        let stand = |words: &str, text: &str| Wanted::new(words).stand_in(text);
        assert!(stand("zelensky", "President ZELENSKÝ") && stand("Zelensky", "President Zelenský"));
        assert!(!stand("Zelensky", "ZELENSKÝ") && !stand("ZELENSKY", "Zelenský"));
        assert!(stand("café", "the cafe") && stand("cafe", "the Café") && !stand("Café", "the café"));
        assert!(Wanted::new("café").are("Cafe") && !Wanted::new("caf").are("Cafe"));
    }

    #[test]
    fn capital_letters_that_share_their_small_letter_are_known() {
        let mut capitals: HashMap<String, Vec<char>> = HashMap::new();
        for letter in ('\0'..=char::MAX).filter(|letter| !letter.is_ascii_lowercase()) {
            // As they come: taken apart, without accents.
            let kept: Vec<char> = fold_but_case(letter.encode_utf8(&mut [0; 4])).chars().collect();
            if let [kept] = kept[..]
                && kept == letter
            {
                let small: String = letter.to_lowercase().collect();
                assert_eq!(small.chars().count(), 1, "{letter} has one small letter");
                if small != letter.to_string() {
                    capitals.entry(small).or_default().push(letter);
                }
            }
        }
        let mut sharing: Vec<char> = capitals.into_values().filter(|sharing| sharing.len() > 1).flatten().collect();
        let mut known: Vec<char> = SHARING.chars().collect();
        sharing.sort_unstable();
        known.sort_unstable();
        assert_eq!(sharing, known);
    }

    #[test]
    fn folding_tells_which_letters_were_capital_ones() {
        for text in [
            "Zelenský in NATO",
            "İstanbul ΟΔΟΣ",
            "ẞ Straße ǅ",
            "a\u{301}É \n\t Ł",
            "Ⱥbc Путин",
            "  The  END of\u{a0} it \u{7f}é \u{a0}À la Fin ",
            "A \u{301}b \u{200b} c",
        ] {
            let (mut small, mut capitals) = (String::from("before "), Vec::new());
            fold_onto(text, &mut small, |at| capitals.push(at));
            assert_eq!(small, format!("before {}", fold(text)));
            let kept = fold_but_case(text);
            let folded = fold(text);
            let wanted = kept.chars().zip(folded.char_indices());
            let wanted: Vec<usize> =
                wanted.filter(|(kept, (_, small))| kept != small).map(|(_, (at, _))| at + 7).collect();
            assert_eq!(capitals, wanted, "{text}");
        }
    }

    #[test]
    fn words_entail_what_stands_in_them() {
        let entail = |words: &str, others: &str| Wanted::new(words).entail(&Wanted::new(others));
        assert!(entail("minister", "minis") && entail("Minister", "inis") && entail("Minister", "Minis"));
        assert!(!entail("minister", "Minister") && !entail("Minister", "mInister") && !entail("mini", "minister"));
        assert!(entail("café", "cafe") && entail("a", ""));
    }

    #[test]
    fn the_place_of_a_match_is_one_in_the_text_itself() {
        let at = |words: &str, text: &str| -> Vec<String> {
            Wanted::new(words).stretches(text).into_iter().map(|at| text[at].to_owned()).collect()
        };
        assert_eq!(at("cafe", "a CAFÉ, a cafe\u{301}."), ["CAFÉ", "cafe\u{301}"]);
        assert_eq!(at("s", "Maß s é s"), ["ß", "ß", "s", "s"]);
        assert_eq!(at("a b", "a \n b"), ["a \n b"]);
        assert_eq!(at("aa", "aaaaa"), ["aa", "aa"]);
        assert_eq!(at("", "abc"), Vec::<String>::new());
        assert_eq!(at("\u{301}", "e\u{301}"), Vec::<String>::new());
    }
}
