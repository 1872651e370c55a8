//! Every constant of the rules of the numbers. The method chapter of a report prints them from here.

/// A previous rank is printed as a number up to this one; beyond it the words for "outside" stand.
pub const PREVIOUS_RANK_SHOWN: u32 = 10;

/// The first and the last so many valid days of a quarter are compared (期初 and 期末).
pub const WINDOW_DAYS: usize = 10;

/// A day is valid when observed sensors × 2 ≥ the scope's sensors in service: at least one half.
pub const VALID_DAY_HALVES: u32 = 2;

/// Fewer packets than this, in either of two periods, are too few to speak of a change.
pub const MIN_BASE: i64 = 100;

/// Below this many percent, up or down, a change is "nearly flat" (ほぼ横ばい).
pub const FLAT_PERCENT: i128 = 5;

/// From this many percent a rise is told in multiples (倍) and a fall as "nearly gone" (ほぼなくなった).
pub const MULTIPLE_PERCENT: i128 = 95;

/// Series are drawn with so many styles told apart by dash and colour; a chart with more lines is refused.
pub const SERIES_STYLES: usize = 8;

/// Values of a series that is a mean are integers of so many parts of one packet.
pub const MEAN_PARTS: i64 = 1000;

/// What the first-ranked key's mean is in an index of whole numbers. A value is told only where one packet is at most
/// one of it: else the gaps between values would tell how many packets one is.
pub const INDEX_BASE: i64 = 100;

/// Beside an index a share is told in so many parts, and only of a total that is no smaller.
pub const INDEX_SHARE_PARTS: i64 = 1000;

/// Beside an index a change is told in so many parts, since finer ones can tell packets.
pub const INDEX_CHANGE_PARTS: i64 = 100;

/// Rows of one plan may be told apart by at most so many filters.
pub const FILTERS: usize = 64;

/// A typed number of packets that is nearer than one part in so many to a value of its row was meant to be that value.
pub const NEAR_MISS_PARTS: f64 = 10.0;

/// A day with so many times the mean of the other days is a spike.
pub const SPIKE_TIMES: i64 = 2;

/// A series that crosses its mean so often goes up and down (増減を繰り返す).
pub const SWINGS: usize = 6;

/// From so many percent of a row's packets on, a single sensor or day carries it.
pub const CARRIED_PERCENT: i64 = 80;

/// A row turns on a day when so many days from it on and before it differ the most about that time.
pub const STEP_DAYS: usize = 3;

/// Among fewer sensors than these none can be told to stand out.
pub const FEWEST_SENSORS: usize = 3;
