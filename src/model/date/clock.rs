//! Date-times: the clock and zone that stand behind a day.

use chrono::FixedOffset;

use super::instant::{Day, Instant};

/// Earliest and latest second of a date-time, both inclusive; minutes are as wide as a minute.
pub struct Clock {
    /// First second it can mean.
    pub first: Instant,
    /// Last second it can mean.
    pub last: Instant,
}

/// Reads `10:30`, `10:30:00`, `10:30:00.250`, each with `Z`, `+02`, `+02:00` or no zone, on `day`.
///
/// Without a zone the time is in the timeline's own, `offset` minutes east of UTC. The error is a
/// message and the byte of `text` at which it applies.
pub fn read(day: Day, text: &str, offset: i32) -> Result<Clock, (&'static str, usize)> {
    let zone_at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at(zone_at);
    let offset =
        if zone.is_empty() { offset } else { zone_minutes(zone).ok_or(("a zone is Z, +hh or +hh:mm", zone_at))? };
    let mut parts = time.split(':');
    let hour = number(parts.next(), 23).ok_or(("the hour is 00 to 23", 0))?;
    let minute = number(parts.next(), 59).ok_or(("minutes are 00 to 59, as in 10:30", 3))?;
    let (second, width) = match parts.next() {
        None => (0, 60),
        Some(text) => (seconds(text).ok_or(("seconds are 00 to 60", 6))?, 1),
    };
    if parts.next().is_some() {
        return Err(("a time is hh:mm or hh:mm:ss", 0));
    }
    let midnight = day.start(offset).ok_or(("the year is out of range", 0))?;
    let first = midnight.0 + hour * 3600 + minute * 60 + second.min(59);
    Ok(Clock { first: Instant(first), last: Instant(first + width - 1) })
}

/// Minutes east of UTC of `Z`, `UTC`, `+hh`, `+hhmm` or `+hh:mm`, at most 18 hours either way.
#[must_use]
pub fn zone_minutes(zone: &str) -> Option<i32> {
    if matches!(zone, "Z" | "UTC") {
        return Some(0);
    }
    let digits = zone.bytes().filter(u8::is_ascii_digit).count();
    let whole = match (zone.len(), digits) {
        (3, 2) => format!("{zone}:00"),
        (5 | 6, 4) => zone.to_owned(),
        _ => return None,
    };
    let minutes = whole.parse::<FixedOffset>().ok()?.local_minus_utc() / 60;
    (minutes.abs() <= 18 * 60).then_some(minutes)
}

/// Exactly two digits of at most `most`.
fn number(text: Option<&str>, most: i64) -> Option<i64> {
    let text = text.filter(|text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    text.parse().ok().filter(|value| *value <= most)
}

/// `05` or `05.25`; the fraction is read and dropped, since nothing here is finer than a second.
fn seconds(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let fraction_is_digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    number(Some(whole), 60).filter(|_| fraction_is_digits)
}
