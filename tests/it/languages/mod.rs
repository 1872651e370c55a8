//! Editions in several languages: one that comes later leaves the others as they are, one without prose has tables and
//! figures, one of which the program knows no word is made of files alone.

use std::collections::BTreeMap;

use crate::approval::{approve, change, done, publish, refused};
use crate::disclosure::{texts, unpacked};
use crate::site::{Built, CHAPTER, Page, Site, program, tree};

const TABLE: &str = "```table\nid = \"ports\"\nrows = \"port\"\ncaption = \"宛先の上位\"\ncolumns = [\"rank\", \"label\", \"previous\", \"packets\", \"share\", \"change\"]\n```\n\n> ※注です。\n";
const CHARTS: &str = "```chart\nid = \"trend\"\nof = \"ports\"\nfinding = \"増えました。\"\n```\n\n```chart\nid = \"china\"\nrows = \"total\"\nlabel = \"中国から\"\nfilter = { region = \"中国\" }\ncaption = \"中国からの推移\"\n```\n\n```table\nid = \"regions\"\nrows = \"region\"\n```\n";
const IMAGE: &str =
    "```image\nid = \"login\"\nfile = \"login.png\"\nalt = \"画面\"\ncaption = \"ログイン画面\"\n```\n\n";
const ENGLISH: &str =
    "# Overview\n\nFirst came {{ ports[1].label }}.\n\n```table\nid = \"ports\"\nrows = \"port\"\n```\n";

/// A published edition with tables, charts and a picture, of days that have numbers.
fn site() -> Site {
    let picture = include_bytes!("../../good/2022q4/images/login.png");
    Site::new()
        .daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,10")
        .daily("2022-07-01", "2022-12-31", "osaka,TCP,22,US,9")
        .file("2022q4/login.png", picture)
        .manuscript(&format!("{CHAPTER}最多は{{{{ ports[1].label }}}}です。\n\n{TABLE}\n{IMAGE}{CHARTS}"))
}

fn in_languages(site: Site, langs: &str) -> Site {
    site.and_edition(&format!("langs = [{langs}]\n"))
}

/// The article of the page at `path`.
fn article(built: &Built, path: &str) -> String {
    let page = built.text(path);
    let (from, to) = (page.find("<article").unwrap(), page.find("</article>").unwrap());
    page[from..to].to_owned()
}

/// The languages that the head of the page names for machines.
fn alternates_of(page: &Page) -> Vec<String> {
    let links = scraper::Selector::parse("link[hreflang]").unwrap();
    let links = page.0.select(&links);
    links.map(|link| format!("{} {}", link.attr("hreflang").unwrap(), link.attr("href").unwrap())).collect()
}

fn page(built: &Built, path: &str) -> Page {
    Page(scraper::Html::parse_document(&built.text(path)))
}

#[test]
fn english_that_comes_later_changes_no_byte_of_the_japanese_article() {
    let site = site().and_settings("[web]\nbase = \"https://example.jp/r/\"\n");
    let first = site.made();
    let (article_before, report) = (article(&first, "index.html"), first.text("report.json"));
    assert!(!first.text("index.html").contains("hreflang"), "one language leads nowhere");
    let both = in_languages(site, "\"ja\", \"en\"").file("2022q4/report.en.md", ENGLISH).made();
    assert_eq!(article(&both, "index.html"), article_before);
    assert_eq!(both.text("report.json"), report);

    let links = |path: &str| -> Vec<String> {
        let page = page(&both, path);
        let mut links = alternates_of(&page);
        links.extend([page.one("nav.languages [aria-current]"), page.attribute("nav.languages a", "href")]);
        links
    };
    let alternates = ["ja https://example.jp/r/2022q4/", "en https://example.jp/r/2022q4/en/"];
    assert_eq!(links("index.html"), [&alternates[..], &["日本語", "en/index.html"]].concat());
    assert_eq!(links("en/index.html"), [&alternates[..], &["English", "../index.html"]].concat());
    assert_eq!(page(&both, "index.html").attribute("nav.languages a", "lang"), "en");
    assert_eq!(page(&both, "en/index.html").attribute("nav.languages", "aria-label"), "Languages");
}

#[test]
fn drafts_lead_to_each_other_in_their_folder_alone() {
    let site =
        site().change_edition("published", "draft").and_settings("[web]\nbase = \"https://example.jp/r/\"\n");
    let both = in_languages(site, "\"ja\", \"en\"").file("2022q4/report.en.md", ENGLISH).made();
    let page = page(&both, "en/index.html");
    assert_eq!(alternates_of(&page), ["ja ../index.html", "en index.html"]);
}

#[test]
fn without_english_prose_tables_and_figures_are_worded_by_the_program() {
    let built = in_languages(site(), "\"ja\", \"en\"")
        .change_settings(
            "title = \"観測レポート\"",
            "title = { ja = \"観測レポート\", en = \"Observations\" }",
        )
        .change_settings("publisher = \"観測班\"", "publisher = { ja = \"観測班\", en = \"Observers\" }")
        .build();
    assert_eq!(built.told(), ["2022q4/edition.toml:0:0 manuscript-unwritten"]);
    built.is_made();
    let page = page(&built, "en/index.html");
    assert_eq!(
        page.all("#section-1 + * + p")[0].trim(),
        "This edition holds the tables and figures of the report. Its full text is published in the original language."
    );
    let captions = page.all("figcaption");
    assert_eq!(
        captions,
        [
            "[Table 1] Top 5 destination ports (2 domestic sensors)",
            // The picture of the original is Figure 1.
            "[Figure 2] Top 5 destination ports (2 domestic sensors): packets observed, October–December 2022",
            "[Figure 3] Total, October–December 2022 (2 domestic sensors, Source region: China)",
            "[Table 2] Top 5 source regions (2 domestic sensors)",
        ]
    );
    let japanese = self::page(&built, "index.html");
    assert_eq!(japanese.all("figure.chart figcaption")[1], "［図3：中国からの推移］");
    let rows = |page: &Page| {
        page.table("ports").iter().map(|row| row.split(" | ").nth(3).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&page), rows(&japanese));
    assert_eq!(wide(&built, "en/"), Vec::<String>::new());
    assert!(!built.folder().join("en/figures/login.png").exists());
}

#[test]
fn the_first_language_is_not_left_without_prose() {
    let built = in_languages(site(), "\"en\", \"ja\"").without("2022q4/report.md").build();
    assert!(
        built.told().contains(&"2022q4/report.md:0:0 manuscript-missing".to_owned()),
        "{:?}",
        built.told()
    );
}

/// Letters that are written in East Asia alone, and its marks.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// Where such letters stand in files whose path begins with `folder`, but for what a language calls itself.
fn wide(built: &Built, folder: &str) -> Vec<String> {
    let files = tree(built.folder()).into_iter().filter(|(path, _)| path.starts_with(folder));
    wide_in(files.collect())
}

fn wide_in(files: BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let text = |path: &str, bytes: &[u8]| match path {
        path if path.ends_with(".pdf") => printed(bytes),
        // Fonts of other scripts are named in the style sheet; the script repeats what stands in the page.
        path if path.contains("assets/") || path.ends_with(".png") => String::new(),
        _ => unpacked(path, bytes),
    };
    let lines = |(path, bytes): (String, Vec<u8>)| {
        let text = text(&path, &bytes).replace("lang=\"ja\">日本語<", "");
        let lines = text.lines().filter(|line| line.contains(is_wide)).map(|line| format!("{path}: {line}"));
        lines.collect::<Vec<_>>()
    };
    files.into_iter().flat_map(lines).collect()
}

/// What a PDF prints, and what it says of itself to those who hear it; fonts name themselves in the language of their maker.
fn printed(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let mut found = String::new();
    for object in document.objects.values().filter(|object| object.as_stream().is_err()) {
        texts(object, &mut found);
    }
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    found + &document.extract_text(&pages).unwrap()
}

/// The English words with those of `de.toml` in their places.
fn german() -> String {
    let lines = |toml: &str| -> Vec<(String, String)> {
        let mut section = String::new();
        let mut lines = Vec::new();
        for line in toml.lines() {
            if line.starts_with('[') {
                line.clone_into(&mut section);
            }
            let key = line.split(" = ").next().unwrap_or_default();
            lines.push((format!("{section} {key}"), line.to_owned()));
        }
        lines
    };
    let own: BTreeMap<_, _> = lines(include_str!("de.toml")).into_iter().collect();
    let english = lines(include_str!("../../../src/words/en.toml"));
    let of = |(key, line): (String, String)| own.get(&key).cloned().unwrap_or(line);
    let words: Vec<String> = english.into_iter().map(of).collect();
    let used = own.iter().filter(|(_, line)| line.contains(" = ")).all(|(_, line)| words.contains(line));
    assert!(used, "de.toml has an item that the English words have not");
    words.join("\n")
}

const DEUTSCH: &str = "# Überblick\n\n- Am häufigsten war {{ ports[1].label }}.\n- Die Zahl ist {{ ports[1].change_10d | wari }}.\n- Es gab nichts Besonderes.\n\n# Ports\n\nAm häufigsten war {{ ports[1].label }} mit {{ ports[1].packets }} Paketen ([](#ports))[^iana].\n\n```table\nid = \"ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"previous\", \"packets\", \"share\", \"change\"]\n```\n\n```chart\nid = \"trend\"\nof = \"ports\"\n```\n\n[^iana]: IANA\n    Service Name and Transport Protocol Port Number Registry\n    https://www.iana.org/assignments/\n";

#[test]
fn a_third_language_is_made_of_files_alone() {
    let site = in_languages(site(), "\"ja\", \"de\", \"fr\"")
        .change_settings("title = \"観測レポート\"\npublisher = \"観測班\"", "title = { ja = \"観測レポート\", de = \"Beobachtungen\", fr = \"Observations\" }\npublisher = { ja = \"観測班\", de = \"Beobachter\", fr = \"Observateurs\" }")
        .file("look/words/de.toml", german())
        .file("look/words/fr.toml", german().replace("\"Deutsch\"", "\"Français\""))
        .file("2022q4/report.de.md", DEUTSCH);
    let built = site.build();
    assert_eq!(built.told(), ["2022q4/edition.toml:0:0 manuscript-unwritten"]);
    for folder in ["de/", "fr/"] {
        assert_eq!(wide(&built, folder), Vec::<String>::new());
    }
    let german = page(&built, "de/index.html");
    assert_eq!(german.0.root_element().attr("lang"), Some("de"));
    assert_eq!(german.one("h1 .period"), "Oktober–Dezember 2022");
    assert_eq!(german.all("#ports figcaption"), ["[Tabelle 1] Die 5 häufigsten Zielports"]);
    assert_eq!(german.all("nav.languages li"), ["日本語", "Deutsch", "Français"]);
    assert!(printed(&built.bytes("de/report.pdf")).contains("Abbildung 1"));
    assert_eq!(
        page(&built, "fr/index.html").all("figcaption")[0],
        "[Tabelle 1] Die 5 häufigsten Zielports (2 inländische Sensoren)"
    );
    // What stands in the data, the Japanese edition says in its own words.
    assert!(!wide(&built, "report.json").is_empty());
}

#[test]
fn a_site_of_another_language_says_no_word_of_japanese() {
    let site = Site::new()
        .change_settings(
            "title = \"観測レポート\"\npublisher = \"観測班\"",
            "title = \"Beobachtungen\"\npublisher = \"Beobachter\"\nlang = \"de\"",
        )
        .and_settings("[web]\nbase = \"https://example.de/\"\n")
        .daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,10")
        .file("look/words/de.toml", german())
        .manuscript(DEUTSCH);
    let built = site.made();
    assert_eq!(wide(&built, ""), Vec::<String>::new());
    program().current_dir(site.root()).arg("site").assert().success();
    let mut around = tree(&site.root().join("out/try"));
    around.retain(|path, _| !path.starts_with("2022q4/"));
    assert!(around.contains_key("feed.xml") && around.contains_key("404.html"), "{:?}", around.keys());
    assert_eq!(wide_in(around), Vec::<String>::new());
}

#[test]
fn a_language_is_added_to_what_is_out_without_another_version() {
    let site = site().change_edition("published", "draft");
    let edition = site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    let folder = root.join("out/try/2022q4");
    let article = || {
        let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
        page[page.find("<article").unwrap()..page.find("</article>").unwrap()].to_owned()
    };
    let (before, report) = (article(), std::fs::read(folder.join("report.json")).unwrap());
    change(
        &edition.join("edition.toml"),
        "version = \"1.0\"\n",
        "version = \"1.0\"\nlangs = [\"ja\", \"en\"]\n",
    );
    std::fs::write(edition.join("report.en.md"), ENGLISH).unwrap();
    assert!(refused(&root, &["publish", "2022q4"]).contains(&"approval-void".to_owned()));
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    assert_eq!((article(), std::fs::read(folder.join("report.json")).unwrap()), (before, report));
    assert!(folder.join("en/index.html").is_file() && folder.join("v1.0/en/index.html").is_file());
    done(&root, &["verify", "out/try/2022q4"]);
    // What changes a word of what is out is another version.
    change(&edition.join("report.md"), "最多は", "最も多いのは");
    std::fs::remove_file(edition.join("translation.en.json")).unwrap();
    assert!(refused(&root, &["approve", "2022q4", "--by", "山田"]).contains(&"approve-published".to_owned()));
}
