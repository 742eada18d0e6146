//! What a panic does to the screen: that of its own thread gives it back first, that of another leaves it alone.

use std::panic::{self, PanicHookInfo};
use std::sync::Once;

use super::input::Input;
use super::modes;

static INSTALLED: Once = Once::new();

/// Puts a hook before the present one, once in the life of the program.
pub fn install() {
    INSTALLED.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let is_told = modes::is_of_another_thread() && modes::wake(Input::Trouble(words(panic)));
            if !is_told {
                modes::undo();
                usual(panic);
            }
        }));
    });
}

fn words(panic: &PanicHookInfo) -> String {
    let message = panic.payload_as_str().unwrap_or("no message");
    match panic.location() {
        Some(place) => format!("{message} ({place})"),
        None => message.to_owned(),
    }
}
