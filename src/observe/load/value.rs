//! What should stand in a cell that is refused: a reason and the value in, the finding's code and the mend out.

use crate::finding::Said;
use crate::observe::asked::Role;
use crate::observe::fault::Why;
use crate::said;

/// The code of a reason, and what to write in place of `value` in a column of `role`.
pub fn expected(why: Why, role: Option<&Role>, value: &str) -> (&'static str, Said) {
    match why {
        Why::Empty => ("empty-cell", filled(role)),
        Why::NotADay => ("bad-date", a_day(value)),
        Why::NotAProtocol => (
            "bad-protocol",
            said!(
                "TCP、UDP、ICMP（または 6、17、1）にしてください。その他を表す値なら、teiten.toml の rest に加えてください。",
                "Write TCP, UDP or ICMP (or 6, 17, 1); if it stands for all others, add it to rest in teiten.toml."
            ),
        ),
        Why::NotAPort => (
            "bad-port",
            said!(
                "0から65535までの整数（23/TCP、TCP/23 のようにプロトコルが付いていてもかまいません）にしてください。その他を表す値なら、teiten.toml の rest に加えてください。",
                "Write an integer from 0 to 65535, alone or with its protocol as in 23/TCP or TCP/23; if it stands for all others, add it to rest in teiten.toml."
            ),
        ),
        Why::OtherProtocol => {
            ("bad-port", said!("どちらかの列を直してください。", "Mend one of the two columns."))
        }
        Why::PortOfIcmp => {
            ("icmp-port", said!("ICMPでは空か0にしてください。", "Leave it empty or 0 for ICMP."))
        }
        Why::PortMissing => ("missing-port", said!("ポート番号を入れてください。", "Give it a port number.")),
        Why::NotARegion => (
            "bad-region",
            said!(
                "CN のようなISO 3166の2文字（不明なら ZZ）か、「中国」「China」のような地域名の表（付属のものと names/regions.csv）にある名前にしてください。その他を表す値なら、teiten.toml の rest に加えてください。",
                "Write two letters of ISO 3166 such as CN (ZZ if unknown), or a name of the tables of regions (the shipped one and names/regions.csv) such as China; if it stands for all others, add it to rest in teiten.toml."
            ),
        ),
        Why::NotAnInteger => ("bad-integer", an_integer(value)),
        Why::Negative => {
            ("negative-number", said!("0以上の整数にしてください。", "Write an integer of 0 or more."))
        }
    }
}

fn filled(role: Option<&Role>) -> Said {
    match role {
        Some(Role::Region) => {
            said!("地域を入れてください。不明なら ZZ とします。", "Give it a region, ZZ if it is not known.")
        }
        Some(Role::Measure(_)) => said!(
            "数を入れてください。パケットがなかったのなら、0 とするか、この行を除きます。",
            "Give it a number; if there were no packets, write 0 or leave the row out."
        ),
        _ => said!("値を入れてください。", "Give it a value."),
    }
}

/// What keeps `value` from being a day, where that can be seen, and the forms of a day.
fn a_day(value: &str) -> Said {
    let (ja, en) = match Slip::of(value) {
        Some(Slip::NoSuchDay) => ("暦にない日付です。", "There is no such day. "),
        Some(Slip::Zone) => (
            "時間帯の指定（Z や +09:00）は使えません。どの時間帯の日で数えるかを決め、日付だけにしてください。",
            "A time zone (Z, +09:00) cannot be used: decide whose days are counted, and leave the day alone. ",
        ),
        Some(Slip::Era) => ("元号は使えません。西暦で書いてください。", "Write the year of the common era. "),
        Some(Slip::NoYear) => ("年から書いてください。", "Write it with its year. "),
        Some(Slip::Unparted) => ("年・月・日を区切ってください。", "Part year, month and day. "),
        None => ("", ""),
    };
    said!(
        "{ja}2022-10-01、2022/10/1、2022年10月1日、2022-10-01 12:00:00 のいずれかの形にしてください。",
        "{en}Write it as 2022-10-01, 2022/10/1, 2022年10月1日 or 2022-10-01 12:00:00."
    )
}

/// Why a text that looks like a day is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    NoSuchDay,
    Zone,
    Era,
    NoYear,
    Unparted,
}

impl Slip {
    fn of(value: &str) -> Option<Self> {
        let parts = value.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
        let lengths = parts.map(|part| part.bytes().all(|b| b.is_ascii_digit()).then_some(part.len()));
        let eras = ["明治", "大正", "昭和", "平成", "令和"];
        match lengths.collect::<Option<Vec<_>>>().as_deref() {
            Some([4, 1 | 2, 1 | 2]) => Some(Self::NoSuchDay),
            Some([1 | 2, 1 | 2]) => Some(Self::NoYear),
            Some([8]) => Some(Self::Unparted),
            _ if value.ends_with(['Z', 'z']) || value.rsplit(['T', ' ']).next()?.contains('+') => {
                Some(Self::Zone)
            }
            _ if eras.iter().any(|era| value.starts_with(era)) => Some(Self::Era),
            _ => None,
        }
    }
}

fn an_integer(value: &str) -> Said {
    let digits = value.chars().filter(|c| c.is_numeric()).count();
    if digits > 0 && value.chars().all(|c| c.is_numeric() || c == ',') && digits > 18 {
        return said!(
            "9,223,372,036,854,775,807 までの数にしてください。桁の誤りがないか確かめてください。",
            "Write a number up to 9,223,372,036,854,775,807, and look for digits that are too many."
        );
    }
    let (ja, en) = match digits {
        0 => (
            "パケットがなかったのなら、0 とするか、この行を除いてください。",
            " If there were no packets, write 0 or leave the row out.",
        ),
        _ => ("", ""),
    };
    said!(
        "小数点・指数・単位のない整数にしてください（1,234 のような3桁ごとの区切りと全角数字は使えます）。{ja}",
        "Write an integer without decimal point, exponent or unit; thousands may be separated as in 1,234.{en}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_days_are_told_apart() {
        for (value, slip) in [
            ("2022-11-31", Some(Slip::NoSuchDay)),
            ("2022年13月1日", Some(Slip::NoSuchDay)),
            ("10/1", Some(Slip::NoYear)),
            ("10月1日", Some(Slip::NoYear)),
            ("20221001", Some(Slip::Unparted)),
            ("2022-10-01T00:00:00Z", Some(Slip::Zone)),
            ("2022-10-01 00:00:00+09:00", Some(Slip::Zone)),
            ("令和4年10月1日", Some(Slip::Era)),
            ("n/a", None),
            ("", None),
        ] {
            assert_eq!(Slip::of(value), slip, "{value}");
        }
    }

    #[test]
    fn numbers_that_are_only_too_large_are_told_so() {
        assert!(an_integer("99999999999999999999").ja.contains("桁の誤り"));
        assert!(an_integer("－").ja.contains("0 とする"));
        assert!(!an_integer("4.5").ja.contains("0 とする"));
    }
}
