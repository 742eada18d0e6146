//! The FILE argument, and what happens where there is none.

use std::path::{Path, PathBuf};

use crate::load::{Loaded, load};

use super::out::{Failure, say};
use super::report;
use super::{COULD_NOT_RUN, out};

/// The timeline that the curated example of the project is; `--demo` opens it.
pub const DEMO: &str = include_str!("../../timeline.yaml");

/// The file that is opened when none is named.
const USUAL: &str = "timeline.yaml";

/// The files named, else `timeline.yaml` here.
///
/// # Errors
/// Where neither is there, the three ways on.
pub fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    if Path::new(USUAL).exists() {
        return Ok(vec![PathBuf::from(USUAL)]);
    }
    let ways =
        "name a file (`annals FILE`), write a small one (`annals init`), or look at the example (`annals --demo`)";
    Err(Failure::Told(format!("there is no {USUAL} here"), Some(ways.to_owned())))
}

/// Opens files that must be understood whole, as every verb but `check` and the explorer wants.
///
/// # Errors
/// A file that cannot be read; or one with faults, which are printed.
pub fn sound(named: &[PathBuf]) -> Result<Loaded, Failure> {
    let files = files(named)?;
    let loaded = load(&files)?;
    if loaded.is_faulty() {
        say(&report::text(&loaded.timeline, &loaded.findings, out::is_colour(std::io::stderr())));
        return Err(Failure::Printed(COULD_NOT_RUN));
    }
    Ok(loaded)
}
