//! What the TOML reader could not read, in words for people who write TOML by hand: its message and the line in, a
//! finding out. It knows no key of any file.

use super::mend;
use super::origin::Text;
use crate::finding::{Finding, Said};
use crate::said;

/// What an input method types in place of the signs of TOML.
const FULL_WIDTH: [(char, char); 9] = [
    ('”', '"'),
    ('“', '"'),
    ('＂', '"'),
    ('＝', '='),
    ('［', '['),
    ('］', ']'),
    ('｛', '{'),
    ('｝', '}'),
    ('＃', '#'),
];

/// The finding on the fault that the reader calls `message`, at byte `at`.
pub(super) fn fault(text: &Text, message: &str, at: usize) -> Finding {
    let (before, after) = text.around(at);
    let (why, mend) = told(message, before, after);
    let Said { ja, en } = why;
    let what = said!("TOMLとして読めません：{ja}。", "This is not valid TOML: {en}.");
    Finding::error("toml-syntax", text.place(at), what, mend)
}

/// Why the line cannot be read, without a full stop, and what to do.
fn told(message: &str, before: &str, after: &str) -> (Said, Said) {
    let wide = FULL_WIDTH.into_iter().find(|(wide, _)| after.contains(*wide) || before.ends_with(*wide));
    let opened = before.matches('"').count() % 2 == 1;
    match message {
        _ if message.starts_with("duplicate key") => (
            said!("同じ項目が前にも書かれています", "this key stands twice"),
            said!("どちらかを削除してください。", "Remove one of the two."),
        ),
        _ if opened && before.contains('\\') || message.contains("escaped") => (
            said!("「\\」の後の文字が正しくありません", "what follows a backslash is not right"),
            said!(
                "パスの区切りには「/」を使ってください（\"data/packets.csv\"）。「\\」という文字自体は「\\\\」と書きます。",
                "Write paths with slashes (\"data/packets.csv\"); a backslash itself is written twice."
            ),
        ),
        _ if !opened && let Some((wide, narrow)) = wide => (
            said!("全角の「{wide}」が使われています", "there is a full-width “{wide}”"),
            said!("半角の「{narrow}」に直してください。", "Replace it by “{narrow}”."),
        ),
        _ if message.starts_with("invalid basic string") || message.starts_with("invalid literal string") => {
            (
                said!("引用符が閉じていません", "a quote is never closed"),
                said!("値の終わりに「\"」を加えてください。", "Put a \" at the end of the value."),
            )
        }
        _ if message.starts_with("string values must be quoted") => unquoted(after),
        _ if message.starts_with("unclosed") => (
            said!("括弧が閉じていません", "a bracket is never closed"),
            said!(
                "「[」には「]」を、「{{」には「}}」を、同じ数だけ書いてください。",
                "Close every “[” by “]” and every “{{” by “}}”."
            ),
        ),
        _ if message.starts_with("key with no value") => (
            said!("「=」がありません", "there is no “=”"),
            said!("1行に1件、`項目 = 値` の形で書いてください。", "Write each line as `key = value`."),
        ),
        _ => {
            let message = mend::quoted(message);
            (
                said!("{message}", "{message}"),
                said!(
                    "引用符・括弧・等号・コンマの過不足がないかを確認してください。文字列は \"…\" で囲みます。",
                    "Check quotes, brackets, equal signs and commas; text stands between \"…\"."
                ),
            )
        }
    }
}

fn unquoted(value: &str) -> (Said, Said) {
    let value = value.split('#').next().unwrap_or_default().trim();
    let date = value.replace('/', "-");
    let is_date = value.contains('/') && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let value = mend::quoted(value);
    let mend = if is_date {
        said!("日付は 2023-02-14 の形で書いてください。", "Write a day as 2023-02-14.")
    } else {
        said!(
            "文字列なら、\"{value}\" のように引用符で囲んでください。",
            "If it is text, put it between quotes: \"{value}\"."
        )
    };
    (said!("値「{value}」の書き方が正しくありません", "the value {value} is not written right"), mend)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Origin;

    fn mend(line: &str) -> String {
        let (_, errors) = crate::config::table::raw::parse(line);
        let (message, at) = errors.into_iter().next().unwrap();
        fault(&Text::new("a.toml", line, Origin::START), &message, at).mend.ja
    }

    #[test]
    fn slips_of_people_are_told_apart() {
        for (line, said) in [
            ("a = ”x”", "半角の「\"」に直して"),
            ("a ＝ 1", "半角の「=」に直して"),
            ("a = \"x", "「\"」を加えて"),
            ("a = \"C:\\data\"", "「/」を使って"),
            ("a = 観測班", "\"観測班\" のように"),
            ("a = 2023/02/14", "2023-02-14 の形"),
            ("[a", "「]」を"),
            ("a = [1", "「]」を"),
            ("a = 1\na = 2", "どちらかを削除"),
            ("a", "`項目 = 値`"),
            ("a = 1 b = 2", "過不足"),
        ] {
            assert!(mend(line).contains(said), "{line}: {}", mend(line));
        }
    }
}
