//! While a file is read, its name and how far that has come stand on a terminal, and nowhere else.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::pty::{Pty, annals};

/// Longer than the program is patient.
const LONG: Duration = Duration::from_millis(900);

const SMALL: &str = "annals: 1\nevents:\n  - title: One\n";

fn pipe() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("slow.yaml");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    (folder, path)
}

/// Opens the pipe at once and says what is in it only when asked to.
fn writer(path: &Path) -> impl FnOnce() + use<> {
    let path = path.to_owned();
    let opened = thread::spawn(move || OpenOptions::new().write(true).open(path).unwrap());
    move || opened.join().unwrap().write_all(SMALL.as_bytes()).unwrap()
}

#[test]
fn what_is_read_is_told_on_a_terminal_and_wiped() {
    let (_folder, path) = pipe();
    let say = writer(&path);
    let mut pty = Pty::start(annals(&["list", "--count", path.to_str().unwrap()]), (80, 24));
    pty.wait_for_text("reading slow.yaml … 0 s");
    say();
    assert!(pty.exit().success());
    pty.wait_for_text("1");
    assert_eq!(pty.screen().trim(), "1");
}

#[test]
fn a_narrow_terminal_has_one_line_of_it() {
    let (_folder, path) = pipe();
    let say = writer(&path);
    let mut pty = Pty::start(annals(&["list", "--count", path.to_str().unwrap()]), (12, 6));
    pty.wait_for_text("reading");
    assert!(pty.came_since(0, b"\x1b[?7l") && pty.came_since(0, b"\x1b[?7h"));
    say();
    assert!(pty.exit().success());
}

#[test]
fn a_large_file_is_told_in_hundredths() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.yaml");
    let mut text = String::from("annals: 1\nevents:\n");
    for nth in 0..60_000 {
        text.push_str(&format!("  - id: event-{nth}\n    date: 2024-01-02\n    title: The event of number {nth}\n"));
        text.push_str("    summary: It is one of many, and says as little as the others do.\n    tags: [one, other]\n");
    }
    fs::write(&path, text).unwrap();
    let mut pty = Pty::start(annals(&["list", "--count", path.to_str().unwrap()]), (80, 24));
    pty.wait_for_text("reading large.yaml … ");
    pty.wait_for("percentage", |screen| screen.contents().trim_end().ends_with(" %"));
    assert!(pty.exit_within(Duration::from_mins(1)).success());
    pty.wait_for("count alone", |screen| screen.contents().trim() == "60000");
}

#[test]
fn nothing_is_told_in_a_pipe_or_to_a_dumb_terminal() {
    let (_folder, path) = pipe();
    let say = writer(&path);
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    let child = command.args(["list", "--count"]).arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = child.spawn().unwrap();
    thread::sleep(LONG);
    say();
    let output = child.wait_with_output().unwrap();
    assert_eq!((&*output.stdout, &*output.stderr), (&b"1\n"[..], &b""[..]));

    let (_folder, path) = pipe();
    let say = writer(&path);
    let mut command = annals(&["list", "--count", path.to_str().unwrap()]);
    command.env("TERM", "dumb");
    let mut pty = Pty::start_as_it_is(command, (80, 24));
    thread::sleep(LONG);
    say();
    assert!(pty.exit().success());
    pty.wait_for_text("1");
    assert_eq!(pty.came(), "1\r\n".len());
}
