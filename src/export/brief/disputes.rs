//! Disputes in a brief: the open ones where the reader meets them, every side worded alike.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::Writer;
use crate::model::attribution;
use crate::model::timeline::{DisputeIx, EventIx, Holder, SideView};

/// The disputes that stand in full already, each with the title of the event where it does.
pub type Met = HashMap<DisputeIx, String>;

/// The headings of the disputes that stand at no event.
const OPEN: &str = "Open disputes among the sources";
const SETTLED: &str = "Disputes no longer open";

/// A dispute with all its sides, in the order of the file.
#[derive(Serialize)]
pub struct DisputePart {
    question: String,
    sides: Vec<String>,
    texts: Vec<String>,
}

/// A dispute that stands in full at an event before.
#[derive(Serialize)]
pub struct Reference {
    question: String,
    event: String,
}

impl Writer<'_> {
    /// The open disputes that an event is part of: in full where they are met first, later by reference.
    ///
    /// All their sides are there, also those of events that the brief does not have: one account alone
    /// would pass for settled.
    pub fn disputes_at(&mut self, event: EventIx) -> (Vec<DisputePart>, Vec<Reference>) {
        let timeline = self.timeline;
        let (mut parts, mut references) = (Vec::new(), Vec::new());
        let open = timeline.disputes_of(event).into_iter().filter(|dispute| timeline.dispute(*dispute).is_open());
        for dispute in open {
            match self.told.met.get(&dispute) {
                Some(event) => references.push(Reference {
                    question: timeline.dispute(dispute).record().question.to_string(),
                    event: event.clone(),
                }),
                None => {
                    self.told.met.insert(dispute, timeline.event(event).title().to_owned());
                    parts.push(self.dispute(dispute));
                }
            }
        }
        (parts, references)
    }

    /// The open disputes that stand at no event, then those that are no longer open, each under its heading.
    pub fn other_disputes(&self) -> [(&'static str, Vec<DisputeIx>); 2] {
        let excerpt = self.excerpt;
        let whole = excerpt.disputes().map(|dispute| dispute.ix());
        let all: BTreeSet<DisputeIx> = whole.chain(excerpt.concerned()).collect();
        let rest = all.into_iter().filter(|dispute| !self.told.met.contains_key(dispute));
        let is_open = |dispute: &DisputeIx| self.timeline.dispute(*dispute).is_open();
        let (open, settled) = rest.partition(is_open);
        [(OPEN, open), (SETTLED, settled)]
    }

    /// A dispute in full.
    pub fn dispute(&mut self, ix: DisputeIx) -> DisputePart {
        let dispute = self.timeline.dispute(ix);
        let record = dispute.record();
        let status = (!dispute.is_open()).then(|| format!("Status: {}.", dispute.status().word()));
        let note = record.note.as_deref().map(|note| format!("Note: {note}"));
        DisputePart {
            question: record.question.to_string(),
            sides: dispute.sides().map(|side| self.side(side)).collect(),
            texts: status.into_iter().chain(note).collect(),
        }
    }

    fn side(&mut self, side: SideView) -> String {
        let timeline = self.timeline;
        let account = attribution::account(timeline, side, |source| {
            format!("{} [{}]", attribution::source_name(timeline, source), self.number(source))
        });
        let holds = side.record().holds.as_deref().map(|holds| format!("It holds: {holds}."));
        let quotes = match side.holder() {
            Some(Holder::Event(event)) if !self.excerpt.has(event) => self.quotes_of(side),
            _ => None,
        };
        [Some(account), holds, quotes].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What carries an event that the brief does not have, so that its account is no barer than the others.
    fn quotes_of(&mut self, side: SideView) -> Option<String> {
        let quotes: Vec<String> = side.passages().into_iter().map(|passage| self.passage(passage)).collect();
        (!quotes.is_empty()).then(|| format!("It is carried by {}", quotes.join(" ")))
    }
}
