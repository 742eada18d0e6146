//! Saved views on the command line: found by name, and listed.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::facts::Facts;
use super::out::{Failure, say};
use crate::model::finding::did_you_mean;
use crate::model::plural::plural;
use crate::model::query::{Found, Query};
use crate::model::timeline::{EventIx, Timeline};
use crate::tui::origin::Origin;
use crate::user::views::{self, SavedView, Views};

/// The user's own views of a timeline, with a word on stderr where they could not be read.
pub fn own(origin: &Origin) -> Views {
    if !origin.is_files() {
        return Views::new();
    }
    let (views, amiss) = views::read(&origin.paths);
    amiss.into_iter().for_each(|words| say(&format!("note: {words}")));
    views
}

/// The query of a view; of two of one name the user's.
///
/// # Errors
/// There is none of that name, told with one that is near.
pub fn query_of<'v>(timeline: &'v Timeline, own: &'v Views, name: &str) -> Result<&'v str, Failure> {
    let views = views::all(timeline, own);
    let named = views.iter().rev().find(|view| view.name == name);
    named.map(|view| view.query).ok_or_else(|| {
        let hint = did_you_mean(name, views.iter().map(|view| view.name));
        let hint = hint.unwrap_or_else(|| "`annals list --views` lists those that there are".to_owned());
        Failure::Told(format!("--view: there is no view `{name}`"), Some(hint))
    })
}

/// How many of the events found a view keeps; or why it cannot be read.
fn kept(timeline: &Timeline, found: &Found, view: SavedView) -> Result<usize, String> {
    let query = Query::parse(timeline, view.query).map_err(|fault| fault.message)?;
    let found: HashSet<EventIx> = found.ixs().into_iter().collect();
    Ok(query.find(timeline).ixs().into_iter().filter(|event| found.contains(event)).count())
}

fn whose(view: SavedView) -> &'static str {
    if view.is_own { "yours" } else { "the timeline's" }
}

/// The views in plain words, one fact a line; counted among the events found.
pub fn lines(timeline: &Timeline, own: &Views, found: &Found) -> String {
    let all = views::all(timeline, own);
    let mut facts = Facts::new(timeline);
    facts.line(&format!("timeline: {}", timeline.title()));
    facts.line(&format!("shown: {}", plural(all.len(), "view")));
    for view in all {
        facts.gap();
        facts.fact(0, "view", view.name);
        facts.fact(1, "query", view.query);
        facts.fact(1, "whose", whose(view));
        match kept(timeline, found, view) {
            Ok(count) => facts.fact(1, "keeps", &format!("{count} of {}", plural(found.events.len(), "event"))),
            Err(fault) => facts.fact(1, "cannot be read", &fault),
        }
    }
    facts.into_text()
}

/// The views as rows of JSON.
pub fn rows(timeline: &Timeline, own: &Views, found: &Found) -> Value {
    let row = |view: SavedView| {
        let kept = kept(timeline, found, view);
        json!({
            "view": view.name,
            "query": view.query,
            "own": view.is_own,
            "events": kept.as_ref().ok(),
            "fault": kept.as_ref().err(),
        })
    };
    views::all(timeline, own).into_iter().map(row).collect()
}
