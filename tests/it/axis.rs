//! Time drawn: where dates lie on an axis at every zoom, against arithmetic on instants, and how one moves along it.

use std::fs;

use annals::load::{Loaded, load};
use annals::model::axis::{Axis, Ruler, Viewport};
use annals::model::date::{Date, Instant};
use annals::tui::picture;
use chrono::{Datelike, NaiveDate};
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::desk::Explorer;
use crate::support::{fixture, root, timeline_of};

fn date(text: &str) -> Date {
    Date::parse(text, 0).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}

/// The cell in which an instant lies, found by trying the bounds of each in turn.
fn cell_by_trying(at: i64, from: i64, to: i64, width: usize) -> usize {
    let (at, from, to, wide) = (i128::from(at), i128::from(from), i128::from(to), width as i128);
    let (along, span) = (at - from, to - from + 1);
    let begins_by = |cell: i128| cell * span <= along * wide;
    let holds = |cell: &i128| begins_by(*cell) && !begins_by(cell + 1);
    usize::try_from((0..wide).find(holds).expect("on the axis")).unwrap()
}

/// The first and last cell of what lies between two instants, open where there is none; nothing where it is outside.
fn span_by_trying(
    earliest: Option<i64>,
    latest: Option<i64>,
    (from, to): (i64, i64),
    width: usize,
) -> Option<(usize, usize)> {
    if latest.is_some_and(|latest| latest < from) || earliest.is_some_and(|earliest| earliest > to) {
        return None;
    }
    let cell = |at: i64| cell_by_trying(at.clamp(from, to), from, to, width);
    Some((earliest.map_or(0, cell), latest.map_or(width - 1, cell)))
}

const DAY: i64 = 86_400;

/// Eight stretches of time, from ten minutes to ten thousand years, the first eighth of each before an instant.
fn zooms(around: i64) -> impl Iterator<Item = (i64, i64)> {
    let spans = [600, 3_600, DAY, 14 * DAY, 92 * DAY, 1461 * DAY, 36_524 * DAY, 3_652_425 * DAY];
    spans.into_iter().map(move |span| (around - span / 8, around - span / 8 + span - 1))
}

fn axis((from, to): (i64, i64), width: usize) -> Axis {
    let any = date("2000");
    Axis::over([&*any], width).unwrap().through(Viewport { from: Instant(from), to: Instant(to) })
}

/// The valid dates that others prove their readers with, where they are at hand.
fn corpus() -> Option<Vec<String>> {
    let path = root().join("../shared/samples/edtf/python-edtf-valid.txt");
    let Ok(text) = fs::read_to_string(path) else {
        println!("skipped: samples/edtf is not here");
        return None;
    };
    Some(text.lines().filter(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned()).collect())
}

#[test]
fn every_date_of_the_corpus_is_drawn_from_its_earliest_to_its_latest_cell_at_eight_zooms() {
    let Some(texts) = corpus() else { return };
    let mut drawn = 0;
    for text in texts {
        let Ok(date) = Date::parse(&text, 0) else { continue };
        let (earliest, latest) = (date.earliest().map(|at| at.0), date.latest().map(|at| at.0));
        for around in [earliest, latest].into_iter().flatten().chain([0]) {
            for (window, width) in zooms(around).flat_map(|window| [1, 78, 198].map(|width| (window, width))) {
                let wanted = span_by_trying(earliest, latest, window, width);
                let found = axis(window, width).draw(&date);
                assert_eq!(found.map(|found| (found.first, found.last)), wanted, "{text} in {window:?} at {width}");
                drawn += usize::from(found.is_some());
            }
        }
    }
    assert!(drawn > 1_000, "{drawn}");
}

/// A date with its bounds by another calendar: days since 1970, the last one inclusive; open where there is none.
fn made() -> impl Strategy<Value = (String, Option<i64>, Option<i64>, bool)> {
    let day = (1600..2400_i32, 1..=12_u32, 1..=28_u32);
    (day, 0..7_usize, 0..400_i64, prop::sample::select(vec!["", "~", "?", "%"])).prop_map(
        |((year, month, day), shape, longer, mark)| {
            let number = |year, month, day| {
                i64::from(NaiveDate::from_ymd_opt(year, month, day).unwrap().num_days_from_ce() - 719_163)
            };
            let begin = number(year, month, day);
            let later = NaiveDate::from_ymd_opt(year, month, day).unwrap() + chrono::Days::new(longer.unsigned_abs());
            let this = format!("{year}-{month:02}-{day:02}");
            let end_of_month = if month == 12 { number(year + 1, 1, 1) } else { number(year, month + 1, 1) } - 1;
            let firm = mark.is_empty();
            match shape {
                0 => (format!("{this}{mark}"), Some(begin), Some(begin), firm),
                1 => (format!("{year}-{month:02}{mark}"), Some(number(year, month, 1)), Some(end_of_month), firm),
                2 => (format!("{year}{mark}"), Some(number(year, 1, 1)), Some(number(year, 12, 31)), firm),
                3 => (format!("{this}/{later}"), Some(begin), Some(begin + longer), true),
                4 => (format!("[..{this}]"), None, Some(begin), true),
                5 => (format!("{this}/.."), Some(begin), None, true),
                _ => {
                    let decade = year / 10;
                    (format!("{decade}X"), Some(number(decade * 10, 1, 1)), Some(number(decade * 10 + 9, 12, 31)), true)
                }
            }
        },
    )
}

proptest! {
    #[test]
    fn a_date_is_drawn_as_wide_as_it_is_at_eight_zooms(made in made(), shift in -500..500_i64, width in 1..260_usize) {
        let (text, first, last, firm) = made;
        let date = date(&text);
        let (earliest, latest) = (first.map(|day| day * DAY), last.map(|day| day * DAY + DAY - 1));
        let around = earliest.or(latest).unwrap_or(0) + shift * DAY / 10;
        for (from, to) in zooms(around) {
            let axis = axis((from, to), width);
            let found = axis.draw(&date);
            let wanted = span_by_trying(earliest, latest, (from, to), width);
            prop_assert_eq!(found.map(|found| (found.first, found.last)), wanted, "{} in {:?}", text, (from, to));
            prop_assert_eq!(Ruler::of(&axis).draw(&date), found);
            let Some(found) = found else { continue };
            prop_assert_eq!((found.open_begin, found.open_end), (earliest.is_none(), latest.is_none()));
            prop_assert!(firm || found.certain.is_none(), "about and perhaps are never certain");
            if let Some((a, b)) = found.certain {
                prop_assert!(found.first <= a && a <= b && b <= found.last);
            }
        }
    }

    #[test]
    fn a_ruler_has_an_instant_in_the_cell_that_is_found_by_trying(
        from in -99_999_999_999_999_i64..99_999_999_999_999, power in 0..52_u32, part in 1..=1024_i64,
        width in 1..300_usize, along in 0..=1024_i64, near in 0..300_usize, off in -3..=3_i64,
    ) {
        // From less than a second in a cell to two million years.
        let span = ((1_i64 << power) / 1024 * part).max(part % 7 + 1);
        let ruler = Ruler::of(&axis((from, from + span - 1), width));
        for at in [from + span / 1024 * along + off, ruler.starts()[near % width] + off] {
            let wanted = cell_by_trying(at.clamp(from, from + span - 1), from, from + span - 1, width);
            prop_assert_eq!(ruler.cell(Instant(at)), wanted);
            prop_assert_eq!(ruler.axis().cell(Instant(at)), wanted);
            for from in [0, near % width, wanted.saturating_sub(1), wanted] {
                prop_assert_eq!(ruler.cell_from(from.min(wanted), Instant(at)), wanted);
            }
        }
    }

    #[test]
    fn every_cell_is_a_stretch_of_time_and_together_they_are_all_of_it(
        from in -9_999_999_999_i64..9_999_999_999, span in 1..99_999_999_i64, width in 1..300_usize,
    ) {
        let axis = axis((from, from + span - 1), width);
        prop_assume!(span >= width as i64);
        let mut next = from;
        for cell in 0..width {
            let Viewport { from, to } = axis.stretch(cell);
            prop_assert_eq!(from.0, next);
            prop_assert!(axis.cell(from) == cell && axis.cell(to) == cell && from <= to);
            next = to.0 + 1;
        }
        prop_assert_eq!(next, from + span);
        prop_assert_eq!(axis.stretch(width + 7), axis.stretch(width - 1), "behind the last is the last");
    }

    #[test]
    fn labels_stand_apart_in_order_at_their_instants_and_name_the_year_first(
        from in -70_000_000_000_i64..70_000_000_000, zoom in 0..34_u32, width in 4..300_usize, zone in -12..14_i32,
    ) {
        let to = from + (600 << zoom.min(33)) - 1;
        let any = Date::parse("2000", zone * 60).unwrap();
        let window = Viewport { from: Instant(from), to: Instant(to) };
        let axis = Axis::over([&*any], width).unwrap().through(window);
        let ticks = axis.ticks();
        let year = NaiveDate::from_num_days_from_ce_opt(
            i32::try_from((from + i64::from(zone) * 3600).div_euclid(DAY) + 719_163).unwrap(),
        ).unwrap().year();
        let year = if year < 1 { format!("{} BC", 1 - year) } else { year.to_string() };
        if year.len() <= width {
            prop_assert!(ticks[0].at == 0 && ticks[0].label.starts_with(&year), "{:?} does not begin with {}", ticks, year);
        }
        let mut free = 0;
        let mut before = None;
        for tick in &ticks {
            prop_assert!(tick.at >= free && tick.at + tick.label.len() <= width, "{:?}", ticks);
            prop_assert_eq!(tick.at, cell_by_trying(tick.instant.0, from, to, width));
            prop_assert!(before.is_none_or(|before| before < tick.instant), "{:?}", ticks);
            free = tick.at + tick.label.len() + 1;
            before = Some(tick.instant);
        }
    }
}

#[test]
fn the_first_label_says_as_much_as_there_is_room_for() {
    let at = |from: &str, seconds: i64, width| {
        let from = date(from).earliest().unwrap().0;
        axis((from, from + seconds - 1), width).ticks().into_iter().map(|tick| tick.label).collect::<Vec<_>>()
    };
    assert_eq!(at("2025-03-02T14:30", 3600, 78)[..3], ["2025 Mar 2 14:30", "14:45", "14:50"]);
    assert_eq!(at("2025-03-02T14:30", 3600, 10), ["2025 Mar 2"]);
    assert_eq!(at("2025-12-31T20:00", 8 * 3600, 60), ["2025 Dec 31 20:00", "23:00", "2026 Jan 1", "02:00", "03:00"]);
    assert_eq!(at("2025-02-20", 21 * DAY, 78)[..4], ["2025 Feb 20", "24", "25", "26"]);
    assert!(at("2025-02-20", 21 * DAY, 78).contains(&"Mar 1".to_owned()));
    assert_eq!(at("2025-02-20", 21 * DAY, 8), ["2025 Feb"]);
    assert_eq!(at("2019-11-05", 900 * DAY, 78)[..3], ["2019 Nov", "2020 Apr", "Oct"]);
    assert_eq!(at("1890", 36_524 * DAY, 78)[..3], ["1890", "1900", "1910"]);
    assert_eq!(at("2025", 36_524 * DAY, 3), [""; 0]);
}

#[test]
fn a_stretch_of_time_is_a_date_to_the_day_or_the_minute() {
    let (from, days) = (date("2025-03-02").earliest().unwrap().0, 30 * DAY);
    assert_eq!(axis((from, from + days), 80).date().unwrap().words(), "2 Mar – 1 Apr 2025");
    assert_eq!(axis((from, from + 3_599), 80).date().unwrap().words(), "2 Mar 2025 00:00 – 00:59");
}

impl Explorer {
    /// The rows of the axis and the last line.
    fn time(&self) -> String {
        let screen = picture::text(&self.buffer());
        let lines: Vec<&str> = screen.lines().collect();
        [&lines[1..4], &lines[lines.len() - 1..]].concat().join("\n")
    }

    fn axis(&self) -> Axis {
        self.0.strip.as_ref().unwrap().axis
    }

    /// The cell in which the current event begins.
    fn cell(&self) -> usize {
        self.axis().cell(self.0.timeline.event(self.0.event().unwrap()).date().unwrap().earliest().unwrap())
    }
}

fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).unwrap()
}

#[test]
fn the_axis_looks_nearer_and_wider_and_keeps_the_row_and_its_cell() {
    for nth in [4, 8, 20] {
        let mut explorer = Explorer::on(coalition(), (80, 24)).keys(&"j ".repeat(nth));
        let (row, cell, whole) = (explorer.0.row, explorer.cell(), explorer.axis());
        let mut span = whole.viewport().span();
        for step in 0..30 {
            let key = if step % 2 == 0 { "+" } else { "=" };
            explorer = explorer.keys(key);
            let nearer = explorer.axis().viewport().span();
            assert!(nearer < span || nearer == 600, "{nearer} after {step}");
            span = nearer;
            assert_eq!((explorer.0.row, explorer.cell()), (row, cell), "after {step}");
        }
        assert_eq!(span, 600, "ten minutes");
        for _ in 0..30 {
            explorer = explorer.keys("-");
            assert!(explorer.0.viewport.is_none() || explorer.cell() == cell);
        }
        assert_eq!((explorer.axis(), explorer.0.viewport), (whole, None));
        assert_eq!(explorer.keys("+ + + + 0").axis(), whole);
    }
}

#[test]
fn the_axis_moves_along_and_the_cursor_stays() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("+ + +");
    let (row, first) = (explorer.0.row, explorer.axis().viewport());
    let explorer = explorer.keys(") )");
    let second = explorer.axis().viewport();
    assert_eq!((second.from.0 - first.from.0, second.span()), (first.span() / 2 * 2, first.span()));
    assert_eq!(explorer.0.row, row);
    let mut explorer = explorer.keys("S-Right");
    for _ in 0..40 {
        explorer = explorer.keys(")");
    }
    let whole = explorer.0.strip.as_ref().unwrap().whole;
    assert_eq!(explorer.axis().viewport().to, whole.to, "to the end and no further");
    assert!(explorer.time().contains("nothing later"), "{}", explorer.time());
    assert!(explorer.time().contains("\n«14"), "{}", explorer.time());
    let explorer = explorer.keys("j");
    let date = explorer.0.timeline.event(explorer.0.event().unwrap()).date().unwrap();
    assert!(explorer.axis().draw(date).is_some(), "a step of the cursor takes the axis with it");
    assert_eq!(explorer.axis().viewport().span(), first.span());
    let mut explorer = explorer.keys("S-Left");
    for _ in 0..40 {
        explorer = explorer.keys("(");
    }
    assert_eq!(explorer.axis().viewport().from, whole.from);
}

#[test]
fn every_step_in_the_list_has_the_event_in_sight() {
    let mut explorer = Explorer::on(fixture("harbour.yaml"), (80, 24)).keys("+ + + + + +");
    for key in "j j } } { j j G g } }".split(' ') {
        explorer = explorer.keys(key);
        let date = explorer.0.timeline.event(explorer.0.event().unwrap()).date();
        assert!(date.is_none_or(|date| explorer.axis().draw(date).is_some()), "{key}: {}", explorer.time());
    }
    let filtered = explorer.keys("g + + f osei Enter");
    let date = filtered.0.timeline.event(filtered.0.event().unwrap()).date().unwrap();
    assert!(filtered.axis().draw(date).is_some(), "a filter too");
}

#[test]
fn the_numbers_at_the_ends_are_those_of_the_events_outside() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("j j j j j j + + + )");
    let strip = explorer.0.strip.as_ref().unwrap();
    let window = explorer.axis().viewport();
    let dates = || explorer.0.rows.events().iter().filter_map(|event| explorer.0.timeline.event(*event).date());
    let before = dates().filter(|date| date.latest().is_some_and(|latest| latest < window.from)).count();
    let after = dates().filter(|date| date.earliest().is_some_and(|earliest| earliest > window.to)).count();
    assert!(before > 0 && after > 0);
    assert_eq!((strip.before, strip.after), (before, after));
    let time = explorer.time();
    assert!(time.contains(&format!("{before} before, {after} behind")), "{time}");
}

#[test]
fn what_a_range_covers_is_what_its_events_cover() {
    let mut yaml = String::from("annals: 1\nevents:\n");
    for nth in 0..1500 {
        let (year, month) = (1990 + nth * 7 % 31, nth % 12 + 1);
        let date = if nth % 5 == 0 { format!("{year}-{month:02}/{}", year + 1) } else { format!("{year}-{month:02}") };
        yaml.push_str(&format!("  - {{ title: T{nth}, date: {date} }}\n"));
    }
    let explorer = Explorer::on(timeline_of("many.yaml", &yaml), (120, 40)).keys("+ +");
    let (state, strip) = (&explorer.0, explorer.0.strip.as_ref().unwrap());
    for range in [0..0, 3..4, 0..256, 1..600, 255..1025, 256..1500, 0..1500, 700..9000] {
        let mut wanted = vec![false; strip.axis.width()];
        for row in range.clone().filter(|row| *row < state.rows.len()) {
            let date = state.timeline.event(state.rows.event(row).unwrap()).date().unwrap();
            if let Some(drawn) = strip.axis.draw(date) {
                wanted[drawn.first..=drawn.last].fill(true);
            }
        }
        assert_eq!(strip.covered(state.in_time(), range.clone()), wanted, "{range:?}");
    }
}

#[test]
fn a_cell_without_a_mark_is_one_in_which_nothing_can_lie() {
    let yaml = "annals: 1\nevents:\n  - { title: A, date: 2025-01-02 }\n  - { title: B, date: 2025-01-20/2025-01-25 }\n  - { title: C, date: 2025-02~ }\n  - { title: D, date: 2025-03-31 }\n";
    let explorer = Explorer::on(timeline_of("gaps.yaml", yaml), (80, 24));
    assert_snapshot!("axis_with_gaps", explorer.time());
    assert_snapshot!("axis_with_gaps_in_ascii", explorer.plain().keys("v j").time());
}

#[test]
fn the_axis_at_many_zooms() {
    let at = |keys| Explorer::on(coalition(), (80, 24)).keys(keys).time();
    let all = [
        "",
        "+",
        "+ +",
        "+ + + + +",
        "j j j j j j + + + + + + + + + +",
        "G + + + (",
        "v j j j j j + +",
        "d 2025-05 Enter + ) ) )",
    ];
    let screens: Vec<String> = all.iter().map(|keys| format!("keys: {keys}\n{}", at(keys))).collect();
    assert_snapshot!("axis_at_many_zooms", screens.join("\n\n"));
    assert_snapshot!(
        "axis_on_a_low_screen",
        picture::styles(&Explorer::on(coalition(), (80, 16)).keys("j v j + +").buffer())
    );
}

#[test]
fn a_place_on_the_axis_stands_for_its_time_and_the_first_row_in_it() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("+ +");
    let (state, axis) = (&explorer.0, explorer.axis());
    for column in 0..80_u16 {
        let cell = usize::from(column).saturating_sub(1).min(77);
        for row in 1..4 {
            assert_eq!(state.time_at(column, row), Some(axis.stretch(cell)));
        }
        let Some(row) = state.first_row_in(axis.stretch(cell)) else { continue };
        let drawn = axis.draw(state.timeline.event(state.rows.event(row).unwrap()).date().unwrap()).unwrap();
        assert!((drawn.first..=drawn.last).contains(&cell), "row {row} is not drawn in {cell}");
    }
    assert_eq!([(80, 2), (5, 0), (5, 4)].map(|(column, row)| state.time_at(column, row)), [None; 3]);
    assert_eq!(state.first_row_in(axis.stretch(0)), Some(0), "it begins there");
}

#[test]
fn a_timeline_without_dates_has_no_axis_to_move_along() {
    let explorer = Explorer::on(timeline_of("none.yaml", "annals: 1\nevents: [{ title: T }]\n"), (80, 24)).keys("+");
    assert!(picture::text(&explorer.buffer()).contains("nothing here has a date"));
    let _ = explorer.keys("- 0 ( )").buffer();
}

#[test]
fn what_only_ends_is_drawn_before_its_end() {
    let yaml = "annals: 1\nevents: [{ title: T, date: '[..2010-05]' }]\n";
    let loaded = crate::support::timeline_of("t.yaml", yaml);
    let screen = annals::tui::picture::text(&annals::tui::shot(
        loaded,
        annals::tui::origin::Origin::default(),
        annals::tui::theme::Theme::DARK,
        (80, 24),
        "",
    ));
    let labels = screen.lines().nth(1).unwrap_or_default();
    assert!(labels.contains("2010 May 31") && !labels.contains("Jun"), "{labels}");
}
