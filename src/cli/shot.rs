//! `annals shot`: one screen of the explorer after some keys, as text, as ANSI or as a picture.

use std::path::Path;

use clap::ValueEnum;

use crate::tui;
use crate::tui::picture;
use crate::tui::roles::Colours;
use crate::tui::settings::Settings;
use crate::tui::theme::Theme;

use super::out::{Failure, print_raw};
use super::{FINE, Input, settings};

/// What the screen is written as.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The characters alone
    Text,
    /// With colours, as a terminal takes them
    Ansi,
    /// A picture
    Svg,
}

/// The grounds that a picture is drawn on.
#[derive(Clone, Copy, ValueEnum)]
enum Ground {
    /// Light letters on dark
    Dark,
    /// Dark letters on light
    Light,
}

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// Columns and rows
    #[arg(long, default_value = "120x40", value_parser = size)]
    size: (u16, u16),
    /// Keys as tmux names them, pressed one after the other: 'j j C-d S-Tab Space Enter';
    /// a word that is no key is typed letter by letter
    #[arg(long, default_value = "")]
    keys: String,
    /// What to write the screen as
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// What the picture is drawn on
    #[arg(long, value_enum, default_value_t = Ground::Dark)]
    ground: Ground,
    /// Draw lines and marks in ASCII
    #[arg(long)]
    ascii: bool,
    /// The colours: those of --config, or for the ground; auto are those that can be read on any ground
    #[arg(long, value_enum, value_name = "THEME")]
    theme: Option<Hues>,
    /// Draw without colours, as --theme mono
    #[arg(long, conflicts_with = "theme")]
    mono: bool,
}

/// The colours that are used.
#[derive(Clone, Copy, ValueEnum)]
enum Hues {
    /// Those that can be read on any ground
    Auto,
    /// For a dark ground
    Dark,
    /// For a light ground
    Light,
    /// The terminal's own text colour throughout
    Mono,
}

impl Args {
    /// The colours that are named; else those of the settings, which are for the ground unless they name some.
    fn colours(&self, settings: &Settings) -> Colours {
        let named = match self.theme {
            _ if self.mono => return Colours::NONE,
            None => return settings.colours(Some(matches!(self.ground, Ground::Dark))),
            Some(Hues::Mono) => return Colours::NONE,
            Some(Hues::Auto) => "auto",
            Some(Hues::Dark) => "dark",
            Some(Hues::Light) => "light",
        };
        Settings { theme: named, ..settings.clone() }.colours(None)
    }
}

/// `120x40`, each of 1 to 1000.
fn size(text: &str) -> Result<(u16, u16), String> {
    let sides = text.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides
        .filter(|(width, height)| (1..=1000).contains(width) && (1..=1000).contains(height))
        .ok_or_else(|| "a size is COLUMNSxROWS, as 120x40, at most 1000x1000".to_owned())
}

/// Draws with the settings of `config`; where none is named, with none rather than the user's own, so that a
/// picture is the same everywhere.
pub fn run(args: &Args, config: Option<&Path>) -> Result<u8, Failure> {
    let settings = match config {
        Some(_) => Settings::of(&settings::read(config)?).0,
        None => Settings::default(),
    };
    let loaded = args.input.read()?;
    let unicode = !args.ascii && !settings.ascii;
    let theme = Theme { colour: true, unicode, colours: args.colours(&settings) };
    let buffer = tui::shot_with(loaded, args.input.origin(), theme, settings, args.size, &args.keys);
    let palette = match args.ground {
        Ground::Dark => &picture::DARK,
        Ground::Light => &picture::LIGHT,
    };
    print_raw(&match args.format {
        Format::Text => picture::text(&buffer),
        Format::Ansi => picture::ansi(&buffer),
        Format::Svg => picture::svg(&buffer, palette),
    })?;
    Ok(FINE)
}
