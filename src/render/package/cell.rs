//! A cell of a data file as what it is: a number, a day, or words.

use crate::quarter::Day;
use crate::report::FieldKind;

/// A number of more figures than this is not held exactly by a spreadsheet.
const FIGURES: usize = 15;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing: there is no value, or none that can be shown.
    Nothing,
    /// Words, a key, or what stands in place of a number.
    Text(&'a str),
    /// A day.
    Day(Day),
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Decimal(f64),
}

/// The cell `text` of a column of `kind`.
pub(super) fn cell(kind: FieldKind, text: &str) -> Cell<'_> {
    let read = match kind {
        _ if text.is_empty() => Some(Cell::Nothing),
        FieldKind::Text => None,
        FieldKind::Day => text.parse().ok().map(Cell::Day),
        FieldKind::Rank | FieldKind::Before | FieldKind::Integer => text.parse().ok().map(Cell::Whole),
        FieldKind::Decimal | FieldKind::Ratio => decimal(text).map(Cell::Decimal),
    };
    read.unwrap_or(Cell::Text(text))
}

/// A number that is written in figures; words such as `inf` are none.
fn decimal(text: &str) -> Option<f64> {
    let figures = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    text.chars().all(figures).then(|| text.parse().ok())?
}

/// Whether a spreadsheet holds the number `text` as it is.
pub(super) fn is_exact(text: &str) -> bool {
    text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count() <= FIGURES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_what_its_column_holds() {
        assert_eq!(cell(FieldKind::Integer, ""), Cell::Nothing);
        assert_eq!(cell(FieldKind::Integer, "x"), Cell::Text("x"));
        assert_eq!(cell(FieldKind::Before, ">10"), Cell::Text(">10"));
        assert_eq!(cell(FieldKind::Before, "7"), Cell::Whole(7));
        assert_eq!(cell(FieldKind::Ratio, "-0.571429"), Cell::Decimal(-0.571429));
        assert_eq!(cell(FieldKind::Decimal, "inf"), Cell::Text("inf"));
        assert_eq!(cell(FieldKind::Text, "23"), Cell::Text("23"));
        assert_eq!(cell(FieldKind::Day, "2022-10-01"), Cell::Day("2022-10-01".parse().unwrap()));
    }

    #[test]
    fn fifteen_figures_are_held() {
        assert!(is_exact("999999999999999") && is_exact("-0.000123456789012345"));
        assert!(!is_exact("1000000000000000") && !is_exact("123456789012.3456"));
    }
}
