//! What to write for a date that people write otherwise: `5 March 2024` is `2024-03-05`.

use super::instant::Day;
use super::names::{MONTHS, SEASONS};
use super::read;

const FORMS: &str = "a date is EDTF: 2024, 2024-03, 2024-03-05, 2024-03-05T10:30, 2024-03~ (about), 2024? (unsure), 195X, [..2024-03] (by then), 2024-03/2024-05";

/// Words before a date, and the signs that say the same around it.
const LEADS: &[(&[&str], &str, &str)] = &[
    (&["circa ", "about ", "around ", "approx. ", "ca. ", "ca ", "c. ", "c.", "c "], "", "~"),
    (&["by "], "[..", "]"),
    (&["until ", "till ", "to "], "../", ""),
    (&["since ", "from "], "", "/.."),
];

/// A hint for `text`, which could not be read: the EDTF that was likely meant, else the forms there are.
pub fn what_to_write(text: &str) -> String {
    let meant: Vec<String> = candidates(text).into_iter().filter(|meant| read::parse(meant, 0).is_ok()).collect();
    if meant.is_empty() {
        length_of_month(text).unwrap_or_else(|| FORMS.to_owned())
    } else {
        format!("write {}", meant.join(" or "))
    }
}

/// `February 2024 has 29 days`, for a day behind the last of its month.
fn length_of_month(text: &str) -> Option<String> {
    let [year, month, day] = text.trim().split('-').collect::<Vec<_>>().try_into().ok()?;
    let (year, month) = (year.parse().ok()?, month.parse::<u8>().ok()?);
    let name = MONTHS.get(usize::from(month).checked_sub(1)?)?;
    let next =
        if month == 12 { Day { year: year + 1, month: 1, day: 1 } } else { Day { year, month: month + 1, day: 1 } };
    let days = next.number()? - Day { year, month, day: 1 }.number()?;
    (day.parse::<i64>().ok()? > days).then(|| format!("{name} {year} has {days} days"))
}

fn candidates(text: &str) -> Vec<String> {
    let lower = text.trim().to_lowercase();
    let lead = LEADS.iter().find_map(|(words, before, behind)| {
        let rest = words.iter().find_map(|word| lower.strip_prefix(word))?;
        Some((rest.trim(), before, behind))
    });
    match lead {
        Some((rest, before, behind)) => plain(rest).into_iter().map(|date| format!("{before}{date}{behind}")).collect(),
        None if lower.contains(':') => with_clock(&lower),
        None if let Some((begin, end)) = text.split_once('/')
            && [begin, end].into_iter().all(|date| read::parse(date, 0).is_ok()) =>
        {
            vec![format!("{end}/{begin}")]
        }
        None => plain(&lower),
    }
}

/// A day and a clock behind it, `9:30` or `9:30:00`.
fn with_clock(text: &str) -> Vec<String> {
    let Some(split) = text.rfind([' ', 't', ',']) else { return Vec::new() };
    let (day, clock) = (&text[..split], &text[split + 1..]);
    let parts: Vec<String> = clock.split(':').map(|part| format!("{part:0>2}")).collect();
    plain(day).into_iter().map(|day| format!("{day}T{}", parts.join(":"))).collect()
}

/// The parts of a date between spaces and signs, put in EDTF's order; several where the order is open.
fn plain(text: &str) -> Vec<String> {
    if is_number(text, 8..=8) {
        return vec![format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])];
    }
    let parts: Vec<&str> = text.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let year = |part: &str| is_number(part, 3..=4);
    match parts[..] {
        [y] if is_number(y, 3..=4) => vec![padded(&[y])],
        [years] => decade(years),
        [nth, "century"] => {
            ordinal(nth).parse::<u8>().map(|nth| format!("{:02}XX", nth.saturating_sub(1))).into_iter().collect()
        }
        [y, m] if year(y) && is_number(m, 1..=2) => vec![padded(&[y, m])],
        [m, y] if year(y) => month(m).or_else(|| season(m)).map(|m| padded(&[y, &m])).into_iter().collect(),
        [y, m, d] if year(y) && is_number(m, 1..=2) => vec![padded(&[y, m, d])],
        [a, b, y] if year(y) => match (month(a), month(b)) {
            (Some(m), None) => vec![padded(&[y, &m, ordinal(b)])],
            (None, Some(m)) => vec![padded(&[y, &m, ordinal(a)])],
            _ if a == b => vec![padded(&[y, a, b])],
            _ => vec![padded(&[y, b, a]), padded(&[y, a, b])],
        },
        _ => Vec::new(),
    }
}

/// `1950s`; the `1900s` may be ten years or a hundred.
fn decade(text: &str) -> Vec<String> {
    let Some(digits) = text.strip_suffix("0s").filter(|digits| is_number(digits, 3..=3)) else { return Vec::new() };
    let century = digits.strip_suffix('0').map(|century| format!("{century}XX"));
    std::iter::once(format!("{digits}X")).chain(century).collect()
}

fn padded(parts: &[&str]) -> String {
    let mut out = format!("{:0>4}", parts[0]);
    for part in &parts[1..] {
        out.push_str(&format!("-{part:0>2}"));
    }
    out
}

fn is_number(text: &str, width: std::ops::RangeInclusive<usize>) -> bool {
    width.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `5th` is `5`.
fn ordinal(text: &str) -> &str {
    text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
}

/// The number of an English month name, whole or cut to three letters or more.
fn month(name: &str) -> Option<String> {
    let at = MONTHS.iter().position(|month| name.len() >= 3 && month.to_lowercase().starts_with(name))?;
    Some((at + 1).to_string())
}

/// The code of a season of the north.
fn season(name: &str) -> Option<String> {
    let (_, code) = SEASONS.iter().find(|(season, _)| *season == name || (name == "fall" && *season == "autumn"))?;
    Some(code.to_string())
}
