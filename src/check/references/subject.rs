//! What the words before a reference say that it leads to: ports or regions, ranks or a course.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::captions::subject::{other_rows, rows};
use crate::check::pattern::pattern;
use crate::check::{Origin, Passage, Piece};
use crate::finding::{Finding, Said};
use crate::manuscript::{Block, Manuscript};
use crate::question::By;
use crate::said;

/// Words right before a reference that only a chart, or only a table, can follow.
static COURSE: LazyLock<Regex> = LazyLock::new(|| pattern(r"推移[をは、]{1,2}$"));
static RANKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"順位[をは、]{1,2}$"));

/// The rule.
pub(super) fn in_passage(passage: &Passage, manuscript: &Manuscript) -> Vec<Finding> {
    let (mut findings, mut before) = (Vec::new(), String::new());
    for piece in &passage.pieces {
        if let Origin::Reference(id) = &piece.origin {
            let words = before.rsplit('。').next().unwrap_or_default();
            let block = manuscript.blocks.iter().find(|block| block.id() == Some(id));
            findings
                .extend(block.and_then(|block| differs(words, block)).map(|what| finding(piece, id, what)));
            before.clear();
        }
        before += &piece.text;
    }
    findings
}

/// What differs between the words before a reference and its block.
fn differs(words: &str, block: &Block) -> Option<Said> {
    let by = match block {
        Block::Table(table) => &table.question.by,
        Block::Chart(chart) => &chart.question.by,
        _ => return None,
    };
    if let Some((_, other)) = other_rows(words, by).filter(|_| matches!(by, By::Port | By::Region)) {
        let Said { ja, en } = rows(by);
        return Some(said!(
            "「{other}」とありますが、{ja}の集計です。",
            "The text says “{other}”, but it is {en}."
        ));
    }
    match block {
        Block::Table(_) if COURSE.is_match(words) => Some(said!(
            "「推移」とありますが、表です。",
            "The text speaks of a course (推移), but it is a table."
        )),
        Block::Chart(_) if RANKS.is_match(words) => Some(said!(
            "「順位」とありますが、グラフです。",
            "The text speaks of ranks (順位), but it is a chart."
        )),
        _ => None,
    }
}

fn finding(piece: &Piece, id: &str, what: Said) -> Finding {
    let Said { ja, en } = what;
    Finding::warning(
        "reference-subject",
        piece.place.clone(),
        said!(
            "参照先「{id}」が、すぐ前の言葉と合いません。{ja}",
            "The reference “{id}” does not fit the words before it. {en}"
        ),
        said!(
            "[](#{id})がほかの図表と入れ替わっていないか確かめてください。",
            "See whether [](#{id}) is swapped with another one."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};
    use crate::finding::Place;
    use crate::manuscript::Table;
    use crate::question::{Filter, Question, Scope};

    #[test]
    fn a_reference_fits_the_words_before_it() {
        let table = |id: &str, by| {
            let filter = Filter { scope: Scope::Home, conditions: Vec::new() };
            let question = Question { source: "x".to_owned(), by, filter, measure: "packets".to_owned() };
            let (id, columns, notes) = (id.to_owned(), Vec::new(), Vec::new());
            Block::Table(Table {
                id,
                question,
                top: 5,
                columns,
                caption: None,
                notes,
                place: Place::default(),
            })
        };
        let blocks = vec![table("ports", By::Port), table("regions", By::Region)];
        let manuscript = Manuscript { blocks, ..Manuscript::default() };
        for (text, expected) in [
            ("宛先ポート番号別の上位5件は、¶regions¶のとおりです", vec![("reference-subject", 16)]),
            ("地域別に集計した上位5地域を¶ports¶に、", vec![("reference-subject", 15)]),
            ("推移を¶ports¶に示します", vec![("reference-subject", 4)]),
            ("宛先ポート番号別の上位は¶ports¶、送信元地域別は¶regions¶です", vec![]),
            ("宛先ポート番号は述べました。順位を¶regions¶に示します", vec![]),
            ("米国からのパケットは（¶ports¶）", vec![]),
        ] {
            assert_eq!(told(&in_passage(&paragraph(text), &manuscript)), expected, "{text}");
        }
    }
}
