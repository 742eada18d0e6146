//! Dates beside English words for them: which are told to be too exact or contradicted, and which are left in peace.

use annals::check::check;
use annals::load::of_texts;

/// The rules on dates that fire on an event of this date, `printed` words and title.
fn told(date: &str, printed: Option<&str>, title: &str) -> Vec<&'static str> {
    let printed = printed.map(|words| format!("    printed: {words:?}\n")).unwrap_or_default();
    let text = format!("annals: 1\nevents:\n  - title: {title:?}\n    date: {date:?}\n{printed}");
    let loaded = of_texts(vec![("a.yaml".to_owned(), text)]);
    assert_eq!(loaded.findings, Vec::new(), "{date} {printed}");
    let rules = check(&loaded.timeline, false).into_iter().map(|finding| finding.rule);
    rules.filter(|rule| matches!(*rule, "false-precision" | "contradicted-date")).collect()
}

/// Each of these dates beside each of these words, with exactly these rules.
fn hold(rules: &[&str], table: &[(&str, &[&str])]) {
    for (date, all) in table {
        for printed in *all {
            assert_eq!(told(date, Some(printed), "Something happens"), rules, "{date} beside {printed:?}");
        }
    }
}

#[test]
fn words_vaguer_than_the_date_are_told() {
    let of_a_day = [
        "in March",
        "In March 2024",
        "early March",
        "late in March",
        "mid-March",
        "early in March",
        "Earlier in March",
        "last March",
        "at the end of March",
        "the middle of March 2024",
        "MARCH 2024",
        "in Mar. 2024",
        "around 14 March",
        "about March 14",
        "on or about the 14th of March",
        "circa 14 March 2024",
        "over the weekend",
        "Over the weekend",
        "last week",
        "earlier this week",
        "later that week",
        "the first week of March",
        "in recent days",
        "in the past few weeks",
        "last month",
        "this month",
        "in 2024",
        "early 2024",
        "last year",
        "in the spring",
        "spring 2024",
        "2024",
        "recently",
    ];
    hold(
        &["false-precision"],
        &[
            ("2024-03-14", &of_a_day),
            ("2024-03-14T10:30", &["in March", "over the weekend"]),
            ("2024-03-14/2024-03-14", &["in March"]),
            ("2024-03", &["in 2024", "early 2024", "last year", "in the spring", "2024"]),
        ],
    );
}

#[test]
fn words_as_fine_as_the_date_are_left_in_peace() {
    let of_a_day = [
        "14 March",
        "on 14 March 2024",
        "March 14",
        "March 14th, 2024",
        "the 14th of March",
        "the 14th",
        "2024-03-14",
        "early on 14 March",
        "late on Thursday",
        "around noon on 14 March",
        "about 10:30 on 14 March",
        "about 10 on 14 March",
        "on Thursday",
        "Thursday",
        "Thursday, 14 March",
        "this morning",
        "late last night",
        "yesterday",
        "the day of the vote",
        "last week, on Thursday",
        "12 days ago",
        "two weeks ago",
        "a week after the vote",
        "during Macron's state visit",
        "so far",
        "in the talks about the force",
        "at the March on Rome",
        "May said so",
        "in remarks by May",
        "in talks about May",
        "around 1500",
        "at 1500 hours",
        "from May to June",
        "after March",
        "in May's words",
        "over the week's talks of 14 March",
    ];
    hold(
        &[],
        &[
            ("2024-03-14", &of_a_day),
            ("2024-03-14~", &["in March", "over the weekend", "around 14 March", "early 2024", "in April"]),
            ("2024-03-14?", &["in March", "on 12 April"]),
            ("2024-03-09/2024-03-10", &["over the weekend", "9–10 March", "9 and 10 March 2024"]),
            ("[2024-03-01..2024-03-10]", &["early March", "early in March"]),
            (
                "2024-03",
                &["in March", "As of March 2024", "Earlier in March", "over the weekend", "14 March", "on Friday"],
            ),
            ("2024", &["in 2024", "last year", "in March"]),
            ("[..2024-03]", &["by March", "in March 2024"]),
        ],
    );
}

#[test]
fn words_that_name_another_time_are_told() {
    hold(
        &["contradicted-date"],
        &[
            (
                "2024-04-13",
                &[
                    "12 April",
                    "on 12 April",
                    "April 12",
                    "April 12th",
                    "12 April 2024",
                    "12th of April",
                    "13 April 2023",
                    "April 13, 2023",
                    "2024-04-12",
                    "on Sunday",
                    "Friday",
                    "Friday, 13 April",
                    "Sat 13 April 2025",
                    "on 13 Apr. 2023",
                    "13 May",
                    "Sept 13",
                ],
            ),
            ("2024-04", &["in March", "early May", "the end of March", "April 2023", "in 2023 (April 2023)", "12 May"]),
            ("2024-04-03/2024-04-09", &["on 12 April", "3 March 2024"]),
            ("2024", &["in 2023", "April 2025", "winter 2023"]),
            ("[..2024-04]", &["in May 2024", "2 May 2024"]),
            ("2024-04-13T10:30", &["10 April", "15 April"]),
        ],
    );
    assert_eq!(told("2024-04-13", Some("early May"), "Something"), ["false-precision", "contradicted-date"]);
}

#[test]
fn words_that_may_name_the_same_time_are_left_in_peace() {
    hold(
        &[],
        &[
            (
                "2024-04-13",
                &[
                    "13 April",
                    "Saturday",
                    "Saturday, 13 April",
                    "the day after 12 April",
                    "before 14 April",
                    "12 April, two days ago",
                    "9–13 April",
                    "12 and 13 April",
                    "April 12–14, 2024",
                    "12 or 13 April",
                    "not on 12 April",
                    "the 12 April meeting's next day",
                    "the night of 12 to 13 April",
                    "three days before Sunday, on Saturday",
                    "yesterday",
                    "April '23, on Saturday",
                    "from Friday on",
                    "Mr May said on Saturday",
                    "today",
                    "31 February",
                ],
            ),
            ("2024-04-13T00:30Z", &["12 April", "on 14 April"]),
            (
                "2024-04",
                &[
                    "March/April",
                    "in March and April 2024",
                    "after March",
                    "since March 2023",
                    "12 April",
                    "March for Life, in April",
                ],
            ),
            ("2024-04-03/2024-04-09", &["from 3 April", "9 April", "in April", "in April 2024", "3–9 April"]),
            ("2024-01-05", &["5 January"]),
            ("2023-12-28/2024-01-03", &["30 December", "2 January 2024", "December 2023"]),
            ("2024-04-13~", &["12 April", "on Sunday"]),
            ("2024?", &["in 2023"]),
            ("[..2024-04]", &["in May", "by April 2024", "March 2021"]),
            ("2020/2024", &["in March", "12 April 2022"]),
        ],
    );
}

#[test]
fn a_long_text_is_no_wording_of_a_time() {
    let long = format!("in March {}", "and on ".repeat(40));
    assert_eq!(told("2024-04-13", Some(&long), "Something"), Vec::<&str>::new());
    let start = std::time::Instant::now();
    told("2024-04-13", Some(&"12 April, ".repeat(100_000)), "Something");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_title_contradicts_only_where_its_date_is_plainly_its_own() {
    let date = "2024-04-13";
    for title in [
        "Bridge is closed on 12 April",
        "On 12 April 2024, the bridge is closed",
        "Summit in March 2024",
        "In May 2024 the ferry runs",
    ] {
        assert_eq!(told(date, None, title), ["contradicted-date"], "{title}");
    }
    for title in [
        "Bridge is closed on 13 April",
        "Council says that it was told on 12 April",
        "Trial of the men arrested on 12 April",
        "Inspector reports cracks in March 2024",
        "Bridge is to open on 12 May",
        "Bridge will open on 12 May",
        "May marches in March",
        "Confidence in May",
        "Council meets in March",
        "Vote on 12 April amendments fails",
        "Accord reached after the one in March 2024",
        "12 April Committee meets",
        "Ama May is heard on 12 April",
        "Memorial for the dead on 12 April 2023",
    ] {
        assert_eq!(told(date, None, title), Vec::<&str>::new(), "{title}");
    }
}
