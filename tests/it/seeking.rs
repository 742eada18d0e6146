//! Questions put to many events, batch by batch: the same answers as one event at a time, in slices as at once.

use std::fmt::Write;
use std::sync::OnceLock;

use annals::load::of_texts;
use annals::model::among::EventSet;
use annals::model::batch::BATCH;
use annals::model::date::{Answer, Date};
use annals::model::fold::{Wanted, fold, fold_but_case};
use annals::model::query::{Inquiry, Query};
use annals::model::threads::threads;
use annals::model::timeline::{EventIx, Facet, Sought, SourceIx, Timeline, Via};
use annals::tui::rows::Rows;
use annals::tui::update::Step;
use proptest::prelude::*;

use crate::desk::Explorer;
use crate::falsify::dice::Dice;

/// More than two batches, so that there are some between others.
pub const MANY: usize = 9_000;

const WORDS: &[&str] = &[
    "the",
    "The",
    "troops",
    "Troops",
    "Minister",
    "minister",
    "café",
    "CAFÉ",
    "Θέμα",
    "θέμα",
    "ϴ",
    "Путин",
    "путин",
    "Wałęsa",
    "Straße",
    "ẞ",
    "NATO",
    "nato",
    "zebra",
    "in",
    "of",
    "Kraków",
    "a\u{301}b",
    "İzmir",
    "ǅ",
    "Ǆ",
];

const DATES: &[&str] = &[
    "2001",
    "2001-02~",
    "2001-02-03",
    "2002?",
    "200X",
    "2001-05/2003",
    "../2002-02",
    "2001-11/..",
    "2003-01-01T10:30",
];

fn words(dice: &mut Dice, most: usize) -> String {
    let count = 1 + dice.below(most);
    (0..count).map(|_| WORDS[dice.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// So many events, of which every third has a statement and every seventh no date.
fn text(events: usize) -> String {
    let mut dice = Dice::new(7);
    let mut out = String::from("annals: 1\nsources:\n");
    for source in 0..40 {
        let outlet = if source % 4 == 0 { String::new() } else { format!(", outlet: Outlet {}", source % 5) };
        let _ = writeln!(out, "  s{source}: {{ title: \"{}\"{outlet} }}", words(&mut dice, 3));
    }
    out.push_str("actors:\n");
    for actor in 0..50 {
        let _ = writeln!(
            out,
            "  a{actor}: {{ name: \"{} {actor}\", aliases: [\"{}\"] }}",
            words(&mut dice, 2),
            words(&mut dice, 2)
        );
    }
    out.push_str("events:\n");
    for event in 0..events {
        let _ = write!(out, "  - {{ id: e{event}, title: \"{}\"", words(&mut dice, 5));
        if event % 7 != 0 {
            let _ = write!(out, ", date: \"{}\"", DATES[dice.below(DATES.len())]);
        }
        let _ = write!(out, ", tags: [t{}, common], actors: [a{}]", dice.below(300), dice.below(50));
        if event % 5 == 0 {
            let _ = write!(out, ", place: \"{}\"", words(&mut dice, 2));
        }
        if event % 3 == 0 {
            let (speaker, source) = (dice.below(50), dice.below(40));
            let quote = words(&mut dice, 6);
            let via = match event % 4 {
                0 => format!(", via: [a{}]", dice.below(50)),
                1 => format!(", via: [s{}]", dice.below(40)),
                2 => format!(", topics: [\"{}\", other]", words(&mut dice, 2)),
                _ => String::new(),
            };
            let _ = write!(
                out,
                ", statements: [{{ speaker: a{speaker}, source: s{source}, voice: direct, quote: \"{quote}\"{via} }}]"
            );
        }
        out.push_str(" }\n");
    }
    out
}

fn timeline() -> &'static Timeline {
    static TIMELINE: OnceLock<Timeline> = OnceLock::new();
    TIMELINE.get_or_init(|| {
        let loaded = of_texts(vec![("many.yaml".to_owned(), text(MANY))]);
        assert_eq!(loaded.findings, Vec::new());
        loaded.timeline
    })
}

/// Every text of an event that words are looked for in.
fn parts(timeline: &Timeline, event: EventIx) -> Vec<String> {
    let view = timeline.event(event);
    let mut parts = vec![view.title().to_owned(), view.id().unwrap_or_default().to_owned()];
    parts.extend(view.tags().chain(view.place()).map(str::to_owned));
    parts.extend(view.actors().iter().flat_map(|actor| timeline.actor(*actor).names()).map(str::to_owned));
    for statement in view.statements().map(|statement| timeline.statement(statement)) {
        match statement.speaker() {
            Some(speaker) => parts.extend(timeline.actor(speaker).names().map(str::to_owned)),
            None => parts.push(statement.speaker_name().to_owned()),
        }
        parts.extend(statement.record().quote.as_deref().map(str::to_owned));
        parts.extend(statement.record().topics.iter().map(|topic| topic.to_string()));
        for via in statement.via() {
            match via {
                Via::Actor(actor) => parts.extend(timeline.actor(*actor).names().map(str::to_owned)),
                Via::Source(source) => parts.push(timeline.source(*source).name().to_owned()),
            }
        }
    }
    parts
}

/// Do the words stand in one of the texts, a capital letter among them making case count?
fn stand(words: &str, parts: &[String]) -> bool {
    let folded: fn(&str) -> String = if words.chars().any(char::is_uppercase) { fold_but_case } else { fold };
    parts.iter().any(|part| folded(part).contains(&folded(words)))
}

/// A question as it is meant, one event at a time.
#[derive(Debug, Clone)]
enum Tree {
    Words(String),
    Actor(usize),
    Tag(usize),
    Source(usize),
    From(&'static str),
    To(&'static str),
    On(&'static str),
    SurelyOn(&'static str),
    Not(Box<Tree>),
    All(Vec<Tree>),
    Any(Vec<Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let word = (prop::sample::select(WORDS), 1..4_usize).prop_map(|(word, length)| word.chars().take(length).collect());
    let date = || prop::sample::select(DATES);
    let leaf = prop_oneof![
        4 => word.prop_map(Tree::Words),
        1 => prop::sample::select(vec!["zebra zebra", "nosuch", "the the"]).prop_map(|words| Tree::Words(words.to_owned())),
        1 => (0..50_usize).prop_map(Tree::Actor),
        1 => (0..300_usize).prop_map(Tree::Tag),
        1 => (0..40_usize).prop_map(Tree::Source),
        1 => date().prop_map(Tree::From),
        1 => date().prop_map(Tree::To),
        1 => date().prop_map(Tree::On),
        1 => date().prop_map(Tree::SurelyOn),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| Tree::Not(Box::new(part))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Tree::All),
            prop::collection::vec(inner, 2..4).prop_map(Tree::Any),
        ]
    })
}

/// No, without a date, possibly, certainly.
type Kept = u8;

impl Tree {
    fn write(&self) -> String {
        let all = |parts: &[Self], between| parts.iter().map(Self::write).collect::<Vec<_>>().join(between);
        match self {
            Self::Words(words) => format!("\"{words}\""),
            Self::Actor(actor) => format!("actor:a{actor}"),
            Self::Tag(tag) => format!("tag:t{tag}"),
            Self::Source(source) => format!("source:s{source}"),
            Self::From(date) => format!("from:\"{date}\""),
            Self::To(date) => format!("(to:\"{date}\")"),
            Self::On(date) => format!("on:\"{date}\""),
            Self::SurelyOn(date) => format!("on!:\"{date}\""),
            Self::Not(part) => format!("NOT ({})", part.write()),
            Self::All(parts) => format!("({})", all(parts, " ")),
            Self::Any(parts) => format!("({})", all(parts, " OR ")),
        }
    }

    fn kept(&self, timeline: &Timeline, event: EventIx) -> Kept {
        let view = timeline.event(event);
        let sure = |holds: bool| if holds { 3 } else { 0 };
        let time = |mark: &str, answer: &dyn Fn(&Date, &Date) -> Answer| {
            let mark = Date::parse(mark, 0).expect("a date");
            view.date().map_or(1, |date| match answer(date, &mark) {
                Answer::No => 0,
                Answer::Possibly => 2,
                Answer::Certainly => 3,
            })
        };
        match self {
            Self::Words(words) => sure(stand(words, &parts(timeline, event))),
            Self::Actor(actor) => {
                let is_it = |ix: &annals::model::timeline::ActorIx| timeline.actor(*ix).id() == format!("a{actor}");
                let mut speakers = view.statements().filter_map(|said| timeline.statement(said).speaker());
                sure(view.actors().iter().any(is_it) || speakers.any(|speaker| is_it(&speaker)))
            }
            Self::Tag(tag) => sure(view.tags().any(|own| own == format!("t{tag}"))),
            Self::Source(source) => {
                let is_it = |own: SourceIx| timeline.source(own).id() == format!("s{source}");
                let via = view.statements().flat_map(|statement| timeline.statement(statement).via());
                let mut named = view.passages().filter_map(|passage| timeline.passage(passage).source());
                sure(named.any(is_it) || via.filter_map(|via| via.source()).any(is_it))
            }
            Self::From(mark) => time(mark, &|date, mark| date.from(mark)),
            Self::To(mark) => time(mark, &|date, mark| date.to(mark)),
            Self::On(mark) => time(mark, &|date, mark| date.within(mark)),
            Self::SurelyOn(mark) => match time(mark, &|date, mark| date.within(mark)) {
                2 => 0,
                kept => kept,
            },
            Self::Not(part) => [3, 1, 2, 0][usize::from(part.kept(timeline, event))],
            Self::All(parts) => parts.iter().map(|part| part.kept(timeline, event)).min().unwrap_or(3),
            Self::Any(parts) => parts.iter().map(|part| part.kept(timeline, event)).max().unwrap_or(0),
        }
    }
}

/// Events far apart: around the seams of batches, and some between.
fn probes() -> impl Iterator<Item = usize> {
    (0..MANY).filter(|at| at % 4096 < 6 || at % 4096 > 4090 || at % 41 == 0 || *at > MANY - 6)
}

fn step(inquiry: &mut Inquiry, timeline: &Timeline) -> bool {
    inquiry.ask(timeline, 1, || false)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn many_events_answer_as_one_does(tree in tree(), near in 0..MANY) {
        let (timeline, text) = (timeline(), tree.write());
        let Ok(query) = Query::parse(timeline, &text) else { return Ok(()) };
        let mut inquiry = Inquiry::new(timeline, query.clone(), Some(EventIx::of(near)));
        while !step(&mut inquiry, timeline) {}
        let found = inquiry.found(timeline);
        prop_assert_eq!(&found.events, &query.find(timeline).events, "in slices as at once: {}", text);
        prop_assert!(found.events.is_sorted_by_key(|(event, _)| timeline.rank(*event)), "in the order of time: {}", text);
        for event in probes().map(EventIx::of) {
            let kept = tree.kept(timeline, event);
            prop_assert_eq!((inquiry.kept().has(event), inquiry.certain().has(event)), (kept > 1, kept > 2), "{} in {}: {:?}", text, event.at(), parts(timeline, event));
            let answer = [Answer::No, Answer::No, Answer::Possibly, Answer::Certainly][usize::from(kept)];
            prop_assert_eq!(query.answer(timeline, event), answer);
        }
        if let Tree::From(mark) | Tree::To(mark) | Tree::On(mark) = &tree {
            prop_assert_eq!(found.undated, MANY.div_ceil(7), "{}", mark);
        }
    }

    #[test]
    fn a_question_that_was_dropped_leaves_the_next_one_as_it_is(
        word in prop::sample::select(WORDS), first in tree(), steps in 0..4_usize, near in 0..MANY,
    ) {
        let timeline = timeline();
        // What is typed letter by letter, dropped at any point, also where it narrows nothing.
        let letters: Vec<String> = word.char_indices().map(|(at, letter)| word[..at + letter.len_utf8()].to_owned()).collect();
        let texts = std::iter::once(first.write()).chain(letters.into_iter().flat_map(|typed| {
            [format!("common {typed}"), format!("({typed} OR zebra) tag:common"), format!("NOT {typed}"), typed]
        }));
        let mut before: Option<Inquiry> = None;
        for text in texts {
            let Ok(query) = Query::parse(timeline, &text) else { continue };
            let near = Some(EventIx::of(near));
            let mut inquiry = match before.take() {
                Some(before) => Inquiry::after(before, timeline, query.clone(), near),
                None => Inquiry::new(timeline, query.clone(), near),
            };
            for _ in 0..steps {
                step(&mut inquiry, timeline);
            }
            let whole = query.find(timeline);
            let kept: EventSet = whole.ixs().into_iter().collect();
            prop_assert!(inquiry.kept().iter().all(|event| kept.has(event)), "{} so far", text);
            let mut finished = inquiry.clone();
            finished.finish(timeline);
            prop_assert_eq!(finished.found(timeline).events, whole.events, "{}", text);
            prop_assert_eq!(finished.undated(), whole.undated, "{}", text);
            before = Some(inquiry);
        }
    }

    #[test]
    fn the_nearest_row_is_the_nearest_in_time(tree in tree(), reversed: bool, event in 0..MANY) {
        let timeline = timeline();
        let Ok(query) = Query::parse(timeline, &tree.write()) else { return Ok(()) };
        let (rows, event) = (Rows::new(timeline, Some(&query), reversed), EventIx::of(event));
        let distance = |row: &usize| timeline.rank(rows.events()[*row]).abs_diff(timeline.rank(event));
        prop_assert_eq!(rows.nearest(timeline, event), (0..rows.len()).min_by_key(distance).unwrap_or(0));
        prop_assert_eq!(rows.row_of(timeline, event), rows.events().iter().position(|row| *row == event));
        let possibly = (0..rows.len()).filter(|row| rows.is_possible(*row)).count();
        prop_assert_eq!(rows.possibly(), possibly);
    }

    #[test]
    fn names_are_found_as_one_by_one(word in prop::sample::select(WORDS), length in 0..5_usize, more in "[a-z0-9 ]{0,2}", part: bool) {
        let (timeline, typed) = (timeline(), word.chars().take(length).collect::<String>() + &more);
        let wanted = Wanted::new(&typed);
        for facet in [Facet::Actor, Facet::Tag, Facet::Source, Facet::Outlet, Facet::Id] {
            let terms = timeline.terms(facet);
            let all: Vec<(usize, &str, bool)> = terms.all().map(|term| (term.thing(), term.text(), term.is_id())).collect();
            prop_assert!(terms.all().all(|term| term.folded() == fold(term.text())));
            let of = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
                let mut things: Vec<usize> = all.iter().filter(|(_, text, _)| fits(text)).map(|(thing, ..)| *thing).collect();
                things.dedup();
                things
            };
            let cased = |fits_folded: &dyn Fn(&str) -> bool, fits: &dyn Fn(&str) -> bool| {
                let in_case = of(&|text| fits_folded(&fold(text)) && fits(text));
                if in_case.is_empty() { of(&|text| fits_folded(&fold(text))) } else { in_case }
            };
            let id = all.iter().find(|(_, text, is_id)| *is_id && *text == typed);
            let whole = cased(&|text| text == fold(&typed), &|text| wanted.are(text));
            let within = cased(&|text| text.contains(&fold(&typed)), &|text| wanted.stand_in(text));
            let expected = match id {
                Some((thing, ..)) => vec![*thing],
                None if whole.is_empty() && part => within,
                None => whole,
            };
            prop_assert_eq!(terms.named(&typed, part), expected, "{:?} {:?}", facet, typed);
        }
    }
}

#[test]
fn what_fits_best_and_leads_to_most_is_offered_first() {
    let timeline = timeline();
    for (typed, facet) in [
        ("tag:t1", Facet::Tag),
        ("actor:w", Facet::Actor),
        ("source:", Facet::Source),
        ("id:e1", Facet::Id),
        ("actor:zzz", Facet::Actor),
    ] {
        let part = fold(typed.split(':').nth(1).expect("a value"));
        let terms = timeline.terms(facet);
        let fit = |name: &str| {
            let at = name.find(&part)?;
            let word = name.match_indices(&part).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric));
            Some(if at == 0 {
                0
            } else if word {
                1
            } else {
                2
            })
        };
        let best = |thing: usize| terms.of(thing).filter_map(|term| fit(term.folded())).min();
        let mut all: Vec<(u8, std::cmp::Reverse<usize>, usize)> = (0..terms.things())
            .filter_map(|thing| Some((best(thing)?, std::cmp::Reverse(terms.events(thing).len()), thing)))
            .collect();
        all.sort_unstable();
        let offered = annals::model::query::complete::complete(timeline, typed, typed.len());
        let (texts, more): (Vec<String>, usize) = offered
            .map(|offered| (offered.choices.into_iter().map(|choice| choice.text).collect(), offered.more))
            .unwrap_or_default();
        let wanted: Vec<String> =
            all.iter().take(50).map(|(.., thing)| terms.of(*thing).next().expect("a name").text().to_owned()).collect();
        assert_eq!(texts, wanted, "{typed}");
        assert_eq!(texts.len() + more, all.len(), "{typed}");
    }
}

/// More than what is asked within a moment, on few cores as on many.
const TOO_MANY: usize = 100_000;

/// The explorer on so many events.
fn explorer(events: usize) -> Explorer {
    Explorer::on(of_texts(vec![("many.yaml".to_owned(), text(events))]), (100, 30))
}

#[test]
fn what_is_typed_fills_in_between_keys_and_gives_way_to_the_next_key() {
    let rest = |mut explorer: Explorer| {
        while explorer.0.go_on() != Step::Idle {}
        explorer
    };
    let mut so_far = 0;
    let mut explorer = explorer(TOO_MANY).keys("f");
    let timeline = explorer.0.timeline.clone();
    let kept = |typed: &str| Query::parse(&timeline, typed).expect("a query").find(&timeline).events.len();
    for typed in ["t", "tr", "tro", "troo"] {
        explorer = explorer.keys(&typed[typed.len() - 1..]);
        if let Some((count, true)) = explorer.0.kept_so_far() {
            so_far += 1;
            assert!(count <= kept(typed));
            assert!(explorer.footer().ends_with(&format!("{count} of {TOO_MANY} so far")), "{}", explorer.footer());
        }
    }
    assert!(so_far > 0, "the words of so many events are not all found in a moment");
    let explorer = rest(explorer);
    assert_eq!((explorer.0.rows.len(), explorer.0.kept_so_far()), (kept("troo"), None));
    assert!(explorer.footer().contains(&format!("{} of {TOO_MANY}", kept("troo"))), "{}", explorer.footer());
    // Enter, Esc or any other key finds all rows where it needs them, whenever it is pressed.
    let explorer = explorer.keys("BSpace BSpace BSpace h Enter");
    assert_eq!((explorer.0.rows.len(), explorer.0.kept_so_far()), (kept("th"), None));
    let explorer = explorer.keys("f z e b r a Esc");
    assert_eq!((explorer.0.rows.len(), explorer.0.filter.text.as_str()), (kept("th"), "th"));
    let explorer = rest(explorer.keys("Esc Esc"));
    assert_eq!(explorer.0.rows.len(), TOO_MANY);
}

#[test]
fn how_many_a_filter_keeps_is_told_before_all_of_them_are_shown() {
    let mut explorer = explorer(TOO_MANY).keys("f t");
    let timeline = &explorer.0.timeline;
    let kept = Query::parse(timeline, "t").expect("a query").find(timeline).events.len();
    let mut is_told = false;
    while explorer.0.kept_so_far().is_some() && explorer.0.go_on() != Step::Idle {
        if let Some((count, false)) = explorer.0.kept_so_far() {
            is_told = true;
            assert!(count == kept && explorer.0.rows.len() < count, "{count}");
            assert!(explorer.footer().ends_with(&format!(" {count} of {TOO_MANY}")), "{}", explorer.footer());
        }
    }
    assert!(is_told && explorer.0.rows.len() == kept);
}

#[test]
fn how_many_there_are_is_told_with_the_first_of_them_where_that_takes_a_moment() {
    // What each core asks for a first screen, and what it asks on at least: both is one batch.
    let events = 2 * threads() * BATCH;
    let mut explorer = explorer(events).keys("f t a g : c o m m o n");
    if threads() > 1 {
        assert_eq!((explorer.0.rows.len(), explorer.0.kept_so_far()), (events / 2, Some((events, false))));
        assert!(explorer.footer().ends_with(&format!(" {events} of {events}")), "{}", explorer.footer());
    }
    while explorer.0.go_on() != Step::Idle {}
    assert_eq!((explorer.0.rows.len(), explorer.0.kept_so_far()), (events, None));
}

#[test]
fn names_are_found_where_each_event_has_its_own() {
    // More of each than are looked through aside from the events.
    let many = 16_500;
    let mut out = String::from("annals: 1\nsources: { s: { title: A source } }\nactors:\n");
    (0..many).for_each(|nth| {
        let _ = writeln!(out, "  a{nth}: {{ name: \"Name {nth}!\", aliases: [\"Älias {nth}!\"] }}");
    });
    out.push_str("events:\n");
    for nth in 0..many {
        let said = format!("{{ speaker: a{}, source: s, quote: words, topics: [\"Topic {nth}!\"] }}", many - 1 - nth);
        let _ = writeln!(out, "  - {{ title: x, tags: [\"Tag {nth}!\"], place: \"Place {nth}!\", actors: [a{nth}],");
        let _ = writeln!(out, "      statements: [{said}] }}");
    }
    let timeline = of_texts(vec![("own.yaml".to_owned(), out)]).timeline;
    for what in ["Name", "name", "Älias", "alias", "Tag", "tag", "Place", "place", "Topic", "topic"] {
        for words in [format!("{what} 1640!"), format!("{what} 1640"), what.to_owned()] {
            let found = Query::parse(&timeline, &format!("{words:?}")).unwrap().find(&timeline).ixs();
            let wanted = timeline.events().filter(|event| stand(&words, &parts(&timeline, *event)));
            assert_eq!(found, wanted.collect::<Vec<_>>(), "{words}");
        }
    }
}

#[test]
fn a_search_goes_to_the_first_match_however_it_is_cut_short() {
    let matches: Vec<usize> = {
        let words = Sought::new("zebra");
        let holds = |event: &EventIx| timeline().holds_words(*event, &words);
        timeline().order().iter().enumerate().filter(|(_, event)| holds(event)).map(|(row, _)| row).collect()
    };
    let mut patient = explorer(MANY).keys("/ z e b r a");
    while patient.0.go_on() != Step::Idle {}
    let hasty = explorer(MANY).keys("/ z e b r a Enter");
    assert_eq!(patient.0.row, matches[0]);
    assert_eq!(hasty.footer(), patient.keys("Enter").footer());
    assert!(hasty.footer().contains(&format!("{} events match", matches.len())), "{}", hasty.footer());
    let explorer = hasty.keys("n");
    assert_eq!(explorer.0.row, matches[1]);
    let explorer = explorer.keys("N N");
    assert_eq!(explorer.0.row, matches[matches.len() - 1]);
    assert!(explorer.footer().contains(&format!("match {0} of {0}, round the end", matches.len())));
    let back = explorer.keys("g / q q q Esc");
    assert_eq!((back.0.row, back.0.search.as_str()), (0, "zebra"));
}
