//! Ids, which are slugs.

use std::ops::Deref;

use crate::model::finding::Finding;

use super::field::{Faults, Field, short};
use super::node::Node;
use super::quick::{Input, Words};
use super::texts::{Text, is_a_text};

/// An id being given: a lower-case slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Id(pub Text);

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.value
    }
}

impl Field for Id {
    is_a_text!();

    const REQUIRED: bool = true;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let text = Text::read(node, faults)?;
        if !is_slug(&text) {
            let finding = Finding::error("id", node.place, format!("the id `{}` is not a slug", short(&text)));
            faults.findings.push(finding.hint(format!("ids are {SLUG}, such as `{}`", slug(&text))));
        }
        Some(Self(text))
    }

    #[inline]
    fn quick<'t>(input: &mut Input<'t>) -> Option<Words<'t>> {
        Words::read(input).filter(|words| is_slug(words))
    }
}

/// What a slug is made of, for messages.
pub const SLUG: &str = "lower-case letters a-z, digits, `-` and `_`, at most 100";

/// May this be an id?
#[must_use]
pub fn is_slug(text: &str) -> bool {
    text.len() <= 100
        && !matches!(text.as_bytes(), [] | [b'-' | b'_', ..])
        && text.bytes().all(|byte| IN_SLUG[byte as usize])
}

/// The bytes that may stand in an id: a large file has millions.
const IN_SLUG: [bool; 256] = {
    let mut is_in = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is_in[byte as usize] = matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        byte += 1;
    }
    is_in
};

/// The nearest slug to any text: letters lowered, everything else a single hyphen.
#[must_use]
pub fn slug(text: &str) -> String {
    let lowered: String = text
        .chars()
        .take(60)
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect();
    let parts: Vec<&str> = lowered.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "an-id".to_owned() } else { parts.join("-") }
}
