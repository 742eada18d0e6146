//! A letter of a filter typed and deleted: parsing, finding, the rows and what is offered.

#[allow(dead_code, reason = "some of it is for the table of slopes")]
mod rows;

use criterion::{Criterion, criterion_group, criterion_main};
use rows::sampling;

fn query(c: &mut Criterion) {
    sampling::group(c, "query");
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = query }
criterion_main!(benches);
