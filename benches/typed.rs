//! How long a letter of a filter takes in a real terminal: `cargo bench --bench typed` types some lines into the program.
//!
//! A number is the size of the timeline, of a million events otherwise; other words are typed instead. Of each letter it
//! prints when the first bytes came, when it said how many events are kept, and when the last bytes came, in milliseconds,
//! as the median of some rounds. What the terminal does with the bytes is worked out afterwards, so that it takes none of the time.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

#[allow(dead_code, reason = "YAML is wanted, and nothing else")]
mod generator;

/// What is typed, letter by letter.
const LINES: &[&str] = &["the harb", "minister", "from:2001", "lerden", "actor:lerd", "Krakó", "zzq"];

/// How often each line is typed.
const ROUNDS: usize = 5;

/// A screen that has not changed for so long is taken for the last.
const STILL: Duration = Duration::from_millis(300);

/// Of the terminal.
const SIZE: PtySize = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let events = words.iter().find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let mut lines: Vec<&str> = words.iter().map(String::as_str).filter(|word| word.parse::<usize>().is_err()).collect();
    if lines.is_empty() {
        lines.extend(LINES);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("generated.yaml");
    fs::write(&path, generator::yaml(events)).expect("written");
    let mut desk = Desk::new(&path);
    // Until the file is read and its words are ready.
    thread::sleep(Duration::from_secs(3) + Duration::from_micros(10) * u32::try_from(events).expect("a size"));
    println!("| typed, {events} events | first | count | all |");
    println!("|---|--:|--:|--:|");
    for line in lines {
        let mut rounds = vec![[const { Vec::new() }; 3]; line.chars().count()];
        for _ in 0..ROUNDS {
            desk.press("f");
            for (letter, times) in line.chars().zip(&mut rounds) {
                let waits = desk.press(letter.encode_utf8(&mut [0; 4]));
                times.iter_mut().zip(waits).for_each(|(times, wait)| times.push(wait));
            }
            desk.press("\x1b");
        }
        let ends = line.char_indices().map(|(at, letter)| at + letter.len_utf8());
        for (end, times) in ends.zip(&mut rounds) {
            let [first, count, all] = times.each_mut().map(|times| middle(times));
            println!("| `{}` | {first:.1} | {count:.1} | {all:.1} |", &line[..end]);
        }
    }
}

/// The one in the middle, in milliseconds.
fn middle(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

/// The program in a terminal.
struct Desk {
    keyboard: Box<dyn Write + Send>,
    screen: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    child: Box<dyn Child + Send + Sync>,
    _terminal: Box<dyn MasterPty + Send>,
}

impl Desk {
    fn new(timeline: &Path) -> Self {
        let pty = native_pty_system().openpty(SIZE).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
        command.arg(timeline);
        command.arg("--fresh");
        command.env("TERM", "xterm-256color");
        let child = pty.slave.spawn_command(command).expect("the program");
        let mut out = pty.master.try_clone_reader().expect("its screen");
        let (send, screen) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 1 << 14];
            while let Ok(count @ 1..) = out.read(&mut bytes) {
                if send.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let keyboard = pty.master.take_writer().expect("its keyboard");
        let [rows, columns] = [SIZE.rows, SIZE.cols].map(|cells| NonZeroU16::new(cells).expect("some"));
        let parser = vt100::Parser::new(rows, columns, 0);
        Self { keyboard, screen, parser, child, _terminal: pty.master }
    }

    /// Presses a key; gives how long it took until something came, until the foot said how many are kept, and until
    /// nothing more came.
    fn press(&mut self, key: &str) -> [Duration; 3] {
        while let Ok((_, bytes)) = self.screen.try_recv() {
            self.parser.process(&bytes);
        }
        let start = Instant::now();
        self.keyboard.write_all(key.as_bytes()).expect("a key");
        let mut came = Vec::new();
        while let Ok(bytes) = self.screen.recv_timeout(STILL) {
            came.push(bytes);
        }
        let mut waits = [Duration::ZERO; 3];
        for (at, bytes) in came {
            self.parser.process(&bytes);
            let wait = at - start;
            let rows = self.parser.screen().contents();
            let is_counted = rows.lines().last().is_some_and(|foot| !foot.contains("so far"));
            let [first, count, all] = &mut waits;
            *all = wait;
            if first.is_zero() {
                *first = wait;
            }
            if !is_counted {
                *count = Duration::ZERO;
            } else if count.is_zero() {
                *count = wait;
            }
        }
        waits
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
