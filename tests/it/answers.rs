//! Answers to questions against oracles: days counted one by one, logic worked out apart, and the same rows on
//! every road.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs;

use annals::load::of_texts;
use annals::model::date::Answer;
use annals::model::query::Query;
use annals::model::timeline::Timeline;
use annals::tui::origin::Origin;
use annals::tui::state::{Filter, State};
use annals::tui::theme::Theme;
use annals::tui::update::press;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::annals::run;
use crate::oracle::{FAR_FUTURE, FAR_PAST, Meaning, meaning};

/// How many dates meet how many marks: more than 20,000 pairs.
const DATES: usize = 145;
const MARKS: usize = 140;

fn meanings(count: usize, runner: &mut TestRunner) -> Vec<Meaning> {
    let date = meaning();
    let drawn = std::iter::repeat_with(|| date.new_tree(runner).expect("a date").current());
    // A whole century would be counted day by day for each pair.
    drawn.filter(|date| date.begins.len() + date.ends.len() < 2_000).take(count).collect()
}

/// What holds of every filling is certain, of some possible; signs of doubt never let it be certain.
fn judge(always: bool, sometimes: bool, vague: bool) -> Answer {
    match (always, sometimes) {
        (true, _) if !vague => Answer::Certainly,
        (_, true) => Answer::Possibly,
        _ => Answer::No,
    }
}

fn from(date: &Meaning, mark: &Meaning) -> Answer {
    let holds = |day: &i64| *day >= mark.first_begin();
    if mark.first_begin() == FAR_PAST {
        return Answer::Certainly;
    }
    judge(date.ends.iter().all(holds), date.ends.iter().any(holds), date.vague)
}

fn to(date: &Meaning, mark: &Meaning) -> Answer {
    let holds = |day: &i64| *day <= mark.last_end();
    if mark.last_end() == FAR_FUTURE {
        return Answer::Certainly;
    }
    judge(date.begins.iter().all(holds), date.begins.iter().any(holds), date.vague)
}

fn on(date: &Meaning, mark: &Meaning) -> Answer {
    let (first, last) = (mark.first_begin(), mark.last_end());
    let always = date.first_begin() >= first && date.last_end() <= last;
    let spans = date.text.contains('/') || date.text.starts_with('{');
    let sometimes = if spans {
        let begin = date.begins.iter().filter(|day| **day >= first).min();
        let end = date.ends.iter().filter(|day| **day <= last).max();
        begin.zip(end).is_some_and(|(begin, end)| begin <= end)
    } else {
        date.begins.iter().any(|day| (first..=last).contains(day))
    };
    judge(always, sometimes, date.vague)
}

type Oracle = fn(&Meaning, &Meaning) -> Answer;

/// Between its days there are some that it cannot mean: a mask, a set, an open end.
fn has_gaps(days: &[i64]) -> bool {
    let mut days = days.to_vec();
    days.sort_unstable();
    days.windows(2).any(|pair| pair[0] == FAR_PAST || pair[1] == FAR_FUTURE || pair[1] > pair[0] + 1)
}

#[test]
fn times_agree_with_days_counted_one_by_one() {
    let mut runner =
        TestRunner::new_with_rng(ProptestConfig::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (dates, marks) = (meanings(DATES, &mut runner), meanings(MARKS, &mut runner));
    let mut events = String::new();
    for (nth, date) in dates.iter().enumerate() {
        let _ = writeln!(events, "  - {{ id: e{nth}, title: T, date: \"{}\" }}", date.text);
    }
    let loaded = of_texts(vec![("a.yaml".to_owned(), format!("events:\n{events}"))]);
    assert_eq!(loaded.findings, Vec::new());
    let timeline = loaded.timeline;
    let gaps: Vec<bool> = dates.iter().map(|date| has_gaps(&date.begins) || has_gaps(&date.ends)).collect();
    let mut seen: BTreeMap<(&str, Answer), usize> = BTreeMap::new();
    for mark in &marks {
        for (field, oracle) in [("from", from as Oracle), ("to", to), ("on", on)] {
            let answers = |sign: &str| -> HashMap<usize, Answer> {
                let text = format!("{field}{sign}:\"{}\"", mark.text);
                let query = Query::parse(&timeline, &text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
                query.find(&timeline).events.into_iter().map(|(event, answer)| (event.at(), answer)).collect()
            };
            let (may, sure) = (answers(""), answers("!"));
            for (nth, date) in dates.iter().enumerate() {
                let got = may.get(&nth).copied().unwrap_or(Answer::No);
                let wanted = oracle(date, mark);
                let gaps = date.gaps || (field == "on" && gaps[nth]);
                // Where a date has gaps its answer may be less sure than its days are, never surer.
                assert!(
                    got == wanted || (gaps && got == Answer::Possibly),
                    "{} {field}:{}: {got:?}, not {wanted:?}",
                    date.text,
                    mark.text
                );
                assert_eq!(sure.contains_key(&nth), got == Answer::Certainly, "{} {field}!:{}", date.text, mark.text);
                *seen.entry((field, got)).or_default() += 1;
            }
        }
    }
    assert!(seen.len() == 9 && seen.values().all(|count| *count > 200), "every answer was tried: {seen:?}");
}

const TEXT: &str = "\
annals: 1
sources:
  gazette: { title: The Gazette, outlet: Westport Gazette, published: 2024-03-06 }
  minutes: { title: Minutes }
actors:
  osei: { name: Ama Osei, kind: person }
  council: { name: Westport Council, kind: organisation }
events:
  - { id: a, date: 2024-03-05, title: Cracks in the pier, actors: [osei], tags: [safety], evidence: [{ source: gazette }] }
  - { id: b, date: 2024-03~, title: The council is told, actors: [council], tags: [safety, town] }
  - { id: c, date: 2024-02/2024-06, title: The bridge is closed, evidence: [{ source: minutes }] }
  - { id: d, title: A letter about the pier, actors: [osei] }
  - { id: e, date: 202X, title: Cracks again, tags: [town], statements: [{ speaker: osei, voice: direct, says: Told you so., source: gazette }] }
  - { id: f, date: ../2024-03-01, title: Older cracks, actors: [osei, council] }
  - { id: g, title: An undated bridge, tags: [town] }
";

const LEAVES: &[&str] = &[
    "cracks",
    "pier",
    "Cracks",
    "\"the pier\"",
    "tag:safety",
    "tag:town",
    "tag:safety,town",
    "actor:osei",
    "speaker:osei",
    "kind:organisation",
    "voice:direct",
    "source:gazette",
    "origins:1+",
    "id:a,d",
    "from:2024-03",
    "from:2024-03-10",
    "from!:2024-03-10",
    "on:2024-03",
    "on!:2024",
    "(to:2024-02)",
    "(to!:2024-03-01)",
];

/// A question as it is meant.
#[derive(Debug, Clone)]
enum Tree {
    Leaf(&'static str),
    Not(Box<Tree>),
    All(Vec<Tree>),
    Any(Vec<Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    prop::sample::select(LEAVES).prop_map(Tree::Leaf).prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| Tree::Not(Box::new(part))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Tree::All),
            prop::collection::vec(inner, 2..4).prop_map(Tree::Any),
        ]
    })
}

/// How far an event is kept: 0 no, 1 it bears no date, 2 possibly, 3 certainly.
type Kept = u8;

impl Tree {
    /// Written with no more parentheses than the precedence of NOT over AND over OR asks for.
    fn write(&self, style: u8) -> String {
        let bound = |part: &Self, loose: fn(&Self) -> bool| {
            let text = part.write(style.wrapping_mul(7).wrapping_add(3));
            if loose(part) { format!("({text})") } else { text }
        };
        match self {
            Self::Leaf(leaf) => (*leaf).to_owned(),
            Self::Not(part) => {
                let sign = if style.is_multiple_of(2) { "NOT " } else { "-" };
                format!("{sign}{}", bound(part, |part| matches!(part, Self::All(_) | Self::Any(_))))
            }
            Self::All(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| bound(part, |part| matches!(part, Self::Any(_)))).collect();
                parts.join([" ", " AND ", "  "][usize::from(style) % 3])
            }
            Self::Any(parts) => parts.iter().map(|part| bound(part, |_| false)).collect::<Vec<_>>().join(" OR "),
        }
    }

    fn kept(&self, timeline: &Timeline, nth: usize) -> Kept {
        match self {
            Self::Leaf(leaf) => {
                let event = timeline.events().nth(nth).expect("an event");
                let is_time = ["from", "to", "on", "(to"].iter().any(|time| leaf.starts_with(time));
                match Query::parse(timeline, leaf).expect("a leaf").answer(timeline, event) {
                    _ if is_time && timeline.event(event).date().is_none() => 1,
                    Answer::No => 0,
                    Answer::Possibly => 2,
                    Answer::Certainly => 3,
                }
            }
            Self::Not(part) => [3, 1, 2, 0][usize::from(part.kept(timeline, nth))],
            Self::All(parts) => parts.iter().map(|part| part.kept(timeline, nth)).min().unwrap_or(3),
            Self::Any(parts) => parts.iter().map(|part| part.kept(timeline, nth)).max().unwrap_or(0),
        }
    }
}

fn timeline() -> Timeline {
    let loaded = of_texts(vec![("a.yaml".to_owned(), TEXT.to_owned())]);
    assert_eq!(loaded.findings, Vec::new());
    loaded.timeline
}

/// Each event kept with its answer, and how many fell out for want of a date.
fn found(timeline: &Timeline, text: &str) -> Option<(Vec<(usize, Answer)>, usize)> {
    let query = match Query::parse(timeline, text) {
        Ok(query) => query,
        Err(fault) => {
            // The one thing wrong with what is made here: a time the wrong way round.
            assert!(fault.message.contains("the wrong way round"), "{text}: {fault:?}");
            return None;
        }
    };
    let found = query.find(timeline);
    Some((found.events.into_iter().map(|(event, answer)| (event.at(), answer)).collect(), found.undated))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_it_is_meant(tree in tree(), style: u8) {
        let timeline = timeline();
        let text = tree.write(style);
        let Some((events, undated)) = found(&timeline, &text) else { return Ok(()) };
        let kept: Vec<Kept> = (0..timeline.events().len()).map(|nth| tree.kept(&timeline, nth)).collect();
        let mut wanted: Vec<(usize, Answer)> = kept.iter().enumerate().filter(|(_, kept)| **kept > 1)
            .map(|(nth, kept)| (nth, if *kept == 3 { Answer::Certainly } else { Answer::Possibly })).collect();
        let mut got = events;
        got.sort_unstable();
        wanted.sort_unstable();
        prop_assert_eq!(got, wanted, "{}", text);
        prop_assert_eq!(undated, kept.into_iter().filter(|kept| *kept == 1).count(), "{}", text);
    }

    #[test]
    fn the_laws_of_logic_hold(a in tree(), b in tree(), c in tree(), style: u8) {
        let timeline = timeline();
        let [a, b, c] = [a, b, c].map(|tree| format!("({})", tree.write(style)));
        for (one, other) in [
            (format!("NOT ({a} OR {b})"), format!("NOT {a} NOT {b}")),
            (format!("NOT ({a} {b})"), format!("NOT {a} OR NOT {b}")),
            (format!("- -{a}"), a.clone()),
            (format!("{a} ({b} OR {c})"), format!("{a} {b} OR {a} {c}")),
            (format!("{a} OR {b} {c}"), format!("({a} OR {b}) ({a} OR {c})")),
            (format!("{a} AND {b}"), format!("{b} {a}")),
            (format!("{a} OR {b}"), format!("{b} OR {a} OR {b}")),
        ] {
            let one = one.replace("- -", "NOT NOT ");
            if let (Some(found), Some(same)) = (found(&timeline, &one), found(&timeline, &other)) {
                prop_assert_eq!(found, same, "{} and {}", one, other);
            }
        }
    }

    #[test]
    fn whatever_is_typed_is_read_or_a_fault_with_its_place(text in "[a-c\"() ,:!@-]{0,12}|(OR|NOT|AND|tag:|from!?:|\"|\\(|\\)|-| |é|x){0,12}") {
        let timeline = timeline();
        if let Err(fault) = Query::parse(&timeline, &text) {
            prop_assert!(text.get(fault.at.clone()).is_some(), "{:?} in {:?}", fault, text);
            prop_assert!(!fault.message.is_empty());
        }
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            if let Some(completion) = annals::model::query::complete::complete(&timeline, &text, at) {
                prop_assert!(completion.at.end == at && text.get(completion.at).is_some() && !completion.choices.is_empty());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_road_gives_the_same_rows(tree in tree(), style: u8) {
        let text = tree.write(style);
        let loaded = of_texts(vec![("a.yaml".to_owned(), TEXT.to_owned())]);
        let mut state = State::new(loaded, Origin::default(), Theme { colour: false, ..Theme::DARK }, (80, 24));
        let Ok(filter) = Filter::parse(&state.timeline, &text) else { return Ok(()) };
        press(&mut state, &annals::tui::key::Key::of_name("f").expect("a key"));
        state.paste(&text);
        press(&mut state, &annals::tui::key::Key::of_name("Enter").expect("a key"));
        prop_assert_eq!(&state.filter.text, &filter.text);
        let rows: Vec<String> = state.rows.events().iter().map(|event| state.timeline.event(*event).address()).collect();

        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("timeline.yaml"), TEXT).expect("written");
        let listed = run(folder.path(), &["list", "--where", &text, "--format", "json"]);
        let ids = |json: &str, key: &str| -> Vec<String> {
            let rows: serde_json::Value = serde_json::from_str(json).expect("JSON");
            let rows = rows.get("events").cloned().unwrap_or(rows);
            let rows = rows.as_array().cloned().unwrap_or_default();
            rows.iter().map(|row| row[key].as_str().unwrap_or_default().to_owned()).collect()
        };
        prop_assert_eq!(ids(&listed.stdout, "event"), rows.clone(), "{}: {}", text, listed.stderr);
        let counted = run(folder.path(), &["list", "--where", &text, "--count"]);
        prop_assert_eq!(counted.stdout.trim(), rows.len().to_string());
        let exported = run(folder.path(), &["export", "--where", &text, "-f", "json"]);
        prop_assert_eq!(exported.code, Some(i32::from(rows.is_empty())));
        if !rows.is_empty() {
            // An export has its events in the order of the file.
            let in_file: Vec<String> = state.timeline.events().map(|event| state.timeline.event(event).address())
                .filter(|id| rows.contains(id)).collect();
            prop_assert_eq!(ids(&exported.stdout, "id"), in_file, "{}", text);
        }
    }
}

#[test]
fn rows_are_counted_for_people_and_for_programs() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("timeline.yaml"), TEXT).expect("written");
    let count = |args: &[&str]| {
        let told = run(folder.path(), &[&["list", "--count"], args].concat());
        (told.code, told.stdout.trim().to_owned(), told.stderr)
    };
    let (code, number, words) = count(&["--where", "from:2024-03-10"]);
    assert_eq!((code, number.as_str()), (Some(0), "3"));
    assert!(words.contains("2 events without a date left out") && words.contains("1 certainly, 2 possibly"), "{words}");
    assert_eq!(count(&["--where", "tag:town", "--statements"]).1, "1");
    assert_eq!(count(&["--sources"]).1, "2");
    let (code, json, _) = count(&["--where", "from:2024-03-10", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(code, Some(0));
    assert_eq!(json, serde_json::json!({ "count": 3, "certainly": 1, "possibly": 2, "undated": 2 }));
    let (code, number, _) = count(&["--where", "cracks -cracks"]);
    assert_eq!((code, number.as_str()), (Some(1), "0"));
    let (code, number, words) = count(&["--where", "cracks (pier"]);
    assert_eq!((code, number.as_str()), (Some(2), ""));
    assert!(words.contains("  | cracks (pier\n  |        ^\n"), "{words}");
    let (code, _, words) = count(&["--from", "2026", "--where", "to:2024"]);
    assert_eq!(code, Some(2));
    assert!(words.contains("the wrong way round"), "{words}");
}
