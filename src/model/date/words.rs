//! A date as a person reads it: `about Mar 2025`, `by May 2025`, `3 – 9 Jul 2025`.

use edtf_core::{Date as Part, DateField, Edtf, IntervalEndpoint, SetElement, SetKind, YearKind};

use super::Date;

/// English month names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// The date in few words, as vague as it is; what has no common words stays as it was written.
    ///
    /// `~` is said "about", `?` stays as the mark that it is.
    #[must_use]
    pub fn words(&self) -> String {
        let Ok(edtf) = super::read::edtf(self.text()) else { return clock_words(self.text()) };
        said(&edtf).unwrap_or_else(|| clock_words(self.text()))
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

/// A date-time, or what has no words: the text itself, with a space for the `T` of a clock.
fn clock_words(text: &str) -> String {
    if text.contains(':') { text.replace('T', " ") } else { text.to_owned() }
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
            _ => None,
        },
        Edtf::Set(_) => None,
    }
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
    let plain = match (date.month, date.day) {
        (None, _) => year,
        (Some(month), None) => format!("{} {year}", month_words(month)?),
        (Some(month), Some(day)) => format!("{} {} {year}", day.value()?, month_words(month)?),
    };
    Some(format!("{about}{plain}{unsure}"))
}

fn month_words(month: DateField) -> Option<&'static str> {
    match month.value()? {
        month @ 1..=12 => Some(&MONTHS[usize::from(month) - 1][..3]),
        21 => Some("spring"),
        22 => Some("summer"),
        23 => Some("autumn"),
        24 => Some("winter"),
        _ => None,
    }
}

/// `2025`, `1980s`, `1900s` for a century, `44 BC`.
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
