//! One page with everything inside: a finished page and the files beside it come in, HTML goes out that asks for
//! nothing.
//!
//! It reads the page as this room's templates write it: no `<` but of tags, no `>` within one, attributes in double
//! quotes. Style sheet and script stand inside, admitted by their digests and nothing else; pictures are `data:`
//! addresses, and so are the files that links name. What is not inside is no link any more.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::digest::raw;

/// `page` with those of `files`, by their paths from it, that it names.
pub fn single(page: &str, files: &BTreeMap<String, &[u8]>) -> String {
    let text = |path: Option<&str>| {
        path.and_then(|path| files.get(path))
            .map_or("", |bytes| std::str::from_utf8(bytes).unwrap_or_default())
    };
    let tags = || page.split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|(tag, _)| Tag(tag));
    let style = tags().find(|tag| tag.is("link") && tag.value("rel") == Some("stylesheet"));
    let script = tags().find(|tag| tag.is("script") && tag.value("src").is_some());
    // No style sheet means this by accident, and none loses anything by it.
    let style = text(style.and_then(|tag| tag.value("href"))).replace("</", "<\\/");
    let script = text(script.and_then(|tag| tag.value("src")));
    let inside = Inside { files, style: &style, script };
    let mut pieces = page.split('<');
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    let mut skips = false;
    for piece in pieces {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        match inside.written(Tag(tag)) {
            // What ends a script that moved goes with it.
            _ if std::mem::take(&mut skips) => whole.push_str(after),
            Some(written) => whole.extend([written.as_str(), after]),
            None => {
                skips = tag.starts_with("script ");
                whole.push_str(after.trim_start_matches('\n'));
            }
        }
    }
    whole
}

/// What goes into the page.
struct Inside<'a> {
    files: &'a BTreeMap<String, &'a [u8]>,
    style: &'a str,
    script: &'a str,
}

impl Inside<'_> {
    /// `tag` as it stands in the page that has everything inside; none where it does not.
    fn written(&self, tag: Tag<'_>) -> Option<String> {
        match tag.name() {
            "meta" if tag.value("charset").is_some() => Some(format!("<{}>\n{}", tag.0, self.policy())),
            "link" if tag.value("rel") == Some("stylesheet") => {
                Some(format!("<style>{}</style>", self.style))
            }
            "link" if !tag.value("href").is_some_and(leads) => None,
            "script" if tag.value("src").is_some() => None,
            // A script that is not a file waits for nothing: it stands where everything it needs is there.
            "/body" => Some(format!("<script>{}</script>\n</body>", self.script)),
            "img" => Some(self.with(tag, "src", "")),
            "a" => Some(self.with(tag, "href", "download")),
            _ => Some(format!("<{}>", tag.0)),
        }
    }

    /// `tag` with the file that its attribute `name` names in its place, to be called as before where it is kept by
    /// `download`. What names another page of ours, which is not there, loses that attribute.
    fn with(&self, tag: Tag<'_>, name: &str, download: &str) -> String {
        let Some(value) = tag.value(name) else { return format!("<{}>", tag.0) };
        let attribute = format!(" {name}=\"{value}\"");
        let Some(bytes) = self.files.get(value) else {
            let free = || tag.without(&[name, "hreflang", "rel"]);
            return format!("<{}>", if leads(value) { tag.0.to_owned() } else { free() });
        };
        let data = format!(" {name}=\"data:{};base64,{}\"", kind(value), BASE64.encode(bytes));
        let called = match (download, tag.value("download")) {
            ("", _) | (_, Some(_)) => String::new(),
            _ => format!(" {download}=\"{}\"", value.rsplit('/').next().unwrap_or(value)),
        };
        format!("<{}>", tag.0.replacen(&attribute, &(data + &called), 1))
    }

    /// Nothing but what is inside.
    fn policy(&self) -> String {
        let digest = |text: &str| format!("'sha256-{}'", BASE64.encode(raw(text.as_bytes())));
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src {}; \
             script-src {}; base-uri 'none'; form-action 'none'\">",
            digest(self.style),
            digest(self.script)
        )
    }
}

/// Whether an address leads somewhere from a file that lies alone.
fn leads(address: &str) -> bool {
    address.starts_with('#') || address.contains(':')
}

/// What stands between `<` and `>`.
#[derive(Clone, Copy)]
struct Tag<'a>(&'a str);

impl<'a> Tag<'a> {
    fn name(self) -> &'a str {
        self.0.split([' ', '\n']).next().unwrap_or_default()
    }

    fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// The value of the attribute `name`.
    fn value(self, name: &str) -> Option<&'a str> {
        let opens = format!(" {name}=\"");
        let (_, rest) = self.0.split_once(opens.as_str())?;
        Some(rest.split_once('"')?.0)
    }

    /// The tag without those of the attributes `names` that it has.
    fn without(self, names: &[&str]) -> String {
        let value = |name: &&str| Some(format!(" {name}=\"{}\"", self.value(name)?));
        names.iter().filter_map(value).fold(self.0.to_owned(), |tag, gone| tag.replacen(&gone, "", 1))
    }
}

/// The media type of a file of an edition.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "csv" => "text/csv",
        "jpg" => "image/jpeg",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain;charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
        <link rel=\"stylesheet\" href=\"assets/a.css\">\n<script src=\"assets/a.js\" defer></script>\n\
        <link rel=\"alternate\" type=\"application/pdf\" href=\"report.pdf\" title=\"PDF\">\n\
        <script type=\"application/ld+json\">{\"x\":\" href=\\\"report.pdf\\\"\"}</script>\n</head>\n\
        <body>\n<p> href=&#34;report.pdf&#34;</p>\n<img src=\"figures/a.png\" alt=\"a\">\n\
        <a href=\"data/a.csv\">a</a> <a class=\"x\" href=\"../2022q3/index.html#b\">b</a> <a href=\"#c\">c</a>\n</body>\n</html>\n";

    fn made() -> String {
        let files: [(&str, &[u8]); 5] = [
            ("assets/a.css", b"a::after { content: \"</style>\" }"),
            ("assets/a.js", b"let a = 1 < 2;"),
            ("report.pdf", b"%PDF"),
            ("figures/a.png", b"png"),
            ("data/a.csv", b"key"),
        ];
        single(PAGE, &files.map(|(path, bytes)| (path.to_owned(), bytes)).into())
    }

    #[test]
    fn everything_that_the_page_names_is_inside() {
        let made = made();
        assert!(made.contains("<img src=\"data:image/png;base64,cG5n\" alt=\"a\">"), "{made}");
        assert!(made.contains("<a href=\"data:text/csv;base64,a2V5\" download=\"a.csv\">a</a>"), "{made}");
        assert!(made.contains("<a class=\"x\">b</a> <a href=\"#c\">c</a>"), "{made}");
        assert!(made.contains("<script>let a = 1 < 2;</script>\n</body>"), "{made}");
        assert!(!made.contains("assets/") && !made.contains("alternate"), "{made}");
    }

    #[test]
    fn texts_stay_as_they_are_and_the_style_sheet_ends_where_it_ends() {
        let made = made();
        assert!(made.contains("<p> href=&#34;report.pdf&#34;</p>"), "{made}");
        assert!(made.contains("{\"x\":\" href=\\\"report.pdf\\\"\"}</script>\n</head>"), "{made}");
        assert!(made.contains("<style>a::after { content: \"<\\/style>\" }</style>"), "{made}");
    }

    #[test]
    fn the_policy_admits_these_bytes() {
        let digest = BASE64.encode(raw(b"let a = 1 < 2;"));
        assert!(made().contains(&format!("script-src 'sha256-{digest}';")));
    }
}
