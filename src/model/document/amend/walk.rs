//! The maps of a text, from the events of its parser.

use std::collections::HashSet;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput, StructureStyle};

use super::block_text::BlockText;
use super::layout::{Entry, Form, Map};
use super::lines;

/// The maps in a part of `text`, inner ones before those around them.
///
/// Where the parser gives up, as in what is nested too deep, only what was whole until there.
pub fn maps(text: &str, part: Range<usize>) -> Vec<Map> {
    let options = granit_parser::options! { emit_comments: false };
    let events = Parser::new_from_str_with_options(text.get(part.clone()).unwrap_or(""), options);
    let mut walk = Walk { text, base: part.start, events, around: Vec::new(), named: HashSet::new(), maps: Vec::new() };
    while let Some((event, span)) = walk.next() {
        if matches!(event, Event::Scalar(..) | Event::MappingStart(..) | Event::SequenceStart(..)) {
            walk.value(&event, span, 0);
        }
    }
    let Walk { mut maps, named, .. } = walk;
    for map in &mut maps {
        map.is_shared = map.anchors.iter().any(|anchor| named.contains(anchor));
        map.entries.iter_mut().for_each(|entry| entry.is_shared = named.contains(&entry.anchor));
    }
    maps
}

struct Walk<'t> {
    text: &'t str,
    /// Where the part that is parsed begins in the text.
    base: usize,
    events: Parser<'t, StrInput<'t>>,
    /// The anchors of the lists and maps that are open.
    around: Vec<usize>,
    /// The anchors that an alias names.
    named: HashSet<usize>,
    maps: Vec<Map>,
}

/// A value, or a key.
struct Value {
    name: Option<String>,
    form: Form,
    style: Option<ScalarStyle>,
    bytes: Range<usize>,
    column: Option<usize>,
    end: usize,
    anchor: usize,
}

impl<'t> Walk<'t> {
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        self.events.next()?.ok()
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let bytes = span.byte_range().unwrap_or_default();
        self.base + bytes.start..self.base + bytes.end
    }

    /// The value that this event begins, `after` the byte at which its key ends.
    fn value(&mut self, event: &Event<'t>, span: Span, after: usize) -> Option<Value> {
        let bytes = self.bytes(span);
        let column = span.indent;
        let plain = |form, style, end| Value { name: None, form, style, bytes: bytes.clone(), column, end, anchor: 0 };
        match event {
            Event::Alias(anchor) => {
                self.named.insert(*anchor);
                Some(plain(Form::Alias, None, bytes.end))
            }
            Event::Scalar(name, style, anchor, _) => {
                let (form, end) = self.scalar(*style, &bytes, column, after);
                Some(Value { name: Some(name.to_string()), anchor: *anchor, ..plain(form, Some(*style), end) })
            }
            Event::SequenceStart(style, anchor, _) => {
                self.around.push(*anchor);
                let end = self.list(bytes.end)?;
                self.around.pop();
                Some(Value { anchor: *anchor, end, ..plain(form_of(*style), None, end) })
            }
            Event::MappingStart(style, anchor, _) => {
                self.around.push(*anchor);
                let end = self.map(*style, bytes.clone())?;
                self.around.pop();
                Some(Value { anchor: *anchor, end, ..plain(form_of(*style), None, end) })
            }
            _ => None,
        }
    }

    /// How a scalar is written, and where it ends.
    fn scalar(&self, style: ScalarStyle, bytes: &Range<usize>, column: Option<usize>, after: usize) -> (Form, usize) {
        match style {
            ScalarStyle::Plain if bytes.is_empty() => {
                (Form::Plain, lines::colon(self.text, after).unwrap_or(after).max(bytes.end))
            }
            ScalarStyle::Plain => (Form::Plain, bytes.end),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (Form::Quoted, bytes.end),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let found = BlockText::find(self.text, after, bytes.end, column);
                (Form::BlockText, found.map_or(bytes.end, |text| text.end))
            }
        }
    }

    /// The end of a list whose first event has been taken.
    fn list(&mut self, start: usize) -> Option<usize> {
        let mut end = start;
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                return Some(self.end(span, end));
            }
            end = self.value(&event, span, end)?.end;
        }
    }

    /// A bracket ends what stands between brackets; what does not ends with its last value.
    fn end(&self, span: Span, last: usize) -> usize {
        let bytes = self.bytes(span);
        if bytes.is_empty() { last } else { bytes.end }
    }

    /// The end of a map whose first event has been taken; the map is kept.
    fn map(&mut self, style: StructureStyle, bytes: Range<usize>) -> Option<usize> {
        let anchors = self.around.iter().copied().filter(|anchor| *anchor != 0).collect();
        let is_flow = style == StructureStyle::Flow;
        let mut map = Map { is_flow, start: bytes.start, column: 0, is_shared: false, entries: Vec::new(), anchors };
        let mut end = bytes.end;
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                self.maps.push(map);
                return Some(self.end(span, end));
            }
            if map.entries.is_empty() {
                map.column = span.indent.unwrap_or(span.start.col());
            }
            let key = self.value(&event, span, end)?;
            let (event, span) = self.next()?;
            let value = self.value(&event, span, key.bytes.end.max(key.end))?;
            end = value.end;
            map.entries.push(entry(key, value));
        }
    }
}

fn form_of(style: StructureStyle) -> Form {
    match style {
        StructureStyle::Block => Form::Block,
        StructureStyle::Flow => Form::Flow,
    }
}

fn entry(key: Value, value: Value) -> Entry {
    Entry {
        is_quoted: key.style == Some(ScalarStyle::DoubleQuoted),
        key: key.bytes,
        name: key.name,
        form: value.form,
        value: value.bytes,
        column: value.column,
        end: value.end,
        is_shared: false,
        anchor: value.anchor,
    }
}
