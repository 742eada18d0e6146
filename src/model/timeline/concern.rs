//! Which events a dispute is about: found by what its sides name, summed up once for every event.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use foldhash::fast::RandomState;

use crate::model::document::{EventRef, Status};
use crate::model::threads::in_pieces;

use super::run::Words;
use super::{ActorIx, DisputeIx, DisputeView, EventIx, Passage, SourceIx, Timeline};

/// How many events are gone through by one thread before it takes the next of them.
const PIECE: usize = 4096;

/// Disputes that are found together, with the statuses that they have.
#[derive(Debug, Clone, Default)]
struct Group {
    disputes: Vec<DisputeIx>,
    statuses: u8,
    /// The passage that leads here before all others, where words do.
    first: Option<Passage>,
}

/// The numbers of groups by what leads to them.
type Groups<K> = HashMap<K, usize, RandomState>;

/// The words of the sides that are words of one source, with the groups they lead to.
#[derive(Debug, Clone, Default)]
struct SourceWords {
    runs: Groups<String>,
    whole_sides: Groups<String>,
}

/// Ways from an event to its disputes. The pairs of the two are not kept: there may be far more of them
/// than of either.
#[derive(Debug, Clone, Default)]
pub(super) struct Concern {
    groups: Vec<Group>,
    by_event: Groups<EventIx>,
    by_words: HashMap<SourceIx, SourceWords, RandomState>,
    by_actor: HashMap<ActorIx, Groups<SourceIx>, RandomState>,
    /// For every event, the statuses of its disputes; empty where there are no disputes.
    statuses: Vec<u8>,
    /// The statuses of all of them together.
    any: u8,
    /// Disputes that some event is part of.
    at_home: HashSet<DisputeIx>,
}

/// Where an event leads.
enum Way {
    /// To a group, through the passage whose words do, if any.
    To(usize, Option<Passage>),
    /// To whichever sides of the source have these words, too few for a run that decides, which are a whole quote.
    Short(SourceIx, String, Passage),
}

const fn bit(status: Status) -> u8 {
    match status {
        Status::Open => 1,
        Status::Explained => 2,
        Status::Superseded => 4,
    }
}

/// The group of a key, made where there is none.
fn group<K: Hash + Eq>(groups: &mut Vec<Group>, known: &mut Groups<K>, key: K) -> usize {
    *known.entry(key).or_insert_with(|| {
        groups.push(Group::default());
        groups.len() - 1
    })
}

impl Group {
    fn take(&mut self, dispute: DisputeView) {
        if self.disputes.last() != Some(&dispute.ix()) {
            self.disputes.push(dispute.ix());
        }
        self.statuses |= bit(dispute.status());
    }
}

impl Concern {
    pub fn of(timeline: &Timeline) -> Self {
        let mut concern = Self::default();
        for dispute in timeline.disputes() {
            concern.take_sides(dispute);
            concern.take_question(dispute);
        }
        if !concern.groups.is_empty() {
            let ways = concern.ways(timeline);
            concern.take_short(timeline, &ways);
            concern.sum_up(timeline, ways);
        }
        concern
    }

    fn take_sides(&mut self, dispute: DisputeView) {
        for side in dispute.sides() {
            if let Some(event) = side.event() {
                let at = group(&mut self.groups, &mut self.by_event, event);
                self.groups[at].take(dispute);
            }
            let Some(source) = side.source() else { continue };
            let known = self.by_words.entry(source).or_default();
            for run in side.words().decisive_runs() {
                let at = group(&mut self.groups, &mut known.runs, run.to_owned());
                self.groups[at].take(dispute);
            }
            if let Some(whole) = side.words().whole_if_short() {
                let at = group(&mut self.groups, &mut known.whole_sides, whole.to_owned());
                self.groups[at].take(dispute);
            }
        }
    }

    /// Of the short runs of the sides, only those that some short quote is: there are four times as many as words.
    fn take_short(&mut self, timeline: &Timeline, ways: &[(EventIx, Way)]) {
        let mut short: HashMap<SourceIx, HashSet<&str, RandomState>, RandomState> = HashMap::default();
        for (_, way) in ways {
            if let Way::Short(source, words, _) = way {
                short.entry(*source).or_default().insert(words);
            }
        }
        for dispute in timeline.disputes() {
            for side in dispute.sides() {
                let Some((source, short)) = side.source().and_then(|ix| Some((ix, short.get(&ix)?))) else { continue };
                let known = self.by_words.entry(source).or_default();
                for run in side.words().short_runs().filter(|run| short.contains(*run)) {
                    let at = group(&mut self.groups, &mut known.runs, run.to_owned());
                    self.groups[at].take(dispute);
                }
            }
        }
    }

    /// A dispute among sources alone is also about those whom its question names.
    fn take_question(&mut self, dispute: DisputeView) {
        for actor in dispute.asked_about() {
            let known = self.by_actor.entry(*actor).or_default();
            for source in dispute.sides().filter_map(|side| side.source()) {
                let at = group(&mut self.groups, known, source);
                self.groups[at].take(dispute);
            }
        }
    }

    /// Where the events lead, in the order of time.
    fn ways(&self, timeline: &Timeline) -> Vec<(EventIx, Way)> {
        let pieces = in_pieces(timeline.order().len(), PIECE, |ranks| {
            let mut ways = Vec::new();
            for event in &timeline.order()[ranks] {
                self.visit(timeline, *event, &mut |way| ways.push((*event, way)));
            }
            ways
        });
        pieces.into_iter().flatten().collect()
    }

    fn sum_up(&mut self, timeline: &Timeline, ways: Vec<(EventIx, Way)>) {
        let mut statuses = vec![0; timeline.records.len()];
        let mut reached = vec![None; self.groups.len()];
        for (event, way) in ways {
            let Some((at, passage)) = self.led_to(way) else { continue };
            statuses[event.at()] |= self.groups[at].statuses;
            let first: &mut Option<Passage> = reached[at].get_or_insert_default();
            *first = first.or(passage);
        }
        for (group, reached) in self.groups.iter_mut().zip(reached) {
            if let Some(first) = reached {
                self.at_home.extend(&group.disputes);
                group.first = first;
            }
        }
        self.any = statuses.iter().fold(0, |all, statuses| all | statuses);
        self.statuses = statuses;
    }

    /// The group that a way leads to, once the short runs are known.
    fn led_to(&self, way: Way) -> Option<(usize, Option<Passage>)> {
        match way {
            Way::To(at, passage) => Some((at, passage)),
            Way::Short(source, words, passage) => Some((*self.by_words.get(&source)?.runs.get(&words)?, Some(passage))),
        }
    }

    /// Every way that the event leads, some more than once.
    fn visit(&self, timeline: &Timeline, event: EventIx, seen: &mut impl FnMut(Way)) {
        self.by_event.get(&event).into_iter().for_each(|at| seen(Way::To(*at, None)));
        if self.by_words.is_empty() {
            return;
        }
        let sourced = |passage: Passage| {
            let source = timeline.passage(passage).source()?;
            Some((passage, source, self.by_words.get(&source)?))
        };
        let sourced: Vec<(Passage, SourceIx, &SourceWords)> =
            timeline.event(event).passages().filter_map(sourced).collect();
        if sourced.is_empty() {
            return;
        }
        if sourced.iter().any(|(passage, ..)| timeline.has_quote(*passage)) {
            // A large timeline is gone through for this: the record is not kept.
            timeline.records.each_lent(event.at()..event.at() + 1, |_, record| {
                for (passage, source, known) in &sourced {
                    known.follow(quote_in(timeline, record, *passage), *source, *passage, seen);
                }
            });
        }
        if self.by_actor.is_empty() {
            return;
        }
        let sources: BTreeSet<SourceIx> = sourced.into_iter().map(|(_, source, _)| source).collect();
        let involved: BTreeSet<ActorIx> = timeline.involved(event).collect();
        for known in involved.iter().filter_map(|actor| self.by_actor.get(actor)) {
            sources.iter().filter_map(|source| known.get(source)).for_each(|at| seen(Way::To(*at, None)));
        }
    }

    /// The groups that the words of a side lead to.
    fn groups_of(&self, source: SourceIx, words: &Words) -> impl Iterator<Item = &Group> {
        let known = self.by_words.get(&source);
        let runs = known.into_iter().flat_map(|known| words.short_runs().filter_map(|run| known.runs.get(run)));
        let whole = known.and_then(|known| known.whole_sides.get(words.whole_if_short()?));
        runs.chain(whole).map(|at| &self.groups[*at])
    }
}

impl SourceWords {
    /// Where the words of a quote of the source lead.
    fn follow(&self, quote: Option<&str>, source: SourceIx, passage: Passage, seen: &mut impl FnMut(Way)) {
        let words = quote.map(Words::of).unwrap_or_default();
        match words.whole_if_short() {
            Some(whole) => seen(Way::Short(source, whole.to_owned(), passage)),
            None => {
                let runs = words.decisive_runs().filter_map(|run| self.runs.get(run));
                runs.for_each(|at| seen(Way::To(*at, Some(passage))));
            }
        }
        if !self.whole_sides.is_empty() {
            let whole_sides = words.short_runs().filter_map(|run| self.whole_sides.get(run));
            whole_sides.for_each(|at| seen(Way::To(*at, Some(passage))));
        }
    }
}

/// The words of a passage of an event.
fn quote_in<'r>(timeline: &Timeline, record: &EventRef<'r>, passage: Passage) -> Option<&'r str> {
    let quote = match passage {
        Passage::Statement(ix) => record.statements.get(timeline.rows.nth(ix))?.quote,
        Passage::Evidence(_, nth) => record.evidence.get(nth as usize)?.quote,
    };
    quote.map(|words| words.text)
}

impl Timeline {
    /// The disputes that an event is part of, in the order of the files.
    ///
    /// Those are the disputes with a side that is the event, a statement in it, or words of a source that
    /// a passage of the event shares. A dispute among sources alone, which no event speaks for, also
    /// concerns the events that those sources carry and in which an actor named in the question has a part.
    #[must_use]
    pub fn disputes_of(&self, event: EventIx) -> Vec<DisputeIx> {
        self.disputes_of_any([event]).into_iter().collect()
    }

    /// The disputes that any of these events is part of.
    #[must_use]
    pub fn disputes_of_any(&self, events: impl IntoIterator<Item = EventIx>) -> BTreeSet<DisputeIx> {
        let mut reached = BTreeSet::new();
        for event in events {
            self.concern().visit(self, event, &mut |way| reached.extend(self.concern().led_to(way).map(|(at, _)| at)));
        }
        reached.into_iter().flat_map(|at| self.concern().groups[at].disputes.iter().copied()).collect()
    }

    /// Is the event part of a dispute of this status? Worked out once, so that it may be asked for every row.
    #[must_use]
    pub fn is_in_dispute(&self, event: EventIx, status: Status) -> bool {
        self.concern().statuses.get(event.at()).is_some_and(|statuses| statuses & bit(status) != 0)
    }

    /// Is any event part of a dispute of this status?
    #[must_use]
    pub fn has_dispute(&self, status: Status) -> bool {
        self.concern().any & bit(status) != 0
    }

    /// The first passage, in the order of time, that shares these words of a side of a source.
    pub(super) fn first_to_share(&self, source: SourceIx, words: &Words) -> Option<Passage> {
        let firsts = self.concern().groups_of(source, words).filter_map(|group| group.first);
        firsts.min_by_key(|passage| self.place_of(*passage))
    }

    /// Made when it is first wanted.
    fn concern(&self) -> &Concern {
        self.concern.get_or_init(|| Concern::of(self))
    }

    /// Is some event part of the dispute?
    pub(super) fn is_at_home(&self, dispute: DisputeIx) -> bool {
        self.concern().at_home.contains(&dispute)
    }
}
