//! CSV: a sheet with a row an event, or a row a statement.

use std::borrow::Cow;
use std::io;

use super::{Format, Options, bounds, nothing_lost};
use crate::model::attribution;
use crate::model::date::Date;
use crate::model::excerpt::Excerpt;
use crate::model::timeline::{Bearer, EventIx, Origins, Passage, StatementIx, Timeline};
use crate::model::verdict::Verdict;

pub const FORMAT: Format = Format {
    name: "csv",
    extensions: &["csv"],
    doc: "a sheet (RFC 4180, UTF-8, CR LF) in order of time, a row an event, or with --statements a row a \
          statement. A cell that a sheet program would take for a formula gets an apostrophe before it; take \
          away one apostrophe from a cell where = + - @, a tab or a line break follows it, or white space and then one of these signs",
    has_rows: true,
    has_lanes: false,
    opens_again: false,
    losses: nothing_lost,
    write,
};

/// A column: its heading and what stands in it, nothing where that is not known.
type Column<Ix> = (&'static str, fn(&Timeline, Ix) -> Option<String>);

const EVENT: &[Column<EventIx>] = &[
    ("event", |t, e| Some(t.event(e).address())),
    ("date", |t, e| t.event(e).date().map(|date| date.text().to_owned())),
    ("earliest", |t, e| t.event(e).date().and_then(bounds::earliest)),
    ("latest", |t, e| t.event(e).date().and_then(bounds::latest)),
    ("printed", |t, e| t.event(e).printed().map(str::to_owned)),
    ("title", |t, e| Some(t.event(e).title().to_owned())),
    ("summary", |t, e| t.event(e).summary().map(str::to_owned)),
    ("place", |t, e| t.event(e).place().map(str::to_owned)),
    ("actors", |t, e| listed(t.event(e).actors().iter().map(|actor| t.actor(*actor).name()))),
    ("tags", |t, e| listed(t.event(e).tags())),
    ("statements", |t, e| Some(t.event(e).statements().count().to_string())),
    ("sources", event_sources),
    ("not_proved", refuted),
    ("origins", |t, e| origin_ids(t, &t.origins_of_event(e))),
    ("note", |t, e| t.event(e).note().map(str::to_owned)),
    ("open_disputes", open_disputes),
];

const STATEMENT: &[Column<StatementIx>] = &[
    ("event", |t, s| Some(t.event(t.statement(s).event()).address())),
    ("event_title", |t, s| Some(t.event(t.statement(s).event()).title().to_owned())),
    ("date", |t, s| when(t, s).map(|date| date.text().to_owned())),
    ("earliest", |t, s| when(t, s).and_then(bounds::earliest)),
    ("latest", |t, s| when(t, s).and_then(bounds::latest)),
    ("speaker", |t, s| Some(t.statement(s).speaker_name().to_owned())),
    ("voice", |t, s| t.statement(s).voice().map(|voice| voice.word().to_owned())),
    ("quote", |t, s| t.statement(s).record().quote.as_deref().map(str::to_owned)),
    ("verdict", |t, s| t.verdict_of(Bearer::Passage(Passage::Statement(s))).map(|verdict| verdict.word().to_owned())),
    ("says", |t, s| t.statement(s).record().says.as_deref().map(str::to_owned)),
    ("source", |t, s| t.statement(s).source().map(|source| t.source(source).id().to_owned())),
    ("source_name", |t, s| t.statement(s).source().map(|source| t.source(source).name().to_owned())),
    ("url", |t, s| {
        t.statement(s).source().and_then(|source| t.source(source).record().url.as_deref().map(str::to_owned))
    }),
    ("at", |t, s| t.statement(s).record().at.as_deref().map(str::to_owned)),
    ("via", statement_via),
    ("attribution", |t, s| Some(attribution::chain(t, s))),
    ("origins", |t, s| origin_ids(t, &t.origins_of(Passage::Statement(s)))),
    ("topics", |t, s| listed(t.statement(s).record().topics.iter().map(|topic| &**topic))),
    ("statement", |t, s| t.statement(s).record().id.as_deref().map(str::to_owned)),
    ("revises", |t, s| listed(t.statement(s).revised_ids())),
    ("note", |t, s| t.statement(s).record().note.as_deref().map(str::to_owned)),
    ("open_disputes", |t, s| open_disputes(t, t.statement(s).event())),
];

fn when(timeline: &Timeline, statement: StatementIx) -> Option<&Date> {
    timeline.statement(statement).date()
}

/// The ids of the sources that carry the event, each once.
fn event_sources(timeline: &Timeline, event: EventIx) -> Option<String> {
    let mut ids: Vec<&str> = Vec::new();
    let passages = timeline.event(event).passages().filter_map(|passage| timeline.passage(passage).source());
    for id in passages.map(|source| timeline.source(source).id()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    listed(ids)
}

/// How many quotes of the event the copies do not bear out; nothing before they were looked at.
fn refuted(timeline: &Timeline, event: EventIx) -> Option<String> {
    let passages = timeline.event(event).passages().map(Bearer::Passage);
    let verdicts: Vec<Verdict> = passages.filter_map(|bearer| timeline.verdict_of(bearer)).collect();
    let refuted = verdicts.iter().filter(|verdict| verdict.is_refuted()).count();
    (!verdicts.is_empty()).then(|| refuted.to_string())
}

/// The questions of the open disputes that the event is part of.
fn open_disputes(timeline: &Timeline, event: EventIx) -> Option<String> {
    let disputes = timeline.disputes_of(event).into_iter().map(|dispute| timeline.dispute(dispute));
    listed(disputes.filter(|dispute| dispute.is_open()).map(|dispute| &*dispute.record().question))
}

fn statement_via(timeline: &Timeline, statement: StatementIx) -> Option<String> {
    listed(timeline.statement(statement).via_ids())
}

/// The ids of origins, with `…` behind them where there are more than are told apart.
fn origin_ids(timeline: &Timeline, origins: &Origins) -> Option<String> {
    let more = origins.has_more.then_some("…");
    listed(origins.all.iter().map(|origin| timeline.step_id(*origin)).chain(more))
}

fn listed<'a>(parts: impl IntoIterator<Item = &'a str>) -> Option<String> {
    Some(parts.into_iter().collect::<Vec<_>>().join("; "))
}

fn write(excerpt: &Excerpt, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let timeline = excerpt.timeline();
    if options.statements {
        rows(timeline, STATEMENT, &excerpt.statements_in_order(), out)
    } else {
        rows(timeline, EVENT, &excerpt.in_order(), out)
    }
}

fn rows<Ix: Copy + Sync>(
    timeline: &Timeline,
    columns: &[Column<Ix>],
    rows: &[Ix],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    out.write_all(&lines([columns.iter().map(|(heading, _)| (*heading).to_owned())])?)?;
    timeline.pass(
        rows,
        |part, rows| {
            lines(rows.iter().map(|row| {
                let cells = columns.iter().map(|(_, cell)| cell(part, *row).unwrap_or_default());
                cells.map(|cell| guarded(&cell).into_owned())
            }))
        },
        |lines: io::Result<Vec<u8>>| out.write_all(&lines?),
    )
}

/// Lines of cells.
fn lines(rows: impl IntoIterator<Item = impl Iterator<Item = String>>) -> io::Result<Vec<u8>> {
    let mut sheet = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    rows.into_iter().try_for_each(|row| sheet.write_record(row))?;
    sheet.into_inner().map_err(|error| error.into_error())
}

/// The cell, with an apostrophe before what a sheet program would take for a formula.
fn guarded(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Would it be read as a formula? Apostrophes before it count for nothing, so that taking one away
/// is always the way back.
fn is_formula(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    bare.starts_with(['\t', '\r', '\n']) || bare.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}
