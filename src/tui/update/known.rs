//! From day to day on which something became known, the rest of the filter staying as it is.

use crate::model::as_known;
use crate::model::query::{Query, known_again};
use crate::tui::action::Way;
use crate::tui::knowing::next_day;
use crate::tui::state::{Filter, State};

/// How many things that turned out otherwise are told before the rest is counted.
const TOLD: usize = 2;

impl State {
    /// To the next or previous day on which something became known, saying what it added.
    pub(super) fn step_known(&mut self, way: Way) {
        let mark = self.filter.query.as_ref().and_then(Query::known).cloned();
        let Some(day) = next_day(&self.whole, mark.as_ref(), way == Way::Next) else {
            self.say(match (mark, way) {
                (None, _) => "no source says when it came out, so that nothing can be seen as it was known",
                (Some(_), Way::Next) => "nothing became known later: this is all there is",
                (Some(_), Way::Previous) => "nothing is known of any day before",
            });
            return;
        };
        let text = known_again(&self.filter.text, &day.to_string());
        if let Ok(filter) = Filter::parse(&self.whole, &text) {
            self.set_filter(filter);
            self.tell_added();
        }
    }

    /// What the day looked at added, and what that showed to be otherwise.
    fn tell_added(&mut self) {
        let told = self.known.as_ref().and_then(|known| {
            let mut words = as_known::added(&self.whole, known.day?, &known.change);
            let turned = known.change.turns.iter().map(|turn| as_known::turned_in_short(&self.whole, *turn));
            let mut turned: Vec<String> = turned.collect();
            turned.dedup();
            if !turned.is_empty() {
                let more = turned.len().saturating_sub(TOLD);
                let more = if more > 0 { format!("; and {more} more") } else { String::new() };
                let shown = turned.into_iter().take(TOLD).collect::<Vec<_>>().join("; ");
                words.push_str(&format!(". Turned out otherwise: {shown}{more}"));
            }
            Some(words)
        });
        told.into_iter().for_each(|words| self.say(self.theme.own(words)));
    }
}
