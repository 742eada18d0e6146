//! The model's dates against days counted one by one.

use std::cmp::Ordering;

use annals::model::axis::{Axis, Unit};
use annals::model::date::{Answer, DAY, Date, Day, Instant};
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use proptest::prelude::*;

use crate::oracle::{FAR_FUTURE, FAR_PAST, Meaning, meaning, number};

const OFFSETS: [i32; 4] = [0, 120, -330, 840];

fn read(meaning: &Meaning, offset: i32) -> Date {
    Date::parse(&meaning.text, offset).unwrap_or_else(|fault| panic!("{}: {fault:?}", meaning.text))
}

fn start(day: i64, offset: i32) -> Option<Instant> {
    (day != FAR_PAST && day != FAR_FUTURE).then(|| Instant(day * DAY - i64::from(offset) * 60))
}

fn end(day: i64, offset: i32) -> Option<Instant> {
    start(day, offset).map(|start| Instant(start.0 + DAY - 1))
}

/// What holds of all days is certain, of some possible; signs of doubt never let it be certain.
fn answer(holds: impl Fn(&i64) -> bool, days: &[i64], vague: bool) -> Answer {
    match (days.iter().all(&holds), days.iter().any(&holds)) {
        (true, _) if !vague => Answer::Certainly,
        (_, true) => Answer::Possibly,
        _ => Answer::No,
    }
}

/// Gaps may make an interval's answer less sure than its days are, never surer.
fn agrees(got: Answer, wanted: Answer, gaps: bool) -> bool {
    got == wanted || (gaps && got == Answer::Possibly)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bounds_are_the_first_and_last_day(date in meaning(), offset in prop::sample::select(&OFFSETS[..])) {
        let read = read(&date, offset);
        prop_assert_eq!(read.earliest(), start(date.first_begin(), offset));
        prop_assert_eq!(read.latest(), end(date.last_end(), offset));
        prop_assert_eq!(read.text(), &date.text);
        prop_assert_eq!(read.is_approximate() || read.is_uncertain(), date.vague);
        let inner = (read.begin().hi, read.end().lo);
        let days = (end(date.last_begin(), offset), start(date.first_end(), offset));
        if date.gaps {
            prop_assert!(inner.0 >= days.0 && inner.1 <= days.1, "{:?} is narrower than {:?}", inner, days);
        } else {
            prop_assert_eq!(inner, days);
        }
    }

    #[test]
    fn from_and_to_answer_over_all_completions(date in meaning(), mark in meaning()) {
        let (read, marked) = (read(&date, 0), read(&mark, 0));
        let (first, last) = (mark.first_begin(), mark.last_end());
        if first != FAR_PAST {
            let wanted = answer(|day| *day >= first, &date.ends, date.vague);
            let got = read.from(&marked);
            prop_assert!(agrees(got, wanted, date.gaps), "{} from {}: {:?}, not {:?}", date.text, mark.text, got, wanted);
        }
        if last != FAR_FUTURE {
            let wanted = answer(|day| *day <= last, &date.begins, date.vague);
            let got = read.to(&marked);
            prop_assert!(agrees(got, wanted, date.gaps), "{} to {}: {:?}, not {:?}", date.text, mark.text, got, wanted);
        }
        let before = date.last_end() < mark.first_begin() && !date.vague && !mark.vague;
        prop_assert_eq!(read.is_certainly_before(&marked), before);
        if !date.gaps && !mark.gaps {
            let begins = date.first_begin() <= mark.last_begin() && mark.first_begin() <= date.last_begin();
            let ends = date.first_end() <= mark.last_end() && mark.first_end() <= date.last_end();
            prop_assert_eq!(read.may_equal(&marked), begins && ends, "{} and {}", date.text, mark.text);
            prop_assert!(read.may_equal(&read));
        }
    }

    #[test]
    fn order_is_by_the_earliest_then_the_latest_day(a in meaning(), b in meaning()) {
        let key = |date: &Meaning| {
            let first = if date.first_begin() == FAR_PAST { date.last_end() } else { date.first_begin() };
            (if first == FAR_FUTURE { (i64::MAX, 0) } else { (first, i64::from(date.first_begin() == FAR_PAST)) }, date.last_end())
        };
        prop_assert_eq!(read(&a, 0).order(&read(&b, 0)), key(&a).cmp(&key(&b)), "{} and {}", a.text, b.text);
        prop_assert_eq!(read(&a, 0).order(&read(&a, 0)), Ordering::Equal);
    }

    #[test]
    fn a_clock_is_as_wide_as_it_is_written(
        day in -700_000..2_900_000_i32, second in 0..86_400_u32, has_seconds: bool, space: bool,
        fraction in prop::option::of(0..1000_u32), zone in prop::option::of(-18 * 60 + 1..18 * 60_i32), own in prop::sample::select(&OFFSETS[..]),
    ) {
        let day = NaiveDate::from_num_days_from_ce_opt(719_163 + day).expect("in range");
        prop_assume!((0..=9999).contains(&day.year()));
        let second = if has_seconds { second } else { second - second % 60 };
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).expect("in range");
        let zone_text = zone.map(|zone| format!("{}{:02}:{:02}", if zone < 0 { '-' } else { '+' }, zone.abs() / 60, zone.abs() % 60));
        let fraction = fraction.filter(|_| has_seconds).map(|fraction| format!(".{fraction:03}"));
        let text = format!(
            "{day}{}{}{}{}",
            if space { ' ' } else { 'T' },
            time.format(if has_seconds { "%H:%M:%S" } else { "%H:%M" }),
            fraction.unwrap_or_default(),
            zone_text.unwrap_or_default(),
        );
        let zone = FixedOffset::east_opt(zone.unwrap_or(own) * 60).expect("in range");
        let moment = zone.from_local_datetime(&day.and_time(time)).single().expect("no summer time").timestamp();
        let read = Date::parse(&text, own).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        prop_assert_eq!(read.earliest(), Some(Instant(moment)), "{}", text);
        prop_assert_eq!(read.latest(), Some(Instant(moment + if has_seconds { 0 } else { 59 })), "{}", text);
    }

    #[test]
    fn days_are_numbered_as_chrono_numbers_them(n in -96_000_000..95_000_000_i32) {
        let Some(day) = NaiveDate::from_num_days_from_ce_opt(n) else { return Ok(()) };
        let ours = Day { year: day.year().into(), month: day.month().try_into().expect("small"), day: day.day().try_into().expect("small") };
        prop_assert_eq!(ours.number(), Some(number(day)));
        prop_assert_eq!(Day::of_number(number(day)), ours);
    }

    #[test]
    fn day_numbers_are_dense_beyond_chrono(n in -106_000_000_000_000..106_000_000_000_000_i64) {
        prop_assert_eq!(Day::of_number(n).number(), Some(n));
        prop_assert_eq!(Day::of_number(n + 1).number(), Some(n + 1));
        prop_assert!(Day::of_number(n) < Day::of_number(n + 1));
    }

    #[test]
    fn nothing_makes_the_reader_panic(text in "[0-9XYES~?%./,:TZ \\[\\]{}+-]{0,24}|\\PC{0,16}", offset in -1080..1080_i32) {
        if let Ok(date) = Date::parse(&text, offset) {
            prop_assert!(date.earliest().zip(date.latest()).is_none_or(|(first, last)| first <= last));
            prop_assert!(!date.words().is_empty());
        }
    }
}

#[test]
fn every_day_of_four_hundred_years() {
    let first = NaiveDate::from_ymd_opt(1800, 1, 1).expect("a day");
    for day in first.iter_days().take(146_097) {
        let read = Date::parse(&day.to_string(), 0).expect("a day");
        assert_eq!(read.earliest(), start(number(day), 0), "{day}");
        assert_eq!(read.latest().map(|at| at.day(0).to_string()), Some(day.to_string()));
    }
}

#[test]
fn the_extremes_have_numbers_or_none() {
    for day in [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::from_ymd_opt(0, 2, 29).expect("a leap day")] {
        let ours = Day::of_number(number(day));
        assert_eq!(
            (ours.year, u32::from(ours.month), u32::from(ours.day)),
            (day.year().into(), day.month(), day.day())
        );
    }
    for year in [i64::MIN, i64::MAX] {
        assert_eq!(Day { year, month: 1, day: 1 }.number(), None);
    }
    assert_eq!(Day { year: 290_000_000_000, month: 1, day: 1 }.start(0).map(|at| at.0 > 0), Some(true));
    assert_eq!(Day { year: 300_000_000_000, month: 1, day: 1 }.start(0), None);
    assert!(Day::of_number(i64::MAX).year > 0 && Day::of_number(i64::MIN).year < 0);
}

#[test]
fn hours_are_those_of_the_zone() {
    for (offset, zone) in [(0, "Z"), (330, "+05:30"), (-210, "-03:30"), (765, "+12:45")] {
        let date = |text: &str| Date::parse(&format!("{text}{zone}"), offset).expect("a date");
        let (from, to) = (date("2024-03-05T09:00"), date("2024-03-05T21:00"));
        let axis = Axis::over([&*from, &*to], 120).expect("bounded");
        assert_eq!(axis.unit(), Unit::Hours(1));
        let hour = |text: &str| date(text).earliest().expect("bounded");
        assert_eq!(axis.floor(hour("2024-03-05T10:20")), hour("2024-03-05T10:00"), "{zone}");
        assert_eq!(axis.next(hour("2024-03-05T10:20")), hour("2024-03-05T11:00"), "{zone}");
        assert_eq!(axis.ticks()[1].at, axis.cell(hour("2024-03-05T15:00")), "{zone}");
    }
}
