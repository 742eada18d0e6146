//! Accounts that clash: which events they are about, how they stand beside each other, and how they go out.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use annals::export::{Options, format_named};
use annals::load::{Loaded, of_texts};
use annals::model::document::Status;
use annals::model::excerpt::Excerpt;
use annals::model::query::Query;
use annals::model::timeline::{EventIx, Passage, SideView, Timeline};
use annals::model::verdict::Verdict;
use annals::tui::effect::Effect;
use annals::tui::key::Key;
use annals::tui::layer::{Layer, Seat};
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

use crate::support::{annals, timeline_of};

fn coalition() -> Loaded {
    timeline_of("timeline.yaml", include_str!("../../timeline.yaml"))
}

/// The events that a query keeps, by their addresses in the order of the file.
fn kept(timeline: &Timeline, query: &str) -> Vec<String> {
    let mut found = Query::parse(timeline, query).unwrap().find(timeline).ixs();
    found.sort_unstable();
    found.into_iter().map(|event| timeline.event(event).address()).collect()
}

const THREE: &str = "
annals: 1
sources: { s: { title: S }, t: { title: T } }
actors: { ann: Ann Lee, bob: Bob }
events:
  - { id: a, title: A, statements: [{ id: said, speaker: ann, quote: nothing at all, source: s }] }
  - { id: b, title: B, evidence: [{ source: s, quote: 'they say so, and say it twice' }] }
  - { id: c, title: C, actors: [ann], evidence: [{ source: t, quote: rain }] }
  - { id: d, title: D, evidence: [{ source: t, quote: say so and say }] }
disputes:
  - { question: One?, sides: [{ event: b, holds: x }, { statement: said, holds: y }] }
  - { question: Two?, status: explained, sides: [{ source: s, quote: SO AND SAY IT, holds: x }, { event: d, holds: y }] }
  - { question: Who is Ann Lee?, status: superseded, sides: [{ source: t, quote: of her, holds: x }, { source: s, quote: on him, holds: y }] }
";

#[test]
fn a_filter_keeps_what_is_in_dispute() {
    let loaded = timeline_of("three.yaml", THREE);
    let kept = |query| kept(&loaded.timeline, query);
    assert_eq!(kept("dispute:open"), ["a", "b"]);
    assert_eq!(kept("dispute:explained"), ["b", "d"], "words of s stand in b, and not in d, which is t's");
    assert_eq!(kept("dispute:superseded"), ["a", "c"], "named in the question, and one of the sources is theirs");
    assert_eq!(kept("dispute:any"), ["a", "b", "c", "d"]);
    assert_eq!(kept("dispute:Open"), ["a", "b"], "as other fields, whatever its case");
    assert_eq!(kept("dispute:open dispute:explained"), ["b"]);
}

#[test]
fn a_status_that_is_none_is_told() {
    let loaded = timeline_of("three.yaml", THREE);
    let fault = |query| Query::parse(&loaded.timeline, query).unwrap_err();
    let wrong = fault("rain dispute:opne");
    assert_eq!((wrong.message.as_str(), wrong.at), ("no dispute is `opne`", 13..17));
    assert_eq!(wrong.hint.as_deref(), Some("did you mean `open`?"));
    let far = fault("dispute:settled-by-a-court");
    assert_eq!(far.hint.as_deref(), Some("write one of open, explained, superseded, any"));
    let nothing = of_texts(vec![("none.yaml".into(), "annals: 1\nevents: [{ title: T }]\n".into())]).timeline;
    assert_eq!(kept(&nothing, "dispute:any"), [""; 0]);
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Do they share four words in a row, or has one of them fewer, which stand in the other?
fn shares(a: &[String], b: &[String]) -> bool {
    let count = a.len().min(b.len()).min(4);
    count > 0 && (0..=a.len() - count).any(|at| b.windows(count).any(|run| run == &a[at..at + count]))
}

/// What is said of disputes, said anew and slowly: does a side of `dispute` stand in the event?
fn oracle(timeline: &Timeline, dispute: usize, event: EventIx) -> bool {
    let document = timeline.document();
    let (record, whole) = (&document.disputes[dispute], &document.events[event.at()]);
    let carried = whole.evidence.iter().map(|evidence| (Some(&evidence.source), &evidence.quote));
    let passages: Vec<_> =
        whole.statements.iter().map(|said| (said.source.as_ref(), &said.quote)).chain(carried).collect();
    let of = |source: &str| -> Vec<Vec<String>> {
        let theirs = passages.iter().filter(|(of, _)| of.is_some_and(|of| **of == *source));
        theirs.map(|(_, quote)| words(quote.as_deref().unwrap_or_default())).collect()
    };
    let stands = record.sides.iter().any(|side| {
        let id = side.statement.as_deref();
        let quote = words(side.quote.as_deref().unwrap_or_default());
        side.event.as_deref().is_some_and(|id| Some(id) == whole.id.as_deref())
            || id.is_some() && whole.statements.iter().any(|said| said.id.as_deref() == id)
            || side.source.as_deref().is_some_and(|source| of(source).iter().any(|other| shares(&quote, other)))
    });
    let asked = words(&record.question);
    let named = |id: &str| {
        let name = words(&document.actors.0.iter().find(|(known, _)| **known == *id).unwrap().1.name);
        asked.windows(name.len()).any(|run| run == name)
    };
    let involved = whole.actors.iter().chain(whole.statements.iter().map(|said| &said.speaker));
    let among_sources = record.sides.iter().all(|side| side.source.is_some());
    let carried = record.sides.iter().any(|side| side.source.as_deref().is_some_and(|id| !of(id).is_empty()));
    stands || among_sources && carried && involved.into_iter().any(|id| named(id))
}

/// The first passage that shares a side's words of a source, all of them tried in the order of time.
fn first_to_share(timeline: &Timeline, side: SideView) -> Option<Passage> {
    let source = timeline.source_named(side.record().source.as_deref()?);
    let quote = words(side.record().quote.as_deref().unwrap_or_default());
    let shared = |passage: &Passage| {
        let view = timeline.passage(*passage);
        view.source() == source && view.quote().is_some_and(|other| shares(&quote, &words(other)))
    };
    timeline.order().iter().flat_map(|event| timeline.event(*event).passages()).find(shared)
}

/// Few words, so that quotes meet.
fn few_words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["so", "Say", "it", "is"]), 1..8).prop_map(|words| words.join(" "))
}

fn clashing() -> impl Strategy<Value = String> {
    let passage = (prop::sample::select(vec!["s", "t"]), few_words());
    let event = (prop::collection::vec(passage, 0..3), prop::bool::ANY, prop::bool::ANY);
    let side = (0..4_usize, few_words());
    let dispute =
        (prop::sample::select(vec!["Who?", "Is Ann Lee?", "What is Bob?"]), prop::collection::vec(side, 2..4));
    (prop::collection::vec(event, 4), prop::collection::vec(dispute, 1..5)).prop_map(|(events, disputes)| {
        let mut yaml = String::from(
            "annals: 1\nsources: { s: { title: S }, t: { title: T } }\nactors: { ann: Ann Lee, bob: Bob }\nevents:\n",
        );
        for (nth, (passages, with_ann, bob_speaks)) in events.into_iter().enumerate() {
            let evidence: Vec<_> =
                passages.iter().map(|(source, quote)| format!("{{ source: {source}, quote: {quote} }}")).collect();
            let actors = if with_ann { "[ann]" } else { "[]" };
            let speaker = if bob_speaks { "bob" } else { "ann" };
            let statement = format!("{{ id: said-{nth}, speaker: {speaker}, quote: it is so, source: s }}");
            let statements = if nth == 0 { "" } else { &statement };
            let _ = writeln!(
                yaml,
                "  - {{ id: e{nth}, date: {}, title: T, actors: {actors}, evidence: [{}], statements: [{statements}] }}",
                // Time runs against the order of the file.
                2020 - nth,
                evidence.join(", ")
            );
        }
        yaml.push_str("disputes:\n");
        for (question, sides) in disputes {
            let side = |(kind, quote): &(usize, String)| match kind {
                0 => "{ event: e0, holds: x }".to_owned(),
                1 => "{ statement: said-1, holds: x }".to_owned(),
                2 => format!("{{ source: s, quote: {quote}, holds: x }}"),
                _ => format!("{{ source: t, quote: {quote}, holds: x }}"),
            };
            let sides: Vec<_> = sides.iter().map(side).collect();
            let _ = writeln!(yaml, "  - {{ question: '{question}', sides: [{}] }}", sides.join(", "));
        }
        yaml
    })
}

proptest! {
    /// Each event has the disputes that a slow reading of the rule gives it, and the filter agrees.
    #[test]
    fn an_event_is_part_of_the_disputes_that_the_rule_gives_it(yaml in clashing()) {
        let timeline = timeline_of("clash.yaml", &yaml).timeline;
        let mut met = BTreeSet::new();
        for event in timeline.events() {
            let expected: Vec<usize> =
                (0..timeline.disputes().len()).filter(|at| oracle(&timeline, *at, event)).collect();
            let found: Vec<usize> = timeline.disputes_of(event).into_iter().map(|dispute| dispute.at()).collect();
            prop_assert_eq!(&found, &expected, "{}\n{}", timeline.event(event).address(), yaml);
            prop_assert_eq!(timeline.is_in_dispute(event, Status::Open), !expected.is_empty());
            met.extend(expected);
        }
        for dispute in timeline.disputes() {
            prop_assert_eq!(dispute.concerns_any(), met.contains(&dispute.ix().at()));
            for side in dispute.sides() {
                prop_assert_eq!(side.shared_by(), first_to_share(&timeline, side), "{}", yaml);
            }
        }
        prop_assert_eq!(timeline.has_dispute(Status::Open), !met.is_empty());
    }
}

#[test]
fn many_disputes_over_the_same_words_are_taken_in_time_and_room() {
    let mut yaml = String::from("annals: 1\nsources: { s: { title: S } }\nevents:\n");
    for _ in 0..3_000 {
        yaml.push_str("  - { title: T, evidence: [{ source: s, quote: the same words again }] }\n");
    }
    yaml.push_str("disputes:\n");
    for _ in 0..3_000 {
        yaml.push_str("  - { question: Q?, sides: [{ source: s, quote: the same words again, holds: x }, { source: s, quote: the same words, holds: y }] }\n");
    }
    let begun = Instant::now();
    let loaded = timeline_of("many.yaml", &yaml);
    assert_eq!(kept(&loaded.timeline, "dispute:open").len(), 3_000);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(loaded.timeline.disputes_of(EventIx(7)).len(), 3_000);
}

#[test]
fn a_source_of_many_disputes_shows_the_first_and_counts_the_rest() {
    let mut yaml = String::from(
        "annals: 1\nsources: { s: { title: S } }\nevents:\n  - { title: T, evidence: [{ source: s, quote: the same words again }] }\ndisputes:\n",
    );
    for nth in 1..=14 {
        let _ = writeln!(
            yaml,
            "  - {{ question: Question {nth}?, sides: [{{ source: s, quote: these words, holds: x }}, {{ source: s, quote: those, holds: y }}] }}"
        );
    }
    let screen = Explorer::on(timeline_of("many.yaml", &yaml), (80, 60)).keys("s").screen();
    assert!(screen.contains("Question 12?") && !screen.contains("Question 13?"), "{screen}");
    assert!(screen.contains("and 2 disputes more: Esc, then D shows them"), "{screen}");
    let all = Explorer::on(timeline_of("many.yaml", &yaml), (80, 60)).keys("s Esc D G").screen();
    assert!(all.contains("Question 14?"), "{all}");
}

#[test]
fn every_open_dispute_of_the_curated_timeline_marks_an_event() {
    let loaded = coalition();
    assert!(kept(&loaded.timeline, "dispute:open").len() > 10);
    assert!(loaded.timeline.disputes().all(|dispute| dispute.concerns_any()));
}

/// The explorer after some keys, with the last effect that it asked for.
struct Explorer {
    state: State,
    effect: Option<Effect>,
}

impl Explorer {
    fn on(loaded: Loaded, size: (u16, u16)) -> Self {
        let origin = Origin { paths: vec![PathBuf::from("timeline.yaml")], ..Origin::default() };
        Self { state: State::new(loaded, origin, Theme::DARK, size), effect: None }
    }

    fn keys(mut self, keys: &str) -> Self {
        for key in Key::of_line(keys) {
            self.effect = press(&mut self.state, &key);
        }
        self
    }

    fn plain(mut self) -> Self {
        self.state.theme = Theme { colour: false, unicode: false, ..Theme::DARK };
        self
    }

    fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.state.size.0, self.state.size.1));
        (&self.state).render(buffer.area, &mut buffer);
        buffer
    }

    fn screen(&self) -> String {
        picture::text(&self.buffer())
    }

    fn seat(&self) -> Option<Seat> {
        match self.state.layers.last() {
            Some(Layer::Disputes(seat)) => Some(*seat),
            _ => None,
        }
    }

    /// The dispute in view, by its number in the file from one.
    fn dispute(&self) -> Option<usize> {
        self.seat().map(|seat| seat.spot.record + 1)
    }

    fn event(&self) -> String {
        self.state.event().map(|event| self.state.timeline.event(event).address()).unwrap_or_default()
    }

    /// What the line with the cursor's mark says, from the mark on.
    fn marked(&self) -> String {
        let screen = self.screen();
        let line = screen.lines().skip(3).find(|line| line.contains('▸')).unwrap_or_default();
        let after = line.split('▸').nth(1).unwrap_or_default();
        after.split('│').next().unwrap_or_default().trim().to_owned()
    }
}

/// Goes to an event, however the rows are ordered.
fn at(event: &str, size: (u16, u16)) -> Explorer {
    let mut explorer = Explorer::on(coalition(), size).keys("g");
    for _ in 0..40 {
        if explorer.event() == event {
            return explorer;
        }
        explorer = explorer.keys("j");
    }
    panic!("no row is {event}");
}

#[test]
fn accounts_stand_side_by_side_where_there_is_room() {
    let shown = |size, keys: &str| at("us-joins-talks", size).keys(keys);
    assert_snapshot!("disputes_60x15", shown((60, 15), "D").screen());
    assert_snapshot!("disputes_80x24", shown((80, 24), "D").screen());
    assert_snapshot!("disputes_120x40", shown((120, 40), "D").screen());
    assert_snapshot!("disputes_200x60", shown((200, 60), "D G").screen());
    let plain = at("us-joins-talks", (80, 24)).plain().keys("D");
    let buffer = plain.buffer();
    assert_snapshot!("disputes_without_colour_in_ascii", picture::styles(&buffer));
    let own = plain.screen().replace(['’', '–'], "");
    assert!(own.is_ascii(), "but for the words of the file: {own}");
}

#[test]
fn a_verdict_is_a_sign_and_its_word() {
    let mut loaded = coalition();
    let verdicts = (0..loaded.timeline.quotes().len()).map(|at| Verdict::ALL[at % 8]).collect();
    loaded.timeline.judge(verdicts);
    let mut explorer = Explorer::on(loaded, (200, 200)).keys("D");
    for (sign, ascii, word) in [
        ("✓", "+", "exact"),
        ("✓", "+", "normalised"),
        ("…", "~", "elided"),
        ("?", "?", "ambiguous"),
        ("≠", "!=", "drifted"),
        ("✗", "x", "orphan"),
        ("∅", "-", "no copy"),
        ("!", "!", "changed copy"),
    ] {
        explorer.state.theme.unicode = true;
        assert!(explorer.screen().contains(&format!("  {sign} {word} ")), "{sign} {word}: {}", explorer.screen());
        explorer.state.theme.unicode = false;
        assert!(explorer.screen().contains(&format!("  {ascii} {word} ")), "{ascii} {word}: {}", explorer.screen());
    }
    assert!(!Explorer::on(coalition(), (200, 200)).keys("D").screen().contains("✓"), "no verdict before there is one");
}

#[test]
fn t_leads_from_an_event_to_its_dispute_and_back() {
    for back in ["t", "Esc", "q"] {
        let before = at("macron-plan-ready", (120, 40)).keys("3 j");
        let here = before.state.here();
        let there = before.keys("D");
        assert_eq!(there.dispute(), Some(6), "the only dispute that it is part of");
        let after = there.keys(back);
        assert_eq!((after.seat(), after.state.here()), (None, here), "by {back}");
    }
    let explorer = at("us-joins-talks", (120, 40)).keys("D");
    assert!(explorer.screen().contains("this event is part of disputes 1, 4 and 7"), "{}", explorer.screen());
    assert_eq!(explorer.dispute(), Some(7), "the statement under the cursor is a side of it");
    assert_eq!(explorer.marked(), "a milestone");
    let explorer = explorer.keys("D 3 j D");
    assert_eq!(explorer.dispute(), Some(7), "the one looked at last");
    let explorer = at("us-joins-talks", (120, 40)).keys("3 j D");
    assert_eq!((explorer.dispute(), explorer.marked().as_str()), (Some(1), "for the first time about July"));
    let other = at("zelenskyy-two-scenarios", (120, 40)).keys("D");
    assert!(other.screen().contains("this event is part of none; these are all"), "{}", other.screen());
    let reader = at("us-joins-talks", (120, 40)).keys("Enter D D");
    assert!(matches!(reader.state.layers[..], [Layer::Reader(_)]), "back to what was read");
}

#[test]
fn every_side_is_come_to_and_leads_to_its_event() {
    let timeline = coalition().timeline;
    for size in [(60, 15), (80, 24), (120, 40), (200, 60)] {
        let mut explorer = Explorer::on(coalition(), size).keys("D g");
        for dispute in timeline.disputes() {
            for side in dispute.sides() {
                assert_eq!(explorer.dispute(), Some(dispute.ix().at() + 1));
                let holds = side.record().holds.as_deref().unwrap();
                assert!(
                    holds.starts_with(&explorer.marked()) && !explorer.marked().is_empty(),
                    "{}",
                    explorer.screen()
                );
                let inside = Explorer { state: explorer.state.clone(), effect: None }.keys("Enter");
                let shared = side.shared_by().map(|passage| passage.event(&timeline));
                match side.event().or(shared) {
                    Some(event) => assert_eq!(inside.event(), timeline.event(event).address()),
                    None => assert!(inside.screen().contains("no event quotes these words of the source")),
                }
                explorer = explorer.keys("l");
            }
        }
        let last = explorer.seat();
        assert_eq!(explorer.keys("l").seat(), last, "the last side is the last");
    }
}

#[test]
fn sides_are_gone_back_through_too() {
    let forth = |count: usize| Explorer::on(coalition(), (120, 40)).keys("D g").keys(&"l ".repeat(count)).marked();
    let mut explorer = Explorer::on(coalition(), (120, 40)).keys("D g").keys(&"l ".repeat(24));
    for count in (0..24).rev() {
        explorer = explorer.keys("h");
        assert_eq!(explorer.marked(), forth(count));
    }
}

#[test]
fn enter_goes_to_the_very_quote_of_a_side_and_t_to_that_side_again() {
    let explorer = Explorer::on(coalition(), (120, 40)).keys("D g Tab Tab Tab Tab Tab l l");
    let (seat, holds) = (explorer.seat(), explorer.marked());
    assert_eq!(holds, "nearly complete");
    let explorer = explorer.keys("Enter");
    let quote = explorer.state.passage().and_then(|passage| explorer.state.timeline.passage(passage).quote());
    assert_eq!(quote, Some("preparations are nearly complete"));
    assert_eq!(explorer.keys("D").seat(), seat);
    let hidden = Explorer::on(coalition(), (120, 40)).keys("f speaker:rutte Enter D g Enter");
    assert!(hidden.screen().contains("outside the filter speaker:rutte: Kellogg says"), "{}", hidden.screen());
    assert!(hidden.seat().is_some());
}

#[test]
fn the_view_is_scrolled_line_by_line_to_its_end() {
    for size in [(24, 8), (100, 30)] {
        let mut explorer = Explorer::on(coalition(), size).keys("D g");
        let mut seen = BTreeSet::new();
        let end = Explorer::on(coalition(), size).keys("D G").screen();
        for pressed in 0.. {
            assert!(pressed < 900, "j comes to the end");
            seen.extend(explorer.screen().lines().map(|line| line.trim_matches(['│', ' ']).to_owned()));
            let before = explorer.seat();
            explorer = explorer.keys("j");
            if explorer.seat() == before {
                break;
            }
        }
        assert_eq!(explorer.screen(), end, "the same end as by G");
        let whole = Explorer::on(coalition(), (size.0, 900)).keys("D g").screen();
        for line in whole.lines().skip(4).map(|line| line.trim_matches(['│', ' ', '▸'])).filter(|line| line.len() > 3)
        {
            assert!(seen.iter().any(|known| known.contains(line)) || line.starts_with(['└', 'j']), "{size:?}: {line}");
        }
    }
}

#[test]
fn without_disputes_t_says_so() {
    for yaml in ["", "annals: 1\nevents: [{ title: T }]\n"] {
        let loaded = of_texts(vec![("none.yaml".to_owned(), yaml.to_owned())]);
        let explorer = Explorer::on(loaded, (80, 24)).keys("D");
        assert!(explorer.state.layers.is_empty());
        assert!(explorer.screen().contains("the timeline has no disputes"), "{}", explorer.screen());
        assert!(!explorer.screen().contains('≷'));
    }
}

#[test]
fn a_dispute_goes_out_whole() {
    let explorer = Explorer::on(coalition(), (80, 24)).keys("D g Tab Tab Tab y");
    let Some(Effect::Copy(text)) = &explorer.effect else { panic!("{:?}", explorer.effect) };
    assert_snapshot!("a_dispute_copied", text);
    let yaml = include_str!("../../timeline.yaml");
    let line = yaml.lines().position(|line| line.contains("Is Kellogg's post as special envoy")).unwrap() + 1;
    let explorer = explorer.keys("l e");
    assert_eq!(explorer.effect, Some(Effect::Edit(PathBuf::from("timeline.yaml"), line, 5)));
    let linked = "annals: 1\nsources: { s: { title: S }, t: { title: T, url: 'https://t.example/' } }\nevents: [{ id: e, title: E, evidence: [{ source: s, quote: q }] }]\ndisputes: [{ question: Q?, sides: [{ event: e, holds: x }, { source: t, quote: r, holds: y }] }]\n";
    let explorer = Explorer::on(timeline_of("timeline.yaml", linked), (80, 24)).keys("D o");
    assert!(explorer.effect.is_none() && explorer.screen().contains("the source `s` names no link"));
    assert_eq!(explorer.keys("l o").effect, Some(Effect::Browse("https://t.example/".into())));
}

#[test]
fn a_reload_under_the_disputes_leaves_them_sound() {
    let mut explorer = Explorer::on(coalition(), (80, 24)).keys("D G");
    explorer.state.reload(Ok(timeline_of("three.yaml", THREE)));
    assert_eq!(explorer.dispute(), Some(3));
    explorer.screen();
    explorer.state.reload(Ok(of_texts(vec![("none.yaml".into(), "annals: 1\nevents: [{ title: T }]\n".into())])));
    assert!(explorer.state.layers.is_empty());
    assert!(explorer.keys("D").screen().contains("the timeline has no disputes"));
}

#[test]
fn nothing_in_a_dispute_acts_on_the_terminal() {
    let nasty = "\\e]52;c;aGk=\\a\\u202eevil";
    let yaml = format!(
        "annals: 1\nsources: {{ s: {{ title: \"{nasty}\" }} }}\nevents: [{{ id: e, title: \"{nasty}\" }}]\ndisputes: [{{ question: \"{nasty}\", note: \"{nasty}\", sides: [{{ event: e, holds: \"{nasty}\" }}, {{ source: s, quote: \"{nasty}\", at: \"{nasty}\" }}] }}]\n"
    );
    let explorer = Explorer::on(timeline_of("n.yaml", &yaml), (160, 50)).keys("D y");
    let Some(Effect::Copy(copied)) = &explorer.effect else { panic!("{:?}", explorer.effect) };
    for text in [&explorer.screen(), copied] {
        assert!(text.contains("evil"), "{text}");
        assert_eq!(text.chars().find(|letter| *letter != '\n' && annals::model::safe::is_hidden(*letter)), None);
    }
}

fn told(args: &[&str]) -> String {
    let output = annals().args(args).arg("-").write_stdin(THREE).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn disputes_are_listed_with_all_their_sides() {
    assert_snapshot!("list_of_disputes", told(&["list", "--disputes"]));
    assert_snapshot!("list_of_disputes_as_json", told(&["list", "--disputes", "--event", "d", "--format", "json"]));
    assert!(told(&["list", "--disputes", "--event", "a"]).contains("shown: 2 of 3 disputes;"));
    let none = annals().args(["list", "--disputes", "-"]).write_stdin("annals: 1\nevents: [{ title: T }]\n").output();
    assert_eq!(none.unwrap().status.code(), Some(1), "nothing was selected");
    let both = annals().args(["list", "--disputes", "--statements", "-"]).write_stdin(THREE).output().unwrap();
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_brief_has_every_side_where_the_reader_meets_the_event() {
    let loaded = timeline_of("three.yaml", THREE);
    let brief = |ids: &[&str]| {
        let events = ids.iter().map(|id| loaded.timeline.event_named(id).unwrap());
        let mut out = Vec::new();
        let excerpt = Excerpt::new(&loaded.timeline, events);
        format_named("markdown").unwrap().write(&excerpt, &Options::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_snapshot!("brief_of_disputes", brief(&["a", "b", "c", "d"]));
    let half = brief(&["a"]);
    assert!(half.contains("- The event “B”. It holds: x. It is carried by “they say so, and say it twice”"), "{half}");
    assert!(half.contains("**In dispute:** One?"), "one side outside, and still all of them: {half}");
}
