//! The pages around the editions: made from what is published alone, whole for machines and readers, and touched only
//! where an edition was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use roxmltree::Document;
use scraper::{Html, Selector};
use teiten::config::RevisionKind;
use teiten::digest::digest;
use teiten::lang::Lang;
use teiten::pipeline::{self, Done};
use teiten::publish::{self, Job, Manifest, Revised};

use crate::approval::{approve, change, done, draft, publish, run};
use crate::site::{CHAPTER, Page, Site, tree};

pub const BASE: &str = "[web]\nbase = \"https://example.jp/teiten/\"\n";

/// A title that means harm, wherever it is not escaped.
const HOSTILE: &str = "観測 <script>alert(1)</script> & ]]> \\\"'レポート";

/// A site whose edition 2022q4 is made, from which others are copied.
pub fn site(settings: &str) -> Site {
    let table =
        "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"previous\"]\n```\n";
    let rows = ["23", "22", "445", "80", "443", "8080", "3389"];
    let rows: String = rows
        .iter()
        .enumerate()
        .map(|(at, port)| format!("2022-11-01,tokyo,TCP,{port},CN,{}\n", 90 - at))
        .collect();
    Site::new()
        .change_settings("観測レポート", HOSTILE)
        .and_settings(settings)
        .rows(&rows)
        .manuscript(&format!("{CHAPTER}本文です。\n\n{table}"))
}

pub fn manifest(folder: &Path) -> Manifest {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// Brings `change` of the edition made as 2022q4 to readers, as publication does.
pub fn issue(site: &Site, edition: &str, change: impl FnOnce(&mut Manifest, &mut BTreeMap<String, Vec<u8>>)) {
    let made = site.root().join("made/2022q4");
    let (mut manifest, mut files) = (manifest(&made), tree(&made));
    files.remove("manifest.json");
    edition.clone_into(&mut manifest.edition);
    change(&mut manifest, &mut files);
    let files: Vec<_> = files.into_iter().collect();
    let job = Job { shelf: &site.root().join("out/try"), manifest, files: &files };
    publish::issue(&job, || Ok::<_, publish::Error>(())).unwrap();
}

/// Three editions: 2022q4 corrected, 2023q1 as it is, 2023q2 withdrawn; 2019q1 from before teiten.
pub fn three(settings: &str) -> Site {
    let record = "edition,revision,table,rank,key\n2019q1,,ports,2,22/TCP\n2019q1,,ports,1,445/TCP\n2019q1,,ports,6,80/TCP\n2022q4,1.0,top_ports,1,23/TCP\n2018q4,,by_sensor,1,tokyo\n";
    let site = site(settings).file("data/published.csv", record);
    site.build_into(Some(&site.root().join("made"))).is_made();
    issue(&site, "2022q4", |_, _| {});
    issue(&site, "2022q4", |manifest, _| {
        "1.1".clone_into(&mut manifest.version);
        let (kind, date) = (RevisionKind::Correction, "2023-03-01".parse().unwrap());
        manifest.revision = Some(Revised { kind, date, what: "表1の<誤り>".to_owned() });
    });
    issue(&site, "2023q1", |manifest, files| {
        manifest.date = "2023-05-14".parse().unwrap();
        manifest.langs.push(Lang::en());
        let report = String::from_utf8(files["report.json"].clone()).unwrap();
        let report =
            report.replace("\"lang\":\"ja\"", "\"lang\":\"en\"").replace("（2022年10～12月）", " <Q1>");
        files.insert("en/report.json".to_owned(), report.into_bytes());
        files.insert("en/index.html".to_owned(), files["index.html"].clone());
    });
    issue(&site, "2023q2", |manifest, _| manifest.date = "2023-08-14".parse().unwrap());
    let mut manifest = manifest(&site.root().join("out/try/2023q2"));
    "withdrawn".clone_into(&mut manifest.status);
    let (kind, date) = (RevisionKind::Withdrawal, "2023-09-01".parse().unwrap());
    manifest.revision = Some(Revised { kind, date, what: "理由 & <わけ>".to_owned() });
    let page = [("index.html".to_owned(), b"withdrawn".to_vec())];
    let job = Job { shelf: &site.root().join("out/try"), manifest, files: &page };
    publish::withdraw(&job, || Ok::<_, publish::Error>(())).unwrap();
    site
}

/// What is made, and nothing is found.
pub fn archived(site: &Site) -> Vec<String> {
    let Done { findings, done, failure, .. } = pipeline::archive(&site.root());
    assert!(findings.is_empty() && failure.is_none(), "{findings:?} {failure:?}");
    done.unwrap().written
}

pub fn page(site: &Site, name: &str) -> Page {
    Page(Html::parse_document(&fs::read_to_string(site.root().join("out/try").join(name)).unwrap()))
}

/// Bytes and time of change of every file.
pub fn touched(folder: &Path) -> BTreeMap<String, (String, SystemTime)> {
    let time = |path: &str| fs::metadata(folder.join(path)).unwrap().modified().unwrap();
    tree(folder).into_iter().map(|(path, bytes)| (path.clone(), (digest(&bytes), time(&path)))).collect()
}

#[test]
fn the_list_tells_of_each_edition_what_its_manifest_says() {
    let site = three("");
    archived(&site);
    let list = page(&site, "index.html");
    assert_eq!(list.all("h2"), ["2023年", "2022年", "2019年", "2018年"]);
    assert_eq!(
        list.all("h3"),
        ["2023年4～6月", "2023年1～3月", "2022年10～12月", "2019年1～3月", "2018年10～12月"]
    );
    let of = |edition: &str, what: &str| list.all(&format!("[aria-labelledby=edition-{edition}] {what}"));
    assert_eq!(list.one("h1 .title"), HOSTILE.replace("\\\"", "\""));
    assert_eq!(of("2022q4", ".facts li"), ["第1.1版", "2023年2月14日発行", "2023年3月1日訂正"]);
    assert_eq!(
        of("2022q4", ".top li"),
        [
            "23/TCP（telnet）",
            "22/TCP（ssh）",
            "445/TCP（microsoft-ds）",
            "80/TCP（http）",
            "443/TCP（https）"
        ]
    );
    assert!(of("2022q4", ".top p")[0].starts_with("［表1："));
    assert_eq!(
        of("2022q4", ".versions li"),
        ["2022年10～12月の第1.1版 2023年3月1日 訂正：表1の<誤り>", "2022年10～12月の第1.0版 2023年2月14日"]
    );
    assert_eq!(of("2023q1", ".versions"), Vec::<String>::new());
    let english = "a[hreflang=en][lang=en][href='2023q1/en/index.html']";
    assert_eq!(of("2023q1", english), [format!("{} <Q1>", HOSTILE.replace("\\\"", "\""))]);
    assert_eq!(of("2023q1", ".files li").len(), 2);
    assert_eq!(of("2023q2", ".mark"), ["取り下げ"]);
    assert_eq!(
        of("2023q2", ".told"),
        ["このレポートは、2023年9月1日に取り下げました。", "理由：理由 & <わけ>"]
    );
    assert_eq!(of("2023q2", ".top, [aria-labelledby=edition-2023q2] .files"), Vec::<String>::new());
    assert_eq!(of("2019q1", ".top li"), ["445/TCP（microsoft-ds）", "22/TCP（ssh）"]);
    assert_eq!(of("2019q1", "a"), Vec::<String>::new());
    // A sensor is not named from the record.
    assert_eq!(of("2018q4", ".top"), Vec::<String>::new());
    assert!(list.all("script").is_empty() && list.all("link[type='application/atom+xml']").is_empty());
}

#[test]
fn every_link_of_every_page_leads_to_a_file_or_an_id() {
    let site = three("[web]\nbase = \"https://example.jp/\"\n");
    archived(&site);
    let out = site.root().join("out/try");
    let files = tree(&out);
    let mut count = 0;
    for name in ["index.html", "404.html"] {
        let page = page(&site, name);
        for element in page.0.select(&Selector::parse("[href]").unwrap()) {
            let href = element.attr("href").unwrap().trim_start_matches('/');
            let (path, id) = href.split_once('#').unwrap_or((href, ""));
            let path = if path.is_empty() && id.is_empty() { "index.html" } else { path };
            assert!(path.is_empty() || files.contains_key(path), "{name}: {href}");
            assert!(id.is_empty() || page.all(&format!("#{id}")).len() == 1, "{name}: {href}");
            count += 1;
        }
    }
    assert!(count > 12, "{count}");
    for address in addresses(&files["sitemap.xml"], "loc").into_iter().chain(feed_links(&files["feed.xml"])) {
        let path = address.strip_prefix("https://example.jp/").unwrap();
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        assert!(files.contains_key(&path), "{address}");
    }
    assert!(files["robots.txt"].ends_with(b"Sitemap: https://example.jp/sitemap.xml\n"));
}

fn addresses(xml: &[u8], tag: &str) -> Vec<String> {
    let document = Document::parse(std::str::from_utf8(xml).unwrap()).unwrap();
    let found = document.descendants().filter(|node| node.tag_name().name() == tag);
    found.map(|node| node.text().unwrap().to_owned()).collect()
}

fn feed_links(xml: &[u8]) -> Vec<String> {
    let document = Document::parse(std::str::from_utf8(xml).unwrap()).unwrap();
    document.descendants().filter_map(|node| node.attribute("href").map(str::to_owned)).collect()
}

#[test]
fn the_feed_has_what_atom_asks_for() {
    let site = three(BASE);
    let told = done(&site.root(), &["site"]);
    assert!(told.contains("Sitemap: https://example.jp/teiten/sitemap.xml"), "{told}");
    let out = tree(&site.root().join("out/try"));
    assert!(!out.contains_key("robots.txt") && !out.contains_key("404.html"));
    let feed = String::from_utf8(out["feed.xml"].clone()).unwrap();
    let document = Document::parse(&feed).unwrap();
    let root = document.root_element();
    assert_eq!(
        (root.tag_name().name(), root.tag_name().namespace()),
        ("feed", Some("http://www.w3.org/2005/Atom"))
    );
    let texts = |node: &roxmltree::Node<'_, '_>, tag: &str| -> Vec<String> {
        let found = node.children().filter(|child| child.tag_name().name() == tag);
        found.map(|child| child.text().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(texts(&root, "id"), ["https://example.jp/teiten/"]);
    assert_eq!(texts(&root, "updated"), ["2023-09-01T00:00:00Z"]);
    let title = HOSTILE.replace("\\\"", "\"");
    assert_eq!(texts(&root, "title"), [&*title]);
    assert!(root.descendants().any(|node| node.tag_name().name() == "name" && node.text() == Some("観測班")));
    let entries: Vec<_> = root.children().filter(|node| node.tag_name().name() == "entry").collect();
    let of = |tag: &str| entries.iter().map(|entry| texts(entry, tag).concat()).collect::<Vec<_>>();
    assert_eq!(
        of("id"),
        ["2023q2", "2023q1", "2022q4"].map(|edition| format!("https://example.jp/teiten/{edition}/"))
    );
    assert_eq!(
        of("updated"),
        ["2023-09-01", "2023-05-14", "2023-03-01"].map(|day| format!("{day}T00:00:00Z"))
    );
    assert_eq!(of("published")[2], "2023-02-14T00:00:00Z");
    assert!(of("title")[0].starts_with("【取り下げ】") && of("title")[2].contains("<script>"));
    assert!(of("summary").iter().all(|summary| !summary.is_empty()));
    let langs = |entry: usize| -> Vec<_> {
        entries[entry]
            .children()
            .filter_map(|node| Some((node.attribute("hreflang")?, node.attribute("type")?)))
            .collect()
    };
    assert_eq!(langs(0), [("ja", "text/html")]);
    assert_eq!(langs(1), [("ja", "text/html"), ("ja", "application/pdf"), ("en", "text/html")]);
    assert!(of("summary")[0].contains("理由：理由 & <わけ>"));
}

/// Lines of the history as a program reads it, by the names of its columns.
fn history(site: &Site) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(site.root().join("out/try/history.csv")).unwrap();
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    assert_eq!(
        text.iter().filter(|byte| **byte == b'\n').count(),
        text.windows(2).filter(|end| end == b"\r\n").count()
    );
    csv::Reader::from_reader(text).deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_history_has_every_number_of_every_table_that_is_out() {
    let site = three("");
    archived(&site);
    let told = history(&site);
    let of = |edition: &str| told.iter().filter(|line| line["edition"] == edition).collect::<Vec<_>>();
    let editions: Vec<_> = told.iter().map(|line| &*line["edition"]).collect();
    let mut dedup = editions.clone();
    dedup.dedup();
    assert_eq!(
        dedup,
        ["2019q1", "2022q4", "2023q1"],
        "the oldest first, nothing withdrawn, no sensor of the record"
    );
    let ranks: Vec<_> =
        of("2019q1").iter().map(|line| (&*line["key"], &*line["value"], &*line["measure"])).collect();
    assert_eq!(ranks, [("445/TCP", "1", "rank"), ("22/TCP", "2", "rank"), ("80/TCP", "6", "rank")]);
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(site.root().join("out/try/2022q4/report.json")).unwrap()).unwrap();
    let mut wanted = Vec::new();
    for data in report["body"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|block| block["kind"] == "table")
        .map(|table| &table["data"])
    {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let header: Vec<_> = data["header"].as_array().unwrap().iter().map(text).collect();
        for row in data["rows"].as_array().unwrap() {
            let cells = header
                .iter()
                .zip(row.as_array().unwrap())
                .filter(|(name, _)| !["key", "label"].contains(&&***name));
            wanted.extend(cells.map(|(name, cell)| (text(&row[0]), name.clone(), text(cell))));
        }
    }
    let found: Vec<_> = of("2022q4")
        .iter()
        .map(|line| (line["key"].clone(), line["measure"].clone(), line["value"].clone()))
        .collect();
    assert!(wanted.len() > 8 && found == wanted, "{found:?} {wanted:?}");
    let first = of("2022q4")[0];
    assert_eq!((&*first["version"], &*first["date"], &*first["table"]), ("1.1", "2023-03-01", "top-ports"));
    assert_eq!((&*first["label"], &*first["teiten site"]), ("23/TCP（telnet）", "try"));
    assert_eq!(page(&site, "index.html").all("a[href='history.csv']").len(), 1);
}

#[test]
fn a_changed_edition_rewrites_what_tells_of_it_and_nothing_else() {
    let site = three(BASE);
    let first = archived(&site);
    assert_eq!(first.iter().filter(|path| path.starts_with("assets/site-")).count(), 1);
    let around = ["history.csv", "history.html", "index.html", "feed.xml", "sitemap.xml"];
    let pages = ["index.html", "en/index.html", "manifest.json"].map(|path| format!("2023q1/{path}"));
    let pages = pages.into_iter().chain(["index.html", "manifest.json"].map(|path| format!("2022q4/{path}")));
    let all: Vec<_> = around.iter().map(|path| (*path).to_owned()).chain(pages).collect();
    assert_eq!(first[1..], all);
    let out = site.root().join("out/try");
    let before = touched(&out);
    assert!(archived(&site).is_empty());
    assert_eq!(touched(&out), before);

    // Another draft, and another manifest of a draft in the shelf, change nothing.
    let site = site.file("2023q3/edition.toml", "teiten = 1\nquarter = \"2023q3\"\nstatus = \"draft\"\n");
    issue(&site, "2023q3", |manifest, _| "draft".clone_into(&mut manifest.status));
    assert!(archived(&site).is_empty());

    issue(&site, "2023q1", |manifest, _| {
        "1.1".clone_into(&mut manifest.version);
        let (kind, date) = (RevisionKind::Revision, "2023-06-01".parse().unwrap());
        manifest.revision = Some(Revised { kind, date, what: "図を加えました".to_owned() });
    });
    let lying = touched(&out);
    let changed = ["feed.xml", "history.csv", "index.html", "sitemap.xml"];
    let mut written = archived(&site);
    written.sort();
    assert_eq!(written, changed);
    let after = touched(&out);
    let seen: Vec<_> =
        after.iter().filter(|(path, seen)| lying.get(*path) != Some(seen)).map(|(path, _)| path).collect();
    assert_eq!(seen, changed.map(str::to_owned).iter().collect::<Vec<_>>());
}

#[test]
fn what_lies_there_of_somebody_else_is_left_alone() {
    let site = three("").file("out/try/index.html", "<p>my own page about teiten</p>");
    site.edition();
    let output = run(&site.root(), &["site"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let out = site.root().join("out/try");
    assert_eq!(fs::read(out.join("index.html")).unwrap(), b"<p>my own page about teiten</p>");
    assert!(!out.join("assets").exists());
    fs::remove_file(out.join("index.html")).unwrap();
    change(&site.root().join("teiten.toml"), "\"try\"", "\"other\"\nout = \"out/try\"");
    assert!(!run(&site.root(), &["site"]).status.success());
    assert!(!out.join("index.html").exists());
}

#[test]
fn a_damaged_edition_stops_the_list_and_is_named() {
    let site = three("");
    site.edition();
    done(&site.root(), &["site"]);
    let list = fs::read(site.root().join("out/try/index.html")).unwrap();
    change(&site.root().join("out/try/2023q1/report.json"), "23/TCP", "24/TCP");
    let output = run(&site.root(), &["site", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told[0]["code"], "edition-damaged");
    assert!(told[0]["file"].as_str().unwrap().ends_with("2023q1/report.json"), "{told}");
    assert_eq!(fs::read(site.root().join("out/try/index.html")).unwrap(), list);
}

#[test]
fn publication_and_withdrawal_bring_the_list_up_to_themselves() {
    let site = draft().and_settings(BASE);
    site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    assert!(!root.join("out").exists());
    let told = publish(&root, "2022q4");
    assert!(told.contains("written  https://example.jp/teiten/feed.xml"), "{told}");
    assert_eq!(page(&site, "index.html").all("h3"), ["2022年10～12月"]);
    let whole = tree(&root);
    assert!(done(&root, &["site"]).contains("unchanged"));
    assert_eq!(tree(&root), whole);
    assert!(done(&root, &["verify", "out/try/2022q4"]).contains("proved"));
    done(&root, &["withdraw", "2022q4", "--reason", "誤り", "--now", "2023-03-02T09:00:00+09:00"]);
    assert_eq!(page(&site, "index.html").all(".mark"), ["取り下げ"]);
    let feed = fs::read_to_string(root.join("out/try/feed.xml")).unwrap();
    assert!(feed.contains("<updated>2023-03-02T00:00:00Z</updated>"), "{feed}");
}

#[test]
fn what_hinders_the_list_undoes_no_publication_and_the_next_run_mends_it() {
    let site = draft().file("out/try/index.html", "my own page");
    site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    let output = run(&root, &["publish", "2022q4", "--now", "2023-02-14T10:00:00+09:00"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("index.html"), "{output:?}");
    assert!(root.join("out/try/2022q4/v1.0/report.pdf").is_file());
    assert!(fs::read_to_string(root.join("2022q4/edition.toml")).unwrap().contains("\"published\""));
    let output = run(&root, &["publish", "2022q4", "--now", "2023-02-14T10:00:00+09:00", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &told[0]["code"]), (Some(2), &"foreign-folder".into()), "{told}");
    fs::remove_file(root.join("out/try/index.html")).unwrap();
    done(&root, &["site"]);
    assert_eq!(page(&site, "index.html").all("h3"), ["2022年10～12月"]);
}
