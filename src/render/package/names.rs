//! Names of sheets and of columns as a workbook takes them.

use std::collections::BTreeSet;

/// A sheet's name has no more characters, each counted as UTF-16 does.
const LONGEST: usize = 31;

/// A heading of a table of Excel has no more characters.
const LONGEST_HEADING: usize = 255;

/// What no sheet may be called, whatever the letters' case.
const TAKEN: &str = "history";

/// A name a sheet for each of `wanted`: without what Excel refuses, short enough, and each once.
pub(super) fn sheets<'a>(wanted: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::from([TAKEN.to_owned()]);
    wanted.map(|name| free(&allowed(name), &mut taken, |name, end| cut(name, end, LONGEST))).collect()
}

/// A heading a column for each of `wanted`, each once.
pub(super) fn columns<'a>(wanted: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    wanted.map(|title| free(title, &mut taken, |title, end| cut(title, end, LONGEST_HEADING))).collect()
}

/// `name`, with a number behind it where it is taken; `join` puts both together.
fn free(name: &str, taken: &mut BTreeSet<String>, join: impl Fn(&str, &str) -> String) -> String {
    let numbered = (2_usize..).map(|number| join(name, &format!(" ({number})")));
    let mut names = std::iter::once(join(name, "")).chain(numbered);
    names.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
}

fn allowed(name: &str) -> String {
    let plain = |c: char| if c.is_control() || "[]:*?/\\".contains(c) { '-' } else { c };
    let name: String = name.chars().map(plain).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "-".to_owned() } else { name.to_owned() }
}

/// As much of `name` as leaves room for `end`.
fn cut(name: &str, end: &str, longest: usize) -> String {
    let mut room = longest - end.len();
    let fits = |c: &char| {
        let size = c.len_utf16();
        let fits = size <= room;
        room = room.saturating_sub(if fits { size } else { room });
        fits
    };
    let cut: String = name.chars().take_while(fits).collect();
    format!("{}{end}", cut.trim_end_matches('\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_takes_every_name() {
        let long = "𠮷".repeat(20);
        let wanted = ["説明", "表1", "表1", "a/b:[c]", "'x'", "", "History", &long, &long];
        let names = sheets(wanted.into_iter());
        assert_eq!(names[..6], ["説明", "表1", "表1 (2)", "a-b--c-", "x", "-"]);
        assert_eq!(names[6], "History (2)");
        assert!(names[8].ends_with(" (2)"));
        for name in &names {
            assert!(name.encode_utf16().count() <= LONGEST, "{name}");
        }
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        assert_eq!(columns(["A", "a", "b"].into_iter()), ["A", "a (2)", "b"]);
    }
}
