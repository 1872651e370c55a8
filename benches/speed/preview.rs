//! From a saved manuscript to the page that a browser has: the program's preview of the synthetic sample, over HTTP.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::tell::Sheet;

/// Measures `runs` saves.
pub fn measure(folder: &Path, runs: usize, sheet: &mut Sheet) {
    let site = folder.join("preview");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022"), &site);
    let edition = site.join("2022q4");
    let mut command = Command::new(env!("CARGO_BIN_EXE_teiten"));
    let mut child = command.arg("preview").arg(&edition).stdout(Stdio::piped()).spawn().expect("the program");
    let mut line = String::new();
    let stdout = child.stdout.as_mut().expect("its stdout");
    BufReader::new(stdout).read_line(&mut line).expect("the line with its address");
    let address = line.split('/').nth(2).expect("an address").to_owned();
    let manuscript = edition.join("report.md");
    let written = fs::read_to_string(&manuscript).expect("the manuscript");
    state(&address, 0);
    let saves = (0..=runs).map(|run| {
        // A writer reads before the next save.
        thread::sleep(Duration::from_millis(100));
        save(&address, &manuscript, &written, run)
    });
    let saves: Vec<_> = saves.collect();
    child.kill().and_then(|()| child.wait()).expect("its end");
    sheet.add("saved manuscript to page, synthetic sample", "ms", saves[1..].to_vec(), Some(150.0));
}

/// Milliseconds until the page has what was saved.
fn save(address: &str, manuscript: &Path, written: &str, run: usize) -> f64 {
    let known = state(address, 0);
    let begun = Instant::now();
    // No digits: those are marked up.
    let words = format!("追記{}。", "ア".repeat(run + 1));
    fs::write(manuscript, format!("{written}\n{words}\n")).expect("the manuscript can be written");
    state(address, known);
    let page = get(address, "/edition/index.html");
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    assert!(page.contains(&words), "{words} is not in the page");
    took
}

/// The number of the first state after `known`.
fn state(address: &str, known: u64) -> u64 {
    let state = get(address, &format!("/preview/state?after={known}"));
    let json: serde_json::Value = serde_json::from_str(&state).expect("JSON");
    assert!(json["current"] == true, "{state}");
    json["number"].as_u64().expect("a number")
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the preview");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer.split_once("\r\n\r\n").expect("a body").1.to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the sample") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}
