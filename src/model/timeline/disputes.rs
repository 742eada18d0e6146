//! Accounts that clash: each side with what it names, and the events that a dispute concerns.

use std::collections::HashMap;

use crate::model::document::{Dispute, Side, Status};

use super::{ActorIx, EventIx, SourceIx, StatementIx, Timeline};

/// Whose account a side of a dispute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// An event as a whole.
    Event(EventIx),
    /// A statement.
    Statement(StatementIx),
    /// The very words of a source.
    Source(SourceIx),
}

/// What the sides of a dispute name, and the actors named in the question of one among sources alone.
#[derive(Debug, Clone)]
pub(super) struct DisputeRow {
    sides: Vec<SideRow>,
    asked_about: Vec<ActorIx>,
}

#[derive(Debug, Clone)]
struct SideRow {
    holder: Option<Holder>,
    words: Vec<String>,
}

/// A dispute being read.
#[derive(Clone, Copy)]
pub struct DisputeView<'t> {
    timeline: &'t Timeline,
    record: &'t Dispute,
    row: &'t DisputeRow,
}

/// A side of a dispute being read.
#[derive(Clone, Copy)]
pub struct SideView<'t> {
    timeline: &'t Timeline,
    record: &'t Side,
    row: &'t SideRow,
}

impl<'t> DisputeView<'t> {
    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Dispute {
        self.record
    }

    /// Is it neither explained nor superseded?
    #[must_use]
    pub fn is_open(self) -> bool {
        self.record.status.is_none_or(|status| status == Status::Open)
    }

    /// Its sides, in the order of the file.
    pub fn sides(self) -> impl Iterator<Item = SideView<'t>> + Clone {
        let sides = self.record.sides.iter().zip(&self.row.sides);
        sides.map(move |(record, row)| SideView { timeline: self.timeline, record, row })
    }

    /// Does it concern the event?
    ///
    /// It does where a side is that event, a statement in it, or words of a source that a passage of
    /// the event shares. A dispute among sources alone, which no event speaks for, also concerns the
    /// events that those sources carry and in which an actor named in the question has a part.
    #[must_use]
    pub fn concerns(self, event: EventIx) -> bool {
        self.sides().any(|side| side.stands_in(event)) || self.asks_about(event)
    }

    /// Are the very words of the source one of its sides?
    #[must_use]
    pub fn quotes(self, source: SourceIx) -> bool {
        self.sides().any(|side| side.holder() == Some(Holder::Source(source)))
    }

    fn asks_about(self, event: EventIx) -> bool {
        let view = self.timeline.event(event);
        self.row.asked_about.iter().any(|actor| view.involves(*actor))
            && view.passages().filter_map(|passage| self.timeline.passage(passage).source()).any(|of| self.quotes(of))
    }
}

impl<'t> SideView<'t> {
    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Side {
        self.record
    }

    /// Whose account it is; nothing only where that is a finding.
    #[must_use]
    pub fn holder(self) -> Option<Holder> {
        self.row.holder
    }

    /// The event that it is, or in which its statement was made.
    #[must_use]
    pub fn event(self) -> Option<EventIx> {
        match self.row.holder? {
            Holder::Event(event) => Some(event),
            Holder::Statement(statement) => Some(self.timeline.statement(statement).event()),
            Holder::Source(_) => None,
        }
    }

    /// Is it the event, a statement in it, or words that a passage of it shares?
    fn stands_in(self, event: EventIx) -> bool {
        let Some(Holder::Source(source)) = self.holder() else { return self.event() == Some(event) };
        let mut passages = self.timeline.event(event).passages().map(|passage| self.timeline.passage(passage));
        passages.any(|passage| {
            passage.source() == Some(source)
                && passage.quote().is_some_and(|quote| share_a_run(&self.row.words, &words(quote)))
        })
    }
}

impl Timeline {
    /// The disputes, in the order of the files.
    #[must_use]
    pub fn disputes(&self) -> impl ExactSizeIterator<Item = DisputeView<'_>> {
        let disputes = self.document.disputes.iter().zip(&self.disputes);
        disputes.map(|(record, row)| DisputeView { timeline: self, record, row })
    }

    pub(super) fn resolve_disputes(&mut self) {
        let names = self.names();
        let row = |dispute: &Dispute| {
            let sides: Vec<SideRow> = dispute.sides.iter().map(|side| self.side_row(side)).collect();
            let of_sources = sides.iter().all(|side| matches!(side.holder, Some(Holder::Source(_))));
            let asked_about = if of_sources { named_in(&dispute.question, &names) } else { Vec::new() };
            DisputeRow { sides, asked_about }
        };
        self.disputes = self.document.disputes.iter().map(row).collect();
    }

    fn side_row(&self, side: &Side) -> SideRow {
        let event = side.event.as_deref().and_then(|id| self.event_named(id)).map(Holder::Event);
        let statement = side.statement.as_deref().and_then(|id| self.statement_named(id)).map(Holder::Statement);
        let source = side.source.as_deref().and_then(|id| self.source_named(id)).map(Holder::Source);
        SideRow { holder: event.or(statement).or(source), words: words(side.quote.as_deref().unwrap_or_default()) }
    }

    /// Every name of every actor as its words, where there is a dispute to look for them.
    fn names(&self) -> HashMap<Vec<String>, Vec<ActorIx>> {
        let mut names: HashMap<Vec<String>, Vec<ActorIx>> = HashMap::new();
        for actor in self.actors().filter(|_| !self.document.disputes.is_empty()) {
            for name in self.actor(actor).names() {
                names.entry(words(name)).or_default().push(actor);
            }
        }
        names
    }
}

/// The words of a text in lower case, without the signs between them.
fn words(text: &str) -> Vec<String> {
    let letters = text.split(|letter: char| !letter.is_alphanumeric());
    letters.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// How many words in a row make two quotes one passage; a shorter quote must stand in the other whole.
const RUN: usize = 4;

fn share_a_run(a: &[String], b: &[String]) -> bool {
    let run = RUN.min(a.len()).min(b.len());
    run > 0 && a.windows(run).any(|part| b.windows(run).any(|other| part == other))
}

/// The most words of a name that is looked for.
const LONGEST_NAME: usize = 8;

fn named_in(question: &str, names: &HashMap<Vec<String>, Vec<ActorIx>>) -> Vec<ActorIx> {
    let words = words(question);
    let runs = (1..=LONGEST_NAME).flat_map(|run| words.windows(run));
    runs.filter_map(|run| names.get(run)).flatten().copied().collect()
}
