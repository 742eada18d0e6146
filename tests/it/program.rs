//! The real program in a real terminal, used as its users use it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use tempfile::{TempDir, tempdir};

use crate::falsify::dice::Dice;
use crate::pty::{Pty, annals};
use crate::support::data;

/// The explorer on the curated timeline.
fn coalition() -> Pty {
    let pty = Pty::start(annals(&["timeline.yaml"]), (80, 24));
    pty.wait_for_text("29 of 29");
    pty
}

/// A folder with a copy of the Harbour Bridge affair, and the program in it.
fn in_folder() -> (TempDir, CommandBuilder) {
    let folder = tempdir().unwrap();
    fs::copy(data("harbour.yaml"), folder.path().join("timeline.yaml")).unwrap();
    let mut command = annals(&[]);
    command.cwd(folder.path());
    (folder, command)
}

#[test]
fn it_opens_and_quits() {
    let pty = coalition();
    for words in ["The coalition of the willing", "1 Events", "2 Actors", "3 Quotes", "? help"] {
        pty.wait_for_text(words);
    }
    pty.quit();
}

#[test]
fn a_shell_without_a_file_opens_timeline_yaml_here() {
    let (_folder, command) = in_folder();
    let pty = Pty::start(command, (80, 24));
    pty.wait_for_text("The Harbour Bridge affair");
    pty.quit();
}

#[test]
fn macron_is_walked() {
    let mut pty = coalition();
    pty.keys("a");
    pty.wait_for_text("Whose statements?");
    pty.write(b"macron\r");
    pty.wait_for_text("Emmanuel Macron: statement 1 of 3");
    pty.keys("]");
    pty.wait_for_text("We have a plan that is ready");
    pty.keys("]");
    pty.wait_for_text("Emmanuel Macron: statement 3 of 3");
    pty.quit();
}

#[test]
fn a_filter_and_a_search_narrow() {
    let mut pty = coalition();
    pty.write(b"fspeaker:kellogg\r");
    pty.wait_for_text("4 of 29");
    pty.write(b"/poland\r");
    pty.wait_for_text("Poland”");
    // Two Esc that arrive as one read are one Esc to a terminal program, so each has its turn.
    pty.wait_for_text("/poland");
    pty.keys("Esc");
    pty.wait_for("no search", |screen| !screen.contents().contains("/poland"));
    pty.keys("Esc");
    pty.wait_for_text("29 of 29");
    pty.quit();
}

#[test]
fn three_events_are_written_as_the_command_line_writes_them() {
    let (folder, command) = in_folder();
    let mut pty = Pty::start(command, (80, 24));
    pty.wait_for_text("5 of 5");
    pty.keys("v j j x");
    pty.wait_for_text("export 3 events as markdown to: timeline-excerpt.md");
    pty.keys("Enter");
    pty.wait_for_text("wrote timeline-excerpt.md: 3 events as markdown");
    let written = fs::read(folder.path().join("timeline-excerpt.md")).unwrap();
    let events = ["cracks-reported", "council-told", "osei-speaks"].iter().flat_map(|id| ["--event", id]);
    let theirs =
        Command::new(env!("CARGO_BIN_EXE_annals")).current_dir(&folder).arg("export").args(events).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(&theirs.stdout));
    pty.keys("x Enter");
    pty.wait_for_text("is there already. Replace it? y/n");
    pty.keys("n");
    pty.wait_for_text("nothing was written");
    assert_eq!(fs::read(folder.path().join("timeline-excerpt.md")).unwrap(), written);
    pty.quit();
}

#[test]
fn a_saved_file_is_shown_and_a_broken_one_is_not() {
    let (folder, command) = in_folder();
    let path = folder.path().join("timeline.yaml");
    let mut pty = Pty::start(command, (80, 24));
    pty.wait_for_text("5 of 5");
    pty.keys("j");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("The council hears of the cracks", "The council is told")).unwrap();
    pty.wait_for_text("The council is told");
    fs::write(&path, "annals: 1\nevents: [{ title: half").unwrap();
    pty.wait_for_text("1 error in the file: what you see is from before");
    pty.wait_for_text("The council is told");
    pty.keys("!");
    pty.wait_for_text("timeline.yaml:2:");
    pty.keys("Esc");
    fs::write(&path, text).unwrap();
    pty.wait_for_text("The council hears of the cracks");
    pty.quit();
}

#[test]
fn it_is_resized_down_to_one_cell_and_back() {
    let mut pty = coalition();
    for size in [(1, 1), (19, 3), (40, 10), (60, 15), (200, 60), (80, 24)] {
        pty.resize(size);
        thread::sleep(Duration::from_millis(30));
    }
    pty.keys("j");
    pty.wait_for_text("29 of 29");
    pty.wait_for_text("▸  Apr 2025");
    pty.quit();
}

#[test]
fn signals_and_ctrl_c_leave_the_terminal_whole() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut pty = coalition();
        pty.keys("f");
        pty.wait_for("bracketed paste", vt100::Screen::bracketed_paste);
        pty.signal(signal);
        assert!(!pty.exit().success());
        pty.assert_whole();
    }
    let mut pty = coalition();
    pty.keys("f C-c");
    assert!(pty.exit().success());
    pty.assert_whole();
}

#[test]
fn a_closed_terminal_ends_it() {
    let mut pty = coalition();
    pty.close();
    pty.exit_within(Duration::from_secs(2));
}

#[test]
fn ctrl_z_and_fg() {
    let mut command = CommandBuilder::new("sh");
    let program = format!("{} {}/timeline.yaml", env!("CARGO_BIN_EXE_annals"), env!("CARGO_MANIFEST_DIR"));
    command.args(["-c", &format!("set -m; {program}; echo stopped; read line; fg; echo ended with $?")]);
    let mut pty = Pty::start(command, (80, 24));
    pty.wait_for_text("29 of 29");
    pty.keys("j C-z");
    pty.wait_for_text("stopped");
    pty.assert_whole();
    pty.keys("Enter");
    pty.wait_for_text("▸  Apr 2025");
    pty.keys("q");
    pty.wait_for_text("ended with 0");
    pty.assert_whole();
}

#[test]
fn a_pasted_line_is_typed_into_a_prompt() {
    let mut pty = coalition();
    pty.keys("f");
    pty.wait_for("bracketed paste", vt100::Screen::bracketed_paste);
    pty.write(b"\x1b[200~speaker:kellogg\n\x1b[201~");
    pty.wait_for_text("filter: speaker:kellogg");
    pty.wait_for_text("4 of 29");
    pty.keys("Enter");
    pty.wait_for("no bracketed paste", |screen| !screen.bracketed_paste());
    pty.quit();
}

#[test]
fn the_editor_opens_at_the_line_and_the_edit_is_shown() {
    let (folder, mut command) = in_folder();
    let editor = folder.path().join("editor.sh");
    fs::write(
        &editor,
        "#!/bin/sh\necho \"$1\" > told\nsed -i 's/Inspector reports cracks/Inspector logs cracks/' \"$2\"\n",
    )
    .unwrap();
    Command::new("chmod").arg("+x").arg(&editor).status().unwrap();
    command.env("VISUAL", &editor);
    let mut pty = Pty::start(command, (100, 24));
    pty.wait_for_text("5 of 5");
    pty.keys("e");
    pty.wait_for_text("Inspector logs cracks");
    assert_eq!(fs::read_to_string(folder.path().join("told")).unwrap(), "+37\n");
    pty.quit();
}

#[test]
fn a_timeline_from_a_pipe_is_explored_with_keys_from_the_terminal() {
    let mut command = CommandBuilder::new("sh");
    let lines = r#"printf '%s\n' '{"title":"One","date":"2024-05-01","actors":["Ann"]}' '{"title":"Two","date":"2024-05-02","actors":["Ben"]}'"#;
    command.args(["-c", &format!("{lines} | {} -", env!("CARGO_BIN_EXE_annals"))]);
    let mut pty = Pty::start(command, (80, 24));
    pty.wait_for_text("2 of 2");
    pty.keys("j");
    pty.wait_for_text("▸  2 May 2024");
    pty.quit();
}

#[test]
fn an_editor_beside_a_pipe_has_its_keys() {
    let (folder, _) = in_folder();
    let editor = folder.path().join("editor.sh");
    fs::write(&editor, "#!/bin/sh\nprintf 'edit> '\nread line\necho \"$line\" > told\n").unwrap();
    Command::new("chmod").arg("+x").arg(&editor).status().unwrap();
    let mut command = CommandBuilder::new("sh");
    let line = r#"printf '{"title":"Later","date":"2030"}\n'"#;
    command.args(["-c", &format!("{line} | {} timeline.yaml -", env!("CARGO_BIN_EXE_annals"))]);
    command.cwd(folder.path());
    command.env("VISUAL", &editor);
    let mut pty = Pty::start(command, (80, 24));
    pty.wait_for_text("6 of 6");
    pty.keys("e");
    pty.wait_for_text("edit>");
    pty.write(b"hello\r");
    pty.wait_for_text("6 of 6");
    assert_eq!(fs::read_to_string(folder.path().join("told")).unwrap(), "hello\n");
    pty.quit();
}

#[test]
fn a_timeline_from_a_named_pipe_is_not_waited_for_again() {
    let folder = tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let target = pipe.clone();
    let writer = thread::spawn(move || fs::write(target, "events:\n  - title: First\n"));
    let mut pty = Pty::start(annals(&[pipe.to_str().unwrap()]), (80, 24));
    pty.wait_for_text("1 of 1");
    writer.join().unwrap().unwrap();
    pty.keys("R");
    pty.wait_for_text("in no file that could be read again");
    pty.quit();
}

#[test]
fn a_terminal_is_no_standard_input_to_read() {
    let mut pty = Pty::start_as_it_is(annals(&["check", "-"]), (80, 24));
    assert_eq!(pty.exit_within(Duration::from_secs(10)).exit_code(), 2);
    pty.wait_for_text("cannot read -: standard input is the terminal");
}

#[test]
fn without_colour_the_cursor_is_a_mark_and_reversed() {
    let mut command = annals(&["timeline.yaml"]);
    command.env("NO_COLOR", "1");
    let pty = Pty::start_as_it_is(command, (80, 24));
    pty.wait_for_text("▸  Mar 2025");
    pty.wait_for("a reversed row", |screen| screen.cell(5, 6).is_some_and(vt100::Cell::inverse));
    pty.wait_for("no colour", |screen| {
        (0..24).all(|row| {
            (0..80).all(|column| screen.cell(row, column).is_none_or(|cell| cell.fgcolor() == vt100::Color::Default))
        })
    });
    pty.quit();
}

/// Keys that come while another is read, or just behind it, one by one or several together: the last of them is seen
/// without one that follows.
#[test]
fn no_key_is_left_behind_however_fast_they_come() {
    let (mut pty, mut dice) = (coalition(), Dice::new(5));
    pty.keys("f");
    for round in 0..150_u8 {
        let letters: Vec<u8> = (0..2 + dice.below(4)).map(|_| b'a' + dice.below(26) as u8).collect();
        for together in letters.chunks(1 + dice.below(2)) {
            pty.write(together);
            let begin = Instant::now();
            while begin.elapsed() < Duration::from_micros(dice.below(400) as u64) {
                std::hint::spin_loop();
            }
        }
        let typed = format!("filter: {}", String::from_utf8(letters).unwrap());
        let is_prompt = |screen: &vt100::Screen, prompt: &str| {
            let contents = screen.contents();
            contents.lines().last().and_then(|line| line.split("  ").next()).is_some_and(|line| line.trim() == prompt)
        };
        pty.wait_for(&format!("{typed:?} in round {round}"), |screen| is_prompt(screen, &typed));
        pty.keys("C-u");
        pty.wait_for("empty prompt", |screen| is_prompt(screen, "filter:"));
    }
    pty.keys("Esc");
    pty.wait_for_text("? help");
    pty.quit();
}

#[test]
fn an_idle_explorer_uses_no_processor() {
    let pty = coalition();
    thread::sleep(Duration::from_millis(300));
    let before = pty.ticks();
    thread::sleep(Duration::from_secs(1));
    assert!(pty.ticks() - before < 5, "{} ticks in a second", pty.ticks() - before);
    pty.quit();
}

#[test]
fn without_a_terminal_or_with_a_dumb_one_the_list_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let printed = |set: fn(&mut Command) -> &mut Command| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        let output = set(command.current_dir(root)).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let list = printed(|command| command.arg("list"));
    assert_eq!(printed(|command| command.env("TERM", "xterm")), list);
    let mut command = annals(&[]);
    command.env("TERM", "dumb");
    let mut pty = Pty::start_as_it_is(command, (200, 50));
    assert!(pty.exit().success());
    assert!(pty.came_since(0, b"event: london-summit"), "{}", pty.screen());
    assert!(!pty.came_since(0, b"\x1b"), "no escapes");
}
