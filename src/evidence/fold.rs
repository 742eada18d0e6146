//! Typography folded away: a closed table of signs that differ between printings of the same words.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A row of the table: what differs between printings without making other words.
///
/// Nothing else is folded: no letter, no digit, no case, no sign that bears meaning. Unicode's NFKC would
/// be too much, since it turns 10² into 102.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fold {
    /// Blanks, tabs and line breaks of every kind.
    WhiteSpace,
    /// Quote marks and apostrophes.
    QuoteMark,
    /// Dashes and hyphens.
    Dash,
    /// Signs without width.
    Invisible,
    /// Three dots.
    Ellipsis,
    /// Letters cast as one sign.
    Ligature,
    /// Letters with their marks.
    Composition,
}

impl Fold {
    /// Every row, in the order of the docs.
    pub const ALL: [Self; 7] = [
        Self::WhiteSpace,
        Self::QuoteMark,
        Self::Dash,
        Self::Invisible,
        Self::Ellipsis,
        Self::Ligature,
        Self::Composition,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WhiteSpace => "white space",
            Self::QuoteMark => "quote marks",
            Self::Dash => "dashes",
            Self::Invisible => "invisible signs",
            Self::Ellipsis => "ellipsis",
            Self::Ligature => "ligatures",
            Self::Composition => "composed letters",
        }
    }

    /// What is taken for the same.
    #[must_use]
    pub const fn doc(self) -> &'static str {
        match self {
            Self::WhiteSpace => "any run of blanks, tabs and line breaks of every kind is one blank",
            Self::QuoteMark => "‘ ’ ‚ ‛ ‹ › ` ´ are ', and “ ” „ ‟ « » are \"; primes stay, since they measure",
            Self::Dash => "‐ ‑ ‒ – — ― − and a run of them or of - are one -",
            Self::Invisible => {
                "soft hyphens (with the end of the line behind them), zero-width blanks and joiners, byte order and direction marks are nothing"
            }
            Self::Ellipsis => "… is three dots",
            Self::Ligature => "ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ Ĳ ĳ are the letters they are cast of",
            Self::Composition => "a letter and its marks are one letter, in one code or several (Unicode NFC)",
        }
    }
}

/// A text with its typography folded, and the way back.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    segments: Vec<Segment>,
    raw_length: usize,
}

/// A stretch that is the same in both texts, byte for byte, or one sign that was folded.
#[derive(Debug, Clone, Copy)]
struct Segment {
    folded: u32,
    raw: u32,
    fold: Option<Fold>,
}

/// A stretch of two texts that fold to the same, and differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The row of the table that makes them the same.
    pub fold: Fold,
    /// As the quote has it.
    pub quote: String,
    /// As the copy has it.
    pub copy: String,
}

impl Folded {
    /// Folds a text of less than 4 GiB.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let mut made = Self { text: String::with_capacity(raw.len()), segments: Vec::new(), raw_length: raw.len() };
        let mut at = 0;
        while at < raw.len() {
            let folded = made.text.len();
            let (length, fold) = made.take(&raw[at..]);
            let continues = fold.is_none() && made.segments.last().is_some_and(|last| last.fold.is_none());
            if !continues {
                made.segments.push(Segment { folded: narrow(folded), raw: narrow(at), fold });
            }
            at += length;
        }
        made
    }

    /// Puts the first sign of `rest` folded behind the text; gives its length and the row it was folded by.
    fn take(&mut self, rest: &str) -> (usize, Option<Fold>) {
        let plain = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b",;:!?()".contains(byte)).count();
        // The last of them may bear a mark.
        if plain > 1 {
            self.text.push_str(&rest[..plain - 1]);
            return (plain - 1, None);
        }
        let run = |belongs: fn(char) -> bool| rest.find(|letter| !belongs(letter)).unwrap_or(rest.len());
        let Some(first) = rest.chars().next() else { return (0, None) };
        let (folded, length, fold) = match first {
            _ if is_white(first) => (" ", run(|letter| is_white(letter) || is_invisible(letter)), Fold::WhiteSpace),
            _ if is_invisible(first) => ("", broken_off(rest).unwrap_or_else(|| run(is_invisible)), Fold::Invisible),
            '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' => {
                ("'", first.len_utf8(), Fold::QuoteMark)
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' => ("\"", first.len_utf8(), Fold::QuoteMark),
            _ if is_dash(first) => ("-", run(is_dash), Fold::Dash),
            '…' => ("...", first.len_utf8(), Fold::Ellipsis),
            _ => match ligature(first) {
                Some(letters) => (letters, first.len_utf8(), Fold::Ligature),
                None => return self.take_letter(rest),
            },
        };
        self.text.push_str(folded);
        (length, (rest[..length] != *folded).then_some(fold))
    }

    /// A letter with its marks, or the parts of a Hangul syllable, composed.
    fn take_letter(&mut self, rest: &str) -> (usize, Option<Fold>) {
        let mut letters = rest.char_indices();
        let first = letters.next().map_or('\0', |(_, letter)| letter);
        let joins =
            |letter: char| is_combining_mark(letter) || (is_jamo(first) && matches!(letter, '\u{1160}'..='\u{11ff}'));
        let length = letters.find(|(_, letter)| !joins(*letter)).map_or(rest.len(), |(at, _)| at);
        let raw = &rest[..length];
        let before = self.text.len();
        if raw.is_ascii() {
            self.text.push_str(raw);
        } else {
            self.text.extend(raw.nfc());
        }
        (length, (self.text[before..] != *raw).then_some(Fold::Composition))
    }

    /// The bytes of the raw text that fold to these bytes, or nothing where one sign would be torn.
    ///
    /// What folds to nothing at either end is left out.
    #[must_use]
    pub fn raw_of(&self, folded: Range<usize>) -> Option<Range<usize>> {
        if folded.is_empty() {
            return None;
        }
        let start = self.raw_start(folded.start)?;
        let last = self.segment_of(folded.end - 1);
        let end = if self.segments[last].fold.is_none() {
            self.segments[last].raw as usize + folded.end - self.segments[last].folded as usize
        } else {
            let (_, ends) = self.ends(last);
            (self.ends(last).0 == folded.end).then_some(ends)?
        };
        Some(start..end)
    }

    /// The byte of the raw text at which the sign begins that folds to this byte, if one does.
    fn raw_start(&self, folded: usize) -> Option<usize> {
        let segment = self.segments.get(self.segment_of(folded))?;
        let inside = folded - segment.folded as usize;
        (segment.fold.is_none() || inside == 0).then_some(segment.raw as usize + inside)
    }

    /// The segment that a byte of the folded text belongs to; one that folds to nothing has none.
    fn segment_of(&self, folded: usize) -> usize {
        self.segments.partition_point(|segment| segment.folded as usize <= folded).saturating_sub(1)
    }

    /// Where a segment ends, folded and raw.
    fn ends(&self, segment: usize) -> (usize, usize) {
        let next = self.segments.get(segment + 1);
        next.map_or((self.text.len(), self.raw_length), |next| (next.folded as usize, next.raw as usize))
    }

    /// Every offset of the folded text from which on the raw text goes on as well, up to the end.
    fn joints(&self) -> impl Iterator<Item = (usize, usize)> {
        let bounds = self.segments.iter().map(|segment| (segment.folded as usize, segment.raw as usize));
        bounds.chain([(self.text.len(), self.raw_length)])
    }
}

/// How a quote and the passage of the copy differ that fold to the same.
#[must_use]
pub fn differences(quote: &str, copy: &str) -> Vec<Difference> {
    let (folded, other) = (Folded::new(quote), Folded::new(copy));
    let mut found = Vec::new();
    let mut bounds: Vec<usize> = folded.joints().chain(other.joints()).map(|(folded, _)| folded).collect();
    bounds.sort_unstable();
    bounds.dedup();
    let (mut from, mut raw_from) = (0, (0, 0));
    for to in bounds.into_iter().skip(1) {
        let (Some(raw), Some(other_raw)) = (folded.raw_end(to), other.raw_end(to)) else { continue };
        let (mine, theirs) = (&quote[raw_from.0..raw], &copy[raw_from.1..other_raw]);
        if mine != theirs {
            let fold = folded.fold_within(from..to).or_else(|| other.fold_within(from..to));
            let fold = fold.unwrap_or(Fold::Invisible);
            // What is not seen stands between letters that are the same.
            let (mine, theirs) = if fold == Fold::Invisible { apart(mine, theirs) } else { (mine, theirs) };
            found.push(Difference { fold, quote: mine.to_owned(), copy: theirs.to_owned() });
        }
        (from, raw_from) = (to, (raw, other_raw));
    }
    found
}

/// Two texts without what both begin and end with.
fn apart<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    let begin: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    let (one, other) = (&one[begin..], &other[begin..]);
    let same = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other);
    let end: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    (&one[..one.len() - end], &other[..other.len() - end])
}

impl Folded {
    /// Where the raw text stands once it was read up to a byte of the folded text, with what folds to nothing there.
    fn raw_end(&self, folded: usize) -> Option<usize> {
        if folded == self.text.len() { Some(self.raw_length) } else { self.raw_start(folded) }
    }

    /// The first row that was used between two bytes of the folded text.
    fn fold_within(&self, range: Range<usize>) -> Option<Fold> {
        let first = self.segments.partition_point(|segment| (segment.folded as usize) < range.start);
        let mut within = self.segments[first..].iter().take_while(|segment| (segment.folded as usize) < range.end);
        within.find_map(|segment| segment.fold)
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// White space and line breaks of Unicode, and the separators that are controls.
fn is_white(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{1c}'..='\u{1f}')
}

/// Signs that take no room and stand for nothing; not the overrides of direction, which hide words.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{61c}')
}

/// The length of a soft hyphen with the end of the line behind it, at which a word was broken off.
fn broken_off(rest: &str) -> Option<usize> {
    let behind = rest.trim_start_matches(is_invisible);
    let next = behind.trim_start_matches(is_white);
    let white = behind[..behind.len() - next.len()].replace("\r\n", "\n");
    let breaks = white.matches(['\n', '\r', '\u{85}', '\u{2028}']).count();
    let is_soft = rest[..rest.len() - behind.len()].contains('\u{ad}');
    (is_soft && breaks == 1).then_some(rest.len() - next.len())
}

/// Without the white space and the invisible signs around it.
#[must_use]
pub fn bare(text: &str) -> &str {
    text.trim_matches(|letter| is_white(letter) || is_invisible(letter))
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

fn is_jamo(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}')
}

fn ligature(sign: char) -> Option<&'static str> {
    Some(match sign {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' => "ſt",
        'ﬆ' => "st",
        'Ĳ' => "IJ",
        'ĳ' => "ij",
        _ => return None,
    })
}
