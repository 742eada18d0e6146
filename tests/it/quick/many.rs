//! Maps so long that they are read on all cores give what one thread gives.

use annals::model::document::{Syntax, parse, parse_whole};

use super::assert_alike;
use super::dice::Dice;

/// A timeline of very many sources and actors, one of whose entries is `odd`.
fn long(odd: &str) -> String {
    let source = |nth: usize| match nth {
        7_000 => odd.to_owned(),
        _ if nth.is_multiple_of(9) => {
            format!("  # number {nth}\n  s-{nth}:\n\n    title: >\n      Folded {nth}\n      on two lines\n")
        }
        _ => format!(
            "  s-{nth}:\n    title: Source number {nth}\n    outlet: \"An outlet: {nth}\"\n    note: |\n      A note\n        of two lines\n"
        ),
    };
    let sources: Vec<String> = (0..14_000).map(source).collect();
    let actors: Vec<String> =
        (0..30_000).map(|nth| format!("    a-{nth}: {{ name: The {nth}th, kind: person }}\n")).collect();
    let (sources, actors) = (sources.concat(), actors.concat());
    format!("annals: 1\nsources:\n{sources}actors:\n{actors}events:\n  - title: First\n")
}

#[test]
fn long_maps_are_read_alike() {
    let odd = [
        "  odd: { title: Flow }\n",
        "  odd:\n    title: &here There\n",
        "  s-3:\n    title: Twice\n",
        "  odd:\n   title: Left\n",
        "  odd:\n    title: \"over\n  s-x: lines\"\n",
        "  odd:\n    titel: Wrong\n",
        "  \"odd\":\n    title: Quoted\n",
        "  odd:\n    title: a\n    title: b\n",
    ];
    for odd in odd {
        let text = long(odd);
        assert!(text.len() > 2 << 20);
        assert_alike(&text, odd);
    }
}

/// A source with fields in many styles.
fn source(nth: usize, dice: &mut Dice) -> String {
    let fields: [&[&str]; 8] = [
        &[
            "title: Plain # not the title",
            "title: 'It''s quoted'",
            "title: |\n      Lines\n\n      of it",
            "title: \"Ünder \\u00e9 it\"",
        ],
        &["outlet: The Courier", "outlet: \"A \\\"paper\\\"\"", "language: en\n    # no outlet\n    author: Somebody"],
        &["published: 1971-06", "published: ~1971", "published: 1971-06-01/1972", "published: 1971-06-01T10:00"],
        &["accessed: 2026-01-15", ""],
        &["copy: copies/one.txt", "copy: >-\n      two\n      lines.txt", "", ""],
        &["cites: [s-1, s-2]", "cites:\n      - s-3 # that one\n      - 's-4'", "", ""],
        &["share: true", "share: false", ""],
        &["note: |-\n      Kept\n        so", "note: A note", "", "note: ž über 지우"],
    ];
    let field = |of: &&[&str], dice: &mut Dice| of[dice.below(of.len())].to_owned();
    let fields: Vec<String> = fields.iter().map(|of| field(of, dice)).filter(|field| !field.is_empty()).collect();
    format!("  s-{nth}:\n    {}\n", fields.join("\n    "))
}

#[test]
fn sources_that_are_read_when_they_are_wanted_say_what_all_at_once_say() {
    for (seed, line_end) in [(1, "\n"), (2, "\r\n")] {
        let mut dice = Dice::new(seed);
        let sources: String = (0..9_000).map(|nth| source(nth, &mut dice)).collect();
        let text = format!("annals: 1\ntimezone: +02:00\nsources:\n{sources}events:\n  - title: First\n");
        let text = text.replace('\n', line_end);
        let (later, full) = (parse(&text, 3, Syntax::Yaml), parse_whole(&text, 3, Syntax::Yaml));
        assert!(sources.len() > 1 << 20);
        assert!(full.findings.is_empty() && later.findings.is_empty(), "{:?}", full.findings.first());
        let (later, full) = (later.document.sources, full.document.sources);
        assert!(later.ids().eq(full.ids()));
        for at in 0..full.len() {
            let record = &full[at];
            let known = (later.written(at), later.cites(at), later.copy(at));
            assert_eq!(known, (full.written(at), &record.cites[..], record.copy.as_ref()), "{}", full.id(at));
            assert!(
                later.look_at(at, |source| source.title.map(|title| (title.text.to_owned(), title.place)))
                    == record.title.as_ref().map(|title| (title.to_string(), title.place))
            );
            assert_eq!(&later.own(at), record);
        }
        assert!(later == full, "and so when they are kept");
    }
}
