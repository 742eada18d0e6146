//! A text as its words alone, by which two quotes are seen to share a passage.

use std::ops::Range;

/// How many words in a row make two quotes one passage; a shorter quote must stand in the other whole.
const ENOUGH: usize = 4;

/// The words of a text in lower case, without the signs between them.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    text: String,
    places: Vec<Range<usize>>,
}

/// The words as they are written.
fn written(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl Words {
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        for word in written(text) {
            if !words.text.is_empty() {
                words.text.push(' ');
            }
            let start = words.text.len();
            words.text.extend(word.chars().flat_map(char::to_lowercase));
            words.places.push(start..words.text.len());
        }
        words
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Every run of so many words.
    pub fn runs(&self, count: usize) -> impl Iterator<Item = &str> {
        self.places.windows(count.max(1)).map(|run| &self.text[run[0].start..run[run.len() - 1].end])
    }

    /// The runs by which it is found: of one word up to enough of them.
    pub fn short_runs(&self) -> impl Iterator<Item = &str> {
        (1..=ENOUGH).flat_map(|count| self.runs(count))
    }

    /// The longest runs that a quote of few words could share with it.
    pub fn decisive_runs(&self) -> impl Iterator<Item = &str> {
        self.runs(ENOUGH.min(self.len()))
    }

    /// Do both have enough words in a row alike, or the shorter one all of its?
    pub fn share(&self, other: &Self) -> bool {
        let count = ENOUGH.min(self.len()).min(other.len());
        count > 0 && self.runs(count).any(|run| other.runs(count).any(|known| known == run))
    }

    /// The whole, where it is too short for a run that decides.
    pub fn whole_if_short(&self) -> Option<&str> {
        (1..ENOUGH).contains(&self.len()).then_some(&*self.text)
    }
}
