//! Typing a filter, letter by letter: what is found, its rows, and what is offered.

use annals::model::query::Query;
use annals::tui::action::Action;
use annals::tui::state::State;
use annals::tui::update::{Step, update};
use ratatui::buffer::Buffer;
use ratatui::widgets::Widget;
use tui_input::InputRequest;

use super::{Row, Run, Sample, looking, timed};

/// A query before its last letter, and that letter; and whether it finds anything then.
const TYPED: &[(&str, &str, char, bool)] = &[
    ("a word that stands everywhere", "th", 'e', true),
    ("a word of every tenth event", "ministe", 'r', true),
    ("a word that stands nowhere", "zzqxv", 'j', false),
    ("a phrase with a capital", "\"to the\" Krakó", 'w', true),
    ("a name, as a word", "lerde", 'n', true),
    ("an actor by part of a name", "actor:lerd", 'e', true),
    ("an actor that is none", "actor:qqqqqqq", 'q', false),
    ("an id", "id:border-", '0', true),
    ("an id that is none", "id:what-happened-999", '9', false),
    ("a tag, offered", "tag:dorbratr", 'e', true),
    ("a place", "place:Parliament place:par", 'l', true),
    ("a time", "from:200", '1', true),
    (
        "much at once",
        "(minister OR tag:dorbratre) NOT actor:lerden-0 from:1975 to:2010 -\"the bridge\" on:19X",
        'X',
        true,
    ),
];

/// How long is waited for the first screen: a query before its last letter, and that letter.
const FIRST: &[(&str, &str, char)] = &[
    ("the first screen of a word that stands everywhere", "th", 'e'),
    ("the first screen of a word of every tenth event", "ministe", 'r'),
    ("the first screen of a word that stands nowhere", "zzqxv", 'j'),
    ("the first screen of a phrase with a capital", "\"to the\" Krakó", 'w'),
    ("the first screen of a name, as a word", "lerde", 'n'),
    ("the first screen of an actor by part of a name", "actor:lerd", 'e'),
    ("the first screen of a tag, offered", "tag:dorbratr", 'e'),
    ("the first screen of a time", "from:200", '1'),
];

/// How long is waited until it says how many there are.
const COUNTED: &[(&str, &str, char)] = &[
    ("how many have a word that stands everywhere", "th", 'e'),
    ("how many have a word of every tenth event", "ministe", 'r'),
    ("how many have a phrase with a capital", "\"to the\" Krakó", 'w'),
    ("how many have a name, as a word", "lerde", 'n'),
    ("how many have an actor by part of a name", "actor:lerd", 'e'),
    ("how many have a tag, offered", "tag:dorbratr", 'e'),
    ("how many are of a time", "from:200", '1'),
];

/// A letter typed until all that it keeps is shown, then until the first screen is there, then until it says how many
/// are kept, then the whole of a query found without a screen.
pub fn rows() -> Vec<Row> {
    let typed = TYPED.iter().map(|&(name, typed, letter, finds)| {
        Row::new(name, move |sample| {
            assert_eq!(found(sample, &format!("{typed}{letter}")) > 0, finds, "{typed}{letter}");
            keystroke(sample, typed, letter, |_| true)
        })
    });
    let until = |rows: &'static [(&str, &str, char)], is_waited_for: fn(&State) -> bool| {
        rows.iter().map(move |&(name, typed, letter)| {
            Row::new(name, move |sample| keystroke(sample, typed, letter, is_waited_for))
        })
    };
    let first = until(FIRST, |_| false);
    let counted = until(COUNTED, |state| state.kept_so_far().is_some_and(|(_, is_growing)| is_growing));
    let without = |name, query: &'static str| {
        Row::new(name, move |sample: &Sample| Box::new(move || timed(|| found(sample, query))) as Run<'_>)
    };
    let without_screen = [
        without("no screen: an actor in a range of time", "actor:lerden-0 from:1980 to:1989"),
        without("no screen: a word", "minister"),
    ];
    typed.chain(first).chain(counted).chain(without_screen).collect()
}

/// How many events a query finds; none where it cannot be read.
fn found(sample: &Sample, query: &str) -> usize {
    let timeline = &sample.loaded().timeline;
    Query::parse(timeline, query).map_or(0, |query| query.find(timeline).ixs().len())
}

/// A letter typed and a frame drawn, and as long as something `is_waited_for`, what is left done and drawn.
fn keystroke<'s>(sample: &'s Sample, typed: &str, letter: char, is_waited_for: fn(&State) -> bool) -> Run<'s> {
    let mut state = looking::state(sample, "f");
    state.paste(typed);
    while state.go_on() != Step::Idle {}
    let mut buffer = Buffer::empty(looking::area());
    Box::new(move || {
        let mut frame = |state: &State| state.render(looking::area(), &mut buffer);
        let time = timed(|| {
            update(&mut state, Action::Type(letter));
            frame(&state);
            while is_waited_for(&state) && state.go_on() != Step::Idle {
                frame(&state);
            }
        });
        update(&mut state, Action::Edits(InputRequest::DeletePrevChar));
        while state.go_on() != Step::Idle {}
        time
    })
}
