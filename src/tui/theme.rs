//! How things look: styles by role and marks by meaning, nothing told by hue alone.

use ratatui::style::{Color, Style};

use super::density::Density;
use super::roles::{Colours, ROLES, Role};
use crate::model::verdict::Verdict;

/// The marks that say something; each has a plain form for terminals without Unicode.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// The row under the cursor.
    pub cursor: &'static str,
    /// A row in the range.
    pub range: &'static str,
    /// A marked row.
    pub marked: &'static str,
    /// A row whose place in the order is open.
    pub open_order: &'static str,
    /// A row that a filter keeps only possibly.
    pub possibly: &'static str,
    /// A row of the picked actor.
    pub actor: &'static str,
    /// An actor that is pinned.
    pub pinned: &'static str,
    /// A row that is part of an open dispute.
    pub disputed: &'static str,
    /// A row with a quote that a copy does not bear out.
    pub refuted: &'static str,
    /// A row to which the day added something.
    pub added: &'static str,
    /// A row of which something turned out otherwise later.
    pub later: &'static str,
    /// What was found of a quote, in the order of [`Verdict::ALL`].
    pub verdicts: [&'static str; Verdict::ALL.len()],
    /// The begin and the end of a silence.
    pub silence: (&'static str, &'static str),
    /// A revision between two statements: where it begins, ends, goes on over a line, and both ends and begins.
    pub link: [&'static str; 4],
    /// Before the title of an event.
    pub event: &'static str,
    /// Between accounts that stand side by side.
    pub beside: &'static str,
    /// A line across a view.
    pub across: &'static str,
    /// A lighter one, between accounts below each other.
    pub below: &'static str,
    /// Text that was cut.
    pub cut: &'static str,
    /// Heights of the density, from least to most.
    pub heights: [&'static str; 8],
    /// How dense a cell is in which nothing lies certainly, from least to most.
    pub shades: [&'static str; 3],
    /// In lanes, the begin of what is said: where it may lie, where it certainly does.
    pub said: [&'static str; 2],
    /// In lanes, the begin of a mention: where it may lie, where it certainly does.
    pub mentioned: [&'static str; 2],
    /// In lanes, the begin of what is chosen: a mention, something said.
    pub chosen_signs: [&'static str; 2],
    /// In lanes, where something certainly lies.
    pub surely: &'static str,
    /// In lanes, where it may lie.
    pub maybe: &'static str,
    /// In lanes, a line below a label of the axis.
    pub grid: &'static str,
    /// A line below the time of the rows in sight.
    pub in_sight: &'static str,
    /// A line below the time of the selection.
    pub chosen: &'static str,
    /// There are events before what is in sight.
    pub before: &'static str,
    /// There are events behind it.
    pub after: &'static str,
    /// The current event is before what is in sight.
    pub event_before: &'static str,
    /// The current event is behind it.
    pub event_after: &'static str,
    /// A cell in which a date certainly lies.
    pub certain: &'static str,
    /// A cell in which it may lie.
    pub possible: &'static str,
    /// An open begin.
    pub open_begin: &'static str,
    /// An open end.
    pub open_end: &'static str,
    /// Between parts of a line.
    pub dot: &'static str,
    /// Before a speaker's name.
    pub dash: &'static str,
    /// Before a step of an attribution: what comes next has it from what stands above.
    pub onward: &'static str,
    /// Before what a step has its matter from.
    pub back: &'static str,
    /// Opening and closing quote marks.
    pub quotes: (&'static str, &'static str),
}

impl Marks {
    /// A height where something certainly lies, a shade where it only may, a blank where nothing can.
    #[must_use]
    pub fn density(&self, density: Density) -> &'static str {
        match density.height.checked_sub(1).map(usize::from) {
            None => " ",
            Some(height) if density.certain => self.heights[height],
            Some(height) => self.shades[height * 3 / 8],
        }
    }
}

const UNICODE: Marks = Marks {
    cursor: "▸",
    range: "│",
    marked: "●",
    open_order: "↕",
    possibly: "?",
    actor: "•",
    pinned: "◆",
    disputed: "≷",
    refuted: "✗",
    added: "+",
    later: "»",
    verdicts: ["✓", "✓", "…", "?", "≠", "✗", "∅", "!"],
    silence: ("├", "┤"),
    link: ["╭", "╰", "│", "├"],
    event: "→",
    beside: "│",
    across: "─",
    below: "╌",
    cut: "…",
    heights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    shades: ["░", "▒", "▓"],
    said: ["◇", "◆"],
    mentioned: ["○", "●"],
    chosen_signs: ["◉", "◈"],
    surely: "━",
    maybe: "╌",
    grid: "┊",
    in_sight: "─",
    chosen: "═",
    before: "‹",
    after: "›",
    event_before: "«",
    event_after: "»",
    certain: "█",
    possible: "▒",
    open_begin: "◂",
    open_end: "▸",
    dot: "·",
    dash: "—",
    onward: "→",
    back: "←",
    quotes: ("“", "”"),
};

const ASCII: Marks = Marks {
    cursor: ">",
    range: "|",
    marked: "*",
    open_order: "^",
    possibly: "?",
    actor: "+",
    pinned: "#",
    disputed: "&",
    refuted: "x",
    added: "N",
    later: "L",
    verdicts: ["+", "+", "~", "?", "!=", "x", "-", "!"],
    silence: ("|", "|"),
    link: [".", "'", "|", "+"],
    event: "->",
    beside: "|",
    across: "-",
    below: ".",
    cut: "~",
    heights: [".", ".", ":", ":", "=", "=", "#", "#"],
    shades: ["'", "/", "%"],
    said: ["s", "S"],
    mentioned: ["m", "M"],
    chosen_signs: ["x", "X"],
    surely: "=",
    maybe: "-",
    grid: ":",
    in_sight: "-",
    chosen: "=",
    before: "(",
    after: ")",
    event_before: "<",
    event_after: ">",
    certain: "#",
    possible: "/",
    open_begin: "<",
    open_end: ">",
    dot: "-",
    dash: "--",
    onward: "->",
    back: "<-",
    quotes: ("\"", "\""),
};

/// How the explorer looks.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// May colours be used?
    pub colour: bool,
    /// May characters outside ASCII be drawn for lines and marks? The file's own text is drawn as it is.
    pub unicode: bool,
    /// The colours, where they may be used.
    pub colours: Colours,
}

impl Theme {
    /// For a dark ground, with colours and Unicode.
    pub const DARK: Self = Self { colour: true, unicode: true, colours: Colours::DARK };

    /// The marks.
    #[must_use]
    pub fn marks(&self) -> &'static Marks {
        if self.unicode { &UNICODE } else { &ASCII }
    }

    /// Words of annals' own, without the dashes and quote marks that are not in ASCII where that is asked.
    #[must_use]
    pub fn own(self, words: impl Into<String>) -> String {
        let words = words.into();
        if self.unicode {
            words
        } else {
            words.replace(['–', '—'], "-").replace(['“', '”'], "\"").replace('…', "...")
        }
    }

    /// A verdict on a quote as a sign and its word, in a style that only repeats what they say.
    #[must_use]
    pub fn verdict(self, verdict: Verdict) -> (String, Style) {
        let signs = Verdict::ALL.iter().zip(self.marks().verdicts);
        let sign = signs.filter(|(known, _)| **known == verdict).map(|(_, sign)| sign).next().unwrap_or_default();
        let style = match verdict {
            _ if verdict.is_proved() => self.picked(),
            _ if verdict.is_refuted() => self.alarm(),
            _ => self.quote(),
        };
        (format!("{sign} {}", verdict.words()), style)
    }

    /// The style of a role: what tells it apart without colour, and its colour where there are any.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let modifier = ROLES.iter().find(|row| row.role == role).map(|row| row.modifier).unwrap_or_default();
        match self.colours.of(role) {
            colour if self.colour && colour != Color::Reset => Style::new().fg(colour).add_modifier(modifier),
            _ => Style::new().add_modifier(modifier),
        }
    }

    /// Titles and headings.
    #[must_use]
    pub fn heading(self) -> Style {
        self.style(Role::Heading)
    }

    /// What may be overlooked.
    #[must_use]
    pub fn quiet(self) -> Style {
        self.style(Role::Quiet)
    }

    /// The row under the cursor of the focused pane.
    #[must_use]
    pub fn cursor(self) -> Style {
        self.style(Role::Cursor)
    }

    /// The row under the cursor of a pane without the focus.
    #[must_use]
    pub fn resting_cursor(self) -> Style {
        self.style(Role::Resting)
    }

    /// Rows in the selection.
    #[must_use]
    pub fn selected(self) -> Style {
        self.style(Role::Selected)
    }

    /// Matches of a search.
    #[must_use]
    pub fn hit(self) -> Style {
        self.style(Role::Hit)
    }

    /// The passage of another quote in a copy.
    #[must_use]
    pub fn quoted(self) -> Style {
        self.style(Role::Quoted)
    }

    /// The picked actor.
    #[must_use]
    pub fn picked(self) -> Style {
        self.style(Role::Picked)
    }

    /// Errors and warnings.
    #[must_use]
    pub fn alarm(self) -> Style {
        self.style(Role::Alarm)
    }

    /// In lanes, the sign of what is said.
    #[must_use]
    pub fn said(self) -> Style {
        self.style(Role::Said)
    }

    /// The words of a quote.
    #[must_use]
    pub fn quote(self) -> Style {
        self.style(Role::Quote)
    }

    /// The names of keys in the footer and the help.
    #[must_use]
    pub fn key(self) -> Style {
        self.style(Role::Key)
    }

    /// The border of a pane.
    #[must_use]
    pub fn border(self, focused: bool) -> Style {
        self.style(if focused { Role::Focus } else { Role::Border })
    }
}
