//! An array of JSON that is printed while its rows are made.

use serde_json::Value;

use super::out::{Failure, print};
use crate::export::safe_json;
use crate::model::timeline::Timeline;

/// What stands before the first row, between two, and behind the last.
const AROUND: [&str; 3] = ["[\n", ",\n", "\n]\n"];

/// Prints the array that `row` makes of these things.
///
/// # Errors
/// Where stdout takes no more.
pub fn print_rows<T: Copy + Sync>(
    timeline: &Timeline,
    things: &[T],
    row: impl Fn(&Timeline, T) -> Value + Sync,
) -> Result<(), Failure> {
    if things.is_empty() {
        return print(&safe_json(&Value::Array(Vec::new()))?);
    }
    let [mut before, between, behind] = AROUND;
    timeline.pass(
        things,
        |part, things| safe_json(&things.iter().map(|thing| row(part, *thing)).collect::<Value>()),
        |written| {
            let written = written?;
            let rows = written.strip_prefix(AROUND[0]).and_then(|rows| rows.strip_suffix(behind));
            print(std::mem::replace(&mut before, between))?;
            print(rows.unwrap_or(&written))
        },
    )?;
    print(behind)
}
