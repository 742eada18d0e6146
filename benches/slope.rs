//! How the cost of everything grows with the events: `cargo bench --bench slope` prints a table for each group of rows.
//!
//! `-- read 100000` measures one group, up to that many events. Each group has a process of its own at each size, so
//! that none inherits the memory of another; a figure is the median of its runs there. The slope is the exponent of
//! growth between a size and the next: 0 does not grow, 1 grows straight.

use std::collections::HashMap;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

#[allow(dead_code, reason = "some of it is for criterion")]
mod rows;

use rows::{GROUPS, Group, Row, Run, Sample};

const SIZES: &[u32] = &[1_000, 10_000, 100_000, 1_000_000];

/// How long a row is run again and again.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many runs are enough, however short they are.
const ENOUGH: usize = 200;

/// How many runs a median is taken of, unless even a few would take [`LONG`].
const FEW: usize = 5;

/// A run that takes as long as this is the only one.
const LONG: Duration = Duration::from_secs(5);

/// A row that would take longer at the next size is not measured there.
const TOO_LONG: f64 = 180.0;

/// The word that makes this program measure one group at one size: its name, the size and the rows.
const WITHIN: &str = "--within";

fn main() -> ExitCode {
    // cargo adds a word of its own to those of the caller.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [WITHIN, name, events, wanted] = words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        let (_, rows) = group(name).expect("a group");
        measure(&rows(), events.parse().expect("a size"), wanted);
        return ExitCode::SUCCESS;
    }
    let (numbers, names): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| word.parse::<u32>().is_ok());
    let Some(mut groups) = names.iter().map(|name| group(name)).collect::<Option<Vec<&Group>>>() else {
        let known: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
        eprintln!("name groups, of {}, and the largest size", known.join(", "));
        return ExitCode::from(2);
    };
    if groups.is_empty() {
        groups = GROUPS.iter().collect();
    }
    let largest = numbers.iter().filter_map(|number| number.parse().ok()).max().unwrap_or(u32::MAX);
    let sizes: Vec<u32> = SIZES.iter().copied().filter(|size| *size <= largest).collect();
    groups.into_iter().for_each(|group| table(group, &sizes));
    ExitCode::SUCCESS
}

fn group(name: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|(known, _)| *known == name)
}

/// Prints the median of each of these rows.
fn measure(rows: &[Row], events: usize, wanted: &str) {
    let sample = Sample::new(events);
    for place in wanted.split(',').filter_map(|place| place.parse::<usize>().ok()) {
        let median = median(&mut rows[place].start(&sample));
        println!("{place} {}", median.as_secs_f64());
    }
}

fn median(run: &mut Run) -> Duration {
    // The first run, which finds memory and caches cold, counts only where it is the only one.
    let first = run();
    if first >= LONG {
        return first;
    }
    let mut times: Vec<Duration> = Vec::new();
    while times.len() < FEW || (times.len() < ENOUGH && times.iter().sum::<Duration>() < PATIENCE) {
        times.push(run());
    }
    times.sort();
    times[times.len() / 2]
}

/// The times of a group at a size, by the place of each row, from a process of its own.
fn within(name: &str, events: u32, wanted: &[usize]) -> HashMap<usize, f64> {
    let wanted: Vec<String> = wanted.iter().map(usize::to_string).collect();
    let program = std::env::current_exe().expect("this program");
    let out = Command::new(program)
        .args([WITHIN, name, &events.to_string(), &wanted.join(",")])
        .stderr(Stdio::inherit())
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&out.stdout);
    text.lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(place, time)| Some((place.parse().ok()?, time.parse().ok()?)))
        .collect()
}

fn table((name, rows): &Group, sizes: &[u32]) {
    let rows = rows();
    let mut times: Vec<Vec<Option<f64>>> = vec![Vec::new(); rows.len()];
    for (nth, events) in sizes.iter().enumerate() {
        let wanted: Vec<usize> =
            (0..rows.len()).filter(|row| nth == 0 || bearable(&times[*row], *events, sizes[nth - 1])).collect();
        let found = within(name, *events, &wanted);
        times.iter_mut().enumerate().for_each(|(row, times)| times.push(found.get(&row).copied()));
    }
    let heads: Vec<String> = sizes.iter().map(|size| format!(" {} |", grouped(*size))).collect();
    println!("\n| {name} |{} slope |", heads.concat());
    println!("|---|{}--:|", "--:|".repeat(sizes.len()));
    for (row, times) in rows.iter().zip(&times) {
        let cells: Vec<String> =
            times.iter().map(|time| format!(" {} |", time.map_or("–".to_owned(), shown))).collect();
        println!("| {} |{} {} |", row.name, cells.concat(), slopes(times, sizes));
    }
}

/// May a row that took so long be run with ten times as much?
fn bearable(times: &[Option<f64>], events: u32, before: u32) -> bool {
    let growth = f64::from(events) / f64::from(before);
    times.last().copied().flatten().is_some_and(|time| time * growth <= TOO_LONG)
}

fn slopes(times: &[Option<f64>], sizes: &[u32]) -> String {
    let between = |nth: usize| {
        let (first, next) = (times[nth]?, times[nth + 1]?);
        Some(format!("{:.2}", (next / first).ln() / (f64::from(sizes[nth + 1]) / f64::from(sizes[nth])).ln()))
    };
    let all: Vec<String> = (0..sizes.len().saturating_sub(1)).filter_map(between).collect();
    all.join(" ")
}

fn shown(seconds: f64) -> String {
    match seconds {
        _ if seconds < 1e-3 => format!("{:.1} µs", seconds * 1e6),
        _ if seconds < 1.0 => format!("{:.2} ms", seconds * 1e3),
        _ => format!("{seconds:.2} s"),
    }
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
