//! The verbs as a user meets them: what they print where, and how they exit.

use std::fs;

use assert_cmd::Command;

use crate::support::{annals, data};

/// The exit code, stdout and stderr of a command line, as one text.
fn outcome(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    format!("exit {}\n--- stdout\n{out}--- stderr\n{err}", output.status.code().unwrap_or(-1))
}

/// A verb in the folder of the fixtures, so that names in messages are short.
fn told(words: &[&str]) -> String {
    outcome(annals().current_dir(data("")).args(words))
}

#[test]
fn list_of_events() {
    insta::assert_snapshot!(told(&["list", "harbour.yaml"]));
}

#[test]
fn list_of_statements() {
    insta::assert_snapshot!(told(&["list", "harbour.yaml", "--statements"]));
}

#[test]
fn list_as_json() {
    insta::assert_snapshot!(told(&["list", "harbour.yaml", "--format", "json", "--to", "2024-03"]));
}

#[test]
fn list_of_a_range_says_what_is_not_certain() {
    insta::assert_snapshot!(told(&["list", "harbour.yaml", "--from", "2024-03-20", "--where", "actor:osei"]));
}

#[test]
fn show_an_event_an_actor_and_a_source() {
    for id in ["osei-speaks", "@3", "holt", "source:gazette-0412", "in-writing"] {
        let name = id.trim_start_matches('@').replace(':', "_");
        insta::assert_snapshot!(format!("show_{name}"), told(&["show", id, "harbour.yaml"]));
    }
}

#[test]
fn show_of_nothing() {
    insta::assert_snapshot!(told(&["show", "oseii", "harbour.yaml"]));
    insta::assert_snapshot!(told(&["show", "actor:council-told", "harbour.yaml"]));
    insta::assert_snapshot!(told(&["show", "@9", "harbour.yaml"]));
}

#[test]
fn show_of_an_id_that_two_things_have() {
    let text = "annals: 1\nactors: { a: A }\nevents: [{ id: a, title: T, actors: [a] }]\n";
    insta::assert_snapshot!(outcome(annals().args(["show", "a", "-"]).write_stdin(text)));
    let event = outcome(annals().args(["show", "event:a", "-"]).write_stdin(text));
    assert!(event.starts_with("exit 0\n--- stdout\nevent: a\n"), "{event}");
}

#[test]
fn faults_of_queries_have_a_caret() {
    insta::assert_snapshot!(told(&["list", "harbour.yaml", "--where", "safety actr:osei"]));
    insta::assert_snapshot!(told(&["list", "harbour.yaml", "--where", "été speaker:oseii"]));
    insta::assert_snapshot!(told(&["list", "harbour.yaml", "--from", "5 March 2024"]));
    insta::assert_snapshot!(told(&["export", "harbour.yaml", "--event", "osei-speak"]));
    insta::assert_snapshot!(told(&["export", "harbour.yaml", "--actor", "nobody"]));
}

#[test]
fn export_names_what_is_left_out() {
    let export = |format| {
        let mut command = annals();
        command.arg("export").arg(data("harbour.yaml")).args(["--event", "holt-corrects", "-f", format]);
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    insta::assert_snapshot!(export("yaml"));
    assert_eq!(export("markdown"), "", "a brief names what is outside, and has nothing to leave out");
}

#[test]
fn an_option_that_changes_nothing_is_told() {
    let output =
        annals().arg("export").arg(data("harbour.yaml")).args(["--statements", "-f", "json"]).output().unwrap();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "note: --statements makes no difference in json, which has no rows\n"
    );
}

#[test]
fn export_counts_undated_and_possible_rows() {
    let output = annals().arg("export").arg(data("harbour.yaml")).args(["--to", "2024-03-10"]).output().unwrap();
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap());
}

#[test]
fn an_empty_selection_writes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    let told = annals().arg("export").arg(data("harbour.yaml")).args(["--to", "2019", "-o"]).arg(&path).assert();
    told.code(1).stdout("").stderr("note: 1 event without a date left out\nnothing was selected: nothing is written\n");
    assert!(!path.exists());
}

#[test]
fn export_to_a_file_asks_for_force_to_overwrite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.yaml");
    let export = || {
        let mut command = annals();
        command.arg("export").arg(data("harbour.yaml")).args(["--event", "council-told", "-o"]).arg(&path);
        command
    };
    export().assert().code(0).stdout("");
    let first = fs::read_to_string(&path).unwrap();
    assert!(first.starts_with("annals: 1\n"), "{first}");
    fs::write(&path, "mine").unwrap();
    export().assert().code(2);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    export().arg("--force").assert().code(0);
    assert_eq!(fs::read_to_string(&path).unwrap(), first);
}

#[test]
fn formats_that_are_not_there() {
    insta::assert_snapshot!(told(&["export", "harbour.yaml", "-f", "markdwon"]));
    insta::assert_snapshot!(told(&["export", "harbour.yaml", "-o", "notes.txt"]));
}

#[test]
fn a_faulty_file_is_told_and_not_listed() {
    let told = outcome(annals().args(["list", "-"]).write_stdin("annals: 1\nevents: [{ titel: T }]\n"));
    assert!(told.starts_with("exit 2\n--- stdout\n--- stderr\nerror"), "{told}");
    assert!(told.contains("did you mean `title`?"), "{told}");
}

#[test]
fn standard_input_reads_yaml_and_lines_of_json() {
    let lines = "{\"title\": \"One\", \"date\": \"2024\"}\n{\"title\": \"Two\", \"actors\": [\"Ama Osei\"]}\n";
    let out = annals().args(["export", "-", "-f", "yaml"]).write_stdin(lines).output().unwrap();
    insta::assert_snapshot!(String::from_utf8(out.stdout).unwrap());
}

#[test]
fn several_files_open_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let second = folder.path().join("more.yaml");
    fs::write(&second, "annals: 1\nevents: [{ id: later, date: 2025, title: Later, actors: [osei] }]\n").unwrap();
    let people = folder.path().join("people.yaml");
    fs::write(&people, "annals: 1\nactors: { ode: Kwame Ode }\nsources: { letter: { title: A letter } }\n").unwrap();
    let out = annals().arg("list").arg(data("harbour.yaml")).args([&second, &people]).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.contains("shown: 6 of 6 events"), "{text}");
    assert!(text.contains("event: later"), "{text}");
}

#[test]
fn without_a_terminal_the_list_is_printed() {
    let plain = annals().arg("--demo").output().unwrap();
    let list = annals().args(["list", "--demo"]).output().unwrap();
    assert_eq!(plain.status.code(), Some(0));
    assert!(!plain.stdout.is_empty());
    assert_eq!(plain.stdout, list.stdout);
    assert!(!plain.stdout.contains(&0x1b));
}

#[test]
fn without_a_file_there_are_three_ways_on() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(outcome(annals().current_dir(&folder).arg("list")));
}

#[test]
fn init_writes_a_timeline_that_check_has_nothing_against() {
    let folder = tempfile::tempdir().unwrap();
    annals().current_dir(&folder).arg("init").assert().code(0).stdout("");
    annals().current_dir(&folder).args(["check", "--strict"]).assert().code(0).stdout("").stderr("");
    let before = fs::read(folder.path().join("timeline.yaml")).unwrap();
    insta::assert_snapshot!(outcome(annals().current_dir(&folder).arg("init")));
    assert_eq!(fs::read(folder.path().join("timeline.yaml")).unwrap(), before);
    annals().current_dir(&folder).args(["init", "other.yaml"]).assert().code(0);
    assert_eq!(fs::read(folder.path().join("other.yaml")).unwrap(), before);
}

#[test]
fn completions_name_the_verbs() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = annals().args(["completions", shell]).output().unwrap();
        assert!(String::from_utf8(out.stdout).unwrap().contains("export"), "{shell}");
    }
}

#[test]
fn help_of_every_verb() {
    let wide = |words: &[&str]| told(words);
    insta::assert_snapshot!("help", wide(&["--help"]));
    for verb in ["check", "list", "show", "export", "init", "completions"] {
        insta::assert_snapshot!(format!("help_{verb}"), wide(&[verb, "--help"]));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_exit_two_and_a_closed_pipe_is_quiet() {
    let full =
        annals().arg("export").arg(data("harbour.yaml")).args(["-f", "csv", "-o", "/dev/full"]).output().unwrap();
    assert_eq!(full.status.code(), Some(2));
    let told = String::from_utf8(full.stderr).unwrap();
    assert!(told.starts_with("error: cannot write /dev/full"), "{told}");
    let program = assert_cmd::cargo::cargo_bin("annals");
    let line = format!("'{}' list --demo | head -n 1", program.display());
    let piped = std::process::Command::new("bash").args(["-o", "pipefail", "-c", &line]).output().unwrap();
    assert_eq!((piped.status.code(), piped.stderr), (Some(0), Vec::new()));
}

#[test]
fn colour_is_as_the_option_says_before_the_environment() {
    let coloured = |args: &[&str], variable: Option<&str>| {
        let mut command = annals();
        variable.iter().for_each(|name| {
            command.env(name, "1");
        });
        let output = command.args(args).arg("-").write_stdin("annals: 1\nevents: [{ titel: T }]\n").output().unwrap();
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    assert!(!coloured(&["check"], None));
    assert!(coloured(&["check"], Some("CLICOLOR_FORCE")));
    assert!(!coloured(&["check", "--color", "never"], Some("CLICOLOR_FORCE")));
    for args in [&["check", "--color", "always"][..], &["--color=always", "check"], &["list", "--color=always"]] {
        assert!(coloured(args, Some("NO_COLOR")), "{args:?}");
    }
}

#[test]
fn an_export_never_writes_over_the_timeline_it_is_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.yaml");
    std::fs::copy(data("harbour.yaml"), &path).unwrap();
    let before = std::fs::read(&path).unwrap();
    for target in ["timeline.yaml", "./timeline.yaml"] {
        let mut command = annals();
        command.current_dir(&folder).args(["export", "--event", "osei-speaks", "--force", "-o", target]);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("is the timeline itself"));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_mistyped_verb_is_told() {
    let output = annals().arg("lst").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `annals list`?"));
}
