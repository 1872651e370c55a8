//! Claims that set a row beside another: one sensor against all, home against overseas, a part against its whole.

use crate::site::{CHAPTER, Site};

/// 23/TCP: 100 a day at tokyo, 100 at osaka, 190 at dallas. 22/TCP: 9 a day at tokyo, 1 at osaka, 20 at dallas.
/// 80/TCP: tokyo alone. CN sends half of 23/TCP at tokyo and everything at osaka.
fn site() -> Site {
    let site = ["tokyo,TCP,23,CN,50", "tokyo,TCP,23,US,50", "osaka,TCP,23,CN,100", "dallas,TCP,23,US,190"];
    let more = ["tokyo,TCP,22,CN,9", "osaka,TCP,22,CN,1", "dallas,TCP,22,US,20", "tokyo,TCP,80,CN,7"];
    site.iter().chain(&more).fold(Site::new(), |site, row| site.daily("2022-10-01", "2022-12-31", row))
}

fn table(id: &str, scope: &str, more: &str) -> String {
    format!("```table\nid = \"{id}\"\nrows = \"port\"\nscope = \"{scope}\"\n{more}```\n\n")
}

fn claim(condition: &str) -> Site {
    let tables = [
        table("home", "home", ""),
        table("abroad", "overseas", ""),
        table("all", "all", ""),
        table("china", "home", "filter = { region = [\"CN\"] }\n"),
    ];
    let claim = format!("{{{{ \"と述べる文\" | holds({condition}) }}}}。");
    site().manuscript(&format!("{CHAPTER}{}{claim}\n", tables.concat()))
}

#[test]
fn words_rest_on_one_sensor_on_two_scopes_and_on_most_of_a_whole() {
    for condition in [
        // All of 7.
        "all[\"80/TCP\"].one_sensor",
        // 100 a sensor at home, 190 overseas; 5 and 20.
        "home[\"23/TCP\"].overseas_higher",
        "abroad[\"23/TCP\"].overseas_higher",
        "home[1].overseas_higher",
        // 150 of 200, and everything.
        "china[\"23/TCP\"].majority",
        "china[\"22/TCP\"].majority",
    ] {
        claim(condition).made();
    }
}

#[test]
fn words_that_are_not_so_are_told_with_what_the_data_say() {
    for (condition, what) in [
        (
            "all[\"23/TCP\"].one_sensor",
            "最も多く受けたセンサー1台の割合は48.7%です（80%を超えると成り立ちます）。",
        ),
        ("abroad[\"23/TCP\"].home_higher", "センサー1台・1日あたりの平均で、海外は国内に対して+90.0%です。"),
        ("home[\"23/TCP\"].scopes_alike", "センサー1台・1日あたりの平均で、海外は国内に対して+90.0%です。"),
    ] {
        let built = claim(condition).build();
        let told = &built.finding("claim").what.ja;
        assert!(told.ends_with(what), "{condition}: {told}");
    }
    let small = table("us", "home", "filter = { region = [\"US\"] }\n");
    let text =
        format!("{CHAPTER}{}{small}{{{{ \"文\" | holds(us[1].majority) }}}}。\n", table("home", "home", ""));
    let built = site().manuscript(&text).build();
    let told = &built.finding("claim").what.ja;
    assert!(told.ends_with("全体に占める割合は25.0%です（50%を超えると成り立ちます）。"), "{told}");
}

#[test]
fn what_cannot_be_compared_says_why() {
    for (condition, what) in [
        ("all[1].overseas_higher", "国内と海外で比べるための図表がありません"),
        ("home[\"80/TCP\"].home_higher", "一方で100パケットに満たない"),
        ("home[1].one_sensor", "センサーが3台に満たない"),
        ("home[1].majority", "全体を示す図表がない"),
    ] {
        let built = claim(condition).build();
        let told = &built.finding("claim").what.ja;
        assert!(told.contains(what), "{condition}: {told}");
    }
}

#[test]
fn comparisons_do_not_tell_what_is_withheld() {
    for condition in ["all[\"80/TCP\"].one_sensor", "china[\"80/TCP\"].majority"] {
        let built = claim(condition).and_settings("[disclosure]\nmin_packets = 1000\n").build();
        let what = &built.finding("claim").what.ja;
        assert!(what.contains("min_packets"), "{condition}: {what}");
    }
}
