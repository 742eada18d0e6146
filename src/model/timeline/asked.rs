//! The sources that a batch of events names, looked up together: one at a time, each would wait for memory.

use compact_str::CompactString;

use crate::model::document::quick::Words;
use crate::model::place::Place;

use super::SourceIx;
use super::registry::Registry;
use super::rows::{EvidenceRow, StatementRow};

/// How many names are looked for at once.
const AT_ONCE: usize = 16;

/// Names of sources that are not looked up yet.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The names, one behind the other.
    names: String,
    all: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    hash: u64,
    /// Where it ends among the names.
    end: usize,
    place: Place,
    by: By,
}

/// What names a source: by its number among the rows of its kind.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    Evidence(usize),
    Statement(usize),
}

impl Asked {
    /// Asks for a source.
    pub fn ask(&mut self, name: &Words, by: By, sources: &Registry<SourceIx>) {
        self.names.push_str(name);
        self.all.push(Name { hash: sources.hash(name), end: self.names.len(), place: name.place, by });
    }

    /// Looks up what was asked for and puts it into the rows; `miss` is shown each name that nothing bears, in order.
    pub fn answer(
        &mut self,
        sources: &Registry<SourceIx>,
        evidence: &mut [EvidenceRow],
        statements: &mut [StatementRow],
        mut miss: impl FnMut(Words),
    ) {
        let mut begin = 0;
        for some in self.all.chunks(AT_ONCE) {
            let mut likely: [Option<&(CompactString, SourceIx)>; AT_ONCE] = [None; AT_ONCE];
            for (likely, name) in likely.iter_mut().zip(some) {
                *likely = sources.likely(name.hash);
            }
            for (likely, name) in likely.into_iter().zip(some) {
                let text = &self.names[begin..name.end];
                begin = name.end;
                let is_it = |(id, _): &&(CompactString, SourceIx)| id == text;
                let found = likely.filter(is_it).map(|(_, ix)| *ix).or_else(|| sources.get(text));
                if found.is_none() {
                    miss(Words { text, place: name.place });
                }
                match name.by {
                    By::Evidence(at) => evidence[at].source = found,
                    By::Statement(at) => statements[at].source = found,
                }
            }
        }
        self.clear();
    }

    /// Forgets what was asked for and not looked up.
    pub fn clear(&mut self) {
        self.names.clear();
        self.all.clear();
    }
}
