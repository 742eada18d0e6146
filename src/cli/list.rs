//! `annals list`: the timeline in plain words, for pipes and screen readers.

use std::collections::{HashMap, HashSet};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::colour::Colour;
use super::disputes;
use super::facts::Facts;
use super::open::Input;
use super::out::{Failure, print, say};
use super::select::Select;
use super::{FINDINGS, FINE, gaps, known, support, views};
use crate::evidence::Ledger;
use crate::export::{earliest, latest, safe_json};
use crate::model::attribution;
use crate::model::date::{Answer, Date};
use crate::model::excerpt::Excerpt;
use crate::model::plural::plural;
use crate::model::query::{Found, Query};
use crate::model::rhythm::{Told, Window};
use crate::model::timeline::{Bearer, DisputeIx, EventIx, Origins, Passage, SourceIx, StatementIx, Support, Timeline};
use crate::model::verdict::Verdict;
use crate::user::views::Views;

/// How rows are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One fact a line
    Lines,
    /// An array of rows
    Json,
}

#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// List statements, in the order in which they were made, rather than events
    #[arg(long)]
    statements: bool,
    /// List the sources of these events, each with all that rests on it and what would fall with it
    ///
    /// Something rests on a source that has it, or through which it came: one named in `via`, or cited,
    /// however far back. It falls with the source where no way to it leads round that source.
    #[arg(long, conflicts_with_all = ["statements", "disputes"])]
    sources: bool,
    /// List disputes, each side with its quotes, rather than events: those that the chosen events are part of
    #[arg(long, conflicts_with = "statements")]
    disputes: bool,
    /// List silences and bursts: of all these events, of each actor and of each tag; or only of one, an actor's
    /// ID or name, or tag:NAME
    ///
    /// A silence is a stretch in which certainly nothing lies; how long it is, is told as it is known: "at least 9,
    /// at most 16 days". Of an actor, statements count, when they were said. A burst is the stretch of --window in
    /// which most lies.
    #[arg(long, value_name = "WHOSE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    #[arg(conflicts_with_all = ["statements", "disputes", "sources"])]
    gaps: Option<String>,
    /// How long a burst is, such as 12h, 7d, 2w or 1y
    #[arg(long, value_name = "LENGTH", requires = "gaps", value_parser = gaps::window)]
    window: Option<Window>,
    /// List the saved views, the timeline's and yours, with how many of these events each keeps
    #[arg(long, conflicts_with_all = ["statements", "disputes", "sources"])]
    views: bool,
    /// List the days on which something became known of these events: the sources that came out, what they added,
    /// and what of the earlier turned out otherwise
    #[arg(long, conflicts_with_all = ["statements", "sources", "disputes", "gaps", "views", "known"])]
    history: bool,
    /// How to print the rows
    #[arg(long, value_enum, default_value_t = Format::Lines)]
    format: Format,
    /// Print only how many rows there are; in JSON also how many of them certainly and possibly, and how many
    /// events fell out for want of a date
    #[arg(long)]
    count: bool,
    #[command(flatten)]
    select: Select,
}

pub fn run(args: &Args, colour: Colour) -> Result<u8, Failure> {
    let (loaded, ledger) = args.input.judged(colour)?;
    let (whole, origin) = (&loaded.timeline, args.input.origin());
    let seen = args.select.look(whole, &origin)?;
    let timeline = &*seen;
    let found = args.select.find(timeline, &origin)?;
    if args.views {
        return list_views(args, timeline, &views::own(&origin), &found);
    }
    let rows = if let Some(wanted) = &args.gaps {
        Rows::Gaps(gaps::told(timeline, &found.ixs(), wanted, args.window)?, found.events.len())
    } else if args.history {
        Rows::History(known::steps(whole, &found.ixs()))
    } else if args.disputes {
        Rows::Disputes(disputes::of_events(timeline, found.ixs()))
    } else if args.sources {
        Rows::of_sources(timeline, &found)
    } else {
        Rows::new(timeline, &found, args.statements)
    };
    let is_empty = rows.len() == 0;
    let list = List { whole, timeline, ledger: &ledger, rows };
    if args.format == Format::Json {
        known::lines(whole, timeline).iter().for_each(|words| say(words));
    }
    match (args.count, args.format) {
        (true, Format::Lines) => print(&format!("{}\n", list.rows.len()))?,
        (true, Format::Json) => print(&safe_json(&list.rows.counts(found.undated))?)?,
        (false, Format::Lines) => print(&list.lines())?,
        (false, Format::Json) => print(&safe_json(&list.json())?)?,
    }
    if is_empty {
        say("nothing was selected");
    }
    Ok(if is_empty { FINDINGS } else { FINE })
}

/// Prints the saved views.
fn list_views(args: &Args, timeline: &Timeline, own: &Views, found: &Found) -> Result<u8, Failure> {
    match args.format {
        Format::Lines => print(&views::lines(timeline, own, found))?,
        Format::Json => print(&safe_json(&views::rows(timeline, own, found))?)?,
    }
    Ok(FINE)
}

/// Prints the whole timeline, as `annals list` does.
pub fn print_plain(timeline: &Timeline, ledger: &Ledger) -> Result<u8, Failure> {
    let found = Query::All(Vec::new()).find(timeline);
    print(&List { whole: timeline, timeline, ledger, rows: Rows::new(timeline, &found, false) }.lines())?;
    Ok(FINE)
}

/// What is listed, in order.
enum Rows {
    Events(Vec<(EventIx, Answer, bool)>),
    Statements(Vec<(StatementIx, Answer)>),
    Sources(Vec<(SourceIx, Support)>),
    Disputes(Vec<DisputeIx>),
    /// With the number of events that they are of.
    Gaps(Vec<Told>, usize),
    History(Vec<known::Step>),
}

impl Rows {
    fn new(timeline: &Timeline, found: &Found, statements: bool) -> Self {
        let excerpt = Excerpt::new(timeline, found.ixs());
        let answers: HashMap<EventIx, Answer> = found.events.iter().copied().collect();
        let answer = |event: EventIx| answers.get(&event).copied().unwrap_or(Answer::Certainly);
        if statements {
            let rows = excerpt.statements_in_order().into_iter();
            return Self::Statements(rows.map(|row| (row, answer(timeline.statement(row).event()))).collect());
        }
        let rows = excerpt.in_open_order().into_iter();
        Self::Events(rows.map(|(event, open)| (event, answer(event), open)).collect())
    }

    /// The sources of the events found, with what of these events rests on each.
    fn of_sources(timeline: &Timeline, found: &Found) -> Self {
        let events: HashSet<EventIx> = found.ixs().into_iter().collect();
        let whole = events.len() == timeline.events().len();
        let excerpt = Excerpt::new(timeline, found.ixs());
        let of_events: HashSet<SourceIx> = excerpt.sources().collect();
        let sources = timeline.sources().filter(|source| whole || of_events.contains(source));
        let rows = sources.map(|source| {
            let mut support = timeline.support(source);
            support.resting.retain(|resting| events.contains(&resting.passage.event(timeline)));
            support.falling.retain(|event| events.contains(event));
            (source, support)
        });
        Self::Sources(rows.collect())
    }

    fn len(&self) -> usize {
        match self {
            Self::Events(rows) => rows.len(),
            Self::Statements(rows) => rows.len(),
            Self::Sources(rows) => rows.len(),
            Self::Disputes(rows) => rows.len(),
            Self::Gaps(rows, _) => rows.len(),
            Self::History(rows) => rows.len(),
        }
    }

    /// How many there are; of events and statements also how surely.
    fn counts(&self, undated: usize) -> Value {
        let answers: Vec<Answer> = match self {
            Self::Events(rows) => rows.iter().map(|(_, answer, _)| *answer).collect(),
            Self::Statements(rows) => rows.iter().map(|(_, answer)| *answer).collect(),
            Self::Sources(_) | Self::Disputes(_) | Self::Gaps(..) | Self::History(_) => {
                return json!({ "count": self.len() });
            }
        };
        let certainly = answers.iter().filter(|answer| **answer == Answer::Certainly).count();
        let possibly = self.len() - certainly;
        json!({ "count": self.len(), "certainly": certainly, "possibly": possibly, "undated": undated })
    }
}

/// Rows with the timeline that they are of, and what was found of its quotes.
struct List<'t> {
    whole: &'t Timeline,
    timeline: &'t Timeline,
    ledger: &'t Ledger,
    rows: Rows,
}

impl<'t> List<'t> {
    fn lines(&self) -> String {
        match &self.rows {
            Rows::Events(rows) => self.event_lines(rows),
            Rows::Statements(rows) => self.statement_lines(rows),
            Rows::Sources(rows) => self.source_lines(rows),
            Rows::Disputes(rows) => self.dispute_lines(rows),
            Rows::Gaps(rows, events) => self.gap_lines(rows, *events),
            Rows::History(rows) => self.history_lines(rows),
        }
    }

    fn json(&self) -> Value {
        let timeline = self.timeline;
        match &self.rows {
            Rows::Events(rows) => rows.iter().map(|row| event_row(timeline, *row)).collect(),
            Rows::Statements(rows) => rows.iter().map(|row| statement_row(timeline, *row)).collect(),
            Rows::Sources(rows) => rows.iter().map(|(ix, support)| support::row(timeline, *ix, support)).collect(),
            Rows::Disputes(rows) => rows.iter().map(|row| disputes::row(timeline, *row)).collect(),
            Rows::Gaps(rows, _) => rows.iter().map(|told| gaps::row(timeline, told)).collect(),
            Rows::History(rows) => rows.iter().map(|row| known::step_row(self.whole, row)).collect(),
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

fn event_row(timeline: &Timeline, (ix, answer, open): (EventIx, Answer, bool)) -> Value {
    let event = timeline.event(ix);
    json!({
        "event": event.address(),
        "date": event.date().map(Date::text),
        "earliest": event.date().and_then(earliest),
        "latest": event.date().and_then(latest),
        "when": event.date().map(Date::words),
        "answer": answer_word(answer),
        "order_is_open": open,
        "printed": event.printed(),
        "title": event.title(),
        "summary": event.summary(),
        "place": event.place(),
        "actors": event.actors().iter().map(|actor| timeline.actor(*actor).id()).collect::<Vec<_>>(),
        "tags": event.tags().collect::<Vec<_>>(),
        "origins": step_ids(timeline, &timeline.origins_of_event(ix)),
        "note": event.note(),
        "imported": event.imported(),
        "open_disputes": timeline.disputes_of(ix).into_iter().map(|dispute| timeline.dispute(dispute))
            .filter(|dispute| dispute.is_open())
            .map(|dispute| &*dispute.record().question)
            .collect::<Vec<_>>(),
        "statements": event.statements().map(|said| statement_row(timeline, (said, answer))).collect::<Vec<_>>(),
        "evidence": event.passages()
            .filter(|passage| matches!(passage, Passage::Evidence(..)))
            .map(|passage| evidence_row(timeline, passage))
            .collect::<Vec<_>>(),
    })
}

fn evidence_row(timeline: &Timeline, passage: Passage) -> Value {
    let view = timeline.passage(passage);
    json!({
        "source": view.source().map(|source| timeline.source(source).id()),
        "quote": view.quote(),
        "verdict": verdict_word(timeline, passage),
        "at": view.at(),
        "date": view.dated().map(Date::text),
    })
}

/// What was found of its quote; nothing where it has none.
fn verdict_word(timeline: &Timeline, passage: Passage) -> Option<&'static str> {
    timeline.verdict_of(Bearer::Passage(passage)).map(Verdict::word)
}

fn statement_row(timeline: &Timeline, (ix, answer): (StatementIx, Answer)) -> Value {
    let statement = timeline.statement(ix);
    let record = statement.record();
    let when = statement.when();
    json!({
        "event": timeline.event(statement.event()).address(),
        "statement": record.id.as_deref(),
        "said": when.map(Date::text),
        "earliest": when.and_then(earliest),
        "latest": when.and_then(latest),
        "when": when.map(Date::words),
        "answer": answer_word(answer),
        "speaker": statement.speaker().map(|speaker| timeline.actor(speaker).id()),
        "speaker_name": statement.speaker_name(),
        "speaker_is_named": statement.speaker().map(|speaker| !timeline.actor(speaker).is_unnamed()),
        "voice": statement.voice().map(|voice| voice.word()),
        "quote": record.quote.as_deref(),
        "verdict": verdict_word(timeline, Passage::Statement(ix)),
        "says": record.says.as_deref(),
        "source": statement.source().map(|source| timeline.source(source).id()),
        "source_name": statement.source().map(|source| timeline.source(source).name()),
        "at": record.at.as_deref(),
        "via": statement.via_ids().collect::<Vec<_>>(),
        "attribution": attribution::chain(timeline, ix),
        "origins": step_ids(timeline, &timeline.origins_of(Passage::Statement(ix))),
        "revises": statement.revised_ids().collect::<Vec<_>>(),
        "topics": record.topics.iter().map(|topic| &**topic).collect::<Vec<_>>(),
        "note": record.note.as_deref(),
    })
}

/// The ids of origins, at most as many as are told apart.
fn step_ids<'t>(timeline: &'t Timeline, origins: &Origins) -> Vec<&'t str> {
    origins.all.iter().map(|origin| timeline.step_id(*origin)).collect()
}

fn answer_word(answer: Answer) -> &'static str {
    match answer {
        Answer::Certainly => "certainly",
        Answer::Possibly => "possibly",
        Answer::No => "no",
    }
}
