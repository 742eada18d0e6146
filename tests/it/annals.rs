//! The built program, run in a folder.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A folder of test data.
pub fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder)
}

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
    let mut command = Command::cargo_bin("annals").expect("the program is built");
    command.current_dir(folder).args(args).env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1").write_stdin(input);
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
