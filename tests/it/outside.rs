//! What lies outside the range of the quarters before: proposed by a draft with its evidence, and told by conditions and
//! values of a chart that shows the band.

use teiten::draft::{Draft, Kind, Level, Proposal};
use teiten::lang::Lang;
use teiten::pipeline;

use crate::site::{CHAPTER, Site, days};

const SENSORS: [&str; 4] = ["a1", "a2", "a3", "a4"];

/// Rows of `port` from `first` to `last` at each of `sensors`: `level` packets, less and more by a tenth in turn.
fn rows(sensors: &[&str], first: &str, last: &str, port: u16, level: usize) -> String {
    let turn = |at: usize| [0, 10, 20, 10, 5, 15, 10][at % 7] * level / 100;
    let days = days(first, last);
    let day = |(at, day): (usize, &String)| {
        let row = |sensor: &&str| format!("{day},{sensor},TCP,{port},CN,{}\n", level + turn(at) - level / 10);
        sensors.iter().map(row).collect::<String>()
    };
    days.iter().enumerate().map(day).collect()
}

/// Four sensors at home that see four ports alike since `first`; in 2022q4 80/TCP is far above what it was and 443/TCP
/// below it.
fn since(first: &str) -> Site {
    let before = |port, level| rows(&SENSORS, first, "2022-09-30", port, level);
    let now = |port, level| rows(&SENSORS, "2022-10-01", "2022-12-31", port, level);
    let text =
        [(22, 400), (23, 300), (80, 100), (443, 200)].map(|(port, level)| before(port, level)).concat();
    let text =
        text + &[(22, 400), (23, 310), (80, 180), (443, 120)].map(|(port, level)| now(port, level)).concat();
    Site::new()
        .file("data/sensors.csv", "id,region,start,end,alias\na1,JP,,,\na2,JP,,,\na3,JP,,,\na4,JP,,,\n")
        .rows(&text)
}

fn drafted(site: &Site) -> Draft {
    let drafted = pipeline::draft(&site.edition(), &Lang::ja(), &mut |_| ());
    drafted.draft.unwrap_or_else(|| panic!("{:?}", drafted.findings))
}

fn outside(draft: &Draft) -> Vec<&Proposal> {
    draft.proposals.iter().filter(|one| one.kind == Kind::Normal).collect()
}

fn of<'a>(draft: &'a Draft, key: &str) -> &'a Proposal {
    let found: Vec<_> = outside(draft).into_iter().filter(|one| one.keys == [key]).collect();
    assert_eq!(found.len(), 1, "{key}");
    found[0]
}

fn printed(proposal: &Proposal) -> [&str; 2] {
    let print = &proposal.said.as_ref().expect("it is said").print;
    [&print.ja, &print.en]
}

#[test]
fn what_lies_outside_is_proposed_and_what_lies_within_is_not() {
    let draft = drafted(&since("2020-10-01"));
    let keys: Vec<_> = outside(&draft).iter().map(|one| one.keys.clone()).collect();
    assert_eq!(keys, [["80/TCP"], ["443/TCP"]], "the larger first");
    let [above, below] = [of(&draft, "80/TCP"), of(&draft, "443/TCP")];
    let [ja, en] = printed(above);
    // 100 ± 2.5 · 1.4826 · 5.
    assert_eq!(
        ja,
        "80/TCP（http）宛のパケットは、半数を超える日で通常の範囲を上回りました（92日、［図1］）。通常の範囲は、これまでの四半期の日ごとの値から求めたもので、センサー1台・1日当たり81.5～119パケットです。"
    );
    assert!(
        en.starts_with("Packets to 80/TCP (http) lay above the normal range on most days (92 days;"),
        "{en}"
    );
    assert!(en.contains("is 81.5 to 119 packets a sensor and day"), "{en}");
    assert!(printed(below)[0].contains("半数を超える日で通常の範囲を下回りました（92日、"), "{below:?}");
    assert!(
        above
            .block
            .as_ref()
            .unwrap()
            .text
            .contains("keys = [\"80/TCP\"]\nper = \"sensor_day\"\nnormal = 8\n")
    );
    assert_eq!((above.level, above.one_sensor.clone()), (Level::Strong, None));
    let evidence = above.figures.iter().map(|figure| figure.value.ja.as_str()).collect::<Vec<_>>().join("\n");
    for words in ["81.5～119、中央値100", "8四半期", "92日のうち、上回った日92日", "a1 25.0%"]
    {
        assert!(evidence.contains(words), "{words}\n{evidence}");
    }
    assert!(above.tests[0].ja.contains("1.4826倍の2.5倍") && above.tests[0].en.contains("Leys et al. 2013"));
    assert!(draft.proposals.iter().all(|one| one.kind != Kind::Nothing), "something is special");
}

#[test]
fn as_many_quarters_count_as_are_held() {
    let five = drafted(&since("2021-07-01"));
    let above = of(&five, "80/TCP");
    assert!(above.block.as_ref().unwrap().text.contains("normal = 5\n"));
    assert!(above.weak.iter().any(|weak| weak.ja.contains("5四半期だけ")), "{:?}", above.weak);
    assert!(outside(&drafted(&since("2022-01-01"))).is_empty(), "three quarters are too few");
    // The fourth is there, but the one after it is not.
    let gap = "2022-01-01".."2022-04-01";
    let text = since("2021-10-01");
    let path = text.edition().parent().unwrap().join("data/packets.csv");
    let all = std::fs::read_to_string(path).unwrap();
    let kept: String = all
        .lines()
        .filter(|line| !gap.contains(&&line[..10.min(line.len())]))
        .map(|line| format!("{line}\n"))
        .collect();
    let gapped = text.observations(&kept);
    assert!(outside(&drafted(&gapped)).is_empty(), "the quarters are not in a row");
}

#[test]
fn what_one_sensor_has_is_not_widespread() {
    let site = since("2020-10-01").rows(&rows(&["a3"], "2022-10-01", "2022-12-31", 22, 900));
    let draft = drafted(&site);
    let one = of(&draft, "22/TCP");
    assert_eq!(one.one_sensor.as_deref(), Some("a3"));
    let [ja, en] = printed(one);
    assert!(ja.contains("広い範囲での増加とはいえません") && en.contains("not widespread"), "{ja} {en}");
    assert!(!ja.contains("傾向") && !en.contains("trend"), "{ja} {en}");
    assert!(one.level > Level::Strong && one.title.ja.contains("1台のセンサーで"), "{:?}", one.title);
    // A sensor that always has most of it carries no rise of all.
    let heavy = |first: &str, last: &str, level: usize| rows(&["a1"], first, last, 80, level);
    let site = since("2020-10-01").rows(&heavy("2020-10-01", "2022-09-30", 900));
    let draft = drafted(&site.rows(&heavy("2022-10-01", "2022-12-31", 900)));
    assert!(outside(&draft).iter().all(|one| one.one_sensor.is_none()));
}

#[test]
fn what_is_pasted_builds_and_prints_what_was_shown() {
    let draft = drafted(&since("2020-10-01"));
    let mut text = CHAPTER.to_owned();
    draft.blocks.iter().for_each(|block| text += &format!("{}\n\n", block.text));
    for proposal in outside(&draft) {
        text += &format!("{}\n\n", proposal.block.as_ref().unwrap().text);
        text += &format!("{}\n\n", proposal.said.as_ref().unwrap().paste.ja);
    }
    let page = since("2020-10-01").manuscript(&text).made().page();
    let all = page.all("p").concat();
    assert!(all.contains("半数を超える日で通常の範囲を上回りました（92日、［図1］）"), "{all}");
    assert!(all.contains("通常の範囲からの外れ："), "the method is told");
    assert!(
        page.all("desc").concat().contains("上回った日は92日、下回った日は0日"),
        "the same days as the chart's"
    );
}

#[test]
fn what_is_withheld_is_told_by_none() {
    // Of four sensors 80/TCP had 360 packets a day before, or more, and 648 in the quarter.
    let limited =
        |least: usize| since("2020-10-01").and_settings(&format!("[disclosure]\nmin_packets = {least}\n"));
    assert!(of(&drafted(&limited(360)), "80/TCP").said.is_some());
    let draft = drafted(&limited(361));
    let above = of(&draft, "80/TCP");
    assert_eq!(above.said, None, "the range is made from days that would be withheld");
    // As an index it is told without the range.
    let index = since("2020-10-01").and_settings("[disclosure]\ncounts = \"index\"\n");
    let draft = drafted(&index);
    let [ja, _] = printed(of(&draft, "80/TCP"));
    assert!(ja.ends_with("（92日、［図1］）。"), "{ja}");
}

#[test]
fn the_same_input_gives_the_same_draft() {
    let json = || serde_json::to_string(&drafted(&since("2020-10-01"))).unwrap();
    assert_eq!(json(), json());
}

fn chart(condition: &str) -> Site {
    let chart = "```chart\nid = \"line\"\nrows = \"port\"\nkeys = [\"80/TCP\"]\nnormal = 4\ncaption = \"80/TCP\"\n```\n\n";
    let table = "```table\nid = \"ports\"\nrows = \"port\"\n```\n\n";
    since("2020-10-01").manuscript(&format!("{CHAPTER}{table}{chart}{{{{ {condition} }}}}\n"))
}

#[test]
fn conditions_and_values_are_of_a_chart_with_its_band() {
    let all = chart(
        "\"上\" | holds(line[\"80/TCP\"].above_normal) }}{{ line[\"80/TCP\"].days_above_normal }}日、{{ line[\"80/TCP\"].normal_low }}～{{ line[\"80/TCP\"].normal_high",
    );
    assert!(all.made().page().all("p").concat().contains("上92日、81.5～119"));
    let wrong = chart("\"下\" | holds(line[\"80/TCP\"].below_normal)").build();
    let what = &wrong.finding("claim").what.ja;
    assert!(what.contains("92日のうち、通常の範囲を上回った日は92日、下回った日は0日です"), "{what}");
    for elsewhere in
        ["\"上\" | holds(ports[\"80/TCP\"].above_normal)", "\"上\" | holds(line[\"22/TCP\"].above_normal)"]
    {
        let built = chart(elsewhere).build();
        let finding = built.finding("claim");
        assert!(finding.what.ja.contains("通常の範囲を示すグラフではありません"), "{finding:?}");
        assert!(finding.mend.ja.contains("normal = 4"), "{finding:?}");
    }
    let value = chart("ports[\"80/TCP\"].normal_low").build();
    assert!(value.finding("binding").what.en.contains("no chart that shows the normal range"));
}
