//! `annals export`: a chosen part of the timeline, for the next person.

use std::io;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::colour::Colour;
use super::known;
use super::open::Input;
use super::out::{Failure, print_with, say};
use super::progress::Progress;
use super::select::Select;
use super::{FINDINGS, FINE};
use crate::export::save::{SaveFault, is_same_file, save};
use crate::export::{FORMATS, Format, Options, format_named, format_of_path};
use crate::load::name_of;
use crate::model::excerpt::Excerpt;
use crate::model::finding::did_you_mean;
use crate::model::lanes::{KINDS, LaneKind, LaneSort, SORTS};
use crate::model::plural::plural;
use crate::model::timeline::Timeline;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// The format [default: by the ending of --output, else markdown]
    #[arg(short, long, value_name = "FORMAT", long_help = format_help())]
    format: Option<String>,
    /// The file to write; `-` or none writes to standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// A row a statement rather than an event, in a format that has rows (csv)
    #[arg(long)]
    statements: bool,
    /// What a lane is, in a format that has lanes (svg) [default: actors]
    #[arg(long, value_name = "KIND", value_parser = lane_kinds())]
    lanes: Option<LaneKind>,
    /// In what order the lanes stand [default: first]
    #[arg(long, value_name = "ORDER", value_parser = lane_orders())]
    lane_order: Option<LaneSort>,
    /// Overwrite the file if it is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    select: Select,
}

fn format_help() -> String {
    let rows = FORMATS.iter().map(|format| format!("\n- {}: {}", format.name, format.doc));
    format!("The format [default: by the ending of --output, else markdown]\n{}", rows.collect::<String>())
}

fn lane_kinds() -> impl TypedValueParser<Value = LaneKind> {
    let names = KINDS.iter().map(|row| PossibleValue::new(row.name).help(row.doc));
    PossibleValuesParser::new(names).map(|name| LaneKind::named(&name).unwrap_or_default())
}

fn lane_orders() -> impl TypedValueParser<Value = LaneSort> {
    let names = SORTS.iter().map(|row| PossibleValue::new(row.name).help(row.doc));
    PossibleValuesParser::new(names).map(|name| LaneSort::named(&name).unwrap_or_default())
}

pub fn run(args: &Args, colour: Colour) -> Result<u8, Failure> {
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let format = format(args.format.as_deref(), path)?;
    args.input.judged(colour, |timeline, _| write(args, timeline, format, path))
}

fn write(args: &Args, whole: &Timeline, format: &Format, path: Option<&Path>) -> Result<u8, Failure> {
    if let Some(path) = path
        && args.input.origin().paths.iter().any(|own| is_same_file(own, path))
    {
        let hint = "an export is a part of it: choose another name".to_owned();
        return Err(Failure::Told(format!("{} is the timeline itself", name_of(path)), Some(hint)));
    }
    let origin = args.input.origin();
    let own = args.select.own(&origin);
    let (timeline, found) = args.select.find(whole, &own)?;
    if found.events.is_empty() {
        say("nothing was selected: nothing is written");
        return Ok(FINDINGS);
    }
    let excerpt = Excerpt::new(&timeline, found.ixs());
    known::lines(whole, &timeline).iter().for_each(|words| say(words));
    if format.opens_again {
        tell_left_out(&excerpt);
    }
    if excerpt.refuted() > 0 {
        let count = plural(excerpt.refuted(), "quote");
        say(&format!("note: {count} in it not borne out by the copies; `annals verify` says which"));
    }
    if args.statements && !format.has_rows {
        say(&format!("note: --statements makes no difference in {}, which has no rows", format.name));
    }
    if (args.lanes.is_some() || args.lane_order.is_some()) && !format.has_lanes {
        say(&format!("note: --lanes and --lane-order make no difference in {}, which has no lanes", format.name));
    }
    format.losses(&excerpt).iter().for_each(|loss| say(&format!("note: {loss}")));
    let options = Options {
        statements: args.statements,
        lanes: args.lanes.unwrap_or_default(),
        lane_order: args.lane_order.unwrap_or_default(),
    };
    let shown = Progress::start("writing");
    let write = |out: &mut dyn io::Write| format.write(&excerpt, &options, out);
    let Some(path) = path else {
        drop(shown);
        print_with(write)?;
        return Ok(FINE);
    };
    let saved = save(path, args.force, |out| {
        write(out)?;
        // An error leaves what was there before as it was.
        if whole.lost().is_some() { Err(io::ErrorKind::InvalidData.into()) } else { Ok(()) }
    });
    drop(shown);
    saved.map_err(|fault| not_written(path, &fault))?;
    say(&format!("wrote {} as {} to {}", plural(excerpt.len(), "event"), format.name, name_of(path)));
    Ok(FINE)
}

/// How many things that are left out are named before the rest is only counted.
const NAMED: usize = 20;

fn tell_left_out(excerpt: &Excerpt) {
    let left_out = excerpt.left_out();
    let more = left_out.len().saturating_sub(NAMED);
    left_out.take(NAMED).for_each(|what| say(&format!("left out: {what}")));
    if more > 0 {
        say(&format!("… and {more} more left out"));
    }
}

fn format(name: Option<&str>, path: Option<&Path>) -> Result<&'static Format, Failure> {
    let names = || FORMATS.iter().map(|format| format.name);
    let all = || format!("the formats are {}", names().collect::<Vec<_>>().join(", "));
    if let Some(name) = name {
        return format_named(name).ok_or_else(|| {
            let hint = did_you_mean(name, names()).unwrap_or_else(all);
            Failure::Told(format!("there is no format `{name}`"), Some(hint))
        });
    }
    match path {
        None => Ok(&FORMATS[0]),
        Some(path) => format_of_path(path).ok_or_else(|| {
            Failure::Told(
                format!("the ending of {} says no format", name_of(path)),
                Some(format!("name one with --format; {}", all())),
            )
        }),
    }
}

/// A file that could not be written, with what to do about it.
fn not_written(path: &Path, fault: &SaveFault) -> Failure {
    if matches!(fault, SaveFault::Io(error) if error.kind() == io::ErrorKind::BrokenPipe) {
        return Failure::Closed;
    }
    let hint = match fault {
        SaveFault::Exists => Some("choose another name, or overwrite it with --force"),
        SaveFault::Folder => Some("name a file in it"),
        _ => None,
    };
    Failure::Told(format!("cannot write {}: {fault}", name_of(path)), hint.map(str::to_owned))
}
