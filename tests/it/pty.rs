//! A terminal for tests: a program runs in it, keys go in, and what stands on its screen comes out.

use std::env;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long anything may take before a test fails; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a terminal knows: its cells, with all bytes that ever came.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    is_closing: bool,
}

/// A program in a terminal of its own.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    reader: Option<JoinHandle<()>>,
    cooked: String,
    _home: TempDir,
}

fn cells(size: (u16, u16)) -> (NonZeroU16, NonZeroU16) {
    (NonZeroU16::new(size.1).unwrap(), NonZeroU16::new(size.0).unwrap())
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// Where a program finds and keeps what is its user's: unless a test says where, an empty folder that goes with it.
fn settle(command: &mut CommandBuilder) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        if command.get_env(name) == env::var_os(name).as_deref() {
            command.env(name, home.path());
        }
    }
    home
}

/// The program of this package.
pub fn annals(args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
    command.args(args);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command
}

impl Pty {
    /// Starts a command in a terminal of `size` (columns, rows) that knows colours.
    pub fn start(mut command: CommandBuilder, size: (u16, u16)) -> Self {
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        Self::start_as_it_is(command, size)
    }

    /// As [`Pty::start`], with `TERM` and `NO_COLOR` as the command has them.
    pub fn start_as_it_is(mut command: CommandBuilder, size: (u16, u16)) -> Self {
        command.env("LANG", "C.UTF-8");
        command.env_remove("LC_ALL");
        command.env_remove("RUST_BACKTRACE");
        command.env_remove("COLORFGBG");
        let home = settle(&mut command);
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let cooked = termios(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        let (rows, columns) = cells(size);
        let seen = Arc::new(Mutex::new(Seen {
            parser: vt100::Parser::new(rows, columns, 0),
            bytes: Vec::new(),
            is_closing: false,
        }));
        let keyboard = pair.master.take_writer().unwrap();
        let mut out = pair.master.try_clone_reader().unwrap();
        let eye = Arc::clone(&seen);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = out.read(&mut bytes) {
                let mut seen = eye.lock().unwrap();
                seen.bytes.extend_from_slice(&bytes[..count]);
                seen.parser.process(&bytes[..count]);
                if seen.is_closing {
                    break;
                }
            }
        });
        Self {
            master: Some(pair.master),
            slave: Some(pair.slave),
            keyboard: Some(keyboard),
            child,
            seen,
            reader: Some(reader),
            cooked,
            _home: home,
        }
    }

    /// Types keys, named as tmux names them: `j C-z Enter S-Tab Space`.
    pub fn keys(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.write(&bytes_of(key));
        }
    }

    /// Types bytes as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(bytes).unwrap();
        keyboard.flush().unwrap();
    }

    /// The rows of the screen, without trailing blanks.
    pub fn screen(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    /// Waits until the screen holds what `is_so` asks for.
    pub fn wait_for(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let met = self.within(PATIENCE, || is_so(self.seen.lock().unwrap().parser.screen()));
        assert!(met, "no {what} on this screen:\n{}", self.screen());
    }

    /// Waits until these words stand on the screen.
    pub fn wait_for_text(&self, words: &str) {
        self.wait_for(words, |screen| screen.contents().contains(words));
    }

    /// Waits until `is_so`, or gives up.
    pub fn within(&self, time: Duration, mut is_so: impl FnMut() -> bool) -> bool {
        let start = Instant::now();
        while start.elapsed() < time {
            if is_so() {
                return true;
            }
            thread::sleep(Duration::from_millis(5));
        }
        is_so()
    }

    /// How many bytes came until now.
    pub fn came(&self) -> usize {
        self.seen.lock().unwrap().bytes.len()
    }

    /// Did these bytes come after the first `from`?
    pub fn came_since(&self, from: usize, bytes: &[u8]) -> bool {
        self.seen.lock().unwrap().bytes[from..].windows(bytes.len()).any(|window| window == bytes)
    }

    /// Gives the terminal another size, in columns and rows.
    pub fn resize(&self, size: (u16, u16)) {
        let (rows, columns) = cells(size);
        self.seen.lock().unwrap().parser.set_size(rows, columns);
        self.master.as_ref().unwrap().resize(pty_size(size)).unwrap();
    }

    /// Sends a signal to the program itself.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// The process that was started.
    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap() as i32).unwrap()
    }

    /// The terminal goes away, as when its window is closed.
    pub fn close(&mut self) {
        // The reader must let go of the terminal too; a resize makes the program say something.
        self.seen.lock().unwrap().is_closing = true;
        self.keyboard = None;
        self.resize((70, 20));
        self.reader.take().unwrap().join().unwrap();
        // Only a program that rests has to find out by itself: one that draws meets an error.
        thread::sleep(Duration::from_millis(200));
        self.slave = None;
        self.master = None;
    }

    /// Quits with `q`: the program ends well and the terminal is whole.
    pub fn quit(mut self) {
        self.keys("q");
        assert!(self.exit().success());
        self.assert_whole();
    }

    /// How the program ended.
    pub fn exit(&mut self) -> ExitStatus {
        self.exit_within(PATIENCE)
    }

    /// How the program ended; it must within this time.
    pub fn exit_within(&mut self, time: Duration) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < time, "still running, with this screen:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Asserts that the terminal is as it was before the program started.
    pub fn assert_whole(&self) {
        let master = self.master.as_ref().unwrap();
        let is_whole = || {
            let seen = self.seen.lock().unwrap();
            let screen = seen.parser.screen();
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
                && termios(master.as_ref()) == self.cooked
        };
        assert!(self.within(Duration::from_secs(2), is_whole), "left broken: {}\n{}", self.modes(), self.screen());
    }

    /// The modes of the terminal, in words.
    pub fn modes(&self) -> String {
        let seen = self.seen.lock().unwrap();
        let screen = seen.parser.screen();
        let is_cooked = termios(self.master.as_ref().unwrap().as_ref()) == self.cooked;
        format!(
            "cooked {is_cooked}, alternate {}, cursor {}, paste {}, mouse {:?}",
            screen.alternate_screen(),
            !screen.hide_cursor(),
            screen.bracketed_paste(),
            screen.mouse_protocol_mode()
        )
    }

    /// The processor time that the program has used, in clock ticks (of which a second has 100).
    #[cfg(target_os = "linux")]
    pub fn ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_nonzero())).unwrap();
        let after_name = stat.rsplit_once(')').unwrap().1;
        after_name.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
        }
    }
}

/// The modes that the driver keeps, as words that can be compared.
fn termios(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios())
}

fn bytes_of(key: &str) -> Vec<u8> {
    let named: &[(&str, &[u8])] = &[
        ("Enter", b"\r"),
        ("Space", b" "),
        ("Tab", b"\t"),
        ("S-Tab", b"\x1b[Z"),
        ("Esc", b"\x1b"),
        ("Up", b"\x1b[A"),
        ("Down", b"\x1b[B"),
        ("BSpace", b"\x7f"),
    ];
    let control = key.strip_prefix("C-").and_then(|letter| letter.bytes().next()).map(|letter| vec![letter & 0x1f]);
    let named = named.iter().find(|(name, _)| *name == key).map(|(_, bytes)| bytes.to_vec());
    control.or(named).unwrap_or_else(|| key.as_bytes().to_vec())
}
