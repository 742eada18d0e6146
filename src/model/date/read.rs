//! The grammar of dates: EDTF by `edtf-core`, and around it the date-times that it does not read.

use edtf_core::{Bound, BoundDate, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement, SetKind};

use super::when::Sense;
use super::{Grain, Stretch, When, clock, instant::Day};

/// One end of a date before both are put together.
pub struct Part {
    /// Where it may lie.
    pub stretch: Stretch,
    /// The finest part written.
    pub grain: Grain,
    /// Marked `~` or `%`.
    pub approximate: bool,
    /// Marked `?` or `%`.
    pub uncertain: bool,
}

/// The date of a text; the error is a message and the byte of `text` at which it applies.
pub fn parse(text: &str, offset: i32) -> Result<When, (&'static str, usize)> {
    if text.contains(':') {
        return with_clock(text, offset);
    }
    let edtf = edtf(text).map_err(|error| (error.message, error.offset))?;
    let countable = |date: &edtf_core::Date| {
        let Stretch { lo, hi } = part(date, offset).stretch;
        lo.is_some() && hi.is_some()
    };
    if !members(&edtf).iter().all(countable) {
        return Err(("its year is out of range", 0));
    }
    let date = of_edtf(&edtf, offset);
    if let (Some(begin), Some(end)) = (date.earliest(), date.latest())
        && begin > end
    {
        return Err(("its end is before its begin", 0));
    }
    Ok(date)
}

/// EDTF as `edtf-core` reads it; spaces behind the commas of a set are let through.
pub fn edtf(text: &str) -> Result<Edtf, edtf_core::ParseError> {
    if !text.starts_with(['[', '{']) {
        return Edtf::parse(text);
    }
    let behind_comma = |at: usize| text[..at].trim_end_matches(' ').ends_with(',');
    let solid = || text.char_indices().filter(|(at, letter)| *letter != ' ' || !behind_comma(*at));
    let close: String = solid().map(|(_, letter)| letter).collect();
    Edtf::parse(&close).map_err(|error| {
        let letters = close.get(..error.offset).map_or(0, |before| before.chars().count());
        edtf_core::ParseError { offset: solid().nth(letters).map_or(text.len(), |(at, _)| at), ..error }
    })
}

/// Every single date of an expression.
fn members(edtf: &Edtf) -> Vec<edtf_core::Date> {
    match edtf {
        Edtf::Date(date) => vec![*date],
        Edtf::DateTime(moment) => vec![moment.date],
        Edtf::Interval(interval) => [interval.start, interval.end]
            .into_iter()
            .filter_map(|end| match end {
                IntervalEndpoint::Date(date)
                | IntervalEndpoint::OnOrBefore(date)
                | IntervalEndpoint::OnOrAfter(date) => Some(date),
                IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
            })
            .collect(),
        Edtf::Set(set) => set
            .elements
            .iter()
            .flat_map(|element| match *element {
                SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => vec![date],
                SetElement::Range(first, last) => vec![first, last],
            })
            .collect(),
    }
}

/// A date-time, or an interval with a clock at one end or both.
fn with_clock(text: &str, offset: i32) -> Result<When, (&'static str, usize)> {
    let (first, last) = match text.split_once('/') {
        None => (moment(text, offset)?, None),
        Some((first, last)) => {
            let behind = first.len() + 1;
            (endpoint(first, offset)?, Some(endpoint(last, offset).map_err(|(message, at)| (message, at + behind))?))
        }
    };
    let spans = last.is_some();
    let (begin, end) =
        last.as_ref().map_or((first.stretch, first.stretch), |last| ordered(first.stretch, last.stretch));
    if let (Some(begin), Some(end)) = (begin.lo, end.hi)
        && begin > end
    {
        return Err(("its end is before its begin", 0));
    }
    let either = |part: fn(&Part) -> bool| part(&first) || last.as_ref().is_some_and(part);
    let (approximate, uncertain) = (either(|part| part.approximate), either(|part| part.uncertain));
    Ok(When::new(begin, end, Sense { grain: Grain::Time, approximate, uncertain, spans, offset }))
}

/// A date-time: a day, `T` or a space, a clock.
fn moment(text: &str, offset: i32) -> Result<Part, (&'static str, usize)> {
    let split = text.find(['T', ' ']).ok_or(("a clock time stands behind a day, as in 2024-03-05T10:30", 0))?;
    let (day, time) = (&text[..split], &text[split + 1..]);
    let edtf = Edtf::parse(day).map_err(|error| (error.message, error.offset))?;
    let bounds = edtf.bounds();
    let day = match (bounds.earliest, bounds.latest) {
        (Bound::Date(first), Bound::Date(last)) if first == last => day_of(first),
        _ => return Err(("a clock time needs an exact day before it", 0)),
    };
    let clock = clock::read(day, time, offset).map_err(|(message, at)| (message, split + 1 + at))?;
    Ok(Part {
        stretch: Stretch { lo: Some(clock.first), hi: Some(clock.last) },
        grain: Grain::Time,
        approximate: edtf.is_approximate(),
        uncertain: edtf.is_uncertain(),
    })
}

/// An end of an interval: a date-time, any EDTF date, `..` or nothing.
fn endpoint(text: &str, offset: i32) -> Result<Part, (&'static str, usize)> {
    if text.contains(':') {
        return moment(text, offset);
    }
    if text.is_empty() || text == ".." {
        return Ok(Part { stretch: Stretch::default(), grain: Grain::Time, approximate: false, uncertain: false });
    }
    let date = Edtf::parse(text).map_err(|error| (error.message, error.offset))?;
    match &date {
        Edtf::Date(date) => Ok(part(date, offset)),
        _ => Err(("an end of an interval is one date", 0)),
    }
}

fn of_edtf(edtf: &Edtf, offset: i32) -> When {
    let (begin, end, grain) = match edtf {
        Edtf::Date(date) => {
            let part = part(date, offset);
            (part.stretch, part.stretch, part.grain)
        }
        Edtf::DateTime(moment) => {
            let part = part(&moment.date, offset);
            (part.stretch, part.stretch, Grain::Time)
        }
        Edtf::Interval(interval) => of_interval(interval, offset),
        Edtf::Set(set) => of_set(set, offset),
    };
    let spans = matches!(edtf, Edtf::Interval(_)) || matches!(edtf, Edtf::Set(set) if set.kind == SetKind::AllMembers);
    let (approximate, uncertain) = (edtf.is_approximate(), edtf.is_uncertain());
    When::new(begin, end, Sense { grain, approximate, uncertain, spans, offset })
}

fn of_interval(interval: &Interval, offset: i32) -> (Stretch, Stretch, Grain) {
    let end_of = |endpoint: &IntervalEndpoint| match endpoint {
        IntervalEndpoint::Date(date) => (part(date, offset).stretch, grain(date)),
        IntervalEndpoint::OnOrBefore(date) => (Stretch { lo: None, ..part(date, offset).stretch }, grain(date)),
        IntervalEndpoint::OnOrAfter(date) => (Stretch { hi: None, ..part(date, offset).stretch }, grain(date)),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => (Stretch::default(), Grain::Year),
    };
    let ((begin, coarse), (end, fine)) = (end_of(&interval.start), end_of(&interval.end));
    let (begin, end) = ordered(begin, end);
    (begin, end, coarse.max(fine))
}

/// An interval begins no later than it ends, so each end bounds the other.
pub fn ordered(begin: Stretch, end: Stretch) -> (Stretch, Stretch) {
    let hi = begin.hi.into_iter().chain(end.hi).min();
    (Stretch { hi, ..begin }, Stretch { lo: begin.lo.max(end.lo), ..end })
}

fn of_set(set: &Set, offset: i32) -> (Stretch, Stretch, Grain) {
    let mut members = Vec::new();
    let mut finest = Grain::Year;
    for element in &set.elements {
        let (first, last) = match element {
            SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => (date, date),
            SetElement::Range(first, last) => (first, last),
        };
        finest = finest.max(grain(first)).max(grain(last));
        let (mut first, mut last) = (part(first, offset).stretch, part(last, offset).stretch);
        match element {
            SetElement::OnOrBefore(_) => first.lo = None,
            SetElement::OnOrAfter(_) => last.hi = None,
            _ => {}
        }
        members.push((first, last));
    }
    let earliest = members.iter().map(|(first, _)| first.lo).min().flatten();
    let latest = if members.iter().any(|(_, last)| last.hi.is_none()) {
        None
    } else {
        members.iter().filter_map(|(_, last)| last.hi).max()
    };
    if set.kind == SetKind::OneMember {
        let whole = Stretch { lo: earliest, hi: latest };
        return (whole, whole, finest);
    }
    let begin = Stretch { lo: earliest, hi: members.iter().filter_map(|(first, _)| first.hi).min() };
    let end = Stretch { lo: members.iter().filter_map(|(_, last)| last.lo).max(), hi: latest };
    (begin, end, finest)
}

fn part(date: &edtf_core::Date, offset: i32) -> Part {
    let bounds = Edtf::Date(*date).bounds();
    let stretch = Stretch {
        lo: if let Bound::Date(first) = bounds.earliest { day_of(first).start(offset) } else { None },
        hi: if let Bound::Date(last) = bounds.latest { day_of(last).end(offset) } else { None },
    };
    Part { stretch, grain: grain(date), approximate: date.is_approximate(), uncertain: date.is_uncertain() }
}

fn grain(date: &edtf_core::Date) -> Grain {
    match date.precision() {
        Precision::Day => Grain::Day,
        Precision::Month => Grain::Month,
        Precision::Season => Grain::Season,
        Precision::Year => Grain::Year,
    }
}

fn day_of(bound: BoundDate) -> Day {
    Day { year: bound.year, month: bound.month, day: bound.day }
}
