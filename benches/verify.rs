//! 10,000 quotes against 100 copies: the whole road from the files to the ledger, and the ledger alone.

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;

use annals::evidence::{Ledger, Shelf};
use annals::load::load;
use criterion::{Criterion, criterion_group, criterion_main};
use tempfile::{TempDir, tempdir};

#[path = "../tests/it/falsify/mod.rs"]
#[allow(dead_code, reason = "only true quotes are taken from there")]
mod falsify;

use falsify::Drawn;
use falsify::dice::Dice;
use falsify::prose::{Article, articles};

const COPIES: usize = 100;
const QUOTES: usize = 10_000;

/// A folder with the copies and a timeline; one in so many quotes is false, by a word or altogether.
fn folder(false_in: Option<usize>) -> (TempDir, PathBuf) {
    let folder = tempdir().expect("a folder");
    let mut dice = Dice::new(11);
    let pieces = articles(12, COPIES * 2);
    let articles: Vec<Article> =
        pieces.chunks(2).map(|pair| Article::new([&*pair[0].paragraphs, &*pair[1].paragraphs].concat())).collect();
    let mut yaml = String::from("annals: 1\nsources:\n");
    for (nth, article) in articles.iter().enumerate() {
        let name = format!("copy-{nth}.txt");
        fs::write(folder.path().join(&name), &article.text).expect("written");
        let _ = writeln!(yaml, "  s-{nth}: {{ title: Source {nth}, copy: {name} }}");
    }
    yaml.push_str("events:\n");
    let mut made = 0;
    while made < QUOTES {
        let source = dice.below(COPIES);
        let article = &articles[source];
        let Some(drawn) = Drawn::new(&mut dice, article).filter(|drawn| drawn.is_unique(article)) else { continue };
        let mut words = drawn.words.clone();
        if false_in.is_some_and(|every| made % every == 0) {
            let changed = if dice.one_in(2) { 1 } else { words.len() };
            words.iter_mut().take(changed).for_each(|word| *word = format!("other{}", word.len()));
        }
        let quote = serde_json::Value::from(words.join(" "));
        let _ = writeln!(
            yaml,
            "  - title: Event {made}\n    date: 2024\n    evidence: [{{ source: s-{source}, quote: {quote} }}]"
        );
        made += 1;
    }
    let path = folder.path().join("timeline.yaml");
    fs::write(&path, yaml).expect("written");
    (folder, path)
}

fn verify(c: &mut Criterion) {
    for (name, false_in) in [("all true", None), ("one in ten drifted or an orphan", Some(10))] {
        let (_folder, path) = folder(false_in);
        let paths = vec![path];
        let shelf = Shelf::new(&paths, &[]);
        let loaded = load(&paths).expect("readable");
        let tally = Ledger::new(&loaded.timeline, &shelf).tally();
        println!("{} of {} quotes proved", tally.proved, tally.all());
        let mut group = c.benchmark_group(format!("{QUOTES} quotes against {COPIES} copies, {name}"));
        group.bench_function("whole road", |b| {
            b.iter(|| {
                let loaded = load(black_box(&paths)).expect("readable");
                Ledger::new(&loaded.timeline, &shelf)
            });
        });
        group.bench_function("ledger alone", |b| b.iter(|| Ledger::new(black_box(&loaded.timeline), &shelf)));
        group.finish();
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = verify }
criterion_main!(benches);
