//! Tables of TOML, field by field: values, wrong types, unknown keys.

use super::*;
use crate::quarter::Day;

fn at(finding: &Finding) -> (u32, u32, &str) {
    (finding.place.line, finding.place.column, &finding.code)
}

#[test]
fn every_fault_has_its_place_in_one_run() {
    let text = "id = 5\ntilte = \"x\"\nday = \"2022-01-01\"\ntop = 500\n\"状態\" = 1\nlist = [\"a\", 2]\nstatus = \"darft\"\n[sub]\nname = true\nnmae = 1\n[[many]]\n";
    let (mut table, syntax) = Table::parse("a.toml", text, Origin { line: 11, column: 3 });
    assert_eq!(syntax, []);
    table.require(&["id", "absent"]);
    assert_eq!(table.text("id"), None);
    assert_eq!(table.text("title"), None);
    assert_eq!(table.day("day"), None);
    assert_eq!(table.integer("top", 1..=100), None);
    assert_eq!(table.list_of_text("list").unwrap().len(), 1);
    assert_eq!(table.choice("status", &[("draft", 1), ("approved", 2)]), None);
    assert!(table.table("sub", |sub| sub.text("name")).unwrap().is_none());
    assert_eq!(table.tables("many", |entry| entry.require(&["from"])).len(), 1);
    let findings = table.finish();
    let places: Vec<_> = findings.iter().map(at).collect();
    assert_eq!(
        places,
        [
            (11, 3, "missing-key"),
            (11, 8, "wrong-type"),
            (12, 3, "unknown-key"),
            (13, 9, "wrong-type"),
            (14, 9, "bad-value"),
            (15, 3, "unknown-key"),
            (16, 16, "wrong-type"),
            (17, 12, "bad-value"),
            (19, 10, "wrong-type"),
            (20, 3, "unknown-key"),
            (21, 3, "missing-key"),
        ]
    );
    assert_eq!(findings[2].mend.en, "Did you mean `title`?");
    assert_eq!(findings[7].mend.en, "Did you mean `draft`?");
}

#[test]
fn values_come_with_their_places_and_syntax_errors_leave_the_rest() {
    let text = "id = \"a\u{e000}b\"\ndate = 2023-02-14\r\nx = = 3\ny = \"open\nn = 0x10\non = true\n";
    let (mut table, syntax) = Table::parse("b.toml", text, Origin::START);
    let lines: Vec<_> = syntax.iter().map(|finding| finding.place.line).collect();
    assert_eq!(lines, [3, 4], "{syntax:?}");
    table.require(&["missing"]);
    assert_eq!(table.text("id").unwrap().value, "a\u{e000}b");
    let day = table.day("date").unwrap();
    assert_eq!((day.value, day.place), (Day::from_ymd_opt(2023, 2, 14).unwrap(), Place::at("b.toml", 2, 8)));
    assert_eq!(table.integer("n", 0..=20).unwrap().value, 16);
    assert!(table.bool("on").unwrap().value);
    assert_eq!(table.finish(), []);
}

#[test]
fn hostile_texts_are_findings() {
    for text in [
        "a = 1\na = 2\n",
        "[t]\n[t]\n",
        &format!("a = {}", "[".repeat(100_000)),
        "a = \"\0\"\n",
        "\u{feff}\u{feff}a = 1",
    ] {
        let (mut table, syntax) = Table::parse("h.toml", text, Origin::START);
        assert!(!syntax.is_empty(), "{:?}", &text[..10]);
        table.text("a");
        table.finish();
    }
    let (mut table, syntax) =
        Table::parse("h.toml", "a = 99999999999999999999\nb = 2023-02-30\n", Origin::START);
    assert!(table.integer("a", 0..=9).is_none() && table.day("b").is_none());
    assert_eq!(syntax.len() + table.finish().len(), 2);
}
