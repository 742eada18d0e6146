//! The mouse: clicks, wheel and drags go in, a screen comes out; and the terminal has it back at the end.

use annals::load::{Loaded, load};
use annals::tui::action::{Pane, Way};
use annals::tui::key::Key;
use annals::tui::layer::Layer;
use annals::tui::layout::screen;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::pointer::{Pointer, Touch};
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::{point, press};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::pty::{self, Pty};
use crate::support::root;

/// The explorer with a mouse.
struct Desk(State);

impl Desk {
    fn on(size: (u16, u16)) -> Self {
        Self(State::new(coalition(), Origin::default(), Theme { colour: true, unicode: true, ..Theme::DARK }, size))
    }

    fn keys(mut self, keys: &str) -> Self {
        for key in Key::of_line(keys) {
            press(&mut self.0, &key);
        }
        self
    }

    fn touch(mut self, touch: Touch, at: (u16, u16)) -> Self {
        let effect = point(&mut self.0, Pointer { touch, at });
        assert_eq!(effect, None);
        self
    }

    fn click(self, at: (u16, u16)) -> Self {
        self.touch(Touch::Press, at).touch(Touch::Release, at)
    }

    fn screen(&self) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.0.size.0, self.0.size.1));
        (&self.0).render(buffer.area, &mut buffer);
        picture::text(&buffer)
    }

    /// The first cell at which some words stand.
    fn find(&self, words: &str) -> (u16, u16) {
        let screen = self.screen();
        let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).expect(words);
        let x = line[..line.find(words).unwrap()].chars().count();
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    }

    fn title(&self) -> String {
        self.0.event().map(|event| self.0.timeline.event(event).title().to_owned()).unwrap_or_default()
    }
}

fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).expect("the curated timeline")
}

#[test]
fn a_click_goes_there_and_a_second_one_opens() {
    let desk = Desk::on((120, 40));
    let at = desk.find("Idea of a Coalition");
    let desk = desk.click(at);
    assert_eq!(desk.title(), "Idea of a Coalition of the Willing emerges");
    assert!(matches!(desk.click(at).0.layers.last(), Some(Layer::Reader(_))));
    let desk = Desk::on((120, 40)).keys("2 g 1");
    let at = desk.find("Emmanuel Macron  ");
    let desk = desk.click(at);
    assert_eq!((desk.0.focus, desk.0.actor_row), (Pane::Actors, 2));
    assert_eq!(desk.click(at).0.filter.text, "speaker:macron");
    let desk = Desk::on((120, 40)).keys("a macron Enter ]");
    let at = desk.find("ready to deploy once");
    let desk = desk.click(at);
    assert_eq!((desk.0.focus, desk.0.quote), (Pane::Quotes, 1));
}

#[test]
fn every_row_that_is_drawn_is_the_row_that_is_clicked() {
    for (size, keys) in [((80, 24), ""), ((120, 40), "G"), ((40, 14), "j j j"), ((100, 30), "z"), ((80, 24), "C-d r")] {
        let screen = screen(&Desk::on(size).keys(keys).0);
        for y in screen.events.y + 1..screen.events.bottom().saturating_sub(1) {
            let desk = Desk::on(size).keys(keys);
            let before = desk.screen();
            let line = before.lines().nth(usize::from(y)).unwrap_or_default().to_owned();
            let desk = desk.click((screen.events.x + 5, y));
            let begin: String = desk.title().chars().take(12).collect();
            if line.contains('…') || !line.contains("without a date") && !line.trim_matches(['│', ' ']).is_empty() {
                assert!(line.contains(&begin), "{line:?} was clicked, {begin:?} was gone to");
            }
        }
    }
}

#[test]
fn the_wheel_moves_what_lies_under_it() {
    let desk = Desk::on((120, 40)).keys("2 g 1");
    let actors = desk.find("Keir Starmer");
    let desk = desk.touch(Touch::Wheel(Way::Next), actors);
    assert_eq!(desk.0.focus, Pane::Events, "the focus stays");
    assert!(desk.0.actor_row >= 3 && desk.0.row == 0);
    let events = desk.find("Initiative takes shape");
    let desk = desk.touch(Touch::Wheel(Way::Next), events).touch(Touch::Wheel(Way::Next), events);
    assert_eq!(desk.0.row, 6);
    assert_eq!(desk.touch(Touch::Wheel(Way::Previous), events).0.row, 3);
    let help = Desk::on((80, 24)).keys("?").touch(Touch::Wheel(Way::Next), (10, 10));
    assert!(help.screen().contains("Help: lines 4 to"), "{}", help.screen());
}

#[test]
fn records_and_names_are_clicked_too() {
    let desk = Desk::on((120, 40)).keys("s g");
    let second = desk.find("Copy: 000");
    let clicked = desk.click(second);
    assert!(matches!(clicked.0.layers.last(), Some(Layer::Sources(spot)) if spot.record == 0), "{}", clicked.screen());
    assert!(clicked.click(second).0.filter.text.starts_with("source:"), "a second click opens");
    let desk = Desk::on((120, 40)).keys("a");
    let macron = desk.find("Emmanuel Macron (");
    let desk = desk.click(macron);
    assert!(matches!(desk.0.layers.last(), Some(Layer::Picker(_))), "the first click chooses");
    assert_eq!(desk.click(macron).title(), "Macron says the coalition works daily on a plan");
}

#[test]
fn a_thing_in_the_lanes_is_clicked() {
    let lane = |desk: &Desk| match desk.0.layers.last() {
        Some(Layer::Lanes(view)) => view.lane().map(|lane| lane.label.clone()).unwrap_or_default(),
        _ => "no lanes".to_owned(),
    };
    let desk = Desk::on((120, 40)).keys("L");
    let (x, y) = desk.find("Giorgia Meloni");
    let desk = desk.click((x, y));
    assert_eq!(lane(&desk), "Giorgia Meloni", "on a name, its lane");
    let (_, y) = desk.find("Emmanuel Macron");
    let desk = desk.click((100, y));
    assert_eq!(lane(&desk), "Emmanuel Macron");
    assert!(desk.title().contains("Macron"), "{}", desk.title());
    let date = desk.0.event().and_then(|event| desk.0.timeline.event(event).date().map(|date| date.text().to_owned()));
    assert_eq!(date.as_deref(), Some("2025-07~"), "what lies there, and not what lies elsewhere in the lane");
    assert!(matches!(desk.click((100, y)).0.layers.last(), Some(Layer::Reader(_))), "a second click opens");
}

#[test]
fn a_drag_along_the_axis_selects_time() {
    let desk = Desk::on((120, 40));
    let (_, y) = desk.find("Jul 7");
    let x = 96;
    let desk = desk.touch(Touch::Press, (x, y));
    assert_eq!(desk.title(), "Trump authorises American participation in the talks", "a press goes there");
    let desk = desk.touch(Touch::Drag, (119, y));
    let screen = desk.screen();
    assert!(
        screen.contains("2025-07-02 to 2025-07-31: 16 events selected, 15 of them only possibly there"),
        "{screen}"
    );
    assert_eq!(desk.0.chosen().len(), 16);
    let desk = desk.touch(Touch::Release, (119, y)).touch(Touch::Drag, (0, y));
    assert_eq!(desk.0.chosen().len(), 16, "after the release no drag goes on");
    let desk = Desk::on((120, 40)).touch(Touch::Press, (119, y)).touch(Touch::Drag, (0, y));
    assert_eq!(desk.0.chosen().len(), 29, "backwards too");
}

#[test]
fn f2_gives_the_mouse_back() {
    let desk = Desk::on((80, 24)).keys("F2");
    assert!(desk.screen().contains("the mouse is the terminal's"));
    let row = desk.0.row;
    assert_eq!(desk.click((10, 10)).0.row, row);
}

#[test]
fn the_terminal_is_told_and_has_it_back() {
    const ON: &[u8] = b"\x1b[?1002h";
    const OFF: &[u8] = b"\x1b[?1002l";
    let mut pty = Pty::start(pty::annals(&["timeline.yaml"]), (80, 24));
    pty.wait_for("events", |screen| screen.contents().contains("1 Events"));
    pty.write(b"\x1b[<0;10;9M\x1b[<0;10;9m");
    pty.wait_for("the row that was clicked", |screen| {
        screen.contents().lines().nth(8).is_some_and(|line| line.contains('▸'))
    });
    assert!(pty.came_since(0, ON) && !pty.came_since(0, OFF));
    pty.write(b"\x1bOQ");
    pty.wait_for("the mouse gone", |screen| screen.contents().contains("the mouse is the terminal's"));
    assert!(pty.came_since(0, OFF));
    let from = pty.came();
    pty.write(b"\x1bOQ");
    pty.wait_for("the mouse back", |screen| screen.contents().contains("the mouse is the explorer's"));
    assert!(pty.came_since(from, ON));
    let from = pty.came();
    pty.keys("q");
    pty.exit();
    assert!(pty.came_since(from, OFF), "it is given back at the end");
}

#[test]
fn without_a_mouse_nothing_is_asked_of_the_terminal() {
    let mut pty = Pty::start(pty::annals(&["--no-mouse", "timeline.yaml"]), (80, 24));
    pty.wait_for("events", |screen| screen.contents().contains("1 Events"));
    pty.keys("j q");
    pty.exit();
    assert!(!pty.came_since(0, b"\x1b[?1002h"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_touch_anywhere_panics(
        size in (1..100_u16, 1..40_u16),
        before in prop::sample::select(vec!["", "s", "S", "L", "L Tab Tab", "L +", "D", "P", "?", "a", "a zzz", "/ x", "f", "Enter", "z", "2", "x", "r", "f zzz Enter"]),
        touches in prop::collection::vec((0..5_u8, any::<bool>(), 0..120_u16, 0..50_u16), 1..12),
    ) {
        let mut desk = Desk::on(size).keys(before);
        for (touch, far, x, y) in touches {
            let touch = match touch {
                0 => Touch::Press,
                1 => Touch::Drag,
                2 => Touch::Release,
                3 => Touch::Wheel(Way::Next),
                _ => Touch::Wheel(Way::Previous),
            };
            point(&mut desk.0, Pointer { touch, at: if far { (u16::MAX, y) } else { (x, y) } });
            desk.screen();
        }
    }
}

#[test]
fn a_drag_along_the_axis_of_the_lanes_selects_time() {
    let desk = Desk::on((120, 40)).keys("L");
    let axis = screen(&desk.0).axis;
    let (from, to) = ((axis.x + 2, axis.y), (axis.right() - 3, axis.y));
    let desk = desk.touch(Touch::Press, from).touch(Touch::Drag, to).touch(Touch::Release, to);
    assert!(!desk.0.selection.marks.is_empty());
    assert!(desk.screen().contains("selected"), "{}", desk.screen());
}

#[test]
fn the_axis_is_that_of_the_lanes_only_while_they_are_on_top() {
    let of = |keys: &str| screen(&Desk::on((120, 40)).keys(keys).0).axis;
    assert_ne!(of("L"), of(""));
    for above in ["L Enter", "L t", "L s", "L ?"] {
        assert_eq!(of(above), of(""), "{above}");
    }
    for above in ["L f", "L a", "L m", "L Enter q", "L ? q"] {
        assert_eq!(of(above), of("L"), "{above}");
    }
    assert_eq!(Desk::on((120, 40)).keys("L Enter q").screen(), Desk::on((120, 40)).keys("L").screen());
}
