//! A quote that the kept copy of its source does not bear out.

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::{QuoteIx, Timeline};
use crate::model::verdict::Verdict;

pub const RULE: Rule = Rule {
    name: "unproved-quote",
    doc: "a quote that the kept copy of its source does not bear out; one without a copy is left in peace",
    holds_in_part: true,
    check: Check::Quote(check),
};

fn check(timeline: &Timeline, quote: QuoteIx) -> Option<Finding> {
    let verdict = timeline.verdict(quote).filter(|verdict| verdict.is_refuted())?;
    let message = format!("this quote is not proved: {}", verdict.words());
    Some(Finding::warning(RULE.name, timeline.quote(quote).place(), message).hint(hint(verdict)))
}

fn hint(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ambiguous => {
            "it stands there more than once: give `prefix` or `suffix`, or let `annals verify --record` add them"
        }
        Verdict::ChangedCopy => {
            "the copy is not the one that was recorded: `annals verify` says whether the words still stand in it"
        }
        Verdict::Orphan => "nothing like it stands there: name the source that has these words, or take them out",
        _ => "`annals verify` shows what stands there instead",
    }
}
