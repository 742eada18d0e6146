//! The lanes on the screen: everything in its cells, everything reached, and told in words.

use std::collections::HashSet;

use annals::load::{Loaded, load};
use annals::model::lanes::Spot;
use annals::model::place::Files;
use annals::model::timeline::{Passage, Sought, Timeline};
use annals::tui::action::Pane;
use annals::tui::lanes::{Dot, LanesView};
use annals::tui::layer::Layer;
use annals::tui::picture;
use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::style::Modifier;

use crate::desk::Explorer;
use crate::support::{fixture, root, timeline_of};

impl Explorer {
    fn view(&self) -> &LanesView {
        self.0.lanes().expect("the lanes are shown")
    }

    fn lane(&self) -> &str {
        &self.view().lane().unwrap().label
    }

    fn title(&self) -> &str {
        self.0.timeline.event(self.0.event().unwrap()).title()
    }
}

fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).unwrap()
}

fn affair() -> Loaded {
    load(&[root().join("examples/harbour-bridge/timeline.yaml")]).unwrap()
}

#[test]
fn screens_of_the_lanes() {
    let at = |size| Explorer::on(coalition(), size);
    assert_snapshot!("lanes_80x24", at((80, 24)).keys("a kellogg Enter L").styles());
    assert_snapshot!("lanes_120x40", at((120, 40)).keys("L r j j l").screen());
    assert_snapshot!("lanes_200x60", at((200, 60)).keys("L r").screen());
    assert_snapshot!("lanes_40x14", at((40, 14)).keys("L j l").screen());
    assert_snapshot!("lanes_of_tags", at((120, 40)).keys("L Tab /troops Enter").styles());
    assert_snapshot!("lanes_of_sources_without_colour_in_ascii", at((80, 24)).plain().keys("L S-Tab v l l").styles());
    let at = |size| Explorer::on(affair(), size);
    assert_snapshot!("lanes_of_the_affair", at((120, 40)).keys("L j l l l + + + +").screen());
    assert_snapshot!("lanes_of_the_affair_in_ascii", at((80, 24)).plain().keys("L j j G l l l l").screen());
    assert_snapshot!("lanes_of_places", at((100, 24)).keys("L Tab Tab").screen());
}

impl Explorer {
    fn styles(&self) -> String {
        picture::styles(&self.buffer())
    }
}

/// Dates of every shape, some of them at the same time, and what is said at another date than its event.
fn crowd() -> impl Strategy<Value = String> {
    let dates = prop::sample::select(vec![
        "2024-03-05",
        "2024-03",
        "2024-03~",
        "2024?",
        "2024-02/2024-07",
        "'[..2024-05]'",
        "2024-11/..",
        "2024-03-05T10:30",
        "2024-03-06",
        "2023-12-31",
        "202X",
        "",
        "2024-06%",
        "'[2024-03-14, 2024-04-09]'",
    ]);
    let event = (dates.clone(), prop::collection::vec((0..4_usize, dates), 0..3), 0..5_usize, any::<bool>());
    prop::collection::vec(event, 1..14).prop_map(|events| {
        let mut yaml = String::from(
            "annals: 1\nsources: { s: { title: Wide 日本語 source }, t: { title: T } }\nactors: { ann: Ann, bob: Bob, cy: 陳 Cy, d: \"D\\u202Ex\" }\nevents:\n",
        );
        let ids = ["ann", "bob", "cy", "d"];
        for (nth, (date, said, actor, tagged)) in events.into_iter().enumerate() {
            yaml.push_str(&format!("  - title: Event {nth} 日本\n"));
            if !date.is_empty() {
                yaml.push_str(&format!("    date: {date}\n"));
            }
            if let Some(id) = ids.get(actor) {
                yaml.push_str(&format!("    actors: [{id}]\n"));
            }
            if tagged {
                yaml.push_str("    tags: [a, b]\n    place: Here\n");
            }
            if !said.is_empty() {
                yaml.push_str("    statements:\n");
            }
            for (speaker, date) in said {
                let when = if date.is_empty() { String::new() } else { format!(", said: {date}") };
                yaml.push_str(&format!("      - {{ speaker: {}, quote: So, source: s{when} }}\n", ids[speaker]));
            }
        }
        yaml
    })
}

/// The cells of the plot that are reversed, by their lines from the top of the screen.
fn reversed(explorer: &Explorer) -> Vec<(u16, usize)> {
    let buffer = explorer.buffer();
    let axis = annals::tui::layout::screen(&explorer.0).axis;
    let width = explorer.0.strip.as_ref().unwrap().axis.width();
    let top = annals::tui::layout::screen(&explorer.0).view.y;
    let mut found = Vec::new();
    for y in top..buffer.area.height - 1 {
        for cell in 0..width {
            if buffer[(axis.x + 1 + cell as u16, y)].modifier.contains(Modifier::REVERSED) {
                found.push((y, cell));
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// What is under the cursor is drawn in the very cells of its date, and so is everything else.
    #[test]
    fn everything_is_drawn_in_the_cells_of_its_date(
        yaml in crowd(), zoom in 0..6_usize, kind in 0..4_usize, size in prop::sample::select(vec![(80, 24), (120, 40), (44, 15)]),
    ) {
        let keys = format!("L {} {} g", "Tab ".repeat(kind), "+ ".repeat(zoom));
        let home = &*"h ".repeat(40);
        let mut explorer = Explorer::on(timeline_of("crowd.yaml", &yaml), size).keys(&keys);
        prop_assume!(explorer.0.strip.is_some());
        for lane in 0..explorer.view().lanes.lanes.len() {
            for item in 0..explorer.view().lanes.lanes[lane].items.len() {
                explorer = explorer.keys(if item == 0 { home } else { "l" });
                prop_assert_eq!(explorer.view().cursor, Spot { lane, item });
                let held = *explorer.view().item().unwrap();
                prop_assert_eq!(explorer.0.event(), Some(held.event), "the list's cursor is on the same event");
                let axis = explorer.0.strip.as_ref().unwrap().axis;
                let Some(date) = held.date(&explorer.0.timeline) else { continue };
                let drawn = axis.draw(date).expect("the cursor is always in sight");
                let found = reversed(&explorer);
                let line = found.first().map(|(line, _)| *line);
                let wanted: Vec<(u16, usize)> =
                    line.into_iter().flat_map(|line| (drawn.first..=drawn.last).map(move |cell| (line, cell))).collect();
                prop_assert!(line.is_some(), "{}", explorer.screen());
                prop_assert_eq!(found, wanted, "{} in\n{}", date.text(), explorer.screen());
            }
            // All that is dotted in the lane is what its dates cover, no more and no less.
            let view = explorer.view();
            let axis = explorer.0.strip.as_ref().unwrap().axis;
            let mut covered = vec![false; axis.width()];
            for date in view.lanes.lanes[lane].items.iter().filter_map(|item| item.date(&explorer.0.timeline)) {
                if let Some(drawn) = axis.draw(date) {
                    covered[drawn.first..=drawn.last].fill(true);
                }
            }
            let plot = view.arranged.plot_of(lane).unwrap();
            let dotted: Vec<bool> =
                (0..axis.width()).map(|at| plot.lines.iter().any(|line| line.dots[at].0 != Dot::Empty)).collect();
            prop_assert_eq!(dotted, covered);
            explorer = explorer.keys("j");
        }
    }

    /// From the first thing of a lane to the last the cursor is at each once, and back again.
    #[test]
    fn the_cursor_is_at_everything_in_a_lane_once(yaml in crowd(), kind in 0..4_usize) {
        let mut explorer = Explorer::on(timeline_of("crowd.yaml", &yaml), (80, 24)).keys(&format!("L {}", "Tab ".repeat(kind)));
        let lanes = explorer.view().lanes.lanes.len();
        explorer = explorer.keys("g");
        for lane in 0..lanes {
            while !explorer.footer().starts_with("the first in this lane") {
                explorer = explorer.keys("h");
            }
            let count = explorer.view().lanes.lanes[lane].items.len();
            let mut seen = vec![explorer.view().cursor];
            loop {
                explorer = explorer.keys("l");
                if explorer.footer().starts_with("the last in this lane") {
                    break;
                }
                seen.push(explorer.view().cursor);
            }
            let wanted: Vec<Spot> = (0..count).map(|item| Spot { lane, item }).collect();
            prop_assert_eq!(seen, wanted);
            let last = explorer.view().cursor.lane;
            explorer = explorer.keys("j");
            prop_assert_eq!(explorer.view().cursor.lane, (last + 1).min(lanes - 1));
        }
    }
}

#[test]
fn the_list_and_the_lanes_are_at_the_same_event() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("j j j L");
    let title = explorer.title().to_owned();
    let explorer = explorer.keys("L");
    assert!(explorer.0.layers.is_empty() && explorer.title() == title);
    let explorer = explorer.keys("L l l");
    let title = explorer.title().to_owned();
    assert_eq!(explorer.0.focus, Pane::Events);
    let explorer = explorer.keys("Esc");
    assert!(explorer.0.layers.is_empty());
    assert_eq!(explorer.title(), title);
    let width = explorer.0.strip.as_ref().unwrap().axis.width();
    assert_eq!(width, 78, "the axis is the panes' again");
}

#[test]
fn a_picked_actor_has_their_lane_and_its_statements_are_walked() {
    let explorer = Explorer::on(coalition(), (100, 30)).keys("L a macron Enter");
    assert_eq!(explorer.lane(), "Emmanuel Macron");
    assert!(explorer.footer().starts_with("Emmanuel Macron: statement 1 of 3"), "{}", explorer.footer());
    let explorer = explorer.keys("]");
    assert!(explorer.footer().starts_with("Emmanuel Macron: statement 2 of 3"), "{}", explorer.footer());
    let explorer = explorer.keys("]");
    assert!(explorer.footer().starts_with("Emmanuel Macron: statement 3 of 3"), "{}", explorer.footer());
    let passage = explorer.0.passage().and_then(|passage| match passage {
        Passage::Statement(statement) => explorer.0.timeline.statement(statement).speaker(),
        Passage::Evidence(..) => None,
    });
    assert_eq!(passage, explorer.0.picked);
    assert!(explorer.keys("]").footer().contains("statement 1 of 3, round the end"));
}

#[test]
fn what_is_under_the_cursor_is_told_in_words() {
    let explorer = Explorer::on(coalition(), (100, 30)).keys("L a kellogg Enter");
    let screen = explorer.screen();
    let state = &explorer.0;
    assert!(screen.contains(explorer.title()), "{screen}");
    let statement = match state.passage() {
        Some(Passage::Statement(statement)) => state.timeline.statement(statement),
        other => panic!("{other:?}"),
    };
    assert!(screen.contains(&format!("Keith Kellogg: “{}", &statement.words()[..30])), "{screen}");
    assert!(screen.contains("about May 2025"), "{screen}");
}

#[test]
fn enter_opens_the_event_and_esc_leads_back_to_its_lane() {
    let explorer = Explorer::on(coalition(), (100, 30)).keys("L j j l Enter");
    assert!(matches!(explorer.0.layers[..], [Layer::Lanes(_), Layer::Reader(_)]));
    let (cursor, title) = (explorer.view().cursor, explorer.title().to_owned());
    assert!(explorer.screen().contains("Carried by"), "{}", explorer.screen());
    let explorer = explorer.keys("Esc");
    assert_eq!((explorer.view().cursor, explorer.title()), (cursor, &*title));
}

#[test]
fn kind_and_order_turn_and_are_kept_and_the_event_stays() {
    let explorer = Explorer::on(coalition(), (120, 40)).keys("j j j j j L");
    let title = explorer.title().to_owned();
    let mut seen = HashSet::new();
    let mut explorer = explorer;
    for _ in 0..4 {
        seen.insert(explorer.view().lanes.kind.row().name);
        explorer = explorer.keys("Tab");
        assert_eq!(explorer.title(), title);
        assert_eq!(explorer.view().item().map(|item| item.event), explorer.0.event());
    }
    assert_eq!(seen.len(), 4);
    let explorer = explorer.keys("r");
    let counts: Vec<usize> = explorer.view().lanes.lanes.iter().map(|lane| lane.items.len()).collect();
    assert!(counts.windows(2).all(|pair| pair[0] >= pair[1]), "{counts:?}");
    assert!(explorer.screen().contains("Lanes · actors, the fullest first"), "{}", explorer.screen());
    let explorer = explorer.keys("r Tab L L");
    assert!(explorer.screen().contains("Lanes · tags, by name"), "kept: {}", explorer.screen());
}

#[test]
fn the_filter_and_the_search_hold_in_the_lanes() {
    let explorer = Explorer::on(coalition(), (100, 30)).keys("L f actor:kellogg Enter");
    let kellogg = explorer.0.timeline.actor_named("kellogg").unwrap();
    assert_eq!(explorer.0.rows.len(), explorer.0.timeline.events_of(kellogg).len());
    let gathered: HashSet<_> =
        explorer.view().lanes.lanes.iter().flat_map(|lane| lane.items.iter().map(|item| item.event)).collect();
    assert_eq!(gathered.len(), explorer.0.rows.len());
    let explorer = explorer.keys("Esc").keys("L /poland Enter");
    let matched = |explorer: &Explorer| {
        let plots = (0..explorer.view().lanes.lanes.len()).filter_map(|lane| explorer.view().arranged.plot_of(lane));
        plots.flat_map(|plot| &plot.lines).flat_map(|line| &line.dots).filter(|(_, matched)| *matched).count()
    };
    assert!(matched(&explorer) > 0, "{}", explorer.screen());
    assert!(explorer.0.timeline.holds_words(explorer.0.event().unwrap(), &Sought::new("poland")));
    assert_eq!(explorer.view().item().map(|item| item.event), explorer.0.event());
    let explorer = explorer.keys("Esc Esc L");
    assert_eq!(matched(&explorer), 0, "what is no longer searched is no longer marked");
}

#[test]
fn lanes_that_a_bookmark_closed_are_what_they_were() {
    let explorer = Explorer::on(coalition(), (120, 40)).keys("L m a Tab r");
    let lanes = |explorer: &Explorer| (explorer.view().lanes.kind, explorer.view().lanes.sort);
    let before = lanes(&explorer);
    let explorer = explorer.keys("' a");
    assert!(explorer.0.lanes().is_none());
    assert_eq!(lanes(&explorer.keys("L")), before);
}

#[test]
fn lanes_under_another_view_come_to_light_again_and_are_not_laid_on_top() {
    for keys in ["L Enter L", "t Enter t", "L Enter P Enter L"] {
        let mut explorer = Explorer::on(affair(), (120, 40)).keys(keys);
        assert!(matches!(explorer.0.layers[..], [Layer::Lanes(_)]), "{keys}");
        explorer.0.reload(Ok(timeline_of("t.yaml", "annals: 1\nevents: [{ title: Only }]\n")));
        assert!(explorer.screen().contains("Only"), "{keys}");
    }
}

#[test]
fn what_comes_from_outside_leaves_the_lanes_in_step() {
    let typed = Explorer::on(coalition(), (120, 40)).keys("L /troops");
    let mut pasted = Explorer::on(coalition(), (120, 40)).keys("L /");
    pasted.0.paste("troops");
    assert_eq!(pasted.styles(), typed.styles());
    let mut explorer = pasted.keys("Esc G");
    let gone = explorer.0.event().unwrap();
    let mut document = explorer.0.timeline.document().clone();
    document.events.change(|events| drop(events.remove(gone.at())));
    document.disputes.clear();
    explorer.0.reload(Ok(Loaded {
        timeline: Timeline::new(vec![document], Files::default()).unwrap().0,
        findings: Vec::new(),
    }));
    assert_eq!(explorer.view().item().map(|item| item.event), explorer.0.event());
}

#[test]
fn what_is_chosen_in_the_lanes_is_chosen() {
    let explorer = Explorer::on(coalition(), (100, 30)).keys("L a starmer Enter Space l Space");
    assert_eq!(explorer.0.chosen().len(), 2);
    assert!(explorer.screen().contains("◈"), "{}", explorer.screen());
    assert!(explorer.screen().contains("◈◉ chosen"), "{}", explorer.screen());
    assert!(explorer.keys("Space h Space").screen().contains("29 of 29"));
}

#[test]
fn the_actor_of_a_lane_is_pinned() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("L a starmer Enter p");
    let starmer = explorer.0.timeline.actor_named("starmer").unwrap();
    assert_eq!(explorer.0.pinned, [starmer]);
    assert!(explorer.screen().contains("▸◆Keir Starmer"), "{}", explorer.screen());
    let explorer = explorer.keys("p Tab p");
    assert!(explorer.0.pinned.is_empty(), "a tag is nobody");
}

#[test]
fn a_key_goes_from_view_to_view() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("t");
    assert!(matches!(explorer.0.layers[..], [Layer::Lanes(_)]));
    let explorer = explorer.keys("t t t");
    assert!(matches!(explorer.0.layers[..], [Layer::Disputes(_)]));
    assert!(explorer.keys("T T T T").0.layers.is_empty());
}

#[test]
fn moving_along_and_groups_stay_in_the_lane() {
    let explorer = Explorer::on(affair(), (120, 40)).keys("L j");
    assert_eq!(explorer.lane(), "Ama Osei");
    let explorer = explorer.keys("} }");
    assert_eq!(explorer.lane(), "Ama Osei");
    let instants: Vec<_> = explorer
        .view()
        .lane()
        .unwrap()
        .items
        .iter()
        .filter_map(|item| item.date(&explorer.0.timeline)?.earliest())
        .collect();
    let here = explorer.view().item().unwrap().date(&explorer.0.timeline).unwrap().earliest().unwrap();
    assert!(here > instants[0]);
    let explorer = explorer.keys("} } } } }");
    assert!(explorer.footer().starts_with("nothing later in this lane"), "{}", explorer.footer());
    let explorer = explorer.keys("{ { { { { { {");
    assert!(explorer.footer().starts_with("nothing earlier in this lane"), "{}", explorer.footer());
    let explorer = explorer.keys("+ + + ) )");
    let cursor = explorer.view().cursor;
    let explorer = explorer.keys("0");
    assert_eq!(explorer.view().cursor, cursor, "time moves, the cursor stays");
}

#[test]
fn what_has_no_date_is_counted_and_reached() {
    let explorer = Explorer::on(affair(), (80, 24)).keys("L");
    assert!(explorer.screen().contains("+ 1 without a date"), "{}", explorer.screen());
    let lanes = &explorer.view().lanes.lanes;
    let lane = lanes.iter().position(|lane| lane.items.iter().any(|item| item.date(&explorer.0.timeline).is_none()));
    let explorer = explorer.keys(&"j ".repeat(lane.unwrap())).keys("l l l l l l");
    assert!(explorer.0.timeline.event(explorer.0.event().unwrap()).date().is_none());
    assert!(explorer.screen().contains("without a date · "), "{}", explorer.screen());
    assert!(explorer.screen().lines().any(|line| line.trim_end().ends_with("+1 │")), "{}", explorer.screen());
}

#[test]
fn a_timeline_without_dates_or_without_rows_has_lanes_or_says_so() {
    let explorer =
        Explorer::on(timeline_of("none.yaml", "annals: 1\nevents: [{ title: T }, { title: U }]\n"), (80, 24))
            .keys("L l");
    assert_eq!(explorer.title(), "U");
    assert!(explorer.screen().contains("without an actor"), "{}", explorer.screen());
    let explorer = Explorer::on(coalition(), (80, 24)).keys("f nowhere-at-all Enter L");
    assert!(explorer.screen().contains("there are no lanes"), "{}", explorer.screen());
    let explorer = Explorer::on(coalition(), (80, 24)).keys("L f nowhere-at-all");
    let _ = explorer.keys("Enter j l Tab r Enter Esc").buffer();
}

#[test]
fn lanes_are_drawn_at_any_size_and_follow_it() {
    let mut explorer = Explorer::on(fixture("harbour.yaml"), (80, 24)).keys("L j l");
    let cursor = explorer.view().cursor;
    for (width, height) in
        [(1, 1), (2, 2), (20, 4), (21, 5), (30, 9), (44, 15), (300, 100), (5, 60), (300, 4), (80, 24)]
    {
        explorer.0.resize((width, height));
        let _ = explorer.buffer();
        explorer = explorer.keys("l h j k + -");
        assert_eq!(explorer.view().cursor.lane, cursor.lane);
    }
}
