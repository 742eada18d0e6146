//! `annals verify --record`: digests and context written into the timeline, after the change was shown.

use std::path::{Path, PathBuf};

use super::open::Input;
use super::out::{Failure, line, say, say_raw};
use super::verify::place;
use crate::evidence::record::Record;
use crate::evidence::{Ledger, Tally};
use crate::export::save::{may_be_written, save};
use crate::load::{Loaded, is_lasting, name_of};
use crate::model::document::{Amended, Amendment, Change, Syntax, amend};
use crate::model::place::FileText;
use crate::model::plural::plural;
use crate::model::timeline::{QuoteIx, Timeline};

/// Writes what the copies let one record; gives the ids of the sources whose copy was another than the one
/// recorded before. Where anything stands in the way of it, nothing is written at all.
pub fn record(input: &Input, loaded: &Loaded) -> Result<Vec<String>, Failure> {
    let timeline = &loaded.timeline;
    let paths = input.origin().paths;
    for (nth, file) in timeline.files().all().iter().enumerate() {
        if !paths.get(nth).is_some_and(|path| is_lasting(path)) {
            return Err(Failure::told(format!("cannot record in {}: it is no file", file.name)));
        }
    }
    let record = Record::of(timeline, &input.ledger(timeline));
    for (quote, note) in &record.notes {
        say(&format!("{}: {note}", place(timeline, *quote)));
    }
    if record.amendments.is_empty() {
        say("nothing to record");
        return Ok(Vec::new());
    }
    let amended = amended(timeline, &paths, &record.amendments)?;
    for Amendable { file, path, .. } in &amended {
        check(path, file)?;
    }
    for Amendable { file, amended, .. } in &amended {
        say_raw(&shown(file, amended));
    }
    for Amendable { path, file, amended } in &amended {
        write(path, file, amended)?;
    }
    Ok(record.changed.into_iter().map(|source| timeline.source(source).id().to_owned()).collect())
}

/// A file with what is to be written into it.
struct Amendable<'f> {
    path: PathBuf,
    file: &'f FileText,
    amended: Amended,
}

/// Every file in which something is to be set.
fn amended<'t>(
    timeline: &'t Timeline,
    paths: &[PathBuf],
    amendments: &[Amendment],
) -> Result<Vec<Amendable<'t>>, Failure> {
    let mut all = Vec::new();
    for ((nth, file), path) in (0..).zip(timeline.files().all()).zip(paths) {
        let own: Vec<Amendment> = amendments.iter().filter(|amendment| amendment.record.file == nth).cloned().collect();
        if own.is_empty() {
            continue;
        }
        let amended = amend(&file.text, nth, Syntax::of(&file.name, &file.text), &own).map_err(|fault| {
            let at = timeline.files().locate(fault.place).map(|at| format!(":{}", at.line)).unwrap_or_default();
            let message = format!("cannot record in {}{at}: {}; nothing is written", file.name, fault.message);
            Failure::Told(message, fault.hint.map(Into::into))
        })?;
        all.push(Amendable { path: path.clone(), file, amended });
    }
    Ok(all)
}

/// Is the file as it was read, and may it be written?
fn check(path: &Path, read: &FileText) -> Result<(), Failure> {
    let name = name_of(path);
    if !std::fs::read(path).is_ok_and(|bytes| bytes == read.text.as_bytes()) {
        return Err(Failure::told(format!("{name} has changed while it was looked at; nothing is written to it")));
    }
    may_be_written(path).map_err(|fault| Failure::told(format!("cannot write {name}: {fault}; nothing is written")))
}

/// Writes the file, unless it has changed since it was read.
fn write(path: &Path, read: &FileText, amended: &Amended) -> Result<(), Failure> {
    check(path, read)?;
    let name = name_of(path);
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
    out
}

/// Says of each copy that was another than the one recorded what that does to the quotes of its source.
pub fn tell_changed(timeline: &Timeline, ledger: &Ledger, changed: &[String]) {
    for source in changed.iter().filter_map(|id| timeline.source_named(id)) {
        let of_source = |quote: &QuoteIx| timeline.quote(*quote).source() == Some(source);
        let proofs =
            timeline.quotes().filter(of_source).filter_map(|quote| Some((quote, ledger.proof(quote)?.verdict)));
        let proofs: Vec<_> = proofs.collect();
        let tally = Tally::of(proofs.iter().map(|(_, verdict)| *verdict));
        say(&format!(
            "warning: the copy of `{}` was not the one recorded, and is recorded now: 0 of {} proved before, {} now",
            timeline.source(source).id(),
            plural(tally.all(), "quote"),
            tally.proved
        ));
        for (quote, verdict) in proofs.iter().filter(|(_, verdict)| !verdict.is_proved()) {
            say(&format!("  {}: {}", place(timeline, *quote), verdict.word()));
        }
        say("  if you did not change it, bring back the copy that was quoted and its `sha256`");
    }
}
