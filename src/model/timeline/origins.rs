//! How many origins a statement or an event has, once every chain of attribution is followed to its start.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::model::finding::Finding;
use crate::model::threads::in_pieces;

use super::circles::circles;
use super::citations::Citations;
use super::{EventIx, Passage, PassageView, SourceIx, Timeline, Via};

/// To how many origins the chains of one source are followed; a source with more has "at least" so many.
/// Without a bound, many sources that each cite one more than the last would take the square of their number.
pub const MOST: usize = 256;

/// How many events are counted for by one thread before it takes the next of them.
const PIECE: usize = 20_000;

/// The origins of a passage or an event.
///
/// A passage comes to the reader on ways. A statement with `via` has one way: from the speaker through
/// `via`, step by step, to its source. Its begin is the step nearest to the speaker: an actor there is an
/// origin, for whoever passes on what was said is one witness to it, in however many sources; a source there
/// is followed through `cites`. Any other passage begins at its source, which is followed through `cites`
/// likewise. A source that cites nothing is an origin. One that cites something is none: it has its matter
/// from there, and where it cites several, from all of them.
///
/// What else a source cites says nothing about a statement whose `via` names another begin. The speaker is no
/// origin: the question is who bears witness that it was said. A passage without a source and without `via`
/// has none. An event has the origins of all its passages, each once. A reference that closes a circle is an
/// error and is not followed, so every chain has a start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// Each origin once, in the order in which the passages lead to them.
    pub all: Vec<Via>,
    /// Are there certainly more than are told apart?
    pub has_more: bool,
}

/// How many origins there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OriginCount {
    /// So many.
    pub count: usize,
    /// Or more.
    pub or_more: bool,
}

/// The same in little room, since each event has one: twice the count, and one more where there are more.
#[derive(Debug, Clone, Copy)]
pub(super) struct SmallCount(u32);

impl From<OriginCount> for SmallCount {
    fn from(OriginCount { count, or_more }: OriginCount) -> Self {
        let count = u32::try_from(count).unwrap_or(u32::MAX).min(u32::MAX / 2);
        Self(2 * count + u32::from(or_more))
    }
}

impl From<SmallCount> for OriginCount {
    fn from(SmallCount(packed): SmallCount) -> Self {
        Self { count: packed as usize / 2, or_more: packed % 2 == 1 }
    }
}

impl Origins {
    /// How many they are.
    #[must_use]
    pub fn count(&self) -> OriginCount {
        OriginCount { count: self.all.len(), or_more: self.has_more }
    }
}

/// Chains of citations, each followed to its start.
pub(super) struct Chains {
    pub citations: Citations,
    pub origins: OriginTable,
    pub findings: Vec<Finding>,
}

/// A stretch of the pool of origins.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    first: u32,
    /// At most [`MOST`].
    count: u16,
    has_more: bool,
}

/// The origins of every source.
#[derive(Debug, Clone, Default)]
pub(super) struct OriginTable {
    pool: Vec<SourceIx>,
    of_source: Vec<Stretch>,
}

impl OriginTable {
    /// The table of citations alone, without the events.
    pub fn new(citations: &Citations) -> Self {
        let count = citations.order().len();
        let mut table = Self { of_source: vec![Stretch::default(); count], ..Self::default() };
        for source in citations.order() {
            table.of_source[source.at()] = match citations.cites(*source) {
                [] => table.put(&[*source], false),
                // A chain, however long, has one stretch.
                [cited] => table.of_source[cited.at()],
                several => table.union(several),
            };
        }
        table
    }

    fn put(&mut self, sources: &[SourceIx], has_more: bool) -> Stretch {
        // A pool beyond all memory tells of no more.
        let Ok(first) = u32::try_from(self.pool.len()) else { return Stretch { has_more: true, ..Stretch::default() } };
        self.pool.extend_from_slice(sources);
        Stretch { first, count: u16::try_from(sources.len()).unwrap_or(u16::MAX), has_more }
    }

    fn union(&mut self, cited: &[SourceIx]) -> Stretch {
        let mut seen: HashSet<SourceIx, RandomState> = HashSet::default();
        let origins = || cited.iter().flat_map(|cited| self.origins(*cited).0);
        let all: Vec<SourceIx> = origins().filter(|origin| seen.insert(**origin)).take(MOST + 1).copied().collect();
        let has_more = all.len() > MOST || cited.iter().any(|cited| self.origins(*cited).1);
        self.put(&all[..all.len().min(MOST)], has_more)
    }

    fn origins(&self, source: SourceIx) -> (&[SourceIx], bool) {
        let Stretch { first, count, has_more } = self.of_source[source.at()];
        (&self.pool[first as usize..][..usize::from(count)], has_more)
    }

    /// How many origins these passages have; most events have one begin, and need not have them gathered.
    fn count<'t, I: Iterator<Item = PassageView<'t>>>(&self, passages: impl Fn() -> I) -> OriginCount {
        let mut begins = passages().filter_map(PassageView::begin);
        let Some(first) = begins.next() else { return OriginCount { count: 0, or_more: false } };
        if begins.any(|begin| begin != first) {
            return self.of(passages()).count();
        }
        match first {
            Via::Actor(_) => OriginCount { count: 1, or_more: false },
            Via::Source(source) => {
                let (sources, or_more) = self.origins(source);
                OriginCount { count: sources.len(), or_more }
            }
        }
    }

    fn of<'t>(&self, passages: impl Iterator<Item = PassageView<'t>>) -> Origins {
        let mut seen: HashSet<Via, RandomState> = HashSet::default();
        let mut origins = Origins::default();
        for begin in passages.filter_map(PassageView::begin) {
            let Via::Source(source) = begin else {
                origins.all.extend(Some(begin).filter(|begin| seen.insert(*begin)));
                continue;
            };
            let (sources, has_more) = self.origins(source);
            origins.has_more |= has_more;
            let new = sources.iter().map(|source| Via::Source(*source)).filter(|origin| seen.insert(*origin));
            origins.all.extend(new);
        }
        origins
    }
}

fn passages(timeline: &Timeline, event: EventIx) -> impl Iterator<Item = PassageView<'_>> {
    timeline.event(event).passages().map(|passage| timeline.passage(passage))
}

impl Timeline {
    /// Follows every chain of citations to its start; a chain that comes back is a finding.
    pub(super) fn follow_citations(&self) -> Chains {
        let (citations, mut findings) = Citations::new(self);
        findings.extend(circles(self, &citations));
        Chains { origins: OriginTable::new(&citations), citations, findings }
    }

    /// The origins of a passage.
    #[must_use]
    pub fn origins_of(&self, passage: Passage) -> Origins {
        self.origins.of(std::iter::once(self.passage(passage)))
    }

    /// The origins of an event: those of its passages.
    #[must_use]
    pub fn origins_of_event(&self, event: EventIx) -> Origins {
        self.origins.of(passages(self, event))
    }

    /// The origins of a source: itself, or what it has its matter from.
    #[must_use]
    pub fn origins_of_source(&self, source: SourceIx) -> Origins {
        let (sources, has_more) = self.origins.origins(source);
        Origins { all: sources.iter().map(|source| Via::Source(*source)).collect(), has_more }
    }

    /// How many origins an event has; worked out for all of them when it is first asked.
    #[must_use]
    pub fn origin_count(&self, event: EventIx) -> OriginCount {
        let counts = self.origin_counts.get_or_init(|| {
            let count = |event: usize| self.origins.count(|| passages(self, EventIx::of(event))).into();
            let pieces = in_pieces(self.records.len(), PIECE, |events| events.map(count).collect::<Vec<SmallCount>>());
            pieces.concat()
        });
        counts[event.at()].into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_kept_whole_as_far_as_there_is_room() {
        let most = u32::MAX as usize / 2;
        for (count, kept) in [(0, 0), (1, 1), (MOST, MOST), (most, most), (most + 1, most), (usize::MAX, most)] {
            for or_more in [false, true] {
                let again = OriginCount::from(SmallCount::from(OriginCount { count, or_more }));
                assert_eq!((again.count, again.or_more), (kept, or_more));
            }
        }
    }
}
