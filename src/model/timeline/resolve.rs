//! Documents put together as one whose ids are known and whose references are resolved.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use compact_str::CompactString;
use foldhash::fast::RandomState;

use crate::model::date::zone_minutes;
use crate::model::document::quick::{Piece, Stream};
use crate::model::document::{Dispute, Document, EventRef, GivenUp, Id, Key, Reread, Text, short};
use crate::model::finding::Finding;
use crate::model::place::{Files, Place};
use crate::model::progress::Progress;

use super::ids::Ids;
use super::lookup::{Lookup, Miss};
use super::passed::{Known, Passed};
use super::registry::Registry;
use super::words::FoldedWords;
use super::{ActorIx, SourceIx, StatementIx, Timeline};

/// One document of several: lists follow each other, the first title and summary count, and the
/// first of equal free keys. Two time zones are a finding, since a document has one.
pub fn put_together(documents: Vec<Document>) -> (Document, Vec<Finding>) {
    let mut all = documents.into_iter();
    let mut whole = all.next().unwrap_or_default();
    let mut findings = Vec::new();
    let mut free: HashSet<Key> = whole.extra.iter().map(|(key, _)| key.clone()).collect();
    for part in all {
        findings.extend(two_zones(&whole, &part));
        whole.title = whole.title.or(part.title);
        whole.summary = whole.summary.or(part.summary);
        whole.timezone = whole.timezone.or(part.timezone);
        whole.sources.append(part.sources);
        whole.actors.0.extend(part.actors.0);
        let before = whole.events.len();
        whole.disputes.extend(part.disputes.into_iter().map(|dispute| moved(dispute, before)));
        whole.events.append(part.events);
        whole.views.0.extend(part.views.0);
        whole.extra.extend(part.extra.into_iter().filter(|(key, _)| free.insert(key.clone())));
    }
    (whole, findings)
}

fn two_zones(whole: &Document, part: &Document) -> Option<Finding> {
    let (first, other) = (whole.timezone.as_ref()?, part.timezone.as_ref()?);
    let finding = Finding::error("timezone", other.place, "another file has another time zone");
    (zone_minutes(first) != zone_minutes(other))
        .then(|| finding.clashing_with(first.place).hint("files read as one timeline have one `timezone`"))
}

/// A dispute whose sides `@N` count on from the events of the files before.
fn moved(mut dispute: Dispute, before: usize) -> Dispute {
    for event in dispute.sides.iter_mut().filter_map(|side| side.event.as_mut()) {
        let place = event.strip_prefix('@').and_then(|place| place.parse::<usize>().ok());
        if let Some(place) = place {
            event.value = format!("@{}", place.saturating_add(before)).into();
        }
    }
    dispute
}

/// A finding for an id that is given twice: of what, where again, and where first.
fn given_twice(noun: &str, (id, again): (&str, Place), first: Place) -> Finding {
    let message = format!("duplicate id `{}`: another {noun} has it", short(id));
    let finding = Finding::error("duplicate-id", again, message);
    finding.clashing_with(first).hint("give one of them an id of its own")
}

/// The first of so many ids, with a finding for each that is given twice; `id` gives each with its place.
fn register<'d, Ix: From<usize> + Into<usize> + Copy + Send>(
    noun: &str,
    count: usize,
    id: impl Fn(usize) -> (&'d str, Place) + Sync,
    hashes: &RandomState,
    findings: &mut Vec<Finding>,
) -> Registry<Ix> {
    let (names, again) = Registry::new(count, |at| id(at).0, hashes.clone());
    let twice = |(again, first): (usize, usize)| given_twice(noun, id(again), id(first).1);
    findings.extend(again.into_iter().map(twice));
    names
}

/// The id of a record, with its place.
fn id_of<T>((id, _): &(Id, T)) -> (&str, Place) {
    (id, id.0.place)
}

/// A finding for each of these ids that is given twice; `id` gives what a number has as its id.
fn registered<'d>(noun: &str, ids: &Ids, id: impl Fn(u32) -> Option<&'d Id>, findings: &mut Vec<Finding>) {
    for same in ids.shared() {
        let mut first: HashMap<&str, Place> = HashMap::new();
        for id in same.iter().filter_map(|(_, number)| id(*number)) {
            match first.entry(id) {
                Entry::Occupied(first) => findings.push(given_twice(noun, (id, id.0.place), *first.get())),
                Entry::Vacant(free) => drop(free.insert(id.0.place)),
            }
        }
    }
}

/// The ids of actors and of sources.
struct Registered {
    actors: Registry<ActorIx>,
    sources: Registry<SourceIx>,
    hashes: RandomState,
}

impl Registered {
    /// Those of a document, hashed like this, with a finding for each that is given twice.
    fn of(document: &Document, hashes: RandomState) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let (actors, sources) = (&document.actors, &document.sources);
        let source = |at| (sources.id(at), sources.written(at));
        let actors = register("actor", actors.0.len(), |at| id_of(&actors.0[at]), &hashes, &mut findings);
        let sources = register("source", sources.len(), source, &hashes, &mut findings);
        (Self { actors, sources, hashes }, findings)
    }

    fn known<'t>(&'t self, progress: &'t Progress) -> Known<'t> {
        Known { actors: &self.actors, sources: &self.sources, hashes: &self.hashes, progress }
    }
}

impl Timeline {
    /// The timeline of a document, with its events read and all names looked up.
    pub(super) fn resolve(
        mut document: Document,
        files: Files,
        old: Option<&Self>,
        progress: &Progress,
    ) -> Result<(Self, Vec<Finding>), GivenUp> {
        let old = old.filter(|old| old.numbers_as(&document));
        let hashes = old.map_or_else(RandomState::default, |old| old.event_ids.hashes().clone());
        let (names, mut findings) = Registered::of(&document, hashes);
        let known = names.known(progress);
        let passed = match old {
            Some(old) => Passed::after(old, &document.events, &known)?,
            None => Passed::over(&document.events, 0..document.events.len(), &known)?,
        };
        document.events.leave_out(&passed.met.none);
        let timeline = Self::of_passed(document, files, names, passed, &mut findings);
        Ok((timeline, findings))
    }

    /// The timeline of a file that is read while its bytes come: of so many pieces, whose events `read` shows, with
    /// what stands before them given. `end` is told where they end, if that was met, reads what stands behind them, and
    /// gives the file with its length. Nothing where there is anything wrong with it, or where it has to be read as a whole.
    #[must_use]
    pub fn streamed(
        mut stream: Stream,
        files: Files,
        pieces: usize,
        read: impl Fn(&Stream, usize, &mut dyn FnMut(&EventRef)) -> Option<Piece> + Sync,
        end: impl FnOnce(&mut Stream, Option<usize>) -> Option<(Arc<dyn Reread>, usize)>,
    ) -> Option<Self> {
        let (names, mut findings) = Registered::of(&stream.document, RandomState::default());
        let (progress, mut all) = (Progress::default(), Passed::default());
        let (mut found, mut is_sound) = (Vec::<Piece>::new(), true);
        let known = names.known(&progress);
        let rows = |nth, rows: &mut Passed| {
            let piece = read(&stream, nth, &mut |event| rows.take(event, &known));
            rows.answer(&known);
            piece
        };
        // Where the events end is no fault.
        let _end: Result<(), ()> = all.put_in_order(pieces, rows, |piece: Option<Piece>| {
            is_sound &= piece.is_some();
            let is_last = piece.as_ref().is_none_or(|piece| piece.section_end.is_some());
            found.extend(piece);
            if is_last { Err(()) } else { Ok(()) }
        });
        if !is_sound || !findings.is_empty() {
            return None;
        }
        let section_end = found.last().and_then(|piece| piece.section_end);
        let (file, length) = end(&mut stream, section_end)?;
        let document = stream.into_document(found, file, length);
        let timeline = Self::of_passed(document, files, names, all, &mut findings);
        findings.is_empty().then_some(timeline)
    }

    /// The timeline of a document whose events were passed over, with all names looked up. Ids of events, those of
    /// statements, and the chains of citations are put in order beside each other.
    fn of_passed(
        document: Document,
        files: Files,
        names: Registered,
        passed: Passed,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let Registered { actors, sources, hashes } = names;
        findings.extend(passed.met.findings);
        let views = &document.views.0;
        register::<usize>("view", views.len(), |at| id_of(&views[at]), &hashes, findings);
        let mut timeline = Self {
            records: document.events.clone(),
            document: Arc::new(document),
            files,
            rows: Arc::new(passed.rows),
            actor_ids: Arc::new(actors),
            source_ids: Arc::new(sources),
            ..Self::default()
        };
        timeline.list_all();
        let ids = |given: &[(u32, u32)]| Arc::new(Ids::new(hashes.clone(), given));
        let (event_ids, (statement_ids, chains)) = rayon::join(
            || ids(&passed.event_ids),
            || rayon::join(|| ids(&passed.statement_ids), || timeline.follow_citations()),
        );
        (timeline.event_ids, timeline.statement_ids) = (event_ids, statement_ids);
        timeline.folded = FoldedWords::room(timeline.records.len());
        timeline.find_ids_given_twice(findings);
        timeline.resolve_disputes();
        findings.extend(timeline.look_up(passed.misses, passed.revises, &passed.statement_names));
        (timeline.citations, timeline.origins) = (Arc::new(chains.citations), Arc::new(chains.origins));
        findings.extend(chains.findings);
        timeline
    }

    fn find_ids_given_twice(&self, findings: &mut Vec<Finding>) {
        let events = self.unread();
        registered("event", &self.event_ids, |ix| events.records[ix as usize].id.as_ref(), findings);
        let statement = |ix| events.statement_record(StatementIx(ix)).id.as_ref();
        registered("statement", &self.statement_ids, statement, findings);
    }

    /// Looks up which statements are revised, and all that is named outside of the events.
    fn look_up(
        &mut self,
        mut misses: Vec<Miss>,
        revises: Vec<(StatementIx, Vec<Text>)>,
        names: &[(CompactString, u32)],
    ) -> Vec<Finding> {
        // Not batch by batch: the first of very many are those that get a hint.
        misses.sort_by_key(|miss| miss.name.place);
        let unread = self.unread();
        let mut lookup = Lookup::new(&unread);
        misses.iter().for_each(|miss| lookup.miss(miss));
        let revises = lookup.revised(revises, names);
        lookup.the_rest();
        let findings = lookup.findings();
        self.revises = Arc::new(revises);
        findings
    }
}
