//! Bad input as its users meet it. Each folder of `tests/cases` holds what differs from the small good site
//! `tests/good`, and what the program says of it in both languages, a build or, where its name begins with `check-`,
//! the proof-reader, `archive-`, `teiten site`, `ask-`, `approve-`, `confirm-`, `doctor-`, `init-`, `new-`, `publish-`, `revise-`, `verify-`, `where-` or
//! `withdraw-`, the command of that name; what is silly to commit is made here.
//!
//! `TEITEN_BLESS=1 cargo test --test it cases` writes the messages anew: read every one that changed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

use crate::deliveries::written::{gz, xlsx};
use crate::site::tree;

const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good");
const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// Cases of what the site says: the program ends with 2. Of all others it ends with 1.
const OF_SITE: &[&str] = &[
    "alias-missing",
    "ask-chart-lines",
    "ask-days-form",
    "ask-days-many",
    "ask-filter-unknown",
    "ask-measure-unknown",
    "ask-out-exists",
    "ask-out-form",
    "ask-region-unreadable",
    "ask-rows-unknown",
    "ask-scope-unknown",
    "ask-sensor-unknown",
    "ask-source-unsaid",
    "ask-where-form",
    "bad-folder",
    "bad-language",
    "closing-unknown",
    "column-key-misspelt",
    "commission-backwards",
    "distinct-packets",
    "distinct-per-unknown",
    "distinct-without-per",
    "edition-folder-missing",
    "files-named-and-missing",
    "files-outside-site",
    "folder-not-permitted",
    "font-no-font",
    "init-exists",
    "init-unsaid",
    "init-wish",
    "later-and-parts",
    "later-misspelt",
    "licence-address",
    "look-reads-outside",
    "look-typst-fault",
    "look-words-fault",
    "look-words-lacking",
    "names-port-form",
    "names-region-form",
    "new-quarter-form",
    "new-site-missing",
    "per-without-distinct",
    "sensor-from-file-form",
    "site-id-form",
    "site-missing",
    "source-folder-empty",
    "source-format-unknown",
    "source-matches-no-file",
    "source-name-form",
    "source-no-files",
    "style-loads",
    "text-column-taken",
    "toml-backslash-path",
    "toml-bracket-open",
    "toml-cp932",
    "toml-empty",
    "toml-full-width-equals",
    "toml-full-width-quotes",
    "toml-key-missing",
    "toml-key-misspelt",
    "toml-key-twice",
    "toml-newer-form",
    "toml-no-quotes",
    "toml-number-out-of-range",
    "toml-quote-open",
    "toml-section-misspelt",
    "toml-value-misspelt",
    "toml-wrong-type",
    "unknown-placeholder",
    "verify-no-manifest",
    "verify-other-edition",
    "web-base-form",
    "web-page-ending",
    "web-page-folder",
    "web-page-placeholder",
    "web-page-taken",
    "web-pdf-device",
    "web-pdf-long",
    "wide-two-measures",
];

/// Cases in which the prose contradicts the data or itself, an error of the proof-reader or of the build.
const CONTRADICTED: &[&str] =
    &["check-binding-hole", "check-caption-subject", "check-claim-contradicts", "check-number-false"];

/// Cases that are made, with or without a warning: the program ends with 0.
const MADE: &[&str] = &[
    "actions-none",
    "ask-alone",
    "ask-days-late",
    "ask-no-index",
    "approval-missing",
    "approval-void",
    "approval-void-language-added",
    "approval-void-when-published",
    "check-near-boundary",
    "check-coverage",
    "check-number-of-another",
    "check-number-unbound",
    "check-number-unmatched",
    "check-one-day",
    "check-one-sensor",
    "check-previous-rank-note",
    "check-translation-unrecorded",
    "columns-in-another-order",
    "days-not-delivered",
    "delivered-again-replaces",
    "delivered-twice",
    "doctor-data-behind",
    "doctor-look-behind",
    "doctor-look-unmarked",
    "doctor-schema-behind",
    "draft-with-early-data",
    "draft-without-data",
    "edition-date-early",
    "edition-english-missing",
    "fact-later",
    "fact-old",
    "fact-unused",
    "filter-selects-nothing",
    "new-commission-over",
    "new-text-over",
    "notice-missing",
    "published-differs",
    "reference-withdrawn",
    "revise-changed",
    "summary-count",
    "totals-disagree",
    "translation-outdated",
    "translation-record",
    "where-changed",
];

/// The time at which cases are published.
const NOW: &str = "2023-02-14T10:00:00+09:00";

/// The approval of cases.
const APPROVE: [&str; 6] = ["approve", "2022q4", "--by", "山田", "--now", "2023-02-13T15:00:00+09:00"];

/// A case's site in a folder of its own.
struct Case {
    name: String,
    folder: tempfile::TempDir,
}

impl Case {
    fn lay(name: &str) -> Self {
        let case = Self { name: name.to_owned(), folder: tempfile::tempdir().unwrap() };
        copy(Path::new(GOOD), &case.site());
        copy(&Path::new(CASES).join(name), &case.site());
        for message in ["message.ja.txt", "message.en.txt"] {
            let _ = fs::remove_file(case.site().join(message));
        }
        make(name, &case.site());
        case
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// What the program does with it, started in the site's folder; none where this machine cannot show the case.
    fn run(&self, lang: &str) -> Option<Output> {
        let mut program = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
        let edition = if self.name == "edition-folder-missing" { "2022q5" } else { "2022q4" };
        program.current_dir(self.site()).args(["--lang", lang]);
        match self.name.as_str() {
            name if is_proof(name) => program.args(["check", "--all", edition]),
            name if name.starts_with("ask-") => program.args(["ask", edition]).args(inquiry(name)),
            name if name.starts_with("archive-") => program.arg("site"),
            name if name.starts_with("doctor-") => program.arg("doctor"),
            "init-exists" => program.args(["init", ".", "--title", "題", "--publisher", "観測班"]),
            "init-unsaid" => program.args(["init", "tokyo"]),
            "init-wish" => {
                program.args(["init", "Tokyo", "--title", "題", "--publisher", "観測班", "--home", "日本"])
            }
            "new-exists" => program.args(["new", "2022Q4"]),
            "new-quarter-form" => program.args(["new", "2023q5"]),
            name if name.starts_with("new-") => program.args(["new", "2023Q1"]),
            "verify-no-manifest" => program.args(["verify", edition]),
            "verify-other-edition" => program.args(["verify", "built", "--edition", edition]),
            "where-changed" => program.args(["where", edition, "¶1", "--digest", "1a2b3c4d"]),
            "where-unknown" => program.args(["where", edition, "¶99"]),
            name if name.starts_with("approve-") => program.args(APPROVE),
            name if name.starts_with("confirm-") => program.args(["confirm", edition]),
            name if name.starts_with("revise-") => {
                program.args(["revise", "2022q4", "--kind", "訂正", "--reason", "集計の誤り", "--now", NOW])
            }
            "withdraw-option-hidden" => {
                program.args(["withdraw", "2022q4", "--reason", "\u{200b}誤り", "--now", NOW])
            }
            name if name.starts_with("withdraw-") => {
                program.args(["withdraw", "2022q4", "--reason", "集計の誤り", "--now", NOW])
            }
            name if name.starts_with("publish-") => program.args(["publish", "2022q4", "--now", NOW]),
            _ => program.args(["build", edition]),
        };
        if self.name.ends_with("not-permitted") && !powerless(&mut program, self.folder.path()) {
            return None;
        }
        program.output().ok()
    }
}

/// What the case `name` of `teiten ask` asks.
fn inquiry(name: &str) -> Vec<&str> {
    let asked = match name {
        "ask-chart-key" => "--series 23/TCP,22/TCPP",
        "ask-chart-lines" => "--chart --top 9",
        "ask-chart-without-index" => "--chart --where region=RU --public",
        "ask-days-beyond" => "--days 2021-10",
        "ask-days-form" => "--days 2022-12-31..2022-12-01",
        "ask-days-late" => "--days 2022-12-31..2023-01-05",
        "ask-days-many" => "--days 2022q1..2023q1",
        "ask-empty" => "--where region=BR",
        "ask-filter-unknown" => "--where regoin=US",
        "ask-measure-unknown" => "--measure packet",
        "ask-no-index" => "--where region=RU --public",
        "ask-out-exists" => "--out data/sensors.csv",
        "ask-out-form" => "--out answer.png",
        "ask-region-unreadable" => "--where region=USA",
        "ask-rows-unknown" => "--rank prot",
        "ask-scope-unknown" => "--where scope=oversea",
        "ask-sensor-unknown" => "--where sensor=tokio",
        "ask-sensors-withheld" => "--rank sensor --public",
        "ask-where-form" => "--where US",
        _ => "--public",
    };
    asked.split(' ').collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// Does to the site of case `name` what no committed file can.
fn make(name: &str, site: &Path) {
    let (data, report) = (site.join("data/packets.csv"), site.join("2022q4/report.md"));
    let read = || fs::read(&data).unwrap();
    let gone = |path: &Path| fs::remove_file(path).unwrap();
    let folder = |path: &Path| fs::create_dir(path).unwrap();
    match name {
        "archive-damaged" => {
            fs::create_dir_all(site.join("out/try/2022q4")).unwrap();
            fs::write(site.join("out/try/2022q4/manifest.json"), "{\"format\": 1,\n").unwrap();
        }
        "file-is-folder" => (gone(&data), folder(&data)).1,
        "manuscript-is-folder" => (gone(&report), folder(&report)).1,
        "source-folder-empty" => folder(&site.join("data/delivered")),
        "file-not-permitted" => forbid(&data),
        "folder-not-permitted" => forbid(&site.join("data")),
        "edition-file-missing" => gone(&site.join("2022q4/edition.toml")),
        "site-missing" | "new-site-missing" => gone(&site.join("teiten.toml")),
        "manuscript-missing" => gone(&report),
        "image-outside-site" => {
            fs::copy(site.join("2022q4/images/login.png"), site.join("../login.png")).unwrap();
        }
        "image-link" => link(&site.join("2022q4/images/login.png"), &site.join("../login.png")),
        "no-sensors-table" => gone(&site.join("data/sensors.csv")),
        "gz-truncated" => {
            let packed = gz(&read());
            fs::write(site.join("data/packets.csv.gz"), &packed[..packed.len() / 2]).unwrap();
        }
        "parquet-damaged" | "parquet-truncated" | "parquet-decimal" | "parquet-wide" => {
            parquet(&site.join("data/packets.parquet"), &read(), name);
        }
        "workbook-sheets" | "workbook-sheet-unknown" | "workbook-formula-error" => {
            let cells = |text: &str| {
                text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect::<Vec<_>>()
            };
            let port = String::from_utf8(read()).unwrap();
            let port = if name == "workbook-formula-error" { port.replace(",400", ",#REF!") } else { port };
            let sheets = [("port", cells(&port)), ("メモ", cells("作成日,2023/01/10"))];
            xlsx(&site.join("data/packets.xlsx"), &sheets);
        }
        "too-many-sensors" => {
            let rows = (0..10_001).map(|at| format!("2022-10-01,192.0.2.{at},TCP,23,CN,1\n"));
            let rows = rows.collect::<String>();
            fs::write(&data, format!("date,sensor,protocol,dst_port,src_region,packets\n{rows}")).unwrap();
            gone(&site.join("data/sensors.csv"));
        }
        "publish-early" | "publish-reference-early" => approve(site),
        "approval-void-when-published" | "revise-changed" | "withdraw-option-hidden" => {
            approve(site);
            program(site, &["publish", "2022q4", "--now", NOW]);
            write_more(&report, "加えました。\n");
        }
        "approval-void-language-added" => {
            approve(site);
            program(site, &["publish", "2022q4", "--now", NOW]);
            write_more(&site.join("2022q4/edition.toml"), "langs = [\"ja\", \"en\"]\n");
        }
        "translation-outdated" => {
            program(site, &["confirm", "2022q4"]);
            let held = fs::read_to_string(&report).unwrap();
            fs::write(
                report,
                held.replace("に最も多く", "に、最も多く").replace("# 注目", "ここに加えました。\n\n# 注目"),
            )
            .unwrap();
        }
        "approval-void" => {
            approve(site);
            let held = fs::read_to_string(&report).unwrap();
            fs::write(report, held.replace("に最も多く", "に、最も多く")).unwrap();
        }
        "binding-uncountable" => write_more(&report, &"{{ quarter.title }}\n".repeat(1_296)),
        "text-long" => write_more(&report, &format!("{}\n", "長".repeat(10_001))),
        "too-many-filters" => {
            let table = |at| {
                format!(
                    "```table\nid = \"t{at}\"\nrows = \"port\"\nfilter.port = [\"23/TCP\", \"{at}/UDP\"]\n```\n"
                )
            };
            write_more(&report, &(0..65).map(table).collect::<String>());
        }
        _ => {}
    }
}

/// Has the edition of the site approved.
fn approve(site: &Path) {
    program(site, &APPROVE);
}

/// Runs the program in the site, which goes well.
fn program(site: &Path, arguments: &[&str]) {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
    let output = program.current_dir(site).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Puts `text` at the end of the manuscript at `path`.
fn write_more(path: &Path, text: &str) {
    let held = fs::read_to_string(path).unwrap();
    fs::write(path, format!("{held}\n{text}")).unwrap();
}

/// A Parquet of the rows of `csv`, ruined as the case `name` says.
fn parquet(path: &Path, csv: &[u8], name: &str) {
    use polars::prelude::{Column, DataFrame, IntoColumn, NamedFrom, ParquetWriter, Series};
    let text = std::str::from_utf8(csv).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let rows: Vec<_> = lines.collect();
    let column = |(at, name): (usize, &&str)| -> Column {
        let cells = rows.iter().map(|row| row[at]);
        let is_number = *name == "packets";
        match is_number {
            true => Series::new((*name).into(), cells.map(|c| c.parse::<f64>().unwrap()).collect::<Vec<_>>()),
            false => Series::new((*name).into(), cells.collect::<Vec<_>>()),
        }
        .into_column()
    };
    let mut frame = DataFrame::new(rows.len(), header.iter().enumerate().map(column).collect()).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    match name {
        "parquet-truncated" => bytes.truncate(bytes.len() / 2),
        "parquet-damaged" => {
            let foot = bytes.len() - 60;
            bytes[foot..foot + 24].iter_mut().for_each(|byte| *byte ^= 0xA5);
        }
        _ => {}
    }
    fs::write(path, bytes).unwrap();
}

/// Moves the file at `path` out of the site and leaves a link in its place.
#[cfg(unix)]
fn link(path: &Path, elsewhere: &Path) {
    fs::rename(path, elsewhere).unwrap();
    std::os::unix::fs::symlink(fs::canonicalize(elsewhere).unwrap(), path).unwrap();
}

#[cfg(not(unix))]
fn link(path: &Path, elsewhere: &Path) {
    fs::rename(path, elsewhere).unwrap();
}

#[cfg(unix)]
fn forbid(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o0)).unwrap();
}

#[cfg(not(unix))]
fn forbid(_: &Path) {}

/// Takes from `program` the power to read what is forbidden; false where that cannot be.
#[cfg(unix)]
fn powerless(program: &mut Command, folder: &Path) -> bool {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    if fs::metadata(folder).unwrap().uid() != 0 {
        return true;
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    program.uid(NOBODY).gid(NOBODY);
    // The program itself may lie where only root can go.
    let mut tried = Command::new(program.get_program());
    tried.arg("--version").uid(NOBODY).gid(NOBODY);
    tried.output().is_ok_and(|output| output.status.success())
}

#[cfg(not(unix))]
fn powerless(_: &mut Command, _: &Path) -> bool {
    false
}

/// What the program said, the site called `/site` and the mark of the shipped style sheet `<shipped>`: a change of the
/// one changes no message.
fn said(output: &Output, site: &Path) -> String {
    let said = [&output.stderr[..], &output.stdout].concat();
    let site = fs::canonicalize(site).unwrap();
    let shipped = teiten::digest::digest(teiten::look::CSS.as_bytes());
    let said = String::from_utf8(said).unwrap().replace(&*site.to_string_lossy(), "/site");
    said.replace(&shipped[..12], "<shipped>")
}

/// Cases that `teiten check` reads; `build` has nothing to say of them.
fn is_proof(name: &str) -> bool {
    name.starts_with("check-")
}

fn names() -> BTreeSet<String> {
    let entries = fs::read_dir(CASES).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// What is wrong with what is said of the case `name` in `lang`.
fn check(name: &str, lang: &str) -> Result<(), String> {
    let case = Case::lay(name);
    let made = MADE.contains(&name);
    let made = made || is_proof(name) && !CONTRADICTED.contains(&name);
    let code = if made { 0 } else { 1 + i32::from(OF_SITE.contains(&name)) };
    let before = if made { None } else { Some(tree_of(&case)) };
    let Some(output) = case.run(lang) else {
        // Past the test harness, which shows what a test prints only where it fails.
        let mut stderr = std::io::stderr();
        writeln!(stderr, "left out: {name} (nobody may start the program here)").unwrap();
        return Ok(());
    };
    let message = said(&output, &case.site());
    let path = Path::new(CASES).join(name).join(format!("message.{lang}.txt"));
    if std::env::var_os("TEITEN_BLESS").is_some() {
        fs::write(&path, &message).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let wrong = |law: &str| Err(format!("{name} ({lang}): {law}\n{message}"));
    if committed != message {
        return wrong("this is not what message.*.txt says");
    }
    if output.status.code() != Some(code) {
        return wrong(&format!("ends with {:?}, not {code}", output.status.code()));
    }
    if before.is_some_and(|before| before != tree_of(&case)) {
        return wrong("something was written");
    }
    let (ja, en) = (["エラー[", "警告[", "参考["], ["error[", "warning[", "note["]);
    let heads = if lang == "ja" { ja } else { en };
    let count = |opens: &[&str]| {
        message.lines().filter(|line| opens.iter().any(|open| line.trim_start().starts_with(open))).count()
    };
    let found = count(&heads);
    if found != count(&["-->"]) {
        return wrong("a finding has no place");
    }
    if found != count(&["= 対処: ", "= help: "]) {
        return wrong("a finding does not say how to mend it");
    }
    if !made && found == 0 {
        return wrong("nothing is found");
    }
    Ok(())
}

/// Every file of a site that can be read.
fn tree_of(case: &Case) -> Vec<String> {
    if case.name.ends_with("not-permitted") {
        return fs::read_dir(case.site()).unwrap().map(|e| format!("{:?}", e.unwrap().file_name())).collect();
    }
    tree(&case.site()).into_iter().map(|(path, bytes)| format!("{path} {bytes:?}")).collect()
}

#[test]
fn every_case_says_what_its_message_says() {
    let names = names();
    assert!(names.len() > 100, "{}", names.len());
    for name in OF_SITE.iter().chain(MADE) {
        assert!(names.contains(*name), "no case {name}");
    }
    let todo = Mutex::new(names.iter().flat_map(|name| ["ja", "en"].map(|lang| (name, lang))));
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                loop {
                    let Some((name, lang)) = todo.lock().unwrap().next() else { return };
                    if let Err(told) = check(name, lang) {
                        wrong.lock().unwrap().push(told);
                    }
                }
            });
        }
    });
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), 2 * names.len(), wrong.join("\n"));
}
