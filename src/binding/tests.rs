//! Masking keeps every byte's place; only paths with filters are read.

use super::*;
use crate::words::FILTERS;

fn masked(source: &str) -> Masked {
    let mut findings = Vec::new();
    let masked = mask("report.md", source, &mut findings);
    assert_eq!(findings, Vec::new());
    masked
}

#[test]
fn tokens_are_as_long_as_bindings() {
    let source = "| 中国 | {{ r[\"CN\"].x | wari }} |\n{{a}}{{b}}と`{{c}}`";
    let masked = masked(source);
    assert_eq!(masked.text.len(), source.len());
    assert!(!masked.text.contains("{{"));
    let line = masked.text.lines().nth(1).unwrap();
    let pieces = masked.split(line);
    assert_eq!(pieces.len(), 5);
    assert!(
        matches!(&pieces[0], Piece::Binding("a", place, end) if (place.line, place.column, end.column) == (2, 1, 6))
    );
    assert!(
        matches!(&pieces[3], Piece::Binding("c", place, end) if (place.line, place.column, end.column) == (2, 13, 18))
    );
    assert_eq!(masked.restore(&masked.text), source);
}

#[test]
fn what_is_no_binding_is_told() {
    for (source, code) in [
        ("{{ a", "binding-unclosed"),
        ("{{ a\n}}", "binding-unclosed"),
        ("{{}}", "binding-empty"),
        ("｛｛ a ｝｝", "binding-full-width"),
        ("\u{E001}", "private-character"),
    ] {
        let mut findings = Vec::new();
        mask("report.md", source, &mut findings);
        assert_eq!(findings.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(), [code], "{source}");
    }
}

#[test]
fn paths_with_filters_are_read() {
    let read = |source| Expression::read(source, &FILTERS);
    let name = |text: &str| Step::Name(text.to_owned());
    let expression = read("regions[\"CN\"].change_10d | percent(1)").unwrap();
    assert_eq!(expression.path, [name("regions"), name("CN"), name("change_10d")]);
    assert_eq!(expression.calls, [Call { name: "percent".into(), arguments: vec![1] }]);
    assert_eq!(expression.to_string(), "regions[\"CN\"].change_10d | percent(1)");
    let digits = Expression { path: vec![name("a"), name("80"), name("x_1")], calls: Vec::new() };
    assert_eq!(digits.to_string(), "a[\"80\"].x_1");
    assert_eq!(read("ports[1].label").unwrap().path, [name("ports"), Step::Row(1), name("label")]);
    assert_eq!(read("quarter.title").unwrap().to_string(), "quarter.title");
    let (_, mend) = read("ports[1].label ｜ number").unwrap_err();
    assert!(mend.ja.contains("「｜」"), "{mend:?}");
    for wrong in [
        "1 + 2",
        "top - ports.first",
        "\"a\"",
        "range(3)",
        "a.b | warri",
        "a if",
        "",
        "true",
        "[a, b]",
        "-a.b",
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
