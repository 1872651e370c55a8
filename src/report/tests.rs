//! The finished report of small manuscripts: gaps, joined lines, numbers, default captions, text alternatives.

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::*;
use crate::config;
use crate::manuscript::Block as Written;
use crate::observe::observe;
use crate::question::Plan;

const SITE: &str = "teiten = 1\n[site]\nid = \"s\"\ntitle = \"題\"\npublisher = \"発行\"\n[sources.x]\nfiles = [\"data/packets.csv\"]\n";

const EDITION: &str =
    "teiten = 1\nquarter = \"2022q4\"\nstatus = \"draft\"\ndate = 2023-02-14\nversion = \"1.0\"\n";

/// The report of `markdown` in a site with one sensor, which saw 10 packets of 23/TCP from China on the first day.
fn composed(markdown: &str) -> (Report, Vec<Finding>) {
    let folder = TempDir::new().unwrap();
    let files = [
        ("teiten.toml", SITE),
        ("data/sensors.csv", "id,region,start,end,alias\ntokyo,JP,,,\n"),
        (
            "data/packets.csv",
            "date,sensor,protocol,dst_port,src_region,packets\n2022-10-01,tokyo,TCP,23,CN,10\n2022-10-03,tokyo,TCP,1,US,1\n",
        ),
        ("2022q4/edition.toml", EDITION),
        ("2022q4/report.md", markdown),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let config::Reading { site, edition, findings } = config::read(&folder.path().join("2022q4"));
    assert_eq!(findings, []);
    let (site, edition) = (site.unwrap(), edition.unwrap());
    let reading = crate::manuscript::read(&site, &edition, &edition.langs[0]);
    assert_eq!(reading.findings, []);
    let answers = answers(&site, &edition, &reading.manuscript.blocks);
    let fonts = Fonts::shipped();
    let (lang, manuscript) = (&edition.langs[0], &reading.manuscript);
    let Composed { report, findings, .. } =
        compose(Job { site: &site, edition: &edition, lang, manuscript, answers: &answers, fonts: &fonts });
    (report.unwrap(), findings)
}

fn answers(site: &Site, edition: &Edition, blocks: &[Written]) -> BTreeMap<Question, Answer> {
    let asked = blocks.iter().filter_map(|block| match block {
        Written::Table(table) => Some(&table.question),
        Written::Chart(chart) => Some(&chart.question),
        _ => None,
    });
    let answer = |question: &Question| {
        let plan = Plan::of(question, vec![edition.quarter.span(), edition.quarter.previous().span()]);
        let observed = observe(site, &[plan]).observed.remove(&question.source).unwrap();
        (
            question.clone(),
            crate::answer::answer(
                site,
                edition.quarter,
                edition.quarter.span(),
                question,
                &observed,
                &observed.grids[0],
            ),
        )
    };
    asked.map(answer).collect()
}

/// The report of a chapter with `text` below it, which has nothing to find.
fn report(text: &str) -> Report {
    let (report, findings) = composed(&format!("# 章\n\n{text}"));
    assert_eq!(findings, []);
    report
}

/// The runs of the first paragraph.
fn runs(markdown: &str) -> Vec<Run> {
    let report = report(markdown);
    let first = report
        .body
        .into_iter()
        .find_map(|block| if let Block::Paragraph(paragraph) = block { Some(paragraph.runs) } else { None });
    first.unwrap()
}

fn said(text: &str) -> Run {
    Run::Text { text: text.to_owned() }
}

fn kept(text: &str, gap_before: bool, gap_after: bool) -> Run {
    Run::Keep { text: text.to_owned(), gap_before, gap_after }
}

#[test]
fn gaps_part_letters_of_japanese_from_latin() {
    for (markdown, expected) in [
        ("宛先23/TCPが", vec![said("宛先"), kept("23/TCP", true, true), said("が")]),
        ("（23/TCP）、", vec![said("（"), kept("23/TCP", false, false), said("）、")]),
        (
            "約2割減の12.3%。",
            vec![kept("約2割減", false, false), said("の"), kept("12.3%", true, false), said("。")],
        ),
        ("10月19日に", vec![kept("10月19日", false, false), said("に")]),
        ("**宛先**23/TCP", vec![Run::Strong { runs: vec![said("宛先")] }, kept("23/TCP", true, false)]),
        ("宛先**23/TCP**", vec![said("宛先"), Run::Strong { runs: vec![kept("23/TCP", true, false)] }]),
    ] {
        assert_eq!(runs(markdown), expected, "{markdown}");
    }
}

#[test]
fn source_lines_are_joined_as_their_letters_ask() {
    for (markdown, expected) in [
        ("日本\n語", "日本語"),
        ("one\ntwo", "one two"),
        ("日本\ntwo", "日本two"),
        ("one\n日本", "one日本"),
        ("終わり。\n「次」", "終わり。「次」"),
        ("**one**\n*two*", "one two"),
        ("one  \ntwo", "one two"),
        ("{{ quarter.year }}\n{{ quarter.months }}", "2022年10～12月"),
    ] {
        assert_eq!(runs::plain(&runs(markdown)), expected, "{markdown:?}");
    }
}

#[test]
fn an_address_is_one_link_and_holds_no_number() {
    let address = "https://example.com/2022/10";
    let expected =
        [said("先は"), Run::Link { href: address.into(), runs: vec![said(address)] }, said("です。")];
    assert_eq!(runs(&format!("先は{address}です。")), expected);
}

#[test]
fn citations_are_numbered_once_each() {
    let report = report("一[^b]と[^a]と[^b]。\n\n[^a]: あ\n[^b]: い[^c]\n[^c]: う\n");
    let entries = report.body.iter().find_map(|block| {
        if let Block::References(references) = block { Some(&references.entries) } else { None }
    });
    let entries: Vec<_> = entries
        .unwrap()
        .iter()
        .map(|entry| (entry.mark.as_str(), entry.anchor.as_str(), runs::plain(&entry.lines[0])))
        .collect();
    let expected =
        [("（1）", "reference-1", "い（3）"), ("（2）", "reference-2", "あ"), ("（3）", "reference-3", "う")];
    assert_eq!(
        entries,
        expected.map(|(mark, anchor, line)| (mark, anchor, line.to_owned())),
        "a footnote may cite"
    );
}

const TABLES: &str = "```table\nid = \"ports\"\nrows = \"port\"\n```\n\n```table\nid = \"regions\"\nrows = \"region\"\ntop = 3\n```\n\n";

fn figures(report: &Report) -> Vec<&Figure> {
    report
        .body
        .iter()
        .filter_map(|block| if let Block::Chart(figure) = block { Some(figure) } else { None })
        .collect()
}

#[test]
fn a_block_without_a_caption_gets_one_from_its_question() {
    let charts = "```chart\nid = \"a\"\nof = \"regions\"\n```\n\n```chart\nid = \"b\"\nrows = \"total\"\nlabel = \"全体\"\n```\n\n```chart\nid = \"c\"\nrows = \"port\"\ntop = 2\n```\n";
    let report = report(&format!("{TABLES}{charts}"));
    let tables = report.body.iter().filter_map(|block| {
        if let Block::Table(table) = block { Some(runs::plain(&table.caption)) } else { None }
    });
    assert_eq!(tables.collect::<Vec<_>>(), ["宛先ポート番号トップ5", "送信元地域トップ3"]);
    let titles: Vec<_> = figures(&report).iter().map(|figure| figure.title()).collect();
    assert_eq!(
        titles,
        [
            "［図1：2022年10～12月の送信元地域トップ3のパケット観測数の推移］",
            "［図2：2022年10～12月の全体の観測数の推移］",
            "［図3：2022年10～12月の宛先ポート番号別パケット観測数の推移］"
        ]
    );
}

#[test]
fn the_text_alternative_says_what_is_drawn() {
    let report =
        report(&format!("{TABLES}```chart\nid = \"a\"\nrows = \"port\"\nkeys = [\"23/TCP\"]\n```\n"));
    assert_eq!(
        figures(&report)[0].alt,
        "折れ線グラフです。期間は2022年10～12月、縦軸はパケット数／日（国内センサー1台）です。観測データのない日が90日あります。23/TCP（telnet）は、平均が5.0パケット、最大は10月1日の10パケットです。"
    );
    let values = &figures(&report)[0].chart.series[0].values;
    assert_eq!(values[..4], [Some(10), None, Some(0), None], "a gap is none, a day without packets zero");
}

#[test]
fn blocks_that_ask_the_same_say_the_same() {
    let text = "```table\nid = \"twin\"\nrows = \"port\"\ncolumns = [\"label\", \"packets\"]\n```\n\n{{ ports[1].packets }}={{ twin[1].packets }}\n";
    let report = report(&format!("{TABLES}{text}"));
    let last = report.body.iter().rev().find_map(|block| {
        if let Block::Paragraph(paragraph) = block { Some(runs::plain(&paragraph.runs)) } else { None }
    });
    assert!(last.is_some());
    assert!(report.body.iter().any(
        |block| matches!(block, Block::Paragraph(paragraph) if runs::plain(&paragraph.runs) == "10=10")
    ));
}

#[test]
fn headings_are_numbered_in_order_and_the_house_goes_on() {
    let report =
        report(&format!("## 節\n\n### 項 {{#deep}}\n\n## 節二\n\n# 章二\n\n{TABLES}本文[^a]\n\n[^a]: 題\n"));
    let headings = report.body.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some((heading.number.clone().unwrap(), heading.anchor.clone())),
        _ => None,
    });
    let expected = [
        ("1.", "section-1"),
        ("1.1.", "section-1-1"),
        ("1.1.1.", "deep"),
        ("1.2.", "section-1-2"),
        ("2.", "section-2"),
        ("3.", "references"),
        ("4.", "method"),
    ];
    assert_eq!(
        headings.collect::<Vec<_>>(),
        expected.map(|(number, anchor)| (number.to_owned(), anchor.to_owned()))
    );
}

#[test]
fn the_report_holds_no_place_and_reads_back_the_same() {
    let report = report(&format!("{TABLES}本文の{{{{ ports[1].label }}}}。\n"));
    let json = serde_json::to_string(&report).unwrap();
    assert!(!json.contains("report.md") && !json.contains("\"line\""));
    let back: Report = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
}

#[test]
fn a_skipped_level_and_an_unsayable_value_are_told_where_they_stand() {
    let (_, findings) =
        composed(&format!("# 章\n\n### 項\n\n{TABLES}あ{{{{ ports[1].change_10d | wari }}}}\n"));
    let told: Vec<_> = findings
        .iter()
        .map(|finding| (finding.place.line, finding.place.column, finding.code.as_str()))
        .collect();
    assert_eq!(told, [(3, 1, "heading-skips"), (16, 2, "binding")]);
}
