//! Whether a row goes on as in the previous quarter: said of the days of both, by the same tests, and of nothing else.

use teiten::draft::{Kind, Proposal};
use teiten::lang::Lang;
use teiten::pipeline;

use crate::site::{CHAPTER, Site, days};

/// Ports of two quarters, a day of each as the functions say: before, now.
type Port = (u16, fn(usize) -> usize, fn(usize) -> usize);

fn fall(at: usize) -> usize {
    600 - 4 * at
}

fn rise(at: usize) -> usize {
    200 + 4 * at
}

fn steady(at: usize) -> usize {
    400 + at % 3
}

/// Fourteen days low and fourteen high in turn.
fn swing(at: usize) -> usize {
    300 + 200 * (at / 14 % 2)
}

/// Days that scatter, and tend to nothing.
fn loose(at: usize) -> usize {
    [100, 500, 300, 700, 200, 650, 150][at % 7]
}

const PORTS: [Port; 7] = [
    (23, fall, fall),
    (22, rise, fall),
    (80, loose, rise),
    (445, steady, steady),
    (53, swing, swing),
    (81, steady, loose),
    (82, |at| swing(at) + 5 * at, swing),
];

fn rows(first: &str, last: &str, ports: &[Port], of: impl Fn(&Port, usize) -> usize) -> String {
    let days = days(first, last);
    let day = |(at, day): (usize, &String)| {
        let row = |port: &Port| format!("{day},tokyo,TCP,{},CN,{}\n", port.0, of(port, at));
        ports.iter().map(row).collect::<String>()
    };
    days.iter().enumerate().map(day).collect()
}

fn site() -> Site {
    let before = rows("2022-07-01", "2022-09-30", &PORTS, |(_, before, _), at| before(at));
    let now = rows("2022-10-01", "2022-12-31", &PORTS, |(_, _, now), at| now(at));
    Site::new().rows(&before).rows(&now)
}

const TABLES: &str = "```table\nid = \"ports\"\nrows = \"port\"\ntop = 8\n```\n\n";

fn saying(site: Site, conditions: &[&str]) -> Site {
    let claim = |condition: &&str| {
        let shown = condition.replace('"', "");
        format!("{{{{ \"（{shown}）\" | holds({condition}) }}}}\n")
    };
    let text: String = conditions.iter().map(claim).collect();
    site.manuscript(&format!("{CHAPTER}{TABLES}{text}\n"))
}

const TRUE: [&str; 5] = [
    "ports[\"23/TCP\"].continued",
    "ports[\"22/TCP\"].new_course",
    "ports[\"80/TCP\"].new_course",
    "ports[\"445/TCP\"].continued",
    "ports[\"53/TCP\"].continued",
];

#[test]
fn what_goes_on_is_told_from_the_days_of_both_quarters() {
    let page = saying(site(), &TRUE).made().page();
    let said = page.all("section:not([aria-labelledby=method]) > p").concat();
    TRUE.iter().for_each(|condition| assert!(said.contains(&condition.replace('"', "")), "{condition}"));
    assert!(page.all("p").concat().contains("前四半期からの継続：増減の繰り返し"), "the method is told");
}

#[test]
fn what_does_not_is_refused_with_both_courses() {
    let built = saying(
        site(),
        &["ports[\"23/TCP\"].new_course", "ports[\"22/TCP\"].continued", "ports[\"82/TCP\"].new_course"],
    )
    .build();
    let told: Vec<&str> =
        built.outcome.findings.iter().map(|finding| finding.what.ja.split_once('。').unwrap().1).collect();
    assert_eq!(
        told,
        [
            "推移の特徴は、本四半期が減少の傾向、前四半期が減少の傾向です。",
            "推移の特徴は、本四半期が減少の傾向、前四半期が増加の傾向です。",
            // It rose as well as it swung: one of both goes on.
            "推移の特徴は、本四半期が増減の繰り返し、前四半期が増減の繰り返しと増加の傾向です。",
        ]
    );
    let both = saying(site(), &["ports[\"82/TCP\"].continued"]).build();
    assert!(both.finding("claim").mend.ja.contains("fluctuating"), "{:?}", both.told());
}

#[test]
fn nothing_goes_on_where_nothing_is_of_note() {
    let built = saying(site(), &["ports[\"81/TCP\"].continued"]).build();
    let what = &built.finding("claim").what.ja;
    assert!(what.contains("ほぼ一定でもないため、前四半期から続くものがありません"), "{what}");
}

#[test]
fn too_few_days_of_the_previous_quarter_tell_nothing() {
    let of = |first: &str| {
        let before = rows(first, "2022-09-30", &PORTS[..1], |(_, before, _), at| before(at));
        let now = rows("2022-10-01", "2022-12-31", &PORTS[..1], |(_, _, now), at| now(at));
        let site = Site::new().rows(&before).rows(&now);
        saying(site, &["ports[\"23/TCP\"].continued"])
    };
    of("2022-08-16").made();
    let short = of("2022-08-17").build();
    let what = &short.finding("claim").what.ja;
    assert!(what.contains("半分に満たないため、「23/TCP（telnet）」の推移が"), "{what}");
}

#[test]
fn rows_of_sensors_and_a_whole_chart_look_back_too() {
    let blocks = "```table\nid = \"by_sensor\"\nrows = \"sensor\"\ncaption = \"センサー\"\n```\n\n```chart\nid = \"all\"\nrows = \"total\"\nlabel = \"全体\"\nfilter = { port = [\"23/TCP\"] }\ncaption = \"23/TCP\"\n```\n\n";
    let of = |condition: &str| {
        let claims = format!(
            "{{{{ \"引き続き\" | holds(all.continued) }}}}{{{{ \"ました\" | holds(by_sensor[\"tokyo\"].{condition}) }}}}"
        );
        let before = rows("2022-07-01", "2022-09-30", &PORTS[..1], |(_, before, _), at| before(at));
        let now = rows("2022-10-01", "2022-12-31", &PORTS[..1], |(_, _, now), at| now(at));
        let osaka = "osaka,TCP,22,CN,100";
        let site = Site::new().rows(&before).rows(&now).daily("2022-07-01", "2022-12-31", osaka);
        let site = site.and_settings("[disclosure]\nsensors = \"id\"\n");
        site.manuscript(&format!("{CHAPTER}{blocks}{claims}\n"))
    };
    of("continued").made();
    let built = of("new_course").build();
    let what = &built.finding("claim").what.ja;
    assert!(what.contains("本四半期が減少の傾向、前四半期が減少の傾向"), "{what}");
}

#[test]
fn nothing_is_told_from_days_that_are_withheld() {
    // The previous quarter has days of 236 packets, this one none below 300.
    let site = |least: usize| {
        let before = rows("2022-07-01", "2022-09-30", &PORTS[..1], |_, at| 600 - 4 * at);
        let now = rows("2022-10-01", "2022-12-31", &PORTS[..1], |_, at| 664 - 4 * at);
        let site = Site::new().rows(&before).rows(&now);
        let site = site.and_settings(&format!("[disclosure]\nmin_packets = {least}\n"));
        saying(site, &["ports[\"23/TCP\"].continued"])
    };
    site(236).made();
    let built = site(237).build();
    assert!(built.finding("claim").what.ja.contains("伏せられます"), "{:?}", built.told());
}

#[test]
fn a_key_that_is_new_goes_on_from_nothing() {
    let now = rows("2022-10-01", "2022-12-31", &PORTS[..1], |(_, _, now), at| now(at));
    let other = "tokyo,TCP,22,CN,100";
    let site = Site::new().rows(&now).daily("2022-07-01", "2022-12-31", other);
    saying(site, &["ports[\"23/TCP\"].new_course"]).made();
}

/// What a draft of the site says of the fall of 23/TCP, in both languages.
fn drafted(least: usize, before: fn(usize) -> usize) -> [String; 2] {
    let before = rows("2022-07-01", "2022-09-30", &PORTS[..1], |_, at| before(at));
    let now = rows("2022-10-01", "2022-12-31", &PORTS[..1], |_, at| 664 - 4 * at);
    let site = Site::new().rows(&before).rows(&now);
    let site = site.and_settings(&format!("[disclosure]\nmin_packets = {least}\n"));
    let drafted = pipeline::draft(&site.edition(), &Lang::ja(), &mut |_| ());
    let draft = drafted.draft.unwrap_or_else(|| panic!("{:?}", drafted.findings));
    let falls = |one: &&Proposal| one.kind == Kind::Trend && one.keys.contains(&"23/TCP".to_owned());
    let print = draft.proposals.iter().find(falls).unwrap().said.clone().unwrap().print;
    [print.ja, print.en]
}

#[test]
fn a_draft_says_how_a_trend_goes_on_where_that_may_be_told() {
    let [ja, en] = drafted(1, fall);
    assert!(ja.contains("前四半期に引き続き、期間を通して減少の傾向にあり"), "{ja}");
    assert!(en.contains("tended downwards, as in the previous quarter;"), "{en}");
    let [ja, en] = drafted(1, rise);
    assert!(ja.contains("期間を通して、前四半期にはみられなかった減少の傾向にあり"), "{ja}");
    assert!(en.contains("tended downwards, unlike in the previous quarter;"), "{en}");
    // 236 packets are the fewest of a day of the previous quarter.
    let [told, withheld] = [236, 237].map(|least| drafted(least, fall)[0].clone());
    assert!(told.contains("引き続き"), "{told}");
    assert!(
        withheld.contains("期間を通して減少の傾向にあり") && !withheld.contains("前四半期"),
        "{withheld}"
    );
}
