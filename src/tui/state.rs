//! What the explorer knows: the timeline looked at, where its cursors are, and what lies on top.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::action::{Action, Pane};
use super::arriving::Arriving;
use super::commands::name_of;
use super::dates::{AllDates, Dates};
use super::history::History;
use super::key::Key;
use super::keys::Context;
use super::knowing::Knowing;
use super::lanes::LanesView;
use super::layer::{Layer, Seat};
use super::origin::Origin;
use super::reading::Reading;
use super::rows::Rows;
use super::seeking::Seeking;
use super::selection::Selection;
use super::settings::Settings;
use super::strip::Strip;
use super::theme::Theme;
use crate::evidence::Ledger;
use crate::load::Loaded;
use crate::model::axis::Viewport;
use crate::model::date::Date;
use crate::model::finding::Finding;
use crate::model::identity::KnownQuote;
use crate::model::lanes::{LaneKind, LaneSort};
use crate::model::place::Files;
use crate::model::plural::plural;
use crate::model::query::{Query, QueryFault};
use crate::model::timeline::{ActorIx, EventIx, Passage, Timeline};
use crate::user::views::Views;

/// A filter that was typed and what it keeps.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// As it was typed.
    pub text: String,
    /// As it was read.
    pub query: Option<Query>,
}

impl Filter {
    /// Reads a filter as it was typed; one that keeps everything has no query.
    ///
    /// # Errors
    /// The first part that cannot be read.
    pub fn parse(timeline: &Timeline, typed: &str) -> Result<Self, QueryFault> {
        let query = Some(Query::parse(timeline, typed)?).filter(|query| !query.is_empty());
        Ok(Self { text: typed.trim().to_owned(), query })
    }

    /// Must the quotes have been held against their copies before it can be answered?
    #[must_use]
    pub fn asks_for_verdicts(&self) -> bool {
        self.query.as_ref().is_some_and(Query::asks_for_verdicts)
    }
}

/// Where the cursors of the events and quotes panes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Here {
    /// The event.
    pub event: EventIx,
    /// Which of its passages.
    pub quote: usize,
}

/// A word in the footer about what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: String,
    /// Is it about something that went wrong?
    pub alarm: bool,
}

/// Everything the explorer knows.
#[derive(Debug, Clone)]
pub struct State {
    /// The timeline looked at: the whole, or as it was known on the day that the filter says.
    pub timeline: Arc<Timeline>,
    /// The whole timeline, as it could last be understood.
    pub whole: Arc<Timeline>,
    /// What there is to say of it as known on a day, where it is looked at so.
    pub known: Option<Box<Knowing>>,
    /// What was found of its quotes in the copies; nothing until they were looked at.
    pub ledger: Option<Ledger>,
    /// What is wrong with the files as they are now.
    pub findings: Vec<Finding>,
    /// The files that the findings are about, as they are now.
    pub faulty_files: Files,
    /// The files as they are now are too broken to be shown; the timeline is from before.
    pub stale: bool,
    /// The files as they are being read, where that takes its time.
    pub arriving: Option<Arriving>,
    /// Where they are.
    pub origin: Origin,
    /// The rows that are shown.
    pub rows: Rows,
    /// What their dates come to.
    pub dates: Arc<Dates>,
    /// The dates of all events of the timeline that was last shown whole.
    pub all_dates: Arc<AllDates>,
    /// How wide the dates stand in the list, in cells.
    pub date_column: usize,
    /// The stretch of time looked at; nothing while all of it is.
    pub viewport: Option<Viewport>,
    /// The axis with its density.
    pub strip: Option<Strip>,
    /// The row under the cursor of the events pane.
    pub row: usize,
    /// The row under the cursor of the actors pane.
    pub actor_row: usize,
    /// Which passage of the current event.
    pub quote: usize,
    /// The pane with the focus.
    pub focus: Pane,
    /// Has it the whole screen?
    pub zoomed: bool,
    /// The actor whose statements are walked.
    pub picked: Option<ActorIx>,
    /// The actors pinned, to be looked at side by side.
    pub pinned: Vec<ActorIx>,
    /// What is chosen.
    pub selection: Selection,
    /// The words searched.
    pub search: String,
    /// The filter.
    pub filter: Filter,
    /// The filter on its way through the events; nothing where it keeps all.
    pub filtering: Option<Seeking>,
    /// The words searched on their way through the events, where somebody asked for them.
    pub matching: Option<Seeking>,
    /// Where the cursors go once the verdicts are known that the filter asks for.
    pub awaited: Option<Here>,
    /// Does the mouse belong to the explorer, not to the terminal?
    pub mouse: bool,
    /// Where the mouse was clicked last, as long as no key came after it.
    pub clicked: Option<(u16, u16)>,
    /// The stretch of time, a cell of the axis, on which the button of the mouse went down.
    pub dragged_from: Option<Viewport>,
    /// What lies on top, the topmost last.
    pub layers: Vec<Layer>,
    /// What the lanes were last, and in what order.
    pub last_lanes: (LaneKind, LaneSort),
    /// Where in the disputes one was when they were left.
    pub last_seat: Option<Seat>,
    /// The way one came, to be gone back.
    pub history: History,
    /// Places to come back to by a letter.
    pub bookmarks: BTreeMap<char, KnownQuote>,
    /// The user's own saved views; the timeline has its own beside them.
    pub own_views: Views,
    /// The last word about what was done.
    pub notice: Option<Notice>,
    /// What the user has set.
    pub settings: Arc<Settings>,
    /// Keys that were pressed and mean something only with those that follow.
    pub pressed: Vec<Key>,
    /// How it looks.
    pub theme: Theme,
    /// The size of the screen in cells.
    pub size: (u16, u16),
}

impl State {
    /// The state at the start.
    #[must_use]
    pub fn new(loaded: Loaded, origin: Origin, theme: Theme, size: (u16, u16)) -> Self {
        let rows = Rows::new(&loaded.timeline, None, false);
        let timeline = Arc::new(loaded.timeline);
        let mut state = Self {
            faulty_files: timeline.files().clone(),
            whole: Arc::clone(&timeline),
            timeline,
            known: None,
            ledger: None,
            findings: loaded.findings,
            stale: false,
            arriving: None,
            origin,
            rows,
            dates: Arc::default(),
            all_dates: Arc::default(),
            date_column: 0,
            viewport: None,
            strip: None,
            row: 0,
            actor_row: 0,
            quote: 0,
            focus: Pane::Events,
            zoomed: false,
            picked: None,
            pinned: Vec::new(),
            selection: Selection::default(),
            search: String::new(),
            filter: Filter::default(),
            filtering: None,
            matching: None,
            awaited: None,
            mouse: true,
            clicked: None,
            dragged_from: None,
            layers: Vec::new(),
            last_lanes: <(LaneKind, LaneSort)>::default(),
            last_seat: None,
            history: History::default(),
            bookmarks: BTreeMap::new(),
            own_views: Views::new(),
            notice: None,
            settings: Arc::default(),
            pressed: Vec::new(),
            theme,
            size,
        };
        state.measure();
        state.follow_event();
        state
    }

    /// Heeds the user's settings, and says where they could not be understood; how it looks stands in the theme.
    pub fn heed(&mut self, settings: Settings) {
        match settings.not_understood {
            0 => {}
            count => {
                let verb = if count == 1 { "was" } else { "were" };
                let settings = plural(count, "setting");
                self.warn_too(format!("{settings} {verb} not understood: `annals config show` says which"));
            }
        }
        self.mouse = settings.mouse;
        self.settings = Arc::new(settings);
        self.measure_again();
    }

    /// The event under the cursor.
    #[must_use]
    pub fn event(&self) -> Option<EventIx> {
        self.rows.event(self.row)
    }

    /// The passages of the current event.
    #[must_use]
    pub fn passages(&self) -> Vec<Passage> {
        self.event().map(|event| self.timeline.event(event).passages().collect()).unwrap_or_default()
    }

    /// The passage under the cursor of the quotes pane.
    #[must_use]
    pub fn passage(&self) -> Option<Passage> {
        self.passages().get(self.quote).copied()
    }

    /// The actor under the cursor of the actors pane.
    #[must_use]
    pub fn actor_here(&self) -> Option<ActorIx> {
        self.timeline.actors_by_weight().get(self.actor_row).copied()
    }

    /// The actor whose statements are walked: the one picked, else the one under the cursor of the
    /// actors pane while that has the focus.
    #[must_use]
    pub fn followed(&self) -> Option<ActorIx> {
        self.picked.or_else(|| self.actor_here().filter(|_| self.focus == Pane::Actors))
    }

    /// What takes the keys.
    #[must_use]
    pub fn context(&self) -> Context {
        self.context_of(self.layers.last())
    }

    /// What took the keys before a list to pick from was opened.
    #[must_use]
    pub fn context_below(&self) -> Context {
        self.context_of(self.layers.iter().rfind(|layer| !matches!(layer, Layer::Picker(_))))
    }

    fn context_of(&self, layer: Option<&Layer>) -> Context {
        match layer {
            None => Context::Pane(self.focus),
            Some(Layer::Reader(_)) => Context::Reader,
            Some(Layer::Copy(_)) => Context::Copy,
            Some(Layer::Sources(_)) => Context::Sources,
            Some(Layer::Findings(_)) => Context::Findings,
            Some(Layer::Lanes(_)) => Context::Lanes,
            Some(Layer::Disputes(_)) => Context::Disputes,
            Some(Layer::Silences(_)) => Context::Silences,
            Some(Layer::Track(_)) => Context::Track,
            Some(Layer::Help(_)) => Context::Help,
            Some(Layer::Prompt(_)) => Context::Prompt,
            Some(Layer::Picker(picker)) => picker.of.context(),
            Some(Layer::Bookmark(_)) => Context::Bookmark,
            Some(Layer::Question(_)) => Context::Question,
        }
    }

    /// The copy that is open; there is never more than one.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        self.layers.iter().find_map(|layer| match layer {
            Layer::Copy(reading) => Some(&**reading),
            _ => None,
        })
    }

    /// As [`State::reading`], to change where in it one is.
    pub fn reading_mut(&mut self) -> Option<&mut Reading> {
        self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Copy(reading) => Some(&mut **reading),
            _ => None,
        })
    }

    /// The date of what is under the cursor: in the lanes that of the thing, else that of the event.
    #[must_use]
    pub fn date_here(&self) -> Option<&Date> {
        let event = self.event()?;
        let item = self.lanes().and_then(|view| view.item()).filter(|item| item.event == event);
        item.map_or_else(|| self.timeline.event(event).date(), |item| item.date(&self.timeline))
    }

    /// The lanes, if they are shown; there is never more than one layer of them.
    #[must_use]
    pub fn lanes(&self) -> Option<&LanesView> {
        self.layers.iter().find_map(|layer| if let Layer::Lanes(view) = layer { Some(&**view) } else { None })
    }

    /// The lanes, if no other view lies on them; what is typed, picked or asked above them is none.
    #[must_use]
    pub fn lanes_on_top(&self) -> Option<&LanesView> {
        let passing = |layer: &&Layer| {
            matches!(layer, Layer::Prompt(_) | Layer::Picker(_) | Layer::Bookmark(_) | Layer::Question(_))
        };
        match self.layers.iter().rev().find(|layer| !passing(layer)) {
            Some(Layer::Lanes(view)) => Some(view),
            _ => None,
        }
    }

    /// As [`State::lanes`], to change where in them one is.
    pub fn lanes_mut(&mut self) -> Option<&mut LanesView> {
        self.layers.iter_mut().find_map(|layer| if let Layer::Lanes(view) = layer { Some(&mut **view) } else { None })
    }

    /// Where the cursors are.
    #[must_use]
    pub fn here(&self) -> Option<Here> {
        self.event().map(|event| Here { event, quote: self.quote })
    }

    /// The row of an event, if it is shown.
    #[must_use]
    pub fn row_of(&self, event: EventIx) -> Option<usize> {
        self.rows.row_of(&self.timeline, event)
    }

    /// Words to be marked wherever they stand.
    #[must_use]
    pub fn marked_words(&self) -> Vec<&str> {
        let filtered = self.filter.query.iter().flat_map(|query| query.words());
        std::iter::once(self.search.as_str()).chain(filtered).filter(|words| !words.is_empty()).collect()
    }

    /// The key of an action, for words that name it: the one here, else one from elsewhere. An action without
    /// a key is called by its name.
    #[must_use]
    pub fn key(&self, action: Action) -> String {
        let key = self.settings.keymap.key_of(action, self.context());
        key.or_else(|| name_of(action).map(str::to_owned)).unwrap_or_default()
    }

    /// Says something in the footer.
    pub fn say(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice { words: words.into(), alarm: false });
    }

    /// Says in the footer that something went wrong.
    pub fn warn(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice { words: words.into(), alarm: true });
    }

    /// As [`State::warn`], behind what is said to have gone wrong already.
    pub fn warn_too(&mut self, words: impl Into<String>) {
        let words = words.into();
        match &mut self.notice {
            Some(notice) if notice.alarm => notice.words.push_str(&format!("; {words}")),
            _ => self.warn(words),
        }
    }
}
