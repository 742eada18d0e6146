//! Everything written in each format, into nothing.

use std::io;

use annals::export::{FORMATS, Options};
use annals::model::excerpt::Excerpt;

use super::{Row, timed};

/// An excerpt of every event, then each format of it.
pub fn rows() -> Vec<Row> {
    let choosing = Row::new("an excerpt of all", |sample| {
        let timeline = &sample.loaded().timeline;
        Box::new(move || timed(|| Excerpt::new(timeline, timeline.events())))
    });
    let formats = FORMATS.iter().map(|format| {
        Row::new(format.name, move |sample| {
            let timeline = &sample.loaded().timeline;
            let excerpt = Excerpt::new(timeline, timeline.events());
            Box::new(move || {
                timed(|| format.write(&excerpt, &Options::default(), &mut io::sink()).expect("nothing refuses"))
            })
        })
    });
    std::iter::once(choosing).chain(formats).collect()
}
