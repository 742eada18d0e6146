//! The command line: its words, one file a verb, and the only place that prints.

mod check;
mod open;
mod out;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Explore a sourced timeline in the terminal: who said what, when, and in which words.
#[derive(Parser)]
#[command(name = "annals", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Say what is wrong with a timeline, and what could be better
    Check(check::Args),
}

/// Fine; findings, or an empty selection; could not run.
pub const FINE: u8 = 0;
/// There are findings, or nothing was selected.
pub const FINDINGS: u8 = 1;
/// The command could not run.
pub const COULD_NOT_RUN: u8 = 2;

/// Runs the command line that the program was started with.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.verb {
        Some(Verb::Check(args)) => check::run(&args),
        None => Ok(0),
    };
    ExitCode::from(done.unwrap_or_else(|failure| failure.report()))
}
