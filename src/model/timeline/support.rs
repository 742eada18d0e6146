//! What rests on a source: the passages on whose way it stands, and what would fall with it.
//!
//! A passage rests on a source where that stands on one of its ways, as [`super::origins`] has them: it is
//! the passage's own source, a step of its `via`, or cited, through however many others, by the source at
//! which the passage begins. It falls with the source where every way leads through it. A source that cites
//! others stands while one of them does. An event falls where all passages that carry it do.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use super::citations::Citations;
use super::{EventIx, Passage, SourceIx, StatementIx, Timeline, Via};

/// A passage that rests on a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resting {
    /// The passage.
    pub passage: Passage,
    /// Are these the source's own words, so that no other source stands between?
    pub is_direct: bool,
    /// Does the passage fall with the source?
    pub falls: bool,
}

/// What rests on a source.
#[derive(Debug, Clone, Default)]
pub struct Support {
    /// The passages, those of an event side by side, in the order of time.
    pub resting: Vec<Resting>,
    /// The events that would fall with it, in the order of time.
    pub falling: Vec<EventIx>,
}

/// How much rests on a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weight {
    /// Passages that it carries through other sources.
    pub through: usize,
    /// Events that would fall with it.
    pub events: usize,
    /// Statements that would fall with it.
    pub statements: usize,
}

impl Support {
    /// The statements that would fall with the source, in the order of their events.
    pub fn falling_statements(&self) -> impl Iterator<Item = StatementIx> {
        self.resting.iter().filter(|resting| resting.falls).filter_map(|resting| match resting.passage {
            Passage::Statement(statement) => Some(statement),
            Passage::Evidence(..) => None,
        })
    }

    fn weight(&self) -> Weight {
        Weight {
            through: self.resting.iter().filter(|resting| !resting.is_direct).count(),
            events: self.falling.len(),
            statements: self.falling_statements().count(),
        }
    }
}

/// The sources that have their matter from one, and that one, with whether they would fall with it.
fn above(citations: &Citations, source: SourceIx) -> HashMap<SourceIx, bool> {
    let mut reached = vec![source];
    let mut seen = HashSet::from([source]);
    let mut at = 0;
    while let Some(cited) = reached.get(at).copied() {
        reached.extend(citations.cited_by(cited).iter().filter(|citing| seen.insert(**citing)));
        at += 1;
    }
    reached.sort_by_key(|source| citations.place(*source));
    let mut above = HashMap::new();
    for citing in reached {
        let mut cites = citations.cites(citing).iter();
        let falls = citing == source || cites.all(|cited| above.get(cited).copied().unwrap_or(false));
        above.insert(citing, falls);
    }
    above
}

impl Timeline {
    /// All that rests on a source, which takes as long as there is of it.
    #[must_use]
    pub fn support(&self, source: SourceIx) -> Support {
        let above = above(&self.citations, source);
        let mut passages: HashMap<Passage, bool> = HashMap::new();
        for (begin, falls) in &above {
            let from_here = |passage: &Passage| self.passage(*passage).begin() == Some(Via::Source(*begin));
            let own = self.passages_of(*begin).iter().copied();
            let through = self.statements_via(*begin).iter().copied().map(Passage::Statement);
            passages.extend(own.chain(through).filter(from_here).map(|passage| (passage, *falls)));
        }
        let own = self.passages_of(source).iter().copied();
        let through = self.statements_via(source).iter().copied().map(Passage::Statement);
        passages.extend(own.chain(through).map(|passage| (passage, true)));
        let mut resting: Vec<Resting> = passages
            .into_iter()
            .map(|(passage, falls)| Resting {
                passage,
                is_direct: self.passage(passage).source() == Some(source),
                falls,
            })
            .collect();
        resting.sort_by_key(|resting| self.place_of(resting.passage));
        let falling = self.falling(&resting);
        Support { resting, falling }
    }

    /// How much rests on a source; worked out when it is first asked for.
    #[must_use]
    pub fn weight(&self, source: SourceIx) -> Weight {
        let room = || (0..self.document.sources.len()).map(|_| OnceLock::new()).collect();
        *self.weights.get_or_init(room)[source.at()].get_or_init(|| self.support(source).weight())
    }

    /// The order of passages: by event, the statements before the evidence.
    pub(super) fn place_of(&self, passage: Passage) -> (usize, bool, u32) {
        let rank = self.rank(passage.event(self));
        match passage {
            Passage::Statement(statement) => (rank, false, statement.0),
            Passage::Evidence(_, nth) => (rank, true, nth),
        }
    }

    /// The events of which every passage that carries them falls.
    fn falling(&self, resting: &[Resting]) -> Vec<EventIx> {
        let mut falling: BTreeMap<usize, usize> = BTreeMap::new();
        for passage in resting.iter().filter(|resting| resting.falls) {
            *falling.entry(self.rank(passage.passage.event(self))).or_default() += 1;
        }
        let all_fall = |(rank, count): (usize, usize)| {
            let event = self.order()[rank];
            let carries = |passage: &Passage| self.passage(*passage).begin().is_some();
            (self.event(event).passages().filter(carries).count() == count).then_some(event)
        };
        falling.into_iter().filter_map(all_fall).collect()
    }
}
