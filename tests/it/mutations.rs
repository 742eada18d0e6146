//! No falsified quote is proved, and every printing of a true one is.

use annals::evidence::Proof;
use annals::evidence::anchor::{Sought, anchor};
use annals::evidence::text::CopyText;
use annals::model::verdict::Verdict;

use crate::falsify::best_guess::best_guess;
use crate::falsify::dice::Dice;
use crate::falsify::examples::examples;
use crate::falsify::kinds::KINDS;
use crate::falsify::prose::{Article, articles};
use crate::falsify::typography::PRINTINGS;
use crate::falsify::{Drawn, Falsified, context, falsified, witness};

/// How many falsified quotes there are of each kind.
const OF_A_KIND: usize = 400;

fn seek(copy: &CopyText, quote: &str, context: Option<(&str, &str)>) -> Proof {
    let (prefix, suffix) = context.unzip();
    anchor(copy, Sought { quote, prefix, suffix })
}

/// True quotes of articles, each with its copy.
fn drawn(seed: u64, articles: &[Article], count: usize) -> Vec<(&Article, Drawn)> {
    let mut dice = Dice::new(seed);
    let one = |_| {
        let article = dice.pick(articles);
        Some((article, Drawn::new(&mut dice, article).filter(|drawn| drawn.is_unique(article))?))
    };
    (0..count * 4).filter_map(one).take(count).collect()
}

/// Whether a falsified quote is taken for true, with its context or without.
fn is_proved(copies: &[CopyText], made: &Falsified) -> bool {
    let made_anew;
    let copy = match copies.iter().find(|copy| copy.raw == made.copy) {
        Some(copy) => copy,
        None => {
            made_anew = CopyText::new(made.copy.clone());
            &made_anew
        }
    };
    // Without their context, words that were moved are true; with it, one in four is looked at anew.
    let is_proved = |context| seek(copy, &made.quote, context).verdict.is_proved();
    (!made.is_moved() && is_proved(None))
        || ((made.is_moved() || made.hint.is_multiple_of(4)) && is_proved(Some((&*made.prefix, &*made.suffix))))
}

#[test]
fn no_falsified_quote_is_proved() {
    let articles = [articles(1, 24), examples()].concat();
    let copies: Vec<CopyText> = articles.iter().map(|article| CopyText::new(article.text.clone())).collect();
    assert!(KINDS.len() * OF_A_KIND >= 10_000);
    for (nth, kind) in (0..).zip(KINDS) {
        let made = falsified(100 + nth, &articles, kind, OF_A_KIND);
        assert_eq!(made.len(), OF_A_KIND, "{}", kind.name);
        let proved: Vec<&Falsified> = made.iter().filter(|made| is_proved(&copies, made)).collect();
        assert!(proved.is_empty(), "{}: {} proved, the first {:#?}", kind.name, proved.len(), proved[0]);
    }
}

#[test]
fn every_true_quote_is_exact_at_its_place() {
    let articles = [articles(2, 40), examples()].concat();
    let copies: Vec<CopyText> = articles.iter().map(|article| CopyText::new(article.text.clone())).collect();
    let drawn = drawn(3, &articles, 1500);
    assert_eq!(drawn.len(), 1500);
    for (article, drawn) in drawn {
        let copy = copies.iter().find(|copy| copy.raw == article.text).expect("its copy");
        let (prefix, suffix) = context(&article.text, &drawn.at);
        for context in [None, Some((&*prefix, &*suffix))] {
            let proof = seek(copy, &drawn.quote(), context);
            assert_eq!((proof.verdict, proof.at), (Verdict::Exact, Some(drawn.at.clone())), "{}", drawn.quote());
        }
    }
}

#[test]
fn printed_otherwise_a_true_quote_is_proved_at_its_place() {
    let articles = articles(4, 20);
    let copies: Vec<CopyText> = articles.iter().map(|article| CopyText::new(article.text.clone())).collect();
    for (nth, printing) in (0..).zip(PRINTINGS) {
        let mut dice = Dice::new(500 + nth);
        let mut missed = Vec::new();
        let drawn = drawn(600 + nth, &articles, 100);
        for (article, drawn) in &drawn {
            // The quote in print, then the copy.
            let quote = (printing.print)(&mut dice, &drawn.quote());
            let copy = copies.iter().find(|copy| copy.raw == article.text).expect("its copy");
            let proof = seek(copy, &quote, None);
            if !(proof.verdict.is_proved() && proof.at == Some(drawn.at.clone())) {
                missed.push((proof.verdict, quote));
            }
            let [before, quote, behind] =
                [&article.text[..drawn.at.start], &article.text[drawn.at.clone()], &article.text[drawn.at.end..]]
                    .map(|text| (printing.print)(&mut dice, text));
            let at = before.len()..before.len() + quote.len();
            let copy = CopyText::new(format!("{before}{quote}{behind}"));
            let proof = seek(&copy, &drawn.quote(), None);
            if !(proof.verdict.is_proved() && proof.at == Some(at)) {
                missed.push((proof.verdict, drawn.quote()));
            }
        }
        let all = 2 * drawn.len();
        assert!(all == 200 && missed.len() * 200 <= all, "{}: {missed:#?}", printing.name);
    }
}

#[test]
fn the_witness_knows_whole_words() {
    let copy = "It was -5, not $6; “non-nuclear” 7 % of 10 000 don’t (overpromising) 5–10.";
    for there in ["It was -5", "-5, not", "non-nuclear", "7 % of", "10 000", "don’t", "overpromising", "5–10"] {
        assert_eq!(witness::places(copy, there), 1, "{there}");
    }
    for cut in ["5, not", "6", "nuclear", "7", "10", "000", "don", "t (over", "promising", "10.", "5–"] {
        assert_eq!(witness::places(copy, cut), 0, "{cut}");
    }
}

#[test]
fn a_best_guess_finds_what_is_not_there() {
    let (text, quote) = ("He said that troops will not be sent.", "troops will be sent");
    let guess = best_guess(text, quote, "He said that ", ".", 13).expect("a guess");
    assert!(guess.score > 0.8 && (guess.start, guess.end) == (13, 36), "{guess:?}");
    assert!(best_guess(text, "quite another matter altogether", "", "", 0).is_none());
    let guesses =
        |made: &Falsified| best_guess(&made.copy, &made.quote, &made.prefix, &made.suffix, made.hint).is_some();
    for kind in ["“not” dropped", "digit changed"] {
        let kind = KINDS.iter().find(|row| row.name == kind).expect("a kind");
        let made = falsified(13, &articles(5, 2), kind, 4);
        assert!(made.len() == 4 && made.iter().all(guesses), "{}", kind.name);
    }
}

#[test]
fn an_article_that_somebody_wrote_keeps_its_numbers_whole() {
    let article = Article::of_text("In 2024\n10 000 men – and 5 %\tmore.\n\n\n“No,” he said.\n");
    assert_eq!(article.paragraphs[0], ["In", "2024 10 000", "men", "–", "and", "5 %", "more."]);
    assert_eq!(article.text, "In 2024 10 000 men – and 5 % more.\n\n“No,” he said.");
    assert_eq!(&article.text[article.start_of(1, 1)..], "he said.");
}
