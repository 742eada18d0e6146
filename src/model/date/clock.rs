//! Date-times: the clock and zone that stand behind a day.

use chrono::{FixedOffset, NaiveTime, Timelike};

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
    // The lengths keep out `9:30` and `10:5`, which EDTF does not have.
    let (format, width) = if time.len() == 5 { ("%H:%M", 60) } else { ("%H:%M:%S%.f", 1) };
    let fault = ("a time is hh:mm or hh:mm:ss, from 00:00 to 23:59:59", 0);
    let time =
        NaiveTime::parse_from_str(time, format).ok().filter(|_| time.len() == 5 || time.len() >= 8).ok_or(fault)?;
    let midnight = day.start(offset).ok_or(("the year is out of range", 0))?;
    let first = midnight.0 + i64::from(time.num_seconds_from_midnight());
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
