//! Questions to a timeline, their answers, and what is said of those that cannot be read.

use annals::load::of_texts;
use annals::model::date::Answer;
use annals::model::query::{FIELDS, Found, Query, QueryFault};
use annals::model::timeline::Timeline;
use annals::tui::key::Key;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::support::annals;

const TEXT: &str = "\
timezone: +02:00
sources:
  gazette: { title: Bridge inspector raised alarm, outlet: Westport Gazette, published: 2024-03-06 }
  minutes: { title: Minutes of the council }
actors:
  osei: { name: Ama Osei, kind: person, aliases: [the inspector] }
  council: { name: Westport Council, kind: organisation }
  county: { name: County Council }
  holt: { name: Peter Holt }
events:
  - id: cracks
    date: 2024-03-05
    title: Inspector reports CRACKS in the south pier
    actors: [council]
    tags: [Safety]
    place: Westport, south pier
    statements: [{ id: in-writing, speaker: osei, voice: direct, quote: I told them in writing., source: gazette, topics: [warning] }]
  - id: told
    date: 2024-03~
    title: The council is told
    actors: [osei]
    tags: [safety, council]
    evidence: [{ source: minutes, quote: \"informed on 9 April\" }]
  - id: closed
    date: 2024-04/2024-06
    title: The bridge is closed
    actors: [county]
  - id: letter
    title: An undated letter about the south pier
    actors: [osei]
";

fn timeline() -> Timeline {
    let loaded = of_texts(vec![("a.yaml".to_owned(), TEXT.to_owned())]);
    assert_eq!(loaded.findings, Vec::new());
    loaded.timeline
}

fn find(text: &str) -> (Vec<String>, Found) {
    let timeline = timeline();
    let query = Query::parse(&timeline, text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
    let found = query.find(&timeline);
    (found.ixs().into_iter().map(|ix| timeline.event(ix).address()).collect(), found)
}

/// A query and the events that it keeps, in order.
const KEPT: &[(&str, &[&str])] = &[
    ("", &["told", "cracks", "closed", "letter"]),
    ("   ", &["told", "cracks", "closed", "letter"]),
    ("cracks", &["cracks"]),
    ("South pier", &[]),
    ("CRACKS pier", &["cracks"]),
    ("SOUTH pier", &[]),
    ("sóuth píer", &["cracks", "letter"]),
    ("\"south pier\"", &["cracks", "letter"]),
    ("\"pier south\"", &[]),
    ("pier south", &["cracks", "letter"]),
    ("writing", &["cracks"]),
    ("warning", &["cracks"]),
    ("\"9 april\"", &["told"]),
    ("inspector", &["told", "cracks", "letter"]),
    (".*", &[]),
    ("actor:osei", &["told", "cracks", "letter"]),
    ("actor:\"Ama Osei\"", &["told", "cracks", "letter"]),
    ("actor:\"the inspector\"", &["told", "cracks", "letter"]),
    ("actor:council", &["cracks"]),
    ("actor:COUNC", &["cracks", "closed"]),
    ("speaker:osei", &["cracks"]),
    ("speaker:holt", &[]),
    ("tag:safety", &["told", "cracks"]),
    ("tag:Council", &["told"]),
    ("source:gazette", &["cracks"]),
    ("source:\"westport gazette\"", &["cracks"]),
    ("source:minutes actor:osei", &["told"]),
    ("actor:osei actor:council", &["cracks"]),
    ("tag:safety -writing", &["told"]),
    ("tag:safety NOT writing", &["told"]),
    ("-tag:safety -NOT letter", &["letter"]),
    ("origins:0", &["closed", "letter"]),
    ("origins:1", &["told", "cracks"]),
    ("origins:1+ actor:council", &["cracks"]),
    ("origins:2+", &[]),
    ("topic:warning", &["cracks"]),
    ("topic:WARNING OR id:letter", &["cracks", "letter"]),
    ("outlet:\"westport gazette\"", &["cracks"]),
    ("outlet:gazette", &["cracks"]),
    ("place:westport", &["cracks"]),
    ("kind:person", &["told", "cracks", "letter"]),
    ("kind:organisation", &["cracks"]),
    ("kind:state", &[]),
    ("kind:person,organisation -kind:organisation", &["told", "letter"]),
    ("voice:direct", &["cracks"]),
    ("voice:indirect", &[]),
    ("id:cracks", &["cracks"]),
    ("id:in-writing", &["cracks"]),
    ("id:@2,@4", &["told", "letter"]),
    ("text:council", &["told", "cracks", "closed"]),
    ("TEXT:\"south pier\"", &["cracks", "letter"]),
    ("actor:council,county", &["cracks", "closed"]),
    ("actor:\"Ama Osei\",county council", &["told", "cracks", "closed"]),
    ("cracks OR closed", &["cracks", "closed"]),
    ("cracks AND closed", &[]),
    ("cracks AND pier", &["cracks"]),
    ("letter OR south council", &["cracks", "letter"]),
    ("letter OR (south council)", &["cracks", "letter"]),
    ("(letter OR south) council", &["cracks"]),
    ("(letter OR south)council", &["cracks"]),
    ("-actor:osei", &["closed"]),
    ("NOT actor:osei OR letter", &["closed", "letter"]),
    ("NOT (actor:osei OR letter)", &["closed"]),
    ("-(south -letter) OR cracks", &["told", "cracks", "closed", "letter"]),
    ("NOT -letter", &["letter"]),
    ("not letter", &[]),
    ("\"OR\"", &[]),
    ("inspect\"south pier\"", &["cracks", "letter"]),
    ("\"say \\\"no\\\"\"", &[]),
    ("on:2024-03", &["told", "cracks"]),
    ("on!:2024-03", &["cracks"]),
    ("on:2024", &["told", "cracks", "closed"]),
    ("on:2024-05", &[]),
    ("from:2024-04", &["closed"]),
    ("from!:2024-06", &["closed"]),
    ("from!:2024-06-15", &[]),
    ("NOT from!:2024-06-15", &["told", "cracks", "closed"]),
    ("NOT from:2024-06-15", &["told", "cracks", "closed"]),
    ("NOT from:2024-06", &["told", "cracks"]),
    ("NOT from:2024-03", &["told"]),
    ("from:2024-04 OR letter", &["closed", "letter"]),
    ("known:2024-03-05", &["told"]),
    ("known:2024-03-06", &["told", "cracks"]),
    ("to:2024-03", &["told", "cracks"]),
    ("from:2024-03-06 to:2024-03-20", &["told"]),
    ("from:2024-05 to:2024-05", &["closed"]),
    ("from:2024-07", &[]),
    ("bridge from:2024-03", &["closed"]),
    ("\"a:b\"", &[]),
    ("10:30", &[]),
];

#[test]
fn what_a_query_keeps() {
    for (text, wanted) in KEPT {
        assert_eq!(find(text).0, *wanted, "{text}");
    }
}

#[test]
fn vague_dates_are_kept_possibly() {
    let answers = |text: &str| -> Vec<Answer> { find(text).1.events.into_iter().map(|(_, answer)| answer).collect() };
    assert_eq!(
        answers("from:2024-03 to:2024-03"),
        [Answer::Possibly, Answer::Certainly],
        "about March is never certain"
    );
    assert_eq!(answers("from:2024-06"), [Answer::Certainly]);
    assert_eq!(answers("from:2024-06-15"), [Answer::Possibly]);
    assert_eq!(find("from:2024-06-15").1.possibly(), 1);
    assert_eq!(answers("to:2024-04-15"), [Answer::Possibly, Answer::Certainly, Answer::Possibly]);
}

#[test]
fn times_are_in_the_zone_of_the_timeline() {
    assert_eq!(find("cracks to:2024-03-04T22:00Z").0, ["cracks"]);
    assert_eq!(find("cracks to:2024-03-04T21:59:59Z").0, Vec::<String>::new());
    assert_eq!(find("cracks to:\"2024-03-05 00:00\"").0, ["cracks"]);
}

#[test]
fn the_undated_that_fall_out_for_that_alone_are_counted() {
    for (text, undated) in [
        ("from:2020", 1),
        ("south from:2020", 1),
        ("closed from:2020", 0),
        ("south", 0),
        ("", 0),
        ("NOT from:2020", 1),
        ("-south NOT from:2020", 0),
        ("letter OR from:2020", 0),
        ("closed OR from:2020", 1),
        ("NOT (closed from:2020)", 0),
        ("on!:2020", 1),
        ("from:2020 to!:2021", 1),
        ("known:2020", 0),
    ] {
        assert_eq!(find(text).1.undated, undated, "{text}");
    }
}

#[test]
fn only_the_words_are_marked() {
    let timeline = timeline();
    let query = Query::parse(&timeline, "(South OR -north) \"the Pier\" actor:osei from:2024").expect("read");
    assert_eq!(query.words(), ["South", "the Pier"]);
    assert!(Query::parse(&timeline, " ").expect("read").is_empty());
    assert!(!query.is_empty());
}

/// A query, what is at fault in it, the message and the hint.
const FAULTS: &[(&str, &str, &str, Option<&str>)] = &[
    ("cracks acter:osei", "acter", "there is no field `acter:`", Some("did you mean `actor:`?")),
    (
        "zzz:osei",
        "zzz",
        "there is no field `zzz:`",
        Some(
            "the fields are actor, speaker, kind, voice, tag, topic, source, outlet, place, dispute, verdict, origins, id, text, on, from, to, known; put words with a colon between quotes",
        ),
    ),
    (
        "a actor:",
        "actor:",
        "`actor:` needs a value",
        Some("who takes part or speaks: an id, else a name or alias, else a part of one"),
    ),
    (
        "actor:\"\"",
        "actor:\"\"",
        "`actor:` needs a value",
        Some("who takes part or speaks: an id, else a name or alias, else a part of one"),
    ),
    ("south actor:oseii", "oseii", "no actor is called `oseii`", Some("did you mean `osei`?")),
    ("speaker:nobody-at-all", "nobody-at-all", "no actor is called `nobody-at-all`", None),
    ("tag:safty", "safty", "no event bears the tag `safty`", Some("did you mean `safety`?")),
    ("source:gazete", "gazete", "no source is called `gazete`", Some("did you mean `gazette`?")),
    (
        "origins:few",
        "few",
        "`few` is no number of origins",
        Some("write a number, `origins:1`, or the least with a plus, `origins:2+`"),
    ),
    (
        "south origins:+1",
        "+1",
        "`+1` is no number of origins",
        Some("write a number, `origins:1`, or the least with a plus, `origins:2+`"),
    ),
    (
        "origins:99999999999999999999999",
        "99999999999999999999999",
        "`99999999999999999999999` is no number of origins",
        Some("write a number, `origins:1`, or the least with a plus, `origins:2+`"),
    ),
    ("(cracks \"south pier)", "\"south pier)", "the quote is not closed", Some("put a \" behind its last word")),
    ("a (b (c)", "(", "the parenthesis is not closed", Some("put a ) behind what belongs together")),
    ("a) b", ")", "this parenthesis closes nothing", Some("put a ( before it, or the sign between quotes")),
    ("a ( ) b", "( )", "nothing stands between the parentheses", Some("put something in, or the signs between quotes")),
    (
        "OR b",
        "OR",
        "`OR` needs something before it",
        Some("write something there, or \"OR\" between quotes to look for the word itself"),
    ),
    (
        "a OR",
        "OR",
        "`OR` needs something behind it",
        Some("write something there, or \"OR\" between quotes to look for the word itself"),
    ),
    (
        "(a AND)",
        "AND",
        "`AND` needs something behind it",
        Some("write something there, or \"AND\" between quotes to look for the word itself"),
    ),
    (
        "a NOT OR b",
        "NOT",
        "`NOT` needs something behind it",
        Some("write something there, or \"NOT\" between quotes to look for the word itself"),
    ),
    (
        "a - b",
        "-",
        "`-` needs something behind it",
        Some("write something there, or \"-\" between quotes to look for the word itself"),
    ),
    ("tag:safety,", "tag:safety,", "`tag:` needs a value behind the comma", Some("a tag of the event")),
    (
        "actor!:osei",
        "actor!",
        "`actor:` takes no `!`",
        Some("what holds certainly is asked for by `on!:`, `from!:`, `to!:`"),
    ),
    ("topic:warming", "warming", "no statement has the topic `warming`", Some("did you mean `warning`?")),
    ("voice:indrect", "indrect", "a statement is direct or indirect, not `indrect`", Some("did you mean `indirect`?")),
    (
        "kind:people",
        "people",
        "there is no kind of actor `people`",
        Some("write one of person, organisation, state, group"),
    ),
    ("id:letters", "letters", "no event or statement has the id `letters`", Some("did you mean `letter`?")),
    ("id:@5", "@5", "there is no event `@5`", Some("the events are @1 to @4")),
    (
        "cracks from:2026-01 to:2024",
        "cracks from:2026-01 to:2024",
        "from 2026-01 to 2024 is the wrong way round: 2024 is over before 2026-01 begins",
        Some("turn them round: from:2024 to:2026-01"),
    ),
    (
        "a OR known:2024",
        "known:2024",
        "`known:` cannot stand under OR or NOT: it says as of which day the whole timeline is seen",
        Some("put it beside the rest, with the rest in parentheses"),
    ),
    (
        "known:2024 -(a known:2025)",
        "known:2025",
        "`known:` cannot stand under OR or NOT: it says as of which day the whole timeline is seen",
        Some("put it beside the rest, with the rest in parentheses"),
    ),
    (
        "known:2024 (a known:2025)",
        "known:2025",
        "`known:` stands twice, and the timeline is seen as of one day",
        Some("leave one of them out"),
    ),
    (
        "żółć from:2024-3-5",
        "2024-3-5",
        "cannot read the date `2024-3-5`: month must be two digits (or X)",
        Some("write 2024-03-05"),
    ),
];

#[test]
fn a_fault_has_its_place_and_a_hint() {
    let timeline = timeline();
    for (text, at, message, hint) in FAULTS {
        let Err(fault) = Query::parse(&timeline, text) else { panic!("{text} was read") };
        let QueryFault { message: told, at: place, hint: hinted } = fault;
        assert_eq!((told.as_str(), &text[place], hinted.as_deref()), (*message, *at, *hint), "{text}");
    }
}

#[test]
fn every_field_is_a_name_with_a_line() {
    for field in FIELDS {
        assert!(field.name.bytes().all(|byte| byte.is_ascii_lowercase()), "{}", field.name);
        assert!(!field.doc.is_empty() && !field.doc.contains('\n'));
    }
}

#[test]
fn every_field_is_named_where_a_filter_is_asked_for() {
    let help = annals().args(["list", "--help"]).output().expect("it runs").stdout;
    let help = String::from_utf8(help).expect("UTF-8");
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut state = State::new(
        of_texts(vec![("a.yaml".to_owned(), TEXT.to_owned())]),
        Origin::default(),
        Theme { colour: false, ..Theme::DARK },
        (100, 400),
    );
    press(&mut state, &Key::of_name("?").expect("a key"));
    let mut screen = Buffer::empty(Rect::new(0, 0, 100, 400));
    (&state).render(screen.area, &mut screen);
    let screen = picture::text(&screen);
    for field in FIELDS {
        let name = format!("{}:", field.name);
        assert!(help.contains(&format!("- {name} {}", field.doc)), "`annals list --help` does not name {name}");
        assert!(screen.lines().any(|line| line.contains(&format!(" {name} "))), "the help does not name {name}");
    }
}

#[test]
fn hostile_queries_are_faults_or_answered() {
    let timeline = timeline();
    let faulty = |text: String| Query::parse(&timeline, &text).map(drop).expect_err("it was read");
    assert_eq!(faulty("(".repeat(100_000)).message, "more than 100 parentheses inside each other");
    assert_eq!(faulty("a OR ".repeat(100_000)).message, "`OR` needs something behind it");
    assert_eq!(faulty("-".repeat(100_001)).message, "`-` needs something behind it");
    assert_eq!(faulty("\"".repeat(100_001)).message, "the quote is not closed");
    assert_eq!(faulty("tag:".to_owned() + &"safety,".repeat(10_000)).message, "`tag:` needs a value behind the comma");
    for (text, kept) in [
        (format!("{}letter{}", "(".repeat(100), ")".repeat(100)), 1),
        (format!("{}letter", "NOT ".repeat(100_000)), 1),
        (format!("{}letter", "-".repeat(100_001)), 3),
        ("letter ".repeat(10_000), 1),
        ("\"\" \u{ad} \u{301}".to_owned(), 4),
    ] {
        let found = Query::parse(&timeline, &text).unwrap_or_else(|fault| panic!("{fault:?}")).find(&timeline);
        assert_eq!(found.events.len(), kept, "{}", text.chars().take(20).collect::<String>());
    }
}

#[test]
fn what_was_known_is_asked_once() {
    let timeline = timeline();
    let known = |text: &str| Query::parse(&timeline, text).expect("read").known().map(|day| day.text().to_owned());
    assert_eq!(known("known:2024-05-31").as_deref(), Some("2024-05-31"));
    assert_eq!(known("(a OR b) (c known:2024-05-31)").as_deref(), Some("2024-05-31"));
    assert_eq!(known("a OR b"), None);
    let answers = find("known:2024-03-06").1.events.into_iter().map(|(_, answer)| answer).collect::<Vec<_>>();
    let (sure, may) = (Answer::Certainly, Answer::Possibly);
    assert_eq!(
        answers,
        [may, sure],
        "a source without a date, and one with; what stands in no source is known from none"
    );
}
