//! Rows and columns that are refused, each with its place.

use super::*;

#[test]
fn a_lacking_dimension_names_the_sources_that_have_it() {
    let mut house = House::csv("date,sensor,packets\n2022-10-01,tokyo,1\n");
    house.put("b.csv", ROWS.as_bytes());
    house.sources.insert("regions".to_owned(), source("regions", &["b.csv"]));
    let finding = &house.ask(&plan(vec![all()], &[By::Region])).findings[0];
    assert_eq!(finding.code, "missing-dimension");
    assert!(finding.mend.ja.contains("この列を持つソース: regions。"), "{}", finding.mend.ja);
}

#[test]
fn every_bad_cell_is_told_with_its_line() {
    let bad = [
        ("2022-13-01,tokyo,TCP,23,CN,1,", "bad-date"),
        (",tokyo,TCP,23,CN,1,", "empty-cell"),
        ("2022-10-01,,TCP,23,CN,1,", "empty-cell"),
        ("2022-10-01,tokio,TCP,23,CN,1,", "unknown-sensor"),
        ("2022-10-01,tokyo,SCTP,23,CN,1,", "bad-protocol"),
        ("2022-10-01,tokyo,TCP,65536,CN,1,", "bad-port"),
        ("2022-10-01,tokyo,TCP,+1,CN,1,", "bad-port"),
        ("2022-10-01,tokyo,TCP,,CN,1,", "missing-port"),
        ("2022-10-01,tokyo,ICMP,8,CN,1,", "icmp-port"),
        ("2022-10-01,tokyo,TCP,23,CHN,1,", "bad-region"),
        ("2022-10-01,tokyo,TCP,23,,1,", "empty-cell"),
        ("2022-10-01,tokyo,TCP,23,CN,1.5,", "bad-integer"),
        ("2022-10-01,tokyo,TCP,23,CN,\"1,23\",", "bad-integer"),
        ("2022-10-01,tokyo,TCP,23/UDP,CN,1,", "bad-port"),
        ("2022-10-01,tokyo,TCP,23,CN,-1,", "negative-number"),
        ("2022-10-01,tokyo,TCP,23,CN,,", "empty-cell"),
        ("2022-10-01,tokyo,TCP,23,CN,9223372036854775808,", "bad-integer"),
        ("2022-10-01,tokyo,TCP,23,CN,1", "ragged-row"),
        ("2022-10-01,tokyo,TCP,23,CN,1,,", "ragged-row"),
    ];
    for (row, code) in bad {
        // A cell of two lines and a blank line stand before it: lines are those of the file.
        let (head, rest) = ROWS.split_once('\n').unwrap();
        let content = format!("{head}\n2022-10-01,tokyo,TCP,23,CN,1,\"two\nlines\"\n\n{row}\n{rest}");
        assert_eq!(
            House::csv(&content).bad(&every_grid()),
            [(code.to_owned(), "a.csv".to_owned(), 5)],
            "{row}"
        );
        if code != "ragged-row" {
            let house = House::of(&["a.parquet"]);
            parquet(&house.folder.path().join("a.parquet"), frame(&content, |_| DataType::String));
            let outcome = house.ask(&every_grid());
            assert_eq!(outcome.findings.len(), 1, "{row}");
            assert_eq!(outcome.findings[0].code, code, "{row}");
            assert!(outcome.findings[0].what.ja.starts_with("2行目: "), "{}", outcome.findings[0].what.ja);
        }
    }
}

#[test]
fn many_bad_cells_are_counted_and_all_files_told() {
    let rows = |count: usize| {
        (0..count).map(|at| format!("2022-10-01,tokyo,TCP,x{at},CN,-1,\n")).collect::<String>()
    };
    let head = ROWS.lines().next().unwrap();
    let house = House::of(&["*.csv"]);
    house.put("a.csv", format!("{head}\n{}", rows(3)).as_bytes());
    house.put("b.csv", format!("{head}\n{}", rows(30)).as_bytes());
    let findings = house.ask(&every_grid()).findings;
    assert_eq!(findings.len(), 21);
    let places = findings[..20].iter().map(|finding| (finding.place.file.as_str(), finding.place.line));
    let wanted = (2..5).map(|line| ("a.csv", line)).chain((2..9).map(|line| ("b.csv", line)));
    assert!(places.eq(wanted.flat_map(|place| [place, place])));
    assert!(findings[20].what.ja.contains("46件"), "{}", findings[20].what.ja);
}

#[test]
fn a_column_of_something_else_is_not_taken_for_sensors() {
    let rows = (0..10_001).map(|at| format!("2022-10-01,192.0.2.{at},TCP,23,CN,1,\n")).collect::<String>();
    let mut house = House::csv(&format!("{}\n{rows}", ROWS.lines().next().unwrap()));
    house.sensors.clear();
    let asked = plan(vec![all()], &[By::Total]);
    assert_eq!(house.bad(&asked), [("too-many-sensors".to_owned(), "teiten.toml".to_owned(), 9)]);
    let days = day("2015-01-01").iter_days().take(2_001).enumerate();
    let rows = days.map(|(at, day)| format!("{day},192.0.2.{},TCP,23,CN,1,\n", at.min(1_999)));
    let content = ROWS.lines().next().unwrap().to_owned() + "\n" + &rows.collect::<String>();
    house.put("a.csv", content.as_bytes());
    assert_eq!(house.bad(&asked)[0].0, "too-many-sensors");
    let unknown = Plan { source: "packet".to_owned(), ..asked };
    assert_eq!(house.bad(&unknown)[0].0, "unknown-source");
}
