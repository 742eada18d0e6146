//! How many falsified quotes are taken for true, by annals and by matching that returns its best guess.
//!
//! `cargo bench --bench quality` prints a table; quotes are of generated news and of the articles under `examples/`.

use annals::evidence::anchor::{Sought, anchor};
use annals::evidence::text::CopyText;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

#[path = "../tests/it/falsify/mod.rs"]
mod falsify;

use falsify::best_guess::best_guess;
use falsify::dice::Dice;
use falsify::examples::examples;
use falsify::kinds::KINDS;
use falsify::prose::{Article, articles};
use falsify::typography::PRINTINGS;
use falsify::{Drawn, Falsified, context, falsified};

/// How many quotes of each kind.
const OF_A_KIND: usize = 500;

/// A score from which a best guess counts as sure.
const SURE: f64 = 0.9;

/// How many quotes were taken for true.
#[derive(Clone, Copy, Default)]
struct Row {
    cases: usize,
    proved: usize,
    anchored: usize,
    sure: usize,
}

impl Row {
    fn of(made: &Falsified) -> Self {
        let copy = CopyText::new(made.copy.clone());
        let (prefix, suffix) = (Some(&*made.prefix), Some(&*made.suffix));
        let with = anchor(&copy, Sought { quote: &made.quote, prefix, suffix });
        // Without their context, words that were moved are true.
        let without = || anchor(&copy, Sought { quote: &made.quote, prefix: None, suffix: None });
        let is_proved = with.verdict.is_proved() || (!made.is_moved() && without().verdict.is_proved());
        let guess = best_guess(&made.copy, &made.quote, &made.prefix, &made.suffix, made.hint);
        let sure = guess.filter(|guess| guess.score > SURE);
        Self {
            cases: 1,
            proved: usize::from(is_proved),
            anchored: usize::from(guess.is_some_and(|guess| guess.start < guess.end)),
            sure: usize::from(sure.is_some()),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            cases: self.cases + other.cases,
            proved: self.proved + other.proved,
            anchored: self.anchored + other.anchored,
            sure: self.sure + other.sure,
        }
    }

    fn print(self, name: &str) {
        println!("| {name} | {} | {} | {} | {} |", self.cases, self.proved, self.anchored, self.sure);
    }
}

fn falsified_quotes(articles: &[Article]) {
    println!("| falsified quotes | cases | annals: proved | best guess: anchored | with a score above {SURE} |");
    println!("|---|--:|--:|--:|--:|");
    let mut all = Row::default();
    for (nth, kind) in (0..).zip(KINDS) {
        let made = falsified(9000 + nth, articles, kind, OF_A_KIND);
        let row = made.par_iter().map(Row::of).reduce(Row::default, Row::plus);
        row.print(kind.name);
        all = all.plus(row);
    }
    all.print("**all**");
}

/// A true quote, printed otherwise.
fn printed(dice: &mut Dice, article: &Article, print: fn(&mut Dice, &str) -> String) -> Option<Falsified> {
    let drawn = Drawn::new(dice, article).filter(|drawn| drawn.is_unique(article))?;
    let (prefix, suffix) = context(&article.text, &drawn.at);
    let made = Falsified::words(article, &drawn, print(dice, &drawn.quote()));
    Some(Falsified { prefix, suffix, ..made })
}

fn true_quotes(articles: &[Article]) {
    println!(
        "\n| true quotes, printed otherwise | cases | annals: proved | best guess: anchored | with a score above {SURE} |"
    );
    println!("|---|--:|--:|--:|--:|");
    let mut all = Row::default();
    for (nth, printing) in (0..).zip(PRINTINGS) {
        let mut dice = Dice::new(9500 + nth);
        let mut made = Vec::new();
        while made.len() < OF_A_KIND {
            let article = dice.pick(articles);
            made.extend(printed(&mut dice, article, printing.print));
        }
        let row = made.par_iter().map(Row::of).reduce(Row::default, Row::plus);
        row.print(printing.name);
        all = all.plus(row);
    }
    all.print("**all**");
}

fn main() {
    let mut articles = articles(7, 40);
    articles.extend(examples());
    println!("{} articles\n", articles.len());
    falsified_quotes(&articles);
    true_quotes(&articles);
}
