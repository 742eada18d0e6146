//! The ledger: a verdict for every quote of a timeline, with the copies that bear it out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::anchor::{Proof, Sought, anchor};
use super::copy::Copy;
use super::shelf::Shelf;
use crate::model::plural::plural;
use crate::model::timeline::{QuoteIx, SourceIx, Timeline};
use crate::model::verdict::Verdict;

/// A verdict for every quote, and the copies that were looked at.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// How many quotes are numbered.
    count: usize,
    /// Of each, where any source has a copy.
    verdicts: Vec<Verdict>,
    /// The proofs of those quotes whose source has a copy, in order.
    proofs: Vec<(QuoteIx, Proof)>,
    /// Of each source, up to the last of which anything is kept.
    kept: Vec<Kept>,
    /// Counted once: the header shows it in every frame.
    tally: Tally,
}

/// The proof of every quote whose source has no copy here.
static WITHOUT: Proof = Proof::new(Verdict::NoCopy);

/// What is kept of a source.
#[derive(Debug, Clone, Default)]
pub enum Kept {
    /// Nothing here.
    #[default]
    Nothing,
    /// Its copy; changed where its digest is not the recorded one.
    Copy {
        /// The copy.
        copy: Arc<Copy>,
        /// Is it another than the one recorded?
        is_changed: bool,
    },
    /// Something that is refused, and why.
    Refused(String),
}

impl Kept {
    /// The copy, changed or not.
    #[must_use]
    pub fn copy(&self) -> Option<&Arc<Copy>> {
        match self {
            Self::Copy { copy, .. } => Some(copy),
            Self::Nothing | Self::Refused(_) => None,
        }
    }
}

/// How many quotes are proved, and how many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Exact or normalised.
    pub proved: usize,
    /// Elided, which is neither proved nor refuted.
    pub elided: usize,
    /// Without a copy.
    pub no_copy: usize,
    /// All others.
    pub refuted: usize,
}

impl Tally {
    /// Of these verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut tally = Self::default();
        for verdict in verdicts {
            *match verdict {
                _ if verdict.is_proved() => &mut tally.proved,
                Verdict::Elided => &mut tally.elided,
                Verdict::NoCopy => &mut tally.no_copy,
                _ => &mut tally.refuted,
            } += 1;
        }
        tally
    }

    /// "52 of 54 quotes proved, 1 elided, 1 without a copy".
    #[must_use]
    pub fn words(self) -> String {
        let rest = [(self.elided, "elided"), (self.refuted, "not proved"), (self.no_copy, "without a copy")];
        let rest = rest.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!(", {count} {words}"));
        format!("{} of {} proved{}", self.proved, plural(self.all(), "quote"), rest.collect::<String>())
    }

    /// Is there a copy for any of them?
    #[must_use]
    pub const fn has_copy(self) -> bool {
        self.no_copy < self.all()
    }

    /// All quotes.
    #[must_use]
    pub const fn all(self) -> usize {
        self.proved + self.elided + self.no_copy + self.refuted
    }
}

impl Ledger {
    /// Holds every quote against the copy of its source, on all cores. Only quotes whose source has a copy are read,
    /// and the records that they stand in are not kept.
    #[must_use]
    pub fn new(timeline: &Timeline, shelf: &Shelf) -> Self {
        let (kept, count) = (keep(timeline, shelf), timeline.most_quotes());
        if kept.iter().all(|kept| kept.copy().is_none()) {
            let tally = Tally { no_copy: timeline.quote_count(), ..Tally::default() };
            return Self { count, kept, tally, ..Self::default() };
        }
        let mut verdicts = vec![Verdict::NoCopy; count];
        let has_copy = |quote: &QuoteIx| copy_of(timeline, &kept, *quote).is_some();
        let held: Vec<QuoteIx> = timeline.quotes().filter(has_copy).collect();
        let prove = |part: &Timeline, quotes: &[QuoteIx]| {
            quotes.iter().filter_map(|quote| Some((*quote, prove(part, &kept, *quote)?))).collect()
        };
        let proofs: Vec<(QuoteIx, Proof)> = timeline.passed(&held, prove);
        proofs.iter().for_each(|(quote, proof)| verdicts[quote.at()] = proof.verdict);
        let tally = Tally::of(timeline.quotes().map(|quote| verdicts[quote.at()]));
        Self { count, verdicts, proofs, kept, tally }
    }

    /// What was found of a quote.
    #[must_use]
    pub fn proof(&self, quote: QuoteIx) -> Option<&Proof> {
        let proof = self.proofs.binary_search_by_key(&quote, |(known, _)| *known).map(|at| &self.proofs[at].1);
        proof.ok().or((quote.at() < self.count).then_some(&WITHOUT))
    }

    /// What is kept of a source.
    #[must_use]
    pub fn kept(&self, source: SourceIx) -> &Kept {
        self.kept.get(source.at()).unwrap_or(&Kept::Nothing)
    }

    /// The verdicts alone, in the order of the quotes; none where no source has a copy.
    #[must_use]
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.verdicts.clone()
    }

    /// How many quotes have come out how.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The sources whose copy is refused, and why.
    pub fn refused(&self) -> impl Iterator<Item = (SourceIx, &str)> {
        self.kept.iter().enumerate().filter_map(|(at, kept)| match kept {
            Kept::Refused(why) => Some((SourceIx::of(at), why.as_str())),
            Kept::Nothing | Kept::Copy { .. } => None,
        })
    }
}

/// What is kept of all sources, up to the last of which anything is; each file read once.
fn keep(timeline: &Timeline, shelf: &Shelf) -> Vec<Kept> {
    let sources: Vec<SourceIx> = timeline.sources().collect();
    let found = |source: &SourceIx| Some((*source, shelf.find(timeline, *source).transpose()?));
    let found: Vec<(SourceIx, Result<PathBuf, String>)> = sources.par_iter().filter_map(found).collect();
    let mut paths: Vec<&Path> = found.iter().flat_map(|(_, path)| path).map(PathBuf::as_path).collect();
    paths.sort_unstable();
    paths.dedup();
    let read: Vec<_> = paths.par_iter().map(|path| Copy::read(path).map(Arc::new)).collect();
    let copies: HashMap<&Path, Result<Arc<Copy>, String>> = paths.into_iter().zip(read).collect();
    let keep = |source: SourceIx, found: &Result<PathBuf, String>| match found {
        Ok(path) => match copies.get(path.as_path()) {
            Some(Ok(copy)) => {
                let recorded = timeline.source(source).record().sha256.as_deref();
                let is_changed = recorded.is_some_and(|recorded| !recorded.trim().eq_ignore_ascii_case(&copy.sha256));
                Kept::Copy { copy: copy.clone(), is_changed }
            }
            Some(Err(why)) => Kept::Refused(why.clone()),
            None => Kept::Nothing,
        },
        Err(why) => Kept::Refused(why.clone()),
    };
    let mut kept = Vec::new();
    for (source, found) in &found {
        kept.resize(source.at(), Kept::Nothing);
        kept.push(keep(*source, found));
    }
    kept
}

/// What is kept of the source of a quote, where that is a copy.
fn copy_of<'k>(timeline: &Timeline, kept: &'k [Kept], quote: QuoteIx) -> Option<(&'k Copy, bool)> {
    match kept.get(timeline.quote(quote).source()?.at())? {
        Kept::Copy { copy, is_changed } => Some((copy, *is_changed)),
        Kept::Nothing | Kept::Refused(_) => None,
    }
}

/// A changed copy is looked at all the same, so that it can be said what still stands in it.
fn prove(timeline: &Timeline, kept: &[Kept], quote: QuoteIx) -> Option<Proof> {
    let (copy, is_changed) = copy_of(timeline, kept, quote)?;
    let view = timeline.quote(quote);
    let sought = Sought { quote: view.words(), prefix: view.prefix(), suffix: view.suffix() };
    let proof = anchor(&copy.text, sought);
    Some(if is_changed { Proof { verdict: Verdict::ChangedCopy, ..proof } } else { proof })
}
