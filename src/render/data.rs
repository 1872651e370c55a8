//! Writes a data file as CSV: the values of a table or chart come in, bytes go out.
//!
//! UTF-8 with a byte order mark, because Excel in Japan reads a file without one as CP932; lines end in CR LF
//! (RFC 4180). Where the report has a notice or a licence, each is a last column, so that it travels with the data.

use crate::report::{Data, Front, Reply};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// First characters by which a spreadsheet takes a text for a formula; it takes the wide ones for the narrow.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A data file of a report.
pub(super) fn of_report(data: &Data, front: &Front) -> Vec<u8> {
    csv(data, &marks(front))
}

/// The last columns of every data file, each with what stands in all its cells.
pub(super) fn marks(front: &Front) -> Vec<(&'static str, String)> {
    let notice = front.notice.as_ref().map(|notice| ("notice", notice.mark.clone()));
    let licence =
        front.licence.as_ref().map(|licence| ("licence", format!("{} {}", licence.name, licence.url)));
    [notice, licence].into_iter().flatten().collect()
}

/// The data of an answer; what they are of goes with them, too.
pub(super) fn of_reply(reply: &Reply) -> Vec<u8> {
    let notice = reply.mark.clone().map(|mark| ("notice", mark));
    csv(&reply.data, &notice.into_iter().chain([("subject", reply.title.clone())]).collect::<Vec<_>>())
}

/// A table as a CSV file.
pub(super) fn table(header: &[&str], rows: Vec<Vec<String>>) -> Vec<u8> {
    let header = header.iter().map(|name| (*name).to_owned()).collect();
    csv(&Data { header, rows, ..Data::default() }, &[])
}

/// `data` as a CSV file, with `marks` as its last columns.
fn csv(data: &Data, marks: &[(&str, String)]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let names = marks.iter().map(|(name, _)| *name);
    line(&mut writer, data.header.iter().map(String::as_str).chain(names));
    for row in &data.rows {
        let values = marks.iter().map(|(_, value)| value.as_str());
        line(&mut writer, row.iter().map(String::as_str).chain(values));
    }
    writer.into_inner().expect("a vector takes every byte")
}

fn line<'a>(writer: &mut csv::Writer<Vec<u8>>, cells: impl Iterator<Item = &'a str>) {
    writer.write_record(cells.map(harmless)).expect("a vector takes every byte");
}

/// `cell` as a spreadsheet shows it: what it would run as a formula gets an apostrophe before it, numbers do not.
fn harmless(cell: &str) -> String {
    let number = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let is_number = [whole, part]
        .iter()
        .all(|figures| !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit()));
    if cell.starts_with(FORMULA) && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in [
            "=1+1", "+1", "-1+1", "-", "--1", "-1.", "-.5", "-1.2.3", "-0.5+1", "@SUM(A1)", "\t=1", "\r=1",
            "\n=1", "＝1", "－",
        ] {
            assert_eq!(harmless(hostile), format!("'{hostile}"));
        }
        for good in ["-42", "-0.571429", "0", "23/TCP", "2022-10-01", "", "1.5", "a=b"] {
            assert_eq!(harmless(good), good);
        }
    }
}
