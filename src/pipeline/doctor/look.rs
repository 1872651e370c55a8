//! Whether a site's own look was made from the shipped one of now. Nobody can tell that from the file itself, so it
//! says so in a comment: `teiten-look:` and the digest of the shipped file it was last compared with.

use super::Health;
use crate::config::Site;
use crate::digest::digest;
use crate::finding::{Finding, Place};
use crate::look::CSS;
use crate::said;
use crate::typeset;

/// Opens the mark in a comment of a look.
const MARK: &str = "teiten-look:";

/// So many digits of a digest tell shipped looks apart.
const DIGITS: usize = 12;

/// Looks at what of the look is the site's own.
pub(super) fn look(site: &Site, health: &mut Health) {
    let typst = typeset::Look::Shipped.text();
    let own = [
        ("report.typ", "templates/typst/report.typ", site.typst_look.as_deref(), typst),
        ("report.css", "templates/html/report.css", site.css.as_deref(), CSS),
    ];
    for (name, from, text, shipped) in own {
        let Some(text) = text else { continue };
        let path = site.inputs.iter().find(|input| input.role == "look" && input.path.ends_with(name));
        let path = path.map_or(name, |input| input.path.as_str());
        health.findings.extend(judged(path, from, text, shipped));
    }
}

fn judged(path: &str, from: &str, text: &str, shipped: &str) -> Option<Finding> {
    let now: String = digest(shipped.as_bytes()).chars().take(DIGITS).collect();
    if text == shipped {
        return None;
    }
    let mend = said!(
        "付属の {from} と見比べ、要る変更を取り入れてから、コメントに「{MARK} {now}」と書いてください。",
        "Compare it with the shipped {from}, take over what you need, then write “{MARK} {now}” in a comment."
    );
    match marked(text) {
        Some(mark) if mark == now => None,
        Some(mark) => Some(Finding::warning(
            "look-behind",
            Place::file(path),
            said!(
                "{path}は、いまの付属の見た目（{now}）ではなく、{mark}から作られています。",
                "{path} was made from the shipped look {mark}, not from that of now, {now}."
            ),
            mend,
        )),
        None => Some(Finding::note(
            "look-unmarked",
            Place::file(path),
            said!(
                "{path}が、どの版の付属の見た目から作られたのかわかりません。",
                "{path} does not say which shipped look it was made from."
            ),
            mend,
        )),
    }
}

/// What stands behind the mark.
fn marked(text: &str) -> Option<&str> {
    let rest = text.split_once(MARK)?.1.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_that_says_what_it_was_made_from_is_judged_by_that() {
        let code = |text: &str| judged("look/report.css", "x", text, "p { }").map(|finding| finding.code);
        let now: String = digest(b"p { }").chars().take(DIGITS).collect();
        assert_eq!(code("p { }"), None);
        assert_eq!(code(&format!("/* {MARK} {now} */ p {{ color: red }}")), None);
        assert_eq!(code("/* teiten-look: 012345 */"), Some("look-behind".to_owned()));
        assert_eq!(code("p { color: red }"), Some("look-unmarked".to_owned()));
    }
}
