//! Which rules are heard: `--rules`, `--allow` and `--deny`.

use std::path::Path;

use annals::check::RULES;

use crate::annals::{Run, feed, run};
use crate::support::data;

/// A timeline with a quote without a source, an actor that nothing names and a page that no archive keeps.
const POOR: &str = "annals: 1
sources: { gazette: { title: News, url: \"https://gazette.example\" } }
actors: { osei: Ama Osei, holt: Peter Holt }
events:
  - title: First
    evidence: [{ source: gazette, quote: in March }]
    statements: [{ speaker: osei, quote: I told them. }]
";

fn check(words: &[&str]) -> Run {
    feed(&data(""), &[&["check", "-"], words].concat(), POOR)
}

/// `level rule` of each finding, in the order printed.
fn heard(words: &[&str]) -> (Option<i32>, Vec<String>) {
    let run = check(&[words, &["--format", "json"]].concat());
    let rows: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).expect("an array");
    let row = |row: &serde_json::Value| format!("{} {}", row["level"].as_str().unwrap(), row["rule"].as_str().unwrap());
    (run.code, rows.iter().map(row).collect())
}

#[test]
fn every_rule_is_listed_with_its_line() {
    let run = run(Path::new("."), &["check", "--rules"]);
    assert_eq!((run.code, &*run.stderr), (Some(0), ""));
    let lines: Vec<(&str, &str)> = run.stdout.lines().map(|line| line.split_once(' ').unwrap()).collect();
    let wanted: Vec<(&str, &str)> = RULES.iter().map(|rule| (rule.name, rule.doc)).collect();
    assert_eq!(lines.iter().map(|(name, doc)| (*name, doc.trim_start())).collect::<Vec<_>>(), wanted);
    assert_eq!(check(&["--rules"]).code, Some(2), "a list of rules is of no file");
}

#[test]
fn an_allowed_rule_says_nothing() {
    let all = ["warning unarchived-url", "warning unused-actor", "warning unquoted-statement"].map(str::to_owned);
    assert_eq!(heard(&[]), (Some(0), all.to_vec()));
    assert_eq!(heard(&["--allow", "unused-actor"]), (Some(0), vec![all[0].clone(), all[2].clone()]));
    assert_eq!(heard(&["--strict", "--allow", "unused-actor"]).0, Some(1));
    let names = ["--allow", "unused-actor", "--allow", "unquoted-statement", "--allow=unarchived-url", "--strict"];
    assert_eq!(check(&names), Run { code: Some(0), stdout: String::new(), stderr: String::new() });
}

#[test]
fn a_denied_rule_is_an_error_and_comes_first() {
    let wanted = ["error unquoted-statement", "warning unarchived-url", "warning unused-actor"].map(str::to_owned);
    assert_eq!(heard(&["--deny", "unquoted-statement"]), (Some(1), wanted.to_vec()));
    let told = check(&["--deny", "unquoted-statement", "--deny", "unused-actor", "--allow", "unarchived-url"]);
    assert!(told.stdout.starts_with("error[unused-actor]: "), "{}", told.stdout);
    assert!(told.stdout.ends_with("\n\n2 errors\n"), "{}", told.stdout);
    assert_eq!(heard(&["--deny", "late-role"]).0, Some(0), "what finds nothing denies nothing");
}

#[test]
fn what_cannot_be_chosen_is_told() {
    let told = |words: &[&str]| {
        let run = check(words);
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{words:?}");
        run.stderr
    };
    let near = "error: there is no rule `unused-actr`\n  hint: did you mean `unused-actor`?\n";
    assert_eq!(told(&["--allow", "unused-actr"]), near);
    assert_eq!(told(&["--deny", "unused-actr"]), near);
    let far = "error: there is no rule `zzz`\n  hint: `annals check --rules` lists them\n";
    assert_eq!(told(&["--deny", "zzz"]), far);
    for (option, words) in
        [("--allow", "allowed: the file cannot be understood with it"), ("--deny", "denied: it is one already")]
    {
        for rule in ["syntax", "reference"] {
            let wanted = format!("error: `{rule}` is an error of the format and cannot be {words}\n");
            assert_eq!(told(&[option, rule]), wanted);
        }
    }
    let both = told(&["--allow", "same-name", "--deny", "same-name"]);
    assert!(both.starts_with("error: the rule `same-name` is both allowed and denied\n  hint: "), "{both}");
}

#[test]
fn no_choice_hides_an_error_of_the_format() {
    let text = "events: [{ title: T, date: 2024-13 }]\n";
    let allow: Vec<&str> = RULES.iter().flat_map(|rule| ["--allow", rule.name]).collect();
    let run = feed(&data(""), &[&["check", "-"][..], &allow].concat(), text);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("error[date]"), "{}", run.stdout);
}

#[test]
fn a_status_that_is_not_one_of_the_list_is_an_error_with_its_line() {
    let text = "sources: { a: { title: A }, b: { title: B } }
events: [{ title: T, evidence: [{ source: a, quote: q }, { source: b, quote: q }] }]
disputes:
  - question: Who knew?
    status: opne
    sides: [{ source: a, quote: q }, { source: b, quote: q }]
";
    let run = feed(&data(""), &["check", "-"], text);
    assert_eq!(run.code, Some(1));
    for words in [
        "error[word]: the status of a dispute is one of open, explained, superseded, not `opne`",
        "-:5:13",
        "did you mean `open`?",
    ] {
        assert!(run.stdout.contains(words), "{words} in {}", run.stdout);
    }
}
