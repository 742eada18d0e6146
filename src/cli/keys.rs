//! `annals keys`: every key with what it does, as the settings have it.

use std::path::Path;

use clap::ValueEnum;
use serde_json::json;

use crate::export::safe_json;
use crate::model::plural::plural;
use crate::tui::commands::{NONE, name_of};
use crate::tui::keymap::Live;
use crate::tui::keys::{ALL, Context};
use crate::tui::settings::Settings;

use super::out::{Failure, line, print, say};
use super::{FINE, settings};

/// How the keys are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A line each: the name for the settings, the keys, what they do and where
    Text,
    /// An array
    Json,
}

#[derive(clap::Args)]
pub struct Args {
    /// How to print the keys
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub fn run(args: &Args, config: Option<&Path>) -> Result<u8, Failure> {
    let (settings, findings) = Settings::of(&settings::read(config)?);
    let live = settings.keymap.live();
    print(&match args.format {
        Format::Text => text(&live),
        Format::Json => json(&live)?,
    })?;
    if !findings.is_empty() {
        let count = plural(findings.len(), "setting");
        say(&format!("not understood: {count}; `annals config show` says which"));
    }
    Ok(FINE)
}

fn text(live: &[Live]) -> String {
    let rows: Vec<(&str, String, &Live)> = live.iter().map(|live| (name(live), keys(live), live)).collect();
    let names = rows.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    let keys = rows.iter().map(|(_, keys, _)| keys.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, pressed, live) in rows {
        let doc = live.row.doc;
        line(&mut out, &format!("{name:names$}  {pressed:keys$}  {doc} [{}]", places(&live.here).join(" ")));
    }
    out
}

fn json(live: &[Live]) -> std::io::Result<String> {
    let rows = live.iter().map(|live| {
        json!({
            "name": name(live),
            "keys": live.keys.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "where": live.here.iter().map(|here| here.name()).collect::<Vec<_>>(),
            "doc": live.row.doc,
        })
    });
    safe_json(&serde_json::Value::Array(rows.collect()))
}

fn name(live: &Live) -> &'static str {
    name_of(live.row.action).unwrap_or_default()
}

fn keys(live: &Live) -> String {
    if live.keys.is_empty() { NONE.to_owned() } else { live.names() }
}

/// The names of contexts: one word for all of them, and one for all panes.
fn places(here: &[Context]) -> Vec<&'static str> {
    if here.len() == ALL.len() {
        return vec!["everywhere"];
    }
    let is_pane = |here: &&Context| matches!(here, Context::Pane(_));
    if here.iter().filter(is_pane).count() < 3 {
        return here.iter().map(|here| here.name()).collect();
    }
    std::iter::once("panes").chain(here.iter().filter(|here| !is_pane(here)).map(|here| here.name())).collect()
}
