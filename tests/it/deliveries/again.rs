//! The last month delivered again: equal, changed, cut short.

use teiten::finding::{Finding, Level};
use teiten::question::{By, Observed};

use super::cut::{CUT, Row};
use super::house::House;
use super::written::{Cells, apart, cells, csv};

const SOURCE: &str = "[sources.ports]\nfiles = [\"delivered/*.csv\"]\nrest = [\"その他\"]\n";

fn december(row: &&Row) -> bool {
    row.day.to_string().starts_with("2022-12")
}

fn table<'a>(rows: impl Iterator<Item = &'a Row>) -> Cells {
    let header = cells(["date", "sensor", "protocol", "dst_port", "packets"]);
    let rows = rows.map(|row| {
        let (port, protocol) = apart(&row.key);
        cells([&row.day.to_string(), &row.sensor, &protocol, &port, &row.packets.to_string()])
    });
    [header].into_iter().chain(rows).collect()
}

/// A house to which both quarters were delivered, December in a file of its own, and `again` after it.
fn house(again: &Cells, how: &str) -> House {
    let house = House::new();
    house.configure(&format!("{SOURCE}{how}"));
    house.put("ports-1.csv", csv(&table(CUT.ports.iter().filter(|row| !december(row))), "\n"));
    house.put("ports-2.csv", csv(&table(CUT.ports.iter().filter(december)), "\n"));
    house.put("ports-3.csv", csv(again, "\n"));
    house
}

/// Packets from October to December at home.
fn total(observed: &Observed) -> i64 {
    observed.grids[1].rows.iter().map(|row| row.sums[0].every).sum()
}

fn once() -> i64 {
    CUT.ports.iter().filter(|row| row.day.to_string().as_str() >= "2022-10-01").map(|row| row.packets).sum()
}

fn told(findings: &[Finding], level: Level) -> Vec<&Finding> {
    findings.iter().filter(|finding| finding.level == level).collect()
}

/// December with 100 packets more on 24 December, 23/TCP, at home-03.
fn changed() -> Cells {
    let rows = CUT.ports.iter().filter(december).cloned().map(|mut row| {
        if (row.day.to_string().as_str(), &*row.sensor, &*row.key) == ("2022-12-24", "home-03", "23/TCP") {
            row.packets += 100;
        }
        row
    });
    table(rows.collect::<Vec<_>>().iter())
}

#[test]
fn an_equal_month_counts_once() {
    let again = table(CUT.ports.iter().filter(december));
    let (observed, findings) = house(&again, "").observed("ports", By::Port);
    assert_eq!(total(&observed.unwrap()), once());
    assert_eq!(told(&findings, Level::Error), Vec::<&Finding>::new());
    let said = format!("{findings:?}");
    assert!(said.contains("ports-2.csv") && said.contains("ports-3.csv"), "{findings:#?}");
}

#[test]
fn a_changed_month_is_refused_unless_the_source_says_which_holds() {
    let (observed, findings) = house(&changed(), "").observed("ports", By::Port);
    assert!(observed.is_none());
    let errors = told(&findings, Level::Error);
    let said = format!("{errors:?}");
    for named in ["ports-2.csv", "ports-3.csv", "2022-12-24", "home-03"] {
        assert!(said.contains(named), "{named}: {errors:#?}");
    }
    let (observed, findings) = house(&changed(), "later = \"replaces\"\n").observed("ports", By::Port);
    assert_eq!(total(&observed.unwrap()), once() + 100, "{findings:#?}");
    let (observed, findings) = house(&changed(), "parts = \"add\"\n").observed("ports", By::Port);
    let december = CUT.ports.iter().filter(december).map(|row| row.packets).sum::<i64>();
    assert_eq!(total(&observed.unwrap()), once() + december + 100, "{findings:#?}");
}

#[test]
fn a_month_cut_short_counts_once_and_its_last_day_is_told() {
    // Cut between two days: what is there is equal.
    let whole_days =
        CUT.ports.iter().filter(|row| december(row) && row.day.to_string().as_str() < "2022-12-16");
    let (observed, findings) = house(&table(whole_days), "").observed("ports", By::Port);
    assert_eq!(total(&observed.unwrap()), once());
    assert_eq!(told(&findings, Level::Error), Vec::<&Finding>::new());
    // Cut within a sensor-day: that one differs.
    let until = |row: &&Row| (row.day.to_string(), &*row.sensor) <= ("2022-12-15".to_owned(), "home-06");
    let mut rows = CUT.ports.iter().filter(|row| december(row) && until(row)).collect::<Vec<_>>();
    rows.truncate(rows.len() - 4);
    let (observed, findings) = house(&table(rows.into_iter()), "").observed("ports", By::Port);
    assert!(observed.is_none());
    let errors = told(&findings, Level::Error);
    let said = format!("{errors:?}");
    assert!(said.contains("2022-12-15") && said.contains("home-06"), "{errors:#?}");
    assert!(!said.contains("home-05"), "{errors:#?}");
}

#[test]
fn days_that_were_expected_and_not_delivered_are_listed() {
    let house = House::new();
    house.configure(SOURCE);
    let gap = |row: &&Row| {
        row.day.to_string() != "2022-12-10"
            && !(&*row.sensor == "home-02" && row.day.to_string() == "2022-12-20")
    };
    house.put("ports.csv", csv(&table(CUT.ports.iter().filter(gap)), "\n"));
    let (observed, findings) = house.observed("ports", By::Port);
    assert!(observed.is_some());
    let said = format!("{findings:?}");
    assert!(
        said.contains("2022-12-10") && said.contains("2022-12-20") && said.contains("home-02"),
        "{findings:#?}"
    );
}
