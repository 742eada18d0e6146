//! What is made, before it is written: a tree of texts, lists and maps, each with the way in which a person wrote it.

use std::borrow::Cow;

/// A key: a field's name or an id.
pub type Key = Cow<'static, str>;

/// A part of a timeline.
pub enum Value {
    /// Words.
    Text(String, Style),
    /// A number or a boolean.
    Bare(&'static str),
    /// One after the other.
    List(Vec<Value>, Layout),
    /// Each under its key.
    Map(Vec<(Key, Value)>, Layout),
}

/// How words are written in YAML.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As they are, or between quotes where YAML wants them.
    Plain,
    /// As they are, with a remark behind them.
    Remarked,
    /// As they are, over several lines.
    Broken,
    /// Between single quotes.
    Single,
    /// Between double quotes.
    Double,
    /// Between double quotes, every letter beyond ASCII as its number.
    Escaped,
    /// Line for line below a `|`.
    Literal,
    /// In lines below a `>`.
    Folded,
}

/// How lists and maps are written in YAML.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Each part on a line of its own.
    Block,
    /// In one line, between brackets.
    Flow,
}

/// Words as they are.
pub fn plain(words: impl Into<String>) -> Value {
    Value::Text(words.into(), Style::Plain)
}

/// A list in one line.
pub fn flow(items: impl IntoIterator<Item = String>) -> Value {
    Value::List(items.into_iter().map(plain).collect(), Layout::Flow)
}

/// A map that is filled key by key, in the order of the keys in the file.
#[derive(Default)]
pub struct Fields(pub Vec<(Key, Value)>);

impl Fields {
    /// One key more.
    pub fn put(&mut self, key: &'static str, value: Value) {
        self.0.push((Key::Borrowed(key), value));
    }

    /// One key more, where it is known.
    pub fn put_some(&mut self, key: &'static str, value: Option<Value>) {
        self.0.extend(value.map(|value| (Key::Borrowed(key), value)));
    }

    /// The map, a key a line.
    pub fn block(self) -> Value {
        Value::Map(self.0, Layout::Block)
    }
}
