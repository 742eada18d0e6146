//! The axis measured without a look at each date says what a look at each of them says.

use std::fmt::Write;
use std::sync::Arc;

use annals::evidence::Ledger;
use annals::model::axis::{Axis, Viewport};
use annals::model::date::{Instant, When};
use annals::model::document::Status;
use annals::tui::action::{Action, Way};
use annals::tui::density::density;
use annals::tui::origin::Origin;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::update;
use proptest::prelude::*;
use tui_input::InputRequest;

use crate::support::timeline_of;

/// Dates of every kind, from a year, a month and a day.
const DATES: &[fn(u32, u32, u32) -> String] = &[
    |year, month, day| format!("{year}-{month:02}-{day:02}"),
    |year, month, day| format!("{year}-{month:02}-{day:02}~"),
    |year, month, day| format!("{year}-{month:02}-{day:02}T{:02}:{:02}", day % 24, month * 4),
    |year, month, day| format!("{year}-{month:02}-{day:02}T12:00:{:02}Z", day % 60),
    |year, month, _| format!("{year}-{month:02}"),
    |year, month, _| format!("{year}-{month:02}?"),
    |year, _, _| year.to_string(),
    |year, _, _| format!("{}X", year / 10),
    |year, month, day| format!("{year}-{month:02}-{day:02}/{}-{month:02}", year + day % 3),
    |year, month, _| format!("{year}-{month:02}/.."),
    |year, month, _| format!("../{year}-{month:02}"),
    |year, _, _| format!("{year}~/{}?", year + 2),
];

/// How many tags there are, one on each event with a date.
const TAGS: u32 = 5;

/// A state over events with such dates, two of which are in an open dispute.
fn state_over(dates: &[(usize, u32, u32, u32)], size: (u16, u16)) -> State {
    let mut yaml = String::from("annals: 1\ntitle: Many\nevents:\n");
    for (sort, year, month, day) in dates {
        let date = DATES[sort % DATES.len()](1990 + year, *month, *day);
        let _ = writeln!(yaml, "  - {{ date: {date:?}, title: Something, tags: [t{}] }}", (month + day) % TAGS);
    }
    yaml.push_str("  - title: Without a date\n");
    let _ = writeln!(
        yaml,
        "disputes:\n  - {{ question: Which, sides: [{{ event: '@1' }}, {{ event: '@{}' }}] }}",
        dates.len().div_ceil(2)
    );
    State::new(timeline_of("many.yaml", &yaml), Origin::default(), Theme::DARK, size)
}

#[test]
fn verdicts_leave_the_dates_of_all_events_as_they_are() {
    let mut state = state_over(&[(0, 1, 2, 3), (4, 2, 2, 3)], (80, 24));
    let dates = |state: &State| Arc::clone(&state.all_dates);
    let before = dates(&state);
    let ledger = Ledger::new(&state.whole, &state.origin.shelf());
    state.take_ledger(ledger);
    update(&mut state, Action::Filter);
    update(&mut state, Action::Type('s'));
    assert_eq!(state.rows.len(), 2);
    assert!(Arc::ptr_eq(&before, &dates(&state)), "a letter of a filter does not wait for them to be made anew");
}

fn when_of(state: &State, row: usize) -> Option<&When> {
    state.timeline.event(state.rows.event(row)?).when()
}

/// The cells that some rows may lie in, each looked at.
fn looked_at(state: &State, rows: impl Iterator<Item = usize>) -> Vec<bool> {
    let axis = state.strip.as_ref().unwrap().axis;
    let mut covered = vec![false; axis.width()];
    for drawn in rows.filter_map(|row| axis.draw(when_of(state, row)?)) {
        covered[drawn.first..=drawn.last].fill(true);
    }
    covered
}

fn check(state: &State, (from, to): (usize, usize)) -> Result<(), TestCaseError> {
    let strip = state.strip.as_ref().unwrap();
    let whens = || (0..state.rows.len()).filter_map(|row| when_of(state, row));
    let wanted = density(&strip.axis, whens().map(|when| (when, 1)));
    prop_assert_eq!(Some(strip.whole), Axis::over(whens(), strip.axis.width()).map(|axis| axis.viewport()));
    let is_disputed = |row: &usize| {
        let event = state.rows.event(*row);
        event.is_some_and(|event| state.timeline.is_in_dispute(event, Status::Open))
    };
    let disputed = (0..state.rows.len()).filter(is_disputed);
    let disputed: Vec<usize> = disputed.filter_map(|row| Some(strip.axis.draw(when_of(state, row)?)?.first)).collect();
    for (cell, (found, wanted)) in strip.density.iter().zip(&wanted).enumerate() {
        prop_assert_eq!(found.disputed, disputed.contains(&cell));
        prop_assert_eq!(found.certain, wanted.certain);
        prop_assert_eq!(found.height == 0, wanted.height == 0);
        // Shares are summed up in another order, and may be rounded to another side.
        prop_assert!(found.height.abs_diff(wanted.height) <= 1, "{:?} is not {:?}", found, wanted);
    }
    let aside = |side: fn(std::cmp::Ordering) -> bool| whens().filter(|when| side(strip.axis.side(when))).count();
    prop_assert_eq!((strip.before, strip.after), (aside(|side| side.is_lt()), aside(|side| side.is_gt())));
    let rows = from.min(to)..from.max(to);
    prop_assert_eq!(strip.covered(state.in_time(), rows.clone()), looked_at(state, rows));
    prop_assert_eq!(strip.covered(state.in_time(), 0..state.rows.len()), looked_at(state, 0..state.rows.len()));
    Ok(())
}

/// The first row in a stretch of time, each looked at.
fn first_in(state: &State, Viewport { from, to }: Viewport) -> Option<usize> {
    let find =
        |holds: &dyn Fn(&When) -> bool| (0..state.rows.len()).find(|row| when_of(state, *row).is_some_and(holds));
    let begins = |when: &When| when.instant().is_some_and(|at| from <= at && at <= to);
    let touches = |when: &When| when.earliest().is_none_or(|at| at <= to) && when.latest().is_none_or(|at| at >= from);
    find(&begins).or_else(|| find(&touches))
}

/// The same where dates are so many that they are shared out among threads.
#[test]
fn the_axis_of_many_dates_is_what_a_look_at_each_gives() {
    let dates: Vec<(usize, u32, u32, u32)> =
        (0..60_000_u32).map(|nth| (nth as usize * 7, nth / 3 % 30, nth / 5 % 12 + 1, nth / 11 % 28 + 1)).collect();
    let mut state = state_over(&dates, (100, 40));
    for filter in ["", "tag:t1", "NOT tag:t2 to:1992", "tag:t0 on:1991-01-01", "tag:t0 on:1991-01-01T08:04"] {
        update(&mut state, Action::Filter);
        update(&mut state, Action::Edits(InputRequest::DeleteLine));
        state.paste(filter);
        update(&mut state, Action::Accept);
        assert_eq!(state.filter.text, filter);
        for _ in 0..2 {
            state.row = state.rows.len() / 2;
            check(&state, (state.rows.len() / 3, state.rows.len().saturating_sub(1))).unwrap();
            update(&mut state, Action::Reverse);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_axis_is_what_a_look_at_each_date_gives(
        dates in prop::collection::vec((0..24_usize, 0..30_u32, 1..13_u32, 1..29_u32), 1..2200),
        reversed in any::<bool>(),
        filter in prop::option::of((0..TAGS, prop::sample::select(&["", " to:1992"]))),
        row in any::<prop::sample::Index>(),
        (from, to) in (0..2300_usize, 0..2300_usize),
        ways in prop::collection::vec(0..4_u8, 0..14),
        width in 20..200_u16,
    ) {
        let mut state = state_over(&dates, (width, 40));
        if reversed {
            update(&mut state, Action::Reverse);
        }
        // One keeps many of the dates, the other few.
        if let Some((tag, more)) = filter {
            update(&mut state, Action::Filter);
            state.paste(&format!("tag:t{tag}{more}"));
            update(&mut state, Action::Accept);
        }
        prop_assume!(state.strip.is_some());
        state.row = row.index(state.rows.len());
        check(&state, (from, to))?;
        for way in ways {
            let action = match way {
                0 | 1 => Action::Scale(Way::Next),
                2 => Action::Pan(Way::Next),
                _ => Action::Pan(Way::Previous),
            };
            update(&mut state, action);
            check(&state, (from, to))?;
            let axis = state.strip.as_ref().unwrap().axis;
            for cell in [0, axis.width() / 3, axis.width() - 1] {
                prop_assert_eq!(state.first_row_in(axis.stretch(cell)), first_in(&state, axis.stretch(cell)));
            }
        }
        let always = Viewport { from: Instant(i64::MIN + 1), to: Instant(i64::MAX - 1) };
        prop_assert_eq!(state.first_row_in(always), first_in(&state, always));
    }
}
