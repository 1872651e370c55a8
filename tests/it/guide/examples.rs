//! Every example of a manuscript or a file in the guides is built in the edition that their first chapter makes.

use std::fs;
use std::path::Path;

use teiten::finding::{Finding, Level};
use teiten::pipeline::{self, Order};

use super::desk::Desk;
use super::read::{Block, blocks};
use super::{GUIDE, STORY, run_all, worked_through};

pub const ENGLISH: &str = include_str!("../../../docs/guide.en.md");
pub const ENGLISH_STORY: &str = "The first edition in ten minutes";

fn built(edition: &Path) -> Vec<Finding> {
    pipeline::build(&Order { edition: edition.to_owned(), out: None }, &mut |_| ()).findings
}

/// What is found at `line` and below in the manuscript, and errors wherever they are.
fn found(edition: &Path, line: u32) -> Vec<Finding> {
    let here = |finding: &Finding| {
        let below = finding.place.file.ends_with("report.md") && finding.place.line >= line;
        finding.level == Level::Error || below && finding.level == Level::Warning
    };
    let mut findings = built(edition);
    findings.extend(pipeline::proofread(edition, &mut |_| ()).findings);
    findings.retain(here);
    findings
}

/// Puts an example at the end of the manuscript and holds what is found in it against what is said before it.
fn example(done: &Desk, block: &Block) {
    let desk = Desk::beside(done, block);
    let edition = desk.here.join("2022q4");
    let manuscript = edition.join("report.md");
    let held = fs::read_to_string(&manuscript).unwrap();
    fs::write(&manuscript, format!("{held}\n## 例\n\n{}", block.text)).unwrap();
    let found = found(&edition, held.lines().count() as u32 + 1);
    let codes: Vec<_> = found.iter().map(|finding| finding.code.as_str()).collect();
    let expected: Vec<_> = block.marks("finds").flat_map(|codes| codes.split(' ')).collect();
    assert_eq!(codes, expected, "line {}:\n{}\n{found:#?}", block.line, block.text);
}

/// Writes a file of the site and builds its edition.
fn file(done: &Desk, block: &Block, path: &str) {
    let desk = Desk::beside(done, block);
    desk.write(path, &block.text);
    let found = built(&desk.here.join("2022q4"));
    let errors: Vec<_> = found.iter().filter(|finding| finding.level == Level::Error).collect();
    assert!(errors.is_empty(), "line {}: {errors:#?}", block.line);
}

fn all(guide: &str, heading: &str) -> (usize, usize) {
    let done = worked_through(guide, heading);
    let (mut examples, mut files) = (0, 0);
    for block in blocks(guide) {
        if block.info == "markdown" {
            example(&done, &block);
            examples += 1;
        }
        for path in block.marks("file") {
            file(&done, &block, path);
            files += 1;
        }
    }
    (examples, files)
}

#[test]
fn every_example_of_the_guide_is_built() {
    let (examples, files) = all(GUIDE, STORY);
    assert!(examples > 9 && files > 2, "{examples} examples, {files} files");
}

#[test]
fn the_english_guide_does_what_it_says() {
    run_all(ENGLISH, ENGLISH_STORY);
    assert!(all(ENGLISH, ENGLISH_STORY).0 > 0);
}

#[test]
fn every_kind_of_block_has_an_example() {
    let guide: String =
        blocks(GUIDE).into_iter().filter(|block| block.info == "markdown").map(|block| block.text).collect();
    for schema in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas")).unwrap() {
        let name = schema.unwrap().file_name().into_string().unwrap();
        let Some(kind) = name.strip_prefix("block-").and_then(|name| name.strip_suffix(".json")) else {
            continue;
        };
        assert!(guide.contains(&format!("```{kind}\n")), "{kind}");
    }
}
