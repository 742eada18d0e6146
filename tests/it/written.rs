//! Dates as people write them: what is read, what is hinted at, what is said back.

use annals::model::date::{Date, Instant};

/// Every text with what to write instead, as the hint of its fault says.
const HINTED: &[(&str, &str)] = &[
    ("2024-3-5", "write 2024-03-05"),
    ("2024/03/05", "write 2024-03-05"),
    ("2024.3.5", "write 2024-03-05"),
    ("20240102", "write 2024-01-02"),
    ("2024-3", "write 2024-03"),
    ("5 March 2024", "write 2024-03-05"),
    ("5th March, 2024", "write 2024-03-05"),
    ("March 5, 2024", "write 2024-03-05"),
    ("5 Mar 2024", "write 2024-03-05"),
    ("5 MAR. 2024", "write 2024-03-05"),
    ("March 2024", "write 2024-03"),
    ("05/03/2024", "write 2024-03-05 or 2024-05-03"),
    ("03/03/2024", "write 2024-03-03"),
    ("13/03/2024", "write 2024-03-13"),
    ("31.12.2024", "write 2024-12-31"),
    ("1950s", "write 195X"),
    ("1900s", "write 190X or 19XX"),
    ("19th century", "write 18XX"),
    ("c. 1950", "write 1950~"),
    ("circa 1950", "write 1950~"),
    ("about May 2024", "write 2024-05~"),
    ("ca. 5 May 2024", "write 2024-05-05~"),
    ("2024-06/2024-05", "write 2024-05/2024-06"),
    ("spring 2024", "write 2024-21"),
    ("Autumn 2024", "write 2024-23"),
    ("by May 2024", "write [..2024-05]"),
    ("until 5 May 2024", "write ../2024-05-05"),
    ("since March 2024", "write 2024-03/.."),
    ("2024-3-5 10:30", "write 2024-03-05T10:30"),
    ("5 March 2024 10:30", "write 2024-03-05T10:30"),
    ("2024-03-05T9:30", "write 2024-03-05T09:30"),
    ("5 March 2024, 9:05:00", "write 2024-03-05T09:05:00"),
];

#[test]
fn what_people_write_is_hinted_at() {
    for (text, hint) in HINTED {
        let fault = Date::parse(text, 0).expect_err(text);
        assert_eq!(fault.hint, *hint, "{text}");
        for meant in hint.trim_start_matches("write ").split(" or ") {
            Date::parse(meant, 0).unwrap_or_else(|fault| panic!("the hint {meant} for {text}: {fault:?}"));
        }
    }
}

#[test]
fn a_month_is_said_to_have_its_days() {
    let hint = |text| Date::parse(text, 0).expect_err(text).hint;
    assert_eq!(hint("2024-02-30"), "February 2024 has 29 days");
    assert_eq!(hint("2100-02-29"), "February 2100 has 28 days");
    assert_eq!(hint("2024-12-32"), "December 2024 has 31 days");
    assert!(hint("2024-13-01").starts_with("a date is EDTF"));
}

/// What cannot be read at all, with the byte at fault and a part of the message.
const REFUSED: &[(&str, usize, &str)] = &[
    ("2024-02-30", 8, "day is out of range"),
    ("2023-02-29", 8, "day is out of range"),
    ("2024-13-01", 5, "month"),
    ("2024-03-05T24:00", 11, "the hour is 00 to 23"),
    ("2024-03-05T10:60", 14, "minutes are 00 to 59"),
    ("2024-03-05T10:30:61", 17, "seconds are 00 to 60"),
    ("2024-03-05T10:30+99:00", 16, "a zone is"),
    ("2024-03-05T10:30+2", 16, "a zone is"),
    ("2024-03-05T10:30:00.", 17, "seconds are 00 to 60"),
    ("2024-03T10:30", 0, "exact day"),
    ("10:30", 0, "a clock time stands behind a day"),
    ("2024-06/2024-05", 8, "end"),
    ("2024-03-05T10:30/2024-03-05T10:29", 0, "its end is before its begin"),
    ("2024-03-05/2024-02-30T10:00", 19, "day is out of range"),
    ("[1667, 1668, 17]", 14, "year must have exactly four digits"),
    ("[20 24]", 3, "whitespace"),
    ("Y9E18", 0, "out of range"),
    ("2024/Y9E18", 0, "out of range"),
    ("-Y1", 1, "year"),
    ("", 0, "empty"),
    ("yesterday", 0, "year"),
];

#[test]
fn what_cannot_be_read_is_refused_at_its_place() {
    for (text, at, message) in REFUSED {
        let fault = Date::parse(text, 0).expect_err(text);
        assert!(fault.message.contains(message), "{text}: {}", fault.message);
        assert_eq!(fault.at, *at, "{text}: {}", fault.message);
        assert!(!fault.hint.is_empty());
    }
}

/// A text, the zone of its timeline in minutes, and the first and last second in UTC.
const BOUNDS: &[(&str, i32, Option<&str>, Option<&str>)] = &[
    ("2024-03-05 10:30", 0, Some("2024-03-05T10:30:00Z"), Some("2024-03-05T10:30:59Z")),
    ("2024-03-05T10:30", 120, Some("2024-03-05T08:30:00Z"), Some("2024-03-05T08:30:59Z")),
    ("2024-03-05T10:30Z", 120, Some("2024-03-05T10:30:00Z"), Some("2024-03-05T10:30:59Z")),
    ("2024-03-05T10:30+02", 0, Some("2024-03-05T08:30:00Z"), Some("2024-03-05T08:30:59Z")),
    ("2024-03-05T23:30:00-05:30", 0, Some("2024-03-06T05:00:00Z"), Some("2024-03-06T05:00:00Z")),
    ("2024-03-05T10:30:15.250", 0, Some("2024-03-05T10:30:15Z"), Some("2024-03-05T10:30:15Z")),
    ("2016-12-31T23:59:60Z", 0, Some("2016-12-31T23:59:59Z"), Some("2016-12-31T23:59:59Z")),
    ("2024-03-05", 120, Some("2024-03-04T22:00:00Z"), Some("2024-03-05T21:59:59Z")),
    ("2024-03", -300, Some("2024-03-01T05:00:00Z"), Some("2024-04-01T04:59:59Z")),
    ("2024-03-05T10:30/2024-03-06", 0, Some("2024-03-05T10:30:00Z"), Some("2024-03-06T23:59:59Z")),
    ("2024-03-05T10:30/..", 0, Some("2024-03-05T10:30:00Z"), None),
    ("/2024-03-05T10:30", 0, None, Some("2024-03-05T10:30:59Z")),
    ("2024-24", 0, Some("2024-12-01T00:00:00Z"), Some("2025-02-28T23:59:59Z")),
    ("-0044-03-15", 0, Some("-0044-03-15T00:00:00Z"), Some("-0044-03-15T23:59:59Z")),
    ("0000", 0, Some("0000-01-01T00:00:00Z"), Some("0000-12-31T23:59:59Z")),
    ("1560-XX-25", 0, Some("1560-01-25T00:00:00Z"), Some("1560-12-25T23:59:59Z")),
    ("XXXX-02-29", 0, Some("0000-02-29T00:00:00Z"), Some("9996-02-29T23:59:59Z")),
    ("1950S2", 0, Some("1900-01-01T00:00:00Z"), Some("1999-12-31T23:59:59Z")),
    ("[..2024-03]", 0, None, Some("2024-03-31T23:59:59Z")),
    ("{1667, 1670..1672}", 0, Some("1667-01-01T00:00:00Z"), Some("1672-12-31T23:59:59Z")),
];

#[test]
fn bounds_are_as_the_table_has_them() {
    for (text, offset, earliest, latest) in BOUNDS {
        let date = Date::parse(text, *offset).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(date.earliest().map(Instant::to_utc).as_deref(), *earliest, "{text}");
        assert_eq!(date.latest().map(Instant::to_utc).as_deref(), *latest, "{text}");
    }
}

/// A date and how it is said.
const WORDS: &[(&str, &str)] = &[
    ("2025", "2025"),
    ("2025-03", "Mar 2025"),
    ("2025-03-02", "2 Mar 2025"),
    ("2025-03~", "about Mar 2025"),
    ("2025-03?", "Mar 2025?"),
    ("2025-03%", "about Mar 2025?"),
    ("2025-05-XX", "May 2025"),
    ("2025-XX", "2025"),
    ("195X", "1950s"),
    ("19XX", "19XX"),
    ("2025-21", "spring 2025"),
    ("2025-24", "winter 2025"),
    ("2025-33", "Q1 2025"),
    ("2025-40", "2025-40"),
    ("2025-XX-12", "2025-XX-12"),
    ("[..2025-05]", "by May 2025"),
    ("[2025-05..]", "May 2025 or later"),
    ("[2025-05-03..2025-05-09]", "in 3–9 May 2025"),
    ("2025-07-03/2025-07-09", "3 – 9 Jul 2025"),
    ("2025-05/2025-07", "May – Jul 2025"),
    ("2024-12-30/2025-01-02", "30 Dec 2024 – 2 Jan 2025"),
    ("2025-03/..", "from Mar 2025"),
    ("../2025-03", "until Mar 2025"),
    ("2025-03/", "Mar 2025 – unknown"),
    ("/2025-03", "unknown – Mar 2025"),
    ("2025-03~/2025-05", "about Mar 2025 – May 2025"),
    ("0079-08-24", "24 Aug AD 79"),
    ("-0043-03-15", "15 Mar 44 BC"),
    ("0000", "1 BC"),
    ("[1667, 1668]", "1667 or 1668"),
    ("{1667, 1668}", "1667 and 1668"),
    ("2025-03-05T10:30", "5 Mar 2025 10:30"),
    ("2025-03-05 10:30Z", "5 Mar 2025 10:30Z"),
    ("2025-03-05T10:30/2025-03-05T11:45", "5 Mar 2025 10:30 – 11:45"),
    ("Y170000002", "Y170000002"),
];

#[test]
fn words_are_as_vague_as_the_date() {
    for (text, words) in WORDS {
        let date = Date::parse(text, 0).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(date.words(), *words, "{text}");
    }
}

/// The lists of valid and invalid dates that another reader of EDTF keeps, where they are at hand.
#[test]
fn the_lists_of_another_reader() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/edtf");
    let list = |name: &str| std::fs::read_to_string(folder.join(name));
    let (Ok(valid), Ok(invalid)) = (list("python-edtf-valid.txt"), list("python-edtf-invalid.txt")) else {
        println!("skipped: the lists are not here");
        return;
    };
    // Years before 0 are counted backwards, so that X in them has no agreed reading; edtf-core refuses it.
    let counted_backwards = ["-01XX", "-01XX~"];
    let refused: Vec<_> = valid.lines().filter(|date| Date::parse(date, 0).is_err()).collect();
    let read: Vec<_> = invalid.lines().filter(|date| Date::parse(date, 0).is_ok()).collect();
    assert_eq!((refused, read), (counted_backwards.to_vec(), Vec::<&str>::new()));
}
