//! The conventions of the manuscript, from Markdown to the page; and each way to write it wrong, with its place.

use crate::site::{Built, CHAPTER, Page, Site};

const TABLE: &str =
    "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\"]\n";

/// Three ports and two regions, falling by half in December; the quarter before as in October.
fn site() -> Site {
    Site::new()
        .daily("2022-07-01", "2022-09-30", "tokyo,TCP,23,CN,50")
        .daily("2022-10-01", "2022-11-30", "tokyo,TCP,23,CN,40")
        .daily("2022-12-01", "2022-12-31", "tokyo,TCP,23,CN,20")
        .rows("2022-12-24,tokyo,TCP,22,US,600\n2022-12-24,osaka,TCP,60001,CN,7\n")
}

fn body(page: &Page) -> Vec<String> {
    page.all("section:not([aria-labelledby=method], [data-extra]) > p")
}

/// Builds a chapter with this text below, and has nothing to find.
fn chapter(text: &str) -> Built {
    site().manuscript(&format!("{CHAPTER}{text}")).made()
}

#[test]
fn a_note_stays_with_its_block_and_ends_at_a_blank_line() {
    let text = format!(
        "{TABLE}```\n\n> ※一つ目の{{{{ top_ports.top }}}}。\n続き。\n>\n> 二つ目は[](#top_ports)。\n\n本文。\n\n> ※離れた注\n"
    );
    let built = chapter(&text);
    let page = built.page();
    assert_eq!(page.all("figure#top-ports .note"), ["※一つ目の5。続き。", "二つ目は［表1］。"]);
    assert_eq!(page.one("blockquote"), "※離れた注", "a note of nothing is a quotation");
}

#[test]
fn references_are_numbered_by_first_citation_anywhere() {
    let toml = "[iana]\npublisher = \"IANA\"\ntitle = \"Service Names\"\nurl = \"https://example.com/iana\"\nlang = \"en\"\n[spare]\npublisher = \"某\"\ntitle = \"題\"\nurl = \"https://example.com/spare\"\n";
    let text = "{TABLE}caption = \"表[^third]\"\n```\n\n> ※注[^iana]。\n\n本文[^third]と[^last]と[^iana]。\n\n[^third]: 第三の発行者\n    第三の題\n    https://example.com/third\n\n[^last]: 最後\n";
    let built = site()
        .file("references.toml", toml)
        .manuscript(&format!("{CHAPTER}{}", text.replace("{TABLE}", TABLE)))
        .made();
    let page = built.page();
    assert_eq!(page.all("ol.references .mark"), ["（1）", "（2）", "（3）"]);
    assert_eq!(
        page.all("ol.references .line"),
        [
            "第三の発行者",
            "第三の題",
            "https://example.com/third",
            "IANA",
            "Service Names",
            "https://example.com/iana",
            "最後"
        ]
    );
    assert_eq!(page.one("#top-ports figcaption"), "［表1：表（1）］");
    assert_eq!(page.one("#top-ports .note"), "※注（2）。");
    assert!(body(&page).contains(&"本文（1）と（3）と（2）。".to_owned()));
    assert_eq!(page.attribute("ol.references [lang]", "lang"), "en");
    assert_eq!(page.attribute("ol.references a", "href"), "https://example.com/third");
    let chapters = page.all("main h2");
    let position = |word: &str| chapters.iter().position(|title| title.ends_with(word)).unwrap();
    assert!(position("参考文献") < position("集計の方法"), "{chapters:?}");
}

#[test]
fn references_stand_where_they_are_asked_for() {
    let built = chapter("本文[^a]。\n\n[](#references)\n\n# 結び\n\n終わり。\n\n[^a]: 題\n");
    assert_eq!(built.page().all("main h2"), ["1. 概況", "2. 参考文献", "3. 結び"]);
}

#[test]
fn labels_are_printed_by_references() {
    let text = format!(
        "{TABLE}```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n## 節 {{#part}}\n\n[](#top_ports)、[](#trend)、[](#part)、[](#overview)。\n"
    );
    let page = site().manuscript(&format!("# 概況 {{#overview}}\n\n{text}")).made().page();
    assert!(body(&page).contains(&"［表1］、［図1］、［1.1］、［1］。".to_owned()), "{:?}", body(&page));
    assert_eq!(page.attribute("a.reference", "href"), "#top-ports");
    let heard =
        ["a[href='#top-ports'].reference", "a[href='#part'].reference", "a[href='#overview'].reference"]
            .map(|link| page.attribute(link, "aria-label"));
    assert_eq!(heard, ["", "第1.1節", "第1章"], "a number alone says too little");
    assert_eq!(page.all("main h3"), ["1.1. 節"]);
    assert_eq!(page.all("h2#overview"), ["1. 概況"]);
}

#[test]
fn a_binding_stands_wherever_words_stand() {
    let text = format!(
        "## {{{{ top_ports[1].name }}}}の節\n\n{TABLE}caption = \"上位{{{{ top_ports.top }}}}と{{{{ top_ports[\"22/TCP\"].packets }}}}\"\n```\n\n> ※注{{{{ quarter.months }}}}\n\n| 列 | {{{{ top_ports.rows }}}} |\n|---|---|\n| {{{{ top_ports[\"22/TCP\"].peak_day | date }}}} | {{{{ top_ports[2].label }}}} |\n\n[{{{{ top_ports[3].label }}}}へ](https://example.com/)と**{{{{ top_ports.packets | man }}}}**と`{{{{ top_ports.top }}}}`。\n"
    );
    let page = chapter(&text).page();
    assert_eq!(page.all("main h3"), ["1.1. 23/TCPの節"]);
    assert_eq!(page.one("#top-ports figcaption"), "［表1：上位5と600］");
    assert_eq!(page.one("#top-ports .note"), "※注10～12月");
    assert_eq!(
        page.all("figure:not([id]) th, figure:not([id]) td"),
        ["列", "3", "12月24日", "22/TCP（ssh）"]
    );
    assert_eq!(page.one("p strong"), "3,667");
    assert_eq!(page.one("p code"), "{{ top_ports.top }}");
    assert_eq!(page.one("p a[href='https://example.com/']"), "60001/TCPへ");
}

#[test]
fn every_value_has_its_print() {
    let values = [
        ("top_ports[1].rank", "1"),
        ("top_ports[1].previous", "1"),
        ("top_ports[\"22/TCP\"].previous", "TOP10外"),
        ("top_ports[\"22/tcp\"].service", "ssh"),
        ("top_ports[1].share | percent(1)", "83.4%"),
        ("top_ports[1].share | wari", "約8割"),
        ("top_ports[1].per_day", "33.3"),
        ("top_ports[1].per_sensor_day", "32.9"),
        ("top_ports[1].change_10d | wari", "約5割減"),
        ("top_ports[1].change_10d | percent", "55%"),
        ("top_ports[1].change_quarter | wari", "約3割減"),
        ("top_ports[1].change_quarter", "−34.2%"),
        ("top_ports[1].peak_day | full_date", "2022年10月1日"),
        ("top_ports[1].first_10d | number", "40"),
        ("top_ports[1].last_10d", "20.0"),
        ("regions[\"中国\"].rank", "1"),
        ("regions[\"CN\"].label", "中国"),
        ("regions[\"米国\"].name", "US"),
        ("quarter.title", "2022年10～12月"),
        ("quarter.months", "10～12月"),
        ("quarter.days", "92"),
        ("quarter.last_day | full_date", "2022年12月31日"),
        ("previous.title", "2022年7～9月"),
        ("previous.year", "2022年"),
        ("fiscal.year", "令和4年度"),
        ("sensors.home", "2"),
        ("sensors.overseas", "1"),
        ("sensors.all", "3"),
        ("coverage.days", "92"),
        ("coverage.of_days", "92"),
        ("coverage.previous_of_days", "92"),
        ("all.packets", "3,667"),
    ];
    let tables = format!(
        "{TABLE}```\n\n```table\nid = \"regions\"\nrows = \"region\"\n```\n\n```chart\nid = \"all\"\nrows = \"total\"\nlabel = \"全体\"\n```\n\n"
    );
    let lines: String = values.iter().map(|(source, _)| format!("値は{{{{ {source} }}}}。\n\n")).collect();
    let page = chapter(&format!("{tables}{lines}")).page();
    let found = body(&page);
    for ((source, print), found) in values.iter().zip(&found) {
        assert_eq!(*found, format!("値は{print}。"), "{source}");
    }
    assert_eq!(found.len(), values.len());
}

#[test]
fn words_that_are_bound_are_never_markup() {
    let page = chapter(&format!(
        "{TABLE}```\n\n{{{{ top_ports[1].label }}}}_a_*強調*{{{{ top_ports[1].label }}}}\n"
    ))
    .page();
    assert_eq!(page.one("p em"), "強調");
    assert!(body(&page).contains(&"23/TCP（telnet）_a_強調23/TCP（telnet）".to_owned()), "{:?}", body(&page));
}

#[test]
fn comments_and_indents_are_dropped_and_lines_are_joined() {
    let text =
        "<!-- 書き手の覚え -->\n\n　字下げの段落<!-- 中 -->です。\n続きはEnglish\nwordsです。  \n改行。\n";
    let built = chapter(text);
    assert_eq!(body(&built.page()), ["字下げの段落です。続きはEnglish wordsです。改行。"]);
    assert!(!built.text("index.html").contains("覚え"));
}

#[test]
fn a_bare_address_is_a_link_that_ends_with_its_ascii() {
    let page =
        chapter("詳しくはhttps://example.com/a?b=1、または(http://example.com/c)をご覧ください。\n").page();
    assert_eq!(
        page.all("p:not(.files) a:not(.permalink)"),
        ["https://example.com/a?b=1", "http://example.com/c"]
    );
    assert_eq!(
        body(&page),
        ["詳しくはhttps://example.com/a?b=1、または(http://example.com/c)をご覧ください。"]
    );
}

#[test]
fn key_points_stand_before_everything() {
    let text = format!("- 一つ{{{{ top_ports[1].label }}}}\n- 二つ\n- 三つ\n\n{CHAPTER}{TABLE}```\n");
    let page = site().manuscript(&text).made().page();
    assert_eq!(page.all(".summary li"), ["一つ23/TCP（telnet）", "二つ", "三つ"]);
    let two = site().manuscript("- 一つ\n- 二つ\n\n# 概況\n").build();
    assert_eq!(two.finding("summary-count").place.file, "2022q4/report.md");
    two.is_made();
}

#[test]
fn fixed_texts_hold_between_their_days() {
    let old = "+++\nid = \"about\"\nto = 2022-09-30\n+++\n古い文。\n";
    let new = "+++\nid = \"about\"\nfrom = 2022-10-01\n+++\n新しい文。\n\n第二段落の{{ quarter.title }}。\n";
    let site = || site().file("texts/about-old.md", old).file("texts/about-new.md", new);
    let text = format!("{CHAPTER}```text\nid = \"about\"\n```\n");
    assert_eq!(body(&site().manuscript(&text).made().page()), ["新しい文。", "第二段落の2022年10～12月。"]);
    let before = site().quarter("2022q3").change_edition("2023-02-14", "2022-11-14").manuscript(&text).made();
    assert_eq!(body(&before.page()), ["古い文。"]);
}

#[test]
fn the_commission_is_that_of_the_fiscal_year() {
    let commissions = "[[commissions]]\nfrom = 2022-04-01\nto = 2023-03-31\nclient = \"架空省\"\nproject = \"調整事業\"\nsentence = \"{client}の「{fiscal_year}{project}」によります。\"\n";
    let site = || {
        Site::new()
            .and_settings(commissions)
            .file("texts/trademarks.md", "商標です。\n")
            .file("texts/imprint.md", "奥付です。\n")
    };
    let closing = |site: Site| {
        site.change_settings("publisher =", "closing = [\"trademarks\", \"imprint\"]\npublisher =")
            .made()
            .page()
            .all(".closing p")
    };
    assert_eq!(closing(site()), ["商標です。", "架空省の「令和4年度調整事業」によります。", "奥付です。"]);
    let january = site().quarter("2023q1").change_edition("2023-02-14", "2023-05-14").manuscript(CHAPTER);
    assert_eq!(closing(january)[1], "架空省の「令和4年度調整事業」によります。");
    let april = site().quarter("2023q2").change_edition("2023-02-14", "2023-08-14").manuscript(CHAPTER);
    assert_eq!(closing(april), ["商標です。", "奥付です。"], "no row, no line");
}

#[test]
fn versions_are_told_once_there_are_two() {
    let history = "[[history]]\nversion = \"1.0\"\ndate = 2023-02-14\nwhat = \"初版\"\n[[history]]\nversion = \"1.1\"\ndate = 2023-03-01\nwhat = \"表1を訂正\"\n";
    let page = Site::new()
        .and_edition(history)
        .change_edition("version = \"1.0\"\n[[", "version = \"1.1\"\n[[")
        .made()
        .page();
    assert_eq!(
        page.all("section[aria-labelledby=history] li"),
        ["第1.1版　2023年3月1日　表1を訂正", "第1.0版　2023年2月14日　初版"]
    );
}

#[test]
fn several_files_make_one_manuscript_in_the_order_of_names() {
    let site = site().without("2022q4/report.md");
    let site = site
        .file("2022q4/report/2-end.md", "# 結び\n\n[](#top_ports)と[^a]。\n\n[^a]: 題\n")
        .file("2022q4/report/1-start.md", format!("{CHAPTER}{TABLE}```\n"));
    let page = site.made().page();
    assert_eq!(page.all("main h2")[..2], ["1. 概況", "2. 結び"]);
    assert!(page.all("p").contains(&"［表1］と（1）。".to_owned()));
}

#[test]
fn an_edition_speaks_several_languages() {
    let english = format!(
        "# Overview\n\n{TABLE}```\n\n[](#top_ports): {{{{ top_ports[1].label }}}} fell: {{{{ top_ports[1].change_10d | wari }}}}.\n\n```text\nid = \"about\"\n```\n"
    );
    let site = site()
        .change_edition("version =", "langs = [\"ja\", \"en\"]\nversion =")
        .file("2022q4/report.en.md", english);
    let site = site.file("texts/about.md", "日本語。\n").file("texts/about.en.md", "English.\n");
    let built = site
        .change_settings(
            "title = \"観測レポート\"",
            "title = { ja = \"観測レポート\", en = \"Observations\" }",
        )
        .manuscript(&format!("{CHAPTER}{TABLE}```\n"))
        .made();
    for file in [
        "report.pdf",
        "index.html",
        "report.json",
        "data/top-ports.csv",
        "en/report.pdf",
        "en/report.json",
        "en/index.html",
        "en/data/top-ports.csv",
        "manifest.json",
    ] {
        assert!(!built.bytes(file).is_empty(), "{file}");
    }
    let page = Page(scraper::Html::parse_document(&built.text("en/index.html")));
    assert_eq!(page.attribute("html", "lang"), "en");
    assert_eq!(page.one("h1 .title"), "Observations");
    assert_eq!(page.one("h1 .period"), "October–December 2022");
    assert_eq!(body(&page), ["[Table 1]: 23/TCP (telnet) fell: down about 50 percent.", "English."]);
    assert!(built.text("manifest.json").contains("\"en/report.pdf\""));
}

#[test]
fn what_is_to_be_confirmed_is_listed_and_stops_publication() {
    let text = format!("{CHAPTER}<!-- 要確認：数字 -->\n\n本文【要確認】です。\n");
    let places = ["2022q4/report.md:3:1 to-confirm", "2022q4/report.md:5:3 to-confirm"];
    let draft = site().change_edition("published", "draft").manuscript(&text).build();
    assert_eq!(draft.told(), places);
    draft.is_made();
    assert!(draft.folder().parent().unwrap().ends_with("drafts/try"));
    assert_eq!(draft.page().one("p.draft"), "草稿");
    let published = site().manuscript(&text).build();
    assert_eq!(published.told(), places);
    assert_eq!(published.outcome.made, None, "stops publication");
}

/// Findings of a chapter with this text below it; its first line is line 3.
fn found(text: &str) -> Vec<String> {
    let built = site().manuscript(&format!("{CHAPTER}{text}\n")).build();
    assert_eq!(built.outcome.made, None, "{text}");
    built.told().iter().map(|told| told.replace("2022q4/report.md:", "")).collect()
}

#[test]
fn each_way_to_write_it_wrong_is_told_with_its_place() {
    let table = format!("{TABLE}```\n\n");
    for (text, expected) in [
        ("あ{{ top_prots.top }}", vec!["3:2 binding"]),
        ("あ{{ quarter.titel }}", vec!["3:2 binding"]),
        ("あ{{ 1 + 2 }}", vec!["3:2 binding-unread"]),
        ("あ{{ quarter.title | wari }}", vec!["3:2 binding"]),
        ("あ{{ quarter.title | warri }}", vec!["3:2 binding-unread"]),
        ("あ{{ quarter.title", vec!["3:2 binding-unclosed"]),
        ("あ｛｛ quarter.title ｝｝", vec!["3:2 binding-full-width"]),
        ("あ[^nobody]", vec!["3:2 citation-undefined"]),
        ("あ[](#nothing)", vec!["3:2 reference-nothing"]),
        ("あ[x](javascript:alert(1))", vec!["3:2 link-refused"]),
        ("あ[x](other.html)", vec!["3:2 link-refused"]),
        ("あ[x](https://example.com/{{ quarter.year }})", vec!["3:2 link-refused"]),
        ("あ<b>太字</b>", vec!["3:2 html-refused", "3:7 html-refused"]),
        ("<div>塊</div>", vec!["3:1 html-refused"]),
        ("<!-- 閉じない\n\n本文", vec!["3:1 comment-open"]),
        ("<!-- 覚え --> 本文", vec!["3:1 comment-text"]),
        ("あ![x](a.png)", vec!["3:2 image-inline"]),
        ("---", vec!["3:1 markdown-refused"]),
        ("#### 深い", vec!["3:1 heading-deep", "3:1 heading-skips"]),
        ("### 飛ぶ", vec!["3:1 heading-skips"]),
        ("## 節 {#Bad Id}", vec!["3:8 id-form"]),
        ("## 節 {#references}", vec!["3:8 id-form"]),
        ("```tabel\nid = \"x\"\n```", vec!["3:1 block-unknown"]),
        ("```table\nid = \"x\"\n", vec!["3:1 fence-open"]),
        ("```table\nid = \"X\"\nrows = \"port\"\n```", vec!["4:6 id-form"]),
        ("```table\nid = \"x\"\nrows = \"prot\"\n```", vec!["5:8 rows-unknown"]),
        (
            "```table\nid = \"x\"\nrows = \"port\"\ncolumns = [\"rank\", \"lable\"]\n```",
            vec!["6:20 column-unknown"],
        ),
        (
            "```table\nid = \"x\"\nrows = \"port\"\nfilter = { region = [\"中国\", \"Nowhere\"] }\n```",
            vec!["6:28 filter-value"],
        ),
        (
            "```table\nid = \"x\"\nrows = \"port\"\ncaption = \"あ{{ nothing.top }}\"\n```",
            vec!["6:13 binding"],
        ),
        ("```text\nid = \"gone\"\n```", vec!["4:6 text-missing"]),
        (
            "```image\nid = \"x\"\nfile = \"gone.png\"\nalt = \"a\"\ncaption = \"c\"\n```",
            vec!["5:8 image-file"],
        ),
        (
            "```image\nid = \"x\"\nfile = \"../../../etc/passwd\"\nalt = \"a\"\ncaption = \"c\"\n```",
            vec!["5:8 image-file"],
        ),
        ("- 項目\n\n  ```table\n  id = \"x\"\n  rows = \"port\"\n  ```", vec!["5:3 list-block"]),
        ("> ※注\n> - 箇条書き", vec!["3:1 quote-block"]),
        ("あ\u{E010}", vec!["3:2 private-character"]),
        ("あ𓀀", vec!["3:2 glyph-missing"]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
    let twice = format!("{table}{table}");
    assert_eq!(found(&twice), ["9:1 id-twice"]);
    assert_eq!(found(&format!("{table}あ{{{{ top_ports[9].label }}}}")), ["9:2 binding"]);
    assert_eq!(
        found(&format!("{table}あ{{{{ top_ports[\"60001/TCP\"].change_10d | wari }}}}")),
        ["9:2 binding"]
    );
    assert_eq!(found(&format!("{table}あ{{{{ top_ports[\"60001/TCP\"].service }}}}")), ["9:2 binding"]);
    assert_eq!(found("[^a]: 題\n\n[^a]: 題\n\nあ[^a]"), ["5:1 footnote-twice"]);
}

#[test]
fn an_entry_that_nobody_cites_is_told() {
    let built = site().manuscript(&format!("{CHAPTER}本文。\n\n[^a]: 題\n")).build();
    assert_eq!(built.told(), ["2022q4/report.md:5:1 citation-unused"]);
    built.is_made();
}
