//! What a published edition tells those who find, cite and pass it on, and their machines; a draft tells them nothing.

use std::fs;

use serde_json::Value;

use crate::site::{Built, CHAPTER, Page, Site, tree};

const BASE: &str = "[web]\nbase = \"https://example.jp/teiten/\"\n";
const ADDRESS: &str = "https://example.jp/teiten/2022q4/";
const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\", \"share\"]\n```\n\n> ※注[^a]。\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n[^a]: 題\n";

fn site() -> Site {
    Site::new()
        .daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,70")
        .daily("2022-10-01", "2022-12-31", "osaka,TCP,445,US,8")
        .manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

/// The two entries of the page's data block: the report and its data.
fn linked(page: &Page) -> [Value; 2] {
    let block: Value = serde_json::from_str(&page.one("script[type='application/ld+json']")).unwrap();
    assert_eq!(block["@context"], "https://schema.org");
    serde_json::from_value(block["@graph"].clone()).unwrap()
}

/// What the page tells social networks by that name.
fn social(page: &Page, name: &str) -> String {
    page.attribute(&format!("meta[property='{name}']"), "content")
}

/// Pixels across and down of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[1..4], b"PNG");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn machines_are_told_the_report_and_its_data_where_they_lie() {
    let built = site().and_settings(BASE).made();
    let [report, data] = linked(&built.page());
    for entry in [&report, &data] {
        assert_eq!(entry["name"], "観測レポート（2022年10～12月）");
        assert_eq!(entry["version"], "1.0");
        assert_eq!(entry["datePublished"], "2023-02-14");
        assert_eq!(entry["temporalCoverage"], "2022-10-01/2022-12-31");
        assert_eq!(entry["publisher"]["name"], "観測班");
        assert_eq!(entry["inLanguage"], "ja");
        assert_eq!(entry["url"], ADDRESS);
    }
    assert_eq!((&report["@type"], &data["@type"]), (&"Report".into(), &"Dataset".into()));
    assert_eq!(report["encoding"]["contentUrl"], format!("{ADDRESS}report.pdf"));
    let files = data["distribution"].as_array().unwrap();
    for (file, (path, title)) in files.iter().zip([("top-ports", "［表1："), ("trend", "［図1：")]) {
        assert_eq!(file["contentUrl"], format!("{ADDRESS}data/{path}.csv"));
        assert!(built.folder().join(format!("data/{path}.csv")).is_file());
        assert!(file["name"].as_str().unwrap().starts_with(title), "{file}");
    }
    let whole: Vec<_> = files[2..].iter().map(|file| file["contentUrl"].as_str().unwrap()).collect();
    assert_eq!(whole, ["data.xlsx", "data.json"].map(|path| format!("{ADDRESS}{path}")));
    let measured: Vec<_> =
        data["variableMeasured"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(measured, ["パケット数", "割合", "パケット数／日（国内センサー2台の合計）"]);
    assert_eq!(data["measurementTechnique"], format!("{ADDRESS}#method"));
}

#[test]
fn networks_are_told_the_card_and_it_is_there() {
    let built = site().and_settings(BASE).made();
    let page = built.page();
    assert_eq!(social(&page, "og:url"), ADDRESS);
    assert_eq!(social(&page, "og:locale"), "ja_JP");
    assert_eq!(social(&page, "og:image"), format!("{ADDRESS}card.png"));
    assert_eq!(page.attribute("link[rel=canonical]", "href"), ADDRESS);
    let told = (social(&page, "og:image:width"), social(&page, "og:image:height"));
    let (width, height) = size(&built.bytes("card.png"));
    assert_eq!(told, (width.to_string(), height.to_string()));
    assert_eq!((width, height), (1200, 630));
    assert!(social(&page, "og:image:alt").contains("［図1："));
}

#[test]
fn without_an_address_none_is_told() {
    let built = site().made();
    let page = built.page();
    for entry in linked(&page) {
        let text = entry.to_string();
        assert!(!text.contains("http") && !text.contains("@id") && !text.contains("Url"), "{text}");
    }
    assert!(page.all("link[rel=canonical], meta[property='og:url'], meta[property='og:image']").is_empty());
    assert_eq!(page.attribute("meta[name='twitter:card']", "content"), "summary");
    assert_eq!(
        page.all(".cite p"),
        ["引用するとき", "観測班「観測レポート（2022年10～12月）」第1.0版、2023年2月14日"]
    );
}

#[test]
fn a_citation_holds_version_day_and_address() {
    let built = site().and_settings(BASE).made();
    let cited = format!("観測班「観測レポート（2022年10～12月）」第1.0版、2023年2月14日、{ADDRESS}");
    assert_eq!(built.page().all(".cite[data-extra] p")[1], cited);
}

#[test]
fn a_draft_is_not_passed_on() {
    let built = site().and_settings(BASE).change_edition("published", "draft").build();
    let page = built.page();
    assert!(
        page.all("script[type], meta[property], meta[name^=twitter], .cite, link[rel=canonical]").is_empty()
    );
    let made = tree(built.folder());
    assert!(!made.keys().any(|path| path.starts_with("press/") || path == "card.png"), "{:?}", made.keys());
}

#[test]
fn hostile_names_are_text_wherever_they_are_passed_on() {
    let title = "</script><!--<script>\" &amp; '\\'";
    let built = site()
        .and_settings(BASE)
        .change_settings("title = \"観測レポート\"", &format!("title = '''{title}'''"))
        .change_settings("publisher = \"観測班\"", "publisher = '''<b>\"&{title}'''")
        .made();
    let page = built.page();
    let whole = format!("{title}（2022年10～12月）");
    assert_eq!(linked(&page)[0]["headline"], whole);
    assert_eq!(linked(&page)[0]["publisher"]["name"], "<b>\"&{title}");
    assert_eq!(social(&page, "og:title"), whole);
    assert_eq!(built.text("press/announce.txt").lines().next(), Some(whole.as_str()));
    let credit = format!("出典：<b>\"&{{title}}「{whole}」第1.0版");
    assert_eq!(crate::site::Svg(built.text("press/trend.svg")).words().last(), Some(&credit));
    assert_eq!(page.all("b").len(), 0);
    assert_eq!(
        page.one(".cite p:last-child"),
        format!("<b>\"&{{title}}「{whole}」第1.0版、2023年2月14日、{ADDRESS}")
    );
}

/// A site whose licence wants somebody to be named, and that says whom to ask.
fn licensed() -> Site {
    site()
        .and_settings(BASE)
        .and_settings("[licence]\nname = \"CC BY 4.0\"\nurl = \"https://creativecommons.org/licenses/by/4.0/\"\ncredit = \"観測班の名を示してください。\"\n")
        .change_settings("[site]\n", "[site]\nclosing = [\"contact\"]\n")
        .file("texts/contact.md", "お問い合わせは**広報**（pr@example.jp）まで。\n")
}

#[test]
fn the_press_is_given_texts_and_pictures_with_who_must_be_named() {
    let built = licensed().file("2022q4/report.md", summed()).made();
    let announced = built.text("press/announce.txt");
    assert!(announced.ends_with("\r\n") && !announced.replace("\r\n", "").contains(['\r', '\n', '\u{feff}']));
    let parts: Vec<&str> = announced.trim_end().split("\r\n\r\n").collect();
    assert_eq!(
        parts,
        [
            "観測レポート（2022年10～12月）\r\n観測班\r\n第1.0版\r\n2023年2月14日発行",
            "要点\r\n・23/TCP（telnet）が最多でした。\r\n・二つめの要点です。\r\n・三つめの要点です。",
            ADDRESS,
            "お問い合わせは広報（pr@example.jp）まで。",
            "ライセンス：CC BY 4.0 https://creativecommons.org/licenses/by/4.0/\r\n観測班の名を示してください。",
        ]
    );
    let words = crate::site::Svg(built.text("press/trend.svg")).words();
    let credit = "出典：観測班「観測レポート（2022年10～12月）」第1.0版（CC BY 4.0）";
    assert_eq!(words[words.len() - 2..], [credit, "観測班の名を示してください。"]);
    assert_eq!(size(&built.bytes("press/trend.png")).0, 1664);
}

/// A manuscript with key points, the first of which cites something.
fn summed() -> String {
    format!(
        "- {{{{ top_ports[1].label }}}}が最多でした[^a]。\n- 二つめの要点です。\n- 三つめの要点です。\n\n{CHAPTER}{BLOCKS}"
    )
}

#[test]
fn tables_stand_in_columns() {
    let built = site().made();
    let text = built.text("press/tables.txt");
    let lines: Vec<&str> = text.lines().skip(3).collect();
    assert_eq!(
        lines,
        [
            "［表1：宛先ポート番号トップ5］",
            "順位  宛先ポート番号           パケット数   割合",
            " 1    23/TCP（telnet）              6,440  89.7%",
            " 2    445/TCP（microsoft-ds）         736  10.3%",
            "※注。",
        ]
    );
}

#[test]
fn rights_keep_the_press_out() {
    let made = tree(site().and_settings("[rights]\npress = false\n").made().folder());
    assert!(made.contains_key("card.png"));
    assert!(!made.keys().any(|path| path.starts_with("press/")), "{:?}", made.keys());
}

#[test]
fn an_edition_without_a_chart_has_a_card_of_its_points() {
    let table = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n";
    let with = site().manuscript(&format!("{CHAPTER}{table}")).made();
    assert_eq!(size(&with.bytes("card.png")), (1200, 630));
    assert_ne!(with.bytes("card.png"), site().made().bytes("card.png"));
    assert!(!with.folder().join("press/trend.png").exists());
}

#[test]
fn what_is_withheld_is_withheld_from_the_press() {
    let site = || {
        Site::new()
            .daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,7013")
            .daily("2022-10-01", "2022-12-31", "osaka,TCP,445,US,811")
            .manuscript(&format!("{CHAPTER}{BLOCKS}"))
    };
    let shown = site().made();
    let counts = ["645196", "645,196", "74612", "74,612", "7013", "7,013"];
    let press = |built: &Built| {
        let files = tree(built.folder()).into_iter().filter(|(path, _)| path.starts_with("press/"));
        files.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect::<String>()
    };
    assert!(press(&shown).contains("645,196"));
    let index = site().and_settings("[disclosure]\ncounts = \"index\"\n").made();
    let told = press(&index) + &linked(&index.page()).map(|entry| entry.to_string()).concat();
    assert!(counts.iter().all(|count| !told.contains(count)), "{told}");
    assert!(told.contains("指数"), "{told}");
}

#[test]
fn one_file_holds_everything_and_asks_for_nothing() {
    let site = licensed();
    let hand = site.root().join("hand");
    site.program().arg("--single-file").arg(&hand).assert().success();
    let names: Vec<_> = tree(&hand).into_keys().collect();
    assert_eq!(names, ["try-2022q4.html"]);
    let whole = fs::read_to_string(hand.join("try-2022q4.html")).unwrap();
    let (alone, page) = (Page(scraper::Html::parse_document(&whole)), site.made().page());
    assert_eq!(alone.all("main"), page.all("main"), "the same words");
    assert!(alone.all("link[rel=stylesheet], link[rel=alternate], script[src]").is_empty());
    let policy = alone.attribute("meta[http-equiv]", "content");
    assert!(policy.starts_with("default-src 'none'; img-src data:; style-src 'sha256-"), "{policy}");
    for (name, kind) in
        [("2022q4_表1_", "text/csv"), ("report.pdf", "application/pdf"), ("2022q4_図1_", "text/csv")]
    {
        let data = alone.attribute(&format!("a[download^='{name}']"), "href");
        assert!(data.starts_with(&format!("data:{kind};base64,")), "{name}");
    }
    // What is left leads into the page, away from it, or is inside.
    let leads = |link: &scraper::ElementRef<'_>| {
        let address = link.attr("href").unwrap_or("#");
        ["#", "data:", "http", "mailto:"].iter().any(|way| address.starts_with(way))
    };
    assert!(alone.0.select(&scraper::Selector::parse("[href]").unwrap()).all(|link| leads(&link)));
}
