//! The FILE argument, and what happens where there is none.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::evidence::Ledger;
use crate::load::{self, Loaded, Opened, Unreadable, name_of};
use crate::model::document::{Lost, short};
use crate::model::progress::Progress as Done;
use crate::model::safe::safe;
use crate::model::timeline::Timeline;

use super::COULD_NOT_RUN;
use super::colour::Colour;
use super::out::{Failure, say_raw};
use super::progress::Progress;
use super::report;

/// The timeline that the curated example of the project is; `--demo` opens it.
pub const DEMO: &str = include_str!("../../timeline.yaml");

/// The name of the example, for messages.
const DEMO_NAME: &str = "demo";

/// The file that is opened when none is named.
pub const USUAL: &str = "timeline.yaml";

/// What to open.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Input {
    /// The timeline: YAML, JSON, or JSON lines of events; `-` reads standard input; several open as one
    /// [default: timeline.yaml]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Open the example that comes with the program
    #[arg(long, conflicts_with = "files")]
    pub demo: bool,
    /// A folder with kept copies of the sources, beside that of the timeline; may be given again
    #[arg(long, value_name = "DIR")]
    pub copies: Vec<PathBuf>,
}

impl Input {
    /// Reads what is named, else `timeline.yaml` here, with all that is wrong with it.
    ///
    /// # Errors
    /// A file that cannot be read; where none is named or there, the three ways on.
    pub fn read(&self) -> Result<Loaded, Failure> {
        self.read_by(load::load_told)
    }

    fn read_by(&self, load: fn(&[PathBuf], &Done) -> Result<Loaded, Unreadable>) -> Result<Loaded, Failure> {
        self.folders()?;
        if self.demo {
            return Ok(load::of_texts(vec![(DEMO_NAME.to_owned(), DEMO.to_owned())]));
        }
        let paths = self.paths()?;
        let done = Arc::default();
        let _shown = reading(&paths, &done);
        let loaded = load(&paths, &done).map_err(|fault: Unreadable| Failure::from(fault))?;
        // To take a large timeline down piece by piece takes as long as to write it; it goes with the process.
        std::mem::forget(loaded.timeline.clone());
        Ok(loaded)
    }

    /// As [`Input::read`], but of large files no more than can be shown first.
    ///
    /// # Errors
    /// As [`Input::read`].
    pub fn open(&self) -> Result<Opened, Failure> {
        if self.demo {
            return Ok(Opened { loaded: self.read()?, is_whole: true });
        }
        self.folders()?;
        let _shown = Progress::start("reading");
        load::open(&self.paths()?).map_err(|fault: Unreadable| fault.into())
    }

    /// Reads what must be understood whole, as every verb but `check` and the explorer wants.
    ///
    /// # Errors
    /// As [`Input::read`]; or faults, which are printed.
    pub fn sound(&self, colour: Colour) -> Result<Loaded, Failure> {
        Self::only_sound(self.read()?, colour)
    }

    fn only_sound(loaded: Loaded, colour: Colour) -> Result<Loaded, Failure> {
        if loaded.is_faulty() {
            say_raw(&report::text(loaded.timeline.files(), &loaded.findings, colour.is_sent_to(std::io::stderr())));
            return Err(Failure::Printed(COULD_NOT_RUN));
        }
        Ok(loaded)
    }

    /// The folders of copies must be there: what is misspelt would leave quotes unproved without a word.
    fn folders(&self) -> Result<(), Failure> {
        let missing = self.copies.iter().find(|folder| !folder.is_dir());
        let Some(folder) = missing else { return Ok(()) };
        let (name, what) =
            (name_of(folder), if folder.exists() { "it is not a folder" } else { "there is no such folder" });
        let hint = "`--copies` names a folder with kept copies of the sources".to_owned();
        Err(Failure::Told(format!("cannot look for copies in {name}: {what}"), Some(hint)))
    }

    /// A verdict for every quote, from the copies beside the timeline and in the folders named.
    pub fn ledger(&self, timeline: &Timeline) -> Ledger {
        let _shown = Progress::start("verifying");
        Ledger::new(timeline, &self.origin().shelf())
    }

    /// What `look` makes of a timeline as of [`Input::sound`], with a verdict on every quote. Events of a large file are
    /// read again as `look` wants them.
    ///
    /// # Errors
    /// As [`Input::sound`]; or that an event was not there any more as it was, so that nothing `look` says is true.
    pub fn judged<T>(
        &self,
        colour: Colour,
        look: impl FnOnce(&Timeline, &Ledger) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut loaded = Self::only_sound(self.read_by(load::load_left)?, colour)?;
        let ledger = self.judge(&mut loaded.timeline);
        let seen = look(&loaded.timeline, &ledger);
        let name = loaded.timeline.files().all().first().map_or("the file", |file| &file.name);
        match loaded.timeline.lost() {
            None => seen,
            Some(Lost::Changed) => {
                Err(Failure::Told(format!("{name} has changed while it was read"), Some("run it again".to_owned())))
            }
            Some(Lost::Unreadable(why)) => Err(Failure::told(format!("cannot read {name} again: {why}"))),
        }
    }

    /// Gives every quote its verdict.
    pub fn judge(&self, timeline: &mut Timeline) -> Ledger {
        let ledger = self.ledger(timeline);
        timeline.judge(ledger.verdicts());
        ledger
    }

    /// The files named, else `timeline.yaml` here.
    ///
    /// # Errors
    /// Where neither is there, the three ways on.
    pub fn paths(&self) -> Result<Vec<PathBuf>, Failure> {
        if !self.files.is_empty() {
            return Ok(self.files.clone());
        }
        if Path::new(USUAL).exists() {
            return Ok(vec![PathBuf::from(USUAL)]);
        }
        let ways =
            "name a file (`annals FILE`), write a small one (`annals init`), or look at the example (`annals --demo`)";
        Err(Failure::Told(format!("there is no {USUAL} here"), Some(ways.to_owned())))
    }
}

/// Tells what is being read, and how much of it was read already, where that can be known.
fn reading(paths: &[PathBuf], done: &Arc<Done>) -> Progress {
    let name = match paths {
        [path] if path.as_os_str() == "-" => "standard input".to_owned(),
        [path] => safe(&short(&path.file_name().unwrap_or_default().to_string_lossy())).into_owned(),
        _ => format!("{} files", paths.len()),
    };
    let what = format!("reading {name}");
    if paths.iter().all(|path| load::is_lasting(path)) {
        Progress::of(what, Arc::clone(done))
    } else {
        Progress::start(what)
    }
}
