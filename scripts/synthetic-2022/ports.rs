//! Destination ports: how many packets a typical home sensor sees a day, and who sends them.
//!
//! 310 ports carry the magnitudes; five more are seen only while an event floods them. All other ports are one
//! row a sensor, day and region (`OTHER`, without a number). Levels are invented, in public magnitudes.

use crate::chance::Chance;
use crate::regions::Mix;

/// One line of the sample: a port, with or without the sign of Mirai.
pub struct Stream {
    /// `TCP`, `UDP`, `ICMP`, or `OTHER` for the tail.
    pub protocol: &'static str,
    /// 0–65535; none for ICMP and the tail.
    pub number: Option<u16>,
    /// Whether its packets carry the sign of Mirai: their initial sequence number is the destination's address.
    pub mirai: bool,
    /// Who sends them.
    pub mix: Mix,
    /// How its packets move.
    course: Course,
    /// Part of the port's packets that this stream has.
    part: f64,
}

/// Packets a sensor and day.
#[derive(Clone, Copy)]
enum Course {
    /// On 1 July, 1 October and 31 December; straight lines between.
    Straight([f64; 3]),
    /// Up for twelve days and down for four, again and again, between two levels.
    Saw(f64, f64),
}

/// 1 October, counted from 1 July; and the days from then to 31 December.
const MIDDLE: u32 = 92;
const SECOND_HALF: u32 = 91;

impl Stream {
    /// The port as events name it: `23/TCP`.
    pub fn name(&self) -> String {
        self.number.map_or_else(|| self.protocol.to_owned(), |number| format!("{number}/{}", self.protocol))
    }

    /// Packets that a typical home sensor sees on a day, before chance and events.
    pub fn level(&self, day: u32) -> f64 {
        let whole = match self.course {
            Course::Straight(levels) => straight(levels, day),
            Course::Saw(low, high) => saw(low, high, day),
        };
        whole * self.part
    }
}

fn straight([start, middle, end]: [f64; 3], day: u32) -> f64 {
    if day < MIDDLE {
        start + (middle - start) * f64::from(day) / f64::from(MIDDLE)
    } else {
        middle + (end - middle) * f64::from(day - MIDDLE) / f64::from(SECOND_HALF)
    }
}

fn saw(low: f64, high: f64, day: u32) -> f64 {
    let phase = (day + 8) % 16;
    let height = if phase < 12 { f64::from(phase) / 12.0 } else { f64::from(16 - phase) / 4.0 };
    low + (high - low) * height
}

impl Course {
    /// So much of its way: at 0 it keeps its first level, or the middle of its levels.
    fn scaled(self, scale: f64) -> Self {
        match self {
            Self::Straight(levels) => {
                Self::Straight(levels.map(|level| levels[0] + (level - levels[0]) * scale))
            }
            Self::Saw(low, high) => {
                let (middle, half) = ((low + high) / 2.0, (high - low) / 2.0 * scale);
                Self::Saw(middle - half, middle + half)
            }
        }
    }
}

/// Ports with a course of their own: number, protocol, course, kind, part with the sign of Mirai.
const LEADING: &[(u16, &str, Course, Mix, f64)] = &[
    (23, "TCP", Course::Saw(450.0, 900.0), Mix::Device, 0.45),
    (6379, "TCP", Course::Straight([440.0, 330.0, 218.0]), Mix::Redis, 0.0),
    (80, "TCP", Course::Straight([176.0, 193.0, 232.0]), Mix::Scan, 0.0),
    (22, "TCP", Course::Straight([200.0, 192.0, 180.0]), Mix::Ssh, 0.0),
    (445, "TCP", Course::Straight([143.0, 157.0, 170.0]), Mix::Windows, 0.0),
    (443, "TCP", Course::Straight([178.0, 152.0, 124.0]), Mix::Scan, 0.0),
    (8080, "TCP", Course::Straight([110.0, 105.0, 100.0]), Mix::Scan, 0.0),
    (8088, "TCP", Course::Straight([92.0, 92.0, 92.0]), Mix::Scan, 0.0),
    (5555, "TCP", Course::Straight([84.0, 85.0, 86.0]), Mix::Device, 0.3),
    (81, "TCP", Course::Straight([74.0, 75.0, 76.0]), Mix::Scan, 0.0),
    (123, "UDP", Course::Straight([66.0, 66.0, 66.0]), Mix::Scan, 0.0),
    (1433, "TCP", Course::Straight([63.0, 62.0, 61.0]), Mix::Windows, 0.0),
    (5060, "UDP", Course::Straight([57.0, 57.0, 57.0]), Mix::Scan, 0.0),
    (3389, "TCP", Course::Straight([53.0, 53.0, 53.0]), Mix::Windows, 0.0),
    (8443, "TCP", Course::Straight([48.0, 48.0, 48.0]), Mix::Scan, 0.0),
    (2323, "TCP", Course::Straight([44.0, 44.0, 44.0]), Mix::Device, 0.7),
    // E11: from far outside the first ten into them, between the middle of the quarter before and its end.
    (37215, "TCP", Course::Straight([8.0, 8.0, 210.0]), Mix::Device, 0.9),
];

/// Nothing moves it.
const fn level(level: f64) -> Course {
    Course::Straight([level; 3])
}

/// 0/ICMP.
const ICMP_LEVEL: f64 = 79.0;

/// What one sensor sees of all ports that have no name here.
const TAIL_LEVEL: f64 = 1_265.0;

const DEVICE: &str = "52869 60001 7547 26 34567 9530 5500 2601 4567 8081 49153 60023 23231 2480";
const WINDOWS: &str = "139 135 3306 5432 1521 5985 5986 1434 3390 3388 1723 33389 13389 389";
const REDIS: &str = "2375 2376 6380 27017 9200 11211 6378 6381";
const SSH: &str = "2222 22222 222 2022 10022 2200 8022 20022";
const SCAN: &str = "8000 8888 5900 21 25 53 110 143 993 995 8728 8291 9000 10000 5000 8090 8089 8001 8008 8181 8099 \
    82 83 84 85 86 88 90 99 100 111 179 264 443 465 502 503 515 548 554 587 631 636 666 873 902 989 990 992 1000 1023 \
    1080 1099 1194 1200 1234 1311 1400 1443 1471 1883 1911 1962 2000 2002 2049 2052 2053 2077 2081 2082 2083 2086 2087 \
    2095 2096 2121 2181 2332 2404 2455 2628 3000 3001 3128 3260 3299 3310 3333 3386 3391 3460 3541 3689 3749 3780 4000 \
    4022 4040 4063 4064 4242 4243 4282 4369 4433 4443 4444 4500 4505 4506 4664 4782 4786 4840 4848 4899 4911 4949 5001 \
    5006 5007 5009 5010 5038 5050 5061 5222 5269 5357 5400 5431 5560 5577 5601 5672 5800 5801 5901 5938 5984 6000 6001 \
    6036 6443 6664 6666 6667 6881 7000 7001 7070 7071 7171 7218 7401 7474 7548 7657 7777 7779 8009 8010 8060 8069 8083 \
    8086 8087 8098 8100 8112 8123 8126 8139 8140 8200 8333 8334 8500 8545 8649 8800 8834 8880 9001 9002 9042 9051 9080 \
    9090 9091 9100 9151 9160 9191 9300 9306 9443 9595 9600 9944 9981 9999 10001 10243 10250 10443 10554 12345 13579 \
    14147 16010 17000 18080 18245 20000 20547 21025 21379 25105 25565 27015 28015 32400 32764 37777 44818 49152 50000 \
    50070 50100 51106 54138 55443 55553 55554";
const UDP: &str = "53 161 1900 5353 389 137 69 111 500 11211 19 3702 1701 3478 5683 10001 27015 443 520 623 17 1434 \
    5351 6881 47808 32414 3283 37810 30120 2362 3391 177 138 1194 1604 4500 5632 9987 33434 41794 44818 27960 28015 \
    48899 64738 34567";

/// Keys that carry the magnitudes, ICMP among them.
const KEYS: usize = 310;

/// Seen only while an event floods them.
const FLOODED: &str = "11913 13832 14939 56089 65529";

/// Every stream of the sample: the leading ports, whose courses go so much of their way, the others by falling level,
/// the flooded ones, the tail.
pub fn streams(seed: u64, scale: f64) -> Vec<Stream> {
    let mut all = Vec::new();
    for &(number, protocol, course, mix, mirai) in LEADING {
        push(&mut all, protocol, Some(number), course.scaled(scale), mix, mirai);
    }
    push(&mut all, "ICMP", None, level(ICMP_LEVEL), Mix::Scan, 0.0);
    for (position, (protocol, number, mix)) in others().into_iter().enumerate() {
        let mirai = if mix == Mix::Device { 0.6 } else { 0.0 };
        push(&mut all, protocol, Some(number), other_course(seed, position), mix, mirai);
    }
    for number in numbers(FLOODED) {
        push(&mut all, "TCP", Some(number), level(0.0), Mix::Scan, 0.0);
    }
    push(&mut all, "OTHER", None, level(TAIL_LEVEL), Mix::Scan, 0.0);
    all
}

fn push(
    all: &mut Vec<Stream>,
    protocol: &'static str,
    number: Option<u16>,
    course: Course,
    mix: Mix,
    part: f64,
) {
    all.push(Stream { protocol, number, mirai: false, mix, course, part: 1.0 - part });
    if part > 0.0 {
        all.push(Stream { protocol, number, mirai: true, mix, course, part });
    }
}

/// The ports without a course of their own, kinds mingled, as many as [`KEYS`] leaves room for.
fn others() -> Vec<(&'static str, u16, Mix)> {
    let lists = [
        ("TCP", SCAN, Mix::Scan),
        ("TCP", DEVICE, Mix::Device),
        ("TCP", WINDOWS, Mix::Windows),
        ("TCP", REDIS, Mix::Redis),
        ("TCP", SSH, Mix::Ssh),
        ("UDP", UDP, Mix::Scan),
    ];
    let mut all = Vec::new();
    for (protocol, list, mix) in lists {
        let count = numbers(list).count();
        for (position, number) in numbers(list).enumerate() {
            all.push((position as f64 / count as f64, protocol, number, mix));
        }
    }
    all.retain(|&(_, protocol, number, _)| !LEADING.iter().any(|led| led.0 == number && led.1 == protocol));
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)).then(a.2.cmp(&b.2)));
    all.truncate(KEYS - LEADING.len() - 1);
    all.into_iter().map(|(_, protocol, number, mix)| (protocol, number, mix)).collect()
}

fn numbers(list: &'static str) -> impl Iterator<Item = u16> {
    list.split_whitespace().filter_map(|number| number.parse().ok())
}

/// From 30 packets a day down to about 4, each port drifting by itself within a sixth.
fn other_course(seed: u64, position: usize) -> Course {
    let level = 2.2 + 27.8 / (1.0 + position as f64 / 15.0);
    let mut chance = Chance::at(seed, [1, position as u64, 0, 0]);
    Course::Straight([level, level * chance.around_one(0.05), level * chance.around_one(0.05)])
}
