//! `annals verify`: does every quote stand in the kept copy of its source.

use clap::ValueEnum;
use serde_json::{Value, json};

use super::array::print_rows;
use super::colour::Colour;
use super::open::Input;
use super::out::{Failure, line, print_raw, say};
use super::record::{record, tell_changed};
use super::{FINDINGS, FINE};
use crate::evidence::fold::Difference;
use crate::evidence::near::Piece;
use crate::evidence::{Ledger, telling};
use crate::model::document::short;
use crate::model::place::Place;
use crate::model::query::verdicts;
use crate::model::timeline::{Bearer, Passage, QuoteIx, Timeline};
use crate::model::verdict::Verdict;

/// How the ledger is printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A line a quote, with what there is to say of it below
    Text,
    /// An array with all there is to know of each
    Json,
}

#[derive(clap::Args)]
#[command(after_long_help = verdicts_help())]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// How to print the ledger
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit 1 where a source has no copy, too
    #[arg(long)]
    strict: bool,
    /// Exit 0 where a quote is elided and all others are proved
    #[arg(long)]
    accept_elided: bool,
    /// List only the quotes with this verdict; `proved` and `unproved` are several; may be given again
    #[arg(long, value_name = "VERDICT")]
    only: Vec<String>,
    /// First write into FILE what is missing: `sha256` of every copy, anew where the copy has changed, and
    /// `prefix` and `suffix` of quotes that stand more than once; shows the change on stderr
    #[arg(long)]
    record: bool,
}

fn verdicts_help() -> String {
    let rows = Verdict::ALL.iter().map(|verdict| format!("\n  {:<13} {}", verdict.word(), verdict.doc()));
    format!(
        "Verdicts:{}\n\nExit codes:\n  0  every quote that has a copy is exact or normalised\n  1  one is not\n  2  could not run",
        rows.collect::<String>()
    )
}

pub fn run(args: &Args, colour: Colour) -> Result<u8, Failure> {
    // Before anything is recorded: a word that makes no sense stops the whole command.
    let only = only(&args.only)?;
    let mut loaded = args.input.sound(colour)?;
    let mut changed = Vec::new();
    if args.record {
        changed = record(&args.input, &loaded)?;
        loaded = args.input.sound(colour)?;
    }
    let timeline = &loaded.timeline;
    let ledger = args.input.ledger(timeline);
    tell_changed(timeline, &ledger, &changed);
    for (source, why) in ledger.refused() {
        say(&format!("the copy of `{}` is refused: {why}", timeline.source(source).id()));
    }
    let tally = ledger.tally();
    let wanted = |quote: &QuoteIx| only.is_empty() || verdict_of(&ledger, *quote).is_some_and(|it| only.contains(&it));
    let rows = in_order(timeline, timeline.quotes().filter(wanted).collect());
    match args.format {
        Format::Text => print_text(timeline, &ledger, &rows, colour.is_sent_to(std::io::stdout()))?,
        Format::Json => print_rows(timeline, &rows, |part, quote| row_json(part, &ledger, quote))?,
    }
    let is_proved = tally.refuted == 0
        && ledger.refused().next().is_none()
        && (tally.elided == 0 || args.accept_elided)
        && (tally.no_copy == 0 || !args.strict);
    Ok(if is_proved { FINE } else { FINDINGS })
}

/// The verdicts that are asked for; none where all are.
fn only(words: &[String]) -> Result<Vec<Verdict>, Failure> {
    let read = words.iter().map(|word| verdicts(word));
    let read: Result<Vec<Vec<Verdict>>, _> = read.collect();
    Ok(read.map_err(|(message, hint)| Failure::Told(format!("--only: {message}"), hint))?.concat())
}

fn verdict_of(ledger: &Ledger, quote: QuoteIx) -> Option<Verdict> {
    ledger.proof(quote).map(|proof| proof.verdict)
}

/// These quotes, in the order of the files.
fn in_order(timeline: &Timeline, quotes: Vec<QuoteIx>) -> Vec<QuoteIx> {
    let mut placed: Vec<(Place, QuoteIx)> = timeline
        .passed(&quotes, |part, quotes| quotes.iter().map(|quote| (part.quote(*quote).place(), *quote)).collect());
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, quote)| quote).collect()
}

/// Prints a line a quote with its reasons below, then the sum of all.
fn print_text(timeline: &Timeline, ledger: &Ledger, rows: &[QuoteIx], colour: bool) -> Result<(), Failure> {
    timeline.pass(rows, |part, rows| text(part, ledger, rows, colour), |text| print_raw(&text))?;
    let mut sum = String::from(if rows.is_empty() { "" } else { "\n" });
    line(&mut sum, &ledger.tally().words());
    print_raw(&sum)
}

/// A line a quote with its reasons below; the colour only repeats the word.
fn text(timeline: &Timeline, ledger: &Ledger, rows: &[QuoteIx], colour: bool) -> String {
    let mut out = String::new();
    for quote in rows {
        let Some(proof) = ledger.proof(*quote) else { continue };
        let (view, at) = (timeline.quote(*quote), place(timeline, *quote));
        let bearer = bearer(timeline, *quote);
        let word = format!("{:<12}", proof.verdict.word());
        out.push_str(&if colour { paint(&word, proof.verdict) } else { word });
        line(&mut out, &format!("  {at}  {bearer}  “{}”", short(view.words().trim())));
        for reason in telling::reasons(timeline, ledger, *quote) {
            line(&mut out, &format!("{:12}  {reason}", ""));
        }
    }
    out
}

fn paint(word: &str, verdict: Verdict) -> String {
    let code = match verdict {
        _ if verdict.is_proved() => 32,
        _ if verdict.is_refuted() => 31,
        _ => 33,
    };
    format!("\u{1b}[{code}m{word}\u{1b}[0m")
}

/// The file and line of a quote.
pub fn place(timeline: &Timeline, quote: QuoteIx) -> String {
    let place = timeline.quote(quote).place();
    let file = timeline.files().get(place).map_or("", |file| &file.name);
    timeline.files().locate(place).map_or_else(|| file.to_owned(), |at| format!("{file}:{}", at.line))
}

/// Whose quote it is: a statement by its id, else the event; or a dispute.
fn bearer(timeline: &Timeline, quote: QuoteIx) -> String {
    let view = timeline.quote(quote);
    let statement = view.statement().and_then(|statement| timeline.statement(statement).record().id.as_deref());
    match (statement, view.event()) {
        (Some(id), _) => id.to_owned(),
        (None, Some(event)) => timeline.event(event).address(),
        (None, None) => format!("dispute “{}”", short(view.question().unwrap_or_default())),
    }
}

fn row_json(timeline: &Timeline, ledger: &Ledger, quote: QuoteIx) -> Value {
    let view = timeline.quote(quote);
    let Some(proof) = ledger.proof(quote) else { return Value::Null };
    let copy = view.source().and_then(|source| ledger.kept(source).copy());
    let text = copy.map_or("", |copy| copy.text.raw.as_str());
    let scalars = |byte: usize| copy.and_then(|copy| copy.text.scalars(byte));
    let at = proof.at.clone();
    let statement = view.statement().and_then(|statement| timeline.statement(statement).record().id.as_deref());
    let bearer = match view.bearer() {
        Bearer::Passage(Passage::Statement(_)) => "statement",
        Bearer::Passage(Passage::Evidence(..)) => "evidence",
        Bearer::Side(..) => "side",
    };
    json!({
        "event": view.event().map(|event| timeline.event(event).address()),
        "statement": statement,
        "bearer": bearer,
        "dispute": view.question(),
        "source": view.source().map(|source| timeline.source(source).id()),
        "file": timeline.files().get(view.place()).map(|file| &file.name),
        "line": timeline.files().locate(view.place()).map(|at| at.line),
        "verdict": proof.verdict.word(),
        "quote": view.words(),
        "found": at.clone().and_then(|at| text.get(at)),
        "start": at.as_ref().and_then(|at| scalars(at.start)),
        "end": at.as_ref().and_then(|at| scalars(at.end)),
        "places": proof.places,
        "folded": proof.folded.iter().map(folded_json).collect::<Vec<_>>(),
        "gaps": proof.gaps.iter().map(|gap| json!({ "put_in": gap.put_in, "copy": text.get(gap.copy.clone()) })).collect::<Vec<_>>(),
        "diff": proof.diff.iter().map(piece_json).collect::<Vec<_>>(),
        "reasons": telling::reasons(timeline, ledger, quote),
    })
}

fn folded_json(of: &Difference) -> Value {
    json!({ "fold": of.fold.name(), "quote": of.quote, "copy": of.copy })
}

fn piece_json(piece: &Piece) -> Value {
    match piece {
        Piece::Same(text) => json!({ "same": text }),
        Piece::Quote(text) => json!({ "quote": text }),
        Piece::Copy(text) => json!({ "copy": text }),
    }
}
