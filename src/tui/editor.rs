//! The user's editor, opened at a line: which words each editor wants for that.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::Command;

/// How an editor is told the line and column.
enum Form {
    /// `editor +LINE FILE`
    Plus,
    /// `editor +LINE:COLUMN FILE`
    PlusColumn,
    /// `editor FILE:LINE:COLUMN`
    Colon,
    /// `editor --goto FILE:LINE:COLUMN --wait`
    Goto,
}

/// The editors that are known; any other is told the line the way of vi, which most understand.
const EDITORS: &[(&str, Form)] = &[
    ("hx", Form::Colon),
    ("helix", Form::Colon),
    ("zed", Form::Colon),
    ("subl", Form::Colon),
    ("micro", Form::PlusColumn),
    ("kak", Form::PlusColumn),
    ("emacs", Form::PlusColumn),
    ("emacsclient", Form::PlusColumn),
    ("code", Form::Goto),
    ("codium", Form::Goto),
    ("cursor", Form::Goto),
];

/// The command for a file, by `$VISUAL`, else `$EDITOR`; nothing where neither is set.
#[must_use]
pub fn command(file: &Path, line: usize, column: usize) -> Option<Command> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let words = set("VISUAL").or_else(|| set("EDITOR"))?;
    let mut words = words.split_whitespace();
    let program = words.next()?;
    let name = Path::new(program).file_name().map_or(program.into(), |name| name.to_string_lossy());
    let form = EDITORS.iter().find(|(known, _)| *known == name).map_or(&Form::Plus, |(_, form)| form);
    let mut command = Command::new(program);
    command.args(words);
    // A path that begins with a dash is no option.
    let file = if file.is_absolute() { file.to_owned() } else { Path::new(".").join(file) };
    let at = format!("{}:{line}:{column}", file.display());
    match form {
        Form::Plus => command.arg(format!("+{line}")).arg(file),
        Form::PlusColumn => command.arg(format!("+{line}:{column}")).arg(file),
        Form::Colon => command.arg(at),
        Form::Goto => command.arg("--wait").arg("--goto").arg(at),
    };
    Some(command)
}

/// Runs the editor to its end; the words say what went wrong.
///
/// # Errors
/// Where it cannot be started, or says that it failed.
pub fn run(mut command: Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    // Where the timeline came by a pipe, the editor's keys come from the terminal all the same.
    if !io::stdin().is_terminal()
        && let Ok(terminal) = File::open("/dev/tty")
    {
        command.stdin(terminal);
    }
    let done: io::Result<_> = command.status();
    match done {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}")),
        Err(error) => Err(format!("cannot start {program}: {error}")),
    }
}
