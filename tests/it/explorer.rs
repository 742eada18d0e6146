//! The explorer by its public road: keys go in, a screen comes out.

use std::path::PathBuf;

use annals::export::{Options, format_named};
use annals::load::{Loaded, load, of_texts};
use annals::model::excerpt::Excerpt;
use annals::tui::effect::Effect;
use annals::tui::key::Key;
use annals::tui::layer::Layer;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::support::{data, fixture};

const COLOURED: Theme = Theme::DARK;
const PLAIN: Theme = Theme { colour: false, unicode: false, ..Theme::DARK };

/// The explorer on a timeline, with every effect that it asked for.
struct Explorer {
    state: State,
    effects: Vec<Effect>,
}

impl Explorer {
    fn on(loaded: Loaded, size: (u16, u16)) -> Self {
        let origin = Origin { paths: vec![PathBuf::from("timeline.yaml")], ..Origin::default() };
        Self { state: State::new(loaded, origin, COLOURED, size), effects: Vec::new() }
    }

    fn keys(mut self, keys: &str) -> Self {
        for key in Key::of_line(keys) {
            self.effects.extend(press(&mut self.state, &key));
        }
        self
    }

    fn theme(mut self, theme: Theme) -> Self {
        self.state.theme = theme;
        self
    }

    fn buffer(&self) -> Buffer {
        let (width, height) = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        (&self.state).render(buffer.area, &mut buffer);
        buffer
    }

    fn screen(&self) -> String {
        picture::text(&self.buffer())
    }

    fn styles(&self) -> String {
        picture::styles(&self.buffer())
    }

    /// The last line.
    fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }

    fn title(&self) -> String {
        self.state.event().map(|event| self.state.timeline.event(event).title().to_owned()).unwrap_or_default()
    }
}

fn coalition() -> Loaded {
    load(&[PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("timeline.yaml")]).expect("the curated timeline")
}

fn affair() -> Loaded {
    fixture("harbour.yaml")
}

fn of(yaml: &str) -> Loaded {
    of_texts(vec![("timeline.yaml".to_owned(), yaml.to_owned())])
}

#[test]
fn screens_of_the_coalition() {
    let at = |size| Explorer::on(coalition(), size);
    assert_snapshot!("start_60x15", at((60, 15)).screen());
    assert_snapshot!("start_80x24", at((80, 24)).screen());
    assert_snapshot!("start_120x40", at((120, 40)).screen());
    assert_snapshot!("stacked_40x14", at((40, 14)).keys("2").screen());
    assert_snapshot!("one_line_19x3", at((19, 3)).screen());
    assert_snapshot!("macron_walked", at((80, 24)).keys("a macron Enter ] ]").styles());
    assert_snapshot!("picking", at((80, 24)).keys("a kel").screen());
    assert_snapshot!("search", at((80, 24)).keys("/ ceasefire Enter n n").styles());
    assert_snapshot!("export_prompt", at((80, 24)).keys("v j j x").styles());
    assert_snapshot!("filter_with_a_fault", at((80, 24)).keys("f actor:macrun").screen());
    assert_snapshot!("filter_possibly", at((80, 24)).keys("f from:2025-05-20 Space to:2025-06 Enter").screen());
    assert_snapshot!("reader", at((80, 24)).keys("a zelenskyy Enter Enter G").screen());
    assert_snapshot!("sources", at((120, 40)).keys("s").screen());
    assert_snapshot!("help", at((80, 24)).keys("?").screen());
    assert_snapshot!("quotes_zoomed", at((60, 15)).keys("a starmer Enter 3 z j").screen());
}

#[test]
fn screens_of_the_affair() {
    let at = |size| Explorer::on(affair(), size);
    assert_snapshot!("undated", at((80, 24)).keys("G").screen());
    assert_snapshot!("reversed", at((80, 24)).keys("r").screen());
    assert_snapshot!("without_colour_in_ascii", at((80, 24)).theme(PLAIN).keys("j Space j j Space").styles());
    assert_snapshot!("disputed", at((80, 40)).keys("Enter").screen());
}

#[test]
fn titles_stay_in_their_column_whatever_dates_are_in_sight() {
    let date = |nth: usize| match nth {
        // So few that they do not take their room from the others.
        20 | 70 => format!("1990-05-{:02}/1990-07-15", nth % 28 + 1),
        _ => format!("{}-{:02}", 1980 + nth / 6, nth % 6 * 2 + 1),
    };
    let events: Vec<String> =
        (0..400).map(|nth| format!("  - {{ date: {}, title: Event {nth} }}", date(nth))).collect();
    let yaml = format!("annals: 1\ntitle: Dates\nevents:\n{}\n", events.join("\n"));
    let mut explorer = Explorer::on(of(&yaml), (80, 24));
    let (mut columns, mut moved) = (std::collections::BTreeSet::new(), 0);
    for _ in 0..120 {
        for line in explorer.screen().lines().filter(|line| line.starts_with('│') && line.contains(" Event ")) {
            // The list, without the panes beside it.
            let line: String = line.chars().take(42).collect();
            let column = line.find(" Event ").map(|at| line[..at].chars().count());
            if line.contains(" Event 20 ") || line.contains(" Event 70 ") {
                assert!(line.contains("21 May–15 Jul 1990 ") || line.contains("15 May–15 Jul 1990 "), "{line}");
                moved += 1;
            } else {
                columns.insert(column);
            }
        }
        explorer = explorer.keys("j");
    }
    assert_eq!(columns.len(), 1, "{columns:?}");
    assert!(moved > 20, "{moved}");
}

#[test]
fn a_file_with_faults_opens_on_what_can_be_understood() {
    let loaded = of(
        "annals: 1\nactors: { a: Ann }\nevents:\n  - { title: Sound, date: 2024-05, actors: [a] }\n  - { title: Broken, date: 2024-13, actors: [b], colour: red }\n",
    );
    let explorer = Explorer::on(loaded, (80, 24));
    assert_snapshot!("faulty", explorer.screen());
    assert_snapshot!("faulty_findings", explorer.keys("!").screen());
}

#[test]
fn an_actor_is_walked_from_anywhere_in_the_order_of_time() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("a macron Enter");
    assert_eq!(explorer.footer(), "Emmanuel Macron: statement 1 of 3                                     29 of 29");
    assert_eq!(explorer.title(), "Macron says the coalition works daily on a plan");
    let explorer = explorer.keys("] ]");
    assert_eq!(explorer.state.quote, 1, "the third statement is the second quote of its event");
    let explorer = explorer.keys("]");
    assert!(explorer.footer().starts_with("Emmanuel Macron: statement 1 of 3, round the end"), "{}", explorer.footer());
    let explorer = explorer.keys("g ]");
    assert_eq!(explorer.title(), "Macron says the coalition works daily on a plan", "from before the first");
    let explorer = explorer.keys("G [");
    assert!(
        explorer.footer().starts_with("Emmanuel Macron: statement 3 of 3"),
        "from behind the last: {}",
        explorer.footer()
    );
}

#[test]
fn with_nobody_picked_the_speaker_here_is_walked() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("/ resilience Enter ]");
    assert!(explorer.footer().starts_with("Keith Kellogg: statement"), "{}", explorer.footer());
    assert_eq!(explorer.state.picked, None);
}

#[test]
fn the_three_cursors_keep_in_step() {
    let mut explorer = Explorer::on(coalition(), (80, 24));
    for _ in 0..30 {
        let state = &explorer.state;
        let speaker = state.passage().and_then(|passage| state.timeline.passage(passage).statement()?.speaker());
        if speaker.is_some() {
            assert_eq!(state.actor_here(), speaker, "at {}", explorer.title());
        }
        explorer = explorer.keys("j");
    }
}

#[test]
fn three_events_chosen_in_the_explorer_are_three_events_on_the_command_line() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("a macron Enter ] ] v j j x Enter");
    let [Effect::Export { path, events, overwrite: false }] = &explorer.effects[..] else {
        panic!("{:?}", explorer.effects)
    };
    assert_eq!(path, &PathBuf::from("timeline-excerpt.md"));
    assert_eq!(events.len(), 3);
    let timeline = &explorer.state.timeline;
    let format = format_named("markdown").unwrap();
    let mut ours = Vec::new();
    format.write(&Excerpt::new(timeline, events.iter().copied()), &Options::default(), &mut ours).unwrap();
    let ids = events.iter().flat_map(|event| ["--event".to_owned(), timeline.event(*event).address()]);
    let theirs = crate::support::annals().args(["export", "-f", "markdown"]).args(ids).output().unwrap();
    assert!(theirs.status.success());
    assert_eq!(String::from_utf8(theirs.stdout), String::from_utf8(ours));
}

#[test]
fn range_and_marks_are_one_selection() {
    let explorer = Explorer::on(affair(), (80, 24)).keys("Space j j v j");
    assert_eq!(explorer.state.chosen().len(), 3);
    let explorer = explorer.keys("Esc");
    assert_eq!(explorer.state.chosen().len(), explorer.state.rows.len(), "nothing chosen is all that is shown");
    let explorer = explorer.keys("g 3 S-Down S-Down");
    assert_eq!(explorer.state.chosen().len(), 3, "from any pane");
    assert_eq!(explorer.keys("v").state.chosen().len(), affair().timeline.events().len(), "v again drops the range");
}

#[test]
fn an_export_says_what_is_wrong_with_a_path() {
    for (typed, fault) in [
        ("x.pdf", "its extension says the format: .md .json .yaml .csv .svg"),
        ("timeline.yaml", "that is the timeline itself"),
        ("", "type a path"),
    ] {
        let explorer = Explorer::on(affair(), (100, 24)).keys(&format!("x C-u {typed} Enter"));
        assert!(explorer.effects.is_empty());
        assert!(explorer.screen().contains(fault), "{typed}: {}", explorer.screen());
    }
}

#[test]
fn esc_closes_the_top_thing_and_never_quits() {
    let mut explorer =
        Explorer::on(coalition(), (80, 24)).keys("a macron Enter f tag:troops Enter / plan Enter Space Enter ?");
    let shape = |explorer: &Explorer| {
        let state = &explorer.state;
        (
            state.layers.len(),
            state.selection.is_empty(),
            state.search.clone(),
            state.picked.is_some(),
            state.filter.text.clone(),
        )
    };
    let expected = [
        (1, false, "plan", true, "tag:troops"),
        (0, false, "plan", true, "tag:troops"),
        (0, true, "plan", true, "tag:troops"),
        (0, true, "", true, "tag:troops"),
        (0, true, "", false, "tag:troops"),
        (0, true, "", false, ""),
        (0, true, "", false, ""),
    ];
    for (layers, unselected, search, picked, filter) in expected {
        explorer = explorer.keys("Esc");
        assert_eq!(shape(&explorer), (layers, unselected, search.to_owned(), picked, filter.to_owned()));
    }
    assert!(explorer.effects.is_empty());
    assert_eq!(explorer.keys("? q q").effects, [Effect::Quit], "q closes the help, then quits");
}

#[test]
fn a_prompt_takes_back_what_it_showed() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("j j");
    let (title, rows) = (explorer.title(), explorer.state.rows.len());
    let explorer = explorer.keys("/ northwood");
    assert_ne!(explorer.title(), title, "the search shows as it is typed");
    let explorer = explorer.keys("Esc");
    assert_eq!(explorer.title(), title);
    let explorer = explorer.keys("f speaker:kellogg");
    assert_ne!(explorer.state.rows.len(), rows, "the filter shows as it is typed");
    let explorer = explorer.keys("Esc");
    assert_eq!((explorer.title(), explorer.state.rows.len()), (title.clone(), rows));
    let explorer = explorer.keys("d 2025-07");
    assert_ne!(explorer.title(), title);
    assert_eq!(explorer.keys("Esc").title(), title);
}

#[test]
fn dates_and_groups_are_gone_to() {
    let explorer = Explorer::on(affair(), (80, 24)).keys("d 2024-04-11 Enter");
    assert_eq!(explorer.title(), "Osei speaks to the press");
    let explorer = explorer.keys("d soon Enter");
    assert!(explorer.screen().contains("cannot read the date"), "{}", explorer.screen());
    let explorer = Explorer::on(coalition(), (80, 24)).keys("}");
    assert_eq!(explorer.title(), "At least six countries are counted as ready to send troops");
    assert_eq!(explorer.keys("{").title(), "Initiative takes shape after a summit in London");
}

#[test]
fn enter_on_an_actor_or_a_source_shows_only_theirs() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("2 g Enter");
    assert_eq!(explorer.state.filter.text, "speaker:kellogg");
    let explorer = Explorer::on(coalition(), (80, 24)).keys("s Enter");
    assert_eq!(explorer.state.filter.text, "source:peace-force");
    assert!(explorer.state.layers.is_empty());
}

#[test]
fn what_is_under_the_cursor_goes_out() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("a macron Enter ] y");
    let [Effect::Copy(text)] = &explorer.effects[..] else { panic!("{:?}", explorer.effects) };
    assert_eq!(
        text,
        "“We have a plan that is ready to go and initiate in the hours after a ceasefire.” — Emmanuel Macron, in the speaker's own words, about Jul 2025, \
         as reported by “US Joins Ukraine Peace Force Talks, Plans Ready to Act”, 11 Jul 2025, paragraph 9"
    );
    let explorer = Explorer::on(affair(), (80, 24)).keys("o O");
    assert_eq!(
        explorer.effects,
        [
            Effect::Browse("https://gazette.example/bridge_0412".into()),
            Effect::Browse("https://archive.example/gazette.example/bridge_0412".into())
        ]
    );
    let bad = of(
        "annals: 1\nsources: { s: { title: S, url: 'javascript:alert(1)' } }\nevents: [{ title: T, evidence: [{ source: s, quote: q }] }]\n",
    );
    assert!(Explorer::on(bad, (80, 24)).keys("o").effects.is_empty(), "only http and https are opened");
    let loaded = load(&[data("harbour.yaml")]).unwrap();
    let origin = Origin { paths: vec![data("harbour.yaml")], ..Origin::default() };
    let mut state = State::new(loaded, origin, COLOURED, (80, 24));
    let effect = press(&mut state, &Key::of_name("e").unwrap());
    assert_eq!(effect, Some(Effect::Edit(data("harbour.yaml"), 37, 5)));
}

#[test]
fn a_reload_keeps_place_selection_and_filter() {
    let before = "annals: 1\nactors: { a: Ann }\nevents:\n  - { id: one, title: One, date: 2024, actors: [a] }\n  - { id: two, title: Two, date: 2025, actors: [a] }\n  - { id: three, title: Three, date: 2026, actors: [a] }\n";
    let after = before.replace("events:\n", "events:\n  - { id: zero, title: Zero, date: 2023, actors: [a] }\n");
    let mut explorer = Explorer::on(of(before), (80, 24)).keys("f actor:ann Enter j Space");
    explorer.state.reload(Ok(of(&after)));
    assert_eq!(explorer.title(), "Two");
    assert_eq!((explorer.state.rows.len(), explorer.state.filter.text.as_str()), (4, "actor:ann"));
    let chosen = explorer.state.chosen();
    assert_eq!(chosen.iter().map(|event| explorer.state.timeline.event(*event).title()).collect::<Vec<_>>(), ["Two"]);
}

#[test]
fn a_broken_reload_keeps_the_last_good_view() {
    let mut explorer = Explorer::on(affair(), (80, 24)).keys("j");
    let (title, events) = (explorer.title(), explorer.state.timeline.events().len());
    explorer.state.reload(Ok(of("annals: 1\nevents:\n  - { title: Half, date: 20")));
    assert_eq!((explorer.title(), explorer.state.timeline.events().len()), (title.clone(), events));
    assert!(
        explorer.screen().contains("1 error in the file: what you see is from before; ! lists them"),
        "{}",
        explorer.screen()
    );
    let explorer = explorer.keys("!");
    assert!(explorer.screen().contains("timeline.yaml:3:"), "{}", explorer.screen());
    let mut explorer = explorer.keys("Esc");
    explorer.state.reload(Ok(affair()));
    assert!(!explorer.screen().contains("error"), "mended: {}", explorer.screen());
    assert_eq!(explorer.title(), title);
}

#[test]
fn a_reload_under_an_open_layer_leaves_it_sound() {
    let one = of(
        "annals: 1\nactors: { z: Zoe }\nsources: { s: { title: S } }\nevents: [{ title: T, actors: [z], evidence: [{ source: s, quote: q }] }]\n",
    );
    for keys in ["a", "a mac", "s G", "Enter G", "? G", "f speaker:kellogg", "/ troops", "x"] {
        let mut explorer = Explorer::on(coalition(), (80, 24)).keys(keys);
        explorer.state.reload(Ok(one.clone()));
        explorer.screen();
        let explorer = explorer.keys("Down Enter Esc Esc Esc Esc");
        assert_eq!(explorer.state.row, 0, "after {keys}");
    }
    let mut explorer = Explorer::on(coalition(), (80, 24)).keys("a mac");
    explorer.state.reload(Ok(affair()));
    assert!(explorer.screen().contains("no actor is called that"), "{}", explorer.screen());
}

#[test]
fn a_filter_that_fits_no_more_is_told() {
    let mut explorer = Explorer::on(coalition(), (80, 24)).keys("f speaker:kellogg Enter");
    explorer.state.reload(Ok(affair()));
    assert!(
        explorer.screen().contains("the filter speaker:kellogg fits no more, so all is shown"),
        "{}",
        explorer.screen()
    );
    assert_eq!(explorer.state.rows.len(), 5);
}

#[test]
fn a_reload_keeps_the_quote_under_the_cursor() {
    let yaml = |first: &str| {
        format!(
            "annals: 1\nsources: {{ s: {{ title: S }} }}\nevents:\n  - title: T\n    evidence:\n{first}      - {{ source: s, quote: one }}\n      - {{ source: s, quote: two }}\n"
        )
    };
    let mut explorer = Explorer::on(of(&yaml("")), (80, 24)).keys("3 j");
    explorer.state.reload(Ok(of(&yaml("      - { source: s, quote: zero }\n"))));
    assert_eq!(explorer.state.quote, 2, "the passage “two”");
}

#[test]
fn a_text_scrolled_to_its_end_stays_in_sight_on_a_larger_screen() {
    for keys in ["Enter G", "? G", "s G"] {
        let mut explorer = Explorer::on(coalition(), (60, 15)).keys(keys);
        explorer.state.resize((200, 60));
        let filled = explorer.screen().lines().skip(4).filter(|line| line.trim_matches(['│', ' ']).len() > 3).count();
        assert!(filled > 5, "after {keys}:\n{}", explorer.screen());
    }
}

#[test]
fn what_is_broken_is_not_exported() {
    let loaded = of("annals: 1\nevents: [{ title: T, date: 2024-13 }]\n");
    let explorer = Explorer::on(loaded, (80, 24)).keys("x");
    assert!(explorer.state.layers.is_empty() && explorer.effects.is_empty());
    assert!(explorer.screen().contains("the file has errors"), "{}", explorer.screen());
}

#[test]
fn a_selection_that_the_filter_hides_is_counted_apart() {
    let explorer = Explorer::on(coalition(), (100, 24)).keys("Space j Space f speaker:kellogg Enter");
    assert!(explorer.footer().ends_with("2 selected (2 hidden) · 4 of 29"), "{}", explorer.footer());
    let explorer = Explorer::on(coalition(), (100, 24)).keys("v j f speaker:kellogg Enter j");
    assert!(explorer.footer().ends_with("2 selected · 4 of 29"), "from the nearest row: {}", explorer.footer());
    assert_eq!(explorer.state.chosen().len(), explorer.state.chosen_count().0);
}

#[test]
fn a_prompt_left_by_esc_leaves_the_quote_where_it_was() {
    for prompt in ["/ ceasefire", "f tag:nato", "d 2025-07"] {
        let explorer = Explorer::on(coalition(), (80, 24)).keys("a macron Enter ] ]");
        let here = explorer.state.here();
        assert_eq!(explorer.keys(prompt).keys("Esc").state.here(), here, "after {prompt}");
    }
}

#[test]
fn a_filter_that_cannot_be_read_keeps_the_one_before() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("f tag:nato Enter f C-u from:20255");
    assert_eq!(explorer.state.filter.text, "tag:nato");
    assert!(explorer.screen().contains("cannot read the date"), "{}", explorer.screen());
}

#[test]
fn a_failed_write_keeps_the_path_that_was_typed() {
    let mut explorer = Explorer::on(affair(), (80, 24)).keys("x C-u /nowhere/x.md Enter");
    explorer.state.ask_export_again(std::path::Path::new("/nowhere/x.md"), "cannot write it: no such folder".into());
    let screen = explorer.screen();
    assert!(screen.contains("cannot write it: no such folder") && screen.contains("/nowhere/x.md"), "{screen}");
}

#[test]
fn the_actor_under_the_cursor_is_walked_without_being_picked() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("2 g j ]");
    assert!(explorer.footer().starts_with("Keir Starmer: statement 1 of 4"), "{}", explorer.footer());
    assert_eq!(explorer.keys("Enter Esc").state.filter.text, "", "one Esc takes the filter back");
}

#[test]
fn records_of_a_view_are_passed_one_by_one() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("s Tab Tab Enter");
    assert_eq!(explorer.state.filter.text, "source:clash-report");
    let mut explorer = Explorer::on(coalition(), (80, 24)).keys("s G g");
    let mut passed = Vec::new();
    for _ in 0..200 {
        let Some(Layer::Sources(spot)) = explorer.state.layers.last() else { panic!("the view is open") };
        passed.push(spot.record);
        explorer = explorer.keys("j");
    }
    passed.dedup();
    assert_eq!(passed, [0, 1, 2], "by lines, none is left out");
}

#[test]
fn nothing_from_a_file_acts_on_the_terminal() {
    let nasty = "\\e]52;c;aGk=\\a\\u202eevil\\u2066\\u200b\\u009b31m";
    let yaml = format!(
        "annals: 1\ntitle: \"{nasty}\"\nsources: {{ s: {{ title: \"{nasty}\", outlet: \"{nasty}\", note: \"{nasty}\" }} }}\nactors: {{ a: \"{nasty}\" }}\nevents:\n  - title: \"{nasty}\"\n    printed: \"{nasty}\"\n    place: \"{nasty}\"\n    tags: [\"{nasty}\"]\n    actors: [a]\n    statements: [{{ speaker: a, quote: \"{nasty}\", says: \"{nasty}\", source: s, at: \"{nasty}\" }}]\n    \"{nasty}\": 1\n"
    );
    for keys in ["", "Enter", "s", "a", "a z", "!", "/ \u{202e}", "f \u{202e}", "y", "x C-u \u{202e}", "2 Enter"] {
        let explorer = Explorer::on(of(&yaml), (200, 50)).keys(keys);
        let screen = explorer.screen();
        let hidden = screen.chars().find(|letter| *letter != '\n' && annals::model::safe::is_hidden(*letter));
        assert_eq!(hidden, None, "after {keys}:\n{screen}");
        for effect in &explorer.effects {
            let Effect::Copy(text) = effect else { continue };
            assert!(!text.chars().any(annals::model::safe::is_hidden), "{text:?}");
        }
    }
}

#[test]
fn wide_letters_leave_the_border_in_its_column() {
    let yaml = "annals: 1\nactors: { a: 東京都知事 }\nevents:\n  - { title: 日本語の見出しがとても長いので切られます, date: 2024, actors: [a] }\n  - { title: '👨‍👩‍👧 e\u{301} ﷽ family', date: 2025, actors: [a] }\n";
    for width in 20..100 {
        let explorer = Explorer::on(of(yaml), (width, 24));
        for line in explorer.screen().lines().filter(|line| line.contains('│')) {
            assert!(line.ends_with('│'), "at {width}: {line:?}");
        }
    }
}

#[test]
fn an_empty_timeline_and_one_without_dates_are_shown() {
    let explorer = Explorer::on(of(""), (80, 24));
    assert!(explorer.screen().contains("no events"), "{}", explorer.screen());
    let explorer = Explorer::on(of("annals: 1\nevents: [{ title: Some time }]\n"), (80, 24));
    assert!(explorer.screen().contains("without a date"), "{}", explorer.screen());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever is pressed at whatever size, on sound and on broken files, there is a screen.
    #[test]
    fn no_key_and_no_size_panics(
        keys in proptest::collection::vec(0..KEYS.len(), 0..40),
        size in (1_u16..130, 1_u16..50),
        then in (1_u16..130, 1_u16..50),
        which in 0..3_usize,
    ) {
        let loaded = match which {
            0 => coalition(),
            1 => affair(),
            _ => of("annals: 1\nevents: [{ title: T, date: never }, { title: U, actors: [x] }]\n"),
        };
        let line: Vec<&str> = keys.iter().map(|at| KEYS[*at]).collect();
        let mut explorer = Explorer::on(loaded, size).keys(&line.join(" "));
        explorer.screen();
        explorer.state.resize(then);
        explorer.screen();
        explorer.state.reload(Ok(if which == 0 { affair() } else { of("annals: 1\nevents: [{ title: Only }]\n") }));
        explorer.screen();
        let explorer = explorer.keys("j k G");
        explorer.screen();
        prop_assert!(explorer.state.row < explorer.state.rows.len().max(1));
    }
}

/// What the property presses: every key there is, and words to type.
const KEYS: &[&str] = &[
    "j",
    "k",
    "C-d",
    "C-u",
    "PgDn",
    "PgUp",
    "g",
    "G",
    "Tab",
    "S-Tab",
    "1",
    "2",
    "3",
    "a",
    "]",
    "[",
    "Enter",
    "v",
    "S-Down",
    "S-Up",
    "Space",
    "x",
    "/",
    "n",
    "N",
    "f",
    "d",
    "}",
    "{",
    "s",
    "t",
    "h",
    "l",
    "y",
    "e",
    "o",
    "O",
    "z",
    "r",
    "!",
    "?",
    "Esc",
    "q",
    "BSpace",
    "DC",
    "C-w",
    "Left",
    "Right",
    "Home",
    "End",
    "Up",
    "Down",
    "macron",
    "from:2025-05",
    "to:2025",
    "2025-06",
    "é",
    "東",
];

/// The tour of the README, key by key, with what it says of each step.
#[test]
fn the_tour_of_the_readme_is_true() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("j j k").keys("a macron Enter");
    assert!(explorer.footer().starts_with("Emmanuel Macron: statement 1 of 3"));
    let explorer = explorer.keys("] [").keys("/ poland Enter");
    assert_eq!(explorer.title(), "Kellogg tells of talks on a resilience force west of the Dnipro");
    assert!(explorer.screen().contains("about May 2025"));
    let explorer = explorer.keys("a macron Enter ]");
    assert!(explorer.screen().contains("We have a plan that is ready") && explorer.screen().contains("about Jul 2025"));
    let explorer = explorer.keys("f actor:kellogg Space from:2025-06 Enter");
    assert!(explorer.footer().ends_with("1 of 29, 1 possibly"), "{}", explorer.footer());
    let explorer = explorer.keys("Esc");
    assert_eq!((explorer.state.search.as_str(), explorer.state.picked.is_some()), ("", true));
    let explorer = explorer.keys("Esc");
    assert_eq!((explorer.state.picked, explorer.state.rows.len()), (None, 1));
    let explorer = explorer.keys("Esc");
    assert_eq!(explorer.state.rows.len(), 29);
    let explorer = explorer.keys("Enter q s q v j j x Enter");
    let [Effect::Export { events, .. }] = &explorer.effects[..] else { panic!("{:?}", explorer.effects) };
    assert_eq!(events.len(), 3);
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for step in ["`/poland`", "`actor:kellogg from:2025-06`", "\"1 of 29, 1 possibly\"", "`v`, `j`, `j`"] {
        assert!(readme.contains(step), "{step}");
    }
}

mod table {
    //! The table of keys is whole: no key twice, every name a key, every row in the help.

    use std::collections::HashSet;

    use annals::tui::key::Key;
    use annals::tui::keys::{KEYS, chapter};

    use super::{Explorer, coalition};

    #[test]
    fn no_key_asks_for_two_things_in_one_place() {
        for row in KEYS {
            for here in row.here {
                let others = KEYS.iter().filter(|other| other.here.contains(here));
                let bound: Vec<&str> = others.flat_map(|other| other.keys).copied().collect();
                let once: HashSet<&str> = bound.iter().copied().collect();
                assert_eq!(bound.len(), once.len(), "{here:?}: {bound:?}");
            }
        }
    }

    #[test]
    fn every_name_is_a_key_and_every_row_is_in_the_help() {
        let mut explorer = Explorer::on(coalition(), (300, 200)).keys("?");
        let help = explorer.screen();
        for row in KEYS {
            assert!(chapter(row).is_some(), "{:?} is in no chapter", row.keys);
            assert!(
                row.keys.iter().all(|key| Key::of_name(key).is_some_and(|parsed| parsed.name() == *key)),
                "{:?}",
                row.keys
            );
            let line = format!("{:<14} {}", row.keys.join(" "), row.doc);
            assert!(help.contains(&line), "not in the help: {line}");
        }
        explorer = explorer.keys("Esc");
        assert!(explorer.state.layers.is_empty());
    }

    #[test]
    fn the_footer_never_runs_into_the_count() {
        let loaded = coalition();
        for width in 20..200 {
            for keys in ["", "2", "3", "Enter", "s", "D", "?", "a", "v j j", "f kellogg Enter"] {
                let explorer = Explorer::on(loaded.clone(), (width, 24)).keys(keys);
                let footer = explorer.footer();
                assert!(footer.contains(" of 29"), "{width} after {keys}: {footer}");
            }
        }
    }
}

#[test]
fn the_key_of_a_view_leads_back_from_it() {
    let before = Explorer::on(coalition(), (100, 30)).keys("j j");
    for key in ["s", "?", "D", "L", "S", "P"] {
        let there = Explorer::on(coalition(), (100, 30)).keys("j j").keys(key);
        assert_eq!(there.state.layers.len(), 1, "{key}");
        assert_eq!(there.keys(key).screen(), before.screen(), "{key}");
    }
    let wrong = "annals: 1\nevents:\n  - { title: Sound, date: 2024-05 }\n  - { title: Broken, date: 2024-13 }\n";
    let wrong = Explorer::on(of(wrong), (100, 30));
    let before = wrong.screen();
    assert_eq!(wrong.keys("! !").screen(), before);
}

#[test]
fn one_key_goes_through_the_views_and_back_to_the_panes() {
    let on_disputes = |explorer: &Explorer| matches!(explorer.state.layers.last(), Some(Layer::Disputes(_)));
    let explorer = Explorer::on(affair(), (80, 24)).keys("T");
    assert!(on_disputes(&explorer), "the last view comes before the panes");
    let explorer = explorer.keys("t");
    assert!(explorer.state.layers.is_empty());
    let lone = of("annals: 1\nevents: [{ title: Alone }]\n");
    assert!(Explorer::on(lone, (80, 24)).keys("t").footer().contains("no other view"));
}
