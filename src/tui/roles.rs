//! The table of roles that text has on the screen, each with its colour in every theme.

use ratatui::style::{Color, Modifier};

/// What text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Titles and headings.
    Heading,
    /// What may be overlooked.
    Quiet,
    /// The words of a quote.
    Quote,
    /// The row under the cursor of the focused pane.
    Cursor,
    /// The row under the cursor of a pane without the focus.
    Resting,
    /// Rows in the selection.
    Selected,
    /// The picked actor, and what is proved.
    Picked,
    /// Matches of a search.
    Hit,
    /// The passage of another quote in a copy.
    Quoted,
    /// In lanes, the signs of what is said.
    Said,
    /// Errors and warnings.
    Alarm,
    /// The names of keys.
    Key,
    /// The border of a pane.
    Border,
    /// The border of the pane with the focus.
    Focus,
}

/// A row of the table.
pub struct Row {
    /// The role; the rows stand in its order.
    pub role: Role,
    /// Its name in the settings.
    pub name: &'static str,
    /// What has it, for the settings.
    pub doc: &'static str,
    /// How its text is told from other text where there are no colours.
    pub modifier: Modifier,
    /// Its colours: on any ground, on a dark one, on a light one.
    ///
    /// Terminals agree little on what a colour is. xterm's blue cannot be read on black nor its yellow on
    /// white, and Solarized draws bright green to yellow in greys, so few colours hold everywhere.
    pub colours: [Color; 3],
}

const ANY: Color = Color::Reset;
const BOLD: Modifier = Modifier::BOLD;
const LINE: Modifier = Modifier::UNDERLINED;
const NONE: Modifier = Modifier::empty();

const fn row(
    role: Role,
    name: &'static str,
    modifier: Modifier,
    [any, dark, light]: [Color; 3],
    doc: &'static str,
) -> Row {
    Row { role, name, doc, modifier, colours: [any, dark, light] }
}

/// Every role.
#[rustfmt::skip]
pub const ROLES: [Row; 14] = [
    row(Role::Heading, "heading", BOLD, [ANY, ANY, ANY], "titles and headings"),
    row(Role::Quiet, "quiet", NONE, [ANY, Color::Cyan, Color::Blue], "what may be overlooked"),
    row(Role::Quote, "quote", NONE, [ANY, ANY, ANY], "the words of a quote"),
    row(Role::Cursor, "cursor", Modifier::REVERSED, [ANY, ANY, ANY], "the row under the cursor, letters and ground changing places"),
    row(Role::Resting, "resting", BOLD, [ANY, ANY, ANY], "the same in a pane without the focus"),
    row(Role::Selected, "selected", BOLD, [Color::Magenta, Color::LightMagenta, Color::Magenta], "rows in the selection"),
    row(Role::Picked, "picked", BOLD, [ANY, Color::Green, Color::Blue], "the picked actor, and what is proved"),
    row(Role::Hit, "hit", LINE.union(BOLD), [Color::Magenta, Color::Yellow, Color::Magenta], "matches of a search"),
    row(Role::Quoted, "quoted", LINE, [ANY, Color::Green, Color::Blue], "other quotes in a copy"),
    row(Role::Said, "said", BOLD, [ANY, Color::Green, Color::Blue], "in lanes, the signs of what is said"),
    row(Role::Alarm, "alarm", BOLD, [Color::LightRed, Color::LightRed, Color::Red], "errors and warnings"),
    row(Role::Key, "key", BOLD, [ANY, Color::LightBlue, Color::Blue], "the names of keys"),
    row(Role::Border, "border", NONE, [ANY, ANY, ANY], "the borders of panes"),
    row(Role::Focus, "focus", BOLD, [ANY, Color::LightBlue, Color::Blue], "the border of the pane with the focus"),
];

/// The names of colours, as terminals number them; `default` is that of the terminal's own text.
pub const NAMES: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// A colour for every role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours([Color; ROLES.len()]);

impl Colours {
    /// Those that can be read on a ground of any colour.
    pub const ANY: Self = Self::column(0);
    /// Those for a dark ground.
    pub const DARK: Self = Self::column(1);
    /// Those for a light ground.
    pub const LIGHT: Self = Self::column(2);
    /// The terminal's own text colour throughout.
    pub const NONE: Self = Self([Color::Reset; ROLES.len()]);

    const fn column(which: usize) -> Self {
        let mut colours = [Color::Reset; ROLES.len()];
        let mut at = 0;
        while at < ROLES.len() {
            colours[at] = ROLES[at].colours[which];
            at += 1;
        }
        Self(colours)
    }

    /// The colour of a role.
    #[must_use]
    pub fn of(&self, role: Role) -> Color {
        self.0.get(role as usize).copied().unwrap_or(Color::Reset)
    }

    /// Gives a role another colour.
    pub fn set(&mut self, role: Role, colour: Color) {
        self.0.iter_mut().skip(role as usize).take(1).for_each(|place| *place = colour);
    }
}

/// The name of a colour, if it is one of [`NAMES`].
#[must_use]
pub fn name_of(colour: Color) -> Option<&'static str> {
    NAMES.iter().find(|(_, known)| *known == colour).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_stand_in_the_order_of_the_roles() {
        for (at, row) in ROLES.iter().enumerate() {
            assert_eq!(row.role as usize, at, "{}", row.name);
        }
    }
}
