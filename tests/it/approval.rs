//! From the draft to the readers: what is approved is what is published, byte for byte, and nothing else ever is.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::frames::bare;
use crate::site::{CHAPTER, Site, program, tree};

const TABLE: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"previous\", \"packets\"]\n```\n";

const NOW: &str = "2023-02-14T10:00:00+09:00";

/// A draft with a table, of observations of four quarters.
pub fn draft() -> Site {
    let rows = ["2022-08-01", "2022-11-01", "2023-02-01", "2023-05-01"];
    let rows = rows.map(|day| format!("{day},tokyo,TCP,23,CN,30\n{day},tokyo,TCP,22,US,20\n"));
    let site = Site::new().change_edition("published", "draft").rows(&rows.concat());
    site.manuscript(&format!("{CHAPTER}数は、23/TCP宛が最多でした。\n\n{TABLE}"))
}

pub fn run(site: &Path, arguments: &[&str]) -> Output {
    program().current_dir(site).args(arguments).output().unwrap()
}

/// What is said on stdout by a run that ends with 0.
pub fn done(site: &Path, arguments: &[&str]) -> String {
    let output = run(site, arguments);
    let aside = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {aside}");
    String::from_utf8(output.stdout).unwrap()
}

/// The codes of what is told by a run that ends with 1.
pub fn refused(site: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(site, &[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let code = |line: &serde_json::Value| line["code"].as_str().unwrap().to_owned();
    let mut codes: Vec<_> = told.as_array().unwrap().iter().map(code).collect();
    codes.dedup();
    codes
}

pub fn approve(site: &Path, edition: &str) -> String {
    done(site, &["approve", edition, "--by", "山田", "--now", "2023-02-13T15:00:00+09:00"])
}

pub fn publish(site: &Path, edition: &str) -> String {
    done(site, &["publish", edition, "--now", NOW])
}

/// The same, approved and published.
pub fn published() -> Site {
    let site = draft();
    site.edition();
    approve(&site.root(), "2022q4");
    publish(&site.root(), "2022q4");
    site
}

/// The files of the edition `2022q4` in `out`, those of versions left out.
fn out(site: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = tree(&site.join("out/try/2022q4"));
    files.retain(|path, _| !path.starts_with("v1."));
    files
}

pub fn change(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "{old}");
    fs::write(path, text.replace(old, new)).unwrap();
}

#[test]
fn what_is_published_is_what_was_approved_and_made_among_the_drafts() {
    let site = draft().and_edition("# 備考\n").and_settings("[web]\nbase = \"https://example.jp/teiten/\"\n");
    let edition = site.edition();
    let root = site.root();
    done(&root, &["build", "2022q4"]);
    let drafted = tree(&root.join("drafts/try/2022q4"));
    done(&root, &["build", "--final", "2022q4"]);
    let made = tree(&root.join("drafts/try/2022q4"));
    assert_ne!(made["index.html"], drafted["index.html"]);
    assert!(!String::from_utf8_lossy(&made["index.html"]).contains("草稿"));
    let written = fs::read_to_string(edition.join("edition.toml")).unwrap();

    let told = approve(&root, "2022q4");
    assert!(told.contains("not a signature") && told.contains("山田"), "{told}");
    let approved = fs::read_to_string(edition.join("edition.toml")).unwrap();
    assert_eq!(approved, written.replace("\"draft\"", "\"approved\""));
    let record = fs::read_to_string(edition.join("approval.toml")).unwrap();
    assert!(
        record.contains("署名ではありません") && record.contains("at = 2023-02-13T15:00:00+09:00"),
        "{record}"
    );
    assert!(
        done(&root, &["build", "2022q4"]).contains("unchanged"),
        "an approved edition is built as it will be"
    );
    assert!(!root.join("out").exists(), "something of the edition is out before it is published");

    let told = publish(&root, "2022q4");
    assert!(bare(out(&root)) == bare(made.clone()));
    assert!(tree(&root.join("out/try/2022q4/v1.0")) == made);
    for address in [
        "added    https://example.jp/teiten/2022q4/\n",
        "added    https://example.jp/teiten/2022q4/v1.0/data/top-ports.csv\n",
    ] {
        assert!(told.contains(address), "{address} is not in\n{told}");
    }
    assert_eq!(
        fs::read_to_string(root.join("data/published.csv")).unwrap(),
        "edition,revision,table,rank,key\n2022q4,1.0,top_ports,1,23/TCP\n2022q4,1.0,top_ports,2,22/TCP\n"
    );
    assert_eq!(
        fs::read_to_string(edition.join("edition.toml")).unwrap(),
        written.replace("\"draft\"", "\"published\"")
    );
    let whole = tree(&root);
    assert!(done(&root, &["build", "2022q4"]).contains("unchanged"));
    assert!(publish(&root, "2022q4").contains("no address has changed"));
    assert_eq!(tree(&root), whole);
}

#[test]
fn the_next_edition_reads_the_record_and_changes_nothing_of_the_last() {
    let site = draft();
    site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    fs::create_dir(root.join("2023q1")).unwrap();
    fs::copy(root.join("2022q4/report.md"), root.join("2023q1/report.md")).unwrap();
    let head = fs::read_to_string(root.join("2022q4/edition.toml")).unwrap();
    let head = head.replace("2022q4", "2023q1").replace("published", "draft").replace("2023-02", "2023-05");
    fs::write(root.join("2023q1/edition.toml"), head).unwrap();
    done(&root, &["build", "--final", "2023q1"]);
    approve(&root, "2023q1");
    for (path, bytes) in tree(&root.join("out")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !path.contains("2023q1") && !text.contains("2023q1") && !text.contains("2023年1～3月"),
            "{path}"
        );
    }
    publish(&root, "2023q1");
    let record = fs::read_to_string(root.join("data/published.csv")).unwrap();
    assert!(
        record.contains("2022q4,1.0,top_ports,1,23/TCP\n")
            && record.contains("2023q1,1.0,top_ports,2,22/TCP\n")
    );
    for edition in ["2022q4", "2023q1"] {
        assert!(done(&root, &["build", edition]).contains("unchanged"), "{edition}");
    }
}

#[test]
fn a_comma_after_the_approval_makes_it_void_until_it_is_approved_again() {
    let site = draft();
    let edition = site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    change(&edition.join("report.md"), "宛が最多", "宛が、最多");
    let output = run(&root, &["check", "2022q4"]);
    let told = String::from_utf8_lossy(&output.stderr);
    for said in [
        "approval-void",
        "report.md:3:1",
        "“数は、23/TCP宛が最多でした。” has become “数は、23/TCP宛が、最多でした。”",
    ] {
        assert!(told.contains(said), "{said} is not in\n{told}");
    }
    assert_eq!(output.status.code(), Some(0), "{told}");
    done(&root, &["build", "2022q4"]);
    assert_eq!(refused(&root, &["publish", "2022q4", "--now", NOW]), ["approval-void"]);
    assert!(!root.join("out").exists() && !root.join("data/published.csv").exists());
    // A paragraph that only moved is the same report.
    change(&edition.join("report.md"), "宛が、最多", "宛が最多");
    change(&edition.join("report.md"), CHAPTER, &format!("<!-- 覚え書き -->\n\n{CHAPTER}"));
    assert!(!String::from_utf8_lossy(&run(&root, &["build", "2022q4"]).stderr).contains("approval"));
    change(&edition.join("report.md"), "宛が最多", "宛が、最多");
    approve(&root, "2022q4");
    publish(&root, "2022q4");
}

#[test]
fn nothing_is_published_before_its_time_or_without_an_approval() {
    let reference = "[soon]\npublisher = \"発行者\"\ntitle = \"題\"\nurl = \"https://example.jp/\"\nnot_before = 2023-02-15\n";
    let site = draft()
        .and_edition("publish_at = 2023-02-14T11:00:00+09:00\n")
        .file("references.toml", reference)
        .manuscript(&format!("{CHAPTER}公表される資料[^soon]があります。\n\n{TABLE}"));
    let edition = site.edition();
    let root = site.root();
    let publish = |now: &str| refused(&root, &["publish", "2022q4", "--now", now]);
    assert_eq!(publish(NOW), ["publish-draft"]);
    approve(&root, "2022q4");
    assert_eq!(publish(NOW), ["publish-early"]);
    assert_eq!(publish("2023-02-14T11:00:00+09:00"), ["reference-early"]);
    assert_eq!(publish("2023-02-14T16:00:00Z"), ["reference-early"], "a day begins where the time is told");
    assert!(!root.join("out").exists());
    fs::rename(edition.join("approval.toml"), edition.join("kept.toml")).unwrap();
    assert_eq!(publish("2023-02-15T00:00:00+09:00"), ["approval-missing"]);
    fs::rename(edition.join("kept.toml"), edition.join("approval.toml")).unwrap();
    done(&root, &["publish", "2022q4", "--now", "2023-02-15T00:00:00+09:00"]);
    assert_eq!(refused(&root, &["approve", "2022q4", "--by", "佐藤"]), ["approve-published"]);
    fs::remove_file(edition.join("approval.toml")).unwrap();
    assert_eq!(publish("2023-02-16T00:00:00+09:00"), ["publish-unapproved"]);
    done(&root, &["build", "2022q4"]);
}

#[test]
fn what_is_still_to_be_written_or_awaited_is_not_approved() {
    let site = draft().manuscript(&format!("{CHAPTER}【要確認】書きます。\n\n{TABLE}"));
    site.edition();
    let arguments = ["approve", "2022q4", "--by", "山田"];
    assert_eq!(refused(&site.root(), &arguments), ["to-confirm"]);
    assert_eq!(refused(&site.root(), &["build", "--final", "2022q4"]), ["to-confirm"]);
    done(&site.root(), &["build", "2022q4"]);

    let site = draft();
    site.edition();
    fs::remove_file(site.root().join("data/packets.csv")).unwrap();
    done(&site.root(), &["build", "2022q4"]);
    assert!(!run(&site.root(), &["build", "--final", "2022q4"]).status.success());
    assert!(!run(&site.root(), &arguments).status.success());
    assert!(!site.root().join("2022q4/approval.toml").exists());
}

/// The state that a run leaves which ends after one, two or all of its writes.
#[test]
fn a_publication_that_was_interrupted_is_completed_by_the_next() {
    let site = draft();
    let edition = site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    let approved = fs::read(edition.join("edition.toml")).unwrap();
    publish(&root, "2022q4");
    let whole = tree(&root);
    let record = root.join("data/published.csv");
    for rows in [false, true] {
        fs::write(edition.join("edition.toml"), &approved).unwrap();
        if !rows {
            fs::remove_file(&record).unwrap();
        }
        publish(&root, "2022q4");
        assert_eq!(tree(&root), whole);
    }
}

#[test]
fn a_version_keeps_its_address_when_the_edition_is_made_anew() {
    let site = draft();
    let edition = site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    let version = tree(&root.join("out/try/2022q4/v1.0"));
    fs::create_dir(root.join("look")).unwrap();
    fs::write(root.join("look/report.css"), "body { color: black; }\n").unwrap();
    assert!(!done(&root, &["build", "2022q4"]).contains("unchanged"));
    assert_eq!(tree(&root.join("out/try/2022q4/v1.0")), version);
    assert!(done(&root, &["build", "2022q4"]).contains("unchanged"));

    // What was published by a build alone, and then as a next version, gets its address afterwards.
    fs::remove_dir_all(root.join("out/try/2022q4/v1.0")).unwrap();
    let first = out(&root);
    change(&edition.join("edition.toml"), "\"published\"", "\"draft\"");
    change(&edition.join("edition.toml"), "\"1.0\"", "\"1.1\"");
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    assert!(bare(tree(&root.join("out/try/2022q4/v1.0"))) == bare(first));
    let (version, mut own) = (bare(tree(&root.join("out/try/2022q4/v1.1"))), bare(out(&root)));
    own.retain(|path, _| version.contains_key(path) || !path.starts_with("assets/"));
    assert!(version == own);
    for version in ["v1.0", "v1.1"] {
        let page = fs::read_to_string(root.join("out/try/2022q4").join(version).join("index.html")).unwrap();
        assert!(
            !page.contains("class=\"editions\""),
            "{version}: links to other editions lead nowhere from there"
        );
    }
    assert!(done(&root, &["verify", "out/try/2022q4"]).contains("proved"));
}

#[test]
fn alone_in_the_site_it_names_the_step_from_each_state_to_the_next() {
    let site = draft().and_edition("publish_at = 2099-02-14T11:00:00+09:00\n");
    let edition = site.edition();
    let root = site.root();
    let says = |said: &str| {
        let told = done(&root, &[]);
        assert!(told.contains(said), "{said} is not in\n{told}");
    };
    says("Next: build the draft. teiten build 2022q4");
    done(&root, &["build", "2022q4"]);
    says("teiten build --final 2022q4");
    done(&root, &["build", "--final", "2022q4"]);
    says(
        "2022q4  draft, 1.0, built as it will be published\nNext: have it looked at; if it is good, record the approval. teiten approve 2022q4 --by NAME",
    );
    approve(&root, "2022q4");
    says(
        "2022q4  approved, 1.0, built\nNext: wait until 2099-02-14T11:00:00+09:00, then teiten publish 2022q4",
    );
    change(&edition.join("report.md"), "最多", "最も多数");
    says("Next: see whether it still is what was approved. teiten build 2022q4");
    done(&root, &["build", "2022q4"]);
    says("2022q4  approved, 1.0, built, approval void\nNext: the report has changed since it was approved.");
    change(&edition.join("edition.toml"), "2099", "2023");
    approve(&root, "2022q4");
    done(&root, &["build", "2022q4"]);
    says("Next: publish it. teiten publish 2022q4");
    done(&root, &["publish", "2022q4", "--now", "2023-02-14T12:00:00+09:00"]);
    says("2022q4  published, 1.0, built\nNext: lay out the next edition.");
}
