//! Words near a quote that does not stand in the copy, and how they differ, word by word.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::anchor::Proof;
use super::text::CopyText;
use crate::model::verdict::Verdict;

/// How many of the words of both must be the same, in order, for one to have drifted from the other.
const LIKENESS: f64 = 0.6;

/// How many words of a quote are compared; a longer one is by its begin.
const LONGEST: usize = 2_000;

/// How many of a quote's rarest words are looked up.
const LOOKED_UP: usize = 12;

/// How many places of one word are looked at.
const LOOKED_AT: usize = 2_000;

/// How many stretches of the copy are compared with a quote.
const COMPARED: usize = 4;

/// A stretch of a quote and the passage that it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Both have it.
    Same(String),
    /// Only the quote has it.
    Quote(String),
    /// Only the copy has it.
    Copy(String),
}

/// The words of a text, and where each stands.
#[derive(Debug, Default)]
pub struct Index {
    words: Vec<Range<u32>>,
    places: HashMap<String, Vec<u32>>,
}

impl Index {
    /// Of a folded text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let words = words(text);
        let mut places: HashMap<String, Vec<u32>> = HashMap::new();
        for (nth, word) in (0..).zip(&words) {
            places.entry(key(&text[bytes(word)])).or_default().push(nth);
        }
        Self { words, places }
    }
}

/// Words and the signs between them, without blanks.
fn words(text: &str) -> Vec<Range<u32>> {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let words = text.split_word_bound_indices().filter(|(_, word)| *word != " ");
    words.map(|(at, word)| narrow(at)..narrow(at + word.len())).collect()
}

fn bytes(word: &Range<u32>) -> Range<usize> {
    word.start as usize..word.end as usize
}

fn key(word: &str) -> String {
    word.to_lowercase()
}

fn is_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The nearest words in the copy, as a drifted quote; an orphan where none are near.
pub(super) fn anchor(copy: &CopyText, quote: &str) -> Proof {
    let index = copy.index();
    let mut mine = words(quote);
    mine.truncate(LONGEST);
    let cut = inside_of_words(copy, quote);
    let compare = |stretch: Range<usize>| Comparison::new(copy.folded(), index, quote, &mine, stretch);
    let near = stretches(index, quote, &mine).into_iter().filter_map(|stretch| {
        let compared = compare(trimmed(copy.folded(), index, quote, &mine, stretch)?)?;
        (compared.likeness >= LIKENESS).then_some(compared)
    });
    let nearest = || near.max_by(|a, b| a.likeness.total_cmp(&b.likeness));
    let Some(best) = cut.and_then(compare).or_else(nearest) else { return Proof::new(Verdict::Orphan) };
    Proof { at: copy.raw_of(best.at), places: 1, diff: best.diff, ..Proof::new(Verdict::Drifted) }
}

/// The words of the copy in which the quote stands but begins or ends inside of a word.
fn inside_of_words(copy: &CopyText, quote: &str) -> Option<Range<usize>> {
    let place = copy.anywhere(quote).next()?;
    let words = &copy.index().words;
    let mut first = words.partition_point(|word| word.end as usize <= place.start);
    let mut last = words.partition_point(|word| (word.start as usize) < place.end);
    while first > 0 && words.get(first).is_some_and(|word| !copy.is_bound(word.start as usize)) {
        first -= 1;
    }
    while last > 0 && last < words.len() && !copy.is_bound(words[last - 1].end as usize) {
        last += 1;
    }
    (first < last).then_some(first..last)
}

/// The stretches of the copy that have most of the quote's rarer words in its order, as numbers of words.
fn stretches(index: &Index, quote: &str, mine: &[Range<u32>]) -> Vec<Range<usize>> {
    let mut known: Vec<(usize, &Vec<u32>)> = mine
        .iter()
        .enumerate()
        .filter(|(_, word)| is_word(&quote[bytes(word)]))
        .filter_map(|(nth, word)| Some((nth, index.places.get(&key(&quote[bytes(word)]))?)))
        .collect();
    known.sort_by_key(|(_, places)| places.len());
    known.truncate(LOOKED_UP);
    let width = (mine.len() / 2).max(4);
    let mut votes: HashMap<usize, usize> = HashMap::new();
    for (nth, places) in known {
        for place in places.iter().take(LOOKED_AT) {
            // Where the quote would begin, moved so that it is never below nothing.
            let bucket = (*place as usize + mine.len() - nth) / width;
            *votes.entry(bucket).or_default() += 1;
            *votes.entry(bucket + 1).or_default() += 1;
        }
    }
    let mut votes: Vec<(usize, usize)> = votes.into_iter().collect();
    votes.sort_by_key(|(bucket, count)| (std::cmp::Reverse(*count), *bucket));
    let stretch = |bucket: usize| {
        let begin = (bucket * width).saturating_sub(mine.len() + width);
        begin.saturating_sub(width)..(begin + 2 * width + mine.len() + width).min(index.words.len())
    };
    votes.into_iter().take(COMPARED).map(|(bucket, _)| stretch(bucket)).collect()
}

/// What a quote has of a stretch, from its first word to its last; nothing where it has none of it.
fn trimmed(text: &str, index: &Index, quote: &str, mine: &[Range<u32>], stretch: Range<usize>) -> Option<Range<usize>> {
    let quoted: Vec<String> = mine.iter().map(|word| key(&quote[bytes(word)])).collect();
    let theirs: Vec<String> = index.words[stretch.clone()].iter().map(|word| key(&text[bytes(word)])).collect();
    let ops = capture_diff_slices(Algorithm::Myers, &quoted, &theirs);
    let mut same = ops.iter().filter(|op| op.tag() == DiffTag::Equal);
    let first = same.next()?;
    let last = same.next_back().unwrap_or(first);
    let begin = (stretch.start + first.new_range().start).saturating_sub(first.old_range().start);
    let behind = quoted.len() - last.old_range().end;
    Some(begin.max(stretch.start)..(stretch.start + last.new_range().end + behind).min(stretch.end))
}

/// A quote compared with a stretch of the copy.
struct Comparison {
    likeness: f64,
    at: Range<usize>,
    diff: Vec<Piece>,
}

impl Comparison {
    fn new(text: &str, index: &Index, quote: &str, mine: &[Range<u32>], stretch: Range<usize>) -> Option<Self> {
        let words = &index.words[stretch];
        let at = words.first()?.start as usize..words.last()?.end as usize;
        let (diff, likeness) = compare((quote, mine), (text, words));
        Some(Self { likeness, at, diff })
    }
}

/// The difference of two texts cut into words, and how alike they are, from 0 to 1.
fn compare(quote: (&str, &[Range<u32>]), copy: (&str, &[Range<u32>])) -> (Vec<Piece>, f64) {
    let cut = |(text, words): (&'_ str, &[Range<u32>])| -> Vec<String> {
        words.iter().map(|word| text[bytes(word)].to_owned()).collect()
    };
    let (mine, theirs) = (cut(quote), cut(copy));
    let count = |words: &[String]| words.iter().filter(|word| is_word(word)).count();
    let mut same = 0;
    let mut pieces = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &mine, &theirs) {
        let (old, new) = (op.old_range(), op.new_range());
        if op.tag() == DiffTag::Equal {
            same += count(&mine[old.clone()]);
            pieces.push(Piece::Same(stretch_of(quote, old)));
            continue;
        }
        if !old.is_empty() {
            pieces.push(Piece::Quote(stretch_of(quote, old)));
        }
        if !new.is_empty() {
            pieces.push(Piece::Copy(stretch_of(copy, new)));
        }
    }
    let all = count(&mine) + count(&theirs);
    #[expect(clippy::cast_precision_loss, reason = "words of a quote are few")]
    let likeness = 2.0 * same as f64 / all.max(1) as f64;
    (pieces, likeness)
}

/// Words as they stand in their text, with the blank behind them.
fn stretch_of((text, words): (&str, &[Range<u32>]), part: Range<usize>) -> String {
    let (Some(first), Some(last)) = (words.get(part.start), words.get(part.end - 1)) else { return String::new() };
    let end = words.get(part.end).map_or(last.end, |next| next.start);
    text[first.start as usize..end as usize].to_owned()
}
