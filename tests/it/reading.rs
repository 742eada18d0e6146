//! Copies in the explorer: verdicts beside the quotes, and the copy to read, with keys in and screens out.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use annals::evidence::Ledger;
use annals::load::load;
use annals::model::timeline::Bearer;
use annals::model::verdict::Verdict;
use annals::tui::effect::Effect;
use annals::tui::key::Key;
use annals::tui::layer::Layer;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use tempfile::{TempDir, tempdir};

const COLOURED: Theme = Theme::DARK;
const PLAIN: Theme = Theme { colour: false, unicode: false, ..Theme::DARK };

/// The explorer on a timeline in a folder, its quotes verified.
struct Desk {
    state: State,
    effects: Vec<Effect>,
}

impl Desk {
    fn on(file: PathBuf, size: (u16, u16)) -> Self {
        let loaded = load(std::slice::from_ref(&file)).unwrap();
        assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
        let origin = Origin { paths: vec![file], ..Origin::default() };
        let mut desk = Self { state: State::new(loaded, origin, COLOURED, size), effects: Vec::new() };
        desk.verify();
        desk
    }

    fn verify(&mut self) {
        self.state.take_ledger(Ledger::new(&self.state.timeline, &self.state.origin.shelf()));
    }

    fn read_again(&mut self) {
        self.state.reload(load(&self.state.origin.paths));
    }

    fn press(&mut self, keys: &str) {
        for key in Key::of_line(keys) {
            self.effects.extend(press(&mut self.state, &key));
        }
    }

    fn keys(mut self, keys: &str) -> Self {
        self.press(keys);
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

    /// The words of the screen in one line, without borders.
    fn words(&self) -> String {
        let bare = self.screen().replace(['│', '|'], " ");
        bare.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn has(&self, words: &str) {
        assert!(self.words().contains(words), "“{words}” is not in\n{}", self.screen());
    }

    fn lacks(&self, words: &str) {
        assert!(!self.words().contains(words), "“{words}” is in\n{}", self.screen());
    }

    /// The last line.
    fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }

    /// The event under the cursor.
    fn event(&self) -> String {
        self.state.event().map(|event| self.state.timeline.event(event).address()).unwrap_or_default()
    }

    /// The verdict on the quote under the cursor.
    fn verdict(&self) -> Option<Verdict> {
        self.state.timeline.verdict_of(Bearer::Passage(self.state.passage()?))
    }

    fn is_reading(&self) -> bool {
        matches!(self.state.layers.last(), Some(Layer::Copy(_)))
    }

    /// The rows of the copy in sight that bear the sign of the passage in question, without frame and sign.
    fn marked(&self) -> Vec<String> {
        let cursor = self.state.theme.marks().cursor;
        let screen = self.screen();
        let inside = |line: &'_ str| Some(line.strip_prefix(['│', '|'])?.trim_start_matches(' ').to_owned());
        let rows = screen.lines().filter_map(inside).filter_map(|row| Some(row.strip_prefix(cursor)?[1..].to_owned()));
        rows.map(|row| row.trim_end_matches(['│', '|', ' ']).to_owned()).collect()
    }
}

fn example(size: (u16, u16)) -> Desk {
    Desk::on(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/harbour-bridge/timeline.yaml"), size)
}

/// The example with the first quote of a verdict under the cursor, the quotes on the whole screen.
fn at_verdict(verdict: Verdict, size: (u16, u16), theme: Theme) -> Desk {
    let mut desk = example(size);
    desk.state.theme = theme;
    desk.press(&format!("f verdict:{} Enter 3 z", verdict.word()));
    for _ in 0..20 {
        if desk.verdict() == Some(verdict) {
            return desk;
        }
        desk.press("j");
    }
    panic!("no quote is {}:\n{}", verdict.word(), desk.screen());
}

/// A timeline in a folder of its own: the source `s` with a copy of this text, and an event `e0`, `e1` … for each quote.
fn folder(copy: &str, quotes: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("copy.txt"), copy).unwrap();
    let file = folder.path().join("timeline.yaml");
    fs::write(&file, timeline(quotes)).unwrap();
    (folder, file)
}

fn timeline(quotes: &[&str]) -> String {
    let mut yaml = "annals: 1\ntitle: T\nsources: { s: { title: S, copy: copy.txt } }\nevents:\n".to_owned();
    for (nth, quote) in quotes.iter().enumerate() {
        let _ = writeln!(yaml, "  - id: e{nth}\n    date: {}\n    title: Event {nth}", 2001 + nth);
        let _ = writeln!(yaml, "    evidence: [{{ source: s, quote: {} }}]", serde_json::to_string(quote).unwrap());
    }
    yaml
}

/// So many paragraphs, each told from the others by its number.
fn paragraphs(count: usize) -> String {
    (1..=count).fold(String::new(), |mut text, nth| {
        let _ = writeln!(text, "Paragraph {nth} says that the thing number {nth} was seen by all who were there.\n");
        text
    })
}

#[test]
fn every_verdict_is_told_with_its_sign_and_reason_at_every_size() {
    let told = [
        (Verdict::Exact, "✓ exact", "+ exact", ""),
        (
            Verdict::Normalised,
            "✓ normalised",
            "+ normalised",
            "white space: the quote has a blank, the copy a line break",
        ),
        (Verdict::Elided, "… elided", "~ elided", ", a hand above the high-water mark. One you could cover with a"),
        (
            Verdict::Ambiguous,
            "? ambiguous",
            "? ambiguous",
            "it stands 2 times in the copy: `prefix` or `suffix` must say",
        ),
        (Verdict::Drifted, "≠ drifted", "!= drifted", "he had {+not+} been told of the cracks before April"),
        (Verdict::Orphan, "✗ orphan", "x orphan", "neither these words nor near ones stand in the copy"),
        (Verdict::NoCopy, "∅ no copy", "- no copy", ""),
        (
            Verdict::ChangedCopy,
            "! changed copy",
            "! changed copy",
            "the copy is not the one whose `sha256` is recorded; the words",
        ),
    ];
    assert_eq!(told.len(), Verdict::ALL.len());
    for (verdict, sign, plain_sign, reason) in told {
        for size in [(120, 40), (80, 24), (60, 15)] {
            for (theme, sign) in [(COLOURED, sign), (PLAIN, plain_sign), (Theme { colour: false, ..COLOURED }, sign)] {
                let desk = at_verdict(verdict, size, theme);
                desk.has(sign);
                if size.1 > 15 {
                    desk.has(reason);
                }
            }
        }
    }
    assert_snapshot!("a_verdict_beside_its_quote", example((80, 24)).keys("f verdict:drifted Enter").screen());
    assert_snapshot!("a_verdict_without_colour", at_verdict(Verdict::Elided, (60, 15), PLAIN).styles());
}

#[test]
fn the_header_says_how_many_quotes_are_proved_where_there_is_room() {
    for width in [53, 60, 80, 119, 120, 200] {
        let desk = example((width, 24));
        assert!(desk.screen().lines().next().unwrap().contains("17 of 27 quotes proved"), "{}", desk.screen());
    }
    for width in [20, 40, 52] {
        let desk = example((width, 24));
        let header = desk.screen().lines().next().unwrap().to_owned();
        assert!(header.contains("annals") && !header.contains("17"), "{header}");
    }
    let wide = example((120, 24)).screen();
    assert!(wide.lines().next().unwrap().contains("5 sources · 17 of 27 quotes proved"), "{wide}");
}

#[test]
fn enter_on_a_quote_opens_the_copy_there_and_esc_comes_back_to_the_same_place() {
    let mut desk = at_verdict(Verdict::Drifted, (80, 24), COLOURED).keys("z");
    let before = desk.styles();
    desk.press("Enter");
    assert!(desk.is_reading());
    assert_eq!(desk.marked(), ["that he had not been told of the cracks before April. “The mayor acts on"]);
    desk.has("≠ drifted · quote 3 of 8 Peter Holt: The mayor says that he was not told");
    assert_snapshot!("a_copy_at_a_drifted_quote", desk.styles());
    desk.press("j PgDn ] [ G Esc");
    assert_eq!(desk.styles(), before);
}

#[test]
fn the_whole_copy_is_scrolled_from_its_first_line_to_its_last() {
    let (_folder, file) = folder(&paragraphs(60), &["thing number 30 was"]);
    let mut desk = Desk::on(file, (60, 20)).keys("3 Enter");
    desk.has("Paragraph 30 says");
    desk.press("g");
    let mut seen = desk.words();
    for _ in 0..400 {
        desk.press("j");
        seen.push_str(&desk.words());
    }
    assert!((1..=60).all(|nth| seen.contains(&format!("Paragraph {nth} says"))));
    let at_the_end = desk.screen();
    desk.has("lines 170 to 180 of 180");
    assert_eq!(desk.keys("k j PgDn G").screen(), at_the_end);
}

#[test]
fn brackets_go_from_quote_to_quote_in_the_order_of_the_copy() {
    let (_folder, file) = folder(
        &paragraphs(90),
        &["thing number 80 was", "thing number 7 was", "a thing unheard of", "thing number 44 was"],
    );
    let mut desk = Desk::on(file, (70, 20)).keys("3 Enter");
    for (key, shown, place) in
        [("[", 44, "quote 2 of 3"), ("[", 7, "quote 1 of 3"), ("]", 44, "quote 2 of 3"), ("]", 80, "quote 3 of 3")]
    {
        desk.press(key);
        desk.has(place);
        assert!(desk.marked()[0].starts_with(&format!("Paragraph {shown} ")), "{}", desk.screen());
    }
    desk.press("]");
    assert!(desk.footer().starts_with("no further quote in this copy"), "{}", desk.footer());
    desk.press("[ Enter");
    assert_eq!((desk.event().as_str(), desk.state.layers.len()), ("e3", 0));
}

#[test]
fn other_quotes_are_marked_apart_from_the_one_in_question() {
    let (_folder, file) = folder(&paragraphs(3), &["thing number 1 was", "thing number 2 was", "2 was seen by all"]);
    let desk = Desk::on(file, (80, 20)).keys("3 Enter");
    assert_snapshot!("a_copy_with_quotes_that_overlap", desk.keys("]").styles());
}

#[test]
fn searching_shows_the_first_hit_as_it_is_typed_and_esc_takes_it_back() {
    let text = paragraphs(90)
        .replace("Paragraph 50 says", "Paragraph 50, NEEDLE needle, says")
        .replace("number 70 ", "Needle ");
    let (_folder, file) = folder(&text, &["thing number 7 was"]);
    let mut desk = Desk::on(file, (80, 20)).keys("3 Enter");
    let before = desk.styles();
    desk.press("/ n e e d l");
    desk.has("Paragraph 50, NEEDLE needle, says");
    desk.press("Esc");
    assert_eq!(desk.styles(), before);
    desk.press("/ needle Enter");
    assert!(desk.footer().starts_with("3 matches; n N go on"), "{}", desk.footer());
    for (key, told) in [("n", "match 2 of 3"), ("n", "match 3 of 3"), ("N", "match 2 of 3")] {
        desk.press(key);
        assert!(desk.footer().starts_with(told), "{key}: {}", desk.footer());
    }
    assert_snapshot!("a_copy_searched", desk.styles());
    desk.press("N N");
    assert!(desk.footer().starts_with("match 3 of 3"), "round the end: {}", desk.footer());
    desk.has("Paragraph 70 says");
    desk.press("g n");
    assert!(desk.footer().starts_with("match 1 of 3"), "from where one looks: {}", desk.footer());
    desk.press("G N");
    assert!(desk.footer().starts_with("match 3 of 3"), "{}", desk.footer());
    desk.press("/ nothing Space of Space it Enter");
    assert!(desk.footer().starts_with("“nothing of it” stands nowhere in this copy"), "{}", desk.footer());
    desk.press("n");
    assert!(desk.footer().starts_with("“nothing of it” stands nowhere in this copy"), "{}", desk.footer());
}

#[test]
fn words_searched_before_are_marked_in_a_copy_as_well() {
    let (_folder, file) = folder(&paragraphs(9), &["thing number 7 was"]);
    let mut desk = Desk::on(file, (80, 20)).keys("/ thing Enter 3 Enter n");
    assert!(desk.footer().starts_with("match 5 of 9"), "the first in sight: {}", desk.footer());
    desk.press("n");
    assert!(desk.footer().starts_with("match 6 of 9"), "{}", desk.footer());
}

#[test]
fn the_copy_is_opened_from_every_view_and_esc_goes_back_there() {
    for (keys, title) in [
        ("a o s e i Enter s Tab", "Draft minutes"),
        ("a o s e i Enter Enter", "Morning Tide"),
        ("a o s e i Enter", "Morning Tide"),
        ("j j D", "Draft minutes"),
        ("j j D h", "Morning Tide"),
    ] {
        let mut desk = example((100, 30)).keys(keys);
        desk.state.notice = None;
        let before = desk.styles();
        desk.press("c");
        assert!(desk.is_reading(), "{keys}: {}", desk.screen());
        desk.has(title);
        desk.press("G Esc");
        assert_eq!(desk.styles(), before, "{keys}");
    }
    let from_sources = example((100, 30)).keys("s Tab c");
    from_sources.has("quotes of the timeline stand here");
    assert!(from_sources.keys("Enter").footer().starts_with("no event has this quote"));
}

#[test]
fn from_a_side_that_quotes_its_source_enter_goes_to_the_event_that_shares_the_words() {
    let mut desk = example((100, 30)).keys("j j D");
    let seat = desk.state.layers.clone();
    desk.press("c");
    desk.has("When did the council learn of the cracks?");
    assert!(desk.marked().join(" ").contains("informed on 9 April"), "{}", desk.screen());
    desk.press("Enter");
    assert_eq!((desk.event().as_str(), desk.state.layers.len()), ("council-told", 0));
    desk.press("D");
    let (Some(Layer::Disputes(before)), Some(Layer::Disputes(now))) = (seat.last(), desk.state.layers.last()) else {
        panic!("{}", desk.screen());
    };
    assert_eq!(now, before, "D comes back to the same side");
}

#[test]
fn an_event_that_the_filter_hides_is_not_gone_to() {
    let (_folder, file) = folder(&paragraphs(9), &["thing number 7 was", "thing number 2 was"]);
    let desk = Desk::on(file, (80, 20)).keys("f to:2001 Enter 3 Enter [ Enter");
    assert!(desk.is_reading());
    assert!(desk.footer().starts_with("the filter hides the event of this quote"), "{}", desk.footer());
}

#[test]
fn without_a_copy_it_says_what_to_do() {
    let desk = at_verdict(Verdict::NoCopy, (100, 24), COLOURED).keys("Enter");
    assert!(!desk.is_reading());
    desk.has("the source names no `copy`: keep its text in a file and name it");
    let (folder, file) = folder("", &["one", "two"]);
    fs::remove_file(folder.path().join("copy.txt")).unwrap();
    let desk = Desk::on(file.clone(), (100, 24)).keys("c");
    desk.has("the copy copy.txt is not here; `--copies DIR` names the folder it is in");
    desk.lacks("0 of 2 quotes proved");
    desk.has("2 quotes, no copy here");
    fs::write(&file, timeline(&["one"]).replace("copy.txt", "../copy.txt")).unwrap();
    Desk::on(file.clone(), (100, 24))
        .keys("s c")
        .has("the copy ../copy.txt is refused: the path leads out of the folder");
    // Words of nobody knows where do not open the copy of the quote beside them.
    let sides = "disputes: [{ question: Which?, sides: [{ event: e0, quote: one }, { event: e0, holds: another }] }]\n";
    fs::write(&file, format!("{}{sides}", timeline(&["one"]))).unwrap();
    Desk::on(file, (100, 24)).keys("D c").has("no source is named");
}

#[test]
fn an_orphan_opens_at_the_top_and_says_so() {
    let (_folder, file) = folder(&paragraphs(60), &["a thing that never stood there", "thing number 50 was"]);
    let mut desk = Desk::on(file, (80, 20)).keys("3 Enter");
    desk.has("✗ orphan Event 0 neither these words nor near ones stand in the copy");
    desk.has("Paragraph 1 says");
    assert!(desk.marked().is_empty(), "{}", desk.screen());
    desk.press("]");
    desk.has("Paragraph 50 says");
}

#[test]
fn a_drifted_quote_shows_the_near_passage() {
    let (_folder, file) = folder(&paragraphs(60), &["the thing number 50 was not seen by all who were there"]);
    let desk = Desk::on(file, (80, 20)).keys("3 Enter");
    desk.has("≠ drifted · quote 1 of 1");
    assert!(desk.marked()[0].starts_with("Paragraph 50 says"), "{}", desk.screen());
}

#[test]
fn a_resize_keeps_the_place() {
    let (_folder, file) = folder(&paragraphs(200), &["thing number 100 was seen by all"]);
    let mut desk = Desk::on(file, (120, 40)).keys("3 Enter");
    for size in [(60, 15), (40, 10), (19, 3), (200, 60), (25, 40), (80, 24)] {
        desk.state.resize(size);
        if size.0 > 20 {
            assert!(desk.marked().concat().contains("100"), "{size:?}\n{}", desk.screen());
        }
    }
    desk.press("G");
    desk.state.resize((200, 60));
    desk.has("Paragraph 200 says");
    desk.state.resize((80, 24));
    desk.press("g PgDn PgDn PgDn");
    let top = |desk: &Desk| desk.screen().lines().nth(7).unwrap_or_default().trim_matches(['│', ' ']).to_owned();
    let before = top(&desk);
    for size in [(50, 24), (130, 24), (80, 24)] {
        desk.state.resize(size);
    }
    assert_eq!(top(&desk), before);
}

/// Copies that are hard to show, each with a quote that stands in it.
fn hard_copies() -> Vec<(String, &'static str)> {
    let hidden = "\u{1b}[31mred\u{1b}[0m \u{7} \u{202e}turned\u{202c} \u{9b}2J zero\u{200b}widthend";
    vec![
        (format!("{hidden}\nHere it stands."), "Here it stands"),
        ("one\ttwo\tHere it stands\t\tthree".to_owned(), "Here it stands"),
        (format!("{} Here it stands {}", "日本語のとても長い文".repeat(40), "한국어".repeat(50)), "Here it stands"),
        (format!("{}Here it stands{}", "x".repeat(5_000), "y".repeat(5_000)).replace("Here", " Here"), "Here it"),
        ("First.\r\n\r\nHere it stands.\r\nLast.\r\n".to_owned(), "Here it stands"),
        ("First.\r\rHere it stands.\rLast.\r".to_owned(), "Here it stands"),
        (paragraphs(200).replace('\n', " ").replace("Paragraph 99 ", "Here it stands "), "Here it stands"),
        (format!("{}\nHere it stands e{}", "\u{202e}".repeat(500), "\u{301}".repeat(19)), "Here it stands"),
        (format!("{} Here it stands", "\u{301}".repeat(7)), "Here it stands"),
        (format!("👨‍👩‍👧 می‌خواهم {} Here it stands", "👨‍👩‍👧".repeat(99)), "Here it stands"),
    ]
}

#[test]
fn hard_copies_are_shown_whole_and_nothing_hidden_reaches_the_screen() {
    for (copy, quote) in hard_copies() {
        let (_folder, file) = folder(&copy, &[quote]);
        for size in [(120, 40), (80, 24), (60, 15), (21, 12)] {
            for theme in [COLOURED, PLAIN] {
                let mut desk = Desk::on(file.clone(), size);
                desk.state.theme = theme;
                desk.press("3 c");
                assert!(desk.is_reading());
                assert!(desk.marked().concat().contains("Here"), "{copy:?} at {size:?}\n{}", desk.screen());
                desk.press("/ i t Enter");
                let mut seen = String::new();
                desk.press("g");
                for _ in 0..if copy.len() < 2_000 { 12 } else { 3 } {
                    let cells: String = desk.buffer().content().iter().map(ratatui::buffer::Cell::symbol).collect();
                    assert!(!cells.chars().any(|letter| letter.is_control() || letter == '\u{202e}'), "{cells:?}");
                    seen.push_str(&desk.words());
                    desk.press("PgDn");
                }
                for (code, shown) in [("\u{1b}", "<U+001B>"), ("\u{202e}", "<U+202E>"), ("\u{9b}", "<U+009B>")] {
                    assert!(!copy.contains(code) || seen.contains(shown), "{shown} of {copy:?} at {size:?}\n{seen}");
                }
            }
        }
    }
}

#[test]
fn what_is_hidden_is_never_cut_at_the_edge() {
    let (_folder, file) = folder(&format!("Here {}", "\u{202e}".repeat(300)), &["Here"]);
    for width in [20, 21, 26, 33, 47] {
        let mut desk = Desk::on(file.clone(), (width, 12)).keys("c g");
        let mut shown = 0;
        for _ in 0..40 {
            let screen = desk.screen();
            let first = screen.lines().skip_while(|line| !line.contains("<U+")).find(|line| line.contains("<U+"));
            assert!(
                first.is_none_or(|line| line.matches("<U+202E>").count() == line.matches("<U+").count()),
                "{screen}"
            );
            shown = shown.max(screen.matches("<U+202E>").count());
            desk.press("j");
        }
        assert!(shown > 0, "{}", desk.screen());
    }
}

#[test]
fn what_is_searched_in_a_copy_stays_in_it() {
    let mut desk = example((100, 24)).keys("3 Enter / lamps Enter");
    desk.has("Lamps on Quay Street");
    desk.press("Esc");
    assert!(!desk.is_reading());
    desk.lacks("/lamps");
    desk.press("/ pier Enter 3 Enter / lamps Enter Enter");
    desk.has("/pier");
    desk.lacks("/lamps");
}

#[test]
fn an_empty_copy_says_that_it_is_empty() {
    for copy in ["", "\n\n", " \t"] {
        let (_folder, file) = folder(copy, &["words"]);
        let mut desk = Desk::on(file, (80, 20)).keys("3 Enter");
        desk.has("the copy has no text");
        desk.has("✗ orphan");
        desk.press("j G g ] PgDn / x Enter n");
        assert!(desk.footer().starts_with("“x” stands nowhere in this copy"), "{}", desk.footer());
        assert_eq!(desk.keys("]").footer().split("  ").next(), Some("no quote stands in this copy"));
    }
}

#[test]
fn a_changed_copy_is_shown_as_it_is_now_with_its_verdicts() {
    let (folder, file) = folder(&paragraphs(60), &["thing number 50 was seen by all", "thing number 7 was"]);
    let copy = folder.path().join("copy.txt");
    let mut desk = Desk::on(file.clone(), (80, 24)).keys("3 Enter / thing Enter Esc c");
    desk.has("2 of 2 quotes proved");
    desk.has("✓ exact · quote 2 of 2");
    fs::write(&copy, paragraphs(60).replace("50 was seen", "50 was never seen")).unwrap();
    desk.verify();
    desk.has("1 of 2 quotes proved");
    desk.has("≠ drifted · quote 2 of 2");
    assert!(desk.marked()[0].contains("never seen"), "in sight still: {}", desk.screen());
    assert!(
        desk.footer().starts_with("quotes verified again: 1 of 2 quotes proved, 1 not proved"),
        "{}",
        desk.footer()
    );
    // Under other things, too: hits of the old text must not be looked up in the new one.
    for above in ["?", "/ t h", ""] {
        desk.press(above);
        fs::write(&copy, format!("é{}", "日本語 thing ".repeat(9))).unwrap();
        desk.verify();
        desk.has(if above == "?" { "Help" } else { "日本語" });
        fs::write(&copy, paragraphs(60)).unwrap();
        desk.verify();
        desk.press(if above.is_empty() { "" } else { "Esc" });
        desk.has("✓ exact");
    }
    fs::remove_file(&copy).unwrap();
    desk.verify();
    assert!(!desk.is_reading());
    assert!(desk.footer().starts_with("the copy is there no more"), "{}", desk.footer());
    desk.lacks("quotes proved");
    assert_eq!(desk.event(), "e0");
}

#[test]
fn a_recorded_digest_makes_every_change_one_of_the_copy() {
    let (folder, file) = folder(&paragraphs(9), &["thing number 5 was seen", "thing number 7 was"]);
    let copy = folder.path().join("copy.txt");
    let sha256 = annals::evidence::copy::digest(&fs::read(&copy).unwrap());
    fs::write(
        &file,
        timeline(&["thing number 5 was seen", "thing number 7 was"])
            .replace("copy.txt", &format!("copy.txt, sha256: {sha256}")),
    )
    .unwrap();
    let mut desk = Desk::on(file, (80, 24)).keys("f verdict:exact Enter j 3 Enter");
    desk.has("2 of 2 quotes proved");
    fs::write(&copy, paragraphs(9).replace("5 was seen", "5 was never seen")).unwrap();
    desk.verify();
    desk.has("! changed copy · quote 2 of 2 Event 1 the copy is not the one whose `sha256` is recorded; the words still stand in it");
    desk.has("0 of 2 quotes proved");
    desk.press("[");
    desk.has("the words stand in it no more");
    fs::write(&copy, paragraphs(9)).unwrap();
    desk.verify();
    desk.has("✓ exact · quote 1 of 2");
}

#[test]
fn a_filter_by_verdict_follows_and_the_cursor_stays_on_its_event() {
    let quotes = ["thing number 3 was", "thing number 5 was", "never there at all", "thing number 7 was"];
    let (folder, file) = folder(&paragraphs(9), &quotes);
    let mut desk = Desk::on(file.clone(), (100, 24)).keys("f verdict:exact Enter G");
    assert_eq!((desk.event().as_str(), desk.state.rows.len()), ("e3", 3));
    fs::write(folder.path().join("copy.txt"), paragraphs(9).replace("number 3 was", "three is")).unwrap();
    desk.verify();
    assert_eq!((desk.event().as_str(), desk.state.rows.len()), ("e3", 2));
    // The file itself: between its reading and the ledger no verdict is known.
    fs::write(&file, timeline(&quotes).replace("title: T", "title: Another")).unwrap();
    desk.read_again();
    assert_eq!(desk.state.rows.len(), 0);
    desk.lacks("quotes proved");
    desk.verify();
    assert_eq!((desk.event().as_str(), desk.state.rows.len()), ("e3", 2));
}

#[test]
fn an_edit_of_the_timeline_keeps_the_copy_open_at_the_quote() {
    let (_folder, file) =
        folder(&paragraphs(60), &["thing number 5 was", "thing number 50 was never seen by all who were"]);
    let mut desk = Desk::on(file.clone(), (80, 24)).keys("j 3 Enter");
    desk.has("≠ drifted · quote 2 of 2");
    let in_sight = desk.marked();
    // The curator mends the quote that was seen to have drifted.
    fs::write(&file, timeline(&["thing number 5 was", "thing number 50 was seen by all who were"])).unwrap();
    desk.read_again();
    assert_eq!(desk.marked(), in_sight, "marked until the ledger is there");
    desk.verify();
    desk.has("✓ exact · quote 2 of 2");
    assert_eq!(desk.marked(), in_sight);
    // An event comes in before it.
    fs::write(
        &file,
        timeline(&["thing number 1 was", "thing number 5 was", "thing number 50 was seen by all who were"]),
    )
    .unwrap();
    desk.read_again();
    desk.verify();
    desk.has("✓ exact · quote 3 of 3");
    assert_eq!(desk.marked(), in_sight);
    // The quote goes, then the source.
    fs::write(&file, timeline(&["thing number 1 was"])).unwrap();
    desk.read_again();
    desk.verify();
    desk.has("1 quote of the timeline stands here");
    desk = desk.keys("/ number");
    assert_eq!(desk.state.search, "number");
    fs::write(
        &file,
        timeline(&["thing number 1 was"]).replace("{ s: {", "{ other: {").replace("source: s", "source: other"),
    )
    .unwrap();
    desk.read_again();
    desk.verify();
    assert!(!desk.is_reading());
    assert_eq!(desk.state.search, "", "what was searched in a copy goes with it");
    assert!(desk.state.layers.is_empty(), "and so does the line in which it was typed");
}

#[test]
fn the_file_is_edited_at_the_quote_that_is_read() {
    let (_folder, file) = folder(&paragraphs(9), &["thing number 5 was", "thing number 7 was"]);
    let desk = Desk::on(file.clone(), (80, 24)).keys("3 Enter ] e");
    let line = fs::read_to_string(&file).unwrap().lines().position(|line| line.contains("number 7")).unwrap() + 1;
    assert!(
        matches!(&desk.effects[..], [Effect::Edit(path, at, _)] if *path == file && *at == line),
        "{:?}",
        desk.effects
    );
}

#[test]
fn a_copy_of_one_long_line_with_hidden_signs_opens_at_once() {
    let (_folder, file) =
        folder(&format!("{}Here it stands", "words \u{202e}of no end ".repeat(60_000)), &["Here it stands"]);
    let mut desk = Desk::on(file, (100, 30));
    let start = Instant::now();
    desk.press("3 Enter");
    assert!(desk.marked().join(" ").contains("Here it stands"), "{}", desk.screen());
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}
