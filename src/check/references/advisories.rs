//! Numbers of vulnerabilities and advisories: CVE-2021-44228, JVN#12345678, JVNVU#90821877.

use std::sync::LazyLock;

use regex::Regex;

use super::Passage;
use crate::check::pattern::{Hit, hits, narrow, pattern};
use crate::finding::{Finding, Said};
use crate::said;

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^A-Za-z0-9/])(?<at>(?i:CVE|JVN(?:VU|TA|DB)?|ＣＶＥ|ＪＶＮ)[ 　#＃:：\p{Pd}ー－_]?[0-9０-９]+(?:[ 　]?[\p{Pd}ー－_][ 　]?[0-9０-９]+)*)",
    )
});

static CVE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^CVE-(?<year>[0-9]{4})-[0-9]{4,7}$"));

static JVN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:JVN(?:VU|TA)?#?[0-9]{8}|JVNDB-[0-9]{4}-[0-9]{6})$"));

/// The first year that has numbers.
const FIRST: i32 = 1999;

/// The rule; `year` is the edition's. A report that comes out in the year after may know its numbers.
pub(super) fn in_passage(passage: &Passage, year: i32) -> Vec<Finding> {
    let text = passage.text();
    hits(passage, &text, &WRITTEN).iter().filter_map(|hit| judged(hit, year)).collect()
}

fn judged(hit: &Hit<'_>, year: i32) -> Option<Finding> {
    let words = hit.group("at")?;
    let is_cve = narrow(words).to_ascii_uppercase().starts_with("CVE");
    let named = CVE.captures(words).and_then(|found| found["year"].parse::<i32>().ok());
    let right = match is_cve {
        true => named.is_some_and(|named| (FIRST..=year + 1).contains(&named)),
        false => JVN.is_match(words),
    };
    (!right).then(|| finding(hit, words, is_cve, named))
}

fn finding(hit: &Hit<'_>, words: &str, is_cve: bool, year: Option<i32>) -> Finding {
    let what: Said = match year {
        Some(year) => said!(
            "「{words}」の年（{year}年）が正しくありません。",
            "The year of “{words}” cannot be right ({year})."
        ),
        None => said!("「{words}」の形が正しくありません。", "“{words}” is not well formed."),
    };
    let mend = match is_cve {
        true => said!(
            "「CVE-2021-44228」のように、西暦4桁と4桁以上の番号を半角の「-」でつないでください。",
            "Write it as CVE-2021-44228: a year and four figures or more, joined by “-”."
        ),
        false => said!(
            "「JVN#12345678」「JVNVU#90821877」「JVNTA#90821877」（8桁）か「JVNDB-2022-001234」の形にしてください。",
            "Write it as JVN#12345678, JVNVU#90821877, JVNTA#90821877 (eight figures) or JVNDB-2022-001234."
        ),
    };
    Finding::warning("vulnerability-form", hit.place.clone(), what, mend)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn advisories_have_their_form() {
        for text in [
            "CVE-2021-442",
            "CVE2021-44228",
            "cve-2021-44228",
            "CVE-2021ー44228",
            "CVE-2031-44228",
            "ＣＶＥ-2021-44228",
            "JVN#1234567",
            "JVNVU90821",
            "JVN-12345678",
            "JVNDB-2022-123",
        ] {
            assert_eq!(
                told(&in_passage(&paragraph(&format!("脆弱性（{text}）")), 2022)),
                [("vulnerability-form", 5)],
                "{text}"
            );
        }
        for text in [
            "CVE-2021-44228",
            "CVE-1999-0001、CVE-2023-1234567",
            "JVN#12345678",
            "JVNVU#90821877とJVNVU90821877",
            "JVNTA#90821877",
            "JVNDB-2022-001234",
            "CVE番号",
            "JVNの情報",
            "<https://jvn.jp/vu/JVNVU9082/>",
        ] {
            assert_eq!(told(&in_passage(&paragraph(&format!("脆弱性（{text}）")), 2022)), [], "{text}");
        }
    }
}
