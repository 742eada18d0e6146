//! Two actors of the same name, but for case and punctuation, are likely one.

use std::collections::HashMap;

use super::{Check, Rule};
use crate::model::document::Text;
use crate::model::finding::Finding;
use crate::model::timeline::{ActorIx, Timeline};

pub const RULE: Rule = Rule {
    name: "same-name",
    doc: "a name or alias equal to another actor's but for case or punctuation",
    holds_in_part: true,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let mut known: HashMap<String, (ActorIx, &Text)> = HashMap::new();
    let mut findings = Vec::new();
    for ix in timeline.actors() {
        let actor = timeline.actor(ix);
        let names = std::iter::once(&actor.record().name).chain(&actor.record().aliases);
        for name in names.filter(|name| !name.is_empty()) {
            let bare = bare(name);
            match known.get(&bare) {
                Some((other, first)) if *other != ix => {
                    let message = format!(
                        "`{}` of `{}` is also a name of `{}`",
                        &**name,
                        actor.id(),
                        timeline.actor(*other).id()
                    );
                    findings.push(
                        Finding::warning(RULE.name, name.place, message)
                            .clashing_with(first.place)
                            .hint("if they are one, make them one actor with aliases"),
                    );
                }
                Some(_) => {}
                None => {
                    known.insert(bare, (ix, name));
                }
            }
        }
    }
    findings
}

/// The name without case and punctuation, unless there is nothing else to it.
fn bare(name: &str) -> String {
    let bare: String = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if bare.is_empty() { name.to_owned() } else { bare }
}
