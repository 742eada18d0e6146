//! Everything written in each format.

#[allow(dead_code, reason = "some of it is for the table of slopes")]
mod rows;

use criterion::{Criterion, criterion_group, criterion_main};
use rows::sampling;

fn export(c: &mut Criterion) {
    sampling::group(c, "export");
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = export }
criterion_main!(benches);
