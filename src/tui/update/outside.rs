//! What is under the cursor, as the world outside wants it: a citation, a line of a file, a link.

use std::path::PathBuf;

use crate::model::place::Place;
use crate::model::timeline::{Holder, Passage, SourceIx};
use crate::tui::action::Pane;
use crate::tui::cite;
use crate::tui::effect::Effect;
use crate::tui::layer::Layer;
use crate::tui::state::State;

impl State {
    pub(super) fn copy(&mut self) -> Option<Effect> {
        if let Some(dispute) = self.dispute_here() {
            return Some(Effect::Copy(cite::dispute(&self.timeline, dispute)));
        }
        let quoted = self.passage().filter(|passage| self.timeline.passage(*passage).quote().is_some());
        match (quoted, self.event()) {
            (Some(passage), _) => Some(Effect::Copy(cite::passage(&self.timeline, passage))),
            (None, Some(event)) => Some(Effect::Copy(cite::event(&self.timeline, event))),
            (None, None) => {
                self.say("nothing to copy");
                None
            }
        }
    }

    pub(super) fn edit(&mut self) -> Option<Effect> {
        let place = self.place_here();
        let files = if matches!(self.layers.last(), Some(Layer::Findings(_))) {
            &self.faulty_files
        } else {
            self.timeline.files()
        };
        let file = files.get(place).map(|file| PathBuf::from(&file.name));
        let at = files.locate(place);
        let own = file.filter(|file| self.origin.paths.contains(file) && file.as_os_str() != "-");
        let Some((file, at)) = own.zip(at) else {
            self.say("this timeline is in no file that could be edited");
            return None;
        };
        Some(Effect::Edit(file, at.line, at.column))
    }

    /// Where what is under the cursor is written.
    fn place_here(&self) -> Place {
        let event = || self.event().map(|event| self.timeline.event(event).written());
        let place = match self.layers.last() {
            Some(Layer::Findings(at)) => self.findings.get(at.record).map(|finding| finding.place),
            Some(Layer::Sources(at)) => {
                self.timeline.sources().nth(at.record).map(|source| self.timeline.source(source).written())
            }
            Some(Layer::Copy(reading)) => {
                let source = || self.timeline.source(reading.source).written();
                Some(reading.quote.map_or_else(source, |quote| self.timeline.quote(quote).written()))
            }
            Some(Layer::Disputes(_)) => {
                self.dispute_here().map(|dispute| self.timeline.dispute(dispute).record().written)
            }
            Some(_) => event(),
            None => match self.focus {
                Pane::Events => event(),
                Pane::Actors => self.actor_here().map(|actor| self.timeline.actor(actor).written()),
                Pane::Quotes => self.passage().map(|passage| self.timeline.passage(passage).written()).or_else(event),
            },
        };
        place.filter(|place| *place != Place::NOWHERE).or_else(event).unwrap_or_default()
    }

    /// The source under the cursor, else that of the quote, else the event's first.
    pub(super) fn source_here(&self) -> Option<SourceIx> {
        let of = |passage: Passage| self.timeline.passage(passage).source();
        match self.layers.last() {
            Some(Layer::Sources(at)) => self.timeline.sources().nth(at.record),
            Some(Layer::Copy(reading)) => Some(reading.source),
            Some(Layer::Disputes(_)) => self.side_here().and_then(|side| match side.holder()? {
                Holder::Source(source) => Some(source),
                Holder::Event(_) | Holder::Statement(_) => side.passages().into_iter().find_map(of),
            }),
            _ => self.passage().and_then(of).or_else(|| self.passages().into_iter().find_map(of)),
        }
    }

    pub(super) fn browse(&mut self, archive: bool) -> Option<Effect> {
        let Some(source) = self.source_here() else {
            self.say("no source here");
            return None;
        };
        let record = self.timeline.source(source).record();
        let link = if archive { &record.archive } else { &record.url };
        let noun = if archive { "archived copy" } else { "link" };
        match link.as_deref() {
            None => self.say(format!("the source `{}` names no {noun}", self.timeline.source(source).id())),
            Some(link) if is_web(link) => return Some(Effect::Browse(link.to_owned())),
            Some(link) => self.warn(format!("only http and https are opened, not {link}")),
        }
        None
    }
}

/// An address that a browser may be handed: http or https, a host, nothing hidden in it.
fn is_web(link: &str) -> bool {
    let host = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|first: char| first.is_alphanumeric() || first == '['))
        && link.chars().all(|letter| letter.is_ascii_graphic())
}
