//! The common forms of dates are read as the whole grammar reads them.

use annals::model::date::{Date, When};
use proptest::prelude::*;

fn assert_alike(text: &str, offset: i32) {
    let (quick, full) = (Date::parse(text, offset), Date::parse_by_grammar(text, offset));
    assert_eq!(quick, full, "{text} {offset}");
    assert_eq!(When::of(text, offset), full.ok().as_deref().copied(), "{text} {offset}");
}

/// Ends of intervals and dates, well and badly written.
const PARTS: &[&str] = &[
    "",
    "..",
    "0000",
    "0004",
    "1900",
    "1950",
    "2000",
    "2024",
    "9999",
    "195X",
    "19XX",
    "1XXX",
    "XXXX",
    "X950",
    "19X0",
    "2024-01",
    "2024-12",
    "2024-00",
    "2024-13",
    "2024-21",
    "2024-X1",
    "2024-XX",
    "1900-02",
    "2024-02-29",
    "2023-02-29",
    "1900-02-29",
    "2000-02-29",
    "2024-04-30",
    "2024-04-31",
    "2024-12-31",
    "2024-12-32",
    "2024-12-00",
    "2024-03-XX",
    "-044",
    "-0044",
    "+2024",
    "20241",
    "2024-3",
    "2024-3-5",
    "2024-03-5",
    "2024/03",
    "2024-03-05T10:30",
    "2024-03-05T24:00",
    "2024-03-05T23:60",
    "2024-03-05T10.30",
    "2024-03-05 10:30",
    "2024-03-05T10:30Z",
    "2024-03-05T1:300",
    "2024-03-32T10:30",
    "２０２４",
    "2024 ",
    " 2024",
    "2O24",
    "Y2024",
    "2024-03~-05",
    "~2024",
    "...",
];

const MARKS: &[&str] = &["", "~", "?", "%", "~?", "X", "~~"];

#[test]
fn dates_and_intervals_of_every_form() {
    for offset in [0, 120, -330] {
        for (first, mark) in PARTS.iter().flat_map(|part| MARKS.iter().map(move |mark| (part, mark))) {
            assert_alike(&format!("{first}{mark}"), offset);
        }
    }
    for (first, last) in PARTS.iter().flat_map(|first| PARTS.iter().map(move |last| (first, last))) {
        for (one, other) in [("", ""), ("~", ""), ("", "?"), ("%", "~")] {
            assert_alike(&format!("{first}{one}/{last}{other}"), 0);
        }
    }
}

proptest! {
    #[test]
    fn days_of_every_year(year in 0..10_000, month in 0..14, day in 0..33, offset in -1080..1080) {
        assert_alike(&format!("{year:04}-{month:02}-{day:02}"), offset);
        assert_alike(&format!("{year:04}-{month:02}-{day:02}T{day:02}:{month:02}"), offset);
        assert_alike(&format!("{year:04}-{month:02}"), offset);
    }

    #[test]
    fn signs_in_any_order(text in "[0-9X~?%/.T:-]{1,18}") {
        assert_alike(&text, 0);
    }

    #[test]
    fn days_with_a_sign_changed(at in 0..21_usize, sign in "[0-9X~?%/.T: -]", text in "20[0-9]{2}-[01][0-9]-[0-3][0-9](/20[0-9]{2}-[01][0-9]|T[0-2][0-9]:[0-5][0-9])?") {
        let mut text = text;
        if at < text.len() {
            text.replace_range(at..=at, &sign);
        }
        assert_alike(&text, 60);
    }
}
