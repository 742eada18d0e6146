//! Two keystrokes in the filter prompt over 10,000 events, a letter typed and deleted: parsing, finding, the rows
//! and what is offered.

use std::fmt::Write;
use std::hint::black_box;

use annals::load::of_texts;
use annals::tui::action::Action;
use annals::tui::key::Key;
use annals::tui::origin::Origin;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::{press, update};
use criterion::{Criterion, criterion_group, criterion_main};
use tui_input::InputRequest;

/// A timeline of so many events with ids, places, tags and a quote each, by 500 speakers with accents in their names.
fn timeline(events: usize) -> String {
    let mut yaml = String::from("annals: 1\ntitle: Bench\nsources:\n");
    for source in 0..200 {
        let _ = writeln!(
            yaml,
            "  s-{source}: {{ title: Source {source}, outlet: Outlet {}, published: 2020-01 }}",
            source % 20
        );
    }
    yaml.push_str("actors:\n");
    for actor in 0..500 {
        let _ = writeln!(
            yaml,
            "  actor-{actor}: {{ name: Zoé Wałęsa {actor}, kind: person, aliases: [The {actor}th Speaker] }}"
        );
    }
    yaml.push_str("events:\n");
    for event in 0..events {
        let (year, month, day) = (1950 + event % 70, event / 70 % 12 + 1, event / 840 % 28 + 1);
        let date = match event % 4 {
            0 => format!("{year}-{month:02}-{day:02}"),
            1 => format!("{year}-{month:02}~"),
            2 => format!("{year}?"),
            _ => format!("{year}-{month:02}-{day:02}/{year}-12"),
        };
        let (speaker, source) = (event * 7 % 500, event * 3 % 200);
        let _ = writeln!(
            yaml,
            "  - id: what-happened-{event}\n    date: {date}\n    title: What happened as number {event} of all these events\n    summary: A sentence of the curator’s own words, as long as such sentences are, about number {event}.\n    place: Town {}\n    tags: [tag-{}, common]\n    actors: [actor-{speaker}]\n    statements:\n      - {{ id: said-{event}, speaker: actor-{speaker}, voice: direct, source: s-{source}, topics: [topic-{}], quote: These are the “very words” number {event} of the speaker who spoke }}",
            event % 300,
            event % 1000,
            event % 100,
        );
    }
    yaml
}

/// A query before its last letter, and that letter.
const TYPED: &[(&str, &str, char)] = &[
    ("a word that stands everywhere", "numbe", 'r'),
    ("a word that stands nowhere", "zebr", 'a'),
    ("a phrase with a capital", "\"The 7th\" Wałę", 's'),
    ("an actor by part of a name", "actor:wales", 'a'),
    ("an actor that is none", "actor:qqqqqqq", 'q'),
    ("an id", "id:what-happened-999", '9'),
    ("an id that is none", "id:what-happened-9999", '9'),
    ("a tag, offered", "tag:tag-9", '9'),
    ("a place", "place:\"Town 1\" place:tow", 'n'),
    ("a time", "from:200", '1'),
    ("much at once", "(words OR tag:common) NOT actor:actor-1 from:1960 to:2010 -\"number 77\" on:19X", 'X'),
];

fn keystroke(c: &mut Criterion) {
    let loaded = of_texts(vec![("bench.yaml".to_owned(), timeline(10_000))]);
    assert!(!loaded.is_faulty());
    let start = State::new(loaded, Origin::default(), Theme::DARK, (200, 60));
    let mut group = c.benchmark_group("a letter typed and deleted in a filter, 10000 events");
    for (name, typed, letter) in TYPED {
        let mut state = start.clone();
        press(&mut state, &Key::of_name("f").expect("a key"));
        state.paste(typed);
        group.bench_function(*name, |b| {
            b.iter(|| {
                update(&mut state, Action::Type(*letter));
                update(&mut state, Action::Edits(InputRequest::DeletePrevChar));
                black_box(&state);
            });
        });
    }
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = keystroke }
criterion_main!(benches);
