//! The finished report is one value: read back from its JSON it makes the same bytes; its digest tells numbers, not lines.

use std::collections::BTreeMap;

use teiten::chart;
use teiten::config;
use teiten::fonts::Fonts;
use teiten::look;
use teiten::render;
use teiten::report::{Block, Report};
use teiten::typeset;

use crate::site::{Built, CHAPTER, Site};

const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n\n> ※注[^a]。\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n本文の{{ top_ports[1].label }}。\n\n- 一つ\n- 二つ\n\n[^a]: 題\n";

fn site() -> Site {
    Site::new()
        .rows("2022-10-01,tokyo,TCP,23,CN,10\n")
        .and_settings("[pdf]\nattachments = false\n")
        .manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

/// Composes the report of a site, room by room.
pub fn compose(site: &Site) -> Report {
    let reading = config::read(&site.edition());
    let (site, edition) = (reading.site.unwrap(), reading.edition.unwrap());
    let lang = edition.langs[0].clone();
    let written = teiten::manuscript::read(&site, &edition, &lang);
    assert_eq!(written.findings, []);
    let (fonts, _) = Fonts::with(&[]);
    let answers = answers(&site, &edition, &written.manuscript);
    let job = teiten::report::Job {
        site: &site,
        edition: &edition,
        lang: &lang,
        manuscript: &written.manuscript,
        answers: &answers,
        fonts: &fonts,
    };
    let teiten::report::Composed { report, findings, .. } = teiten::report::compose(job);
    assert_eq!(findings, []);
    report.unwrap()
}

/// Asks one question after the other; the pipeline asks all of them at once.
fn answers(
    site: &config::Site,
    edition: &config::Edition,
    manuscript: &teiten::manuscript::Manuscript,
) -> BTreeMap<teiten::question::Question, teiten::answer::Answer> {
    use teiten::manuscript::Block;
    use teiten::question::Plan;
    let questions = manuscript.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(&table.question),
        Block::Chart(chart) => Some(&chart.question),
        _ => None,
    });
    let answer = |question: &teiten::question::Question| {
        let plan = Plan::of(question, vec![edition.quarter.span(), edition.quarter.previous().span()]);
        let observed = teiten::observe::observe(site, &[plan]).observed.remove(&question.source).unwrap();
        let answer = teiten::answer::answer(
            site,
            edition.quarter,
            edition.quarter.span(),
            question,
            &observed,
            &observed.grids[0],
        );
        (question.clone(), answer)
    };
    questions.map(answer).collect()
}

/// Draws, renders and typesets a report.
fn made(report: &Report) -> BTreeMap<String, Vec<u8>> {
    let fonts = Fonts::shipped();
    let charts = report
        .body
        .iter()
        .filter_map(|block| if let Block::Chart(figure) = block { Some(figure) } else { None });
    let draw = |figure: &teiten::report::Figure| {
        let id = format!("{}_drawing", figure.label.anchor);
        (figure.label.anchor.clone(), chart::draw(&figure.chart, &id, &figure.title(), &figure.alt, &fonts))
    };
    let figures: BTreeMap<_, _> = charts.map(draw).collect();
    let job = typeset::Job {
        report,
        look: typeset::Look::Shipped,
        fonts: &fonts,
        figures: &figures,
        images: &BTreeMap::new(),
        attachments: &[],
        build: "",
    };
    let pdf = typeset::typeset(&job).unwrap();
    let named = render::Named {
        page: "index.html".to_owned(),
        pdf: "report.pdf".to_owned(),
        prefix: "teiten-2022q4-".to_owned(),
        heading: 2,
        ..render::Named::default()
    };
    let pages = render::render(report, &figures, look::CSS, &named, render::Beside::build(""));
    pages.into_iter().map(|file| (file.path, file.bytes)).chain([("report.pdf".to_owned(), pdf)]).collect()
}

#[test]
fn a_report_that_is_read_back_makes_the_same_bytes() {
    let site = site();
    let report = compose(&site);
    let json = serde_json::to_string(&report).unwrap();
    let back: Report = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    let (now, then) = (made(&report), made(&back));
    assert_eq!(now, then);
    let built = site.made();
    for (path, bytes) in now {
        assert_eq!(built.bytes(&path), bytes, "{path}, as the pipeline makes it");
    }
    assert!(!json.contains("report.md"), "places stay in the house");
}

#[test]
fn it_is_a_file_whose_digest_the_manifest_names() {
    let site = site();
    let report = compose(&site);
    let built = site.made();
    let file = built.bytes("report.json");
    assert_eq!(serde_json::from_slice::<Report>(&file).unwrap(), without_places(report));
    assert_eq!(teiten::digest::digest(&file), digest(&built));
    let manifest: serde_json::Value = serde_json::from_slice(&built.bytes("manifest.json")).unwrap();
    let listed = manifest["outputs"].as_array().unwrap();
    assert!(
        listed.iter().any(|output| output["path"] == "report.json" && output["digest"] == digest(&built))
    );
}

/// As it is read back: places are no part of it.
fn without_places(report: Report) -> Report {
    serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap()
}

fn digest(built: &Built) -> String {
    let manifest: serde_json::Value = serde_json::from_slice(&built.bytes("manifest.json")).unwrap();
    manifest["reports"]["ja"].as_str().unwrap().to_owned()
}

#[test]
fn its_digest_tells_numbers_and_words_and_not_lines() {
    let of = |site: Site| digest(&site.made());
    let expected = of(site());
    assert_eq!(expected.len(), 64);
    let text = format!("{CHAPTER}{BLOCKS}");
    assert_eq!(of(site().manuscript(&format!("<!-- 覚え -->\n\n\n{text}"))), expected, "a line that moved");
    assert_eq!(of(site().rows("2021-10-01,tokyo,TCP,23,CN,10\n")), expected, "observations of another year");
    assert_ne!(of(site().rows("2022-10-02,tokyo,TCP,23,CN,1\n")), expected, "a number");
    assert_ne!(of(site().manuscript(&text.replace("二つ", "三つ"))), expected, "a word");
    assert_ne!(of(site().change_edition("version = \"1.0\"", "version = \"1.1\"")), expected, "a version");
}
