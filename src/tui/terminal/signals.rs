//! Signals, on a thread of their own: those that end the program give the terminal back first.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::input::Input;
use super::modes;

/// How long a terminal that takes no bytes may hold up the end.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long it may take the kernel to deliver what was asked for.
const DELIVERY: Duration = Duration::from_millis(300);

/// How often the program was continued.
static CONTINUED: AtomicUsize = AtomicUsize::new(0);

/// Has another program the keyboard, so that Ctrl-c means that one?
static IS_ANOTHERS: AtomicBool = AtomicBool::new(false);

/// What is done before the end.
static LAST: Mutex<Option<Box<dyn Fn() + Send>>> = Mutex::new(None);

static STARTED: Mutex<bool> = Mutex::new(false);

/// Starts the thread, once in the life of the program.
pub fn start() -> io::Result<()> {
    let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    if !*started {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGCONT, SIGWINCH])?;
        thread::Builder::new().name("signals".into()).spawn(move || signals.forever().for_each(receive))?;
        *started = true;
    }
    Ok(())
}

fn receive(signal: i32) {
    match signal {
        SIGWINCH => {
            modes::wake(Input::Resized);
        }
        SIGCONT => {
            // In this order, so that who stopped on purpose is not told as well.
            modes::wake(Input::Continued);
            CONTINUED.fetch_add(1, Ordering::SeqCst);
        }
        SIGINT | SIGQUIT if IS_ANOTHERS.load(Ordering::SeqCst) => {}
        _ => die_by(signal),
    }
}

/// Has this done before a signal ends the program, instead of what was to be done until now.
pub fn before_death(last: Box<dyn Fn() + Send>) {
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
}

/// Gives the terminal back, then dies as if the signal had not been caught.
fn die_by(signal: i32) {
    let (done, wait) = mpsc::channel();
    let undone = thread::Builder::new().spawn(move || {
        modes::undo_for_good();
        LAST.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(|last| last());
        done.send(())
    });
    if undone.is_ok() {
        // Whether it is done or takes too long, the program ends now.
        let _ = wait.recv_timeout(PATIENCE);
    }
    let _ = emulate_default_handler(signal);
}

/// Stops the whole job, as Ctrl-z does in a cooked terminal, and returns when it goes on. Where no
/// shell could continue it, the kernel does not stop it.
pub fn stop() -> io::Result<()> {
    until_continued(|| kill_current_process_group(Signal::TSTP))
}

/// Does it, then waits until the thread has seen a SIGCONT, or for a while where none comes.
fn until_continued(ask: impl FnOnce() -> rustix::io::Result<()>) -> io::Result<()> {
    let before = CONTINUED.load(Ordering::SeqCst);
    ask()?;
    let start = Instant::now();
    while CONTINUED.load(Ordering::SeqCst) == before && start.elapsed() < DELIVERY {
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

/// Runs what needs the keyboard for itself: meanwhile Ctrl-c and Ctrl-\ do not end this program.
pub fn leaving_keys_to<T>(other: impl FnOnce() -> T) -> T {
    IS_ANOTHERS.store(true, Ordering::SeqCst);
    let done = other();
    // The Ctrl-c that ended the other may still wait for the thread; a SIGCONT comes after it.
    let _ = until_continued(|| kill_process(getpid(), Signal::CONT));
    IS_ANOTHERS.store(false, Ordering::SeqCst);
    done
}
