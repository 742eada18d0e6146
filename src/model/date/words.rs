//! A date as a person reads it: `about Mar 2025`, `by May 2025`, `3 – 9 Jul 2025`.

use edtf_core::{Date as Part, DateField, Edtf, IntervalEndpoint, SetElement, SetKind, YearKind};

use super::Date;
use super::names::{MONTHS, SEASONS};

impl Date {
    /// The date in few words, as vague as it is; what has no common words stays as it was written.
    ///
    /// `~` is said "about", `?` stays as the mark that it is.
    #[must_use]
    pub fn words(&self) -> String {
        let words = match super::read::edtf(self.text()) {
            _ if self.text().contains(':') => clocks(self.text()),
            Ok(edtf) => said(&edtf),
            Err(_) => None,
        };
        words.unwrap_or_else(|| self.text().to_owned())
    }
}

impl Date {
    /// As [`Date::words`], for a narrow column: `~May 2025`, `..–Apr 2025`.
    #[must_use]
    pub fn short(&self) -> String {
        let words = self.words().replace("about ", "~").replace("unknown", "?").replace(" – ", "–");
        match (words.strip_prefix("until "), words.strip_prefix("from ")) {
            (Some(end), _) => format!("..–{end}"),
            (_, Some(begin)) => format!("{begin}–.."),
            _ => words,
        }
    }
}

/// A date-time, or an interval of them that does not say the same day twice.
fn clocks(text: &str) -> Option<String> {
    let Some((from, to)) = text.split_once('/') else { return moment(text) };
    match (from, to) {
        (from, "..") => Some(format!("from {}", moment(from)?)),
        ("..", to) => Some(format!("until {}", moment(to)?)),
        (from, "") => Some(format!("{} – unknown", moment(from)?)),
        ("", to) => Some(format!("unknown – {}", moment(to)?)),
        _ => {
            let (begin, end) = (moment(from)?, moment(to)?);
            let end = match (split(from), split(to)) {
                (Some((one, _)), Some((other, clock))) if one == other => clock.to_owned(),
                _ => end,
            };
            Some(format!("{begin} – {end}"))
        }
    }
}

fn moment(text: &str) -> Option<String> {
    let Some((day, clock)) = split(text) else { return said(&Edtf::parse(text).ok()?) };
    Some(format!("{} {clock}", said(&Edtf::parse(day).ok()?)?))
}

/// A day and its clock, if it has one.
fn split(text: &str) -> Option<(&str, &str)> {
    text.contains(':').then(|| text.split_once(['T', ' ']))?
}

fn said(edtf: &Edtf) -> Option<String> {
    match edtf {
        Edtf::Date(date) => part(date),
        Edtf::DateTime(_) => None,
        Edtf::Interval(interval) => match (&interval.start, &interval.end) {
            (IntervalEndpoint::Date(from), IntervalEndpoint::Date(to)) => Some(span(from, to, " – ")?),
            (IntervalEndpoint::Date(from), IntervalEndpoint::Open) => Some(format!("from {}", part(from)?)),
            (IntervalEndpoint::Open, IntervalEndpoint::Date(to)) => Some(format!("until {}", part(to)?)),
            (IntervalEndpoint::Date(from), IntervalEndpoint::Unknown) => Some(format!("{} – unknown", part(from)?)),
            (IntervalEndpoint::Unknown, IntervalEndpoint::Date(to)) => Some(format!("unknown – {}", part(to)?)),
            _ => None,
        },
        Edtf::Set(set) if set.kind == SetKind::OneMember => match set.elements[..] {
            [SetElement::OnOrBefore(to)] => Some(format!("by {}", part(&to)?)),
            [SetElement::OnOrAfter(from)] => Some(format!("{} or later", part(&from)?)),
            [SetElement::Range(from, to)] => Some(format!("in {}", span(&from, &to, "–")?)),
            _ => listed(&set.elements, " or "),
        },
        Edtf::Set(set) => listed(&set.elements, " and "),
    }
}

/// Single dates one after the other, the last behind `word`.
fn listed(elements: &[SetElement], word: &str) -> Option<String> {
    let single = |element: &SetElement| if let SetElement::Date(date) = element { part(date) } else { None };
    let mut said = elements.iter().map(single).collect::<Option<Vec<_>>>()?;
    let last = said.pop()?;
    Some(if said.is_empty() { last } else { format!("{}{word}{last}", said.join(", ")) })
}

/// Two dates with a dash, without saying the year or the month twice.
fn span(from: &Part, to: &Part, dash: &str) -> Option<String> {
    let whole = (part(from)?, part(to)?);
    let plain = !from.is_uncertain() && !from.is_approximate() && !to.is_uncertain() && !to.is_approximate();
    let same_year = from.year == to.year && from.month.is_some() && to.month.is_some();
    let same_month = same_year && from.month == to.month && from.day.is_some() && to.day.is_some();
    let begin = match plain {
        true if same_month => from.day.and_then(DateField::value)?.to_string(),
        true if same_year => whole.0.rsplit_once(' ').map_or(whole.0.clone(), |(begin, _)| begin.to_owned()),
        _ => whole.0,
    };
    Some(format!("{begin}{dash}{}", whole.1))
}

fn part(date: &Part) -> Option<String> {
    let year = year(date)?;
    let about = if date.is_approximate() { "about " } else { "" };
    let unsure = if date.is_uncertain() { "?" } else { "" };
    let unknown = |field: DateField| field.digits == [None, None];
    let plain = match (date.month.filter(|month| !unknown(*month)), date.day.filter(|day| !unknown(*day))) {
        (None, None) => year,
        (None, Some(_)) => return None,
        (Some(month), None) => format!("{} {year}", month_words(month)?),
        (Some(month), Some(day)) => format!("{} {} {year}", day.value()?, month_words(month)?),
    };
    Some(format!("{about}{plain}{unsure}"))
}

fn month_words(month: DateField) -> Option<&'static str> {
    match month.value()? {
        month @ 1..=12 => Some(&MONTHS[usize::from(month) - 1][..3]),
        quarter @ 33..=36 => Some(["Q1", "Q2", "Q3", "Q4"][usize::from(quarter) - 33]),
        code => SEASONS.iter().find(|(_, season)| *season == code).map(|(name, _)| *name),
    }
}

/// `2025`, `1980s`, `44 BC`.
fn year(date: &Part) -> Option<String> {
    if date.year.significant_digits.is_some() {
        return None;
    }
    match date.year.kind {
        YearKind::Standard { negative: false, digits: [Some(a), Some(b), Some(c), None] } => {
            Some(format!("{a}{b}{c}0s"))
        }
        YearKind::Standard { .. } => match date.year.value()? {
            year @ 1000.. => Some(year.to_string()),
            year @ 1.. => Some(format!("AD {year}")),
            year => Some(format!("{} BC", 1 - year)),
        },
        _ => None,
    }
}
