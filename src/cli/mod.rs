//! The command line: its words, one file a verb, and the only place that prints.

mod array;
mod check;
mod colour;
mod completions;
mod config;
mod disputes;
mod explore;
mod export;
mod facts;
mod gaps;
mod init;
mod keys;
mod known;
mod list;
mod open;
mod out;
mod progress;
mod record;
mod report;
mod select;
mod settings;
mod shot;
mod show;
mod support;
mod verify;
mod views;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use colour::Colour;
use open::Input;
use out::Failure;

/// Explore a sourced timeline in the terminal: who said what, when, and in which words.
///
/// Without a verb, opens FILE in the explorer, or timeline.yaml if no FILE is named. Where there is no
/// terminal to draw on, it prints what `annals list` prints.
#[derive(Parser)]
#[command(name = "annals", version, override_usage = USAGE, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    explorer: explore::Args,
    /// Use colour: auto, always or never; auto asks `NO_COLOR`, `CLICOLOR_FORCE` and then the terminal
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t, hide_possible_values = true)]
    color: Colour,
    /// Read settings from this file instead of the user's own; `annals config path` says which that is
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

const USAGE: &str = "annals [OPTIONS] [FILE]...\n       annals <COMMAND>";

const AFTER_HELP: &str = "\
Examples:
  annals --demo                                look round the example
  annals init && annals                        start a timeline of your own
  annals check                                 what is wrong with it
  annals verify --copies articles              does every quote stand in its source
  annals list --from 2025-05 --actor macron    plain words, for a pipe or a screen reader
  annals export --from 2025-05 -o brief.md     a brief to hand over
  annals show macron                           all about one actor, event or source

Exit codes:
  0  fine
  1  there are findings, or nothing was selected
  2  could not run: a file that cannot be read or written, or words that make no sense";

#[derive(Subcommand)]
enum Verb {
    /// Say what is wrong with a timeline, and what could be better
    Check(check::Args),
    /// Hold every quote against the kept copy of its source
    Verify(verify::Args),
    /// List the events, the statements, the disputes, the sources or the silences in plain words
    List(list::Args),
    /// Show one event, actor or source in full
    Show(show::Args),
    /// Write a chosen part as a brief, a timeline of its own, a sheet or a drawing
    Export(export::Args),
    /// Draw one screen of the explorer after some keys
    ///
    /// It is drawn with the settings of `--config`, where that is given, and never with the user's own, so that a
    /// picture is the same everywhere.
    Shot(shot::Args),
    /// Write a small commented timeline to start from
    Init(init::Args),
    /// Say where the settings are, show those in force, or write a file of them to start from
    Config(config::Args),
    /// List every key with what it does, as the settings have it
    Keys(keys::Args),
    /// Print what a shell needs to complete command lines
    Completions(completions::Args),
}

/// Fine; findings, or an empty selection; could not run.
pub const FINE: u8 = 0;
/// There are findings, or nothing was selected.
pub const FINDINGS: u8 = 1;
/// The command could not run.
pub const COULD_NOT_RUN: u8 = 2;

/// Runs the command line that the program was started with.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    if cli.verb.is_some() && cli.explorer.is_given() {
        let words = "a verb takes its files and options behind it";
        Cli::command().error(clap::error::ErrorKind::ArgumentConflict, words).exit();
    }
    ExitCode::from(done(&cli).unwrap_or_else(|failure| failure.report()))
}

/// Does what is asked. Settings that are named are read by every verb, also by one that heeds none: a name that is
/// misspelt would go unnoticed otherwise.
fn done(cli: &Cli) -> Result<u8, Failure> {
    let (colour, config) = (cli.color, cli.config.as_deref());
    let heeds = matches!(cli.verb, None | Some(Verb::Config(_) | Verb::Keys(_) | Verb::Shot(_)));
    if !heeds && config.is_some() {
        settings::read(config)?;
    }
    match &cli.verb {
        Some(Verb::Check(args)) => check::run(args, colour),
        Some(Verb::Verify(args)) => verify::run(args, colour),
        Some(Verb::List(args)) => list::run(args, colour),
        Some(Verb::Show(args)) => show::run(args, colour),
        Some(Verb::Export(args)) => export::run(args, colour),
        Some(Verb::Shot(args)) => shot::run(args, config),
        Some(Verb::Init(args)) => init::run(args),
        Some(Verb::Completions(args)) => completions::run(args),
        Some(Verb::Config(args)) => config::run(args, colour, config),
        Some(Verb::Keys(args)) => keys::run(args, config),
        None => explore::run(&cli.explorer, colour, config),
    }
}
