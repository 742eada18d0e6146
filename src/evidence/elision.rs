//! Quotes with words left out (`[…]`, `…`, `...`) or put in (`[the council]`), found by their parts.

use std::ops::Range;

use super::anchor::{Context, MOST_PLACES, Proof};
use super::fold::Folded;
use super::text::CopyText;
use crate::model::verdict::Verdict;

/// How many parts a quote may have.
const MOST_PARTS: usize = 32;

/// How much of a quote may stand in one pair of brackets, in bytes.
const MOST_IN_BRACKETS: usize = 400;

/// How much of the copy a quote may leave out at one place, in bytes: about two sentences.
const MOST_LEFT_OUT: usize = 300;

/// How much of the copy words in brackets may stand for, in bytes.
const MOST_REPLACED: usize = 100;

/// How much of a word brackets in it may stand for, in bytes.
const MOST_OF_A_WORD: usize = 20;

/// What the copy has at a place where the quote leaves words out or puts words in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The words that the quote puts in; nothing where it only leaves out.
    pub put_in: Option<String>,
    /// The bytes of the copy's text that they stand for; they may be none.
    pub copy: Range<usize>,
}

/// A part of a quote between two gaps.
#[derive(Debug)]
struct Part {
    words: String,
    /// Do brackets replace the begin of its first word, as in `[T]he`?
    torn_start: bool,
    /// Do brackets replace the end of its last word, as in `troop[s]`?
    torn_end: bool,
    /// The words put in before it, and whether there is a gap before it at all.
    before: Option<Mark>,
}

/// A gap as the quote marks it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    LeftOut,
    PutIn(String),
}

/// Finds a quote by its parts, or nothing where it has no gap or its parts do not stand in order, near
/// each other.
pub(super) fn anchor(copy: &CopyText, quote: &str, context: &Context) -> Option<Proof> {
    let (parts, last) = parts(quote)?;
    let mut ways = ways(copy, &parts);
    ways.retain(|way| {
        let whole = way[0].start..way[way.len() - 1].end;
        context.fits(copy, &whole)
    });
    ways.sort_by_key(|way| way[way.len() - 1].end - way[0].start);
    let best = ways.first()?;
    let (start, end) = (best[0].start, best[best.len() - 1].end);
    let apart = ways.iter().filter(|way| way[way.len() - 1].end <= start || way[0].start >= end).count();
    let at = copy.raw_of(start..end)?;
    if apart > 0 {
        return Some(Proof { at: Some(at), places: apart + 1, ..Proof::new(Verdict::Ambiguous) });
    }
    let mut gaps = gaps(copy, &parts, best)?;
    gaps.extend(last.map(|mark| Gap { put_in: mark.put_in(), copy: at.end..at.end }));
    Some(Proof { at: Some(at), places: 1, gaps, ..Proof::new(Verdict::Elided) })
}

impl Mark {
    fn put_in(self) -> Option<String> {
        match self {
            Self::LeftOut => None,
            Self::PutIn(words) => Some(words),
        }
    }
}

/// The gaps before the parts, as the copy fills them.
fn gaps(copy: &CopyText, parts: &[Part], way: &[Range<usize>]) -> Option<Vec<Gap>> {
    let mut gaps = Vec::new();
    for (nth, part) in parts.iter().enumerate() {
        let Some(mark) = part.before.clone() else { continue };
        let begin = if nth == 0 { start_of_word(copy, way[0].start, part.torn_start) } else { way[nth - 1].end };
        let filled = copy.folded()[begin..way[nth].start].trim();
        let begin = begin + copy.folded()[begin..].find(filled).unwrap_or(0);
        let stands = way[nth].start.max(begin);
        let raw = match filled {
            "" => copy.raw_of(stands..copy.folded().len()).map(|rest| rest.start..rest.start)?,
            _ => copy.raw_of(begin..begin + filled.len())?,
        };
        gaps.push(Gap { put_in: mark.put_in(), copy: raw });
    }
    Some(gaps)
}

/// Where the word begins in which a torn part starts.
fn start_of_word(copy: &CopyText, at: usize, torn: bool) -> usize {
    let head = &copy.folded()[..at];
    let letters = head.chars().rev().take(MOST_OF_A_WORD + 1).take_while(|letter| torn && letter.is_alphanumeric());
    at - letters.map(char::len_utf8).sum::<usize>()
}

/// A place of a part, and which place of the part before it is nearest.
struct Step {
    place: Range<usize>,
    before: usize,
}

/// Every way in which the parts stand in order, near each other: one for each place of the last part,
/// with the nearest places before it. None where a part stands too often to say where the quote is.
fn ways(copy: &CopyText, parts: &[Part]) -> Vec<Vec<Range<usize>>> {
    let mut steps: Vec<Vec<Step>> = Vec::new();
    for (nth, part) in parts.iter().enumerate() {
        let is_whole = |place: &Range<usize>| {
            (part.torn_start || copy.is_bound(place.start)) && (part.torn_end || copy.is_bound(place.end))
        };
        let places: Vec<_> = copy.anywhere(&part.words).filter(is_whole).take(MOST_PLACES).collect();
        if places.len() == MOST_PLACES {
            return Vec::new();
        }
        let step = |place: Range<usize>| match nth.checked_sub(1) {
            Some(last) => continued(&steps[last], part, parts[last].torn_end, place),
            None => begun(copy, part, place),
        };
        let next = places.into_iter().filter_map(step).collect();
        steps.push(next);
    }
    let ends = 0..steps.last().map_or(0, Vec::len);
    ends.map(|end| way(&steps, end)).collect()
}

/// The places that lead to the last one, from the first on.
fn way(steps: &[Vec<Step>], mut end: usize) -> Vec<Range<usize>> {
    let mut way = Vec::new();
    for steps in steps.iter().rev() {
        way.push(steps[end].place.clone());
        end = steps[end].before;
    }
    way.reverse();
    way
}

/// The first part at a place, where the rest of a torn word is short.
fn begun(copy: &CopyText, part: &Part, place: Range<usize>) -> Option<Step> {
    let torn = place.start - start_of_word(copy, place.start, part.torn_start);
    (torn <= MOST_OF_A_WORD).then_some(Step { place, before: 0 })
}

/// A part at a place, behind the place of the part before it that ends nearest.
fn continued(steps: &[Step], part: &Part, torn: bool, place: Range<usize>) -> Option<Step> {
    let most = match part.before {
        _ if torn || part.torn_start => MOST_OF_A_WORD,
        Some(Mark::PutIn(_)) => MOST_REPLACED,
        _ => MOST_LEFT_OUT,
    };
    let before = steps.partition_point(|step| step.place.end <= place.start).checked_sub(1)?;
    (place.start - steps[before].place.end <= most).then_some(Step { place, before })
}

/// The parts of a quote and the gap behind the last; nothing where there is no gap or no words.
fn parts(quote: &str) -> Option<(Vec<Part>, Option<Mark>)> {
    let mut parts = Vec::new();
    let (mut rest, mut before, mut torn_start) = (quote, None, false);
    loop {
        let Some((at, length, mark)) = next_gap(rest) else {
            push(&mut parts, rest, before.take(), (torn_start, false));
            break;
        };
        let is_bracket = matches!(mark, Mark::PutIn(_));
        let touches = |letter: Option<char>| is_bracket && letter.is_some_and(char::is_alphanumeric);
        let (head, tail) = (&rest[..at], &rest[at + length..]);
        push(&mut parts, head, before.take(), (torn_start, touches(head.chars().next_back())));
        torn_start = touches(tail.chars().next());
        before = Some(mark);
        rest = tail;
        if rest.trim().is_empty() || parts.len() > MOST_PARTS {
            break;
        }
    }
    let has_gap = before.is_some() || parts.iter().any(|part| part.before.is_some());
    let has_words = |part: &Part| part.words.chars().any(char::is_alphanumeric);
    (has_gap && (1..=MOST_PARTS).contains(&parts.len()) && parts.iter().all(has_words)).then_some((parts, before))
}

fn push(parts: &mut Vec<Part>, words: &str, before: Option<Mark>, (torn_start, torn_end): (bool, bool)) {
    let words = Folded::new(words).text.trim().to_owned();
    if !words.is_empty() {
        parts.push(Part { words, torn_start, torn_end, before });
    }
}

/// The first gap: where it begins, how long its mark is, and what it means.
fn next_gap(text: &str) -> Option<(usize, usize, Mark)> {
    for (at, sign) in text.char_indices() {
        let rest = &text[at..];
        match sign {
            '[' | '(' => {
                let close = if sign == '[' { ']' } else { ')' };
                let near = &rest[1..rest.floor_char_boundary(MOST_IN_BRACKETS)];
                let Some(inner) = near.split_once(close).map(|(inner, _)| inner) else { continue };
                if is_dots(inner) {
                    return Some((at, inner.len() + 2, Mark::LeftOut));
                }
                if sign == '[' && !inner.contains('[') && !inner.trim().is_empty() {
                    return Some((at, inner.len() + 2, Mark::PutIn(inner.trim().to_owned())));
                }
            }
            '…' => return Some((at, sign.len_utf8(), Mark::LeftOut)),
            '.' if rest.starts_with("...") => {
                let dots = rest.bytes().take_while(|byte| *byte == b'.').count();
                return Some((at, dots, Mark::LeftOut));
            }
            _ => {}
        }
    }
    None
}

/// Three dots in any of their spellings.
fn is_dots(text: &str) -> bool {
    let dots: String = text.split_whitespace().collect();
    matches!(&*dots, "…" | "..." | "....")
}
