//! What is added up: keys, filters, scopes, outages, and the real observations against their known sums.

use super::*;

#[test]
fn sums_are_those_of_the_rows() {
    let observed = House::csv(ROWS).good(&every_grid());
    let ports = [
        ("0/ICMP", [3, 0]),
        ("0/TCP", [0, 0]),
        ("23/TCP", [16, 0]),
        ("445/TCP", [7, 42]),
        ("53/UDP", [100, 0]),
    ];
    assert_eq!(sums(&observed, 0), told(&ports));
    assert_eq!(
        sums(&observed, 1),
        told(&[("CN", [17, 42]), ("JP", [4, 0]), ("US", [5, 0]), ("ZZ", [100, 0])])
    );
    assert_eq!(sums(&observed, 2), told(&[("osaka", [8, 0]), ("oslo", [100, 2]), ("tokyo", [18, 40])]));
    assert_eq!(sums(&observed, 3), told(&[("", [115, 40]), ("mirai", [11, 2])]));
    assert_eq!(sums(&observed, 4), told(&[("total", [126, 42])]));
    // Home and Mirai at once: Oslo's packet of the quarter before is not at home.
    assert_eq!(sums(&observed, 5), told(&[("23/TCP", [11, 0])]));
    assert_eq!(sums(&observed, 9), told(&[("total", [11, 0])]));
    let telnet = &observed.grids[0].rows[2];
    assert_eq!(telnet.daily.len(), 92);
    assert_eq!((telnet.daily[0], telnet.daily[1], telnet.daily[91]), (15, 0, 1));
    let coverage = &observed.coverage;
    assert_eq!(coverage.sensors, ["osaka", "oslo", "tokyo"]);
    assert_eq!((coverage.rows, coverage.held), (10, Some((day("2021-01-01"), day("2022-12-31")))));
    let tokyo = coverage.spans[0][1][2];
    assert_eq!((tokyo.rows, tokyo.packets, tokyo.observed), (2, 3, true));
    assert_eq!(coverage.spans[0][2][2], Default::default());
}

#[test]
fn an_outage_and_the_end_of_a_service_leave_sums_whole_and_means_alone() {
    let mut house = House::csv(ROWS);
    let (from, to) = (day("2022-10-01"), day("2022-10-01"));
    house.outages.push(Outage { sensor: Some("tokyo".to_owned()), from, to, reason: String::new() });
    house.sensors[1].end = Some(day("2022-12-30"));
    house.sensors[2].start = Some(day("2022-07-03"));
    let observed = house.good(&plan(vec![all()], &[By::Total, By::Sensor]));
    assert_eq!(
        observed.grids[0].rows[0].sums,
        [Sums { every: 126, observed: 110 }, Sums { every: 42, observed: 40 }]
    );
    assert_eq!(observed.grids[0].rows[0].daily[..2], [7, 103]);
    assert_eq!(observed.grids[0].rows[0].daily[91], 0);
    let first = &observed.coverage.spans[0][0];
    assert_eq!((first[0].observed, first[2].observed, first[2].rows), (true, false, 2));
}

#[test]
fn filters_keep_and_leave_out() {
    let filters = vec![
        only(Scope::All, "port", false, &["23/TCP", "0/ICMP"]),
        only(Scope::All, "port", true, &["23/TCP"]),
        only(Scope::Overseas, "region", true, &["CN"]),
        only(Scope::All, "protocol", false, &["UDP", "ICMP"]),
        only(Scope::All, "sensor", false, &["osaka"]),
        Filter {
            scope: Scope::Home,
            conditions: vec![Condition {
                column: "port".to_owned(),
                exclude: false,
                values: Values::Numbers(0, 100),
            }],
        },
    ];
    let observed = House::csv(ROWS).good(&plan(filters, &[By::Total]));
    let wanted = [[19, 0], [110, 42], [100, 0], [103, 0], [8, 0], [16, 0]];
    for (grid, wanted) in wanted.into_iter().enumerate() {
        assert_eq!(sums(&observed, grid), told(&[("total", wanted)]), "{grid}");
    }
}

#[test]
fn rows_for_all_others_are_one_key() {
    let rows = format!("{ROWS}2022-10-03,tokyo,OTHER,,CN,50,\n2022-10-03,tokyo,OTHER,99,OTHER,8,\n");
    let observed = House::csv(&rows).good(&plan(vec![all()], &[By::Port, By::Region]));
    let row = |grid: usize| observed.grids[grid].rows.last().unwrap();
    assert_eq!((row(0).key.clone(), row(0).sums[0].every), (Key::Rest, 58));
    assert_eq!((row(1).key.clone(), row(1).sums[0].every), (Key::Rest, 8));
}

#[test]
fn a_site_of_one_plain_csv_needs_no_more_than_its_columns() {
    let mut house = House::csv("日付,ポート,packets\n2022-10-01,23,5\n2022-10-02,445,6\n");
    house.sensors.clear();
    house.source().columns.date = "日付".to_owned();
    house.source().columns.port = Some("ポート".to_owned());
    let asked = plan(vec![all()], &[By::Port]);
    let observed = house.good(&asked);
    assert_eq!(sums(&observed, 0), told(&[("23/TCP", [5, 0]), ("445/TCP", [6, 0])]));
    assert_eq!(observed.coverage.sensors, [""]);
    let home = plan(vec![Filter { scope: Scope::Home, conditions: Vec::new() }], &[By::Port]);
    assert_eq!(house.bad(&home), [("scope".to_owned(), "teiten.toml".to_owned(), 9)]);
    house.source().scope = Some(Scope::Home);
    assert_eq!(house.good(&home).grids, observed.grids);
    assert_eq!(house.bad(&plan(vec![all()], &[By::Region]))[0].0, "missing-dimension");
    assert_eq!(house.bad(&plan(vec![all()], &[By::Sensor]))[0].0, "missing-dimension");
    let mut house = House::csv(ROWS);
    house.sensors.clear();
    assert_eq!(house.bad(&home)[0].0, "no-sensors-table");
}

#[test]
fn a_header_alone_is_an_empty_delivery() {
    let observed = House::csv(ROWS.split_inclusive('\n').next().unwrap()).good(&every_grid());
    assert_eq!((observed.coverage.rows, observed.coverage.held), (0, None));
    assert!(observed.grids.iter().all(|grid| grid.rows.is_empty()));
    assert_eq!(observed.coverage.spans[0].len(), 92);
}

#[test]
fn sums_never_wrap() {
    let row = "2022-10-01,tokyo,TCP,23,CN,9223372036854775807,\n";
    let house = House::csv(&format!("{ROWS}{row}"));
    assert_eq!(house.bad(&every_grid())[0].0, "sum-overflow");
    // Nor do those of different keys and days.
    let rows = ["2022-10-02,tokyo,TCP,22,CN", "2022-10-03,tokyo,TCP,81,US"]
        .map(|row| format!("{row},9223372036854775807,\n"));
    let header = ROWS.split_inclusive('\n').next().unwrap();
    assert_eq!(House::csv(&format!("{header}{}", rows.concat())).bad(&every_grid())[0].0, "sum-overflow");
}

#[test]
fn the_real_observations_have_their_known_sums() {
    let mut house = House::of(&["samples/honeypot-2013/data/observations.csv.gz"]);
    house.source().files[0] = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), house.source().files[0]);
    house.sensors.clear();
    let q2 = Quarter::new(2013, 2).unwrap();
    let tokyo = only(Scope::All, "sensor", false, &["groucho-tokyo"]);
    let mut asked = plan(vec![all(), tokyo], &[By::Port, By::Region, By::Total]);
    asked.spans = vec![q2.span(), q2.previous().span()];
    let observed = house.good(&asked);
    let top = |grid: usize, count: usize| {
        let mut rows = sums(&observed, grid);
        rows.sort_by_key(|(_, sums)| std::cmp::Reverse(sums[0]));
        rows.into_iter()
            .take(count)
            .map(|(key, sums)| format!("{key} {}", sums[0]))
            .collect::<Vec<_>>()
            .join(" · ")
    };
    assert_eq!(
        top(0, 8),
        "1433/TCP 51632 · 0/ICMP 22157 · 445/TCP 21503 · 3389/TCP 14231 · 22/TCP 7496 · 80/TCP 7483 · 3306/TCP 7098 · 8080/TCP 5405"
    );
    assert_eq!(top(1, 8), "CN 84168 · US 39363 · JP 8375 · IN 6251 · TW 5171 · KR 4561 · NL 4517 · FR 3192");
    assert_eq!(top(2, 1), "total 199237");
    assert_eq!(top(3, 5), "445/TCP 16874 · 0/ICMP 8060 · 1433/TCP 5122 · 1469/UDP 2605 · 6666/TCP 2041");
    assert_eq!(top(4, 5), "CN 15078 · US 9675 · JP 3685 · IN 3296 · TW 2100");
    assert_eq!(observed.coverage.rows, 66_646);
    let Span { first, last } = Span { first: day("2013-03-03"), last: day("2013-06-30") };
    assert_eq!(observed.coverage.held, Some((first, last)));
    let whole = observed.grids[2].rows[0].sums.iter().map(|sum| sum.every).sum::<i64>();
    assert_eq!(whole, 252_702);
    let burst = &observed.grids[3].rows.iter().find(|row| row.key.to_string() == "1469/UDP").unwrap().daily;
    assert_eq!((burst.len(), burst.iter().filter(|day| **day > 0).count()), (91, 1));
}

#[test]
fn every_measure_is_added_up_apart() {
    let mut house =
        House::csv("date,packets,sources,bytes\n2022-10-01,10,1,7\n2022-10-01,20,2,8\n2022-07-01,5,3,9\n");
    for name in ["sources", "bytes"] {
        house.source().measures.insert(name.to_owned(), measure(name, MeasureKind::Sum));
    }
    let mut asked = plan(vec![all()], &[By::Total, By::Total, By::Total]);
    asked.measures = vec!["sources".to_owned(), "packets".to_owned(), "bytes".to_owned()];
    asked.grids.iter_mut().enumerate().for_each(|(at, grid)| grid.measure = at);
    let observed = house.good(&asked);
    for (grid, wanted) in [[3, 3], [30, 5], [15, 9]].into_iter().enumerate() {
        assert_eq!(sums(&observed, grid), told(&[("total", wanted)]), "{grid}");
    }
    assert_eq!(observed.coverage.spans[0][0][0].packets, 30);
    asked.measures[2] = "flows".to_owned();
    assert_eq!(house.bad(&asked)[0].0, "missing-dimension");
}

#[test]
fn days_of_another_quarter_are_kept_of_totals_that_ask_for_them() {
    let by = [By::Port, By::Total];
    let plain = House::csv(ROWS).good(&plan(vec![all()], &by));
    let deep = House::csv(ROWS).good(&Plan { daily: 2, ..plan(vec![all()], &by) });
    assert_eq!(plain.coverage, deep.coverage);
    for (plain, deep) in plain.grids.iter().zip(&deep.grids) {
        for (plain, deep) in plain.rows.iter().zip(&deep.rows) {
            assert_eq!((&plain.key, &plain.sums), (&deep.key, &deep.sums), "sums are the same");
            assert_eq!(plain.daily, deep.daily[..92]);
        }
    }
    assert!(deep.grids[0].rows.iter().all(|row| row.daily.len() == 92), "rankings keep one quarter");
    let total = &deep.grids[1].rows[0];
    assert_eq!(total.daily.len(), 92 + 92);
    assert_eq!(total.daily[92..].iter().sum::<i64>(), total.sums[1].observed);
    assert!(total.sums[1].observed > 0, "the quarter before has packets");
}
