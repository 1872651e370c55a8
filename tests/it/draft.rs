//! The first read of a quarter: planted events are found with their days and causes, one sensor makes no trend, flat data
//! say so, and what is to be pasted builds and prints what was shown.

use std::path::Path;
use std::sync::OnceLock;

use teiten::draft::{Draft, Kind, Proposal, markdown};
use teiten::lang::Lang;
use teiten::pipeline::{self, Drafted};

use crate::site::{CHAPTER, Site, days, program, tree};

fn read(folder: &Path) -> Drafted {
    pipeline::draft(folder, &Lang::ja(), &mut |_| ())
}

fn drafted(site: &Site) -> Draft {
    let drafted = read(&site.edition());
    drafted.draft.unwrap_or_else(|| panic!("{:?}", drafted.findings))
}

/// The draft of the synthetic sample, read once.
fn sample() -> &'static Draft {
    static READ: OnceLock<Draft> = OnceLock::new();
    READ.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022/2022q4");
        read(&folder.canonicalize().unwrap()).draft.unwrap()
    })
}

fn printed(proposal: &Proposal) -> &str {
    proposal.said.as_ref().map_or("", |said| &said.print.ja)
}

/// The sample, to be changed.
fn copy_of_sample() -> tempfile::TempDir {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022");
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &tree(&sample) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// The draft of the quarter before, of which the sample has no edition.
fn sample_before() -> Draft {
    let folder = copy_of_sample();
    let [before, edition] = ["2022q3", "2022q4"].map(|quarter| folder.path().join(quarter));
    std::fs::create_dir(&before).unwrap();
    let text = std::fs::read_to_string(edition.join("edition.toml")).unwrap();
    std::fs::write(before.join("edition.toml"), text.replace("2022q4", "2022q3")).unwrap();
    let drafted = read(&before.canonicalize().unwrap());
    drafted.draft.unwrap_or_else(|| panic!("{:?}", drafted.findings))
}

#[test]
fn what_is_planted_in_the_quarter_before_is_found_there() {
    let draft = sample_before();
    for (key, first, last) in [("RU", "2022-08-08", "2022-08-21"), ("NL", "2022-08-26", "2022-09-25")] {
        let names = |one: &Proposal| {
            one.keys.iter().chain(one.causes.iter().map(|cause| &cause.key)).any(|of| of == key)
        };
        let is_it = |one: &&Proposal| one.kind == Kind::Burst && names(one);
        let days = |one: &Proposal| one.days.map(|(from, to)| (from.to_string(), to.to_string()));
        let found: Vec<_> = draft.proposals.iter().filter(is_it).filter_map(days).collect();
        assert!(found.contains(&(first.to_owned(), last.to_owned())), "{key}: {found:?}");
    }
}

/// An event as the sample's README plants it: kind, key, first and last day, keys it comes from.
type Planted = (Kind, &'static str, &'static str, &'static str, &'static [&'static str]);

const PLANTED: [Planted; 5] = [
    (Kind::Burst, "RU", "2022-10-27", "2022-10-27", &["10000/TCP", "8443/TCP", "8888/TCP", "9000/TCP"]),
    (Kind::Burst, "13832/TCP", "2022-11-16", "2022-11-17", &["BG"]),
    (Kind::Drop, "IR", "2022-11-21", "2022-11-30", &[]),
    (Kind::Burst, "JP", "2022-12-05", "2022-12-15", &["22/TCP", "5900/TCP"]),
    (Kind::Burst, "5060/UDP", "2022-12-09", "2022-12-09", &["GB"]),
];

#[test]
fn every_planted_event_is_found_with_its_days_and_its_cause() {
    for (kind, key, first, last, causes) in PLANTED {
        let is_it = |proposal: &&Proposal| proposal.kind == kind && proposal.keys[0] == key;
        let found: Vec<_> = sample().proposals.iter().filter(is_it).collect();
        let days = |proposal: &Proposal| proposal.days.map(|(from, to)| (from.to_string(), to.to_string()));
        let planted = Some((first.to_owned(), last.to_owned()));
        let found = found.into_iter().find(|proposal| days(proposal) == planted);
        let found = found.unwrap_or_else(|| panic!("{key} {first}"));
        let mut own: Vec<&str> = found.causes.iter().map(|cause| cause.key.as_str()).collect();
        own.sort_unstable();
        assert_eq!(own, causes, "{key}");
        assert!(printed(found).contains("月"), "{key}: its days are told");
    }
}

#[test]
fn a_new_level_and_the_region_that_rose_with_it_are_one() {
    let shift = sample().proposals.iter().find(|proposal| proposal.kind == Kind::Shift).unwrap();
    assert_eq!(shift.keys, ["81/TCP", "US"]);
    assert_eq!(shift.days.unwrap().0.to_string(), "2022-12-01");
    assert_eq!(shift.causes.iter().map(|cause| cause.key.as_str()).collect::<Vec<_>>(), ["US"]);
    assert!(printed(shift).contains("12月1日") && printed(shift).contains("約3.0倍"), "{}", printed(shift));
}

#[test]
fn a_fall_and_what_it_comes_from_are_one() {
    let is_it = |proposal: &&Proposal| proposal.kind == Kind::Trend && proposal.keys == ["6379/TCP", "CN"];
    let fall = sample().proposals.iter().find(is_it).unwrap();
    assert_eq!(fall.causes[0].key, "CN");
    assert!(printed(fall).contains("減少の傾向") && printed(fall).contains("約4割減"), "{}", printed(fall));
}

#[test]
fn a_slow_wave_of_marked_packets_is_told_of_them() {
    let title = |proposal: &&Proposal| proposal.title.en.contains("signature=mirai");
    let wave = |proposal: &&Proposal| proposal.kind == Kind::Burst && proposal.keys[0] == "JP";
    let wave = sample().proposals.iter().filter(title).find(wave).expect("E4");
    let (first, last) = wave.days.unwrap();
    // Its edges are 22 and 34 days long: its first and last days lie within the noise.
    let within = |day: String, from: &str, to: &str| from <= day.as_str() && day.as_str() <= to;
    assert!(within(first.to_string(), "2022-10-17", "2022-10-19"), "{first}");
    assert!(within(last.to_string(), "2022-12-13", "2022-12-15"), "{last}");
    assert!(wave.figures.iter().any(|figure| figure.value.ja.starts_with("11月9日")), "{:?}", wave.figures);
}

#[test]
fn ranks_and_courses_of_the_sample_are_told() {
    let all: String = sample().proposals.iter().map(printed).collect();
    for words in [
        "80/TCP（http）と22/TCP（ssh）の順位が入れ替わりました",
        "37215/TCPは、前四半期のTOP10外から8位となりました",
        "順位も含めて前四半期と同じ",
        "23/TCP（telnet）は、前四半期に引き続き、増減を繰り返しました",
        "37215/TCP宛のパケットは、期間を通して、前四半期にはみられなかった増加の傾向",
        "6379/TCP（redis）宛のパケットは、前四半期に引き続き、期間を通して減少の傾向",
        "37215/TCP宛のパケットの過半",
    ] {
        assert!(all.contains(words), "{words}\n{all}");
    }
}

#[test]
fn days_without_a_sensor_are_told_of_what_rests_on_the_quarter() {
    let states = sample().proposals.iter().filter(|one| one.kind == Kind::Course);
    for state in states.inspect(|state| assert!(!state.figures.is_empty())) {
        assert!(state.weak.iter().any(|weak| weak.ja.contains("4日（11月3日など）")), "{:?}", state.weak);
    }
}

/// Words that make something a trend.
const TREND: [&str; 4] = ["傾向にあり", "傾向が", "tended", "trend upwards"];

#[test]
fn the_flood_of_one_sensor_names_it_is_set_against_overseas_and_is_no_trend() {
    let is_it = |proposal: &&Proposal| proposal.keys[0] == "13832/TCP";
    let flood = sample().proposals.iter().find(is_it).unwrap();
    assert_eq!(flood.one_sensor.as_deref(), Some("home-07"));
    assert!(printed(flood).contains("広い範囲での増加とはいえません"), "{}", printed(flood));
    assert!(flood.level > teiten::draft::Level::Strong);
    let overseas = |one: &Proposal| {
        one.figures.iter().find(|figure| figure.name.en == "Sensors overseas").unwrap().value.ja.clone()
    };
    assert!(overseas(flood).contains("ほとんどありません"), "{}", overseas(flood));
    let shift = sample().proposals.iter().find(|one| one.kind == Kind::Shift).unwrap();
    assert_eq!(overseas(shift), "同じ日に通常の3.0倍（1台・1日あたり）");
}

/// Four sensors at home that see 22/TCP and 80/TCP alike.
fn quiet() -> Site {
    let sensors = "id,region,start,end,alias\na1,JP,,,\na2,JP,,,\na3,JP,,,\na4,JP,,,\n";
    ["a1", "a2", "a3", "a4"].into_iter().fold(
        Site::new().file("data/sensors.csv", sensors),
        |site, sensor| {
            site.daily("2022-07-01", "2022-12-31", &format!("{sensor},TCP,22,CN,100")).daily(
                "2022-07-01",
                "2022-12-31",
                &format!("{sensor},TCP,80,US,50"),
            )
        },
    )
}

#[test]
fn what_only_one_sensor_sees_is_never_worded_as_a_trend() {
    for strength in [4, 2, 1] {
        let row = |(at, day): (usize, &String)| format!("{day},a2,TCP,445,RU,{}\n", 10 + at * strength);
        let rising: String = days("2022-10-01", "2022-12-31").iter().enumerate().map(row).collect();
        let draft = drafted(&quiet().rows(&rising));
        let of_it: Vec<_> =
            draft.proposals.iter().filter(|one| one.keys.contains(&"445/TCP".to_owned())).collect();
        assert!(of_it.iter().any(|one| one.one_sensor.as_deref() == Some("a2")), "{strength}");
        for one in of_it.iter().filter(|one| one.kind.is_news()) {
            let said = one.said.as_ref().unwrap();
            let words = format!("{}{}", said.print.ja, said.print.en);
            assert!(TREND.iter().all(|trend| !words.contains(trend)), "{words}");
            assert!(words.contains("広い範囲") && words.contains("not widespread"), "{words}");
        }
    }
}

#[test]
fn what_a_few_sensors_see_is_told_with_them() {
    let sensors = ["a5", "a6"];
    let table = "id,region,start,end,alias\na1,JP,,,\na2,JP,,,\na3,JP,,,\na4,JP,,,\na5,JP,,,\na6,JP,,,\n";
    let site = sensors.into_iter().fold(quiet().file("data/sensors.csv", table), |site, sensor| {
        site.daily("2022-07-01", "2022-12-31", &format!("{sensor},TCP,22,CN,100")).daily(
            "2022-11-10",
            "2022-11-20",
            &format!("{sensor},TCP,8291,BR,400"),
        )
    });
    let draft = drafted(&site);
    let is_it = |one: &&Proposal| one.kind.is_news() && one.keys.iter().any(|key| key == "8291/TCP");
    let found = draft.proposals.iter().find(is_it).unwrap();
    assert!(printed(found).contains("一部のセンサーに偏って"), "{}", printed(found));
    assert!(found.weak.iter().any(|weak| weak.en.contains("2 sensors alone (a5, a6)")), "{:?}", found.weak);
    assert!(found.level > teiten::draft::Level::Strong && found.one_sensor.is_none());
}

#[test]
fn what_was_so_in_the_previous_quarter_comes_last() {
    let of = |draft: &Draft| {
        let is_it = |one: &&Proposal| one.kind == Kind::Concentration;
        draft.proposals.iter().filter(is_it).map(|one| one.level).collect::<Vec<_>>()
    };
    assert_eq!(of(&drafted(&quiet())), [teiten::draft::Level::Weak; 2]);
    // What is first now had nothing then.
    let other = quiet().daily("2022-07-01", "2022-09-30", "a1,UDP,53,BR,9000");
    assert_eq!(of(&drafted(&other)), [teiten::draft::Level::Fair; 2]);
}

#[test]
fn flat_data_have_nothing_special() {
    let draft = drafted(&quiet());
    assert!(draft.proposals.iter().all(|proposal| !proposal.kind.is_news()));
    let nothing: Vec<_> =
        draft.proposals.iter().filter(|one| one.kind == Kind::Nothing).map(printed).collect();
    assert_eq!(nothing.len(), 2, "of ports and of regions");
    assert!(nothing.iter().all(|words| words.contains("特筆すべき特徴はみられませんでした")), "{nothing:?}");
}

#[test]
fn of_days_that_nobody_saw_nothing_is_said() {
    let before = "tokyo,TCP,22,CN,100";
    assert_eq!(drafted(&Site::new().daily("2022-07-01", "2022-09-30", before)).proposals, []);
    let few = Site::new().daily("2022-07-01", "2022-10-05", before);
    assert!(drafted(&few).proposals.iter().all(|one| one.kind != Kind::Nothing && !one.kind.is_news()));
}

fn burst() -> Site {
    ["a1", "a2", "a3", "a4"].into_iter().fold(quiet(), |site, sensor| {
        site.daily("2022-11-10", "2022-11-12", &format!("{sensor},TCP,8291,BR,400"))
    })
}

#[test]
fn what_is_pasted_builds_and_prints_what_was_shown() {
    let draft = drafted(&burst());
    let said = |proposal: &&Proposal| proposal.said.is_some();
    let mut text = CHAPTER.to_owned();
    draft.blocks.iter().for_each(|block| text += &format!("{}\n\n", block.text));
    for proposal in draft.proposals.iter().filter(said) {
        proposal.block.iter().for_each(|block| text += &format!("{}\n\n", block.text));
        text += &format!("{}\n\n", proposal.said.as_ref().unwrap().paste.ja);
    }
    let page = burst().manuscript(&text).made().page();
    let all = page.all("p").concat();
    let words = "8291/TCP宛のパケットは、11月10日から11月12日まで、一時的に増加しました";
    assert!(all.contains(words), "{all}");
    let again = draft.proposals.iter().find(|one| one.keys.first().is_some_and(|key| key == "8291/TCP"));
    assert!(printed(again.unwrap()).contains(words));
}

#[test]
fn the_proof_reading_has_nothing_against_what_is_pasted_into_the_sample() {
    let site = copy_of_sample();
    let mut text =
        std::fs::read_to_string(site.path().join("2022q4/report.md")).unwrap() + "\n\n## 下読み\n\n";
    sample().blocks.iter().for_each(|block| text += &format!("{}\n\n", block.text));
    for (proposal, said) in sample().proposals.iter().filter_map(|one| Some((one, one.said.as_ref()?))) {
        proposal.blocks().for_each(|block| text += &format!("{}\n\n", block.text));
        text += &format!("{}\n\n", said.paste.ja);
    }
    std::fs::write(site.path().join("2022q4/report.md"), text).unwrap();
    let done =
        program().args(["check", "--all", "--format", "json"]).arg(site.path().join("2022q4")).output();
    let told: serde_json::Value = serde_json::from_slice(&done.unwrap().stdout).unwrap();
    let codes = told.as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap());
    let wrong: Vec<_> = codes.filter(|code| *code != "figure-unreferenced").collect();
    assert_eq!(wrong, [""; 0], "{told:#}");
}

#[test]
fn what_the_site_does_not_disclose_is_in_no_sentence() {
    let site = burst().and_settings("[disclosure]\nmin_packets = 1000\n");
    let draft = drafted(&site);
    let of_it = draft.proposals.iter().find(|one| one.keys.first().is_some_and(|key| key == "8291/TCP"));
    assert_eq!(of_it.expect("it is found all the same").said, None);
}

#[test]
fn the_same_input_gives_the_same_draft() {
    let json = |draft: &Draft| serde_json::to_string(draft).unwrap();
    assert_eq!(json(&drafted(&burst())), json(&drafted(&burst())));
}

#[test]
fn names_of_the_data_mean_nothing_to_markdown_and_html() {
    let hostile = "<script>alert(1)</script>*x*`y`";
    let site = burst().file("names/ports.csv", format!("port,name\n8291/TCP,{hostile}\n"));
    let read = read(&site.edition());
    let text = markdown(read.draft.as_ref().unwrap(), &Lang::ja());
    let page = read.page(&Lang::ja()).unwrap();
    assert!(text.contains("\\*x\\*\\`y\\`"), "the name was not told");
    assert!(!text.contains("<script") && !text.contains("*x*`y`"), "{text}");
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "the name was not told");
    assert!(!page.contains("<script"));
    assert!(page.contains("<svg") && page.contains("未公表"));
}
