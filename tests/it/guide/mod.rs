//! What the guides say can be done is done here as written: each command is run, each example of a manuscript built.
//!
//! The first chapter is worked through from its first command to its last. Whatever comes later stands in a fresh copy
//! of the site that it made. Comments before a block, which no reader sees, say what differs:
//!
//! ```text
//! <!-- in: samples/synthetic-2022 -->   a fresh copy of this sample instead
//! <!-- first: teiten new 2023Q1 -->     what somebody did before
//! <!-- exit: 1 -->                      the exit code, where it is not 0
//! <!-- serves -->                       a command that serves until it is stopped
//! <!-- file: references.toml -->        the content of this file, with which the edition builds
//! <!-- finds: period -->                what the proof-reader finds in an example of a manuscript
//! ```

mod cheatsheet;
mod desk;
mod examples;
mod read;
mod rules;
mod values;

use std::collections::BTreeSet;
use std::process::Output;

use desk::Desk;
use read::{Block, blocks};

const GUIDE: &str = include_str!("../../../docs/guide.md");
const README: &str = include_str!("../../../README.md");

/// What is left out, and why.
const LEFT_OUT: [(&str, &str); 1] = [("scripts/test", "it runs these very tests")];

fn is_commands(block: &Block) -> bool {
    matches!(block.info.as_str(), "sh" | "console")
}

/// What is typed in a block: all of it, or the lines behind `$ `.
fn typed(block: &Block) -> String {
    let lines = block.text.lines().filter(|line| !LEFT_OUT.iter().any(|(left, _)| line.starts_with(left)));
    match block.info.as_str() {
        "console" => {
            lines.filter_map(|line| line.strip_prefix("$ ")).map(|line| format!("{line}\n")).collect()
        }
        _ => lines.map(|line| format!("{line}\n")).collect(),
    }
}

fn judge(block: &Block, output: &Output) {
    let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said)).concat();
    let told = format!("line {}:\n{}\n{said}", block.line, block.text);
    let expected = block.marks("exit").next().map_or(0, |code| code.parse().unwrap());
    assert_eq!(output.status.code(), Some(expected), "{told}");
    if block.info == "console" {
        let shown = block.text.lines().filter(|line| !line.starts_with("$ "));
        shown.for_each(|line| assert!(said.contains(line), "{line:?} is not told\n{told}"));
    }
}

fn serve(desk: &Desk, block: &Block) {
    let line = desk.serve(&block.text);
    assert!(line.contains("http://127.0.0.1:"), "line {}: {line}", block.line);
}

/// Works through the chapter `heading` of `guide`, and ends where it ends.
fn worked_through(guide: &str, heading: &str) -> Desk {
    let mut desk = Desk::new();
    let chapter: Vec<_> = blocks(guide).into_iter().filter(|block| block.is_under(heading)).collect();
    assert!(chapter.iter().filter(|block| is_commands(block)).count() > 2, "{heading} is not there");
    for block in &chapter {
        match (is_commands(block), block.marks("serves").count(), block.file.as_deref()) {
            (true, 0, _) => judge(block, &desk.follow(&typed(block))),
            (true, ..) => serve(&desk, block),
            (false, _, Some(file)) => desk.write(file, &block.text),
            (false, ..) => {}
        }
    }
    desk
}

/// Runs every command of `guide` that stands outside of the chapter `heading`, each in a fresh copy of its site.
fn run_all(guide: &str, heading: &str) -> usize {
    let done = worked_through(guide, heading);
    let commands: Vec<_> =
        blocks(guide).into_iter().filter(|block| is_commands(block) && !block.is_under(heading)).collect();
    for block in &commands {
        let desk = Desk::beside(&done, block);
        match block.marks("serves").count() {
            0 => judge(block, &desk.run(&typed(block))),
            _ => serve(&desk, block),
        }
    }
    commands.len()
}

const STORY: &str = "10分で最初の版";

#[test]
fn every_command_of_the_guide_runs_as_written() {
    assert!(run_all(GUIDE, STORY) > 6);
}

/// The commands in the cells of the tables under `heading`, in their order.
fn in_tables(guide: &str, heading: &str) -> Vec<String> {
    let under = guide.split("\n##").find(|part| part.lines().next().unwrap_or_default().contains(heading));
    let rows = under.unwrap().lines().filter(|line| line.starts_with("| "));
    let code = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    code.filter(|code| code.starts_with("teiten ")).map(str::to_owned).collect()
}

/// What somebody does by hand before a command of the routine, as the row of its table says.
const BY_HAND: [(&str, &str); 3] = [
    (
        "teiten build 2023q1",
        "sed 'p; s/^2022-10/2023-01/; t; s/^2022-11-\\([01].\\|2[0-8]\\)/2023-02-\\1/; t; s/^2022-12/2023-03/; t; d' \\
            data/packets.csv > delivered.csv; mv delivered.csv data/packets.csv",
    ),
    (
        "teiten diff 2023q1 --data data/packets.csv received/packets.csv",
        "mkdir received; sed 's/^\\(2023-02-05,jp-01,TCP,23,CN\\),.*/\\1,900/' data/packets.csv > received/packets.csv",
    ),
    ("teiten check --all 2023q1", "sed -i '/要確認/d' 2023q1/report.md texts/*.md"),
];

#[test]
fn the_quarters_routine_is_gone_through_from_row_to_row() {
    for (guide, story, heading) in [
        (GUIDE, STORY, "四半期の流れ"),
        (examples::ENGLISH, examples::ENGLISH_STORY, "The quarter's routine"),
    ] {
        let desk = worked_through(guide, story);
        let commands = in_tables(guide, heading);
        assert!(commands.len() > 5, "{commands:?}");
        for (before, _) in BY_HAND {
            assert!(commands.iter().any(|command| command == before), "{before}");
        }
        let mut by_hand = BY_HAND.to_vec();
        for command in commands {
            if let Some(at) = by_hand.iter().position(|(before, _)| *before == command) {
                assert_eq!(desk.run(by_hand.remove(at).1).status.code(), Some(0), "{command}");
            }
            let text = format!("{command}\n");
            let block = Block { info: "sh".to_owned(), text, ..Block::default() };
            match command.starts_with("teiten preview") {
                true => serve(&desk, &block),
                false => judge(&block, &desk.run(&command)),
            }
        }
    }
}

#[test]
fn every_command_of_the_readme_runs_as_written() {
    let mut desk = Desk::new();
    let mut ran = BTreeSet::new();
    for block in blocks(README) {
        match &block.file {
            Some(file) => desk.write(&format!("mysite/{file}"), &block.text),
            // The English summary repeats the first block.
            None if is_commands(&block) && ran.insert(commands(&block)) => {
                let output = desk.follow(&typed(&block));
                judge(&block, &output);
            }
            None => {}
        }
    }
    assert!(ran.iter().flatten().any(|command| command.contains("mysite/2024q2")), "{ran:?}");
    let page = std::fs::read_to_string(desk.here.join("mysite/drafts/example/2024q2/index.html")).unwrap();
    let page = scraper::Html::parse_document(&page).root_element().text().collect::<String>();
    let promised = README.lines().find(|line| line.starts_with("> 2024年4～6月に")).unwrap();
    assert!(page.contains(promised.split_once("順位を").unwrap().0.trim_start_matches("> ")), "{page}");
}

/// The commands in a block, without remarks and blanks.
fn commands(block: &Block) -> Vec<String> {
    let typed = typed(block);
    let lines = typed.lines().map(|line| line.split(" #").next().unwrap().trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

#[test]
#[should_panic(expected = "teiten buidl")]
fn a_command_that_does_not_run_is_told() {
    let block = &blocks("```sh\nteiten buidl\n```\n")[0];
    judge(block, &Desk::empty().run(&typed(block)));
}

#[test]
fn no_command_hides_in_another_block() {
    for (name, guide) in [("guide.md", GUIDE), ("guide.en.md", examples::ENGLISH)] {
        for block in blocks(guide).iter().filter(|block| !is_commands(block)) {
            let hidden = block.text.lines().find(|line| {
                let line = line.trim_start_matches("$ ");
                let is_key = line.starts_with("teiten = ");
                line.starts_with("teiten ") && !is_key || line.starts_with("cargo ")
            });
            assert_eq!(hidden, None, "{name}:{}", block.line);
        }
    }
}
