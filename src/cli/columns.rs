//! Columns on a terminal: headings and cells in, lines out, with the widths that a terminal gives to kanji and Latin.

use teiten::report::{Align, ReplyColumn};
use unicode_width::UnicodeWidthStr;

/// Between columns.
const GAP: &str = "  ";

/// A line for the headings, and one for each row.
pub fn columns(columns: &[ReplyColumn], rows: &[Vec<String>]) -> Vec<String> {
    let head: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let lines = || std::iter::once(&head).chain(rows);
    let width =
        |at: usize| lines().filter_map(|line| line.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let cell = |(at, text): (usize, &String)| {
        let gap = " ".repeat(widths[at] - text.width());
        if columns[at].align == Align::Left { format!("{text}{gap}") } else { format!("{gap}{text}") }
    };
    let line = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().take(columns.len()).enumerate().map(cell).collect();
        cells.join(GAP).trim_end().to_owned()
    };
    lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let column = |name: &str, align| ReplyColumn { name: name.to_owned(), align };
        let heads = [column("順位", Align::Center), column("地域", Align::Left), column("数", Align::Right)];
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let lines = columns(&heads, &[row(["1", "オランダ", "12,345"]), row(["10", "US（米）", "9"])]);
        assert_eq!(lines, ["順位  地域          数", "   1  オランダ  12,345", "  10  US（米）       9"]);
        assert!(lines.iter().all(|line| line.width() == lines[0].width()), "{lines:#?}");
    }
}
