//! Maps so long that they are read on all cores give what one thread gives.

use super::assert_alike;

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
