//! `annals verify --record`: digests and context written into the timeline, after the change was shown.

use std::path::PathBuf;

use super::open::Input;
use super::out::{Failure, line, print, say};
use super::verify::place;
use crate::evidence::Ledger;
use crate::evidence::record::Record;
use crate::export::save::save;
use crate::load::{Loaded, name_of};
use crate::model::document::{Amended, Amendment, Change, Syntax, amend};
use crate::model::place::FileText;
use crate::model::plural::plural;

/// Writes what the copies let one record; what stands in no file that can be written is refused before
/// anything is.
pub fn record(input: &Input, loaded: &Loaded) -> Result<(), Failure> {
    let timeline = &loaded.timeline;
    let ledger: Ledger = input.ledger(timeline);
    let record = Record::of(timeline, &ledger);
    for (quote, note) in &record.notes {
        say(&format!("{}: {note}", place(timeline, *quote)));
    }
    if record.amendments.is_empty() {
        say("nothing to record: every copy here has its digest, and no context is missing");
        return Ok(());
    }
    let paths = input.origin().paths;
    let mut written: Vec<(PathBuf, Amended)> = Vec::new();
    for (nth, file) in (0..).zip(timeline.files().all()) {
        let own: Vec<Amendment> =
            record.amendments.iter().filter(|amendment| amendment.record.file == nth).cloned().collect();
        if own.is_empty() {
            continue;
        }
        let path = paths.get(nth as usize).filter(|path| path.as_os_str() != "-");
        let path = path.ok_or_else(|| Failure::told(format!("cannot record in {}: it is no file", file.name)))?;
        let syntax = Syntax::of(&file.name, &file.text);
        let amended = amend(&file.text, nth, syntax, &own).map_err(|fault| {
            let at = timeline.files().locate(fault.place).map(|at| format!(":{}", at.line)).unwrap_or_default();
            Failure::Told(
                format!("cannot record in {}{at}: {}; nothing is written", file.name, fault.message),
                fault.hint,
            )
        })?;
        print(&shown(file, &amended))?;
        written.push((path.clone(), amended));
    }
    for (path, amended) in &written {
        write(path, amended, timeline.files().all())?;
    }
    Ok(())
}

/// Writes the file, unless it has changed since it was read.
fn write(path: &PathBuf, amended: &Amended, read: &[std::sync::Arc<FileText>]) -> Result<(), Failure> {
    let name = name_of(path);
    let is_as_read = |bytes: &[u8]| read.iter().any(|file| file.name == name && file.text.as_bytes() == bytes);
    if !std::fs::read(path).is_ok_and(|bytes| is_as_read(&bytes)) {
        return Err(Failure::told(format!("{name} has changed while it was looked at; nothing is written to it")));
    }
    let saved = save(path, true, |out| out.write_all(amended.text.as_bytes()));
    saved.map_err(|fault| Failure::told(format!("cannot write {name}: {fault}")))?;
    say(&format!("recorded in {name}: {}", plural(amended.changes.len(), "place")));
    Ok(())
}

/// The lines that change, as `diff` shows them.
fn shown(file: &FileText, amended: &Amended) -> String {
    let mut out = String::new();
    for Change { old_line, old, new, .. } in &amended.changes {
        line(&mut out, &format!("{}:{old_line}", file.name));
        old.iter().for_each(|words| line(&mut out, &format!("- {words}")));
        new.iter().for_each(|words| line(&mut out, &format!("+ {words}")));
    }
    out.push('\n');
    out
}
