//! Effects, done: files, clipboard, editor, browser and background; their outcome is a line in the footer.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::arriving::Arriving;
use super::editor;
use super::effect::Effect;
use super::outside::Outside;
use super::state::State;
use super::terminal::Screen;
use crate::evidence::Ledger;
use crate::export::save::{SaveFault, save};
use crate::export::{Options, format_of_path};
use crate::load::{is_large, load};
use crate::model::excerpt::Excerpt;
use crate::model::plural::plural;
use crate::model::timeline::EventIx;
use crate::user::views;

/// Does it; only a terminal that is gone is an error.
pub fn perform(effect: Effect, state: &mut State, outside: &mut Outside) -> io::Result<()> {
    match effect {
        Effect::Quit => {}
        Effect::Suspend => {
            // Who sends a program to the background may never bring it back.
            let _ = outside.keep_session(state);
            outside.screen.suspend()?;
        }
        Effect::Reload => reload(state, outside)?,
        Effect::Verify => outside.verify(state),
        Effect::Copy(text) => copy(state, &mut outside.screen, &text)?,
        Effect::Edit(file, line, column) => edit(state, outside, &file, line, column)?,
        Effect::Browse(address) => browse(state, &address),
        Effect::KeepSession => outside.keep_session(state).into_iter().for_each(|words| state.warn(words)),
        Effect::KeepView { name, query } => keep_view(state, &name, query.as_deref()),
        Effect::Export { path, events, overwrite } => export(state, &path, &events, overwrite),
    }
    Ok(())
}

/// Reads the files again, large ones on a thread of its own; the window is named after what they hold now.
pub fn reload(state: &mut State, outside: &mut Outside) -> io::Result<()> {
    if !state.origin.is_files() {
        state.say("this timeline is in no file that could be read again");
        return Ok(());
    }
    if state.arriving.is_some() {
        outside.reader.overtake();
        return Ok(());
    }
    if is_large(&state.origin.paths) {
        let old = state.findings.is_empty().then(|| Arc::clone(&state.whole));
        state.arriving = Some(Arriving::new(outside.reader.start(&state.origin.paths, false, old), false));
        return Ok(());
    }
    state.reload(load(&state.origin.paths));
    if state.ledger.is_none() {
        outside.verify(state);
    }
    outside.screen.set_title(&super::window_title(&state.timeline))
}

/// Keeps or deletes a view of the user's own; that of a timeline in no file lasts as long as the program.
fn keep_view(state: &mut State, name: &str, query: Option<&str>) {
    if !state.origin.is_files() {
        state.say("done until you leave: this timeline is in no file that it could be kept for");
        return;
    }
    match views::set(&state.origin.paths, name, query) {
        Ok(views) => state.own_views = views,
        Err(why) => state.warn(format!("your saved views could not be written: {why}")),
    }
}

fn export(state: &mut State, path: &Path, events: &[EventIx], overwrite: bool) {
    let Some(format) = format_of_path(path) else { return };
    // What is written does not depend on how fast the copies are read.
    if state.ledger.is_none() {
        state.take_ledger(Ledger::new(&state.whole, &state.origin.shelf()));
    }
    let excerpt = Excerpt::new(&state.timeline, events.iter().copied());
    let written = save(path, overwrite, |out| format.write(&excerpt, &Options::default(), out));
    let shown = path.display();
    match written {
        Ok(()) => {
            // Disputes, and revisions of statements: the command line names each.
            let left_out = plural(excerpt.left_out().len(), "link");
            let whole = excerpt.left_out().len() == 0 || !format.opens_again;
            let rest = if whole { String::new() } else { format!("; {left_out} to what is outside left out") };
            let losses = [vec![String::new()], format.losses(&excerpt)].concat().join("; ");
            let outcome = format!("wrote {shown}: {} as {}{rest}{losses}", plural(events.len(), "event"), format.name);
            match excerpt.refuted() {
                0 => state.say(outcome),
                count => state.warn(format!("{outcome}; {} in it not borne out by the copies", plural(count, "quote"))),
            }
        }
        Err(SaveFault::Exists) => state.ask_overwrite(path),
        Err(fault) => state.ask_export_again(path, format!("cannot write it: {fault}")),
    }
}

/// Inside tmux its own buffer is sure to work; elsewhere the terminal is asked, which may not listen.
fn copy(state: &mut State, screen: &mut Screen, text: &str) -> io::Result<()> {
    if std::env::var_os("TMUX").is_some() && copy_in_tmux(text).is_ok() {
        state.say("the citation is in tmux's buffer (and the clipboard, if tmux may set it)");
        return Ok(());
    }
    screen.copy(text)?;
    state.say("the citation was sent to the terminal's clipboard; not every terminal takes it");
    Ok(())
}

fn copy_in_tmux(text: &str) -> io::Result<()> {
    let mut tmux = Command::new("tmux");
    tmux.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = tmux.spawn()?;
    if let Some(mut stdin) = running.stdin.take() {
        stdin.write_all(text.as_bytes())?;
    }
    if running.wait()?.success() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
}

fn edit(state: &mut State, outside: &mut Outside, file: &Path, line: usize, column: usize) -> io::Result<()> {
    let Some(command) = editor::command(file, line, column) else {
        state.warn("no editor is set: put one in $VISUAL or $EDITOR");
        return Ok(());
    };
    match outside.screen.outside(|| editor::run(command))? {
        Ok(()) => return reload(state, outside),
        Err(message) => state.warn(message),
    }
    Ok(())
}

fn browse(state: &mut State, address: &str) {
    match open::that_detached(address) {
        Ok(()) => state.say(format!("opening {address}")),
        Err(error) => state.warn(format!("cannot open {address}: {error}")),
    }
}
