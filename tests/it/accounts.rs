//! Who has it from whom, and which accounts clash: the same on every screen, list and brief.

use std::path::PathBuf;

use annals::export::{Options, format_named};
use annals::load::Loaded;
use annals::model::excerpt::Excerpt;
use annals::model::timeline::Timeline;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::theme::Theme;
use insta::assert_snapshot;

use crate::support::{annals, data, timeline_of};

const ROUND_TOWN: &str = r#"
annals: 1
sources:
  gazette: { outlet: Westport Gazette, cites: [radio] }
  radio: { title: The morning show }
actors:
  holt: { name: Peter Holt, kind: person, member_of: [council], roles: [{ title: mayor, held: 2021/2024-05 }, { title: clerk }], note: He has since left the town. }
  council: { name: Westport Council, kind: organisation, aliases: [WCC] }
  osei: Ama Osei
events:
  - id: said
    date: 2024-04
    title: The mayor is said to have known
    imported: minutes.csv line 7
    statements:
      - { id: knew, speaker: holt, voice: indirect, quote: he had known since the winter, source: gazette, at: page 2, via: [osei, radio], topics: [warning] }
      - { id: denied, speaker: holt, says: He knew nothing., source: gazette, revises: [knew] }
  - id: styled
    date: 2024-05
    title: The paper calls him mayor
    evidence: [{ source: gazette, quote: "Mayor Peter Holt, who opened the fair, smiled" }]
  - id: apart
    date: 2024-06
    title: A fair, and nobody named
    actors: [osei]
    evidence: [{ source: gazette, quote: the fair was opened }]
disputes:
  - question: Who opened the fair?
    sides:
      - { source: gazette, quote: "Holt, who opened the fair,", at: page 3, holds: the mayor }
      - { source: radio, quote: nobody opened it, holds: nobody }
  - question: Is Peter Holt still mayor?
    status: explained
    sides:
      - { source: gazette, quote: former mayor, holds: "no" }
      - { source: radio, quote: the mayor himself, holds: "yes" }
  - question: Did he know?
    sides:
      - { statement: knew, holds: since the winter }
      - { statement: denied, holds: "no" }
      - { event: styled, holds: it does not say }
"#;

fn town() -> Loaded {
    timeline_of("town.yaml", ROUND_TOWN)
}

fn coalition() -> Loaded {
    timeline_of("timeline.yaml", include_str!("../../timeline.yaml"))
}

fn screen(loaded: Loaded, size: (u16, u16), keys: &str) -> String {
    let origin = Origin { paths: vec![PathBuf::from("town.yaml")], ..Origin::default() };
    picture::text(&annals::tui::shot(loaded, origin, Theme::DARK, size, keys))
}

fn told(args: &[&str]) -> String {
    let output = annals().args(args).arg("-").write_stdin(ROUND_TOWN).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The questions of the disputes that concern an event.
fn asked(timeline: &Timeline, event: &str) -> Vec<String> {
    let event = timeline.event_named(event).unwrap();
    let concerned = timeline.disputes_of(event).into_iter();
    concerned.map(|dispute| timeline.dispute(dispute).record().question.to_string()).collect()
}

#[test]
fn a_dispute_concerns_the_events_that_its_sides_speak_of() {
    let timeline = town().timeline;
    assert_eq!(asked(&timeline, "said"), ["Is Peter Holt still mayor?", "Did he know?"]);
    assert_eq!(asked(&timeline, "styled"), ["Who opened the fair?", "Did he know?"]);
    assert_eq!(asked(&timeline, "apart"), [""; 0]);
}

#[test]
fn every_dispute_of_the_curated_timeline_stands_at_an_event() {
    let timeline = coalition().timeline;
    for dispute in timeline.disputes() {
        let count = timeline.events().filter(|event| timeline.disputes_of(*event).contains(&dispute.ix())).count();
        assert!((1..=timeline.events().len() / 2).contains(&count), "{count}: {}", &*dispute.record().question);
    }
}

#[test]
fn every_dispute_among_sources_stands_in_their_view() {
    let sources = screen(coalition(), (200, 200), "s");
    for question in ["What is Donald Trump called?", "Is Kellogg's post as special envoy present or past?"] {
        assert_eq!(sources.matches(question).count(), 2, "{question}\n{sources}");
    }
    assert_snapshot!("sources_in_dispute", screen(town(), (80, 40), "s"));
}

#[test]
fn the_way_of_words_is_told_from_the_speaker_on() {
    let chain = "according to Ama Osei, according to “The morning show”";
    let pane = screen(town(), (160, 30), "");
    for step in ["→ according to Ama Osei ", "→ according to “The morning show” ", "→ Westport Gazette, page 2 "]
    {
        assert!(pane.contains(step), "{pane}");
    }
    let list = told(&["list", "--statements"]);
    assert!(list.contains(&format!("attribution: Peter Holt, {chain}, as reported by Westport Gazette")), "{list}");
    assert_snapshot!("reader_of_accounts", screen(town(), (80, 40), "Enter"));
}

#[test]
fn accounts_are_worded_for_people() {
    assert_snapshot!("show_event_in_dispute", told(&["show", "said"]));
    assert_snapshot!("show_source_in_dispute", told(&["show", "radio"]));
    let statement = told(&["show", "denied"]);
    assert!(
        statement.contains(
            "revises: Peter Holt (Apr 2024), in the source's words: “he had known since the winter” (knew)\n"
        ),
        "{statement}"
    );
    assert!(statement.contains("dispute: Did he know?\n"), "{statement}");
    let mut brief = Vec::new();
    let loaded = town();
    let whole = Excerpt::new(&loaded.timeline, loaded.timeline.events());
    format_named("markdown").unwrap().write(&whole, &Options::default(), &mut brief).unwrap();
    assert_snapshot!("brief_of_accounts", String::from_utf8(brief).unwrap());
}

#[test]
fn a_filtered_list_has_the_disputes_among_sources() {
    let may = told(&["list", "--from", "2024-05", "--to", "2024-05"]);
    assert!(may.contains("dispute: Who opened the fair?\n") && !may.contains("still mayor"), "{may}");
}

#[test]
fn rows_of_json_hold_all_that_is_said() {
    let rows: serde_json::Value = serde_json::from_str(&told(&["list", "--format", "json"])).unwrap();
    assert_eq!(rows[0]["imported"], "minutes.csv line 7");
    assert_eq!(rows[0]["statements"][0]["via"], serde_json::json!(["osei", "radio"]));
    assert_eq!(rows[0]["statements"][1]["revises"], serde_json::json!(["knew"]));
}

#[test]
fn counts_agree_with_their_nouns() {
    let one = annals().args(["list", "-"]).write_stdin("annals: 1\nevents: [{ title: One }]\n").output().unwrap();
    let list = String::from_utf8(one.stdout).unwrap();
    assert!(list.contains("shown: 1 of 1 event; 0 actors; 0 sources\n"), "{list}");
    let town = told(&["list"]);
    assert!(town.contains("shown: 3 of 3 events; 3 actors; 2 sources\n"), "{town}");
    let path = data("harbour.yaml");
    let first = annals()
        .arg("export")
        .arg(path)
        .args(["--event", "council-told", "-f", "csv", "-o", "/dev/null"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(first.stderr).unwrap().lines().last(), Some("wrote 1 event as csv to /dev/null"));
}

#[test]
fn all_about_an_actor_stands_beside_the_actors() {
    assert_snapshot!("actor_in_full", screen(town(), (100, 30), "2"));
    let narrow = screen(town(), (80, 15), "2");
    assert!(narrow.contains("Peter Holt, person") && narrow.contains("“he had known"), "{narrow}");
}
