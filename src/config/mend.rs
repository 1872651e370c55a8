//! Sentences that several readers of configuration say in the same words.

use super::files::Refused;
use crate::finding::{Finding, Place, Said};
use crate::quarter::Day;
use crate::said;

/// What may stand behind `key =`.
pub(crate) fn example(key: &str) -> &'static str {
    match key {
        "teiten" => "1",
        "quarter" => "\"2022q4\"",
        "status" => "\"draft\"",
        "date" => "2023-02-14",
        "from" => "2022-04-01",
        "to" => "2023-03-31",
        "version" => "\"1.0\"",
        "files" => "[\"data/*.csv\"]",
        "url" => "\"https://www.example.jp/\"",
        "file" => "\"images/login.png\"",
        "rows" => "\"port\"",
        "use" => "\"data\"",
        "at" => "2023-02-13T15:00:00+09:00",
        "as_of" => "2022-12-20",
        "value" => "48.3",
        "kind" => "\"figure\"",
        "number" => "3",
        _ => "\"…\"",
    }
}

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
    said!("使えるのは{ja}です。", "What can be written here: {en}.")
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
        "「{key}」には{ja}を書きますが、{found_ja}が書かれています。",
        "`{key}` must be {en}, not {found_en}."
    )
}

/// A value of the right type that cannot be; `found` is empty where 64 bits do not hold a number.
pub(crate) fn bad_value(key: &str, found: &str, place: Place, expected: &Said) -> Finding {
    let (en, found) = (&expected.en, quoted(found));
    let what = if found.is_empty() {
        said!("「{key}」の値が範囲外です。", "The value of `{key}` is out of range.")
    } else {
        said!("「{key}」の値「{found}」は使えません。", "The value `{found}` of `{key}` is not {en}.")
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

/// A file that is not text in UTF-8.
pub(crate) fn not_utf8(place: Place) -> Finding {
    Finding::error(
        "not-utf8",
        place,
        said!("UTF-8の文字として読めません。", "This is not UTF-8."),
        said!(
            "文字コードをUTF-8にして保存し直してください（Windowsのメモ帳では、「名前を付けて保存」の「エンコード」で選べます）。",
            "Save the file again as UTF-8 (in Notepad: Save as, Encoding)."
        ),
    )
}

/// A file that is not read, named at `place`.
pub(crate) fn refused_file(path: &str, refused: Refused, place: Place) -> Finding {
    let path = quoted(path);
    let (code, what, mend) = match refused {
        Refused::Outside => (
            "outside-site",
            said!(
                "「{path}」はサイトのフォルダーの外を指しています。",
                "`{path}` leads out of the site's folder."
            ),
            said!(
                "サイトのフォルダーの中に置き、そこからの相対パスで書いてください（「..」と外へのリンクは使えません）。",
                "Put it into the site's folder and write its path from there, without `..` or links that lead out."
            ),
        ),
        Refused::Absent => (
            "missing-file",
            said!("「{path}」がありません。", "There is no `{path}`."),
            said!("ファイルを置くか、名前を直してください。", "Put the file there or correct its name."),
        ),
        Refused::Unreadable => (
            "unreadable-file",
            said!("「{path}」を読めません。", "`{path}` cannot be read."),
            said!(
                "通常のファイルで、読み取りが許可されているか確認してください。",
                "Make sure it is a plain file that you may read."
            ),
        ),
    };
    Finding::error(code, place, what, mend)
}

/// A last day before the first.
pub(crate) fn backwards(from: Day, to: Day, place: Place) -> Finding {
    Finding::error(
        "backwards",
        place,
        said!(
            "終わりの日 {to} が始まりの日 {from} より前です。",
            "The last day {to} is before the first day {from}."
        ),
        said!("日付を直してください。", "Correct the days."),
    )
}
