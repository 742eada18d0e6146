//! Settings: what is written counts, what is wrong is told, and the explorer opens whatever stands there.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use annals::load::{Loaded, load};
use annals::model::finding::Finding;
use annals::tui::action::Action;
use annals::tui::chord::Chord;
use annals::tui::commands::{COMMANDS, action_of, name_of};
use annals::tui::effect::Effect;
use annals::tui::key::Key;
use annals::tui::keymap::Found;
use annals::tui::keys::{ALL, Context, KEYS, TYPING};
use annals::tui::layer::Layer;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::roles::{Colours, NAMES, ROLES};
use annals::tui::settings::Settings;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use annals::user::config::Config;
use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::widgets::Widget;
use tempfile::tempdir;

use crate::annals::{Run, run};
use crate::support::root;

/// The settings of a text, with all that is wrong with it.
fn read(text: &str) -> (Settings, Vec<Finding>) {
    Settings::of(&Config::of_text("config.toml".to_owned(), text.to_owned()))
}

/// The settings of a text that is without fault.
fn sound(text: &str) -> Settings {
    let (settings, findings) = read(text);
    assert!(findings.is_empty(), "{findings:#?}\n{text}");
    settings
}

/// The explorer on the curated timeline, after some keys.
struct Explorer {
    state: State,
    effects: Vec<Effect>,
}

impl Explorer {
    fn with(settings: Settings, size: (u16, u16)) -> Self {
        static COALITION: LazyLock<Loaded> =
            LazyLock::new(|| load(&[root().join("timeline.yaml")]).expect("the curated timeline"));
        let paths = vec![root().join("timeline.yaml")];
        let mut state = State::new(COALITION.clone(), Origin { paths, ..Origin::default() }, Theme::DARK, size);
        state.heed(settings);
        Self { state, effects: Vec::new() }
    }

    fn keys(mut self, keys: &str) -> Self {
        for key in Key::of_line(keys) {
            self.effects.extend(press(&mut self.state, &key));
        }
        self
    }

    fn screen(&self) -> String {
        let area = Rect::new(0, 0, self.state.size.0, self.state.size.1);
        let mut buffer = Buffer::empty(area);
        (&self.state).render(area, &mut buffer);
        picture::text(&buffer)
    }

    fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }

    fn is_asking(&self) -> bool {
        self.state.context() == Context::Prompt
    }
}

fn on(text: &str) -> Explorer {
    Explorer::with(sound(text), (120, 30))
}

/// Runs annals in a folder with this as `config.toml`.
fn shown(text: &str, args: &[&str]) -> Run {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), text).unwrap();
    run(folder.path(), &[args, &["--config", "config.toml"]].concat())
}

/// One of every kind of mistake.
const FAULTY: &str = r#"theme = "drak"
ascii = yes
mouse = false
mouse = true
colors = 3

[panes]
events-width = 95
actors-heigth = 20
actors-height = "half"

[colours]
alarm = "grey"
hedaing = "blue"
key = "bright-blue"
quiet = 3

[keys]
"C-g" = "go-to-date"
"g g" = "first"
"Ctrl-x" = "export"
"j" = "dwon"
"J" = 3
"Escape" = "close"
"Esc" = "close"
"x" = "none"
"z" = "none"
"z z" = "zoom-pane"
"z z z" = "reverse"
"S-a" = "pick-actor"
"C-i" = "next"
"C-c" = "none"
"" = "help"
"g Esc" = "last"

[keys.disputs]
"x" = "open"
[keys.sources]
"M-x" = "pick-actor"
[keys.prompt]
"a" = "accept"
"#;

#[test]
fn every_mistake_is_told_with_its_line_and_the_rest_counts() {
    let shown = shown(FAULTY, &["config", "show"]);
    assert_eq!(shown.code, Some(1));
    assert_snapshot!("mistakes", shown.stderr);
    assert_snapshot!("in_force", shown.stdout);
    let (settings, findings) = read(FAULTY);
    assert_eq!(settings.not_understood, findings.len());
    let explorer = Explorer::with(settings, (120, 30));
    let words = format!("{} settings were not understood: `annals config show` says which", findings.len());
    assert!(explorer.footer().contains(&words), "{}", explorer.footer());
    assert!(explorer.keys("C-g").is_asking(), "the line without fault counts");
}

#[test]
fn one_mistake_is_one_setting() {
    let (settings, _) = read("theme = 3\n");
    let footer = Explorer::with(settings, (100, 24)).footer();
    assert!(footer.contains("1 setting was not understood"), "{footer}");
}

#[test]
fn a_key_gets_another_meaning_and_footer_and_help_say_so() {
    let explorer = on("[keys]\n\"C-g\" = \"go-to-date\"\n\"x\" = \"filter\"\n\"f\" = \"none\"\n\"M-m\" = \"down\"\n");
    let footer = explorer.footer();
    assert!(footer.contains(" x filter ") && footer.contains(" M-m move "), "{footer}");
    assert!(!footer.contains("export"), "no key is left for it: {footer}");
    let explorer = explorer.keys("M-m M-m");
    assert_eq!(explorer.state.row, 2);
    let explorer = explorer.keys("f");
    assert!(explorer.state.layers.is_empty(), "f is unbound");
    let explorer = explorer.keys("x");
    assert!(explorer.is_asking());
    let explorer = explorer.keys("x f Esc C-g");
    assert!(explorer.is_asking(), "C-g asks for a date");
    let mut explorer = explorer.keys("Esc ?");
    explorer.state.resize((120, 200));
    let help = explorer.screen();
    assert!(help.contains("C-g d          go to a date"), "{help}");
    assert!(help.contains("x              filter by"), "{help}");
    assert!(!help.contains("export the selection"), "{help}");
}

#[test]
fn words_that_name_a_key_name_the_one_that_there_is() {
    let explorer = on("[keys]\n\"Q\" = \"quit\"\n\"q\" = \"none\"\n\"M-n\" = \"next-match\"\n").keys("Esc");
    assert!(explorer.footer().contains("nothing to close; Q quits"), "{}", explorer.footer());
    let explorer = explorer.keys("/ ceasefire Enter");
    assert!(explorer.footer().contains("M-n N go on"), "{}", explorer.footer());
    let explorer = on("[keys]\n\"q\" = \"none\"\n").keys("Esc");
    assert!(explorer.footer().contains("nothing to close; quit quits"), "{}", explorer.footer());
}

const ROWS_OF_KEYS: &str =
    "[keys]\n\"g\" = \"none\"\n\"g g\" = \"first\"\n\"g e\" = \"last\"\n\"g n e\" = \"go-to-date\"\n";

#[test]
fn a_row_of_keys_is_followed_to_its_end() {
    let explorer = on(ROWS_OF_KEYS).keys("j j j g");
    assert_eq!(explorer.state.row, 3);
    let footer = explorer.footer();
    assert!(footer.starts_with(" g ... Esc drop it"), "{footer}");
    for words in ["g first", "e last", "n e go-to-date"] {
        assert!(footer.contains(words), "{footer}");
    }
    let explorer = explorer.keys("g");
    assert_eq!(explorer.state.row, 0);
    let explorer = explorer.keys("g e");
    assert_eq!(explorer.state.row, 28);
    assert!(explorer.keys("g n e").is_asking());
}

#[test]
fn a_row_of_keys_is_dropped_by_esc_and_by_a_key_that_does_not_follow() {
    let explorer = on(ROWS_OF_KEYS).keys("v j g Esc");
    assert!(explorer.state.pressed.is_empty());
    assert!(!explorer.state.selection.is_empty(), "Esc dropped the keys alone");
    let explorer = explorer.keys("g n j");
    assert!(explorer.footer().contains("g n j does nothing here"), "{}", explorer.footer());
    assert_eq!(explorer.state.row, 1, "the j is not taken for itself");
    let explorer = explorer.keys("j");
    assert_eq!(explorer.state.row, 2);
    assert_eq!(explorer.keys("g C-c").effects, [Effect::Quit]);
}

#[test]
fn letters_are_typed_in_prompts_whatever_they_are_bound_to() {
    let text = format!("{ROWS_OF_KEYS}\"u\" = \"down\"\n\"y\" = \"none\"\n\"Esc\" = \"none\"\n");
    let explorer = on(&text).keys("f g g u y");
    let Some(Layer::Prompt(prompt)) = explorer.state.layers.last() else { panic!("a prompt") };
    assert_eq!(prompt.input.value(), "gguy");
    let explorer = explorer.keys("Esc");
    assert!(explorer.state.layers.is_empty(), "a prompt keeps its Esc");
    let explorer = explorer.keys("a g u");
    let Some(Layer::Picker(picker)) = explorer.state.layers.last() else { panic!("the picker") };
    assert_eq!(picker.input.value(), "gu");
}

#[test]
fn a_view_has_keys_of_its_own() {
    let explorer = on("[keys.sources]\n\"x\" = \"edit\"\n\"j\" = \"none\"\n\"J\" = \"down\"\n").keys("s x");
    assert!(matches!(explorer.effects[..], [Effect::Edit(..)]), "{:?}", explorer.effects);
    let explorer = explorer.keys("j j");
    let Some(Layer::Sources(spot)) = explorer.state.layers.last() else { panic!("the sources") };
    assert_eq!(spot.line, 0);
    let explorer = explorer.keys("J Esc j j x");
    assert_eq!(explorer.state.row, 2);
    assert!(explorer.is_asking(), "elsewhere x exports");
    let mut help = on("[keys.sources]\n\"J\" = \"down\"\n").keys("?");
    help.state.resize((120, 200));
    assert!(help.screen().contains("J j Down       one row down (sources)"), "{}", help.screen());
}

#[test]
fn panes_are_as_wide_and_high_as_was_asked() {
    let border = |text: &str| {
        let screen = Explorer::with(sound(text), (100, 33)).screen();
        let row = |title: &str| screen.lines().position(|line| line.contains(title)).unwrap();
        let top = screen.lines().nth(row("1 Events")).unwrap();
        (top.chars().take_while(|sign| *sign != '┐').count() + 1, row("2 Actors") - row("1 Events"))
    };
    assert_eq!(border("[panes]\nevents-width = 80\nactors-height = 10\n"), (80, 25), "of 28 rows");
    assert_eq!(border("[panes]\nevents-width = 20\nactors-height = 80\n"), (20, 6), "of 28 rows");
    assert_eq!(border(""), border("[panes]\nevents-width = 55\nactors-height = 33\n"));
}

#[test]
fn every_action_of_the_table_has_one_name() {
    let names: BTreeSet<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), COMMANDS.len(), "no name twice");
    for row in KEYS {
        let name = name_of(row.action).unwrap_or_else(|| panic!("{:?} has no name", row.action));
        assert_eq!(COMMANDS.iter().filter(|(_, action)| *action == row.action).count(), 1, "{name}");
        assert_eq!(action_of(name), Some(row.action));
        assert!(name.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase())), "{name}");
        assert_ne!(name, "none");
    }
    for (name, action) in COMMANDS {
        assert!(KEYS.iter().any(|row| row.action == *action), "no key asks for {name}");
    }
}

#[test]
fn every_context_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = ALL.iter().map(|here| here.name()).collect();
    assert_eq!(names.len(), ALL.len());
    assert!(KEYS.iter().flat_map(|row| row.here).all(|here| ALL.contains(here)));
}

/// What terminals draw the sixteen colours as: xterm, the console of Linux, and Solarized.
const PALETTES: [(&str, [u32; 16]); 3] = [
    (
        "xterm",
        [
            0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f,
            0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
        ],
    ),
    (
        "console",
        [
            0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa, 0x55_5555,
            0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
        ],
    ),
    (
        "Solarized",
        [
            0x07_3642, 0xdc_322f, 0x85_9900, 0xb5_8900, 0x26_8bd2, 0xd3_3682, 0x2a_a198, 0xee_e8d5, 0x00_2b36,
            0xcb_4b16, 0x58_6e75, 0x65_7b83, 0x83_9496, 0x6c_71c4, 0x93_a1a1, 0xfd_f6e3,
        ],
    ),
];

/// The relative luminance of WCAG 2.
fn luminance(colour: u32) -> f64 {
    let part = |shift: u32| {
        let part = f64::from((colour >> shift) & 0xff) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_that_of_wcag() {
    assert!((contrast(0x00_0000, 0xff_ffff) - 21.0).abs() < 0.01);
    assert!((contrast(0x77_7777, 0xff_ffff) - 4.48).abs() < 0.01);
}

#[test]
fn text_can_be_read_on_black_on_white_and_on_solarized() {
    let (dark, light) = ([0x00_0000, 0x00_2b36], [0xff_ffff, 0xfd_f6e3]);
    let grounds = |palette: &str, grounds: [u32; 2]| grounds[usize::from(palette == "Solarized")];
    for (palette, colours) in PALETTES {
        let (dark, light) = (grounds(palette, dark), grounds(palette, light));
        let themes = [
            ("any", Colours::ANY, vec![dark, light]),
            ("dark", Colours::DARK, vec![dark]),
            ("light", Colours::LIGHT, vec![light]),
            ("mono", Colours::NONE, vec![dark, light]),
        ];
        for (theme, roles, grounds) in themes {
            for row in &ROLES {
                let colour = roles.of(row.role);
                // The terminal's own text colour is as it is.
                let Some(at) = NAMES.iter().skip(1).position(|(_, known)| *known == colour) else {
                    assert_eq!(colour, Color::Reset, "{theme} {}: one of the sixteen", row.name);
                    continue;
                };
                for ground in &grounds {
                    // What WCAG wants of large and of bold text; Solarized gives its own body text no more than 4.1.
                    let found = contrast(colours[at], *ground);
                    assert!(found >= 3.0, "{theme} {} on {palette} {ground:06x}: {found:.2}", row.name);
                }
            }
        }
    }
}

#[test]
fn nothing_is_told_by_colour_alone() {
    for row in &ROLES {
        let plain = row.modifier.is_empty();
        let coloured = row.colours.iter().any(|colour| *colour != Color::Reset);
        assert!(!(plain && coloured) || row.name == "quiet", "{} is told by its colour alone", row.name);
    }
}

#[test]
fn a_theme_follows_the_ground_and_own_colours_lie_over_it() {
    let text = "[colours]\nalarm = \"bright-cyan\"\n";
    let alarm = ROLES.iter().find(|row| row.name == "alarm").unwrap().role;
    let key = ROLES.iter().find(|row| row.name == "key").unwrap().role;
    for theme in ["auto", "dark", "light", "mono"] {
        let settings = sound(&format!("theme = \"{theme}\"\n{text}"));
        for (ground, auto) in [(None, Colours::ANY), (Some(true), Colours::DARK), (Some(false), Colours::LIGHT)] {
            let colours = settings.colours(ground);
            assert_eq!(colours.of(alarm), Color::LightCyan, "{theme}");
            let wanted = match theme {
                "dark" => Colours::DARK,
                "light" => Colours::LIGHT,
                "mono" => Colours::NONE,
                _ => auto,
            };
            assert_eq!(colours.of(key), wanted.of(key), "{theme} {ground:?}");
        }
    }
}

#[test]
fn a_shot_is_drawn_in_the_theme_that_is_named() {
    let ansi = |args: &[&str]| {
        let file = root().join("timeline.yaml").display().to_string();
        let run = run(root(), &[&["shot", &file, "--format", "ansi", "--size", "80x24"], args].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout
    };
    let [dark, light, mono, any] =
        [["--theme", "dark"], ["--theme", "light"], ["--theme", "mono"], ["--theme", "auto"]].map(|args| ansi(&args));
    assert_eq!(dark, ansi(&[]), "the ground is dark unless said");
    assert_eq!(light, ansi(&["--ground", "light"]), "the theme follows the ground");
    assert_eq!(mono, ansi(&["--mono"]));
    assert_eq!(BTreeSet::from([&dark, &light, &mono, &any]).len(), 4, "all are told apart");
}

#[test]
fn path_show_and_init_of_a_user_without_settings() {
    let folder = tempdir().unwrap();
    let annals = |args: &[&str]| {
        let mut command = crate::support::annals();
        command.env("XDG_CONFIG_HOME", folder.path());
        let output = command.current_dir(root()).args(args).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Run { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    };
    let file = folder.path().join("annals/config.toml");
    let path = annals(&["config", "path"]);
    assert_eq!((path.code, path.stdout), (Some(0), format!("{}\n", file.display())));
    assert!(path.stderr.contains("there is no such file"), "{}", path.stderr);
    let show = annals(&["config", "show"]);
    assert_eq!((show.code, show.stderr.as_str()), (Some(0), ""));
    assert_eq!(show.stdout.matches("# default").count(), 5, "{}", show.stdout);
    let init = annals(&["config", "init"]);
    assert_eq!(init.code, Some(0), "{}", init.stderr);
    let written = fs::read_to_string(&file).unwrap();
    assert_eq!(annals(&["config", "path"]).stderr, "");
    assert_eq!(annals(&["config", "show"]), show, "it sets nothing yet");
    let again = annals(&["config", "init"]);
    assert_eq!(again.code, Some(2), "it is never overwritten");
    assert!(again.stderr.contains("it exists already"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), written);
    assert_eq!(sound(&written).keymap, Settings::default().keymap);
    // Every setting that it names is one.
    let settings = written.replace("# ", "").lines().filter(|line| line.contains(" = ")).count();
    let uncommented: Vec<&str> = written
        .lines()
        .filter(|line| line.starts_with('[') || line.contains(" = "))
        .map(|line| line.trim_start_matches("# "))
        .collect();
    let (_, findings) = read(&uncommented.join("\n"));
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(settings, 5 + ROLES.len() + 1);
}

#[test]
fn a_file_that_is_named_must_be_there() {
    let verbs = "config show|keys|check|verify|list|show macron|export|shot|init|completions bash|timeline.yaml";
    for verb in verbs.split('|') {
        let words: Vec<&str> = verb.split(' ').chain(["--config", "nowhere.toml"]).collect();
        let wanted = "error: cannot read nowhere.toml: there is no such file\n".to_owned();
        assert_eq!(run(root(), &words), Run { code: Some(2), stdout: String::new(), stderr: wanted }, "{verb}");
    }
    // One that is there is fine, whatever stands in it.
    assert_eq!(shown(FAULTY, &["completions", "bash"]).code, Some(0));
}

#[test]
fn a_shot_is_drawn_with_the_settings_that_are_named_and_never_with_the_users_own() {
    let timeline = root().join("timeline.yaml");
    let shot = |text: &str, args: &[&str]| {
        let run = shown(text, &[&["shot", timeline.to_str().unwrap(), "--size", "100x24"], args].concat());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        run.stdout
    };
    let plain = shot("", &[]);
    assert!(shot("ascii = true\n", &[]).contains("+ 1 Events"));
    assert_ne!(shot("[panes]\nevents-width = 30\n", &[]), plain);
    assert!(shot("[keys]\n\"C-g\" = \"go-to-date\"\n", &["--keys", "C-g"]).contains("go to date:"));
    assert!(shot(FAULTY, &[]).contains("settings were not understood"));
    assert!(!shot(FAULTY, &["--keys", "j"]).contains("settings were not understood"));

    let ansi = |text: &str, args: &[&str]| shot(text, &[&["--format", "ansi"], args].concat());
    let (dark, light, any) = (ansi("", &[]), ansi("", &["--ground", "light"]), ansi("", &["--theme", "auto"]));
    assert!(dark != light && light != any && any != dark);
    assert_eq!(ansi("theme = \"light\"\n", &[]), light);
    assert_eq!(ansi("theme = \"light\"\n", &["--theme", "dark"]), dark);
    assert_eq!(ansi("theme = \"light\"\n", &["--theme", "auto"]), any);
    let painted = "[colours]\nheading = \"green\"\n";
    assert_ne!(ansi(painted, &["--theme", "dark"]), dark, "one's own colours stand over a theme");
    assert_eq!(ansi(painted, &["--mono"]), ansi("theme = \"mono\"\n", &[]));

    let folder = tempdir().unwrap();
    fs::create_dir_all(folder.path().join("annals")).unwrap();
    fs::write(folder.path().join("annals/config.toml"), "ascii = true\n").unwrap();
    let mut command = crate::support::annals();
    command.env("XDG_CONFIG_HOME", folder.path()).args(["shot", timeline.to_str().unwrap(), "--size", "100x24"]);
    assert_eq!(String::from_utf8(command.output().unwrap().stdout).unwrap(), plain);
}

#[test]
fn a_file_that_cannot_be_read_is_a_finding_and_no_more() {
    let folder = tempdir().unwrap();
    fs::create_dir_all(folder.path().join("annals/config.toml")).unwrap();
    let mut command = crate::support::annals();
    let output = command.env("XDG_CONFIG_HOME", folder.path()).args(["config", "show"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("it is a folder"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("theme = \"auto\" # default"));
}

#[test]
fn keys_are_listed_as_they_are_now() {
    let text = "[keys]\n\"C-g\" = \"go-to-date\"\n\"x\" = \"none\"\n[keys.copy]\n\"J\" = \"down\"\n";
    let listed = shown(text, &["keys"]);
    assert_eq!((listed.code, listed.stderr.as_str()), (Some(0), ""));
    let line = |name: &str| -> Vec<&str> { listed.stdout.lines().filter(|line| line.starts_with(name)).collect() };
    assert!(line("go-to-date ")[0].contains(" C-g d "), "{}", listed.stdout);
    assert!(line("export ")[0].contains(" none "), "{}", listed.stdout);
    assert_eq!(line("down ").len(), 3, "in most views, in a copy, and in the picker: {:#?}", line("down "));
    assert!(line("down ")[1].contains(" J j Down ") && line("down ")[1].ends_with("[copy]"));
    assert!(line("quit-now ")[0].ends_with("[everywhere]"));

    let listed = shown(text, &["keys", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&listed.stdout).unwrap();
    let rows = rows.as_array().unwrap();
    let of = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap();
    assert_eq!(of("go-to-date")["keys"], serde_json::json!(["C-g", "d"]));
    assert_eq!(of("go-to-date")["where"], serde_json::json!(["events", "actors", "quotes", "event", "lanes"]));
    assert_eq!(of("export")["keys"], serde_json::json!([]));
    let told = shown(FAULTY, &["keys"]);
    assert_eq!(told.code, Some(0));
    assert!(told.stderr.contains("`annals config show` says which"), "{}", told.stderr);
}

#[test]
fn the_example_of_the_readme_is_without_fault() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let example = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let settings = sound(example);
    assert_ne!(settings, Settings::default());
    let explorer = Explorer::with(settings, (120, 30)).keys("j j g g");
    assert_eq!(explorer.state.row, 0);
    assert!(explorer.keys("C-g").is_asking());
}

#[test]
fn letters_that_grow_or_shrink_when_small_are_no_key_and_no_panic() {
    // The sign of kelvin and the capital sharp s: longer than their small letters.
    for name in ["ctrl-\u{212a}", "Ctrl+\u{1e9e}", "alt-\u{130}x", "^\u{212a}"] {
        assert!(Chord::parse(name).is_err(), "{name}");
    }
    let (_, hint) = Chord::parse("CTRL-\u{212a}").unwrap_err();
    assert_eq!(hint.as_deref(), Some("did you mean `C-\u{212a}`?"));
}

#[test]
fn other_names_of_keys_are_the_same_keys() {
    for (one, other) in [("Escape", "Esc"), ("M-C-x", "C-M-x"), ("PageUp", "PgUp"), ("S-BTab", "S-Tab")] {
        let parse = |name: &str| Chord::parse(name).map(|chord| chord.to_string());
        assert_eq!(parse(one), parse(other), "{one}");
    }
}

/// Pieces that lines of settings are made of, right and wrong ones.
fn lines() -> impl Strategy<Value = String> {
    let keys = || prop_oneof![select(KEY_NAMES), ".{0,6}".prop_map(|key| format!("{key:?}"))];
    let names: Vec<String> = COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let colours: Vec<String> = NAMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let roles: Vec<String> = ROLES.iter().map(|row| row.name.to_owned()).collect();
    let value = prop_oneof![
        Just("true".to_owned()),
        Just("\"dark\"".to_owned()),
        (0..100_u16).prop_map(|number| number.to_string()),
        ".{0,6}"
    ];
    let setting = prop::sample::select(vec!["theme", "ascii", "mouse", "events-width", "actors-height", "x"]);
    let names = prop_oneof![4 => prop::sample::select(names), 1 => Just("none".to_owned()), 1 => "[a-z-]{0,9}"];
    prop_oneof![
        4 => (keys(), names).prop_map(|(key, name)| format!("{key} = {name:?}")),
        2 => (setting, value).prop_map(|(name, value)| format!("{name} = {value}")),
        2 => (prop::sample::select(roles), prop::sample::select(colours)).prop_map(|(role, name)| format!("{role} = {name:?}")),
        3 => prop::sample::select(vec!["[keys]", "[colours]", "[panes]", "[keys.sources]", "[keys.prompt]", "[keys.x]", "[[keys]]", "["])
            .prop_map(str::to_owned),
        1 => ".{0,20}",
    ]
}

fn select(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(names), 1..4).prop_map(|keys| format!("{:?}", keys.join(" ")))
}

const KEY_NAMES: &[&str] =
    &["g", "x", "C-x", "j", "Esc", "Enter", "Tab", "S-Tab", "Space", "M-\"", "\\", "é", "日", "F5", "C-c", "q", "S-Up"];

/// Every key that a test can press by itself.
fn singles() -> Vec<Key> {
    let bound = KEYS.iter().flat_map(|row| row.keys).chain(KEY_NAMES).copied();
    bound.filter_map(Key::of_name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// Whatever stands in it: the explorer opens and is drawn, and nothing is passed over in silence.
    #[test]
    fn any_text_opens_the_explorer(text in prop_oneof![".{0,60}", "(.|\n){0,60}"], size in (1_u16..130, 1_u16..50)) {
        let (settings, findings) = read(&text);
        prop_assert_eq!(settings.not_understood, findings.len());
        Explorer::with(settings, size).keys("j g g ? Esc f x Esc C-c").screen();
    }

    #[test]
    fn any_lines_open_the_explorer_and_the_map_holds_together(
        lines in prop::collection::vec(lines(), 0..12),
        presses in prop::collection::vec(prop::sample::select(KEY_NAMES), 0..12),
        size in (1_u16..130, 1_u16..50),
    ) {
        let text = lines.join("\n");
        let (settings, _) = read(&text);
        let map = settings.keymap.clone();
        for here in ALL {
            let bound: Vec<&Chord> = map.rows(*here).flat_map(|(_, keys)| keys).collect();
            for (at, chord) in bound.iter().enumerate() {
                let found = map.find(*here, chord.keys());
                prop_assert!(matches!(found, Found::Action(_)), "{chord} in {}\n{text}", here.name());
                for (other_at, other) in bound.iter().enumerate() {
                    let tangled = at != other_at && other.keys().starts_with(chord.keys());
                    prop_assert!(!tangled, "{chord} and {other} in {}\n{text}", here.name());
                }
                prop_assert!(!(TYPING.contains(here) && chord.is_typed()), "{chord} is typed\n{text}");
            }
            let quits = map.find(*here, &[Key::of_name("C-c").unwrap()]);
            prop_assert_eq!(quits, Found::Action(Action::QuitNow), "in {}\n{}", here.name(), text);
        }
        let mut explorer = Explorer::with(settings, size);
        for key in presses {
            explorer = explorer.keys(key);
            explorer.screen();
        }
    }

    /// Of single keys, each bound once in `[keys]`: each asks for its action wherever that has a key of the table,
    /// and is as before elsewhere.
    #[test]
    fn a_bound_key_asks_for_its_action_and_others_are_as_before(
        picks in prop::collection::btree_map(0..SAFE.len(), 0..COMMANDS.len(), 0..5),
    ) {
        let lines = picks.iter().map(|(key, name)| format!("{:?} = {:?}\n", SAFE[*key], COMMANDS[*name].0));
        let text = format!("[keys]\n{}", lines.collect::<String>());
        let settings = sound(&text);
        let of_table = |key: &str, here: Context| {
            KEYS.iter().find(|row| row.here.contains(&here) && row.keys.contains(&key)).map(|row| row.action)
        };
        for here in ALL {
            for key in singles() {
                let mine = picks.iter().find(|(at, _)| SAFE[**at] == key.name()).map(|(_, name)| COMMANDS[*name].1);
                let mine = mine.filter(|action| KEYS.iter().any(|row| row.action == *action && row.here.contains(here)));
                let wanted = mine.or_else(|| of_table(key.name(), *here)).map_or(Found::Nothing, Found::Action);
                prop_assert_eq!(settings.keymap.find(*here, std::slice::from_ref(&key)), wanted, "{} in {}", key, here.name());
            }
        }
    }
}

/// Keys that type nothing and may be bound to anything.
const SAFE: &[&str] = &["C-x", "C-d", "C-u", "F5", "Home", "Tab", "S-Up", "Up", "PgDn", "C-f", "M-x"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// What `config show` prints is a file of settings that comes to the same.
    #[test]
    fn what_is_shown_read_again_is_the_same(lines in prop::collection::vec(lines(), 0..14)) {
        let text = lines.join("\n");
        let (settings, findings) = read(&text);
        let first = shown(&text, &["config", "show"]);
        prop_assert_eq!(first.code, Some(i32::from(!findings.is_empty())), "{}", first.stderr);
        let again = sound(&first.stdout);
        prop_assert_eq!(&Settings { not_understood: 0, ..settings }, &again, "{}\n---\n{}", text, first.stdout);
        let second = shown(&first.stdout, &["config", "show"]);
        let bare = |run: &Run| run.stdout.lines().map(|line| line.split(" # ").next().unwrap_or_default().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(bare(&first), bare(&second));
        prop_assert_eq!(second.code, Some(0));
    }
}

#[cfg(unix)]
mod terminal {
    //! The real program with settings in a real terminal.

    use std::path::Path;

    use super::{FAULTY, PathBuf, fs, tempdir};
    use crate::pty::{Pty, annals};

    const TWO: &str = "annals: 1\nevents:\n  - { title: One, date: 2024 }\n  - { title: Two, date: 2025 }\n";

    fn start(folder: &Path, text: &str, args: &[&str]) -> Pty {
        fs::create_dir_all(folder.join("annals")).unwrap();
        fs::write(folder.join("annals/config.toml"), text).unwrap();
        let mut command = annals(&[args, &["timeline.yaml"]].concat());
        command.env("XDG_CONFIG_HOME", folder);
        let pty = Pty::start(command, (100, 24));
        pty.wait_for_text("29 of 29");
        pty
    }

    #[test]
    fn it_opens_with_what_could_be_understood_and_says_so() {
        let folder = tempdir().unwrap();
        let mut pty = start(folder.path(), FAULTY, &[]);
        pty.wait_for_text("settings were not understood");
        pty.keys("C-g");
        pty.wait_for_text("go to date:");
        pty.keys("Esc");
        pty.wait_for("no prompt", |screen| !screen.contents().contains("go to date:"));
        pty.quit();
    }

    #[test]
    fn a_session_that_is_taken_up_does_not_hide_it() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("config.toml"), "asci = true\n").unwrap();
        fs::write(folder.path().join("t.yaml"), TWO).unwrap();
        let open = || {
            let mut command = annals(&["--config", "config.toml", "t.yaml"]);
            command.cwd(folder.path());
            command.env("XDG_STATE_HOME", folder.path().join("state"));
            Pty::start(command, (100, 24))
        };
        let mut pty = open();
        pty.wait_for_text("1 setting was not understood");
        pty.keys("G");
        pty.quit();
        let pty = open();
        pty.wait_for_text("1 setting was not understood");
        pty.quit();
    }

    #[test]
    fn it_is_drawn_as_was_asked() {
        let folder = tempdir().unwrap();
        let pty = start(folder.path(), "ascii = true\ntheme = \"mono\"\n[panes]\nevents-width = 30\n", &[]);
        pty.wait_for_text("+ 1 Events");
        pty.wait_for("no colour", |screen| {
            let cells = (0..24).flat_map(|row| (0..100).map(move |column| (row, column)));
            cells.into_iter().all(|(row, column)| {
                screen.cell(row, column).is_none_or(|cell| cell.fgcolor() == vt100::Color::Default)
            })
        });
        pty.quit();
    }

    #[test]
    fn a_named_file_counts_instead_of_the_users_own() {
        let folder = tempdir().unwrap();
        let named: PathBuf = folder.path().join("other.toml");
        fs::write(&named, "ascii = true\n").unwrap();
        let pty = start(folder.path(), FAULTY, &["--config", named.to_str().unwrap()]);
        pty.wait_for_text("+ 1 Events");
        assert!(!pty.screen().contains("not understood"));
        pty.quit();
    }
}
