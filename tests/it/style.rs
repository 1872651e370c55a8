//! The law of the shipped style sheets: no rule reaches beyond the report (`.teiten`) and its own page (`.teiten-page`),
//! so that a page of somebody else which holds a report stays as it is.

use teiten::look;

const SITE: &str = include_str!("../../templates/site/site.css");

/// At-rules that only say when the rules in them hold.
const CONDITIONS: [&str; 3] = ["@media", "@supports", "@container"];

/// What of `css` reaches further, or cannot be read.
fn reaching(css: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut rest = without_comments(css);
    while !rest.trim().is_empty() {
        let Some((prelude, block, after)) = cut(&rest) else {
            wrong.push(format!("no rule: {}", rest.trim()));
            break;
        };
        let prelude = prelude.trim();
        match prelude.split([' ', '(']).next().unwrap_or_default() {
            condition if CONDITIONS.contains(&condition) => wrong.extend(reaching(&block)),
            // A page of paper that has a name is nobody's but who asks for it.
            "@page" if prelude.strip_prefix("@page ").is_some_and(|name| name.starts_with("teiten")) => {}
            _ => wrong.extend(selectors(prelude).into_iter().filter(|selector| !stays(selector))),
        }
        rest = after;
    }
    wrong
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, rest)| rest))
}

/// The first rule of `css`: what stands before its block, the block, and what follows.
fn cut(css: &str) -> Option<(String, String, String)> {
    let open = css.find(['{', ';', '}']).filter(|at| css[*at..].starts_with('{'))?;
    let mut depth = 0;
    for (at, c) in css.char_indices().skip_while(|(at, _)| *at < open) {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 {
            return Some((css[..open].to_owned(), css[open + 1..at].to_owned(), css[at + 1..].to_owned()));
        }
    }
    None
}

/// The selectors of a list, parted by the commas that stand in no bracket.
fn selectors(list: &str) -> Vec<String> {
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in list.chars() {
        depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// Whether what `selector` finds is a report or its page, or lies in one.
fn stays(selector: &str) -> bool {
    let end = |rest: &str| rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
    let class = |text: &str| text.strip_prefix('.').map(|rest| rest[..end(rest)].to_owned());
    let first = class(selector).unwrap_or_default();
    let mut behind = selector.chars().skip(first.len() + 1).skip_while(|c| !c.is_whitespace());
    let below = !behind.by_ref().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '+' | '~'));
    match first.as_str() {
        "teiten" | "teiten-page" => below,
        // Somebody else's element, by which he says that his page can be dark.
        "teiten-dark" => selector.strip_prefix(".teiten-dark ").is_some_and(stays),
        _ => false,
    }
}

#[test]
fn no_rule_reaches_beyond_the_report_and_its_page() {
    for css in [look::CSS, SITE] {
        assert_eq!(reaching(css), Vec::<String>::new());
    }
    assert!(look::CSS.contains("page: teiten-page;"), "the page of paper is asked for");
}

#[test]
fn every_way_to_reach_further_is_seen() {
    for (css, selector) in [
        ("p { margin: 0 }", "p"),
        (".teiten p, p { margin: 0 }", "p"),
        (".teitens p {}", ".teitens p"),
        (".teiten-pages {}", ".teiten-pages"),
        ("main .teiten {}", "main .teiten"),
        (".teiten ~ p {}", ".teiten ~ p"),
        (".teiten:has(p) + footer {}", ".teiten:has(p) + footer"),
        ("@media print { @supports (x: y) { a {} } }", "a"),
        ("@page { margin: 0 }", "@page"),
        ("@font-face { src: url(x) }", "@font-face"),
        ("@import 'x'; .teiten {}", "no rule: @import 'x'; .teiten {}"),
        ("/* , */ :is(.teiten, p) {}", ":is(.teiten, p)"),
        (".teiten-dark p {}", ".teiten-dark p"),
        (".teiten {", "no rule: .teiten {"),
    ] {
        assert_eq!(reaching(css), [selector], "{css}");
    }
    assert!(reaching(".teiten > p + a:is(b, i), .teiten[x~=\"y\"] p {} @page teiten {}").is_empty());
}
