//! What was found of a quote, in plain sentences, as every screen and list tells it.

use super::elision::Gap;
use super::fold::{Difference, Fold};
use super::near::Piece;
use super::{Kept, Ledger, Proof};
use crate::model::plural::plural;
use crate::model::timeline::{QuoteIx, SourceIx, Timeline};
use crate::model::verdict::Verdict;

/// The sentences that say why a quote has its verdict; none for an exact one.
#[must_use]
pub fn reasons(timeline: &Timeline, ledger: &Ledger, quote: QuoteIx) -> Vec<String> {
    let Some(proof) = ledger.proof(quote) else { return Vec::new() };
    let source = timeline.quote(quote).source();
    let kept = source.map_or(&Kept::Nothing, |source| ledger.kept(source));
    match proof.verdict {
        Verdict::NoCopy => vec![without_copy(timeline, ledger, source)],
        Verdict::ChangedCopy => {
            let drift = (!proof.diff.is_empty()).then(|| drifted(proof));
            std::iter::once(changed(proof)).chain(drift).collect()
        }
        _ => found(proof, kept),
    }
}

/// What there is to say of a quote that was looked for.
fn found(proof: &Proof, kept: &Kept) -> Vec<String> {
    let text = kept.copy().map_or("", |copy| copy.text.raw.as_str());
    match proof.verdict {
        Verdict::Normalised => counted(proof.folded.iter().map(difference)),
        Verdict::Elided => proof.gaps.iter().map(|gap| filled(gap, text)).collect(),
        Verdict::Ambiguous => {
            let what = if proof.out_of_context {
                "never between this `prefix` and `suffix`"
            } else {
                "`prefix` or `suffix` must say which is meant"
            };
            vec![format!("it stands {} in the copy: {what}", plural(proof.places, "time"))]
        }
        Verdict::Drifted if proof.out_of_context => {
            vec!["the words stand there, but not between this `prefix` and `suffix`".to_owned()]
        }
        Verdict::Drifted => vec![drifted(proof)],
        Verdict::Orphan => vec!["neither these words nor near ones stand in the copy".to_owned()],
        _ => Vec::new(),
    }
}

/// Each sentence once, with how often it was said.
fn counted(sentences: impl Iterator<Item = String>) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for sentence in sentences {
        match counted.iter_mut().find(|(known, _)| *known == sentence) {
            Some((_, count)) => *count += 1,
            None => counted.push((sentence, 1)),
        }
    }
    let told = |(sentence, count): (String, usize)| match count {
        1 => sentence,
        _ => format!("{sentence} ({count} times)"),
    };
    counted.into_iter().map(told).collect()
}

fn drifted(proof: &Proof) -> String {
    format!("[-in the quote-] {{+in the copy+}}: {}", marked(&proof.diff))
}

/// "the copy has a line break for a blank".
fn difference(of: &Difference) -> String {
    let named = |text: &str| match text {
        "" => "nothing".to_owned(),
        _ if of.fold == Fold::WhiteSpace => white(text),
        _ => text.chars().map(sign).collect::<Vec<_>>().join(" "),
    };
    format!("{}: the quote has {}, the copy {}", of.fold.name(), named(&of.quote), named(&of.copy))
}

/// White space by its kind.
fn white(text: &str) -> String {
    let breaks = text.replace("\r\n", "\n").chars().filter(|letter| matches!(letter, '\n' | '\r')).count();
    match (breaks, text) {
        (0, " ") => "a blank".to_owned(),
        (0, _) => text.chars().map(sign).collect::<Vec<_>>().join(" "),
        (1, _) => "a line break".to_owned(),
        (_, _) => "an empty line".to_owned(),
    }
}

/// A sign that can be seen as itself, any other by its code.
fn sign(letter: char) -> String {
    match letter {
        ' ' => "a blank".to_owned(),
        _ if letter.is_whitespace() || letter.is_control() || crate::model::safe::is_hidden(letter) => {
            format!("U+{:04X}", u32::from(letter))
        }
        _ => letter.to_string(),
    }
}

fn filled(gap: &Gap, text: &str) -> String {
    let words: Vec<&str> = text.get(gap.copy.clone()).unwrap_or_default().split_whitespace().collect();
    let words = words.join(" ");
    match (&gap.put_in, words.is_empty()) {
        (None, true) => "nothing is left out there".to_owned(),
        (None, false) => format!("left out: “{words}”"),
        (Some(put_in), true) => format!("put in: “{put_in}”"),
        (Some(put_in), false) => format!("“{put_in}” is put in for “{words}”"),
    }
}

/// A difference in one line, as `wdiff` writes it: `[-only in the quote-]{+only in the copy+}`.
#[must_use]
pub fn marked(diff: &[Piece]) -> String {
    let around = |text: &str, open: &str, close: &str| {
        let words = text.trim_end();
        format!("{open}{words}{close}{}", &text[words.len()..])
    };
    let piece = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Quote(text) => around(text, "[-", "-]"),
        Piece::Copy(text) => around(text, "{+", "+}"),
    };
    diff.iter().map(piece).collect::<String>().trim().to_owned()
}

/// How the copy that a source names stands: whether it is here, and the one that was recorded.
#[must_use]
pub fn kept(timeline: &Timeline, ledger: &Ledger, source: SourceIx) -> String {
    let is_recorded = timeline.source(source).record().sha256.is_some();
    match ledger.kept(source) {
        Kept::Nothing => "not here".to_owned(),
        Kept::Refused(why) => format!("refused: {why}"),
        Kept::Copy { is_changed: true, .. } => "here, but not the one whose `sha256` is recorded".to_owned(),
        Kept::Copy { .. } if is_recorded => "here, as recorded".to_owned(),
        Kept::Copy { .. } => "here; no `sha256` is recorded of it".to_owned(),
    }
}

/// Why there is no copy of a source to look at, and what to do.
#[must_use]
pub fn without_copy(timeline: &Timeline, ledger: &Ledger, source: Option<SourceIx>) -> String {
    let Some(source) = source else { return "no source is named".to_owned() };
    match (ledger.kept(source), timeline.source(source).record().copy.as_deref()) {
        (Kept::Refused(why), Some(copy)) => format!("the copy {copy} is refused: {why}"),
        (_, Some(copy)) => format!("the copy {copy} is not here; `--copies DIR` names the folder it is in"),
        (_, None) => "the source names no `copy`: keep its text in a file and name it".to_owned(),
    }
}

fn changed(proof: &Proof) -> String {
    let still = match (&proof.at, proof.places) {
        (Some(_), 1) if proof.diff.is_empty() && !proof.out_of_context => "the words still stand in it",
        _ => "the words stand in it no more",
    };
    format!("the copy is not the one whose `sha256` is recorded; {still}")
}
