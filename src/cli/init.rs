//! `annals init`: a small commented timeline to start from.

use std::path::PathBuf;

use super::FINE;
use super::open::USUAL;
use super::out::{Failure, say};
use crate::export::save::{SaveFault, save};
use crate::load::name_of;

/// The timeline that is written.
pub const TIMELINE: &str = include_str!("init.yaml");

#[derive(clap::Args)]
pub struct Args {
    /// The file to write; one that is there already is never overwritten
    #[arg(value_name = "FILE", default_value = USUAL)]
    file: PathBuf,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    let name = name_of(&args.file);
    save(&args.file, false, |out| out.write_all(TIMELINE.as_bytes())).map_err(|fault| {
        let hint = matches!(fault, SaveFault::Exists).then(|| "name another file: `annals init FILE`".to_owned());
        Failure::Told(format!("cannot write {name}: {fault}"), hint)
    })?;
    say(&format!("wrote {name}; `annals check {name}` says whether it holds together, `annals {name}` opens it"));
    Ok(FINE)
}
