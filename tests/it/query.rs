//! Questions to a timeline, their answers, and what is said of those that cannot be read.

use annals::load::of_texts;
use annals::model::date::Answer;
use annals::model::query::{FIELDS, Found, Query, QueryFault};
use annals::model::timeline::Timeline;
use annals::tui::action::Action;
use annals::tui::keys::KEYS;

use crate::support::annals;

const TEXT: &str = "\
timezone: +02:00
sources:
  gazette: { title: Bridge inspector raised alarm, outlet: Westport Gazette }
  minutes: { title: Minutes of the council }
actors:
  osei: { name: Ama Osei, aliases: [the inspector] }
  council: { name: Westport Council }
  county: { name: County Council }
  holt: { name: Peter Holt }
events:
  - id: cracks
    date: 2024-03-05
    title: Inspector reports CRACKS in the south pier
    actors: [council]
    tags: [Safety]
    statements: [{ speaker: osei, quote: I told them in writing., source: gazette, topics: [warning] }]
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
    ("SOUTH pier", &["cracks", "letter"]),
    ("\"south pier\"", &["cracks", "letter"]),
    ("\"pier south\"", &[]),
    ("\"south pier", &["cracks", "letter"]),
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
    ("tag:safety -x", &[]),
    ("origins:0", &["closed", "letter"]),
    ("origins:1", &["told", "cracks"]),
    ("origins:1+ actor:council", &["cracks"]),
    ("origins:2+", &[]),
    ("from:2024-04", &["closed"]),
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
    for (text, undated) in [("from:2020", 1), ("south from:2020", 1), ("closed from:2020", 0), ("south", 0), ("", 0)] {
        assert_eq!(find(text).1.undated, undated, "{text}");
    }
}

#[test]
fn only_the_words_are_marked() {
    let timeline = timeline();
    let query = Query::parse(&timeline, "South \"the Pier\" actor:osei from:2024").expect("read");
    assert_eq!(query.words(), ["south", "the pier"]);
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
            "the fields are actor, speaker, tag, source, dispute, verdict, origins, from, to; put words with a colon between quotes",
        ),
    ),
    ("a actor:", "actor:", "`actor:` needs a value", Some("who takes part or speaks: an id, name or alias")),
    ("actor:\"\"", "actor:\"\"", "`actor:` needs a value", Some("who takes part or speaks: an id, name or alias")),
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
    let key = KEYS.iter().find(|row| row.action == Action::Filter).expect("a key filters");
    for field in FIELDS {
        let name = format!("{}:", field.name);
        assert!(help.contains(&format!("`{name}`")), "`annals list --help` does not name {name}");
        assert!(key.doc.split(' ').any(|word| word.trim_end_matches(',') == name), "the key does not name {name}");
    }
}
