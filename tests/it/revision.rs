//! After publication: a correction tells its readers and keeps what was published; a withdrawn edition leaves its
//! addresses answering.

use std::fs;
use std::path::Path;

use lopdf::Document;
use scraper::Html;

use crate::approval::{approve, change, done, draft, publish, published, refused, run};
use crate::site::{Page, tree};

const REVISE: [&str; 8] = [
    "revise",
    "2022q4",
    "--kind",
    "訂正",
    "--reason",
    "表1の集計の誤り",
    "--now",
    "2023-03-01T09:00:00+09:00",
];

const WITHDRAW: [&str; 6] =
    ["withdraw", "2022q4", "--reason", "データに<誤り>があったため", "--now", "2023-03-02T09:00:00+09:00"];

/// Writes the notice that a correction asks for.
fn notice(edition: &Path) {
    let head = edition.join("edition.toml");
    change(&head, "wrong = \"\"", "wrong = \"表1の23/TCPは、正しくは2位でした。\"");
    change(&head, "right = \"\"", "right = \"1位は22/TCPです。\"");
    change(&head, "affected = \"\"", "affected = \"順位を引用した方\"");
}

/// Delivers the observations anew, with other ranks.
fn other_data(root: &Path) {
    let data = root.join("data/packets.csv");
    change(&data, "2022-11-01,tokyo,TCP,22,US,20", "2022-11-01,tokyo,TCP,22,US,90");
}

fn page(path: &Path) -> Page {
    Page(Html::parse_document(&fs::read_to_string(path).unwrap()))
}

#[test]
fn a_correction_tells_first_what_was_wrong_and_keeps_what_was_published() {
    let site = published();
    let (root, edition) = (site.root(), site.root().join("2022q4"));
    let head = fs::read_to_string(edition.join("edition.toml")).unwrap();
    let manuscript = fs::read(edition.join("report.md")).unwrap();
    let first = tree(&root.join("out/try/2022q4/v1.0"));
    let told = done(&root, &REVISE);
    assert!(told.contains("a draft of version 1.1") && told.contains("notice of correction"), "{told}");

    let revised = fs::read_to_string(edition.join("edition.toml")).unwrap();
    let begins = head.replace("\"published\"", "\"draft\"").replace("\"1.0\"", "\"1.1\"");
    let entries = "\n[[history]]\nversion = \"1.0\"\ndate = 2023-02-14\nwhat = \"公開\"\n\n[[history]]\nversion = \"1.1\"\ndate = 2023-03-01\nkind = \"訂正\"\nwhat = \"表1の集計の誤り\"\n# ";
    assert!(revised.starts_with(&(begins + entries)), "{revised}");

    // Every file of the site is kept under its digest, the observations' digest alone.
    let list = fs::read_to_string(edition.join("versions/1.0/inputs.sha256")).unwrap();
    let of = |path: &str| {
        list.lines().find_map(|line| line.strip_suffix(&format!("  {path}"))).unwrap().to_owned()
    };
    let kept = |path: &str| fs::read(edition.join("versions/1.0").join(of(path)));
    assert_eq!(kept("2022q4/report.md").unwrap(), manuscript);
    assert_eq!(kept("2022q4/edition.toml").unwrap(), head.as_bytes());
    assert!(kept("teiten.toml").is_ok() && kept("data/packets.csv").is_err());
    assert_eq!(
        of("data/packets.csv"),
        teiten::digest::digest(&fs::read(root.join("data/packets.csv")).unwrap())
    );
    assert!(edition.join("versions/1.0/approval.toml").is_file());

    // The notice is asked for, and until then it cannot be approved.
    let output = run(&root, &["build", "2022q4"]);
    assert!(
        output.status.success()
            && String::from_utf8_lossy(&output.stderr).contains("warning[notice-missing]")
    );
    assert_eq!(refused(&root, &["approve", "2022q4", "--by", "山田"]), ["notice-missing"]);
    notice(&edition);
    other_data(&root);
    approve(&root, "2022q4");
    publish(&root, "2022q4");

    let out = root.join("out/try/2022q4");
    assert_eq!(tree(&out.join("v1.0")), first, "what was published first has changed");
    let new = page(&out.join("index.html"));
    let said = [
        "誤り：表1の23/TCPは、正しくは2位でした。",
        "正しい内容：1位は22/TCPです。",
        "影響：順位を引用した方",
    ];
    assert_eq!(new.all("#page_text > :first-child p"), said);
    assert_eq!(new.one(".correction h2"), "訂正のお知らせ（第1.1版、2023年3月1日）");
    let history = new.all("section[aria-labelledby=history] li");
    assert_eq!(history, ["第1.1版　2023年3月1日　訂正：表1の集計の誤り", "第1.0版　2023年2月14日　公開"]);
    let pdf = Document::load_mem(&fs::read(out.join("report.pdf")).unwrap()).unwrap();
    let toc = pdf.get_toc().unwrap().toc;
    let at = |title: &str| {
        toc.iter().position(|entry| entry.title.contains(title)).unwrap_or_else(|| panic!("{title}"))
    };
    assert!(at("訂正のお知らせ（第1.1版、2023年3月1日）") < at("概況"));
    assert_eq!(toc[at("訂正のお知らせ")].page, 2, "behind the cover");
    assert!(done(&root, &["build", "2022q4"]).contains("unchanged"));
}

#[test]
fn the_next_edition_says_that_its_previous_ranks_were_corrected() {
    let site = published();
    let root = site.root();
    done(&root, &REVISE);
    notice(&root.join("2022q4"));
    let next = |quarter: &str| {
        fs::create_dir(root.join(quarter)).unwrap();
        fs::copy(root.join("2022q4/report.md"), root.join(quarter).join("report.md")).unwrap();
        let head = format!(
            "teiten = 1\nquarter = \"{quarter}\"\nstatus = \"draft\"\ndate = 2023-05-14\nversion = \"1.0\"\n"
        );
        fs::write(root.join(quarter).join("edition.toml"), head).unwrap();
        done(&root, &["build", quarter]);
        page(&root.join(format!("drafts/try/{quarter}/index.html")))
    };
    assert_eq!(next("2023q1").all("#top-ports .note"), Vec::<String>::new());
    fs::remove_dir_all(root.join("2023q1")).unwrap();
    other_data(&root);
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    let told = next("2023q1");
    assert_eq!(told.all("#top-ports .note"), ["※前四半期の順位は、訂正後の版（第1.1版）によります。"]);
    assert_eq!(told.table("top-ports"), ["1 | 23/TCP（telnet） | 2 | 30", "2 | 22/TCP（ssh） | 1 | 20"]);
}

#[test]
fn a_revision_needs_no_notice_and_says_what_changed_since() {
    let site = published();
    let (root, edition) = (site.root(), site.root().join("2022q4"));
    change(&edition.join("report.md"), "最多", "最も多数");
    let asked = ["revise", "2022q4", "--kind", "revision", "--reason", "言い回し"];
    let output = run(&root, &asked);
    assert!(String::from_utf8_lossy(&output.stderr).contains("revise-changed"));
    assert_eq!(refused(&root, &asked), ["revise-unpublished"]);
    assert!(!fs::read_to_string(edition.join("edition.toml")).unwrap().contains("wrong"));
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    let new = page(&root.join("out/try/2022q4/index.html"));
    assert!(new.all(".correction").is_empty());
    assert!(new.all("section[aria-labelledby=history] li")[0].ends_with("改訂：言い回し"));
}

#[test]
fn a_withdrawn_edition_answers_at_its_addresses_with_the_reason_alone() {
    let site = published();
    let (root, edition) = (site.root(), site.root().join("2022q4"));
    assert_eq!(refused(&root, &["withdraw", "2022q4", "--reason", "\u{202e}x"]), ["option-hidden"]);
    let told = done(&root, &WITHDRAW);
    let out = root.join("out/try/2022q4");
    for folder in [out.clone(), out.join("v1.0")] {
        let page = page(&folder.join("index.html"));
        assert_eq!(
            page.all(".text p"),
            ["このレポートは、2023年3月2日に取り下げました。", "理由：データに<誤り>があったため"]
        );
        assert_eq!(page.one("h1"), "観測レポート 2022年10～12月");
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
        assert_eq!(
            (manifest["status"].as_str(), manifest["outputs"].as_array().unwrap().len()),
            (Some("withdrawn"), 2)
        );
    }
    let files: Vec<_> = tree(&out).into_keys().map(|path| path.replace("v1.0/", "")).collect();
    assert!(
        files
            .iter()
            .all(|path| ["index.html", "manifest.json"].contains(&path.as_str())
                || path.starts_with("assets/")),
        "{files:?}"
    );
    assert!(told.contains("removed  ") && told.contains("v1.0/report.pdf"), "{told}");
    assert_eq!(
        fs::read_to_string(root.join("data/published.csv")).unwrap(),
        "edition,revision,table,rank,key\n"
    );
    let head = fs::read_to_string(edition.join("edition.toml")).unwrap();
    assert!(head.contains("status = \"withdrawn\"") && head.contains("kind = \"取り下げ\""), "{head}");

    // A run that was interrupted, or is repeated, changes nothing more.
    let whole = tree(&root);
    assert!(done(&root, &WITHDRAW).contains("no address has changed"));
    assert_eq!(tree(&root), whole);
    for arguments in [
        ["publish", "2022q4"].as_slice(),
        &["approve", "2022q4", "--by", "山田"],
        &["build", "--final", "2022q4"],
    ] {
        assert_eq!(refused(&root, arguments), ["edition-withdrawn"]);
    }

    // It comes back as its next version; the withdrawn one stays withdrawn.
    done(&root, &REVISE);
    notice(&edition);
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    assert!(out.join("report.pdf").is_file() && out.join("v1.1/report.pdf").is_file());
    assert!(!out.join("v1.0/report.pdf").exists());
}

#[test]
fn what_is_not_out_is_not_withdrawn() {
    let site = draft();
    site.edition();
    assert_eq!(refused(&site.root(), &WITHDRAW), ["withdraw-unpublished"]);
    assert_eq!(refused(&site.root(), &REVISE), ["revise-unpublished"]);
    assert!(!site.root().join("out").exists());
}
