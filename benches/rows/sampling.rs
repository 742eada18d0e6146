//! How criterion measures a group of rows, at each size.

use criterion::{Criterion, SamplingMode};

use super::{GROUPS, Sample};

/// Asks for a million events, which take minutes and gigabytes.
const MILLION: &str = "ANNALS_BENCH_MILLION";

/// Measures the group of this name at 1,000 to 100,000 events, or to a million where that is asked for.
pub fn group(c: &mut Criterion, name: &str) {
    let (_, rows) = GROUPS.iter().find(|(known, _)| *known == name).expect("a group");
    let million = std::env::var_os(MILLION).map(|_| 1_000_000);
    for events in [1_000, 10_000, 100_000].into_iter().chain(million) {
        let sample = Sample::new(events);
        let mut group = c.benchmark_group(format!("{name}, {events} events"));
        group.sampling_mode(SamplingMode::Flat);
        for row in rows() {
            let mut run = None;
            group.bench_function(row.name, |b| {
                // Started only where a filter on the command line lets it through.
                let run = run.get_or_insert_with(|| row.start(&sample));
                b.iter_custom(|count| (0..count).map(|_| run()).sum());
            });
        }
        group.finish();
    }
}
