//! What Markdown becomes: blocks and inlines with their places, and what is defaulted.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::binding::Step;
use crate::config;
use crate::question::{By, Scope, Values};

const SITE: &str = "teiten = 1\n[site]\nid = \"s\"\ntitle = \"題\"\npublisher = \"発行\"\n[sources.x]\nfiles = [\"data/*.csv\"]\n[sources.x.columns]\ntexts = { family = \"f\" }\n";

const EDITION: &str =
    "teiten = 1\nquarter = \"2022q4\"\nstatus = \"draft\"\ndate = 2023-02-14\nversion = \"1.0\"\n";

/// Reads `markdown` as the manuscript of a site with one sensor.
fn read(markdown: &str) -> Reading {
    let folder = TempDir::new().unwrap();
    let files = [
        ("teiten.toml", SITE),
        ("data/sensors.csv", "id,region,start,end,alias\ntokyo,JP,,,\n"),
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
    let edition = edition.unwrap();
    super::read(&site.unwrap(), &edition, &edition.langs[0])
}

fn blocks(markdown: &str) -> Vec<Block> {
    let reading = read(markdown);
    assert_eq!(reading.findings, []);
    reading.manuscript.blocks
}

/// The inlines of the one paragraph of `markdown`.
fn inlines(markdown: &str) -> Inlines {
    match <[Block; 1]>::try_from(blocks(markdown)) {
        Ok([Block::Paragraph(paragraph)]) => paragraph.inlines,
        other => panic!("{other:?}"),
    }
}

fn at(line: u32, column: u32) -> Place {
    Place::at("2022q4/report.md", line, column)
}

fn text(text: &str, line: u32, column: u32) -> Inline {
    Inline::Text { text: text.to_owned(), place: at(line, column) }
}

#[test]
fn every_inline_has_its_place_in_characters() {
    let found = inlines(
        "日本{{ regions[\"中国\"].rank | number }}位[^a]と[](#top)、**強{{quarter.title}}調**。\n次の`{{ x }}`行\\\nhttps://example.com/a。\n",
    );
    let [
        before,
        Inline::Binding { expression, place },
        rank,
        citation,
        and,
        reference,
        comma,
        Inline::Strong(strong),
        rest @ ..,
    ] = found.as_slice()
    else {
        panic!("{found:?}")
    };
    assert_eq!((before, place), (&text("日本", 1, 1), &at(1, 3)));
    let name = |text: &str| Step::Name(text.to_owned());
    assert_eq!(expression.path, [name("regions"), name("中国"), name("rank")]);
    assert_eq!((rank, and, comma), (&text("位", 1, 36), &text("と", 1, 41), &text("、", 1, 50)));
    assert_eq!(citation, &Inline::Citation { name: "a".into(), place: at(1, 37) });
    assert_eq!(reference, &Inline::Reference { id: "top".into(), place: at(1, 42) });
    assert!(matches!(&strong[1], Inline::Binding { place, .. } if *place == at(1, 54)), "{strong:?}");
    let [_, Inline::SoftBreak, next, Inline::Code(code), line, Inline::Break, Inline::Link { href, .. }, end] =
        rest
    else {
        panic!("{rest:?}")
    };
    assert_eq!((next, code.as_str(), line), (&text("次の", 2, 1), "{{ x }}", &text("行", 2, 12)));
    assert_eq!((href.as_str(), end), ("https://example.com/a", &text("。", 3, 22)));
}

#[test]
fn a_table_is_its_question_with_every_default() {
    let written = blocks("```table\nid = \"top\"\nrows = \"port\"\n```\n");
    let [Block::Table(table)] = written.as_slice() else { panic!("{written:?}") };
    assert_eq!((table.top, table.caption.as_ref(), &table.place), (5, None, &at(1, 1)));
    assert_eq!(table.columns, [Column::Rank, Column::Label, Column::Previous]);
    assert_eq!(
        (&table.question.by, table.question.source.as_str(), table.question.measure.as_str()),
        (&By::Port, "x", "packets")
    );
    assert_eq!(
        (table.question.filter.scope, table.question.filter.conditions.as_slice()),
        (Scope::Home, &[][..])
    );
}

#[test]
fn equal_filters_are_equal_questions_however_they_are_written() {
    let asked = |filter: &str| {
        let found = blocks(&format!(
            "```table\nid = \"top\"\nrows = \"family\"\nscope = \"all\"\nfilter = {{ {filter} }}\n```\n"
        ));
        let [Block::Table(table)] = found.as_slice() else { panic!("{found:?}") };
        table.question.clone()
    };
    let one = asked("region = [\"中国\", \"us\"], not_port = [\"23/tcp\"], family = \"mirai\"");
    assert_eq!(
        one,
        asked("family = [\"mirai\"], not_port = \"23/TCP\", region = [\"US\", \"CN\", \"China\"]")
    );
    let shown: Vec<_> =
        one.filter.conditions.iter().map(|held| (held.column.as_str(), held.exclude)).collect();
    assert_eq!(shown, [("family", false), ("port", true), ("region", false)]);
    assert_eq!(asked("port = \"1 - 1023\"").filter.conditions[0].values, Values::Numbers(1, 1023));
    assert_eq!(one.by, By::Column("family".into()));
}

#[test]
fn a_chart_of_a_table_asks_what_the_table_asks() {
    let found = blocks(
        "```chart\nid = \"trend\"\nof = \"top\"\nper = \"sensor_day\"\nmean = 7\n```\n\n```table\nid = \"top\"\nrows = \"region\"\nscope = \"all\"\n```\n",
    );
    let [Block::Chart(chart), Block::Table(table)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(chart.question, table.question);
    assert_eq!((chart.per, chart.mean), (Per::SensorDay, 7));
    assert_eq!(chart.lines, Lines::Of("top".into(), at(3, 6)));
}

#[test]
fn notes_belong_to_the_block_before_them() {
    let found = blocks("| a |\n|--:|\n| b |\n\n> ※注\n>\n> 続き\n\n> 引用\n");
    let [Block::Written(table), Block::Quote(quote)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        (table.alignments.as_slice(), table.notes.len(), table.rows.len()),
        (&[Alignment::Right][..], 2, 1)
    );
    assert_eq!(table.notes[0].inlines, [text("※注", 5, 3)]);
    assert_eq!(quote[0].inlines, [text("引用", 9, 3)]);
}

#[test]
fn a_pipe_in_a_binding_does_not_split_the_cell() {
    let found = blocks("| a | b |\n|---|---|\n| 中国 | {{ r[\"CN\"].x | wari }} |\n");
    let [Block::Written(table)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(table.rows[0].len(), 2);
    assert!(
        matches!(table.rows[0][1].as_slice(), [Inline::Binding { expression, place }] if expression.calls[0].name == "wari" && *place == at(3, 8))
    );
}

#[test]
fn footnotes_keep_their_lines_and_headings_their_ids() {
    let reading = read("# 章 {#one}\n\n本文[^a]\n\n[^a]: 発行者\n    題名\n    https://example.com/\n");
    assert_eq!(reading.findings, []);
    let [Block::Heading(heading), _] = reading.manuscript.blocks.as_slice() else { panic!() };
    assert_eq!((heading.id.as_deref(), heading.inlines.as_slice()), (Some("one"), &[text("章", 1, 3)][..]));
    let footnote = &reading.manuscript.footnotes["a"];
    assert_eq!((footnote.lines.len(), &footnote.place), (3, &at(5, 1)));
    assert!(matches!(&footnote.lines[2][0], Inline::Link { href, .. } if href == "https://example.com/"));
}

#[test]
fn windows_files_read_alike() {
    let text = "# 章\n\n本文\n続き\n";
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(blocks(&windows), blocks(text));
}

#[test]
fn a_faulty_block_keeps_its_id() {
    let reading =
        read("```table\nid = \"top\"\nrows = \"prot\"\n```\n\n```chart\nid = \"trend\"\nof = \"top\"\n```\n");
    assert_eq!(
        reading.findings.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(),
        ["rows-unknown"]
    );
    assert_eq!(reading.manuscript.broken.into_iter().collect::<Vec<_>>(), ["top", "trend"]);
    assert_eq!(reading.manuscript.blocks, []);
}
