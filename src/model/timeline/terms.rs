//! What the fields of a query may name, each spelling once, with the events that it leads to.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::model::among::EventSet;
use crate::model::batch::BATCH;
use crate::model::document::Sources;
use crate::model::finding::nearest;
use crate::model::fold::{Wanted, fold};
use crate::model::threads::in_pieces;

use super::lists::Lists;
use super::names::Names;
use super::postings::{OfAny, OfEach};
use super::values::Values;
use super::{ActorIx, EventIx, SourceIx, Timeline};

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

/// How many facets there are.
const FACETS: usize = Facet::Id as usize + 1;

/// A spelling of something that can be named.
#[derive(Clone, Copy)]
pub struct Term<'t> {
    names: &'t Names,
    nth: usize,
}

impl<'t> Term<'t> {
    /// As it is written in the file.
    #[must_use]
    pub fn text(self) -> &'t str {
        self.names.text(self.nth)
    }

    /// Folded by [`fold`].
    #[must_use]
    pub fn folded(self) -> &'t str {
        self.names.folded(self.nth)
    }

    /// The number of what it names; that of an actor or source is its index.
    #[must_use]
    pub fn thing(self) -> usize {
        self.names.thing(self.nth)
    }

    /// Is it an id?
    #[must_use]
    pub fn is_id(self) -> bool {
        self.names.is_id(self.nth)
    }
}

/// How well a thing fits a part of a name: it begins with it, a word in it does, or it stands in it somewhere.
#[derive(Clone, Copy)]
pub struct Fit<'t> {
    /// The thing.
    pub thing: usize,
    /// 0 is best.
    pub rank: u8,
    /// The first of its spellings that fits so well.
    pub term: Term<'t>,
}

/// Everything of one kind that can be named.
#[derive(Clone, Copy)]
pub struct Terms<'t> {
    timeline: &'t Timeline,
    facet: Facet,
}

/// More spellings than these are not all compared for "did you mean", only those with the same first letter.
const COMPARED: usize = 1_000;

impl<'t> Terms<'t> {
    fn names(self) -> &'t Names {
        &self.timeline.named(self.facet).names
    }

    /// Every spelling, in the order of the files.
    pub fn all(self) -> impl Iterator<Item = Term<'t>> {
        (0..self.names().len()).map(move |nth| self.term(nth))
    }

    fn term(self, nth: usize) -> Term<'t> {
        Term { names: self.names(), nth }
    }

    /// The spellings of a thing, an id first.
    pub fn of(self, thing: usize) -> impl Iterator<Item = Term<'t>> {
        self.names().of(thing..thing + 1).map(move |nth| self.term(nth))
    }

    /// How many things there are.
    #[must_use]
    pub fn things(self) -> usize {
        let document = &self.timeline.document;
        match self.facet {
            Facet::Actor | Facet::Speaker => document.actors.0.len(),
            Facet::Source => document.sources.len(),
            Facet::Tag | Facet::Topic | Facet::Outlet | Facet::Place | Facet::Id => self.names().things(),
        }
    }

    /// What has this id, where its names need not be gathered to tell.
    fn of_id(self, id: &str) -> Option<usize> {
        match self.facet {
            Facet::Actor | Facet::Speaker => self.timeline.actor_named(id).map(ActorIx::at),
            Facet::Source => self.timeline.source_named(id).map(SourceIx::at),
            Facet::Tag | Facet::Topic | Facet::Outlet | Facet::Place | Facet::Id => None,
        }
    }

    /// The events that a thing leads to, in the order of the files.
    #[must_use]
    pub fn events(self, thing: usize) -> &'t [EventIx] {
        self.timeline.postings_of_each(self.facet).of(thing)
    }

    /// The events that any of these things leads to.
    #[must_use]
    pub fn events_of_any(self, things: &[usize]) -> EventSet {
        if things.is_empty() {
            return EventSet::default();
        }
        let Postings { of_each, is_asked } = &self.timeline.terms.postings[self.facet as usize];
        // Who asks once is told sooner without the events of every thing; who asks again is likely to go on asking.
        if is_asked.swap(true, Ordering::Relaxed) || of_each.get().is_some() {
            let postings = self.timeline.postings_of_each(self.facet);
            return things.iter().flat_map(|thing| postings.of(*thing)).copied().collect();
        }
        let mut is_wanted = vec![false; self.things()];
        things.iter().for_each(|thing| is_wanted[*thing] = true);
        self.timeline.postings(self.facet, &OfAny(&is_wanted))
    }

    /// The things of a name: one whose id it is; else those with that name; else, where `part` allows it, those
    /// with a name that it is part of. Case counts where a capital letter is typed and such a name is there.
    #[must_use]
    pub fn named(self, name: &str, part: bool) -> Vec<usize> {
        if let Some(thing) = self.of_id(name) {
            return vec![thing];
        }
        let (wanted, folded) = (Wanted::new(name), fold(name));
        let whole = self.names().whole(&folded);
        let is_it = |nth: &&usize| self.names().is_id(**nth) && self.names().text(**nth) == name;
        if let Some(id) = whole.iter().find(is_it) {
            return vec![self.names().thing(*id)];
        }
        let found = self.cased(&whole, &wanted, Wanted::are);
        if !found.is_empty() || !part {
            return found;
        }
        let mut within = Vec::new();
        self.names().each_with(&folded, 0..self.names().len(), |nth, _| within.push(nth));
        within.dedup();
        self.cased(&within, &wanted, Wanted::stand_in)
    }

    /// The things of these spellings; where case counts, of those only that fit in case too, if there are any.
    fn cased(self, fitting: &[usize], wanted: &Wanted, fits: fn(&Wanted, &str) -> bool) -> Vec<usize> {
        let fits_in_case = |nth: &&usize| wanted.is_cased() && fits(wanted, self.names().text(**nth));
        let mut things: Vec<usize> = fitting.iter().filter(fits_in_case).map(|nth| self.names().thing(*nth)).collect();
        if things.is_empty() {
            things = fitting.iter().map(|nth| self.names().thing(*nth)).collect();
        }
        things.dedup();
        things
    }

    /// Gives each thing that has a name in which the words stand; an id is none. One that has several such names may
    /// be given again.
    pub fn each_name_with(self, words: &Wanted, mut put: impl FnMut(usize)) {
        let (names, mut last) = (self.names(), None);
        names.each_with(&fold(words.typed()), 0..names.len(), |nth, _| {
            // They may stand more than once in a name.
            let is_new = last.replace(nth) != Some(nth);
            if is_new && !names.is_id(nth) && (!words.is_cased() || words.stand_in(names.text(nth))) {
                put(names.thing(nth));
            }
        });
    }

    /// Gives each thing of a range that has a name with `part` in it, which is folded.
    pub fn each_fitting(self, part: &str, things: Range<usize>, mut put: impl FnMut(Fit<'t>)) {
        let (mut best, mut thing): (Option<Fit>, usize) = (None, things.start);
        self.names().each_with(part, self.names().of(things), |nth, at| {
            while self.names().of(thing..thing + 1).end <= nth {
                thing += 1;
            }
            let before = self.names().folded(nth)[..at].chars().next_back();
            let rank = match before {
                None => 0,
                Some(letter) if !letter.is_alphanumeric() => 1,
                Some(_) => 2,
            };
            match &mut best {
                Some(known) if known.thing == thing => {
                    if rank < known.rank {
                        *known = Fit { thing, rank, term: self.term(nth) };
                    }
                }
                known => {
                    let fit = Fit { thing, rank, term: self.term(nth) };
                    known.replace(fit).into_iter().for_each(&mut put);
                }
            }
        });
        best.into_iter().for_each(put);
    }

    /// The spelling most like a name that is none, if one is near enough to be meant.
    #[must_use]
    pub fn nearest(self, name: &str) -> Option<&'t str> {
        let first = fold(name).chars().next();
        let compared = match first {
            _ if self.names().len() <= COMPARED => (0..self.names().len()).collect(),
            None => self.names().whole(""),
            Some(first) => self.names().beginning(first.encode_utf8(&mut [0; 4]), COMPARED),
        };
        nearest(name, compared.into_iter().map(|nth| self.names().text(nth)))
    }
}

/// The terms of every facet, each made when it is first asked for; a timeline as it was known on a day has the
/// names of the whole, since a name is a name whether it was known or not.
#[derive(Debug, Clone, Default)]
pub(super) struct TermTable {
    named: Arc<[OnceLock<Named>; FACETS]>,
    postings: Arc<[Postings; FACETS]>,
}

/// The events that the things of a facet lead to.
#[derive(Debug, Default)]
struct Postings {
    of_each: OnceLock<Lists<EventIx>>,
    /// Did anybody ask for those of some things?
    is_asked: AtomicBool,
}

impl TermTable {
    /// The same names, of a timeline as it was known on another day.
    pub fn as_known(&self) -> Self {
        Self { named: Arc::clone(&self.named), ..Self::default() }
    }
}

/// The names of a facet.
#[derive(Debug, Default)]
struct Named {
    names: Names,
    /// Those that each source has, where they are outlets; those that each event has, where they are ids.
    had: Lists<u32>,
}

impl Named {
    fn with(names: Names) -> Self {
        Self { names, ..Self::default() }
    }

    /// Things that are nothing but a text, each of which was met already.
    fn of_values(values: &Values) -> Self {
        let mut names = Names::of_one(false);
        values.names.iter().for_each(|name| names.add([&**name]));
        Self::with(names)
    }

    /// The outlets of sources.
    fn outlets(sources: &Sources) -> Self {
        let mut named = Self::with(Names::of_one(false));
        let mut known: HashMap<String, u32> = HashMap::new();
        for at in 0..sources.len() {
            let outlet = sources.look_at(at, |source| {
                let name = source.outlet?.text;
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                Some(known.get(name).copied().unwrap_or_else(|| {
                    named.names.add([name]);
                    known.insert(name.to_owned(), next);
                    next
                }))
            });
            named.had.push(outlet);
        }
        named
    }
}

/// Every facet, at the place of its number; that of ids, which takes longest, last.
const ALL: [Facet; FACETS] =
    [Facet::Actor, Facet::Speaker, Facet::Tag, Facet::Topic, Facet::Source, Facet::Outlet, Facet::Place, Facet::Id];

impl Timeline {
    /// Makes the tables of all that can be named, so that who names something does not wait for them.
    pub fn prepare_terms(&self) {
        ALL.into_iter().for_each(|facet| {
            let _ = self.postings_of_each(facet);
        });
    }

    /// Everything that can be named of a kind.
    #[must_use]
    pub fn terms(&self, facet: Facet) -> Terms<'_> {
        Terms { timeline: self, facet }
    }

    fn postings_of_each(&self, facet: Facet) -> &Lists<EventIx> {
        let of_each = &self.terms.postings[facet as usize].of_each;
        of_each.get_or_init(|| self.postings(facet, &OfEach(self.terms(facet).things())))
    }

    /// As [`Named::had`].
    pub(super) fn had(&self, facet: Facet) -> &Lists<u32> {
        &self.named(facet).had
    }

    fn named(&self, facet: Facet) -> &Named {
        self.terms.named[facet as usize].get_or_init(|| self.gather(facet))
    }

    /// The names of a facet, all that the files have.
    fn gather(&self, facet: Facet) -> Named {
        let sources = &self.document.sources;
        let mut names = Names::of_many();
        match facet {
            Facet::Actor | Facet::Speaker => {
                for actor in (0..self.document.actors.0.len()).map(super::ActorIx::of) {
                    let view = self.actor(actor);
                    names.add(std::iter::once(view.id()).chain(view.names()));
                }
            }
            Facet::Source => {
                for at in 0..sources.len() {
                    sources.look_at(at, |source| {
                        let names_of = [source.title, source.outlet].into_iter().flatten();
                        names.add(std::iter::once(sources.id(at)).chain(names_of.map(|name| name.text)));
                    });
                }
            }
            Facet::Id => return self.ids(),
            Facet::Tag => return Named::of_values(&self.rows.tags),
            Facet::Place => return Named::of_values(&self.rows.places),
            Facet::Topic => return Named::of_values(&self.rows.topics),
            Facet::Outlet => return Named::outlets(sources),
        }
        Named::with(names)
    }

    /// The ids of events, each with those of its statements behind it.
    fn ids(&self) -> Named {
        // One text for those of a batch, with their ends: a text for each would take more room than all of them.
        let of_batch = |batch: Range<usize>| {
            let (mut text, mut ends) = (String::new(), Lists::default());
            self.records.each_lent(batch, |_, event| {
                let statements = event.statements.iter().filter_map(|said| said.id);
                ends.push(event.id.into_iter().chain(statements).map(|id| {
                    text.push_str(&id);
                    text.len()
                }));
            });
            (text, ends)
        };
        let batches = in_pieces(self.records.len(), BATCH, of_batch);
        let mut named = Named::with(Names::of_one(true));
        named.names.make_room(
            batches.iter().map(|(_, ends)| ends.all().len()).sum(),
            batches.iter().map(|(text, _)| text.len()).sum(),
        );
        for (text, ends) in batches {
            let mut begin = 0;
            for of_event in (0..ends.len()).map(|event| ends.of(event)) {
                let first = named.names.len();
                for end in of_event {
                    named.names.add([&text[begin..*end]]);
                    begin = *end;
                }
                named.had.push((first..named.names.len()).map(|nth| u32::try_from(nth).unwrap_or(u32::MAX)));
            }
        }
        named
    }
}
