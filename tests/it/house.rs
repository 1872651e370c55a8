//! The laws of the house that a compiler does not know: the order of rooms, the rooms of foreign crates, the opening
//! of files, markup in templates alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Foreign crates and the rooms they may stand in; `cli` and `main` belong to the binary.
const FOREIGN: [(&str, &[&str]); 26] = [
    ("polars", &["observe"]),
    ("polars_arrow", &["observe"]),
    ("polars_buffer", &["observe"]),
    ("polars_parquet", &["observe"]),
    ("comrak", &["manuscript"]),
    ("image", &["manuscript"]),
    ("minijinja", &["binding"]),
    ("toml", &["config", "manuscript", "cli"]),
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("askama", &["render", "site"]),
    ("rust_xlsxwriter", &["render"]),
    ("typst", &["typeset"]),
    ("typst_pdf", &["typeset"]),
    ("typst_kit", &["typeset"]),
    ("typst_layout", &["typeset"]),
    ("ttf_parser", &["fonts"]),
    ("similar", &["compare"]),
    ("regex", &["check"]),
    ("unicode_normalization", &["check"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("tiny_http", &["cli"]),
    ("unicode_width", &["cli", "render"]),
    ("resvg", &["raster"]),
    ("base64", &["render"]),
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
    let inside = source.path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&source.path);
    let path = inside.to_string_lossy().replace('\\', "/");
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

/// The names that follow `crate::`, those of a `crate::{…}` list included. In a room's own file or `mod.rs`
/// `super::` is the same.
fn named(source: &Source) -> BTreeSet<String> {
    let code = code(source);
    let top = source.path.parent().is_some_and(|folder| {
        folder.ends_with("src")
            || source.path.ends_with("mod.rs") && folder.parent().is_some_and(|above| above.ends_with("src"))
    });
    let roots: &[&str] = if top { &["crate::", "super::"] } else { &["crate::"] };
    let mut found = BTreeSet::new();
    for root in roots {
        for (at, _) in code.match_indices(root) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == ':') {
                continue;
            }
            let rest = &code[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(list) => found.extend(members(list).into_iter().map(|member| word(&member))),
                None => drop(found.insert(word(rest))),
            }
        }
    }
    found
}

/// The members of a `use` list whose brace is open, lists within them not cut.
fn members(list: &str) -> Vec<String> {
    let (mut depth, mut found) = (0, vec![String::new()]);
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        found.last_mut().unwrap().push(c);
    }
    found
}

fn word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn rooms() -> Vec<String> {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let rooms: Vec<_> = library
        .lines()
        .filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned()))
        .collect();
    assert!(rooms.len() > 15, "the order was not found");
    rooms
}

#[test]
fn a_room_names_only_rooms_above_it() {
    let order = rooms();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for source in sources().iter().filter(|source| !is_test(source)) {
        let Some(own) = order.iter().position(|room| *room == source.room) else { continue };
        let named = named(source);
        seen += named.iter().filter(|name| order[..own].contains(name)).count();
        let below = order[own + 1..].iter().filter(|room| named.contains(*room));
        wrong.extend(below.map(|room| format!("{} names {room}", source.path.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 200, "rooms name each other {seen} times: the test reads too little");
}

#[test]
fn lists_of_names_are_read_whole() {
    let text =
        "use crate::{a::{self, b}, c};\nuse crate::d::e;\nlet x = crate::f();\n$crate::g::h".to_owned();
    let source = Source { room: "x".into(), path: "src/x/y.rs".into(), text };
    assert_eq!(named(&source).into_iter().collect::<Vec<_>>(), ["a", "c", "d", "f"]);
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let sources = sources();
    // A module of a room's own may be called like a crate; in that room the name is the module's.
    let own = |room: &str, name: &str| {
        let module = format!("mod {name};");
        sources.iter().any(|source| source.room == room && source.text.contains(&module))
    };
    let mut wrong = Vec::new();
    for source in sources.iter().filter(|source| !is_test(source)) {
        let code = code(source);
        for (foreign, rooms) in FOREIGN {
            let used = names(&code, &format!("{foreign}::"));
            if used && !rooms.contains(&source.room.as_str()) && !own(&source.room, foreign) {
                wrong.push(format!("{} uses {foreign}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_report_takes_numbers_through_one_door() {
    let doors = [
        "mod.rs",
        "sums.rs",
        "told.rs",
        "told/cause.rs",
        "told/event.rs",
        "told/normal.rs",
        "told/row.rs",
        "withhold.rs",
    ];
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let is_door = |path: &Path| doors.iter().any(|door| path == report.join(door));
    let own = |source: &&Source| source.room == "report" && !is_test(source) && !is_door(&source.path);
    let (sources, mut wrong) = (sources(), Vec::new());
    for source in sources.iter().filter(own) {
        let code = code(source);
        let words: BTreeSet<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let raw = ["Answer", "Grid", "Sums", "sums", "daily"].into_iter().filter(|name| words.contains(name));
        wrong.extend(raw.map(|name| format!("{} reads {name}", source.path.display())));
        if code.contains("job.answers") {
            wrong.push(format!("{} reads answers that are not disclosed", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(sources.iter().filter(own).count() > 20, "the report was not found");
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
