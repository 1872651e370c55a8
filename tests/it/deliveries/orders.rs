//! Columns are known by their headers: all orders of five columns give the same answer.

use teiten::question::By;

use super::cut::CUT;
use super::house::House;
use super::written::{apart, cells, csv};

const SOURCE: &str = "[sources.ports]\nfiles = [\"delivered/*.csv\"]\nrest = [\"その他\"]\n";

/// Every order of `0..n`.
fn orders(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(n - 1);
    let insert = |order: &Vec<usize>, at: usize| {
        let mut order = order.clone();
        order.insert(at, n - 1);
        order
    };
    shorter.iter().flat_map(|order| (0..n).map(move |at| insert(order, at))).collect()
}

#[test]
fn columns_in_every_order_give_the_same_answer() {
    let mut rows = vec![cells(["date", "sensor", "protocol", "dst_port", "packets"])];
    rows.extend(CUT.ports.iter().filter(|row| row.day.to_string().ends_with("-05")).map(|row| {
        let (port, protocol) = apart(&row.key);
        cells([&row.day.to_string(), &row.sensor, &protocol, &port, &row.packets.to_string()])
    }));
    let orders = orders(5);
    assert_eq!(orders.len(), 120);
    let house = House::new();
    house.configure(SOURCE);
    let mut first = None;
    for order in orders {
        let turned = rows.iter().map(|row| order.iter().map(|at| row[*at].clone()).collect()).collect();
        house.put("ports.csv", csv(&turned, "\n"));
        let (observed, findings) = house.observed("ports", By::Port);
        let observed = observed.unwrap_or_else(|| panic!("{order:?}: {findings:#?}"));
        assert!(observed.grids[0].rows.len() > 10);
        assert_eq!(*first.get_or_insert_with(|| observed.clone()), observed, "{order:?}");
    }
}
