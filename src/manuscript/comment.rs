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

/// The words that open a silence.
const SILENCES: [&str; 2] = ["校閲", "check"];

/// What stands after `校閲:`: a code and a reason.
fn silence(comment: &str, alone: bool, place: &Place) -> Option<Silence> {
    let comment = comment.trim();
    let said = SILENCES.iter().find_map(|word| comment.strip_prefix(word))?;
    let said = said.trim_start().strip_prefix([':', '：'])?.trim();
    let (code, reason) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
    let (code, reason) = (code.to_owned(), reason.trim().to_owned());
    Some(Silence { code, reason, alone, place: place.clone() })
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
                Some(("period", "前年の件数は別のレポートによる")),
            ),
            ("校閲：period　別の レポート", Some(("period", "別の レポート"))),
            ("check: period as in the annual report", Some(("period", "as in the annual report"))),
            ("校閲: period", Some(("period", ""))),
            ("校閲:", Some(("", ""))),
            ("校閲は済んでいます", None),
            ("checked: period x", None),
        ] {
            let read = silence(comment, true, &Place::default());
            let read = read.as_ref().map(|silence| (silence.code.as_str(), silence.reason.as_str()));
            assert_eq!(read, said, "{comment}");
        }
    }
}
