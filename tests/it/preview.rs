//! `teiten preview` over HTTP on loopback: what is saved is seen, what is wrong stands above the last good page,
//! nobody else is answered, nothing is written.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::site::{CHAPTER, Site, tree};

const TABLE: &str =
    "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n\n";

/// A draft with one table, and two days of data.
fn site() -> Site {
    let site = Site::new().change_edition("published", "draft");
    site.rows("2022-10-01,tokyo,TCP,23,CN,10\n2022-10-02,tokyo,TCP,22,US,7\n").manuscript(&text("初め。"))
}

fn text(words: &str) -> String {
    format!("{CHAPTER}{TABLE}{words}\n")
}

/// The program serving an edition; ended when dropped.
struct Served {
    child: Child,
    port: u16,
}

impl Served {
    fn of(edition: &Path) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
        command.args(["--lang", "ja", "preview"]).arg(edition);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let port =
            line.split(':').nth(2).and_then(|rest| rest.split('/').next()).and_then(|port| port.parse().ok());
        Self { child, port: port.unwrap_or_else(|| panic!("no address in {line:?}")) }
    }

    /// What is answered to these lines of a request, head and body apart.
    fn raw(&self, request: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        (String::from_utf8(bytes[..at].to_vec()).unwrap(), bytes[at + 4..].to_vec())
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> (String, Vec<u8>) {
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> (String, Vec<u8>) {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    fn code(&self, method: &str, path: &str, host: &str) -> u16 {
        self.ask(method, path, host).0.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// The first state that `is` what is waited for.
    fn until(&self, is: impl Fn(&Value) -> bool) -> Value {
        let (begun, mut number) = (Instant::now(), 0);
        loop {
            let state: Value =
                serde_json::from_slice(&self.get(&format!("/preview/state?after={number}")).1).unwrap();
            if is(&state) {
                return state;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{state}");
            number = state["number"].as_u64().unwrap();
        }
    }

    fn page(&self) -> String {
        String::from_utf8(self.get("/edition/index.html").1).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The words of the page, without markup.
fn words(page: &str) -> String {
    scraper::Html::parse_document(page).root_element().text().collect()
}

fn number(state: &Value) -> u64 {
    state["number"].as_u64().unwrap()
}

#[test]
fn what_is_saved_is_seen_and_what_is_wrong_stands_above_the_last_good_page() {
    let mut site = site();
    let served = Served::of(&site.edition());
    let first = served.until(|state| state["current"] == true);
    assert_eq!((first["read"].as_u64(), first["findings"].as_array().unwrap().len()), (Some(1), 0));
    assert!(served.page().contains("初め。"));

    site = site.manuscript(&text("次。"));
    let second = served.until(|state| number(state) > number(&first));
    assert!(second["current"] == true && served.page().contains("次。"));

    site = site.manuscript(&text("{{ top_port.rows }}件。"));
    let wrong = served.until(|state| number(state) > number(&second));
    assert_eq!(wrong["current"], false);
    let finding = &wrong["findings"][0];
    let place = (finding["file"].as_str().unwrap(), finding["line"].as_u64(), finding["column"].as_u64());
    assert_eq!((place, &finding["level"]), (("2022q4/report.md", Some(9), Some(1)), &Value::from("error")));
    assert!(finding["message"].as_str().unwrap().contains("「top_port」"));
    assert!(finding["mend"].as_str().unwrap().contains("top_ports"));
    assert!(served.page().contains("次。"), "the last good page stays");
    let told = |state: &Value| state["places"]["/edition/index.html"]["p1"].clone();
    assert_eq!((told(&second), told(&wrong)), ("2022q4/report.md:9:1".into(), "2022q4/report.md:9:1".into()));

    site = site.manuscript(&text("{{ top_ports.rows }}件。"));
    let mended = served.until(|state| number(state) > number(&wrong));
    assert!(mended["current"] == true && mended["findings"].as_array().unwrap().is_empty());
    assert!(words(&served.page()).contains("2件。"));
    assert_eq!(mended["read"], 1, "only words changed");

    site = site.rows("2022-10-03,tokyo,TCP,80,US,30\n");
    site.edition();
    let fresh = served.until(|state| state["read"] == 2);
    assert_eq!((&fresh["current"], &fresh["findings"]), (&Value::from(true), &Value::Array(Vec::new())));
    assert!(words(&served.page()).contains("3件。"));
}

#[test]
fn every_part_of_a_site_is_watched() {
    let site = site();
    let edition = site.edition();
    let served = Served::of(&edition);
    let mut last = number(&served.until(|state| state["current"] == true));
    let parts = [
        ("look/report.css", "body { color: #123456; }\n", "/edition/", "#123456"),
        ("names/ports.csv", "port,name\n23/TCP,遠隔\n", "/edition/index.html", "遠隔"),
        ("look/words/ja.toml", "[labels]\ncontents = \"もくじ\"\n", "/edition/index.html", "もくじ"),
    ];
    for (path, content, at, seen) in parts {
        let file = site.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
        let state = served.until(|state| number(state) > last);
        assert_eq!(state["current"], true, "{path}: {state}");
        last = number(&state);
        let page = served.page();
        let at = if at.ends_with('/') { format!("/edition/{}", style_of(&page)) } else { at.to_owned() };
        let text = String::from_utf8(served.get(&at).1).unwrap();
        assert!(text.contains(seen), "{path}: {seen} is not in {at}");
    }
    let settings = fs::read_to_string(site.root().join("teiten.toml")).unwrap();
    fs::write(site.root().join("teiten.toml"), settings.replace("観測レポート", "見え方の報告")).unwrap();
    served.until(|state| number(state) > last);
    assert!(served.page().contains("見え方の報告"));
}

/// The address of the style sheet that a page names.
fn style_of(page: &str) -> String {
    let rest = page.split("<link rel=\"stylesheet\" href=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn what_is_shown_is_what_is_built_and_nothing_is_written() {
    let site = site();
    let edition = site.edition();
    let before = tree(&site.root());
    let served = Served::of(&edition);
    served.until(|state| state["current"] == true);
    let pdf = served.get("/edition/report.pdf").1;
    assert!(pdf.starts_with(b"%PDF"));
    let page = served.page();
    assert_eq!(tree(&site.root()), before);
    let out = tempfile::tempdir().unwrap();
    let built = site.build_into(Some(out.path()));
    assert_eq!((built.text("index.html"), built.bytes("report.pdf")), (page, pdf));
    for (path, bytes) in tree(built.folder()) {
        if path != "manifest.json" {
            assert!(served.get(&format!("/edition/{path}")).1 == bytes, "{path}");
        }
    }
}

#[test]
fn only_this_machine_is_answered_and_only_what_was_made() {
    let site = site();
    let served = Served::of(&site.edition());
    served.until(|state| state["current"] == true);
    let own = format!("127.0.0.1:{}", served.port);
    for host in [own.clone(), format!("localhost:{}", served.port), format!("LocalHost:{}", served.port)] {
        assert_eq!(served.code("GET", "/", &host), 200, "{host}");
    }
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:80", ""] {
        for path in ["/", "/preview/state", "/edition/index.html"] {
            assert_eq!(served.code("GET", path, host), 403, "{host} {path}");
        }
    }
    let foreign = format!("127.0.0.1:{}.evil.example", served.port);
    assert_eq!(served.code("GET", "/", &foreign), 403);
    let without = served.raw("GET / HTTP/1.0\r\n\r\n").0;
    assert!(without.contains(" 403 "), "{without}");
    let twice = format!("GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!(served.raw(&twice).0.contains(" 403 "));
    for method in ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"] {
        assert_eq!(served.code(method, "/edition/index.html", &own), 405, "{method}");
    }
    for path in [
        "/edition/../teiten.toml",
        "/edition/../../teiten.toml",
        "/edition/%2e%2e/teiten.toml",
        "/edition/..%2fteiten.toml",
        "/edition//etc/passwd",
        "/edition/",
        "/edition",
        "/teiten.toml",
        "//etc/passwd",
        "/edition/edition.toml",
    ] {
        assert_eq!(served.code("GET", path, &own), 404, "{path}");
    }
    let (head, frame) = served.get("/");
    assert!(head.contains("frame-ancestors 'self'") && head.contains("no-store") && head.contains("nosniff"));
    assert!(String::from_utf8(frame).unwrap().contains("/preview/frame.js"));
    // Bound to one address of loopback, so that no other one of this machine is.
    if cfg!(target_os = "linux") {
        assert!(TcpStream::connect(("127.0.0.2", served.port)).is_err());
    }
}

#[test]
fn a_fault_of_the_look_is_told_where_the_pdf_would_be() {
    let site = site().file("look/report.typ", "#let look(report) = nothing-such\n");
    let served = Served::of(&site.edition());
    let first = served.until(|state| state["current"] == true);
    let (head, words) = served.get("/edition/report.pdf");
    let words = String::from_utf8(words).unwrap();
    assert!(head.contains(" 500 ") && words.contains("look/report.typ:1:"), "{head} {words}");
    fs::remove_file(site.root().join("look/report.typ")).unwrap();
    served.until(|state| number(state) > number(&first));
    assert!(served.get("/edition/report.pdf").1.starts_with(b"%PDF"));
}

#[test]
fn an_edition_that_cannot_be_read_yet_is_shown_as_soon_as_it_can() {
    let site = site().manuscript("# 概況 {{ x }}\n");
    let served = Served::of(&site.edition());
    let state = served.until(|state| number(state) > 0);
    assert!(state["current"] == false && state["tabs"].as_array().unwrap().is_empty());
    assert!(served.get("/edition/index.html").0.contains(" 404 "));
    let _site = site.manuscript(CHAPTER);
    let state = served.until(|state| state["current"] == true);
    assert_eq!(state["tabs"][0]["address"], "/edition/index.html");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once() {
    let site = site();
    let mut served = Served::of(&site.edition());
    served.until(|state| state["current"] == true);
    assert!(Command::new("kill").args(["-INT", &served.child.id().to_string()]).status().unwrap().success());
    let begun = Instant::now();
    while served.child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(5), "it still runs");
        thread::sleep(Duration::from_millis(10));
    }
    assert!(TcpStream::connect(("127.0.0.1", served.port)).is_err());
}

#[test]
fn a_port_that_is_taken_is_a_fault_of_usage() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let site = site();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
    let told =
        command.args(["--lang", "en", "preview", "--port", &port]).arg(site.edition()).output().unwrap();
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8(told.stderr).unwrap().contains("error[port-taken]"));
}
