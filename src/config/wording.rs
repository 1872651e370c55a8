//! The words of languages: the files of a site in, laid over those that are shipped; out go all words by language.
//! It knows nothing of what the words say.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::files::{Files, Named};
use super::mend;
use crate::finding::{Finding, Place, Said};
use crate::lang::Lang;
use crate::said;
use crate::words::{Words, shipped};

/// The shipped words, and over them those that stand in `folder`, a file a language.
pub(super) fn words(files: &mut Files, folder: &Named) -> BTreeMap<Lang, Words> {
    let shipped: BTreeMap<_, _> = shipped().into_iter().collect();
    let known = shipped.iter().filter_map(|(lang, text)| Some((lang.clone(), toml::from_str(text).ok()?)));
    let mut words: BTreeMap<Lang, Words> = known.collect();
    for named in files.list(folder, "toml") {
        let Some((file, text)) = files.text("words", &named) else { continue };
        let name = file.rsplit('/').next().unwrap_or(&file);
        let Some(lang) = Lang::new(name.trim_end_matches(".toml")) else {
            files.find_of_site([bad_name(&file)]);
            continue;
        };
        match over(shipped.get(&lang).copied().unwrap_or_default(), &text) {
            Ok(own) => drop(words.insert(lang, own)),
            Err(error) => files.find_of_site([bad_words(&file, &text, &error)]),
        }
    }
    words
}

/// The words of `own`, and of `shipped` where it has none.
fn over(shipped: &str, own: &str) -> Result<Words, toml::de::Error> {
    let mut words = DeTable::parse(own)?;
    complete(words.get_mut(), DeTable::parse(shipped)?.into_inner());
    Words::deserialize(Deserializer::from(words))
}

/// Adds to `own` what only `shipped` has, table by table.
fn complete<'a>(own: &mut DeTable<'a>, shipped: DeTable<'a>) {
    for (key, value) in shipped {
        match (own.get_mut(&key).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(own)), DeValue::Table(shipped)) => complete(own, shipped),
            (Some(_), _) => {}
            (None, value) => drop(own.insert(key, Spanned::new(0..0, value))),
        }
    }
}

fn bad_name(file: &str) -> Finding {
    Finding::error(
        "bad-language",
        Place::file(file),
        said!("ファイル名が言語コードではありません。", "The name of the file is no language code."),
        said!("ja.toml や en.toml のように名付けてください。", "Name it as ja.toml or en.toml are."),
    )
}

fn bad_words(file: &str, text: &str, error: &toml::de::Error) -> Finding {
    let at = error.span().map_or(0, |span| span.start);
    let (what, mend) = told(error.message());
    Finding::error("bad-words", Place::offset(file, text, at), what, mend)
}

/// What the reader of TOML says in `message`, and what to do.
fn told(message: &str) -> (Said, Said) {
    let field = |opening: &str| message.strip_prefix(opening)?.split('`').next().map(mend::quoted);
    if let Some(field) = field("missing field `") {
        return (
            said!("項目「{field}」がありません。", "The item `{field}` is missing."),
            said!(
                "付属の src/words/ja.toml にある項目を、すべて書いてください。",
                "Write all items that the shipped src/words/en.toml has."
            ),
        );
    }
    let what = match field("unknown field `") {
        Some(field) => said!("「{field}」という項目はありません。", "There is no item `{field}`."),
        None => {
            let message = mend::quoted(message);
            said!("言葉の表として読めません（{message}）。", "This is no table of words: {message}.")
        }
    };
    let mend = said!(
        "付属の src/words/ja.toml にある項目を、同じ形で書いてください。",
        "Write the items of the shipped src/words/en.toml in the same form."
    );
    (what, mend)
}
