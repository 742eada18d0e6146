//! Which rules say nothing, and the warnings of which count as errors.

use super::RULES;
use crate::model::finding::{FORMAT_RULES, Finding, Level, did_you_mean};

/// What the user wants to hear; by default every rule, as warnings.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    allowed: Vec<String>,
    denied: Vec<String>,
}

impl Choice {
    /// Rules by name that shall say nothing, and rules the warnings of which are errors.
    ///
    /// # Errors
    /// A name that no rule of curation has, or one that is in both lists: a message, with a hint.
    pub fn new(allowed: &[String], denied: &[String]) -> Result<Self, (String, Option<String>)> {
        allowed.iter().try_for_each(|name| known(name, "allowed: the file cannot be understood with it"))?;
        denied.iter().try_for_each(|name| known(name, "denied: it is one already"))?;
        if let Some(both) = allowed.iter().find(|name| denied.contains(name)) {
            let hint = "give it once: allowed, it says nothing; denied, it is an error".to_owned();
            return Err((format!("the rule `{both}` is both allowed and denied"), Some(hint)));
        }
        Ok(Self { allowed: allowed.to_vec(), denied: denied.to_vec() })
    }

    /// The findings that are left, errors first and else in their order.
    #[must_use]
    pub fn of(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        let is_in = |list: &[String], finding: &Finding| list.iter().any(|name| name == finding.rule);
        findings.retain(|finding| !is_in(&self.allowed, finding));
        for finding in findings.iter_mut().filter(|finding| is_in(&self.denied, finding)) {
            finding.level = Level::Error;
        }
        findings.sort_by_key(|finding| finding.level);
        findings
    }
}

fn known(name: &str, why_not: &str) -> Result<(), (String, Option<String>)> {
    let rules = || RULES.iter().map(|rule| rule.name);
    if rules().any(|rule| rule == name) {
        return Ok(());
    }
    if FORMAT_RULES.contains(&name) {
        return Err((format!("`{name}` is an error of the format and cannot be {why_not}"), None));
    }
    let hint = did_you_mean(name, rules()).unwrap_or_else(|| "`annals check --rules` lists them".to_owned());
    Err((format!("there is no rule `{name}`"), Some(hint)))
}
