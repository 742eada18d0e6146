//! Actors side by side: keys go in, columns come out, and no statement is lost on the way.

use annals::load::{Loaded, load};
use annals::model::timeline::{ActorIx, EventIx, StatementIx};
use annals::model::track::Track;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::shot;
use annals::tui::theme::Theme;
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::support::{root, timeline_of};

const COLOURED: Theme = Theme::DARK;
const PLAIN: Theme = Theme { colour: false, unicode: false, ..Theme::DARK };

/// The screen after some keys.
fn screen(loaded: Loaded, size: (u16, u16), theme: Theme, keys: &str) -> String {
    picture::text(&shot(loaded, Origin::default(), theme, size, keys))
}

fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).expect("the curated timeline")
}

fn bridge() -> Loaded {
    load(&[root().join("examples/harbour-bridge/timeline.yaml")]).expect("the example")
}

/// The row of the statement with the cursor's mark, below that of the names.
fn under_cursor(screen: &str) -> String {
    screen
        .lines()
        .skip_while(|line| !line.contains("Side by side"))
        .skip(2)
        .find(|line| line.contains('▸'))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn screens_of_actors_side_by_side() {
    assert_snapshot!("side_by_side_120x40", screen(coalition(), (120, 40), COLOURED, "a macron Enter P"));
    assert_snapshot!("revised_80x36", screen(bridge(), (80, 36), COLOURED, "2 g j p k p P h"));
    assert_snapshot!("side_by_side_ascii", screen(bridge(), (60, 20), PLAIN, "2 g j p k p P h j"));
    for size in [(1, 1), (12, 3), (20, 4), (30, 8), (40, 14)] {
        for keys in ["P", "P G", "P l j", "P a", "P p p p"] {
            screen(coalition(), size, PLAIN, keys);
        }
    }
}

#[test]
fn actors_are_pinned_walked_and_taken_away() {
    let at = |keys: &str| screen(coalition(), (120, 40), COLOURED, keys);
    assert!(at("P").contains("none is pinned: A adds one"));
    assert!(at("2 g p").contains("is pinned, 1 in all"));
    assert!(at("2 g p p").contains("is no longer pinned"));
    assert!(at("2 g p").contains("◆ Keith Kellogg"), "{}", at("2 g p"));
    assert!(at("2 g p P").contains("actors: 1 "), "{}", at("2 g p P"));
    assert!(at("2 g p P A z e l e Enter").contains("▸  Volodymyr Zelenskyy"), "{}", at("2 g p P A z e l e Enter"));
    assert!(!at("P P").contains("Side by side"), "the same key goes back");
    assert!(!at("2 g p P p").contains("actors: 1 "), "without the last one, those who say most stand there again");
    let walked = |keys: &str| under_cursor(&at(keys));
    assert!(walked("a macron Enter P").contains("working daily"));
    assert!(walked("a macron Enter P j").contains("We have a plan"), "{}", at("a macron Enter P j"));
    assert!(walked("a macron Enter P h h").contains("in talks with several countries"), "nearest in time");
    let opened = at("a macron Enter P j Enter");
    assert!(
        opened.contains("▸• ~Jul 2025     ↕  Macron says the plan is ready") || opened.contains("▸ “We have a plan"),
        "{opened}"
    );
}

#[test]
fn without_statements_it_says_so() {
    let silent = timeline_of("silent.yaml", "annals: 1\nactors: { ann: Ann }\nevents: [{ title: T, actors: [ann] }]\n");
    assert!(screen(silent, (80, 24), COLOURED, "P").contains("nobody says anything in what is shown"));
    let narrowed = screen(coalition(), (80, 24), COLOURED, "2 g p f speaker:macron Enter P");
    assert!(narrowed.contains("none of the pinned actors says anything"), "{narrowed}");
}

/// A timeline of two speakers, in which some statements revise others.
fn revising(links: &[(usize, usize)], speakers: &[bool]) -> String {
    let mut yaml = "annals: 1\nactors: { ann: Ann, bob: Bob }\nevents:\n".to_owned();
    for (nth, is_ann) in speakers.iter().enumerate() {
        let revised: Vec<String> = links
            .iter()
            .filter(|(from, to)| from % speakers.len() == nth && to % speakers.len() != nth)
            .map(|(_, to)| format!("s{}", to % speakers.len()))
            .collect();
        let speaker = if *is_ann { "ann" } else { "bob" };
        let day = nth / 2 + 1;
        yaml.push_str(&format!(
            "  - {{ title: T{nth}, date: 2025-03-{day:02}, statements: [{{ id: s{nth}, speaker: {speaker}, quote: q{nth}, revises: [{}] }}] }}\n",
            revised.join(", ")
        ));
    }
    yaml
}

proptest! {
    #[test]
    fn every_statement_has_one_place_and_links_reach_from_end_to_end(
        links in prop::collection::vec((0..12_usize, 0..12_usize), 0..6),
        speakers in prop::collection::vec(any::<bool>(), 1..12),
    ) {
        let loaded = annals::load::of_texts(vec![("t.yaml".into(), revising(&links, &speakers))]);
        let timeline = &loaded.timeline;
        let events: Vec<EventIx> = timeline.order().to_vec();
        let actors = [ActorIx(0), ActorIx(1)];
        let track = Track::of(timeline, &events, &actors);
        let mut placed: Vec<StatementIx> = track.places().filter_map(|place| track.at(place)).collect();
        placed.sort_unstable();
        prop_assert_eq!(placed, timeline.statements().collect::<Vec<_>>());
        for column in 0..2 {
            let said: Vec<_> = track.moments.iter().flat_map(|moment| &moment.columns[column]).collect();
            let at = |statement: StatementIx| said.iter().position(|said| said.statement == statement);
            for (nth, one) in said.iter().enumerate() {
                // By brute force over all revisions within the column.
                let spans: Vec<(usize, usize)> = said
                    .iter()
                    .enumerate()
                    .flat_map(|(from, one)| {
                        let revised = timeline.statement(one.statement).revises();
                        revised.iter().filter_map(|other| at(*other)).map(move |to| (from.min(to), from.max(to)))
                    })
                    .collect();
                prop_assert_eq!(one.to_below, spans.iter().any(|(first, last)| *first <= nth && nth < *last));
                prop_assert_eq!(one.from_above, spans.iter().any(|(first, last)| *first < nth && nth <= *last));
                prop_assert_eq!(one.is_end, spans.iter().any(|(first, last)| *first == nth || *last == nth));
            }
        }
    }
}

#[test]
fn a_filter_is_typed_over_the_columns_and_a_key_without_meaning_says_so() {
    let at = |keys: &str| screen(coalition(), (120, 40), COLOURED, keys);
    let typing = at("P f z z q q x");
    assert!(typing.contains("Side by side"), "half a filter closes nothing\n{typing}");
    assert!(at("P f z z q q x Esc").contains("Side by side"));
    assert!(!at("P f z z q q x Enter").contains("Side by side"), "nothing is left to show");
    assert!(at("P f f r o m : 2 0 2 5 Enter").contains("Side by side"));
    assert!(at("P x").contains("excerpt.md"));
    assert!(at("P Z").contains("Z does nothing here"));
    assert!(at("Z").contains("Z does nothing here"));
    assert!(at("S m").contains("m does nothing here"));
    assert!(!at("/ C-t").contains("does nothing"));
    assert!(at("P m a").contains("bookmark a:"));
}

#[test]
fn the_key_of_a_view_puts_it_in_the_place_of_another() {
    let at = |keys: &str| screen(coalition(), (120, 40), COLOURED, keys);
    let body = |keys: &str| at(keys).lines().take(39).map(str::to_owned).collect::<Vec<_>>();
    for from in ["L", "P", "S", "D"] {
        for to in ["L", "P", "S", "D"].into_iter().filter(|to| *to != from) {
            let keys = format!("{from} {to}");
            assert_eq!(body(&keys), body(to), "{keys}");
            assert_eq!(body(&format!("{keys} q")), body(""), "{keys} q");
        }
    }
}
