//! The forms of a date that most people write, read without the grammar: `2024`, `2024-03-05~`, `195X`, `2024/2024-05`, `2024-03-05T10:30`.

use super::instant::{DAY, Day, Instant};
use super::read::{Part, ordered};
use super::when::Sense;
use super::{Grain, Stretch, When};

/// When a text is, if it has one of these forms; nothing for all others, be they dates or not.
pub fn read(text: &str, offset: i32) -> Option<When> {
    let bytes = text.as_bytes();
    match bytes.iter().position(|byte| *byte == b'/') {
        Some(at) => interval(&bytes[..at], &bytes[at + 1..], offset),
        None => {
            let part = if bytes.len() == 16 { moment(bytes, offset)? } else { part(bytes, offset)? };
            let Part { stretch, grain, approximate, uncertain } = part;
            Some(When::new(stretch, stretch, Sense { grain, approximate, uncertain, spans: false, offset }))
        }
    }
}

fn interval(first: &[u8], last: &[u8], offset: i32) -> Option<When> {
    let open = Part { stretch: Stretch::default(), grain: Grain::Year, approximate: false, uncertain: false };
    let (first, last) = match (first, last) {
        (first, b"" | b"..") => (part(first, offset)?, open),
        (b"" | b"..", last) => (open, part(last, offset)?),
        (first, last) => (part(first, offset)?, part(last, offset)?),
    };
    let (begin, end) = ordered(first.stretch, last.stretch);
    let is_backwards = matches!((begin.lo, end.hi), (Some(begin), Some(end)) if begin > end);
    let sense = Sense {
        grain: first.grain.max(last.grain),
        approximate: first.approximate || last.approximate,
        uncertain: first.uncertain || last.uncertain,
        spans: true,
        offset,
    };
    (!is_backwards).then(|| When::new(begin, end, sense))
}

/// A year, decade, century, month or day, with `~`, `?` or `%` behind it.
fn part(text: &[u8], offset: i32) -> Option<Part> {
    let (text, approximate, uncertain) = match text {
        [text @ .., b'~'] => (text, true, false),
        [text @ .., b'?'] => (text, false, true),
        [text @ .., b'%'] => (text, true, true),
        _ => (text, false, false),
    };
    let (first, count, grain) = match text {
        [_, _, _, _] => {
            let (year, behind) = years(text)?;
            let first = Day { year, month: 1, day: 1 };
            (first, Day { year: behind, ..first }.number()? - first.number()?, Grain::Year)
        }
        [.., b'-', _, _] if text.len() == 7 => {
            let (year, month) = (number(&text[..4])?, month(&text[5..])?);
            (Day { year, month, day: 1 }, i64::from(days(year, month)), Grain::Month)
        }
        _ => (day(text)?, 1, Grain::Day),
    };
    let start = first.start(offset)?;
    let stretch = Stretch { lo: Some(start), hi: Some(Instant(start.0 + count * DAY - 1)) };
    Some(Part { stretch, grain, approximate, uncertain })
}

/// A day and a minute of it, in the zone of the timeline.
fn moment(text: &[u8], offset: i32) -> Option<Part> {
    let [b'T', clock @ ..] = text.get(10..)? else { return None };
    let [_, _, b':', _, _] = clock else { return None };
    let (hour, minute) = (number(&clock[..2])?, number(&clock[3..])?);
    if hour > 23 || minute > 59 {
        return None;
    }
    let first = day(&text[..10])?.start(offset)?.0 + hour * 3600 + minute * 60;
    let stretch = Stretch { lo: Some(Instant(first)), hi: Some(Instant(first + 59)) };
    Some(Part { stretch, grain: Grain::Time, approximate: false, uncertain: false })
}

/// `1950`, `195X` or `19XX`: the first year, and the first behind them.
fn years(text: &[u8]) -> Option<(i64, i64)> {
    let (digits, width) = match text {
        [digits @ .., b'X', b'X'] => (digits, 100),
        [digits @ .., b'X'] => (digits, 10),
        digits => (digits, 1),
    };
    let first = number(digits)? * width;
    Some((first, first + width))
}

fn day(text: &[u8]) -> Option<Day> {
    let [_, _, _, _, b'-', _, _, b'-', _, _] = text else { return None };
    let (year, month, day) = (number(&text[..4])?, month(&text[5..7])?, small(&text[8..])?);
    (1..=days(year, month)).contains(&day).then_some(Day { year, month, day })
}

fn month(text: &[u8]) -> Option<u8> {
    small(text).filter(|month| (1..=12).contains(month))
}

/// How many days a month has.
fn days(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Digits and nothing else.
fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0')))
}

fn small(digits: &[u8]) -> Option<u8> {
    number(digits).and_then(|number| u8::try_from(number).ok())
}
