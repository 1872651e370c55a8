//! `teiten where`: what a reviewer points at on paper is found in the manuscript, and a draft's pages carry the numbers
//! and the build that he points by.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use teiten::pipeline::{Found, Sought, Whereabouts, whereabouts};

use crate::site::{CHAPTER, Page, Site, program, tree};

const FIRST: &str = "\
- 要点の一つ目です。
- **強い**要点です。
- 三つ目です。

# 概況

　初めの段落です。
二行目です。

```table
id = \"top_ports\"
rows = \"port\"
caption = \"ポートの表\"
columns = [\"rank\", \"label\", \"packets\"]
```

> ※注の一つ目です。
>
> ※注の二つ目です。

";
const SECOND: &str = "\
## 注目 {#notable}

前の文です。[](#top_ports)を見てください。

1. 項目です。

   項目の続きです。
   - 入れ子です。
2. 次の項目です。

> 引用です。

```chart
id = \"all\"
rows = \"total\"
label = \"全体\"
caption = \"全体の図\"
```
";

/// A draft of two files of manuscript and a closing text.
fn site() -> Site {
    let site = Site::new()
        .change_edition("published", "draft")
        .change_settings("publisher = \"観測班\"\n", "publisher = \"観測班\"\nclosing = [\"contact\"]\n")
        .daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,US,100")
        .file("texts/contact.md", "お問い合わせ先です。\n")
        .file("2022q4/report/1.md", FIRST)
        .file("2022q4/report/2.md", SECOND);
    site.without("2022q4/report.md")
}

fn seek(site: &Site, spot: &str, build: Option<&str>) -> Whereabouts {
    whereabouts(&site.edition(), Sought { spot, build }, &mut |_| ())
}

fn found(site: &Site, spot: &str) -> Found {
    let told = seek(site, spot, None);
    assert_eq!(told.findings, [], "{spot}");
    told.found.unwrap_or_else(|| panic!("no {spot}"))
}

fn place(found: &Found) -> String {
    let place = &found.spot.place;
    format!("{}:{}:{}", place.file, place.line, place.column)
}

/// What the page calls its paragraphs, each with its words.
fn numbered(page: &Page) -> Vec<(String, String)> {
    let numbers = page.all(".pilcrow");
    let words = |number: &String| page.one(&format!("#p{}", &number["¶".len()..]));
    numbers.iter().map(|number| (number.clone(), words(number))).collect()
}

fn run(site: &Site, arguments: &[&str]) -> Output {
    program().arg("where").arg(site.edition()).args(arguments).output().unwrap()
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn every_paragraph_of_a_draft_is_found_where_it_was_written() {
    let site = site();
    let paragraphs = numbered(&site.made().page());
    let written = [
        ("2022q4/report/1.md:1:3", "要点の一つ目です。"),
        ("2022q4/report/1.md:2:3", "強い要点です。"),
        ("2022q4/report/1.md:3:3", "三つ目です。"),
        ("2022q4/report/1.md:7:1", "初めの段落です。二行目です。"),
        ("2022q4/report/1.md:17:3", "※注の一つ目です。"),
        ("2022q4/report/1.md:19:3", "※注の二つ目です。"),
        ("2022q4/report/2.md:3:1", "前の文です。［表1］を見てください。"),
        ("2022q4/report/2.md:5:4", "項目です。"),
        ("2022q4/report/2.md:7:4", "項目の続きです。"),
        ("2022q4/report/2.md:8:6", "入れ子です。"),
        ("2022q4/report/2.md:9:4", "次の項目です。"),
        ("2022q4/report/2.md:11:3", "引用です。"),
    ];
    for (at, (expected, words)) in written.iter().enumerate() {
        let number = format!("¶{}", at + 1);
        assert_eq!(paragraphs[at], (number.clone(), (*words).to_owned()));
        let found = found(&site, &number);
        assert_eq!((place(&found).as_str(), found.spot.words.as_str()), (*expected, *words), "{number}");
    }
    // What follows is worded by the house, but for the closing text.
    let (last, words) = paragraphs.last().unwrap();
    assert_eq!(words, "お問い合わせ先です。");
    assert_eq!(place(&found(&site, last)), "texts/contact.md:1:1");
    assert_eq!(found(&site, "13").spot.place.file, "", "of the method chapter");
    assert_eq!(paragraphs.len(), last["¶".len()..].parse::<usize>().unwrap());
}

#[test]
fn tables_figures_and_headings_are_found_by_what_they_are_called() {
    let site = site();
    for (asked, expected, words) in [
        ("表1", "2022q4/report/1.md:10:1", "ポートの表"),
        ("［表1］", "2022q4/report/1.md:10:1", "ポートの表"),
        ("top_ports", "2022q4/report/1.md:10:1", "ポートの表"),
        ("図1", "2022q4/report/2.md:13:1", "全体の図"),
        ("1.1", "2022q4/report/2.md:1:1", "注目"),
        ("notable", "2022q4/report/2.md:1:1", "注目"),
        ("1.", "2022q4/report/1.md:5:1", "概況"),
    ] {
        let found = found(&site, asked);
        assert_eq!((place(&found).as_str(), found.spot.words.as_str()), (expected, words), "{asked}");
    }
    let told = seek(&site, "top_prots", None);
    assert_eq!((told.findings[0].code.as_str(), told.found.is_none()), ("where-unknown", true));
    assert!(told.findings[0].mend.en.contains("“top-ports”"), "{:?}", told.findings[0].mend);
}

#[test]
fn an_edition_that_is_published_has_no_numbers_and_no_build() {
    let site = site().change_edition("draft", "published");
    let built = site.made();
    let page = built.page();
    assert!(page.all(".pilcrow, [id^=p1], .build").is_empty());
    let told = seek(&site, "¶1", None);
    assert!(
        told.found.is_none() && told.findings[0].mend.en.contains("not published"),
        "{:?}",
        told.findings
    );
    assert_eq!(place(&found(&site, "表1")), "2022q4/report/1.md:10:1");
}

#[test]
fn a_draft_names_the_build_that_the_manifest_names() {
    let site = site();
    let built = site.made();
    let manifest: Value = serde_json::from_slice(&built.bytes("manifest.json")).unwrap();
    let digest = manifest["reports"]["ja"].as_str().unwrap();
    assert_eq!(built.page().one("footer .build"), format!("照合番号 {}", &digest[..8]));
    let same = seek(&site, "¶7", Some(&digest[..8].to_uppercase()));
    assert_eq!((same.findings.len(), same.found.unwrap().changed), (0, Some(false)));
    let site = site.file(
        "2022q4/report/1.md",
        FIRST.replace("初めの段落です。", "加えた段落です。\n\n初めの段落です。"),
    );
    let told = seek(&site, "¶7", Some(&digest[..8]));
    let moved = told.found.unwrap();
    assert_eq!((moved.changed, moved.spot.words.as_str()), (Some(true), "※注の二つ目です。"));
    assert_eq!(told.findings[0].code, "where-changed");
}

#[test]
fn a_language_is_named_or_known_by_the_build() {
    let site = site()
        .and_edition("langs = [\"ja\", \"en\"]\n")
        .file("texts/contact.en.md", "Whom to ask.\n")
        .file("2022q4/report.en.md", "# Overview\n\nThe first paragraph.\n");
    assert_eq!(place(&found(&site, "en:1")), "2022q4/report.en.md:3:1");
    assert_eq!(place(&found(&site, "en：p1")), "2022q4/report.en.md:3:1");
    assert_eq!(place(&found(&site, "ja:1")), "2022q4/report/1.md:1:3");
    assert_eq!(place(&found(&site, "1")), "2022q4/report/1.md:1:3");
    let build = found(&site, "en:1").build;
    let told = seek(&site, "1", Some(&build));
    assert_eq!((place(&told.found.unwrap()).as_str(), told.findings.len()), ("2022q4/report.en.md:3:1", 0));
}

#[test]
fn people_get_a_line_and_machines_an_object() {
    let site = site();
    let before = tree(&site.edition());
    let manuscript = site.root().join("2022q4/report/1.md").display().to_string();
    let (out, err) = said(&run(&site, &["--quiet", "¶4"]));
    assert_eq!(
        (out.as_str(), err.as_str()),
        (format!("{manuscript}:7:1  ¶4「初めの段落です。二行目です。」\n").as_str(), "")
    );
    let (out, _) = said(&run(&site, &["--quiet", "13"]));
    assert!(out.starts_with("(in no manuscript: teiten words it)  ¶13「"), "{out}");
    let object = run(&site, &["--format", "json", "p4", "--digest", "00000000"]);
    let json: Value = serde_json::from_slice(&object.stdout).unwrap();
    let build = json["build"].as_str().unwrap().to_owned();
    let expected = serde_json::json!({"lang": "ja", "name": "¶4", "id": "p4", "file": manuscript, "line": 7, "column": 1,
        "words": "初めの段落です。二行目です。", "build": build, "changed": true});
    assert_eq!((json, object.status.code()), (expected, Some(0)));
    let unknown = run(&site, &["--format", "json", "¶400"]);
    let json: Value = serde_json::from_slice(&unknown.stdout).unwrap();
    assert_eq!((json[0]["code"].as_str(), unknown.status.code()), (Some("where-unknown"), Some(1)));
    assert_eq!(tree(&site.edition()), before, "nothing is written");
    assert!(!site.root().join("drafts").exists());
}

#[test]
fn no_block_takes_the_id_of_a_paragraph() {
    let of = |heading: &str| Site::new().manuscript(&format!("{heading}\n\n文です。\n")).build().told();
    assert_eq!(of("# 概況 {#p445}"), ["2022q4/report.md:1:8 id-form"]);
    assert!(of("# 概況 {#p445_trend}").is_empty());
}

#[test]
fn what_refuses_an_edition_is_told() {
    let site = Site::new()
        .change_edition("published", "draft")
        .manuscript(&format!("{CHAPTER}{{{{ nothing.rows }}}}\n"));
    let output = run(&site, &["1"]);
    let (_, err) = said(&output);
    assert!(output.status.code() == Some(1) && err.contains("error[binding]"), "{err}");
    fs::remove_file(site.root().join("2022q4/report.md")).unwrap();
    assert!(said(&run(&site, &["1"])).1.contains("error[manuscript-missing]"));
    let nowhere = program().args(["where", "2022q9", "1"]).current_dir(Path::new("/")).output().unwrap();
    assert_eq!(nowhere.status.code(), Some(2));
}
