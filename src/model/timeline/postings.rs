//! Which events each thing leads to.

use super::EventIx;

/// Lists of events, one to each thing, in the order of the files.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where the list of each thing ends.
    ends: Vec<u32>,
    events: Vec<EventIx>,
}

impl Postings {
    /// The lists of so many things, of pairs of a thing and an event that come in any order.
    pub fn of(things: usize, pairs: &[(u32, EventIx)]) -> Self {
        let mut ends = vec![0_u32; things];
        pairs.iter().for_each(|(thing, _)| ends[*thing as usize] += 1);
        let mut end = 0;
        for own in &mut ends {
            // Where its next event goes; behind the last of them its list ends.
            (end, *own) = (end + *own, end);
        }
        let mut events = vec![EventIx(0); pairs.len()];
        for (thing, event) in pairs {
            let next = &mut ends[*thing as usize];
            events[*next as usize] = *event;
            *next += 1;
        }
        let mut lists = Self { ends, events };
        lists.set_in_order();
        lists
    }

    /// Puts each list in order, each event in it once.
    fn set_in_order(&mut self) {
        let (mut begin, mut to) = (0, 0);
        for end in &mut self.ends {
            let list = begin..*end as usize;
            begin = list.end;
            if !self.events[list.clone()].is_sorted() {
                self.events[list.clone()].sort_unstable();
            }
            let first = to;
            for at in list {
                if to == first || self.events[to - 1] != self.events[at] {
                    self.events[to] = self.events[at];
                    to += 1;
                }
            }
            *end = u32::try_from(to).unwrap_or(u32::MAX);
        }
        self.events.truncate(to);
        self.events.shrink_to_fit();
    }

    /// The events of a thing.
    pub fn events(&self, thing: usize) -> &[EventIx] {
        let Some(end) = self.ends.get(thing) else { return &[] };
        let begin = thing.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.events[begin as usize..*end as usize]
    }
}
