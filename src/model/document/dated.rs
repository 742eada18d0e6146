//! Fields that are dates, each with its place.

use std::ops::Deref;

use bumpalo::Bump;

use crate::model::date::{Date, When};
use crate::model::finding::Finding;
use crate::model::place::Place;
use crate::model::text::Whole;

use super::field::{Faults, Field};
use super::node::{Kind, Node};
use super::quick::{Input, Words};
use super::texts::inside;
use super::value::Value;

/// A date that was read, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub place: Place,
}

impl Deref for Dated {
    type Target = Date;

    fn deref(&self) -> &Date {
        &self.date
    }
}

/// A date that was read quickly.
#[derive(Debug, Clone, Copy)]
pub struct DatedRef<'t> {
    /// The words without white space around them.
    pub words: Words<'t>,
    /// When that is.
    pub when: When,
}

impl Field for Dated {
    type Ref<'t> = DatedRef<'t>;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let Some(text) = node.scalar() else {
            let bracket = matches!(node.kind, Kind::List(_) | Kind::Map(_));
            let finding = Finding::error("date", node.place, format!("a date is needed here, not {}", node.noun()));
            faults.findings.push(if bracket {
                finding.hint("a date that begins with a bracket needs quotes: \"[..2024-03]\"")
            } else {
                finding.hint("leave the key out where no date is known")
            });
            return None;
        };
        match Date::parse(text.trim(), faults.offset) {
            Ok(date) => Some(Self { date, place: node.place }),
            Err(fault) => {
                let place = inside(node.place, text.len(), fault.at..text.len());
                let message = if text.trim().is_empty() {
                    "a date is needed here, but it is empty".to_owned()
                } else {
                    fault.message
                };
                faults.findings.push(Finding::error("date", place, message).hint(fault.hint));
                None
            }
        }
    }

    #[inline]
    fn quick<'t>(input: &mut Input<'t>) -> Option<DatedRef<'t>> {
        let words = Words::read(input)?.trimmed();
        Some(DatedRef { words, when: When::of(&words, input.offset)? })
    }

    fn keep(DatedRef { words, when }: DatedRef, whole: &Whole) -> Self {
        Self { date: Date::read_as(when, whole.keep(words.text)), place: words.place }
    }

    fn lend<'t>(&'t self, _: &'t Bump) -> DatedRef<'t> {
        DatedRef { words: Words { text: self.text(), place: self.place }, when: *self.date }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.date.text().into()))
    }
}
