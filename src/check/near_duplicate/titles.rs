//! The titles of all events by their words, so that those that are near each other are found without trying every pair.

use std::collections::HashMap;
use std::convert::Infallible;
use std::ops::Range;

use foldhash::fast::RandomState;
use rayon::slice::ParallelSliceMut;
use unicode_segmentation::UnicodeSegmentation;

use crate::check::wording::holds;
use crate::model::batch::BATCH;
use crate::model::cores::{in_waves, listed_in_waves, sort_by_key};
use crate::model::timeline::{ActorIx, EventIx, Timeline};

/// How many of the words in either title must be in both, in fifths.
const NEAR: usize = 4;

/// How many titles are read by one thread before it takes the next of them: so many that most words come again.
const MANY: usize = 8 * BATCH;

/// The words of every title by number, the rarest having the lowest, in order and each once.
pub struct Titles {
    /// Where the words of each event end, by its place in the files.
    ends: Vec<u32>,
    words: Vec<u32>,
    /// Of each word, whether two titles must both have it or both lack it.
    telling: Vec<bool>,
}

/// An event among those that share an actor and a word of their titles.
#[derive(Debug, Clone, Copy)]
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
        let read = |events: &&[EventIx]| {
            let mut read = Read::default();
            timeline.each_lent(events, |event, record| read.title(event, &record.title));
            Ok::<Read, Infallible>(read)
        };
        let pieces: Vec<&[EventIx]> = events.chunks(MANY).collect();
        let Ok(()) = in_waves(&pieces, read, |read| titles.take(read, &mut known));
        titles.by_rarity(known)
    }

    fn take(&mut self, read: Read, known: &mut Words) {
        let numbers: Vec<u32> = read.stems.into_iter().map(|stem| known.number(stem)).collect();
        let mut words = read.words.into_iter().map(|word| numbers[word as usize]);
        for (event, count) in read.titles {
            // Events that were not known have no words.
            self.ends.resize(event.at(), self.end());
            let words = words.by_ref().take(count).inspect(|word| known.counts[*word as usize] += 1);
            self.words.extend(words);
            self.ends.push(self.end());
        }
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
        let mut words = Vec::new();
        for at in 0..self.ends.len() {
            words.clear();
            words.extend(self.at(at).iter().map(|word| anew[*word as usize]));
            words.sort_unstable();
            words.dedup();
            titles.words.extend_from_slice(&words);
            titles.ends.push(titles.end());
        }
        titles
    }

    fn at(&self, at: usize) -> &[u32] {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[begin as usize..self.ends[at] as usize]
    }

    /// Events, which are in the order of their begins, by an actor of theirs, of those for whom it holds, and a word of
    /// their titles.
    ///
    /// Two titles that are near share one of the rarest words of each: so many that without them too
    /// few would be left to be near.
    pub fn places(
        &self,
        timeline: &Timeline,
        events: &[EventIx],
        is_wanted: impl Fn(ActorIx) -> bool + Sync,
    ) -> Vec<Place> {
        let of_event = |(nth, event): (u32, &EventIx), places: &mut Vec<Place>| {
            let mut actors: Vec<ActorIx> = actors(timeline, *event).filter(|actor| is_wanted(*actor)).collect();
            if actors.is_empty() {
                return;
            }
            actors.sort_unstable();
            actors.dedup();
            let words = self.at(event.at());
            let rarest = &words[..words.len() - (words.len() * NEAR).div_ceil(5) + usize::from(!words.is_empty())];
            let place = |actor, word: &u32| Place { actor, word: *word, nth, event: *event };
            places.extend(actors.iter().flat_map(|actor| rarest.iter().map(move |word| place(*actor, word))));
        };
        let pieces: Vec<(u32, &[EventIx])> = (0..).step_by(BATCH).zip(events.chunks(BATCH)).collect();
        let of_piece = |(first, events): &(u32, &[EventIx])| {
            let mut places = Vec::new();
            (*first..).zip(*events).for_each(|one| of_event(one, &mut places));
            Ok::<Vec<Place>, Infallible>(places)
        };
        let Ok(mut places) = listed_in_waves(&pieces, of_piece);
        // As they are many, without room for the halves besides.
        places.par_sort_unstable_by_key(|place| (u64::from(place.actor.0) << 32 | u64::from(place.word), place.nth));
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

/// Every event, by when it may begin.
pub fn in_order_of_begins(timeline: &Timeline) -> Vec<EventIx> {
    let mut events: Vec<EventIx> = timeline.events().collect();
    sort_by_key(&mut events, |event| timeline.event(*event).when().and_then(|when| when.earliest()));
    events
}

/// The titles of some events as they are read, each of their words known by its number among these.
#[derive(Default)]
struct Read {
    /// Each event, with how many words its title has.
    titles: Vec<(EventIx, usize)>,
    words: Vec<u32>,
    stems: Vec<String>,
    /// The numbers of the stems.
    numbers: HashMap<String, u32, RandomState>,
    /// What is written between two spaces, with where the stems of its words are in the list of these.
    written: HashMap<String, Range<usize>, RandomState>,
    of_written: Vec<u32>,
}

impl Read {
    fn title(&mut self, event: EventIx, title: &str) {
        let before = self.words.len();
        // No word goes over a space, and what stands between spaces comes again and again.
        for written in title.split(' ').filter(|written| !written.is_empty()) {
            let stems = match self.written.get(written) {
                Some(known) => known.clone(),
                None => self.meet(written),
            };
            self.words.extend_from_slice(&self.of_written[stems]);
        }
        self.titles.push((event, self.words.len() - before));
    }

    /// The stems of what stands between two spaces and is met for the first time.
    fn meet(&mut self, written: &str) -> Range<usize> {
        let begin = self.of_written.len();
        for stem in written.unicode_words().filter_map(stem_of) {
            let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(stem.clone()).or_insert(next);
            if number == next {
                self.stems.push(stem);
            }
            self.of_written.push(number);
        }
        let stems = begin..self.of_written.len();
        self.written.insert(written.to_owned(), stems.clone());
        stems
    }
}

/// The stems of all titles, with how often each stands in them.
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

/// A word of a title in lower case, without the ending that English gives it; nothing where it says nothing.
fn stem_of(word: &str) -> Option<String> {
    let word = word.to_lowercase().replace('’', "'");
    if holds(EMPTY, &word) {
        return None;
    }
    Some(if tells_apart(&word) { word } else { stem(&word).to_owned() })
}

fn stem(word: &str) -> &str {
    let endings = ["'s", "ing", "ed", "es", "s", "e"];
    let mut bare = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    bare.find(|bare| bare.len() >= 4).unwrap_or(word)
}
