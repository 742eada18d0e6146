//! The whole drawing from top to bottom: title, legend, axis, lanes, and what stands below them.

use std::io;
use std::ops::Range;

use super::legend::{Drawn, Legend};
use super::letters::{FONTS, bold_width, width, wrap};
use super::measure::{BAR, BASELINE, CONTENT, LEFT, MARGIN, NAME, NAMES, PAGE, Pt, RIGHT, TEXT, TITLE, times, written};
use super::notes::{Block, Notes};
use super::pen::{BAND, INK, LINE, Letters, MIDDLE, PAPER, PIECE, Pen, STRONG_LINE, bold, plain};
use super::place::{PADDING, Placed, PlacedItem, PlacedLane, SIGN, Sign};
use super::scale::{Scale, Tick};
use super::shapes;
use super::words::Teller;
use crate::export::brief;
use crate::model::cores::{out_in_waves, stretches};
use crate::model::date::When;
use crate::model::excerpt::Excerpt;
use crate::model::lanes::{Lanes, links};
use crate::model::safe::safe;
use crate::model::timeline::Timeline;

/// The height of a strip of labels.
const AXIS: Pt = 1_500;

/// Within how many elements an item stands: the drawing and its lane.
const IN_LANE: usize = 2;

/// A drawing with everything at its place.
pub struct Sheet<'t> {
    excerpt: &'t Excerpt<'t>,
    lanes: &'t Lanes,
    placed: &'t Placed,
    ticks: Vec<Tick>,
    title: Vec<String>,
    caption: Vec<String>,
    legend: Legend,
    blocks: Vec<Block<'t>>,
    links: Vec<((Pt, Pt), (Pt, Pt))>,
}

/// The scale of all dates in the lanes.
pub fn scale(excerpt: &Excerpt, lanes: &Lanes) -> Option<Scale> {
    let dates: Vec<&When> = lanes.dates(excerpt.timeline()).collect();
    Scale::over(&dates)
}

impl<'t> Sheet<'t> {
    /// The sheet of lanes that were placed.
    pub fn new(
        excerpt: &'t Excerpt,
        lanes: &'t Lanes,
        scale: Option<&Scale>,
        placed: &'t Placed,
        notes: &'t Notes,
    ) -> Self {
        let links = linked(excerpt, lanes, placed);
        let items = placed.lanes.iter().flat_map(|lane| &lane.items).collect();
        let legend = Legend::of(&Drawn { items, has_links: !links.is_empty() });
        let title = safe(excerpt.timeline().title());
        Self {
            excerpt,
            lanes,
            placed,
            ticks: scale.map(Scale::ticks).unwrap_or_default(),
            title: wrap(&title, CONTENT, |words| bold_width(words, TITLE.0)),
            caption: wrap(&safe(&described(excerpt, lanes)), CONTENT, |words| width(words, NAME.0)),
            legend,
            blocks: notes.blocks(),
            links,
        }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen) -> io::Result<()> {
        let legend = MARGIN + times(self.title.len(), TITLE.1) + times(self.caption.len(), NAME.1) + 700;
        let top = legend + self.legend.height() + AXIS + 400;
        let bottom = top + self.placed.height;
        let notes = bottom + AXIS;
        let height = notes + self.blocks.iter().map(Block::height).sum::<Pt>() + MARGIN;
        pen.within("svg", &root(height), |pen| {
            pen.words("title", &[("id", "annals-title".to_owned())], self.excerpt.timeline().title())?;
            pen.words("desc", &[("id", "annals-desc".to_owned())], &described(self.excerpt, self.lanes))?;
            shapes::patterns(pen)?;
            pen.rect((0, 0), (PAGE, height), &[("fill", PAPER.to_owned())])?;
            self.head(pen)?;
            self.legend.draw(pen, legend)?;
            self.bands(pen, top)?;
            self.axis(pen, top, bottom)?;
            self.all_lanes(pen, top)?;
            self.links
                .iter()
                .try_for_each(|(from, to)| shapes::link(pen, (from.0, from.1 + top), (to.0, to.1 + top)))?;
            let mut top = notes;
            self.blocks.iter().try_for_each(|block| {
                block.draw(pen, top)?;
                top += block.height();
                Ok(())
            })
        })
    }

    fn head(&self, pen: &mut Pen) -> io::Result<()> {
        let mut y = MARGIN;
        for line in &self.title {
            pen.text((MARGIN, y + 1_200), bold(TITLE.0), &[], line)?;
            y += TITLE.1;
        }
        for line in &self.caption {
            pen.text((MARGIN, y + 800), Letters { fill: MIDDLE, ..plain(NAME.0) }, &[], line)?;
            y += NAME.1;
        }
        Ok(())
    }

    /// Every second lane has a ground of its own, so that the eye does not slip.
    fn bands(&self, pen: &mut Pen, top: Pt) -> io::Result<()> {
        for lane in self.placed.lanes.iter().step_by(2) {
            pen.rect((MARGIN, top + lane.top), (CONTENT, lane.height), &[("fill", BAND.to_owned())])?;
        }
        Ok(())
    }

    /// The labels above and below the lanes, with a line between them for each begin of a unit.
    fn axis(&self, pen: &mut Pen, top: Pt, bottom: Pt) -> io::Result<()> {
        if self.ticks.is_empty() {
            return Ok(());
        }
        for tick in &self.ticks {
            let weight = if tick.major { bold(TEXT.0) } else { plain(TEXT.0) };
            for y in [top - 500, bottom + 500 + BASELINE] {
                pen.text((tick.at + 120, y), weight, &[("class", "tick".to_owned())], &tick.label)?;
            }
            if tick.is_begin {
                let stroke = if tick.major { STRONG_LINE } else { LINE };
                pen.line((tick.at, top - 1_050), (tick.at, bottom + 900), stroke, "unit")?;
            }
        }
        for y in [top, bottom] {
            pen.line((LEFT, y), (RIGHT, y), INK, "axis")?;
        }
        Ok(())
    }

    /// The lanes, drawn on all cores.
    fn all_lanes(&self, pen: &mut Pen, top: Pt) -> io::Result<()> {
        let mut parts = self.placed.lanes.iter().enumerate().flat_map(|(number, lane)| {
            // A lane without items has a name.
            let parts = stretches(0..lane.items.len().max(1), PIECE);
            parts.map(move |part| (number, part.start..part.end.min(lane.items.len())))
        });
        // Long lanes are drawn in parts, and short ones together.
        let runs = std::iter::from_fn(|| {
            let (mut run, mut count) = (Vec::new(), 0);
            while count < PIECE
                && let Some((number, part)) = parts.next()
            {
                count += part.len().max(1);
                run.push((number, part));
            }
            (!run.is_empty()).then_some(run)
        });
        let drawn = |run: Vec<(usize, Range<usize>)>| {
            let is_within = run.first().is_some_and(|(_, part)| part.start > 0);
            Pen::scrap(if is_within { IN_LANE } else { IN_LANE - 1 }, |pen| self.run(pen, &run, top))
        };
        out_in_waves(runs, drawn, |scrap| pen.paste(&scrap?))
    }

    /// Parts of lanes that follow each other; the records that are read for them are gone with them.
    fn run(&self, pen: &mut Pen, run: &[(usize, Range<usize>)], top: Pt) -> io::Result<()> {
        let timeline = &self.excerpt.timeline().unread();
        let mut teller = Teller::new(timeline);
        for (number, part) in run {
            let lane = &self.placed.lanes[*number];
            if part.start == 0 {
                pen.open("g", &[("class", "lane".to_owned())])?;
                self.lane_head(pen, *number, lane, top)?;
            }
            for item in &lane.items[part.clone()] {
                let lane = &self.lanes.lanes[*number];
                let told = teller.told(lane, &lane.items[item.item]);
                self.item(pen, timeline, &told, item, top)?;
            }
            if part.end == lane.items.len() {
                pen.close("g")?;
            }
        }
        Ok(())
    }

    /// The name of a lane, and what is not drawn in it.
    fn lane_head(&self, pen: &mut Pen, number: usize, lane: &PlacedLane, top: Pt) -> io::Result<()> {
        pen.words("title", &[], &self.lanes.lanes[number].label)?;
        let mut y = top + lane.top + PADDING;
        for line in &lane.name {
            pen.text((MARGIN + 300, y + 780), bold(NAME.0), &[("class", "name".to_owned())], line)?;
            y += NAME.1;
        }
        if lane.undated > 0 {
            let letters = Letters { fill: MIDDLE, ..plain(TEXT.0) };
            pen.text((MARGIN + 300, y + BASELINE), letters, &[], &format!("{} without a date", lane.undated))?;
        }
        Ok(())
    }

    fn item(&self, pen: &mut Pen, part: &Timeline, told: &str, item: &PlacedItem, top: Pt) -> io::Result<()> {
        let class = match item.sign {
            Sign::Said => "item said",
            Sign::Refuted => "item said refuted",
            Sign::Mentioned => "item mentioned",
        };
        let about = [("class", class.to_owned()), ("data-event", safe(&part.event(item.event).address()).into_owned())];
        pen.within("g", &about, |pen| {
            pen.words("title", &[], told)?;
            let y = top + item.top;
            shapes::bar(pen, &item.span, y + BAR)?;
            shapes::sign(pen, item.sign, (item.signs_at + 250, y + BASELINE - 250))?;
            if item.in_dispute {
                shapes::dispute(pen, (item.signs_at + SIGN + 250, y + BASELINE - 250))?;
            }
            let words = self.label(part, item);
            if words.is_empty() {
                return Ok(());
            }
            let fitted = [
                ("class", "label".to_owned()),
                ("textLength", written(width(&words, TEXT.0))),
                ("lengthAdjust", "spacingAndGlyphs".to_owned()),
            ];
            pen.text((item.words_at, y + BASELINE), plain(TEXT.0), &fitted, &words)
        })
    }

    /// The number and the title, or what of them there is room and need for.
    fn label(&self, part: &Timeline, item: &PlacedItem) -> String {
        let number = self.placed.numbers.get(&item.event).map(|number| number.to_string());
        let title = item.is_titled.then(|| safe(part.event(item.event).title()).into_owned());
        number.into_iter().chain(title).collect::<Vec<_>>().join(" ")
    }
}

/// What the drawing is of, in a few sentences.
fn described(excerpt: &Excerpt, lanes: &Lanes) -> String {
    let all = excerpt.timeline().events().len();
    let summary = excerpt.timeline().document().summary.as_deref().map(|summary| format!("{} ", summary.trim()));
    let part = if excerpt.len() < all { format!(" The timeline has {all} events.") } else { String::new() };
    let in_lanes = format!("Lanes: {}.", lanes.kind.row().name);
    format!("{}{} {in_lanes}{part}", summary.unwrap_or_default(), brief::extent(excerpt))
}

/// The revisions, each from sign to sign.
fn linked(excerpt: &Excerpt, lanes: &Lanes, placed: &Placed) -> Vec<((Pt, Pt), (Pt, Pt))> {
    let place = |spot: crate::model::lanes::Spot| {
        let items = &placed.lanes.get(spot.lane)?.items;
        let item = &items[items.binary_search_by_key(&spot.item, |item| item.item).ok()?];
        Some((item.signs_at + 250, item.top + BASELINE - 250))
    };
    let links = links(excerpt.timeline(), &lanes.lanes);
    links.iter().filter_map(|link| Some((place(link.from_spot)?, place(link.to_spot)?))).collect()
}

fn root(height: Pt) -> [(&'static str, String); 9] {
    // A point is 0.3527… millimetres; the file says both, so that it prints at its size.
    let millimetres = |length: Pt| format!("{}mm", written(length * 254 / 720));
    [
        ("xmlns", "http://www.w3.org/2000/svg".to_owned()),
        ("width", millimetres(PAGE)),
        ("height", millimetres(height)),
        ("viewBox", format!("0 0 {} {}", written(PAGE), written(height))),
        ("role", "img".to_owned()),
        ("aria-labelledby", "annals-title".to_owned()),
        ("aria-describedby", "annals-desc".to_owned()),
        ("font-family", FONTS.to_owned()),
        ("fill", INK.to_owned()),
    ]
}

const _: () = assert!(MARGIN + NAMES < LEFT, "names end before the axis begins");
