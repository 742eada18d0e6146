//! The chain of a statement as it is drawn and worded: on screen, in lists and in what goes out.

use std::fmt::Write as _;
use std::path::PathBuf;

use annals::export::{Options, format_named};
use annals::model::attribution;
use annals::model::excerpt::Excerpt;
use annals::model::timeline::{EventIx, Passage, StatementIx, Timeline};
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::theme::Theme;
use insta::assert_snapshot;

use crate::support::{annals, timeline_of};

const LEAK: &str = r#"
annals: 1
title: A leak
sources:
  gazette: { outlet: Westport Gazette, published: 2024-04-12, cites: [radio, wire, minutes] }
  herald: { outlet: Westport Herald, published: 2024-04-13, cites: [wire] }
  radio: { outlet: Harbour Radio, cites: [letter] }
  wire: { outlet: Coast Wire, cites: [memo, letter] }
  letter: { title: A letter from the pier }
  memo: { title: The memo }
  minutes: { title: Minutes of the council }
actors:
  official: { name: a harbour official, kind: person }
  aide: { name: An aide to the mayor, kind: person }
  critics: { name: Critics of the mayor, kind: group }
  holt: { name: Peter Holt, kind: person }
events:
  - id: cracks
    date: 2024-04
    title: The cracks become known
    statements:
      - { id: knew, speaker: official, voice: direct, quote: we all knew, source: gazette, at: page 2, via: [radio] }
      - { id: told, speaker: holt, voice: indirect, quote: he had been told, source: herald, via: [aide] }
      - { speaker: critics, quote: a scandal, source: gazette }
    evidence: [{ source: herald, quote: the cracks were known }]
  - id: fair
    date: 2024-05
    title: The fair is called off
    evidence: [{ source: minutes, quote: called off }, { source: gazette, quote: no fair }]
disputes:
  - question: Had the mayor been told?
    sides:
      - { statement: told, holds: "yes" }
      - { statement: knew, holds: everybody had }
"#;

fn leak() -> Timeline {
    timeline_of("leak.yaml", LEAK).timeline
}

fn screen(size: (u16, u16), unicode: bool, keys: &str) -> String {
    let origin = Origin { paths: vec![PathBuf::from("leak.yaml")], ..Origin::default() };
    let theme = Theme { colour: true, unicode, ..Theme::DARK };
    picture::text(&annals::tui::shot(timeline_of("leak.yaml", LEAK), origin, theme, size, keys))
}

/// The exit code, and what a verb prints of the timeline.
fn told(args: &[&str]) -> (Option<i32>, String, String) {
    let output = annals().args(args).arg("-").write_stdin(LEAK).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_chain_reads_in_thirty_columns() {
    assert_snapshot!("pane_of_30_columns", screen((30, 44), true, "3 z"));
    assert_snapshot!("pane_of_30_columns_in_ascii", screen((30, 44), false, "3 z"));
}

#[test]
fn the_reader_has_the_chain_and_the_origins() {
    assert_snapshot!("reader_of_chains", screen((80, 46), true, "Enter"));
}

#[test]
fn a_chain_is_one_sentence() {
    let timeline = leak();
    let chains: Vec<String> = timeline.statements().map(|statement| attribution::chain(&timeline, statement)).collect();
    assert_eq!(
        chains,
        [
            "a harbour official (not named), according to Harbour Radio, which cites “A letter from the pier”, \
             as reported by Westport Gazette, which cites Coast Wire (which cites “The memo” and “A letter from the pier”) and “Minutes of the council”",
            "Peter Holt, according to An aide to the mayor (not named), as reported by Westport Herald, \
             which cites Coast Wire, which cites “The memo” and “A letter from the pier”",
            "Critics of the mayor (no one named), as reported by Westport Gazette, \
             which cites Harbour Radio (which cites “A letter from the pier”), \
             Coast Wire (which cites “The memo” and “A letter from the pier”) and “Minutes of the council”",
        ]
    );
}

#[test]
fn a_chain_that_goes_on_for_ever_names_its_begin() {
    let mut text = String::from("sources:\n");
    for nth in 0..5_000 {
        writeln!(text, "  s{nth}: {{ outlet: S{nth}, cites: [s{}] }}", nth + 1).unwrap();
    }
    text.push_str("  s5000: { outlet: The first }\nactors: { osei: Ama Osei }\n");
    text.push_str("events: [{ title: T, statements: [{ speaker: osei, quote: q, source: s0 }] }]\n");
    let timeline = timeline_of("long.yaml", &text).timeline;
    let chain = attribution::chain(&timeline, StatementIx(0));
    assert!(chain.starts_with("Ama Osei, as reported by S0, which cites S1, which cites S2, "), "{chain}");
    assert!(chain.ends_with(", which cites S12, and so on to The first"), "{chain}");
    let drawn = picture::text(&annals::tui::shot(
        timeline_of("long.yaml", &text),
        Origin::default(),
        Theme::DARK,
        (60, 40),
        "3 z",
    ));
    assert!(drawn.contains("← citing S12") && drawn.contains("← and so on to The first"), "{drawn}");
}

#[test]
fn a_source_named_again_as_the_last_step_is_one_step() {
    let text = "sources: { g: { outlet: Gazette }, r: { outlet: Radio } }\nactors: { osei: Ama Osei }\n\
                events: [{ title: T, statements: [{ speaker: osei, quote: q, source: g, via: [r, g] }] }]\n";
    let timeline = timeline_of("again.yaml", text).timeline;
    assert_eq!(attribution::chain(&timeline, StatementIx(0)), "Ama Osei, according to Radio, as reported by Gazette");
}

#[test]
fn origins_are_said_in_words() {
    let timeline = leak();
    assert_eq!(
        attribution::carried(&timeline, EventIx(0)).as_deref(),
        Some("2 sources, 4 origins: “A letter from the pier”, An aide to the mayor (not named), “The memo” and 1 more")
    );
    let names = |passage| attribution::names(&timeline, &timeline.origins_of(passage));
    assert_eq!(names(Passage::Statement(StatementIx(1))), "An aide to the mayor (not named)");
    assert_eq!(names(Passage::Evidence(EventIx(0), 0)), "“The memo” and “A letter from the pier”");
}

#[test]
fn what_goes_out_has_the_chain_in_words() {
    let loaded = timeline_of("leak.yaml", LEAK);
    let whole = Excerpt::new(&loaded.timeline, loaded.timeline.events());
    let written = |format: &str, statements: bool| {
        let mut out = Vec::new();
        format_named(format).unwrap().write(&whole, &Options { statements, ..Options::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_snapshot!("brief_of_chains", written("markdown", false));
    let sheet = written("csv", true);
    let mut rows = csv::Reader::from_reader(sheet.as_bytes());
    let at = |name: &str, heads: &csv::StringRecord| heads.iter().position(|head| head == name).unwrap();
    let heads = rows.headers().unwrap().clone();
    for (row, statement) in rows.records().map(Result::unwrap).zip(loaded.timeline.statements()) {
        assert_eq!(row[at("attribution", &heads)], attribution::chain(&loaded.timeline, statement));
    }
    assert!(sheet.contains(",letter,") && sheet.contains(",letter; memo; minutes,"), "{sheet}");
}

#[test]
fn sources_are_listed_with_what_would_fall() {
    let (code, list, said) = told(&["list", "--sources"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert_snapshot!("list_of_sources", list);
    assert_snapshot!("list_of_sources_in_json", told(&["list", "--sources", "--event", "fair", "--format", "json"]).1);
}

#[test]
fn sources_are_listed_of_the_events_that_are_asked_for() {
    let (_, list, _) = told(&["list", "--sources", "--event", "fair"]);
    assert!(list.contains("shown: 6 of 7 sources\n") && !list.contains("source: herald\n"), "{list}");
    assert!(!list.contains("cracks"), "only what is asked for rests on them here:\n{list}");
    let (code, list, said) = told(&["list", "--sources", "--statements"]);
    assert_eq!((code, list.as_str()), (Some(2), ""));
    assert!(said.contains("'--sources' cannot be used with '--statements'"), "{said}");
    let (code, _, said) = told(&["list", "--sources", "--from", "2030"]);
    assert_eq!((code, said.as_str()), (Some(1), "nothing was selected\n"));
}

#[test]
fn the_sources_view_says_what_would_fall() {
    assert_snapshot!("sources_that_fall", screen((80, 46), true, "s"));
}

#[test]
fn a_filter_by_origins_is_asked_for_and_told() {
    let (_, list, _) = told(&["list", "--where", "origins:3"]);
    assert!(list.contains("event: fair\n") && !list.contains("event: cracks\n"), "{list}");
    let (code, _, said) = told(&["list", "--where", "origins:several"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("no number of origins") && said.contains("hint: write a number, `origins:1`"), "{said}");
}
