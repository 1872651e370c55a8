//! What columns and special rows are called in deliveries, in Japanese and English: a data file, compiled in.
//!
//! In comes a cell, out goes what it is known to mean. Knows no file and no shape.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static WORDS: LazyLock<BTreeMap<String, Word>> = LazyLock::new(|| {
    let rows = include_str!("words.csv").lines().skip(1).filter_map(|line| line.split_once(','));
    rows.filter_map(|(kind, word)| Some((folded(word), Word::of(kind)?))).collect()
});

/// What a header or a key is known to mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// Heads the days.
    Date,
    /// Heads the sensors.
    Sensor,
    /// Heads the protocols.
    Protocol,
    /// Heads destination ports, alone or with their protocol.
    Port,
    /// Heads source regions.
    Region,
    /// Heads counts of packets.
    Packets,
    /// Heads counts of different sources.
    Distinct,
    /// Stands for all other keys (その他).
    Rest,
    /// Is a sum of other rows or columns (合計).
    Total,
}

impl Word {
    fn of(kind: &str) -> Option<Self> {
        Some(match kind {
            "date" => Self::Date,
            "sensor" => Self::Sensor,
            "protocol" => Self::Protocol,
            "port" => Self::Port,
            "region" => Self::Region,
            "packets" => Self::Packets,
            "distinct" => Self::Distinct,
            "rest" => Self::Rest,
            "total" => Self::Total,
            _ => return None,
        })
    }

    /// The key of `[sources.<name>.columns]` for a column of this heading that holds keys; none for any other.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Sensor => Some("sensor"),
            Self::Protocol => Some("protocol"),
            Self::Port => Some("port"),
            Self::Region => Some("region"),
            Self::Date | Self::Packets | Self::Distinct | Self::Rest | Self::Total => None,
        }
    }

    /// Whether the word heads a column.
    pub fn heads(self) -> bool {
        !matches!(self, Self::Rest | Self::Total)
    }
}

/// What `cell` is known to mean.
pub fn word(cell: &str) -> Option<Word> {
    WORDS.get(&folded(cell)).copied()
}

/// The text without what differs from house to house: width, case, spaces, `_`, `-`, and a remark in brackets.
fn folded(text: &str) -> String {
    let narrow = text.trim().trim_start_matches('\u{feff}').chars().map(narrow).collect::<String>();
    let bare = match narrow.split_once('(') {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => &narrow,
    };
    bare.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.'))
        .collect::<String>()
        .to_lowercase()
}

/// Full-width letters, digits and signs as ASCII.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_whatever_their_dress() {
        for (cell, meant) in [
            ("Dst_Port", Word::Port),
            ("宛先ポート番号", Word::Port),
            ("ｄｓｔ　ｐｏｒｔ", Word::Port),
            ("パケット数（件）", Word::Packets),
            (" 合 計 ", Word::Total),
            ("OTHER", Word::Rest),
            ("年月日", Word::Date),
            ("送信元国・地域", Word::Region),
        ] {
            assert_eq!(word(cell), Some(meant), "{cell}");
        }
        assert_eq!(word("備考"), None);
        let lines = include_str!("words.csv").lines().count() - 1;
        assert!(WORDS.len() * 10 > lines * 9, "words fold onto each other");
        assert!(
            include_str!("words.csv")
                .lines()
                .skip(1)
                .all(|line| line.split_once(',').is_some_and(|(kind, _)| Word::of(kind).is_some()))
        );
    }
}
