//! A session opens where it was left: as a value, and of the real program in a real terminal.

use std::fs;
use std::path::{Path, PathBuf};

use annals::user::session::Session;
use proptest::prelude::*;
use rustix::process::Signal;
use tempfile::TempDir;

use crate::history::{Explorer, coalition};
use crate::pty::{self, Pty};
use crate::support::root;

/// A folder with a timeline of a hundred events and a place for sessions.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let events = (1..=99).fold(String::new(), |text, nth| {
        format!("{text}  - {{ id: e{nth}, title: Event number {nth}, date: {} }}\n", 1900 + nth)
    });
    fs::write(folder.path().join("timeline.yaml"), format!("annals: 1\ntitle: A hundred\nevents:\n{events}")).unwrap();
    folder
}

fn open_with(folder: &Path, args: &[&str]) -> Pty {
    let mut command = pty::annals(args);
    command.cwd(folder);
    command.env("XDG_STATE_HOME", folder.join("state"));
    let pty = Pty::start(command, (80, 24));
    pty.wait_for_text("help");
    pty
}

/// Opens it, and waits until it has said what it has to say.
fn open(folder: &Path, words: &str) -> Pty {
    let mut command = pty::annals(&["timeline.yaml"]);
    command.cwd(folder);
    command.env("XDG_STATE_HOME", folder.join("state"));
    let pty = Pty::start(command, (80, 24));
    pty.wait_for_text(words);
    pty
}

fn sessions(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder.join("state/annals/sessions"));
    let mut files: Vec<PathBuf> = listed.into_iter().flatten().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn is_at(pty: &Pty, title: &str) {
    pty.wait_for(title, |screen| screen.contents().lines().any(|line| line.contains('▸') && line.contains(title)));
}

#[test]
fn a_session_opens_where_it_was_left() {
    let folder = folder();
    let mut pty = open(folder.path(), "help");
    pty.keys("G k k m a");
    is_at(&pty, "Event number 97");
    pty.quit();
    let [file] = &sessions(folder.path())[..] else { panic!("{:?}", sessions(folder.path())) };
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&fs::metadata(file).unwrap().permissions()) & 0o777, 0o600);
    let mut pty = open(folder.path(), "opened where you left it");
    is_at(&pty, "Event number 97");
    pty.keys("< f 1 2 Enter");
    is_at(&pty, "Event number 12");
    pty.keys("C-c");
    assert!(pty.exit().success());
    let mut pty = open(folder.path(), "opened where you left it");
    pty.wait_for_text("1 of 99");
    pty.keys("<");
    is_at(&pty, "Event number 1");
    pty.keys("' a");
    is_at(&pty, "Event number 97");
    pty.quit();
    assert_eq!(sessions(folder.path()), std::slice::from_ref(file));
}

#[test]
fn a_session_outlives_signals() {
    for signal in [Signal::TERM, Signal::HUP] {
        let folder = folder();
        let mut pty = open(folder.path(), "help");
        pty.keys("G");
        is_at(&pty, "Event number 99");
        pty.signal(signal);
        assert!(!pty.exit().success());
        pty.assert_whole();
        let pty = open(folder.path(), "opened where you left it");
        is_at(&pty, "Event number 99");
        pty.quit();
    }
}

#[test]
fn a_session_outlives_its_terminal() {
    let folder = folder();
    let mut pty = open(folder.path(), "help");
    pty.keys("G");
    is_at(&pty, "Event number 99");
    pty.close();
    pty.exit();
    // A terminal of tests that goes away types Enter and Ctrl-d first.
    let pty = open(folder.path(), "opened where you left it");
    pty.wait_for_text("Event number 99");
}

#[test]
fn a_bookmark_is_kept_at_once() {
    let folder = folder();
    let mut pty = open(folder.path(), "help");
    pty.keys("j m b");
    pty.wait_for_text("bookmark b: Event number 2");
    pty.signal(Signal::KILL);
    pty.exit();
    let mut pty = open(folder.path(), "opened where you left it");
    pty.keys("'");
    pty.wait_for_text("b  1902: Event number 2");
    pty.keys("Esc");
    pty.wait_for("panes alone", |screen| !screen.contents().contains("Bookmarks"));
    pty.quit();
}

#[test]
fn fresh_neither_reads_nor_writes_a_session() {
    let folder = folder();
    let mut pty = open(folder.path(), "help");
    pty.keys("G");
    is_at(&pty, "Event number 99");
    pty.quit();
    let before = fs::read(&sessions(folder.path())[0]).unwrap();
    let mut pty = open_with(folder.path(), &["--fresh"]);
    is_at(&pty, "Event number 1");
    pty.keys("j");
    is_at(&pty, "Event number 2");
    pty.quit();
    assert_eq!(fs::read(&sessions(folder.path())[0]).unwrap(), before);
}

#[test]
fn a_session_belongs_to_its_file_by_whatever_way_it_is_opened() {
    let folder = folder();
    let mut pty = open(folder.path(), "help");
    pty.keys("G");
    is_at(&pty, "Event number 99");
    pty.quit();
    std::os::unix::fs::symlink(folder.path().join("timeline.yaml"), folder.path().join("link.yaml")).unwrap();
    fs::copy(folder.path().join("timeline.yaml"), folder.path().join("other.yaml")).unwrap();
    let pty = open_with(folder.path(), &["./other.yaml"]);
    is_at(&pty, "Event number 1");
    pty.quit();
    let mut command = pty::annals(&["./link.yaml"]);
    command.cwd(folder.path());
    command.env("XDG_STATE_HOME", folder.path().join("state"));
    let pty = Pty::start(command, (80, 24));
    is_at(&pty, "Event number 99");
    pty.quit();
}

#[test]
fn the_example_leaves_nothing_behind() {
    let folder = folder();
    let mut pty = open_with(folder.path(), &["--demo"]);
    pty.keys("G");
    pty.quit();
    assert!(!folder.path().join("state").exists());
}

#[test]
fn a_state_folder_that_cannot_be_written_is_a_quiet_notice() {
    let folder = folder();
    fs::write(folder.path().join("state"), "a file").unwrap();
    let mut pty = open(folder.path(), "this session will not be kept");
    pty.keys("j");
    is_at(&pty, "Event number 2");
    pty.quit();
}

#[test]
fn a_damaged_session_is_set_aside_and_reported() {
    let folder = folder();
    open(folder.path(), "help").quit();
    let file = sessions(folder.path())[0].clone();
    let whole = fs::read(&file).unwrap();
    for damaged in [&b""[..], &whole[..whole.len() / 2], b"\xff\xfe\x00", b"{\"version\":1,\"timeline\":[],\"kept\":7}"]
    {
        fs::write(&file, damaged).unwrap();
        let pty = open(folder.path(), "the session is damaged and was set aside");
        is_at(&pty, "Event number 1");
        pty.quit();
        assert_eq!(fs::read(file.with_extension("damaged")).unwrap(), damaged);
        assert!(file.exists(), "a sound one was kept in its place");
    }
}

#[test]
fn a_session_of_a_later_version_is_left_alone() {
    let folder = folder();
    open(folder.path(), "help").quit();
    let file = sessions(folder.path())[0].clone();
    fs::write(&file, "{\"version\":2,\"what\":\"ever\"}").unwrap();
    let mut pty = open(folder.path(), "of a later annals");
    pty.keys("G");
    pty.quit();
    assert_eq!(fs::read_to_string(&file).unwrap(), "{\"version\":2,\"what\":\"ever\"}");
}

/// Written and read again, as a file has it.
fn kept(session: &Session) -> Session {
    let text = serde_json::to_string(session).expect("it can be written");
    serde_json::from_str(&text).expect("it can be read")
}

/// The screen without the word about what was done.
fn quiet(explorer: &mut Explorer) -> String {
    explorer.state.notice = None;
    explorer.screen()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_session_taken_up_again_shows_the_same_screen(
        walk in prop::collection::vec(prop::sample::select(vec![
            "j", "j j j", "G", "]", "}", "Tab", "2", "3", "r", "z", "Esc", "a macron Enter", "f tag:troops Enter",
            "/ plan Enter", "n", "V july Enter", "D l", "t", "L", "S", "P", "Enter", "s Tab j", "m a", "<", ">",
        ]), 0..24),
    ) {
        let mut left = Explorer::on(coalition());
        walk.into_iter().for_each(|keys| left.press(keys));
        // What is marked to be exported does not outlive the program, and copies are closed.
        left.press("Esc");
        let mut taken_up = Explorer::on(coalition());
        taken_up.state.resume(kept(&left.state.session()));
        prop_assert_eq!(quiet(&mut taken_up), quiet(&mut left));
        prop_assert_eq!(taken_up.state.session(), left.state.session());
    }

    #[test]
    fn no_session_is_too_odd_to_be_taken_up(
        focus in any::<usize>(),
        (nth, line, column) in any::<(usize, usize, usize)>(),
        words in "\\PC{0,12}",
        view in prop::sample::select(vec!["event", "sources", "disputes", "lanes", "", "nothing"]),
        size in (1..100_u16, 1..40_u16),
    ) {
        let event = serde_json::json!({ "event": { "id": words, "title": words, "at": nth }, "quote": line, "words": words });
        let seen = serde_json::json!({ "view": view, "record": words, "nth": nth, "line": line, "column": column });
        let stop = serde_json::json!({ "quote": event, "filter": words, "picked": words, "views": [seen, seen], "odd": 1 });
        let session: Session = serde_json::from_value(serde_json::json!({
            "here": stop, "focus": focus, "search": words, "bookmarks": { "ä": event }, "back": vec![stop.clone(); 300],
            "last_dispute": seen,
        })).expect("a session");
        let mut explorer = Explorer::on(coalition());
        explorer.state.resume(session);
        explorer.state.resize(size);
        for keys in ["j", "<", "' ä", "t", "q", "D", "Tab", "Esc", ">", "G"] {
            explorer.press(keys);
            explorer.screen();
        }
        prop_assert!(explorer.state.history.before().len() <= 100);
    }
}

#[test]
fn a_session_at_a_verdict_waits_for_the_copies() {
    let path = root().join("examples/harbour-bridge/timeline.yaml");
    let mut command = pty::annals(&[path.to_str().unwrap()]);
    let folder = tempfile::tempdir().unwrap();
    command.env("XDG_STATE_HOME", folder.path());
    let mut pty = Pty::start(command.clone(), (100, 30));
    pty.wait_for_text("proved");
    pty.keys("f verdict:unproved Enter G");
    is_at(&pty, "A national paper takes i");
    pty.keys("q");
    assert!(pty.exit().success());
    let pty = Pty::start(command, (100, 30));
    is_at(&pty, "A national paper takes i");
    pty.quit();
}
