//! The planted events: what is known to be in the sample. The README beside the data lists the same.
//!
//! Days count from 1 July 2022, so that 92 is 1 October.

use crate::events::{Effect, Event, Seen};

const fn more(packets: f64, rise: u32, fall: u32) -> Effect {
    Effect::More { packets, rise, fall }
}

const fn times(factor: f64, rise: u32, fall: u32) -> Effect {
    Effect::Times { factor, rise, fall }
}

/// 31 December: an event up to it has no end.
const LAST: u32 = 183;

/// All of them, by their first day.
pub const EVENTS: &[Event] = &[
    // E1: 8 to 21 August, a few Russian addresses flood odd ports of the sensors in Japan.
    Event {
        from: 38,
        to: 51,
        sensors: Seen::Home,
        ports: &["11913/TCP", "14939/TCP", "56089/TCP", "65529/TCP"],
        region: "RU",
        mirai: false,
        effect: more(45.0, 1, 1),
    },
    // E2: 26 August to 25 September, scanners in the Netherlands.
    Event {
        from: 56,
        to: 86,
        sensors: Seen::All,
        ports: &[],
        region: "NL",
        mirai: false,
        effect: times(1.45, 0, 0),
    },
    // E3: from 1 October, whatever comes from China falls slowly (6379/TCP falls on top of it).
    Event {
        from: 92,
        to: LAST,
        sensors: Seen::All,
        ports: &[],
        region: "CN",
        mirai: false,
        effect: times(0.84, 91, 0),
    },
    // E4: from 18 October, Mirai-type packets from Japan: a wave with its height in November.
    Event {
        from: 109,
        to: 166,
        sensors: Seen::All,
        ports: &[],
        region: "JP",
        mirai: true,
        effect: times(4.2, 22, 34),
    },
    // E5: 27 October, a sweep from Russia over four ports, one day.
    Event {
        from: 118,
        to: 118,
        sensors: Seen::All,
        ports: &["8443/TCP", "8888/TCP", "9000/TCP", "10000/TCP"],
        region: "RU",
        mirai: false,
        effect: more(160.0, 0, 0),
    },
    // E6: 16 and 17 November, one sensor is flooded on one port from Bulgaria.
    Event {
        from: 138,
        to: 139,
        sensors: Seen::Only("home-07"),
        ports: &["13832/TCP"],
        region: "BG",
        mirai: false,
        effect: more(4800.0, 0, 0),
    },
    // E7: 21 to 30 November, Iran drops to a quarter.
    Event {
        from: 143,
        to: 152,
        sensors: Seen::All,
        ports: &[],
        region: "IR",
        mirai: false,
        effect: times(0.25, 0, 0),
    },
    // E8: from 1 December, 81/TCP from the United States, full after a week.
    Event {
        from: 153,
        to: LAST,
        sensors: Seen::All,
        ports: &["81/TCP"],
        region: "US",
        mirai: false,
        effect: more(150.0, 7, 0),
    },
    // E9: 5 to 15 December, a host in Japan tries SSH and remote desktops (22/TCP, 5900/TCP).
    Event {
        from: 157,
        to: 167,
        sensors: Seen::All,
        ports: &["22/TCP", "5900/TCP"],
        region: "JP",
        mirai: false,
        effect: more(70.0, 3, 7),
    },
    // E10: 9 December, a sweep from the United Kingdom on 5060/UDP, one day.
    Event {
        from: 161,
        to: 161,
        sensors: Seen::All,
        ports: &["5060/UDP"],
        region: "GB",
        mirai: false,
        effect: more(420.0, 0, 0),
    },
];

/// Days on which a sensor delivers nothing: identity, first and last day.
pub const SILENT: &[(&str, u32, u32)] = &[
    // 3 to 6 November.
    ("home-05", 125, 128),
    // 20 and 21 December.
    ("overseas-03", 172, 173),
];

/// Days on which a sensor sees only a part of the day: identity, day, part.
pub const PARTIAL: &[(&str, u32, f64)] = &[
    // 17 August, about nine hours.
    ("home-09", 47, 0.375),
];
