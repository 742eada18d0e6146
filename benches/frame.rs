//! A key, a frame and its bytes, of each view: the cost must not grow with the events.

#[allow(dead_code, reason = "some of it is for the table of slopes")]
mod rows;

use criterion::{Criterion, criterion_group, criterion_main};
use rows::sampling;

fn frame(c: &mut Criterion) {
    sampling::group(c, "frame");
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = frame }
criterion_main!(benches);
