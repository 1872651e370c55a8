//! The history of ranks and the pages of keys: what published tables told, over all editions, and nothing else.

use std::collections::BTreeSet;
use std::fs;

use scraper::Selector;
use teiten::quarter::Quarter;

use crate::approval::{done, draft};
use crate::archive_site::{BASE, archived, page, site, three};
use crate::editions::{quarters, shelve};
use crate::frames::two;
use crate::site::{CHAPTER, Page, Site, tree};

const KEYS: &str = "[web]\nkey_pages = true\n";

/// Every id of a page stands once, everything that names an id finds it, and nothing is inline.
fn is_sound(page: &Page) {
    let ids = page.attributes("[id]", "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for name in ["aria-labelledby", "aria-describedby"] {
        for named in page.attributes(&format!("[{name}]"), name) {
            assert!(ids.contains(&named), "{named} is named and not there");
        }
    }
    assert!(page.all("[style], style, script").is_empty());
    assert_eq!(page.all("h1").len(), 1);
    assert!(page.0.errors.is_empty(), "{:?}", page.0.errors);
    let regions = Selector::parse("[role=region]").unwrap();
    for region in page.0.select(&regions) {
        assert!(region.attr("aria-label").or(region.attr("aria-labelledby")).is_some());
    }
}

/// The cells of each row of the table of `id`, joined by ` | `.
fn rows(page: &Page, id: &str) -> Vec<String> {
    page.table(&format!("{id}_figure"))
}

#[test]
fn the_history_tells_what_each_published_table_told() {
    let site = three("");
    archived(&site);
    let history = page(&site, "history.html");
    is_sound(&history);
    assert_eq!(history.all("h2"), ["宛先ポート番号"]);
    let ranked =
        "23/TCP（telnet） | 22/TCP（ssh） | 445/TCP（microsoft-ds） | 80/TCP（http） | 443/TCP（https） | ";
    // 2023q2 is withdrawn, 2019q1 stands in the record alone; what a sensor is called is nobody's to tell.
    assert_eq!(
        rows(&history, "ports"),
        [
            format!("2023年1～3月 | {ranked}"),
            format!("2022年10～12月 | {ranked}"),
            "2019年1～3月 | 445/TCP（microsoft-ds） | 22/TCP（ssh） |  |  |  | 80/TCP（http）".to_owned()
        ]
    );
    assert_eq!(
        history.attributes("#ports_figure tbody th a", "href"),
        ["2023q1/index.html#top-ports", "2022q4/index.html#top-ports"]
    );
    assert_eq!(
        history.one("#ports_figure .finding"),
        "3版のうち2版で、23/TCP（telnet）が1位でした。最新の版（2023年1～3月）の1位は、23/TCP（telnet）です。"
    );
    let reading = history.one("#ports_figure .told");
    assert!(reading.starts_with("順位表に載ったことのある5項目を、すべて線で示します。"), "{reading}");
    assert_eq!(
        history.one("#ports_caption"),
        "［図1：宛先ポート番号の順位の推移（2019年1～3月から2023年1～3月まで）］"
    );
    assert_eq!(history.all("svg .series").len(), 5);
    assert_eq!(history.one("svg desc"), history.one("#ports_figure .finding"));
    assert!(!tree(&site.root().join("out/try")).keys().any(|path| path.starts_with("keys/")));
    assert_eq!(page(&site, "index.html").all("a[href='history.html']"), ["順位の推移"]);
}

#[test]
fn regions_have_a_history_of_their_own_in_the_words_of_the_site() {
    let table = |id: &str, rows: &str| {
        format!("```table\nid = \"{id}\"\nrows = \"{rows}\"\ncolumns = [\"rank\", \"label\"]\n```\n\n")
    };
    let text = format!("{CHAPTER}Text.\n\n{}{}", table("top_regions", "region"), table("top_ports", "port"));
    let site = Site::new()
        .change_settings("title =", "lang = \"en\"\ntitle =")
        .rows("2022-11-01,tokyo,TCP,23,CN,10\n2022-11-01,tokyo,TCP,22,US,10\n");
    let site = site.without("2022q4/report.md").file("2022q4/report.md", &text);
    site.made();
    archived(&site);
    let history = page(&site, "history.html");
    is_sound(&history);
    assert_eq!(history.all("h2"), ["Destination ports", "Source regions"]);
    // Equal counts have equal ranks.
    assert_eq!(rows(&history, "regions"), ["October–December 2022 | China, United States"]);
    assert_eq!(
        history.one("#regions_figure .finding"),
        "Only one edition has such a ranking (October–December 2022); rank 1 went to China, United States."
    );
    assert_eq!(history.all("#ports_figure svg circle").len(), 4);
}

#[test]
fn many_editions_gaps_and_deep_ranks_are_told_as_they_are() {
    let mut record = "edition,revision,table,rank,key\n".to_owned();
    for (at, quarter) in quarters().iter().enumerate().filter(|(at, _)| at % 7 != 3) {
        for rank in 1..=12 {
            record.push_str(&format!("{quarter},,ports,{rank},{}/TCP\n", 1000 + (rank * 5 + at / 4) % 14));
        }
    }
    let site = site("").file("data/published.csv", record);
    site.edition();
    archived(&site);
    let history = page(&site, "history.html");
    is_sound(&history);
    assert_eq!(rows(&history, "ports").len(), 51);
    assert_eq!(history.all("#ports_figure thead th").len(), 13, "ranks below the tenth are in the table");
    assert_eq!(history.all("svg .series").len(), 8);
    let reading = history.one("#ports_figure .told");
    for told in ["14項目のうち、最高の順位が高い8項目", "10位より下は、表にだけ", "線の途切れている"]
    {
        assert!(reading.contains(told), "{told} is not in {reading}");
    }
    let top: Vec<_> = history.all("svg .values text");
    assert_eq!(
        (top.first().map(String::as_str), top.last().map(String::as_str)),
        (Some("10位"), Some("1位"))
    );
}

#[test]
fn nothing_published_has_a_page_that_says_so() {
    let site = site("");
    site.edition();
    archived(&site);
    let history = page(&site, "history.html");
    is_sound(&history);
    assert_eq!(history.all("#page_text p"), ["順位表のある版は、まだありません。"]);
}

#[test]
fn a_record_without_a_first_rank_claims_none() {
    let record = "edition,revision,table,rank,key\n2019q1,,ports,2,22/TCP\n2019q2,,ports,4000000000,22/TCP\n";
    let site = site("").file("data/published.csv", record);
    site.edition();
    archived(&site);
    let history = page(&site, "history.html");
    is_sound(&history);
    assert!(history.all(".finding").is_empty());
    assert_eq!(
        rows(&history, "ports"),
        ["2019年4～6月 |  | 22/TCP（ssh）", "2019年1～3月 | 22/TCP（ssh） | "]
    );
    assert_eq!(history.one("svg desc"), "宛先ポート番号の順位の推移（2019年1～3月から2019年4～6月まで）");
}

#[test]
fn a_key_has_a_page_of_what_was_printed_of_it() {
    let site = three(&format!("{BASE}key_pages = true\n"));
    archived(&site);
    let out = site.root().join("out/try");
    let key = page(&site, "keys/445-tcp.html");
    is_sound(&key);
    assert_eq!(key.one("h1 .period"), "445/TCP（microsoft-ds）");
    let row = Selector::parse("#page_text section").unwrap();
    let sections: Vec<Vec<String>> = key
        .0
        .select(&row)
        .map(|section| {
            let cells = Selector::parse("th, td").unwrap();
            section.select(&cells).map(|cell| cell.text().collect::<String>()).collect()
        })
        .collect();
    assert_eq!(
        sections,
        [
            vec!["版", "順位", "前四半期の順位", "2023年1～3月", "3", "－", "2022年10～12月", "3", "－"],
            vec!["版", "順位", "2019年1～3月", "1"]
        ]
    );
    for name in fs::read_dir(out.join("keys")).unwrap() {
        let name = name.unwrap().file_name().into_string().unwrap();
        let page = page(&site, &format!("keys/{name}"));
        is_sound(&page);
        for href in page.attributes("a", "href").iter().filter(|href| !href.starts_with('#')) {
            let path = href.split('#').next().unwrap();
            assert!(out.join("keys").join(path).is_file(), "{name}: {href}");
        }
    }
    let history = page(&site, "history.html");
    is_sound(&history);
    let links = history.attributes("ul.keys a, tbody td a", "href");
    assert!(links.len() > 14 && links.iter().all(|href| out.join(href).is_file()), "{links:?}");
    let map = fs::read_to_string(out.join("sitemap.xml")).unwrap();
    assert!(map.contains("<loc>https://example.jp/teiten/keys/22-tcp.html</loc>"), "{map}");
    assert!(map.contains("<loc>https://example.jp/teiten/history.html</loc>"));
}

#[test]
fn what_is_withdrawn_or_asked_for_no_more_leaves_no_page() {
    let site = two().and_settings(KEYS);
    let root = site.root();
    site.edition();
    for edition in ["2022q4", "2023q1"] {
        done(&root, &["approve", edition, "--by", "山田", "--now", "2023-02-13T15:00:00+09:00"]);
        crate::approval::publish(&root, edition);
    }
    let keys = || {
        tree(&root.join("out/try")).into_keys().filter(|path| path.starts_with("keys/")).collect::<Vec<_>>()
    };
    assert_eq!(keys(), ["keys/22-tcp.html", "keys/23-tcp.html"]);
    let withdraw = |edition: &str| {
        done(&root, &["withdraw", edition, "--reason", "誤り", "--now", "2023-03-02T09:00:00+09:00"]);
    };
    withdraw("2022q4");
    assert_eq!(keys().len(), 2, "the other edition still tells of them");
    withdraw("2023q1");
    assert!(keys().is_empty());
    assert_eq!(page(&site, "history.html").all("#page_text p"), ["順位表のある版は、まだありません。"]);
}

#[test]
fn drafts_and_other_numbers_leave_nothing_in_the_history() {
    let site = draft().and_settings(KEYS);
    site.edition();
    done(&site.root(), &["build", "2022q4"]);
    archived(&site);
    let out = site.root().join("out/try");
    assert!(tree(&out).values().all(|bytes| !String::from_utf8_lossy(bytes).contains("23/TCP")));
    let quarter: Quarter = "2020q1".parse().unwrap();
    site.build_into(Some(&site.root().join("made"))).is_made();
    shelve(&site, quarter, 0, |manifest| "approved".clone_into(&mut manifest.status));
    archived(&site);
    assert!(page(&site, "history.html").all("figure").is_empty());
}
