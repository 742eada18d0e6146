//! The titles of all events by their words, so that those that are near each other are found without trying every pair.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use foldhash::fast::RandomState;
use rayon::slice::ParallelSliceMut;
use unicode_segmentation::UnicodeSegmentation;

use crate::check::wording::holds;
use crate::model::timeline::{ActorIx, EventIx, Timeline};

/// How many of the words in either title must be in both, in fifths.
const NEAR: usize = 4;

/// The words of every title by number, the rarest having the lowest, in order and each once.
pub struct Titles {
    /// Where the words of each event end, by its place in the files.
    ends: Vec<u32>,
    words: Vec<u32>,
    /// Of each word, whether two titles must both have it or both lack it.
    telling: Vec<bool>,
}

/// An event among those that share an actor and a word of their titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    actor: ActorIx,
    word: u32,
    /// Its place among all events by their begins.
    nth: u32,
    /// The event.
    pub event: EventIx,
}

impl Place {
    /// Do both share the actor and the word?
    pub fn is_beside(&self, other: &Self) -> bool {
        (self.actor, self.word) == (other.actor, other.word)
    }
}

impl Titles {
    /// The titles of a timeline.
    pub fn of(timeline: &Timeline) -> Self {
        let events: Vec<EventIx> = timeline.events().collect();
        let mut known = Words::default();
        let mut titles = Self { ends: Vec::with_capacity(events.len()), words: Vec::new(), telling: Vec::new() };
        let read = |part: &Timeline, events: &[EventIx]| -> Vec<(EventIx, Vec<String>)> {
            events.iter().map(|event| (*event, stems(part.event(*event).title()))).collect()
        };
        let Ok(()) = timeline.pass(&events, read, |read| {
            for (event, stems) in read {
                // Events that were not known have no words.
                titles.ends.resize(event.at(), titles.end());
                titles.words.extend(stems.into_iter().map(|word| known.number(word)));
                titles.ends.push(titles.end());
            }
            Ok::<(), Infallible>(())
        });
        titles.by_rarity(known)
    }

    fn end(&self) -> u32 {
        u32::try_from(self.words.len()).unwrap_or(u32::MAX)
    }

    /// Numbers the words anew, the rarest first, and puts those of every title in order.
    fn by_rarity(self, known: Words) -> Self {
        let mut sorted: Vec<(usize, String, u32)> =
            known.numbers.into_iter().map(|(word, number)| (known.counts[number as usize], word, number)).collect();
        sorted.sort_unstable();
        let mut anew = vec![0; sorted.len()];
        (0..).zip(&sorted).for_each(|(number, (_, _, before))| anew[*before as usize] = number);
        let telling = sorted.iter().map(|(_, word, _)| tells_apart(word)).collect();
        let mut titles = Self { ends: Vec::with_capacity(self.ends.len()), words: Vec::new(), telling };
        for at in 0..self.ends.len() {
            let mut words: Vec<u32> = self.at(at).iter().map(|word| anew[*word as usize]).collect();
            words.sort_unstable();
            words.dedup();
            titles.words.extend(words);
            titles.ends.push(titles.end());
        }
        titles
    }

    fn at(&self, at: usize) -> &[u32] {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[begin as usize..self.ends[at] as usize]
    }

    /// The events by an actor of theirs and a word of their titles, each in the order of their begins.
    ///
    /// Two titles that are near share one of the rarest words of each: so many that without them too
    /// few would be left to be near.
    pub fn places(&self, timeline: &Timeline) -> Vec<Place> {
        let begin = |event: &EventIx| timeline.event(*event).when().and_then(|when| when.earliest());
        let mut events: Vec<EventIx> = timeline.events().collect();
        events.sort_by_key(begin);
        let mut places = Vec::new();
        for (nth, event) in (0..).zip(events) {
            let words = self.at(event.at());
            let rarest = &words[..words.len() - (words.len() * NEAR).div_ceil(5) + usize::from(!words.is_empty())];
            let actors: HashSet<ActorIx> = actors(timeline, event).collect();
            let place = |actor, word: &u32| Place { actor, word: *word, nth, event };
            places.extend(actors.iter().flat_map(|actor| rarest.iter().map(move |word| place(*actor, word))));
        }
        places.par_sort_unstable();
        places
    }

    /// Do they share nearly all words, and every word that would tell them apart?
    pub fn are_near(&self, (one, other): (EventIx, EventIx)) -> bool {
        let (one, other) = (self.at(one.at()), self.at(other.at()));
        let both = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
        let either = one.len() + other.len() - both;
        let telling = |words: &[u32]| -> Vec<u32> {
            words.iter().filter(|word| self.telling[**word as usize]).copied().collect()
        };
        both * 5 >= either * NEAR && telling(one) == telling(other)
    }
}

/// Words as they are met, with how often.
#[derive(Default)]
struct Words {
    numbers: HashMap<String, u32, RandomState>,
    counts: Vec<usize>,
}

impl Words {
    fn number(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.counts.push(0);
        }
        self.counts[number as usize] += 1;
        number
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
