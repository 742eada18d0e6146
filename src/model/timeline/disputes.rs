//! Accounts that clash: each side with what it names, and whom the question names.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use crate::model::document::{Dispute, Side, Status};
use crate::model::threads::in_pieces;
use crate::model::verdict::Verdict;

use super::run::Words;
use super::{ActorIx, Bearer, DisputeIx, EventIx, Passage, SourceIx, StatementIx, Timeline};

/// How many disputes are resolved by one thread before it takes the next of them.
const PIECE: usize = 64;

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

impl Holder {
    /// The source, if its very words are the account.
    #[must_use]
    pub const fn source(self) -> Option<SourceIx> {
        if let Self::Source(source) = self { Some(source) } else { None }
    }
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
    words: Words,
}

/// A dispute being read.
#[derive(Clone, Copy)]
pub struct DisputeView<'t> {
    timeline: &'t Timeline,
    ix: DisputeIx,
}

/// A side of a dispute being read.
#[derive(Clone, Copy)]
pub struct SideView<'t> {
    timeline: &'t Timeline,
    dispute: DisputeIx,
    nth: u32,
}

impl<'t> DisputeView<'t> {
    /// Its index.
    #[must_use]
    pub fn ix(self) -> DisputeIx {
        self.ix
    }

    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Dispute {
        &self.timeline.document.disputes[self.ix.at()]
    }

    fn row(self) -> &'t DisputeRow {
        &self.timeline.disputes[self.ix.at()]
    }

    /// How far it has come; open where the file does not say.
    #[must_use]
    pub fn status(self) -> Status {
        self.record().status.unwrap_or(Status::Open)
    }

    /// Is it neither explained nor superseded?
    #[must_use]
    pub fn is_open(self) -> bool {
        self.status() == Status::Open
    }

    /// Its sides, in the order of the file.
    pub fn sides(self) -> impl Iterator<Item = SideView<'t>> + Clone {
        let sides = (0..).take(self.row().sides.len());
        let known = sides.filter(move |nth| self.timeline.has_side(self.ix, *nth));
        known.map(move |nth| self.timeline.side(self.ix, nth))
    }

    /// Does it concern any event?
    #[must_use]
    pub fn concerns_any(self) -> bool {
        self.timeline.is_at_home(self.ix)
    }

    /// The actors whom the question names, where it is a dispute among sources alone.
    pub(super) fn asked_about(self) -> &'t [ActorIx] {
        &self.row().asked_about
    }
}

impl<'t> SideView<'t> {
    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Side {
        &self.timeline.document.disputes[self.dispute.at()].sides[self.nth as usize]
    }

    fn row(self) -> &'t SideRow {
        &self.timeline.disputes[self.dispute.at()].sides[self.nth as usize]
    }

    /// Whose account it is; nothing only where that is a finding.
    #[must_use]
    pub fn holder(self) -> Option<Holder> {
        self.row().holder
    }

    /// The source whose very words it is.
    #[must_use]
    pub fn source(self) -> Option<SourceIx> {
        self.holder()?.source()
    }

    /// The event that it is, or in which its statement was made.
    #[must_use]
    pub fn event(self) -> Option<EventIx> {
        match self.holder()? {
            Holder::Event(event) => Some(event),
            Holder::Statement(statement) => Some(self.timeline.statement(statement).event()),
            Holder::Source(_) => None,
        }
    }

    /// The passages that speak for it: those of its event, or that of its statement; none for the words of
    /// a source, which are a quote of its own.
    #[must_use]
    pub fn passages(self) -> Vec<Passage> {
        match self.holder() {
            Some(Holder::Event(event)) => self.timeline.event(event).passages().collect(),
            Some(Holder::Statement(statement)) => vec![Passage::Statement(statement)],
            Some(Holder::Source(_)) | None => Vec::new(),
        }
    }

    /// The first passage of an event, in the order of time, that shares the words of a source.
    #[must_use]
    pub fn shared_by(self) -> Option<Passage> {
        self.timeline.first_to_share(self.source()?, self.words())
    }

    /// The event to find it by: its own, else the first with a passage that shares its words.
    #[must_use]
    pub fn found_at(self) -> Option<EventIx> {
        self.event().or_else(|| Some(self.shared_by()?.event(self.timeline)))
    }

    /// The dispute that it is a side of.
    #[must_use]
    pub fn dispute(self) -> DisputeIx {
        self.dispute
    }

    /// Its number among all sides of the dispute, in the order of the file.
    #[must_use]
    pub fn nth(self) -> u32 {
        self.nth
    }

    /// Does the passage share the words of the source that it is?
    #[must_use]
    pub fn is_shared_by(self, passage: Passage) -> bool {
        let view = self.timeline.passage(passage);
        let same = self.source().is_some_and(|source| view.source() == Some(source));
        same && view.quote().is_some_and(|quote| self.words().share(&Words::of(quote)))
    }

    /// As what bears its own quote.
    #[must_use]
    pub fn bearer(self) -> Bearer {
        Bearer::Side(self.dispute, self.nth)
    }

    /// The verdict on its own quote; nothing where it has none, or before the copies were looked at.
    #[must_use]
    pub fn verdict(self) -> Option<Verdict> {
        self.timeline.verdict_of(self.bearer())
    }

    /// The words of its quote.
    pub(super) fn words(self) -> &'t Words {
        &self.row().words
    }
}

impl Timeline {
    /// The disputes, in the order of the files.
    #[must_use]
    pub fn disputes(&self) -> impl ExactSizeIterator<Item = DisputeView<'_>> {
        self.listed.disputes.iter().map(|ix| self.dispute(*ix))
    }

    /// The place of a dispute among [`Timeline::disputes`].
    #[must_use]
    pub fn place_of_dispute(&self, ix: DisputeIx) -> Option<usize> {
        self.listed.disputes.binary_search(&ix).ok()
    }

    /// A dispute.
    #[must_use]
    pub fn dispute(&self, ix: DisputeIx) -> DisputeView<'_> {
        DisputeView { timeline: self, ix }
    }

    /// The nth side of a dispute, in the order of the file.
    #[must_use]
    pub fn side(&self, dispute: DisputeIx, nth: u32) -> SideView<'_> {
        SideView { timeline: self, dispute, nth }
    }

    pub(super) fn resolve_disputes(&mut self) {
        self.disputes = Arc::new(self.dispute_rows());
    }

    fn dispute_rows(&self) -> Vec<DisputeRow> {
        // Few disputes are among sources alone, for which it is wanted, by whichever thread comes to one first.
        let names = LazyLock::new(|| self.names());
        let row = |at: usize| {
            let dispute = &self.document.disputes[at];
            let sides: Vec<SideRow> = dispute.sides.iter().map(|side| self.side_row(side)).collect();
            let known = (0..).zip(&sides).filter(|(nth, _)| self.has_side(DisputeIx::of(at), *nth));
            let of_sources = known.into_iter().all(|(_, side)| side.holder.and_then(Holder::source).is_some());
            let asked_about = if of_sources { named_in(&dispute.question, &names) } else { Vec::new() };
            DisputeRow { sides, asked_about }
        };
        let of_piece = |piece: Range<usize>| piece.map(row).collect::<Vec<DisputeRow>>();
        in_pieces(self.document.disputes.len(), PIECE, of_piece).into_iter().flatten().collect()
    }

    fn side_row(&self, side: &Side) -> SideRow {
        let event = side.event.as_deref().and_then(|id| self.event_named(id)).map(Holder::Event);
        let statement = side.statement.as_deref().and_then(|id| self.statement_named(id)).map(Holder::Statement);
        let source = side.source.as_deref().and_then(|id| self.source_named(id)).map(Holder::Source);
        SideRow { holder: event.or(statement).or(source), words: Words::of(side.quote.as_deref().unwrap_or_default()) }
    }

    /// Every name of every actor as its words.
    fn names(&self) -> HashMap<String, Vec<ActorIx>> {
        let mut names: HashMap<String, Vec<ActorIx>> = HashMap::new();
        for actor in self.actors() {
            for name in self.actor(actor).names().map(Words::of) {
                let whole = name.runs(name.len()).next().filter(|_| name.len() <= LONGEST_NAME);
                whole.into_iter().for_each(|whole| names.entry(whole.to_owned()).or_default().push(actor));
            }
        }
        names
    }
}

/// The most words of a name that is looked for.
const LONGEST_NAME: usize = 8;

fn named_in(question: &str, names: &HashMap<String, Vec<ActorIx>>) -> Vec<ActorIx> {
    let words = Words::of(question);
    let runs = (1..=LONGEST_NAME).flat_map(|count| words.runs(count));
    runs.filter_map(|run| names.get(run)).flatten().copied().collect()
}
