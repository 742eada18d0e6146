//! A quote that the kept copy of its source does not bear out.

use super::Rule;
use crate::model::finding::Finding;
use crate::model::timeline::Timeline;
use crate::model::verdict::Verdict;

pub const RULE: Rule = Rule {
    name: "unproved-quote",
    doc: "a quote that the kept copy of its source does not bear out; one without a copy is left in peace",
    holds_in_part: true,
    check,
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let found = timeline.quotes().filter_map(|quote| Some((quote, timeline.verdict(quote)?)));
    let refuted = found.filter(|(_, verdict)| verdict.is_refuted());
    refuted
        .map(|(quote, verdict)| {
            let message = format!("this quote is not proved: {}", verdict.words());
            Finding::warning(RULE.name, timeline.quote(quote).place(), message).hint(hint(verdict))
        })
        .collect()
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
