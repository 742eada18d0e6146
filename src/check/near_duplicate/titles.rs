//! The titles of all events by their words, so that those that are near each other are found without trying every pair.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use crate::check::wording::holds;
use crate::model::timeline::{ActorIx, EventIx, Timeline};

/// How many of the words in either title must be in both, in fifths.
const NEAR: usize = 4;

/// The words of every title by number, the rarest having the lowest, in order and each once.
pub struct Titles {
    words: HashMap<EventIx, Vec<u32>>,
    /// The words that two titles must both have or both lack.
    telling: HashSet<u32>,
}

impl Titles {
    /// The titles of a timeline.
    pub fn of(timeline: &Timeline) -> Self {
        let titles: Vec<Vec<String>> = timeline.events().map(|event| stems(timeline.event(event).title())).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        titles.iter().flatten().for_each(|word| *counts.entry(word).or_default() += 1);
        let mut known: Vec<(usize, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
        known.sort_unstable();
        let numbers: HashMap<&str, u32> = (0..).zip(&known).map(|(number, (_, word))| (*word, number)).collect();
        let telling = numbers.iter().filter(|(word, _)| tells_apart(word)).map(|(_, number)| *number).collect();
        let numbered = |title: &Vec<String>| {
            let mut words: Vec<u32> = title.iter().filter_map(|word| numbers.get(&**word).copied()).collect();
            words.sort_unstable();
            words.dedup();
            words
        };
        Self { words: timeline.events().zip(titles.iter().map(numbered)).collect(), telling }
    }

    /// The events by an actor of theirs and a word of their titles, each in the order of their begins.
    ///
    /// Two titles that are near share one of the rarest words of each: so many that without them too
    /// few would be left to be near.
    pub fn buckets(&self, timeline: &Timeline) -> HashMap<(ActorIx, u32), Vec<EventIx>> {
        let mut buckets: HashMap<(ActorIx, u32), Vec<EventIx>> = HashMap::new();
        let begin = |event: &EventIx| timeline.event(*event).date().and_then(|date| date.earliest());
        let mut events: Vec<EventIx> = timeline.events().collect();
        events.sort_by_key(begin);
        for event in events {
            let words = &self.words[&event];
            let rarest = &words[..words.len() - (words.len() * NEAR).div_ceil(5) + usize::from(!words.is_empty())];
            let actors: HashSet<ActorIx> = actors(timeline, event).collect();
            for actor in actors {
                for word in rarest {
                    buckets.entry((actor, *word)).or_default().push(event);
                }
            }
        }
        buckets
    }

    /// Do they share nearly all words, and every word that would tell them apart?
    pub fn are_near(&self, (one, other): (EventIx, EventIx)) -> bool {
        let (one, other) = (&self.words[&one], &self.words[&other]);
        let both = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
        let either = one.len() + other.len() - both;
        let telling =
            |words: &[u32]| words.iter().filter(|word| self.telling.contains(word)).copied().collect::<Vec<_>>();
        both * 5 >= either * NEAR && telling(one) == telling(other)
    }
}

fn actors(timeline: &Timeline, event: EventIx) -> impl Iterator<Item = ActorIx> {
    let view = timeline.event(event);
    let speakers = view.statements().filter_map(|statement| timeline.statement(statement).speaker());
    view.actors().iter().copied().chain(speakers)
}

/// Words that say nothing of what a title is about.
const EMPTY: &str = "\
    a an the of in on at to for from by with and as is are was were be has have that its his her their";

/// Words that make another event of the same title, as any number does.
const TELLING: &str = "\
    not no never without one two three four five six seven eight nine ten first second third fourth fifth \
    sixth seventh eighth ninth tenth new again";

fn tells_apart(word: &str) -> bool {
    holds(TELLING, word) || word.ends_with("n't") || word.contains(|letter: char| letter.is_numeric())
}

/// The words of a title in lower case, without the endings that English gives them.
fn stems(title: &str) -> Vec<String> {
    let words = title.unicode_words().map(|word| word.to_lowercase().replace('’', "'"));
    let full = words.filter(|word| !holds(EMPTY, word));
    full.map(|word| if tells_apart(&word) { word } else { stem(&word).to_owned() }).collect()
}

fn stem(word: &str) -> &str {
    let endings = ["'s", "ing", "ed", "es", "s", "e"];
    let mut bare = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    bare.find(|bare| bare.len() >= 4).unwrap_or(word)
}
