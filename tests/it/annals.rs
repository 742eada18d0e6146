//! The built program, run in a folder.

use std::path::Path;

use crate::support::annals;

/// What a run left behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs annals with these arguments in `folder`, without colour and without input.
pub fn run(folder: &Path, args: &[&str]) -> Run {
    feed(folder, args, "")
}

/// As [`run`], with `input` on stdin.
pub fn feed(folder: &Path, args: &[&str], input: &str) -> Run {
    let output = annals().current_dir(folder).args(args).write_stdin(input).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
