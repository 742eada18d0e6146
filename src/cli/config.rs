//! `annals config`: where the settings are, which are in force, and a file to start from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::Subcommand;

use crate::export::save::{SaveFault, save};
use crate::load::name_of;
use crate::model::place::Place;
use crate::tui::commands;
use crate::tui::rebind::Change;
use crate::tui::roles::{self, ROLES};
use crate::tui::settings::Settings;
use crate::user::config::Config;
use crate::user::config::settings::{COLOURS, KEYS, Kind, SETTINGS, Value};

use super::colour::{Colour, ground};
use super::explore::is_utf8;
use super::out::{Failure, print, say, say_raw};
use super::{FINDINGS, FINE, report, settings};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Print where the settings are
    Path,
    /// Print the settings in force, as a file of settings that says where each is from
    Show,
    /// Write a commented file of settings that changes nothing yet; one that is there is never overwritten
    Init,
}

pub fn run(args: &Args, colour: Colour, named: Option<&Path>) -> Result<u8, Failure> {
    match args.verb {
        Verb::Path => path(named),
        Verb::Show => show(colour, named),
        Verb::Init => init(named),
    }
}

fn path(named: Option<&Path>) -> Result<u8, Failure> {
    let path = settings::path(named)?;
    print(&format!("{}\n", path.display()))?;
    if !path.exists() {
        say("there is no such file; `annals config init` writes one");
    }
    Ok(FINE)
}

fn show(colour: Colour, named: Option<&Path>) -> Result<u8, Failure> {
    let config = settings::read(named)?;
    let (settings, findings) = Settings::of(&config);
    print(&in_force(&config, &settings))?;
    if findings.is_empty() {
        return Ok(FINE);
    }
    say_raw(&report::whole(&config.files, &findings, colour.is_sent_to(std::io::stderr())));
    Ok(FINDINGS)
}

fn init(named: Option<&Path>) -> Result<u8, Failure> {
    let path = settings::path(named)?;
    let name = name_of(&path);
    if let Some(folder) = path.parent().filter(|_| named.is_none()) {
        fs::create_dir_all(folder).map_err(|error| Failure::told(format!("cannot write {name}: {error}")))?;
    }
    save(&path, false, |out| out.write_all(template().as_bytes())).map_err(|fault| {
        let hint = matches!(fault, SaveFault::Exists).then(|| "`annals config show` says what is in it".to_owned());
        Failure::Told(format!("cannot write {name}: {fault}"), hint)
    })?;
    say(&format!("wrote {name}; take the # from a line to change it"));
    Ok(FINE)
}

/// The settings as a file of settings; what is not the user's own word for colours and keys is a comment.
fn in_force(config: &Config, settings: &Settings) -> String {
    let mut out = String::new();
    for (is_so, words) in [
        (std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()), "NO_COLOR is set: no colour is used"),
        (!is_utf8(), "the locale is not UTF-8: lines and marks are drawn in ASCII"),
    ] {
        if is_so {
            let _ = writeln!(out, "# {words}");
        }
    }
    let from = |place: Option<Place>| match place.and_then(|place| config.files.locate(place)) {
        Some(at) => format!("line {}", at.line),
        None => "default".to_owned(),
    };
    plain(&mut out, |setting| (config.value(setting), from(config.place(setting))), "");
    let _ = writeln!(out, "\n[{COLOURS}]");
    let colours = settings.colours(ground());
    for row in &ROLES {
        let own = settings.painted.iter().find(|painted| painted.role == row.role);
        let (hidden, source) =
            if own.is_some() { ("", from(own.map(|own| own.place))) } else { ("# ", "theme".into()) };
        let name = roles::name_of(colours.of(row.role)).unwrap_or_default();
        let _ = writeln!(out, "{hidden}{} = \"{name}\" # {source}", row.name);
    }
    let _ = writeln!(out, "\n[{KEYS}] # beside the defaults; `annals keys` lists all that hold");
    let mut table = None;
    for change in &settings.changes {
        if change.only != table {
            let _ = writeln!(out, "\n[{KEYS}.{}]", change.only.map_or("", |only| only.name()));
            table = change.only;
        }
        let _ = writeln!(out, "{} # {}", bound(change), from(Some(change.place)));
    }
    out
}

/// The settings with one value each, table by table.
fn plain(
    out: &mut String,
    mut value: impl FnMut(&crate::user::config::settings::Setting) -> (Value, String),
    hidden: &str,
) {
    let mut table = "";
    for setting in SETTINGS {
        if setting.table != table {
            let _ = writeln!(out, "\n[{}]", setting.table);
            table = setting.table;
        }
        let (value, comment) = value(setting);
        let _ = match value {
            Value::Word(word) => writeln!(out, "{hidden}{} = \"{word}\" # {comment}", setting.name),
            Value::Truth(truth) => writeln!(out, "{hidden}{} = {truth} # {comment}", setting.name),
            Value::Number(number) => writeln!(out, "{hidden}{} = {number} # {comment}", setting.name),
        };
    }
}

/// `"C-g" = "go-to-date"`.
fn bound(change: &Change) -> String {
    let name = change.action.and_then(commands::name_of).unwrap_or(commands::NONE);
    // The signs that TOML escapes in a line of text are those of JSON; no key is called by a control sign.
    format!("{} = \"{name}\"", serde_json::Value::from(change.chord.to_string()))
}

/// A file that sets nothing: every setting as a comment.
fn template() -> String {
    let mut out = String::from(
        "# Settings of annals. What is behind a # is the default; `annals config show` says what holds.\n\n",
    );
    plain(
        &mut out,
        |setting| {
            let bounds = match setting.kind {
                Kind::Number(least, most) => format!("; {least} to {most}"),
                Kind::Word(_) | Kind::Truth => String::new(),
            };
            (setting.default, format!("{}{bounds}", setting.doc))
        },
        "# ",
    );
    let names: Vec<&str> = roles::NAMES.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(out, "\n# Each is one of {}.\n[{COLOURS}]", names.join(", "));
    for row in &ROLES {
        let name = roles::name_of(row.colours[0]).unwrap_or_default();
        let _ = writeln!(out, "# {} = \"{name}\" # {}", row.name, row.doc);
    }
    let _ = writeln!(
        out,
        "\n# A key or a row of keys, and the name of what it does there: `annals keys` lists the names.\n\
         # \"{}\" unbinds a key. What stands in [{KEYS}.sources] and the like holds only there.\n[{KEYS}]\n\
         # \"C-g\" = \"go-to-date\"",
        commands::NONE
    );
    out
}
