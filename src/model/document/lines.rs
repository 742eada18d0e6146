//! Files of events alone, one a line, whose actors and sources are made from their use.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use bumpalo::Bump;
use compact_str::CompactString;
use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::model::finding::Finding;
use crate::model::text::{Stretch, Whole};

use super::events::Events;
use super::field::{Faults, Field};
use super::slug::{Id, slug};
use super::texts::Text;
use super::unread::{Held, Unread};
use super::{Actor, Document, Event, Source, json, node, quick};

/// Reads the event that is one line of a file, with room for what is put together for it; nothing where it is no event,
/// which is a finding, or no JSON, which is a fault.
type ReadLine = fn(&Whole, &Bump, u32, Range<usize>, &mut Faults) -> Result<Option<Event>, Box<Finding>>;

/// A line quickly, where every reader takes it alike.
fn line(
    text: &Whole,
    room: &Bump,
    file: u32,
    at: Range<usize>,
    faults: &mut Faults,
) -> Result<Option<Event>, Box<Finding>> {
    if let Some(event) = quick::object(text.stretch(), room, file, at.clone(), faults.offset) {
        return Ok(Some(Event::keep(event, text)));
    }
    match json::parse(&text[at.clone()], file, at.start) {
        Some(node) => Ok(Event::read(&node, faults)),
        None => line_in_full(text, room, file, at, faults),
    }
}

/// A line by the full reader.
fn line_in_full(
    text: &Whole,
    _: &Bump,
    file: u32,
    at: Range<usize>,
    faults: &mut Faults,
) -> Result<Option<Event>, Box<Finding>> {
    node::parse(&text[at.clone()], file, at.start).map(|node| Event::read(&node, faults))
}

/// How many lines are read by one thread before it takes the next of them.
const LINES: usize = 1024;

/// What was read of a file of lines.
pub struct Lines {
    /// What could be understood.
    pub document: Document,
    /// What could not, in the order of the file.
    pub findings: Vec<Finding>,
    /// Is a line no JSON?
    pub is_broken: bool,
}

/// Reads a file of lines, of which each that is not blank is an event.
pub fn read(text: &Whole, file: u32) -> Lines {
    let lines = written(text);
    match named_by_ids(text, file, &lines) {
        Some(document) => Lines { document, findings: Vec::new(), is_broken: false },
        None => kept(text, file, &lines, line),
    }
}

/// As [`read`], always by the full reader.
pub fn read_in_full(text: &Whole, file: u32) -> Lines {
    kept(text, file, &written(text), line_in_full)
}

/// The lines that are not blank, without white space behind them.
fn written(text: &str) -> Vec<Range<usize>> {
    let mut base = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        base += line.len();
        base - line.len()..base - line.len() + line.trim_end().len()
    });
    lines.filter(|line| !text[line.clone()].trim().is_empty()).collect()
}

/// The document of lines whose actors and sources all go by ids, with which nothing is wrong: their events can be read
/// when they are wanted. Nothing of other lines.
fn named_by_ids(text: &Whole, file: u32, lines: &[Range<usize>]) -> Option<Document> {
    u32::try_from(text.len()).ok()?;
    let size = lines.len().div_ceil(4 * rayon::current_num_threads()).max(LINES);
    let parts: Option<Vec<Used>> = lines.par_chunks(size).map(|lines| Used::of(text, file, lines)).collect();
    let Used { mut actors, sources, via } = parts?.into_iter().reduce(Used::and)?;
    actors.extend(via.into_iter().filter(|via| !sources.contains(via)));
    let named = |names: Ids| {
        let mut names: Vec<CompactString> = names.into_iter().collect();
        names.sort_unstable();
        names.into_iter().map(|name| (Id(Text::from(&*name)), Text::from(&*name)))
    };
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let at = lines.iter().map(|line| small(line.start)..small(line.end)).collect();
    let events = Events::later(Unread { text: Held::Kept(text.again()), file, offset: 0, at, how: json::event });
    Some(document(events, named(actors), named(sources)))
}

type Ids = HashSet<CompactString, RandomState>;

/// What lines name, as long as each name is an id as it would be made of it.
#[derive(Default)]
struct Used {
    actors: Ids,
    sources: Ids,
    /// What is one of the actors, unless it is one of the sources.
    via: Ids,
}

impl Used {
    fn of(text: &str, file: u32, lines: &[Range<usize>]) -> Option<Self> {
        let (mut used, mut room) = (Self::default(), Bump::new());
        for line in lines {
            let event = quick::object(Stretch { text, base: 0 }, &room, file, line.clone(), 0)?;
            event.actors.iter().try_for_each(|actor| meet(&mut used.actors, actor))?;
            event.evidence.iter().try_for_each(|evidence| meet(&mut used.sources, &evidence.source))?;
            for statement in event.statements {
                meet(&mut used.actors, &statement.speaker)?;
                statement.source.iter().try_for_each(|source| meet(&mut used.sources, source))?;
                statement.via.iter().try_for_each(|via| meet(&mut used.via, via))?;
            }
            room.reset();
        }
        Some(used)
    }

    fn and(mut self, other: Self) -> Self {
        self.actors.extend(other.actors);
        self.sources.extend(other.sources);
        self.via.extend(other.via);
        self
    }
}

/// Puts a name among the others; nothing where its id would be another.
fn meet(names: &mut Ids, name: &str) -> Option<()> {
    if !names.contains(name) {
        (slug(name) == name).then(|| names.insert(name.into()))?;
    }
    Some(())
}

/// The document of lines whose events are all read now, each by `read`.
fn kept(text: &Whole, file: u32, lines: &[Range<usize>], read: ReadLine) -> Lines {
    let some = |lines: &[Range<usize>]| {
        let (mut events, mut faults, mut is_broken) = (Vec::new(), Faults::default(), false);
        let (text, mut room) = (text.again(), Bump::new());
        for line in lines {
            match read(&text, &room, file, line.clone(), &mut faults) {
                Ok(event) => events.extend(event),
                Err(fault) => {
                    is_broken = true;
                    faults.findings.push(*fault);
                }
            }
            room.reset();
        }
        (events, faults.findings, is_broken)
    };
    let parts: Vec<_> =
        if lines.len() <= LINES { vec![some(lines)] } else { lines.par_chunks(LINES).map(some).collect() };
    let (mut events, mut findings, mut is_broken) = (Vec::new(), Vec::new(), false);
    for (part, found, broken) in parts {
        events.extend(part);
        findings.extend(found);
        is_broken |= broken;
    }
    Lines { document: made_of_use(events), findings, is_broken }
}

/// The ids given to actors or sources that a file only names by use.
#[derive(Default)]
struct Made {
    ids: HashMap<String, String, RandomState>,
    taken: HashSet<String, RandomState>,
    /// How many names have had the same slug.
    counts: HashMap<String, usize, RandomState>,
}

impl Made {
    /// Puts a slug for the name in its place, the same for the same name.
    fn rename(&mut self, name: &mut Text) {
        if !self.ids.contains_key(&**name) {
            self.meet(name);
        }
        let slug = &self.ids[&**name];
        if **slug != **name {
            name.value = slug.as_str().into();
        }
    }

    /// Makes the slug of a name that is met for the first time.
    fn meet(&mut self, name: &str) {
        let slug = slug(name);
        let count = self.counts.entry(slug.clone()).or_default();
        let mut id = slug.clone();
        *count += 1;
        while *count > 1 || self.taken.contains(&id) {
            id = format!("{slug}-{count}");
            if !self.taken.contains(&id) {
                break;
            }
            *count += 1;
        }
        self.taken.insert(id.clone());
        self.ids.insert(name.to_owned(), id);
    }

    /// Every id with the name that it was made from, in the order of the ids.
    fn named(self) -> impl Iterator<Item = (Id, Text)> {
        let mut pairs: Vec<_> = self.ids.into_iter().map(|(name, id)| (id, name)).collect();
        pairs.sort();
        pairs.into_iter().map(|(id, name)| (Id(Text::from(id.as_str())), Text::from(name.as_str())))
    }
}

/// The document of a file of events alone, whose actors and sources are made from their use: the name that is used
/// is the name shown, and a slug of it the id.
fn made_of_use(mut events: Vec<Event>) -> Document {
    let (mut actors, mut sources) = (Made::default(), Made::default());
    for event in &mut events {
        event.actors.iter_mut().for_each(|actor| actors.rename(actor));
        event.evidence.iter_mut().for_each(|evidence| sources.rename(&mut evidence.source));
        for statement in &mut event.statements {
            actors.rename(&mut statement.speaker);
            statement.source.iter_mut().for_each(|source| sources.rename(source));
        }
    }
    for via in events.iter_mut().flat_map(|event| &mut event.statements).flat_map(|statement| &mut statement.via) {
        if sources.ids.contains_key(&**via) { sources.rename(via) } else { actors.rename(via) }
    }
    document(events.into(), actors.named(), sources.named())
}

/// A document of these events, whose actors and sources have nothing but an id and a name.
fn document(
    events: Events,
    actors: impl Iterator<Item = (Id, Text)>,
    sources: impl Iterator<Item = (Id, Text)>,
) -> Document {
    let mut document = Document { events, ..Document::default() };
    document.actors.0 = actors.map(|(id, name)| (id, Actor { name, ..Actor::default() })).collect();
    document.sources = sources.map(|(id, title)| (id, Source { title: Some(title), ..Source::default() })).collect();
    document
}
