//! What several tests need: the fixtures, and the program itself.

use std::path::{Path, PathBuf};

use annals::load::{Loaded, of_texts};
use assert_cmd::Command;

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The path of a fixture.
pub fn data(name: &str) -> PathBuf {
    root().join("tests/data").join(name)
}

/// The timeline of a text, which must hold together.
pub fn timeline_of(name: &str, text: &str) -> Loaded {
    let loaded = of_texts(vec![(name.to_owned(), text.to_owned())]);
    assert!(loaded.findings.is_empty(), "{:#?}\n{text}", loaded.findings);
    loaded
}

/// The timeline of a fixture.
pub fn fixture(name: &str) -> Loaded {
    timeline_of(name, &std::fs::read_to_string(data(name)).unwrap())
}

/// The program, with nothing of the environment that would change what it prints.
pub fn annals() -> Command {
    let mut command = Command::cargo_bin("annals").unwrap();
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "TERM", "LC_ALL", "LC_CTYPE", "COLORFGBG"] {
        command.env_remove(name);
    }
    command.env("LANG", "C.UTF-8");
    for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, root().join("target/nobody"));
    }
    command
}
