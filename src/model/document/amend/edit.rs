//! Edits applied to a text, with the lines that they change.

use std::ops::Range;

use crate::model::place::FileText;

use super::Amended;

/// A stretch of a text with what takes its place; where it is empty, something is put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub bytes: Range<usize>,
    /// What comes.
    pub with: String,
}

impl Edit {
    /// Puts `with` in before byte `at`.
    pub fn put(at: usize, with: impl Into<String>) -> Self {
        Self { bytes: at..at, with: with.into() }
    }
}

/// Lines that took the place of others; lines are counted from one and have no line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The first of the old lines; where there are none, the one before which the new ones came.
    pub old_line: usize,
    /// The first of the new lines.
    pub new_line: usize,
    /// The lines as they were.
    pub old: Vec<String>,
    /// The lines as they are.
    pub new: Vec<String>,
}

/// The text with these edits, which do not overlap, made; of those at one byte the first comes first.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> Amended {
    edits.sort_by_key(|edit| edit.bytes.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut spans = Vec::with_capacity(edits.len());
    for Edit { bytes, with } in edits {
        out.push_str(text.get(done..bytes.start).unwrap_or(""));
        let start = out.len();
        out.push_str(&with);
        done = bytes.end;
        spans.push((bytes, start..out.len()));
    }
    out.push_str(text.get(done..).unwrap_or(""));
    let changes = changes(text, &out, &spans);
    Amended { text: out, changes }
}

/// The lines, first and last, of a stretch in the old and in the new text.
type Lines = (Range<usize>, Range<usize>);

fn changes(old: &str, new: &str, spans: &[(Range<usize>, Range<usize>)]) -> Vec<Change> {
    let old = FileText::new(String::new(), old.to_owned());
    let new = FileText::new(String::new(), new.to_owned());
    let lines = |file: &FileText, bytes: &Range<usize>| file.locate(bytes.start).line..file.locate(bytes.end).line;
    let mut hunks: Vec<Lines> = Vec::new();
    for (before, after) in spans {
        let (before, after) = (lines(&old, before), lines(&new, after));
        match hunks.last_mut() {
            Some(last) if before.start <= last.0.end => {
                last.0.end = last.0.end.max(before.end);
                last.1.end = last.1.end.max(after.end);
            }
            _ => hunks.push((before, after)),
        }
    }
    let hunks = hunks.into_iter().map(|(before, after)| change(&old, before, &new, after));
    hunks.filter(|change| !change.old.is_empty() || !change.new.is_empty()).collect()
}

/// The change between these lines, without those at its ends that are equal.
fn change(old: &FileText, before: Range<usize>, new: &FileText, after: Range<usize>) -> Change {
    let mut was: Vec<&str> = (before.start..=before.end).map(|line| old.line(line)).collect();
    let mut is: Vec<&str> = (after.start..=after.end).map(|line| new.line(line)).collect();
    let same = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
    was.drain(..same);
    is.drain(..same);
    let same_last = was.iter().rev().zip(is.iter().rev()).take_while(|(was, is)| was == is).count();
    was.truncate(was.len() - same_last);
    is.truncate(is.len() - same_last);
    let owned = |lines: Vec<&str>| lines.into_iter().map(str::to_owned).collect();
    Change { old_line: before.start + same, new_line: after.start + same, old: owned(was), new: owned(is) }
}
