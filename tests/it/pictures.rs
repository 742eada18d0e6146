//! Every view as a picture: at three sizes, on a dark and on a light ground, as people would post it.

use std::path::PathBuf;

use annals::load::load;
use annals::tui::origin::Origin;
use annals::tui::picture::{self, Palette};
use annals::tui::roles::Colours;
use annals::tui::shot;
use annals::tui::theme::Theme;
use insta::assert_snapshot;
use ratatui::buffer::Buffer;

use crate::support::root;

const BRIDGE: &str = "examples/harbour-bridge/timeline.yaml";
const COALITION: &str = "timeline.yaml";

/// Each view: its name, the timeline, and the keys that lead to it.
const VIEWS: [(&str, &str, &str); 8] = [
    ("panes", COALITION, "a kellogg Enter"),
    ("event", COALITION, "/ poland Enter Enter"),
    ("lanes", COALITION, "L r a kellogg Enter"),
    ("near", BRIDGE, "G k + + + L"),
    ("track", BRIDGE, "2 g j p k p P h"),
    ("silences", COALITION, "a macron Enter S"),
    ("disputes", COALITION, "D g"),
    ("known", BRIDGE, ". . . g j j j j j j j j 3"),
];

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn grounds() -> [(&'static str, Theme, Palette); 2] {
    let on = |colours| Theme { colours, ..Theme::DARK };
    [("dark", on(Colours::DARK), picture::DARK), ("light", on(Colours::LIGHT), picture::LIGHT)]
}

fn drawn(file: &str, size: (u16, u16), theme: Theme, keys: &str) -> Buffer {
    let paths = vec![PathBuf::from(root()).join(file)];
    let loaded = load(&paths).expect("a timeline");
    shot(loaded, Origin { paths, ..Origin::default() }, theme, size, keys)
}

#[test]
fn every_view_at_every_size() {
    for (view, file, keys) in VIEWS {
        for (width, height) in SIZES {
            let buffer = drawn(file, (width, height), Theme::DARK, keys);
            assert_snapshot!(format!("picture_{view}_{width}x{height}"), picture::text(&buffer));
        }
    }
}

/// How much lighter one colour is than another (WCAG 2).
fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
    let luminance = |(red, green, blue): (u8, u8, u8)| {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_picture_is_well_formed_legible_and_has_every_word() {
    for (view, file, keys) in VIEWS {
        for size in SIZES {
            for (ground, theme, palette) in grounds() {
                let buffer = drawn(file, size, theme, keys);
                for cell in buffer.content().iter().filter(|cell| cell.symbol().trim() != "") {
                    let contrast = contrast(palette.letters(cell.fg), palette.ground(cell.bg));
                    assert!(contrast >= 4.5, "{view} on {ground}: {cell:?} has a contrast of {contrast:.1}");
                }
                let svg = picture::svg(&buffer, &palette);
                let tree = roxmltree::Document::parse(&svg).expect("well-formed");
                let words: String =
                    tree.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
                let squeezed: String = words.split_whitespace().collect();
                for line in picture::text(&buffer).lines() {
                    for word in line.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.len() > 2) {
                        assert!(squeezed.contains(word), "{view} {size:?}: no {word} in the picture");
                    }
                }
            }
        }
    }
}
