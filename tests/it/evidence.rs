//! What is proved of a quote, and what is not: words held against the text of a copy.

use annals::evidence::Proof;
use annals::evidence::anchor::{Sought, anchor};
use annals::evidence::fold::Fold;
use annals::evidence::text::CopyText;
use annals::model::verdict::Verdict::{self, Ambiguous, Drifted, Elided, Exact, Normalised, Orphan};

fn seek(copy: &str, quote: &str) -> Proof {
    anchor(&CopyText::new(copy.to_owned()), Sought { quote, prefix: None, suffix: None })
}

fn between(copy: &str, quote: &str, prefix: &str, suffix: &str) -> Proof {
    let context = |words: &'static str| Some(words).filter(|words| !words.is_empty());
    let (prefix, suffix) = (prefix.to_owned().leak(), suffix.to_owned().leak());
    let sought = Sought { quote, prefix: context(prefix), suffix: context(suffix) };
    anchor(&CopyText::new(copy.to_owned()), sought)
}

/// A row of the folding table, a quote, and a copy that has the same words by that row.
const FOLDED: &[(Fold, &str, &str)] = &[
    (Fold::WhiteSpace, "we will go", "we will\ngo"),
    (Fold::WhiteSpace, "we will go", "we\r\n\r\nwill\tgo"),
    (Fold::WhiteSpace, "we will go", "we\u{a0}will\u{202f}go"),
    (Fold::WhiteSpace, "we will go", "we\u{2028}will\u{3000}go"),
    (Fold::WhiteSpace, "we  will go", "we will go"),
    (Fold::WhiteSpace, "we will go", "we \u{200b} will go"),
    (Fold::QuoteMark, "they said \"no\" twice", "they said “no” twice"),
    (Fold::QuoteMark, "they said “no” twice", "they said «no» twice"),
    (Fold::QuoteMark, "we don't know", "we don’t know"),
    (Fold::QuoteMark, "called 'final' again", "called ‘final’ again"),
    (Fold::Dash, "late - and wrong", "late — and wrong"),
    (Fold::Dash, "late -- and wrong", "late – and wrong"),
    (Fold::Dash, "a non-nuclear fleet", "a non\u{2011}nuclear fleet"),
    (Fold::Dash, "at -5 degrees", "at −5 degrees"),
    (Fold::Invisible, "overpromising things", "over\u{ad}promising things"),
    (Fold::Invisible, "overpromising things", "over\u{ad}\npromising things"),
    (Fold::Invisible, "overpromising things", "over\u{200b}pro\u{feff}mising things"),
    (Fold::Invisible, "over\u{2060}promising things", "overpromising things"),
    (Fold::Ellipsis, "well... I know", "well… I know"),
    (Fold::Ligature, "final offers of staff", "ﬁnal oﬀers of staﬀ"),
    (Fold::Composition, "the café is closed", "the cafe\u{301} is closed"),
    (Fold::Composition, "한국 정부", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8} 정부"),
];

#[test]
fn typography_is_folded_and_told() {
    for (fold, quote, copy) in FOLDED {
        let proof = seek(&format!("Then: {copy}. And so on."), quote);
        assert_eq!(proof.verdict, Normalised, "{quote:?} in {copy:?}");
        assert!(proof.folded.iter().any(|difference| difference.fold == *fold), "{quote:?}: {:?}", proof.folded);
        let at = proof.at.expect("a place");
        assert_eq!(&format!("Then: {copy}. And so on.")[at], *copy);
    }
    for fold in Fold::ALL {
        assert!(FOLDED.iter().any(|(of, ..)| *of == fold), "{} has no row here", fold.name());
    }
}

/// Words that differ by what is no typography.
const NOT_FOLDED: &[(&str, &str)] = &[
    ("102 metres", "10² metres"),
    ("1/2 of it", "½ of it"),
    ("5' long", "5\" long"),
    ("5' long", "5′ long"),
    ("the Poles came", "the poles came"),
    ("we will go", "we Will go"),
    ("10 metres", "1O metres"),
    ("1000 men", "1,000 men"),
    ("1,000 men", "1.000 men"),
    ("at 5 degrees", "at -5 degrees"),
    ("Will they go?", "Will they go."),
    ("Go; now", "Go, now"),
    ("Go now", "Go, now"),
    ("no. 5", "№ 5"),
    ("5 %", "5 ‰"),
    ("$5 million", "€5 million"),
    ("resume the talks", "résumé the talks"),
    ("Straße 5", "Strasse 5"),
    ("a = b", "a ≠ b"),
    ("a = b", "a =\u{338} b"),
    ("he said go", "he said \u{202e}og"),
    ("we will not go", "we will n\u{336}o\u{336}t\u{336} go"),
    ("the cat sat", "the с\u{430}t sat"),
    ("fifth day", "fifth  dаy"),
    ("\"no\" he said", "''no'' he said"),
    ("can not go", "cannot go"),
    ("re-sign it", "resign it"),
    ("１０ men", "10 men"),
    ("TM sign", "™ sign"),
];

#[test]
fn nothing_else_is_folded() {
    for (quote, copy) in NOT_FOLDED {
        for (quote, copy) in [(quote, copy), (copy, quote)] {
            let proof = seek(&format!("Then {copy} again."), quote);
            assert!(matches!(proof.verdict, Drifted | Orphan), "{quote:?} in {copy:?}: {:?}", proof.verdict);
        }
    }
}

/// A copy, whole words of it, and stretches that begin or end inside of a word or number.
const BOUNDS: &[(&str, &[&str], &[&str])] = &[
    ("an overpromising man", &["overpromising", "an overpromising"], &["promising", "over", "overpromisin", "n over"]),
    ("they don’t know", &["don’t", "don't know"], &["don", "t know", "they don"]),
    ("a non-nuclear fleet", &["non-nuclear", "fleet"], &["nuclear fleet", "a non", "a non-"]),
    ("a non–nuclear fleet", &["non–nuclear fleet"], &["nuclear fleet"]),
    ("a non-\nnuclear fleet", &["a non-\nnuclear"], &["nuclear fleet"]),
    ("go—now or never", &["now or never", "go"], &["ow or never"]),
    ("U.S.-backed rebels", &["U.S.-backed"], &["backed rebels"]),
    ("some 1,000 men", &["1,000 men", "some 1,000"], &["000 men", "some 1", "1,00"]),
    ("some 10 000 men", &["10 000 men"], &["000 men", "some 10"]),
    ("some 10\u{202f}000 men", &["10 000 men"], &["000 men", "some 10"]),
    ("cost $5 each", &["$5 each", "cost $5"], &["5 each", "cost $"]),
    ("cost US$5 each", &["US$5 each"], &["$5 each", "5 each", "cost US"]),
    ("cost € 5 each", &["€ 5 each"], &["5 each"]),
    ("cost 5 € each", &["5 € each"], &["cost 5"]),
    ("by 5% a year", &["5% a year"], &["by 5", "% a year"]),
    ("by 5 % a year", &["by 5 %"], &["by 5", "% a year"]),
    ("at -5 degrees", &["-5 degrees"], &["5 degrees"]),
    ("at −5 degrees", &["−5 degrees", "-5 degrees"], &["5 degrees"]),
    ("at -$5 now", &["-$5 now"], &["$5 now", "5 now"]),
    ("it is .5 now", &[".5 now"], &["5 now"]),
    ("it is ± 5 now", &["± 5 now"], &["5 now"]),
    ("it is ≥5 now", &["≥5 now"], &["5 now"]),
    ("is 5° now", &["5° now"], &["is 5"]),
    ("is 5°C now", &["5°C now"], &["is 5", "is 5°"]),
    ("is 10² now", &["10² now"], &["is 10"]),
    ("is 5½ now", &["5½ now"], &["is 5", "½ now"]),
    ("about 1/2 of it", &["1/2 of it"], &["2 of it", "about 1"]),
    ("about 5–10 men", &["5–10 men"], &["10 men", "about 5"]),
    ("about 5—10 men", &["5—10 men"], &["10 men", "about 5"]),
    ("at 10:30 sharp", &["10:30 sharp"], &["at 10", "30 sharp"]),
    ("at 100 km/h now", &["100 km/h"], &["at 100 km", "h now"]),
    ("for ages 18+ only", &["18+ only"], &["ages 18"]),
    ("it is 10^6 now", &["10^6"], &["is 10", "6 now"]),
    ("his/her own", &["his/her"], &["his", "her own"]),
    ("an (un)fair vote", &["an (un)fair", "(un)fair vote"], &["fair vote"]),
    ("the soldier(s) came", &["soldier(s) came"], &["the soldier"]),
    ("in 2024[1] and (2025) too", &["in 2024", "2025", "(2025) too"], &["in 202", "25) too"]),
    ("an un_fair vote", &["un_fair"], &["fair vote"]),
    ("see AT&T there", &["AT&T"], &["see AT", "T there"]),
    ("l’accord de paix", &["l’accord", "de paix"], &["accord de paix"]),
    ("ce n’est pas", &["n’est pas"], &["est pas"]),
    ("die Friedenstruppe kam", &["Friedenstruppe"], &["Frieden", "truppe kam"]),
    ("the cafe\u{301} closed", &["café closed"], &["the cafe", "the caf"]),
    ("x\u{302}\u{325}y z", &["z"], &["y z", "x"]),
    ("وقال لن نرسل القوات", &["لن نرسل", "القوات"], &["قال لن", "قوات", "نرسل القوا"]),
    ("הוא לא הסכים אתמול", &["לא הסכים", "אתמול"], &["א הסכים", "הסכי", "הוא לא הסכי"]),
    ("वह नहीं जाएगा कल", &["नहीं जाएगा"], &["ीं जाएगा", "नह", "वह नही"]),
    ("정부는 보내지 않을 것이다", &["보내지 않을"], &["부는 보내지", "보내지 않"]),
    ("ไม่ส่งทหาร เลย", &["ไม่ส่งทหาร", "เลย"], &["ส่งทหาร", "ไม่ส่ง"]),
    ("政府不同意派兵。", &["政府不同意派兵", "不同意"], &[]),
    ("約三十五万人が来た。", &["三十五万人"], &["五万人", "約三十"]),
    ("約5万人が来た。", &["約5万人"], &["約5", "万人"]),
    ("合意しない。", &["合意しない"], &["合意し", "ない"]),
    ("全てのミサイルを。", &["ミサイル"], &["サイル", "ミサイ"]),
    ("Ελλάδα δεν συμφωνεί", &["δεν συμφωνεί"], &["εν συμφωνεί", "δεν συμφων"]),
    ("Он не согласен", &["не согласен"], &["согласе", "н не"]),
];

#[test]
fn a_quote_is_of_whole_words() {
    for (copy, whole, cut) in BOUNDS {
        for quote in *whole {
            let proof = seek(copy, quote);
            assert!(proof.verdict.is_proved(), "{quote:?} in {copy:?}: {proof:?}");
        }
        for quote in *cut {
            let proof = seek(copy, quote);
            assert!(matches!(proof.verdict, Drifted | Orphan), "{quote:?} in {copy:?}: {proof:?}");
        }
    }
}

#[test]
fn long_paragraphs_have_the_same_bounds() {
    let han = "政府不同意派兵，".repeat(200) + "总统说他不会去";
    assert_eq!(seek(&han, "总统说他不会去").verdict, Exact);
    assert_eq!(seek(&han, "总统说").verdict, Exact);
    let joined = format!("{}overpromising{}", "x".repeat(500), "y".repeat(500));
    assert_eq!(seek(&joined, "promising").verdict, Drifted);
    let marked = format!("a{}bc d", "\u{325}".repeat(300));
    assert_ne!(seek(&marked, "bc").verdict, Exact);
}

const TWICE: &str = "Osei said: we will go. Later Holt said: we will go, but not today.";

#[test]
fn context_chooses_and_never_rescues() {
    assert_eq!((seek(TWICE, "we will go").verdict, seek(TWICE, "we will go").places), (Ambiguous, 2));
    let rows: &[(&str, &str, &str, Verdict)] = &[
        ("we will go", "Osei said: ", "", Exact),
        ("we will go", "Holt said: ", "", Exact),
        ("we will go", "", ". Later", Exact),
        ("we will go", "", ", but not", Exact),
        ("we will go", "said: ", "", Ambiguous),
        ("we will go", "Osei said: ", ", but not", Ambiguous),
        ("we will go", "Novak said: ", "", Ambiguous),
        ("we will go", " \n\t ", "", Ambiguous),
        ("we will go", "Osei  said:\n", ".\u{a0}Later", Exact),
        ("we will go", "OSEI said: ", "", Ambiguous),
        ("but not today", "Osei said: ", "", Drifted),
        ("but not today", "we will go, ", ".", Exact),
        ("but not today", "we will go,", "!", Drifted),
        ("we will not go", "Osei said: ", ". Later", Drifted),
        ("utterly other words here", "Osei said: ", ". Later", Orphan),
        ("Later Holt", "  ", " ", Exact),
    ];
    for (quote, prefix, suffix, verdict) in rows {
        let proof = between(TWICE, quote, prefix, suffix);
        assert_eq!(proof.verdict, *verdict, "{quote:?} between {prefix:?} and {suffix:?}: {proof:?}");
    }
    let holt = between(TWICE, "we will go", "Holt said: ", "").at.expect("a place");
    assert_eq!(holt.start, TWICE.rfind("we will").expect("there"));
    assert!(between(TWICE, "but not today", "Osei said: ", "").out_of_context);
}

#[test]
fn context_is_asked_before_typography() {
    let copy = "Osei: we don't go. Holt: we don’t go.";
    assert_eq!(between(copy, "we don't go", "Holt: ", "").verdict, Normalised);
    assert_eq!(between(copy, "we don't go", "Osei: ", "").verdict, Exact);
    assert_eq!(seek(copy, "we don't go").verdict, Exact, "only one of them has these very signs");
    assert_eq!(seek(copy, "we don´t go").verdict, Ambiguous);
}

#[test]
fn places_that_overlap_are_all_seen() {
    assert_eq!(seek("no no no", "no no").verdict, Ambiguous);
    assert_eq!(seek("xa b a b a", "a b a").verdict, Exact);
    assert_eq!(seek("tic tac tic tac tic", "tic tac tic").places, 2);
}

/// A quote with parts left out or put in, its verdict, and what the copy has in its gaps.
const ELIDED: &[(&str, Verdict, &[&str])] = &[
    ("The council […] in April", Elided, &["will not, said Holt, send troops"]),
    ("The council [...] in April", Elided, &["will not, said Holt, send troops"]),
    ("The council … in April", Elided, &["will not, said Holt, send troops"]),
    ("The council ... in April", Elided, &["will not, said Holt, send troops"]),
    ("The council (…) in April", Elided, &["will not, said Holt, send troops"]),
    ("The council will […] send troops", Elided, &["not, said Holt,"]),
    ("[T]he council will not", Elided, &["T"]),
    ("send troop[s] in April", Elided, &["s"]),
    ("send troops [sic] in April", Elided, &[""]),
    ("[It] will not", Elided, &["The council"]),
    ("will not […]", Elided, &[""]),
    ("The council … will … send", Elided, &["", "not, said Holt,"]),
    ("in April … The council", Drifted, &[]),
    ("The council … in May", Drifted, &[]),
    ("The council […] nobody", Orphan, &[]),
    ("counc[…] in April", Drifted, &[]),
    ("The council [may] not, said", Elided, &["will"]),
    ("[…]", Orphan, &[]),
    ("… ? …", Orphan, &[]),
];

#[test]
fn parts_left_out_and_put_in_are_shown_and_prove_nothing() {
    let copy = "The council will not, said Holt, send troops in April.";
    for (quote, verdict, gaps) in ELIDED {
        let proof = seek(copy, quote);
        assert!(!proof.verdict.is_proved());
        let is_wanted = proof.verdict == *verdict || (*verdict == Drifted && proof.verdict == Orphan);
        assert!(is_wanted, "{quote:?}: {proof:?}");
        if proof.verdict == Elided && !quote.starts_with("[It]") {
            let found: Vec<&str> = proof.gaps.iter().map(|gap| &copy[gap.copy.clone()]).collect();
            assert_eq!(found, *gaps, "{quote:?}");
        }
    }
}

#[test]
fn what_is_written_with_dots_or_brackets_is_found_as_it_is() {
    let copy = "“I … I told [sic] them... all,” she said […] again.";
    for quote in ["I … I told", "told [sic] them... all", "she said […] again"] {
        assert_eq!(seek(copy, quote).verdict, Exact, "{quote}");
    }
    assert_eq!(seek(copy, "I ... I told").verdict, Normalised);
}

#[test]
fn parts_stand_near_each_other_in_order_and_once() {
    let far = format!("The council {} in April.", "and so on ".repeat(60));
    assert_ne!(seek(&far, "The council … in April").verdict, Elided);
    let far = format!("Holt {} resigned.", "and so on ".repeat(15));
    assert_eq!(seek(&far, "Holt […] resigned").verdict, Elided);
    assert_ne!(seek(&far, "Holt [the mayor] resigned").verdict, Elided);
    let twice = "The council met in April. The council met in April.";
    assert_eq!(seek(twice, "council … April").verdict, Ambiguous);
    assert_eq!(between(twice, "council … April", "", ". The").verdict, Elided);
    assert_ne!(between(twice, "council … April", "mayor and ", "").verdict, Elided);
}

#[test]
fn signs_around_a_quote_are_not_its_words() {
    for quote in ["  we go\n", "\u{200b}we go", "\u{200b} we go\u{feff}", "\u{200b} \u{200b}we go \u{200b} "] {
        let proof = seek("Then we go é“é” on.", quote);
        assert!(proof.verdict.is_proved(), "{quote:?}: {proof:?}");
        assert_eq!(proof.at, Some(5..10));
    }
    let proof = seek("Then éé “x” on.", "\u{200b} éé \"x\"");
    assert_eq!(proof.verdict, Normalised);
    assert_eq!(seek("He said: ... — ...", "... — ...").verdict, Orphan, "signs alone are no quote");
    assert_eq!(seek("", "we go").verdict, Orphan);
    assert_eq!(seek("we go", "").verdict, Orphan);
}
