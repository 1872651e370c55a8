//! The page as others read it: parsed by another tool than the one that wrote it.

mod controls;

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};

use super::runs::plain;
use super::{Beside, File, SCRIPT, fixture, render};
use crate::report::{Block, Heading, Report, Run};

const CSS: &str = include_str!("../../templates/html/report.css");

fn files() -> Vec<File> {
    render(&fixture::report(), &fixture::figures(), CSS, &fixture::named(), Beside::build("1a2b3c4d"))
}

fn text_of(files: &[File], path: &str) -> String {
    let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

fn page_of(report: &Report) -> Html {
    Html::parse_document(&text_of(
        &render(report, &fixture::figures(), CSS, &fixture::named(), Beside::build("1a2b3c4d")),
        "index.html",
    ))
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    select(page, selector).iter().map(|element| element.text().collect()).collect()
}

fn is_extra(element: &ElementRef<'_>) -> bool {
    let of_element = |element: ElementRef<'_>| element.value().attr("data-extra").is_some();
    of_element(*element) || element.ancestors().filter_map(ElementRef::wrap).any(of_element)
}

/// The texts of the core's elements that match, in the order of the page.
fn core(page: &Html, selector: &str) -> Vec<String> {
    let elements = select(page, selector).into_iter().filter(|element| !is_extra(element));
    elements.map(|element| element.text().collect()).collect()
}

#[test]
fn every_file_has_its_place() {
    let files = files();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let style = format!("assets/report-{}.css", &crate::digest::digest(CSS.as_bytes())[..8]);
    let script = format!("assets/report-{}.js", &crate::digest::digest(SCRIPT.as_bytes())[..8]);
    let figures = ["figures/mirai.svg", "figures/trend-ports.svg"];
    let data = ["data/top-ports.csv", "data/trend-ports.csv", "data/mirai.csv"];
    let package = ["data.xlsx", "data.json", "datapackage.json"];
    let pages = ["index.html", "fragment.html", "head.html", style.as_str(), script.as_str()];
    assert_eq!(paths, [&pages[..], &figures[..], &data[..], &package].concat());
    for figure in figures {
        assert!(roxmltree::Document::parse(&text_of(&files, figure)).is_ok());
    }
    // Orders of hashes differ from one making to the next.
    for _ in 0..8 {
        assert_eq!(files, self::files(), "same report, same bytes");
    }
}

#[test]
fn a_report_read_back_gives_the_same_bytes() {
    let json = serde_json::to_string(&fixture::report()).unwrap();
    let read: Report = serde_json::from_str(&json).unwrap();
    assert_eq!(
        render(&read, &fixture::figures(), CSS, &fixture::named(), Beside::build("1a2b3c4d")),
        files()
    );
}

#[test]
fn the_core_reads_word_for_word_in_order() {
    let report = fixture::report();
    let page = page_of(&report);
    let (mut headings, mut lines) = (Vec::new(), Vec::new());
    gather(&report.body, &mut headings, &mut lines);
    let points = report.summary.iter().flat_map(|summary| &summary.points);
    assert_eq!(core(&page, ".summary li"), points.map(|point| plain(&point.runs)).collect::<Vec<_>>());
    assert_eq!(core(&page, ".text :is(h2, h3, h4):not(#page_summary)"), headings);
    assert_eq!(core(&page, ".text :is(p, figcaption, th, td, .mark, .line)"), lines);
}

/// What `blocks` say, in the order in which the page must say it.
fn gather(blocks: &[Block], headings: &mut Vec<String>, lines: &mut Vec<String>) {
    let caption =
        |label: &crate::report::Label, runs: &[Run]| format!("{}{}{}", label.open, plain(runs), label.close);
    for block in blocks {
        match block {
            Block::Heading(heading) => headings.push(printed(heading)),
            Block::Paragraph(paragraph) => lines.push(plain(&paragraph.runs)),
            Block::List(list) => list.items.iter().for_each(|item| gather(item, headings, lines)),
            Block::Table(table) => {
                lines.extend(table.label.as_ref().map(|label| caption(label, &table.caption)));
                lines.extend(table.columns.iter().map(|column| plain(&column.runs)));
                lines.extend(table.rows.iter().flatten().map(|cell| plain(&cell.runs)));
                lines.extend(table.notes.iter().map(|note| plain(&note.runs)));
            }
            Block::Chart(figure) => {
                lines.push(caption(&figure.label, &figure.caption));
                lines.extend(figure.finding.iter().map(|finding| plain(finding)));
                lines.extend(figure.notes.iter().map(|note| plain(&note.runs)));
            }
            Block::Image(image) => {
                lines.push(caption(&image.label, &image.caption));
                lines.extend(image.credit.iter().map(|credit| plain(credit)));
                lines.extend(image.notes.iter().map(|note| plain(&note.runs)));
            }
            Block::Quote(quote) => {
                lines.extend(quote.paragraphs.iter().map(|paragraph| plain(&paragraph.runs)))
            }
            Block::References(references) => {
                for entry in &references.entries {
                    lines.push(entry.mark.clone());
                    lines.extend(entry.lines.iter().map(|line| plain(line)));
                }
            }
            Block::Closing(closing) => {
                lines.extend(closing.paragraphs.iter().map(|paragraph| plain(&paragraph.runs)));
            }
        }
    }
}

fn printed(heading: &Heading) -> String {
    let number = heading.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
    number + &plain(&heading.runs)
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let files = files();
    let page = Html::parse_document(&text_of(&files, "index.html"));
    let ids: Vec<&str> =
        select(&page, "[id]").iter().filter_map(|element| element.value().attr("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{ids:?}");
    let made_elsewhere = ["report.pdf", "figures/dvr-login.png"];
    for element in select(&page, "[href], [src]") {
        let target = element.value().attr("href").or(element.value().attr("src")).unwrap();
        let found = match target.strip_prefix('#') {
            Some(id) => known.contains(id),
            None if target.contains(':') => element.value().name() == "a",
            None => made_elsewhere.contains(&target) || files.iter().any(|file| file.path == target),
        };
        assert!(found, "{target}");
    }
    for element in select(&page, "[aria-labelledby]") {
        let names = element.value().attr("aria-labelledby").unwrap();
        assert!(names.split(' ').all(|id| known.contains(id)), "{names}");
    }
    assert!(select(&page, "a a").is_empty());
    assert!(select(&page, "a").iter().all(|link| {
        let named = link.value().attr("aria-label").is_some_and(|name| !name.is_empty());
        named || !link.text().collect::<String>().trim().is_empty()
    }));
}

#[test]
fn links_are_named_by_what_they_lead_to() {
    let page = page_of(&fixture::report());
    let names: Vec<&str> =
        select(&page, "a.citation").iter().filter_map(|link| link.value().attr("aria-label")).collect();
    assert_eq!(names, ["参考文献1", "参考文献2", "参考文献3"]);
    assert_eq!(
        texts(&page, "nav li li"),
        ["観測方法Method", "2.1. 国内を送信元とするMirai型パケットについて"]
    );
    let files = [
        "PDF版を開く",
        "データ（Excel）",
        "データ（JSON）",
        "データの説明",
        "表1のデータ（CSV）",
        "図1のデータ（CSV）",
        "図1の画像（SVG）",
        "図2のデータ（CSV）",
        "図2の画像（SVG）",
    ];
    assert_eq!(texts(&page, ".files a"), files);
}

#[test]
fn nothing_inline_no_module_no_other_host() {
    let page = page_of(&fixture::report());
    assert!(select(&page, "[style], style, iframe, object, embed, base").is_empty());
    let scripts = select(&page, "script");
    assert!(scripts.iter().all(|script| {
        let attributes: Vec<&str> = script.value().attrs().map(|(name, _)| name).collect();
        attributes == ["defer", "src"] && script.text().next().is_none()
    }));
    assert_eq!(scripts.len(), 1);
    let handlers = select(&page, "*")
        .iter()
        .any(|element| element.value().attrs().any(|(name, _)| name.starts_with("on")));
    assert!(!handlers);
    let loaded = select(&page, "[src], link[rel=stylesheet]");
    assert!(loaded.iter().all(|element| {
        let target = element.value().attr("src").or(element.value().attr("href"));
        target.is_some_and(|target| !target.contains(':') && !target.starts_with('/'))
    }));
    assert!(!CSS.contains("url(") && !CSS.contains("@import"));
}

#[test]
fn tables_name_their_rows_and_columns() {
    let page = page_of(&fixture::report());
    assert!(select(&page, "th").iter().all(|cell| matches!(cell.value().attr("scope"), Some("col" | "row"))));
    assert_eq!(texts(&page, "#top-ports th[scope=row]").len(), 5);
    assert_eq!(texts(&page, "#trend-ports details th[scope=row]").len(), 92);
    let scrolls = select(&page, ".scroll");
    assert!(scrolls.iter().all(|part| {
        let named = part.value().attr("aria-label").or(part.value().attr("aria-labelledby"));
        part.value().attr("tabindex") == Some("0") && named.is_some_and(|name| !name.is_empty())
    }));
    assert_eq!(scrolls.len(), 6);
}

#[test]
fn languages_are_marked() {
    let page = page_of(&fixture::report());
    assert_eq!(select(&page, "html")[0].value().attr("lang"), Some("ja"));
    assert_eq!(texts(&page, "p span[lang=en]"), ["IANA"]);
    assert_eq!(texts(&page, "nav span[lang=en]"), ["Method"]);
}

#[test]
fn hostile_text_stays_text() {
    const HOSTILE: &str = "\"><script>alert('1')</script><img src=x onerror=y>&amp;{{ 7*7 }}";
    let mut report = fixture::report();
    let words = vec![
        fixture::text(HOSTILE),
        fixture::keep(HOSTILE),
        Run::Link { href: "javascript:alert(1)".to_owned(), runs: vec![fixture::text("押す")] },
        Run::Link {
            href: format!("https://example.jp/{}", HOSTILE.replace(' ', "")),
            runs: vec![fixture::text("見る")],
        },
        Run::Citation {
            number: 1,
            anchor: HOSTILE.to_owned(),
            text: HOSTILE.to_owned(),
            name: HOSTILE.to_owned(),
        },
        Run::Code { text: HOSTILE.to_owned() },
    ];
    let expected = plain(&words);
    report.body.insert(1, Block::Paragraph(fixture::paragraph(words)));
    report.front.document_title = HOSTILE.to_owned();
    report.front.notice = None;
    report.summary = None;
    report.labels.scroll = HOSTILE.to_owned();
    report.labels.data_file = format!("{HOSTILE}{{}}");
    let files = render(&report, &fixture::figures(), CSS, &fixture::named(), Beside::build("1a2b3c4d"));
    let html = text_of(&files, "index.html");
    let page = Html::parse_document(&html);
    assert!(select(&page, "script:not([src^='assets/']), [onerror], img[src=x]").is_empty());
    assert_eq!(select(&page, "meta[name=description]")[0].value().attr("content"), Some(HOSTILE));
    assert_eq!(texts(&page, "head > title"), [HOSTILE]);
    assert_eq!(core(&page, ".text p")[0], expected);
    assert!(!html.contains("href=\"javascript:"));
}

#[test]
fn a_table_and_a_chart_within_a_list_keep_their_files() {
    let mut report = fixture::report();
    report.body = vec![Block::List(crate::report::List { start: None, items: vec![fixture::report().body] })];
    let paths: Vec<String> =
        render(&report, &BTreeMap::new(), CSS, &fixture::named(), Beside::build("1a2b3c4d"))
            .into_iter()
            .map(|file| file.path)
            .collect();
    let data = ["data/top-ports.csv", "data/trend-ports.csv", "data/mirai.csv"];
    assert_eq!(paths[5..], [&data[..], &["data.xlsx", "data.json", "datapackage.json"]].concat());
}

#[test]
fn data_files_are_read_by_spreadsheets_and_programs() {
    let data = text_of(&files(), "data/top-ports.csv");
    let lines: Vec<&str> = data.split("\r\n").collect();
    assert_eq!(lines[0], "\u{FEFF}key,rank,label,previous_rank,packets,notice,licence");
    let licence = "CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/";
    assert_eq!(lines[1], format!("23/TCP（telnet）,1,23/TCP（telnet）,1,16874020,合成データ,{licence}"));
    assert_eq!((lines.len(), lines[6]), (7, ""), "{data}");
}

#[test]
fn a_chart_nobody_drew_is_told_in_words() {
    let report = fixture::report();
    let page = Html::parse_document(&text_of(
        &render(&report, &BTreeMap::new(), CSS, &fixture::named(), Beside::build("1a2b3c4d")),
        "index.html",
    ));
    assert!(core(&page, "#trend-ports > p")[0].starts_with("折れ線グラフ。"));
}

#[test]
fn every_block_belongs_to_its_chapter() {
    let page = page_of(&fixture::report());
    let chapters: Vec<&str> = select(&page, ".text > section > h2")
        .iter()
        .filter_map(|heading| heading.value().attr("id"))
        .collect();
    assert_eq!(chapters, ["page_summary", "overview", "topics", "references"]);
    assert_eq!(select(&page, ".text > .part > .closing").len(), 1);
}

#[test]
fn templates_trust_nothing() {
    let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let folders = ["html", "differences"].map(|folder| std::fs::read_dir(templates.join(folder)).unwrap());
    let mut read = 0;
    for entry in folders.into_iter().flatten() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let squeezed: String = text.split_whitespace().collect();
        for forbidden in ["|safe", "autoescape", "escape("] {
            assert!(!squeezed.contains(forbidden), "{forbidden} in {}", path.display());
        }
        read += 1;
    }
    assert!(read > 8);
}
