//! Every rule of curation by a file that it fires on and one that it leaves in peace.

use std::path::PathBuf;

use annals::check::{RULES, check};
use annals::evidence::{Ledger, Shelf};
use annals::load::{load, of_texts};
use annals::model::finding::FORMAT_RULES;
use annals::model::timeline::{CYCLE, REFERENCE};

use crate::annals::feed;
use crate::support::data;

/// The findings of all rules on a file without errors, a line each.
fn findings(rule: &str, which: &str) -> Vec<String> {
    let path: PathBuf = data("rules").join(format!("{rule}.{which}.yaml"));
    let mut loaded =
        load(std::slice::from_ref(&path)).unwrap_or_else(|fault| panic!("{}: {}", path.display(), fault.message));
    let ledger = Ledger::new(&loaded.timeline, &Shelf::new(std::slice::from_ref(&path), &[]));
    loaded.timeline.judge(ledger.verdicts());
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
        "near-duplicate",
        &[
            "9:5 near-duplicate: `told` may be the event `reported` told twice (first at 4:5)",
            "14:5 near-duplicate: `@3` may be the event `reported` told twice (first at 4:5)",
            "14:5 near-duplicate: `@3` may be the event `told` told twice (first at 9:5)",
        ],
    ),
    (
        "false-precision",
        &[
            "4:11 false-precision: 2024-03-14 is exact, but `in March` tells a month at best",
            "8:11 false-precision: 2024-05-11T10:30 is exact, but `Over the weekend` tells some days at best",
            "12:11 false-precision: 2024-06 is exact, but `early last year` tells a year at best",
        ],
    ),
    (
        "contradicted-date",
        &[
            "4:11 contradicted-date: 2024-04-13 is not the time that `on 12 April` names",
            "8:11 contradicted-date: 2024-05-11 is not the time that `The bridge is closed on 12 May` names",
            "11:11 contradicted-date: 2024-06 is not the time that `[in] June 2023` names",
            "15:11 contradicted-date: 2024-06-11 is not the time that `on Wednesday` names",
        ],
    ),
    (
        "early-source",
        &[
            "4:11 early-source: every source of this event of 2024-04-13 came out before it",
            "7:11 early-source: every source of this event of 2024-05/.. came out before it",
        ],
    ),
    (
        "late-statement",
        &[
            "7:70 late-statement: said 2024-04-13, after its source came out (2024-04-12)",
            "11:11 late-statement: said 2024-05, after its source came out (2024-04-12)",
        ],
    ),
    ("late-role", &["3:57 late-role: `mayor` is held 2025/.. only, after every source that names Ama Osei came out"]),
    (
        "undeclared-clash",
        &[
            "10:51 undeclared-clash: `minutes` 2024-04-09 and `gazette` 2024-03 date `told` apart (first at 9:53)",
            "16:49 undeclared-clash: `gazette` 2024-05-01 and `radio` 2024-05-02 date `@2` apart (first at 14:51)",
        ],
    ),
    (
        "agreeing-dispute",
        &[
            "12:15 agreeing-dispute: the sides of this dispute may agree: 2024-03 and 2024-03-14 can be one time",
            "15:15 agreeing-dispute: the sides of this dispute may agree: 2024-03-14 and [..2024-03] and 2024-03 can be one time",
            "17:15 agreeing-dispute: the sides of this dispute may agree: 2024-03-14 and 2024-03 can be one time",
        ],
    ),
    (
        "long-quote",
        &[
            "5:42 long-quote: a quote of 61 words; a fair excerpt has at most 60",
            "6:59 long-quote: a quote of 61 words; a fair excerpt has at most 60",
            "9:39 long-quote: a quote of 75 words; a fair excerpt has at most 60",
        ],
    ),
    (
        "unproved-quote",
        &[
            "11:35 unproved-quote: this quote is not proved: drifted",
            "12:35 unproved-quote: this quote is not proved: orphan",
            "13:35 unproved-quote: this quote is not proved: ambiguous",
            "14:35 unproved-quote: this quote is not proved: changed copy",
        ],
    ),
    ("unhashed-copy", &["2:33 unhashed-copy: the copy of `gazette` was never hashed"]),
    ("unarchived-url", &["2:32 unarchived-url: no archive keeps the page of `gazette`"]),
    (
        "unreadable-view",
        &[
            "7:26 unreadable-view: the view `wrong` cannot be read: no actor is called `ossei`",
            "8:12 unreadable-view: the view `quoted` cannot be read: there is no field `colour:`",
            "10:5 unreadable-view: the view `folded` cannot be read: cannot read the date `2024-13`: month must be 01-12 or a sub-year code 21-41",
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

#[test]
fn the_readme_names_the_rules_that_hold_in_part() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let (_, rest) = text.split_once("Where there are errors, only ").unwrap();
    let named = rest.split_once("tried:").unwrap().0;
    let named: std::collections::BTreeSet<&str> = named.split('`').skip(1).step_by(2).collect();
    let hold = RULES.iter().filter(|rule| rule.holds_in_part).map(|rule| rule.name);
    assert_eq!(named, hold.collect());
}

#[test]
fn every_error_of_the_format_has_a_rule_that_is_known() {
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    let mut used = std::collections::BTreeSet::from([REFERENCE.to_owned(), CYCLE.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                // What is wrong with settings is no fault of a timeline.
                folders.extend(Some(path).filter(|path| !path.ends_with("user") && !path.ends_with("tui")));
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            let calls = text.split("Finding::error(").skip(1).map(|rest| rest.trim_start());
            let named = calls.filter_map(|rest| rest.strip_prefix('"')?.split('"').next().map(str::to_owned));
            used.extend(named);
        }
    }
    assert_eq!(used, FORMAT_RULES.iter().map(|rule| (*rule).to_owned()).collect());
}
