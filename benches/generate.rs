//! Writes a generated timeline: `cargo bench --bench generate -- 100000 yaml > file.yaml`, or json, jsonl, bounds.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

#[allow(dead_code, reason = "whole texts are for the benches")]
mod generator;

use generator::{Format, Made};

fn main() -> ExitCode {
    // cargo adds a word of its own to those of the caller.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let asked = match &words[..] {
        [events, format] => {
            let known = Format::NAMES.iter().find(|(name, _)| name == format);
            events.parse().ok().filter(|events| *events > 0).zip(known)
        }
        // Run with all benches, it writes nothing.
        [] => return ExitCode::SUCCESS,
        _ => None,
    };
    let Some((events, (_, format))) = asked else {
        let formats: Vec<&str> = Format::NAMES.iter().map(|(name, _)| *name).collect();
        eprintln!("say how many events, and one of {}", formats.join(", "));
        return ExitCode::from(2);
    };
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    match Made::new(events).write(*format, &mut out).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
