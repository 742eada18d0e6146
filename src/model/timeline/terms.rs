//! What the fields of a query may name, each spelling once, with the events that it leads to.

use std::collections::HashMap;

use crate::model::finding::nearest;
use crate::model::fold::{Wanted, fold};

use super::{ActorIx, EventIx, Passage, SourceIx, Timeline};

/// What can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Who takes part or speaks, by id, name or alias.
    Actor,
    /// Who speaks, by id, name or alias.
    Speaker,
    /// A tag of events.
    Tag,
    /// A topic of statements.
    Topic,
    /// A source, by id, title or outlet.
    Source,
    /// An outlet of sources.
    Outlet,
    /// A place of events.
    Place,
    /// An event or statement, by id.
    Id,
}

/// A spelling of something that can be named.
#[derive(Debug, Clone)]
pub struct Term {
    text: Box<str>,
    folded: Box<str>,
    thing: u32,
    is_id: bool,
}

impl Term {
    /// As it is written in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Folded by [`fold`].
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The number of what it names; that of an actor or source is its index.
    #[must_use]
    pub fn thing(&self) -> usize {
        self.thing as usize
    }

    /// Is it an id?
    #[must_use]
    pub fn is_id(&self) -> bool {
        self.is_id
    }
}

/// Everything of one kind that can be named.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    terms: Vec<Term>,
    events: Vec<Vec<EventIx>>,
}

/// More spellings than these are not all compared for "did you mean", only those with the same first letter.
const COMPARED: usize = 1_000;

impl Terms {
    /// Every spelling, in the order of the files.
    #[must_use]
    pub fn all(&self) -> &[Term] {
        &self.terms
    }

    /// The spellings of a thing, an id first.
    pub fn of(&self, thing: usize) -> impl Iterator<Item = &Term> {
        let first = self.terms.partition_point(|term| term.thing() < thing);
        self.terms[first..].iter().take_while(move |term| term.thing() == thing)
    }

    /// How many things there are.
    #[must_use]
    pub fn things(&self) -> usize {
        self.events.len()
    }

    /// The events that a thing leads to.
    #[must_use]
    pub fn events(&self, thing: usize) -> &[EventIx] {
        self.events.get(thing).map_or(&[], Vec::as_slice)
    }

    /// The things of a name: one whose id it is; else those with that name; else, where `part` allows it, those
    /// with a name that it is part of. Case counts where a capital letter is typed and such a name is there.
    #[must_use]
    pub fn named(&self, name: &str, part: bool) -> Vec<usize> {
        if let Some(term) = self.terms.iter().find(|term| term.is_id && *term.text == *name) {
            return vec![term.thing()];
        }
        let wanted = Wanted::new(name);
        let whole = |term: &&Term| wanted.are_folded(&term.folded);
        let within = |term: &&Term| wanted.stand_in_folded(&term.folded);
        let found = self.cased(whole, |term| wanted.are(&term.text));
        if found.is_empty() && part { self.cased(within, |term| wanted.stand_in(&term.text)) } else { found }
    }

    /// The things whose term fits; those only that fit in case too, if there are any.
    fn cased(&self, fits: impl Fn(&&Term) -> bool, fits_in_case: impl Fn(&Term) -> bool) -> Vec<usize> {
        let fitting: Vec<&Term> = self.terms.iter().filter(fits).collect();
        let mut things: Vec<usize> =
            fitting.iter().filter(|term| fits_in_case(term)).map(|term| term.thing()).collect();
        if things.is_empty() {
            things = fitting.iter().map(|term| term.thing()).collect();
        }
        things.sort_unstable();
        things.dedup();
        things
    }

    /// The spelling most like a name that is none, if one is near enough to be meant.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let first = fold(name).chars().next();
        let few = self.terms.len() <= COMPARED;
        let compared = self.terms.iter().filter(|term| few || term.folded.chars().next() == first).take(COMPARED);
        nearest(name, compared.map(Term::text))
    }

    fn add(&mut self, thing: usize, text: &str, is_id: bool) {
        let thing = u32::try_from(thing).unwrap_or(u32::MAX);
        self.terms.push(Term { text: text.into(), folded: fold(text).into(), thing, is_id });
    }
}

/// The terms of every facet.
#[derive(Debug, Clone, Default)]
pub(super) struct TermTable {
    actors: Terms,
    speakers: Terms,
    tags: Terms,
    topics: Terms,
    sources: Terms,
    outlets: Terms,
    places: Terms,
    ids: Terms,
}

impl TermTable {
    /// The terms of the `whole`, each with the events of the timeline, which may be less of it than that: a name is
    /// a name whether it was known or not.
    pub(super) fn new(whole: &Timeline, timeline: &Timeline) -> Self {
        let mut table = Self::gather(whole, timeline);
        for events in table.all_mut().into_iter().flat_map(|terms| &mut terms.events) {
            events.sort_unstable();
            events.dedup();
        }
        table
    }

    fn gather(whole: &Timeline, timeline: &Timeline) -> Self {
        let each_event = |put: &mut dyn FnMut(EventIx, &[EventIx])| {
            let known = |event: EventIx| if timeline.has_event(event) { vec![event] } else { Vec::new() };
            whole.order.iter().for_each(|event| put(*event, &known(*event)));
        };
        Self {
            actors: actors(whole, |actor| timeline.events_of(actor).to_vec()),
            speakers: actors(whole, |actor| timeline.spoken_in(actor)),
            tags: values(|add| {
                each_event(&mut |event, known| whole.event(event).tags().for_each(|tag| add(tag, known)));
            }),
            topics: values(|add| {
                each_event(&mut |event, _| {
                    for statement in whole.event(event).statements() {
                        let known = if timeline.has(Passage::Statement(statement)) { vec![event] } else { Vec::new() };
                        whole.statement(statement).record().topics.iter().for_each(|topic| add(topic, &known));
                    }
                });
            }),
            sources: sources(whole, timeline),
            outlets: values(|add| {
                for source in whole.sources() {
                    let outlet = timeline.source(source).record().outlet.as_deref();
                    outlet.iter().for_each(|outlet| add(outlet, &timeline.rests_on(source)));
                }
            }),
            places: values(|add| {
                each_event(&mut |event, known| whole.event(event).place().iter().for_each(|place| add(place, known)));
            }),
            ids: ids(whole),
        }
    }
}

impl TermTable {
    fn all_mut(&mut self) -> [&mut Terms; 8] {
        let Self { actors, speakers, tags, topics, sources, outlets, places, ids } = self;
        [actors, speakers, tags, topics, sources, outlets, places, ids]
    }
}

fn actors(timeline: &Timeline, events: impl Fn(ActorIx) -> Vec<EventIx>) -> Terms {
    let mut terms = Terms { terms: Vec::new(), events: timeline.actors().map(events).collect() };
    for actor in timeline.actors() {
        let view = timeline.actor(actor);
        terms.add(actor.at(), view.id(), true);
        view.names().for_each(|name| terms.add(actor.at(), name, false));
    }
    terms
}

fn sources(whole: &Timeline, timeline: &Timeline) -> Terms {
    let events = whole.sources().map(|source| timeline.rests_on(source)).collect();
    let mut terms = Terms { terms: Vec::new(), events };
    for source in whole.sources() {
        let view = timeline.source(source);
        terms.add(source.at(), view.id(), true);
        let names = [view.record().title.as_deref(), view.record().outlet.as_deref()];
        names.into_iter().flatten().for_each(|name| terms.add(source.at(), name, false));
    }
    terms
}

/// Things that are nothing but a text, each with its events.
fn values<'t>(each: impl FnOnce(&mut dyn FnMut(&'t str, &[EventIx]))) -> Terms {
    let mut terms = Terms::default();
    let mut known: HashMap<&str, usize> = HashMap::new();
    each(&mut |text, events| {
        let thing = *known.entry(text).or_insert_with(|| {
            terms.add(terms.events.len(), text, false);
            terms.events.push(Vec::new());
            terms.events.len() - 1
        });
        terms.events[thing].extend(events);
    });
    terms
}

fn ids(timeline: &Timeline) -> Terms {
    let mut terms = Terms::default();
    let mut add = |id: Option<&str>, event: EventIx| {
        if let Some(id) = id {
            terms.add(terms.events.len(), id, true);
            terms.events.push(vec![event]);
        }
    };
    for event in timeline.events() {
        add(timeline.event(event).id(), event);
        let statements = timeline.event(event).statements();
        statements.for_each(|statement| add(timeline.statement(statement).record().id.as_deref(), event));
    }
    terms
}

impl Timeline {
    /// Everything that can be named of a kind.
    #[must_use]
    pub fn terms(&self, facet: Facet) -> &Terms {
        let table = self.terms.get_or_init(|| TermTable::new(self, self));
        match facet {
            Facet::Actor => &table.actors,
            Facet::Speaker => &table.speakers,
            Facet::Tag => &table.tags,
            Facet::Topic => &table.topics,
            Facet::Source => &table.sources,
            Facet::Outlet => &table.outlets,
            Facet::Place => &table.places,
            Facet::Id => &table.ids,
        }
    }

    /// The events in which an actor speaks.
    fn spoken_in(&self, actor: ActorIx) -> Vec<EventIx> {
        self.statements_of(actor).iter().map(|statement| self.statement(*statement).event()).collect()
    }

    /// The events of which a passage stands in the source, or came through it.
    fn rests_on(&self, source: SourceIx) -> Vec<EventIx> {
        let carried = self.passages_of(source).iter().map(|passage| passage.event(self));
        let via =
            self.index().statements_via.of(source.at()).iter().map(|statement| self.statement(*statement).event());
        carried.chain(via).collect()
    }
}
