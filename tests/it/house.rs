//! The laws of the house that a compiler does not know: the order of rooms, the rooms of foreign crates, the opening
//! of files, markup in templates alone.

use std::fs;
use std::path::{Path, PathBuf};

/// Foreign crates and the rooms they may stand in; `cli` and `main` belong to the binary.
const FOREIGN: [(&str, &[&str]); 14] = [
    ("polars", &["observe"]),
    ("comrak", &["manuscript"]),
    ("image", &["manuscript"]),
    ("minijinja", &["binding"]),
    ("toml", &["config", "manuscript"]),
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("askama", &["render"]),
    ("typst", &["typeset"]),
    ("typst_pdf", &["typeset"]),
    ("typst_kit", &["typeset"]),
    ("typst_layout", &["typeset"]),
    ("ttf_parser", &["fonts"]),
    ("clap", &["cli", "main"]),
];

struct Source {
    room: String,
    path: PathBuf,
    text: String,
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    assert!(sources.len() > 80, "the house was not found");
    sources
}

fn walk(folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
            let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source { room: first.trim_end_matches(".rs").to_owned(), path, text });
        }
    }
}

fn is_test(source: &Source) -> bool {
    let path = source.path.to_string_lossy().replace('\\', "/");
    path.ends_with("tests.rs") || path.contains("/tests/") || path.ends_with("/fixture.rs")
}

/// The text without its tests at the foot, comments and documentation.
fn code(source: &Source) -> String {
    let body = source.text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn names(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| !text[..at].chars().next_back().is_some_and(part))
}

#[test]
fn a_room_names_only_rooms_above_it() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let order: Vec<_> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(order.len() > 15, "the order was not found");
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(source)) {
        let Some(own) = order.iter().position(|room| *room == source.room) else { continue };
        let code = code(source);
        for room in &order[own + 1..] {
            let block = code.match_indices("use crate::{").any(|(at, _)| {
                let list = code[at..].split("};").next().unwrap_or("");
                names(&list["use crate::{".len()..], room) && list.contains(&format!("{room}::"))
                    || list.contains(&format!(" {room},"))
                    || list.contains(&format!("{{{room},"))
                    || list.contains(&format!(" {room}}}"))
            });
            if code.contains(&format!("crate::{room}::")) || block {
                wrong.push(format!("{} names {room}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(source)) {
        let code = code(source);
        for (foreign, rooms) in FOREIGN {
            let used = names(&code, &format!("{foreign}::")) && !code.contains(&format!("mod {foreign};"));
            if used && !rooms.contains(&source.room.as_str()) {
                wrong.push(format!("{} uses {foreign}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let silent: Vec<_> =
        sources().into_iter().filter(|source| !source.text.starts_with("//!")).map(|s| s.path).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn nothing_below_the_command_line_knows_clock_or_place() {
    let known = [
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "std::env::",
        "current_dir",
        "println!",
        "process::exit",
    ];
    let mut wrong = Vec::new();
    for source in
        sources().iter().filter(|source| !is_test(source) && source.room != "cli" && source.room != "main")
    {
        let code = code(source);
        wrong.extend(
            known
                .iter()
                .filter(|name| code.contains(**name))
                .map(|name| format!("{} has {name}", source.path.display())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
