//! A style sheet loads nothing: its text in, a finding for each place that would make a page load another file.
//!
//! Only what CSS itself skips is skipped here: the sheet is walked by the states that its syntax has for comments,
//! strings and escapes. What declarations mean it does not know.

use crate::finding::{Finding, Place};
use crate::said;

/// What in a style sheet makes a page load another file: a page is whole with its own, and asks nobody.
const LOADING: [&str; 5] = ["url(", "src(", "image(", "image-set(", "@import"];

/// Where `css` names other files.
pub(super) fn reaching_out(file: &str, css: &str) -> Vec<Finding> {
    let (plain, origins) = plain(css);
    let found = LOADING.iter().flat_map(|word| plain.match_indices(word));
    found.map(|(at, word)| loads(Place::offset(file, css, origins[at]), word)).collect()
}

/// `css` in small letters, with a blank for each comment and a quote for each string, its escapes resolved; and for
/// each byte of that where it comes from.
fn plain(css: &str) -> (String, Vec<usize>) {
    let (mut plain, mut origins, mut at) = (String::with_capacity(css.len()), Vec::new(), 0);
    while let Some(c) = css[at..].chars().next() {
        let rest = &css[at..];
        let (stands, len) = match c {
            '/' if rest.starts_with("/*") => (' ', comment(rest)),
            '"' | '\'' => ('"', string(rest, c)),
            '\\' => escape(rest),
            _ => (c, c.len_utf8()),
        };
        plain.push(stands.to_ascii_lowercase());
        origins.extend(std::iter::repeat_n(at, stands.len_utf8()));
        at += len;
    }
    (plain, origins)
}

/// The length of the comment that opens `rest`; one that nobody closes goes on to the end.
fn comment(rest: &str) -> usize {
    rest[2..].find("*/").map_or(rest.len(), |end| end + 4)
}

/// The length of the string that opens `rest`; one that nobody closes ends with its line.
fn string(rest: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(c) = rest[at..].chars().next() {
        at += match c {
            '\\' if rest[at + 1..].starts_with("\r\n") => 3,
            '\\' => 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8),
            '\n' | '\r' | '\x0c' => return at,
            _ if c == quote => return at + 1,
            _ => c.len_utf8(),
        };
    }
    at
}

/// What the escape that opens `rest` stands for, and its length. An escaped sign is part of a name, never a sign.
fn escape(rest: &str) -> (char, usize) {
    let digits = rest[1..].chars().take(6).take_while(char::is_ascii_hexdigit).count();
    if digits == 0 {
        let escaped = rest[1..].chars().next();
        // Before the end of a line it escapes nothing.
        let escaped = escaped.filter(|c| !matches!(c, '\n' | '\r' | '\x0c'));
        return escaped.map_or(('\\', 1), |c| (of_name(c), 1 + c.len_utf8()));
    }
    let after = &rest[1 + digits..];
    let blank = if after.starts_with("\r\n") { 2 } else { usize::from(after.starts_with(BLANK)) };
    let code = u32::from_str_radix(&rest[1..=digits], 16).ok();
    (of_name(code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)), 1 + digits + blank)
}

/// What may follow the digits of an escape and belongs to it.
const BLANK: [char; 5] = [' ', '\t', '\n', '\r', '\x0c'];

fn of_name(c: char) -> char {
    if c.is_ascii() && !c.is_ascii_alphanumeric() && c != '-' { '_' } else { c }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Column of each finding in a sheet of one line.
    fn found(css: &str) -> Vec<u32> {
        reaching_out("look/report.css", css).into_iter().map(|finding| finding.place.column).collect()
    }

    #[test]
    fn whatever_loads_is_found_however_it_is_written() {
        for (css, at) in [
            ("a{b:url(x)}", 5),
            ("a{b:URL(x)}", 5),
            (r"a{b:u\72l(x)}", 5),
            (r"a{b:u\72 l(x)}", 5),
            (r"a{b:\000075rl(x)}", 5),
            ("a{b:\\75\r\nrl(x)}", 5),
            (r"a{b:ur\l(x)}", 5),
            (r"@\69mport 'x';", 1),
            (r"@\IMPORT 'x';", 1),
            ("a{b:src('x')}", 5),
            ("a{b:image('x')}", 5),
            ("a{b:-webkit-image-set('x' 1x)}", 13),
            (r#"a{content:"/*"} b{b:url(x)} c{content:"*/"}"#, 21),
            ("a{content:'\\\r\n'} b{b:url(x)} c{content:''}", 8),
            ("a{content:'\nb{b:url(x)} c{content:''}", 5),
            (r#"a{content:"\""} b{b:url(x)}"#, 21),
            ("/* \" */ a{b:url(x)} /* \" */", 13),
        ] {
            assert_eq!(found(css), [at], "{css}");
        }
    }

    #[test]
    fn what_only_speaks_of_loading_is_not() {
        for css in [
            "/* url( */ a{}",
            "/* url(",
            r#"a{content:"url(x)"}"#,
            r#"a{content:"\"url(x)"}"#,
            "a{content:'@import",
            r"a{b:url\(x)}",
            r"\@import",
            "a{b:ur/**/l(x)}",
            "a{b:r\\",
            "a{src:local(x)} /* 表 */ 表{image:curl}",
        ] {
            assert_eq!(found(css), [0; 0], "{css}");
        }
    }
}
