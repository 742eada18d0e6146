//! The text of a copy, folded once and ready to be searched for many quotes.

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::fold::Wanted;

use super::bounds::is_bound;
use super::fold::Folded;
use super::near::Index;
use super::occur::Places;

/// How many bytes are counted at once, so that no count begins at the first byte of the text.
const COUNTED: usize = 4096;

/// Signs that end what is before them: a quote that begins with one right behind a word is cut from it ("8." from "8").
const ENDS: [char; 8] = ['.', ',', ';', ':', '!', '?', ')', '%'];

/// A text in which quotes are looked for.
#[derive(Debug, Default)]
pub struct CopyText {
    /// The text as its reader sees it.
    pub raw: String,
    folded: Folded,
    index: OnceLock<Index>,
    counts: OnceLock<Vec<usize>>,
}

impl CopyText {
    /// Makes a text of less than 4 GiB ready.
    #[must_use]
    pub fn new(raw: String) -> Self {
        Self { folded: Folded::new(&raw), raw, index: OnceLock::new(), counts: OnceLock::new() }
    }

    /// How many Unicode scalars stand before a byte of the raw text; nothing inside of one.
    #[must_use]
    pub fn scalars(&self, byte: usize) -> Option<usize> {
        let counts = self.counts.get_or_init(|| {
            let count = |stretch: &[u8]| stretch.iter().filter(|byte| is_first(**byte)).count();
            let sums = self.raw.as_bytes().chunks(COUNTED).scan(0, |sum, stretch| {
                *sum += count(stretch);
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let stretch = byte / COUNTED;
        let rest = self.raw.as_bytes().get(stretch * COUNTED..byte).filter(|_| self.raw.is_char_boundary(byte))?;
        Some(counts.get(stretch)? + rest.iter().filter(|byte| is_first(**byte)).count())
    }

    /// Every stretch that a reader would take for these words, as [`Wanted`] finds them: bytes of the raw text.
    #[must_use]
    pub fn search(&self, words: &str) -> Vec<Range<usize>> {
        let wanted = Wanted::new(&Folded::new(words).text);
        wanted.stretches(self.folded()).into_iter().filter_map(|hit| self.raw_of(hit)).collect()
    }

    /// The folded text; all ranges of this room but those called raw are of bytes in it.
    pub(super) fn folded(&self) -> &str {
        &self.folded.text
    }

    /// The raw bytes of a stretch, or nothing where a sign would be torn.
    pub(super) fn raw_of(&self, stretch: Range<usize>) -> Option<Range<usize>> {
        self.folded.raw_of(stretch)
    }

    /// Every place where these folded words stand, whole words or not, from the first on.
    pub(super) fn anywhere<'t>(&'t self, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        Places::new(self.folded(), words).map(|start| start..start + words.len())
    }

    /// Every place where these folded words stand as whole words.
    pub(super) fn places<'t>(&'t self, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let begins_with_an_end = words.starts_with(ENDS);
        self.anywhere(words).filter(move |place| {
            let before = self.folded()[..place.start].chars().next_back();
            let is_torn = begins_with_an_end && before.is_some_and(char::is_alphanumeric);
            !is_torn && self.is_bound(place.start) && self.is_bound(place.end)
        })
    }

    /// May a quote begin or end here?
    pub(super) fn is_bound(&self, at: usize) -> bool {
        is_bound(self.folded(), at, |byte| self.raw_of(byte..byte + 1).map_or("", |raw| &self.raw[raw]))
    }

    /// The words of the text by where they stand, made when first wanted.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.folded()))
    }

    /// Is the text before the place this prefix, and that behind it this suffix? White space aside, since it
    /// differs between ways to take the text from a page.
    pub(super) fn fits(&self, place: &Range<usize>, prefix: &str, suffix: &str) -> bool {
        let seen = |letter: &char| *letter != ' ';
        let before = self.folded()[..place.start].chars().rev().filter(seen);
        let behind = self.folded()[place.end..].chars().filter(seen);
        starts_with(before, prefix.chars().rev().filter(seen)) && starts_with(behind, suffix.chars().filter(seen))
    }
}

/// Does a scalar begin with this byte of UTF-8?
const fn is_first(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

fn starts_with(mut text: impl Iterator<Item = char>, wanted: impl Iterator<Item = char>) -> bool {
    wanted.into_iter().all(|letter| text.next() == Some(letter))
}
