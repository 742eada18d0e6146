//! What may stand where one is typing in a query: names of fields, and the values that each has.

use std::cmp::Reverse;
use std::ops::Range;

use rayon::prelude::*;

use super::token::{Token, Tokens, field_name};
use super::{FIELDS, Field, Values, write};
use crate::model::fold::fold;
use crate::model::timeline::{Facet, Fit, Terms, Timeline};

/// Something that may be put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is put in, between quotes where it needs them.
    pub text: String,
    /// What it is, in a few words; raw text of the file may stand in it.
    pub note: String,
}

/// What may stand in place of a part of what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The part, in bytes.
    pub at: Range<usize>,
    /// What may stand there, the likeliest first; at most [`MOST`].
    pub choices: Vec<Choice>,
    /// How many more there are.
    pub more: usize,
}

/// More choices than these are not told one by one.
pub const MOST: usize = 50;

/// How well a name fits what is typed: it begins with it, a word in it does, or it stands in it somewhere.
fn fit(name: &str, typed: &str) -> Option<u8> {
    let at = name.find(typed)?;
    let word_begins = || name.match_indices(typed).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric));
    Some(if at == 0 {
        0
    } else if word_begins() {
        1
    } else {
        2
    })
}

/// The part of a query that ends where one types, and what it is a part of.
enum Part {
    Name(Range<usize>),
    Value(&'static Field, Range<usize>),
}

/// What may stand where the cursor is, a byte of `text`; nothing where nothing is known that fits, or all of it
/// stands there already.
#[must_use]
pub fn complete(timeline: &Timeline, text: &str, cursor: usize) -> Option<Completion> {
    let before = text.get(..cursor)?;
    let (at, choices, more) = match part_at_end(before)? {
        Part::Name(at) => {
            let choices = names(&before[at.clone()]);
            (at, choices, 0)
        }
        Part::Value(field, at) => {
            let typed = fold(before[at.clone()].trim_start_matches('"'));
            let (choices, more) = match field.values {
                Values::Named(facet) => named(timeline, facet, &typed),
                Values::Words(words) => (of_words(words, &typed), 0),
                Values::Free => return None,
            };
            (at, choices, more)
        }
    };
    let typed = &before[at.clone()];
    let is_there = matches!(&choices[..], [only] if only.text == typed);
    (!choices.is_empty() && !is_there).then_some(Completion { at, choices, more })
}

/// The part of a query that reaches its end.
fn part_at_end(before: &str) -> Option<Part> {
    let mut tokens = Tokens::new(before);
    if before.trim().is_empty() {
        return Some(Part::Name(before.len()..before.len()));
    }
    loop {
        let begin = tokens.skip_blank();
        let read = tokens.next();
        if let Ok(Some((_, at))) = &read
            && at.end < before.len()
        {
            continue;
        }
        let rest = &before[begin..];
        return match (field_name(rest), read) {
            (Some((name, _)), Err(_) | Ok(Some((Token::Field { .. }, _)))) => {
                let field = Field::named(name)?;
                Some(Part::Value(field, tokens.value_begin()..before.len()))
            }
            (None, Ok(Some((Token::Words(_), at)))) if !rest.starts_with('"') => Some(Part::Name(at)),
            _ => None,
        };
    }
}

fn names(typed: &str) -> Vec<Choice> {
    let typed = typed.to_ascii_lowercase();
    let fields = FIELDS.iter().filter(|field| field.name.starts_with(&typed));
    fields.map(|field| Choice { text: format!("{}:", field.name), note: field.doc.to_owned() }).collect()
}

fn of_words(words: &[&str], typed: &str) -> Vec<Choice> {
    let mut fitting: Vec<(u8, &str)> = words.iter().filter_map(|word| Some((fit(word, typed)?, *word))).collect();
    fitting.sort_by_key(|(fit, _)| *fit);
    fitting.into_iter().map(|(_, word)| Choice { text: word.to_owned(), note: String::new() }).collect()
}

/// How many things are looked through in one go.
const STRETCH: usize = 1 << 15;

/// The likeliest of the things that fit, and how many fit in all.
#[derive(Default)]
struct Likeliest<'t> {
    /// At most [`MOST`], the likeliest first.
    best: Vec<(Likeness, Fit<'t>)>,
    count: usize,
}

/// What comes first: the best fit, of these what leads to most events, of these what stands first in the files.
type Likeness = (u8, Reverse<usize>, usize);

impl<'t> Likeliest<'t> {
    /// Of the things of a range with a name that fits.
    fn of(terms: Terms<'t>, things: Range<usize>, typed: &str, is_of_use: impl Fn(usize) -> bool) -> Self {
        let mut likeliest = Self::default();
        terms.each_fitting(typed, things, |fit| {
            let events = terms.events(fit.thing).len();
            if is_of_use(events) {
                likeliest.count += 1;
                likeliest.take((fit.rank, Reverse(events), fit.thing), fit);
            }
        });
        likeliest
    }

    fn take(&mut self, likeness: Likeness, fit: Fit<'t>) {
        if self.best.len() == MOST && self.best.last().is_some_and(|(last, _)| *last < likeness) {
            return;
        }
        let at = self.best.partition_point(|(known, _)| *known < likeness);
        self.best.insert(at, (likeness, fit));
        self.best.truncate(MOST);
    }

    fn and(mut self, other: Self) -> Self {
        self.count += other.count;
        other.best.into_iter().for_each(|(likeness, fit)| self.take(likeness, fit));
        self
    }
}

/// The things of a facet with a name that fits, the likeliest first, and how many more there are.
fn named(timeline: &Timeline, facet: Facet, typed: &str) -> (Vec<Choice>, usize) {
    let terms = timeline.terms(facet);
    let is_of_use = |events: usize| facet != Facet::Speaker || events > 0;
    let count = terms.things();
    let stretch = |begin: usize| begin..(begin + STRETCH).min(count);
    let of = |begin: usize| Likeliest::of(terms, stretch(begin), typed, is_of_use);
    let all = if count <= STRETCH {
        of(0)
    } else {
        (0..count.div_ceil(STRETCH))
            .into_par_iter()
            .map(|nth| of(nth * STRETCH))
            .reduce(Likeliest::default, Likeliest::and)
    };
    let more = all.count - all.best.len();
    (all.best.into_iter().map(|(_, fit)| choice(terms, fit)).collect(), more)
}

/// The id where there is one, with the name that fits; else the name.
fn choice(terms: Terms, fit: Fit) -> Choice {
    let events = crate::model::plural::plural(terms.events(fit.thing).len(), "event");
    let mut spellings = terms.of(fit.thing);
    match spellings.next() {
        Some(id) if id.is_id() => {
            let name = if fit.term.is_id() { spellings.next() } else { Some(fit.term) };
            let name = name.map(|name| format!("{}, ", name.text())).unwrap_or_default();
            Choice { text: write::value(id.text()), note: format!("{name}{events}") }
        }
        _ => Choice { text: write::value(fit.term.text()), note: events },
    }
}
