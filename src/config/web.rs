//! What the files of an edition that readers and other pages name are called, and what their addresses are: the patterns
//! of `[web]` come in, names go out. Nobody else decides them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::format::is_device;
use super::mend;
use super::table::{Table, Value};
use super::{Site, Web};
use crate::finding::{Finding, Said};
use crate::fonts::is_hidden;
use crate::lang::Lang;
use crate::quarter::Quarter;
use crate::said;
use crate::words::fill;

/// What the page is called where nothing is said: what a server answers with at the folder's address.
pub const PAGE: &str = "index.html";

/// What the PDF is called where nothing is said.
pub const PDF: &str = "report.pdf";

/// The article of an edition for a page of somebody else.
pub const FRAGMENT: &str = "fragment.html";

/// What the head of that page needs.
pub const HEAD: &str = "head.html";

/// What a pattern may hold.
const HOLES: [&str; 7] = ["yyyy", "mm1", "mm2", "quarter", "fiscal_year", "lang", "site"];

/// Bytes of a name; every file system holds 255, and a signature or a copy may lengthen it.
const LONGEST: usize = 200;

/// What stands in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

impl Site {
    /// What the page of the edition of `quarter` is called in `lang`.
    pub fn page_name(&self, quarter: Quarter, lang: &Lang) -> String {
        filled(&self.web.page, &self.id, quarter, lang.code())
    }

    /// What its PDF is called.
    pub fn pdf_name(&self, quarter: Quarter, lang: &Lang) -> String {
        filled(&self.web.pdf, &self.id, quarter, lang.code())
    }

    /// What the page of the edition of `quarter` is called in every language: `{lang}` stands for it.
    pub fn page_names(&self, quarter: Quarter) -> String {
        filled(&self.web.page, &self.id, quarter, "{lang}")
    }
}

/// `path`, its parts separated by `/`, as addresses hold it.
pub fn linked(path: &str) -> String {
    utf8_percent_encode(path, PLAIN).to_string()
}

/// Where `page` is found that lies in a folder: at the folder's own address, if it is what servers answer with there.
pub fn page_address(page: &str) -> String {
    if page == PAGE { String::new() } else { linked(page) }
}

fn filled(pattern: &str, site: &str, quarter: Quarter, lang: &str) -> String {
    let [first, _, last] = quarter.months().map(|month| format!("{month:02}"));
    // The fiscal year begins in April.
    let fiscal = quarter.year() - i32::from(quarter.number() == 1);
    let values = [
        ("yyyy", format!("{:04}", quarter.year())),
        ("mm1", first),
        ("mm2", last),
        ("quarter", quarter.to_string()),
        ("fiscal_year", format!("{fiscal:04}")),
        ("lang", lang.to_owned()),
        ("site", site.to_owned()),
    ];
    fill(pattern, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// `[web]` but for its base; `site` is the site's identity.
pub(super) fn web(web: &mut Table, site: &str) -> Web {
    let heading = web.integer("heading", 1..=4).and_then(|level| u8::try_from(level.value).ok());
    Web {
        heading: heading.unwrap_or(Web::default().heading),
        page: name(web, "page", ".html", site).unwrap_or_else(|| PAGE.to_owned()),
        pdf: name(web, "pdf", ".pdf", site).unwrap_or_else(|| PDF.to_owned()),
    }
}

impl Default for Web {
    fn default() -> Self {
        Self { heading: 2, page: PAGE.to_owned(), pdf: PDF.to_owned() }
    }
}

/// The pattern under `key`, if every name that it makes is one.
fn name(web: &mut Table, key: &str, ending: &str, site: &str) -> Option<String> {
    let Value { value, place } = web.text(key)?;
    let Some((why, mend)) = fault(&value, ending, site) else { return Some(value) };
    let (shown, ja, en) = (mend::quoted(&value), why.ja, why.en);
    web.find(Finding::error(
        "file-name",
        place,
        said!(
            "「{key}」の「{shown}」は、ファイル名にできません：{ja}。",
            "`{shown}` under `{key}` cannot be a file's name: {en}."
        ),
        mend,
    ));
    None
}

/// Why `pattern` makes no good name, and what would.
fn fault(pattern: &str, ending: &str, site: &str) -> Option<(Said, Said)> {
    if let Some(hole) = unknown_hole(pattern) {
        let (hole, known) = (mend::quoted(hole), HOLES.map(|hole| format!("{{{hole}}}")));
        return Some((
            said!("「{{{hole}}}」は使えません", "it cannot hold `{{{hole}}}`"),
            mend::one_of(&known.each_ref().map(String::as_str)),
        ));
    }
    let name = filled(pattern, site, Quarter::new(2022, 4)?, "jpn");
    let stem = name.strip_suffix(ending).unwrap_or_default();
    if let Some(odd) = name.chars().find(|c| is_odd(*c)) {
        let code = u32::from(odd);
        let shown = if is_unseen(odd) { format!("U+{code:04X}") } else { odd.to_string() };
        return Some((
            said!("「{shown}」が含まれています", "it holds `{shown}`"),
            said!(
                "フォルダーの区切りと、Windowsで使えない文字（\\ / : * ? \" < > |）を除いてください。",
                "Leave out separators of folders and what Windows has no name with: \\ / : * ? \" < > |."
            ),
        ));
    }
    if stem.is_empty() || stem.starts_with(['.', ' ', '\u{3000}']) || stem.ends_with(['.', ' ', '\u{3000}']) {
        return Some((
            said!("名前の後に{ending}が続く形でありません", "it is not a name and then {ending}"),
            said!(
                "report{{yyyy}}{{mm1}}-{{mm2}}{ending} のように書いてください。",
                "Write it such as report{{yyyy}}{{mm1}}-{{mm2}}{ending}."
            ),
        ));
    }
    let first = name.split('.').next().unwrap_or_default().trim_end();
    if is_device(first) {
        return Some((
            said!("「{first}」はWindowsの予約名です", "Windows keeps `{first}` for a device"),
            said!("ほかの名前にしてください。", "Choose another name."),
        ));
    }
    if [FRAGMENT, HEAD].contains(&name.to_ascii_lowercase().as_str()) {
        return Some((
            said!("teitenが書くほかのファイルの名前です", "teiten writes another file of that name"),
            said!("ほかの名前にしてください。", "Choose another name."),
        ));
    }
    (name.len() > LONGEST).then(|| {
        (
            said!("長すぎます", "it is too long"),
            said!("UTF-8で{LONGEST}バイトまでにしてください。", "Keep it to {LONGEST} bytes of UTF-8."),
        )
    })
}

/// What stands between braces in `pattern` and is not known, or what follows a brace that stands alone.
fn unknown_hole(pattern: &str) -> Option<&str> {
    let mut parts = pattern.split('{');
    if let Some((before, _)) = parts.next()?.split_once('}') {
        return Some(before);
    }
    parts.find_map(|part| match part.split_once('}') {
        Some((hole, rest)) if HOLES.contains(&hole) && !rest.contains('}') => None,
        Some((hole, _)) => Some(hole),
        None => Some(part),
    })
}

fn is_unseen(c: char) -> bool {
    c.is_control() || is_hidden(c)
}

fn is_odd(c: char) -> bool {
    is_unseen(c) || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '/')
}

/// Whether somebody may have called a page of an edition so; `{lang}` in it stands for a language.
pub(super) fn is_page(pattern: &str) -> bool {
    !pattern.replace("{lang}", "").contains('{') && fault(pattern, ".html", "site").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pattern: &str, quarter: &str) -> String {
        filled(pattern, "house", quarter.parse().unwrap(), "en")
    }

    #[test]
    fn patterns_are_filled() {
        assert_eq!(of("report{yyyy}{mm1}-{mm2}.html", "2022q4"), "report202210-12.html");
        assert_eq!(of("{site}_{quarter}_{fiscal_year}.{lang}.html", "2023q1"), "house_2023q1_2022.en.html");
        assert_eq!(of("{fiscal_year}", "2023q2"), "2023");
    }

    #[test]
    fn what_is_no_name_of_a_file_is_refused() {
        for good in ["index.html", "report{yyyy}{mm1}-{mm2}.html", "定点観測 {quarter}.html", "header.html"]
        {
            assert_eq!(fault(good, ".html", "site"), None, "{good}");
        }
        for bad in [
            "",
            ".html",
            " .html",
            "x",
            "x.htm",
            "x.html.",
            "..html",
            "x .html",
            "a/b.html",
            "../x.html",
            "a\\b.html",
            "a:b.html",
            "what?.html",
            "a\u{200b}b.html",
            "con.html",
            "nul.x.html",
            "Fragment.html",
            "head.html",
            "{year}.html",
            "{yyyy.html",
            "yyyy}.html",
            "{yyyy}}.html",
            "{{yyyy}.html",
            "{}.html",
        ] {
            assert!(fault(bad, ".html", "site").is_some(), "{bad}");
        }
        assert!(fault("{site}.html", ".html", "head").is_some());
        assert!(fault(&format!("{}.html", "点".repeat(66)), ".html", "site").is_some());
    }

    #[test]
    fn an_address_holds_no_character_that_means_something_there() {
        assert_eq!(linked("en/50% #1?.pdf"), "en/50%25%20%231%3F.pdf");
        assert_eq!(linked("定.pdf"), "%E5%AE%9A.pdf");
        assert_eq!(
            (page_address("index.html"), page_address("a b.html")),
            (String::new(), "a%20b.html".to_owned())
        );
    }
}
