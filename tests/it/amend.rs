//! Fields set in place: what the text is then, byte for byte, and what is refused.

use annals::model::document::{Amendment, Change, Syntax, amend, parse};
use annals::model::place::Place;

/// Where the records of these kinds are written, in the order of the file.
fn places(text: &str, syntax: Syntax, kind: &str) -> Vec<Place> {
    let document = parse(text, 0, syntax).document;
    let events = &document.events;
    match kind {
        "source" => (0..document.sources.len()).map(|at| document.sources[at].written).collect(),
        "statement" => events.iter().flat_map(|event| &event.statements).map(|statement| statement.written).collect(),
        "evidence" => events.iter().flat_map(|event| &event.evidence).map(|evidence| evidence.written).collect(),
        _ => document.disputes.iter().flat_map(|dispute| &dispute.sides).map(|side| side.written).collect(),
    }
}

fn fields(record: Place, fields: &[(&'static str, &str)]) -> Vec<Amendment> {
    fields.iter().map(|(key, value)| Amendment { record, key, value: (*value).to_owned() }).collect()
}

/// The text with these fields set in its first record of a kind.
fn set(text: &str, kind: &str, wanted: &[(&'static str, &str)]) -> Result<String, String> {
    let place = *places(text, Syntax::Yaml, kind).first().unwrap_or_else(|| panic!("no {kind} in:\n{text}"));
    let amended = amend(text, 0, Syntax::Yaml, &fields(place, wanted));
    amended.map(|amended| amended.text).map_err(|finding| finding.message)
}

const SHA: &[(&str, &str)] = &[("sha256", "5b2c")];
const BOTH: &[(&str, &str)] = &[("prefix", "said that"), ("suffix", "in writing")];

/// A text, the kind of its record, the fields to set, and the text with them.
type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);

/// A key that is there gets a new value, whatever the old one looks like.
const REPLACED: &[Row] = &[
    ("sources:\n  s:\n    sha256: old\n", "source", SHA, "sources:\n  s:\n    sha256: 5b2c\n"),
    ("sources:\n  s:\n    sha256:  old   # mine\n", "source", SHA, "sources:\n  s:\n    sha256:  5b2c   # mine\n"),
    ("sources:\n  s:\n    sha256 :\told", "source", SHA, "sources:\n  s:\n    sha256 :\t5b2c"),
    ("sources:\n  s:\n    sha256: 'old'\n", "source", SHA, "sources:\n  s:\n    sha256: \"5b2c\"\n"),
    (
        "sources:\n  s:\n    sha256: \"old\n      and old\" # c\n    title: T\n",
        "source",
        SHA,
        "sources:\n  s:\n    sha256: \"5b2c\" # c\n    title: T\n",
    ),
    ("sources:\n  s:\n    sha256: old\n      and old\n", "source", SHA, "sources:\n  s:\n    sha256: 5b2c\n"),
    ("sources:\n  s:\n    sha256:\n      old\n", "source", SHA, "sources:\n  s:\n    sha256:\n      5b2c\n"),
    (
        "sources:\n  s:\n    sha256: >- # why\n      old\n      old\n\n    title: T\n",
        "source",
        SHA,
        "sources:\n  s:\n    sha256: 5b2c # why\n\n    title: T\n",
    ),
    (
        "sources:\r\n  s:\r\n    sha256: |2+\r\n        old\r\n\r\n    title: T\r\n",
        "source",
        SHA,
        "sources:\r\n  s:\r\n    sha256: 5b2c\r\n    title: T\r\n",
    ),
    ("sources:\n  s:\n    sha256: |\n      old", "source", SHA, "sources:\n  s:\n    sha256: 5b2c"),
    (
        "sources:\n  s:\n    sha256: |\n\n    title: T\n",
        "source",
        SHA,
        "sources:\n  s:\n    sha256: 5b2c\n\n    title: T\n",
    ),
    (
        "sources:\n  s:\n    sha256: # none\n    title: T\n",
        "source",
        SHA,
        "sources:\n  s:\n    sha256: 5b2c # none\n    title: T\n",
    ),
    ("sources:\n  s:\n    title: T\n    sha256: ~", "source", SHA, "sources:\n  s:\n    title: T\n    sha256: 5b2c"),
    ("sources:\n  s:\n    \"sha256\": 7\n", "source", SHA, "sources:\n  s:\n    \"sha256\": 5b2c\n"),
    ("sources:\n  s:\n    ? sha256\n    : old\n", "source", SHA, "sources:\n  s:\n    ? sha256\n    : 5b2c\n"),
    ("sources:\n  s:\n    sha256: &a !!str old\n", "source", SHA, "sources:\n  s:\n    sha256: &a !!str 5b2c\n"),
    ("x-a: &a old\nsources:\n  s:\n    sha256: *a\n", "source", SHA, "x-a: &a old\nsources:\n  s:\n    sha256: 5b2c\n"),
    ("sources: { s: { sha256: old, title: T } }", "source", SHA, "sources: { s: { sha256: 5b2c, title: T } }"),
    ("sources: { s: { sha256: , title: T } }", "source", SHA, "sources: { s: { sha256: 5b2c , title: T } }"),
    ("sources: { s: { title: T, sha256 } }", "source", SHA, "sources: { s: { title: T, sha256: 5b2c } }"),
    ("{\"sources\":{\"s\":{\"sha256\":null}}}", "source", SHA, "{\"sources\":{\"s\":{\"sha256\":\"5b2c\"}}}"),
    ("{\"sources\":{\"s\":{\"sha256\":\"old\"}}}", "source", SHA, "{\"sources\":{\"s\":{\"sha256\":\"5b2c\"}}}"),
];

/// A missing key in block style stands on a line of its own.
const ON_LINES: &[Row] = &[
    ("sources:\n  s:\n    title: T\n", "source", SHA, "sources:\n  s:\n    title: T\n    sha256: 5b2c\n"),
    ("sources:\n  s:\n    title: T", "source", SHA, "sources:\n  s:\n    title: T\n    sha256: 5b2c"),
    ("sources:\r  s:\r    title: T\r", "source", SHA, "sources:\r  s:\r    title: T\r    sha256: 5b2c\r"),
    (
        "\u{feff}sources:\r\n  s:\r\n    title: T # t\r\n\r\n  r: {}\r\n",
        "source",
        SHA,
        "\u{feff}sources:\r\n  s:\r\n    title: T # t\r\n    sha256: 5b2c\r\n\r\n  r: {}\r\n",
    ),
    (
        "---\nsources:\n  s:\n    copy: a.txt # the copy\n    # of June\n    note: >-\n      N\n...\n",
        "source",
        SHA,
        "---\nsources:\n  s:\n    copy: a.txt # the copy\n    sha256: 5b2c\n    # of June\n    note: >-\n      N\n...\n",
    ),
    (
        "sources:\n  s:\n    title: T\n    cites:\n      - r\n    note: N\n",
        "source",
        SHA,
        "sources:\n  s:\n    title: T\n    sha256: 5b2c\n    cites:\n      - r\n    note: N\n",
    ),
    (
        "sources:\n  s:\n    cites:\n    - r\n    note: N\n    # end\n",
        "source",
        SHA,
        "sources:\n  s:\n    cites:\n    - r\n    note: N\n    sha256: 5b2c\n    # end\n",
    ),
    (
        "sources:\n  s:\n    cites:\n    - r # c\n",
        "source",
        SHA,
        "sources:\n  s:\n    cites:\n    - r # c\n    sha256: 5b2c\n",
    ),
    (
        "sources:\n  s:\n    note:\n    cites: [\n  r ]\n",
        "source",
        SHA,
        "sources:\n  s:\n    note:\n    cites: [\n  r ]\n    sha256: 5b2c\n",
    ),
    ("sources:\n  s:\n    note: # none\n", "source", SHA, "sources:\n  s:\n    note: # none\n    sha256: 5b2c\n"),
    (
        "sources:\n  s:\n    ? title\n    : T\n    ? outlet\n    : O\n",
        "source",
        SHA,
        "sources:\n  s:\n    ? title\n    : T\n    ? outlet\n    : O\n    sha256: 5b2c\n",
    ),
    (
        "sources:\n  s: &s !!map\n    title: &t !!str T\n    outlet: *t\n",
        "source",
        SHA,
        "sources:\n  s: &s !!map\n    title: &t !!str T\n    outlet: *t\n    sha256: 5b2c\n",
    ),
    (
        "sources:\n  s:\n    note: one\n      two\n\n      three\n\n  r: {}\n",
        "source",
        SHA,
        "sources:\n  s:\n    note: one\n      two\n\n      three\n    sha256: 5b2c\n\n  r: {}\n",
    ),
    (
        "sources:\n  s:\n    note: 'one\n\n     two'\n",
        "source",
        SHA,
        "sources:\n  s:\n    note: 'one\n\n     two'\n    sha256: 5b2c\n",
    ),
    (
        "sources:\n  s:\n    note: |\n      one\n       # two\n\n  # r\n  r: {}\n",
        "source",
        SHA,
        "sources:\n  s:\n    note: |\n      one\n       # two\n    sha256: 5b2c\n\n  # r\n  r: {}\n",
    ),
    (
        "sources:\n  s:\n    note: |+\n      one\n\n  r: {}\n",
        "source",
        SHA,
        "sources:\n  s:\n    note: |+\n      one\n\n    sha256: 5b2c\n  r: {}\n",
    ),
    (
        "sources:\n  s:\n    note: |\n      one\n        \n\n  r: {}\n",
        "source",
        SHA,
        "sources:\n  s:\n    note: |\n      one\n        \n\n    sha256: 5b2c\n  r: {}\n",
    ),
    (
        "sources:\n  s:\n    note: |-\n      one",
        "source",
        SHA,
        "sources:\n  s:\n    note: |-\n      one\n    sha256: 5b2c",
    ),
    (
        "events:\n  - title: T\n    statements:\n    - speaker: a\n      quote: Q\n    -  speaker: b\n",
        "statement",
        BOTH,
        "events:\n  - title: T\n    statements:\n    - speaker: a\n      quote: Q\n      prefix: said that\n      suffix: in writing\n    -  speaker: b\n",
    ),
    (
        "events:\n- title: T\n  statements:\n  -\n    speaker: a\n    prefix: old\n    note: N\n",
        "statement",
        BOTH,
        "events:\n- title: T\n  statements:\n  -\n    speaker: a\n    prefix: said that\n    suffix: in writing\n    note: N\n",
    ),
    (
        "disputes:\n  - question: Q\n    sides:\n      -   source: s\n          quote: Q\n",
        "side",
        BOTH,
        "disputes:\n  - question: Q\n    sides:\n      -   source: s\n          quote: Q\n          prefix: said that\n          suffix: in writing\n",
    ),
];

/// A missing key in flow style stands between the braces.
const IN_BRACES: &[Row] = &[
    (
        "events: [{ title: T, evidence: [{ source: s, quote: Q }] }]",
        "evidence",
        BOTH,
        "events: [{ title: T, evidence: [{ source: s, quote: Q, prefix: said that, suffix: in writing }] }]",
    ),
    (
        "events:\n  - title: T\n    evidence:\n      - {source: s, quote: Q, } # c\n",
        "evidence",
        BOTH,
        "events:\n  - title: T\n    evidence:\n      - {source: s, quote: Q, prefix: said that, suffix: in writing, } # c\n",
    ),
    (
        "events:\n  - title: T\n    evidence:\n      - { source: s,\n          quote: Q }\n",
        "evidence",
        BOTH,
        "events:\n  - title: T\n    evidence:\n      - { source: s,\n          quote: Q,\n          prefix: said that,\n          suffix: in writing }\n",
    ),
    (
        "events:\r\n  - title: T\r\n    evidence:\r\n      - {\r\n        source: s,\r\n        quote: Q # q\r\n        }\r\n",
        "evidence",
        BOTH,
        "events:\r\n  - title: T\r\n    evidence:\r\n      - {\r\n        source: s,\r\n        quote: Q, # q\r\n        prefix: said that,\r\n        suffix: in writing\r\n        }\r\n",
    ),
    (
        "events:\n  - title: T\n    evidence:\n      - {\n        source: s,\n        quote: Q, # q\n        }\n",
        "evidence",
        BOTH,
        "events:\n  - title: T\n    evidence:\n      - {\n        source: s,\n        quote: Q, # q\n        prefix: said that,\n        suffix: in writing,\n        }\n",
    ),
    (
        "sources: { s: {\n  copy: a, cites: [\n    r\n  ]\n} }\n",
        "source",
        SHA,
        "sources: { s: {\n  copy: a,\n  sha256: 5b2c, cites: [\n    r\n  ]\n} }\n",
    ),
    ("sources: { s: { title: T, note: } }", "source", SHA, "sources: { s: { title: T, note:, sha256: 5b2c } }"),
    ("sources: { s: {} }", "source", SHA, "sources: { s: { sha256: 5b2c } }"),
    ("sources: { s: { } }", "source", SHA, "sources: { s: { sha256: 5b2c } }"),
    (
        "{\"sources\":{\"s\":{\"copy\":\"a\",\"note\":\"N\"}}}",
        "source",
        SHA,
        "{\"sources\":{\"s\":{\"copy\":\"a\", \"sha256\": \"5b2c\",\"note\":\"N\"}}}",
    ),
    (
        "{\n\t\"sources\": {\n\t\t\"s\": {\n\t\t\t\"title\": \"T\"\n\t\t}\n\t}\n}\n",
        "source",
        SHA,
        "{\n\t\"sources\": {\n\t\t\"s\": {\n\t\t\t\"title\": \"T\",\n\t\t\t\"sha256\": \"5b2c\"\n\t\t}\n\t}\n}\n",
    ),
];

#[test]
fn every_layout_is_amended_as_the_tables_have_it() {
    for (before, kind, fields, after) in REPLACED.iter().chain(ON_LINES).chain(IN_BRACES) {
        assert_eq!(set(before, kind, fields).as_deref(), Ok(*after), "{before}");
    }
}

/// A value, how it stands on a line of its own, how between braces, and how in JSON.
const WRITTEN: &[(&str, &str, &str, &str)] = &[
    ("said that", "said that", "said that", "\"said that\""),
    ("in May, she", "in May, she", "\"in May, she\"", "\"in May, she\""),
    ("[sic]", "\"[sic]\"", "\"[sic]\"", "\"[sic]\""),
    ("so} it", "so} it", "\"so} it\"", "\"so} it\""),
    ("he said: no", "\"he said: no\"", "\"he said: no\"", "\"he said: no\""),
    ("no # it", "\"no # it\"", "\"no # it\"", "\"no # it\""),
    ("- dash", "\"- dash\"", "\"- dash\"", "\"- dash\""),
    ("she \"said\"", "she \"said\"", "she \"said\"", "\"she \\\"said\\\"\""),
    ("\"said\" she \\", "\"\\\"said\\\" she \\\\\"", "\"\\\"said\\\" she \\\\\"", "\"\\\"said\\\" she \\\\\""),
    ("no", "\"no\"", "\"no\"", "\"no\""),
    ("null", "\"null\"", "\"null\"", "\"null\""),
    ("2024-03-05", "\"2024-03-05\"", "\"2024-03-05\"", "\"2024-03-05\""),
    ("12:30", "\"12:30\"", "\"12:30\"", "\"12:30\""),
    ("1234567e10", "\"1234567e10\"", "\"1234567e10\"", "\"1234567e10\""),
    ("0123456789", "\"0123456789\"", "\"0123456789\"", "\"0123456789\""),
    ("1234567890", "\"1234567890\"", "\"1234567890\"", "\"1234567890\""),
    ("0xff", "\"0xff\"", "\"0xff\"", "\"0xff\""),
    (" ends ", "\" ends \"", "\" ends \"", "\" ends \""),
    ("two\nlines\r", "\"two\\nlines\\r\"", "\"two\\nlines\\r\"", "\"two\\nlines\\r\""),
    ("tab\there", "\"tab\\there\"", "\"tab\\there\"", "\"tab\\there\""),
    ("a\u{202e}b\u{0}", "\"a\\u202Eb\\u0000\"", "\"a\\u202Eb\\u0000\"", "\"a\\u202Eb\\u0000\""),
    ("\u{e0041}x\u{85}", "\"\\U000E0041x\\u0085\"", "\"\\U000E0041x\\u0085\"", "\"\\uDB40\\uDC41x\\u0085\""),
    ("…a 日本 é", "…a 日本 é", "…a 日本 é", "\"…a 日本 é\""),
];

#[test]
fn values_are_written_so_that_they_stay_what_they_are() {
    for (value, block, flow, json) in WRITTEN {
        let wanted = |key| [(key, *value)];
        let side = "disputes:\n  - question: Q\n    sides:\n      - quote: Q\n        prefix: x\n";
        assert_eq!(set(side, "side", &wanted("prefix")), Ok(side.replace(" x", &format!(" {block}"))));
        assert_eq!(set(side, "side", &wanted("suffix")), Ok(format!("{side}        suffix: {block}\n")));
        let side = "disputes: [{ question: Q, sides: [{ quote: Q }] }]";
        let after = side.replace("Q }]", &format!("Q, prefix: {flow} }}]"));
        assert_eq!(set(side, "side", &wanted("prefix")), Ok(after));
        let side = "{\"disputes\":[{\"question\":\"Q\",\"sides\":[{\"quote\":\"Q\"}]}]}";
        let after = side.replace("\"Q\"}]", &format!("\"Q\", \"prefix\": {json}}}]"));
        let amended = set(side, "side", &wanted("prefix")).expect(value);
        assert_eq!(amended, after);
        let read: serde_json::Value = serde_json::from_str(&amended).expect("JSON");
        assert_eq!(read["disputes"][0]["sides"][0]["prefix"], *value);
    }
}

/// A text, the kind of its record, and a part of why it is refused.
const REFUSED: &[(&str, &str, &str)] = &[
    ("sources: { a: &a { copy: x }, b: *a }", "source", "several places by an alias"),
    ("x-a: &a [{ copy: x }]\nsources:\n  a: &b\n    copy: x\nx-b: *b\n", "source", "several places by an alias"),
    ("x-a: &a { title: T }\nsources:\n  a:\n    copy: x\n    <<: *a\n", "source", "by a merge"),
    ("x-a: &a { title: T }\nsources:\n  a:\n    <<: *a\n    copy: x\n", "source", "by a merge"),
    ("x-a: &a { title: T }\nsources:\n  a:\n    <<: *a\n", "source", "no record with keys of its own"),
    ("sources: { a: { sha256: &s x }, b: { sha256: *s } }", "source", "other places by an alias"),
    ("sources: { a: { sha256: [x] } }", "source", "a list or map, not a text"),
    ("sources:\n  a:\n    sha256:\n      x: y\n", "source", "a list or map, not a text"),
    ("sources:\n  a:\n    sha256: !!str\n", "source", "laid out"),
    ("sources:\n  a:\n    ? sha256\n", "source", "laid out"),
    ("sources:\n  a:\n", "source", "no record with keys"),
];

#[test]
fn what_cannot_be_amended_is_refused_with_a_reason() {
    for (text, kind, reason) in REFUSED {
        let told = set(text, kind, SHA).expect_err(text);
        assert!(told.contains(reason), "{text}: {told}");
    }
}

#[test]
fn what_is_asked_for_wrongly_is_refused() {
    let text = "sources:\n  s: { copy: x }\nevents:\n  - title: T\n";
    let told = |record, wanted: &[(&'static str, &str)]| {
        amend(text, 0, Syntax::Yaml, &fields(record, wanted)).expect_err(text).message
    };
    let source = places(text, Syntax::Yaml, "source")[0];
    assert!(told(source, &[("sha256", "a"), ("sha256", "b")]).contains("twice"));
    assert!(told(source, &[("prefix", "a")]).contains("a source has no key `prefix`"));
    assert!(told(source, &[("sha256", " ")]).contains("empty"));
    assert!(told(Place { file: 1, ..source }, SHA).contains("no record with keys"));
    assert!(told(Place { start: 1, ..source }, SHA).contains("no record with keys"));
    assert!(told(Place::NOWHERE, SHA).contains("no record with keys"));
    let broken = "sources: { s: { copy: x }";
    let finding = amend(broken, 0, Syntax::Yaml, &fields(source, SHA)).expect_err(broken);
    assert_eq!(finding.rule, "syntax");
}

/// Of many, the one that stands in the way is named, and nothing is given.
#[test]
fn a_refusal_stands_at_the_record_concerned() {
    let text = "sources:\n  a: { copy: x }\n  b: { copy: x }\n  c:\n    sha256: !!str\n  d: { copy: x }\n";
    let places = places(text, Syntax::Yaml, "source");
    let all: Vec<Amendment> = places.iter().flat_map(|place| fields(*place, SHA)).collect();
    assert_eq!(amend(text, 0, Syntax::Yaml, &all).expect_err(text).place, places[2]);
}

#[test]
fn findings_of_other_places_are_no_hindrance() {
    let text = "sources:\n  s:\n    zzz: 1\n    published: soon\n    copy: x\n    copy: y\n";
    let after = "sources:\n  s:\n    zzz: 1\n    published: soon\n    copy: x\n    sha256: 5b2c\n    copy: y\n";
    assert_eq!(set(text, "source", SHA).as_deref(), Ok(after));
}

#[test]
fn lines_of_json_are_amended() {
    let text = "\n{\"title\":\"A\"}\r\n  {\"title\":\"B\",\"evidence\":[{\"source\":\"Ö\",\"quote\":\"Q\"}]}\r\n{\"title\":\"C\"}";
    let place = places(text, Syntax::JsonLines, "evidence")[0];
    let amended = amend(text, 0, Syntax::JsonLines, &fields(place, BOTH)).expect(text).text;
    let after = text.replace("\"Q\"", "\"Q\", \"prefix\": \"said that\", \"suffix\": \"in writing\"");
    assert_eq!(amended, after);
}

#[test]
fn changes_are_told_by_line() {
    let text = "sources:\n  s:\n    sha256: >-\n      old\n    copy: x\n  r: { copy: x } # r\n  q:\n    copy: x\n";
    let all: Vec<Amendment> =
        places(text, Syntax::Yaml, "source").into_iter().flat_map(|place| fields(place, SHA)).collect();
    let amended = amend(text, 0, Syntax::Yaml, &all).expect(text);
    let change = |old_line, new_line, old: &[&str], new: &[&str]| {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        Change { old_line, new_line, old: owned(old), new: owned(new) }
    };
    assert_eq!(
        amended.changes,
        [
            change(3, 3, &["    sha256: >-", "      old"], &["    sha256: 5b2c"]),
            change(6, 5, &["  r: { copy: x } # r"], &["  r: { copy: x, sha256: 5b2c } # r"]),
            change(9, 8, &[], &["    sha256: 5b2c"]),
        ]
    );
    let none = amend(text, 0, Syntax::Yaml, &[]).expect(text);
    assert_eq!((none.text.as_str(), none.changes), (text, Vec::new()));
}
