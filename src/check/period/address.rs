//! Addresses that carry a quarter: …/2022q3/…, report202207-09.html.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::pattern::{number, pattern};
use crate::check::{Desk, Origin, Passage};
use crate::finding::{Finding, Place};
use crate::quarter::Quarter;
use crate::said;

static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^0-9])(?<year>20[0-9]{2})(?:[-_/]?[qQ](?<quarter>[1-4])|[-_/]?(?<first>0[147]|10)[-_](?<last>0[369]|12))(?:$|[^0-9])",
    )
});

/// The quarter that the address of a quarterly report names.
fn quarter(address: &str) -> Option<Quarter> {
    let named = QUARTER.captures(address)?;
    let figure = |name: &str| named.name(name).and_then(|found| number(found.as_str()));
    let year = figure("year")?;
    match (figure("quarter"), figure("first"), figure("last")) {
        (Some(number), ..) => Quarter::new(year, number as u32),
        (_, Some(first), Some(last)) if last == first + 2 => Quarter::new(year, first as u32 / 3 + 1),
        _ => None,
    }
}

/// Words that say that another edition is meant.
const OTHER: [&str; 7] = ["前四半期", "前回", "前号", "前年", "過去", "これまで", "previous"];

/// Addresses of another quarter than the edition's, where neither the passage nor its period says so.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Finding> {
    let own = desk.job.edition.quarter;
    let wrong = |passage: &Passage| {
        let text = passage.text();
        let told = |meant: Quarter| {
            OTHER.iter().any(|other| text.contains(other)) || text.contains(&desk.words.quarter(meant))
        };
        let literals = passage.pieces.iter().filter(|piece| piece.origin == Origin::Literal);
        let named = literals.filter_map(|piece| Some((piece, quarter(&piece.text)?)));
        let wrong = named.filter(|(_, meant)| *meant != own && !told(*meant));
        wrong.map(|(piece, meant)| finding(&piece.text, meant, own, &piece.place)).collect::<Vec<_>>()
    };
    desk.passages.iter().flat_map(wrong).collect()
}

fn finding(address: &str, meant: Quarter, own: Quarter, place: &Place) -> Finding {
    Finding::warning(
        "period",
        place.clone(),
        said!(
            "URL「{address}」は{meant}のもののようですが、この版は{own}です。",
            "The address “{address}” seems to be of {meant}, but this edition is {own}."
        ),
        said!(
            "{own}のURLに直してください。前の版を指すのなら、文の中で「前四半期の」などと書いてください。",
            "Give the address of {own}, or let the sentence say that an earlier edition is meant."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_quarters_in_two_ways() {
        for (address, named) in [
            ("https://www.example.jp/2022q3/", Some("2022q3")),
            ("https://www.example.jp/report/report202207-09.html", Some("2022q3")),
            ("https://www.example.jp/report202210-12.html", Some("2022q4")),
            ("https://www.example.jp/2022/Q1/x", Some("2022q1")),
            ("https://www.example.jp/2022/07/report.html", None),
            ("https://www.example.jp/202207-08", None),
            ("https://jvn.jp/vu/JVNVU90821877/", None),
            ("https://www.example.jp/20220701-06", None),
        ] {
            assert_eq!(quarter(address), named.map(|named| named.parse().unwrap()), "{address}");
        }
    }
}
