//! Looking at a timeline as it was known on a day: keys in, screen out; options in, lists and exports out.

use std::path::PathBuf;

use annals::model::date::Date;
use annals::model::timeline::Timeline;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::theme::Theme;
use insta::assert_snapshot;

use crate::support::{annals, timeline_of};

/// Two papers and a letter without a date; the second paper takes the first one back.
const AFFAIR: &str = r"
annals: 1
title: An affair
sources:
  early: { outlet: Early Post, published: 2024-04-10 }
  month: { outlet: Monthly, published: 2024-04 }
  late: { outlet: Late Post, published: 2024-05-02, cites: [early] }
  letter: { title: A letter }
actors: { osei: Ama Osei, holt: Peter Holt }
events:
  - id: told
    date: 2024-03-14
    title: The council is told
    actors: [osei]
    evidence:
      - { source: early, quote: the council was told in March }
      - { source: late, quote: it was told in April, date: 2024-04-09 }
  - id: denial
    date: 2024-04-09
    title: The mayor denies it
    statements:
      - { id: denied, speaker: holt, quote: I was not told, source: early }
      - { id: written, speaker: osei, quote: I wrote to him, source: letter }
  - id: reply
    date: 2024-04-09
    title: Osei replies
    statements:
      - { id: replied, speaker: osei, quote: I have the stamp, source: month }
  - id: correction
    date: 2024-05-01
    title: The mayor corrects himself
    statements:
      - { id: corrected, speaker: holt, quote: I was told, source: late, revises: [denied] }
  - id: rumour
    title: A rumour goes round
disputes:
  - question: Was the mayor told?
    sides:
      - { statement: denied, holds: he was not }
      - { statement: corrected, holds: he was }
";

fn affair() -> Timeline {
    timeline_of("affair.yaml", AFFAIR).timeline
}

fn screen(size: (u16, u16), unicode: bool, keys: &str) -> String {
    let origin = Origin { paths: vec![PathBuf::from("affair.yaml")], ..Origin::default() };
    let theme = Theme { unicode, ..Theme::DARK };
    picture::text(&annals::tui::shot(timeline_of("affair.yaml", AFFAIR), origin, theme, size, keys))
}

fn row<'s>(screen: &'s str, words: &str) -> &'s str {
    screen.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words} in\n{screen}"))
}

#[test]
fn the_explorer_shows_only_what_was_known() {
    let shown = screen((120, 40), true, "f known:2024-04-10 Enter");
    assert!(row(&shown, "as known on").contains("as known on 2024-04-10: 3 of 5 events, 4 of 6 quotes"), "{shown}");
    assert!(row(&shown, "as known on").contains("2 passages only possibly"), "{shown}");
    assert!(!shown.contains("corrects himself") && !shown.contains("rumour"), "{shown}");
    assert!(row(&shown, "3 of 3").contains("1 possibly"), "{shown}");
    let whole = screen((120, 40), true, "f known:2024-04-10 Enter Esc");
    assert!(whole.contains("corrects himself") && !whole.contains("as known on"), "{whole}");
}

#[test]
fn a_search_and_a_field_find_only_what_was_known() {
    let shown = screen((120, 40), true, "f known:2024-04-10 Space speaker:holt Enter");
    assert!(row(&shown, "1 of 3").contains("1 of 3") && shown.contains("The mayor denies it"), "{shown}");
    let nothing = screen((120, 40), true, "f known:2024-04-10 Space April Enter");
    assert!(nothing.contains("no event answers to the filter"), "{nothing}");
    let later = screen((120, 40), true, "f known:2024-05-02 Space April Enter");
    assert!(later.contains("The council is told"), "{later}");
    // A name is a name whether it was known or not.
    let none = screen((120, 40), true, "f known:2024-04-09 Space speaker:holt Enter");
    assert!(none.contains("as known on 2024-04-09: 2 of 5 events") && none.contains("0 of 2"), "{none}");
}

#[test]
fn steps_go_from_day_to_day_and_say_what_each_added() {
    let first = screen((120, 40), true, ".");
    assert!(first.contains("known:2024-04-10"), "{first}");
    assert!(
        first.contains(
            "2024-04-10 Early Post added 3 events, 3 statements, 1 piece of evidence, 2 of them only possibly"
        ),
        "{first}"
    );
    let second = screen((120, 40), true, ". .");
    assert!(second.contains("2024-04-30 Monthly added nothing; 1 passage no longer only possible"), "{second}");
    let third = screen((120, 40), true, ". . .");
    assert!(third.contains("2024-05-02 Late Post added 1 event, 1 statement, 1 piece of evidence"), "{third}");
    for words in ["“I was not told” of Peter Holt is revised", "in dispute: Was the mayor told?", "and 1 more"] {
        assert!(third.replace("\n ", " ").contains(words), "{words}: {third}");
    }
    assert!(screen((120, 40), true, ". . . .").contains("nothing became known later"));
    assert!(screen((120, 40), true, ". ,").contains("nothing is known of any day before"));
    assert_eq!(screen((120, 40), true, ". . . ,"), second);
    assert_eq!(screen((120, 40), true, ","), third);
    assert!(screen((120, 40), true, "f known:2024-04-15 Enter ,").contains("known:2024-04-10"));
    assert!(screen((120, 40), true, "f known:2024-04-15 Enter .").contains("known:2024-04-30"));
}

#[test]
fn a_step_leaves_the_rest_of_the_filter() {
    let shown = screen((120, 40), true, "f speaker:holt Space known:2024-04-10 Space told Enter . .");
    assert!(shown.contains("speaker:holt known:2024-05-02 told"), "{shown}");
    let split = screen((120, 40), true, "f speaker:holt Space OR Space speaker:osei Enter .");
    assert!(split.contains("known:2024-04-10 (speaker:holt OR speaker:osei)"), "{split}");
    // Narrowing to an actor stays on the day.
    let narrowed = screen((120, 40), true, ". 2 g Enter");
    assert!(narrowed.contains("known:2024-04-10 speaker:"), "{narrowed}");
}

#[test]
fn what_a_day_added_and_what_came_later_are_marked() {
    let shown = screen((120, 40), true, ". g");
    let told = row(&shown, "The council is told");
    assert!(told.contains("+»"), "{shown}");
    assert!(shown.contains("later dated otherwise: 9 Apr 2024 (Late Post,"), "{shown}");
    let denied = screen((120, 40), true, ". g j 3");
    assert!(row(&denied, "The mayor denies it").contains("+»"), "{denied}");
    for words in
        ["+ new on 2024-04-10", "» later revised: Peter Holt (1 May 2024)", "» later disputed: Was the mayor told?"]
    {
        assert!(denied.contains(words), "{words}: {denied}");
    }
    let in_full = screen((120, 40), true, ". g j Enter");
    assert!(in_full.contains("? possibly known then: when its source came out is not certain"), "{in_full}");
    let late = screen((120, 40), true, ". . . g j");
    assert!(!row(&late, "▸  9 Apr 2024").contains(['+', '»']), "{late}");
    assert!(row(&late, "The mayor corrects").contains('+'), "{late}");
    let ascii = screen((120, 40), false, ". g");
    assert!(row(&ascii, "The council is told").contains("NL") && ascii.is_ascii(), "{ascii}");
}

#[test]
fn every_size_and_view_takes_a_day() {
    for size in [(1, 1), (10, 3), (20, 4), (40, 7), (40, 14), (80, 24), (200, 60)] {
        for keys in
            [". Enter", ". . . D", ". . . D , ,", ". s G", ". r G", ", , , ,", ". v G x", ". . z 3 z", "f known: Enter"]
        {
            for unicode in [true, false] {
                let shown = screen(size, unicode, keys);
                assert_eq!(shown.lines().count(), usize::from(size.1), "{keys} at {size:?}");
            }
        }
    }
    // From the disputes, a day on which there was none leads back to the panes.
    assert!(screen((120, 40), true, ". . . D").contains("Was the mayor told?"));
    assert!(screen((120, 40), true, ". . . D ,").contains("1 Events"));
    assert!(screen((120, 40), true, ". D").contains("the timeline has no disputes"));
}

#[test]
fn a_day_and_the_next_look_like_this() {
    assert_snapshot!("first_day_80x24", screen((80, 24), true, ". g j"));
    assert_snapshot!("first_day_ascii_40x14", screen((40, 14), false, ". g j"));
    assert_snapshot!("last_day_120x40", screen((120, 40), true, ", g j"));
}

fn program(arguments: &[&str]) -> (String, String, i32) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("timeline.yaml"), AFFAIR).unwrap();
    let done = annals().current_dir(folder.path()).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(done.stdout), text(done.stderr), done.status.code().unwrap())
}

#[test]
fn the_list_is_headed_by_the_same_words_and_has_the_same_rows() {
    let (listed, _, code) = program(&["list", "--known", "2024-04-10"]);
    assert_eq!(code, 0);
    assert!(listed.contains("as known on 2024-04-10: 3 of 5 events, 4 of 6 quotes\n"), "{listed}");
    assert!(listed.contains("1 event that no source carries left out"), "{listed}");
    for words in [
        "later: revised: Peter Holt (1 May 2024): “I was told”, as reported by Late Post, 2 May 2024",
        "later: dated otherwise: 9 Apr 2024 (Late Post, 2 May 2024)",
        "known: possibly; when its source came out is not certain",
    ] {
        assert!(listed.contains(words), "{words}: {listed}");
    }
    assert!(!listed.contains("correction"), "{listed}");
    let (queried, _, _) = program(&["list", "--where", "known:2024-04-10"]);
    assert_eq!(queried, listed);
    let (sources, _, _) = program(&["list", "--sources", "--known", "2024-04-10"]);
    assert!(sources.contains("source: early") && !sources.contains("source: late"), "{sources}");
    let (whole, _, _) = program(&["list"]);
    assert!(!whole.contains("later:") && !whole.contains("as known"), "{whole}");
}

#[test]
fn a_day_that_makes_no_sense_is_told() {
    let (_, told, code) = program(&["list", "--known", "tomorrow"]);
    assert_eq!(code, 2);
    assert!(told.contains("--known: cannot read the date `tomorrow`"), "{told}");
    let (_, told, code) = program(&["list", "--known", "2024", "--where", "known:2025"]);
    assert_eq!(code, 2);
    assert!(told.contains("say more than once as of which day"), "{told}");
    let (_, told, code) = program(&["list", "--known", "2024", "--history"]);
    assert_eq!(code, 2);
    assert!(told.contains("cannot be used with"), "{told}");
    let (_, told, code) = program(&["list", "--where", "known:2024", "--history"]);
    assert_eq!(code, 2);
    assert!(told.contains("--history tells of every day"), "{told}");
    let (_, told, code) = program(&["export", "--known", "1999", "--actor", "holt"]);
    assert_eq!(code, 1);
    assert!(told.contains("nothing was selected"), "{told}");
}

#[test]
fn an_export_holds_only_what_was_known_and_opens_again() {
    let (yaml, _, code) = program(&["export", "--known", "2024-04-10", "-f", "yaml"]);
    assert_eq!(code, 0);
    let again = timeline_of("again.yaml", &yaml).timeline;
    let known = affair().as_known(&Date::parse("2024-04-10", 0).unwrap());
    let ids = |timeline: &Timeline| timeline.events().map(|ix| timeline.event(ix).address()).collect::<Vec<_>>();
    assert_eq!(ids(&again), ids(&known));
    assert_eq!(again.statements().len(), known.statements().len());
    assert!(!yaml.contains("told in April") && !yaml.contains("late") && !yaml.contains("Was the mayor"), "{yaml}");
    assert!(yaml.contains("x-known-on: 2024-04-10"), "{yaml}");
    for format in ["markdown", "json", "csv"] {
        let (text, told, _) = program(&["export", "--known", "2024-04-10", "-f", format]);
        assert!(
            !text.contains("corrects himself") && !text.contains("Late Post") && text.contains("is told"),
            "{text}"
        );
        assert!(told.contains("as known on 2024-04-10"), "{told}");
    }
    let (brief, _, _) = program(&["export", "--known", "2024-04-10"]);
    assert!(brief.contains("As known on 10 Apr 2024, from sources that were out by then; 2 passages"), "{brief}");
}

#[test]
fn the_history_tells_every_day() {
    let (told, _, code) = program(&["list", "--history"]);
    assert_eq!(code, 0);
    assert_snapshot!("history", told);
    let (of_holt, _, _) = program(&["list", "--history", "--actor", "holt"]);
    assert!(of_holt.contains("2024-04-10") && of_holt.contains("2024-05-02"), "{of_holt}");
    assert!(!of_holt.contains("(reply)") && !of_holt.contains("told in March"), "{of_holt}");
    let (json, _, _) = program(&["list", "--history", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    let days: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["day"].as_str().unwrap()).collect();
    assert_eq!(days, ["2024-04-10", "2024-04-30", "2024-05-02"]);
    assert_eq!(rows[2]["events"], serde_json::json!(["correction"]));
    assert_eq!(rows[2]["turned_out_otherwise"].as_array().unwrap().len(), 3);
}

#[test]
fn a_dispute_of_words_that_no_event_quotes_turns_up_in_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let sides = "  - question: Who knew?\n    sides:\n      - { source: early, quote: nobody knew }\n      \
                 - { source: late, quote: everybody knew }\n";
    std::fs::write(folder.path().join("timeline.yaml"), AFFAIR.to_owned() + sides).unwrap();
    let list = |args: &[&str]| {
        let output = annals().current_dir(folder.path()).args(["list", "--history"]).args(args).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let turned = "turned out otherwise: disputed: Who knew?";
    assert!(list(&[]).contains(turned), "{}", list(&[]));
    assert!(!list(&["--event", "denial"]).contains(turned), "{}", list(&["--event", "denial"]));
}
