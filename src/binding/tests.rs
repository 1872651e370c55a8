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
    let digits = Expression::of_path(vec![name("a"), name("80"), name("x_1")]);
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

#[test]
fn claims_are_words_with_a_condition() {
    let read = |source| Expression::read(source, &FILTERS);
    let name = |text: &str| Step::Name(text.to_owned());
    let claim = read("\"前四半期と全く同じ（5地域）\" | holds(regions.same_order)").unwrap();
    assert_eq!(claim.path, [name("regions"), name("same_order")]);
    assert_eq!((claim.claim.as_deref(), claim.calls.len()), (Some("前四半期と全く同じ（5地域）"), 0));
    assert_eq!(claim.to_string(), "\"前四半期と全く同じ（5地域）\" | holds(regions.same_order)");
    let row = read("'up' | holds(ports[\"23/TCP\"].rank_up)").unwrap();
    assert_eq!(row.path, [name("ports"), name("23/TCP"), name("rank_up")]);
    for wrong in [
        "\"a\" | holds",
        "\"a\" | holds()",
        "\"a\" | holds(\"b\")",
        "\"a\" | holds(b.c, d.e)",
        "\"a\" | holds(b.c | wari)",
        "\"a\" | holds(b.c) | wari",
        "(\"a\" | holds(b.c)).d",
        "\"a\" | holds(\"b\" | holds(c.d))",
        "b.c | holds(d.e)",
        "(\"a\" ~ b.c) | holds(d.e)",
        "1 | holds(d.e)",
        "\"\" | holds(d.e)",
        "\"強い*増加*\" | holds(d.e)",
        "\"増加[^a]\" | holds(d.e)",
        "\"増加{{ a.b\" | holds(d.e)",
        "\"a\\nb\" | holds(d.e)",
        "“増加” | holds(d.e)",
    ] {
        assert!(read(wrong).is_err(), "{wrong}: {:?}", read(wrong));
    }
    let mend = |source| read(source).unwrap_err().1.ja;
    assert!(mend("\"（a）\" | holds(b.c").contains("holds(id.条件)"), "brackets in the words are prose");
    assert!(mend("\"a\" | holds（b.c）").contains("「（」"));
    assert!(mend("\"a\" | hold(b.c)").contains("holds"));
}
