//! Hostile strings arrive as themselves: never markup, never a formula, never a path.

use crate::disclosure::attachments;
use crate::site::{CHAPTER, Site};

const HOSTILE: &str = "<script>alert(1)</script> & \"x\" 'y' {{ }} #let $x$ \\ @ * _ ~ ` [a](b) \u{202e}";

/// The same without what Markdown, bindings and TOML read themselves.
const NAME: &str = "<b>\"&'</b> #let x = $1$ \\\\ @ref ~ = + -";

fn toml(text: &str) -> String {
    format!("'''{text}'''")
}

#[test]
fn names_titles_and_labels_are_text() {
    let site = Site::new()
        .change_settings("title = \"観測レポート\"", &format!("title = {}", toml("題<script>&\"#$1$*_\\")));
    let site =
        site.change_settings("publisher = \"観測班\"", &format!("publisher = {}", toml("<i>班</i>{{x}}")));
    let site = site
        .file("names/ports.csv", "port,name\n23/TCP,\"<img src=x onerror=alert(1)>&#38;\"\n")
        .file("names/regions.csv", "region,ja,en\nCN,\"=cmd|'/c'!A1\",x\n");
    let site = site.and_settings("[sources.packets.measures.packets]\nlabel = '''<u>数</u>'''\n[notice]\nmark = '<合成>'\nsentence = '''\"文\" & #set'''\n");
    let blocks = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"label\", \"packets\"]\n```\n\n```table\nid = \"regions\"\nrows = \"region\"\ncolumns = [\"label\"]\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n";
    let built = site.rows("2022-10-01,tokyo,TCP,23,CN,10\n").manuscript(&format!("{CHAPTER}{blocks}")).made();
    let page = built.page();
    assert_eq!(page.one("h1 .title"), "題<script>&\"#$1$*_\\");
    assert_eq!(page.all(".facts li")[2], "<i>班</i>{{x}}");
    assert_eq!(page.table("top-ports"), ["23/TCP（<img src=x onerror=alert(1)>&#38;） | 10"]);
    assert_eq!(page.all("#top-ports thead th")[1], "<u>数</u>");
    assert_eq!(page.one(".front .mark"), "<合成>");
    assert!(page.all("script:not([src]):not([type='application/ld+json']), img, i, u, b").is_empty());
    let words = built.svg("trend").words();
    assert!(words[0].starts_with("<u>数</u>／日"), "{words:?}");
    assert!(built.csv("data/regions.csv")[1].contains("'=cmd|"), "{:?}", built.csv("data/regions.csv"));
    assert!(attachments(&built.bytes("report.pdf")).contains_key("data/regions.csv"));
}

#[test]
fn prose_captions_and_cells_are_text() {
    let text = format!(
        "{CHAPTER}\\<script>alert(1)\\</script> & \"x\" #let $x$ @ref \\\\ `<code>`。\n\n| \\<b> | #x |\n|---|---|\n| $1$ & | @a ~ |\n\n```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"label\"]\ncaption = {}\n```\n\n> ※\\<s>注 #n\n",
        toml(NAME)
    );
    let built = Site::new().rows("2022-10-01,tokyo,TCP,23,CN,10\n").manuscript(&text).made();
    let page = built.page();
    assert!(
        page.all("p").contains(&"<script>alert(1)</script> & \"x\" #let $x$ @ref \\ <code>。".to_owned()),
        "{:?}",
        page.all("p")
    );
    assert_eq!(page.all("figure:not([id]) th, figure:not([id]) td"), ["<b>", "#x", "$1$ &", "@a ~"]);
    assert_eq!(page.one("#top-ports figcaption"), format!("［表1：{NAME}］"));
    assert_eq!(page.one("#top-ports .note"), "※<s>注 #n");
}

#[test]
fn values_of_a_text_column_are_text() {
    let quoted = HOSTILE.replace('"', "\"\"").replace('\u{202e}', "");
    let csv = format!(
        "date,sensor,protocol,dst_port,src_region,packets,family\n2022-10-01,tokyo,TCP,23,CN,10,\"{quoted}\"\n2022-10-01,tokyo,TCP,23,CN,9,=1+1\n"
    );
    let site = Site::new()
        .observations(&csv)
        .and_settings("[sources.packets.columns]\ntexts = { family = \"family\" }\n");
    let built = site.manuscript(&format!("{CHAPTER}```table\nid = \"families\"\nrows = \"family\"\ncolumns = [\"label\"]\n```\n\n```chart\nid = \"trend\"\nof = \"families\"\n```\n")).made();
    let page = built.page();
    assert_eq!(page.table("families"), [HOSTILE.trim_end_matches('\u{202e}').trim(), "=1+1"]);
    assert!(page.all("script:not([src]):not([type='application/ld+json'])").is_empty());
    assert!(built.csv("data/families.csv")[2].starts_with("'=1+1"), "{:?}", built.csv("data/families.csv"));
    assert!(built.csv("data/trend.csv")[0].contains("'=1+1"));
}

#[test]
fn a_page_has_nothing_inline_and_no_other_host() {
    let text = format!(
        "{CHAPTER}```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n[外](https://example.com/)。\n"
    );
    let built = Site::new().rows("2022-10-01,tokyo,TCP,23,CN,10\n").manuscript(&text).made();
    let page = built.page();
    assert!(
        page.all(
            "script:not([src]):not([type='application/ld+json']), style, iframe, [style], [onclick], [onload]"
        )
        .is_empty()
    );
    assert_eq!(page.all("script:not([type])"), [""], "one script, a file of its own");
    let loaded = [("link[rel=stylesheet]", "href"), ("link[rel=alternate]", "href"), ("script", "src")];
    for (selector, attribute) in loaded {
        assert!(!page.attribute(selector, attribute).contains(':'), "{selector}");
    }
    let svg = built.svg("trend").0;
    assert!(!svg.contains("style=") && !svg.contains("<script") && !svg.contains("href"));
    let css =
        crate::site::tree(built.folder()).into_iter().find(|(path, _)| path.ends_with(".css")).unwrap().1;
    assert!(!String::from_utf8(css).unwrap().contains("url("));
}
