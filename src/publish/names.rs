//! Names that every system can hold: Linux, macOS, Windows and a web server.

use std::collections::BTreeSet;

use super::{Error, MANIFEST};
use crate::config::is_device;

/// Characters of a path below the shelf, the edition's folder included; Windows holds 260 in all.
const LONGEST: usize = 240;

/// Refuses an edition or a path that leads elsewhere, that some system cannot hold, or that stands twice.
pub(super) fn check<'a>(edition: &str, paths: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    if !good_component(edition) || edition.starts_with('.') {
        return Err(Error::Name { path: edition.to_owned() });
    }
    // Windows and macOS do not tell upper from lower case.
    let mut seen = BTreeSet::from([MANIFEST.to_owned()]);
    for path in paths {
        let long = edition.chars().count() + 1 + path.chars().count() > LONGEST;
        if long || !path.split('/').all(good_component) || !seen.insert(path.to_lowercase()) {
            return Err(Error::Name { path: path.to_owned() });
        }
    }
    Ok(())
}

/// Whether `name` is that of one file, in whatever folder.
pub(super) fn is_file(name: &str) -> bool {
    good_component(name)
}

/// One folder or file.
fn good_component(name: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '/');
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    !name.is_empty() && !name.contains(odd) && !name.ends_with(['.', ' ']) && !is_device(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(path: &str) -> bool {
        check("2022q4", [path].into_iter()).is_ok()
    }

    #[test]
    fn names_that_some_system_cannot_hold_are_refused() {
        for good in ["index.html", "figures/trend-ports.svg", "data/com10.csv", "console.txt", "データ.csv"]
        {
            assert!(fits(good), "{good}");
        }
        for bad in [
            "",
            "/etc/passwd",
            "../2022q3/index.html",
            "figures/../../x",
            "figures//x",
            "./x",
            "C:\\x",
            "a\\b",
            "nul",
            "figures/CON.svg",
            "com1.csv",
            "lpt².txt",
            "x.",
            "x ",
            "what?",
            "a\nb",
            "manifest.json",
            "Manifest.JSON",
        ] {
            assert!(!fits(bad), "{bad}");
        }
        assert!(fits(&"x".repeat(233)) && !fits(&"x".repeat(234)));
        assert!(check("2022q4", ["a.csv", "A.csv"].into_iter()).is_err());
        for bad in ["", "..", ".teiten", "a/b"] {
            assert!(check(bad, std::iter::empty()).is_err(), "{bad}");
        }
    }
}
