//! Options that choose events: `--from --to --actor --event --where --view`.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::out::{Failure, say};
use super::views;
use crate::model::finding::did_you_mean;
use crate::model::plural::plural;
use crate::model::query::{FIELDS, Found, Query, QueryFault, turned_round};
use crate::model::safe::safe;
use crate::model::timeline::{EventIx, Timeline};
use crate::tui::origin::Origin;
use crate::user::views::Views;

/// Which events; options of the same kind mean "or", of different kinds "and".
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Which events")]
pub struct Select {
    /// What may end at or after the begin of this date, such as 2025, 2025-03 or 2025-03-05
    #[arg(long, value_name = "EDTF", allow_hyphen_values = true)]
    from: Option<String>,
    /// What may begin at or before the end of this date
    #[arg(long, value_name = "EDTF", allow_hyphen_values = true)]
    to: Option<String>,
    /// Where this actor takes part or speaks: an id, name or alias; may be given again
    #[arg(long, value_name = "ID")]
    actor: Vec<String>,
    /// The timeline as it was known at the end of this date: only what sources that were out by then carry
    #[arg(long, value_name = "EDTF", allow_hyphen_values = true)]
    known: Option<String>,
    /// This event: its id, or @N for the Nth in the file; may be given again
    #[arg(long, value_name = "ID")]
    event: Vec<String>,
    /// What this query keeps: words, "phrases" and fields, as in 'troops speaker:kellogg from:2025-05'
    #[arg(long = "where", value_name = "QUERY", allow_hyphen_values = true, long_help = query_help())]
    query: Option<String>,
    /// What this saved view keeps: the timeline's, or one that you saved; may be given again
    #[arg(long, value_name = "NAME")]
    view: Vec<String>,
}

fn query_help() -> String {
    let rows = FIELDS.iter().map(|field| format!("\n- {}: {}", field.name, field.doc));
    format!(
        "What this query keeps: words, \"phrases\" and fields, as in 'troops speaker:kellogg from:2025-05'\n\n\
         All must hold; OR stands between what may hold instead, NOT or - before what must not, and parentheses \
         around what belongs together. A capital letter makes case count. The fields:\n{}",
        rows.collect::<String>()
    )
}

impl Select {
    /// The user's own views, where one may be asked for.
    pub fn own(&self, origin: &Origin) -> Views {
        if self.view.is_empty() { Views::new() } else { views::own(origin) }
    }

    /// The query that the options make; with none it keeps everything.
    ///
    /// # Errors
    /// The first option that cannot be read, told with a hint.
    pub fn query(&self, timeline: &Timeline, own: &Views) -> Result<Query, Failure> {
        let field = |name: &str, value: &String| {
            let field = FIELDS.iter().find(|field| field.name == name);
            let read = field.map(|field| field.query(timeline, value));
            read.transpose().map_err(|(message, hint)| Failure::Told(format!("--{name}: {message}"), hint))
        };
        let mut parts = Vec::new();
        for (name, value) in [("known", &self.known), ("from", &self.from), ("to", &self.to)] {
            if let Some(value) = value {
                parts.extend(field(name, value)?);
            }
        }
        let actors: Vec<Option<Query>> =
            self.actor.iter().map(|actor| field("actor", actor)).collect::<Result<_, _>>()?;
        if !actors.is_empty() {
            parts.push(Query::Any(actors.into_iter().flatten().collect()));
        }
        if !self.event.is_empty() {
            parts.push(Query::Among(
                self.event.iter().map(|event| event_named(timeline, event)).collect::<Result<_, _>>()?,
            ));
        }
        if let Some(text) = &self.query {
            parts.push(Query::parse(timeline, text).map_err(|fault| told("where", text, &fault))?);
        }
        if !self.view.is_empty() {
            let read = |name: &String| {
                let text = views::query_of(timeline, own, name)?;
                Query::parse(timeline, text).map_err(|fault| told(&format!("view {name}"), text, &fault))
            };
            let mut views: Vec<Query> = self.view.iter().map(read).collect::<Result<_, Failure>>()?;
            if views.len() > 1 && views.iter().any(|view| view.known().is_some()) {
                let hint = "give that view alone".to_owned();
                return Err(Failure::Told("--view: one of several is as known on a day".to_owned(), Some(hint)));
            }
            parts.push(if views.len() == 1 { views.remove(0) } else { Query::Any(views) });
        }
        if parts.iter().filter(|part| part.known().is_some()).count() > 1 {
            let hint = "leave all but one out".to_owned();
            let message = "--known, and `known:` in --where or --view, say more than once as of which day";
            return Err(Failure::Told(message.to_owned(), Some(hint)));
        }
        if let Some((message, hint)) = turned_round(&parts) {
            return Err(Failure::Told(message, Some(hint)));
        }
        Ok(Query::All(parts))
    }

    /// The timeline to choose from – the whole, or as it was known on the day that the options say – and the events
    /// of it that they keep, with a word on stderr about what is not certain.
    ///
    /// # Errors
    /// As [`Select::query`].
    pub fn find<'t>(&self, whole: &'t Timeline, own: &Views) -> Result<(Cow<'t, Timeline>, Found), Failure> {
        let query = self.query(whole, own)?;
        let (timeline, query) = match query.known() {
            None => (Cow::Borrowed(whole), query),
            Some(day) => {
                let timeline = whole.as_known(day);
                let query = self.query(&timeline, own)?;
                (Cow::Owned(timeline), query)
            }
        };
        let found = query.find(&timeline);
        if found.undated > 0 {
            say(&format!("note: {} without a date left out", plural(found.undated, "event")));
        }
        if found.possibly() > 0 {
            let (possibly, all) = (found.possibly(), found.events.len());
            let certainly = all - possibly;
            let why = if timeline.known_on().is_some() { ": dates, or those of sources, are vague" } else { "" };
            say(&format!("note: {}: {certainly} certainly, {possibly} possibly{why}", plural(all, "event")));
        }
        Ok((timeline, found))
    }
}

/// An event by id or place.
///
/// # Errors
/// There is none, told with an id that is near.
pub fn event_named(timeline: &Timeline, id: &str) -> Result<EventIx, Failure> {
    timeline.event_named(id).ok_or_else(|| {
        let hint = did_you_mean(id, event_ids(timeline).iter().map(String::as_str));
        let count = timeline.document().events.len();
        let hint = hint.or_else(|| id.starts_with('@').then(|| format!("the events are @1 to @{count}")));
        Failure::Told(format!("no event has the id `{id}`"), hint)
    })
}

/// The ids of all events that have one.
pub fn event_ids(timeline: &Timeline) -> Vec<String> {
    let events: Vec<EventIx> = timeline.events().collect();
    let id = |part: &Timeline, event: &EventIx| part.event(*event).id().map(str::to_owned);
    timeline.passed(&events, |part, all| all.iter().filter_map(|event| id(part, event)).collect())
}

/// A fault with the query in a line of its own and carets under the part at fault.
fn told(option: &str, text: &str, fault: &QueryFault) -> Failure {
    let part = |range: std::ops::Range<usize>| safe(text.get(range).unwrap_or("")).into_owned();
    let (before, at, after) = (part(0..fault.at.start), part(fault.at.clone()), part(fault.at.end..text.len()));
    let carets = "^".repeat(at.width().max(1));
    let lines = format!("{}\n  | {before}{at}{after}\n  | {}{carets}", fault.message, " ".repeat(before.width()));
    Failure::Told(format!("--{option}: {lines}"), fault.hint.clone())
}
