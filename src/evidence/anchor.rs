//! Finding a quote again in the text of a copy: the very words at one place, or nothing is claimed.

use std::ops::Range;

use super::elision::{self, Gap};
use super::fold::{Difference, Folded, differences};
use super::near::{self, Piece};
use super::text::CopyText;
use crate::model::verdict::Verdict;

/// A quote with the context that tells one of its places from another (W3C text quote selector).
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought<'q> {
    /// The very words.
    pub quote: &'q str,
    /// The words right before it.
    pub prefix: Option<&'q str>,
    /// The words right after it.
    pub suffix: Option<&'q str>,
}

/// What was found of a quote in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The verdict.
    pub verdict: Verdict,
    /// The passage, bytes of the copy's text; where the quote stands more than once, the first.
    pub at: Option<Range<usize>>,
    /// How many places would do.
    pub places: usize,
    /// What folding made the same.
    pub folded: Vec<Difference>,
    /// What the copy has where the quote leaves out or puts in.
    pub gaps: Vec<Gap>,
    /// How the quote differs from the passage, word by word.
    pub diff: Vec<Piece>,
    /// Do the very words stand there, and only the context differ?
    pub out_of_context: bool,
}

impl Proof {
    /// A verdict alone.
    #[must_use]
    pub fn new(verdict: Verdict) -> Self {
        Self {
            verdict,
            at: None,
            places: 0,
            folded: Vec::new(),
            gaps: Vec::new(),
            diff: Vec::new(),
            out_of_context: false,
        }
    }
}

/// Looks for a quote in a copy.
///
/// First the words as they are, then folded, then their parts around elisions. One place must be left;
/// the context chooses among several, and refuses a single one that it does not fit.
#[must_use]
pub fn anchor(copy: &CopyText, sought: Sought) -> Proof {
    let quote = sought.quote.trim();
    let folded = Folded::new(quote).text;
    let words = folded.trim();
    let context = Context::of(sought);
    if !words.chars().any(char::is_alphanumeric) {
        return Proof::new(Verdict::Orphan);
    }
    let mut places = standing(copy, quote, words);
    let first = places.first().map(|(raw, _)| raw.clone());
    let count = places.len();
    places.retain(|(_, place)| context.fits(copy, place));
    match (&places[..], first) {
        ([(raw, _)], _) => whole(copy, quote, raw.clone()),
        ([], Some(first)) if count == 1 => {
            Proof { at: Some(first), places: 1, out_of_context: true, ..Proof::new(Verdict::Drifted) }
        }
        (_, Some(first)) => Proof { at: Some(first), places: count, ..Proof::new(Verdict::Ambiguous) },
        (_, None) => elision::anchor(copy, quote, &context).unwrap_or_else(|| near::anchor(copy, words)),
    }
}

/// Every place where the words of a quote stand in its context, bytes of the copy's text: literally where they
/// do, else folded.
#[must_use]
pub fn places(copy: &CopyText, sought: Sought) -> Vec<Range<usize>> {
    let folded = Folded::new(sought.quote.trim()).text;
    let (all, context) = (standing(copy, sought.quote.trim(), folded.trim()), Context::of(sought));
    all.into_iter().filter(|(_, place)| context.fits(copy, place)).map(|(raw, _)| raw).collect()
}

/// The places of a quote whatever is around them, raw and folded.
fn standing(copy: &CopyText, quote: &str, words: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut places: Vec<(Range<usize>, Range<usize>)> =
        copy.places(words).filter_map(|place| Some((copy.raw_of(place.clone())?, place))).collect();
    if places.iter().any(|(raw, _)| copy.raw[raw.clone()] == *quote) {
        places.retain(|(raw, _)| copy.raw[raw.clone()] == *quote);
    }
    places
}

/// The words stand there once: exactly, or but for typography.
fn whole(copy: &CopyText, quote: &str, at: Range<usize>) -> Proof {
    let folded = differences(quote, &copy.raw[at.clone()]);
    let verdict = if folded.is_empty() { Verdict::Exact } else { Verdict::Normalised };
    Proof { at: Some(at), places: 1, folded, ..Proof::new(verdict) }
}

/// Prefix and suffix, folded; empty where there is none.
pub(super) struct Context {
    prefix: String,
    suffix: String,
}

impl Context {
    fn of(sought: Sought) -> Self {
        let fold = |words: Option<&str>| words.map(|words| Folded::new(words).text).unwrap_or_default();
        Self { prefix: fold(sought.prefix), suffix: fold(sought.suffix) }
    }

    pub(super) fn fits(&self, copy: &CopyText, place: &Range<usize>) -> bool {
        copy.fits(place, &self.prefix, &self.suffix)
    }
}
