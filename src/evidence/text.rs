//! The text of a copy, folded once and ready to be searched for many quotes.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;
use regex::RegexBuilder;

use super::bounds::is_bound;
use super::fold::Folded;
use super::near::Index;

/// A text in which quotes are looked for.
#[derive(Debug, Default)]
pub struct CopyText {
    /// The text as its reader sees it.
    pub raw: String,
    folded: Folded,
    index: OnceLock<Index>,
}

impl CopyText {
    /// Makes a text of less than 4 GiB ready.
    #[must_use]
    pub fn new(raw: String) -> Self {
        Self { folded: Folded::new(&raw), raw, index: OnceLock::new() }
    }

    /// Every stretch that a reader would take for these words, case and typography aside: bytes of the raw text.
    #[must_use]
    pub fn search(&self, words: &str) -> Vec<Range<usize>> {
        let wanted = Folded::new(words).text;
        let pattern = RegexBuilder::new(&regex::escape(&wanted)).case_insensitive(true).build();
        let Some(pattern) = pattern.ok().filter(|_| !wanted.is_empty()) else { return Vec::new() };
        pattern.find_iter(self.folded()).filter_map(|hit| self.raw_of(hit.range())).collect()
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
        let finder = memmem::Finder::new(words);
        let mut from = 0;
        std::iter::from_fn(move || {
            let rest = self.folded().as_bytes().get(from..).filter(|_| !words.is_empty())?;
            let start = from + finder.find(rest)?;
            from = start + 1;
            Some(start..start + words.len())
        })
    }

    /// Every place where these folded words stand as whole words.
    pub(super) fn places<'t>(&'t self, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        self.anywhere(words).filter(|place| self.is_bound(place.start) && self.is_bound(place.end))
    }

    /// May a quote begin or end here?
    pub(super) fn is_bound(&self, at: usize) -> bool {
        let is_hyphen = |dash: usize| {
            let raw = self.raw_of(dash..dash + 1);
            raw.is_some_and(|raw| matches!(&self.raw[raw], "-" | "\u{2010}" | "\u{2011}" | "\u{2212}"))
        };
        is_bound(self.folded(), at, is_hyphen)
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

fn starts_with(mut text: impl Iterator<Item = char>, wanted: impl Iterator<Item = char>) -> bool {
    wanted.into_iter().all(|letter| text.next() == Some(letter))
}
