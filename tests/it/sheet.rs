//! The approver's sheet: what it holds, that it holds all of it for machines and as much as two pages take for people,
//! that it is made again the same, and that it never leaves the house.

use std::fs;
use std::path::{Path, PathBuf};

use lopdf::Document;
use page_validation::ValidationProfile::{PdfA2a, PdfUa1};
use page_validation::{ValidationOptions, validate_pdf_bytes};
use serde_json::Value;
use teiten::pipeline::{self, Laid, Sheeted, Wanted};

use crate::site::{CHAPTER, Site, program, tree};

const TABLES: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\n```table\nid = \"regions\"\nrows = \"region\"\n```\n\n";

fn site() -> Site {
    Site::new()
        .daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,10")
        .daily("2022-10-01", "2022-12-31", "osaka,UDP,53,US,4")
        .change_edition("published", "draft")
}

fn written(text: &str) -> Site {
    site().manuscript(&format!("{CHAPTER}{TABLES}{text}\n"))
}

/// The value, nothing written.
fn value(site: &Site) -> Value {
    let sheeted = pipeline::sheet(&site.edition(), &Wanted::Value, &mut |_| ());
    assert_eq!(sheeted.laid, None);
    let sheet = sheeted.sheet.unwrap_or_else(|| panic!("{:?}", sheeted.findings));
    serde_json::to_value(sheet).unwrap()
}

fn printed(site: &Site) -> Laid {
    laid(pipeline::sheet(&site.edition(), &Wanted::Beside, &mut |_| ()))
}

fn laid(sheeted: Sheeted) -> Laid {
    assert_eq!(sheeted.failure, None);
    sheeted.laid.unwrap_or_else(|| panic!("{:?}", sheeted.findings))
}

fn section<'v>(sheet: &'v Value, id: &str) -> &'v Value {
    let sections = sheet["sections"].as_array().unwrap();
    sections.iter().find(|section| section["id"] == id).unwrap_or_else(|| panic!("no section {id}"))
}

/// The rows of a section, cells joined by ` | `; words around stand in `‹›`.
fn rows(sheet: &Value, id: &str) -> Vec<String> {
    let word = |cell: &Value, name: &str| cell[name].as_str().unwrap_or("").to_owned();
    let cell = |cell: &Value| match (word(cell, "before"), word(cell, "text"), word(cell, "after")) {
        (before, text, after) if before.is_empty() && after.is_empty() => text,
        (before, text, after) => format!("‹{before}›{text}‹{after}›"),
    };
    let row = |row: &Value| row["cells"].as_array().unwrap().iter().map(cell).collect::<Vec<_>>().join(" | ");
    section(sheet, id)["rows"].as_array().unwrap().iter().map(row).collect()
}

fn lead(sheet: &Value, id: &str) -> String {
    let lines = section(sheet, id)["lead"].as_array().unwrap();
    lines.iter().map(|line| line.as_str().unwrap()).collect()
}

/// The words of a PDF without spaces and line ends.
fn words(file: &Path) -> String {
    let document = Document::load(file).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap().split_whitespace().collect()
}

#[test]
fn both_samples_fit_on_two_pages_and_lose_nothing() {
    for (sample, bound) in [("honeypot-2013/2013q2", 100), ("synthetic-2022/2022q4", 70)] {
        let edition = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        let scratch = tempfile::tempdir().unwrap();
        // The sample's shelves lie two folders above it.
        let copied = scratch.path().join("samples").join(sample);
        copy(edition.parent().unwrap(), copied.parent().unwrap());
        let file = scratch.path().join("sheet.pdf");
        let sheeted = pipeline::sheet(&copied, &Wanted::At(file.clone()), &mut |_| ());
        let sheet = serde_json::to_value(sheeted.sheet.as_ref().unwrap()).unwrap();
        let laid = laid(sheeted);
        assert_eq!((laid.pages, laid.cut), (2, false), "{sample}");
        assert!(rows(&sheet, "numbers").len() > bound, "{sample}");
        for row in rows(&sheet, "numbers") {
            let origin = row.rsplit(" | ").next().unwrap();
            assert!(!origin.is_empty() && !origin.contains("_10d") && !origin.contains("peak"), "{row}");
        }
        let pdf = fs::read(&file).unwrap();
        for profile in [PdfA2a, PdfUa1] {
            let judged = validate_pdf_bytes(&pdf, &ValidationOptions::default().profile(profile)).unwrap();
            assert!(judged.is_compliant, "{sample}: {judged:#?}");
        }
        let digest = sheet["head"]["entries"][3][1].as_str().unwrap();
        assert!(words(&file).contains(digest), "{sample}");
        let order = pipeline::Order { edition: copied, out: Some(scratch.path().join("out")) };
        let folder = pipeline::build(&order, &mut |_| ()).made.unwrap().folder;
        let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
        assert!(manifest.contains(&format!("\"{digest}")), "{digest} is not in {manifest}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).unwrap() }
    }
}

#[test]
fn every_value_stands_in_its_sentence_with_where_it_comes_from() {
    let text = "最初の文です。{{ quarter.title }}は{{ top_ports[1].label }}が{{ top_ports[\"23/TCP\"].packets }}パケットで、中国は{{ regions[\"CN\"].rank }}位を{{ \"保ちました\" | holds(regions[\"CN\"].rank_held) }}。次の文です。[](#top_ports)は上位{{ top_ports.top }}件です。";
    let sheet = value(&written(text));
    let behind = "は23/TCP（telnet）が920パケットで、中国は1位を保ちました。";
    let expected = [
        format!("‹›2022年10～12月‹{behind}› | 本四半期の期間"),
        "‹2022年10～12月は›23/TCP（telnet）‹が920パケットで、中国は1位を保ちました。› | 表1 23/TCP 名前".to_owned(),
        "‹2022年10～12月は23/TCP（telnet）が›920‹パケットで、中国は1位を保ちました。› | 表1 23/TCP パケット数".to_owned(),
        "‹2022年10～12月は23/TCP（telnet）が920パケットで、中国は›1‹位を保ちました。› | 表2 中国 順位".to_owned(),
        "‹2022年10～12月は23/TCP（telnet）が920パケットで、中国は1位を›保ちました‹。› | 表2 中国 順位が同じ（条件）".to_owned(),
        "‹［表1］は上位›5‹件です。› | 表1 表の件数".to_owned(),
    ];
    assert_eq!(rows(&sheet, "numbers"), expected);
}

#[test]
fn typed_numbers_are_told_apart_by_what_the_data_say() {
    let text = "23/TCPは920パケットで1位、53/UDPは369パケットでした。このうち40分間に集中しました。";
    let sheet = value(&written(text));
    assert_eq!(
        rows(&sheet, "agreeing"),
        [
            "‹23/TCPは›920パケット‹で1位、53/UDPは369パケットでした。› | 表1 23/TCP パケット数",
            "‹23/TCPは920パケットで›1位‹、53/UDPは369パケットでした。› | 表1 23/TCP 順位",
        ]
    );
    let doubtful = rows(&sheet, "doubtful");
    assert_eq!(doubtful.len(), 2, "{doubtful:?}");
    assert!(doubtful.iter().any(|row| row.contains("369パケット") && row.contains("368")), "{doubtful:?}");
    assert!(
        doubtful.iter().any(|row| row.contains("›40分") && row.ends_with("照合できません")),
        "{doubtful:?}"
    );
    assert!(
        lead(&sheet, "doubtful").contains("データと一致2、不一致1、照合できず1"),
        "{}",
        lead(&sheet, "doubtful")
    );
    assert!(lead(&sheet, "findings").contains("エラー1件、警告"), "{}", lead(&sheet, "findings"));
}

#[test]
fn what_was_let_stand_looked_up_and_disclosed_is_told() {
    let text = "<!-- 校閲: range-mark 引用による -->\n\n1時~2時に{{ facts.dvr_share | wari }}でした[^x]。ソラノハテ電機の「SHD-410」です。";
    let site = written(text)
        .file("2022q4/facts.toml", "[dvr_share]\nvalue = 48.3\nunit = \"%\"\nas_of = 2022-12-20\nsource = \"検索\"\nwho = \"観測班\"\n")
        .file("references.toml", "[x]\npublisher = \"団体\"\ntitle = \"題\"\nurl = \"https://www.example.jp/x\"\naccessed = 2023-01-10\n")
        .file("data/outages.csv", "sensor,from,to,reason\ntokyo,2022-11-03,2022-11-04,回線の障害\ntokyo,2022-10-05,2022-10-05,点検\ntokyo,2021-01-01,2021-01-02,昔\n")
        .and_settings("[disclosure]\nmin_packets = 3\nsensors = \"alias\"\n[licence]\nname = \"CC0\"\nurl = \"https://example.com/l\"\ncredit = \"x\"\n");
    let sheet = value(&site);
    let silenced = rows(&sheet, "silenced");
    assert!(silenced.len() == 1 && silenced[0].contains("引用による | report.md:"), "{silenced:?}");
    assert_eq!(rows(&sheet, "facts"), ["48.3% [dvr_share] | 2022-12-20 | 検索 | 観測班"]);
    assert_eq!(rows(&sheet, "outages"), ["11月3日～11月4日 | tokyo | 回線の障害", "10月5日 | tokyo | 点検"]);
    let links = rows(&sheet, "links");
    assert!(links.contains(&"https://www.example.jp/x | 2023-01-10".to_owned()), "{links:?}");
    assert!(links.contains(&"https://example.com/l | －".to_owned()), "{links:?}");
    assert_eq!(rows(&sheet, "names"), ["ソラノハテ電機", "SHD-410"]);
    let disclosed = rows(&sheet, "disclosure").concat();
    assert!(disclosed.contains("別名で") && disclosed.contains("1日に3パケット未満"), "{disclosed}");
    let missing = "3日分（10月5日、11月3日～11月4日）";
    let coverage = format!("packets（国内2台） | 92日中92日 | {missing} | 0日 | 期初1日分、期末0日分");
    assert_eq!(rows(&sheet, "coverage"), [coverage]);
}

#[test]
fn changes_are_told_until_the_next_ones_and_the_same_input_gives_the_same_bytes() {
    let site = written("前の文は3件です。");
    let first = printed(&site);
    assert!(lead(&value(&site), "changes").contains("最初の一枚"));
    let bytes = fs::read(&first.file).unwrap();
    assert!(!printed(&site).changed);

    let site = site.manuscript(&format!("{CHAPTER}{TABLES}前の文は4件です。\n\n新しい段落です。\n"));
    let changes = [
        "1. 概況 段落：変更 | ‹前の文は›3件‹です。› | ‹前の文は›4件‹です。›",
        "1. 概況 段落：追加 |  | 新しい段落です。",
    ];
    assert_eq!(rows(&value(&site), "changes"), changes);
    let second = printed(&site);
    assert!(second.changed && fs::read(&second.file).unwrap() != bytes);
    assert_eq!(rows(&value(&site), "changes"), changes, "a sheet that was made shows its changes still");
    assert!(!printed(&site).changed);

    let site = site.manuscript(&format!("{CHAPTER}{TABLES}前の文は4件です。\n"));
    assert_eq!(rows(&value(&site), "changes"), ["1. 概況 段落：削除 | 新しい段落です。 | "]);
    let record = second.file.with_extension("json");
    fs::write(&record, "{").unwrap();
    assert!(lead(&value(&site), "changes").contains("読めない"));
    printed(&site);
    assert!(lead(&value(&site), "changes").contains("読めない"));
}

#[test]
fn what_does_not_fit_is_counted_and_machines_get_all() {
    let sentence = "{{ quarter.title }}は{{ top_ports[1].label }}が{{ top_ports[\"23/TCP\"].packets }}パケットで最も多く観測されました。\n\n";
    let site = written(&sentence.repeat(300));
    assert_eq!(rows(&value(&site), "numbers").len(), 900);
    let laid = printed(&site);
    assert_eq!((laid.pages, laid.cut), (2, true));
    let words = words(&laid.file);
    let (_, behind) = words.rsplit_once("…ほか").unwrap();
    let left_out: usize = behind.split_once('件').unwrap().0.parse().unwrap();
    assert!((500..850).contains(&left_out), "{left_out}");
}

#[test]
fn hostile_words_are_set_as_they_are() {
    let hostile = "#eval(\\\"1+1\\\") $x$ *a* @ref <label> // \\u202e\\u0007\\uE000";
    let text = "<!-- 校閲: range-mark #panic() *理由* -->\n\n1時~2時に{{ facts.odd }}でした。";
    let fact = |id: &str| {
        format!(
            "[{id}]\nvalue = \"語\"\nas_of = 2022-12-20\nsource = \"{hostile}\"\nwho = \"{}\"\n",
            "長".repeat(500)
        )
    };
    let facts: String = (0..60).map(|at| fact(&format!("odd{at}"))).collect::<String>() + &fact("odd");
    let site = written(text)
        .file("2022q4/facts.toml", facts)
        .file(
            "data/outages.csv",
            "sensor,from,to,reason\ntokyo,2022-11-03,2022-11-04,\"=cmd|' /C' #import \u{202e}x\"\n",
        )
        .change_settings("観測レポート", &"題".repeat(900));
    let laid = printed(&site);
    assert!(laid.pages <= 2, "{laid:?}");
    let words = words(&laid.file);
    for expected in [
        "#eval(\"1+1\")$x$*a*@ref<label>//",
        "[U+202E][U+0007][U+E000]",
        "#panic()*理由*",
        "=cmd|'/C'#import[U+202E]x",
    ] {
        assert!(words.contains(expected), "{expected} is not in {words}");
    }
    let pdf = fs::read(&laid.file).unwrap();
    let judged = validate_pdf_bytes(&pdf, &ValidationOptions::default().profile(PdfUa1)).unwrap();
    assert!(judged.is_compliant, "{judged:#?}");
}

#[test]
fn a_sheet_survives_builds_and_never_goes_out() {
    let site = written("本文です。");
    let sheet = printed(&site).file;
    let drafts = site.root().join("drafts/try");
    assert_eq!(sheet, drafts.join("sheets/2022q4.pdf"));
    let built = site.build();
    assert_eq!(built.folder(), drafts.join("2022q4"));
    assert!(sheet.is_file());
    assert!(!built.text("manifest.json").contains("sheet"));
    let published = site.change_edition("\"draft\"", "\"published\"");
    assert_eq!(printed(&published).file, sheet);
    published.build().is_made();
    let out = tree(&published.root().join("out"));
    assert!(out.len() > 3 && out.keys().all(|path| !path.contains("sheet")), "{:?}", out.keys());
}

#[test]
fn languages_are_told_apart_and_each_has_its_digest() {
    let site = written("本文は{{ top_ports.top }}件です。")
        .file("2022q4/report.en.md", "# Overview\n\n```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\nThe first {{ top_ports.top }} ports.\n")
        .and_edition("langs = [\"ja\", \"en\"]\n");
    let sheet = value(&site);
    assert_eq!(
        rows(&sheet, "numbers"),
        ["‹本文は›5‹件です。› | 表1 表の件数（ja）", "‹The first ›5‹ ports.› | Table 1 表の件数（en）"]
    );
    let entries = sheet["head"]["entries"].as_array().unwrap();
    let digests: Vec<_> = entries[3..].iter().map(|entry| entry[1].as_str().unwrap()).collect();
    assert!(
        digests.len() == 2 && digests[0] != digests[1] && digests.iter().all(|digest| digest.len() == 8),
        "{digests:?}"
    );
}

#[test]
fn the_program_makes_it_where_it_is_asked_to() {
    let site = written("本文です。");
    let edition = site.edition();
    let run = |options: &[&str]| {
        let mut program = program();
        program.current_dir(site.root()).arg("sheet").arg(&edition).args(options).output().unwrap()
    };
    let output = run(&["--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap()["edition"], "2022q4");
    assert!(!site.root().join("drafts").exists(), "nothing is written");
    let output = run(&["--out", "for approval.pdf"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.ends_with("for approval.pdf (1 page)\n"), "{told}");
    assert!(fs::read(site.root().join("for approval.pdf")).unwrap().starts_with(b"%PDF-"));
    let manuscript = fs::read(edition.join("report.md")).unwrap();
    assert_eq!(run(&["--out", "2022q4/report.md"]).status.code(), Some(2));
    assert_eq!(fs::read(edition.join("report.md")).unwrap(), manuscript);
    let broken = written("{{ top_ports.nothing }}");
    let output = program().arg("sheet").arg(broken.edition()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("error[binding]"));
    assert!(!broken.root().join("drafts").exists());
}

#[test]
fn every_value_that_can_be_bound_has_an_origin_in_words() {
    let site = written("本文です。")
        .daily("2021-10-01", "2021-12-31", "osaka,UDP,53,US,4")
        .file("2022q4/facts.toml", "[f]\nvalue = 3\nas_of = 2022-12-20\nsource = \"s\"\nwho = \"w\"\n");
    let output = program().args(["values", "--format", "json"]).arg(site.edition()).output().unwrap();
    let listed: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let bound: String =
        listed.iter().map(|one| format!("{{{{ {} }}}}を。", one["expression"].as_str().unwrap())).collect();
    let sheet = value(&site.manuscript(&format!("{CHAPTER}{TABLES}{bound}\n")));
    let rows = rows(&sheet, "numbers");
    assert!(rows.len() > 200, "{}", rows.len());
    for row in rows {
        let origin = row.rsplit(" | ").next().unwrap();
        let last = origin.rsplit(' ').next().unwrap();
        assert!(!last.is_ascii() || last == "[f]", "{row}");
    }
}
