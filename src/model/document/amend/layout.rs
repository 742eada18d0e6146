//! How the maps of a text are laid out: each with its keys, and where the value of each begins and ends.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::document::Syntax;

use super::walk;

/// Every map of a text, by where its first key begins; that of an empty map is its brace.
#[derive(Debug, Default)]
pub struct Layout {
    maps: HashMap<usize, Map>,
}

/// One map.
#[derive(Debug)]
pub struct Map {
    /// Is it between braces?
    pub is_flow: bool,
    /// Its first byte; in flow style the brace.
    pub start: usize,
    /// The column, from zero, in which its keys begin, for block style.
    pub column: usize,
    /// Does an alias name it, or what it stands in?
    pub is_shared: bool,
    /// Its keys, in their order.
    pub entries: Vec<Entry>,
    /// The anchors of it and of all around it.
    pub anchors: Vec<usize>,
}

/// A key with its value.
#[derive(Debug)]
pub struct Entry {
    /// The key's bytes.
    pub key: Range<usize>,
    /// The key, where it is a scalar.
    pub name: Option<String>,
    /// Does the key stand between double quotes?
    pub is_quoted: bool,
    /// How the value is written.
    pub form: Form,
    /// The value's bytes as the parser gives them; of a text behind `|` or `>` only its lines.
    pub value: Range<usize>,
    /// The column of the lines of a text behind `|` or `>`, where there are any.
    pub column: Option<usize>,
    /// The end of key and value: on its last line, before the line break.
    pub end: usize,
    /// Does an alias name the value?
    pub is_shared: bool,
    /// The value's anchor; 0 is none.
    pub anchor: usize,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Without quotes, or nothing at all.
    Plain,
    /// Between quotes.
    Quoted,
    /// On lines of its own behind `|` or `>`.
    BlockText,
    /// `*name`.
    Alias,
    /// A list or map in brackets.
    Flow,
    /// A list or map on lines of its own.
    Block,
}

impl Entry {
    /// Does it take keys from another map?
    pub fn is_merge(&self) -> bool {
        self.name.as_deref() == Some("<<")
    }
}

impl Map {
    /// Do its keys stand between double quotes, as in JSON?
    pub fn is_quoted(&self) -> bool {
        self.entries.first().is_some_and(|entry| entry.is_quoted)
    }

    /// The first entry of this key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.as_deref() == Some(key))
    }

    /// The entry of this key, unless its value is a nested block, which a line behind it would lengthen.
    pub fn simple(&self, key: &str) -> Option<&Entry> {
        self.entry(key).filter(|entry| entry.form != Form::Block)
    }

    /// The last of the entries before the first nested block, else the last that is none, else the last.
    pub fn last_simple(&self) -> Option<&Entry> {
        let is_simple = |entry: &&Entry| entry.form != Form::Block;
        let before = self.entries.iter().take_while(is_simple).last();
        before.or_else(|| self.entries.iter().rfind(is_simple)).or(self.entries.last())
    }
}

impl Layout {
    /// The layout of a text that holds together; where the parser gives up, the maps until there.
    pub fn of(text: &str, syntax: Syntax) -> Self {
        let mut layout = Self::default();
        match syntax {
            Syntax::Yaml => layout.add(text, 0..text.len()),
            Syntax::JsonLines => {
                let mut base = 0;
                for line in text.split_inclusive('\n') {
                    layout.add(text, base..base + line.len());
                    base += line.len();
                }
            }
        }
        layout
    }

    /// The map whose first key begins at this byte.
    pub fn map(&self, start: usize) -> Option<&Map> {
        self.maps.get(&start)
    }

    fn add(&mut self, text: &str, part: Range<usize>) {
        for map in walk::maps(text, part) {
            // What a merge brings comes behind a record's own keys, wherever it stands.
            let own = map.entries.iter().find(|entry| !entry.is_merge());
            let first = own.map_or(map.start, |entry| entry.key.start);
            self.maps.insert(first, map);
        }
    }
}
