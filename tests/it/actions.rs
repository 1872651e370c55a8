//! Ranked keys lead to what to do about them: the texts on those that a table shows, on the page and in the report.

use serde_json::Value;

use crate::site::{Built, CHAPTER, Site};

const TELNET: &str = "+++\nkeys = [\"23/TCP\", \"2323/TCP\"]\n+++\nTelnetの待ち受けがないか、確認してください。\n\n- 使わない機能を止める。\n";
const MAIL: &str = "+++\nkeys = [\"25/TCP\"]\n+++\nメールの中継を確認してください。\n";

/// 23/TCP, 2323/TCP and 22/TCP, in this order; 25/TCP below the three that are shown.
fn site(blocks: &str) -> Site {
    let rows = ["TCP,23,CN,90", "TCP,2323,CN,70", "TCP,22,US,50", "TCP,25,US,1"];
    let site = Site::new().manuscript(&format!(
        "{CHAPTER}```table\nid = \"ports\"\nrows = \"port\"\ntop = 3\n```\n\n## 対策\n\n{blocks}"
    ));
    rows.iter()
        .fold(site, |site, row| site.daily("2022-10-01", "2022-12-31", &format!("tokyo,{row}")))
        .file("texts/telnet.md", TELNET)
        .file("texts/mail.md", MAIL)
}

const BLOCK: &str = "```actions\nof = \"ports\"\n```\n";

fn report(built: &Built) -> Value {
    serde_json::from_slice(&built.bytes("report.json")).unwrap()
}

#[test]
fn the_texts_on_shown_keys_stand_under_their_labels_once_and_the_cells_lead_there() {
    let built = site(BLOCK).build();
    built.is_made();
    let report = report(&built);
    let kinds: Vec<_> = report["body"].as_array().unwrap().iter().map(|block| &block["kind"]).collect();
    let at = kinds.iter().position(|kind| *kind == "list").expect("the list of the text");
    let [heading, paragraph] = [at - 2, at - 1].map(|at| &report["body"][at]);
    assert_eq!(heading["anchor"], "action-ports-23-tcp");
    assert_eq!(heading["level"], 3, "below the section it stands in");
    assert_eq!(heading["number"], Value::Null);
    assert!(paragraph.to_string().contains("待ち受け"), "{paragraph}");
    assert!(!report.to_string().contains("中継"), "25/TCP is not shown");

    let page = built.text("index.html");
    assert!(
        page.contains("23/TCP</span>（telnet）・<span class=\"keep\">2323/TCP</span>（3d-nfsd）</h4>"),
        "{heading}"
    );
    let cells: Vec<_> = page.match_indices("<a class=\"action\" href=\"#action-ports-23-tcp\">").collect();
    assert_eq!(cells.len(), 2, "of 23/TCP and 2323/TCP, and not of 22/TCP");
    assert_eq!(page.matches("id=\"action-ports-23-tcp\"").count(), 1);
}

#[test]
fn a_table_without_the_block_leads_nowhere() {
    let built = site("本文です。\n").build();
    built.is_made();
    assert!(!built.text("index.html").contains("class=\"action\""));
    assert!(!built.text("report.json").contains("\"action\""));
}

#[test]
fn a_text_that_holds_no_more_is_not_printed() {
    let old = TELNET.replace("keys", "to = 2022-09-30\nkeys");
    let built = site(BLOCK)
        .file("texts/telnet.md", old)
        .file("texts/ssh.md", "+++\nkeys = [\"22/TCP\"]\n+++\n鍵で認証してください。\n")
        .build();
    built.is_made();
    let text = built.text("report.json");
    assert!(text.contains("action-ports-22-tcp") && !text.contains("待ち受け"));
}

#[test]
fn regions_have_texts_as_ports_have() {
    let blocks = "```table\nid = \"regions\"\nrows = \"region\"\n```\n\n```actions\nof = \"regions\"\n```\n";
    let text = "+++\nkeys = [\"CN\", \"23/TCP\"]\n+++\n探索が続いています。\n";
    let built = site(blocks).file("texts/telnet.md", text).build();
    built.is_made();
    let page = built.text("index.html");
    assert!(page.contains("href=\"#action-regions-cn\""));
    assert!(!page.contains("action-ports"), "of this table, the block says");
}
