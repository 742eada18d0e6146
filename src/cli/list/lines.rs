//! Rows in plain words, one fact a line.

use super::rows::Rows;
use crate::cli::facts::Facts;
use crate::cli::{disputes, gaps, known, support};
use crate::evidence::Ledger;
use crate::model::date::Answer;
use crate::model::plural::plural;
use crate::model::rhythm::Told;
use crate::model::timeline::{DisputeIx, EventIx, SourceIx, StatementIx, Support, Timeline};

/// Rows with the timeline that they are of, and what was found of its quotes.
pub struct List<'t> {
    pub whole: &'t Timeline,
    pub timeline: &'t Timeline,
    pub ledger: &'t Ledger,
    pub rows: Rows,
}

impl<'t> List<'t> {
    /// The rows in words.
    pub fn lines(&self) -> String {
        match &self.rows {
            Rows::Events(rows) => self.event_lines(rows),
            Rows::Statements(rows) => self.statement_lines(rows),
            Rows::Sources(rows) => self.source_lines(rows),
            Rows::Disputes(rows) => self.dispute_lines(rows),
            Rows::Gaps(rows, events) => self.gap_lines(rows, *events),
            Rows::History(rows) => self.history_lines(rows),
        }
    }

    fn event_lines(&self, rows: &[(EventIx, Answer, bool)]) -> String {
        let timeline = self.timeline;
        let mut facts = self.heading(rows.len(), timeline.events().len(), "event");
        let mut undated = false;
        for (event, answer, open) in rows {
            facts.gap();
            if timeline.event(*event).date().is_none() && !undated {
                undated = true;
                facts.line("without a date:");
                facts.gap();
            }
            facts.event(*event, *answer, *open);
        }
        facts.disputes(disputes::of_events(timeline, rows.iter().map(|(event, ..)| *event)));
        facts.into_text()
    }

    fn statement_lines(&self, rows: &[(StatementIx, Answer)]) -> String {
        let mut facts = self.heading(rows.len(), self.timeline.statements().len(), "statement");
        for (statement, answer) in rows {
            facts.gap();
            facts.statement(*statement, *answer);
        }
        facts.into_text()
    }

    fn source_lines(&self, rows: &[(SourceIx, Support)]) -> String {
        let mut facts = self.title();
        facts.line(&format!("shown: {} of {}", rows.len(), plural(self.timeline.sources().len(), "source")));
        for (source, support) in rows {
            facts.gap();
            support::lines(&mut facts, self.timeline, *source, support);
        }
        facts.into_text()
    }

    fn dispute_lines(&self, rows: &[DisputeIx]) -> String {
        let mut facts = self.heading(rows.len(), self.timeline.disputes().len(), "dispute");
        rows.iter().for_each(|dispute| facts.dispute_in_full(*dispute));
        facts.into_text()
    }

    fn gap_lines(&self, rows: &[Told], events: usize) -> String {
        let mut facts = self.heading(events, self.timeline.events().len(), "event");
        rows.iter().for_each(|told| gaps::lines(&mut facts, self.timeline, told));
        facts.into_text()
    }

    fn history_lines(&self, rows: &[known::Step]) -> String {
        let mut facts = self.title();
        facts.line(&format!("shown: {} on which something became known", plural(rows.len(), "day")));
        known::timeless(self.whole).iter().for_each(|words| facts.line(words));
        for step in rows {
            facts.gap();
            known::step_lines(&mut facts, self.whole, step);
        }
        facts.into_text()
    }

    /// The title, and as of which day the timeline is seen.
    fn title(&self) -> Facts<'t> {
        let mut facts = Facts::new(self.timeline).with(self.ledger);
        facts.line(&format!("timeline: {}", self.timeline.title()));
        let known = known::lines(self.whole, self.timeline);
        known.iter().for_each(|words| facts.line(words));
        facts.with_later(self.whole, known::later(self.whole, self.timeline))
    }

    /// The title, and "12 of 240 events".
    fn heading(&self, shown: usize, all: usize, noun: &str) -> Facts<'t> {
        let timeline = self.timeline;
        let mut facts = self.title();
        if let Some(summary) = timeline.document().summary.as_deref() {
            facts.line(&format!("summary: {summary}"));
        }
        let (actors, sources) = (plural(timeline.actors().len(), "actor"), plural(timeline.sources().len(), "source"));
        facts.line(&format!("shown: {shown} of {}; {actors}; {sources}", plural(all, noun)));
        facts
    }
}
