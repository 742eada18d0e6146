//! JSON text as the same tree that the reader of YAML makes of it, at the speed of JSON; or not at all.
//!
//! JSON is nearly a part of YAML. Where the two may differ (odd characters, tabs, numbers of many digits, keys of many
//! lines, surrogates) this gives way, and so it does for whatever is no JSON: the reader of YAML decides.

use std::ops::Range;

use bumpalo::Bump;
use memchr::memchr2;

use crate::model::place::Place;
use crate::model::text::{Stretch, Whole};

use super::field::{Faults, Field};
use super::node::{Kind, Node};
use super::quick::{self, EventRead, Outline, is_common};
use super::record::{self, Record};
use super::{Event, read};

/// How deep lists and maps may lie in each other.
const DEEPEST: usize = 32;

/// The longest key that is read; YAML takes no more than 1,024 characters.
const LONGEST_KEY: usize = 100;

/// The tree of a text that is one JSON value; its places are counted from byte `base` of file `file`.
pub fn parse(text: &str, file: u32, base: usize) -> Option<Node> {
    let mut scan = Scan::new(text, file, base)?;
    scan.skip_space();
    let node = scan.value(0)?;
    scan.skip_space();
    (scan.at == text.len()).then_some(node)
}

/// Where the next thing is in a JSON text.
struct Scan<'t> {
    text: &'t str,
    file: u32,
    base: usize,
    at: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, file: u32, base: usize) -> Option<Self> {
        u32::try_from(base + text.len()).ok()?;
        is_common(text.as_bytes()).then_some(Self { text, file, base, at: 0 })
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Goes past white space; was there a line break in it?
    fn skip_space(&mut self) -> bool {
        let begin = self.at;
        while matches!(self.byte(), b' ' | b'\n' | b'\r') {
            self.at += 1;
        }
        self.text.as_bytes()[begin..self.at].contains(&b'\n')
    }

    /// Goes past this byte, if it comes next.
    fn take(&mut self, byte: u8) -> Option<()> {
        let is_next = self.byte() == byte;
        self.at += usize::from(is_next);
        is_next.then_some(())
    }

    fn place(&self, at: Range<usize>) -> Place {
        let small = |at: usize| u32::try_from(self.base + at).unwrap_or(u32::MAX);
        Place { file: self.file, start: small(at.start), end: small(at.end) }
    }

    fn node(&self, kind: Kind, from: usize) -> Node {
        Node { kind, place: self.place(from..self.at) }
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        let from = self.at;
        match self.byte() {
            b'"' => {
                let text = self.string()?;
                Some(self.node(Kind::Text(text), from))
            }
            b'{' if depth < DEEPEST => self.map(depth),
            b'[' if depth < DEEPEST => self.list(depth),
            _ => {
                let end =
                    self.text[from..].find([',', '}', ']', ' ', '\n', '\r']).map_or(self.text.len(), |end| from + end);
                let word = &self.text[from..end];
                self.at = end;
                let kind = match word {
                    "null" => Kind::Null,
                    "true" | "false" => Kind::Bare(word.to_owned()),
                    _ if is_plain_number(word) => Kind::Bare(word.to_owned()),
                    _ => return None,
                };
                Some(self.node(kind, from))
            }
        }
    }

    /// The words between double quotes, which stand in one line.
    fn string(&mut self) -> Option<String> {
        let (from, end) = (self.at, self.behind_string(self.at)?);
        self.at = end;
        let (written, inner) = (&self.text[from..end], &self.text[from + 1..end - 1]);
        if inner.contains('\n') {
            return None;
        }
        // A surrogate alone is no character, and two of them are one only in JSON.
        let has_surrogates = || inner.to_ascii_lowercase().contains("\\ud");
        match inner.contains('\\') {
            false => Some(inner.to_owned()),
            true if has_surrogates() => None,
            true => serde_json::from_str(written).ok(),
        }
    }

    /// The place behind the closing quote of the string that begins at a place.
    fn behind_string(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from + 1;
        loop {
            at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
            match bytes[at] {
                b'"' => return Some(at + 1),
                _ => at += 2,
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Node> {
        let (from, mut items) = (self.at, Vec::new());
        self.items(|scan| {
            items.push(scan.value(depth + 1)?);
            Some(())
        })?;
        Some(Node { kind: Kind::List(items), place: self.place(from..from + 1) })
    }

    /// Goes through the items of a list, on each of which it stands when it is taken.
    fn items(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take(b'[')?;
        self.skip_space();
        if self.take(b']').is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            self.skip_space();
            if self.take(b']').is_some() {
                return Some(());
            }
            self.take(b',')?;
            self.skip_space();
        }
    }

    fn map(&mut self, depth: usize) -> Option<Node> {
        let (from, mut entries) = (self.at, Vec::new());
        self.entries(|scan, key| {
            entries.push((key, scan.value(depth + 1)?));
            Some(())
        })?;
        Some(Node { kind: Kind::Map(entries), place: self.place(from..from + 1) })
    }

    /// Goes through the entries of a map, on the value of each of which it stands when it is taken.
    fn entries(&mut self, mut entry: impl FnMut(&mut Self, Node) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        self.skip_space();
        if self.take(b'}').is_some() {
            return Some(());
        }
        loop {
            let from = self.at;
            let name = (self.byte() == b'"').then(|| self.string())??;
            let key = self.node(Kind::Text(name), from);
            if self.at - from > LONGEST_KEY || self.skip_space() {
                return None;
            }
            self.take(b':')?;
            self.skip_space();
            entry(self, key)?;
            self.skip_space();
            if self.take(b'}').is_some() {
                return Some(());
            }
            self.take(b',')?;
            self.skip_space();
        }
    }

    /// Goes past a value whose brackets and quotes close, whatever stands between them.
    fn skip_value(&mut self) -> Option<Range<usize>> {
        let (from, mut depth) = (self.at, 0_usize);
        loop {
            match self.byte() {
                b'"' => self.at = self.behind_string(self.at)?,
                b'{' | b'[' => (depth, self.at) = (depth + 1, self.at + 1),
                b'}' | b']' => (depth, self.at) = (depth.checked_sub(1)?, self.at + 1),
                0 => return None,
                _ => self.at += 1,
            }
            if depth == 0 && matches!(self.byte(), b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | 0) {
                return Some(from..self.at);
            }
        }
    }
}

/// Is it a number that is written as everyone would, so that no reader takes it for text or another number?
fn is_plain_number(word: &str) -> bool {
    let (whole, part) = word.split_once('.').map_or((word, None), |(whole, part)| (whole, Some(part)));
    let are_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    word.len() <= 15
        && are_digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && part.is_none_or(are_digits)
}

/// A file that is one JSON object, without its events; nothing where the reader of YAML has to decide.
pub fn outline(text: &Whole, file: u32) -> Option<Outline> {
    let (root, sections) = sections(text, file)?;
    let first = &sections.first()?.key;
    let mut outline = Outline { root, ..Outline::default() };
    outline.rest.stand_at(first.place);
    let value = |section: &Section| parse(text.get(section.value.clone())?, file, section.value.start);
    if let Some(zone) = sections.iter().find(|section| section.name() == "timezone") {
        outline.offset = read::zone_of(&value(zone)?)?;
    }
    let mut faults = Faults { offset: outline.offset, findings: Vec::new() };
    for section in &sections {
        if section.name() == "events" {
            (outline.is_named, outline.before) = (true, faults.findings.len());
            outline.events = items(text, file, section)?;
            continue;
        }
        record::set(&mut outline.rest, section.name(), section.key.place, &value(section)?, &mut faults);
    }
    outline.findings = faults.findings;
    Some(outline)
}

/// A key of the root and where its value stands.
struct Section {
    key: Node,
    value: Range<usize>,
}

impl Section {
    fn name(&self) -> &str {
        self.key.scalar().unwrap_or_default()
    }
}

/// The keys of the root, each once, and where it begins.
fn sections(text: &str, file: u32) -> Option<(Place, Vec<Section>)> {
    let mut scan = Scan { text, file, base: 0, at: 0 };
    u32::try_from(text.len()).ok()?;
    scan.skip_space();
    let root = scan.place(scan.at..scan.at + 1);
    let mut sections: Vec<Section> = Vec::new();
    let mut between = 0;
    scan.entries(|scan, key| {
        let section = Section { key, value: scan.skip_value()? };
        let is_new = sections.len() < DEEPEST && sections.iter().all(|other| other.name() != section.name());
        let is_common = is_common(&text.as_bytes()[between..section.value.start]);
        between = section.value.end;
        sections.push(section);
        (is_new && is_common).then_some(())
    })?;
    scan.skip_space();
    let is_whole = scan.at == text.len() && is_common(&text.as_bytes()[between..]);
    is_whole.then_some((root, sections))
}

/// Where each event stands in the list of a section; nothing where that is no list.
fn items(text: &str, file: u32, section: &Section) -> Option<Vec<Range<u32>>> {
    let mut scan = Scan { text: &text[..section.value.end], file, base: 0, at: section.value.start };
    let mut items = Vec::new();
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut between = section.value.start;
    scan.items(|scan| {
        let item = scan.skip_value()?;
        let is_common = is_common(&text.as_bytes()[between..item.start]);
        between = item.end;
        items.push(small(item.start)..small(item.end));
        is_common.then_some(())
    })?;
    let is_whole = scan.at == section.value.end && is_common(&text.as_bytes()[between..scan.at]);
    is_whole.then_some(items)
}

/// Reads the event that stands in this stretch of a JSON file.
pub fn event<'t>(text: Stretch<'t>, room: &'t Bump, file: u32, at: Range<u32>, offset: i32) -> EventRead<'t> {
    let at = at.start as usize..at.end as usize;
    if let Some(event) = quick::object(text, room, file, at.clone(), offset) {
        return EventRead::Quick(event);
    }
    let node = text.get(at.clone()).and_then(|event| parse(event, file, text.base + at.start));
    let Some(node) = node else { return EventRead::GiveUp };
    let mut faults = Faults { offset, findings: Vec::new() };
    let event = Event::read(&node, &mut faults).map(Box::new);
    EventRead::Full(event, faults.findings)
}
