//! What is wrong with an expression that cannot be read, and how to mend it.

use super::expression::HOLDS;
use crate::finding::{Said, nearest};
use crate::said;

/// What would be markup outside of a claim; its words are printed as they stand.
const MARKUP: [&str; 5] = ["{{", "*", "`", "](", "[^"];

/// What an input method types in place of the signs of an expression.
const FULL_WIDTH: [(char, char); 9] = [
    ('｜', '|'),
    ('”', '"'),
    ('“', '"'),
    ('＂', '"'),
    ('［', '['),
    ('］', ']'),
    ('（', '('),
    ('）', ')'),
    ('．', '.'),
];

/// What Japanese prose quotes with.
const BRACKETS: [(char, char); 2] = [('「', '」'), ('『', '』')];

/// The words of a claim are a literal of the manuscript, never made by an operator.
pub(super) fn opens_with_words(source: &str) -> bool {
    source.trim_start().starts_with(['"', '\''])
}

/// What in the words of a claim is no prose.
pub(super) fn not_prose(words: &str) -> Option<(Said, Said)> {
    if words.trim().is_empty() {
        return Some((
            said!("holdsの前の文が空です。", "There are no words before holds."),
            said!(
                "条件が成り立つときに印刷する文を書いてください。",
                "Write the words to print while the condition is true."
            ),
        ));
    }
    let mark = MARKUP.into_iter().find(|mark| words.contains(mark));
    let control = words.chars().any(char::is_control).then_some("\\n");
    let mark = mark.or(control)?;
    Some((
        said!(
            "holdsの前の文に「{mark}」は使えません。",
            "“{mark}” cannot be used in the words before holds."
        ),
        said!(
            "強調、引用、値の埋め込みは、holdsの文の外に書いてください。",
            "Put emphasis, citations and bindings outside of the words."
        ),
    ))
}

/// The last filter of `source` is none.
pub(super) fn unknown_filter(source: &str, filters: &[&str]) -> (Said, Said) {
    let called = source.rsplit('|').next().unwrap_or("").trim();
    let name = called.split(['(', ')', ' ']).next().unwrap_or("");
    let known = [filters, &[HOLDS]].concat();
    let near = nearest(name, known.iter().copied());
    let known = known.join(", ");
    let mend = match near {
        Some(near) => said!(
            "「{near}」ではありませんか。使えるフィルター：{known}",
            "Did you mean “{near}”? Known filters: {known}"
        ),
        None => said!("使えるフィルター：{known}", "Known filters: {known}"),
    };
    (said!("「{name}」というフィルターはありません。", "There is no filter “{name}”."), mend)
}

/// So much of an expression is shown in messages.
const SHOWN: usize = 60;

/// What is neither a path with filters nor a claim.
pub(super) fn not_a_path(source: &str) -> (Said, Said) {
    let mut shown: String = source.chars().take(SHOWN).collect();
    if shown.len() < source.len() {
        shown.push('…');
    }
    let what = said!(
        "「{{{{ {shown} }}}}」は値の埋め込みとして読めません。",
        "“{{{{ {shown} }}}}” cannot be read as a value."
    );
    if source.contains("\\\"") {
        let mend = said!(
            "「\\\"」の「\\」を取り除いて、「\"」だけを書いてください。ブロックのcaptionなどの中でも同じです。",
            "Take the “\\” away from “\\\"”: a binding has plain “\"”, in a block's caption, too."
        );
        return (what, mend);
    }
    let signs = outside_words(source);
    if let Some((wide, narrow)) = FULL_WIDTH.into_iter().find(|(wide, _)| signs.contains(*wide)) {
        let mend = said!(
            "全角の「{wide}」を半角の「{narrow}」に直してください。",
            "Replace full-width “{wide}” by “{narrow}”."
        );
        return (what, mend);
    }
    if let Some((open, close)) = BRACKETS.into_iter().find(|(open, _)| signs.trim_start().starts_with(*open))
    {
        let mend = said!(
            "文は「{open}{close}」ではなく、半角の「\"」で囲んでください。",
            "Put the words between plain “\"” instead of “{open}{close}”."
        );
        return (what, mend);
    }
    if opens_with_words(source) {
        let mend = said!(
            "条件が成り立つときに文を印刷するには、「\"文\" | holds(id.条件)」か「\"文\" | holds(id[\"キー\"].条件)」と書いてください。",
            "To print words while a condition is true, write \"words\" | holds(id.condition) or \"words\" | holds(id[\"key\"].condition)."
        );
        return (what, mend);
    }
    (
        what,
        said!(
            "id.属性、id[\"キー\"].属性、id[1].属性のいずれかに、必要なら「| フィルター」を続けて書いてください。計算や場合分けは書けません。",
            "Write id.attribute, id[\"key\"].attribute or id[1].attribute, with “| filter” where needed; no arithmetic, no branches."
        ),
    )
}

/// `source` without what stands between its quotation marks: prose may hold any sign.
fn outside_words(source: &str) -> String {
    source.split('"').step_by(2).collect()
}
