//! Opening: every reader beside `serde_json`, the index, and the whole road.

#[allow(dead_code, reason = "some of it is for the table of slopes")]
mod rows;

use criterion::{Criterion, criterion_group, criterion_main};
use rows::sampling;

fn read(c: &mut Criterion) {
    sampling::group(c, "read");
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = read }
criterion_main!(benches);
