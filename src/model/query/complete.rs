//! What may stand where one is typing in a query: names of fields, and the values that each has.

use std::cmp::Reverse;
use std::ops::Range;

use super::token::{Token, Tokens, field_name};
use super::{FIELDS, Field, Values, write};
use crate::model::fold::fold;
use crate::model::timeline::{Facet, Terms, Timeline};

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

/// The things of a facet with a name that fits: the best fit first, and of these what leads to most events.
fn named(timeline: &Timeline, facet: Facet, typed: &str) -> (Vec<Choice>, usize) {
    let terms = timeline.terms(facet);
    let mut best: Vec<Option<(u8, usize)>> = vec![None; terms.things()];
    for (nth, term) in terms.all().iter().enumerate() {
        let fit = fit(term.folded(), typed).map(|fit| (fit, nth));
        let known = &mut best[term.thing()];
        *known = [*known, fit].into_iter().flatten().min();
    }
    let is_of_use = |thing: usize| facet != Facet::Speaker || !terms.events(thing).is_empty();
    let rank = |(thing, best): (usize, Option<(u8, usize)>)| {
        let (fit, nth) = best.filter(|_| is_of_use(thing))?;
        Some((fit, Reverse(terms.events(thing).len()), nth, thing))
    };
    let mut ranked: Vec<_> = best.into_iter().enumerate().filter_map(rank).collect();
    let more = ranked.len().saturating_sub(MOST);
    if more > 0 {
        ranked.select_nth_unstable(MOST);
        ranked.truncate(MOST);
    }
    ranked.sort_unstable();
    (ranked.into_iter().map(|(_, _, nth, thing)| choice(terms, thing, nth)).collect(), more)
}

/// The id where there is one, with the name that fits; else the name.
fn choice(terms: &Terms, thing: usize, fitting: usize) -> Choice {
    let fitting = &terms.all()[fitting];
    let count = terms.events(thing).len();
    let events = crate::model::plural::plural(count, "event");
    let mut spellings = terms.of(thing);
    match spellings.next() {
        Some(id) if id.is_id() => {
            let name = if fitting.is_id() { spellings.next() } else { Some(fitting) };
            let name = name.map(|name| format!("{}, ", name.text())).unwrap_or_default();
            Choice { text: write::value(id.text()), note: format!("{name}{events}") }
        }
        _ => Choice { text: write::value(fitting.text()), note: events },
    }
}
