//! `annals list`: the timeline in plain words, for pipes and screen readers.

mod json;
mod lines;
mod rows;

use clap::ValueEnum;
use serde_json::json;

use super::colour::Colour;
use super::disputes;
use super::open::Input;
use super::out::{Failure, print, say};
use super::select::Select;
use super::{FINDINGS, FINE, gaps, known, views};
use crate::evidence::Ledger;
use crate::export::safe_json;
use crate::model::query::{Found, Query};
use crate::model::rhythm::Window;
use crate::model::timeline::Timeline;
use crate::user::{self, views::Views};
use lines::List;
use rows::Rows;

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
    #[arg(long, conflicts_with_all = ["statements", "disputes", "sources", "gaps"])]
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
    if args.gaps.as_deref() == Some("") {
        gaps::misplaced(&args.input.files)?;
    }
    args.input.judged(colour, |timeline, ledger| list(args, timeline, ledger))
}

fn list(args: &Args, whole: &Timeline, ledger: &Ledger) -> Result<u8, Failure> {
    let origin = args.input.origin();
    // Read once, since what is amiss with them is told then.
    let own = if args.views { views::own(&origin) } else { args.select.own(&origin) };
    let (seen, found) = args.select.find(whole, &own)?;
    let timeline = &*seen;
    if args.views {
        return list_views(args, timeline, &own, &found);
    }
    if args.history && timeline.known_on().is_some() {
        let hint = "leave `known:` out: a day is told with what was known by then".to_owned();
        return Err(Failure::Told("--history tells of every day, and the query of one".to_owned(), Some(hint)));
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
    let list = List { whole, timeline, ledger, rows };
    if args.format == Format::Json {
        known::lines(whole, timeline).iter().for_each(|words| say(words));
    }
    match (args.count, args.format) {
        (true, Format::Lines) => print(&format!("{}\n", list.rows.len()))?,
        (true, Format::Json) => print(&safe_json(&list.rows.counts(found.undated))?)?,
        (false, Format::Lines) => list.print_lines()?,
        (false, Format::Json) => list.print_json()?,
    }
    if is_empty {
        say("nothing was selected");
    }
    Ok(if is_empty { FINDINGS } else { FINE })
}

/// Prints the saved views, or how many there are.
fn list_views(args: &Args, timeline: &Timeline, own: &Views, found: &Found) -> Result<u8, Failure> {
    let count = user::views::all(timeline, own).len();
    match (args.count, args.format) {
        (true, Format::Lines) => print(&format!("{count}\n"))?,
        (true, Format::Json) => print(&safe_json(&json!({ "count": count }))?)?,
        (false, Format::Lines) => print(&views::lines(timeline, own, found))?,
        (false, Format::Json) => print(&safe_json(&views::rows(timeline, own, found))?)?,
    }
    Ok(FINE)
}

/// Prints the whole timeline, as `annals list` does.
pub fn print_plain(timeline: &Timeline, ledger: &Ledger) -> Result<u8, Failure> {
    let found = Query::All(Vec::new()).find(timeline);
    List { whole: timeline, timeline, ledger, rows: Rows::new(timeline, &found, false) }.print_lines()?;
    Ok(FINE)
}
