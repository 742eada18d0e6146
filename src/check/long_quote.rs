//! A quote longer than a fair excerpt copies its source instead of pointing at it.

use unicode_segmentation::UnicodeSegmentation;

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::{QuoteIx, Timeline};

pub const RULE: Rule = Rule {
    name: "long-quote",
    doc: "a quote of more than 60 words: longer than a fair excerpt, and than what proves one point",
    holds_in_part: true,
    check: Check::Quote(check),
};

/// The most words of a fair excerpt: about three sentences. What the law allows differs by country and
/// counts no words, but what carries one event or statement seldom needs more than one or two.
const FAIR: usize = 60;

fn check(timeline: &Timeline, quote: QuoteIx) -> Option<Finding> {
    let quote = timeline.quote(quote);
    // A word and what parts it from the next take two bytes at least.
    if quote.words().len() < 2 * FAIR {
        return None;
    }
    let words = quote.words().unicode_words().count();
    let message = format!("a quote of {words} words; a fair excerpt has at most {FAIR}");
    (words > FAIR).then(|| {
        Finding::warning(RULE.name, quote.place(), message)
            .hint("keep the words that carry it, […] for what is left out, or make two passages of it")
    })
}
