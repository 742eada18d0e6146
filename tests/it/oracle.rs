//! Dates made from their parts, with the days that they can mean counted one by one by chrono.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

/// Stand for a begin or an end without bound, as days since 1970-01-01.
pub const FAR_PAST: i64 = i64::MIN;
pub const FAR_FUTURE: i64 = i64::MAX;

/// A date as it is written, with every day on which it may begin and may end.
#[derive(Debug, Clone)]
pub struct Meaning {
    pub text: String,
    pub begins: Vec<i64>,
    pub ends: Vec<i64>,
    /// Marked `~`, `?` or `%` somewhere.
    pub vague: bool,
    /// An interval of which an end has gaps, so that the bounds may be wider than the days.
    pub gaps: bool,
}

impl Meaning {
    pub fn first_begin(&self) -> i64 {
        least(&self.begins)
    }

    pub fn last_begin(&self) -> i64 {
        most(&self.begins)
    }

    pub fn first_end(&self) -> i64 {
        least(&self.ends)
    }

    pub fn last_end(&self) -> i64 {
        most(&self.ends)
    }
}

/// One date without signs of a set or interval.
#[derive(Debug, Clone)]
pub struct Single {
    pub text: String,
    pub days: Vec<i64>,
    pub vague: bool,
    pub precision: usize,
    plain: bool,
}

impl Single {
    fn has_gaps(&self) -> bool {
        self.days.windows(2).any(|pair| pair[1] != pair[0] + 1)
    }
}

pub fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) - 719_163
}

fn least(days: &[i64]) -> i64 {
    days.iter().copied().min().expect("a date means at least one day")
}

fn most(days: &[i64]) -> i64 {
    days.iter().copied().max().expect("a date means at least one day")
}

/// Does the number, written as wide as the pattern, fit it where it has no X?
fn fits(number: u32, pattern: &str) -> bool {
    let digits = format!("{number:0width$}", width = pattern.len());
    digits.len() == pattern.len()
        && digits.chars().zip(pattern.chars()).all(|(digit, sign)| sign == 'X' || sign == digit)
}

fn days_of_year(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("chrono knows the year");
    first.iter_days().take_while(move |day| day.year() == year)
}

fn years(pattern: &str) -> Vec<i32> {
    match pattern.strip_prefix('-') {
        Some(digits) => vec![-digits.parse::<i32>().expect("digits")],
        None if !pattern.contains('X') => vec![pattern.parse().expect("digits")],
        None => (0..=9999).filter(|year| fits(*year, pattern)).map(|year| year.try_into().expect("small")).collect(),
    }
}

/// The days of a calendar pattern.
pub fn calendar(year: &str, month: Option<&str>, day: Option<&str>) -> Vec<i64> {
    let wanted = |at: &NaiveDate| {
        month.is_none_or(|pattern| fits(at.month(), pattern)) && day.is_none_or(|pattern| fits(at.day(), pattern))
    };
    years(year).into_iter().flat_map(days_of_year).filter(wanted).map(number).collect()
}

/// The days of a season, quarter, third or half of a year.
pub fn season(year: &str, code: u32) -> Vec<i64> {
    let (first, months) = match code {
        21 | 25 | 31 => (3, 3),
        22 | 26 | 32 => (6, 3),
        23 | 27 | 29 => (9, 3),
        24 | 28 | 30 => (12, 3),
        33..=36 => (3 * (code - 33) + 1, 3),
        37..=39 => (4 * (code - 37) + 1, 4),
        _ => (6 * (code - 40) + 1, 6),
    };
    let in_season = move |start: i32, day: &NaiveDate| {
        let since = (day.year() - start) * 12 + i32::try_from(day.month()).expect("small")
            - i32::try_from(first).expect("small");
        (0..months).contains(&since)
    };
    let of_year = |year: i32| days_of_year(year).chain(days_of_year(year + 1)).filter(move |day| in_season(year, day));
    years(year).into_iter().flat_map(of_year).map(number).collect()
}

fn year_pattern() -> BoxedStrategy<String> {
    let plain = (0..=9999_u32).prop_map(|year| format!("{year:04}"));
    let recent = (1890..2060_u32).prop_map(|year| format!("{year:04}"));
    let before = (1..=4800_u32).prop_map(|year| format!("-{year:04}"));
    let decade = (100..=209_u32).prop_map(|decade| format!("{decade:03}X"));
    let masked = (1..=2_u32, 0..=9_u32, 0..=9_u32).prop_map(|(a, b, c)| format!("{a}{b}X{c}"));
    let century = (10..=20_u32).prop_map(|century| format!("{century}XX"));
    prop_oneof![3 => plain, 6 => recent, 1 => before, 2 => decade, 1 => masked, 1 => century].boxed()
}

fn month_pattern() -> BoxedStrategy<String> {
    let plain = (1..=12_u32).prop_map(|month| format!("{month:02}"));
    let masked = prop::sample::select(vec!["XX", "0X", "1X", "X2", "X0"]).prop_map(str::to_owned);
    prop_oneof![5 => plain, 1 => masked].boxed()
}

fn day_pattern() -> BoxedStrategy<String> {
    let plain = (1..=31_u32).prop_map(|day| format!("{day:02}"));
    let masked = prop::sample::select(vec!["XX", "0X", "1X", "2X", "3X", "X1", "X9", "X0"]).prop_map(str::to_owned);
    prop_oneof![5 => plain, 1 => masked].boxed()
}

/// A sign before one of the parts, behind it, or none.
fn signed(parts: &[String], sign: Option<(char, usize, bool)>) -> String {
    let mut parts = parts.to_vec();
    if let Some((sign, at, before)) = sign {
        let part = &mut parts[at];
        *part = if before { format!("{sign}{part}") } else { format!("{part}{sign}") };
    }
    parts.join("-")
}

pub fn single() -> BoxedStrategy<Single> {
    let sign = prop::option::weighted(0.25, (prop::sample::select(vec!['~', '?', '%']), 0..3_usize, any::<bool>()));
    let calendar_date =
        (year_pattern(), prop::option::weighted(0.8, month_pattern()), prop::option::weighted(0.7, day_pattern()));
    let parts = prop_oneof![
        6 => calendar_date.prop_map(|(year, month, day)| {
            let day = day.filter(|_| month.is_some());
            let days = calendar(&year, month.as_deref(), day.as_deref());
            (std::iter::once(year).chain(month).chain(day).collect::<Vec<_>>(), days)
        }),
        1 => (year_pattern(), 21..=41_u32).prop_map(|(year, code)| {
            let days = season(&year, code);
            (vec![year, code.to_string()], days)
        }),
    ];
    (parts, sign)
        .prop_filter_map("no such day", |((parts, days), sign)| {
            let sign = sign.map(|(sign, at, before)| (sign, at % parts.len(), before));
            let plain = sign.is_none() && parts.iter().all(|part| !part.contains('X'));
            let is_season = parts.len() == 2 && parts[1].parse::<u32>().is_ok_and(|code| code > 12);
            let text = signed(&parts, sign);
            (!days.is_empty()).then(|| Single {
                text,
                days,
                vague: sign.is_some(),
                precision: parts.len(),
                plain: plain && !is_season,
            })
        })
        .boxed()
}

fn of_single(date: Single) -> Meaning {
    Meaning { text: date.text, begins: date.days.clone(), ends: date.days, vague: date.vague, gaps: false }
}

fn closed_interval() -> BoxedStrategy<Meaning> {
    (single(), single())
        .prop_map(|(a, b)| {
            let (begin, end) = if least(&a.days) <= least(&b.days) { (a, b) } else { (b, a) };
            let (first, last) = (least(&begin.days), most(&end.days));
            Meaning {
                text: format!("{}/{}", begin.text, end.text),
                gaps: begin.has_gaps() || end.has_gaps(),
                vague: begin.vague || end.vague,
                begins: begin.days.into_iter().filter(|day| *day <= last).collect(),
                ends: end.days.into_iter().filter(|day| *day >= first).collect(),
            }
        })
        .boxed()
}

fn half_interval() -> BoxedStrategy<Meaning> {
    (single(), any::<bool>(), prop::sample::select(vec!["", ".."]))
        .prop_map(|(date, open_end, sign)| {
            let (vague, gaps) = (date.vague, date.has_gaps());
            if open_end {
                let ends = vec![least(&date.days), FAR_FUTURE];
                Meaning { text: format!("{}/{sign}", date.text), begins: date.days, ends, vague, gaps }
            } else {
                let begins = vec![FAR_PAST, most(&date.days)];
                Meaning { text: format!("{sign}/{}", date.text), begins, ends: date.days, vague, gaps }
            }
        })
        .boxed()
}

/// A member of a set: the days on which it may begin and may end, taken by itself.
fn element() -> BoxedStrategy<Meaning> {
    let open = (single(), any::<bool>()).prop_map(|(date, before)| {
        let days = date.days.clone();
        if before {
            let begins = vec![FAR_PAST, most(&days)];
            Meaning { text: format!("..{}", date.text), begins, ends: days, vague: date.vague, gaps: false }
        } else {
            let ends = vec![least(&days), FAR_FUTURE];
            Meaning { text: format!("{}..", date.text), begins: days, ends, vague: date.vague, gaps: false }
        }
    });
    let range = (single(), single()).prop_filter_map("a range has two plain ends", |(a, b)| {
        let (first, last) = if least(&a.days) <= least(&b.days) { (a, b) } else { (b, a) };
        (first.plain && last.plain && first.precision == last.precision).then(|| Meaning {
            text: format!("{}..{}", first.text, last.text),
            begins: first.days,
            ends: last.days,
            vague: false,
            gaps: false,
        })
    });
    prop_oneof![4 => single().prop_map(of_single), 1 => open, 1 => range].boxed()
}

/// One of the members, but it is not known which.
fn one_of() -> BoxedStrategy<Meaning> {
    (prop::collection::vec(element(), 1..4), prop::sample::select(vec![",", ", "]))
        .prop_map(|(members, comma)| {
            let text: Vec<&str> = members.iter().map(|member| &*member.text).collect();
            let days: Vec<i64> =
                members.iter().flat_map(|member| member.begins.iter().chain(&member.ends)).copied().collect();
            Meaning {
                text: format!("[{}]", text.join(comma)),
                begins: days.clone(),
                ends: days,
                vague: members.iter().any(|member| member.vague),
                gaps: false,
            }
        })
        .boxed()
}

/// All of the members: it begins with the first and ends with the last, whichever days they are.
fn all_of() -> BoxedStrategy<Meaning> {
    prop::collection::vec(element(), 1..4)
        .prop_map(|members| {
            let text: Vec<&str> = members.iter().map(|member| &*member.text).collect();
            let last_first = members.iter().map(Meaning::last_begin).min().unwrap_or(FAR_FUTURE);
            let first_last = members.iter().map(Meaning::first_end).max().unwrap_or(FAR_PAST);
            let all = |ends: fn(&Meaning) -> &Vec<i64>| members.iter().flat_map(ends).copied().collect::<Vec<i64>>();
            Meaning {
                text: format!("{{{}}}", text.join(",")),
                begins: all(|member| &member.begins).into_iter().filter(|day| *day <= last_first).collect(),
                ends: all(|member| &member.ends).into_iter().filter(|day| *day >= first_last).collect(),
                vague: members.iter().any(|member| member.vague),
                gaps: false,
            }
        })
        .boxed()
}

/// Any date of the three levels that has no clock.
pub fn meaning() -> BoxedStrategy<Meaning> {
    prop_oneof![
        4 => single().prop_map(of_single),
        2 => closed_interval(),
        2 => half_interval(),
        1 => one_of(),
        1 => all_of(),
    ]
    .boxed()
}
