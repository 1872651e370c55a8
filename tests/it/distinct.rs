//! Distinct counts beside packets: a draft tells whether more sources were counted in an event, or each sent more; what it
//! proposes builds and passes the proof-reader; a site that counts none is not told of any.

use teiten::draft::{Draft, Proposal, Way};
use teiten::lang::Lang;
use teiten::pipeline;

use crate::site::{CHAPTER, Page, Site, days, program};

/// Packets and sources a day of each region, as far as they are not usual.
type Day = fn(&str, usize) -> (i64, i64);

/// The quarter before has the usual days alone.
fn observations(usual: i64, planted: Day) -> String {
    let mut csv = "date,src_region,packets,sources\n".to_owned();
    let all = days("2022-07-01", "2022-12-31");
    let first = all.iter().position(|day| day == "2022-10-01").unwrap();
    for (at, day) in all.iter().enumerate() {
        for region in ["BR", "CN", "DE", "FR", "KR", "RU", "US", "VN"] {
            let (times, sources) = if at < first { (10, 10) } else { planted(region, at - first) };
            let noise = (at as i64 * 37 + region.len() as i64 * 11) % 41 - 20;
            let (packets, hosts) = (usual * times + noise * 3, usual / 10 * sources / 10 + noise / 7);
            csv += &format!("{day},{region},{packets},{hosts}\n");
        }
    }
    csv
}

/// In tenths of the usual: the days are counted from 1 October.
fn planted(region: &str, day: usize) -> (i64, i64) {
    match (region, day) {
        // 10 to 16 November: three times the packets, of as many sources.
        ("US", 40..=46) => (30, 10),
        // 26 October to 1 November: three times both.
        ("CN", 25..=31) => (30, 30),
        // 1 to 10 December: a fifth of both.
        ("RU", 61..=70) => (2, 2),
        // From 20 November on: twice the packets, of a third more sources, which is no clear way.
        ("KR", 50..) => (20, 13),
        // From 1 November on: twice the packets, of as many sources.
        ("DE", 31..) => (20, 10),
        // 20 to 25 October: three times the packets, of half the sources.
        ("FR", 19..=24) => (30, 5),
        // 5 November alone.
        ("BR", 35) => (50, 50),
        _ => (10, 10),
    }
}

const MEASURE: &str = "[sources.packets.measures.sources]\nlabel = { ja = \"送信元の数\", en = \"Source addresses\" }\nkind = \"distinct\"\n";

fn site_of(csv: &str, measure: &str) -> Site {
    Site::new().observations(csv).and_settings(&format!("scope = \"home\"\n{measure}"))
}

fn site() -> Site {
    site_of(&observations(1000, planted), &format!("{MEASURE}per = [\"date\", \"region\"]\n"))
}

fn drafted(site: &Site) -> Draft {
    let drafted = pipeline::draft(&site.edition(), &Lang::ja(), &mut |_| ());
    drafted.draft.unwrap_or_else(|| panic!("{:?}", drafted.findings))
}

/// The event of `key`.
fn event<'d>(draft: &'d Draft, key: &str) -> &'d Proposal {
    let is_it = |one: &&Proposal| one.kind.is_news() && one.keys[0] == key;
    draft.proposals.iter().find(is_it).unwrap_or_else(|| panic!("{key}"))
}

fn prints(proposal: &Proposal) -> [&str; 2] {
    let said = proposal.said.as_ref().unwrap();
    [&said.print.ja, &said.print.en]
}

/// `text` without the numbers of figures, and any others.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[test]
fn what_sources_do_in_an_event_is_told_of_each() {
    let draft = drafted(&site());
    for (key, way, medians, ja, en) in [
        (
            "US",
            Some(Way::Alike),
            (100, 100),
            "この間の送信元の数は、前後の期間と大きく変わりませんでした（［図］）。パケットが多くなったのは、送信元の数のためではなく、それぞれのパケットが多くなったためとみられます。",
            "Source addresses in these days: much as on the days around ([Figure ]). The rise seems to come from more packets of each, not from more of them.",
        ),
        (
            "CN",
            Some(Way::More),
            (100, 300),
            "この間の送信元の数も、前後の期間より大きく増えました（［図］）。パケットが多くなったのは、そのためである可能性があります。",
            "Source addresses in these days: well above the days around ([Figure ]). The rise may come from there being more of them.",
        ),
        (
            "RU",
            Some(Way::Fewer),
            (100, 20),
            "この間の送信元の数も、前後の期間より大きく減りました（［図］）。パケットが少なくなったのは、そのためである可能性があります。",
            "Source addresses in these days: well below the days around ([Figure ]). The fall may come from there being fewer of them.",
        ),
        (
            "DE",
            Some(Way::Alike),
            (100, 100),
            "その後の送信元の数は、それまでと大きく変わりませんでした（［図］）。",
            "Source addresses since then: much as on the days before ([Figure ]).",
        ),
        (
            "FR",
            Some(Way::Fewer),
            (100, 50),
            "この間の送信元の数は、前後の期間より大きく減りました（［図］）。パケットが多くなったのは、送信元の数のためではなく、",
            "Source addresses in these days: well below the days around ([Figure ]). The rise seems to come from more packets of each",
        ),
        ("KR", None, (100, 130), "", ""),
        ("BR", Some(Way::More), (100, 500), "1日だけ", "single day"),
    ] {
        let proposal = event(&draft, key);
        let counted = proposal.distinct.as_ref().unwrap();
        assert_eq!((counted.measure.as_str(), counted.way), ("sources", way), "{key}");
        for (median, planted) in [(counted.usual, medians.0), (counted.then, medians.1)] {
            assert!((median - planted).abs() <= 3, "{key}: {median} for {planted}");
        }
        let [print_ja, print_en] = prints(proposal);
        assert!(bare(print_ja).contains(&bare(ja)), "{key}: {print_ja}");
        assert!(bare(print_en).contains(&bare(en)), "{key}: {print_en}");
        let is_told = !["KR", "BR"].contains(&key);
        assert_eq!((print_ja.contains("送信元の数"), counted.block.is_some()), (is_told, is_told), "{key}");
        let figures: Vec<&str> = proposal.figures.iter().map(|figure| figure.name.ja.as_str()).collect();
        assert!(
            figures.ends_with(&["送信元の数（1日、中央値）", "パケット÷送信元の数（1日、中央値）"]),
            "{figures:?}"
        );
        assert!(proposal.tests.last().unwrap().ja.starts_with("送信元の数：中央値が"), "{key}");
    }
    let each = &event(&draft, "US").figures.last().unwrap().value.ja;
    assert!(each.starts_with("通常99.") || each.starts_with("通常100."), "{each}");
    assert!(draft.method.last().unwrap().en.starts_with("Distinct counts"));
    let json = serde_json::to_value(&draft).unwrap();
    let us = json["proposals"].as_array().unwrap().iter().find(|one| one["keys"][0] == "US").unwrap();
    assert_eq!(us["distinct"]["way"], "alike");
    assert_eq!(
        us["distinct"]["block"]["text"],
        "```chart\nid = \"us_sources\"\nrows = \"region\"\nmeasure = \"sources\"\nscope = \"home\"\nkeys = [\"US\"]\n```"
    );
}

#[test]
fn ports_are_told_of_as_regions_are_and_a_measure_as_the_site_calls_it() {
    let csv = observations(1000, planted).replace("src_region", "dst_port").replace(",US,", ",23,");
    let csv = ["BR", "CN", "DE", "FR", "KR", "RU", "VN"]
        .iter()
        .zip(1000..)
        .fold(csv, |csv, (region, port)| csv.replace(&format!(",{region},"), &format!(",{port},")));
    let measure = MEASURE.replace("{ ja = \"送信元の数\", en = \"Source addresses\" }", "\"攻撃元ホスト数\"");
    let site = site_of(&csv, &format!("{measure}per = [\"date\", \"port\"]\n"));
    let drafted = pipeline::draft(&site.edition(), &Lang::en(), &mut |_| ());
    let page = drafted.page(&Lang::en()).unwrap();
    let draft = drafted.draft.unwrap();
    let [ja, en] = prints(event(&draft, "23/TCP"));
    assert!(ja.contains("この間の攻撃元ホスト数は、前後の期間と大きく変わりませんでした"), "{ja}");
    assert!(en.contains("攻撃元ホスト数 in these days: much as on the days around"), "{en}");
    assert!(page.contains("攻撃元ホスト数 per day"), "a drawing of hosts and not of packets");
    assert!(
        page.contains("id = &#34;port_23_tcp_sources&#34;") || page.contains("port_23_tcp_sources&quot;")
    );
}

/// A manuscript of all that a draft lets out, in one language.
fn pasted(draft: &Draft, chapter: &str, ja: bool) -> String {
    let first = if ja {
        "上位を[](#top_regions)に示します。"
    } else {
        "[](#top_regions) has the first ranks."
    };
    let mut text = format!("# {chapter}\n\n{first}\n\n");
    draft.blocks.iter().for_each(|block| text += &format!("{}\n\n", block.text));
    for proposal in draft.proposals.iter().filter(|one| one.distinct.is_some()) {
        proposal.blocks().for_each(|block| text += &format!("{}\n\n", block.text));
        let paste = &proposal.said.as_ref().unwrap().paste;
        text += &format!("{}\n\n", if ja { &paste.ja } else { &paste.en });
    }
    text
}

#[test]
fn what_is_pasted_builds_prints_the_same_and_passes_the_proof_reader() {
    let draft = drafted(&site());
    let manuscript = pasted(&draft, "概況", true);
    let site = site().manuscript(&manuscript).and_edition("langs = [\"ja\", \"en\"]\n");
    let site = site.file("2022q4/report.en.md", pasted(&draft, "Overview", false));
    let built = site.made();
    for (path, at) in [("index.html", 0), ("en/index.html", 1)] {
        let page = Page(scraper::Html::parse_document(&built.text(path)));
        let paragraphs = bare(&page.all("p").concat());
        for key in ["US", "CN", "RU", "DE", "FR"] {
            let print = bare(prints(event(&draft, key))[at]);
            assert!(paragraphs.contains(&print), "{key}: {print} in {paragraphs}");
        }
        let method = ["どちらの中央値もに満たないときは比べません", "Where neither median reaches ,"][at];
        assert!(paragraphs.contains(method), "{paragraphs}");
        let caption = ["の送信元の数の推移（送信元地域別）", "Source addresses (Source region), "][at];
        assert!(page.all("figcaption").concat().contains(caption), "no caption of packets");
    }
    let options = ["check", "--all", "--deny", "warnings"];
    let checked = program().args(options).arg(site.edition()).output().unwrap();
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn a_site_that_counts_nothing_at_this_grain_has_the_draft_that_it_had() {
    let csv = observations(1000, planted);
    let json = |measure: &str| serde_json::to_string(&drafted(&site_of(&csv, measure))).unwrap();
    let before = json("");
    assert!(!before.contains("distinct") && !before.contains("Distinct"));
    for per in ["\"date\", \"sensor\", \"region\"", "\"date\", \"port\"", "\"date\""] {
        assert!(json(&format!("{MEASURE}per = [{per}]\n")) == before, "{per}");
    }
    // More rows a day than the grain has, and a column that no file has: what is wrong with them hinders nothing.
    let missing =
        json("[sources.packets.measures.hosts]\nkind = \"distinct\"\nper = [\"date\", \"region\"]\n");
    assert!(missing == before);
    let twice = format!("{csv}2022-10-01,US,1,1\n");
    let json = |measure: &str| serde_json::to_string(&drafted(&site_of(&twice, measure))).unwrap();
    assert!(json(&format!("{MEASURE}per = [\"date\", \"region\"]\n")) == json(""));
}

#[test]
fn what_is_not_disclosed_is_in_no_sentence() {
    for setting in ["counts = \"index\"", "min_packets = 101"] {
        let draft = drafted(&site().and_settings(&format!("[disclosure]\n{setting}\n")));
        let us = event(&draft, "US");
        assert_eq!(us.distinct.as_ref().unwrap().block, None, "{setting}");
        let [ja, en] = prints(us);
        assert!(!ja.contains("送信元の数") && !en.contains("Source addresses"), "{setting}: {ja}");
    }
}

/// A report with a table of packets, the chart of sources and a claim.
fn claim(condition: &str, more: &str) -> Site {
    let blocks = "```table\nid = \"top\"\nrows = \"region\"\ntop = 6\n```\n\n```chart\nid = \"hosts\"\nrows = \"region\"\nmeasure = \"sources\"\nkeys = [\"US\"]\n```\n\n";
    let chart = if more.is_empty() { blocks } else { blocks.split_once("```chart").unwrap().0 };
    site().manuscript(&format!("{CHAPTER}{chart}{{{{ \"と述べる文\" | holds(top[\"{condition}) }}}}。\n"))
}

#[test]
fn a_claim_that_is_not_so_is_told_with_what_the_data_say() {
    for condition in ["US\"].sources_alike", "CN\"].more_sources", "RU\"].fewer_sources"] {
        claim(condition, "").made();
    }
    for (condition, what) in [
        ("US\"].more_sources", "送信元の数の中央値は、通常の日が100、その間が"),
        (
            "KR\"].sources_alike",
            "1.5倍以上か1.5分の1以下、または差が20%未満で成り立ち、大きいほうが25以上必要です）。",
        ),
        ("VN\"].sources_alike", "日ごとの値に、一時的な増減も、水準の変化もみつかりません。"),
    ] {
        let built = claim(condition, "").build();
        let told = &built.finding("claim").what.ja;
        assert!(told.contains(what), "{condition}: {told}");
    }
    let built = claim("US\"].sources_alike", "no chart").build();
    let told = &built.finding("claim").what.ja;
    assert!(told.contains("重複を除いた数（送信元の数など）を示すグラフがない"), "{told}");
}
