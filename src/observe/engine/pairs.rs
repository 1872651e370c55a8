//! Destination ports are pairs of a protocol cell and a port cell: each pair that occurs is judged once.

use super::cell::{Cell, Destination};
use super::class::{Class, Judge, Keys, Named};
use super::classes::Classes;
use crate::key::{Key, Port, Protocol};
use crate::observe::fault::Why;

/// What stands at a pair that was not seen yet.
const NEW: u32 = u32::MAX;

/// Pairs of cells, numbered in the order in which they are first seen.
#[derive(Default)]
pub struct Pairs {
    /// By the number of the protocol cell: what it names, as a position in `numbers`.
    named: Vec<usize>,
    /// By protocol, rest and what is neither; then by the number of the port cell.
    numbers: [Vec<u32>; 5],
    /// By the pair's number.
    classes: Classes,
    /// The ports by their number.
    pub keys: Keys,
}

impl Pairs {
    /// The classes by the pair's number.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The number of each row's pair; `protocols` and `ports` number the cells of the rows.
    pub fn numbers(
        &mut self,
        judge: &Judge,
        cells: [&[Cell]; 2],
        protocols: &[u32],
        ports: &[u32],
    ) -> Vec<u32> {
        let fresh = &cells[0][self.named.len()..];
        self.named.extend(fresh.iter().map(|cell| position(judge.protocol(cell))));
        for numbers in &mut self.numbers {
            numbers.resize(cells[1].len(), NEW);
        }
        let Self { named, numbers, classes, keys } = self;
        let number = |(&protocol, &port): (&u32, &u32)| {
            let (protocol, port) = (protocol as usize, port as usize);
            let number = &mut numbers[named[protocol]][port];
            if *number == NEW {
                *number = u32::try_from(classes.len()).unwrap_or(NEW);
                classes.push(class(judge, &cells[0][protocol], &cells[1][port], keys));
            }
            *number
        };
        protocols.iter().zip(ports).map(number).collect()
    }
}

/// The position in [`Pairs::numbers`] of what a protocol cell names.
fn position(named: Result<Named, Why>) -> usize {
    match named {
        Ok(Named::Protocol(protocol)) => protocol as usize,
        Ok(Named::Rest) => 3,
        Err(_) => 4,
    }
}

/// The class of a pair. A protocol that is refused is told with its own column, so its pair is not a fault too.
fn class(judge: &Judge, protocol: &Cell, port: &Cell, keys: &mut Keys) -> Class {
    match key(judge, protocol, port) {
        Ok(key) => judge.port(key, *protocol == Cell::Absent, keys),
        Err(why) => Class::of(Err(why)),
    }
}

fn key(judge: &Judge, protocol: &Cell, port: &Cell) -> Result<Key, Why> {
    let named = match judge.protocol(protocol) {
        Ok(Named::Protocol(named)) if !judge.is_rest(port) => named,
        _ => return Ok(Key::Rest),
    };
    let Destination { protocol: own, number } = port.port()?;
    let protocol = match own {
        Some(own) if own != named && *protocol != Cell::Absent => return Err(Why::OtherProtocol),
        own => own.unwrap_or(named),
    };
    match (protocol, number) {
        (Protocol::Icmp, None | Some(0)) => Ok(Key::Port(Port { protocol, number: 0 })),
        (Protocol::Icmp, Some(_)) => Err(Why::PortOfIcmp),
        (_, None) => Err(Why::PortMissing),
        (_, Some(number)) => Ok(Key::Port(Port { protocol, number })),
    }
}
