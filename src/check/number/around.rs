//! Bound values that are another key's than the one the sentence speaks of: a binding that was copied and left.

use super::super::passage::Origin;
use super::super::rows::ends_in;
use super::ground::Ground;
use super::line::Line;
use super::subject::{Mention, Named};
use crate::binding::Step;
use crate::finding::Finding;
use crate::key::Key;
use crate::question::By;
use crate::said;

/// What names a row and is no value of it.
const NAMES: [&str; 3] = ["label", "name", "service"];

/// Values of a key that its sentence does not name, where it names others of the kind.
pub(super) fn strangers(ground: &Ground<'_>, line: &Line<'_>, named: &Named) -> Vec<Finding> {
    let stranger = |(range, piece): &(std::ops::Range<usize>, &super::super::passage::Piece)| {
        let Origin::Bound(expression) = &piece.origin else { return None };
        let (block, key) = ground.row_of(expression)?;
        let Some(Step::Name(attribute)) = expression.path.last() else { return None };
        if NAMES.contains(&attribute.as_str()) || matches!(expression.path.get(1), Some(Step::Row(_))) {
            return None;
        }
        let sentence = line.sentence(range.start);
        let spoken = named.mentions.iter().filter(|own| {
            sentence.contains(&own.at) && kind(&own.key) == kind(&key) && !is_value(line, own.at)
        });
        let spoken: Vec<_> = spoken.collect();
        if spoken.is_empty() || spoken.iter().any(|own| own.key == key) {
            return None;
        }
        let (label, other) = (super::ranking::label(ground, block, &key), &spoken[0].key);
        let other = super::ranking::label(ground, block, other);
        let print = &piece.text;
        Some(Finding::warning(
            "number-of-another",
            piece.place.clone(),
            match expression.claim {
                None => said!(
                    "「{print}」は{label}の値ですが、この文が述べているのは{other}です。",
                    "“{print}” is a value of {label}, but the sentence speaks of {other}."
                ),
                Some(_) => said!(
                    "「{print}」は{label}の条件を使った文ですが、この文が述べているのは{other}です。",
                    "“{print}” rests on a condition of {label}, but the sentence speaks of {other}."
                ),
            },
            said!(
                "キーを直すか、どの項目の値かを文に書いてください。",
                "Mend the key, or say in the sentence whose value it is."
            ),
        ))
    };
    line.pieces.iter().filter_map(stranger).collect()
}

/// Whether a mention is a bound value, which names no key to a reader.
fn is_value(line: &Line<'_>, at: usize) -> bool {
    line.pieces.iter().any(|(range, piece)| {
        range.start == at
            && match &piece.origin {
                Origin::Bound(expression) => {
                    !matches!(expression.path.last(), Some(Step::Name(name)) if NAMES.contains(&name.as_str()))
                }
                _ => false,
            }
    })
}

fn kind(key: &Key) -> u8 {
    match key {
        Key::Port(_) => 0,
        Key::Region(_) => 1,
        Key::Text(_) => 2,
        Key::Total | Key::Rest => 3,
    }
}

/// Typed ports of which no table or chart of ports has a packet.
pub(super) fn absent(ground: &Ground<'_>, line: &Line<'_>, named: &Named) -> Vec<Finding> {
    let of_ports = || ground.blocks.iter().filter(|block| block.question.by == By::Port);
    let known = |key: &Key| of_ports().any(|block| block.row(key).is_some());
    let finding = |own: &Mention| {
        let Key::Port(port) = own.key else { return None };
        let (piece, place) = line.passage.at(own.at)?;
        if of_ports().next().is_none() || piece.origin != Origin::Typed || known(&own.key) {
            return None;
        }
        Some(Finding::warning(
            "number-unmatched",
            place,
            said!(
                "「{port}」のパケットは、どの図表のデータにもありません。",
                "No table or chart has a packet of “{port}”."
            ),
            said!(
                "ポート番号を確かめてください。データにない観測なら、facts.toml に出典とともに書いて {{{{ facts.名前 }}}} で示してください。",
                "Check the port. If it was seen elsewhere, write it with its source in facts.toml and bind {{{{ facts.name }}}}."
            ),
        ))
    };
    named.mentions.iter().filter_map(finding).collect()
}

/// 「位」 behind a previous rank that is none: TOP10外位.
pub(super) fn beyond(line: &Line<'_>) -> Vec<Finding> {
    let finding = |pair: &[(std::ops::Range<usize>, &super::super::passage::Piece)]| {
        let [(_, piece), (_, next)] = pair else { return None };
        let Origin::Bound(expression) = &piece.origin else { return None };
        let ranked = expression.calls.is_empty() && piece.text.bytes().all(|b| b.is_ascii_digit());
        if ranked || !ends_in(expression, &["previous"]) || !next.text.starts_with('位') {
            return None;
        }
        let (print, path) = (&piece.text, crate::binding::Expression::of_path(expression.path.clone()));
        Some(Finding::error(
            "number-false",
            piece.place.clone(),
            said!("「{print}位」と印刷されます。", "This prints “{print}位”."),
            said!(
                "「{{{{ {path} | rank }}}}」に置き換え、後の「位」を取ってください。順位があるときは「6位」のように、ないときは「TOP10外」のように印刷されます。",
                "Write {{{{ {path} | rank }}}} and no 位 behind it: it prints a rank with its unit, or the words for none."
            ),
        ))
    };
    line.pieces.windows(2).filter_map(finding).collect()
}
