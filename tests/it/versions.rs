//! A later version shows what the one before said: its history leads there, its tables mark what has changed.

use scraper::{Html, Selector};

use crate::approval::{approve, change, done, publish};
use crate::site::{CHAPTER, Page, Site, tree};

const TABLE: &str =
    "```table\nid = \"ports\"\nrows = \"port\"\ntop = 3\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n";

/// Version 1.1 of an edition whose data were corrected: 22/TCP had too few packets, 80/TCP was not there. Approved and
/// published, after `before` changed its first version.
fn corrected(site: Site) -> Site {
    site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    done(
        &root,
        &["revise", "2022q4", "--kind", "改訂", "--reason", "再集計", "--now", "2023-03-01T09:00:00+09:00"],
    );
    let data = root.join("data/packets.csv");
    change(&data, "tokyo,TCP,22,US,20", "tokyo,TCP,22,US,50");
    change(&data, "tokyo,TCP,443,US,10", "tokyo,TCP,80,US,10");
    site
}

fn site() -> Site {
    Site::new()
        .change_edition("published", "draft")
        .and_settings("[web]\nbase = \"https://example.jp/r/\"\n")
        .rows("2022-11-01,tokyo,TCP,23,CN,30\n2022-11-01,tokyo,TCP,22,US,20\n2022-11-01,tokyo,TCP,443,US,10")
        .manuscript(&format!("{CHAPTER}表のとおりです。\n\n{TABLE}"))
}

fn page(root: &std::path::Path, path: &str) -> Page {
    Page(Html::parse_document(&std::fs::read_to_string(root.join(path)).unwrap()))
}

/// The cells that are marked, as they are read.
fn marked(page: &Page) -> Vec<String> {
    page.all("#ports .changed")
}

#[test]
fn a_later_version_marks_the_cells_that_changed_and_says_what_they_were() {
    let site = corrected(site());
    let root = site.root();
    done(&root, &["build", "2022q4"]);
    let expected =
        ["1 第1.0版では2", "50 第1.0版では20", "2 第1.0版では1", "80/TCP（http） 第1.0版にはない行"];
    let draft = page(&root, "drafts/try/2022q4/index.html");
    assert_eq!(marked(&draft), expected);
    assert_eq!(draft.one("#ports .legend"), "第1.0版から変わったところ");
    // None of it is in the core that the PDF has, too.
    let extra =
        Selector::parse("#ports .before:not([data-extra]), #ports .legend:not([data-extra])").unwrap();
    assert_eq!(draft.0.select(&extra).count(), 0);
    // What is sorted by and what the data file holds is the new value alone.
    assert_eq!(draft.attribute("#ports td.changed", "data-value"), "1");

    approve(&root, "2022q4");
    publish(&root, "2022q4");
    let published = page(&root, "out/try/2022q4/index.html");
    assert_eq!(marked(&published), expected);
    assert_eq!(marked(&page(&root, "out/try/2022q4/v1.0/index.html")), Vec::<String>::new());
    // The history leads to what readers were told.
    let history = published.all("section[aria-labelledby=history] li");
    assert_eq!(history, ["第1.1版　2023年3月1日　改訂：再集計", "第1.0版　2023年2月14日　公開"]);
    let link = published.attribute("section[aria-labelledby=history] li a.reference", "href");
    assert_eq!(link, "https://example.jp/r/2022q4/v1.0/");
    let manifest = std::fs::read_to_string(root.join("out/try/2022q4/manifest.json")).unwrap();
    assert!(manifest.contains("\"role\": \"earlier-version\""), "{manifest}");
    done(&root, &["verify", "out/try/2022q4"]);
    let made = tree(&root.join("out/try/2022q4"));
    std::fs::remove_dir_all(root.join("out/try/2022q4/v1.0")).unwrap();
    done(&root, &["build", "2022q4"]);
    assert_eq!(made["index.html"], tree(&root.join("out/try/2022q4"))["index.html"], "no output is read");
}

#[test]
fn the_version_after_is_compared_with_the_one_before_it() {
    let site = corrected(site());
    let root = site.root();
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    done(
        &root,
        &["revise", "2022q4", "--kind", "改訂", "--reason", "語句", "--now", "2023-04-01T09:00:00+09:00"],
    );
    done(&root, &["build", "2022q4"]);
    let draft = page(&root, "drafts/try/2022q4/index.html");
    assert_eq!(marked(&draft), Vec::<String>::new());
    assert!(draft.all(".legend").is_empty());
    let links =
        draft.0.select(&Selector::parse("section[aria-labelledby=history] li a.reference").unwrap()).count();
    assert_eq!(links, 2, "1.1 and 1.0");
}

#[test]
fn what_is_withheld_now_is_not_told_as_what_it_was() {
    let site = corrected(site());
    let root = site.root();
    change(&root.join("teiten.toml"), "[web]", "[disclosure]\nmin_packets = 40\n[web]");
    done(&root, &["build", "2022q4"]);
    let draft = std::fs::read_to_string(root.join("drafts/try/2022q4/index.html")).unwrap();
    assert!(!draft.contains("では20") && !draft.contains("では30"), "{draft}");
    // Ranks are told, numbers are not.
    let cells = marked(&page(&root, "drafts/try/2022q4/index.html"));
    assert_eq!(cells[..3], ["1 第1.0版では2", "50 第1.0版とは異なる値", "2 第1.0版では1"]);
    assert_eq!(cells[3], "x 第1.0版とは異なる値");
}

#[test]
fn what_is_an_index_now_is_not_told_as_packets() {
    let daily = |site: Site, rest: &str| site.daily("2022-10-01", "2022-12-31", rest);
    let site = daily(daily(site(), "tokyo,TCP,8080,CN,30000"), "tokyo,TCP,22,US,20000");
    let site = corrected(site);
    let root = site.root();
    change(&root.join("teiten.toml"), "[web]", "[disclosure]\ncounts = \"index\"\n[web]");
    done(&root, &["build", "2022q4"]);
    let draft = page(&root, "drafts/try/2022q4/index.html");
    assert_eq!(draft.table("ports").len(), 3);
    assert!(draft.all("#ports .before, .legend").is_empty());
}

#[test]
fn a_version_that_was_withdrawn_is_spoken_of_no_more() {
    let site = corrected(site());
    let root = site.root();
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    done(&root, &["withdraw", "2022q4", "--reason", "誤り", "--now", "2023-03-02T09:00:00+09:00"]);
    done(
        &root,
        &["revise", "2022q4", "--kind", "改訂", "--reason", "再公開", "--now", "2023-04-01T09:00:00+09:00"],
    );
    done(&root, &["build", "2022q4"]);
    let draft = page(&root, "drafts/try/2022q4/index.html");
    assert_eq!(marked(&draft), Vec::<String>::new());
    assert!(draft.all("section[aria-labelledby=history] li a.reference").is_empty());
}

#[test]
fn the_history_speaks_the_language_of_its_edition() {
    let site = corrected(site());
    let (root, edition) = (site.root(), site.root().join("2022q4"));
    change(
        &edition.join("edition.toml"),
        "what = \"再集計\"",
        "what = { ja = \"再集計\", en = \"counted anew\" }",
    );
    change(
        &edition.join("edition.toml"),
        "status = \"draft\"\n",
        "status = \"draft\"\nlangs = [\"ja\", \"en\"]\n",
    );
    std::fs::write(edition.join("report.en.md"), format!("# Overview\n\nSee the table.\n\n{TABLE}")).unwrap();
    done(&root, &["build", "2022q4"]);
    let english = page(&root, "drafts/try/2022q4/en/index.html");
    assert_eq!(
        english.all("section[aria-labelledby=history] li")[0],
        "Version 1.1, 1 March 2023. Revision: counted anew"
    );
    assert_eq!(marked(&english), Vec::<String>::new(), "there was no English version before");
}
