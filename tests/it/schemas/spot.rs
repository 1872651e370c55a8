//! The tables that have a schema, each as a place in a file where keys can be written, and what the reader says of them.

use std::fs;
use std::path::Path;

use serde_json::Value;
use teiten::config;
use teiten::finding::Finding;
use teiten::manuscript;
use tempfile::TempDir;

use super::{GOOD, schema};
use crate::site::tree;

/// A table of a file.
pub struct Spot {
    /// The schema's file, and where in it the table is.
    pub schema: &'static str,
    pub pointer: &'static str,
    /// The file, and what stands in it before the table's keys.
    pub file: &'static str,
    pub above: &'static str,
    /// Keys that the reader wants where another is absent, and the schema therefore only among others.
    pub also: &'static [&'static str],
}

const fn spot(schema: &'static str, pointer: &'static str, file: &'static str, above: &'static str) -> Spot {
    Spot { schema, pointer, file, above, also: &[] }
}

const TEITEN: &str = "teiten.toml";
const EDITION: &str = "2022q4/edition.toml";
const REPORT: &str = "2022q4/report.md";
const SOURCE: &str = "/properties/sources/patternProperties/^[a-z][a-z0-9_]{0,59}$";
const NAMED: &str = "/patternProperties/^[a-z][a-z0-9_]{0,59}$";

const BLOCK: &str = "/patternProperties/^[0-9]{4}[qQ][1-4]#[a-z][a-z0-9_]{0,59}$";

pub const SPOTS: [Spot; 21] = [
    spot("teiten", "", TEITEN, ""),
    spot("teiten", "/properties/site", TEITEN, "# \n[site]\n"),
    spot("teiten", "/properties/notice", TEITEN, "# \n[notice]\n"),
    spot("teiten", "/properties/licence", TEITEN, "# \n[licence]\n"),
    spot("teiten", "/properties/web", TEITEN, "# \n[web]\n"),
    spot("teiten", "/properties/files", TEITEN, "# \n[files]\n"),
    spot("teiten", SOURCE, TEITEN, "# \n[sources.packets]\n"),
    spot("teiten", "COLUMNS", TEITEN, "[sources.packets]\nfiles = \"data\"\n[sources.packets.columns]\n"),
    spot(
        "teiten",
        "MEASURE",
        TEITEN,
        "[sources.packets]\nfiles = \"data\"\n[sources.packets.measures.hosts]\n",
    ),
    spot("teiten", "/properties/commissions/items", TEITEN, "# \n[[commissions]]\n"),
    spot("teiten", "/properties/disclosure", TEITEN, "# \n[disclosure]\n"),
    spot("teiten", "/properties/pdf", TEITEN, "# \n[pdf]\n"),
    spot("edition", "", EDITION, ""),
    spot("edition", "/properties/history/items", EDITION, "# \n[[history]]\n"),
    spot("edition", "/properties/previous_rank/items", EDITION, "# \n[[previous_rank]]\n"),
    spot("facts", NAMED, "2022q4/facts.toml", "# \n[dvr]\n"),
    spot("published", BLOCK, "data/published.toml", "# \n[\"2022q3#mirai\"]\n"),
    spot("references", NAMED, "references.toml", "# \n[iana]\n"),
    spot("block-table", "", REPORT, "# 概況\n\n```table\n"),
    Spot { also: &["rows"], ..spot("block-chart", "", REPORT, "# 概況\n\n```chart\n") },
    spot("block-image", "", REPORT, "# 概況\n\n```image\n"),
];

/// The block `text` has no key but its id: its schema is looked at beside the others.
pub const TEXT: Spot = spot("block-text", "", REPORT, "# 概況\n\n```text\n");

impl Spot {
    /// What the schema says of the table.
    pub fn table(&self) -> Value {
        let pointer = match self.pointer {
            "COLUMNS" => format!("{SOURCE}/properties/columns"),
            "MEASURE" => format!("{SOURCE}/properties/measures{NAMED}"),
            other => other.to_owned(),
        };
        // A slash in a JSON pointer would have to be escaped; no pattern has one.
        schema(self.schema).pointer(&pointer).unwrap_or_else(|| panic!("{pointer}")).clone()
    }

    /// Its keys and what the schema says of each.
    pub fn keys(&self) -> Vec<(String, Value)> {
        let table = self.table();
        table["properties"].as_object().unwrap().iter().map(|(key, of)| (key.clone(), of.clone())).collect()
    }

    /// What the reader finds in the table that holds `lines`.
    pub fn found(&self, lines: &str) -> Vec<Finding> {
        let end = if self.file == REPORT { "\n```\n" } else { "\n" };
        let text = format!("{}{lines}{end}", self.above);
        let first = self.above.lines().count() as u32;
        let file = self.file.rsplit('/').next().unwrap();
        let findings = read(self.file, &text).into_iter();
        let here = |finding: &Finding| finding.place.file.ends_with(file) && finding.place.line >= first;
        findings.filter(here).collect()
    }
}

/// What the readers of configuration and manuscript find in the good site in which `file` holds `text`.
fn read(file: &str, text: &str) -> Vec<Finding> {
    let folder = TempDir::new().unwrap();
    let files = tree(Path::new(GOOD)).into_iter().filter(|(path, _)| !path.starts_with("data/packets"));
    for (path, bytes) in files.chain([(file.to_owned(), text.as_bytes().to_vec())]) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    read_site(&folder.path().join("2022q4"))
}

/// What the readers find in an edition.
pub fn read_site(edition: &Path) -> Vec<Finding> {
    let config::Reading { site, edition, mut findings } = config::read(edition);
    if let (Some(site), Some(edition)) = (site, edition) {
        let read = edition.langs.iter().map(|lang| manuscript::read(&site, &edition, lang));
        findings.extend(read.flat_map(|read| read.findings));
    }
    findings
}
