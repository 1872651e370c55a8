//! `teiten sources` as it is typed: TOML on stdout, remarks on stderr, exit codes of the house.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn sources(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_teiten"))
        .current_dir(folder)
        .arg("sources")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_proposal_goes_to_stdout_and_remarks_to_stderr() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.csv"), "日付,ポート,件数\n2022-10-01,23/TCP,5\n").unwrap();
    let (code, toml, remarks) = sources(folder.path(), &["--lang", "ja", "in/a.csv"]);
    assert_eq!(code, Some(0), "{remarks}");
    assert!(toml.starts_with("# 要確認: センサーの列がないため、"), "{toml}");
    assert!(toml.contains("[sources.ports]\nfiles = [\"in/a.csv\"]\nscope = \"home\"\n"), "{toml}");
    assert!(remarks.contains("in/a.csv") && remarks.contains("センサーの列がない"), "{remarks}");
    // In a site, files are written as the site's configuration has them.
    fs::write(folder.path().join("in/teiten.toml"), "teiten = 1\n").unwrap();
    let (_, toml, _) = sources(folder.path(), &["--lang", "en", "in/a.csv"]);
    assert!(toml.contains("files = [\"a.csv\"]") && toml.starts_with("# Please check: "), "{toml}");
    let (code, json, _) = sources(folder.path(), &["--format", "json", "--lang", "en", "in/a.csv"]);
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(told["toml"].as_str().unwrap().contains("[sources.ports]"), "{told}");
    assert_eq!((code, &told["findings"][0]["code"]), (Some(0), &"scope-assumed".into()));
}

#[test]
fn what_cannot_be_proposed_has_its_exit_code() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("bare.csv"), "1,2\n3,4\n").unwrap();
    for (arguments, expected) in [(["bare.csv"], 1), (["none.csv"], 2), (["."], 1)] {
        let (code, toml, remarks) = sources(folder.path(), &arguments);
        assert_eq!((code, &*toml), (Some(expected), ""), "{arguments:?} {remarks}");
        assert!(!remarks.is_empty());
    }
}
