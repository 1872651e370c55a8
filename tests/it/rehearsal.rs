//! A whole quarter with real life in it, by the program as people call it: data that come late and change, a comma after
//! the approval, an embargo, a correction, English later. After each step everything on the shelves is what it should be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use teiten::digest::digest;
use tempfile::TempDir;

use crate::frames::bare;
use crate::site::{HEAD, SENSORS, days, program, tree};

const SETTINGS: &str = "teiten = 1
[site]
id = \"try\"
title = \"観測レポート\"
publisher = \"観測班\"
[web]
base = \"https://cert.example.jp/teiten/\"
[sources.packets]
files = [\"data/packets*.csv\"]
";

const EDITION: &str = "teiten = 1
quarter = \"2022q4\"   # 第4四半期
status = \"draft\"
date = 2023-02-14
version = \"1.0\"
publish_at = 2023-02-14T10:00:00+09:00
";

const FIRST: &str = "# 概況

```table
id = \"ports\"
rows = \"port\"
columns = [\"rank\", \"label\", \"previous\", \"packets\"]
```

最も多かったのは[](#ports)の{{ ports[1].label }}で、{{ ports[1].packets }}パケットでした。
";

const SECOND: &str = "# 推移

```chart
id = \"days\"
of = \"ports\"
```

期末は期初と比べて{{ ports[1].change_10d | wari }}でした（[](#days)）。
";

/// The site, and what the program said last.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("teiten.toml", SETTINGS);
        desk.write("data/sensors.csv", SENSORS);
        desk.write("2022q4/edition.toml", EDITION);
        desk.write("2022q4/report/1-ports.md", FIRST);
        desk.write("2022q4/report/2-days.md", SECOND);
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join("site").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn change(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(old), "{old} in {text}");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// Packets of 23/TCP and 445/TCP every day from July to `last`; 445/TCP has `packets` a day.
    fn extract(&self, file: &str, last: &str, packets: u32) {
        let mut rows = HEAD.to_owned();
        for day in days("2022-07-01", last) {
            for sensor in ["tokyo", "osaka", "dallas"] {
                rows += &format!("{day},{sensor},TCP,23,CN,300\n{day},{sensor},TCP,445,US,{packets}\n");
            }
        }
        self.write(file, &rows);
    }

    /// What a run says that ends with `code`.
    fn says(&self, code: i32, arguments: &[&str]) -> String {
        let output = program().current_dir(self.path("")).args(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap()).concat();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said
    }

    fn done(&self, arguments: &[&str]) -> String {
        self.says(0, arguments)
    }

    /// Every edition on the shelves: where it lies, its version, status and languages. What its manifest lists is there,
    /// and nothing else but the pages around the editions, which say what they are.
    fn stands(&self) -> Vec<String> {
        let mut stands = Vec::new();
        for shelf in ["drafts", "out"] {
            let files = if self.path(shelf).exists() { tree(&self.path(shelf)) } else { BTreeMap::new() };
            let manifests = files.keys().filter_map(|path| path.strip_suffix("/manifest.json"));
            let folders: BTreeSet<&str> = manifests.collect();
            for (path, bytes) in &files {
                if String::from_utf8_lossy(bytes).contains(teiten::publish::MARK) {
                    continue;
                }
                assert!(folders.iter().any(|folder| path.starts_with(folder)), "{shelf}/{path} is nobody's");
            }
            for folder in &folders {
                stands.push(format!("{shelf}/{}", standing(folder, &folders, &files)));
            }
        }
        stands
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).unwrap()
    }

    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path(folder)).into_iter().filter(|(path, _)| !path.starts_with('v')).collect()
    }
}

fn standing(folder: &str, folders: &BTreeSet<&str>, files: &BTreeMap<String, Vec<u8>>) -> String {
    let manifest: Value = serde_json::from_slice(&files[&format!("{folder}/manifest.json")]).unwrap();
    let listed: BTreeMap<String, String> = manifest["outputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|output| [&output["path"], &output["digest"]].map(|text| text.as_str().unwrap().to_owned()))
        .map(|[path, digest]| (path, digest))
        .collect();
    let below = |path: &&String| {
        let inner = folders
            .iter()
            .any(|other| *other != folder && other.starts_with(folder) && path.starts_with(other));
        path.starts_with(&format!("{folder}/")) && !inner && !path.ends_with("/manifest.json")
    };
    let there: BTreeMap<String, String> = files
        .iter()
        .filter(|(path, _)| below(path))
        .map(|(path, bytes)| (path[folder.len() + 1..].to_owned(), digest(bytes)))
        .collect();
    assert_eq!(there, listed, "{folder}");
    let langs: Vec<_> = manifest["langs"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let word = |name: &str| manifest[name].as_str().unwrap().to_owned();
    format!("{folder} {} {} {}", word("version"), word("status"), langs.join(","))
}

const BEFORE: &str = "2023-02-14T09:59:00+09:00";
const AFTER: &str = "2023-02-14T10:00:00+09:00";

#[test]
fn a_quarter_from_the_first_draft_to_the_english_edition() {
    let desk = Desk::new();

    // No data yet: the draft says where they will stand.
    desk.done(&["build", "2022q4"]);
    assert_eq!(desk.stands(), ["drafts/try/2022q4 1.0 draft ja"]);
    assert!(desk.text("drafts/try/2022q4/index.html").contains("データ未着"));
    desk.says(2, &["approve", "2022q4", "--by", "Sato"]);

    // An extract comes late and is short.
    desk.extract("data/packets.csv", "2022-12-20", 100);
    let said = desk.done(&["build", "2022q4"]);
    assert!(said.contains("2022-12-21"), "{said}");
    assert!(!desk.text("drafts/try/2022q4/index.html").contains("データ未着"));

    // It is replaced by another, with all days and other numbers.
    let early = desk.bytes("drafts/try/2022q4/report.json");
    desk.extract("data/packets.csv", "2022-12-31", 120);
    desk.done(&["build", "2022q4"]);
    assert_ne!(desk.bytes("drafts/try/2022q4/report.json"), early);
    desk.done(&["check", "2022q4", "--deny", "warnings"]);

    // What will be published, looked at before it is approved; nothing of it is out.
    desk.done(&["build", "2022q4", "--final"]);
    assert_eq!(desk.stands(), ["drafts/try/2022q4 1.0 published ja"]);
    let seen = desk.files("drafts/try/2022q4");
    desk.says(1, &["publish", "2022q4", "--now", AFTER]);
    desk.done(&["approve", "2022q4", "--by", "Sato", "--now", "2023-02-10T15:00:00+09:00"]);
    assert!(desk.done(&["build", "2022q4"]).contains("(unchanged)"));
    assert_eq!(desk.files("drafts/try/2022q4"), seen);

    // A comma after the approval: it is void, and says which one.
    desk.change("2022q4/report/2-days.md", "期末は期初と", "期末は、期初と");
    let said = desk.says(1, &["publish", "2022q4", "--now", AFTER]);
    assert!(said.contains("approval-void") && said.contains("期末は、期初と"), "{said}");
    assert_eq!(desk.stands(), ["drafts/try/2022q4 1.0 published ja"], "nothing is out");
    desk.done(&["approve", "2022q4", "--by", "Sato", "--now", "2023-02-13T15:00:00+09:00"]);
    desk.done(&["build", "2022q4"]);
    let seen = desk.files("drafts/try/2022q4");

    // The embargo.
    let said = desk.says(1, &["publish", "2022q4", "--now", BEFORE]);
    assert!(said.contains("publish-early"), "{said}");
    assert!(!desk.path("out").exists() || tree(&desk.path("out")).is_empty());
    let said = desk.done(&["publish", "2022q4", "--now", AFTER]);
    assert!(said.contains("https://cert.example.jp/teiten/2022q4/"), "{said}");
    assert!(bare(desk.files("out/try/2022q4")) == bare(seen.clone()), "the bytes that were approved");
    assert_eq!(desk.files("out/try/2022q4/v1.0"), seen);
    let published = |version: &str, langs: &str| {
        let mut stands = vec![format!("out/try/2022q4 {version} published {langs}")];
        stands.extend(
            [("1.0", "ja"), ("1.1", "ja"), ("1.2", "ja,en")]
                .into_iter()
                .filter(|(old, _)| *old <= version)
                .map(|(old, langs)| format!("out/try/2022q4/v{old} {old} published {langs}")),
        );
        stands
    };
    let out =
        |desk: &Desk| desk.stands().into_iter().filter(|stand| stand.starts_with("out")).collect::<Vec<_>>();
    assert_eq!(out(&desk), published("1.0", "ja"));
    assert!(
        desk.text("2022q4/edition.toml")
            .contains("quarter = \"2022q4\"   # 第4四半期\nstatus = \"published\"")
    );
    let record = desk.text("data/published.csv");
    assert!(record.contains("2022q4,1.0,ports,1,23/TCP"), "{record}");
    assert!(desk.done(&["build", "2022q4"]).contains("(unchanged)"));
    desk.done(&["verify", "out/try/2022q4"]);

    // A reader finds a wrong number: it is corrected, and says so; what was published stays at its address.
    desk.done(&[
        "revise",
        "2022q4",
        "--kind",
        "訂正",
        "--reason",
        "445/TCPの件数の訂正",
        "--now",
        "2023-03-01T09:00:00+09:00",
    ]);
    assert_eq!(out(&desk), published("1.0", "ja"));
    desk.extract("data/packets.csv", "2022-12-31", 400);
    desk.says(1, &["approve", "2022q4", "--by", "Sato"]);
    for (key, words) in [("wrong", "445/TCPの件数"), ("right", "訂正後の表のとおり"), ("affected", "1.の表")]
    {
        desk.change("2022q4/edition.toml", &format!("{key} = \"\""), &format!("{key} = \"{words}\""));
    }
    desk.change("2022q4/edition.toml", "publish_at = 2023-02-14T10:00:00+09:00\n", "");
    desk.done(&["build", "2022q4"]);
    desk.done(&["approve", "2022q4", "--by", "Sato", "--now", "2023-03-02T09:00:00+09:00"]);
    desk.done(&["publish", "2022q4", "--now", "2023-03-02T10:00:00+09:00"]);
    assert_eq!(out(&desk), published("1.1", "ja"));
    assert_eq!(desk.files("out/try/2022q4/v1.0"), seen, "v1.0 keeps its bytes");
    let page = desk.text("out/try/2022q4/index.html");
    assert!(page.contains("訂正") && page.contains("訂正後の表のとおり"), "the notice");
    assert!(desk.text("data/published.csv").contains("2022q4,1.1,ports,1,445/TCP"));
    desk.done(&["verify", "out/try/2022q4"]);

    // English comes later; the Japanese text stays as it is but for its version.
    let japanese = desk.text("out/try/2022q4/index.html");
    desk.done(&[
        "revise",
        "2022q4",
        "--kind",
        "改訂",
        "--reason",
        "英語版の追加",
        "--now",
        "2023-04-01T09:00:00+09:00",
    ]);
    desk.change(
        "2022q4/edition.toml",
        "version = \"1.2\"\n",
        "version = \"1.2\"\nlangs = [\"ja\", \"en\"]\n",
    );
    desk.write("2022q4/report.en.md", "# Ports\n\n```table\nid = \"ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"previous\", \"packets\"]\n```\n\nFirst in [](#ports) came {{ ports[1].label }}.\n");
    desk.done(&["build", "2022q4"]);
    desk.done(&["approve", "2022q4", "--by", "Sato", "--now", "2023-04-02T09:00:00+09:00"]);
    desk.done(&["publish", "2022q4", "--now", "2023-04-02T10:00:00+09:00"]);
    assert_eq!(out(&desk), published("1.2", "ja,en"));
    assert!(desk.text("out/try/2022q4/en/index.html").contains("First in"));
    let paragraphs = |page: &str| -> Vec<String> {
        page.lines()
            .filter(|line| line.starts_with("<p>") && line.contains("パケットでした"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(paragraphs(&desk.text("out/try/2022q4/index.html")), paragraphs(&japanese));
    desk.done(&["verify", "out/try/2022q4"]);
    assert!(Path::new(&desk.path("drafts")).exists());
}
