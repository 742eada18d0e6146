//! Where in the files something is written, so that every finding can point at it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};

/// A stretch of bytes in one of the files of a timeline.
///
/// The default is [`Place::NOWHERE`]: what was made by the program and stands in no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Which of the [`Files`].
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The place of what stands in no file.
    pub const NOWHERE: Self = Self { file: u32::MAX, start: 0, end: 0 };

    /// The same place shrunk to `inner`, byte offsets from its start; used to point inside a date.
    #[must_use]
    pub fn within(self, inner: Range<usize>) -> Self {
        let clamp = |at: usize| self.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)).min(self.end);
        Self { file: self.file, start: clamp(inner.start), end: clamp(inner.end) }
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::NOWHERE
    }
}

/// A line and column, both counted from one; the column counts Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from one. Lines end at LF, CR LF or a lone CR.
    pub line: usize,
    /// Column, from one.
    pub column: usize,
}

/// One file's name as the user gave it, with its text.
#[derive(Debug, Clone)]
pub struct FileText {
    /// The name to print.
    pub name: String,
    /// The whole text, a byte order mark included.
    pub text: Arc<String>,
    /// Counted when the first place is located.
    blocks: OnceLock<Vec<Before>>,
}

/// What lies before a block of [`BLOCK`] bytes of a text: lines and columns are counted from the nearest, so that many
/// places, also those in one long line, do not each count anew.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    /// How many characters begin.
    characters: u32,
    /// How many lines end.
    ends: u32,
    /// Where the line starts in which the block begins.
    line: u32,
}

/// How many bytes are counted at most to find a line or column.
const BLOCK: usize = 1024;

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

/// Where the lines start that follow on line ends among some bytes of a text.
fn starts(text: &[u8], within: Range<usize>) -> impl Iterator<Item = usize> {
    let is_end = |at: &usize| text[*at] == b'\n' || text.get(at + 1) != Some(&b'\n');
    memchr2_iter(b'\n', b'\r', &text[within.clone()]).map(move |at| within.start + at).filter(is_end).map(|at| at + 1)
}

/// What lies before each block of a text.
fn blocks(text: &[u8]) -> Vec<Before> {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut before = Before::default();
    let block = |begin: usize| {
        let block = before;
        let within = begin..text.len().min(begin + BLOCK);
        let bytes = &text[within.clone()];
        before.characters += small(begun(bytes));
        if memchr(b'\r', bytes).is_some() {
            for start in starts(text, within) {
                before.ends += 1;
                before.line = small(start);
            }
        } else if let Some(last) = memrchr(b'\n', bytes) {
            before.ends += small(memchr_iter(b'\n', bytes).count());
            before.line = small(begin + last + 1);
        }
        block
    };
    (0..text.len()).step_by(BLOCK).map(block).collect()
}

impl FileText {
    /// Takes a name and a text.
    #[must_use]
    pub fn new(name: String, text: String) -> Self {
        Self { name, text: Arc::new(text), blocks: OnceLock::new() }
    }

    fn blocks(&self) -> &[Before] {
        self.blocks.get_or_init(|| blocks(self.text.as_bytes()))
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn locate(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.text.len());
        let (block, before) = self.before(offset);
        let (mut line, mut start) = (before.ends as usize + 1, before.line as usize);
        for next in starts(self.text.as_bytes(), block..offset) {
            line += 1;
            start = next;
        }
        let mark = usize::from(line == 1 && offset > 0 && self.text.starts_with('\u{feff}'));
        let column = self.characters_before(offset) - self.characters_before(start) - mark + 1;
        LineColumn { line, column }
    }

    /// The text of a line (counted from one) without its line break, or nothing past the end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let Some(ends) = line.checked_sub(1) else { return "" };
        // The block in which the line before it ends.
        let block = self.blocks().partition_point(|before| (before.ends as usize) < ends).saturating_sub(1);
        let behind = |from: usize| starts(self.text.as_bytes(), from..self.text.len());
        let before = self.blocks().get(block).copied().unwrap_or_default();
        let nth = |ends: usize| behind(block * BLOCK).nth(ends - before.ends as usize - 1);
        let Some(start) = (if ends == 0 { Some(0) } else { nth(ends) }) else { return "" };
        let end = behind(start).next().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The block of an offset, with what lies before it.
    fn before(&self, offset: usize) -> (usize, Before) {
        let block = (offset / BLOCK).min(self.blocks().len().saturating_sub(1));
        (block * BLOCK, self.blocks().get(block).copied().unwrap_or_default())
    }

    /// How many characters begin before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let (block, before) = self.before(offset);
        before.characters as usize + begun(&self.text.as_bytes()[block..offset])
    }
}

/// All files that one timeline was read from; a clone shares their texts.
#[derive(Debug, Clone, Default)]
pub struct Files(Vec<Arc<FileText>>);

impl Files {
    /// Adds a file and says which it is.
    pub fn add(&mut self, file: FileText) -> u32 {
        self.0.push(Arc::new(file));
        u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX)
    }

    /// The file of a place, if it stands in one.
    #[must_use]
    pub fn get(&self, place: Place) -> Option<&FileText> {
        self.0.get(place.file as usize).map(Arc::as_ref)
    }

    /// All files, in the order given.
    #[must_use]
    pub fn all(&self) -> &[Arc<FileText>] {
        &self.0
    }

    /// Line and column of a place, if it stands in a file whose text is kept.
    #[must_use]
    pub fn locate(&self, place: Place) -> Option<LineColumn> {
        let file = self.get(place).filter(|file| place.start as usize <= file.text.len())?;
        Some(file.locate(place.start as usize))
    }
}
