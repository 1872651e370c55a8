//! です・ます and である do not mix in the sentences of the body, nor in those of the summary, of the notes or of what
//! charts show, each of which may have its own style. Lists, captions and cells are not looked at.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::pattern::{pattern, typed};
use crate::check::{Passage, Role};
use crate::finding::{Finding, Place};
use crate::manuscript::{Block, List, Manuscript};
use crate::said;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Polite,
    Plain,
}

static POLITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:です|でした|でしょう|ます|ました|ません|ませんでした|ましょう|ください|下さい)(?:か|ね|よ)?$",
    )
});

static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:である|であった|だ|だった|だろう|[いきしちにみりれせえけてべめっんか]た|ない|なかった|する|いる|ある|なる|れる|える|める|ける|せる|てる|べる|きる|みる|できる|わかる|たい|いう|よう|づく)$",
    )
});

/// A sentence that ends with a full stop in words that somebody typed.
struct Sentence {
    style: Style,
    /// Its last words.
    words: String,
    place: Place,
}

/// The rule.
pub(in crate::check) fn find(manuscript: &Manuscript, passages: &[&Passage]) -> Vec<Finding> {
    let listed = listed(&manuscript.blocks);
    let kinds: [fn(&Role) -> bool; 4] = [
        |role| *role == Role::Paragraph,
        |role| *role == Role::Summary,
        |role| *role == Role::Note,
        |role| matches!(role, Role::Finding(_)),
    ];
    let free = || passages.iter().filter(|passage| !listed.contains(&passage.place));
    let alike = |kind: fn(&Role) -> bool| mixed(free().filter(move |passage| kind(&passage.role)));
    kinds.into_iter().flat_map(alike).collect()
}

/// The sentences of `passages` that are not in the style of the others.
fn mixed<'a>(passages: impl Iterator<Item = &'a &'a Passage>) -> Vec<Finding> {
    let sentences: Vec<_> = passages.flat_map(|passage| sentences(passage)).collect();
    let polite = sentences.iter().filter(|sentence| sentence.style == Style::Polite).count();
    let odd = if polite * 2 >= sentences.len() { Style::Plain } else { Style::Polite };
    sentences.iter().filter(|sentence| sentence.style == odd).map(told).collect()
}

/// Where the paragraphs of lists begin.
fn listed(blocks: &[Block]) -> BTreeSet<Place> {
    fn within(list: &List, places: &mut BTreeSet<Place>) {
        for block in list.items.iter().flatten() {
            match block {
                Block::List(list) => within(list, places),
                Block::Paragraph(paragraph) => {
                    let first = paragraph.inlines.iter().find_map(|inline| inline.place());
                    places.insert(first.unwrap_or(&paragraph.place).clone());
                }
                _ => {}
            }
        }
    }
    let mut places = BTreeSet::new();
    for block in blocks {
        if let Block::List(list) = block {
            within(list, &mut places);
        }
    }
    places
}

fn sentences(passage: &Passage) -> Vec<Sentence> {
    let text = passage.text();
    let bare = outside(&text);
    let stops = bare.match_indices('。').map(|(at, _)| at);
    stops.filter_map(|at| sentence(passage, &bare[..at])).collect()
}

/// The sentence that ends with `before`.
fn sentence(passage: &Passage, before: &str) -> Option<Sentence> {
    let own = before.rsplit(['。', '\u{0}']).next()?;
    let style = match (POLITE.is_match(own), PLAIN.is_match(own)) {
        (true, _) => Style::Polite,
        (false, true) => Style::Plain,
        _ => return None,
    };
    let words: Vec<_> = own.char_indices().rev().take(6).collect();
    let begins = before.len() - own.len() + words.last()?.0;
    let place = typed(passage, begins).or_else(|| typed(passage, before.len() - '。'.len_utf8()))?;
    Some(Sentence { style, words: before[begins..].to_owned(), place })
}

/// `text` with what stands in brackets and quotes blotted out, every byte in its place.
fn outside(text: &str) -> String {
    let (mut depth, mut outside) = (0_u32, String::new());
    for c in text.chars() {
        let opens = "（「『(［".contains(c);
        let closes = "）」』)］".contains(c);
        depth += u32::from(opens);
        if depth == 0 && !closes {
            outside.push(c);
        } else {
            outside.extend(std::iter::repeat_n('\u{0}', c.len_utf8()));
        }
        depth = depth.saturating_sub(u32::from(closes));
    }
    outside
}

fn told(sentence: &Sentence) -> Finding {
    let words = &sentence.words;
    let (own, other) = match sentence.style {
        Style::Plain => ("である", "です・ます"),
        Style::Polite => ("です・ます", "である"),
    };
    Finding::warning(
        "style-mixed",
        sentence.place.clone(),
        said!(
            "「…{words}。」は「{own}」体ですが、本文のほかの文は「{other}」体です。",
            "“…{words}。” ends in the style of {own}, the other sentences in that of {other}."
        ),
        said!("「{other}」体にそろえてください。", "End it in the style of {other}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    fn found(texts: &[&str]) -> Vec<u32> {
        let passages: Vec<_> = texts.iter().map(|text| paragraph(text)).collect();
        let findings = find(&Manuscript::default(), &passages.iter().collect::<Vec<_>>());
        told(&findings).iter().map(|(_, column)| *column).collect()
    }

    #[test]
    fn the_rarer_style_is_told() {
        let polite = "増えました。減りました。順位は変わりません。";
        assert_eq!(found(&[polite, "23/TCPが最も多く観測された。"]), [11]);
        assert_eq!(found(&[polite, "広い範囲への探索とは考えにくいものである。"]), [15]);
        assert_eq!(found(&["増えた。減った。順位は変わらない。", "次に多いのは米国です。"]), [5]);
        for right in [
            "特徴をもつパケット（以下「Mirai型」という。）を分類しました。",
            "確認してください。",
            "製造元は「更新する。」と案内しています。",
            "次のとおりです（増えたもの）。",
            "{23/TCPが増えた。}",
            "大きな変化なし。",
        ] {
            assert_eq!(found(&[polite, right]), [0_u32; 0], "{right}");
        }
    }
}
