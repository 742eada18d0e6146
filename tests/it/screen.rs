//! The screen on a real terminal: whole again whatever happens, quiet when nothing does.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs, thread};

use annals::tui::terminal::{Input, Screen};
use annals::tui::watch::Watch;
use crossterm::event::{KeyCode, KeyModifiers};
use portable_pty::CommandBuilder;
use ratatui::widgets::{Paragraph, Widget, Wrap};
use rustix::process::Signal;

use crate::pty::Pty;

/// What the small program below watches, and its editor.
const WATCHED: &str = "ANNALS_TEST_WATCHED";
const EDITOR: &str = "ANNALS_TEST_EDITOR";

/// A small program on a screen: it shows the keys that it gets. This very test binary runs it in a
/// terminal of its own, as the other tests ask.
#[test]
#[ignore = "run by the other tests, in a terminal of its own"]
fn small_program() {
    let mut screen = Screen::enter("small \u{202e}program").unwrap();
    let files: Vec<_> = env::var_os(WATCHED).map(Into::into).into_iter().collect();
    let _watch = Watch::start(&files, &[], screen.waker());
    let mut told = String::new();
    loop {
        let words = Paragraph::new(format!("here: {told}")).wrap(Wrap { trim: false });
        if screen.draw(|area, buffer| words.render(area, buffer)).is_err() {
            break;
        }
        match screen.next(None) {
            Err(_) => break,
            Ok(Some(Input::Key(key))) => match key.code {
                KeyCode::Char('q') => break,
                KeyCode::Char('z') if key.modifiers == KeyModifiers::CONTROL => screen.suspend().unwrap(),
                KeyCode::Char('p') => panic!("on purpose"),
                KeyCode::Char('t') => drop(thread::spawn(|| panic!("elsewhere"))),
                KeyCode::Char('e') => {
                    let editor = env::var_os(EDITOR).unwrap();
                    screen.outside(|| Command::new("sh").arg("-c").arg(editor).status()).unwrap().unwrap();
                }
                KeyCode::Char('b') => screen.set_paste(true).unwrap(),
                KeyCode::Char(letter) => told.push(letter),
                _ => {}
            },
            Ok(Some(Input::Paste(text))) => told.push_str(&format!("<{}>", text.len())),
            Ok(Some(Input::FilesChanged)) => told.push_str("changed "),
            Ok(Some(Input::CopiesChanged)) => told.push_str("changed "),
            Ok(Some(Input::Verified | Input::Read)) => told.push_str("changed "),
            Ok(Some(Input::Trouble(words))) => told.push_str(&words),
            Ok(Some(Input::Resized | Input::Continued | Input::Pointer(_)) | None) => {}
        }
    }
}

const ARGS: [&str; 4] = ["--ignored", "--exact", "screen::small_program", "--nocapture"];

fn start(size: (u16, u16), with: &[(&str, &Path)]) -> Pty {
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(ARGS);
    with.iter().for_each(|(name, value)| command.env(name, value));
    let pty = Pty::start(command, size);
    pty.wait_for_text("here:");
    pty
}

fn plain() -> Pty {
    start((80, 24), &[])
}

/// In a shell with job control, as users have it.
fn in_a_shell(script: &str) -> Pty {
    let program = format!("{} {}", env::current_exe().unwrap().display(), ARGS.join(" "));
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &script.replace("PROGRAM", &program)]);
    Pty::start(command, (80, 24))
}

#[test]
fn it_is_given_back_at_the_end() {
    let pty = plain();
    pty.wait_for("alternate screen without a cursor", |screen| screen.alternate_screen() && screen.hide_cursor());
    assert!(pty.came_since(0, "small <U+202E>program".as_bytes()), "a title is made safe");
    pty.quit();
}

#[test]
fn a_signal_that_ends_the_program_leaves_it_whole() {
    for (signal, name) in
        [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt"), (Signal::QUIT, "Quit")]
    {
        let mut pty = plain();
        pty.keys("b");
        pty.wait_for("bracketed paste", vt100::Screen::bracketed_paste);
        pty.signal(signal);
        let status = pty.exit();
        assert!(status.signal().is_some_and(|by| by.starts_with(name)), "{name}: {status:?}");
        pty.assert_whole();
    }
}

#[test]
fn a_panic_gives_it_back_and_then_speaks() {
    let mut pty = plain();
    pty.keys("p");
    pty.exit();
    pty.assert_whole();
    pty.wait_for_text("on purpose");
}

#[test]
fn a_panic_elsewhere_is_told_and_changes_nothing() {
    let mut pty = plain();
    pty.keys("t");
    pty.wait_for_text("elsewhere (tests/it/screen.rs");
    pty.wait_for("alternate screen", vt100::Screen::alternate_screen);
    pty.keys("o k");
    pty.wait_for_text("ok");
    pty.quit();
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let mut pty = plain();
    pty.close();
    pty.exit_within(Duration::from_secs(2));
}

#[test]
fn a_closed_terminal_ends_a_program_that_is_not_told() {
    // The kernel tells the shell, which here lives on and passes nothing on.
    let mut pty = in_a_shell("trap : HUP; PROGRAM; exit 3");
    pty.wait_for_text("here:");
    pty.close();
    assert_eq!(pty.exit_within(Duration::from_secs(2)).exit_code(), 3);
}

#[test]
fn an_idle_screen_uses_no_processor() {
    let mut pty = plain();
    pty.keys("a");
    pty.wait_for_text("here: a");
    let before = pty.ticks();
    thread::sleep(Duration::from_secs(1));
    assert!(pty.ticks() - before < 5, "{} ticks in a second", pty.ticks() - before);
}

#[test]
fn ctrl_z_stops_it_and_fg_brings_it_back() {
    let mut pty = in_a_shell("set -m; PROGRAM; echo stopped with $?; read line; fg; echo ended with $?");
    pty.wait_for_text("here:");
    pty.keys("a b C-z");
    pty.wait_for_text("stopped with 148");
    pty.assert_whole();
    let before = pty.came();
    pty.keys("Enter");
    pty.wait_for_text("here: a");
    pty.wait_for("alternate screen", vt100::Screen::alternate_screen);
    assert!(pty.came_since(before, b"here:"), "drawn in full");
    pty.keys("c q");
    assert!(pty.exit().success());
    pty.wait_for_text("ended with 0");
    pty.assert_whole();
}

#[test]
fn ctrl_z_without_a_shell_goes_on() {
    let mut pty = plain();
    pty.keys("C-z");
    pty.keys("a");
    pty.wait_for_text("here: a");
    pty.quit();
}

#[test]
fn stopped_and_continued_from_outside_it_draws_again() {
    let mut pty = plain();
    pty.keys("a");
    pty.wait_for_text("here: a");
    pty.signal(Signal::STOP);
    thread::sleep(Duration::from_millis(50));
    let before = pty.came();
    pty.signal(Signal::CONT);
    assert!(pty.within(Duration::from_secs(2), || pty.came_since(before, b"here:")));
    pty.quit();
}

#[test]
fn an_editor_gets_all_of_its_keys() {
    let editor = "printf 'edit> '; read line; printf 'got %s ' \"$line\"; read line; kill -INT $PPID";
    let mut pty = start((80, 24), &[(EDITOR, Path::new(editor))]);
    pty.keys("e");
    pty.wait_for_text("edit>");
    pty.assert_whole();
    pty.write(b"hello there\r");
    pty.wait_for_text("got hello there");
    pty.write(b"more\r");
    pty.wait_for_text("here:");
    pty.wait_for("alternate screen", vt100::Screen::alternate_screen);
    pty.keys("a");
    pty.wait_for_text("here: a");
    pty.quit();
}

#[test]
fn any_size_is_drawn() {
    let mut pty = plain();
    for size in [(1, 1), (200, 3), (3, 60), (80, 24)] {
        pty.resize(size);
        thread::sleep(Duration::from_millis(30));
    }
    pty.keys("a");
    pty.wait_for_text("here: a");
    pty.keys("q");
    assert!(pty.exit().success());
}

#[test]
fn a_burst_of_keys_arrives_whole() {
    let mut pty = start((120, 40), &[]);
    pty.write("x".repeat(1500).as_bytes());
    pty.wait_for("1500 letters", |screen| screen.contents().matches('x').count() == 1500);
    pty.keys("b");
    pty.wait_for("bracketed paste", vt100::Screen::bracketed_paste);
    pty.write(format!("\x1b[200~{}\x1b[201~", "y".repeat(1500)).as_bytes());
    pty.wait_for_text("<1500>");
    pty.quit();
}

#[test]
fn a_piped_stdin_leaves_the_keys_to_the_terminal() {
    let mut pty = in_a_shell("echo data | PROGRAM");
    pty.wait_for_text("here:");
    pty.keys("a");
    pty.wait_for_text("here: a");
    pty.quit();
}

#[test]
fn changed_files_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("timeline.yaml");
    fs::write(&file, "one").unwrap();
    let mut pty = start((80, 24), &[(WATCHED, &file)]);
    fs::write(folder.path().join("other.yaml"), "no one's").unwrap();
    fs::write(&file, "two").unwrap();
    pty.wait_for_text("here: changed");
    let mut replacement = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
    replacement.write_all(b"three").unwrap();
    replacement.persist(&file).unwrap();
    pty.wait_for_text("here: changed changed");
    pty.keys("q");
    assert!(pty.exit().success());
    assert_eq!(pty.screen().matches("changed").count(), 0, "the screen is left");
}
