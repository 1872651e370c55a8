//! Numbers that teiten gives, typed by hand: ［表1］, （1）, and those of headings.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::pattern::{Hit, hits, pattern};
use crate::check::{Passage, Role};
use crate::finding::Finding;
use crate::said;

/// 表1, ［図 2］, Table 1; not 意図1, 表2列.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^\p{Han}])(?<at>[［\[]?(?:表|図)[ 　]?[0-9０-９]{1,2}[］\]]?)(?:$|[^0-9０-９列行つ種枚本件社台%％年月日])|(?:^|[^A-Za-z])(?<at2>(?:Table|Figure|Fig\.) ?[0-9]{1,2})",
    )
});

/// （1） behind a word and before the rest of its sentence; where points are counted it stands before them.
static CITATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\p{Han}\p{Hiragana}\p{Katakana}ー」A-Za-z0-9](?<at>[（(\[][0-9０-９]{1,2}[）)\]])[。、をにのはがと]",
    )
});

/// `1. 概況`, `2.1　…`, 第1章; not `3.5倍`.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:[0-9０-９]{1,2}[.．])+[ 　]*(?<rest>[^0-9０-９]|$)|[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})+[.．]?[ 　]+|[0-9０-９]{1,2}[ 　]+|第[0-9０-９一二三四五六七八九十]{1,3}[章節]|[（(][0-9０-９]{1,2}[）)])",
    )
});

/// The rule.
pub(super) fn in_passage(passage: &Passage) -> Vec<Finding> {
    let text = passage.text();
    if passage.role == Role::Heading {
        return hits(passage, &text, &HEADING).iter().map(heading).collect();
    }
    let figures = hits(passage, &text, &FIGURE);
    let citations = hits(passage, &text, &CITATION);
    figures.iter().map(figure).chain(citations.iter().map(citation)).collect()
}

fn figure(hit: &Hit<'_>) -> Finding {
    let words = hit.words();
    Finding::warning(
        "reference-typed",
        hit.place.clone(),
        said!(
            "図表の番号「{words}」が手で書かれています。図表が増えると、ずれます。",
            "The number “{words}” is typed by hand: it goes wrong when a table or figure is added."
        ),
        said!("「[](#id)」と書くと、番号が印刷されます。", "Write [](#id), which prints the number."),
    )
}

fn citation(hit: &Hit<'_>) -> Finding {
    let words = hit.words();
    Finding::warning(
        "reference-typed",
        hit.place.clone(),
        said!(
            "参考文献の番号「{words}」が手で書かれているようです。文献が増えると、ずれます。",
            "The number of a reference seems to be typed by hand: “{words}”."
        ),
        said!("「[^名前]」と書くと、番号が印刷されます。", "Write [^name], which prints the number."),
    )
}

fn heading(hit: &Hit<'_>) -> Finding {
    let rest = hit.group("rest").unwrap_or_default();
    let words = hit.words().strip_suffix(rest).unwrap_or(hit.words()).trim_end();
    Finding::warning(
        "heading-number",
        hit.place.clone(),
        said!(
            "見出しの番号「{words}」が手で書かれています。印刷では番号が重なります。",
            "The heading's number “{words}” is typed by hand: it prints twice."
        ),
        said!("番号を取り除いてください。見出しには自動で付きます。", "Remove it: headings are numbered."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, passage, told};

    #[test]
    fn numbers_that_teiten_gives_are_not_typed() {
        for (text, expected) in [
            ("上位5件は［表 1］のとおり", vec![("reference-typed", 6)]),
            ("推移を図2に示します", vec![("reference-typed", 4)]),
            ("IANAの文書（1）をご参照ください", vec![("reference-typed", 8)]),
            ("案内しています（3）。", vec![("reference-typed", 8)]),
            ("as Table 1 shows", vec![("reference-typed", 4)]),
            ("次の2点です。（1）更新する、（2）変更する", vec![]),
            ("¶top_ports¶のとおり、表の2列目、地図2枚、意図1、図表10点", vec![]),
            ("国内（3台）と海外（2台）で、TCP（6）", vec![]),
        ] {
            assert_eq!(told(&in_passage(&paragraph(text))), expected, "{text}");
        }
    }

    #[test]
    fn headings_are_numbered_by_teiten() {
        for (text, number) in [
            ("1. 概況", true),
            ("１．概況", true),
            ("2.1　Mirai型パケット", true),
            ("2.1. 増加", true),
            ("第1章 概況", true),
            ("（1）概況", true),
            ("1 概況", true),
            ("81/TCP宛のパケットの増加", false),
            ("1日だけ観測された1469/UDP", false),
            ("3.5倍に増えた81/TCP", false),
            ("2022年を振り返って", false),
        ] {
            let findings = in_passage(&passage(Role::Heading, text));
            assert_eq!(told(&findings), if number { vec![("heading-number", 1)] } else { vec![] }, "{text}");
        }
    }
}
