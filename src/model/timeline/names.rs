//! The spellings of things that can be named, side by side in one text, so that a part of one is found at once.

use std::ops::Range;

use memchr::memmem::{Finder, find};

use crate::model::fold::fold;
use crate::model::near::partition_from;

/// Spellings in the order of the files, those of one thing side by side.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Each as [`fold`] has it, a line to each, behind an empty line.
    folded: String,
    /// Where each begins in it.
    begins: Vec<u32>,
    /// The first spelling of each thing; none where each thing has one.
    firsts: Option<Vec<u32>>,
    /// Those that are written otherwise than folded, one behind the other.
    written: String,
    /// The number of each of these, and where it begins.
    written_at: Vec<(u32, u32)>,
    /// Is the first spelling of each thing its id?
    has_ids: bool,
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Names {
    /// No names yet, of things that have several, the first of which is an id.
    pub fn of_many() -> Self {
        Self { firsts: Some(Vec::new()), has_ids: true, ..Self::of_one(true) }
    }

    /// No names yet, of things that have one each; it may be an id.
    pub fn of_one(is_id: bool) -> Self {
        Self { folded: "\n".to_owned(), has_ids: is_id, ..Self::default() }
    }

    /// Makes room for so many names of so many bytes together.
    pub fn make_room(&mut self, names: usize, bytes: usize) {
        self.begins.reserve(names);
        self.folded.reserve(names + bytes);
    }

    /// Adds a thing with its names.
    pub fn add<'t>(&mut self, names: impl IntoIterator<Item = &'t str>) {
        self.firsts.iter_mut().for_each(|firsts| firsts.push(number(self.begins.len())));
        for name in names {
            let folded = fold(name);
            if folded != name {
                self.written_at.push((number(self.begins.len()), number(self.written.len())));
                self.written.push_str(name);
            }
            self.begins.push(number(self.folded.len()));
            self.folded.push_str(&folded);
            self.folded.push('\n');
        }
    }

    /// How many spellings there are.
    pub fn len(&self) -> usize {
        self.begins.len()
    }

    /// How many things there are.
    pub fn things(&self) -> usize {
        self.firsts.as_ref().map_or(self.begins.len(), Vec::len)
    }

    /// The thing that a spelling is one of.
    pub fn thing(&self, nth: usize) -> usize {
        self.firsts.as_ref().map_or(nth, |firsts| firsts.partition_point(|first| *first as usize <= nth) - 1)
    }

    /// The spellings of some things.
    pub fn of(&self, things: Range<usize>) -> Range<usize> {
        let first = |thing: usize| match &self.firsts {
            None => thing.min(self.len()),
            Some(firsts) => firsts.get(thing).map_or(self.len(), |first| *first as usize),
        };
        first(things.start)..first(things.end)
    }

    pub fn is_id(&self, nth: usize) -> bool {
        self.has_ids && self.of(self.thing(nth)..self.things()).start == nth
    }

    fn begin(&self, nth: usize) -> usize {
        self.begins.get(nth).map_or(self.folded.len(), |begin| *begin as usize)
    }

    /// A spelling as [`fold`] has it.
    pub fn folded(&self, nth: usize) -> &str {
        &self.folded[self.begin(nth)..self.begin(nth + 1) - 1]
    }

    /// A spelling as it is written.
    pub fn text(&self, nth: usize) -> &str {
        let Ok(at) = self.written_at.binary_search_by_key(&nth, |(nth, _)| *nth as usize) else {
            return self.folded(nth);
        };
        let end = self.written_at.get(at + 1).map_or(self.written.len(), |(_, end)| *end as usize);
        &self.written[self.written_at[at].1 as usize..end]
    }

    /// Those that are these folded words, whole.
    pub fn whole(&self, words: &str) -> Vec<usize> {
        let line = format!("\n{words}\n");
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some(at) = find(&self.folded.as_bytes()[from..], line.as_bytes()) {
            found.push(self.at(0, from + at + 1));
            // The end of a line is where the next one begins.
            from += at + 1;
        }
        found
    }

    /// Those of a range that begin with these folded words, at most so many.
    pub fn beginning(&self, words: &str, most: usize) -> Vec<usize> {
        let begin = format!("\n{words}");
        let all = memchr::memmem::find_iter(self.folded.as_bytes(), begin.as_bytes());
        // Behind the last line stands no name.
        all.map(|at| at + 1).filter(|at| *at < self.folded.len()).map(|at| self.at(0, at)).take(most).collect()
    }

    /// Gives each place in a range of spellings at which these folded words stand: the spelling, and where in it.
    pub fn each_with(&self, words: &str, range: Range<usize>, mut put: impl FnMut(usize, usize)) {
        if words.is_empty() {
            return range.for_each(|nth| put(nth, 0));
        }
        let (begin, mut nth) = (self.begin(range.start), range.start);
        let finder = Finder::new(words);
        for at in finder.find_iter(&self.folded.as_bytes()[begin..self.begin(range.end)]) {
            nth = self.at(nth, begin + at);
            put(nth, begin + at - self.begin(nth));
        }
    }

    /// The spelling, no earlier than `from`, that a byte of the folded text is in.
    fn at(&self, from: usize, byte: usize) -> usize {
        // Most are near to the one before.
        partition_from(&self.begins, from + 1, |begin| *begin as usize <= byte) - 1
    }
}
