//! HTML comments are notes between writers; any other HTML is refused, and no text beside a comment gets lost.

use super::Reader;
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
        pending(reader, &open[..close], &place);
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
        Some(comment) => pending(reader, comment, &place),
        None => reader.findings.push(raw(place)),
    }
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
