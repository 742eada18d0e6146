//! What the YAML parser complains of, said to a curator.

use crate::model::finding::Finding;
use crate::model::place::Place;

/// Words of the parser, what is said instead, and what to do.
const FAULTS: &[(&[&str], &str, &str)] = &[
    (
        &["multiple YAML documents"],
        "a second YAML document starts here; a timeline is one document",
        "remove the `---`, or keep the second part in a file of its own",
    ),
    (
        &["budget", "replay", "alias expansion"],
        "too large once its aliases are followed",
        "write the repeated parts out, or use fewer aliases",
    ),
    (&["recursive"], "an alias stands inside what it names: it is recursive", "write the part out"),
    (&["recursion limit", "depth"], "lists and maps are nested too deep", "is a bracket left open?"),
    (
        &["multiline quoted", "unclosed quote", "quoted scalar, found unexpected document"],
        "a quoted text is not closed before this",
        "is a closing quote missing above? In double quotes, write a quote as \\\"",
    ),
    (
        &["expected '-' indicator", "expected key", "simple key", "invalid indentation", "document start"],
        "this line does not fit the lines above it",
        "keys of one record begin in the same column, `- ` begins an item, and each key ends in a colon and a space",
    ),
    (
        &["trailing content after"],
        "the text goes on behind its closing quote",
        "in double quotes write a quote as \\\", in single quotes as '', and put no text behind the last",
    ),
    (
        &["mapping values are not allowed"],
        "a second colon in one line",
        "put a text with a colon and a space between quotes; else see whether the line is indented right",
    ),
    (
        &[
            "placement of ':'",
            "expected ',' or",
            "in flow construct",
            "unclosed bracket",
            "unexpected EOF",
            "unexpected eof",
        ],
        "a list or map in brackets is not closed, or a comma is missing",
        "see whether every `[` and `{` has its `]` and `}`, and every two parts a comma between them",
    ),
    (
        &["misplaced bracket", "mismatched bracket"],
        "a closing bracket has no opening one of its kind",
        "put a text that holds brackets between quotes",
    ),
    (&["tab"], "a tab cannot indent", "use spaces"),
    (
        &["surrogate", "Unicode character escape", "hexadecimal number", "unknown escape"],
        "an escape (\\…) that stands for no character",
        "write the character itself, or a backslash as \\\\",
    ),
    (
        &["block sequence entries", "\"-\" is only valid", "'-' must be followed"],
        "a `-` may not begin an item here",
        "put items on lines of their own under their key; put a text that begins with `-` between quotes",
    ),
    (&["mapping keys are not allowed"], "a key may not stand here", "begin it on a line of its own"),
    (&["block scalar"], "the text behind `|` or `>` is not indented as one", "indent all its lines alike, with spaces"),
    (
        &["node content", "anchor or alias"],
        "a value is missing here, or begins with a sign that YAML keeps for itself",
        "put the text between quotes",
    ),
    (&["TAG", "directive"], "a YAML directive (`%…`) or tag that is not read", "take it out; a timeline needs none"),
    (&["tag"], "a YAML tag (`!…`) that is not read", "take it out, or put a text that begins with `!` between quotes"),
    (&["merge"], "a merge (`<<`) takes a map or a list of maps", "name a map by its alias, or write its keys out"),
    (&["comment"], "a comment (`#`) may not stand here", "put a space before it, or the text between quotes"),
];

/// The finding of a fault that the parser `told` of at `place`, in a file whose text from byte `base` on is `text`.
pub fn fault(told: &str, place: Place, text: &str, base: usize) -> Finding {
    let message = told.split(" at line ").next().unwrap_or(told).split(" (defined at").next().unwrap_or(told);
    let from = (place.start as usize).saturating_sub(base).min(text.len());
    let at = |start: usize, length: usize| Place { file: place.file, ..spot(base + start, length) };
    if let Some(letter) = unexpected(message) {
        let start = text.get(from..).and_then(|rest| rest.find(letter)).map_or(from, |found| from + found);
        return unexpected_character(letter, at(start, letter.len_utf8()));
    }
    if message.contains("unknown anchor") {
        let word = text.get(from..).unwrap_or("").split([' ', ',', ']', '}', '\n', '\r']).next().unwrap_or("");
        return Finding::error("syntax", at(from, word.len()), format!("the alias `{word}` names nothing"))
            .hint("put a text that begins with `*` between quotes");
    }
    if let Some(tag) = message.strip_prefix("unsupported tag `").and_then(|rest| rest.strip_suffix('`')) {
        let start = text.get(..from).and_then(|before| before.rfind(tag));
        return self::tag(tag, start.map_or(place, |start| at(start, tag.len())));
    }
    if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return Finding::error("syntax", place, "this is a web page or XML, not a timeline")
            .hint("a timeline is YAML or JSON");
    }
    match FAULTS.iter().find(|(words, ..)| words.iter().any(|word| message.contains(word))) {
        Some((_, said, hint)) => Finding::error("syntax", place, *said).hint(*hint),
        None => Finding::error("syntax", place, message),
    }
}

/// The finding of a tag that is not read.
pub fn tag(tag: &str, place: Place) -> Finding {
    Finding::error("syntax", place, format!("the YAML tag `{tag}` is not read"))
        .hint("take it out, or put a text that begins with `!` between quotes")
}

fn spot(start: usize, length: usize) -> Place {
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Place { start: small(start), end: small(start + length), ..Place::NOWHERE }
}

/// The character that the parser did not expect: it names it `\\u{7}` or as it is.
fn unexpected(message: &str) -> Option<char> {
    let name = message.strip_prefix("unexpected character: `")?.strip_suffix('\'')?;
    let code = name.strip_prefix("\\u{").and_then(|code| code.strip_suffix('}'));
    match code {
        Some(code) => u32::from_str_radix(code, 16).ok().and_then(char::from_u32),
        None => name.chars().next_back(),
    }
}

fn unexpected_character(letter: char, place: Place) -> Finding {
    if letter.is_control() || letter as u32 >= 0x80 {
        let code = u32::from(letter);
        return Finding::error("syntax", place, format!("a control character (U+{code:04X}) may not stand here"))
            .hint(format!("remove it; inside double quotes it can be written \\u{code:04X}"));
    }
    Finding::error("syntax", place, format!("a text may not begin with `{letter}`")).hint("put it between quotes")
}
