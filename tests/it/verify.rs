//! A built edition is what it says of itself: what is proved is true, what is not the same is found, and a manifest
//! that means harm leads nowhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use teiten::pipeline::{self, Claim, Trial, Verdict};
use teiten::publish::How;

use crate::site::{CHAPTER, Site, program, tree};

const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n本文です。\n";

const CLAIMS: [&str; 6] = ["manifest", "files", "program", "inputs", "report", "bytes"];

fn site() -> Site {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10");
    site.manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

/// The results and differences of a folder by claim.
type Proofs = BTreeMap<String, (String, Vec<String>)>;

/// What the program says of `folder`, started in `from`: its exit code, and the results and differences by claim of
/// each folder.
fn told(from: &Path, folder: &Path, more: &[&str]) -> (i32, Vec<Proofs>) {
    let mut program = program();
    let run = program.current_dir(from).args(["verify", "--format", "json"]).arg(folder).args(more);
    let output = run.output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    let difference = |difference: &Value| {
        format!("{} {}", difference["name"].as_str().unwrap(), difference["how"].as_str().unwrap())
    };
    let proof = |proof: &Value| {
        let differences = proof["differences"].as_array().unwrap().iter().map(difference).collect();
        let text = |name: &str| proof[name].as_str().unwrap().to_owned();
        assert!(!text("message").is_empty());
        (text("claim"), (text("result"), differences))
    };
    let folders = said["folders"].as_array().map(Vec::as_slice).unwrap_or_default().iter();
    let folders = folders.map(|folder| folder["proofs"].as_array().unwrap().iter().map(proof).collect());
    (output.status.code().unwrap(), folders.collect())
}

/// The results of the six claims, in their order.
fn results(folder: &Proofs) -> [&str; 6] {
    CLAIMS.map(|claim| folder[claim].0.as_str())
}

/// What is found of the files in `folder` alone: the verdict on them, and what differs; none where the manifest cannot
/// be believed.
fn files(folder: &Path) -> Option<(Verdict, Vec<(String, How)>)> {
    let verified = pipeline::verify(&Trial { folder: folder.to_owned(), ..Trial::default() }, &mut |_| ());
    assert!(verified.failure.is_none() && verified.findings.is_empty(), "{verified:?}");
    let evidence = &verified.folders[0].evidence;
    let of = evidence.iter().find(|evidence| evidence.claim == Claim::Files);
    if of.is_none() {
        assert_eq!(
            (evidence.len(), evidence[0].claim, evidence[0].verdict),
            (1, Claim::Manifest, Verdict::Differs)
        );
    }
    let of = of?;
    Some((of.verdict, of.differences.iter().map(|found| (found.name.clone(), found.how)).collect()))
}

fn changed(name: &str, how: How) -> Option<(Verdict, Vec<(String, How)>)> {
    Some((Verdict::Differs, vec![(name.to_owned(), how)]))
}

fn intact() -> Option<(Verdict, Vec<(String, How)>)> {
    Some((Verdict::Proved, Vec::new()))
}

/// A copy of `from` in a folder of its own.
fn copied(from: &Path) -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let to = root.path().join("2022q4");
    copy(from, &to);
    (root, to)
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Changes the manifest in `folder`.
fn rewritten(folder: &Path, change: impl FnOnce(&mut Value)) {
    let path = folder.join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut manifest);
    fs::write(path, manifest.to_string()).unwrap();
}

#[test]
fn everything_is_proved_of_what_was_just_built() {
    let site = site();
    let folder = site.made().folder().to_owned();
    let before = tree(&site.root());
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!((code, folders.len()), (0, 1));
    assert_eq!(results(&folders[0]), ["proved"; 6]);
    assert!(folders[0].values().all(|(_, differences)| differences.is_empty()));
    assert_eq!(tree(&site.root()), before, "something was written");
    let text = program().current_dir(site.root()).arg("verify").arg(&folder).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert_eq!(text.lines().filter(|line| line.trim_start().starts_with("proved")).count(), 6, "{text}");
}

#[test]
fn a_byte_that_is_not_the_same_is_found_in_every_file() {
    let site = site();
    let (_root, folder) = copied(site.made().folder());
    assert_eq!(files(&folder), intact());
    let outputs = tree(&folder).into_iter().filter(|(path, _)| path != "manifest.json");
    let mut count = 0;
    for (path, bytes) in outputs {
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            fs::write(folder.join(&path), flipped).unwrap();
            assert_eq!(files(&folder), changed(&path, How::Changed), "byte {at}");
        }
        fs::write(folder.join(&path), &bytes[1..]).unwrap();
        assert_eq!(files(&folder), changed(&path, How::Changed), "a byte less");
        fs::remove_file(folder.join(&path)).unwrap();
        assert_eq!(files(&folder), changed(&path, How::Missing));
        fs::write(folder.join(&path), bytes).unwrap();
        count += 1;
    }
    assert!(count >= 6, "{count} files");
    assert_eq!(files(&folder), intact());
}

#[test]
fn a_byte_of_the_manifest_is_found_where_the_site_is_at_hand() {
    let site = site();
    let (_root, folder) = copied(site.made().folder());
    let bytes = fs::read(folder.join("manifest.json")).unwrap();
    for part in 0..12 {
        let at = (bytes.len() - 3) * part / 12 + 1;
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        fs::write(folder.join("manifest.json"), flipped).unwrap();
        let trial = Trial { folder: folder.clone(), edition: Some(site.edition()), sites: Vec::new() };
        let verified = pipeline::verify(&trial, &mut |_| ());
        let evidence = verified.folders.iter().flat_map(|folder| &folder.evidence);
        let proved = evidence.map(|evidence| evidence.verdict).max() == Some(Verdict::Proved);
        assert!(!proved || !verified.findings.is_empty(), "byte {at}: {verified:?}");
    }
}

#[test]
fn what_does_not_belong_there_is_found() {
    let site = site();
    let (root, folder) = copied(site.made().folder());
    for path in ["x.html", "en/index.html", "figures/.DS_Store", "v1/x", "vx/x"] {
        let (_root, folder) = copied(&folder);
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "x").unwrap();
        match path {
            // A folder that is called as a version's has a manifest, or is told for having none.
            "v1/x" => assert_eq!(told(root.path(), &folder, &[]).0, 1),
            path => assert_eq!(files(&folder), changed(path, How::Extra)),
        }
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_never_followed() {
    use std::os::unix::fs::symlink;
    let site = site();
    let (_root, folder) = copied(site.made().folder());
    let elsewhere = tempfile::tempdir().unwrap();
    let moved = |name: &str| {
        fs::rename(folder.join(name), elsewhere.path().join(name.replace('/', "-"))).unwrap();
        symlink(elsewhere.path().join(name.replace('/', "-")), folder.join(name)).unwrap();
    };
    moved("index.html");
    let both = |name: &str| vec![(name.to_owned(), How::Missing), (name.to_owned(), How::Extra)];
    assert_eq!(files(&folder), Some((Verdict::Differs, both("index.html"))));
    fs::remove_file(folder.join("index.html")).unwrap();
    fs::rename(elsewhere.path().join("index.html"), folder.join("index.html")).unwrap();

    moved("figures");
    let expected = vec![("figures".to_owned(), How::Extra), ("figures/trend.svg".to_owned(), How::Missing)];
    assert_eq!(files(&folder), Some((Verdict::Differs, expected)));
    fs::remove_file(folder.join("figures")).unwrap();
    fs::rename(elsewhere.path().join("figures"), folder.join("figures")).unwrap();

    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe")).status();
    if made.is_ok_and(|made| made.success()) {
        assert_eq!(files(&folder), changed("pipe", How::Extra), "a pipe was waited for");
        fs::remove_file(folder.join("pipe")).unwrap();
    }
    moved("manifest.json");
    assert_eq!(files(&folder), None, "a manifest elsewhere was believed");
}

#[test]
fn a_pdf_that_was_signed_afterwards_is_proved_up_to_its_end() {
    let site = site();
    let built = site.made();
    let pdf = built.bytes("report.pdf");
    let (_root, folder) = copied(built.folder());
    let write = |bytes: &[u8]| fs::write(folder.join("report.pdf"), bytes).unwrap();
    let signed = [&pdf[..], b"\n% signature"].concat();
    write(&signed);
    assert_eq!(files(&folder), Some((Verdict::Proved, vec![("report.pdf".to_owned(), How::Appended(12))])));
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!((code, results(&folders[0])), (0, ["proved"; 6]));
    assert_eq!(folders[0]["files"].1, ["report.pdf appended"]);
    let mut forged = signed;
    forged[100] ^= 1;
    write(&forged);
    assert_eq!(files(&folder), changed("report.pdf", How::Changed));
    write(&pdf);
    let page = [&built.bytes("index.html")[..], b"<p>x</p>"].concat();
    fs::write(folder.join("index.html"), page).unwrap();
    assert_eq!(files(&folder), changed("index.html", How::Changed), "a page was signed");
}

#[test]
fn another_program_need_only_make_the_same_report() {
    let site = site();
    let (_root, folder) = copied(site.made().folder());
    rewritten(&folder, |manifest| manifest["teiten"] = json!("0.0.1"));
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!(code, 0);
    assert_eq!(results(&folders[0]), ["proved", "proved", "untried", "proved", "proved", "untried"]);
    let (_root, folder) = copied(site.made().folder());
    rewritten(&folder, |manifest| manifest["program"] = json!("0".repeat(64)));
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!((code, folders[0]["program"].0.as_str()), (0, "untried"));
    rewritten(&folder, |manifest| manifest["reports"]["ja"] = json!("0".repeat(64)));
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!((code, &folders[0]["report"]), (1, &("differs".to_owned(), vec!["ja changed".to_owned()])));
}

#[test]
fn the_same_program_must_make_the_same_bytes() {
    let site = site();
    let (_root, folder) = copied(site.made().folder());
    let page = fs::read_to_string(folder.join("index.html")).unwrap().replace("本文です。", "本文でした。");
    fs::write(folder.join("index.html"), &page).unwrap();
    let digest: String = Sha256::digest(&page).iter().map(|byte| format!("{byte:02x}")).collect();
    rewritten(&folder, |manifest| {
        let outputs = manifest["outputs"].as_array_mut().unwrap();
        let output = outputs.iter_mut().find(|output| output["path"] == "index.html").unwrap();
        (output["digest"], output["bytes"]) = (json!(digest), json!(page.len()));
    });
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!(code, 1);
    assert_eq!(results(&folders[0]), ["proved", "proved", "proved", "proved", "proved", "differs"]);
    assert_eq!(folders[0]["bytes"].1, ["index.html changed"]);
}

#[test]
fn an_input_that_changed_is_named() {
    let site = site();
    let folder = site.made().folder().to_owned();
    let site = site.manuscript(&format!("{CHAPTER}{BLOCKS}\n加筆しました。\n"));
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!(code, 1);
    assert_eq!(results(&folders[0]), ["proved", "proved", "proved", "differs", "differs", "differs"]);
    assert_eq!(folders[0]["inputs"].1, ["manuscript 2022q4/report.md changed"]);

    let site = site.manuscript(&format!("{CHAPTER}{BLOCKS}")).file("data/outages.csv", "from\n");
    let (_, folders) = told(&site.root(), &folder, &[]);
    assert_eq!(folders[0]["inputs"].1, ["outages data/outages.csv extra"]);
    assert_eq!(folders[0]["report"].0, "proved", "an empty table of outages says nothing");

    let site = site.without("data/outages.csv").without("data/packets.csv");
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert!(code > 0);
    assert_eq!(folders[0]["inputs"].1, ["observations missing"]);
    assert_eq!((folders[0]["report"].0.as_str(), folders[0]["bytes"].0.as_str()), ("differs", "differs"));
}

#[test]
fn a_folder_that_was_moved_is_proved_with_its_edition() {
    let site = site();
    let (root, folder) = copied(site.made().folder());
    let moved = root.path().join("archive");
    fs::rename(&folder, &moved).unwrap();
    let untried = ["proved", "proved", "proved", "untried", "untried", "untried"];
    let (code, folders) = told(root.path(), &moved, &[]);
    assert_eq!((code, results(&folders[0])), (0, untried));
    let edition = site.edition();
    let (code, folders) = told(root.path(), &moved, &["--edition", edition.to_str().unwrap()]);
    assert_eq!((code, results(&folders[0])), (0, ["proved"; 6]));

    let other = Site::new().quarter("2022q3").edition();
    assert_eq!(told(root.path(), &moved, &["--edition", other.to_str().unwrap()]), (2, Vec::new()));
    assert_eq!(told(root.path(), root.path(), &[]), (2, Vec::new()), "no manifest");
    let stranger = Site::new().change_settings("\"try\"", "\"other\"");
    stranger.edition();
    let (code, folders) = told(&stranger.root(), &moved, &[]);
    assert_eq!((code, results(&folders[0])), (0, untried), "in another site");
}

#[test]
fn versions_are_verified_too() {
    let site = site();
    let folder = site.made().folder().to_owned();
    let (_root, kept) = copied(&folder);
    copy(&kept, &folder.join("v1.0"));
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!((code, folders.len()), (0, 2));
    assert_eq!([results(&folders[0]), results(&folders[1])], [["proved"; 6]; 2]);

    rewritten(&folder.join("v1.0"), |manifest| manifest["version"] = json!("0.9"));
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!((code, results(&folders[1])[3..].to_vec()), (0, vec!["untried"; 3]), "of another version");

    fs::write(folder.join("v1.0/index.html"), "x").unwrap();
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!((code, folders[1]["files"].1.clone()), (1, vec!["index.html changed".to_owned()]));

    rewritten(&folder.join("v1.0"), |manifest| manifest["site"] = json!("other"));
    let (code, folders) = told(&site.root(), &folder, &[]);
    assert_eq!((code, folders[1].len(), folders[1]["manifest"].0.as_str()), (1, 1, "differs"));
}

#[test]
fn an_edition_that_is_another_version_by_now_is_not_made_again() {
    let site = site();
    let folder = site.made().folder().to_owned();
    let revised =
        site.change_edition("version = \"1.0\"", "version = \"1.1\"").manuscript("# 誤り\n\n{{ no }}\n");
    revised.edition();
    let (code, folders) = told(&revised.root(), &folder, &[]);
    assert_eq!((code, results(&folders[0])[3..].to_vec()), (0, vec!["untried"; 3]));
}

#[test]
fn a_manifest_that_means_harm_is_not_believed() {
    let site = site();
    let (root, folder) = copied(site.made().folder());
    fs::write(root.path().join("secret"), "secret").unwrap();
    let path = |path: &str| json!({"path": path, "digest": "0".repeat(64), "bytes": 6});
    for bad in [
        "../secret",
        "figures/../../secret",
        "/etc/passwd",
        "C:\\x",
        "a\\..\\b",
        "figures//x",
        "./x",
        "",
        "manifest.json",
        "a\u{0}b",
        "INDEX.html",
        "index.html",
    ] {
        let (_root, folder) = copied(&folder);
        rewritten(&folder, |manifest| manifest["outputs"].as_array_mut().unwrap().push(path(bad)));
        assert_eq!(files(&folder), None, "{bad:?}");
    }
    for (field, value) in [
        ("format", json!(2)),
        ("format", json!(-1)),
        ("edition", json!("../2022q4")),
        ("outputs", json!("all")),
        ("reports", json!([])),
        ("inputs", Value::Null),
    ] {
        let (_root, folder) = copied(&folder);
        rewritten(&folder, |manifest| manifest[field] = value.clone());
        assert_eq!(files(&folder), None, "{field}: {value}");
    }
    for text in ["", "{", "[]", "{\"format\": 1, \"format\": 1}", &"[".repeat(100_000)] {
        fs::write(folder.join("manifest.json"), text).unwrap();
        assert_eq!(files(&folder), None, "{}", &text[..text.len().min(40)]);
    }
}

#[test]
fn lengths_are_not_believed_either() {
    let site = site();
    let (_root, folder) = copied(site.made().folder());
    for bytes in [json!(u64::MAX), json!(0), json!(1)] {
        rewritten(&folder, |manifest| manifest["outputs"][0]["bytes"] = bytes.clone());
        assert!(matches!(files(&folder), Some((Verdict::Differs, found)) if found.len() == 1), "{bytes}");
    }
    let long = fs::File::create(folder.join("manifest.json")).unwrap();
    long.set_len(1 << 40).unwrap();
    assert_eq!(files(&folder), None, "a manifest of a terabyte was read");
}
