//! Ranks, windows, means, changes and previous ranks over quarters made by hand.

use super::*;
use crate::config::{Decided, PublishedRank};
use crate::finding::Place;
use crate::question::{By, Filter, GridRow, Ratio, Scope, Sums};
use crate::rules::WINDOW_DAYS;

fn quarter() -> Quarter {
    "2022q4".parse().unwrap()
}

fn key(port: &str) -> Key {
    Key::Port(port.parse().unwrap())
}

/// One key with these packets on the first days, nothing on the others, and `previous` packets before.
fn grid_row(port: &str, daily: &[i64], previous: i64) -> GridRow {
    let mut daily = daily.to_vec();
    daily.resize(quarter().span().len(), 0);
    let sum = daily.iter().sum();
    let sums = |sum| Sums { every: sum, observed: sum };
    GridRow { key: key(port), sums: vec![sums(sum), sums(previous)], daily }
}

/// An answer of 92 days with two sensors each, `changed` day by day.
fn answer_of(rows: Vec<GridRow>, changed: &[(usize, DayState)]) -> Answer {
    let mut days = vec![DayState { observed: 2, in_service: 2, outage: false }; quarter().span().len()];
    changed.iter().for_each(|(day, state)| days[*day] = *state);
    let filter = Filter { scope: Scope::Home, conditions: Vec::new() };
    let question = Question { source: "s".into(), by: By::Port, filter, measure: "packets".into() };
    let total = rows.iter().map(|row| row.sums[0].every).sum();
    let rest = rows.iter().filter(|row| row.key == Key::Rest).map(|row| row.sums[0].every).sum();
    let previous_total = rows.iter().map(|row| row.sums[1].every).sum();
    let rows = row::ranked(&Grid { rows });
    let (previous_days, previous_sensor_days) = (92, 184);
    Answer {
        year_before_sensor_days: None,
        question,
        quarter: quarter(),
        span: quarter().span(),
        sensors: Some(2),
        days,
        previous_days,
        previous_sensor_days,
        previous_total,
        own: BTreeMap::new(),
        earlier: BTreeMap::new(),
        rows,
        rest,
        total,
        complete: true,
    }
}

fn state(observed: u32, in_service: u32) -> DayState {
    DayState { observed, in_service, outage: false }
}

#[test]
fn competition_ranks_of_both_quarters_leave_the_rest_out() {
    let rest = GridRow { key: Key::Rest, ..grid_row("1/TCP", &[1000], 1000) };
    let rows = [("445/TCP", 5, 0), ("22/TCP", 7, 3), ("80/TCP", 7, 9), ("53/UDP", 7, 9), ("23/TCP", 0, 1)];
    let rows =
        rows.into_iter().map(|(port, now, before)| grid_row(port, &[now], before)).chain([rest]).collect();
    let answer = answer_of(rows, &[]);
    let ranks: Vec<_> =
        answer.rows.iter().map(|row| (row.key.to_string(), row.rank, row.previous_rank)).collect();
    let expected = [
        ("22/TCP", Some(1), Some(3)),
        ("80/TCP", Some(1), Some(1)),
        ("53/UDP", Some(1), Some(1)),
        ("445/TCP", Some(4), None),
        ("23/TCP", None, Some(4)),
    ];
    assert_eq!(ranks, expected.map(|(port, now, before)| (port.to_owned(), now, before)));
    assert_eq!([1, 2, 3, 4, 9].map(|top| answer.top(top).len()), [3, 3, 3, 4, 4], "a tie widens the cut");
    assert_eq!((answer.rest, answer.total), (1000, 1026));
    assert_eq!(answer.share(&answer.rows[0]), Ratio::new(7, 1026));
    assert_eq!(answer_of(Vec::new(), &[]).top(5), []);
}

#[test]
fn a_day_is_valid_when_half_of_the_sensors_in_service_are_observed() {
    for (observed, in_service, valid) in [
        (0, 0, false),
        (0, 5, false),
        (1, 2, true),
        (1, 3, false),
        (2, 3, true),
        (6, 12, true),
        (5, 12, false),
    ] {
        assert_eq!(state(observed, in_service).valid(), valid, "{observed} of {in_service}");
    }
}

#[test]
fn a_key_of_one_day_is_zero_on_the_others() {
    let mut daily = [0; 92];
    daily[9] = 2605;
    let answer = answer_of(vec![grid_row("1469/UDP", &daily, 0)], &[]);
    let row = &answer.rows[0];
    assert_eq!(answer.per_day(row), Ratio::new(2605, 92));
    assert_eq!(answer.per_sensor_day(row), Ratio::new(2605, 184));
    assert_eq!(
        answer.window_means(row),
        Some([Ratio { over: 2605, under: 10 }, Ratio { over: 0, under: 10 }])
    );
    assert_eq!(
        answer.peak(row).map(|(day, packets)| (day.to_string(), packets)),
        Some(("2022-10-10".into(), 2605))
    );
}

#[test]
fn windows_take_valid_days_and_rates_their_sensors() {
    // The first three days are gaps, on the fourth one of four sensors is observed: too few; on the fifth one of two.
    let changed = [(0, state(0, 2)), (1, state(0, 2)), (2, state(0, 2)), (3, state(1, 4)), (4, state(1, 2))];
    let mut daily = [10; 92];
    daily[..4].fill(0);
    let answer = answer_of(vec![grid_row("23/TCP", &daily, 0)], &changed);
    let row = &answer.rows[0];
    assert_eq!((answer.observed_days(), answer.sensor_days_of(row)), (89, 87 * 2 + 2));
    assert_eq!(
        answer.window_rates(row),
        Some([Ratio { over: 100, under: 19 }, Ratio { over: 100, under: 20 }])
    );
    // Nineteen observed sensor-days against twenty: the rate fell by a twentieth.
    assert_eq!(answer.change_10d(row).unwrap().rounded(1000), Some(-50));
}

#[test]
fn windows_never_touch() {
    let gaps = |valid: usize| (valid..92).map(|day| (day, state(0, 2))).collect::<Vec<_>>();
    let of = |valid| answer_of(vec![grid_row("23/TCP", &[50; 92][..valid], 0)], &gaps(valid));
    assert_eq!(of(2 * WINDOW_DAYS - 1).change_10d(&of(19).rows[0]), Err(TooSmall));
    assert_eq!(of(2 * WINDOW_DAYS).change_10d(&of(20).rows[0]).map(|change| change.over), Ok(0));
    assert_eq!(of(19).window_means(&of(19).rows[0]), None);
}

#[test]
fn a_small_base_says_nothing_of_a_change() {
    let of = |first: i64| {
        let mut daily = [0; 92];
        daily[0] = first;
        daily[91] = 300;
        answer_of(vec![grid_row("23/TCP", &daily, first)], &[])
    };
    for (base, change) in [(99, Err(TooSmall)), (0, Err(TooSmall)), (100, Ok(Some(2000)))] {
        let answer = of(base);
        assert_eq!(answer.change_10d(&answer.rows[0]).map(|change| change.rounded(1000)), change, "{base}");
    }
    let mut daily = [0; 92];
    (daily[0], daily[91]) = (300, 99);
    let fallen = answer_of(vec![grid_row("23/TCP", &daily, 399)], &[]);
    assert_eq!(fallen.change_10d(&fallen.rows[0]), Err(TooSmall), "either window");
    let answer = of(100);
    assert_eq!(answer.change_quarter(&answer.rows[0]).unwrap().rounded(1000), Some(3000), "400 against 100");
    let unobserved = Answer { previous_sensor_days: 0, ..of(100) };
    assert_eq!(unobserved.change_quarter(&unobserved.rows[0]), Err(TooSmall));
}

#[test]
fn changes_compare_means_a_sensor_and_day() {
    let answer =
        Answer { previous_sensor_days: 92, ..answer_of(vec![grid_row("23/TCP", &[20; 92], 920)], &[]) };
    // Two sensors now, one before, the same a sensor: no change, though the sum doubled.
    assert_eq!(answer.change_quarter(&answer.rows[0]).map(|change| change.over), Ok(0));
    let huge = answer_of(vec![grid_row("23/TCP", &[i64::MAX / 92; 92], i64::MAX)], &[]);
    assert!(huge.change_quarter(&huge.rows[0]).is_ok(), "products leave 64 bits");
}

#[test]
fn the_peak_is_the_first_of_equals_and_never_in_a_gap() {
    let answer = answer_of(vec![grid_row("23/TCP", &[1, 9, 9], 0)], &[(1, state(0, 2))]);
    assert_eq!(
        answer.peak(&answer.rows[0]).map(|(day, packets)| (day.to_string(), packets)),
        Some(("2022-10-03".into(), 9))
    );
    let equal = answer_of(vec![grid_row("23/TCP", &[4, 9, 9], 0)], &[]);
    assert_eq!(equal.peak(&equal.rows[0]).map(|(day, _)| day.to_string()), Some("2022-10-02".into()));
}

fn record(rows: &[(&str, &str, &str, u32, &str)]) -> Record {
    let published: Vec<_> = rows
        .iter()
        .map(|(edition, revision, table, rank, port)| PublishedRank {
            edition: edition.parse().unwrap(),
            revision: (*revision).to_owned(),
            table: (*table).to_owned(),
            rank: *rank,
            key: key(port),
            place: Place::default(),
        })
        .collect();
    Record::new(&published, quarter(), "top")
}

#[test]
fn only_the_last_revision_of_the_edition_before_counts() {
    let record = record(&[
        ("2022q2", "1.0", "top", 1, "1/TCP"),
        ("2022q3", "1.0", "top", 1, "2/TCP"),
        ("2022q3", "1.1", "top", 1, "3/TCP"),
        ("2022q3", "1.1", "other", 1, "4/TCP"),
    ]);
    let answer =
        answer_of(["1/TCP", "2/TCP", "3/TCP", "4/TCP"].map(|port| grid_row(port, &[1], 0)).into(), &[]);
    let answer = Answer { previous_days: 0, ..answer };
    let told: Vec<_> = answer.rows.iter().map(|row| answer.previous(row, &record, None).0).collect();
    assert_eq!(told, [Previous::Unknown, Previous::Unknown, Previous::Rank(1), Previous::Unknown]);
    assert!(!record.is_empty() && Record::default().is_empty());
}

#[test]
fn previous_ranks_by_record_data_and_decision() {
    let told = record(&[("2022q3", "1.0", "top", 1, "1/TCP"), ("2022q3", "1.0", "top", 3, "2/TCP")]);
    let before = [("1/TCP", 90), ("2/TCP", 80), ("3/TCP", 70), ("4/TCP", 60), ("5/TCP", 0)];
    let answer = answer_of(before.map(|(port, packets)| grid_row(port, &[1], packets)).into(), &[]);
    let row = |port: &str| answer.row(&key(port)).unwrap();
    let disagrees = |port: &str, told, data| Some(Disagreement { key: key(port), told, data });
    assert_eq!(answer.previous(row("1/TCP"), &told, None), (Previous::Rank(1), None), "both agree");
    assert_eq!(
        answer.previous(row("2/TCP"), &told, None),
        (Previous::Rank(3), disagrees("2/TCP", Some(3), 2))
    );
    assert_eq!(answer.previous(row("3/TCP"), &told, None), (Previous::Rank(3), disagrees("3/TCP", None, 3)));
    assert_eq!(answer.previous(row("4/TCP"), &told, None), (Previous::Rank(4), None), "below what was told");
    assert_eq!(
        answer.previous(row("5/TCP"), &told, None),
        (Previous::Outside, None),
        "observed, and never seen"
    );
    let decided = |from_data| Decided { table: "top".into(), key: "2/TCP".into(), from_data };
    assert_eq!(answer.previous(row("2/TCP"), &told, Some(&decided(true))), (Previous::Rank(2), None));
    assert_eq!(answer.previous(row("2/TCP"), &told, Some(&decided(false))), (Previous::Rank(3), None));
}

#[test]
fn ranks_beyond_ten_are_outside() {
    let rows = (1..=12).map(|port| grid_row(&format!("{port}/TCP"), &[1], 100 - port)).collect();
    let answer = answer_of(rows, &[]);
    let previous = |port: &str| answer.previous(answer.row(&key(port)).unwrap(), &Record::default(), None).0;
    assert_eq!((previous("10/TCP"), previous("11/TCP")), (Previous::Rank(10), Previous::Outside));
}

#[test]
fn a_list_that_is_cut_does_not_tell_what_lies_beyond_it() {
    let listed = |before: u16| {
        let rows = (1..=before).map(|at| grid_row(&format!("{at}/TCP"), &[5], 500 - i64::from(at)));
        let mut answer = answer_of(rows.chain([grid_row("999/TCP", &[7], 0)]).collect(), &[]);
        answer.complete = false;
        answer
    };
    let previous = |answer: &Answer| {
        let row = answer.row(&key("999/TCP")).unwrap();
        answer.previous(row, &Record::default(), None).0
    };
    assert_eq!((previous(&listed(9)), previous(&listed(10))), (Previous::Unknown, Previous::Outside));
    let mut answer = listed(9);
    assert_eq!(answer.share(&answer.rows[0]), None);
    (answer.rest, answer.total) = (48, 100);
    assert_eq!(answer.share(&answer.rows[0]), Ratio::new(7, 100));
    (answer.rest, answer.complete) = (0, true);
    assert_eq!(previous(&answer), Previous::Outside);
}

fn standing(rank: u32, previous: Previous) -> Standing {
    Standing { rank: (rank > 0).then_some(rank), previous }
}

#[test]
fn a_rank_moved_from_where_readers_were_told_it_was() {
    use Previous::{Outside, Rank, Unknown};
    for (rank, previous, moved) in [
        (3, Rank(3), Some(Move::Held)),
        (3, Rank(5), Some(Move::Up(2))),
        (5, Rank(3), Some(Move::Down(2))),
        (10, Outside, Some(Move::Entered)),
        // Beyond the ranks that are shown, nobody was told where it was.
        (11, Outside, None),
        (3, Unknown, None),
        (0, Rank(3), None),
    ] {
        assert_eq!(standing(rank, previous).moved(), moved, "{rank} from {previous:?}");
    }
}

#[test]
fn keys_come_into_a_ranking_and_leave_it() {
    use Previous::{Outside, Rank, Unknown};
    for (rank, previous, entered, left) in [
        (5, Rank(6), Some(true), Some(false)),
        (5, Outside, Some(true), Some(false)),
        (5, Rank(5), Some(false), Some(false)),
        (6, Rank(5), Some(false), Some(true)),
        (0, Rank(5), Some(false), Some(true)),
        (6, Outside, Some(false), Some(false)),
        (5, Unknown, None, None),
    ] {
        let standing = standing(rank, previous);
        assert_eq!((standing.entered(5), standing.left(5)), (entered, left), "{rank} from {previous:?}");
    }
    assert_eq!(standing(12, Outside).entered(20), None, "what was beyond ten may have been within twenty");
}

#[test]
fn rankings_are_the_same_in_keys_and_in_order() {
    use Previous::{Outside, Rank, Unknown};
    let of = |ranks: &[(u32, Previous)]| {
        let every = ranks.iter().map(|(rank, previous)| standing(*rank, *previous)).collect();
        let standings = Standings { every, top: 3 };
        (standings.same_set(), standings.same_order(), standings.two_swapped())
    };
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(of(&[(1, Rank(1)), (2, Rank(2)), (3, Rank(3)), (4, Outside)]), (yes, yes, no));
    assert_eq!(of(&[(1, Rank(2)), (2, Rank(1)), (3, Rank(3))]), (yes, no, yes));
    assert_eq!(of(&[(1, Rank(2)), (2, Rank(3)), (3, Rank(1))]), (yes, no, no), "three changed places");
    assert_eq!(of(&[(1, Rank(1)), (2, Rank(2)), (3, Rank(4)), (4, Rank(3))]), (no, no, no));
    // One has gone without a packet, and nothing has taken its place.
    assert_eq!(of(&[(1, Rank(1)), (2, Rank(2)), (0, Rank(3))]), (no, no, no));
    assert_eq!(of(&[(1, Rank(1)), (2, Rank(2)), (3, Unknown)]), (None, None, None));
    assert_eq!(of(&[]), (None, None, None), "of nothing nothing is said");
}

#[test]
fn two_keys_swapped_where_each_has_the_others_rank() {
    use Previous::Rank;
    let [one, other, held] = [standing(3, Rank(5)), standing(5, Rank(3)), standing(4, Rank(4))];
    assert!(one.swapped_with(other) && other.swapped_with(one));
    assert!(!one.swapped_with(held) && !held.swapped_with(held));
    let tied = standing(3, Rank(3));
    assert!(!tied.swapped_with(tied), "a tie that stays is no exchange");
}

#[test]
fn the_first_three_are_concentrated_where_they_hold_one_half() {
    let of = |others: i64| {
        let rows = [("1/TCP", 20), ("2/TCP", 20), ("3/TCP", 10), ("4/TCP", 9)];
        let rows = rows.map(|(port, packets)| grid_row(port, &[packets], 0));
        let rest = GridRow { key: Key::Rest, ..grid_row("9/TCP", &[others], 0) };
        answer_of(rows.into_iter().chain([rest]).collect(), &[])
    };
    assert_eq!((of(41).is_concentrated(), of(42).is_concentrated()), (Some(true), Some(false)));
    let cut = Answer { complete: false, rest: 0, ..of(0) };
    assert_eq!(cut.is_concentrated(), None, "a list that is cut does not tell the rest");
    assert_eq!(answer_of(Vec::new(), &[]).is_concentrated(), None);
}

#[test]
fn the_previous_quarter_was_concentrated_on_the_same_keys_or_on_others() {
    let of = |before: [i64; 4]| {
        let packets = [("1/TCP", 20), ("2/TCP", 20), ("3/TCP", 20), ("4/TCP", 10)];
        let rows = packets.iter().zip(before);
        answer_of(rows.map(|((port, packets), before)| grid_row(port, &[*packets], before)).collect(), &[])
    };
    assert_eq!(of([9, 9, 9, 9]).was_concentrated(), Some(true));
    assert_eq!(of([1, 1, 1, 9]).was_concentrated(), Some(false));
    assert_eq!(of([0, 0, 0, 0]).was_concentrated(), None);
    assert_eq!(Answer { previous_days: 0, ..of([9, 9, 9, 9]) }.was_concentrated(), None);
}
