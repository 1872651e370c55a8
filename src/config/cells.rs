//! Where the cells of a CSV record stand. The CSV reader says only where the record does.

use crate::finding::Place;

/// Where each cell of the record at `position` of `text`, the content of `file`, begins.
pub(super) fn places(file: &str, text: &str, position: Option<&csv::Position>) -> Vec<Place> {
    let Some(position) = position else { return Vec::new() };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.get(start..).unwrap_or("");
    let record = rest.trim_start_matches(['\r', '\n']);
    let skipped = rest.len() - record.len();
    let blank = rest.bytes().take(skipped).filter(|byte| *byte == b'\n').count();
    let mut line = u32::try_from(position.line() + blank as u64).unwrap_or(u32::MAX);
    let (mut column, mut quoted) = (1, false);
    let mut places = vec![Place::at(file, line, column)];
    for character in record.chars() {
        column += 1;
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => places.push(Place::at(file, line, column)),
            '\n' | '\r' if !quoted => break,
            '\n' => (line, column) = (line.saturating_add(1), 1),
            _ => {}
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_behind_blank_lines_quotes_and_wide_characters() {
        let text = "a,b\r\n\r\n\r\n\"x,\n\"\"y\",日本,z\n";
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let records: Vec<_> = reader.records().map(|record| record.unwrap()).collect();
        assert_eq!(records[1].iter().collect::<Vec<_>>(), ["x,\n\"y", "日本", "z"]);
        let found: Vec<_> =
            places("f", text, records[1].position()).iter().map(|p| (p.line, p.column)).collect();
        assert_eq!(found, [(4, 1), (5, 6), (5, 9)]);
    }
}
