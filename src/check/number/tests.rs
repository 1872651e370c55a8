//! The classes of claims, on a site of three ports: 23/TCP trebles on 16 November, 445/TCP passes 22/TCP, and 22/TCP
//! has a spike on 19 October.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use tempfile::TempDir;

use super::super::{Checked, Job, check};
use crate::config;
use crate::finding::Level;
use crate::fonts::Fonts;
use crate::manuscript::Block;
use crate::observe::observe;
use crate::question::Plan;
use crate::report;

const SITE: &str = "teiten = 1\n[site]\nid = \"s\"\ntitle = \"題\"\npublisher = \"発行\"\n[sources.x]\nfiles = [\"data/packets.csv\"]\n";
const EDITION: &str =
    "teiten = 1\nquarter = \"2022q4\"\nstatus = \"draft\"\ndate = 2023-02-14\nversion = \"1.0\"\n";
const HEAD: &str = "# 章\n\n```table\nid = \"ports\"\nrows = \"port\"\ntop = 3\n```\n\n```table\nid = \"regions\"\nrows = \"region\"\ntop = 3\n```\n\n";

fn rows() -> String {
    let mut rows = String::from("date,sensor,protocol,dst_port,src_region,packets\n");
    let first = chrono::NaiveDate::from_ymd_opt(2022, 7, 1).unwrap();
    for day in first.iter_days().take(184) {
        let date = day.to_string();
        let now = date.as_str() >= "2022-10-01";
        let counts = [
            ("23,CN", if date.as_str() >= "2022-11-16" { 300 } else { 100 }),
            (
                "22,US",
                if date == "2022-10-19" {
                    2000
                } else if now {
                    40
                } else {
                    50
                },
            ),
            ("445,RU", if now { 80 } else { 20 }),
        ];
        for (key, packets) in counts {
            writeln!(rows, "{date},tokyo,TCP,{key},{packets}").unwrap();
        }
    }
    rows
}

/// What is said of the numbers of a paragraph `text`.
fn checked(text: &str) -> Checked {
    let folder = TempDir::new().unwrap();
    let files = [
        ("teiten.toml", SITE.to_owned()),
        ("data/sensors.csv", "id,region,start,end,alias\ntokyo,JP,,,\n".to_owned()),
        ("data/packets.csv", rows()),
        ("2022q4/edition.toml", EDITION.to_owned()),
        ("2022q4/report.md", format!("{HEAD}{text}\n")),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let config::Reading { site, edition, .. } = config::read(&folder.path().join("2022q4"));
    let (site, edition) = (site.unwrap(), edition.unwrap());
    let lang = &edition.langs[0];
    let manuscript = crate::manuscript::read(&site, &edition, lang).manuscript;
    let mut answers = BTreeMap::new();
    for block in &manuscript.blocks {
        let Block::Table(table) = block else { continue };
        let question = &table.question;
        let plan = Plan::of(question, vec![edition.quarter.span(), edition.quarter.previous().span()]);
        let observed = observe(&site, &[plan]).observed.remove(&question.source).unwrap();
        let answer = crate::answer::answer(
            &site,
            edition.quarter,
            edition.quarter.span(),
            question,
            &observed,
            &observed.grids[0],
        );
        answers.insert(question.clone(), answer);
    }
    let fonts = Fonts::shipped();
    let job = report::Job {
        site: &site,
        edition: &edition,
        lang,
        manuscript: &manuscript,
        answers: &answers,
        fonts: &fonts,
    };
    let composed = report::compose(job);
    assert!(composed.findings.iter().all(|finding| finding.level != Level::Error), "{:?}", composed.findings);
    let mut checked =
        check(&Job { report: job, prints: &composed.prints, beneath: &BTreeMap::new(), unread: &[] });
    checked.findings.retain(|finding| finding.code.starts_with("number"));
    checked
}

/// How many claims of `text` agree, contradict and are unmatched.
fn classes(text: &str) -> [usize; 3] {
    let counts = checked(text).counts;
    [counts.agreeing, counts.wrong, counts.unmatched]
}

/// Holds each text against its classes.
fn hold(expected: &[(&str, [usize; 3])]) {
    let told = expected.iter().map(|(text, _)| (*text, classes(text)));
    let wrong: Vec<_> = told.zip(expected).filter(|(told, expected)| told != *expected).collect();
    assert!(wrong.is_empty(), "(told, expected): {wrong:#?}");
}

const AGREES: [usize; 3] = [1, 0, 0];
const WRONG: [usize; 3] = [0, 1, 0];
const UNMATCHED: [usize; 3] = [0, 0, 1];
const NOTHING: [usize; 3] = [0, 0, 0];

#[test]
fn figures_are_held_against_the_values_of_their_row() {
    hold(&[
        ("23/TCP宛のパケットは18,400パケットでした。", AGREES),
        ("23/TCP宛のパケットは１８４００パケットでした。", AGREES),
        ("23/TCP宛のパケットは約1.8万パケットでした。", AGREES),
        ("23/TCP宛のパケットは18,300パケットでした。", WRONG),
        ("23/TCP宛のパケットは合計で5パケットでした。", WRONG),
        ("23/TCP宛のパケットは566パケットでした。", UNMATCHED),
        ("24/TCP宛のパケットも観測しました。", UNMATCHED),
        ("23/TCPは全体の59%を占めました。", AGREES),
        ("23/TCPは全体の58%を占めました。", WRONG),
        ("23/TCPは全体の約6割を占めました。", AGREES),
        ("中国が全体の約3割を占めました。", WRONG),
        ("期末の23/TCPは期初と比べて約3.0倍でした。", AGREES),
        ("期末の23/TCPは期初と比べて約2.0倍でした。", WRONG),
        ("前四半期と比べて22/TCPは約2割増でした。", AGREES),
        ("前四半期と比べて22/TCPは約1割増でした。", WRONG),
        ("前四半期と比べて22/TCPは約2割減でした。", WRONG),
    ]);
}

#[test]
fn ranks_have_a_quarter() {
    hold(&[
        ("445/TCPは2位でした。", AGREES),
        ("445/TCPは3位でした。", WRONG),
        ("445/TCPは前四半期の3位でした。", AGREES),
        ("445/TCPは前四半期の2位でした。", WRONG),
        ("445/TCPは3位から2位に上がりました。", [3, 0, 0]),
        ("445/TCPは3位から2位に下がりました。", [2, 1, 0]),
        ("22/TCPは2位から3位に下がりました。", [3, 0, 0]),
        ("23/TCPは1位を保ちました。", [2, 0, 0]),
        ("445/TCPは2位を保ちました。", [1, 1, 0]),
        ("最も多かったのは、前四半期と同じく23/TCPでした。", [2, 0, 0]),
        ("最も多かったのは、前四半期と同じく445/TCPでした。", [0, 2, 0]),
        ("[](#ports)の顔ぶれと順位は、前四半期と変わりませんでした。", WRONG),
        ("上位3件は[](#ports)のとおりです。", AGREES),
        ("上位5件は[](#ports)のとおりです。", WRONG),
        ("22/TCPはTOP10外でした。", AGREES),
        ("22/TCPはTOP20外でした。", WRONG),
    ]);
}

#[test]
fn days_are_peaks_or_turns() {
    hold(&[
        ("22/TCPは10月19日に最多となりました。", [1, 0, 0]),
        ("22/TCPは10/19に最多となりました。", [1, 0, 0]),
        ("22/TCPは10月20日に最多となりました。", [0, 1, 0]),
        ("22/TCPは10月21日に話題となりました。", UNMATCHED),
        ("23/TCPは11月16日から増えました。", [2, 0, 0]),
        ("23/TCPは11月15日から増えました。", [0, 0, 2]),
        ("23/TCPは11月後半に増えました。", [2, 0, 0]),
        ("23/TCPは11月後半に減りました。", [0, 2, 0]),
        ("集計は10月1日から12月31日までです。", [2, 0, 0]),
    ]);
}

#[test]
fn directions_are_those_of_the_first_and_last_ten_days() {
    hold(&[
        ("23/TCP宛のパケットは増加しました。", AGREES),
        ("23/TCP宛のパケットは減少しました。", WRONG),
        ("中国からのパケットは増加しました。", AGREES),
        ("中国からのパケットは減少しました。", WRONG),
        ("445/TCPはほぼ横ばいでした。", AGREES),
        ("23/TCPはほぼ横ばいでした。", WRONG),
        ("445/TCPは前四半期と比べて増えました。", AGREES),
        ("445/TCPは前四半期と比べて減りました。", WRONG),
        ("22/TCPには突発的な増加がみられました。", AGREES),
        ("攻撃の増加に備えてください。", NOTHING),
        ("期末は期初と比べて{{ ports[\"23/TCP\"].change_10d | percent }}減少しました。", WRONG),
        ("期末は期初と比べて{{ ports[\"23/TCP\"].change_10d | percent }}増加しました。", AGREES),
        (
            "445/TCPは{{ ports[\"445/TCP\"].previous }}位から{{ ports[\"445/TCP\"].rank }}位に下がりました。",
            WRONG,
        ),
        ("期末の10日間平均は増えました。", AGREES),
        ("期末の7日間平均を示します。", WRONG),
    ]);
}

#[test]
fn names_with_digits_are_no_figures() {
    for text in [
        "CVE-2022-12345とJVN#12345678を確認してください。",
        "RFC 1035に定める22/TCPの応答です。",
        "192.0.2.0/24からのパケットです。",
        "「SHD-410」と「UR-7」の1.2.3版です。",
        "2要素認証を設定し、送信元ポート番号6000を遮断してください。",
        "UTCの19時11分に始まりました。",
        "1つの機器から1日当たりの平均を求めます。",
        "23/TCPは1パケットも届いていません。",
        "詳しくは https://example.com/2022/10/19 をご覧ください。",
        "IPv4のC2サーバーです。",
    ] {
        assert_eq!(classes(text), NOTHING, "{text}");
    }
}

#[test]
fn a_value_of_another_key_is_told() {
    let of = |text: &str| checked(text).findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>();
    assert_eq!(of("23/TCPは{{ ports[\"22/TCP\"].packets }}パケットでした。"), ["number-of-another"]);
    assert_eq!(of("22/TCPは{{ ports[\"22/TCP\"].packets }}パケットでした。"), Vec::<String>::new());
}

#[test]
fn a_finding_quotes_the_words_where_they_stand_and_offers_the_binding() {
    let findings = checked("中国からのパケットと、23/TCPの18,300パケットです。").findings;
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!((finding.place.line, finding.place.column, finding.level), (15, 19, Level::Error));
    assert_eq!(
        finding.what.ja,
        "「18,300パケット」はデータと食い違います。データでは、23/TCP（telnet）のパケット数は18,400パケットです。"
    );
    assert!(finding.mend.ja.contains("「{{ ports[\"23/TCP\"].packets }}パケット」"), "{}", finding.mend.ja);
}

#[test]
fn what_is_denied_expected_quoted_or_corrected_claims_nothing() {
    hold(&[
        ("23/TCPは減少しました。", WRONG),
        ("23/TCPは減少していません。", NOTHING),
        ("23/TCPが減少した様子はみられませんでした。", NOTHING),
        ("今後、23/TCPは減少すると見込まれます。", NOTHING),
        ("機器が増えれば、23/TCPは減少すると考えられます。", NOTHING),
        ("前四半期に減少していた23/TCPは、増加しました。", AGREES),
        ("前号では「23/TCPが3位から2位に下がりました」と述べました。", NOTHING),
        ("【訂正】前号で445/TCPを3位としましたが、誤りでした。", NOTHING),
        ("23/TCPは減少しただけでなく、順位も下がりました。", [0, 2, 0]),
        ("23/TCPの順位は前四半期と変わりませんでした。", AGREES),
    ]);
}

#[test]
fn changes_are_compared_with_what_the_sentence_says() {
    hold(&[
        ("期末の23/TCPは期初と比べて約3倍に増加しました。", [2, 0, 0]),
        ("期末の23/TCPは期初と比べて約4倍に増加しました。", [1, 1, 0]),
        ("前年同期と比べて23/TCPは増加しました。", UNMATCHED),
        ("前年同期と比べると、23/TCPは約2割減りました。", [0, 0, 2]),
        ("前月と比べて23/TCPは約4割増でした。", UNMATCHED),
        ("23/TCPは前半に増えました。", UNMATCHED),
        ("前四半期と比べて、445/TCPは増加しました。", AGREES),
        ("前四半期と比べて、445/TCPは減少しました。", WRONG),
        ("22/TCPは10月中旬に最も多く、その後は減りました。", [2, 0, 0]),
        ("22/TCPは10月中旬に最も多く、その後は増えました。", [1, 1, 0]),
        ("23/TCPは前四半期と比べて倍増しました。", AGREES),
        ("22/TCPは前四半期と比べて半減しました。", WRONG),
    ]);
    let told = |text: &str| checked(text).findings.remove(0).what.ja;
    let wrong = told("期末の23/TCPは期初と比べて約2.6倍に増加しました。");
    assert!(wrong.contains("期初から期末への増減は約3.0倍です"), "{wrong}");
}

#[test]
fn figures_are_read_as_they_are_written() {
    hold(&[
        ("23/TCPは全体の過半を占めました。", AGREES),
        ("445/TCPは全体の過半を占めました。", WRONG),
        ("期末の23/TCPは期初と比べて約三倍でした。", AGREES),
        ("23/TCPは6月31日に始まりました。", WRONG),
        ("全体の4分の1にあたる1/3です。", NOTHING),
        ("23/TCPは約1万8千パケットでした。", AGREES),
        ("23/TCPは1.8万件でした。", AGREES),
        ("次の3点を確かめてください。1日に1度です。", NOTHING),
        ("観測したのは、23/TCPと22/TCPの2つです。", AGREES),
        ("観測したのは、23/TCPと22/TCPの3つです。", UNMATCHED),
        ("23/TCPは約20,000パケットでした。", AGREES),
        ("23/TCPは約17,000パケットでした。", UNMATCHED),
        ("23/TCPは2万パケットに迫りました。", AGREES),
        ("23/TCPは1万パケットを超えました。", AGREES),
        ("23/TCPは2万パケットを超えました。", UNMATCHED),
        ("23/TCPは13,400パケットでした。", WRONG),
        ("23/TCPは14,800パケットでした。", WRONG),
    ]);
}

#[test]
fn names_stand_by_themselves() {
    hold(&[
        ("中国語の解説が減少しました。", NOTHING),
        ("中国は減少しました。", WRONG),
        ("8080/TCP（telnet）は減少しました。", [0, 0, 2]),
        ("中国は31,400パケットでした。", UNMATCHED),
        ("合計は31,400パケットでした。", AGREES),
    ]);
}

#[test]
fn a_mend_stands_for_all_that_it_prints() {
    let mend = |text: &str| checked(text).findings.remove(0).mend.ja;
    for (text, expected) in [
        ("前四半期と比べて22/TCPは約2割増でした。", "「{{ ports[\"22/TCP\"].change_quarter | wari }}」"),
        ("前四半期と比べて22/TCPは約1割減でした。", "「{{ ports[\"22/TCP\"].change_quarter | wari }}」"),
        ("445/TCPは前四半期の3位でした。", "「{{ ports[\"445/TCP\"].previous | rank }}」"),
        ("445/TCPは2位でした。", "「{{ ports[\"445/TCP\"].rank }}位」"),
        ("23/TCPは増加しました。", "「{{ \"増加しました\" | holds(ports[\"23/TCP\"].up_10d) }}」"),
        ("23/TCPは減少しました。", "「増加」"),
        ("445/TCPは順位が下がりました。", "「上がり」"),
    ] {
        let mend = mend(text);
        assert!(mend.starts_with(expected), "{text}: {mend}");
    }
}

#[test]
fn what_the_data_say_has_its_unit_and_its_days() {
    let what = |text: &str| checked(text).findings.remove(0).what.ja;
    for (text, expected) in [
        ("445/TCPは前四半期の2位でした。", "445/TCP（microsoft-ds）の前四半期の順位は3位です。"),
        ("445/TCPは3位でした。", "445/TCP（microsoft-ds）の順位は2位です。"),
        ("23/TCPは7,360パケットでした。", "「7,360パケット」をデータと照合できません。"),
        (
            "23/TCPは合計で7,360パケットでした。",
            "のパケット数は18,400パケットです（書かれた値は445/TCP（microsoft-ds）のものです）。",
        ),
        (
            "23/TCPは11月後半に減りました。",
            "23/TCP（telnet）の11月16日から11月30日までの平均は、その前（11月1日から11月15日まで）と比べて「約3.0倍」です。",
        ),
    ] {
        let what = what(text);
        assert!(what.ends_with(expected), "{text}: {what}");
    }
}
