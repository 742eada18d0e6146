//! Saved views of a timeline: queries by name, the timeline's and the user's own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::keep::{Keep, Kept};
use crate::model::timeline::Timeline;

/// Queries by name.
pub type Views = BTreeMap<String, String>;

/// A query with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SavedView<'v> {
    /// Its name.
    pub name: &'v str,
    /// Its query.
    pub query: &'v str,
    /// Is it the user's own, rather than the timeline's?
    pub is_own: bool,
}

/// Every saved view: those of the timeline, then the user's.
#[must_use]
pub fn all<'v>(timeline: &'v Timeline, own: &'v Views) -> Vec<SavedView<'v>> {
    let of_timeline = timeline.document().views.0.iter();
    let of_timeline = of_timeline.map(|(name, query)| SavedView { name, query, is_own: false });
    let own = own.iter().map(|(name, query)| SavedView { name, query, is_own: true });
    of_timeline.chain(own).collect()
}

/// The user's saved views of the timeline in these files, with words about what could not be read.
#[must_use]
pub fn read(timeline: &[PathBuf]) -> (Views, Option<String>) {
    let Some(keep) = keep_for(timeline) else { return (Views::new(), None) };
    match keep.read() {
        Kept::Nothing => (Views::new(), None),
        Kept::Read(views) => (views, None),
        Kept::SetAside(aside) => {
            (Views::new(), Some(format!("your saved views are damaged and were set aside as {}", aside.display())))
        }
        Kept::Later => (Views::new(), Some("your saved views are of a later annals: they are left alone".to_owned())),
        Kept::Unreadable(why) => (Views::new(), Some(format!("your saved views cannot be read: {why}"))),
    }
}

/// Saves a view under a name, or takes the view of that name away; gives all that there are now.
///
/// # Errors
/// Why it could not be kept: words for the user.
pub fn set(timeline: &[PathBuf], name: &str, query: Option<&str>) -> Result<Views, String> {
    let keep = keep_for(timeline).ok_or("there is no home folder")?;
    // As they are now, since another window may have changed them.
    let (mut views, fault) = match keep.read::<Views>() {
        Kept::Read(views) => (views, None),
        Kept::Nothing | Kept::SetAside(_) => (Views::new(), None),
        Kept::Later => (Views::new(), Some("those that are there are of a later annals".to_owned())),
        Kept::Unreadable(why) => (Views::new(), Some(why)),
    };
    if let Some(fault) = fault {
        return Err(fault);
    }
    match query {
        Some(query) => views.insert(name.to_owned(), query.to_owned()),
        None => views.remove(name),
    };
    keep.write(&views).map_err(|error| format!("{}: {error}", keep.path().display()))?;
    Ok(views)
}

fn keep_for(timeline: &[PathBuf]) -> Option<Keep> {
    Keep::of("views", timeline)
}
