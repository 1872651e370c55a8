//! HTML comments are notes between writers; any other HTML is refused, and no text beside a comment gets lost.
//!
//! `<!-- 校閲: period 理由 -->` (or `check:`) is a word to the proof-reader, who judges it.

use super::{Reader, Silence};
use crate::finding::{Finding, Place};
use crate::said;

/// An HTML block, which CommonMark lets run to the end of the line on which its comment closes.
pub(super) fn block(reader: &mut Reader<'_>, html: &str, place: Place) {
    let mut rest = html.trim();
    while let Some(open) = rest.strip_prefix("<!--") {
        let Some(close) = open.find("-->") else {
            reader.manuscript.cut = true;
            reader.findings.push(Finding::error(
                "comment-open",
                place,
                said!(
                    "このコメントは閉じられていません。このままでは、以降の本文がレポートに出ません。",
                    "This comment is never closed; the text after it would be lost."
                ),
                said!("コメントの終わりに「-->」を書いてください。", "End the comment with “-->”."),
            ));
            return;
        };
        note(reader, &open[..close], true, &place);
        rest = open[close + 3..].trim();
    }
    if rest.starts_with('<') {
        reader.findings.push(raw(place));
    } else if !rest.is_empty() {
        reader.manuscript.cut = true;
        reader.findings.push(Finding::error(
            "comment-text",
            place,
            said!(
                "コメントと同じ行にある本文は、レポートに出ません。",
                "Text on the line of a comment would be lost."
            ),
            said!(
                "コメントの後で改行し、空行を入れてください。",
                "Put the text on a line of its own, after an empty line."
            ),
        ));
    }
}

/// HTML inside a paragraph.
pub(super) fn inline(reader: &mut Reader<'_>, html: &str, place: Place) {
    match html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) {
        Some(comment) => note(reader, comment, false, &place),
        None => reader.findings.push(raw(place)),
    }
}

/// What a comment says; `alone` on its lines or inside of a paragraph.
fn note(reader: &mut Reader<'_>, comment: &str, alone: bool, place: &Place) {
    pending(reader, comment, place);
    reader.manuscript.silences.extend(silence(comment, alone, place));
}

/// The words that open a silence, and those that people take for them.
const SILENCES: [&str; 2] = ["校閲", "check"];
const NEARLY: [&str; 1] = ["校正"];

/// What stands after `校閲:`: a code, the words that it speaks of where they are quoted, and a reason.
fn silence(comment: &str, alone: bool, place: &Place) -> Option<Silence> {
    let comment = comment.trim();
    let opening = |words: &[&str]| words.iter().find_map(|word| comment.strip_prefix(word));
    let (said, is_opening) = match opening(&SILENCES) {
        Some(said) => (said, true),
        None => (opening(&NEARLY)?, false),
    };
    let (said, has_colon) = match said.trim_start().strip_prefix([':', '：']) {
        Some(said) => (said, true),
        None => (said.strip_prefix(char::is_whitespace)?, false),
    };
    let said = said.trim();
    let (code, rest) =
        said.split_at(said.find(|c: char| c.is_whitespace() || c == '「').unwrap_or(said.len()));
    let quoted = rest.strip_prefix('「').and_then(|rest| rest.split_once('」'));
    let (words, reason) = quoted.map_or((None, rest), |(words, rest)| (Some(words.to_owned()), rest));
    Some(Silence {
        code: code.trim_matches(['[', ']', '［', '］', ',', '，', '、', ':', '：']).to_owned(),
        words,
        reason: reason.trim().to_owned(),
        is_formed: is_opening && has_colon,
        alone,
        place: place.clone(),
    })
}

/// 要確認 in a comment is listed by every build and stops publication.
fn pending(reader: &mut Reader<'_>, comment: &str, place: &Place) {
    if comment.contains("要確認") {
        let comment = comment.trim();
        reader.findings.push(reader.edition.unpublishable(Finding::warning(
            "to-confirm",
            place.clone(),
            said!("確認の済んでいない注記があります：{comment}", "Still to be confirmed: {comment}"),
            said!("確認が済んだらコメントを消してください。", "Remove the comment once it is confirmed."),
        )));
    }
}

fn raw(place: Place) -> Finding {
    Finding::error(
        "html-refused",
        place,
        said!("HTMLは原稿に書けません。", "HTML cannot be written in a manuscript."),
        said!(
            "Markdownで書き直してください。「<」をそのまま表示するときは「\\<」と書きます。",
            "Write it in Markdown; for a plain “<” write “\\<”."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_has_a_code_and_a_reason() {
        for (comment, said) in [
            (
                " 校閲: period 前年の件数は別のレポートによる ",
                Some(("period", None, "前年の件数は別のレポートによる", true)),
            ),
            ("校閲：period　別の レポート", Some(("period", None, "別の レポート", true))),
            (
                "check: period as in the annual report",
                Some(("period", None, "as in the annual report", true)),
            ),
            (
                "校閲: number-false「59,090」 前号の値",
                Some(("number-false", Some("59,090"), "前号の値", true)),
            ),
            ("校閲: [number-false], 前号の値", Some(("number-false", None, "前号の値", true))),
            ("校閲: period 「昨年」は別の話", Some(("period", None, "「昨年」は別の話", true))),
            ("校閲: period", Some(("period", None, "", true))),
            ("校閲:", Some(("", None, "", true))),
            ("校正: period 別の", Some(("period", None, "別の", false))),
            ("校閲 period 別の", Some(("period", None, "別の", false))),
            ("校閲は済んでいます", None),
            ("checked: period x", None),
        ] {
            let read = silence(comment, true, &Place::default());
            let read = read.as_ref().map(|read| {
                (read.code.as_str(), read.words.as_deref(), read.reason.as_str(), read.is_formed)
            });
            assert_eq!(read, said, "{comment}");
        }
    }
}
