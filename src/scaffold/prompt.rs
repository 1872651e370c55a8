//! What the new manuscript asks of its writers, in its own language. 要確認 in it keeps it from being published.

use crate::finding::Said;
use crate::lang::Lang;
use crate::said;

/// Opens the comment that keeps what the last edition said, for its writer alone.
const BEFORE: [&str; 2] = ["前の版", "Last edition"];

/// Asks for a paragraph; `before` is what stood in its place.
pub(super) fn paragraph(lang: &Lang, before: &str) -> String {
    asked(
        lang,
        &said!("要確認: この四半期のことを書いてください。", "要確認: write what holds of this quarter."),
        before,
    )
}

/// Asks for a note.
pub(super) fn note(lang: &Lang, before: &str) -> String {
    asked(
        lang,
        &said!(
            "要確認: 注（※）が今回も要るなら、書き直してください。",
            "要確認: write this note anew, if this quarter needs one."
        ),
        before,
    )
}

/// Asks for a table by hand, a list or anything else of more than one line.
pub(super) fn piece(lang: &Lang, before: &str) -> String {
    asked(
        lang,
        &said!(
            "要確認: 表や箇条書きが今回も要るなら、書き直してください。",
            "要確認: write this table or list anew, if this quarter needs it."
        ),
        before,
    )
}

/// Asks whether a topic is still one; the words of its heading are carried.
pub(super) fn heading(lang: &Lang) -> String {
    comment(said!(
        "要確認: この見出しを今回の話題に合わせてください。話題がなければ、次の見出しの前まで消してください。",
        "要確認: fit this heading to this quarter, or remove all down to the next one."
    ).in_lang(lang))
}

/// Asks for a picture, which is not carried.
pub(super) fn image(lang: &Lang, file: &str, before: &str) -> String {
    asked(
        lang,
        &said!(
            "要確認: 画像 {file} は写していません。今回も使うなら、images に置いて、下のブロックを戻してください。",
            "要確認: the picture {file} was not copied; to use it again, put it there and take back the block below."
        ),
        before,
    )
}

/// Asks for a fixed text that does not hold any more.
pub(super) fn text(lang: &Lang, id: &str, before: &str) -> String {
    asked(
        lang,
        &said!(
            "要確認: 固定文 {id} は、この四半期には有効ではありません。texts を見直してから、下のブロックを戻してください。",
            "要確認: the fixed text {id} does not hold in this quarter; see to it in texts, then take back the block below."
        ),
        before,
    )
}

/// Asks for the links to be opened.
pub(super) fn links(lang: &Lang) -> String {
    comment(
        said!(
            "要確認: links.md のリンクを開いて確かめ、済んだらこの行を消してください。",
            "要確認: open the links in links.md, then remove this line."
        )
        .in_lang(lang),
    )
}

/// A key point, or what a chart shows: a place for one sentence, in the text itself.
pub(super) fn sentence(lang: &Lang) -> String {
    said!("【要確認】一文で書いてください。", "【要確認】 Say it in one sentence.").in_lang(lang).to_owned()
}

/// A comment that keeps what was written before, unless there is nothing.
pub(super) fn before(lang: &Lang, before: &str) -> String {
    let [ja, en] = BEFORE;
    let open = if lang.code() == "ja" { ja } else { en };
    // A comment cannot hold the end of another.
    let inner = before.trim().replace("<!--", "（").replace("-->", "）");
    if inner.is_empty() { String::new() } else { format!("<!-- {open}\n{inner}\n-->") }
}

/// Whether a comment was written by [`before`] or by a prompt, or tells the proof-reader to let something stand: of no
/// use a quarter later.
pub(super) fn is_passing(comment: &str) -> bool {
    let inner = comment.trim().trim_start_matches("<!--").trim_start();
    BEFORE.iter().chain(&["要確認", "校閲", "check:"]).any(|word| inner.starts_with(word))
}

fn asked(lang: &Lang, words: &Said, old: &str) -> String {
    format!("{}\n\n{}", comment(words.in_lang(lang)), before(lang, old)).trim_end().to_owned()
}

fn comment(words: &str) -> String {
    format!("<!-- {words} -->")
}
