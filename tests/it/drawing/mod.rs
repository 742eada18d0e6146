//! The drawing of lanes: where spans and labels stand, that it is XML whatever the text, and that grey does for it.

mod browser;

use std::collections::{BTreeMap, BTreeSet};

use annals::export::Options;
use annals::load::Loaded;
use annals::model::date::When;
use annals::model::lanes::{KINDS, LaneKind, LaneSort, Lanes};
use annals::model::safe::{safe, safe_lines};
use annals::model::timeline::Timeline;
use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::annals::run;
use crate::exports::{any_timeline, loaded, written};
use crate::support::{fixture, root, timeline_of};

fn by(lanes: LaneKind) -> Options {
    Options { lanes, ..Options::default() }
}

fn drawn(loaded: &Loaded, options: Options) -> String {
    written(loaded, "svg", options, &[])
}

fn coalition() -> Loaded {
    timeline_of("timeline.yaml", &std::fs::read_to_string(root().join("timeline.yaml")).unwrap())
}

/// Every date of the lanes, lane by lane and item by item.
fn dates(timeline: &Timeline, kind: LaneKind) -> Vec<When> {
    let lanes = Lanes::of(timeline, timeline.order(), kind, LaneSort::First);
    lanes.dates(timeline).copied().collect()
}

/// The elements of a class.
fn of_class<'a, 'i>(within: Node<'a, 'i>, class: &'a str) -> Vec<Node<'a, 'i>> {
    let has = |node: &Node| node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class));
    within.descendants().filter(has).collect()
}

fn number(node: Node, name: &str) -> f64 {
    node.attribute(name).unwrap_or_else(|| panic!("{name} of {node:?}")).parse().unwrap()
}

/// From left to right, top to bottom: of a rectangle, or of a label by its `textLength`.
fn extent(node: Node) -> (f64, f64, f64, f64) {
    let (x, y) = (number(node, "x"), number(node, "y"));
    if node.has_tag_name("rect") {
        return (x, x + number(node, "width"), y, y + number(node, "height"));
    }
    let size = number(node, "font-size");
    (x, x + number(node, "textLength"), y - 0.8 * size, y + 0.2 * size)
}

#[test]
fn a_drawing_of_the_affair_has_what_the_lanes_have() {
    let harbour = fixture("harbour.yaml");
    for row in KINDS {
        let svg = drawn(&harbour, by(row.kind));
        let xml = Document::parse(&svg).unwrap();
        let lanes = Lanes::of(&harbour.timeline, harbour.timeline.order(), row.kind, LaneSort::First);
        let names: Vec<String> =
            of_class(xml.root(), "lane").into_iter().map(|lane| of_class(lane, "name")).map(joined).collect();
        assert_eq!(names, lanes.lanes.iter().map(|lane| lane.label.clone()).collect::<Vec<_>>());
        assert_eq!(of_class(xml.root(), "item").len(), dates(&harbour.timeline, row.kind).len(), "{}", row.name);
    }
}

#[test]
fn a_drawing_of_many_items_is_one_drawing() {
    let count = 700;
    let mut text = "actors:\n  ada: Ada\n  bo: Bo\nsources:\n".to_owned();
    (0..count).for_each(|nth| text.push_str(&format!("  p-{nth}: {{ title: Paper {nth} }}\n")));
    text.push_str("events:\n");
    for nth in 0..count {
        let date = if nth % 7 == 3 { String::new() } else { format!(", date: {}", 1300 + nth) };
        let actors = if nth % 2 == 0 { "ada" } else { "ada, bo" };
        let said = format!("{{ speaker: bo, quote: So, source: p-{nth} }}");
        text.push_str(&format!(
            "  - {{ id: e-{nth}, title: Event number {nth}{date}, actors: [{actors}], statements: [{said}] }}\n"
        ));
    }
    let many = timeline_of("many.yaml", &text);
    let svg = drawn(&many, Options::default());
    let xml = Document::parse(&svg).unwrap();
    // What is drawn apart and pasted in stands as deep as all else.
    let depths = svg.lines().map(|line| line.len() - line.trim_start_matches(' ').len());
    let is_open = |line: &str| !line.contains("</") && !line.ends_with("/>") && line.trim_start().starts_with('<');
    let mut depth = 0;
    for (line, is_deep) in svg.lines().skip(1).zip(depths.skip(1)) {
        depth -= usize::from(line.trim_start().starts_with("</"));
        if line.trim_start().starts_with('<') {
            assert_eq!(is_deep, depth, "{line}");
        }
        depth += usize::from(is_open(line) && line.ends_with('>'));
    }
    let lanes = of_class(xml.root(), "lane");
    let events: Vec<Vec<&str>> = lanes
        .iter()
        .map(|lane| of_class(*lane, "item").iter().filter_map(|item| item.attribute("data-event")).collect())
        .collect();
    let ids: Vec<String> = (0..count).filter(|nth| nth % 7 != 3).map(|nth| format!("e-{nth}")).collect();
    assert_eq!(events, [ids.clone(), ids]);
    for (heading, listed) in [("Without a date", count / 7), ("Sources", count)] {
        let says = |node: &Node| node.has_tag_name("text") && node.text() == Some(heading);
        let head = xml.descendants().find(says).expect("a heading");
        let notes = head.next_siblings().filter(|node| node.has_tag_name("text")).skip(1);
        let notes = notes.take_while(|node| node.attribute("font-weight").is_none()).count();
        assert_eq!(notes, listed, "{heading}");
    }
}

fn joined(lines: Vec<Node>) -> String {
    lines.iter().filter_map(|line| line.text()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_pointer_finds_date_quote_and_source() {
    let svg = drawn(&fixture("harbour.yaml"), Options::default());
    let xml = Document::parse(&svg).unwrap();
    let items = of_class(xml.root(), "item");
    let titles = items.iter().filter(|item| item.attribute("data-event") == Some("osei-speaks"));
    let titles: Vec<&str> = titles.filter_map(|item| item.first_element_child()?.text()).collect();
    assert_eq!(titles.len(), 2, "hers, and his at the day he said it");
    for part in [
        "11 Apr 2024 18:30: Osei speaks to the press\n",
        "“I told them in March and I told them in writing.”",
        "according to Harbour Radio",
        "J. Marsh, “Bridge inspector \"raised alarm in March\"”, Westport Gazette, 12 Apr 2024, paragraph 5",
        "Carried by 1 source",
        "In dispute (explained): Who sent the diver?",
    ] {
        assert!(titles.iter().any(|title| title.contains(part)), "{part} in {titles:#?}");
    }
    assert_eq!(xml.root_element().attribute("role"), Some("img"));
}

#[test]
fn what_has_no_date_is_listed_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let harbour = crate::support::data("harbour.yaml").display().to_string();
    let told = run(folder.path(), &["export", &harbour, "-o", "a.svg", "--lanes", "tags"]);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    assert!(
        told.stderr.contains("note: 1 event without a date listed below the lanes, not drawn\n"),
        "{}",
        told.stderr
    );
    let svg = std::fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert_eq!(svg, drawn(&fixture("harbour.yaml"), by(LaneKind::Tags)));
    assert!(
        svg.contains(">Without a date</text>")
            && svg.contains(">A diver looks at the pier, with A diver (not named)</text>")
    );
    let only = run(folder.path(), &["export", &harbour, "-f", "svg", "--event", "@3"]);
    let xml = Document::parse(&only.stdout).unwrap();
    assert!(of_class(xml.root(), "item").is_empty() && only.stdout.contains(">1 without a date</text>"));
    let out = run(folder.path(), &["export", &harbour, "-f", "svg", "--event", "holt-corrects"]);
    assert!(out.stderr.contains("note: 1 revision of what is outside not drawn\n"), "{}", out.stderr);
}

#[cfg(unix)]
#[test]
fn the_explorer_writes_the_same_drawing_and_says_what_is_not_in_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(crate::support::data("harbour.yaml"), folder.path().join("timeline.yaml")).unwrap();
    let mut command = crate::pty::annals(&[]);
    command.cwd(folder.path());
    let mut pty = crate::pty::Pty::start(command, (140, 24));
    pty.wait_for_text("5 of 5");
    pty.keys("x C-u all.svg");
    pty.wait_for_text("export 5 events as svg to: all.svg");
    pty.keys("Enter");
    pty.wait_for_text("wrote all.svg: 5 events as svg; 1 event without a date listed below the lanes, not drawn");
    pty.quit();
    let theirs = run(folder.path(), &["export", "-f", "svg"]).stdout;
    assert_eq!(std::fs::read_to_string(folder.path().join("all.svg")).unwrap(), theirs);
}

#[test]
fn lanes_that_are_not_there_and_formats_without_lanes_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let harbour = crate::support::data("harbour.yaml").display().to_string();
    let told = run(folder.path(), &["export", &harbour, "-f", "svg", "--lanes", "actor"]);
    assert!(told.code == Some(2) && told.stderr.contains("actors, tags, places, sources"), "{told:?}");
    let told = run(folder.path(), &["export", &harbour, "--lane-order", "name"]);
    let note = "note: --lanes and --lane-order make no difference in markdown, which has no lanes\n";
    assert!(told.code == Some(0) && told.stderr.contains(note), "{}", told.stderr);
    let by_name = run(folder.path(), &["export", &harbour, "-f", "svg", "--lane-order", "name"]).stdout;
    let xml = Document::parse(&by_name).unwrap();
    let names: Vec<&str> = of_class(xml.root(), "name").iter().filter_map(|name| name.text()).collect();
    assert_eq!(names, ["A diver (not named)", "Ama Osei", "Peter Holt", "Westport Council"]);
}

/// Seconds at which a date begins at the earliest and ends at the latest, both inclusive.
fn bounds(date: &When) -> (Option<i64>, Option<i64>) {
    (date.earliest().map(|at| at.0), date.latest().map(|at| at.0))
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "seconds on a page")]
fn a_span_is_as_wide_as_its_date() {
    for (loaded, kind) in [(coalition(), LaneKind::Actors), (fixture("harbour.yaml"), LaneKind::Sources)] {
        let svg = drawn(&loaded, by(kind));
        let xml = Document::parse(&svg).unwrap();
        let dates = dates(&loaded.timeline, kind);
        let known =
            || dates.iter().flat_map(|date| [date.begin(), date.end()]).flat_map(|end| [end.lo, end.hi]).flatten();
        let (from, to) = (known().min().unwrap().0, known().max().unwrap().0);
        let line = of_class(xml.root(), "axis")[0].attribute("d").unwrap().replace(['M', 'L'], " ");
        let line: Vec<f64> = line.split_whitespace().map(|part| part.parse().unwrap()).collect();
        let (left, right) = (line[0], line[2]);
        let place = |at: i64| left + (at - from) as f64 * (right - left) / (to + 1 - from) as f64;
        let items = of_class(xml.root(), "item");
        assert_eq!(items.len(), dates.len());
        for (item, date) in items.into_iter().zip(&dates) {
            let bars: Vec<_> =
                ["possible", "certain"].iter().flat_map(|class| of_class(item, class)).map(extent).collect();
            let found = (bars[0].0, bars[0].1);
            let (begin, end) = bounds(date);
            let wanted = (begin.map_or(left, place), end.map_or(right, |at| place(at + 1)));
            // What would be too narrow to be seen is drawn 2.2 points wide, around its place.
            let more = (2.2 - (wanted.1 - wanted.0)).max(0.0) / 2.0;
            let off = (found.0 - (wanted.0 - more)).abs().max((found.1 - (wanted.1 + more)).abs());
            assert!(off < 0.03, "{date:?} is drawn at {found:?}, not {wanted:?}");
            assert_eq!(of_class(item, "open").len(), usize::from(begin.is_none()) + usize::from(end.is_none()));
            let mark = of_class(item, "mark").first().and_then(|mark| mark.text()).unwrap_or("");
            let wanted = ["", "~", "?", "%"][usize::from(date.is_approximate()) + 2 * usize::from(date.is_uncertain())];
            assert_eq!(mark, wanted, "{date:?}");
        }
    }
}

/// No two labels lie over one another, none leaves the page, and every number is explained.
fn labels_are_apart(svg: &str) -> Result<(), TestCaseError> {
    let xml = Document::parse(svg).unwrap();
    let page: Vec<f64> =
        xml.root_element().attribute("viewBox").unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
    let labels: Vec<_> = of_class(xml.root(), "label").into_iter().map(|label| (extent(label), label.text())).collect();
    for (at, ((left, right, top, bottom), words)) in labels.iter().enumerate() {
        prop_assert!(
            *left >= 0.0 && *right <= page[2] && *top >= 0.0 && *bottom <= page[3],
            "{words:?} leaves the page"
        );
        for ((other_left, other_right, other_top, other_bottom), other) in &labels[at + 1..] {
            let meet = left < other_right && other_left < right && top < other_bottom && other_top < bottom;
            prop_assert!(!meet, "{words:?} lies over {other:?}");
        }
    }
    Ok(())
}

#[test]
fn labels_of_the_curated_timeline_are_apart() {
    for row in KINDS {
        labels_are_apart(&drawn(&coalition(), by(row.kind))).unwrap();
    }
}

#[test]
fn a_title_without_room_is_a_number_with_its_words_below() {
    let long = "word ".repeat(60);
    let text = format!(
        "annals: 1\nactors: {{ a: A }}\nevents:\n- {{ title: {long}, date: 2024-03-05, actors: [a] }}\n- {{ title: Short, date: 2024-03-06, actors: [a] }}\n"
    );
    let svg = drawn(&timeline_of("long.yaml", &text), Options::default());
    let xml = Document::parse(&svg).unwrap();
    let labels: Vec<&str> = of_class(xml.root(), "label").iter().filter_map(|label| label.text()).collect();
    assert_eq!(labels, ["1", "Short"]);
    assert!(svg.contains(">Events by number</text>") && svg.contains(">5 Mar 2024: word word"), "{svg}");
}

/// The colours of an element as black or white, with all else that can be seen of it, wherever it stands.
fn look(node: Node) -> String {
    let tone = |value: &str| match value.strip_prefix('#') {
        Some(colour) => {
            let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap());
            let light = 0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4);
            if light < 128.0 { "black" } else { "white" }.to_owned()
        }
        None => value.to_owned(),
    };
    let seen = ["fill", "stroke", "stroke-dasharray", "r", "width"].map(|name| node.attribute(name).map(tone));
    let steps = node.attribute("d").map(|d| d.chars().filter(char::is_ascii_alphabetic).collect::<String>());
    format!("{} {seen:?} {steps:?} {:?}", node.tag_name().name(), node.text())
}

#[test]
fn every_sign_is_told_from_the_others_in_black_and_white() {
    let text = "annals: 1\nsources: { s: { title: S } }\nactors: { a: A, b: B }\nevents:\n\
        - { id: x, title: X, date: 2024-03-05, actors: [b], statements: [{ id: one, speaker: a, quote: q, source: s }] }\n\
        - { id: y, title: Y, date: 2024-03~, statements: [{ speaker: a, says: w, source: s, revises: [one] }] }\n\
        - { title: Z, date: \"2024?\", actors: [a] }\n- { title: W, date: \"2024-05%/..\", actors: [a] }\n\
        - { title: V, date: \"2024-05%\", actors: [a] }\n\
        disputes: [{ question: Q, status: open, sides: [{ event: x, holds: p }, { event: y, holds: r }] }]\n";
    let mut all = timeline_of("signs.yaml", text);
    let verdicts = vec![annals::model::verdict::Verdict::Orphan; all.timeline.quotes().len()];
    let whole = drawn(&all, Options::default());
    all.timeline.judge(verdicts);
    let refuted = drawn(&all, Options::default());
    let mut looks = BTreeMap::new();
    for svg in [&whole, &refuted] {
        let xml = Document::parse(svg).unwrap();
        for sign in of_class(xml.root(), "sign") {
            let name = sign.next_sibling_element().unwrap().text().unwrap().to_owned();
            let look: Vec<String> = sign.children().filter(Node::is_element).map(look).collect();
            looks.insert(name, look);
        }
    }
    assert_eq!(looks.len(), 11, "every row of the legend: {:#?}", looks.keys());
    let told_apart: BTreeSet<_> = looks.values().collect();
    assert_eq!(told_apart.len(), looks.len(), "{looks:#?}");
}

#[test]
fn a_statement_revised_at_its_own_date_is_a_loop_beside_its_sign() {
    let text = "annals: 1\nsources: { s: { title: S } }\nactors: { a: A }\nevents:\n\
        - { id: x, title: X, date: 2024-03-05, statements: [{ id: one, speaker: a, says: yes, source: s }, \
        { speaker: a, says: no, source: s, revises: [one] }] }\n- { title: Y, date: 2024-05 }\n";
    let svg = drawn(&timeline_of("loop.yaml", text), Options::default());
    let xml = Document::parse(&svg).unwrap();
    let path = of_class(xml.root(), "revises")
        .into_iter()
        .find(|node| node.parent_element() == Some(xml.root_element()))
        .unwrap();
    let numbers = path.attribute("d").unwrap().replace(['M', 'C'], " ");
    let numbers: Vec<f64> = numbers.split_whitespace().map(|number| number.parse().unwrap()).collect();
    assert!(numbers[0] < numbers[6] && numbers[2] < numbers[0], "out to the left, in from above: {numbers:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_text_it_is_xml_that_does_nothing(tree in any_timeline()) {
        let first = loaded(&tree);
        let svg = drawn(&first, Options::default());
        prop_assert_eq!(&svg, &drawn(&first, Options::default()));
        prop_assert_eq!(&safe_lines(&svg), &svg);
        let xml = Document::parse(&svg).unwrap();
        let known = ["svg", "title", "desc", "defs", "pattern", "g", "rect", "path", "circle", "text"];
        for node in xml.descendants().filter(Node::is_element) {
            prop_assert!(known.contains(&node.tag_name().name()), "{:?}", node);
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                prop_assert!(!name.starts_with("on") && name != "href" && name != "style", "{}", name);
                prop_assert!(!value.contains("url(") || value == "url(#annals-possible)" || name == "data-event", "{}", value);
            }
        }
        let title = xml.root_element().first_element_child().unwrap().text().unwrap_or("").to_owned();
        let wanted: Vec<_> = first.timeline.title().split('\n').map(safe).collect();
        prop_assert_eq!(title, wanted.join("\n"));
        labels_are_apart(&svg)?;
    }

    #[test]
    fn labels_are_apart_whatever_the_dates(events in prop::collection::vec(event(), 1..25)) {
        let row = |(title, date, actors): &(String, String, Vec<&str>)| {
            format!("- {{ title: \"{title}\", date: \"{date}\", actors: [{}] }}", actors.join(", "))
        };
        let rows = events.iter().map(row).collect::<Vec<_>>().join("\n");
        let text = format!("annals: 1\nactors: {{ a: Ann, b: \"日本の長い名前の人、とても長い名前の人\", c: C }}\nevents:\n{rows}");
        labels_are_apart(&drawn(&timeline_of("made.yaml", &text), Options::default()))?;
    }
}

fn event() -> impl Strategy<Value = (String, String, Vec<&'static str>)> {
    let date = prop_oneof![
        (2000..2030_i32, 1..13_u8, 1..29_u8).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        (2000..2030_i32, 1..13_u8).prop_map(|(year, month)| format!("{year}-{month:02}~")),
        (2000..2030_i32).prop_map(|year| format!("{year}?")),
        (2000..2030_i32).prop_map(|year| format!("{year}/..")),
        (2000..2030_i32).prop_map(|year| format!("[..{year}]")),
    ];
    let title = "[a-zA-Z日é]{1,12}( [a-z]{1,9}){0,9}";
    (title, date, prop::sample::subsequence(vec!["a", "b", "c"], 1..3))
}
