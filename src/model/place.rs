//! Where in the files something is written, so that every finding can point at it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

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
    lines: OnceLock<Lines>,
}

/// Where the lines of a text start, and what columns are counted from.
#[derive(Debug, Clone)]
struct Lines {
    starts: Vec<u32>,
    /// How many characters begin before each block of [`BLOCK`] bytes: a column is counted from the
    /// nearest of them, so that many places in one long line do not each count it anew.
    counted: Vec<u32>,
}

/// How many bytes are counted at most to find a column.
const BLOCK: usize = 1024;

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_end);
        let starts = std::iter::once(0).chain(ends.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX))).collect();
        let blocks = bytes.chunks(BLOCK).scan(0, |before, block| {
            let known = *before;
            *before += u32::try_from(begun(block)).unwrap_or(u32::MAX);
            Some(known)
        });
        Self { starts, counted: blocks.collect() }
    }
}

impl FileText {
    /// Takes a name and a text.
    #[must_use]
    pub fn new(name: String, text: String) -> Self {
        Self { name, text: Arc::new(text), lines: OnceLock::new() }
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn locate(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.text.len());
        let line = self.lines().starts.partition_point(|start| *start as usize <= offset);
        let start = self.lines().starts[line - 1] as usize;
        let mark = usize::from(line == 1 && offset > 0 && self.text.starts_with('\u{feff}'));
        let column = self.characters_before(offset) - self.characters_before(start) - mark + 1;
        LineColumn { line, column }
    }

    /// The text of a line (counted from one) without its line break, or nothing past the end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let Some(start) = self.lines().starts.get(line.wrapping_sub(1)) else { return "" };
        let end = self.lines().starts.get(line).map_or(self.text.len(), |next| *next as usize);
        self.text[*start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// How many characters begin before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let counted = &self.lines().counted;
        let block = (offset / BLOCK).min(counted.len().saturating_sub(1));
        let counted = counted.get(block).map_or(0, |count| *count as usize);
        counted + begun(&self.text.as_bytes()[block * BLOCK..offset])
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

    /// Line and column of a place, if it stands in a file.
    #[must_use]
    pub fn locate(&self, place: Place) -> Option<LineColumn> {
        self.get(place).map(|file| file.locate(place.start as usize))
    }
}
