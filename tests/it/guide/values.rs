//! The tables of values and filters in the guide: each value is bound through each filter that the guide says it takes.

use std::collections::BTreeSet;
use std::fs;

use teiten::finding::Level;
use teiten::pipeline::{self, Order};

use super::read::blocks;
use super::{GUIDE, STORY, worked_through};

/// The cells of the tables under the headings that begin with `heading`, a list a row, without their heads.
pub fn rows(heading: &str) -> Vec<Vec<String>> {
    let mut under = false;
    let mut rows = Vec::new();
    for line in GUIDE.lines() {
        if line.starts_with("##") {
            under = line.trim_start_matches('#').trim().starts_with(heading);
        } else if under && line.starts_with("| ") {
            let cells = line.replace("\\|", "\u{1}");
            let cells = cells.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|"));
            rows.push(cells.collect::<Vec<_>>());
        }
    }
    rows.retain(|row| row[0].contains('`') || row[0].contains('*'));
    rows
}

/// What stands between grave accents.
pub fn code(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A value of the site with which the guide begins.
fn whole(value: &str) -> String {
    if value.starts_with('.') { format!("top_ports[\"445/TCP\"]{value}") } else { value.to_owned() }
}

/// Filters that want something in brackets.
fn applied(filter: &str) -> String {
    if filter.ends_with("_above") { format!("{filter}(500)") } else { filter.to_owned() }
}

/// Each value with each of its filters, and whether the guide says that there may be none.
fn bindings() -> Vec<(String, bool)> {
    let mut bindings = Vec::new();
    for row in rows("期間とセンサー").into_iter().chain(rows("表とグラフ")) {
        let may_lack = row[1..].concat().contains("エラー");
        // A filter has no dot; what is left out of a name has an ellipsis.
        for value in code(&row[0]).iter().filter(|value| value.contains('.') && !value.contains('…')) {
            bindings.push((whole(value), may_lack));
            let filters = row.get(3).map(|cell| code(cell)).unwrap_or_default();
            // `index` is for sites that tell no counts.
            let filters = filters.iter().filter(|filter| *filter != "index");
            let through = |filter: &String| format!("{} | {}", whole(value), applied(filter));
            bindings.extend(filters.map(|filter| (through(filter), may_lack && !filter.ends_with("_above"))));
        }
    }
    bindings
}

#[test]
fn every_value_of_the_guide_is_bound_through_every_filter_it_takes() {
    let done = worked_through(GUIDE, STORY);
    let edition = done.here.join("2022q4");
    let manuscript = edition.join("report.md");
    let held = fs::read_to_string(&manuscript).unwrap();
    let first = held.lines().count() as u32 + 1;
    let bindings = bindings();
    assert!(bindings.len() > 70, "{}", bindings.len());
    let lines: String = bindings.iter().map(|(binding, _)| format!("\n{{{{ {binding} }}}}\n")).collect();
    fs::write(&manuscript, held + &lines).unwrap();
    let findings = pipeline::build(&Order { edition, out: None }, &mut |_| ()).findings;
    for finding in findings.iter().filter(|finding| finding.level == Level::Error) {
        let at = finding.place.line.checked_sub(first).map(|line| line as usize / 2);
        let (binding, may_lack) = &bindings[at.unwrap_or_else(|| panic!("{finding:#?}"))];
        // A value that is not there is another fault than one that teiten does not know.
        assert!(*may_lack && !finding.what.en.contains("nothing called"), "{binding}: {finding:#?}");
    }
}

#[test]
fn every_filter_of_the_guide_is_in_a_binding_that_is_built() {
    let examples = blocks(GUIDE).into_iter().filter(|block| block.info == "markdown");
    let examples: String = examples.map(|block| block.text).collect();
    let rows: Vec<_> = rows("表とグラフ").into_iter().filter(|row| row.len() == 2).collect();
    let filters: BTreeSet<_> =
        rows.iter().flat_map(|row| code(&row[0])).filter(|f| !f.contains('.')).collect();
    let bound: String = bindings().into_iter().map(|(binding, _)| format!("{{{{ {binding} }}}}\n")).collect();
    for filter in &filters {
        let there = |text: &str| text.contains(&format!("| {filter}"));
        assert!(there(&examples) || there(&bound) || filter == "index", "{filter}");
    }
    assert!(filters.contains("wari") && filters.contains("man"), "{filters:?}");
}

#[test]
fn the_guide_begins_with_an_edition_that_is_made() {
    let done = worked_through(GUIDE, STORY);
    for file in ["report.pdf", "index.html", "manifest.json"] {
        assert!(done.here.join("drafts/tokyo/2022q4").join(file).is_file(), "{file}");
    }
}
