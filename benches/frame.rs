//! A frame of the explorer at 1,000 to 100,000 events: the cost must not grow with them.

use std::fmt::Write;
use std::hint::black_box;

use annals::load::of_texts;
use annals::tui::key::Key;
use annals::tui::origin::Origin;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// A timeline of so many events by fifty speakers, a quote each, with vague and exact dates, and a dispute for every hundred.
fn timeline(events: usize) -> String {
    let mut yaml = String::from(
        "annals: 1\ntitle: Bench\nsources:\n  s: { title: A source, outlet: An outlet, published: 2030 }\nactors:\n",
    );
    for actor in 0..50 {
        let _ = writeln!(yaml, "  actor-{actor}: Speaker Number {actor}");
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
        let speaker = event * 7 % 50;
        let _ = writeln!(
            yaml,
            "  - date: {date}\n    title: What happened as number {event} of all these events\n    actors: [actor-{speaker}]\n    statements:\n      - {{ speaker: actor-{speaker}, voice: direct, source: s, quote: These are the very words number {event} of the speaker }}"
        );
    }
    yaml.push_str("disputes:\n");
    for dispute in 0..events / 100 {
        let (first, other) = (dispute * 100 + 1, dispute * 100 + 51);
        let _ = writeln!(
            yaml,
            "  - question: Was it number {first} or {other}?\n    sides:\n      - {{ event: '@{first}', holds: the former }}\n      - {{ source: s, quote: number {other} of the speaker, holds: the latter }}"
        );
    }
    yaml
}

fn state(events: usize, size: (u16, u16)) -> State {
    let loaded = of_texts(vec![("bench.yaml".to_owned(), timeline(events))]);
    assert!(!loaded.is_faulty());
    State::new(loaded, Origin::default(), Theme::DARK, size)
}

/// What is on the screen, by the keys that lead there, and a key that is then pressed for each frame.
const VIEWS: &[(&str, &str, &str)] = &[
    ("panes", "", "j"),
    ("everything selected", "v G", "k"),
    ("an actor's rows", "2 Enter 1", "j"),
    ("an event in full", "Enter", "j"),
    ("sources", "s", "j"),
    ("lanes", "L", "l"),
    ("lanes from nearer", "L r + + +", "j"),
    ("lanes of sources", "L S-Tab", "l"),
    ("disputes", "D G g", "j"),
    ("help", "?", "j"),
];

fn frame(c: &mut Criterion) {
    let size = (200, 60);
    let area = Rect::new(0, 0, size.0, size.1);
    for events in [1_000, 10_000, 100_000] {
        let start = state(events, size);
        let mut group = c.benchmark_group(format!("frame of 200x60, {events} events"));
        for (name, keys, held) in VIEWS {
            let mut state = start.clone();
            Key::of_line(keys).for_each(|key| drop(press(&mut state, &key)));
            let held = Key::of_name(held).expect("a key");
            let mut buffer = Buffer::empty(area);
            group.bench_function(*name, |b| {
                b.iter(|| {
                    press(&mut state, &held);
                    buffer.reset();
                    (&state).render(area, &mut buffer);
                    black_box(&buffer);
                });
            });
        }
        group.finish();
    }
}

fn load(c: &mut Criterion) {
    let yaml = timeline(10_000);
    c.bench_function("load 10000 events", |b| {
        b.iter(|| of_texts(vec![("bench.yaml".to_owned(), black_box(&yaml).clone())]));
    });
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = frame, load }
criterion_main!(benches);
