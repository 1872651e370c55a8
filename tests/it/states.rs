//! The states of an edition beyond the plain way: settings and records as people write them, a withdrawal at any moment,
//! and what can be proved of each state.

use std::fs;
use std::path::Path;

use crate::approval::{approve, done, draft, publish, published, refused, run};
use crate::site::tree;

const REVISE: [&str; 8] =
    ["revise", "2022q4", "--kind", "改訂", "--reason", "言い回し", "--now", "2023-03-01T09:00:00+09:00"];

const WITHDRAW: [&str; 6] =
    ["withdraw", "2022q4", "--reason", "データの誤り", "--now", "2023-03-02T09:00:00+09:00"];

fn head(root: &Path) -> String {
    fs::read_to_string(root.join("2022q4/edition.toml")).unwrap()
}

/// What is said on stderr by a run that ends with 0.
fn aside(root: &Path, arguments: &[&str]) -> String {
    let output = run(root, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

#[test]
fn settings_keep_every_byte_but_those_that_change() {
    let site = draft();
    let root = site.root();
    site.edition();
    let written = "\u{feff}# status = \"published\"\r\nteiten = 1\r\n\"quarter\" = \"2022q4\"\r\n  status\t=  'draft'\t# 草稿\r\n\r\ndate = 2023-02-14\r\nversion = \"\"\"1.0\"\"\" # status = 'draft'";
    fs::write(root.join("2022q4/edition.toml"), written).unwrap();
    approve(&root, "2022q4");
    assert_eq!(head(&root), written.replacen("'draft'", "\"approved\"", 1));
    publish(&root, "2022q4");
    assert_eq!(head(&root), written.replacen("'draft'", "\"published\"", 1));
    done(&root, &REVISE);
    let begins = written.replacen("'draft'", "\"draft\"", 1).replace("\"\"\"1.0\"\"\"", "\"1.1\"");
    let revised = head(&root);
    let entries = revised.strip_prefix(&begins).unwrap_or_else(|| panic!("{revised}"));
    assert_eq!(entries.matches("[[history]]\r\n").count(), 2);
    assert!(entries.starts_with("\r\n") && !entries.replace("\r\n", "").contains('\n'), "{entries}");
}

#[test]
fn records_written_by_hand_keep_what_is_not_the_editions() {
    let site = draft();
    site.edition();
    let root = site.root();
    let blocks = "\u{feff}# 手で書いたもの\r\n['2021q4#a'] # 図\r\nkind = \"figure\"\r\nnumber = 1\r\n";
    let own = "\r\n  [ '2022q4#top_ports' ]\r\n  kind = \"table\"\r\n  number = 9\r\n";
    fs::write(root.join("data/published.toml"), format!("{blocks}{own}")).unwrap();
    let ranks = "\u{feff}rank,key,edition,table\r\n\"1\",22/TCP,2021q4,top_ports\r\n";
    fs::write(root.join("data/published.csv"), ranks).unwrap();
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    let told = fs::read_to_string(root.join("data/published.toml")).unwrap();
    let fresh = told.strip_prefix(blocks).unwrap_or_else(|| panic!("{told}"));
    assert!(fresh.starts_with("\r\n[\"2022q4#top_ports\"]\r\nkind = \"table\"\r\nnumber = 1\r\n"), "{fresh}");
    assert!(!fresh.replace("\r\n", "").contains('\n'), "{fresh}");
    assert_eq!(
        fs::read_to_string(root.join("data/published.csv")).unwrap(),
        "\u{feff}rank,key,edition,table,revision\r\n\"1\",22/TCP,2021q4,top_ports,\r\n1,23/TCP,2022q4,top_ports,1.0\r\n2,22/TCP,2022q4,top_ports,1.0\r\n"
    );
    let whole = tree(&root);
    publish(&root, "2022q4");
    assert_eq!(tree(&root), whole);
}

#[test]
fn of_a_withdrawn_edition_nothing_is_disproved() {
    let site = published();
    let root = site.root();
    done(&root, &WITHDRAW);
    let told = done(&root, &["verify", "out/try/2022q4"]);
    assert_eq!(told.matches("  proved    files").count(), 2, "{told}");
    assert_eq!(told.matches("of a withdrawn edition only the notice is left").count(), 2, "{told}");
    assert!(done(&root, &[]).starts_with("2022q4  withdrawn, 1.0\n"));
    assert_eq!(refused(&root, &["diff", "out/try/2022q4/v1.0", "2022q4"]), ["diff-withdrawn"]);
    fs::write(root.join("out/try/2022q4/index.html"), "others").unwrap();
    assert_eq!(run(&root, &["verify", "out/try/2022q4"]).status.code(), Some(1));
}

#[test]
fn a_history_that_begins_with_a_withdrawal_tells_of_the_publication_too() {
    let site = published();
    let root = site.root();
    done(&root, &WITHDRAW);
    let entries = "\n[[history]]\nversion = \"1.0\"\ndate = 2023-02-14\nwhat = \"公開\"\n\n[[history]]\nversion = \"1.0\"\ndate = 2023-03-02\nkind = \"取り下げ\"\nwhat = \"データの誤り\"\n";
    assert!(head(&root).ends_with(entries), "{}", head(&root));
}

#[test]
fn a_draft_of_the_next_version_stays_one_when_the_published_one_is_withdrawn() {
    let site = published();
    let root = site.root();
    done(&root, &REVISE);
    let before = head(&root);
    done(&root, &WITHDRAW);
    let entry =
        "\n[[history]]\nversion = \"1.0\"\ndate = 2023-03-02\nkind = \"取り下げ\"\nwhat = \"データの誤り\"\n";
    assert_eq!(head(&root), before + entry);
    assert!(!root.join("out/try/2022q4/report.pdf").exists());
    let whole = tree(&root);
    done(&root, &WITHDRAW);
    assert_eq!(tree(&root), whole, "withdrawn twice");
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    assert!(root.join("out/try/2022q4/v1.1/report.pdf").is_file());
    assert!(!root.join("out/try/2022q4/v1.0/report.pdf").exists());
    done(&root, &["verify", "out/try/2022q4"]);
}

#[test]
fn a_withdrawal_goes_on_where_the_history_cannot_tell_of_it_and_says_so() {
    let site = draft().and_edition("history = [{ version = \"1.0\", date = 2023-02-14, what = \"公開\" }]\n");
    site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    assert_eq!(refused(&root, &REVISE), ["revise-history"]);
    assert!(aside(&root, &WITHDRAW).contains("warning[revise-history]"));
    assert!(head(&root).contains("status = \"withdrawn\""));
    assert!(!root.join("out/try/2022q4/report.pdf").exists());
}

#[test]
fn who_approves_and_why_are_words_that_people_see() {
    let site = published();
    let root = site.root();
    assert_eq!(
        refused(&root, &["revise", "2022q4", "--kind", "改訂", "--reason", "一\n二"]),
        ["option-hidden"]
    );
    for words in ["", "  "] {
        let asked = ["revise", "2022q4", "--kind", "改訂", "--reason", words];
        assert_eq!(run(&root, &asked).status.code(), Some(2), "{words:?}");
        assert_eq!(run(&root, &["approve", "2022q4", "--by", words]).status.code(), Some(2), "{words:?}");
    }
    assert!(!root.join("2022q4/versions").exists());
    done(&root, &REVISE);
    assert_eq!(refused(&root, &["approve", "2022q4", "--by", "山田\u{202e}"]), ["option-hidden"]);
    done(&root, &["approve", "2022q4", "--by", " \"山田\\ "]);
    let record = fs::read_to_string(root.join("2022q4/approval.toml")).unwrap();
    assert!(record.contains("\nby = \"\\\"山田\\\\\"\n"), "{record}");
}

#[test]
fn a_record_of_an_approval_that_is_torn_or_edited_is_made_anew_and_not_mended() {
    let site = draft();
    let root = site.root();
    let record = site.edition().join("approval.toml");
    approve(&root, "2022q4");
    let whole = fs::read_to_string(&record).unwrap();
    let torn = [
        whole[..whole.find("at = ").unwrap()].to_owned(),
        whole.replace("[reports]", "[reports"),
        whole.replace("by = \"山田\"", "by = 1"),
        format!("{whole}other = 1\n"),
        String::new(),
    ];
    for torn in torn {
        fs::write(&record, torn).unwrap();
        let output = run(&root, &["publish", "2022q4", "--now", "2023-02-14T10:00:00+09:00"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("= help: Do not mend the record of an approval by hand"), "{said}");
        assert!(said.ends_with("\n1 error\n"), "{said}");
        assert!(!root.join("out").exists());
    }
    approve(&root, "2022q4");
    assert_eq!(fs::read_to_string(&record).unwrap(), whole);
    publish(&root, "2022q4");
}

#[test]
fn an_approval_of_other_languages_is_void_and_names_them() {
    let site = draft();
    let root = site.root();
    let record = site.edition().join("approval.toml");
    approve(&root, "2022q4");
    let whole = fs::read_to_string(&record).unwrap();
    let digest = whole.rsplit_once("ja = ").unwrap().1;
    fs::write(&record, format!("{whole}en = {digest}")).unwrap();
    let said = aside(&root, &["check", "2022q4"]);
    assert!(
        said.contains("approval-void") && said.contains("It was approved in en, ja and is in ja now."),
        "{said}"
    );
}

#[test]
fn the_edition_after_a_withdrawn_one_takes_its_ranks_from_the_data_and_is_told_of_its_references() {
    let site = published();
    let root = site.root();
    fs::create_dir(root.join("2023q1")).unwrap();
    let text = fs::read_to_string(root.join("2022q4/report.md")).unwrap();
    fs::write(root.join("2023q1/report.md"), format!("{text}\n前回は、[](2022q4#top_ports)に示しました。\n"))
        .unwrap();
    let next =
        head(&root).replace("2022q4", "2023q1").replace("published", "draft").replace("2023-02", "2023-05");
    fs::write(root.join("2023q1/edition.toml"), next).unwrap();
    let page = || fs::read_to_string(root.join("drafts/try/2023q1/report.json")).unwrap();
    assert!(!aside(&root, &["build", "2023q1"]).contains("reference-withdrawn"));
    let before = page();
    done(&root, &WITHDRAW);
    let said = aside(&root, &["build", "2023q1"]);
    assert!(
        said.contains("warning[reference-withdrawn]") && said.contains("2023q1/report.md:11:5"),
        "{said}"
    );
    assert_eq!(page(), before, "the ranks of the data are those that were published");
    approve(&root, "2023q1");
    done(&root, &["publish", "2023q1", "--now", "2023-05-14T10:00:00+09:00"]);
    done(&root, &["verify", "out/try/2023q1"]);
}

#[test]
fn a_signature_behind_a_pdf_stays_until_the_edition_changes() {
    let site = published();
    let root = site.root();
    let sign = |path: &str| {
        let path = root.join("out/try/2022q4").join(path);
        let signed = [fs::read(&path).unwrap(), b"signature".to_vec()].concat();
        fs::remove_file(&path).unwrap();
        fs::write(path, signed).unwrap();
    };
    sign("report.pdf");
    sign("v1.0/report.pdf");
    let whole = tree(&root);
    assert!(done(&root, &["build", "2022q4"]).contains("unchanged"));
    assert!(publish(&root, "2022q4").contains("no address has changed"));
    assert_eq!(tree(&root), whole);
    done(&root, &["verify", "out/try/2022q4"]);
    done(&root, &REVISE);
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    let signed = fs::read(root.join("out/try/2022q4/v1.0/report.pdf")).unwrap();
    assert!(signed.ends_with(b"signature"));
    assert!(!fs::read(root.join("out/try/2022q4/report.pdf")).unwrap().ends_with(b"signature"));
}

#[test]
fn what_is_to_be_confirmed_in_a_notice_or_a_reason_stops_publication() {
    let site = published();
    let root = site.root();
    done(&root, &["revise", "2022q4", "--kind", "訂正", "--reason", "誤記"]);
    let notice = |right: &str| {
        let begun = head(&root);
        let (before, _) = begun.split_once("wrong = ").unwrap();
        let text = format!("{before}wrong = \"<b>#sys $x$\"\nright = \"{right}\"\naffected = \"読者\"\n");
        fs::write(root.join("2022q4/edition.toml"), text).unwrap();
    };
    notice("【要確認】");
    assert!(aside(&root, &["build", "2022q4"]).contains("2022q4/edition.toml:12:1"));
    assert_eq!(refused(&root, &["approve", "2022q4", "--by", "山田"]), ["to-confirm"]);
    notice("正しい値");
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    let page = fs::read_to_string(root.join("out/try/2022q4/index.html")).unwrap();
    assert!(page.contains("&#60;b&#62;#sys $x$"), "{page}");
    let reason = ["revise", "2022q4", "--kind", "改訂", "--reason", "【要確認】理由"];
    done(&root, &reason);
    assert_eq!(refused(&root, &["approve", "2022q4", "--by", "山田"]), ["to-confirm"]);
}

#[test]
fn a_language_comes_with_a_version_and_goes_with_another_and_its_addresses_answer_after_a_withdrawal() {
    let site = published();
    let root = site.root();
    let out = root.join("out/try/2022q4");
    let revised = |langs: &str| {
        done(&root, &REVISE);
        let head = head(&root);
        let lines = head.lines().filter(|line| !line.starts_with("langs"));
        let text: String = lines.map(|line| format!("{line}\n")).collect();
        fs::write(root.join("2022q4/edition.toml"), format!("{langs}{text}")).unwrap();
        approve(&root, "2022q4");
        publish(&root, "2022q4")
    };
    let text = fs::read_to_string(root.join("2022q4/report.md")).unwrap();
    fs::write(root.join("2022q4/report.en.md"), text.replace("概況", "Overview")).unwrap();
    let told = revised("langs = [\"ja\", \"en\"]\n");
    assert!(told.contains("added    out/try/2022q4/en/\n"), "{told}");
    let blocks = || fs::read_to_string(root.join("data/published.toml")).unwrap();
    assert!(blocks().contains("langs = [\"ja\", \"en\"]"));
    let told = revised("");
    assert!(told.contains("removed  out/try/2022q4/en/\n"), "{told}");
    assert!(!blocks().contains("langs") && out.join("v1.1/en/report.pdf").is_file());
    done(&root, &["verify", "out/try/2022q4"]);

    done(&root, &WITHDRAW);
    for page in ["index.html", "en/index.html", "v1.0/index.html", "v1.1/en/index.html", "v1.2/index.html"] {
        let page = fs::read_to_string(out.join(page)).unwrap();
        assert!(page.contains("データの誤り"), "{page}");
    }
    assert!(!tree(&out).keys().any(|path| path.ends_with(".pdf")));
    let whole = tree(&root);
    done(&root, &WITHDRAW);
    assert_eq!(tree(&root), whole);
    done(&root, &["verify", "out/try/2022q4"]);
}

#[test]
fn a_time_of_publication_is_one_moment_wherever_it_is_written() {
    let site = draft().and_edition("publish_at = 2023-02-14T00:00:00+09:00\n");
    site.edition();
    let root = site.root();
    approve(&root, "2022q4");
    let publish = |now: &str| run(&root, &["publish", "2022q4", "--now", now]);
    for early in ["2023-02-13T14:59:59Z", "2023-02-13T09:59:59-05:00"] {
        let said = String::from_utf8(publish(early).stderr).unwrap();
        assert!(
            said.contains("at 2023-02-14T00:00:00+09:00 (publish_at); it is 2023-02-13T23:59:59+09:00"),
            "{said}"
        );
    }
    for wrong in ["2023-02-14", "2023-02-14T10:00:00", "明日", ""] {
        let output = publish(wrong);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.code() == Some(2) && said.contains("a time with its offset, such as"),
            "{said}"
        );
    }
    assert!(!root.join("out").exists());
    assert_eq!(publish("2023-02-13T15:00:00Z").status.code(), Some(0));
}
