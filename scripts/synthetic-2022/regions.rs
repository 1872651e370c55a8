//! Source regions and how much of each kind of traffic comes from them.
//!
//! The shares are invented: round numbers in the magnitudes that public reports let one guess.

/// A kind of traffic: what sort of machine sends it. The value is its column in the tables below.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mix {
    /// Rented servers that try every port.
    Scan,
    /// Recorders, routers and cameras that were taken over.
    Device,
    /// Seekers of open Redis and Docker servers.
    Redis,
    /// Seekers of file shares, databases and remote desktops.
    Windows,
    /// Seekers of SSH servers.
    Ssh,
}

/// Parts of a thousand by kind of traffic, in the order of [`Mix`].
type Parts = [f64; 5];

const LARGE: [(&str, Parts); 40] = [
    ("US", [352.0, 62.0, 112.0, 100.0, 160.0]),
    ("RU", [176.0, 48.0, 30.0, 78.0, 40.0]),
    ("GB", [151.0, 14.0, 16.0, 14.0, 28.0]),
    ("CN", [29.0, 158.0, 600.0, 92.0, 190.0]),
    ("BG", [84.0, 8.0, 3.0, 6.0, 6.0]),
    ("NL", [52.0, 10.0, 18.0, 12.0, 34.0]),
    ("DE", [36.0, 12.0, 22.0, 14.0, 52.0]),
    ("SG", [18.0, 8.0, 48.0, 16.0, 70.0]),
    ("FR", [15.0, 11.0, 14.0, 13.0, 40.0]),
    ("HK", [14.0, 14.0, 46.0, 18.0, 42.0]),
    ("CA", [12.0, 8.0, 8.0, 10.0, 22.0]),
    ("RO", [8.0, 12.0, 3.0, 12.0, 10.0]),
    ("UA", [7.0, 14.0, 3.0, 24.0, 10.0]),
    ("LT", [7.0, 3.0, 2.0, 3.0, 4.0]),
    ("SE", [6.0, 12.0, 3.0, 6.0, 10.0]),
    ("PA", [5.0, 2.0, 0.5, 2.0, 2.0]),
    ("SC", [5.0, 1.0, 1.0, 1.0, 2.0]),
    ("IN", [3.0, 88.0, 8.0, 92.0, 52.0]),
    ("KR", [3.0, 62.0, 8.0, 26.0, 54.0]),
    ("TW", [2.0, 56.0, 5.0, 36.0, 18.0]),
    ("BR", [2.5, 60.0, 6.0, 62.0, 40.0]),
    ("VN", [2.0, 50.0, 4.0, 80.0, 42.0]),
    ("IR", [1.2, 42.0, 3.0, 34.0, 14.0]),
    ("JP", [2.4, 10.0, 8.0, 6.0, 9.0]),
    ("ID", [1.6, 30.0, 6.0, 78.0, 32.0]),
    ("TH", [1.2, 26.0, 4.0, 46.0, 20.0]),
    ("TR", [1.6, 32.0, 3.0, 42.0, 16.0]),
    ("EG", [0.8, 26.0, 1.0, 22.0, 8.0]),
    ("MX", [1.0, 18.0, 2.0, 34.0, 14.0]),
    ("IT", [1.6, 16.0, 2.0, 18.0, 14.0]),
    ("ES", [1.4, 13.0, 2.0, 14.0, 10.0]),
    ("PL", [2.2, 10.0, 2.0, 10.0, 12.0]),
    ("AR", [0.9, 17.0, 1.5, 16.0, 16.0]),
    ("CO", [0.7, 12.0, 1.0, 14.0, 10.0]),
    ("CL", [0.7, 9.0, 1.0, 8.0, 8.0]),
    ("PK", [0.5, 14.0, 0.8, 26.0, 6.0]),
    ("GR", [0.5, 13.0, 0.6, 8.0, 4.0]),
    ("MY", [0.8, 12.0, 2.0, 18.0, 8.0]),
    ("ZA", [0.9, 7.0, 1.0, 9.0, 8.0]),
    ("ZZ", [1.0, 1.0, 1.0, 1.0, 1.0]),
];

const MIDDLE: &str = "AE AL AM AT AU AZ BA BD BE BO BY CH CR CZ DK DO DZ EC EE FI GE HR HU IE IL IQ JO KE KG KH \
    KZ LA LB LK LV MA MD ME MK MM MN NG NO NP NZ OM PE PH PT PY RS SA SI SK SV SY TN UY UZ VE";

const SMALL: &str = "AF AO BB BH BJ BN BW BZ CD CG CI CM CU CY ET FJ GA GH GN GT GY HN HT IS JM KW LI LU LY MG ML \
    MO MT MU MW MZ NA NI PG PR PS QA RW SD SN SO SR TG TJ TM TT TZ UG XK YE ZM ZW AD AG AW BM BS BT CV CW DJ FO GI \
    GL GM GP GQ GU IM JE KM KY LS LR MC MQ MR MV NC NE NR PF RE SB SL SM SS SZ TL TO VC VG VI VU WS GG DM GD KN LC";

const MIDDLE_PARTS: Parts = [0.45, 4.2, 0.9, 5.2, 2.4];
const SMALL_PARTS: Parts = [0.05, 0.55, 0.08, 0.7, 0.3];

/// Every source region with its parts of each kind of traffic, largest first.
pub struct Regions {
    /// ISO 3166 codes, `ZZ` for unknown.
    pub codes: Vec<&'static str>,
    parts: Vec<Parts>,
    whole: Parts,
}

impl Regions {
    /// The table above, made even: the parts of one kind of traffic add up to its whole.
    pub fn new() -> Self {
        let middle = MIDDLE.split_whitespace().map(|code| (code, MIDDLE_PARTS));
        let small = SMALL.split_whitespace().map(|code| (code, SMALL_PARTS));
        let (codes, parts): (Vec<_>, Vec<_>) = LARGE.into_iter().chain(middle).chain(small).unzip();
        let mut whole = [0.0; 5];
        for row in &parts {
            for (sum, part) in whole.iter_mut().zip(row) {
                *sum += part;
            }
        }
        Self { codes, parts, whole }
    }

    /// The share of one kind of traffic that comes from the region at this position, 0 to 1.
    pub fn share(&self, position: usize, mix: Mix) -> f64 {
        self.parts[position][mix as usize] / self.whole[mix as usize]
    }
}
