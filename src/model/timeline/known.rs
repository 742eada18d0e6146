//! The timeline as it was known on a day: what sources published by then carry, and nothing else.

use std::collections::HashSet;
use std::sync::Arc;

use super::listed::Listed;
use super::order::Order;
use super::{ActorIx, DisputeIx, EventIx, Holder, Passage, SideView, SourceIx, StatementIx, Timeline, Via};
use crate::model::date::{Answer, Date};
use crate::model::document::{Event, Side};

/// The day on whose end what was known is looked at, and what of it is not found by asking each passage.
#[derive(Debug, Clone)]
pub(super) struct Known {
    day: Date,
    /// The sides of disputes that were not known.
    hidden_sides: HashSet<(DisputeIx, u32)>,
}

impl Timeline {
    /// How surely a source was out by the end of `day`; possibly where it does not say when it came out.
    #[must_use]
    pub fn was_out(&self, source: SourceIx, day: &Date) -> Answer {
        self.source(source).published().map_or(Answer::Possibly, |published| published.is_over_by(day))
    }

    /// How surely a passage was known by the end of `day`.
    #[must_use]
    pub fn was_known(&self, passage: Passage, day: &Date) -> Answer {
        let view = self.passage(passage);
        let Some(source) = view.source() else { return Answer::No };
        let said = view.statement().and_then(|statement| statement.when());
        if said.is_some_and(|said| said.to(day) == Answer::No) { Answer::No } else { self.was_out(source, day) }
    }

    /// How surely anything of an event was known by the end of `day`.
    #[must_use]
    pub fn was_event_known(&self, event: EventIx, day: &Date) -> Answer {
        let passages = self.event(event).passages();
        passages.map(|passage| self.was_known(passage, day)).fold(Answer::No, Answer::or)
    }

    fn was_side_known(&self, side: SideView, day: &Date) -> Answer {
        match side.holder() {
            Some(Holder::Event(event)) => self.was_event_known(event, day),
            Some(Holder::Statement(statement)) => self.was_known(Passage::Statement(statement), day),
            Some(Holder::Source(source)) => self.was_out(source, day),
            None => Answer::No,
        }
    }

    /// The day as of whose end it is looked at; nothing where it is the whole timeline.
    #[must_use]
    pub fn known_on(&self) -> Option<&Date> {
        self.known.as_ref().map(|known| &known.day)
    }

    /// How surely the passage was known on the day that the timeline is looked at as of; of the whole timeline,
    /// everything is known.
    #[must_use]
    pub fn knows(&self, passage: Passage) -> Answer {
        self.known.as_ref().map_or(Answer::Certainly, |known| self.was_known(passage, &known.day))
    }

    /// Is the passage in it?
    #[must_use]
    pub fn has(&self, passage: Passage) -> bool {
        self.known.is_none() || self.knows(passage) != Answer::No
    }

    /// Is any passage of the event in it? Of the whole timeline every event is.
    #[must_use]
    pub fn has_event(&self, event: EventIx) -> bool {
        self.known.is_none() || self.event(event).passages().next().is_some()
    }

    /// The events of which a part is in it, and a part is not.
    pub(super) fn known_in_part(&self) -> Vec<EventIx> {
        let is_in_part = |event: &EventIx| {
            let statements = self.rows.statements_of(*event).map(|ix| Passage::Statement(StatementIx(ix)));
            let evidence = (0..).zip(self.rows.evidence.of(event.at())).map(|(nth, _)| Passage::Evidence(*event, nth));
            statements.chain(evidence).any(|passage| !self.has(passage))
        };
        if self.known.is_none() { Vec::new() } else { self.events().filter(is_in_part).collect() }
    }

    /// Is the nth side of a dispute in it?
    #[must_use]
    pub fn has_side(&self, dispute: DisputeIx, nth: u32) -> bool {
        self.known.as_ref().is_none_or(|known| !known.hidden_sides.contains(&(dispute, nth)))
    }

    /// This whole timeline as it was known at the end of `day`.
    ///
    /// A passage is known as surely as its source was out by then; a source whose date is vague, or that has none,
    /// was out possibly. A statement that was certainly made later was not known, whatever its source says. What
    /// stands in no source is known from none, and falls out. What is known of the rest follows: an event with its
    /// passages; an actor with the events; a source that was out, or that a known passage or source names; a side of
    /// a dispute with its event, statement or source; a dispute when two of its sides are. What the curator wrote of
    /// an event, its title and date among it, stays as it is today.
    ///
    /// Every number stays that of the same event, actor, source, statement, dispute and quote, and what is looked
    /// up by number or id is found whether it was known or not; but nothing that was not known is in any list,
    /// order, count or search text.
    #[must_use]
    pub fn as_known(&self, day: &Date) -> Self {
        let revised = |(statement, revised): (&StatementIx, &Vec<StatementIx>)| {
            let was_known = |of: &StatementIx| self.was_known(Passage::Statement(*of), day) != Answer::No;
            (*statement, revised.iter().copied().filter(was_known).collect())
        };
        let order = self.order().iter().copied().filter(|event| self.was_event_known(*event, day) != Answer::No);
        let order = Order::among(order.collect(), self.order(), self.records.len());
        let mut timeline = Self {
            known: Some(Arc::new(self.known_by(day))),
            revises: Arc::new(self.revises.iter().map(revised).collect()),
            order: Arc::new(order),
            open: Arc::default(),
            index: Arc::default(),
            concern: Arc::default(),
            quotes_listed: Arc::default(),
            origin_counts: Arc::default(),
            weights: Arc::default(),
            ..self.clone()
        };
        timeline.list_known(self, day);
        timeline.folded = self.folded.as_known();
        timeline.terms = self.terms.as_known();
        timeline.resolve_disputes();
        timeline.note_refuted();
        timeline
    }

    fn known_by(&self, day: &Date) -> Known {
        let sides = self.disputes().flat_map(|dispute| dispute.sides());
        let hidden = sides.filter(|side| self.was_side_known(*side, day) == Answer::No);
        Known { day: day.clone(), hidden_sides: hidden.map(|side| (side.dispute(), side.nth())).collect() }
    }

    /// Lists what was known, but for the quotes, which want the disputes.
    fn list_known(&mut self, whole: &Self, day: &Date) {
        let events: Vec<EventIx> = whole.events().filter(|event| self.has_event(*event)).collect();
        let statements: Vec<StatementIx> = events.iter().flat_map(|event| self.event(*event).statements()).collect();
        let (sources, actors) = self.named_by(whole, day, &events);
        let disputes = whole.disputes().map(|dispute| dispute.ix());
        let disputes = disputes.filter(|ix| self.dispute(*ix).sides().nth(1).is_some()).collect();
        let sources = whole.sources().filter(|source| sources.contains(source)).collect();
        let actors = whole.actors().filter(|actor| actors.contains(actor)).collect();
        self.listed = Arc::new(Listed { events, statements, sources, actors, disputes });
    }

    /// The sources that were out, and all sources and actors that these and the events name, however far back.
    fn named_by(&self, whole: &Self, day: &Date, events: &[EventIx]) -> (HashSet<SourceIx>, HashSet<ActorIx>) {
        let mut sources: Vec<SourceIx> =
            whole.sources().filter(|source| whole.was_out(*source, day) != Answer::No).collect();
        let mut actors: Vec<ActorIx> = Vec::new();
        for event in events.iter().map(|event| self.event(*event)) {
            actors.extend(event.actors());
            for statement in event.statements().map(|statement| self.statement(statement)) {
                actors.extend(statement.speaker());
                actors.extend(statement.via().iter().filter_map(|via| Via::actor(*via)));
                sources.extend(statement.via().iter().filter_map(|via| Via::source(*via)));
            }
        }
        let cited = |source: SourceIx| self.source(source).cites().collect();
        let members = |actor: ActorIx| self.actor(actor).member_of().collect();
        (closed(sources, cited), closed(actors, members))
    }

    /// The record of an event with those of its passages alone that are in this timeline.
    #[must_use]
    pub fn event_record(&self, event: EventIx) -> Event {
        let mut record = self.records.own(event.at());
        if self.known.is_some() {
            let mut nth = 0..;
            record.evidence.retain(|_| nth.next().is_some_and(|nth| self.has(Passage::Evidence(event, nth))));
            let mut ix = self.rows.statements_of(event).map(StatementIx);
            record.statements.retain(|_| ix.next().is_some_and(|ix| self.has(Passage::Statement(ix))));
        }
        record
    }

    /// The records of those sides of a dispute alone that are in this timeline.
    #[must_use]
    pub fn side_records(&self, dispute: DisputeIx) -> Vec<Side> {
        self.dispute(dispute).sides().map(|side| side.record().clone()).collect()
    }
}

/// Everything that one comes to from some of it, each once.
fn closed<T: Copy + Eq + std::hash::Hash>(mut waiting: Vec<T>, next: impl Fn(T) -> Vec<T>) -> HashSet<T> {
    let mut seen = HashSet::new();
    while let Some(one) = waiting.pop() {
        if seen.insert(one) {
            waiting.extend(next(one));
        }
    }
    seen
}
