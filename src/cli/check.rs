//! `annals check`: what is wrong with a timeline, and what could be better.

use clap::ValueEnum;

use crate::check::{self, Choice, RULES};

use super::colour::Colour;
use super::open::Input;
use super::out::{Failure, print, print_raw};
use super::progress::Progress;
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

const EXAMPLES: &str = "\
Examples:
  annals check --rules                   what it looks for
  annals check --allow unarchived-url    all but that
  annals check --deny late-statement     exit 1 on that, too";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit 1 on warnings too
    #[arg(long)]
    strict: bool,
    /// Say nothing by this rule; may be given again
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,
    /// Take the warnings of this rule for errors; may be given again
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,
    /// List the rules of good curation instead
    #[arg(long, conflicts_with_all = ["files", "demo", "format", "strict", "allow", "deny"])]
    rules: bool,
}

pub fn run(args: &Args, colour: Colour) -> Result<u8, Failure> {
    if args.rules {
        print(&rules())?;
        return Ok(FINE);
    }
    let choice = Choice::new(&args.allow, &args.deny).map_err(|(message, hint)| Failure::Told(message, hint))?;
    let mut loaded = args.input.read()?;
    let faulty = loaded.is_faulty();
    args.input.judge(&mut loaded.timeline);
    let shown = Progress::start("checking");
    let mut found = choice.of(check::check(&loaded.timeline, faulty));
    drop(shown);
    // Behind the errors, which must not be crowded out of what is shown; those are few, and what is found may be much.
    found.splice(0..0, std::mem::take(&mut loaded.findings));
    loaded.findings = found;
    let (files, findings) = (loaded.timeline.files(), &loaded.findings);
    match args.format {
        Format::Text if findings.is_empty() => {}
        Format::Text => print_raw(&(report::text(files, findings, colour.is_sent_to(std::io::stdout())) + "\n"))?,
        Format::Json => print(&report::json(files, findings)?)?,
        Format::Github => print(&report::github(files, findings))?,
    }
    Ok(if loaded.is_faulty() || (args.strict && !findings.is_empty()) { FINDINGS } else { FINE })
}

/// Every rule, a line each.
fn rules() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let lines: Vec<String> = RULES.iter().map(|rule| format!("{:width$}  {}\n", rule.name, rule.doc)).collect();
    lines.concat()
}
