//! The palette: everything that can be done, by name.

use annals::load::{Loaded, load};
use annals::tui::commands::name_of;
use annals::tui::effect::Effect;
use annals::tui::key::Key;
use annals::tui::keys::{Context, KEYS};
use annals::tui::layer::Layer;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::shot;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use insta::assert_snapshot;

use crate::support::root;

fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).expect("the curated timeline")
}

fn screen(size: (u16, u16), keys: &str) -> String {
    picture::text(&shot(coalition(), Origin::default(), Theme::DARK, size, keys))
}

/// The state after keys, and what was asked for last.
fn after(keys: &str) -> (State, Option<Effect>) {
    let mut state = State::new(coalition(), Origin::default(), Theme::DARK, (100, 30));
    let effect = Key::of_line(keys).filter_map(|key| press(&mut state, &key)).last();
    (state, effect)
}

#[test]
fn screens_of_the_palette() {
    assert_snapshot!("palette_120x40", screen((120, 40), ":"));
    assert_snapshot!("palette_narrowed_80x24", screen((80, 24), "C-p s i l e n"));
}

#[test]
fn every_command_is_found_by_its_name_and_does_what_its_key_does() {
    for context in [Context::Pane(annals::tui::action::Pane::Events), Context::Disputes, Context::Help] {
        let open = match context {
            Context::Disputes => "D",
            Context::Help => "?",
            _ => "",
        };
        for row in KEYS.iter().filter(|row| row.here.contains(&context)) {
            let Some(name) = name_of(row.action).filter(|name| *name != "palette") else { continue };
            let typed: Vec<String> =
                name.replace('-', " ").chars().map(|c| if c == ' ' { "Space".into() } else { c.to_string() }).collect();
            let (by_name, effect_by_name) = after(&format!("{open} : {} Enter", typed.join(" ")));
            let (by_key, effect_by_key) = after(&format!("{open} {}", row.keys[0]));
            assert_eq!(effect_by_name, effect_by_key, "{name}");
            let picture = |state: &State| {
                let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 100, 30));
                ratatui::widgets::Widget::render(state, buffer.area, &mut buffer);
                picture::text(&buffer)
            };
            assert_eq!(picture(&by_name), picture(&by_key), "{name}");
        }
    }
}

#[test]
fn what_is_called_nothing_says_so_and_esc_goes_back() {
    let told = screen((100, 30), ": z z z z q q Enter");
    let footer = told.lines().last().unwrap_or_default();
    assert!(footer.starts_with(" nothing that can be done here is called that: “zzzzqq”"), "{footer}");
    assert_eq!(screen((100, 30), ": s i Esc"), screen((100, 30), ""));
}

#[test]
fn a_list_in_which_nothing_fits_stays_and_what_is_typed_next_is_meant_for_it() {
    for (open, none) in [(":", "nothing that can be done here"), ("a", "no actor"), ("V", "no view")] {
        let words = format!("{none} is called that: “zzqx”");
        let told = screen((100, 30), &format!("{open} z z q x Enter"));
        assert!(told.lines().last().is_some_and(|footer| footer.contains(&words)), "{told}");
        let (state, effect) = after(&format!("{open} z z q x Enter q"));
        assert!(matches!(&state.layers[..], [Layer::Picker(picker)] if picker.input.value() == "zzqxq"), "{open}");
        assert_eq!(effect, None, "q is a letter there");
        assert_eq!(screen((100, 30), &format!("{open} z z q x Enter q Esc")), screen((100, 30), ""));
    }
    let (state, _) = after("a z z q x Enter C-u m a c r o n Enter");
    let picked = state.picked.map(|actor| state.timeline.actor(actor).id().to_owned());
    assert_eq!(picked.as_deref(), Some("macron"));
}
