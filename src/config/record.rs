//! `published.csv` as a record that grows: which of its rows an edition can read, and what it says once an edition has
//! been published, or withdrawn. Rows that stay keep their bytes.

use super::{Edition, Input, PublishedRank, Site};
use crate::digest::digest;
use crate::key::Key;
use crate::quarter::Quarter;

/// The columns of a record that is begun.
const COLUMNS: [&str; 5] = ["edition", "revision", "table", "rank", "key"];

/// `inputs` of `site` as `edition` has them: of the record, the rows of the edition before alone. So what is published
/// later changes nothing that was made.
pub(super) fn readable(inputs: Vec<Input>, site: &Site, edition: Option<&Edition>) -> Vec<Input> {
    let Some(edition) = edition else { return inputs };
    let told = site.published.iter().filter(|rank| rank.edition == edition.quarter.previous());
    let line = |rank: &PublishedRank| {
        let PublishedRank { edition, revision, table, rank, key, .. } = rank;
        format!("{edition},{revision},{table},{rank},{key}\n")
    };
    let rows: String = told.map(line).collect();
    let own = |input: Input| match input.role {
        "published" if rows.is_empty() => None,
        "published" => Some(Input { digest: digest(rows.as_bytes()), bytes: rows.len() as u64, ..input }),
        _ => Some(input),
    };
    inputs.into_iter().filter_map(own).collect()
}

/// `text`, a record or nothing, with `ranks` (table, rank, key) at its end as what `edition` told in `revision`; rows that
/// said so of that revision before are gone.
pub fn appended(text: &str, edition: Quarter, revision: &str, ranks: &[(String, u32, Key)]) -> String {
    let begun = if text.trim().is_empty() { COLUMNS.join(",") + "\n" } else { text.to_owned() };
    let record = Record::read(&begun).with_revision();
    let edition = edition.to_string();
    let mut kept = record.without(|row| {
        record.cell(row, "edition") == Some(&edition) && record.cell(row, "revision") == Some(revision)
    });
    if !kept.ends_with('\n') {
        kept.push_str(record.end);
    }
    for (table, rank, key) in ranks {
        let (rank, key) = (rank.to_string(), key.to_string());
        let value = |column: &String| match column.as_str() {
            "edition" => edition.as_str(),
            "revision" => revision,
            "table" => table,
            "rank" => &rank,
            "key" => &key,
            _ => "",
        };
        let cells: Vec<_> = record.header.iter().map(|column| cell(value(column))).collect();
        kept.push_str(&(cells.join(",") + record.end));
    }
    kept
}

/// `text`, a record, without what `edition` told: it has been withdrawn.
pub fn withdrawn(text: &str, edition: Quarter) -> String {
    let record = Record::read(text);
    let edition = edition.to_string();
    record.without(|row| record.cell(row, "edition") == Some(&edition))
}

/// A record by its rows, each with the bytes it stands in, its line's end included.
struct Record {
    header: Vec<String>,
    lines: Vec<(String, csv::StringRecord)>,
    end: &'static str,
}

impl Record {
    fn read(text: &str) -> Self {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().filter_map(Result::ok).collect();
        // The reader's own places lie before the line's end, or blank lines, that it skips.
        let begins = |row: &csv::StringRecord| {
            let at = row.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(usize::MAX));
            let rest = text.get(at..).unwrap_or_default();
            at + rest.len() - rest.trim_start_matches(['\r', '\n']).len()
        };
        let starts: Vec<_> = rows.iter().map(begins).chain([text.len()]).collect();
        let slice = |at: usize| {
            // What stands before the first row, a mark at most, stays with it.
            let from = if at == 0 { 0 } else { starts.get(at).copied().unwrap_or(text.len()) };
            text.get(from..starts.get(at + 1).copied().unwrap_or(text.len())).unwrap_or_default().to_owned()
        };
        let lines: Vec<_> = rows.into_iter().enumerate().map(|(at, row)| (slice(at), row)).collect();
        let name = |name: &str| name.trim_start_matches('\u{feff}').trim().to_owned();
        Self {
            header: lines.first().map(|(_, row)| row.iter().map(name).collect()).unwrap_or_default(),
            end: if text.contains("\r\n") { "\r\n" } else { "\n" },
            lines,
        }
    }

    /// With the column `revision`, empty where there was none: without it, two revisions would be one.
    fn with_revision(mut self) -> Self {
        const REVISION: &str = "revision";
        if self.header.iter().any(|column| column == REVISION) {
            return self;
        }
        self.header.push(REVISION.to_owned());
        for (at, (line, _)) in self.lines.iter_mut().enumerate() {
            let more = if at == 0 { ",revision" } else { "," };
            line.insert_str(line.trim_end_matches(['\r', '\n']).len(), more);
        }
        self
    }

    fn cell<'r>(&self, row: &'r csv::StringRecord, column: &str) -> Option<&'r str> {
        row.get(self.header.iter().position(|name| name == column)?).map(str::trim)
    }

    /// The text without the rows that are `gone`.
    fn without(&self, gone: impl Fn(&csv::StringRecord) -> bool) -> String {
        let stays = |at: usize, row: &csv::StringRecord| at == 0 || !gone(row);
        let lines = self.lines.iter().enumerate().filter(|(at, (_, row))| stays(*at, row));
        lines.map(|(_, (line, _))| line.as_str()).collect()
    }
}

/// `text` as a cell.
fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks() -> Vec<(String, u32, Key)> {
        vec![
            ("ports".to_owned(), 1, Key::Port("23/TCP".parse().unwrap())),
            ("names".to_owned(), 2, Key::Text("a,\"b\"".to_owned())),
        ]
    }

    fn after(text: &str, revision: &str) -> String {
        appended(text, "2022q4".parse().unwrap(), revision, &ranks())
    }

    #[test]
    fn a_record_is_begun_and_grows_by_what_is_new() {
        let begun = after("", "1.0");
        assert_eq!(
            begun,
            "edition,revision,table,rank,key\n2022q4,1.0,ports,1,23/TCP\n2022q4,1.0,names,2,\"a,\"\"b\"\"\"\n"
        );
        assert_eq!(after(&begun, "1.0"), begun, "the same rows stand twice");
        assert!(
            after(&begun, "1.1").starts_with(&begun) && after(&begun, "1.1").contains("2022q4,1.1,ports")
        );
        assert_eq!(withdrawn(&begun, "2022q4".parse().unwrap()), "edition,revision,table,rank,key\n");
    }

    #[test]
    fn what_was_written_by_hand_keeps_its_bytes() {
        let hand = "\u{feff}rank,key, edition ,revision,table\r\n\r\n1, 23/TCP,2022q3,,\"ports\"\r\n2,\"22/TCP\",2022q3,,ports";
        let grown = after(hand, "1.0");
        assert_eq!(
            grown,
            format!("{hand}\r\n1,23/TCP,2022q4,1.0,ports\r\n2,\"a,\"\"b\"\"\",2022q4,1.0,names\r\n")
        );
        assert_eq!(withdrawn(&grown, "2022q4".parse().unwrap()), format!("{hand}\r\n"));
    }

    #[test]
    fn a_record_without_revisions_gets_them() {
        let grown = after("edition,table,rank,key\n2022q4,ports,1,22/TCP\n", "1.0");
        assert!(
            grown.starts_with(
                "edition,table,rank,key,revision\n2022q4,ports,1,22/TCP,\n2022q4,ports,1,23/TCP,1.0\n"
            ),
            "{grown}"
        );
    }
}
