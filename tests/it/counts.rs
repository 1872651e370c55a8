//! `counts = "index"` and `min_packets` in finished editions: no count leaves in any byte, and what is withheld stays.

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::{Config, TestRunner};

use crate::disclosure::unpacked;
use crate::site::{Built, CHAPTER, HEAD, Site, days, tree};

const IDS: [&str; 3] = ["tokyo", "osaka", "dallas"];

/// A quarter and the one before, three sensors, three ports, two regions: every sum has eight digits or more, so
/// that none is met by chance.
fn rows() -> Vec<(String, &'static str, &'static str, &'static str, i64)> {
    let mut rows = Vec::new();
    for (at, day) in days("2022-07-01", "2022-12-31").into_iter().enumerate() {
        for (sensor, id) in IDS.into_iter().enumerate() {
            for (rank, port) in ["TCP,23", "TCP,22", "UDP,53"].into_iter().enumerate() {
                for (place, region) in ["CN", "US"].into_iter().enumerate() {
                    let seed = (at * 7919 + sensor * 104_729 + rank * 1_299_709 + place * 15_485_863) % 9973;
                    let packets = 90_000_000 / (rank as i64 + 1) + 3001 * seed as i64 + at as i64 * 11;
                    rows.push((day.clone(), id, port, region, packets));
                }
            }
        }
    }
    rows
}

/// Everything that these rows add up to, over any of day and quarter, sensor or scope, port and region.
fn sums() -> BTreeSet<i64> {
    let mut sums: BTreeMap<(String, String, String, String), i64> = BTreeMap::new();
    for (day, sensor, port, region, packets) in rows() {
        let quarter = if day.as_str() < "2022-10-01" { "q3" } else { "q4" };
        let scope = if sensor == "dallas" { "overseas" } else { "home" };
        for day in [day.as_str(), quarter] {
            for sensor in [sensor, scope, "all"] {
                for port in [port, "all"] {
                    for region in [region, "all"] {
                        let key = [day, sensor, port, region].map(str::to_owned);
                        let [day, sensor, port, region] = key;
                        *sums.entry((day, sensor, port, region)).or_default() += packets;
                    }
                }
            }
        }
    }
    let sums: BTreeSet<i64> = sums.into_values().collect();
    assert!(sums.len() > 5000 && sums.first().is_some_and(|least| *least >= 10_000_000), "{}", sums.len());
    sums
}

/// With a comma before each three figures.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits
        .char_indices()
        .flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit]))
        .collect()
}

/// A sum as anybody would write it: 123456789, 123,456,789, 12,346万, 1.2億.
fn written(sums: &BTreeSet<i64>) -> BTreeSet<String> {
    let rounded = |sum: i64, unit: i64| (sum + unit / 2) / unit;
    let written = |sum: &i64| {
        let tenths = rounded(*sum, 10_000_000);
        [
            sum.to_string(),
            grouped(*sum),
            format!("{}万", grouped(rounded(*sum, 10_000))),
            format!("{}億", rounded(*sum, 100_000_000)),
            format!("{}.{}億", tenths / 10, tenths % 10),
        ]
    };
    sums.iter().flat_map(written).collect()
}

/// The numbers in a text that stand for themselves, with the 万 or 億 after them.
fn numbers(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = rest[..start].chars().next_back();
        let tail = &rest[start..];
        let len = tail.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(tail.len());
        let number = tail[..len].trim_end_matches(['.', ',']);
        let joined = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if !before.is_some_and(joined) && !tail[len..].starts_with(joined) {
            // The fields of a data file: 2022-10-01,123456,78.
            found.extend(number.split(','));
            found.insert(number);
            if tail[number.len()..].starts_with(['万', '億']) {
                found.insert(&tail[..number.len() + '万'.len_utf8()]);
            }
        }
        rest = &tail[len..];
    }
    found
}

/// Files of an edition in which a sum or the name of a sensor stands, with what was found.
fn telling(built: &Built) -> BTreeMap<String, Vec<String>> {
    let sums = written(&sums());
    let mut telling = BTreeMap::new();
    for (path, bytes) in tree(built.folder()) {
        let text = unpacked(&path, &bytes);
        let names = IDS.iter().filter(|id| text.contains(*id)).map(|id| (*id).to_owned());
        let told = numbers(&text).into_iter().filter(|number| sums.contains(*number)).map(str::to_owned);
        let told: Vec<String> = names.chain(told).collect();
        if !told.is_empty() {
            telling.insert(path, told);
        }
    }
    telling
}

const COLUMNS: &str =
    "columns = [\"rank\", \"label\", \"previous\", \"packets\", \"per_sensor_day\", \"share\", \"change\"]\n";

/// Every kind of block and binding; `count` says a number of packets.
fn manuscript(count: impl Fn(&str) -> String) -> String {
    let block = |kind: &str, id: &str, more: &str| format!("```{kind}\nid = \"{id}\"\n{more}```\n\n");
    let blocks = [
        block("table", "top_ports", &format!("rows = \"port\"\n{COLUMNS}")),
        block("table", "top_regions", &format!("rows = \"region\"\nscope = \"all\"\n{COLUMNS}")),
        block("table", "all_packets", &format!("rows = \"total\"\n{COLUMNS}")),
        block("chart", "trend", "of = \"top_ports\"\n"),
        block("chart", "regions", "of = \"top_regions\"\nper = \"sensor_day\"\nmean = 7\n"),
        block("chart", "one", "rows = \"total\"\nlabel = \"中国\"\nfilter = { region = [\"CN\"] }\n"),
    ];
    let attributes = ["packets", "per_day", "per_sensor_day", "peak", "first_10d", "last_10d"];
    let counts: Vec<_> =
        attributes.iter().map(|name| count(&format!("top_ports[\"23/TCP\"].{name}"))).collect();
    format!(
        "{CHAPTER}{}合計{}、{}。{{{{ top_ports[1].label }}}}は{{{{ top_ports[1].rank }}}}位、{{{{ top_ports[1].share }}}}、{{{{ one.change_10d | wari }}}}、{{{{ one.change_quarter }}}}、{{{{ one.peak_day }}}}です。\n",
        blocks.concat(),
        count("top_ports.packets"),
        counts.join("、"),
    )
}

fn site(disclosure: &str) -> Site {
    let rows: String = rows()
        .iter()
        .map(|(day, sensor, port, region, packets)| format!("{day},{sensor},{port},{region},{packets}\n"))
        .collect();
    Site::new().observations(&format!("{HEAD}{rows}")).and_settings(&format!("[disclosure]\n{disclosure}\n"))
}

#[test]
fn an_index_leaves_no_count_in_any_byte() {
    let indexed = manuscript(|value| format!("{{{{ {value} | index }}}}"));
    let site = site("counts = \"index\"\nsensors = \"none\"").and_edition("langs = [\"ja\", \"en\"]\n");
    let built = site.manuscript(&indexed).file("2022q4/report.en.md", &indexed).made();
    assert_eq!(telling(&built), BTreeMap::new());
    let names: Vec<_> = tree(built.folder()).into_keys().collect();
    for path in [
        "report.pdf",
        "index.html",
        "report.json",
        "figures/trend.svg",
        "data/trend.csv",
        "data.xlsx",
        "data.json",
        "datapackage.json",
        "manifest.json",
        "en/index.html",
        "en/report.json",
    ] {
        assert!(names.iter().any(|name| name == path), "{path} in {names:?}");
    }
}

#[test]
fn the_same_search_finds_the_counts_that_are_shown() {
    let shown = manuscript(|value| format!("{{{{ {value} | number }}}}"));
    let telling = telling(&site("counts = \"shown\"").manuscript(&shown).made());
    let files = ["report.pdf", "index.html", "report.json", "data/trend.csv", "data/top-ports.csv"];
    for path in [&files[..], &["data.xlsx", "data.json"]].concat() {
        assert!(telling.get(path).is_some_and(|found| found.len() > 2), "{path}: {:?}", telling.get(path));
    }
    let axis = manuscript(|value| format!("{{{{ {value} | man }}}}"));
    let without =
        site("counts = \"shown\"").and_settings("[pdf]\nattachments = false\n").manuscript(&axis).made();
    let telling = self::telling(&without);
    let finds = |path: &str, part: &[char]| telling[path].iter().any(|found| found.contains(part));
    assert!(
        finds("report.pdf", &[',']),
        "the words of the PDF's own pages are read: {:?}",
        telling["report.pdf"]
    );
    assert!(finds("index.html", &['億']), "{:?}", telling["index.html"]);
}

#[test]
fn an_index_says_what_is_100() {
    let built = site("counts = \"index\"")
        .manuscript(&manuscript(|value| format!("{{{{ {value} | index }}}}")))
        .made();
    let page = built.page();
    let rows = page.table("top-ports");
    assert!(rows[0].starts_with("1 | 23/TCP（telnet） | 1 | 100 | 100 | "), "{rows:?}");
    assert!(built.svg("trend").words().concat().contains("パケット数／日の指数"));
    assert!(built.svg("trend").words().concat().contains("23/TCP（telnet）の期間平均＝100"));
    let notes = page.all("#top-ports .note").concat() + &page.all("#top-ports").concat();
    assert!(notes.contains("※指数は、23/TCP（telnet）の期間平均を100とした値です。"), "{notes}");
    let alt = page.all("#trend desc").concat();
    assert!(alt.contains("期初10日間の平均が指数") && !alt.contains("パケットです"), "{alt}");
    let method = page.all("main").concat();
    assert!(method.contains("観測数は件数ではなく指数で示します。"));
    assert_eq!(
        built.csv("data/top-ports.csv")[0],
        "key,rank,label,previous_rank,packets_index,packets_per_sensor_day_index,share,change"
    );
    let mean = built.csv("data/trend.csv")[1..]
        .iter()
        .map(|line| line.split(',').nth(1).unwrap().parse::<f64>().unwrap())
        .sum::<f64>()
        / 92.0;
    assert!((mean - 100.0).abs() < 0.5, "the first key's mean is {mean}");
}

#[test]
fn a_count_in_a_sentence_is_refused_with_what_may_stand_there() {
    for value in ["top_ports.packets", "top_ports[1].peak", "one.first_10d | number", "one.packets | man"] {
        let text = manuscript(|value| format!("{{{{ {value} | index }}}}"));
        let built =
            site("counts = \"index\"").manuscript(&format!("{text}\n次は{{{{ {value} }}}}です。\n")).build();
        let finding = built.finding("binding");
        assert_eq!(finding.place.column, 3, "{value}");
        assert!(
            finding.mend.ja.contains("| index") && finding.mend.en.contains("peak_day"),
            "{:?}",
            finding.mend
        );
    }
    let exact = format!("{}\n{{{{ one.change_10d | percent(1) }}}}\n", manuscript(|_| String::new()));
    assert_eq!(site("counts = \"index\"").manuscript(&exact).build().told().len(), 1);
    let plain =
        format!("{CHAPTER}```table\nid = \"t\"\nrows = \"port\"\n```\n\n{{{{ t[1].packets | index }}}}\n");
    assert_eq!(site("counts = \"shown\"").manuscript(&plain).build().finding("binding").place.line, 8);
}

#[test]
fn a_count_that_somebody_typed_is_refused_where_it_stands() {
    let table = "```table\nid = \"t\"\nrows = \"port\"\n```\n";
    let home: i64 = rows()
        .iter()
        .filter(|(day, sensor, port, ..)| {
            day.as_str() >= "2022-10-01" && *sensor != "dallas" && *port == "TCP,23"
        })
        .map(|row| row.4)
        .sum();
    let grouped = grouped(home);
    for (sentence, line) in [
        (format!("計{home}件です。"), 8),
        (format!("計{grouped}件です。"), 8),
        (format!("- 項目\n- {grouped}"), 8),
    ] {
        let text = format!("{CHAPTER}{table}\n{sentence}\n");
        let built = site("counts = \"index\"").manuscript(&text).build();
        assert_eq!(built.finding("count-typed").place.line, line, "{sentence}");
        site("counts = \"shown\"").manuscript(&text).made();
    }
    let harmless = format!("{CHAPTER}{table}\n{home}/TCP、CVE-2022-{home}、{home}.5、{}です。\n", home + 1);
    site("counts = \"index\"").manuscript(&harmless).made();
}

#[test]
fn too_few_packets_for_an_index_are_refused() {
    let few = || {
        Site::new()
            .daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,40")
            .and_settings("[disclosure]\ncounts = \"index\"\n")
    };
    let chart = |more: &str| format!("{CHAPTER}```chart\nid = \"t\"\nrows = \"port\"\ntop = 1\n{more}```\n");
    assert_eq!(few().manuscript(&chart("")).build().told(), ["2022q4/report.md:3:1 no-index"]);
    few().manuscript(&chart("mean = 7\n")).made();
    let table = format!(
        "{CHAPTER}```table\nid = \"t\"\nrows = \"port\"\ncolumns = [\"rank\", \"packets\", \"share\"]\n```\n"
    );
    few().manuscript(&table).made();
    let fewer = Site::new()
        .rows("2022-10-01,tokyo,TCP,23,CN,40\n")
        .and_settings("[disclosure]\ncounts = \"index\"\n");
    assert_eq!(fewer.manuscript(&table).build().told(), ["2022q4/report.md:3:1 no-index"]);
}

/// 23/TCP has a small day, 81/TCP and 22/TCP small days only, 443/TCP and 8080/TCP few packets at all.
fn small() -> Site {
    let site = Site::new().daily("2022-10-01", "2022-10-09", "tokyo,TCP,23,CN,200");
    let site = site.rows("2022-10-10,tokyo,TCP,23,CN,7\n2022-10-11,tokyo,TCP,23,CN,150\n");
    let site = site.daily("2022-10-12", "2022-12-31", "tokyo,TCP,23,CN,300");
    let daily = ["tokyo,TCP,80,CN,100", "tokyo,TCP,81,US,5", "tokyo,TCP,22,US,4"];
    let site = daily.into_iter().fold(site, |site, row| site.daily("2022-10-01", "2022-12-31", row));
    site.rows("2022-12-01,tokyo,TCP,443,US,6\n2022-12-01,tokyo,TCP,8080,US,3\n")
}

const SMALL: &str = "```table\nid = \"t\"\nrows = \"port\"\ntop = 6\ncolumns = [\"rank\", \"packets\", \"share\", \"change\"]\n```\n\n```chart\nid = \"day\"\nof = \"t\"\n```\n\n```chart\nid = \"mean\"\nof = \"t\"\nmean = 3\n```\n";

fn withholding(disclosure: &str) -> Site {
    small().manuscript(&format!("{CHAPTER}{SMALL}")).and_settings(&format!("[disclosure]\n{disclosure}\n"))
}

#[test]
fn a_small_day_is_withheld_with_the_next_smallest() {
    let built = withholding("min_packets = 10").made();
    let csv = built.csv("data/day.csv");
    assert_eq!(csv[0], "date,23/TCP,80/TCP,81/TCP,22/TCP,443/TCP,8080/TCP");
    let days = [
        "2022-10-09,200,100,x,x,x,x",
        "2022-10-10,x,100,x,x,x,x",
        "2022-10-11,x,100,x,x,x,x",
        "2022-10-12,300,100,x,x,x,x",
    ];
    assert_eq!(csv[9..13], days);
    let mean = built.csv("data/mean.csv");
    let of_first = mean[9..15].iter().map(|line| line.split(',').nth(1).unwrap());
    assert_eq!(of_first.collect::<Vec<_>>(), ["200.000", "x", "x", "x", "x", "300.000"]);
    let table = built.csv("data/t.csv");
    assert!(table[3].contains(",460,") && table[4].contains(",368,"), "{table:?}");
    assert!(table[5].ends_with(",5,x,x,x") && table[6].ends_with(",6,x,x,x"), "{table:?}");
    assert_eq!(built.page().table("t")[4], "443/TCP（https） | 5 | x | x | x");
    assert_eq!(built.svg("day").stretches(0), [9, 81], "no line is drawn through what is withheld");
    let page = built.page().all("main").concat();
    for note in [
        "※「x」は、10パケットに満たないため、またはそうした値が",
        "※線が途切れているところには、10パケットに満たないため",
        "1日の数が10パケットに満たない項目は、0も含めてその日の値を伏せ",
    ] {
        assert!(page.contains(note), "{note}");
    }
    let alt = built.page().all("#day desc").concat();
    assert!(
        alt.contains("値を伏せた日があり") && alt.contains("22/TCP（ssh）は、すべての日の値を伏せています。"),
        "{alt}"
    );
    let open = withholding("counts = \"shown\"").made();
    assert_eq!(open.csv("data/day.csv")[10], "2022-10-10,7,100,5,4,0,0", "without the setting");
}

#[test]
fn bindings_tell_nothing_that_is_withheld() {
    let site = |value: &str| {
        withholding("min_packets = 10").manuscript(&format!("{CHAPTER}{SMALL}\n{{{{ {value} }}}}\n"))
    };
    for value in [
        "t[1].first_10d",
        "t[1].change_10d | wari",
        "t[\"443/TCP\"].packets",
        "t[\"443/TCP\"].share",
        "t[\"443/TCP\"].peak",
        "t[\"22/TCP\"].peak_day",
    ] {
        assert!(site(value).build().finding("binding").what.en.contains("min_packets"), "{value}");
    }
    for value in
        ["t[1].packets", "t[1].last_10d", "t[1].peak", "t[1].peak_day", "t[\"443/TCP\"].rank", "t.packets"]
    {
        site(value).made();
    }
}

#[test]
fn the_limit_is_not_told_beside_an_index() {
    let text = format!("{CHAPTER}{SMALL}").replace("\"share\", \"change\"", "\"share\"");
    let built = withholding("counts = \"index\"\nmin_packets = 10").manuscript(&text).made();
    let page = built.page().all("main").concat();
    assert!(page.contains("数が一定の数に満たない") && !page.contains("10パケット"), "{page}");
    assert_eq!(built.csv("data/day.csv")[10], "2022-10-10,x,35,x,x,x,x");
}

#[test]
fn the_data_package_withholds_the_same_days() {
    let full = withholding("counts = \"full\"\nmin_packets = 10").made().csv("data/t-full.csv");
    assert_eq!(full.len(), 1 + 90 + 92, "23/TCP without two days, 80/TCP whole, no other");
    assert!(!full.iter().any(|line| line.starts_with("2022-10-10,23/TCP")), "{full:?}");
}

/// The parts of a whole, told one by one: home, overseas and all.
#[test]
fn scopes_that_add_up_withhold_the_same_days() {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,100").daily(
        "2022-10-01",
        "2022-12-30",
        "dallas,TCP,23,CN,50",
    );
    let site = site.rows("2022-12-31,dallas,TCP,23,CN,3\n").and_settings("[disclosure]\nmin_packets = 10\n");
    let chart = |scope: &str| {
        format!("```chart\nid = \"{scope}_t\"\nrows = \"port\"\ntop = 1\nscope = \"{scope}\"\n```\n\n")
    };
    let text = format!("{CHAPTER}{}{}{}", chart("home"), chart("overseas"), chart("all"));
    let built = site.manuscript(&text).made();
    let last = |id: &str| built.csv(&format!("data/{id}-t.csv"))[92].clone();
    assert_eq!(last("overseas"), "2022-12-31,x");
    let others = [last("home"), last("all")];
    assert!(others.iter().any(|line| line.ends_with(",x")), "{others:?}");
}

/// Whole editions of random small data: no number below the limit stands in any cell of any data file.
#[test]
fn whole_editions_print_no_small_number() {
    let mut runner = TestRunner::new(Config { cases: 4, failure_persistence: None, ..Config::default() });
    let cells = proptest::collection::vec(0..40_i64, 92 * 3);
    runner
        .run(&cells, |cells| {
            let mut site = Site::new();
            for (at, day) in days("2022-10-01", "2022-12-31").iter().enumerate() {
                for (port, packets) in [22, 23, 80].iter().zip(&cells[at * 3..]) {
                    site = site.rows(&format!("{day},tokyo,TCP,{port},CN,{packets}\n"));
                }
            }
            let built = site
                .manuscript(&format!("{CHAPTER}{SMALL}"))
                .and_settings("[disclosure]\nmin_packets = 10\n")
                .made();
            let day = built.csv("data/day.csv");
            let small = day[1..]
                .iter()
                .flat_map(|line| line.split(',').skip(1))
                .filter_map(|cell| cell.parse::<i64>().ok());
            proptest::prop_assert!(small.clone().all(|packets| packets >= 10) && small.count() > 100);
            Ok(())
        })
        .unwrap();
}
