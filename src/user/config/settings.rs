//! The table of settings that have one value each: what they may be, and what they are unless set.

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of these words.
    Word(&'static [&'static str]),
    /// True or false.
    Truth,
    /// A whole number from the first to the second, both included.
    Number(u16, u16),
}

/// What a setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A word of its kind.
    Word(&'static str),
    /// True or false.
    Truth(bool),
    /// A number within its bounds.
    Number(u16),
}

/// A row of the table.
#[derive(Debug)]
pub struct Setting {
    /// The table of the file in which it stands; empty for the root.
    pub table: &'static str,
    /// Its key there.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What it is unless set.
    pub default: Value,
    /// What it does.
    pub doc: &'static str,
}

/// Which colours are used.
pub const THEME: Setting = Setting {
    table: "",
    name: "theme",
    kind: Kind::Word(&["auto", "dark", "light", "mono"]),
    default: Value::Word("auto"),
    doc: "auto, dark, light or mono; auto asks COLORFGBG, and without it uses only what can be read on any ground",
};

/// Are lines and marks drawn in ASCII?
pub const ASCII: Setting = Setting {
    table: "",
    name: "ascii",
    kind: Kind::Truth,
    default: Value::Truth(false),
    doc: "draw lines and marks in ASCII",
};

/// Does the mouse belong to the explorer?
pub const MOUSE: Setting = Setting {
    table: "",
    name: "mouse",
    kind: Kind::Truth,
    default: Value::Truth(true),
    doc: "clicks and the wheel go to the explorer; if not, the terminal's own selection works",
};

/// How wide the events and actors are.
pub const EVENTS_WIDTH: Setting = Setting {
    table: "panes",
    name: "events-width",
    kind: Kind::Number(20, 80),
    default: Value::Number(55),
    doc: "the events' part of the width, in percent; the quotes have the rest",
};

/// How high the actors are.
pub const ACTORS_HEIGHT: Setting = Setting {
    table: "panes",
    name: "actors-height",
    kind: Kind::Number(10, 80),
    default: Value::Number(33),
    doc: "the actors' part of the height, in percent; the events above have the rest",
};

/// Every setting with one value, in the order in which they are shown.
pub const SETTINGS: &[Setting] = &[THEME, ASCII, MOUSE, EVENTS_WIDTH, ACTORS_HEIGHT];

/// The tables of the file, beside the root; the last two hold what the explorer knows names for.
pub const TABLES: &[&str] = &["panes", COLOURS, KEYS];

/// The table of colours: a role, and the colour of its text.
pub const COLOURS: &str = "colours";

/// The table of keys: a key, and the name of what it does.
pub const KEYS: &str = "keys";
