//! PDFs of a report with every kind of block: valid, complete, the same every time, and honest about their look.

use std::collections::BTreeMap;

use lopdf::Document;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::*;
use crate::chart;
use crate::fonts::{FALLBACK, FAMILY, Fonts};
use crate::lang::Lang;
use crate::report::{Block, Cell, Run};

/// A report with every kind of block and run, and hostile strings.
fn fixture() -> Report {
    serde_json::from_str(include_str!("fixture.json")).unwrap()
}

fn attachments() -> Vec<Attachment> {
    vec![Attachment {
        name: "data/top-ports.csv".to_owned(),
        bytes: b"rank,port\n1,23/TCP\n".to_vec(),
        mime: "text/csv".to_owned(),
        description: "表1のデータ".to_owned(),
        relationship: Relationship::Data,
    }]
}

fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let grey = image::RgbImage::from_pixel(64, 40, image::Rgb([200, 210, 220]));
    grey.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

fn drawn(report: &Report, fonts: &Fonts) -> BTreeMap<String, Svg> {
    let charts = report.body.iter().filter_map(|block| match block {
        Block::Chart(figure) => Some(figure),
        _ => None,
    });
    charts
        .map(|it| {
            let anchor = it.label.anchor.clone();
            let svg = chart::draw(&it.chart, &anchor, &it.label.text, &it.alt, fonts);
            (anchor, svg)
        })
        .collect()
}

fn set(report: &Report, look: Look<'_>, attachments: &[Attachment]) -> Result<Vec<u8>, Failure> {
    let fonts = Fonts::shipped();
    let images = BTreeMap::from([("dvr-login.png".to_owned(), picture())]);
    let figures = drawn(report, &fonts);
    typeset(&Job {
        report,
        look,
        fonts: &fonts,
        figures: &figures,
        images: &images,
        attachments,
        build: "1a2b3c4d",
    })
}

fn shipped(report: &Report) -> Vec<u8> {
    set(report, Look::Shipped, &attachments()).unwrap()
}

/// The text of every page, without spaces and line ends.
fn pages(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).unwrap();
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    let text = |number| document.extract_text(&[number]).unwrap();
    numbers.into_iter().map(|number| text(number).split_whitespace().collect()).collect()
}

fn assert_conforms(pdf: &[u8], profiles: &[ValidationProfile]) {
    for &profile in profiles {
        let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(report.is_compliant, "{report:#?}");
    }
}

#[test]
fn every_block_and_run_is_archivable_and_accessible() {
    let report = fixture();
    assert_conforms(&shipped(&report), &[ValidationProfile::PdfA3a, ValidationProfile::PdfUa1]);
    let bare = set(&report, Look::Shipped, &[]).unwrap();
    assert_conforms(&bare, &[ValidationProfile::PdfA2a, ValidationProfile::PdfUa1]);
    let english = Report { lang: Lang::en(), ..report };
    assert_conforms(&shipped(&english), &[ValidationProfile::PdfA3a, ValidationProfile::PdfUa1]);
}

#[test]
fn the_same_job_gives_the_same_bytes() {
    let report = fixture();
    assert!(shipped(&report) == shipped(&report));
}

#[test]
fn strings_arrive_as_they_are() {
    let text = pages(&shipped(&fixture())).concat();
    let hostile = [
        "#eval(\"1+1\")、$x_2$、*a*、_b_、@ref、<label>、//comment、/*c*/、`raw`、=heading、-item、\\u{41}、~、--、...",
        "\"quote\"、'single'、http://example.jp/",
    ];
    for expected in
        hostile.into_iter().chain(["［表1：宛先ポート番号トップ5］", "23/TCP（telnet）", "（1）IANA"])
    {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
}

#[test]
fn a_draft_says_so_on_every_page_and_pages_are_counted() {
    let mut report = fixture();
    let pdf = shipped(&report);
    assert!(!pages(&pdf).iter().any(|page| page.contains("草稿")));
    report.front.draft = Some("草稿".to_owned());
    let pages = pages(&shipped(&report));
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("草稿"), "{page}");
        assert!(page.contains(&format!("{}/{}ページ", index + 1, pages.len())), "{page}");
    }
}

#[test]
fn attachments_lie_in_the_pdf() {
    let document = Document::load_mem(&shipped(&fixture())).unwrap();
    let names: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.get(b"AFRelationship").and_then(lopdf::Object::as_name).ok() == Some(b"Data"))
        .filter_map(|dict| lopdf::decode_text_string(dict.get(b"UF").ok()?).ok())
        .collect();
    assert_eq!(names, ["data/top-ports.csv"]);
}

#[test]
fn a_long_report_loses_no_row() {
    let mut report = fixture();
    let table = report.body.iter().position(|block| matches!(block, Block::Table(_))).unwrap();
    let Block::Table(it) = &mut report.body[table] else { unreachable!() };
    let cell = |text: String| Cell::from(vec![Run::Text { text }]);
    it.rows = (0..1000)
        .map(|row| ["#", "port", "="].map(|word| cell(format!("{word}{row:04}"))).to_vec())
        .collect();
    for _ in 0..60 {
        let paragraph = report.body[1].clone();
        report.body.insert(table + 1, paragraph);
    }
    let pages = pages(&shipped(&report));
    let text = pages.concat();
    for row in 0..1000 {
        assert_eq!(text.matches(&format!("port{row:04}")).count(), 1, "row {row}");
    }
    for page in pages.iter().filter(|page| page.contains("port0")) {
        assert!(page.contains("宛先ポート番号") && page.contains("※ポート番号"), "{page}");
    }
}

#[test]
fn a_fault_of_the_sites_look_is_a_finding_and_any_other_is_ours() {
    let report = fixture();
    let fault = |text: &str| set(&report, Look::Site { file: "look/report.typ", text }, &[]).unwrap_err();
    let place = |text: &str| match fault(text) {
        Failure::Look(findings) => (findings[0].place.clone(), findings[0].what.en.clone()),
        Failure::Ours(words) => panic!("{words}"),
    };
    let (at, what) = place("#let look(report) = {\n  [あ] + report.nothing\n}\n");
    assert_eq!((at.file.as_str(), at.line, at.column), ("look/report.typ", 2, 16), "{what}");
    let (at, what) = place("#let look(report) = {\n  set text(font: \"Times\")\n  [a]\n}\n");
    assert_eq!(at.line, 2, "{what}");
    assert!(what.contains("unknown font family"), "{what}");
    let (at, what) = place("#let other(report) = []\n");
    assert_eq!((at.file.as_str(), at.line), ("look/report.typ", 0), "{what}");
    for wish in ["#read(\"/etc/passwd\")", "#import \"@preview/a:1.0.0\": b", "#datetime.today()"] {
        place(&format!("#let look(report) = [a]\n{wish}\n"));
    }
    let mut strange = fixture();
    strange.body.retain(|block| !matches!(block, Block::References(_)));
    assert!(
        matches!(set(&strange, Look::Shipped, &[]), Err(Failure::Ours(words)) if words.contains("ref-1"))
    );
}

#[test]
fn the_shipped_look_names_the_shipped_fonts() {
    let text = Look::Shipped.text();
    assert!(text.contains(&format!("body-fonts = (\"{FAMILY}\", \"{FALLBACK}\")")));
}
