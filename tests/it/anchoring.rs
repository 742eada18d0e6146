//! Whatever is sought in whatever copy: what holds for all of them.

use annals::evidence::Proof;
use annals::evidence::anchor::{Sought, anchor};
use annals::evidence::fold::Folded;
use annals::evidence::text::CopyText;
use annals::model::verdict::Verdict::{Ambiguous, Exact, Normalised};
use proptest::prelude::*;

fn seek(copy: &str, quote: &str) -> Proof {
    anchor(&CopyText::new(copy.to_owned()), Sought { quote, prefix: None, suffix: None })
}

/// Text of letters, signs and typography that is hard to fold and cut.
fn awkward() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        Just("a"),
        Just("é"),
        Just("e\u{301}"),
        Just("ﬁ"),
        Just("…"),
        Just("..."),
        Just("—"),
        Just("--"),
        Just("-"),
        Just("\u{ad}"),
        Just("\u{200b}"),
        Just(" "),
        Just("\n"),
        Just("\u{a0}"),
        Just("“"),
        Just("'"),
        Just("𝕏"),
        Just("5"),
        Just("$"),
        Just("%"),
        Just("不"),
        Just("ไ"),
        Just("["),
        Just("]"),
        Just("\u{325}"),
        Just("한"),
        Just("\u{1112}"),
        Just("\u{1161}"),
        Just("b c"),
        Just("x. Y"),
        Just("\u{fffc}"),
    ];
    proptest::collection::vec(sign, 0..40).prop_map(|signs| signs.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Folding knows the way back: each sign of the folded text has its raw bytes, in order.
    #[test]
    fn folding_can_be_followed_back(text in awkward()) {
        let folded = Folded::new(&text);
        let mut last = 0;
        for (at, sign) in folded.text.char_indices() {
            prop_assert_eq!(Folded::new(&sign.to_string()).text, sign.to_string(), "what is folded has no typography left");
            let Some(raw) = folded.raw_of(at..at + sign.len_utf8()) else { continue };
            prop_assert!(raw.start >= last && !raw.is_empty() && text.get(raw.clone()).is_some());
            prop_assert_eq!(Folded::new(&text[raw.clone()]).text, sign.to_string());
            last = raw.end;
        }
    }

    /// Whatever is sought in whatever copy: no panic, places that are there, and what is proved folds to the same.
    #[test]
    fn what_is_proved_stands_there(copy in awkward(), quote in awkward(), from in 0_usize..40, length in 0_usize..20) {
        let part: String = copy.chars().skip(from).take(length).collect();
        for quote in [quote, part] {
            let proof = seek(&copy, &quote);
            if let Some(at) = &proof.at {
                prop_assert!(copy.get(at.clone()).is_some());
            }
            for gap in &proof.gaps {
                prop_assert!(copy.get(gap.copy.clone()).is_some());
            }
            if proof.verdict.is_proved() {
                let found = &copy[proof.at.expect("a place")];
                let same = |text: &str| Folded::new(text).text.trim().to_owned();
                prop_assert_eq!(same(found), same(&quote));
                prop_assert_eq!(proof.verdict == Exact, found == quote.trim());
                prop_assert_eq!(proof.verdict == Normalised, !proof.folded.is_empty());
            }
        }
    }

    /// Scalars before a byte, counted by Rust's own iterator.
    #[test]
    fn offsets_are_counted_in_scalars(text in proptest::collection::vec(awkward(), 0..4), filler in "[aé𝕏]{0,3}") {
        let text = CopyText::new(text.concat() + &filler.repeat(3000));
        for at in (0..=text.raw.len()).step_by(1021).chain([text.raw.len()]) {
            let counted = text.raw.get(..at).map(|before| before.chars().count());
            prop_assert_eq!(text.scalars(at), counted);
        }
        prop_assert_eq!(text.scalars(text.raw.len() + 1), None);
    }

    /// Every place of a pattern that overlaps itself, as a naive search finds them.
    #[test]
    fn all_places_are_found(text in "[ab ]{0,40}", words in "[ab]{1,3}( [ab]{1,3}){0,3}") {
        let mut copy = text.split_whitespace().collect::<Vec<_>>().join(" ");
        copy.push_str(" z");
        let is_whole = |at: usize| {
            (at == 0 || copy.as_bytes()[at - 1] == b' ') && copy.as_bytes()[at + words.len()] == b' '
        };
        let there = (0..copy.len().saturating_sub(words.len()))
            .filter(|at| copy[*at..].starts_with(&words) && is_whole(*at))
            .count();
        let proof = seek(&copy, &words);
        match there {
            0 => prop_assert!(!proof.verdict.is_proved() && proof.verdict != Ambiguous),
            1 => prop_assert_eq!(proof.verdict, Exact),
            _ => prop_assert_eq!((proof.verdict, proof.places), (Ambiguous, there)),
        }
    }
}
