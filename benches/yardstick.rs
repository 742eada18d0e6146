//! The yardstick in a process of its own: reads a JSON twin with `serde_json` into plain structs, and says how many events.

use std::process::ExitCode;

#[allow(dead_code, reason = "one of its rows is wanted")]
mod rows;

fn main() -> ExitCode {
    // Run with all benches, it has no file and reads nothing.
    let Some(path) = std::env::args().skip(1).find(|word| word != "--bench") else { return ExitCode::SUCCESS };
    let read = std::fs::read_to_string(&path).map(|json| rows::mirror::read(&json).events.len());
    match read {
        Ok(events) => {
            println!("{events}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}
