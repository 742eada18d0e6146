//! A document on its way out: an ordered tree that serde writes as YAML or JSON.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::model::text::Str;

use super::node::{Kind, Node};

/// A key of a map: borrowed where it is that of a field, below which nothing hides in a key, else its own.
pub type Key = Cow<'static, str>;

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A string.
    Text(Str),
    /// A number or boolean, in the words of YAML and JSON alike; else it is written as text.
    Bare(Str),
    /// Nothing.
    Null,
    /// A list.
    List(Vec<Value>),
    /// A map in its order.
    Map(Vec<(Key, Value)>),
}

impl From<&Node> for Value {
    /// Keys are text then: a null is `null`, and a list or map, as only free keys hold, its JSON.
    fn from(node: &Node) -> Self {
        match &node.kind {
            Kind::Text(text) => Self::Text(text.as_str().into()),
            Kind::Bare(text) => Self::Bare(text.clone().into()),
            Kind::Null => Self::Null,
            Kind::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Kind::Map(entries) => Self::Map(
                entries.iter().filter_map(|(key, value)| Some((key_text(key)?.into(), Self::from(value)))).collect(),
            ),
        }
    }
}

/// A key as text; a tree always has its JSON.
fn key_text(key: &Node) -> Option<String> {
    key.scalar().map(str::to_owned).or_else(|| serde_json::to_string(&Value::from(key)).ok())
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Bare(text) => bare(text, serializer),
            Self::Null => serializer.serialize_unit(),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

fn bare<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = text.parse::<i64>()
        && number.to_string() == text
    {
        return serializer.serialize_i64(number);
    }
    if let Ok(number) = text.parse::<u64>()
        && number.to_string() == text
    {
        return serializer.serialize_u64(number);
    }
    match text {
        "true" => serializer.serialize_bool(true),
        "false" => serializer.serialize_bool(false),
        _ => match text.parse::<f64>() {
            Ok(number) if number.is_finite() && number.to_string() == text => serializer.serialize_f64(number),
            _ => serializer.serialize_str(text),
        },
    }
}
