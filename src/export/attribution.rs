//! Who has a statement from whom, in words: from the speaker through others to the source.

use crate::model::document::Voice;
use crate::model::timeline::{SourceIx, StatementIx, Timeline, Via};

/// Whose words a quote is made of, in words.
#[must_use]
pub fn voice(voice: Option<Voice>) -> &'static str {
    match voice {
        Some(Voice::Direct) => "in the speaker's own words",
        Some(Voice::Indirect) => "in the source's words",
        None => "the voice not given",
    }
}

/// A source's outlet; else its title between quotes; else its id.
#[must_use]
pub fn source_name(timeline: &Timeline, source: SourceIx) -> String {
    let view = timeline.source(source);
    match (&view.record().outlet, &view.record().title) {
        (Some(outlet), _) => outlet.to_string(),
        (None, Some(title)) => format!("“{}”", &**title),
        (None, None) => view.id().to_owned(),
    }
}

/// "Keith Kellogg, according to Clash Report, as reported by Westport Gazette, which cites …".
///
/// `source_words` words each source, as [`source_name`] does or with more beside the name.
pub fn chain(timeline: &Timeline, statement: StatementIx, source_words: impl FnMut(SourceIx) -> String) -> String {
    let speaker = timeline.statement(statement).speaker_name();
    let route = route(timeline, statement, source_words);
    std::iter::once(speaker.to_owned()).chain(route).collect::<Vec<_>>().join(", ")
}

/// The chain without its speaker, a step each: "according to …", "as reported by …", "which cites …".
pub fn route(
    timeline: &Timeline,
    statement: StatementIx,
    mut source_words: impl FnMut(SourceIx) -> String,
) -> Vec<String> {
    let said = timeline.statement(statement);
    let mut steps = Vec::new();
    for via in said.via() {
        let name = match via {
            Via::Source(source) => source_words(*source),
            Via::Actor(actor) => timeline.actor(*actor).name().to_owned(),
        };
        steps.push(format!("according to {name}"));
    }
    let Some(source) = said.source() else { return steps };
    steps.push(format!("as reported by {}", source_words(source)));
    let is_named = |cited: &SourceIx| said.via().iter().any(|via| matches!(via, Via::Source(named) if named == cited));
    let cited: Vec<String> =
        timeline.source(source).cites().filter(|cited| !is_named(cited)).map(source_words).collect();
    if !cited.is_empty() {
        steps.push(format!("which cites {}", cited.join(" and ")));
    }
    steps
}
