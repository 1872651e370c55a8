//! The article for a page of somebody else: the same as in its own page, apart from all that is there, and with all it
//! leads to; names of files by pattern, wherever they are named.

use std::collections::BTreeSet;
use std::fs;

use scraper::{ElementRef, Html, Selector};

use crate::approval::{approve, change, done, publish, published, run};
use crate::site::{Built, CHAPTER, Site, tree};

const BASE: &str = "https://example.jp/reports/";

const BLOCKS: &str = "本文です。表は[](#top_ports)です[^cve]。\n\n## 節 {#part}\n\n```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\"]\ncaption = \"宛先: ポート/番号\"\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n[^cve]: 機構、題、https://example.jp/\n";

const PATTERNS: &str = "page = \"report{yyyy}{mm1}-{mm2}.html\"\npdf = \"定点観測_{quarter}_{lang}.pdf\"\n";

fn site(web: &str) -> Site {
    Site::new()
        .rows("2022-11-01,tokyo,TCP,23,CN,90\n2022-11-02,tokyo,TCP,22,CN,80\n")
        .manuscript(&format!("{CHAPTER}{BLOCKS}"))
        .file("2022q4/report.en.md", format!("{CHAPTER}{BLOCKS}"))
        .and_edition("langs = [\"ja\", \"en\"]\n")
        .and_settings(&format!("[web]\n{web}"))
}

fn made(web: &str) -> Built {
    let built = site(web).build();
    built.is_made();
    built
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn values(page: &Html, attribute: &str) -> Vec<String> {
    let having = all(page, &format!("[{attribute}]")).into_iter();
    having.map(|element| element.attr(attribute).unwrap().to_owned()).collect()
}

fn text(page: &Html) -> String {
    all(page, "article.teiten").iter().flat_map(|article| article.text()).collect()
}

#[test]
fn the_fragment_is_the_pages_article_with_ids_and_addresses_of_its_own() {
    let built = made(&format!("base = \"{BASE}\"\nheading = 3\n"));
    for (folder, lang) in [("", "ja"), ("en/", "en")] {
        let page = Html::parse_document(&built.text(&format!("{folder}index.html")));
        let fragment = built.text(&format!("{folder}fragment.html"));
        assert!(
            fragment.starts_with("<article class=\"teiten\"") && fragment.trim_end().ends_with("</article>")
        );
        let fragment = Html::parse_fragment(&fragment);
        assert_eq!(text(&fragment), text(&page));
        assert!(all(&fragment, "script, style, link, main, [style]").is_empty());
        assert_eq!(values(&fragment, "lang")[0], lang);

        let prefix = format!("teiten-2022q4-{}", folder.replace('/', "-"));
        let ids = values(&fragment, "id");
        let known: BTreeSet<_> = ids.iter().cloned().collect();
        assert!(ids.len() > 20 && known.len() == ids.len(), "{ids:?}");
        assert!(ids.iter().all(|id| id.starts_with(&prefix)), "{ids:?}");
        let own = values(&page, "id").into_iter().filter(|id| !id.is_empty());
        assert_eq!(own.map(|id| format!("{prefix}{id}")).collect::<BTreeSet<_>>(), known);
        let mut references = 0;
        for attribute in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"] {
            for id in values(&fragment, attribute).iter().flat_map(|ids| ids.split(' ')) {
                assert!(known.contains(id), "{attribute}: {id}");
                references += 1;
            }
        }
        assert!(references > 8, "{references}");
        let files = format!("{BASE}2022q4/{folder}");
        for address in values(&fragment, "href").into_iter().chain(values(&fragment, "src")) {
            match (address.strip_prefix('#'), address.strip_prefix(&files)) {
                (Some(id), _) => assert!(known.contains(id), "{id}"),
                (None, Some(path)) => assert!(!built.bytes(&format!("{folder}{path}")).is_empty()),
                _ => assert_eq!(address, "https://example.jp/"),
            }
        }
        assert!(values(&fragment, "href").contains(&format!("{files}report.pdf")));
        let levels = |page: &Html| -> Vec<u8> {
            let headings = all(page, ".teiten :is(h1, h2, h3, h4, h5, h6)");
            headings.iter().map(|heading| heading.value().name()[1..].parse().unwrap()).collect()
        };
        assert_eq!(levels(&fragment), levels(&page).iter().map(|level| level + 2).collect::<Vec<_>>());
    }
}

#[test]
fn without_a_base_addresses_begin_in_the_editions_folder() {
    let built = made("");
    let fragment = Html::parse_fragment(&built.text("fragment.html"));
    let links = values(&fragment, "href");
    assert!(links.contains(&"report.pdf".to_owned()) && links.contains(&"data/top-ports.csv".to_owned()));
    assert_eq!(all(&fragment, "h2")[0].attr("data-level"), Some("1"));
    let head = Html::parse_document(&built.text("head.html"));
    assert!(all(&head, "[rel=canonical], [hreflang]").is_empty());
    for link in values(&head, "href").into_iter().chain(values(&head, "src")) {
        assert!(!built.bytes(&link).is_empty(), "{link}");
    }
}

#[test]
fn the_head_of_the_other_page_gets_what_the_article_needs() {
    let built = made(&format!("base = \"{BASE}\"\n{PATTERNS}"));
    let head = Html::parse_document(&built.text("en/head.html"));
    let one = |selector: &str, attribute: &str| {
        let found = all(&head, selector);
        assert_eq!(found.len(), 1, "{selector}");
        found[0].attr(attribute).unwrap().to_owned()
    };
    let page = format!("{BASE}2022q4/en/report202210-12.html");
    assert_eq!(one("link[rel=canonical]", "href"), page);
    assert_eq!(one("link[hreflang=en]", "href"), page);
    assert_eq!(one("link[hreflang=ja]", "href"), format!("{BASE}2022q4/report202210-12.html"));
    let pdf = format!("{BASE}2022q4/en/%E5%AE%9A%E7%82%B9%E8%A6%B3%E6%B8%AC_2022q4_en.pdf");
    assert_eq!(one("link[type='application/pdf']", "href"), pdf);
    for link in [one("link[rel=stylesheet]", "href"), one("script[src][defer]", "src")] {
        let path = link.strip_prefix(&format!("{BASE}2022q4/")).unwrap();
        assert!(!built.bytes(path).is_empty(), "{link}");
    }
    assert!(all(&head, "script:not([src]), style").is_empty());
}

#[test]
fn files_are_saved_under_names_that_speak() {
    let built = made("");
    for (page, table, chart) in [
        ("index.html", "2022q4_表1_宛先-_ポート-番号.csv", "2022q4_図1_"),
        ("en/index.html", "2022q4_Table_1_宛先-_ポート-番号.csv", "2022q4_Figure_1_"),
    ] {
        let names = values(&Html::parse_document(&built.text(page)), "download");
        assert_eq!(names.len(), 3, "{names:?}");
        assert_eq!(names[0], table);
        assert!(names[1..].iter().all(|name| name.starts_with(chart)), "{names:?}");
        assert!(names[1].ends_with(".csv") && names[2].ends_with(".svg"), "{names:?}");
    }
}

/// A published edition whose files are called by pattern.
fn called() -> Site {
    let site = crate::approval::draft().and_settings(&format!("[web]\nbase = \"{BASE}\"\n{PATTERNS}"));
    site.edition();
    approve(&site.root(), "2022q4");
    publish(&site.root(), "2022q4");
    site
}

const PAGE: &str = "report202210-12.html";
const PDF: &str = "定点観測_2022q4_ja.pdf";
const LINKED: &str = "%E5%AE%9A%E7%82%B9%E8%A6%B3%E6%B8%AC_2022q4_ja.pdf";

#[test]
fn names_by_pattern_are_followed_by_all_who_name_the_files() {
    let site = called();
    let (root, out) = (site.root(), site.root().join("out/try"));
    let files = tree(&out);
    for folder in ["2022q4/", "2022q4/v1.0/"] {
        assert!(
            files.contains_key(&format!("{folder}{PAGE}")) && files.contains_key(&format!("{folder}{PDF}"))
        );
        assert!(
            !files.contains_key(&format!("{folder}index.html"))
                && !files.contains_key(&format!("{folder}report.pdf"))
        );
    }
    let read = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&read("2022q4/manifest.json")).unwrap();
    assert_eq!((&manifest["page"]["ja"], &manifest["pdf"]["ja"]), (&PAGE.into(), &PDF.into()));
    assert!(read(&format!("2022q4/{PAGE}")).contains(&format!("<a href=\"{LINKED}\">")));
    let list = Html::parse_document(&read("index.html"));
    let links = values(&list, "href");
    assert!(
        links.contains(&format!("2022q4/{PAGE}")) && links.contains(&format!("2022q4/{LINKED}")),
        "{links:?}"
    );
    let feed = read("feed.xml");
    assert!(
        feed.contains(&format!("<id>{BASE}2022q4/</id>"))
            && feed.contains(&format!("href=\"{BASE}2022q4/{PAGE}\""))
    );
    assert!(feed.contains(&format!("href=\"{BASE}2022q4/{LINKED}\"")), "{feed}");
    assert!(read("sitemap.xml").contains(&format!("<loc>{BASE}2022q4/{PAGE}</loc>")));
    assert!(done(&root, &["verify", "out/try/2022q4"]).contains("proved"));
    assert!(done(&root, &["build", "2022q4"]).contains("unchanged"));
    let blocks = fs::read_to_string(root.join("data/published.toml")).unwrap();
    assert!(blocks.contains(&format!("page = \"{PAGE}\"\n")), "{blocks}");

    // A signed PDF stays, whatever it is called.
    let mut signed = files[&format!("2022q4/{PDF}")].clone();
    signed.extend(b"\n% signature\n");
    fs::write(out.join("2022q4").join(PDF), signed).unwrap();
    assert!(done(&root, &["verify", "out/try/2022q4"]).contains("appended"));
    assert!(done(&root, &["build", "2022q4"]).contains("unchanged"));
}

#[test]
fn another_edition_is_referred_to_by_the_name_that_its_page_had() {
    let site = called();
    let root = site.root();
    change(&root.join("teiten.toml"), "report{yyyy}{mm1}-{mm2}", "{site}-{quarter}");
    fs::create_dir(root.join("2023q1")).unwrap();
    let text = format!("{CHAPTER}前の版の[](2022q4#top_ports)をご覧ください。\n");
    fs::write(root.join("2023q1/report.md"), text).unwrap();
    let head = "teiten = 1\nquarter = \"2023q1\"\nstatus = \"draft\"\ndate = 2023-05-14\nversion = \"1.0\"\n";
    fs::write(root.join("2023q1/edition.toml"), head).unwrap();
    done(&root, &["build", "2023q1"]);
    let page = fs::read_to_string(root.join("drafts/try/2023q1/try-2023q1.html")).unwrap();
    assert!(page.contains(&format!("href=\"{BASE}2022q4/{PAGE}#top-ports\"")), "{page}");
}

#[test]
fn a_withdrawn_page_answers_at_every_address_that_it_had() {
    let site = called();
    let (root, out) = (site.root(), site.root().join("out/try/2022q4"));
    done(
        &root,
        &[
            "revise",
            "2022q4",
            "--kind",
            "revision",
            "--reason",
            "言い回し",
            "--now",
            "2023-03-01T09:00:00+09:00",
        ],
    );
    change(&root.join("teiten.toml"), "report{yyyy}{mm1}-{mm2}", "other");
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    assert!(
        out.join("other.html").is_file() && !out.join(PAGE).exists() && out.join("v1.0").join(PAGE).is_file()
    );
    let withdraw = ["withdraw", "2022q4", "--reason", "誤り", "--now", "2023-03-02T09:00:00+09:00"];
    done(&root, &withdraw);
    for path in ["other.html", PAGE, "v1.0/other.html", "v1.1/report202210-12.html"] {
        assert!(fs::read_to_string(out.join(path)).unwrap().contains("取り下げ"), "{path}");
    }
    let left = tree(&out);
    assert!(!left.keys().any(|path| path.ends_with(".pdf") || path.ends_with("fragment.html")), "{left:?}");
    done(&root, &withdraw);
    assert_eq!(tree(&out), left, "withdrawn twice");
    let list = Html::parse_document(&fs::read_to_string(root.join("out/try/index.html")).unwrap());
    assert!(values(&list, "href").contains(&"2022q4/other.html".to_owned()));
    assert!(done(&root, &["verify", "out/try/2022q4"]).contains("proved"));
}

#[test]
fn style_sheets_that_readers_were_given_stay() {
    let site = published();
    let (root, out) = (site.root(), site.root().join("out/try"));
    let styles = |folder: &str| -> BTreeSet<String> {
        let all = tree(&out.join(folder)).into_keys();
        all.filter(|path| path.starts_with("assets/") && path.ends_with(".css")).collect()
    };
    let (first, list) = (styles("2022q4"), styles(""));
    let look = |css: &str| {
        fs::create_dir_all(root.join("look")).unwrap();
        fs::write(root.join("look/report.css"), css).unwrap();
        done(&root, &["build", "2022q4"]);
        done(&root, &["site"]);
    };
    look(".teiten { color: #111111 }\n");
    look(".teiten { color: #222222 }\n");
    assert!(first.len() == 1 && styles("2022q4").is_superset(&first) && styles("2022q4").len() == 3);
    assert!(styles("").is_superset(&list) && styles("").len() == 3);
    let manifest = fs::read_to_string(out.join("2022q4/manifest.json")).unwrap();
    assert_eq!(manifest.matches(".css").count(), 1, "the same input makes the same manifest");
    assert!(done(&root, &["build", "2022q4"]).contains("unchanged"));
    let verified = || {
        let output = run(&root, &["verify", "out/try/2022q4", "--format", "json"]);
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        told["folders"][0]["proofs"][1].clone()
    };
    let told = verified();
    assert_eq!((&told["claim"], &told["result"]), (&"files".into(), &"proved".into()));
    assert!(told["message"].as_str().unwrap().contains("2 style sheets and scripts"), "{told}");

    // What only calls itself so is not one.
    let old = out.join("2022q4").join(first.first().unwrap());
    // A hard link of the version's own, which stays as it is.
    fs::remove_file(&old).unwrap();
    fs::write(&old, "body { display: none }").unwrap();
    let told = verified();
    assert_eq!(
        (&told["result"], &told["differences"][0]["how"]),
        (&"differs".into(), &"extra".into()),
        "{told}"
    );
    done(&root, &["build", "2022q4"]);
    assert!(!old.exists());

    // Among drafts nobody keeps a page.
    change(&root.join("2022q4/edition.toml"), "\"published\"", "\"draft\"");
    for css in [".teiten { color: #333333 }\n", ".teiten { color: #444444 }\n"] {
        fs::write(root.join("look/report.css"), css).unwrap();
        done(&root, &["build", "2022q4"]);
    }
    let drafted = tree(&root.join("drafts/try/2022q4")).into_keys();
    assert_eq!(drafted.filter(|path| path.ends_with(".css")).count(), 1);
}
