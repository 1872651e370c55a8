//! References into other editions: what they print, where they lead, what of `published.toml` they read, and how that
//! file is written.

use std::fs;

use serde_json::Value;
use teiten::config::PAGE;
use teiten::lang::Lang;
use teiten::pipeline;
use teiten::scaffold::record;

use crate::disclosure::inside;
use crate::finished::compose;
use crate::site::{Built, CHAPTER, Site};

const TABLE: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\n";

/// What readers of 2022q3 have, in two languages, and of 2021q4 in one.
const SHOWN: &str = "[\"2022q3#mirai\"]\nkind = \"figure\"\nnumber = 3\nlangs = [\"ja\", \"en\"]\ncaption = \"Mirai\"\n\n[\"2022q3#top_ports\"]\nkind = \"table\"\nnumber = 1\nlangs = [\"ja\", \"en\"]\n\n[\"2021q4#log4j\"]\nkind = \"heading\"\nnumber = \"2.1\"\n\n[\"2021q4#topics\"]\nkind = \"heading\"\nnumber = 2\n";

fn site(text: &str) -> Site {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10");
    site.file("data/published.toml", SHOWN).manuscript(&format!("{CHAPTER}{TABLE}{text}\n"))
}

/// Words and target of every reference in a page that leads to another.
fn references(built: &Built, page: &str) -> Vec<(String, String)> {
    let page = crate::site::Page(scraper::Html::parse_document(&built.text(page)));
    let all = scraper::Selector::parse("a.reference[href^='../']").unwrap();
    let found = page.0.select(&all);
    found.map(|link| (link.text().collect(), link.attr("href").unwrap().to_owned())).collect()
}

#[test]
fn a_reference_prints_label_and_period_and_leads_there() {
    let text =
        "[](2022q3#mirai)と[](2022q3#top_ports)、[](2021q4#log4j)、**[](2021q4#topics)**に示しました。";
    let built = site(text).made();
    let expected = [
        ("［2022年7～9月版の図3］", "../2022q3/index.html#mirai"),
        ("［2022年7～9月版の表1］", "../2022q3/index.html#top-ports"),
        ("［2021年10～12月版の第2.1節］", "../2021q4/index.html#log4j"),
        ("［2021年10～12月版の第2章］", "../2021q4/index.html#topics"),
    ];
    assert_eq!(references(&built, "index.html"), expected.map(|(text, to)| (text.to_owned(), to.to_owned())));
    assert!(
        built.text("index.html").contains("の<span class=\"keep\">図3</span>］</a>"),
        "a label may break"
    );
    let said = built.page().all("p");
    assert!(said.contains(&text_of(&expected)), "{said:?}");
}

fn text_of(expected: &[(&str, &str); 4]) -> String {
    let [a, b, c, d] = expected.map(|(text, _)| text);
    format!("{a}と{b}、{c}、{d}に示しました。")
}

#[test]
fn a_language_leads_to_its_own_page_where_there_is_one() {
    let site = site("[](2022q3#mirai)")
        .and_edition("langs = [\"ja\", \"en\"]\n")
        .file("2022q4/report.en.md", format!("{CHAPTER}{TABLE}See [](2022q3#mirai) and [](2021q4#log4j).\n"));
    let built = site.build();
    let expected = [
        ("[Figure 3 of the July–September 2022 edition]", "../../2022q3/en/index.html#mirai"),
        ("[Section 2.1 of the October–December 2021 edition]", "../../2021q4/index.html#log4j"),
    ];
    assert_eq!(
        references(&built, "en/index.html"),
        expected.map(|(text, to)| (text.to_owned(), to.to_owned()))
    );
}

#[test]
fn a_pdf_leads_to_an_address_and_nowhere_without_one() {
    let held = inside(&site("[](2022q3#mirai)").made().bytes("report.pdf"));
    assert!(!held.contains("2022q3"), "a PDF leads out of its folder");
    let based = site("[](2022q3#mirai)").and_settings("[web]\nbase = \"https://www.example.jp/reports/\"\n");
    let built = based.made();
    let held = inside(&built.bytes("report.pdf"));
    assert!(held.contains("https://www.example.jp/reports/2022q3/index.html#mirai"));
    // The same page lies at `2022q4/` and at `2022q4/v1.0/`.
    assert!(references(&built, "index.html").is_empty());
    let link = "href=\"https://www.example.jp/reports/2022q3/index.html#mirai\"";
    assert!(built.text("index.html").contains(link));
}

/// The inputs that the manifest names under that role.
fn inputs(built: &Built, role: &str) -> Vec<Value> {
    let manifest: Value = serde_json::from_str(&built.text("manifest.json")).unwrap();
    let inputs = manifest["inputs"].as_array().unwrap().iter();
    inputs.filter(|input| input["role"] == role).cloned().collect()
}

#[test]
fn only_the_rows_that_are_read_are_an_input() {
    let (one, none) = (site("[](2022q3#mirai)"), site("参照なし"));
    let first = one.made();
    assert_eq!(inputs(&first, "published-blocks").len(), 1);
    assert_eq!(inputs(&none.made(), "published-blocks"), Vec::<Value>::new());
    let again = |from: &str, to: &str| {
        fs::write(one.root().join("data/published.toml"), SHOWN.replace(from, to)).unwrap();
        one.made()
    };
    assert!(!again("number = \"2.1\"", "number = \"2.2\"").changed(), "another edition's row");
    assert!(!again("caption = \"Mirai\"", "caption = \"ほか\"").changed(), "words that are not printed");
    assert!(!again("kind = \"table\"\nnumber = 1", "kind = \"table\"\nnumber = 4").changed(), "another row");
    let before = inputs(&first, "published-blocks");
    let renumbered = again("number = 3", "number = 4");
    assert!(renumbered.changed());
    assert_ne!(inputs(&renumbered, "published-blocks"), before);
    assert_eq!(references(&renumbered, "index.html")[0].0, "［2022年7～9月版の図4］");
}

#[test]
fn what_is_not_there_is_told_with_the_nearest_name() {
    for (target, said) in [
        ("2022q3#miray", "Did you mean “mirai”?"),
        ("2022q3#xyz", "The edition has: mirai, top_ports"),
        ("2022q2#mirai", "Did you mean “2022q3”?"),
        ("2022q4#top_ports", "Write [](#top_ports)."),
    ] {
        let built = site(&format!("[]({target})")).build();
        assert_eq!(built.told(), ["2022q4/report.md:8:1 reference-across"], "{target}");
        let mend = &built.finding("reference-across").mend.en;
        assert!(mend.contains(said), "{target}: {mend}");
    }
    for refused in ["2022q3", "2022q9#mirai", "2022q3/#mirai", "../2022q3/index.html#mirai"] {
        let told = site(&format!("[]({refused})")).build().told();
        assert_eq!(told, ["2022q4/report.md:8:1 link-refused"], "{refused}");
    }
    let without = site("[](2022q3#mirai)").without("data/published.toml").build();
    assert!(without.finding("reference-across").mend.en.contains("[\"2022q3#mirai\"]"));
}

#[test]
fn the_proof_reader_has_nothing_to_say_of_it() {
    let site = site("本四半期は、[](#top_ports)のとおりです。前四半期は、[](2022q3#mirai)に示しました。")
        .daily("2022-10-01", "2022-12-31", "osaka,TCP,23,CN,10");
    let proof = pipeline::proofread(&site.edition(), &mut |_| ());
    assert_eq!(proof.findings, []);
}

#[test]
fn what_an_edition_shows_is_recorded_and_can_be_referred_to() {
    let chart = "## 話題 {#topic}\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\ncaption = \"推移 \\\"5件\\\"\"\n```\n";
    let told = Site::new()
        .quarter("2022q3")
        .daily("2022-07-01", "2022-09-30", "tokyo,TCP,23,CN,10")
        .manuscript(&format!("# 概況 {{#overview}}\n\n{TABLE}{chart}"));
    let report = compose(&told);
    let record = |text: &str| record("published.toml", text, (&[&report], PAGE), &Lang::ja()).unwrap();
    let before = "# 手で書いた版\n[\"2021q4#log4j\"]\nkind = \"heading\"\nnumber = \"2.1\"\n";
    let after = record(before);
    assert!(after.starts_with(before), "{after}");
    assert!(
        after.contains("[\"2022q3#trend\"]\nkind = \"figure\"\nnumber = 1\ncaption = \"推移 \\\"5件\\\"\"\n"),
        "{after}"
    );
    assert_eq!(record(&after), after, "recorded twice");

    let text = "[](2022q3#overview)[](2022q3#topic)[](2022q3#top_ports)[](2022q3#trend)[](2021q4#log4j)";
    let built = site(text).file("data/published.toml", after).made();
    let printed: Vec<_> = references(&built, "index.html").into_iter().map(|(text, _)| text).collect();
    let of = |label: &str| format!("［2022年7～9月版の{label}］");
    assert_eq!(printed[..4], [of("第1章"), of("第1.1節"), of("表1"), of("図1")]);
    assert_eq!(printed[4], "［2021年10～12月版の第2.1節］");
}

#[test]
fn a_record_is_not_written_into_a_faulty_file() {
    let report = compose(&site("参照なし"));
    let faulty =
        record("published.toml", "[2022q3.mirai]\nkind = \"figure\"\n", (&[&report], PAGE), &Lang::ja())
            .unwrap_err();
    assert_eq!(faulty[0].code, "published-name");
}

#[test]
fn every_language_of_an_edition_is_recorded() {
    let report = compose(&site("参照なし"));
    let english = teiten::report::Report { lang: Lang::en(), ..report.clone() };
    let text = record("published.toml", "", (&[&report, &english], PAGE), &Lang::ja()).unwrap();
    assert!(text.starts_with(
        "[\"2022q4#top_ports\"]\nkind = \"table\"\nnumber = 1\nlangs = [\"ja\", \"en\"]\ncaption = { ja = \""
    ));
    let alone = record("published.toml", "", (&[&english], PAGE), &Lang::ja()).unwrap();
    assert!(alone.contains("langs = [\"en\"]\n") && !alone.contains("caption"), "{alone}");
}
