//! Sentences that several readers of configuration say in the same words.

use crate::finding::{Finding, Place, Said};
use crate::said;

/// Offers the nearest name.
pub(crate) fn did_you_mean(near: &str) -> Said {
    said!("「{near}」の誤りではありませんか。", "Did you mean `{near}`?")
}

/// Lists what can be written.
pub(crate) fn one_of(names: &[&str]) -> Said {
    let (ja, en) = (names.join("、"), names.join(", "));
    if names.is_empty() {
        return said!("この行を削除してください。", "Remove it.");
    }
    said!("使えるのは次のとおりです: {ja}", "What can be written here: {en}.")
}

/// Says what to write, a noun.
pub(crate) fn write(expected: &Said) -> Said {
    let Said { ja, en } = expected;
    said!("{ja}を書いてください。", "Write {en}.")
}

/// Says what was found under `key` and what was expected, both nouns.
pub(crate) fn found_instead(key: &str, found: &Said, expected: &Said) -> Said {
    let (found_ja, found_en, ja, en) = (&found.ja, &found.en, &expected.ja, &expected.en);
    said!(
        "「{key}」は{ja}であるべきところ、{found_ja}が書かれています。",
        "`{key}` must be {en}, not {found_en}."
    )
}

/// A value of the right type that cannot be; `found` may be empty where it is plain to see.
pub(crate) fn bad_value(key: &str, found: &str, place: Place, expected: &Said) -> Finding {
    let (ja, en, found) = (&expected.ja, &expected.en, quoted(found));
    let what = if found.is_empty() {
        said!("「{key}」の値が{ja}ではありません。", "The value of `{key}` is not {en}.")
    } else {
        said!("「{key}」の値「{found}」は{ja}ではありません。", "The value `{found}` of `{key}` is not {en}.")
    };
    Finding::error("bad-value", place, what, write(expected))
}

/// Something else where `[[key]]` was expected.
pub(crate) fn not_tables(key: &str, place: Place) -> Finding {
    Finding::error(
        "wrong-type",
        place,
        said!("「{key}」は [[{key}]] の形の表の並びであるべきです。", "`{key}` must be a list of tables."),
        said!("1件ごとに [[{key}]] という行で始めてください。", "Begin each entry with a line [[{key}]]."),
    )
}

/// The beginning of a text that a user wrote, without control characters, short enough for a message.
pub(crate) fn quoted(text: &str) -> String {
    let shown: String = text.chars().take(60).filter(|character| !character.is_control()).collect();
    if text.chars().count() > 60 { shown + "…" } else { shown }
}
