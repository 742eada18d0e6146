//! Every quote of a timeline, numbered: whose it is, which source it is of, and the verdict on it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::document::{Beside, Text};
use crate::model::place::Place;
use crate::model::verdict::Verdict;

use super::{DisputeIx, EventIx, Holder, Passage, QuoteIx, SourceIx, StatementIx, Timeline};

/// What a quote belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearer {
    /// A statement or a piece of evidence.
    Passage(Passage),
    /// A side of a dispute, by its number.
    Side(DisputeIx, u32),
}

/// A quote being read.
#[derive(Clone, Copy)]
pub struct QuoteView<'t> {
    timeline: &'t Timeline,
    bearer: Bearer,
}

/// The fields of a record that a quote stands in.
struct Fields<'t> {
    written: Place,
    quote: Option<&'t Text>,
    prefix: Option<&'t Beside>,
    suffix: Option<&'t Beside>,
    at: Option<&'t Text>,
}

macro_rules! fields {
    ($record:expr) => {{
        let record = $record;
        Fields {
            written: record.written,
            quote: record.quote.as_ref(),
            prefix: record.prefix.as_ref(),
            suffix: record.suffix.as_ref(),
            at: record.at.as_ref(),
        }
    }};
}

impl<'t> QuoteView<'t> {
    fn fields(self) -> Fields<'t> {
        match self.bearer {
            Bearer::Passage(Passage::Statement(ix)) => fields!(self.timeline.statement_record(ix)),
            Bearer::Passage(Passage::Evidence(event, nth)) => fields!(self.timeline.evidence_record(event, nth)),
            Bearer::Side(dispute, nth) => fields!(self.timeline.side(dispute, nth).record()),
        }
    }

    /// What it belongs to.
    #[must_use]
    pub fn bearer(self) -> Bearer {
        self.bearer
    }

    /// The very words.
    #[must_use]
    pub fn words(self) -> &'t str {
        self.fields().quote.map_or("", |quote| quote)
    }

    /// Where the words are written.
    #[must_use]
    pub fn place(self) -> Place {
        self.fields().quote.map_or(Place::NOWHERE, |quote| quote.place)
    }

    /// Where the record is written that it stands in.
    #[must_use]
    pub fn written(self) -> Place {
        self.fields().written
    }

    /// The words right before it (W3C text quote).
    #[must_use]
    pub fn prefix(self) -> Option<&'t str> {
        self.fields().prefix.map(|prefix| &**prefix)
    }

    /// The words right after it.
    #[must_use]
    pub fn suffix(self) -> Option<&'t str> {
        self.fields().suffix.map(|suffix| &**suffix)
    }

    /// Where in the source, in the curator's words.
    #[must_use]
    pub fn at(self) -> Option<&'t str> {
        self.fields().at.map(|at| &**at)
    }

    /// The source whose words they are. A side that quotes no source of its own has that of its statement.
    #[must_use]
    pub fn source(self) -> Option<SourceIx> {
        match self.bearer {
            Bearer::Passage(passage) => self.timeline.passage(passage).source(),
            Bearer::Side(dispute, nth) => {
                let of_statement = || self.timeline.statement(self.statement()?).source();
                self.timeline.side(dispute, nth).source().or_else(of_statement)
            }
        }
    }

    /// The event that it belongs to.
    #[must_use]
    pub fn event(self) -> Option<EventIx> {
        match self.bearer {
            Bearer::Passage(passage) => Some(passage.event(self.timeline)),
            Bearer::Side(..) => None,
        }
    }

    /// The statement that it belongs to, or that its side names.
    #[must_use]
    pub fn statement(self) -> Option<StatementIx> {
        match self.bearer {
            Bearer::Passage(Passage::Statement(ix)) => Some(ix),
            Bearer::Passage(Passage::Evidence(..)) => None,
            Bearer::Side(dispute, nth) => match self.timeline.side(dispute, nth).holder()? {
                Holder::Statement(statement) => Some(statement),
                Holder::Event(_) | Holder::Source(_) => None,
            },
        }
    }

    /// The question of the dispute that it is a side of.
    #[must_use]
    pub fn question(self) -> Option<&'t str> {
        match self.bearer {
            Bearer::Side(dispute, _) => Some(&self.timeline.dispute(dispute).record().question),
            Bearer::Passage(_) => None,
        }
    }
}

impl Timeline {
    /// Every quote: those of statements, then of evidence, then of the sides of disputes.
    #[must_use]
    pub fn quotes(&self) -> impl ExactSizeIterator<Item = QuoteIx> + use<'_> {
        self.listed_quotes().iter().copied()
    }

    /// How many quotes are numbered; those that were not known are among them.
    #[must_use]
    pub fn most_quotes(&self) -> usize {
        let statements = self.rows.statements.iter().filter(|row| row.has_quote).count();
        let evidence = self.rows.evidence.all().iter();
        let sides = self.document.disputes.iter().flat_map(|dispute| &dispute.sides);
        statements + evidence.filter(|row| row.has_quote).count() + sides.filter(|side| side.quote.is_some()).count()
    }

    /// How many quotes there are.
    #[must_use]
    pub fn quote_count(&self) -> usize {
        if self.known.is_some() { self.quotes().len() } else { self.most_quotes() }
    }

    /// A quote.
    #[must_use]
    pub fn quote(&self, ix: QuoteIx) -> QuoteView<'_> {
        QuoteView { timeline: self, bearer: self.bearers()[ix.at()] }
    }

    /// The quote of a passage or side, if it has one.
    #[must_use]
    pub fn quote_of(&self, bearer: Bearer) -> Option<QuoteIx> {
        self.bearers().binary_search(&bearer).ok().map(QuoteIx::of)
    }

    /// Takes the verdict on each quote, in the order of [`Timeline::quotes`]; with none at all, no quote has a copy.
    pub fn judge(&mut self, verdicts: Vec<Verdict>) {
        self.verdicts = Some(Arc::new(verdicts));
        self.note_refuted();
    }

    /// Finds the events with a quote that a copy does not bear out.
    pub(super) fn note_refuted(&mut self) {
        if self.is_without_copies() {
            self.refuted = Arc::default();
            return;
        }
        let refuted = self.quotes().filter(|quote| self.verdict(*quote).is_some_and(Verdict::is_refuted));
        self.refuted = Arc::new(refuted.filter_map(|quote| self.quote(quote).event()).collect());
    }

    /// Has the event a quote that a copy does not bear out?
    #[must_use]
    pub fn is_refuted(&self, event: EventIx) -> bool {
        self.refuted.contains(&event)
    }

    /// Has any event one?
    #[must_use]
    pub fn has_refuted(&self) -> bool {
        !self.refuted.is_empty()
    }

    /// The verdict on a quote; nothing before the copies were looked at.
    #[must_use]
    pub fn verdict(&self, quote: QuoteIx) -> Option<Verdict> {
        let verdicts = self.verdicts.as_ref()?;
        if verdicts.is_empty() { Some(Verdict::NoCopy) } else { verdicts.get(quote.at()).copied() }
    }

    /// Does no quote have a copy, as far as they were looked at?
    fn is_without_copies(&self) -> bool {
        self.verdicts.as_ref().is_none_or(|verdicts| verdicts.is_empty())
    }

    /// The verdict on the quote of a passage or side.
    #[must_use]
    pub fn verdict_of(&self, bearer: Bearer) -> Option<Verdict> {
        if self.is_without_copies() {
            let verdict = self.verdicts.as_ref().map(|_| Verdict::NoCopy);
            return verdict.filter(|_| self.bears_quote(bearer));
        }
        self.verdict(self.quote_of(bearer)?)
    }

    fn bears_quote(&self, bearer: Bearer) -> bool {
        match bearer {
            Bearer::Passage(passage) => self.has_quote(passage),
            Bearer::Side(dispute, nth) => self.side(dispute, nth).record().quote.is_some(),
        }
    }

    /// The numbers of the quotes, without those that were not known.
    fn listed_quotes(&self) -> &[QuoteIx] {
        self.quotes_listed.get_or_init(|| {
            let disputes: HashSet<DisputeIx> = self.listed.disputes.iter().copied().collect();
            let is_known = |bearer: &Bearer| match *bearer {
                Bearer::Passage(passage) => self.has(passage),
                Bearer::Side(dispute, nth) => disputes.contains(&dispute) && self.has_side(dispute, nth),
            };
            (0..).map(QuoteIx).zip(self.bearers()).filter(|(_, bearer)| is_known(bearer)).map(|(ix, _)| ix).collect()
        })
    }

    /// What bears each quote, in the order of the bearers, so that each is found again by search.
    fn bearers(&self) -> &[Bearer] {
        self.bearers.get_or_init(|| {
            let rows = &self.rows;
            let statements = (0..).map(StatementIx).zip(&rows.statements).filter(|(_, row)| row.has_quote);
            let statements = statements.map(|(ix, _)| Bearer::Passage(Passage::Statement(ix)));
            let evidence = (0..self.records.len()).map(EventIx::of).flat_map(|event| {
                let quoted = (0..).zip(rows.evidence.of(event.at())).filter(|(_, row)| row.has_quote);
                quoted.map(move |(nth, _)| Bearer::Passage(Passage::Evidence(event, nth)))
            });
            let disputes = (0..).map(DisputeIx).zip(&self.document.disputes);
            let sides = disputes.flat_map(|(dispute, record)| {
                let quoted = (0..).zip(&record.sides).filter(|(_, side)| side.quote.is_some());
                quoted.map(move |(nth, _)| Bearer::Side(dispute, nth))
            });
            let mut bearers: Vec<Bearer> = statements.chain(evidence).chain(sides).collect();
            bearers.shrink_to_fit();
            bearers
        })
    }
}
