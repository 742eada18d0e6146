//! A chosen part of a timeline, closed so that it opens again on its own.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::among::EventSet;
use super::document::{Dispute, Document, Event, Side, Value};
use super::threads::in_shares;
use super::timeline::{
    ActorIx, Bearer, DisputeIx, DisputeView, EventIx, Holder, Passage, SideView, SourceIx, StatementIx, Timeline, Via,
};

/// The free key of a document that says as of which day it was known.
const KNOWN_ON: &str = "x-known-on";

/// Something that does not lie wholly in an excerpt.
enum LeftOut {
    /// That a statement of the one event revises one of the other, which is outside.
    Revision { from: EventIx, to: EventIx },
    /// A dispute with a side outside.
    Dispute(DisputeIx),
}

/// What some events use, of which some may be there several times.
#[derive(Default)]
struct Used {
    actors: Vec<ActorIx>,
    sources: Vec<SourceIx>,
    left_out: Vec<LeftOut>,
}

/// Chosen events with every actor and source that they use. It holds no records.
pub struct Excerpt<'t> {
    timeline: &'t Timeline,
    events: EventSet,
    /// Of every actor of the timeline, whether it is in it.
    actors: Vec<bool>,
    /// The same of every source.
    sources: Vec<bool>,
    left_out: Vec<LeftOut>,
    disputes: Vec<DisputeView<'t>>,
}

impl<'t> Excerpt<'t> {
    /// The excerpt of these events, in whatever order they are given.
    ///
    /// It is closed over speakers, via, citations and memberships. A dispute with a side outside is
    /// left out, and so is a `revises` that points outside; [`Excerpt::left_out`] names them.
    #[must_use]
    pub fn new(timeline: &'t Timeline, events: impl IntoIterator<Item = EventIx>) -> Self {
        let events: EventSet = events.into_iter().collect();
        let whole = timeline.document();
        let mut excerpt = Self {
            timeline,
            events: EventSet::default(),
            actors: vec![false; whole.actors.0.len()],
            sources: vec![false; whole.sources.len()],
            left_out: Vec::new(),
            disputes: Vec::new(),
        };
        let all: Vec<EventIx> = events.iter().collect();
        let of_share = |share: Range<usize>| {
            let mut used = Used::default();
            all[share].iter().for_each(|event| used.take_event(timeline, *event, &events));
            used
        };
        for used in in_shares(all.len(), of_share) {
            used.actors.into_iter().for_each(|actor| excerpt.take_actor(actor));
            excerpt.take_sources(used.sources);
            excerpt.left_out.extend(used.left_out);
        }
        excerpt.events = events;
        excerpt.choose_disputes();
        excerpt
    }

    /// The timeline it is a part of.
    #[must_use]
    pub fn timeline(&self) -> &'t Timeline {
        self.timeline
    }

    /// Is the event in it?
    #[must_use]
    pub fn has(&self, event: EventIx) -> bool {
        self.events.has(event)
    }

    /// How many of its quotes the copies do not bear out, as far as they were looked at.
    #[must_use]
    pub fn refuted(&self) -> usize {
        // Where nothing is refuted in the whole, no quote is looked at; sides are few.
        let events = self.events.iter().filter(|event| self.timeline.is_refuted(*event));
        let passages = events.flat_map(|event| self.timeline.event(event).passages()).map(Bearer::Passage);
        let sides = self.disputes.iter().flat_map(|dispute| dispute.sides()).map(SideView::bearer);
        let verdicts = passages.chain(sides).filter_map(|bearer| self.timeline.verdict_of(bearer));
        verdicts.filter(|verdict| verdict.is_refuted()).count()
    }

    /// Has it no events?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// How many events it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Its events in the order of the files.
    pub fn events(&self) -> impl Iterator<Item = EventIx> {
        self.events.iter()
    }

    /// Its events in the order of time.
    #[must_use]
    pub fn in_order(&self) -> Vec<EventIx> {
        self.timeline.in_order(&self.events)
    }

    /// The statements made in its events, in the order in which they were made.
    #[must_use]
    pub fn statements_in_order(&self) -> Vec<StatementIx> {
        let timeline = self.timeline;
        let mut statements: Vec<StatementIx> =
            self.events.iter().flat_map(|event| timeline.event(event).statements()).collect();
        statements.sort_by(|a, b| timeline.compare_statements(*a, *b));
        statements
    }

    /// Its events in the order of time, each with whether it could as well stand elsewhere among them.
    #[must_use]
    pub fn in_open_order(&self) -> Vec<(EventIx, bool)> {
        let events = self.in_order();
        let open = self.timeline.open_among(&events);
        events.into_iter().zip(open).collect()
    }

    /// Its sources, in the order of the files.
    pub fn sources(&self) -> impl Iterator<Item = SourceIx> {
        (0..).map(SourceIx).zip(&self.sources).filter(|(_, is_in)| **is_in).map(|(source, _)| source)
    }

    /// Its actors, in the order of the files.
    pub fn actors(&self) -> impl Iterator<Item = ActorIx> {
        (0..).map(ActorIx).zip(&self.actors).filter(|(_, is_in)| **is_in).map(|(actor, _)| actor)
    }

    /// The disputes that lie wholly in it.
    pub fn disputes(&self) -> impl Iterator<Item = DisputeView<'t>> {
        self.disputes.iter().copied()
    }

    /// The disputes that its events are part of, whether or not all their sides lie in it.
    #[must_use]
    pub fn concerned(&self) -> BTreeSet<DisputeIx> {
        self.timeline.disputes_of_any(self.events.iter())
    }

    /// What does not lie wholly in it and is left out, a sentence each.
    #[must_use]
    pub fn left_out(&self) -> impl ExactSizeIterator<Item = String> {
        self.left_out.iter().map(|what| match what {
            LeftOut::Revision { from, to } => {
                let [from, to] = [from, to].map(|event| self.timeline.event(*event).address());
                format!("`revises` of a statement in {from} points to {to}, which is outside")
            }
            LeftOut::Dispute(dispute) => {
                format!("the dispute “{}” has a side outside", &*self.timeline.dispute(*dispute).record().question)
            }
        })
    }

    /// The excerpt as a document of its own, in the order of the files; what is written a part at a time is held
    /// against it.
    #[must_use]
    pub fn document(&self) -> Document {
        let whole = self.timeline.document();
        let mut document = self.frame();
        document.sources = whole.sources.some(self.sources().map(SourceIx::at));
        document.actors.0 = self.actors().map(|actor| whole.actors.0[actor.at()].clone()).collect();
        document.events = self.events.iter().map(|event| self.event_record(self.timeline, event)).collect();
        document.disputes = self.disputes().map(|dispute| self.dispute_record(self.timeline, dispute.ix())).collect();
        document
    }

    /// The excerpt as a document, but without its sources, actors, events and disputes, which may be many.
    #[must_use]
    pub fn frame(&self) -> Document {
        let whole = self.timeline.document();
        let mut frame = Document {
            title: whole.title.clone(),
            summary: whole.summary.clone(),
            timezone: whole.timezone.clone(),
            views: whole.views.clone(),
            extra: whole.extra.clone(),
            ..Document::default()
        };
        let day = self.timeline.known_on().map(|day| Value::Text(day.text().into()));
        frame.extra.extend(day.map(|day| (KNOWN_ON.into(), day)));
        frame
    }

    /// The record of a dispute of it, as `part` of its timeline has it.
    #[must_use]
    pub fn dispute_record(&self, part: &Timeline, dispute: DisputeIx) -> Dispute {
        let mut sides = part.side_records(dispute);
        sides.iter_mut().for_each(|side| self.readdress(side));
        Dispute { sides, ..part.dispute(dispute).record().clone() }
    }

    /// The record of an event of it, whose statements revise none that is not in it, as `part` of its timeline has it.
    #[must_use]
    pub fn event_record(&self, part: &Timeline, event: EventIx) -> Event {
        let mut record = part.event_record(event);
        for statement in &mut record.statements {
            statement.revises.retain(|id| part.statement_named(id).is_some_and(|id| self.holds_statement(id)));
        }
        record
    }

    /// `@N` counts places in the file, and those of the excerpt are others.
    fn readdress(&self, side: &mut Side) {
        let Some(event) = side.event.as_mut().filter(|event| event.starts_with('@')) else { return };
        let place = self.timeline.event_named(event).and_then(|ix| self.events.place(ix));
        if let Some(place) = place {
            event.value = format!("@{}", place + 1).into();
        }
    }

    fn holds_statement(&self, statement: StatementIx) -> bool {
        holds_statement(self.timeline, &self.events, statement)
    }

    /// Takes an actor and all that it belongs to, however long that chain is.
    fn take_actor(&mut self, actor: ActorIx) {
        let mut waiting = vec![actor];
        while let Some(actor) = waiting.pop() {
            if !std::mem::replace(&mut self.actors[actor.at()], true) {
                waiting.extend(self.timeline.actor(actor).member_of());
            }
        }
    }

    /// Takes sources and all that they have their matter from, however long these chains are.
    fn take_sources(&mut self, mut sources: Vec<SourceIx>) {
        while !sources.is_empty() {
            sources.retain(|source| !std::mem::replace(&mut self.sources[source.at()], true));
            let cited = |source: &SourceIx| self.timeline.source(*source).cites();
            let of_share = |share: Range<usize>| sources[share].iter().flat_map(cited).collect::<Vec<_>>();
            sources = in_shares(sources.len(), of_share).concat();
        }
    }

    fn choose_disputes(&mut self) {
        // Wanted for few disputes, and long in the making.
        let concerned = OnceCell::new();
        for dispute in self.timeline.disputes() {
            let (all, inside) =
                (dispute.sides().count(), dispute.sides().filter(|side| self.holds_side(*side)).count());
            if inside == all {
                if self.is_about(dispute, || concerned.get_or_init(|| self.concerned())) {
                    self.disputes.push(dispute);
                }
            } else if inside > 0 {
                self.left_out.push(LeftOut::Dispute(dispute.ix()));
            }
        }
    }

    /// A dispute among sources alone belongs to the events that it concerns; where it concerns none, to
    /// wherever its sources are.
    fn is_about<'c>(&self, dispute: DisputeView, concerned: impl Fn() -> &'c BTreeSet<DisputeIx>) -> bool {
        let among_sources = dispute.sides().all(|side| side.source().is_some());
        let whole = self.events.len() == self.timeline.events().len();
        whole || !among_sources || concerned().contains(&dispute.ix()) || !dispute.concerns_any()
    }

    /// A side of an event or statement is inside with its event, that of a source with its source.
    fn holds_side(&self, side: SideView) -> bool {
        match side.holder() {
            Some(Holder::Source(source)) => self.sources[source.at()],
            _ => side.event().is_some_and(|event| self.events.has(event)),
        }
    }
}

impl Used {
    /// Takes what an event uses, `inside` being all events of the excerpt.
    fn take_event(&mut self, timeline: &Timeline, event: EventIx, inside: &EventSet) {
        let view = timeline.event(event);
        self.actors.extend(view.actors());
        self.sources.extend(view.passages().filter_map(|passage| timeline.passage(passage).source()));
        for statement in view.statements() {
            let said = timeline.statement(statement);
            self.actors.extend(said.speaker());
            for via in said.via() {
                match via {
                    Via::Source(source) => self.sources.push(*source),
                    Via::Actor(actor) => self.actors.push(*actor),
                }
            }
            for revised in said.revises() {
                if !holds_statement(timeline, inside, *revised) {
                    let to = timeline.statement(*revised).event();
                    self.left_out.push(LeftOut::Revision { from: event, to });
                }
            }
        }
    }
}

fn holds_statement(timeline: &Timeline, inside: &EventSet, statement: StatementIx) -> bool {
    timeline.has(Passage::Statement(statement)) && inside.has(timeline.statement(statement).event())
}
