//! Frames on their way to the terminal: few bytes, and what they leave there is what a frame drawn in full would be.

use std::fmt::Write;

use annals::load::Loaded;
use annals::tui::terminal::Canvas;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::desk::Explorer;
use crate::support::{fixture, timeline_of};

/// Words of events, the last of them wide.
const WORDS: &[&str] = &[
    "minister",
    "denies",
    "the",
    "harbour",
    "bridge",
    "had",
    "cracks",
    "in",
    "its",
    "south",
    "pier",
    "before",
    "council",
    "was",
    "told",
    "and",
    "warned",
    "again",
    "of",
    "Kraków",
    "spring",
    "inspectors",
    "report",
    "letter",
    "to",
    "日本語",
];

/// So many of some words, others for each seed.
fn said(words: &[&str], seed: usize, count: usize) -> String {
    let word = |nth: usize| words[(seed * 31 + nth * nth * 7 + nth * (seed % 13 + 1)) % words.len()];
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

/// A timeline as long as no screen is, each event in words of its own.
fn long(events: usize, words: &[&str]) -> Loaded {
    timeline_of("long.yaml", &yaml(events, words))
}

fn yaml(events: usize, words: &[&str]) -> String {
    let mut yaml = String::from("annals: 1\ntitle: Long\nsources:\n  s: { title: A source }\nactors:\n");
    for actor in 0..40 {
        let _ = writeln!(yaml, "  actor-{actor}: Speaker {actor}");
    }
    yaml.push_str("events:\n");
    for event in 0..events {
        let (year, month, day) = (1990 + event / 330 % 30, event / 28 % 12 + 1, event % 28 + 1);
        let (title, quote) = (said(words, event, 5 + event % 4), said(words, event + 7, 14 + event % 20));
        let speaker = event * 7 % 40;
        let _ = writeln!(
            yaml,
            "  - date: {year}-{month:02}-{day:02}\n    title: {title}\n    statements:\n      - {{ speaker: actor-{speaker}, source: s, quote: {quote} }}"
        );
    }
    yaml
}

/// A canvas with the terminal that gets its bytes.
struct Desk {
    canvas: Canvas,
    terminal: vt100::Parser,
}

fn terminal((width, height): (u16, u16)) -> vt100::Parser {
    let side = |cells: u16| std::num::NonZeroU16::new(cells).unwrap();
    vt100::Parser::new(side(height), side(width), 0)
}

impl Desk {
    fn new(size: (u16, u16)) -> Self {
        Self { canvas: Canvas::new(Rect::new(0, 0, size.0, size.1)), terminal: terminal(size) }
    }

    /// Draws a frame; gives how many bytes it took.
    fn draw(&mut self, explorer: &Explorer) -> usize {
        let (width, height) = explorer.0.size;
        let area = Rect::new(0, 0, width, height);
        let bytes = self.canvas.frame(area, |area, buffer| (&explorer.0).render(area, buffer)).unwrap();
        self.terminal.process(&bytes);
        bytes.len()
    }
}

/// Every cell of a screen with its looks.
fn cells(screen: &vt100::Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let told = |row: u16, column: u16| {
        screen.cell(row, column).map(|cell| {
            // What was never written is blank too.
            let words = if cell.has_contents() || cell.is_wide_continuation() { cell.contents() } else { " " };
            let (lines, inverse) = (cell.underline(), cell.inverse());
            // Of a blank only what is seen counts.
            let seen = words != " " || lines || inverse;
            let looks = seen.then(|| (cell.bold(), cell.dim(), cell.italic(), cell.fgcolor()));
            format!("{row},{column}: {words:?} {looks:?} {:?} {lines} {inverse}", cell.bgcolor())
        })
    };
    (0..rows.get()).flat_map(|row| (0..columns.get()).filter_map(move |column| told(row, column))).collect()
}

/// Where two screens differ.
fn assert_same(incremental: &vt100::Screen, full: &vt100::Screen, how: &str) {
    let (incremental, full) = (cells(incremental), cells(full));
    let differing: Vec<_> = incremental.iter().zip(&full).filter(|(one, other)| one != other).take(8).collect();
    assert!(differing.is_empty() && incremental.len() == full.len(), "{how}: {differing:#?}");
}

/// A frame after the keys before it is what a terminal shows that gets it as its first.
fn follows(loaded: Loaded, size: (u16, u16), keys: &[String]) {
    let mut explorer = Explorer::on(loaded, size);
    let mut desk = Desk::new(size);
    desk.draw(&explorer);
    for key in keys {
        explorer = explorer.keys(key);
        desk.draw(&explorer);
        let mut other = Desk::new(size);
        other.draw(&explorer);
        assert_same(desk.terminal.screen(), other.terminal.screen(), &format!("{key} of {keys:?} at {size:?}"));
        assert_eq!(desk.draw(&explorer), 0, "an unchanged frame sends nothing");
    }
}

#[test]
fn blanks_are_erased_whatever_their_letters_would_look_like() {
    let area = Rect::new(0, 0, 80, 1);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let mut canvas = Canvas::new(area);
    let draw = |canvas: &mut Canvas, words: &str, style| {
        let bytes = canvas.frame(area, |area, buffer| Line::styled(words, style).render(area, buffer));
        bytes.expect("in memory")
    };
    let full = draw(&mut canvas, &"x".repeat(80), bold);
    let words = format!("one{}two", " ".repeat(74));
    let erased = draw(&mut canvas, &words, bold);
    assert!(full.len() > 80 && erased.len() < 70, "{} bytes", erased.len());
    // A ground and lines are seen where no letter is.
    for style in [Style::new().on_red(), Style::new().underlined(), Style::new().reversed(), Style::new().crossed_out()]
    {
        assert!(draw(&mut canvas, &words, style).len() > 80);
    }
}

/// Keys that go through lists, open and close views, and change what is shown.
fn keys() -> impl Strategy<Value = Vec<String>> {
    const OFTEN: &[&str] =
        &["j", "k", "j", "k", "PgDn", "PgUp", "C-d", "C-u", "G", "g", "Tab", "l", "h", "]", "[", "}", "{"];
    const SELDOM: &[&str] =
        &["v", "Space", "z", "r", "+", "-", "L", "D", "s", "?", "Enter", "Esc", "t", "S-Down", "/ w Enter", "n"];
    let key = prop_oneof![3 => prop::sample::select(OFTEN), 1 => prop::sample::select(SELDOM)];
    prop::collection::vec(key.prop_map(str::to_owned), 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_after_many_keys_is_what_a_full_frame_shows(
        keys in keys(),
        size in prop::sample::select(&[(80, 24), (120, 40), (61, 16), (40, 14), (19, 3), (1, 1)][..]),
    ) {
        follows(long(300, WORDS), size, &keys);
    }
}

#[test]
fn awkward_words_too_come_out_as_a_full_frame_shows_them() {
    let keys: Vec<String> = "j j j k G Enter Esc s j Esc L j l Esc ? j j j Esc".split(' ').map(str::to_owned).collect();
    follows(fixture("awkward.yaml"), (80, 24), &keys);
    follows(fixture("harbour.yaml"), (120, 40), &keys);
}

/// Words at some place, of some look: wide letters, pictures, long stretches, blanks.
fn span() -> impl Strategy<Value = (u16, u16, String, usize)> {
    let words = prop_oneof![3 => "[a日 本]{0,9}", 1 => "x{1,24}", 1 => " {1,24}", 1 => "[a👩é한]{0,4}"];
    (0..24_u16, 0..3_u16, words, 0..9_usize)
}

proptest! {
    /// Words over words, up to the last column, with looks of all kinds.
    #[test]
    fn no_half_of_a_letter_and_no_look_is_left(
        frames in prop::collection::vec(prop::collection::vec(span(), 1..9), 2..5),
    ) {
        let area = Rect::new(0, 0, 24, 3);
        let styles = [
            Style::new(),
            Style::new().underlined(),
            Style::new().reversed(),
            Style::new().on_red(),
            Style::new().bold(),
            Style::new().bold().light_green(),
            Style::new().dim().italic(),
            Style::new().fg(Color::Rgb(1, 2, 3)).bold(),
            Style::new().fg(Color::Indexed(200)).on_red().underlined(),
        ];
        let mut desk = Desk::new((24, 3));
        for words in &frames {
            let paint = |_: Rect, buffer: &mut Buffer| {
                for (x, y, words, style) in words {
                    buffer.set_stringn(*x, *y, words, usize::from(24 - x), styles[*style]);
                }
            };
            desk.terminal.process(&desk.canvas.frame(area, paint).unwrap());
            let mut other = Desk::new((24, 3));
            other.terminal.process(&other.canvas.frame(area, paint).unwrap());
            assert_same(desk.terminal.screen(), other.terminal.screen(), &format!("{frames:?}"));
        }
    }
}

#[test]
fn where_terminals_disagree_on_a_letter_nothing_older_is_left_beside_it() {
    let area = Rect::new(0, 0, 12, 1);
    let draw = |canvas: &mut Canvas, words: &str| {
        let bytes = canvas.frame(area, |area, buffer| Line::raw(words).render(area, buffer)).expect("in memory");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let mut canvas = Canvas::new(area);
    draw(&mut canvas, "abcdef");
    // Blanks first, then the letter where it begins, then on by the column alone.
    assert!(draw(&mut canvas, "\u{2328}\u{fe0f}x").contains("  \x1b[1H\u{2328}\u{fe0f}\x1b[3Gx"));
    // On the scripts of East Asia they agree.
    assert!(draw(&mut canvas, "日本語 한국").contains("日本語 한국"));
}

/// How many bytes are sent for each of a hundred rows that are scrolled, after some keys.
fn scrolled(size: (u16, u16), keys: &str) -> Vec<usize> {
    let mut explorer = Explorer::on(long(500, &WORDS[..WORDS.len() - 1]), size).keys(keys);
    let mut desk = Desk::new(size);
    let all = usize::from(size.0) * usize::from(size.1);
    assert!(desk.draw(&explorer) > all / 3, "the first frame has all");
    let mut sent = Vec::new();
    for _ in 0..100 {
        explorer = explorer.keys("j");
        sent.push(desk.draw(&explorer));
    }
    sent
}

#[test]
fn a_row_scrolled_sends_few_bytes() {
    for (size, of_list, on_average) in [((200, 60), 500, 900), ((120, 40), 450, 800), ((80, 24), 400, 680)] {
        let list_alone = scrolled(size, "z").into_iter().max();
        assert!(list_alone <= Some(of_list), "{list_alone:?} bytes for a row at {size:?}");
        // With the panes beside it, which show other words each time.
        let sent = scrolled(size, "");
        let (all, most) = (sent.iter().sum::<usize>(), sent.iter().max());
        assert!(all <= sent.len() * on_average, "{all} bytes for all rows at {size:?}");
        assert!(most <= Some(&1200), "{most:?} bytes for a row at {size:?}");
    }
}

#[cfg(unix)]
#[test]
fn in_a_terminal_too_a_row_scrolled_is_short_and_rest_is_silence() {
    use crate::pty::{Pty, annals};
    use rustix::process::Signal;
    use std::time::Duration;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.yaml");
    std::fs::write(&file, yaml(500, &WORDS[..WORDS.len() - 1])).unwrap();
    let mut pty = Pty::start(annals(&[&file.to_string_lossy(), "--fresh"]), (200, 60));
    pty.wait_for_text("500 of 500");
    // The verdicts come in behind the first frame.
    pty.wait_for_text("no copy here");
    // Beyond the middle of the pane the rows move, and not the cursor.
    pty.write(&[b'j'; 40]);
    pty.wait_for("forty-first event", |screen| screen.contents().contains("▸  13 Feb 1990"));
    let before = pty.came();
    pty.keys("j");
    pty.wait_for("forty-second event", |screen| screen.contents().contains("▸  14 Feb 1990"));
    let quiet = |time| !pty.within(time, || false);
    assert!(quiet(Duration::from_millis(100)));
    let sent = pty.came() - before;
    assert!(pty.came_since(before, b"\x1b[1M"), "the terminal moves the rows itself");
    assert!(sent <= 1200, "{sent} bytes for a row");
    #[cfg(target_os = "linux")]
    {
        let (came, ticks) = (pty.came(), pty.ticks());
        assert!(quiet(Duration::from_secs(2)));
        assert_eq!(pty.came(), came, "nothing is sent where nothing happens");
        assert!(pty.ticks() - ticks <= 1, "{} ticks in two seconds", pty.ticks() - ticks);
    }
    let scrolled = pty.screen();
    let before = pty.came();
    pty.signal(Signal::STOP);
    std::thread::sleep(Duration::from_millis(50));
    pty.signal(Signal::CONT);
    assert!(pty.within(Duration::from_secs(5), || pty.came_since(before, b"14 Feb 1990")), "drawn anew");
    pty.wait_for("frame as it was", |screen| screen.contents() == scrolled);
    pty.quit();
}
