//! Lanes: every event and statement in one, in order, and stacked in as few rows as can be.

use std::collections::{BTreeMap, BTreeSet};

use annals::model::date::Date;
use annals::model::lanes::{KINDS, Lane, LaneKind, LaneOf, LaneSort, Lanes, SORTS, links, stack, stack_at_most};
use annals::model::timeline::{EventIx, Passage, StatementIx, Timeline};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::support::{fixture, timeline_of};

fn lanes(timeline: &Timeline, kind: LaneKind, sort: LaneSort) -> Vec<Lane> {
    let lanes = Lanes::of(timeline, timeline.order(), kind, sort);
    assert_eq!((lanes.kind, lanes.sort), (kind, sort));
    lanes.lanes
}

/// A line an item: its lane, its event, its date and how much is said in it.
fn told(timeline: &Timeline, lanes: &[Lane]) -> Vec<String> {
    let line = |lane: &Lane| {
        let items = lane.items.iter().map(|item| {
            let date = item.date(timeline).map_or("undated", Date::text);
            format!("{} {date} {}", timeline.event(item.event).address(), lane.said(item).len())
        });
        format!("{}: {}", lane.label, items.collect::<Vec<_>>().join(", "))
    };
    lanes.iter().map(line).collect()
}

#[test]
fn a_lane_an_actor() {
    let timeline = fixture("harbour.yaml").timeline;
    let wanted = [
        "Ama Osei: cracks-reported 2024-03~ 0, osei-speaks 2024-04-11T18:30 1",
        "Westport Council: cracks-reported 2024-03~ 0, council-told 2024-03-14 0",
        "Peter Holt: osei-speaks 2024-04-10 1, holt-corrects 2024-05/.. 1",
        "A diver (not named): @3 undated 0",
    ];
    assert_eq!(told(&timeline, &lanes(&timeline, LaneKind::Actors, LaneSort::First)), wanted);
}

#[test]
fn what_has_none_of_the_kind_comes_last() {
    let timeline = fixture("harbour.yaml").timeline;
    let wanted = [
        "safety: cracks-reported 2024-03~ 0, osei-speaks 2024-04-10 1, osei-speaks 2024-04-11T18:30 1",
        "press: osei-speaks 2024-04-10 1, osei-speaks 2024-04-11T18:30 1",
        "without a tag: council-told 2024-03-14 0, holt-corrects 2024-05/.. 1, @3 undated 0",
    ];
    assert_eq!(told(&timeline, &lanes(&timeline, LaneKind::Tags, LaneSort::Count)), wanted);
    let places = lanes(&timeline, LaneKind::Places, LaneSort::Name);
    assert_eq!(places.iter().map(|lane| &*lane.label).collect::<Vec<_>>(), ["Westport", "without a place"]);
}

#[test]
fn a_source_dates_an_event_as_it_does() {
    let timeline = fixture("harbour.yaml").timeline;
    let wanted = [
        "Harbour Radio: holt-corrects 2024-05/.. 1",
        "Minutes of the works committee: council-told 2024-03-14 0, cracks-reported 2024-04-09 0",
        "Westport Gazette: cracks-reported 2024-03~ 0, osei-speaks 2024-04-10 1, osei-speaks 2024-04-11T18:30 1, @3 undated 0",
    ];
    assert_eq!(told(&timeline, &lanes(&timeline, LaneKind::Sources, LaneSort::Name)), wanted);
}

#[test]
fn lanes_are_sorted_as_asked() {
    let timeline = fixture("harbour.yaml").timeline;
    let labels = |sort| lanes(&timeline, LaneKind::Actors, sort).into_iter().map(|lane| lane.label).collect::<Vec<_>>();
    assert_eq!(labels(LaneSort::Name), ["A diver (not named)", "Ama Osei", "Peter Holt", "Westport Council"]);
    let text = "annals: 1\nactors: { b: B, a: A }\nevents:\n- { title: x, date: 2020, actors: [b] }\n\
                - { title: y, date: 2021, actors: [a] }\n- { title: z, actors: [a] }\n";
    let timeline = timeline_of("few.yaml", text).timeline;
    let labels = |sort| lanes(&timeline, LaneKind::Actors, sort).into_iter().map(|lane| lane.label).collect::<String>();
    assert_eq!(SORTS.iter().map(|row| labels(row.sort)).collect::<Vec<_>>(), ["BA", "AB", "AB"]);
}

#[test]
fn tables_go_round() {
    let mut kind = LaneKind::default();
    for row in KINDS {
        assert_eq!((kind, kind.row().name), (row.kind, row.name));
        kind = kind.next();
    }
    let mut sort = LaneSort::default();
    for row in SORTS {
        assert_eq!((sort, sort.row().name), (row.sort, row.name));
        sort = sort.next();
    }
    assert_eq!((kind, sort), (LaneKind::default(), LaneSort::default()));
}

#[test]
fn a_revision_leads_from_lane_to_lane_or_stays_in_one() {
    let timeline = fixture("harbour.yaml").timeline;
    let spots = |kind| {
        let lanes = lanes(&timeline, kind, LaneSort::First);
        let name = |spot: annals::model::lanes::Spot| format!("{} {}", lanes[spot.lane].label, spot.item);
        links(&timeline, &lanes).iter().map(|link| (name(link.from_spot), name(link.to_spot))).collect::<Vec<_>>()
    };
    assert_eq!(spots(LaneKind::Actors), [("Peter Holt 1".to_owned(), "Ama Osei 1".to_owned())]);
    assert_eq!(spots(LaneKind::Places), [("without a place 3".to_owned(), "without a place 2".to_owned())]);
    let lanes = lanes(&timeline, LaneKind::Actors, LaneSort::First);
    let holt: Vec<Lane> = lanes.into_iter().filter(|lane| lane.label == "Peter Holt").collect();
    assert!(links(&timeline, &holt).is_empty(), "an end outside is no link");
}

const DATES: [&str; 6] = ["2020", "2020-05~", "2021-03-04", "[..2019]", "2022/..", "2020-05-06T10:30"];

/// An event: a date, actors, tags, a place, sources of evidence with their date, and statements.
type Made = (Option<usize>, Vec<usize>, Vec<usize>, Option<usize>, Vec<(usize, Option<usize>)>, Vec<Said>);
type Said = (usize, Option<usize>, Option<usize>);

fn made() -> impl Strategy<Value = Vec<Made>> {
    let date = || option::of(0..DATES.len());
    let said = (0..4_usize, option::of(0..3_usize), date());
    let event = (
        date(),
        vec(0..4_usize, 0..3),
        vec(0..3_usize, 0..3),
        option::of(0..2_usize),
        vec((0..3_usize, date()), 0..3),
        vec(said, 0..5),
    );
    vec(event, 1..12)
}

fn yaml(events: &[Made]) -> String {
    let listed = |name: &str, all: &[usize]| all.iter().map(|at| format!("{name}{at}")).collect::<Vec<_>>().join(", ");
    let dated =
        |key: &str, date: Option<usize>| date.map(|at| format!(", {key}: \"{}\"", DATES[at])).unwrap_or_default();
    let mut out = String::from(
        "annals: 1\nactors: { a0: Zoe, a1: Ann, a2: Bob, a3: ann }\n\
         sources: { s0: { outlet: One }, s1: { outlet: Two }, s2: { outlet: Three } }\nevents:",
    );
    for (date, actors, tags, place, evidence, statements) in events {
        let place = place.map(|at| format!(", place: p{at}")).unwrap_or_default();
        let evidence =
            evidence.iter().map(|(source, date)| format!("{{ source: s{source}, quote: q{} }}", dated("date", *date)));
        let statements = statements.iter().map(|(speaker, source, said)| {
            let source = source.map(|at| format!(", source: s{at}")).unwrap_or_default();
            format!("{{ speaker: a{speaker}, says: w{source}{} }}", dated("said", *said))
        });
        out.push_str(&format!(
            "\n- {{ title: t{}{place}, actors: [{}], tags: [{}], evidence: [{}], statements: [{}] }}",
            dated("date", *date),
            listed("a", actors),
            listed("t", tags),
            evidence.collect::<Vec<_>>().join(", "),
            statements.collect::<Vec<_>>().join(", ")
        ));
    }
    out
}

/// What must lie in the lanes, worked out from the timeline item by item: lane, event, date, statements.
fn wanted(timeline: &Timeline, kind: LaneKind) -> BTreeMap<(String, EventIx, Option<String>), BTreeSet<StatementIx>> {
    let mut wanted: BTreeMap<_, BTreeSet<StatementIx>> = BTreeMap::new();
    let text = |date: Option<&Date>| date.map(|date| date.text().to_owned());
    for ix in timeline.events() {
        let event = timeline.event(ix);
        let own = text(event.date());
        let of = |names: Vec<String>| if names.is_empty() { vec!["-".to_owned()] } else { names };
        let tags: Vec<String> = of(event.tags().map(str::to_owned).collect());
        let place = of(event.place().map(str::to_owned).into_iter().collect());
        let source =
            |passage: Passage| timeline.passage(passage).source().map_or("-", |source| timeline.source(source).id());
        let mut put = |lane: &str, date: Option<String>, statement: Option<StatementIx>| {
            wanted.entry((lane.to_owned(), ix, date)).or_default().extend(statement);
        };
        let bare = event.statements().count() == 0
            && match kind {
                LaneKind::Actors => event.actors().is_empty(),
                LaneKind::Sources => event.passages().count() == 0,
                LaneKind::Tags | LaneKind::Places => false,
            };
        if bare {
            put("-", own.clone(), None);
        }
        match kind {
            LaneKind::Actors => {
                event.actors().iter().for_each(|actor| put(timeline.actor(*actor).id(), own.clone(), None));
            }
            LaneKind::Tags => tags.iter().for_each(|tag| put(tag, own.clone(), None)),
            LaneKind::Places => put(&place[0], own.clone(), None),
            LaneKind::Sources => {
                for passage in event.passages().filter(|passage| matches!(passage, Passage::Evidence(..))) {
                    let dated = text(timeline.passage(passage).dated()).or(own.clone());
                    put(source(passage), dated, None);
                }
            }
        }
        for statement in event.statements() {
            let view = timeline.statement(statement);
            let when = text(view.date());
            match kind {
                LaneKind::Actors => put(timeline.actor(view.speaker().unwrap()).id(), when, Some(statement)),
                LaneKind::Tags => tags.iter().for_each(|tag| put(tag, when.clone(), Some(statement))),
                LaneKind::Places => put(&place[0], when, Some(statement)),
                LaneKind::Sources => put(source(Passage::Statement(statement)), when, Some(statement)),
            }
        }
    }
    wanted
}

fn name(timeline: &Timeline, lane: &LaneOf) -> String {
    match lane {
        LaneOf::Actor(actor) => timeline.actor(*actor).id().to_owned(),
        LaneOf::Source(source) => timeline.source(*source).id().to_owned(),
        LaneOf::Tag(name) | LaneOf::Place(name) => name.clone(),
        LaneOf::Nothing => "-".to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn lanes_hold_what_they_must_and_nothing_else(events in made()) {
        let timeline = timeline_of("made.yaml", &yaml(&events)).timeline;
        for kind in KINDS {
            let lanes = lanes(&timeline, kind.kind, LaneSort::First);
            let mut found = BTreeMap::new();
            for (lane, item) in lanes.iter().flat_map(|lane| lane.items.iter().map(move |item| (lane, item))) {
                let date = item.date(&timeline).map(|date| date.text().to_owned());
                let statements: BTreeSet<StatementIx> = lane.said(item).iter().copied().collect();
                prop_assert_eq!(statements.len(), lane.said(item).len());
                prop_assert_eq!(item.is_mention(), statements.is_empty());
                let twice = found.insert((name(&timeline, &lane.of), item.event, date), statements);
                prop_assert!(twice.is_none());
            }
            prop_assert_eq!(&found, &wanted(&timeline, kind.kind));
            let events: BTreeSet<EventIx> = found.keys().map(|(_, event, _)| *event).collect();
            prop_assert_eq!(events.len(), timeline.events().len(), "no event is lost");
        }
    }

    #[test]
    fn items_stand_in_the_order_of_time_and_undated_ones_last(events in made()) {
        let timeline = timeline_of("made.yaml", &yaml(&events)).timeline;
        for (kind, sort) in KINDS.iter().flat_map(|kind| SORTS.iter().map(move |sort| (kind.kind, sort.sort))) {
            let lanes = lanes(&timeline, kind, sort);
            for pair in lanes.iter().flat_map(|lane| lane.items.windows(2)) {
                match (pair[0].date(&timeline), pair[1].date(&timeline)) {
                    (Some(one), Some(other)) => prop_assert!(one.order(other).is_le()),
                    (None, Some(_)) => prop_assert!(false, "undated before dated"),
                    (_, None) => {}
                }
            }
            let rest = lanes.iter().position(|lane| lane.of == LaneOf::Nothing);
            prop_assert!(rest.is_none_or(|at| at + 1 == lanes.len()));
        }
    }

    #[test]
    fn a_stack_is_as_low_as_it_can_be(stretches in vec((-20..20_i64, 0..9_i64), 0..40)) {
        let stretches: Vec<(i64, i64)> = stretches.into_iter().map(|(first, wide)| (first, first + wide)).collect();
        let stacked = stack(&stretches);
        prop_assert_eq!(stacked.rows.len(), stretches.len());
        for (at, one) in stretches.iter().enumerate() {
            prop_assert!(stacked.rows[at] < stacked.depth);
            for (other_at, other) in stretches.iter().enumerate().skip(at + 1) {
                let meet = one.0 <= other.1 && other.0 <= one.1;
                prop_assert!(!meet || stacked.rows[at] != stacked.rows[other_at]);
            }
        }
        let over = |place: i64| stretches.iter().filter(|(first, last)| (*first..=*last).contains(&place)).count();
        prop_assert_eq!(stacked.depth, (-20..30).map(over).max().unwrap_or(0));
    }

    #[test]
    fn a_stack_of_a_few_rows_is_the_top_of_the_whole_one(
        cells in vec((0..20_usize, 0..9_usize), 0..60), most in 0..8_usize,
    ) {
        let cells: Vec<(usize, usize)> = cells.into_iter().map(|(first, wide)| (first, first + wide)).collect();
        let (whole, few) = (stack(&cells), stack_at_most(&cells, 30, most));
        prop_assert_eq!(few.rows, whole.rows.iter().map(|row| *row.min(&most)).collect::<Vec<_>>());
        prop_assert_eq!(few.depth, whole.depth.min(most + 1));
    }
}
