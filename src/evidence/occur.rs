//! Every place of a stretch of text in another, overlapping ones too, in linear time.

use memchr::memmem::Finder;

/// The begins of `words` in `text`, from the first on; none where there are no words.
///
/// A search that goes on one byte behind each place takes far too long where a text repeats itself, and
/// one that goes on behind the place misses those that overlap it. So the search goes on where `words`
/// may next begin anew, by the borders that they share with themselves.
pub struct Places<'t> {
    text: &'t [u8],
    words: &'t [u8],
    finder: Finder<'t>,
    /// For each length of a begin of the words, the longest shorter one that it ends with; made at the first place.
    borders: Vec<usize>,
    /// Where the search stands, and how many of the words are known to stand before there.
    at: usize,
    known: usize,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str, words: &'t str) -> Self {
        let (text, words) = (text.as_bytes(), words.as_bytes());
        Self { text, words, finder: Finder::new(words), borders: Vec::new(), at: 0, known: 0 }
    }

    /// Goes on from a place whose first `known` bytes are read: byte by byte, until nothing is known.
    fn follow(&mut self) -> Option<usize> {
        while self.known > 0 {
            let next = *self.text.get(self.at)?;
            while self.known > 0 && self.words[self.known] != next {
                self.known = self.borders[self.known];
            }
            self.known += usize::from(self.words[self.known] == next);
            self.at += 1;
            if self.known == self.words.len() {
                return Some(self.found());
            }
        }
        None
    }

    /// The place that ends where the search stands.
    fn found(&mut self) -> usize {
        if self.borders.is_empty() {
            self.borders = borders(self.words);
        }
        self.known = self.borders[self.words.len()];
        self.at - self.words.len()
    }
}

impl Iterator for Places<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.words.is_empty() {
            return None;
        }
        if let Some(place) = self.follow() {
            return Some(place);
        }
        let rest = self.text.get(self.at..).filter(|_| self.known == 0)?;
        self.at += self.finder.find(rest)? + self.words.len();
        Some(self.found())
    }
}

/// For each begin of the words, by its length, the longest shorter begin that it ends with.
fn borders(words: &[u8]) -> Vec<usize> {
    let mut borders = vec![0; words.len() + 1];
    let mut length = 0;
    for end in 1..words.len() {
        while length > 0 && words[length] != words[end] {
            length = borders[length];
        }
        length += usize::from(words[length] == words[end]);
        borders[end + 1] = length;
    }
    borders
}
