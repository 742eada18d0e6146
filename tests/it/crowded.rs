//! Long lanes are plotted from counted dates as they are from a look at each thing in them.

use std::fmt::Write;

use annals::tui::action::{Action, Way};
use annals::tui::key::Key;
use annals::tui::origin::Origin;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::{press, update};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::support::timeline_of;

/// More actors than lines, of whom a few take part in most of what happens.
const ACTORS: usize = 70;

fn state_over(dates: &[(u8, u32, u32, u32)], events: usize) -> State {
    let few = |event: usize| if event.is_multiple_of(3) { event % ACTORS } else { event % 2 };
    state_of(dates, events, few)
}

/// A timeline whose events have each the actor that `actor` gives.
fn state_of(dates: &[(u8, u32, u32, u32)], events: usize, actor: impl Fn(usize) -> usize) -> State {
    let mut yaml = String::from("annals: 1\ntitle: Many\nsources:\n  s: { title: A source }\nactors:\n");
    for actor in 0..ACTORS {
        let _ = writeln!(yaml, "  a{actor}: Actor {actor}");
    }
    yaml.push_str("events:\n");
    for event in 0..events {
        let (sort, year, month, day) = dates[event % dates.len()];
        let (year, day) = (1960 + (year + event as u32 / 97) % 60, (day + event as u32) % 28 + 1);
        let date = match sort % 9 {
            0..4 => format!("{year}-{month:02}-{day:02}"),
            4 => format!("{year}-{month:02}"),
            5 => format!("{year}-{month:02}-{day:02}~"),
            6 => format!("{year}-{month:02}-{day:02}/{}-01-03", year + 1),
            7 => format!("{year}-{month:02}-{day:02}T10:{day:02}"),
            _ => format!("../{year}-{month:02}"),
        };
        let actor = actor(event);
        let _ = writeln!(yaml, "  - {{ date: {date:?}, title: Event {event}, actors: [a{actor}] }}");
    }
    for _ in 0..3 {
        yaml.push_str("  - { title: Without a date, actors: [a0, a1] }\n");
    }
    State::new(timeline_of("many.yaml", &yaml), Origin::default(), Theme::DARK, (120, 40))
}

/// Every lane in sight as it is plotted, and what of it lies in no cell.
fn told(state: &State) -> Vec<String> {
    let view = state.lanes().unwrap();
    let plots = (0..view.lanes.lanes.len()).filter_map(|lane| {
        let (plot, ends) = (view.arranged.plot_of(lane)?, view.arranged.ends_of(lane)?);
        let lines: Vec<String> = plot.lines.iter().map(|line| format!("{:?} {:?}", line.dots, line.labels)).collect();
        Some(format!("{lane}: {lines:?} {ends:?}"))
    });
    plots.collect()
}

fn scaled_or_panned(way: u8) -> Action {
    match way {
        0..3 => Action::Scale(Way::Next),
        3 => Action::Pan(Way::Next),
        _ => Action::Pan(Way::Previous),
    }
}

/// The same while something is searched for that stands nowhere: each thing is looked at by itself then.
fn searching(state: &State) -> State {
    let mut searching = state.clone();
    "zzz".clone_into(&mut searching.search);
    update(&mut searching, Action::Sources);
    update(&mut searching, Action::Close);
    assert!(searching.lanes().is_some());
    searching
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_long_lane_is_plotted_as_its_things_are(
        dates in prop::collection::vec((any::<u8>(), 0..60_u32, 1..13_u32, 0..28_u32), 1..40),
        ways in prop::collection::vec(0..5_u8, 1..16),
    ) {
        let mut state = state_over(&dates, 3600);
        press(&mut state, &Key::of_name("L").unwrap());
        // Another lane than the long ones has the cursor, wherever they stand.
        for _ in 0..9 {
            press(&mut state, &Key::of_name("j").unwrap());
        }
        while state.lanes().unwrap().lane().unwrap().items.len() > 1024 {
            press(&mut state, &Key::of_name("j").unwrap());
        }
        for way in ways {
            update(&mut state, scaled_or_panned(way));
            prop_assert_eq!(told(&state), told(&searching(&state)));
        }
        let lanes = &state.lanes().unwrap().lanes.lanes;
        prop_assert!(lanes.iter().any(|lane| lane.items.len() > 1024), "no lane is long");
    }

    #[test]
    fn a_lane_that_is_neither_long_nor_short_is_plotted_as_its_things_are(
        dates in prop::collection::vec((any::<u8>(), 0..60_u32, 1..13_u32, 0..28_u32), 1..40),
        ways in prop::collection::vec(0..5_u8, 1..12),
    ) {
        let mut state = state_of(&dates, 90 * ACTORS, |event| event % ACTORS);
        press(&mut state, &Key::of_name("L").unwrap());
        for way in ways {
            update(&mut state, scaled_or_panned(way));
            prop_assert_eq!(told(&state), told(&searching(&state)));
        }
        let lanes = &state.lanes().unwrap().lanes.lanes;
        prop_assert!(lanes.iter().all(|lane| (65..1024).contains(&lane.items.len())));
    }
}

#[test]
fn a_long_lane_is_plotted_as_its_things_are_where_there_are_more_cells_than_seconds() {
    // Days, a month and a year that go on behind the axis, moments, and what is open.
    let dates = [(0, 0, 1, 0), (4, 0, 1, 0), (6, 0, 1, 0), (7, 0, 1, 0), (8, 0, 1, 0), (5, 0, 1, 0)];
    let mut state = state_of(&dates, 90 * ACTORS, |event| event % ACTORS);
    press(&mut state, &Key::of_name("L").unwrap());
    for _ in 0..60 {
        update(&mut state, Action::Scale(Way::Next));
    }
    for width in [400, 760, 800, 1000, 2000] {
        state.resize((width, 40));
        for pan in [Way::Next, Way::Next, Way::Previous] {
            assert_eq!(told(&state), told(&searching(&state)), "{width}");
            update(&mut state, Action::Pan(pan));
        }
    }
}

#[test]
fn the_lane_of_the_cursor_is_counted_from_afar_and_shown_each_by_itself_from_near() {
    let mut state = state_over(&[(0, 0, 1, 0), (0, 7, 5, 3)], 3600);
    press(&mut state, &Key::of_name("L").unwrap());
    // The lane, how many lines and rows it has, and how much of it lies on the axis.
    let seen = |state: &State| {
        let view = state.lanes().unwrap();
        let (lane, ends) = (view.lane().unwrap(), view.arranged.ends_of(view.cursor.lane).unwrap());
        let plot = view.arranged.plot_of(view.cursor.lane).unwrap();
        let on_axis = lane.items.len() - ends.before - ends.after - ends.undated;
        (lane.items.len(), plot.lines.len(), plot.rows.len(), on_axis)
    };
    let (count, lines, rows, on_axis) = seen(&state);
    assert!(count > 1024 && on_axis > 1024, "{count}, {on_axis} on the axis");
    assert_eq!((lines, rows), (1, 0));
    assert!(is_under_cursor(&state), "the thing under the cursor is not to be seen");
    // Each by itself where one is searched for.
    let searching = searching(&state);
    assert_eq!((seen(&searching).1, seen(&searching).2), (3, count));
    while seen(&state).3 > 1024 {
        update(&mut state, Action::Scale(Way::Next));
    }
    let (_, lines, rows, _) = seen(&state);
    assert_eq!((lines, rows), (3, count));
    assert!(is_under_cursor(&state));
}

/// Is a cell of the lanes, beside their names, drawn as that under the cursor?
fn is_under_cursor(state: &State) -> bool {
    let area = Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(area);
    state.render(area, &mut buffer);
    let (cursor, view) = (state.theme.cursor(), state.lanes().unwrap());
    let names = u16::try_from(view.columns(usize::from(area.width)).gutter).unwrap();
    let is_cursor =
        |(x, y): (u16, u16)| buffer.cell((x, y)).unwrap().style().patch(cursor) == buffer.cell((x, y)).unwrap().style();
    (names + 2..area.width).any(|x| (0..area.height).any(|y| is_cursor((x, y))))
}
