//! `annals [FILE]`: the explorer where there is a terminal, else the plain list.

use std::io::{self, IsTerminal};
use std::path::Path;

use clap::CommandFactory;

use crate::load::name_of;
use crate::model::finding::nearest;
use crate::tui::origin::Origin;
use crate::tui::settings::Settings;
use crate::tui::theme::Theme;
use crate::tui::{self, Stopped};

use super::colour::{Colour, ground};
use super::out::{Failure, say};
use super::{FINE, Input, list, settings};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// Draw lines and marks in ASCII
    #[arg(long)]
    ascii: bool,
    /// Leave the mouse to the terminal; F2 takes it
    #[arg(long)]
    no_mouse: bool,
    /// Open at the start, and leave the session alone: neither go on where it was left nor keep this one
    #[arg(long)]
    fresh: bool,
}

impl Args {
    /// Was anything said that a verb would not heed?
    pub fn is_given(&self) -> bool {
        self.ascii
            || self.no_mouse
            || self.fresh
            || self.input.demo
            || !self.input.files.is_empty()
            || !self.input.copies.is_empty()
    }
}

/// Opens the explorer on what can be understood, or prints the list where nothing can be drawn.
///
/// # Errors
/// What cannot be read; or a terminal that cannot be used.
pub fn run(args: &Args, colour: Colour, config: Option<&Path>) -> Result<u8, Failure> {
    mistyped_verb(&args.input)?;
    let config = settings::read(config)?;
    if !io::stdout().is_terminal() || std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return args.input.judged(colour, list::print_plain);
    }
    let opened = args.input.open()?;
    let mut settings = Settings::of(&config).0;
    settings.mouse &= !args.no_mouse;
    let unicode = !args.ascii && !settings.ascii && is_utf8();
    let theme = Theme { colour: colour.is_sent_to(io::stdout()), unicode, colours: settings.colours(ground()) };
    match tui::explore(opened, args.input.origin(), theme, settings, args.fresh) {
        Ok(not_kept) => {
            not_kept.iter().for_each(|words| say(&format!("note: {words}")));
            Ok(FINE)
        }
        Err(Stopped::File(fault)) => Err(fault.into()),
        Err(Stopped::Terminal(error)) => Err(Failure::told(format!("the explorer cannot use this terminal: {error}"))),
    }
}

/// A word that is no file and nearly a verb was meant as the verb.
fn mistyped_verb(input: &Input) -> Result<(), Failure> {
    let [path] = &input.files[..] else { return Ok(()) };
    let word = name_of(path);
    if path.exists() || word.contains(['.', '/']) {
        return Ok(());
    }
    let command = super::Cli::command();
    let near = nearest(&word, command.get_subcommands().map(clap::Command::get_name))
        .map(|near| format!("did you mean `annals {near}`?"));
    near.map_or(Ok(()), |hint| Err(Failure::Told(format!("cannot read {word}: there is no such file"), Some(hint))))
}

impl Input {
    /// Where the timeline is, for reading it again; nowhere for the example.
    pub fn origin(&self) -> Origin {
        let paths = if self.demo { Vec::new() } else { self.paths().unwrap_or_default() };
        Origin { paths, copies: self.copies.clone() }
    }
}

/// Does the locale say that the terminal takes UTF-8? One that says nothing most likely does.
pub fn is_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
