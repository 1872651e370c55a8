//! What packets are counted by: destination ports, source regions, sensors and values of other columns.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The transport protocol of a destination port. The order is that of the names; ties are broken by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Protocol {
    /// Protocol number 1; its port is always 0.
    Icmp,
    /// Protocol number 6.
    Tcp,
    /// Protocol number 17.
    Udp,
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Icmp => "ICMP",
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
        })
    }
}

/// The text names no protocol, port, region or key that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey;

impl FromStr for Protocol {
    type Err = NotAKey;

    /// Takes a name in any case or an IP protocol number.
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        match text.to_ascii_uppercase().as_str() {
            "ICMP" | "1" => Ok(Self::Icmp),
            "TCP" | "6" => Ok(Self::Tcp),
            "UDP" | "17" => Ok(Self::Udp),
            _ => Err(NotAKey),
        }
    }
}

/// A destination port with its protocol, printed `23/TCP`; ICMP is `0/ICMP`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Port {
    /// The protocol: 53/TCP and 53/UDP are two keys.
    pub protocol: Protocol,
    /// 0 to 65535.
    pub number: u16,
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.protocol)
    }
}

impl FromStr for Port {
    type Err = NotAKey;

    /// Takes `23/TCP` in any case, `0/ICMP`, or `ICMP` alone.
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        if text.eq_ignore_ascii_case("ICMP") {
            return Ok(Self { protocol: Protocol::Icmp, number: 0 });
        }
        let (number, protocol) = text.split_once('/').ok_or(NotAKey)?;
        let port = Self { protocol: protocol.parse()?, number: number.parse().map_err(|_| NotAKey)? };
        if port.protocol == Protocol::Icmp && port.number != 0 { Err(NotAKey) } else { Ok(port) }
    }
}

/// A source region: an ISO 3166 alpha-2 code, or `ZZ` where it is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Region([u8; 2]);

impl Region {
    /// The region that no database could name.
    pub const UNKNOWN: Self = Self(*b"ZZ");

    /// The code in capitals.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("ZZ")
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Region {
    type Err = NotAKey;

    /// Takes two ASCII letters in any case.
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        match text.as_bytes() {
            &[a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(NotAKey),
        }
    }
}

impl TryFrom<String> for Region {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        text.parse().map_err(|NotAKey| "expected a region code of two letters")
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.code().to_owned()
    }
}

/// One row of a ranking or one line of a chart. The order breaks ties; the rest comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Key {
    /// A destination port.
    Port(Port),
    /// A source region.
    Region(Region),
    /// A sensor's identity or the value of another text column.
    Text(String),
    /// Everything a question selects, as one key.
    Total,
    /// A delivered row that stands for all others (その他): in sums and shares, never ranked.
    Rest,
}

impl fmt::Display for Key {
    /// The key as files and bindings write it: `23/TCP`, `CN`, `tokyo-1`, `total`, `rest`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port(port) => port.fmt(f),
            Self::Region(region) => region.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Total => f.write_str("total"),
            Self::Rest => f.write_str("rest"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_what_they_print() {
        for text in ["23/TCP", "0/ICMP", "0/UDP", "65535/TCP"] {
            assert_eq!(text.parse::<Port>().unwrap().to_string(), text);
        }
        assert_eq!("icmp".parse::<Port>().unwrap().to_string(), "0/ICMP");
        for wrong in ["23", "8/ICMP", "65536/TCP", "-1/TCP", "23/SCTP", "TCP/23"] {
            assert_eq!(wrong.parse::<Port>(), Err(NotAKey), "{wrong}");
        }
        assert_eq!("jp".parse::<Region>().unwrap().code(), "JP");
        assert!("日".parse::<Region>().is_err());
    }
}
