//! The README's questions, answered key by key; and every statement of every actor a few keys from anywhere.

use annals::load::{Loaded, load};
use annals::model::timeline::Passage;
use annals::tui::key::Key;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::support::root;

/// How many keys a question may take.
const MOST: usize = 9;

fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).expect("the curated timeline")
}

fn desk(size: (u16, u16)) -> State {
    State::new(coalition(), Origin::default(), Theme::DARK, size)
}

fn type_keys(state: &mut State, keys: &str) {
    for key in Key::of_line(keys) {
        press(state, &key);
    }
}

fn screen(state: &State) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
    state.render(buffer.area, &mut buffer);
    picture::text(&buffer)
}

/// The rows of the README's table: a question, its keys, and the words that then stand on the screen.
fn questions() -> Vec<(String, String, Vec<String>)> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let table = readme.split("<!-- questions -->").nth(1).and_then(|rest| rest.split("<!-- /questions -->").next());
    let rows =
        table.expect("the table").lines().filter(|line| line.starts_with("| ") && !line.starts_with("| question"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let shown = cells[2].split('“').skip(1).filter_map(|part| part.split('”').next()).map(str::to_owned).collect();
        (cells[0].to_owned(), cells[1].trim_matches('`').to_owned(), shown)
    })
    .collect()
}

#[test]
fn every_question_of_the_readme_is_answered_in_under_ten_keys() {
    let questions = questions();
    assert!(questions.len() > 8, "{questions:#?}");
    let (mut state, mut count) = (desk((120, 40)), 0);
    for (question, keys, shown) in questions {
        // One that goes on from the row above goes on from its keys.
        if !question.starts_with('…') {
            (state, count) = (desk((120, 40)), 0);
        }
        count += keys.split_whitespace().count();
        type_keys(&mut state, &keys);
        let screen = screen(&state);
        assert!(count <= MOST, "{question} takes {count} keys");
        assert!(!shown.is_empty(), "{question}");
        for words in shown {
            assert!(screen.contains(&words), "{question} {keys}: no “{words}” on\n{screen}");
        }
    }
}

#[test]
fn every_statement_of_every_actor_is_four_keys_from_any_view() {
    let timeline = coalition().timeline;
    let speakers = timeline.actors_by_weight().iter().filter(|actor| !timeline.statements_of(**actor).is_empty());
    for actor in speakers {
        let said = timeline.statements_of(*actor);
        let name: Vec<String> = timeline
            .actor(*actor)
            .name()
            .chars()
            .map(|letter| if letter == ' ' { "Space".to_owned() } else { letter.to_string() })
            .collect();
        for view in ["", "3", "2 G", "Enter", "L", "P", "S", "D", "s", "?", "G z"] {
            for (nth, statement) in said.iter().enumerate() {
                let mut state = desk((80, 24));
                type_keys(&mut state, view);
                type_keys(&mut state, &format!("a {}", name.join(" ")));
                // Forward, or backward round the end.
                let (on, back) = (nth, said.len() - nth);
                let walk = if on <= back { "] ".repeat(on) } else { "[ ".repeat(back) };
                let keys = format!("Enter {walk}");
                assert!(keys.split_whitespace().count() <= 4, "statement {nth} of {name:?}: {keys}");
                type_keys(&mut state, &keys);
                assert_eq!(state.passage(), Some(Passage::Statement(*statement)), "{view:?} a {name:?} {keys}");
            }
        }
    }
}
