//! What a copy lets one record of its source: the digest, and the context that tells places apart.

use std::ops::Range;

use super::anchor::{Sought, places};
use super::copy::Copy;
use super::text::CopyText;
use super::{Kept, Ledger};
use crate::model::document::Amendment;
use crate::model::place::Place;
use crate::model::timeline::{QuoteIx, SourceIx, Timeline};
use crate::model::verdict::Verdict;

/// How many characters of context are recorded at least, as W3C selectors usually have them.
const USUAL: usize = 32;

/// How many at most: what is the same for longer is not told apart by it.
const MOST: usize = 240;

/// What may be recorded, and what there is to say of it.
#[derive(Debug, Default)]
pub struct Record {
    /// The fields to set.
    pub amendments: Vec<Amendment>,
    /// What was decided where there was a choice, and what could not be, each with its quote.
    pub notes: Vec<(QuoteIx, String)>,
    /// The sources whose copy is another than the one recorded until now.
    pub changed: Vec<SourceIx>,
}

impl Record {
    /// The digests of all copies that are here, where they are not recorded so; and prefix and suffix of
    /// quotes that stand more than once, where they are missing.
    #[must_use]
    pub fn of(timeline: &Timeline, ledger: &Ledger) -> Self {
        let mut record = Self::default();
        for source in timeline.sources() {
            let Kept::Copy { copy, is_changed } = ledger.kept(source) else { continue };
            let known = timeline.source(source).record();
            if *is_changed || known.sha256.is_none() {
                record.set(known.written, "sha256", copy.sha256.clone());
            }
            record.changed.extend(is_changed.then_some(source));
        }
        for quote in timeline.quotes() {
            let kept = timeline.quote(quote).source().and_then(|source| ledger.kept(source).copy());
            let verdict = ledger.proof(quote).map(|proof| proof.verdict);
            if let Some(copy) = kept.filter(|_| matches!(verdict, Some(Verdict::Ambiguous | Verdict::ChangedCopy))) {
                record.tell_apart(timeline, quote, copy);
            }
        }
        record
    }

    fn set(&mut self, record: Place, key: &'static str, value: String) {
        self.amendments.push(Amendment { record, key, value });
    }

    /// Adds the context that only one place of a quote has: the place that `at` names by its paragraph,
    /// else the first, and says which.
    fn tell_apart(&mut self, timeline: &Timeline, quote: QuoteIx, copy: &Copy) {
        let view = timeline.quote(quote);
        let sought = Sought { quote: view.words(), prefix: view.prefix(), suffix: view.suffix() };
        let places = places(&copy.text, sought);
        if places.len() < 2 {
            return;
        }
        let named = view.at().and_then(paragraph_named);
        let in_named = |place: &&Range<usize>| Some(paragraph_of(&copy.text.raw, place.start)) == named;
        let mut fitting = places.iter().filter(in_named);
        let (place, is_named) = match (fitting.next(), fitting.next()) {
            (Some(only), None) => (only, true),
            _ => (&places[0], false),
        };
        let Some((prefix, suffix)) = context(&copy.text, sought, place) else {
            self.notes.push((quote, "no context that may be added tells its places apart".to_owned()));
            return;
        };
        let how =
            if is_named { "the one in the paragraph that `at` names" } else { "the first, since nothing says which" };
        self.notes.push((quote, format!("of its {} places the context is that of {how}", places.len())));
        for (key, value) in [("prefix", prefix), ("suffix", suffix)] {
            value.into_iter().for_each(|value| self.set(view.written(), key, value));
        }
    }
}

/// The prefix and suffix that are missing, as long as it takes for only this place to have them.
fn context(copy: &CopyText, sought: Sought, place: &Range<usize>) -> Option<(Option<String>, Option<String>)> {
    let missing = |known: Option<&str>, words: String| (known.is_none() && !words.is_empty()).then_some(words);
    let mut length = USUAL;
    while length <= MOST {
        let prefix = missing(sought.prefix, before(&copy.raw, place.start, length));
        let suffix = missing(sought.suffix, behind(&copy.raw, place.end, length));
        let told = Sought {
            prefix: sought.prefix.or(prefix.as_deref()),
            suffix: sought.suffix.or(suffix.as_deref()),
            ..sought
        };
        if places(copy, told) == [place.clone()] {
            return Some((prefix, suffix));
        }
        length *= 2;
    }
    None
}

/// About so many characters of whole words before a byte, in one line.
fn before(text: &str, at: usize, length: usize) -> String {
    let words = text[..at].split_inclusive(char::is_whitespace).rev();
    let kept: Vec<&str> = enough(words, length);
    one_line(&kept.into_iter().rev().collect::<String>())
}

/// About so many characters of whole words behind a byte, in one line.
fn behind(text: &str, at: usize, length: usize) -> String {
    one_line(&enough(text[at..].split_inclusive(char::is_whitespace), length).concat())
}

fn enough<'t>(words: impl Iterator<Item = &'t str>, length: usize) -> Vec<&'t str> {
    let mut taken = 0;
    words
        .take_while(|word| {
            let goes_on = taken < length;
            taken += word.chars().count();
            goes_on
        })
        .collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number right behind "paragraph" or "para.", and no other: page 2 of the last paragraph is not the second.
fn paragraph_named(at: &str) -> Option<usize> {
    let at = at.to_lowercase();
    let (_, behind) = at.split_once("para")?;
    let number = behind.trim_start_matches(|letter: char| letter.is_alphabetic() || letter == '.').trim_start();
    let end = number.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().ok()
}

/// The number of the paragraph that a byte stands in, from one. Paragraphs are parted by empty lines; in a text
/// that has none, every line is one.
fn paragraph_of(text: &str, at: usize) -> usize {
    let is_empty = |line: &str| line.trim().is_empty();
    let has_gaps = text.trim().lines().any(is_empty);
    let until = at + text[at..].chars().next().map_or(0, char::len_utf8);
    let mut was_line = false;
    let mut begins = |line: &&str| {
        let is_line = !is_empty(line);
        let begins = is_line && !(has_gaps && was_line);
        was_line = is_line;
        begins
    };
    text[..until].lines().filter(|line| begins(line)).count()
}
