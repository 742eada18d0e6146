//! Citations among the sources, each source behind all that it has its matter from.
//!
//! A reference that closes a circle is a finding, since nothing can have its matter from itself; it counts
//! for nothing else, so that whoever follows a chain comes to its start, whatever the file says.

use std::collections::HashSet;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::model::document::short;
use crate::model::finding::Finding;
use crate::model::place::Place;
use crate::model::threads::in_pieces;

use super::lists::Lists;
use super::{SourceIx, Timeline};

/// The rule of a chain that comes back to where it was.
pub const CYCLE: &str = "cycle";

/// How many sources are looked at by one thread before it takes the next of them.
const PIECE: usize = 10_000;

/// How many steps of a circle are printed; of a longer one its ends.
const MOST: usize = 12;

/// What each source cites and what cites it, without the references that close a circle.
#[derive(Debug, Clone, Default)]
pub(super) struct Citations {
    cites: Lists<SourceIx>,
    cited_by: Lists<SourceIx>,
    order: Vec<SourceIx>,
    place: Vec<u32>,
}

impl Citations {
    /// The citations of a timeline whose ids are known, with a finding for each reference that closes a circle.
    pub fn new(timeline: &Timeline) -> (Self, Vec<Finding>) {
        let mut walk = Walk::new(timeline);
        timeline.sources().for_each(|source| walk.from(source));
        let Walk { written, order, closing, findings, .. } = walk;
        let mut cites = Lists::default();
        for source in timeline.sources() {
            let cited = written.of(source.at()).iter().map(|(cited, _)| *cited);
            cites.push(cited.filter(|cited| !closing.contains(&(source, *cited))));
        }
        let citing = || order.iter().flat_map(|source| cites.of(source.at()).iter().map(|cited| (cited.at(), *source)));
        let cited_by = Lists::gathered(order.len(), citing);
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, source)| place[source.at()] = SourceIx::of(at).0);
        (Self { cites, cited_by, order, place }, findings)
    }

    /// What a source cites, each once, in the order of the file.
    pub fn cites(&self, source: SourceIx) -> &[SourceIx] {
        self.cites.of(source.at())
    }

    /// Which sources cite it.
    pub fn cited_by(&self, source: SourceIx) -> &[SourceIx] {
        self.cited_by.of(source.at())
    }

    /// Every source, behind all that it cites.
    pub fn order(&self) -> &[SourceIx] {
        &self.order
    }

    /// The place of a source in [`Citations::order`].
    pub fn place(&self, source: SourceIx) -> u32 {
        self.place[source.at()]
    }

    /// May following `cites` from one source lead to the other? A sure no costs nothing.
    pub fn may_lead(&self, from: SourceIx, to: SourceIx) -> bool {
        self.place[from.at()] >= self.place[to.at()]
    }
}

/// How far the walk is with a source.
#[derive(Clone, Copy)]
enum Mark {
    New,
    /// On the trail, so many steps from its begin.
    Open(usize),
    Done,
}

/// A walk in depth that keeps its trail in memory of its own, since a chain may be as long as the file.
struct Walk<'t> {
    timeline: &'t Timeline,
    /// What each cites, with where that is written.
    written: Lists<(SourceIx, Place)>,
    marks: Vec<Mark>,
    trail: Vec<(SourceIx, usize)>,
    /// Every source that is done, behind all that it cites.
    order: Vec<SourceIx>,
    /// The references that close a circle: from what to what.
    closing: HashSet<(SourceIx, SourceIx)>,
    findings: Vec<Finding>,
}

impl<'t> Walk<'t> {
    fn new(timeline: &'t Timeline) -> Self {
        let count = timeline.sources().len();
        let of_piece = |piece: Range<usize>| {
            let mut lists = Lists::default();
            piece.for_each(|at| lists.push(written(timeline, SourceIx::of(at))));
            lists
        };
        let mut written = Lists::default();
        in_pieces(count, PIECE, of_piece).iter().for_each(|lists| written.append(lists, |cited| cited));
        let (trail, order) = (Vec::new(), Vec::with_capacity(count));
        let (closing, findings) = (HashSet::new(), Vec::new());
        Self { timeline, written, marks: vec![Mark::New; count], trail, order, closing, findings }
    }

    fn from(&mut self, start: SourceIx) {
        self.open(start);
        while let Some((source, next)) = self.trail.last_mut() {
            let source = *source;
            let Some((cited, place)) = self.written.of(source.at()).get(*next).copied() else {
                self.marks[source.at()] = Mark::Done;
                self.order.push(source);
                self.trail.pop();
                continue;
            };
            *next += 1;
            if let Mark::Open(begin) = self.marks[cited.at()] {
                self.closing.insert((source, cited));
                self.findings.push(self.circle(begin, place));
            } else {
                self.open(cited);
            }
        }
    }

    /// The circle of the trail from one of its steps on, closed by the reference at `place`.
    fn circle(&self, begin: usize, place: Place) -> Finding {
        let steps = &self.trail[begin..];
        let id = |at: usize| self.timeline.source(steps[at % steps.len()].0).id();
        let what = if steps.len() == 1 { "a source cites itself" } else { "sources cite each other in a circle" };
        Finding::error(CYCLE, place, format!("{what}: {}", path(steps.len() + 1, id)))
            .hint("a source has its matter from an earlier one: take one of these references out")
    }

    fn open(&mut self, source: SourceIx) {
        if matches!(self.marks[source.at()], Mark::New) {
            self.marks[source.at()] = Mark::Open(self.trail.len());
            self.trail.push((source, 0));
        }
    }
}

/// What a source cites, each once, with where that is written.
fn written(timeline: &Timeline, source: SourceIx) -> impl Iterator<Item = (SourceIx, Place)> {
    let cites = timeline.document.sources.cites(source.at()).iter();
    // One alone is there once, and most that cite any cite one.
    let mut seen = (cites.len() > 1).then(HashSet::<SourceIx, RandomState>::default);
    let found = cites.filter_map(|cited| Some((timeline.source_named(cited)?, cited.place)));
    found.filter(move |(cited, _)| seen.as_mut().is_none_or(|seen| seen.insert(*cited)))
}

/// `gazette → radio → gazette`; of a long way both ends, and how many steps lie between them.
///
/// `id` gives the id of the nth of `count` steps; it is asked only for those that are printed.
pub(super) fn path<'t>(count: usize, id: impl Fn(usize) -> &'t str) -> String {
    let end = if count > MOST { MOST / 2 } else { count };
    let left_out = (count > MOST).then(|| format!("({} more)", count - 2 * end));
    let printed = |at: usize| short(id(at));
    let tail = if count > MOST { count - end..count } else { 0..0 };
    let steps: Vec<String> = (0..end).map(printed).chain(left_out).chain(tail.map(printed)).collect();
    steps.join(" → ")
}
