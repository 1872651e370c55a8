//! What stands around the article of a published edition follows the other editions; the article's bytes never change.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use scraper::Selector;
use teiten::digest::digest;

use crate::approval::{done, draft, publish, run};
use crate::archive_site::{archived, issue, page, three, touched};
use crate::site::{CHAPTER, Page, Site, tree};

const MARKS: [&str; 2] = ["<!-- teiten:editions -->\n", "<!-- /teiten:editions -->\n"];

/// Href, relation, languages and words of each link around the article.
fn links(page: &Page) -> Vec<String> {
    let link = Selector::parse("body > nav.editions[aria-label][data-extra] > ul > li > a").unwrap();
    let told = |link: scraper::ElementRef<'_>| {
        let attributes = ["href", "rel", "hreflang", "lang"].map(|name| link.attr(name).unwrap_or("-"));
        format!("{} {}", attributes.join(" "), link.text().collect::<String>())
    };
    page.0.select(&link).map(told).collect()
}

/// A page without what stands between the marks.
fn article(page: &[u8]) -> String {
    let page = String::from_utf8(page.to_vec()).unwrap();
    let (before, rest) = page.split_once(MARKS[0]).expect("the first mark");
    let (_, after) = rest.split_once(MARKS[1]).expect("the second mark");
    format!("{before}{}{}{after}", MARKS[0], MARKS[1])
}

/// Files of an edition without what follows other editions: the links in its page, and the manifest that lists the page.
pub fn bare(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.remove("manifest.json");
    let page = files.get_mut("index.html").unwrap();
    *page = article(page).into_bytes();
    files
}

/// Two editions that are published: 2022q4 and 2023q1.
pub fn two() -> Site {
    let table = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\"]\n```\n";
    let next = "teiten = 1\nquarter = \"2023q1\"\nstatus = \"draft\"\ndate = 2023-02-14\nversion = \"1.0\"\n";
    let site = draft().file("2023q1/edition.toml", next);
    let site = site.file("2023q1/report.md", format!("{CHAPTER}本文です。\n\n{table}"));
    site.edition();
    site
}

fn approved_and_published(root: &Path, edition: &str) {
    done(root, &["approve", edition, "--by", "山田", "--now", "2023-02-13T15:00:00+09:00"]);
    publish(root, edition);
}

#[test]
fn a_page_leads_to_its_neighbours_and_the_list() {
    let site = three("");
    archived(&site);
    assert_eq!(
        links(&page(&site, "2022q4/index.html")),
        ["../index.html - - - 公開した版の一覧へ", "../2023q1/index.html next - - 次の版（2023年1～3月）"]
    );
    // What is withdrawn is passed over, what was made before teiten has no page.
    assert_eq!(
        links(&page(&site, "2023q1/index.html")),
        ["../2022q4/index.html prev - - 前の版（2022年10～12月）", "../index.html - - - 公開した版の一覧へ"]
    );
    assert_eq!(
        links(&page(&site, "2023q1/en/index.html")),
        [
            "../../2022q4/index.html prev ja - Previous edition (October–December 2022)",
            "../../index.html - ja - All published editions"
        ]
    );
    let out = site.root().join("out/try");
    for name in ["2022q4/index.html", "2023q1/index.html", "2023q1/en/index.html"] {
        let page = page(&site, name);
        let folder = out.join(name).parent().unwrap().to_owned();
        for link in page.0.select(&Selector::parse("nav.editions a").unwrap()) {
            assert!(folder.join(link.attr("href").unwrap()).is_file(), "{name}: {:?}", link.attr("href"));
        }
        let outside = Selector::parse("main nav.editions, article nav.editions").unwrap();
        assert!(page.0.select(&outside).next().is_none(), "{name}: it is no part of the article");
        assert!(page.all("[style], script:not([src], [type='application/ld+json'])").is_empty());
    }
    // The page of a version has none, and no page that has no marks gets any.
    assert!(links(&page(&site, "2022q4/v1.0/index.html")).is_empty());
    assert_eq!(fs::read(out.join("2023q2/index.html")).unwrap(), b"withdrawn");
}

#[test]
fn nothing_but_the_frame_changes_and_it_is_carried_along() {
    let site = two();
    let root = site.root();
    let out = root.join("out/try");
    done(&root, &["build", "--final", "2022q4"]);
    let made = tree(&root.join("drafts/try/2022q4"));
    approved_and_published(&root, "2022q4");
    let first = touched(&out.join("2022q4"));
    approved_and_published(&root, "2023q1");

    let (before, now) = (tree(&out.join("2022q4")), touched(&out.join("2022q4")));
    let changed: Vec<_> = now.iter().filter(|(path, seen)| first.get(*path) != Some(seen)).collect();
    let names: Vec<_> = changed.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names, ["index.html", "manifest.json"]);
    assert_eq!(article(&before["index.html"]), String::from_utf8(made["index.html"].clone()).unwrap());
    assert!(tree(&out.join("2022q4/v1.0")) == made, "a version keeps its bytes");
    assert_eq!(links(&page(&site, "2022q4/index.html")).len(), 2);

    // Made again, nothing is new; replaced, the frame stands; proved, too.
    let whole = tree(&out);
    assert!(done(&root, &["build", "2022q4"]).contains("unchanged"));
    assert!(publish(&root, "2022q4").contains("no address has changed"));
    assert!(done(&root, &["site"]).contains("unchanged"));
    assert!(tree(&out) == whole);
    let told = done(&root, &["verify", "out/try/2022q4"]);
    assert!(told.contains("but for links to other editions"), "{told}");
    // The address of the version holds the same file: another takes its place.
    fs::remove_file(out.join("2022q4/data/top-ports.csv")).unwrap();
    fs::write(out.join("2022q4/data/top-ports.csv"), "damaged").unwrap();
    done(&root, &["build", "2022q4"]);
    assert!(tree(&out.join("2022q4")) == before);
}

#[test]
fn a_frame_that_somebody_wrote_is_told_by_verify_and_made_anew() {
    let site = two();
    let root = site.root();
    approved_and_published(&root, "2022q4");
    let folder = root.join("out/try/2022q4");
    let (whole, honest) = (tree(&folder), fs::read_to_string(folder.join("index.html")).unwrap());
    let forged = honest.replace(MARKS[1], &format!("<script src=\"../x.js\"></script>\n{}", MARKS[1]));
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let manifest = manifest.replace(&digest(honest.as_bytes()), &digest(forged.as_bytes()));
    let length = |page: &str| format!("\"bytes\": {}\n", page.len());
    fs::write(folder.join("manifest.json"), manifest.replace(&length(&honest), &length(&forged))).unwrap();
    fs::write(folder.join("index.html"), forged).unwrap();
    let output = run(&root, &["verify", "out/try/2022q4"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("index.html"), "{output:?}");
    done(&root, &["build", "2022q4"]);
    done(&root, &["site"]);
    assert!(tree(&folder) == whole);
}

#[test]
fn a_withdrawn_edition_leads_on_and_is_led_past() {
    let site = two();
    let root = site.root();
    approved_and_published(&root, "2022q4");
    approved_and_published(&root, "2023q1");
    let withdraw = ["withdraw", "2022q4", "--reason", "誤り", "--now", "2023-03-02T09:00:00+09:00"];
    done(&root, &withdraw);
    assert_eq!(links(&page(&site, "2022q4/index.html")).len(), 2);
    assert!(links(&page(&site, "2022q4/v1.0/index.html")).is_empty());
    assert_eq!(links(&page(&site, "2023q1/index.html")), ["../index.html - - - 公開した版の一覧へ"]);
    let whole = tree(&root);
    done(&root, &withdraw);
    assert!(tree(&root) == whole);
    assert!(done(&root, &["verify", "out/try/2022q4"]).contains("files: all"));
}

#[test]
fn what_is_not_as_it_was_published_gets_no_frame() {
    let site = three("");
    let old = |_: &mut _, files: &mut BTreeMap<String, Vec<u8>>| {
        files.insert("index.html".to_owned(), b"<p>of an older teiten</p>".to_vec());
    };
    issue(&site, "2021q4", old);
    issue(&site, "2021q3", |_, _| {});
    let out = site.root().join("out/try");
    fs::write(out.join("2021q3/index.html"), format!("{}{}changed by hand", MARKS[0], MARKS[1])).unwrap();
    let before = touched(&out);
    let written = archived(&site);
    assert!(!written.iter().any(|path| path.starts_with("2021")), "{written:?}");
    let after = touched(&out);
    for path in ["2021q4/index.html", "2021q4/manifest.json", "2021q3/index.html", "2021q3/manifest.json"] {
        assert_eq!(before[path], after[path], "{path}");
    }
    assert_eq!(
        links(&page(&site, "2022q4/index.html"))[0],
        "../2021q4/index.html prev - - 前の版（2021年10～12月）"
    );
}
