//! Any string arrives on the page as itself and nowhere else, or is refused where it stands: names, titles, captions,
//! prose, cells, values of text columns, by many strings a build. What the PDF says is read by `tests/outside`.

use std::collections::BTreeSet;

use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use teiten::fonts::{Fonts, is_hidden};

use crate::site::{Built, CHAPTER, HEAD, Site};

/// What somebody would write to break out of a text.
const HOSTILE: [&str; 24] = [
    "<script>alert(1)</script>",
    "</td>",
    "<!--",
    "-->",
    "]]>",
    "&amp;",
    "&#60;",
    "\" onload=\"x",
    "' x='",
    "#let x = 1",
    "#read(\"/etc/passwd\")",
    "$x$",
    "@ref",
    "\\u{41}",
    "{{ quarter.title }}",
    "{{",
    "}}",
    "=1+1",
    "+cmd|'/c'!A1",
    "**x**",
    "[a](b)",
    "`x`",
    "~~x~~",
    "\\",
];

/// Strings of the whole of Unicode, seeded with hostile ones; the same in every run.
fn strings(seed: u8, count: usize) -> Vec<String> {
    let piece = prop_oneof![
        select(&HOSTILE[..]).prop_map(str::to_owned),
        "[ -~]{1,8}",
        "[ぁ-んァ-ヶ一-龠々〆、。「」（）～…※①-⑳Ａ-ｚ]{1,8}",
        any::<char>().prop_map(String::from),
        "\\PC{1,4}",
    ];
    let text = proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    (0..count).map(|_| text.new_tree(&mut runner).unwrap().current()).collect()
}

/// The part of `text` that can be printed, marked at both ends, for spaces at an end are layout.
fn printable(text: &str, fonts: &Fonts) -> String {
    let kept = text.chars().filter(|c| {
        let spaced = c.is_whitespace() && *c != ' ';
        !spaced && !c.is_control() && !is_hidden(*c) && fonts.missing(c.encode_utf8(&mut [0; 4])).is_empty()
    });
    format!("k{}k", kept.collect::<String>())
}

/// Markdown whose text is `text`.
fn markdown(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() }).collect()
}

/// TOML whose value is `text`, with no sign that bindings are looked for by.
fn toml(text: &str) -> String {
    let sign = |c: char| match c {
        '"' | '\\' | '{' | '}' => format!("\\u{:04X}", u32::from(c)),
        other => other.to_string(),
    };
    format!("\"{}\"", text.chars().map(sign).collect::<String>())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Where each string stands.
struct Texts {
    title: String,
    publisher: String,
    services: Vec<String>,
    regions: Vec<String>,
    values: Vec<String>,
    paragraphs: Vec<String>,
    cells: Vec<String>,
    captions: Vec<String>,
}

const REGIONS: [&str; 8] = ["CN", "US", "RU", "GB", "NL", "BG", "DE", "FR"];

impl Texts {
    fn of(mut strings: Vec<String>) -> Self {
        let mut take = |count: usize| strings.split_off(strings.len() - count);
        let (title, publisher) = (take(1).remove(0), take(1).remove(0));
        let (services, regions, values, captions) = (take(8), take(8), take(8), take(4));
        let cells = take(20);
        // A value stands for itself: two that are equal would be one row.
        let values = values.iter().enumerate().map(|(at, text)| format!("v{at}{text}")).collect();
        Self { title, publisher, services, regions, values, paragraphs: strings, cells, captions }
    }

    fn site(&self) -> Site {
        let ports: String = self
            .services
            .iter()
            .enumerate()
            .map(|(at, name)| format!("{}/TCP,{}\n", at + 1, quoted(name)))
            .collect();
        let regions: String = REGIONS
            .iter()
            .zip(&self.regions)
            .map(|(code, name)| format!("{code},{}\n", quoted(name)))
            .collect();
        let row = |at: usize| {
            let value = quoted(&self.values[at]);
            format!("2022-10-01,tokyo,TCP,{},{},{},{value}\n", at + 1, REGIONS[at], 100 - at)
        };
        let rows: String = (0..8).map(row).collect();
        Site::new()
            .change_settings("title = \"観測レポート\"", &format!("title = {}", toml(&self.title)))
            .change_settings("publisher = \"観測班\"", &format!("publisher = {}", toml(&self.publisher)))
            .and_settings("[sources.packets.columns]\ntexts = { family = \"family\" }\n")
            .file("names/ports.csv", format!("port,name\n{ports}"))
            .file("names/regions.csv", format!("region,ja\n{regions}"))
            .observations(&format!("{},family\n{rows}", HEAD.trim_end()))
            .manuscript(&self.manuscript())
    }

    fn manuscript(&self) -> String {
        let paragraphs: String =
            self.paragraphs.iter().map(|text| format!("{}\n\n", markdown(text))).collect();
        let cells: String = self
            .cells
            .chunks(2)
            .map(|pair| format!("| {} | {} |\n", markdown(&pair[0]), markdown(&pair[1])))
            .collect();
        let blocks: String = ["port", "region", "family"]
            .iter()
            .zip(&self.captions)
            .map(|(by, caption)| {
                format!("```table\nid = \"by_{by}\"\nrows = \"{by}\"\ntop = 8\ncolumns = [\"label\"]\ncaption = {}\n```\n\n", toml(caption))
            })
            .collect();
        let chart = toml(&self.captions[3]);
        format!(
            "{CHAPTER}{paragraphs}| a | b |\n|---|---|\n{cells}\n{blocks}```chart\nid = \"lines\"\nof = \"by_family\"\ncaption = {chart}\n```\n"
        )
    }

    /// That every text stands where it was written, and as itself.
    fn check(&self, built: &Built) {
        let page = built.page();
        assert_eq!(page.one("h1 .title"), self.title);
        assert_eq!(page.all(".facts li")[2], self.publisher);
        let paragraphs = page.all(".text p");
        for text in &self.paragraphs {
            assert!(paragraphs.contains(text), "{text:?} in {paragraphs:?}");
        }
        assert_eq!(page.all("figure:not([id]) tbody th, figure:not([id]) tbody td"), self.cells);
        let services = self.services.iter().enumerate().map(|(at, name)| format!("{}/TCP（{name}）", at + 1));
        assert_eq!(page.table("by-port"), services.collect::<Vec<_>>());
        assert_eq!(page.table("by-region"), self.regions);
        assert_eq!(page.table("by-family"), self.values);
        for (anchor, caption) in ["by-port", "by-region", "by-family", "lines"].iter().zip(&self.captions) {
            let told = page.one(&format!("#{anchor} > figcaption"));
            assert!(told.ends_with(&format!("：{caption}］")), "{told:?} {caption:?}");
        }
        let data = built.text("data/by-family.csv");
        let mut data = csv::ReaderBuilder::new().from_reader(data.trim_start_matches('\u{feff}').as_bytes());
        let labels = data.records().map(|record| record.unwrap()[1].to_owned()).collect::<Vec<_>>();
        assert_eq!(labels, self.values);
    }
}

/// Names of the elements of the page and of the drawing, each with those of its attributes.
fn elements(built: &Built) -> BTreeSet<String> {
    let page = built.page();
    let named = page.0.root_element().descendants().filter_map(|node| {
        let element = node.value().as_element()?;
        let attributes: BTreeSet<&str> = element.attrs().map(|(name, _)| name).collect();
        Some(format!("{} {attributes:?}", element.name()))
    });
    let drawing = built.svg("lines").0;
    let drawing = roxmltree::Document::parse(&drawing).unwrap();
    let drawn = drawing.descendants().filter(|node| node.is_element()).map(|node| {
        let attributes: BTreeSet<&str> = node.attributes().map(|attribute| attribute.name()).collect();
        format!("svg: {} {attributes:?}", node.tag_name().name())
    });
    named.chain(drawn).collect()
}

/// Strings a build.
const BATCH: usize = 400;

#[test]
fn every_string_arrives_as_itself_and_nowhere_else() {
    let fonts = Fonts::shipped();
    let plain = Texts::of((0..BATCH).map(|at| format!("k名前{at}/TCP k")).collect());
    let plain_built = plain.site().made();
    plain.check(&plain_built);
    let known = elements(&plain_built);
    for seed in 1..=6 {
        let texts = Texts::of(strings(seed, BATCH).iter().map(|text| printable(text, &fonts)).collect());
        let built = texts.site().made();
        texts.check(&built);
        let strange: Vec<_> = elements(&built).difference(&known).cloned().collect();
        assert!(strange.is_empty(), "markup that no text may bring: {strange:?}");
    }
}

#[test]
fn what_cannot_be_seen_or_printed_is_refused_where_it_stands() {
    let fonts = Fonts::shipped();
    let refused = |c: &char| {
        !matches!(c, '\n' | '\r' | '\t')
            && (is_hidden(*c) || !fonts.missing(c.encode_utf8(&mut [0; 4])).is_empty())
    };
    // Every hidden character and control, and of the rest every 4,999th.
    let small = (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| c.is_control() || is_hidden(*c));
    let rest = (0..=0x10_ffff).step_by(4_999).filter_map(char::from_u32);
    let all: BTreeSet<char> = small.chain(rest).filter(refused).collect();
    assert!(all.len() > 300, "{}", all.len());
    let site = Site::new().rows("2022-10-01,tokyo,TCP,23,CN,10\n");
    let text: String = all.iter().map(|c| format!("あ{c}い\n\n")).collect();
    let built = site.manuscript(&format!("{CHAPTER}{text}")).build();
    assert!(built.outcome.made.is_none());
    let told: BTreeSet<u32> = built.outcome.findings.iter().map(|finding| finding.place.line).collect();
    for (at, c) in all.iter().enumerate() {
        let line = 3 + 2 * at as u32;
        assert!(told.contains(&line), "U+{:04X} in line {line}", u32::from(*c));
    }
}

#[test]
fn findings_that_quote_anything_leave_the_terminal_alone() {
    let hostile = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2066}\u{200b}\u{e0041}\u{7f}";
    let text = format!(
        "{CHAPTER}{{{{ {hostile} }}}}と[^{hostile}]と[](#{hostile})と[x]({hostile})。\n\n```{hostile}\n```\n\n```table\nid = \"{hostile}\"\nrows = '{hostile}'\n\"{hostile}\" = 1\n```\n"
    );
    let rows =
        format!("2022-10-01,{hostile},TCP,23,CN,10\n{hostile},tokyo,TCP,{hostile},{hostile},{hostile}\n");
    let good = || Site::new().rows(&rows).manuscript(&text);
    let named = good().and_settings("[files]\nsensors = '''x\u{202e}y'''\n\"a\u{202e}b\" = 1\n");
    let syntax = good().and_edition(&format!("{hostile}\n"));
    let turned = Site::new().file(&format!("data/packets{}.csv", "\u{202e}\u{200b}"), "");
    for site in [good(), named, syntax, turned] {
        for form in [["--format", "text"], ["--format", "json"]] {
            let output = site.program().args(form).output().unwrap();
            assert_ne!(output.status.code(), Some(0));
            let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let bad: Vec<_> =
                said.chars().filter(|c| *c != '\n' && (c.is_control() || is_hidden(*c))).collect();
            assert!(bad.is_empty(), "{bad:?} in {said}");
        }
    }
}
