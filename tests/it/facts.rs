//! Facts that staff looked up: bound like any value, an input of the edition, escaped like all text.

use crate::site::{Built, CHAPTER, Site};

const FACTS: &str =
    "[dvr_share]\nvalue = 48.3\nunit = \"%\"\nas_of = 2022-12-20\nsource = \"s\"\nwho = \"w\"\n
[devices]\nvalue = 12345\nas_of = 2022-12-20\nsource = \"s\"\nwho = \"w\"\n
[found]\nvalue = 2022-11-02\nas_of = 2022-12-20\nsource = \"s\"\nwho = \"w\"\n
[vendor]\nvalue = \"<b>甲</b> & #乙*\"\nas_of = 2022-12-20\nsource = \"s\"\nwho = \"w\"\n";

fn built(facts: &str, text: &str) -> Built {
    Site::new().file("2022q4/facts.toml", facts).manuscript(&format!("{CHAPTER}{text}\n")).build()
}

#[test]
fn facts_are_said_through_the_filters_of_their_kind() {
    let text = "{{ facts.dvr_share | wari }}、{{ facts.dvr_share }}、{{ facts.devices }}、{{ facts.devices | man }}、{{ facts.found | full_date }}、{{ facts.vendor }}";
    let built = built(FACTS, text);
    assert_eq!(built.told(), Vec::<String>::new());
    let words = "約5割、48.3%、12,345、約1.2万、2022年11月2日、<b>甲</b> & #乙*";
    assert!(built.page().all("p").contains(&words.to_owned()), "{:?}", built.page().all("p"));
    assert!(built.text("index.html").contains("&lt;b&gt;甲") || built.text("index.html").contains("&#60;b"));
}

#[test]
fn facts_are_an_input_and_their_sources_stay_in_the_house() {
    let text = "{{ facts.dvr_share }}{{ facts.devices }}{{ facts.found }}{{ facts.vendor }}";
    let secret = FACTS.replace("who = \"w\"", "who = \"himitsu\"");
    let built = built(&secret, text);
    assert!(built.text("manifest.json").contains("\"facts\""));
    for (path, bytes) in crate::site::tree(built.folder()) {
        assert!(!String::from_utf8_lossy(&bytes).contains("himitsu"), "{path}");
    }
}

#[test]
fn a_fact_needs_the_words_of_its_language() {
    let fact =
        |value: &str| format!("[x]\nvalue = {value}\nas_of = 2022-12-20\nsource = \"s\"\nwho = \"w\"\n");
    let site = |value: &str| {
        Site::new()
            .and_edition("langs = [\"ja\", \"en\"]\n")
            .change_settings("title = \"観測レポート\"", "title = { ja = \"観測\", en = \"Report\" }")
            .change_settings("publisher = \"観測班\"", "publisher = { ja = \"班\", en = \"Team\" }")
            .file("2022q4/facts.toml", fact(value))
            .manuscript(&format!("{CHAPTER}{{{{ facts.x }}}}\n"))
            .file("2022q4/report.en.md", "# One\n\n{{ facts.x }}\n")
    };
    assert_eq!(site("{ ja = \"甲\", en = \"A\" }").build().told(), Vec::<String>::new());
    let built = site("\"甲\"").build();
    assert_eq!(built.told(), ["2022q4/report.en.md:3:1 binding"]);
    assert!(built.finding("binding").what.en.contains("no words in en"));
}
