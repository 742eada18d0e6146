//! What is measured, a row each, at any size: criterion and the table of slopes take the same rows.

mod exporting;
pub mod looking;
pub mod mirror;
mod opening;
mod querying;
pub mod sampling;

#[allow(dead_code, reason = "each bench takes what it needs")]
#[path = "../generator/mod.rs"]
pub mod generator;

use std::cell::OnceCell;
use std::hint::black_box;
use std::time::{Duration, Instant};

use annals::load::{Loaded, of_texts};

use generator::{Format, Made};

/// That of the program; what is measured beside it has it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A timeline of some size in every shape that a row may start from, made when first asked for.
pub struct Sample {
    /// How many events it has.
    pub events: usize,
    made: Made,
    yaml: OnceCell<String>,
    json: OnceCell<String>,
    loaded: OnceCell<Loaded>,
}

impl Sample {
    /// A timeline of so many events.
    pub fn new(events: usize) -> Self {
        let (yaml, json, loaded) = Default::default();
        Self { events, made: Made::new(events), yaml, json, loaded }
    }

    /// Its YAML.
    pub fn yaml(&self) -> &str {
        self.yaml.get_or_init(|| self.made.text(Format::Yaml))
    }

    /// Its JSON twin.
    pub fn json(&self) -> &str {
        self.json.get_or_init(|| self.made.text(Format::Json))
    }

    /// Its events, one JSON object a line.
    pub fn lines(&self) -> String {
        self.made.text(Format::Lines)
    }

    /// Read from its YAML, without a finding.
    pub fn loaded(&self) -> &Loaded {
        self.loaded.get_or_init(|| {
            let loaded = of_texts(vec![("bench.yaml".to_owned(), self.yaml().to_owned())]);
            assert_eq!(loaded.findings, vec![]);
            loaded
        })
    }
}

/// Does it once and says how long it took, without what it needs beforehand and what is dropped behind it.
pub type Run<'s> = Box<dyn FnMut() -> Duration + 's>;

/// One thing that is measured.
pub struct Row {
    /// What it does.
    pub name: &'static str,
    start: Box<dyn Fn(&Sample) -> Run<'_>>,
}

impl Row {
    fn new(name: &'static str, start: impl Fn(&Sample) -> Run<'_> + 'static) -> Self {
        Self { name, start: Box::new(start) }
    }

    /// All that it needs of the sample, ready to be run.
    pub fn start<'s>(&self, sample: &'s Sample) -> Run<'s> {
        (self.start)(sample)
    }
}

/// How long that took; what it gave is dropped afterwards.
fn timed<T>(what: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(what());
    let time = start.elapsed();
    drop(made);
    time
}

/// Rows that belong together, by the name of their bench.
pub type Group = (&'static str, fn() -> Vec<Row>);

/// Every group.
pub const GROUPS: &[Group] =
    &[("read", opening::rows), ("frame", looking::rows), ("query", querying::rows), ("export", exporting::rows)];
