//! The number that opens `teiten.toml` and `edition.toml`, and what several of their keys share: ids, days in
//! order, texts by language.

use super::Text;
use super::mend;
use super::table::{Table, Value};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::quarter::Day;
use crate::said;

/// The newest format of `teiten.toml` and `edition.toml` that is read.
const FORMAT: i64 = 1;

/// Whether the file is of a format that is read; a newer one is refused as a whole.
pub(super) fn known(table: &mut Table) -> bool {
    table.require(&["teiten"]);
    let Some(Value { value: format, place }) = table.integer("teiten", 1..=i64::MAX) else { return true };
    if format <= FORMAT {
        return true;
    }
    table.find(Finding::error(
        "newer-format",
        place,
        said!(
            "このファイルはより新しいteiten（形式{format}）用です。このteitenが読めるのは形式{FORMAT}までです。",
            "This file was made for a newer teiten (format {format}); this one reads formats up to {FORMAT}."
        ),
        said!("teitenを新しい版に更新してください。", "Update teiten."),
    ));
    false
}

/// Names of devices on Windows, whatever follows after a dot; `COM1` to `LPT9` besides.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// Whether Windows keeps the name `stem`, a file's up to its first dot, for a device.
pub(crate) fn is_device(stem: &str) -> bool {
    let upper = stem.to_ascii_uppercase();
    let numbered = |port: &str| upper.strip_prefix(port).is_some_and(|rest| rest.chars().count() == 1);
    DEVICES.contains(&upper.as_str())
        || ((numbered("COM") || numbered("LPT")) && !upper.ends_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether `text` is an id: `[a-z][a-z0-9_]*`, at most 60 characters.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= 60
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A key that names something of the user's own; a finding where it is no id.
pub(super) fn check_id(table: &mut Table, name: &Value<String>) {
    if !is_id(&name.value) {
        table.find(bad_id(&name.value, name.place.clone()));
    }
}

/// The finding on a name that is no id.
pub(super) fn bad_id(name: &str, place: Place) -> Finding {
    let name = mend::quoted(name);
    Finding::error(
        "bad-id",
        place,
        said!("「{name}」は名前（id）として使えません。", "`{name}` cannot be an id."),
        said!(
            "英小文字で始め、英小文字・数字・「_」だけで60文字以内にしてください。",
            "Begin with a lower-case letter and use only lower-case letters, digits and `_`, 60 at most."
        ),
    )
}

/// A language by its code.
pub(super) fn lang(table: &mut Table, key: &str) -> Option<Value<Lang>> {
    table.parsed(key, said!("言語コード（ja、enなど）", "a language code such as ja or en"), Lang::new)
}

/// A web address.
pub(super) fn url(table: &mut Table, key: &str) -> Option<Value<String>> {
    let expected =
        said!("http:// または https:// で始まるURL", "an address that begins with http:// or https://");
    table.parsed(key, expected, |text| is_url(text).then(|| text.to_owned()))
}

/// Whether `text` is a web address.
pub(super) fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty()) && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Finds a last day before the first.
pub(super) fn check_order(table: &mut Table, from: Option<&Value<Day>>, to: Option<&Value<Day>>) {
    if let (Some(from), Some(to)) = (from, to)
        && to.value < from.value
    {
        table.find(mend::backwards(from.value, to.value, to.place.clone()));
    }
}

/// A text, or a table of texts by language; the site's first language must be among them.
pub(super) fn by_lang(table: &mut Table, key: &str, first: &Lang) -> Option<Text> {
    if !table.is_table(key) {
        return Some(Text::from([(first.clone(), table.text(key)?.value)]));
    }
    table.table(key, |texts| {
        texts.require(&[first.code()]);
        let mut by_lang = Text::new();
        for name in texts.keys() {
            let text = texts.text(&name.value);
            match Lang::new(&name.value) {
                Some(lang) => by_lang.extend(text.map(|text| (lang, text.value))),
                None => texts.find(bad_lang(&name)),
            }
        }
        by_lang.contains_key(first).then_some(by_lang)
    })?
}

/// The finding on a name that is no language code.
pub(super) fn bad_lang(name: &Value<String>) -> Finding {
    let found = mend::quoted(&name.value);
    Finding::error(
        "bad-language",
        name.place.clone(),
        said!("「{found}」は言語コードではありません。", "`{found}` is no language code."),
        said!(
            "ja や en のような英小文字2〜3字で書いてください。",
            "Write two or three lower-case letters such as ja or en."
        ),
    )
}
