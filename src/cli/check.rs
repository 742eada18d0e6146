//! `annals check`: what is wrong with a timeline, and what could be better.

use clap::ValueEnum;

use crate::check;

use super::colour::Colour;
use super::open::Input;
use super::out::{Failure, print, print_raw};
use super::{FINDINGS, FINE, report};

/// How findings are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With the line and a caret, at most 50
    Text,
    /// An array of all findings
    Json,
    /// Annotations for a GitHub workflow
    Github,
}

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit 1 on warnings too
    #[arg(long)]
    strict: bool,
}

pub fn run(args: &Args, colour: Colour) -> Result<u8, Failure> {
    let mut loaded = args.input.read()?;
    let faulty = loaded.is_faulty();
    // Behind the errors, which must not be crowded out of what is shown.
    loaded.findings.extend(check::check(&loaded.timeline, faulty));
    let (timeline, findings) = (&loaded.timeline, &loaded.findings);
    match args.format {
        Format::Text if findings.is_empty() => {}
        Format::Text => print_raw(&(report::text(timeline, findings, colour.is_sent_to(std::io::stdout())) + "\n"))?,
        Format::Json => print(&report::json(timeline, findings)?)?,
        Format::Github => print(&report::github(timeline, findings))?,
    }
    Ok(if faulty || (args.strict && !findings.is_empty()) { FINDINGS } else { FINE })
}
