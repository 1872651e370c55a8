//! A translation remembers what it was made from: what changes in the original is told where its translation stands,
//! whatever else was added or taken away, until somebody confirms it.

use std::fs;
use std::path::Path;

use crate::approval::{change, done, refused, run};
use crate::site::{Site, program};

const JAPANESE: &str = "# 概況\n\n最初の段落です。\n\n二つ目の段落で、{{ ports[1].label }}が最多です。\n\n```table\nid = \"ports\"\nrows = \"port\"\n```\n\n> ※サービス名は登録によります。\n\n# 動き\n\n- 一つ目\n- 二つ目\n\n最後の段落です。\n";
const ENGLISH: &str = "# Overview\n\nThe first paragraph.\n\nIn the second, {{ ports[1].label }} comes first.\n\n```table\nid = \"ports\"\nrows = \"port\"\n```\n\n> Note: services as registered.\n\n# Moves\n\n- one\n- two\n\nThe last paragraph.\n";

fn site() -> Site {
    let site = Site::new()
        .change_edition("published", "draft")
        .and_edition("langs = [\"ja\", \"en\"]\n")
        .daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,10")
        .file("2022q4/report.en.md", ENGLISH)
        .manuscript(JAPANESE);
    site.edition();
    site
}

/// What a build tells of translations: place, code and message.
fn told(root: &Path) -> Vec<String> {
    let output = program().current_dir(root).args(["build", "2022q4", "--format", "json"]).output().unwrap();
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = |finding: &serde_json::Value| {
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        let of = text("code").starts_with("translation");
        of.then(|| format!("{}:{} {}: {}", text("file"), finding["line"], text("code"), text("message")))
    };
    findings.as_array().unwrap().iter().filter_map(told).collect()
}

fn begins(told: &[String], expected: &[&str]) {
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told} does not begin with {expected}");
    }
}

#[test]
fn what_changes_in_the_original_is_told_where_its_translation_stands() {
    let site = site();
    let (root, japanese) = (site.root(), site.root().join("2022q4/report.md"));
    assert_eq!(told(&root), Vec::<String>::new());
    let checked = || String::from_utf8(run(&root, &["check", "--all", "2022q4"]).stderr).unwrap();
    assert!(checked().contains("note[translation-unrecorded]"), "{}", checked());
    let said = done(&root, &["confirm", "2022q4"]);
    assert!(said.contains("en: paired 9 passages") && said.contains("(0 of the original"), "{said}");
    assert_eq!(told(&root), Vec::<String>::new());
    assert!(!checked().contains("translation"), "{}", checked());

    // A word, in two of them; a line that is wrapped elsewhere and a comment say nothing new.
    change(&japanese, "最後の段落です", "終わりの段落です");
    change(&japanese, "- 一つ目", "- 一番目");
    change(&japanese, "最初の段落です。", "最初の\n段落です。<!-- 校閲: period ここでは触れない -->");
    let two = told(&root);
    begins(
        &two,
        &[
            "2022q4/report.en.md:16 translation-outdated: The original (2022q4/report.md:17) has changed since this translation was confirmed: “",
            "2022q4/report.en.md:19 translation-outdated: ",
        ],
    );
    assert!(two[0].contains("一つ目") && two[0].contains("一番目"), "{two:?}");
    assert!(two[1].contains("“最後の段落です。” → “終わりの段落です。”"), "{two:?}");
    done(&root, &["confirm", "2022q4"]);
    assert_eq!(told(&root), Vec::<String>::new());
}

#[test]
fn what_is_added_or_taken_away_parts_no_other_from_its_translation() {
    let site = site();
    let (root, japanese) = (site.root(), site.root().join("2022q4/report.md"));
    done(&root, &["confirm", "2022q4"]);
    // A paragraph that is new, and one that is gone, in the midst.
    change(&japanese, "最初の段落です。\n", "最初の段落です。\n\nここに加えた文です。\n");
    change(&japanese, "> ※サービス名は登録によります。\n\n", "");
    let both = told(&root);
    begins(
        &both,
        &[
            "2022q4/report.en.md:3 translation-outdated: A paragraph was added to the original (2022q4/report.md:5) since",
            "2022q4/report.en.md:12 translation-outdated: The original of this translation is gone: “> ※サービス名は登録によります。”",
        ],
    );
    // The translation follows, and more is written into it that nobody translated.
    let english = root.join("2022q4/report.en.md");
    change(&english, "The first paragraph.\n", "The first paragraph.\n\nA sentence that was added.\n");
    change(&english, "> Note: services as registered.\n\n", "For readers abroad.\n\n");
    assert_eq!(told(&root).len(), 1, "what is gone on both sides is no matter: {:?}", told(&root));
    let said = done(&root, &["confirm", "2022q4"]);
    assert!(said.contains("en: paired 9 passages"), "{said}");
    change(&japanese, "二つ目の段落で", "二番目の段落で");
    begins(&told(&root), &["2022q4/report.en.md:7 translation-outdated"]);
    // A block's settings are as much a part of it as words.
    change(&japanese, "rows = \"port\"", "rows = \"port\"\ntop = 3");
    begins(
        &told(&root),
        &["2022q4/report.en.md:7 translation-outdated", "2022q4/report.en.md:9 translation-outdated"],
    );
}

#[test]
fn nothing_is_published_before_the_translation_was_looked_at() {
    let site = site();
    let (root, japanese) = (site.root(), site.root().join("2022q4/report.md"));
    // An approval says that all languages are right: it remembers, too.
    done(&root, &["approve", "2022q4", "--by", "山田"]);
    assert_eq!(told(&root), Vec::<String>::new());
    let record = fs::read_to_string(root.join("2022q4/translation.en.json")).unwrap();
    assert!(record.contains("\"original\": \"最初の段落です。\""), "{record}");
    change(&japanese, "最初の段落です", "はじめの段落です");
    assert!(refused(&root, &["build", "2022q4", "--final"]).contains(&"translation-outdated".to_owned()));
    assert!(
        refused(&root, &["approve", "2022q4", "--by", "山田"]).contains(&"translation-outdated".to_owned())
    );
    assert!(refused(&root, &["publish", "2022q4"]).contains(&"translation-outdated".to_owned()));
    done(&root, &["confirm", "2022q4"]);
    done(&root, &["approve", "2022q4", "--by", "山田"]);
    done(&root, &["publish", "2022q4"]);
    done(&root, &["verify", "out/try/2022q4"]);

    // A record that somebody mended by hand proves nothing.
    let file = root.join("2022q4/translation.en.json");
    fs::write(&file, record.replace("最初", "初め")).unwrap();
    let said = String::from_utf8(run(&root, &["build", "2022q4"]).stderr).unwrap();
    assert!(said.contains("translation-record"), "{said}");
}
