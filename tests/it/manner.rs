//! How the program answers: its help in the language of the locale or the flag, quietly, and to shells.

use std::process::{Command, Output};

use crate::site::{CHAPTER, Site};

const TABLE: &str = "```table\nid = \"ports\"\nrows = \"port\"\n```\n";

/// The program in the locale `lang`.
fn run(lang: &str, arguments: &[&str]) -> Output {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
    program.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", lang).args(arguments);
    program.output().unwrap()
}

#[test]
fn help_speaks_the_language_of_the_locale_unless_a_flag_says_another() {
    let japanese = |lang: &str, arguments: &[&str]| {
        let output = run(lang, arguments);
        assert_eq!(output.status.code(), Some(0));
        let help = String::from_utf8(output.stdout).unwrap();
        assert_ne!(help.contains("使い方: teiten"), help.contains("Usage: teiten"), "{help}");
        help.contains("使い方: teiten")
    };
    assert!(japanese("ja_JP.UTF-8", &["--help"]));
    assert!(japanese("ja_JP.UTF-8", &["new", "-h"]));
    assert!(!japanese("en_US.UTF-8", &["new", "-h"]));
    assert!(!japanese("ja_JP.UTF-8", &["--lang", "en", "build", "--help"]));
    assert!(japanese("C", &["build", "--help", "--lang=ja"]));
}

#[test]
fn a_quiet_run_tells_nothing_but_findings() {
    let site = Site::new().daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,100");
    let site = site.manuscript(&format!("{CHAPTER}{TABLE}"));
    let edition = site.edition().display().to_string();
    let told = |arguments: &[&str]| String::from_utf8(run("C", arguments).stderr).unwrap();
    assert!(told(&["build", &edition]).contains("packets: "));
    assert_eq!(told(&["build", "--quiet", &edition]), "");
    assert!(!told(&["check", "-q", &edition]).contains("numbers: "));
    let _kept = site.file("2022q4/report.md", format!("{CHAPTER}【要確認】\n\n{TABLE}"));
    let told = told(&["build", "-q", &edition]);
    assert!(told.contains("error[to-confirm]") && !told.contains("1 error"), "{told}");
}

#[test]
fn shells_learn_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = String::from_utf8(run("C", &["completions", shell]).stdout).unwrap();
        for command in
            ["build", "check", "completions", "doctor", "init", "new", "schema", "sources", "values"]
        {
            assert!(script.contains(command), "{command} is not in the completions of {shell}");
        }
    }
    assert_eq!(run("C", &["completions", "tcsh"]).status.code(), Some(2));
}
