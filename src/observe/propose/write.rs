//! Sources as `[sources.<name>]` sections of a configuration. Groups in, TOML out; what is unsure stands above each
//! section as comments.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::doubt::Doubt;
use super::group::Group;
use super::shape::Part;
use crate::config::Encoding;
use crate::lang::Lang;

/// The sections, and the doubts that writing them adds.
pub fn toml(groups: &mut [Group], lang: &Lang) -> String {
    let sections = groups.iter_mut().map(|group| {
        let texts = texts(group);
        let unused = unused(group, &texts);
        let body = section(group, &texts, &unused);
        format!("{}{body}", comments(group, lang))
    });
    sections.collect::<Vec<_>>().join("\n")
}

/// Text columns by a name for questions, for headers that can be such a name.
fn texts(group: &mut Group) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (part, header) in &mut group.shape.columns {
        if *part != Part::Text {
            continue;
        }
        match id(header) {
            Some(id) if !texts.contains_key(&id) => {
                group
                    .doubts
                    .retain(|doubt| !matches!(doubt, Doubt::Unknown { header: known } if known == header));
                group.doubts.insert(Doubt::Text { header: header.clone() });
                texts.insert(id, header.clone());
            }
            _ => *part = Part::Unused,
        }
    }
    texts
}

/// Names that questions use for other things.
const TAKEN: [&str; 7] = ["date", "sensor", "protocol", "port", "region", "total", "rest"];

/// `header` as a name in questions.
fn id(header: &str) -> Option<String> {
    let id = header.to_ascii_lowercase().replace([' ', '-', '.'], "_");
    let plain = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let begins = id.starts_with(|first: char| first.is_ascii_lowercase());
    (plain && begins && !TAKEN.contains(&&*id) && !id.starts_with("not_")).then_some(id)
}

/// Columns of a wide table that are neither days nor keys: they have to be named.
fn unused(group: &Group, texts: &BTreeMap<String, String>) -> BTreeSet<String> {
    let read = [Part::Sensor, Part::Protocol, Part::Port, Part::Pair, Part::Region];
    let columns = group.shape.columns.iter().filter(|_| group.shape.wide);
    columns
        .filter(|(part, header)| !read.contains(part) && !texts.values().any(|text| text == header))
        .map(|(_, header)| header.clone())
        .collect()
}

fn comments(group: &Group, lang: &Lang) -> String {
    let mark = if lang.code() == "ja" { "要確認: " } else { "Please check: " };
    let lines = group.doubts.iter().map(|doubt| {
        let finding = doubt.finding(&group.first, 0);
        let gap = if lang.code() == "ja" { "" } else { " " };
        let line = format!("# {mark}{}{gap}{}", finding.what.in_lang(lang), finding.mend.in_lang(lang));
        // Headers are anybody's text: a line end in one would end the comment.
        line.chars().filter(|c| !c.is_control()).chain(['\n']).collect::<String>()
    });
    lines.collect()
}

fn section(group: &Group, texts: &BTreeMap<String, String>, unused: &BTreeSet<String>) -> String {
    let (name, shape) = (&group.name, &group.shape);
    let leave_out = group.marks.totals.iter().chain(unused).collect::<BTreeSet<_>>();
    let mut lines = vec![format!("[sources.{name}]"), format!("files = {}", list(&group.files))];
    let mut say = |said: bool, line: String| lines.extend(said.then_some(line));
    say(shape.wide, "shape = \"wide\"".to_owned());
    say(shape.skip > 0, format!("skip = {}", shape.skip));
    say(group.encoding == Encoding::Cp932, "encoding = \"cp932\"".to_owned());
    say(group.sheet.is_some(), format!("sheet = {}", text(group.sheet.as_deref().unwrap_or_default())));
    let pattern = group.sensor_from_file.as_deref();
    say(pattern.is_some(), format!("sensor_from_file = {}", text(pattern.unwrap_or_default())));
    say(!group.marks.rest.is_empty(), format!("rest = {}", list(&group.marks.rest)));
    say(!leave_out.is_empty(), format!("leave_out = {}", list(leave_out)));
    say(group.marks.cut_at.is_some(), "complete = false".to_owned());
    say(pattern.is_none() && !shape.has(Part::Sensor), "scope = \"home\"".to_owned());
    let mut out = lines.join("\n") + "\n";
    columns(&mut out, group, texts);
    measures(&mut out, group, texts);
    out
}

fn columns(out: &mut String, group: &Group, texts: &BTreeMap<String, String>) {
    let shape = &group.shape;
    let of = |part: Part| shape.of(part).map_or("\"\"".to_owned(), text);
    let _ = writeln!(out, "\n[sources.{}.columns]", group.name);
    if !shape.wide {
        let _ = writeln!(out, "date = {}", of(Part::Date));
    }
    let port = if shape.has(Part::Pair) { Part::Pair } else { Part::Port };
    for (key, part) in
        [("sensor", Part::Sensor), ("protocol", Part::Protocol), ("port", port), ("region", Part::Region)]
    {
        let _ = writeln!(out, "{key} = {}", of(part));
    }
    if shape.has(Part::Port) && !shape.has(Part::Protocol) {
        let _ = writeln!(out, "protocol_is = \"TCP\"");
    }
    if !texts.is_empty() {
        let pairs = texts.iter().map(|(id, header)| format!("{id} = {}", text(header)));
        let _ = writeln!(out, "texts = {{ {} }}", pairs.collect::<Vec<_>>().join(", "));
    }
}

fn measures(out: &mut String, group: &Group, texts: &BTreeMap<String, String>) {
    let (name, shape) = (&group.name, &group.shape);
    if let Some(header) = shape.of(Part::Packets).filter(|header| !shape.wide && *header != "packets") {
        let _ = write!(out, "\n[sources.{name}.measures.packets]\ncolumn = {}\n", text(header));
    }
    if let Some(header) = shape.of(Part::Distinct).filter(|_| !shape.wide) {
        let parts = [
            ("date", &[Part::Date][..]),
            ("sensor", &[Part::Sensor][..]),
            ("port", &[Part::Port, Part::Pair][..]),
            ("region", &[Part::Region][..]),
        ];
        let has = |parts: &[Part]| parts.iter().any(|part| shape.has(*part));
        let grain = parts.iter().filter(|(_, parts)| has(parts)).map(|(name, _)| *name);
        let per = list(grain.chain(texts.keys().map(String::as_str)));
        let _ = write!(
            out,
            "\n[sources.{name}.measures.sources]\ncolumn = {}\nkind = \"distinct\"\nper = {per}\n",
            text(header)
        );
    }
}

fn list(values: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let values = values.into_iter().map(|value| text(value.as_ref())).collect::<Vec<_>>();
    format!("[{}]", values.join(", "))
}

/// A TOML string; JSON's escapes are TOML's, but for DEL.
fn text(value: &str) -> String {
    serde_json::Value::from(value).to_string().replace('\u{7f}', "\\u007F")
}
