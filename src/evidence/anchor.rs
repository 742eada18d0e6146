//! Finding a quote again in the text of a copy: the very words at one place, or nothing is claimed.

use std::ops::Range;

use super::elision::{self, Gap};
use super::fold::{Difference, Fold, Folded, bare, differences};
use super::near::{self, Piece};
use super::text::CopyText;
use crate::model::verdict::Verdict;

/// How many places of a quote are looked at; what stands oftener is ambiguous whatever its context.
pub(super) const MOST_PLACES: usize = 10_000;

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
    /// Do the very words stand there, and the context nowhere around them?
    pub out_of_context: bool,
}

impl Proof {
    /// A verdict alone.
    #[must_use]
    pub const fn new(verdict: Verdict) -> Self {
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
    let quote = bare(sought.quote);
    let folded = Folded::new(quote).text;
    let words = folded.as_str();
    let context = Context::of(sought);
    if !words.chars().any(char::is_alphanumeric) {
        return Proof::new(Verdict::Orphan);
    }
    let standing = Standing::of(copy, words, &context);
    let Some(first) = standing.all.first().cloned() else {
        return elision::anchor(copy, quote, &context).unwrap_or_else(|| near::anchor(copy, words));
    };
    if let Some(only) = standing.only(copy, quote) {
        return whole(copy, sought.quote.trim(), only);
    }
    let out_of_context = standing.fitting.is_empty();
    let count = standing.all.len();
    let verdict = if count == 1 { Verdict::Drifted } else { Verdict::Ambiguous };
    Proof { at: Some(first), places: count, out_of_context, ..Proof::new(verdict) }
}

/// Every place where the words of a quote stand in its context, bytes of the copy's text: the one where they stand
/// literally, if there is one such, else all. Nothing where there are too many to tell.
#[must_use]
pub fn places(copy: &CopyText, sought: Sought) -> Vec<Range<usize>> {
    let quote = bare(sought.quote);
    let standing = Standing::of(copy, &Folded::new(quote).text, &Context::of(sought));
    standing.only(copy, quote).map_or(standing.fitting, |only| vec![only])
}

/// Where the words of a quote stand, bytes of the copy's text.
struct Standing {
    all: Vec<Range<usize>>,
    /// Those of them that the context fits.
    fitting: Vec<Range<usize>>,
}

impl Standing {
    fn of(copy: &CopyText, words: &str, context: &Context) -> Self {
        let places = copy.places(words).filter_map(|place| Some((copy.raw_of(place.clone())?, place)));
        let places: Vec<(Range<usize>, Range<usize>)> = places.take(MOST_PLACES).collect();
        let fitting = places.iter().filter(|(_, place)| context.fits(copy, place)).map(|(raw, _)| raw.clone());
        Self { fitting: fitting.collect(), all: places.into_iter().map(|(raw, _)| raw).collect() }
    }

    /// The one place that is meant: the only one that fits, or the only one of those with the very bytes.
    fn only(&self, copy: &CopyText, quote: &str) -> Option<Range<usize>> {
        let mut literal = self.fitting.iter().filter(|raw| copy.raw[(**raw).clone()] == *quote);
        match (&self.fitting[..], literal.next(), literal.next()) {
            _ if self.all.len() == MOST_PLACES => None,
            ([only], ..) | (_, Some(only), None) => Some(only.clone()),
            _ => None,
        }
    }
}

/// The words stand there once: exactly, or but for typography.
fn whole(copy: &CopyText, quote: &str, at: Range<usize>) -> Proof {
    let (raw, words) = (&copy.raw[at.clone()], bare(quote));
    if raw == quote {
        return Proof { at: Some(at), places: 1, ..Proof::new(Verdict::Exact) };
    }
    let mut folded = differences(words, raw);
    if let Some((before, behind)) = quote.split_once(words).filter(|_| words.len() < quote.len()) {
        folded.push(Difference { fold: Fold::Invisible, quote: format!("{before}{behind}"), copy: String::new() });
    }
    Proof { at: Some(at), places: 1, folded, ..Proof::new(Verdict::Normalised) }
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
