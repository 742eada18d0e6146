//! Every rule of curation by a file that it fires on and one that it leaves in peace.

use std::path::PathBuf;

use annals::check::{RULES, check};
use annals::load::{load, of_texts};

use crate::annals::feed;
use crate::support::data;

/// The findings of all rules on a file without errors, a line each.
fn findings(rule: &str, which: &str) -> Vec<String> {
    let path: PathBuf = data("rules").join(format!("{rule}.{which}.yaml"));
    let loaded =
        load(std::slice::from_ref(&path)).unwrap_or_else(|fault| panic!("{}: {}", path.display(), fault.message));
    assert_eq!(loaded.findings, Vec::new(), "{rule}.{which} must have no errors");
    let files = loaded.timeline.files();
    let told = check(&loaded.timeline, false).into_iter().map(|finding| {
        let at = files.locate(finding.place).map_or("nowhere".to_owned(), |at| format!("{}:{}", at.line, at.column));
        let first = finding
            .first
            .and_then(|place| files.locate(place))
            .map_or(String::new(), |at| format!(" (first at {}:{})", at.line, at.column));
        format!("{at} {}: {}{first}", finding.rule, finding.message)
    });
    told.collect()
}

const FIRES: &[(&str, &[&str])] = &[
    (
        "uncarried-event",
        &[
            "2:5 uncarried-event: nothing carries the event `cracks`",
            "4:5 uncarried-event: nothing carries the event `@2`",
        ],
    ),
    (
        "unquoted-statement",
        &[
            "6:11 unquoted-statement: the statement of Ama Osei has no `quote`",
            "7:9 unquoted-statement: the statement of Ama Osei has no `source` for its quote",
        ],
    ),
    ("unused-actor", &["5:3 unused-actor: nothing names the actor `holt`"]),
    (
        "unused-source",
        &[
            "4:3 unused-source: nothing names the source `radio`",
            "5:3 unused-source: nothing names the source `letter`",
        ],
    ),
    (
        "same-name",
        &[
            "4:22 same-name: `the inspector` of `inspector` is also a name of `osei` (first at 3:37)",
            "5:19 same-name: `Ama-Osei` of `osei-2` is also a name of `osei` (first at 3:17)",
        ],
    ),
    (
        "impossible-time",
        &[
            "3:57 impossible-time: `mayor` is held 2025/.. only, after every source that names Ama Osei came out",
            "8:70 impossible-time: said 2024-04-13, after its source came out (2024-04-12)",
            "12:11 impossible-time: said 2024-05, after its source came out (2024-04-12)",
        ],
    ),
];

#[test]
fn every_rule_fires_where_it_should() {
    let covered: Vec<&str> = FIRES.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(covered, RULES.iter().map(|rule| rule.name).collect::<Vec<_>>(), "every rule has its pair of files");
    for (rule, wanted) in FIRES {
        assert_eq!(findings(rule, "fires"), *wanted, "{rule}");
    }
}

#[test]
fn every_rule_is_quiet_where_it_should_be() {
    for rule in RULES {
        assert_eq!(findings(rule.name, "quiet"), Vec::<String>::new(), "{}", rule.name);
    }
}

#[test]
fn an_error_hides_no_warning_that_holds_all_the_same() {
    let text = "sources: { gazette: { title: News, published: 2024 }, lost: , unused: {} }
actors: { osei: Ama Osei, osei-2: ama osei, holt: , ode: , unused: Ed }
events:
  - { title: First, actors: [nobody], dat: 2024 }
  - { title: Second, date: 2025, statements: [{ speaker: osei, said: 5 March 2023, source: gazette }] }
  - { title: Third, evidence: [{ source: [lost] }] }
";
    let loaded = of_texts(vec![("a.yaml".to_owned(), text.to_owned())]);
    assert!(loaded.is_faulty());
    let told = |faulty| check(&loaded.timeline, faulty).into_iter().map(|finding| finding.rule).collect::<Vec<_>>();
    assert_eq!(told(true), ["same-name", "unquoted-statement"]);
    assert!(told(false).len() > 5, "the rest is false here");
    let printed = feed(&data("broken"), &["check", "-", "--format", "github"], text).stdout;
    let levels: Vec<&str> = printed.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(levels.partition_point(|level| *level == "::error"), levels.len() - 2, "warnings come last: {printed}");
}

#[test]
fn names_and_lines_of_the_rules_are_plain() {
    for rule in RULES {
        assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.name);
        assert!(!rule.doc.is_empty() && !rule.doc.contains('\n') && !rule.doc.ends_with('.'), "{}", rule.doc);
    }
}
