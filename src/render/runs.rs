//! Writes pieces of a line: runs come in, inline HTML goes out, with not one space more than the runs hold.

use std::borrow::Cow;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::Run;

/// Pieces of a line as HTML.
#[derive(Template)]
#[template(path = "html/runs.html")]
pub(super) struct Runs<'a> {
    runs: Cow<'a, [Run]>,
}

// Its template writes text through the escaper alone.
impl HtmlSafe for Runs<'_> {}

impl<'a> Runs<'a> {
    /// The pieces as they are.
    pub(super) fn of(runs: &'a [Run]) -> Self {
        Self { runs: Cow::Borrowed(runs) }
    }

    /// The pieces for a place that is a link itself: those within lead nowhere.
    pub(super) fn within_link(runs: &[Run]) -> Self {
        Self { runs: Cow::Owned(unlinked(runs)) }
    }

    /// The words of a heading as the contents list them: in a link, without its citations.
    pub(super) fn listed(runs: &[Run]) -> Self {
        Self { runs: Cow::Owned(listed(runs)) }
    }
}

/// Words without citations, and without links and references but for their print.
pub(super) fn listed(runs: &[Run]) -> Vec<Run> {
    let mut runs = runs.to_vec();
    runs.retain(|run| !matches!(run, Run::Citation { .. }));
    unlinked(&runs)
}

/// `runs` without links, references and citations, their words kept.
fn unlinked(runs: &[Run]) -> Vec<Run> {
    let mut free = Vec::with_capacity(runs.len());
    for run in runs {
        match run {
            Run::Link { runs, .. } | Run::Across { runs, .. } => free.extend(unlinked(runs)),
            Run::Reference { text, .. } | Run::Citation { text, .. } => {
                free.push(Run::Keep { text: text.clone(), gap_before: false, gap_after: false });
            }
            Run::Strong { runs } => free.push(Run::Strong { runs: unlinked(runs) }),
            Run::Emphasis { runs } => free.push(Run::Emphasis { runs: unlinked(runs) }),
            Run::Foreign { lang, runs } => {
                free.push(Run::Foreign { lang: lang.clone(), runs: unlinked(runs) })
            }
            Run::Text { .. } | Run::Keep { .. } | Run::Code { .. } | Run::Break => free.push(run.clone()),
        }
    }
    free
}

/// `href`, if it is an address that a page may lead to: http, https or mailto, without white space or controls.
pub(super) fn web_address(href: &str) -> Option<&str> {
    let clean = !href.chars().any(|c| c.is_whitespace() || c.is_control());
    let (scheme, _) = href.split_once(':')?;
    let known = ["http", "https", "mailto"].iter().any(|good| scheme.eq_ignore_ascii_case(good));
    (clean && known).then_some(href)
}

/// The words of `runs` without any markup.
pub(super) fn plain(runs: &[Run]) -> String {
    let mut words = String::new();
    for run in runs {
        match run {
            Run::Text { text }
            | Run::Keep { text, .. }
            | Run::Code { text }
            | Run::Reference { text, .. }
            | Run::Citation { text, .. } => words.push_str(text),
            Run::Strong { runs }
            | Run::Emphasis { runs }
            | Run::Foreign { runs, .. }
            | Run::Across { runs, .. }
            | Run::Link { runs, .. } => {
                words.push_str(&plain(runs));
            }
            Run::Break => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn only_web_addresses_lead_anywhere() {
        for good in
            ["https://www.example.jp/a?b=1&c=2#d", "http://example.jp", "mailto:pr@example.jp", "HTTPS://x"]
        {
            assert_eq!(web_address(good), Some(good));
        }
        for bad in
            ["javascript:alert(1)", " javascript:alert(1)", "java\nscript:x", "data:text/html,x", "//x", "/x"]
        {
            assert_eq!(web_address(bad), None, "{bad}");
        }
        assert_eq!(web_address("https://example.jp/\n"), None);
    }
}
