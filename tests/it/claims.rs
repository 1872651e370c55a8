//! Claims: words that stand while the data bear them out, and refuse the build, with what the data say, once they do
//! not.

use crate::site::{CHAPTER, Site, days};

const TABLES: &str = "```table\nid = \"ports\"\nrows = \"port\"\ntop = 3\n```\n\n```chart\nid = \"all\"\nrows = \"total\"\nlabel = \"全体\"\n```\n\n";

/// Two quarters of three ports: 23/TCP keeps its level and leads, 80/TCP rises past 22/TCP, which falls; 445/TCP is
/// small, and on 9 November, for one day, it is not.
fn site() -> Site {
    let mut rows = String::new();
    for (at, day) in days("2022-07-01", "2022-09-30").iter().enumerate() {
        let at = at % 2;
        rows += &format!("{day},tokyo,TCP,23,CN,{}\n{day},tokyo,TCP,22,US,300\n", 600 + at);
        rows += &format!("{day},tokyo,TCP,80,US,200\n{day},tokyo,TCP,445,RU,20\n");
    }
    for (at, day) in days("2022-10-01", "2022-12-31").iter().enumerate() {
        let spike = if day == "2022-11-09" { 500 } else { 20 };
        rows += &format!("{day},tokyo,TCP,23,CN,{}\n{day},tokyo,TCP,22,US,{}\n", 600 + at % 2, 300 - at);
        rows += &format!("{day},tokyo,TCP,80,US,{}\n{day},tokyo,TCP,445,RU,{spike}\n", 240 + at);
    }
    Site::new().rows(&rows)
}

fn saying(text: &str) -> Site {
    site().manuscript(&format!("{CHAPTER}{TABLES}{text}\n"))
}

/// The claim `condition` alone.
fn claim(condition: &str) -> Site {
    saying(&format!("{{{{ \"と述べる文\" | holds({condition}) }}}}。"))
}

const TRUE: [&str; 24] = [
    "ports.same_set",
    "ports.two_swapped",
    "ports.concentrated",
    "ports[\"23/TCP\"].rank_held",
    "ports[\"80/TCP\"].rank_up",
    "ports[2].rank_up",
    "ports[\"22/TCP\"].rank_down",
    "ports[\"22/TCP\"].swapped",
    "ports[\"80/TCP\"].rising",
    "ports[\"22/TCP\"].falling",
    "ports[\"23/TCP\"].steady",
    "ports[\"445/TCP\"].steady",
    "ports[\"445/TCP\"].spiking",
    "ports[\"80/TCP\"].up_10d",
    "ports[\"22/TCP\"].down_10d",
    "ports[\"23/TCP\"].flat_10d",
    "ports[\"80/TCP\"].up_quarter",
    "ports[\"22/TCP\"].down_quarter",
    "ports[\"23/TCP\"].flat_quarter",
    "all.steady",
    "all.flat_10d",
    "ports[\"445/TCP\"].rank_held",
    "ports[\"23/TCP\"].rank_held",
    "all.rank_held",
];

const FALSE: [&str; 18] = [
    "ports.same_order",
    "ports.nothing_special",
    "ports[\"23/TCP\"].rank_up",
    "ports[\"23/TCP\"].rank_down",
    "ports[\"22/TCP\"].rank_held",
    "ports[\"22/TCP\"].entered",
    "ports[\"22/TCP\"].left",
    "ports[\"23/TCP\"].swapped",
    "ports[\"22/TCP\"].rising",
    "ports[\"80/TCP\"].falling",
    "ports[\"80/TCP\"].steady",
    "ports[\"80/TCP\"].fluctuating",
    "ports[\"23/TCP\"].spiking",
    "ports[\"22/TCP\"].up_10d",
    "ports[\"80/TCP\"].down_10d",
    "ports[\"80/TCP\"].flat_10d",
    "ports[\"22/TCP\"].flat_quarter",
    "all.rising",
];

#[test]
fn words_stand_while_their_conditions_are_true() {
    let text: String = TRUE
        .iter()
        .map(|condition| format!("{{{{ \"（{}）\" | holds({condition}) }}}}\n", condition.replace('"', "")))
        .collect();
    let page = saying(&text).made().page();
    let said = page.all("section:not([aria-labelledby=method]) > p").concat();
    for condition in TRUE {
        assert!(said.contains(&format!("（{}）", condition.replace('"', ""))), "{condition} in {said}");
    }
}

#[test]
fn words_that_are_not_so_refuse_the_build_all_in_one_run() {
    let text: String =
        FALSE.iter().map(|condition| format!("{{{{ \"と述べる文\" | holds({condition}) }}}}\n")).collect();
    let built = saying(&text).build();
    assert_eq!(built.outcome.made, None);
    let findings = &built.outcome.findings;
    assert!(findings.iter().all(|finding| finding.code == "claim"), "{findings:#?}");
    for (at, condition) in FALSE.iter().enumerate() {
        let finding = &findings[at];
        assert_eq!(finding.place.line, 15 + at as u32);
        let what = &finding.what.ja;
        assert!(what.starts_with(&format!("「と述べる文」はデータと合いません（{condition}）。")), "{what}");
    }
    assert_eq!(findings.len(), FALSE.len());
}

#[test]
fn what_the_data_say_is_told_with_the_conditions_that_are_true() {
    let of = |condition: &str| {
        let built = claim(condition).build();
        let finding = built.finding("claim").clone();
        (finding.what.ja.split_once('。').unwrap().1.to_owned(), finding.mend.ja)
    };
    let instead =
        |conditions: &str| format!("データに合う文に改めてください。いま成り立つ条件：{conditions}");
    let (what, mend) = of("ports.same_order");
    assert_eq!(
        what,
        "「80/TCP（http）」は2位、前四半期は3位です。「22/TCP（ssh）」は3位、前四半期は2位です。"
    );
    assert_eq!(mend, instead("same_set, two_swapped, concentrated"));
    let (what, mend) = of("ports[\"22/TCP\"].rising");
    assert_eq!(
        what,
        "日ごとの値には有意な減少の傾向があります。期初の10日間から期末の10日間への増減は−27.7%です。"
    );
    assert_eq!(mend, instead("rank_down, swapped, falling, down_10d, down_quarter"));
    let (what, mend) = of("ports[\"445/TCP\"].rising");
    assert_eq!(
        what,
        "日ごとの値に有意な増減の傾向はありません。期初の10日間から期末の10日間への増減は±0.0%です。"
    );
    assert_eq!(mend, instead("rank_held, steady, spiking, flat_10d, up_quarter, bursting"));
    let (what, _) = of("ports[\"80/TCP\"].spiking");
    assert!(what.starts_with("センサー1台あたりで最も多い12月31日は中央値の1.2倍で、"), "{what}");
}

#[test]
fn the_days_of_a_spike_are_values_of_their_own() {
    let text = "{{ ports[\"445/TCP\"].spike_first_day }}、{{ ports[\"445/TCP\"].spike_last_day | full_date }}、{{ ports[\"445/TCP\"].spike_days }}日間。";
    let page = saying(text).made().page();
    assert!(page.all("p").concat().contains("11月9日、2022年11月9日、1日間。"));
    let none = saying("{{ ports[\"23/TCP\"].spike_first_day }}").build();
    assert_eq!(none.finding("binding").what.ja, "「23/TCP（telnet）」に突発的な増加はありません。");
}

#[test]
fn ranks_are_said_as_they_moved() {
    let text =
        "{{ ports[1].move }}、{{ ports[2].move }}、{{ ports[3].move }}、{{ ports[2].rank | ordinal }}。";
    let page = saying(text).made().page();
    let said = page.all("p").concat();
    assert!(said.contains("前四半期と同じ1位、順位を一つ上げて2位、順位を一つ下げて3位、2番目。"), "{said}");
}

#[test]
fn a_rank_that_readers_were_told_counts_and_not_the_data() {
    let record = "edition,revision,table,rank,key\n2022q3,1.0,ports,1,23/TCP\n2022q3,1.0,ports,2,80/TCP\n2022q3,1.0,ports,3,22/TCP\n";
    let decided =
        |port: &str| format!("[[previous_rank]]\ntable = \"ports\"\nkey = \"{port}\"\nuse = \"published\"\n");
    let told = claim("ports.same_order").file("data/published.csv", record);
    told.and_edition(&(decided("80/TCP") + &decided("22/TCP"))).made();
}

#[test]
fn a_condition_is_no_value_and_a_value_no_condition() {
    let value = saying("{{ ports.same_set }}").build();
    assert_eq!(
        value.finding("binding").mend.ja,
        "「{{ \"文\" | holds(ports.same_set) }}」と書くと、条件が成り立つ間だけ文を印刷します。"
    );
    for (condition, mend) in [
        ("ports[1].packets", "使える条件："),
        ("ports[1].risng", "「rising」ではありませんか。"),
        ("ports.rank_up", "使える条件：same_set"),
        ("ports[1].same_set", "使える条件：rank_held"),
        ("ports[9].rising", "1から3までの行"),
        ("prts.same_set", "「ports」ではありませんか。"),
        ("ports", "使える条件：same_set"),
        ("ports[1]", "使える条件：rank_held"),
        ("ports[\"23/TCP\"]", "使える条件：rank_held"),
        ("all.same_set", "使える条件：rank_held"),
        ("quarter.title", "使える条件：rank_held"),
    ] {
        let built = claim(condition).build();
        let told = built.finding("claim");
        assert!(told.mend.ja.contains(mend), "{condition}: {told:?}");
    }
}

#[test]
fn a_truth_does_not_tell_what_is_withheld() {
    let withholding =
        |condition: &str| claim(condition).and_settings("[disclosure]\nmin_packets = 50\n").build();
    for condition in ["steady", "rising", "fluctuating", "spiking", "up_10d"] {
        let built = withholding(&format!("ports[\"445/TCP\"].{condition}"));
        let what = &built.finding("claim").what.ja;
        assert!(what.contains("公開の設定（min_packets）により伏せられます"), "{condition}: {what}");
    }
    let ranks = withholding("ports[\"445/TCP\"].rank_held");
    ranks.is_made();
    let index = claim("ports[\"22/TCP\"].falling").and_settings("[disclosure]\ncounts = \"index\"\n");
    index.made();
}

#[test]
fn the_method_chapter_tells_the_tests_that_a_report_rests_on() {
    let method = |site: Site| site.made().page().all("section[aria-labelledby=method] li");
    assert_eq!(method(saying("本文。")), Vec::<String>::new());
    let told = method(claim("ports[\"22/TCP\"].falling"));
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("|Z|が2.576を超える"), "{told:?}");
    let told = method(claim("ports.two_swapped"));
    assert!(told.len() == 1 && told[0].starts_with("前四半期と同じ顔ぶれ"), "{told:?}");
}

#[test]
fn english_words_stand_the_same_way() {
    let english = format!(
        "{CHAPTER}{}{{{{ \"rose past SSH\" | holds(ports[\"80/TCP\"].swapped) }}}} ({{{{ ports[\"80/TCP\"].move }}}}); {{{{ \"fell\" | holds(ports[\"80/TCP\"].falling) }}}}.\n",
        TABLES.replace("全体", "all")
    );
    let site =
        saying("本文。").and_edition("langs = [\"ja\", \"en\"]\n").file("2022q4/report.en.md", &english);
    let built = site.build();
    let what = &built.finding("claim").what.en;
    assert!(what.starts_with("“fell” is not what the data say (ports[\"80/TCP\"].falling). The days have a significant trend up."), "{what}");
    let mended = english.replace(".falling", ".rising");
    let page = site.file("2022q4/report.en.md", &mended).made().text("en/index.html");
    assert!(page.contains("rose past SSH (up one place to"), "{page}");
}
