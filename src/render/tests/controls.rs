//! What readers can do with the page beside reading it: links to its places, and what its script asks and moves.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};

use crate::render::{Beside, File, SCRIPT, fixture, render};
use crate::report::{Block, Figure, List, Report};

fn page() -> Html {
    parsed(&render(&fixture::report(), &fixture::figures(), "", &fixture::named(), Beside::build("")))
}

fn parsed(files: &[File]) -> Html {
    Html::parse_document(std::str::from_utf8(&files[0].bytes).unwrap())
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn attributes<'a>(page: &'a Html, selector: &str, name: &str) -> Vec<Option<&'a str>> {
    select(page, selector).into_iter().map(|element| element.value().attr(name)).collect()
}

#[test]
fn every_heading_paragraph_table_and_figure_has_its_link() {
    let page = page();
    let places = select(&page, ".text :is(h2, h3, h4), .text figure[id], .text p[id^=p_]");
    let expected: Vec<String> =
        places.iter().map(|place| format!("#{}", place.value().attr("id").unwrap())).collect();
    let links: Vec<_> =
        select(&page, "a.permalink").iter().filter_map(|link| link.value().attr("href")).collect();
    assert_eq!(links, expected);
    assert!(links.len() > 15, "{links:?}");
    let names = attributes(&page, ":not(p) > a.permalink", "aria-label");
    let expected = ["要点", "1. 概況", "表1", "図1", "観測方法Method", "2. 注目された現象"];
    assert_eq!(
        names[..6],
        expected.map(|name| format!("{name}へのリンク")).each_ref().map(|name| Some(name.as_str()))
    );
}

#[test]
fn what_only_the_script_serves_is_an_extra_and_hidden_without_it() {
    let page = page();
    let controls = select(&page, "button, input");
    assert_eq!(controls.len(), 13);
    for control in controls {
        let around: Vec<_> =
            std::iter::once(*control).chain(control.ancestors()).filter_map(ElementRef::wrap).collect();
        for wanted in ["hidden", "data-extra"] {
            assert!(
                around.iter().any(|element| element.value().attr(wanted).is_some()),
                "{}: {wanted}",
                control.html()
            );
        }
    }
}

#[test]
fn a_chart_is_asked_in_the_words_of_its_table() {
    let page = page();
    let lines = "#trend-ports .lines > button";
    assert_eq!(attributes(&page, lines, "data-series"), [Some("0"), Some("1"), Some("2")]);
    assert_eq!(
        select(&page, &format!("{lines} > .name")).iter().map(|name| name.inner_html()).collect::<Vec<_>>(),
        ["23/TCP（telnet）", "6379/TCP（redis）", "80/TCP（http）"]
    );
    assert_eq!(
        attributes(&page, &format!("{lines} line"), "stroke-dasharray"),
        [None, Some("7 3"), Some("2 2")]
    );
    assert_eq!(attributes(&page, "#trend-ports input.day", "max"), [Some("91")]);
    let words = ["reading", "disturbed", "gap", "withheld", "outage"];
    for word in words {
        let said = attributes(&page, "#trend-ports .ask", &format!("data-{word}"))[0];
        assert!(said.is_some_and(|said| !said.is_empty()), "{word}");
    }
    let first = "#trend-ports .values tbody tr:first-child td";
    assert_eq!(attributes(&page, first, "data-untold"), [None, Some("withheld"), Some("gap")]);
    assert_eq!(select(&page, "#trend-ports .values tr[data-outage]").len(), 4);
}

fn charts(report: &mut Report, change: fn(&mut Figure)) {
    for block in &mut report.body {
        if let Block::Chart(figure) = block {
            change(figure);
        }
    }
}

#[test]
fn a_chart_with_nothing_to_ask_has_no_controls() {
    let mut report = fixture::report();
    charts(&mut report, |figure| figure.chart.series[1].label = figure.chart.series[0].label.clone());
    let twice = render(&report, &fixture::figures(), "", &fixture::named(), Beside::build(""));
    let undrawn = render(&fixture::report(), &BTreeMap::new(), "", &fixture::named(), Beside::build(""));
    for files in [twice, undrawn] {
        let page = parsed(&files);
        assert!(select(&page, ".ask, input").is_empty());
    }
}

#[test]
fn cells_are_sorted_by_what_the_data_file_holds() {
    let page = page();
    let first = "#top-ports tbody tr:first-child td";
    assert_eq!(attributes(&page, first, "data-value"), [Some("1"), Some("1"), Some("16874020")]);
    assert!(select(&page, "tbody th[data-value], figure:not([id]) [data-value]").is_empty());
    assert_eq!(attributes(&page, ".columns [data-column]", "data-column"), [Some("0"), Some("2"), Some("3")]);
}

#[test]
fn the_same_words_again_are_another_place() {
    let mut report = fixture::report();
    report.body =
        vec![Block::List(List { start: None, items: vec![fixture::report().body, fixture::report().body] })];
    let files = render(&report, &fixture::figures(), "", &fixture::named(), Beside::build(""));
    let page = parsed(&files);
    let ids: Vec<_> = attributes(&page, "p[id^=p_]", "id").into_iter().flatten().collect();
    let (once, again) = ids.split_at(ids.len() / 2);
    assert_eq!(again, once.iter().map(|id| format!("{id}_2")).collect::<Vec<_>>());
}

#[test]
fn the_script_is_small_and_words_nothing() {
    assert!(SCRIPT.is_ascii(), "words belong into the report");
    assert!(
        SCRIPT.len() < 40_000 && !SCRIPT.contains("innerHTML") && !SCRIPT.contains("http://www.w3.org/1999")
    );
    assert_eq!(SCRIPT.matches("\"use strict\"").count(), 4);
}
