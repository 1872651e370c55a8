//! What a site changes of the look: Typst file, style sheet, words of languages, fonts.

use std::collections::BTreeMap;

use super::files::{Files, Named};
use super::{Site, mend};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::said;
use crate::words::{Words, shipped};

/// What `look/` holds.
pub(super) struct Look {
    pub(super) typst: Option<String>,
    pub(super) css: Option<String>,
    pub(super) words: BTreeMap<Lang, Words>,
}

/// Reads the folder of that name; each of its files may be absent.
pub(super) fn look(files: &mut Files, folder: &Named) -> Look {
    let typst = files.text("look", &folder.below("report.typ")).map(|(_, text)| text);
    let css = files.text("look", &folder.below("report.css"));
    files.find_of_site(css.iter().flat_map(|(file, css)| reaching_out(file, css)));
    let css = css.map(|(_, text)| text);
    Look { typst, css, words: words(files, &folder.below("words")) }
}

/// What in a style sheet makes a page load another file: a page is whole with its own, and asks nobody.
const LOADING: [&str; 3] = ["url(", "@import", "image-set("];

/// Where `css` names other files, its comments left out.
fn reaching_out(file: &str, css: &str) -> Vec<Finding> {
    let plain = uncommented(css).to_ascii_lowercase();
    let found = LOADING.iter().flat_map(|word| plain.match_indices(word));
    found.map(|(at, word)| loads(Place::offset(file, css, at), word)).collect()
}

/// `css` with its comments blank, byte for byte in the same places.
fn uncommented(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        let end = comment.find("*/").map_or(comment.len(), |end| end + 2);
        plain.push_str(before);
        plain.extend(std::iter::repeat_n(' ', 2 + end));
        rest = &comment[end..];
    }
    plain + rest
}

fn loads(place: Place, word: &str) -> Finding {
    Finding::error(
        "style-loads",
        place,
        said!(
            "スタイルシートの「{word}」は使えません。ページは、ほかのファイルやサイトを読み込みません。",
            "“{word}” cannot be used in a style sheet: a page loads no other file and asks no other site."
        ),
        said!("この指定を取り除いてください。", "Remove it."),
    )
}

/// The shipped words, and over them those of the site, each language as a whole.
fn words(files: &mut Files, folder: &Named) -> BTreeMap<Lang, Words> {
    let known = shipped().into_iter().filter_map(|(lang, text)| Some((lang, toml::from_str(text).ok()?)));
    let mut words: BTreeMap<Lang, Words> = known.collect();
    for named in files.list(folder, "toml") {
        let Some((file, text)) = files.text("words", &named) else { continue };
        let name = file.rsplit('/').next().unwrap_or(&file);
        let Some(lang) = Lang::new(name.trim_end_matches(".toml")) else {
            files.find_of_site([bad_name(&file)]);
            continue;
        };
        match toml::from_str(&text) {
            Ok(own) => drop(words.insert(lang, own)),
            Err(error) => files.find_of_site([bad_words(&file, &text, &error)]),
        }
    }
    words
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
    let message = mend::quoted(error.message());
    Finding::error(
        "bad-words",
        Place::offset(file, text, at),
        said!("言葉の表として読めません（{message}）。", "This is no table of words: {message}."),
        said!(
            "同梱の言葉の表と項目を合わせてください。",
            "Give it the keys that the shipped tables of words have."
        ),
    )
}

/// The bytes of the fonts that were named, in their order.
pub(super) fn fonts(files: &mut Files, named: Vec<super::table::Value<String>>) -> Vec<Vec<u8>> {
    let names = named.into_iter().map(Named::written);
    names.filter_map(|named| files.bytes("font", &named)).map(|(_, bytes)| bytes).collect()
}

impl Site {
    /// The finding on `lang`, asked for at `place`, if the site has no words of it.
    pub(super) fn lacks_words(&self, lang: &Lang, place: Place) -> Option<Finding> {
        if self.words.contains_key(lang) {
            return None;
        }
        Some(Finding::error(
            "no-words",
            place,
            said!("言語「{lang}」の言葉の表がありません。", "There are no words of the language `{lang}`."),
            said!("look/words/{lang}.toml を加えてください。", "Add look/words/{lang}.toml."),
        ))
    }
}
