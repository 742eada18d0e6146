//! From the start of the program to its first frame in a real terminal, on the curated timeline and on generated ones.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

#[allow(dead_code, reason = "YAML is wanted, and nothing else")]
mod generator;

/// Starts the explorer, waits for the last line of its first frame, then quits it.
fn first_frame(timeline: &Path) -> Duration {
    let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
    command.arg(timeline);
    command.arg("--fresh");
    command.env("TERM", "xterm-256color");
    let mut out = pty.master.try_clone_reader().expect("its screen");
    let mut keyboard = pty.master.take_writer().expect("its keyboard");
    let start = Instant::now();
    let mut child = pty.slave.spawn_command(command).expect("the program");
    // While this end is open, the screen has no end to be read to.
    drop(pty.slave);
    let mut seen = Vec::new();
    let mut bytes = [0; 4096];
    // Blanks that were blank before are not sent, so one word is looked for: the last key of the footer.
    while !seen.windows(4).any(|window| window == b"help") {
        let count = out.read(&mut bytes).ok().filter(|count| *count > 0).expect("a frame");
        seen.extend_from_slice(&bytes[..count]);
    }
    let time = start.elapsed();
    keyboard.write_all(b"q").expect("a key");
    while out.read(&mut bytes).is_ok_and(|count| count > 0) {}
    child.wait().expect("its end");
    time
}

fn start(c: &mut Criterion) {
    let mut group = c.benchmark_group("start to first frame");
    let mut measure = |name: &str, timeline: &Path| {
        group.bench_function(name, |b| b.iter_custom(|count| (0..count).map(|_| first_frame(timeline)).sum()));
    };
    measure("timeline.yaml", &Path::new(env!("CARGO_MANIFEST_DIR")).join("timeline.yaml"));
    let folder = tempfile::tempdir().expect("a folder");
    for events in [1_000, 10_000, 100_000] {
        let path = folder.path().join("generated.yaml");
        fs::write(&path, generator::yaml(events)).expect("written");
        measure(&format!("{events} events"), &path);
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = start }
criterion_main!(benches);
