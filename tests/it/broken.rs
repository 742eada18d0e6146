//! Broken files by their printed findings, which are read before they are accepted.

use std::fmt::Write as _;
use std::fs;

use annals::load::of_texts;
use annals::model::finding::Finding;

use crate::annals::{Run, feed, run};
use crate::support::data;

fn files() -> Vec<String> {
    let names = fs::read_dir(data("broken")).expect("the folder is there");
    let mut names: Vec<String> =
        names.map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8")).collect();
    names.retain(|name| !name.contains(".snap"));
    names.sort();
    names
}

#[test]
fn every_broken_file_is_told_as_its_snapshot_has_it() {
    let folder = data("broken");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for name in files() {
            let Run { code, stdout, stderr } = run(&folder, &["check", &name]);
            assert_eq!(stderr, "", "{name}");
            insta::assert_snapshot!(name.clone(), format!("{stdout}exit {}", code.unwrap_or(-1)));
        }
    });
}

#[test]
fn all_faults_of_a_file_come_at_once() {
    let Run { stdout, .. } = run(&data("broken"), &["check", "ten_faults.yaml", "--format", "json"]);
    let findings: Vec<serde_json::Value> = serde_json::from_str(&stdout).expect("JSON");
    assert!(findings.len() >= 10, "{findings:#?}");
    for finding in &findings {
        let keys: Vec<&String> = finding.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["column", "file", "hint", "level", "line", "message", "rule"]);
        assert!(finding["line"].as_u64().is_some_and(|line| line > 1));
        assert_eq!(finding["file"], "ten_faults.yaml");
        assert_eq!(finding["level"], "error");
    }
}

#[test]
fn github_gets_an_annotation_a_line() {
    let Run { code, stdout, .. } = run(&data("broken"), &["check", "multibyte.yaml", "--format", "github"]);
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(stdout, @r"
    ::error file=multibyte.yaml,line=4,col=33,title=unknown-key::unknown key `dat` in an event (did you mean `date`?)
    ::error file=multibyte.yaml,line=5,col=35,title=date::cannot read the date `2024-02-30`: day is out of range for the month (February 2024 has 29 days)
    ::error file=multibyte.yaml,line=6,col=44,title=date::cannot read the date `2024-02-30`: day is out of range for the month (February 2024 has 29 days)
    ");
}

#[test]
fn several_files_are_checked_as_one() {
    let got = run(&data("broken"), &["check", "free_keys.yaml", "crlf.yaml", "bom.yaml", "--format", "github"]);
    let places: Vec<&str> = got.stdout.lines().filter_map(|line| line.split(",title").next()).collect();
    assert_eq!(
        places,
        [
            "::error file=crlf.yaml,line=5,col=5",
            "::error file=crlf.yaml,line=7,col=19",
            "::error file=bom.yaml,line=2,col=1",
            "::error file=bom.yaml,line=5,col=19",
        ]
    );
}

/// What is said of files of these texts, `file: rule message`.
fn told(texts: &[(&str, &str)]) -> Vec<String> {
    let loaded = of_texts(texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect());
    let name = |place| loaded.timeline.files().get(place).map_or("", |file| file.name.as_str());
    let told = |finding: &Finding| format!("{}: {} {}", name(finding.place), finding.rule, finding.message);
    loaded.findings.iter().map(told).collect()
}

#[test]
fn actors_and_sources_may_stand_in_a_file_of_their_own() {
    let people = ("people.yaml", "actors: { osei: Ama Osei }\n");
    let events = ("events.yaml", "events:\n  - { title: First, actors: [osei] }\n");
    let sources = ("sources.yaml", "sources: { gazette: { title: News } }\nevents: []\n");
    assert_eq!(told(&[people, events]), [""; 0]);
    assert_eq!(told(&[events, sources, people]), [""; 0]);
    let alone = "people.yaml: empty no events: the key `events` is missing";
    assert_eq!(told(&[people]), [alone]);
    assert_eq!(told(&[people, sources]), [alone], "once, not once a file");
    assert_eq!(told(&[sources]), ["sources.yaml: empty no events: the list is empty"]);
}

#[test]
fn a_syntax_fault_stands_alone_in_several_files_too() {
    let broken = ("people.yaml", "actors: { osei: Ama Osei\nevents: []\n");
    let events = ("events.yaml", "events:\n  - { title: First, actors: [osei], dat: 2024 }\n");
    let rules: Vec<String> =
        told(&[broken, events]).iter().filter_map(|line| line.split(' ').nth(1).map(str::to_owned)).collect();
    assert_eq!(rules, ["syntax", "unknown-key"]);
}

#[test]
fn a_faulty_record_still_has_its_id() {
    let text = "sources: { gazette: News }
actors: { osei: [Ama Osei], holt: , ode: }
events:
  - { title: First, actors: [osei, holt], evidence: [{ source: gazette }], statements: [{ speaker: ode }] }
";
    let rules: Vec<String> =
        told(&[("a.yaml", text)]).iter().filter_map(|line| line.split(' ').nth(1).map(str::to_owned)).collect();
    assert_eq!(rules, ["shape"; 4]);
}

#[test]
fn the_nearest_id_is_meant_however_many_there_are() {
    let mut text = String::from("actors:\n");
    for nth in 0..5_000 {
        writeln!(text, "  actor-{nth:04}: A").expect("written");
    }
    text.push_str(
        "  the-inspector: Ama Osei\nevents:\n  - { title: T, actors: [actor-4900x, the-inspecter, teh-inspector] }\n",
    );
    let loaded = of_texts(vec![("a.yaml".to_owned(), text)]);
    let hints: Vec<&str> = loaded.findings.iter().filter_map(|finding| finding.hint.as_deref()).collect();
    let inspector = "did you mean `the-inspector`?";
    assert_eq!(hints, ["did you mean `actor-4900`?", inspector, inspector]);
}

#[test]
fn an_id_that_two_files_give_is_told_with_both_places() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, actor) in [("a.yaml", "Ama Osei"), ("b.yaml", "Ama O.")] {
        let text = format!("actors:\n  osei: {actor}\nevents:\n  - {{ id: first, title: First, actors: [osei] }}\n");
        fs::write(folder.path().join(name), text).expect("written");
    }
    let got = run(folder.path(), &["check", "a.yaml", "b.yaml", "--format", "github"]);
    insta::assert_snapshot!(got.stdout, @r"
    ::error file=b.yaml,line=2,col=3,title=duplicate-id::duplicate id `osei`: another actor has it (first at a.yaml:2) (give one of them an id of its own)
    ::error file=b.yaml,line=4,col=11,title=duplicate-id::duplicate id `first`: another event has it (first at a.yaml:4) (give one of them an id of its own)
    ");
}

#[test]
fn warnings_fail_only_where_they_should() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("timeline.yaml"), "events:\n  - title: First\n").expect("written");
    let usual = run(folder.path(), &["check"]);
    assert_eq!(usual.code, Some(0));
    assert!(usual.stdout.contains("warning[uncarried-event]"));
    let strict = run(folder.path(), &["check", "--strict"]);
    assert_eq!((strict.code, strict.stdout), (Some(1), usual.stdout));
    let fine = run(&data("broken"), &["check", "--strict", "free_keys.yaml"]);
    assert_eq!(fine, Run { code: Some(0), stdout: String::new(), stderr: String::new() });
}

#[test]
fn stdin_is_a_file_called_minus() {
    let folder = data("broken");
    let yaml = feed(&folder, &["check", "-", "--format", "github"], "events:\n  - titel: First\n");
    assert!(yaml.stdout.starts_with("::error file=-,line=2,col=5"), "{}", yaml.stdout);
    let lines =
        feed(&folder, &["check", "-", "--format", "github"], "{\"title\": \"First\"}\n{\"titel\": \"Second\"}\n");
    assert!(lines.stdout.starts_with("::error file=-,line=2,col=2"), "{}", lines.stdout);
}

/// A name, its bytes, and what is said of it.
const UNREADABLE: &[(&str, &[u8], &str)] = &[
    ("latin1.yaml", b"title: caf\xe9\n", "it is not UTF-8: byte 0xe9 in line 1 (at byte 10)"),
    ("utf16.yaml", b"\xff\xfet\0i\0", "it is UTF-16, not UTF-8"),
    ("utf32.yaml", b"\xff\xfe\0\0t\0\0\0", "it is UTF-32, not UTF-8"),
    ("packed.yaml", b"\x1f\x8b\x08\0\0", "it is gzip, not UTF-8 text"),
];

#[test]
fn what_cannot_be_read_at_all_exits_2() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("folder")).expect("made");
    for (name, bytes, _) in UNREADABLE {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    let others = [("missing.yaml", "there is no such file"), ("folder", "it is a folder")];
    for (name, said) in UNREADABLE.iter().map(|(name, _, said)| (*name, *said)).chain(others) {
        let got = run(folder.path(), &["check", name]);
        assert_eq!((got.code, got.stdout.as_str()), (Some(2), ""), "{name}");
        assert!(got.stderr.starts_with(&format!("error: cannot read {name}: {said}\n")), "{}", got.stderr);
    }
}

#[test]
fn without_a_file_the_ways_on_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let got = run(folder.path(), &["check"]);
    assert_eq!((got.code, got.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!(got.stderr, @r"
    error: there is no timeline.yaml here
      hint: name a file (`annals FILE`), write a small one (`annals init`), or look at the example (`annals --demo`)
    ");
}
