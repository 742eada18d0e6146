//! Whether colour is sent: `--color` counts before the environment, and that before the terminal.

use std::io::IsTerminal;

use clap::ValueEnum;

/// When to send colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// Where a terminal shows it, unless `NO_COLOR` is set; with `CLICOLOR_FORCE` everywhere
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

impl Colour {
    /// May colour be sent there? `NO_COLOR` counts before `CLICOLOR_FORCE`, and both before the terminal.
    pub fn is_sent_to(self, stream: impl IsTerminal) -> bool {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let forced = || variable("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        let shows = || stream.is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => variable("NO_COLOR").is_none() && (forced() || shows()),
        }
    }
}

/// Is the terminal's ground dark? Few terminals say so, in `COLORFGBG`: colours by number, the ground's last.
pub fn ground() -> Option<bool> {
    let said = std::env::var("COLORFGBG").ok()?;
    let ground: u8 = said.rsplit(';').next()?.trim().parse().ok()?;
    (ground < 16).then_some(ground < 7 || ground == 8)
}
