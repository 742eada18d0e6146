//! Which events a dispute is about: found by what its sides name, summed up once for every event.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::document::Status;

use super::run::Words;
use super::{ActorIx, DisputeIx, DisputeView, EventIx, Passage, SourceIx, Timeline};

/// Disputes that are found together, with the statuses that they have.
#[derive(Debug, Clone, Default)]
struct Group {
    disputes: Vec<DisputeIx>,
    statuses: u8,
    /// The passage that leads here before all others, where words do.
    first: Option<Passage>,
}

/// The words of the sides that are words of one source, with the groups they lead to.
#[derive(Debug, Clone, Default)]
struct SourceWords {
    runs: HashMap<String, usize>,
    whole_sides: HashMap<String, usize>,
}

/// Ways from an event to its disputes. The pairs of the two are not kept: there may be far more of them
/// than of either.
#[derive(Debug, Clone, Default)]
pub(super) struct Concern {
    groups: Vec<Group>,
    by_event: HashMap<EventIx, usize>,
    by_words: HashMap<SourceIx, SourceWords>,
    by_actor: HashMap<ActorIx, HashMap<SourceIx, usize>>,
    /// For every event, the statuses of its disputes; empty where there are no disputes.
    statuses: Vec<u8>,
    /// The statuses of all of them together.
    any: u8,
    /// Disputes that some event is part of.
    at_home: HashSet<DisputeIx>,
}

/// The quotes of passages that are too short for a run that decides, as words; those of a source together.
type ShortQuotes = HashMap<SourceIx, HashSet<String>>;

fn short_quotes(timeline: &Timeline) -> ShortQuotes {
    let mut short = ShortQuotes::new();
    let sides = timeline.disputes().flat_map(|dispute| dispute.sides());
    let sources: BTreeSet<SourceIx> = sides.filter_map(|side| side.source()).collect();
    let passages =
        sources.into_iter().flat_map(|source| timeline.passages_of(source).iter().map(move |of| (source, *of)));
    let passages: Vec<(SourceIx, Passage)> = passages.collect();
    let words = timeline.passed(&passages, |timeline, passages| {
        let short = |(source, passage): &(SourceIx, Passage)| {
            let words = Words::of(timeline.passage(*passage).quote().filter(|quote| Words::are_few(quote))?);
            Some((*source, words.whole_if_short()?.to_owned()))
        };
        passages.iter().filter_map(short).collect()
    });
    for (source, whole) in words {
        short.entry(source).or_default().insert(whole);
    }
    short
}

const fn bit(status: Status) -> u8 {
    match status {
        Status::Open => 1,
        Status::Explained => 2,
        Status::Superseded => 4,
    }
}

/// The group of a key, made where there is none.
fn group<K: std::hash::Hash + Eq>(groups: &mut Vec<Group>, known: &mut HashMap<K, usize>, key: K) -> usize {
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
        let short = short_quotes(timeline);
        for dispute in timeline.disputes() {
            concern.take_sides(dispute, &short);
            concern.take_question(dispute);
        }
        if !concern.groups.is_empty() {
            concern.sum_up(timeline);
        }
        concern
    }

    fn take_sides(&mut self, dispute: DisputeView, short: &ShortQuotes) {
        for side in dispute.sides() {
            if let Some(event) = side.event() {
                let at = group(&mut self.groups, &mut self.by_event, event);
                self.groups[at].take(dispute);
            }
            let Some(source) = side.source() else { continue };
            let known = self.by_words.entry(source).or_default();
            let short = short.get(&source);
            let shorter =
                short.into_iter().flat_map(|short| side.words().short_runs().filter(|run| short.contains(*run)));
            for run in side.words().decisive_runs().chain(shorter) {
                let at = group(&mut self.groups, &mut known.runs, run.to_owned());
                self.groups[at].take(dispute);
            }
            if let Some(whole) = side.words().whole_if_short() {
                let at = group(&mut self.groups, &mut known.whole_sides, whole.to_owned());
                self.groups[at].take(dispute);
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

    fn sum_up(&mut self, timeline: &Timeline) {
        let mut statuses = vec![0; timeline.records.len()];
        let mut reached = vec![None; self.groups.len()];
        let met = timeline.passed(&self.reached(timeline), |timeline, events| {
            let mut met = Vec::new();
            events.iter().for_each(|event| {
                self.visit(timeline, *event, &mut |at, passage| met.push((*event, at, passage)));
            });
            met
        });
        for (event, at, passage) in met {
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

    /// The events that may lead to a dispute, in order: those that a side names, and those with a passage of a source
    /// that is one.
    fn reached(&self, timeline: &Timeline) -> Vec<EventIx> {
        let carried = self.by_words.keys().flat_map(|source| timeline.passages_of(*source));
        let carried = carried.map(|passage| passage.event(timeline));
        let mut events: Vec<EventIx> = self.by_event.keys().copied().chain(carried).collect();
        events.retain(|event| timeline.has_event(*event));
        events.sort_unstable_by_key(|event| timeline.rank(*event));
        events.dedup();
        events
    }

    /// Every group that the event leads to, some more than once, with the passage whose words do, if any.
    fn visit(&self, timeline: &Timeline, event: EventIx, seen: &mut impl FnMut(usize, Option<Passage>)) {
        self.by_event.get(&event).into_iter().for_each(|at| seen(*at, None));
        if self.by_words.is_empty() {
            return;
        }
        let view = timeline.event(event);
        let mut sources = BTreeSet::new();
        for ix in view.passages() {
            let passage = timeline.passage(ix);
            let Some((source, known)) = passage.source().and_then(|ix| Some((ix, self.by_words.get(&ix)?))) else {
                continue;
            };
            sources.insert(source);
            let words = passage.quote().map(Words::of).unwrap_or_default();
            words.decisive_runs().filter_map(|run| known.runs.get(run)).for_each(|at| seen(*at, Some(ix)));
            if !known.whole_sides.is_empty() {
                words.short_runs().filter_map(|run| known.whole_sides.get(run)).for_each(|at| seen(*at, Some(ix)));
            }
        }
        if self.by_actor.is_empty() || sources.is_empty() {
            return;
        }
        let speakers = view.statements().filter_map(|statement| timeline.statement(statement).speaker());
        let involved: BTreeSet<ActorIx> = view.actors().iter().copied().chain(speakers).collect();
        for known in involved.iter().filter_map(|actor| self.by_actor.get(actor)) {
            sources.iter().filter_map(|source| known.get(source)).for_each(|at| seen(*at, None));
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
            self.concern().visit(self, event, &mut |at, _| {
                reached.insert(at);
            });
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
